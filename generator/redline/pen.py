"""The pen that a redline is written with: whose changes they are, and what is counted while it is written.

Ids are given in the order of writing, so that the same two documents always give the same bytes.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator
from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from typing import Literal

from generator.redline.package import Opened, element
from generator.verify.docx.xml import Node

#: How a run, a paragraph's mark or a row is tracked; "" where it stayed.
Way = Literal["", "del", "ins", "moveFrom", "moveTo"]
#: Word asks of a moved stretch that it has a date, though it shows that of the words in it.
NO_DATE = "1980-01-01T00:00:00Z"
#: The first sign that stands for what is no letter: a break, a picture, a reference to a note.
SIGNS = 0x100000


@dataclass(frozen=True, slots=True)
class Notes:
    """What became of footnotes: ids of those that stayed, came, and went (with the id that each went under)."""

    old: Map[str, Node]
    new: Map[str, Node]
    #: What tells the notes of each document apart: its content where both have it, else nothing, so that a reworded
    #: note is matched by its place.
    old_keys: Map[str, bytes]
    new_keys: Map[str, bytes]
    stayed: list[tuple[str, str]] = field(default_factory=list)
    came: list[str] = field(default_factory=list)
    gone: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pen:
    """Author and date (`2022-01-28T00:00:00Z`, or ""), the two documents, and the counts."""

    author: str
    date: str
    old: Opened
    new: Opened
    notes: Notes
    ids: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    moves: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    #: What is no letter, by its content -> the sign that stands for it while words are compared.
    signs: dict[bytes, str] = field(default_factory=dict)
    #: Sections of the output, each with the old and the new one it came of.
    sections: list[tuple[Node, Node, Node]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def sign(self, content: bytes) -> str:
        """Return the sign that stands for what is no letter."""
        return self.signs.setdefault(content, chr(SIGNS + len(self.signs)))

    def mark(self, name: str) -> Node:
        """Return an empty tracked change: `ins`, `del`, `rPrChange` and so on."""
        self.counts[name] += 1
        dated = {"date": self.date} if self.date else {}
        return element(name, id=str(next(self.ids)), author=self.author, **dated)

    def stretch(self, way: Way, name: str) -> tuple[Node, Node]:
        """Return the beginning and the end of a moved stretch."""
        number = str(next(self.ids))
        start = element(f"{way}RangeStart", id=number, author=self.author, date=self.date or NO_DATE, name=name)
        return start, element(f"{way}RangeEnd", id=number)


def changed(pen: Pen, name: str, old: Node) -> Node:
    """Return the record of a former look: `old` in a `pPrChange`, `tcPrChange` and so on."""
    record = pen.mark(name)
    record.append(old)
    return record
