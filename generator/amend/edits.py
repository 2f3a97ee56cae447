"""apply: a text and edits -> the text with them made, and where every place of the old one went.

An edit replaces a stretch; a line is put in above another. Nothing else changes, so nothing else can.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from generator.problem import Mark


@dataclass(frozen=True, slots=True)
class Edit:
    """Put `now` in the place of `text[start:end]`; where both are one place, put it in before that place."""

    start: int
    end: int
    now: str


@dataclass(frozen=True, slots=True)
class Edited:
    """The new text, and the way from a place of the old one to its place in the new one."""

    old: str
    new: str
    #: (place in the old text from which on, how much places have moved there)
    shifts: tuple[tuple[int, int], ...]

    def moved(self, place: int) -> int:
        """Return where a place of the old text is in the new one."""
        at = bisect_right(self.shifts, (place, 1 << 60)) - 1
        return place + (self.shifts[at][1] if at >= 0 else 0)


def apply(text: str, edits: Iterable[Edit]) -> Edited:
    """Return a text with the edits made. Edits do not overlap; of two at one place the first comes first."""
    parts: list[str] = []
    shifts: list[tuple[int, int]] = []
    position = shift = 0
    for edit in sorted(edits, key=lambda each: (each.start, each.end)):
        if edit.start < position:
            raise ValueError("edits overlap")
        parts += [text[position : edit.start], edit.now]
        shift += len(edit.now) - (edit.end - edit.start)
        # inside what was replaced, places fall on its beginning; after it they move with the text
        shifts.append((edit.end, shift))
        position = edit.end
    parts.append(text[position:])
    return Edited(text, "".join(parts), tuple(shifts))


class Lines:
    """The lines of a text, to tell a place as line and column."""

    __slots__ = ("file", "starts", "text")

    def __init__(self, text: str, file: str) -> None:
        self.text, self.file = text, file
        self.starts = [0, *(at + 1 for at, letter in enumerate(text) if letter == "\n")]

    def mark(self, start: int, end: int) -> Mark:
        """Return a stretch as a mark; what runs over a line's end is shown to that end."""
        row = self.row(start)
        shown = self.line(row)
        column = min(start, len(self.text)) - self.starts[row]
        width = min(end - start, len(shown) - column)
        return Mark(self.file, row + 1, column + 1, max(width, 1), shown)

    def row(self, place: int) -> int:
        """Return the line (from 0) of a place."""
        return bisect_right(self.starts, place) - 1

    def line(self, row: int) -> str:
        """Return a line's text without its end."""
        last = self.starts[row + 1] if row + 1 < len(self.starts) else len(self.text)
        return self.text[self.starts[row] : last].rstrip("\r\n")
