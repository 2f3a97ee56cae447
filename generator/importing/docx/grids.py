"""merged: the cells of a table as they stand in the file -> rows of cells, a merged one once, columns that mean one.

Word parts a table into as many columns as its rows have different edges, some a hair's breadth apart: an edge that no
cell uses goes, and edges that nearly meet become one, so that a cell spans what a reader sees it span.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.importing.sheet import Block, Cell, Grid, Para
from generator.verify.docx.tables import Row, Table
from generator.verify.docx.xml import W, first, on

#: A cell of more paragraphs, alone in its row of a table that draws no lines, holds text that was only put into it.
LONG = 6
#: Two edges nearer than this are one, if no cell lies between them (pt).
HAIR = 9.0
Rows = tuple[tuple[Cell, ...], ...]


@dataclass(slots=True)
class Box:
    """A cell as it stands in the file: its paragraphs, its first column, the one after its last, its width (pt, 0:
    untold). `continued` goes on from the cell above; `rows` are those that it takes."""

    paras: tuple[Para, ...]
    begin: int
    end: int
    width: float = 0.0
    continued: bool = False
    rows: int = 1


def merged(rows: Sequence[Sequence[Box]], widths: Sequence[float]) -> tuple[Rows, tuple[float, ...], tuple[int, ...]]:
    """Return the rows of a table, each as wide as all others, the widths of its columns (pt, () where unknown), and
    which rows of the file they are.

    `widths` are those of the columns in the file, as far as it tells them.
    """
    measures = _edges(rows, widths)
    stood, kept = _down(rows)
    last = max((box.end for row in rows for box in row), default=0)
    if not measures:
        measures = next((_widths(row) for row in rows if len(row) == last and all(box.width for box in row)), ())
    return _filled(stood, last), measures, kept


def _widths(row: Sequence[Box]) -> tuple[float, ...]:
    return tuple(round(box.width, 1) for box in row)


def _edges(rows: Sequence[Sequence[Box]], widths: Sequence[float]) -> tuple[float, ...]:
    """Count the edges of the cells anew, without those that mean nothing; return the widths of the columns left."""
    boxes = [box for row in rows for box in row]
    used = sorted({0} | {edge for box in boxes for edge in (box.begin, box.end)})
    known = len(widths) >= used[-1] and sum(widths[: used[-1]]) > 0
    places = [0.0]
    for width in widths:
        places.append(places[-1] + width)
    narrow = {(box.begin, box.end) for box in boxes}
    kept, found = [0], {0: 0}
    for index, edge in enumerate(used[1:], 1):
        near = known and places[edge] - places[kept[-1]] < HAIR
        between = used[bisect_left(used, kept[-1]) : index]
        if not near or any((begin, edge) in narrow for begin in between):
            kept.append(edge)
        found[edge] = len(kept) - 1
    for box in boxes:
        box.begin, box.end = found[box.begin], max(found[box.end], found[box.begin] + 1)
    if not known or len(kept) < 2:
        return ()
    ends = [*kept[1:-1], used[-1]]
    return tuple(round(places[end] - places[start], 1) for start, end in zip(kept, ends, strict=False))


def _down(rows: Sequence[Sequence[Box]]) -> tuple[list[list[Box]], tuple[int, ...]]:
    """Join each cell that goes on with the one that it goes on from; a row of such cells alone goes."""
    above: dict[int, Box] = {}
    stood: list[list[Box]] = []
    numbers: list[int] = []
    for number, row in enumerate(rows):
        uppers = [above.get(box.begin) if box.continued else None for box in row]
        uppers = [u if u is not None and u.end == b.end else None for u, b in zip(uppers, row, strict=True)]
        whole = bool(row) and None not in uppers
        above = {}
        for box, upper in zip(row, uppers, strict=True):
            if upper is not None:
                upper.rows += not whole
                upper.paras += box.paras
            above[box.begin] = upper or box
        if not whole:
            stood.append([box for box, upper in zip(row, uppers, strict=True) if upper is None])
            numbers.append(number)
    return stood, tuple(numbers)


def _filled(rows: list[list[Box]], last: int) -> Rows:
    """Return the cells; a place that neither a cell of the row nor one from above takes is an empty cell."""
    found: list[tuple[Cell, ...]] = []
    hanging: list[Box] = []
    left: dict[int, int] = {}
    for row in rows:
        cells: list[Cell] = []
        at = 0
        stands = {id(box) for box in row}
        for box in sorted([*hanging, *row], key=lambda each: each.begin):
            if box.begin > at:
                cells.append(Cell((), box.begin - at))
            if id(box) in stands:
                cells.append(Cell(box.paras, box.end - box.begin, box.rows))
                left[id(box)] = box.rows
            at = max(at, box.end)
        if at < last:
            cells.append(Cell((), last - at))
        found.append(tuple(cells))
        for box in (*hanging, *row):
            left[id(box)] -= 1
        hanging = [box for box in (*hanging, *row) if left[id(box)] > 0]
    return tuple(found)


def opened(row: Row, insides: list[list[Block]], table: Table) -> bool:
    """Tell whether a row only lays text out: one cell, no lines around it, with a long text or a table in it."""
    if table.grid or len(insides) != 1 or row.cells[0].continued or row.cells[0].merged:
        return False
    inside = insides[0]
    nested = any(isinstance(block, Grid) for block in inside)
    return nested or (not table.framed and len(inside) > LONG)


def paras(inside: list[Block]) -> tuple[Para, ...]:
    """Return the paragraphs of a cell, those of tables in it in order."""
    found: list[Para] = []
    for block in inside:
        if isinstance(block, Para):
            found.append(block)
        else:
            found += [para for row in block.rows for cell in row for para in cell.paras]
    return tuple(found)


def calm(cell: Cell) -> Cell:
    return replace(cell, paras=tuple(replace(para, breaks=False) for para in cell.paras))


def repeats(row: Row) -> bool:
    """Tell whether a row stands again on every page."""
    holder = row.cells[0].element.getparent() if row.cells else None
    while holder is not None and holder.tag != f"{W}tr":
        holder = holder.getparent()
    head = first(holder, f"{W}trPr", f"{W}tblHeader")
    return head is not None and on(head)
