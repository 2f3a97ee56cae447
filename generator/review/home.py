"""homes: the paragraphs that a plan prints -> where in its file each is said, and which item each list's item opens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.build import Read
from generator.review.printed import Fixed, Printed, Sentence
from generator.review.sheet import Path, Sheet
from generator.review.spot import Spot, spot
from generator.source import Mapping

#: Keys that name another file: what is printed of them is not theirs.
_FROM_ELSEWHERE = ("extends", "unit", "units", "office")


@dataclass(frozen=True, slots=True)
class Homes:
    """`of` are the paths of the values that a paragraph prints, `heads` the first paragraph at or below an item's path,
    `below` all paragraphs there."""

    of: dict[int, tuple[Path, ...]]
    heads: dict[Path, int]
    below: dict[Path, frozenset[int]]

    def items(self, para: int) -> Iterator[Path]:
        """Yield the items of lists that a paragraph lies in, innermost first."""
        path = self.of.get(para, ((),))[0]
        for length in range(len(path), 0, -1):
            if isinstance(path[length - 1], int):
                yield path[:length]


def homes(sheet: Sheet, got: Read, printed: tuple[Printed, ...]) -> Homes:
    """Return where every paragraph is said in the plan's own file; one that is said elsewhere has no home."""
    of: dict[int, tuple[Path, ...]] = {}
    below: dict[Path, set[int]] = {}
    for number, paragraph in enumerate(printed):
        paths = tuple(path for span in paragraph.spans for path in _paths(sheet, got, span.source))
        if paths:
            of[number] = paths
        for path in paths:
            for length in range(1, len(path) + 1):
                below.setdefault(path[:length], set()).add(number)
    heads = {path: min(numbers) for path, numbers in below.items()}
    return Homes(of, heads, {path: frozenset(numbers) for path, numbers in below.items()})


def _paths(sheet: Sheet, got: Read, source: Sentence | Fixed | None) -> Iterator[Path]:
    if isinstance(source, Sentence):
        found = spot(sheet, got, source)
        if isinstance(found, Spot):
            yield found.path
            return
        mark = source.text.mark  # composed from the keys of its item
        path = item_at(sheet, mark.line, mark.column) if mark.file == sheet.file else None
        if path is not None and path[0] not in _FROM_ELSEWHERE:
            yield path
    elif isinstance(source, Fixed) and source.form in ("recipient", "group"):
        known = got.plan.recipients
        path = sheet.path(known[source.number].mark) if 0 <= source.number < len(known) else None
        path = path if path is not None else _at(sheet, known[source.number].mark.line) if known else None
        if path:
            yield path
    elif isinstance(source, Fixed) and source.form in ("name", "other_post"):
        path = ("signatory", source.form)
        if path in sheet.nodes:
            yield path


def item_at(sheet: Sheet, line: int, column: int) -> Path | None:
    """Return the group of keys that begins at a place."""
    starts = ((p, n.mark) for p, n in sheet.nodes.items() if isinstance(n, Mapping) and p)
    return max((p for p, mark in starts if (mark.line, mark.column) == (line, column)), key=len, default=None)


def _at(sheet: Sheet, line: int) -> Path | None:
    """The item of the recipients that begins in a line."""
    return next((p for p, node in sheet.nodes.items() if p[:1] == ("recipients",) and node.mark.line == line), None)
