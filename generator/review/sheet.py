"""sheet: the text of a plan's file -> its values with their paths and stretches, and the lines that items take.

Two readers meet here: `source` tells places as all marks of the program have them, `amend.keep` where a value ends.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from generator import source
from generator.amend import keep
from generator.amend.edits import Lines
from generator.amend.keep import Kept, Leaf
from generator.problem import Mark
from generator.source import Mapping, Scalar, Sequence, Value

Path = tuple[str | int, ...]
BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A plan's file. `nodes` are its values by path, `keys` the keys of its groups by the path of their value."""

    file: str
    text: str
    bom: str
    kept: Kept
    lines: Lines
    leaves: dict[Path, Leaf]
    nodes: dict[Path, Value]
    keys: dict[Path, Scalar]
    marks: dict[tuple[int, int], Path]

    def path(self, mark: Mark) -> Path | None:
        """Return the path of the value that begins at a mark, or in which it lies; None where it is of another file."""
        if mark.file != self.file:
            return None
        found = self.marks.get((mark.line, mark.column))
        if found is not None:
            return found
        place = self.place(mark.line, mark.column)
        starts = [leaf.start for leaf in self.kept.leaves]
        number = bisect_right(starts, place) - 1
        leaf = self.kept.leaves[number] if number >= 0 else None
        return leaf.path if leaf and place < leaf.end else None

    def place(self, line: int, column: int) -> int:
        return self.lines.starts[line - 1] + column - 1

    def mark(self, path: Path) -> Mark:
        """Return where a value stands."""
        leaf = self.leaves.get(path)
        if leaf:
            return self.lines.mark(leaf.start, max(leaf.end, leaf.start + 1))
        node = self.nodes.get(path)
        return node.mark if node else Mark(self.file)

    def said(self, path: Path) -> str | None:
        leaf = self.leaves.get(path)
        return leaf.said if leaf else None

    def below(self, path: Path) -> Iterator[Leaf]:
        """Yield the values at or below a path."""
        for leaf in self.kept.leaves:
            if leaf.path[: len(path)] == path:
                yield leaf

    # --- lines -----------------------------------------------------------------------------------

    def start(self, path: Path) -> int:
        """Return where an item's dash, or an entry's key, stands; -1 where it stands in no line of its own."""
        node = self.nodes.get(path)
        if node is None:
            return -1
        if isinstance(path[-1], int):
            place = self.kept.items.get(path, -1)
            if place < 0:
                return -1
            row = self.lines.starts[self.lines.row(place)]
            before = self.text[row:place]
            dash = before.rstrip(" ")
            return row + len(dash) - 1 if dash.endswith("-") and not dash.strip(" -") else -1
        key = self.keys.get(path)
        if key is None:
            return -1
        place = self.place(key.mark.line, key.mark.column)
        row = self.lines.starts[self.lines.row(place)]
        return place if not self.text[row:place].strip(" -") else -1

    def rows(self, path: Path) -> tuple[int, int]:
        """Return the first row of an item or entry (from 0) and the row after its last."""
        first = self.lines.row(max(self.start(path), 0))
        last = first
        for leaf in self.below(path):
            end = leaf.at[-1] if leaf.said else leaf.start
            last = max(last, self.lines.row(max(end - 1, leaf.start)))
        total = len(self.lines.starts)
        while last + 1 < total and (line := self.lines.line(last + 1).strip()) and not line.strip("]},"):
            last += 1
        return first, last + 1

    def column(self, path: Path) -> int:
        place = self.start(path)
        return place - self.lines.starts[self.lines.row(place)]

    def offset(self, row: int) -> int:
        """Return where a row begins; the end of the text for the row after the last."""
        return self.lines.starts[row] if row < len(self.lines.starts) else len(self.text)

    def own_comments(self, row: int, column: int) -> int:
        """Return the first row of the comments that stand right above a row, as far in as it."""
        while row and self.lines.line(row - 1).startswith(" " * column + "#"):
            row -= 1
        return row


def read(data: bytes, file: str) -> Sheet:
    """Return the sheet of a plan's file. Raises PlanError (source.parse) and keep.Unreadable."""
    tree = source.parse(data, file)
    whole = data.decode("utf-8")
    bom = BOM if whole.startswith(BOM) else ""
    text = unicodedata.normalize("NFC", whole.removeprefix(BOM))
    kept = keep.leaves(text)
    nodes: dict[Path, Value] = {}
    keys: dict[Path, Scalar] = {}
    marks: dict[tuple[int, int], Path] = {}
    _walk(tree.root, (), nodes, keys, marks)
    return Sheet(
        file, text, bom, kept, Lines(text, file), {leaf.path: leaf for leaf in kept.leaves}, nodes, keys, marks
    )


def _walk(
    value: Value, path: Path, nodes: dict[Path, Value], keys: dict[Path, Scalar], marks: dict[tuple[int, int], Path]
) -> None:
    nodes[path] = value
    if isinstance(value, Scalar):
        marks[value.mark.line, value.mark.column] = path
    elif isinstance(value, Sequence):
        for number, item in enumerate(value.items):
            _walk(item, (*path, number), nodes, keys, marks)
    elif isinstance(value, Mapping):
        for key, item in value.entries:
            keys[(*path, key.text)] = key
            _walk(item, (*path, key.text), nodes, keys, marks)
