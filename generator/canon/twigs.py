"""The tree of a file with its comments, between reading and writing: twigs on branches, each with the notes that go
along with it. Frozen values; the lists in them are filled while a file is gathered, and put in order once.
"""

from __future__ import annotations

from dataclasses import field

from generator.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Note:
    """A comment: its text from `#` on, its place (from 0), whether it has its line to itself, and whether the line
    above is blank."""

    text: str
    row: int
    column: int
    own: bool
    blank: bool


@dataclass(frozen=True, slots=True)
class Leaf:
    """A text. `plain` tells that it stands without quotes; `rows` are its lines where they must stay as they are."""

    text: str
    plain: bool
    rows: tuple[str, ...] = ()

    @property
    def blank(self) -> bool:
        """Whether nothing was written at all."""
        return self.plain and not self.text


@dataclass(frozen=True, slots=True)
class Twig:
    """A key and its value, or an item of a list (`key` is None), with the notes that travel with it.

    `before` stand above it, `behind` on its line (the first) or above it (any other), `under` a key without a value.
    """

    key: str | None
    value: Leaf | Branch
    row: int
    blank: bool
    before: list[Note]
    behind: list[Note]
    under: list[Note]


@dataclass(frozen=True, slots=True)
class Branch:
    """A group of keys, or a list: `flow` where it is written in brackets; `tail` are the notes after its last twig."""

    listed: bool
    flow: bool
    column: int
    twigs: list[Twig] = field(default_factory=list)
    tail: list[Note] = field(default_factory=list)
