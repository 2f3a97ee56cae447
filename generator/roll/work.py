"""The state of one file while it is rolled: what is found in it, place by place of the old text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from generator.amend import keep
from generator.amend.edits import Edit
from generator.amend.keep import Kept
from generator.roll.aim import Aim
from generator.roll.in_force import Document
from generator.roll.report import Kind

#: What a path in a plan becomes: the new path, and what to tell of it ("" : nothing).
Follow = Callable[[str, str], tuple[str, str]]
#: How a comment begins that asks for a document to be renewed.
RENEW = "CẦN THAY"


@dataclass(slots=True)
class Work:
    """A file while it is rolled. Places are offsets into `text`."""

    text: str
    kept: Kept
    aim: Aim
    known: tuple[Document, ...]
    follow: Follow
    #: What every value says, by its path.
    beside: dict[keep.Path, str]
    edits: list[Edit] = field(default_factory=list)
    #: What values say afterwards, where that is not what they said.
    said: dict[keep.Path, str] = field(default_factory=dict)
    #: (start, end, words before, words after)
    changes: list[tuple[int, int, str, str]] = field(default_factory=list)
    looks: list[tuple[int, int, Kind, str, bool]] = field(default_factory=list)
    #: Lines to put in above the line of a place; told apart, since a file may not take them.
    lines: list[tuple[int, str]] = field(default_factory=list)

    def look(self, start: int, end: int, kind: Kind, message: str, must: bool = False) -> None:
        self.looks.append((start, end, kind, message, must))
