"""What a reviewed file proposes, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Literal

from generator.build import Read
from generator.problem import Mark
from generator.review.flow import Flow
from generator.review.home import Homes
from generator.review.marks import NOBODY, Comment
from generator.review.sheet import Sheet

#: The name of what was changed with tracking off.
UNTRACKED = "không đánh dấu"

What = Literal["edit", "add", "drop", "move", "look", "format", "comment"]


@dataclass(frozen=True, slots=True)
class Proposal:
    """One thing that a reviewer did, as a person chooses it.

    `place` is where it is in print, `old` and `new` the words, `key` the value of the YAML that says them and `mark`
    where that stands. `why` tells why it maps to none ("" where it does), `lines` the YAML that would do it by hand.
    `changes` and `comments` are the numbers of what it was made of; `inside` are the proposals that it needs.
    `detail` says what its words do not: where something moved to, which look letters took, where a paragraph is split.
    `settled` tells that there is nothing left to do: the plan has it, or the program writes it by itself.
    """

    number: int
    what: What
    author: str
    date: str
    tracked: bool
    place: str
    old: str
    new: str
    key: str = ""
    mark: Mark | None = None
    why: str = ""
    lines: str = ""
    changes: tuple[int, ...] = ()
    comments: tuple[int, ...] = ()
    inside: tuple[int, ...] = ()
    settled: bool = False
    detail: str = ""

    @property
    def waiting(self) -> bool:
        """Whether somebody has still to choose, or to do it by hand."""
        return not self.settled

    @property
    def applicable(self) -> bool:
        return not self.why

    @property
    def who(self) -> str:
        """The author, as the list tells and a choice names him."""
        return self.author or NOBODY if self.tracked else UNTRACKED


@dataclass(frozen=True, slots=True)
class Review:
    """A reviewed file against its plan: what it proposes, and what that was read from."""

    name: str
    path: FilePath
    data: bytes
    got: Read
    sheet: Sheet
    flow: Flow
    homes: Homes
    comments: tuple[Comment, ...]
    proposals: tuple[Proposal, ...]

    @property
    def applicable(self) -> tuple[int, ...]:
        return tuple(each.number for each in self.proposals if each.applicable)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The new text of the plan's file; what of the choice could not be done, by number with the reason; and what the
    new file prints otherwise than the reviewed one has it (none, if all went well)."""

    files: dict[FilePath, bytes]
    left: tuple[tuple[int, str], ...]
    unlike: tuple[str, ...]
