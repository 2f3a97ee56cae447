"""lattices: the drawn lines of a page -> its tables: where columns and rows stand, and which fields of them are one.

A merged cell is the fields between which no line is drawn.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Sequence

from generator.frozen import dataclass
from generator.pdfium import Sheet, Stroke
from generator.verify.pdf.rules import Ruled

#: A line stands where it is drawn, give or take (pt), and parts two fields where it covers so much of their edge.
_NEAR, _COVERS = 2.6, 0.55
#: A table with more fields is a drawing.
_MOST = 40_000


@dataclass(frozen=True, slots=True)
class Region:
    """A cell: its first row and column, and how many it takes."""

    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class Lattice:
    """A table by its lines (pt from the page's upper left corner), and its cells, row by row."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    regions: tuple[Region, ...]
    #: The index of the cell that each field belongs to, by row and column.
    owners: tuple[tuple[int, ...], ...]

    def at(self, x: float, y: float) -> int:
        """Return the index of the region of a point, -1 outside the table."""
        if not (self.xs[0] - 1 <= x <= self.xs[-1] + 1 and self.ys[0] - 1 <= y <= self.ys[-1] + 1):
            return -1
        column = min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2)
        row = min(max(bisect_right(self.ys, y) - 1, 0), len(self.ys) - 2)
        return self.owners[row][column]


def lattices(sheet: Sheet, ruled: Ruled) -> tuple[Lattice, ...]:
    """Return the tables of a page from top to bottom; a frame around the whole text is none."""
    strokes = [*sheet.strokes, *(side for box in sheet.boxes for side in _sides(box))]
    level = [stroke for stroke in strokes if stroke.right - stroke.left >= stroke.bottom - stroke.top]
    upright = [stroke for stroke in strokes if stroke.right - stroke.left < stroke.bottom - stroke.top]
    found = []
    for grid in ruled.grids:
        columns, rows = len(grid.xs) - 1, len(grid.ys) - 1
        if 1 < columns * rows <= _MOST:
            regions = _regions(grid.xs, grid.ys, level, upright)
            found.append(Lattice(grid.xs, grid.ys, regions, _owners(regions, rows, columns)))
    return tuple(found)


def _sides(box: tuple[float, float, float, float]) -> tuple[Stroke, ...]:
    left, top, right, bottom = box
    flat = [Stroke(left, y, right, y, 0.5, True) for y in (top, bottom)]
    tall = [Stroke(x, top, x, bottom, 0.5, True) for x in (left, right)]
    return (*flat, *tall)


def _regions(
    xs: Sequence[float], ys: Sequence[float], level: Sequence[Stroke], upright: Sequence[Stroke]
) -> tuple[Region, ...]:
    """The cells: from each field that is in none yet, as far right and then down as no line parts."""
    walls = [_covered(x, [(s.top, s.bottom) for s in upright if abs(s.left - x) <= _NEAR], ys) for x in xs]
    floors = [_covered(y, [(s.left, s.right) for s in level if abs(s.top - y) <= _NEAR], xs) for y in ys]
    columns, rows = len(xs) - 1, len(ys) - 1
    taken: set[tuple[int, int]] = set()
    found = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            right = column + 1
            while right < columns and not walls[right][row] and (row, right) not in taken:
                right += 1
            low = row + 1
            while low < rows and _goes_on(walls, floors, low, column, right):
                low += 1
            taken.update((r, c) for r in range(row, low) for c in range(column, right))
            found.append(Region(row, column, low - row, right - column))
    return tuple(found)


def _owners(regions: Sequence[Region], rows: int, columns: int) -> tuple[tuple[int, ...], ...]:
    owners = [[0] * columns for _ in range(rows)]
    for number, region in enumerate(regions):
        for row in range(region.row, region.row + region.rows):
            owners[row][region.column : region.column + region.columns] = [number] * region.columns
    return tuple(map(tuple, owners))


def _goes_on(
    walls: Sequence[Sequence[bool]], floors: Sequence[Sequence[bool]], row: int, left: int, right: int
) -> bool:
    """Whether no line parts a cell from the fields below it, nor those from one another."""
    return not any(floors[row][left:right]) and not any(walls[at][row] for at in range(left + 1, right))


def _covered(place: float, spans: Sequence[tuple[float, float]], edges: Sequence[float]) -> list[bool]:
    """Tell for each stretch between two edges whether lines cover most of it."""
    found = []
    for low, high in itertools.pairwise(edges):
        covered = sum(max(min(end, high) - max(start, low), 0.0) for start, end in spans)
        found.append(covered >= _COVERS * (high - low))
    return found
