"""fit: a table of the source -> the widths and the size of letters with which it stands on our page.

The source's own widths are kept where every word fits in them; else the generator shares the page out; where even that
is too narrow the letters are set smaller, and an appendix is turned to landscape.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from generator import fonts, profile
from generator.fonts import Font
from generator.frozen import dataclass
from generator.importing.draft import GridCell, GridTable
from generator.plan import placed
from generator.profile import POINTS_PER_MM, Profile
from generator.tables import PADDING, words

#: No smaller than this: what must be smaller does not belong on paper.
_SIZES = (11, 10, 9, 8)
#: An appendix is rather turned than set smaller than this.
_READABLE = 10
#: A column that holds no longer line than this (mm) is as wide as that and no wider.
_SLIM = 14


@dataclass(frozen=True, slots=True)
class Fit:
    """Widths in mm, 0 or empty where the generator is to share the page out; size in pt, 0 for the usual one."""

    widths: tuple[int, ...]
    size: int
    landscape: bool


def fit(table: GridTable, landscape: bool, may_turn: bool) -> Fit:
    """Return how a table is set; `may_turn` tells that its page may be turned."""
    sizes = _profile()
    count = max((sum(cell.columns for cell in row) for row in (*table.head, *table.rows)), default=1)
    usual = int(sizes["sizes.table"])
    for turned in (landscape,) if landscape or not may_turn else (False, True):
        room = sizes.text_width(turned)
        for size in (usual, *_SIZES):
            if may_turn and not turned and size < _READABLE:
                break
            needs = _needs(table, count, size)
            if sum(needs) > room:
                continue
            scaled = [width * room / sum(table.widths) for width in table.widths] if table.widths else []
            fits = len(scaled) == count and all(need <= width for need, width in zip(needs, scaled, strict=True))
            widths = tuple(int(width / POINTS_PER_MM) for width in scaled) if fits else ()
            if widths and not _rounded_fits(widths, needs, room):
                widths = ()
            widths = widths or _slim(table, needs, room, size)
            return Fit(widths, 0 if size == usual else size, turned)
    return Fit((), _SIZES[-1], landscape or may_turn)


def holds(table: GridTable, widths: tuple[float | None, ...]) -> bool:
    """Tell whether every word of a table stands in columns of these widths (mm; None where there is no limit)."""
    needs = _needs(table, len(widths), int(_profile()["sizes.table"]))
    return all(width is None or need <= width * POINTS_PER_MM for need, width in zip(needs, widths, strict=True))


def _slim(table: GridTable, needs: list[float], room: float, size: int) -> tuple[int, ...]:
    """Return widths for the columns that hold no more than numbers and short signs (TT), 0 for those that share the
    rest; empty where there are none, or where the others would have no room."""
    lines = [0.0] * len(needs)
    for head, rows in ((True, table.head), (False, table.rows)):
        for column, cell in _placed(rows, len(needs)):
            if cell.columns == 1:
                texts = (" ".join(span.text for span in para) for para in cell.paras)
                lines[column] = max([lines[column], *(_width(text, size, head) + 2 * PADDING for text in texts)])
    slim = [number for number, length in enumerate(lines) if length <= _SLIM * POINTS_PER_MM]
    if not slim or len(slim) == len(needs) or len(needs) < 3:
        return ()
    widths = [int(lines[n] / POINTS_PER_MM) + 2 if n in slim else 0 for n in range(len(needs))]
    left = room - sum(widths) * POINTS_PER_MM
    return tuple(widths) if sum(need for n, need in enumerate(needs) if n not in slim) <= left else ()


def _placed(rows: tuple[tuple[GridCell, ...], ...], count: int) -> Iterator[tuple[int, GridCell]]:
    open_until = [0] * count
    for number, row in enumerate(rows):
        if sum(cell.columns for cell in row) <= count:
            yield from ((column, cell) for column, cell in placed(row, open_until, number) if column < count)


def _rounded_fits(widths: tuple[int, ...], needs: list[float], room: float) -> bool:
    total = sum(widths)
    return all(width and width * room / total >= need for width, need in zip(widths, needs, strict=True))


def _needs(table: GridTable, count: int, size: int) -> list[float]:
    needs = [2 * PADDING + 10.0] * count
    for head, rows in ((True, table.head), (False, table.rows)):
        for column, cell in _placed(rows, count):
            if cell.columns == 1:
                needs[column] = max(needs[column], _widest(cell, head, size))
    return needs


def _widest(cell: GridCell, head: bool, size: int) -> float:
    spans = (span for para in cell.paras for span in para)
    return 2 * PADDING + max(
        (_width(word, size, span.bold or head) for span in spans for word in words(span.text)), default=0.0
    )


@cache
def _width(word: str, size: int, bold: bool) -> float:
    return _font().width(word, size, bold=bold)


@cache
def _font() -> Font:
    return fonts.font(_profile().pdf_family)


@cache
def _profile() -> Profile:
    return profile.read()
