"""table: the lines of a page in a lattice -> a Grid; joined: two grids that a page's end has parted -> one.

Rows of the head that come again on the next page are left out, and a row that was cut is made whole where it is plain.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from generator.importing.pdf.lattice import Lattice, Region
from generator.importing.pdf.page import Page
from generator.importing.pdf.paragraphs import Column, align, groups
from generator.importing.sheet import PAGE, Cell, Grid, Para, Rich
from generator.verify.pdf.lines import Segment

#: The room between a cell's line and its text (pt).
_PADDING = 5.5
#: Edges of columns on two pages are the same within (pt).
_SAME = 3.0
#: More rows repeat on no page.
_HEAD = 5

#: What begins no paragraph: a bracket, the end of a stretch of time (`8h30` / `- 9h00`).
_GOES_ON = re.compile(r"[(,)]|[-–]\s?\d")

Read = Callable[[Sequence[Segment]], Rich]


def table(page: Page, number: int, read: Read) -> Grid:
    """Return a ruled table of a page. Text that stands on no baseline (turned) is not in it."""
    lattice = page.tables[number]
    inside: list[list[Segment]] = [[] for _ in lattice.regions]
    for row in page.rows:
        for segment in row:
            at = place(lattice, segment)
            if at >= 0:
                inside[at].append(segment)
    rows: list[list[Cell]] = [[] for _ in range(len(lattice.ys) - 1)]
    for region, segments in zip(lattice.regions, inside, strict=True):
        rows[region.row].append(Cell(_paras(page, lattice, region, segments, read), region.columns, region.rows))
    widths = tuple(round(high - low, 1) for low, high in zip(lattice.xs, lattice.xs[1:], strict=False))
    kept = _without_hairs(rows)
    top = next((page.line(s) for segments in inside for s in segments), page.number * PAGE)
    return Grid(kept, top, True, widths, 0, page.number, False, page.landscape)


def place(lattice: Lattice, segment: Segment) -> int:
    """Return the cell that a segment stands in, -1 where it is outside."""
    return lattice.at((segment.x + min(segment.right, segment.x + 10)) / 2, segment.y - 0.3 * segment.size)


def _without_hairs(rows: Sequence[Sequence[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    """Rows without those in which no cell begins (double lines)."""
    return tuple(tuple(row) for row in rows if row)


def _paras(page: Page, lattice: Lattice, region: Region, segments: Sequence[Segment], read: Read) -> tuple[Para, ...]:
    if not segments:
        return ()
    left = min(segment.x for segment in segments)
    edge = lattice.xs[region.column + region.columns]
    right = max(max(segment.right for segment in segments), edge - _PADDING)
    box = Column(lattice.xs[region.column] + _PADDING, edge - _PADDING, {}, False)
    column = Column(left, right, {}, False)
    return tuple(paragraph(page, lines, box, read, segments) for lines in groups(_rowwise(segments), column))


def _rowwise(segments: Sequence[Segment]) -> list[Segment]:
    """Segments of one cell on one baseline as one."""
    found: list[Segment] = []
    for segment in segments:
        if found and found[-1].band == segment.band:
            found[-1] = beside(found[-1], segment, " ")
        else:
            found.append(segment)
    return found


def beside(one: Segment, other: Segment, between: str) -> Segment:
    """Return two segments of one baseline as one."""
    glue = (between, one.pieces[-1][1])
    return one._replace(
        right=other.right, text=f"{one.text}{between}{other.text}", pieces=(*one.pieces, glue, *other.pieces)
    )


def paragraph(page: Page, lines: Sequence[Segment], column: Column, read: Read, others: Sequence[Segment] = ()) -> Para:
    """Return the lines of a paragraph as one."""
    first = lines[0]
    how = align(lines, column, others)
    boxed = in_frame(page, first)
    return Para(
        read(lines), page.line(first), align=how, indent=round(first.x - page.part.near_left, 1), size=first.size,
        page=page.number, landscape=page.landscape, boxed=boxed,
    )  # fmt: skip


def in_frame(page: Page, segment: Segment) -> bool:
    """Tell whether a frame is drawn around a short text (a stamp)."""
    middle = segment.y - 0.5 * segment.size
    return any(
        left - 1 <= segment.x and segment.right <= right + 1 and top - 1 <= middle <= bottom + 1
        for left, top, right, bottom in page.frames
    )


# --- over pages ---------------------------------------------------------------------------------


def joined(one: Grid, other: Grid) -> Grid | None:
    """Return two tables as one where the second goes on the first: columns of the same widths; None else."""
    same = len(one.widths) == len(other.widths) and all(
        abs(a - b) <= _SAME for a, b in zip(one.widths, other.widths, strict=False)
    )
    if not same or not other.rows or not one.rows:
        return None
    head = 0
    while head < min(len(one.rows), len(other.rows) - 1, _HEAD) and _texts(one.rows[head]) == _texts(other.rows[head]):
        head += 1
    if head and not any(_texts(one.rows[0])):
        head = 0
    rest = other.rows[head:]
    return replace(one, rows=_mended(one.rows, rest, _columns(one)), head=max(one.head, head))


def _columns(grid: Grid) -> int:
    return len(grid.widths)


def _texts(row: Sequence[Cell]) -> list[tuple[str, int, int]]:
    return [(" ".join(cell.text.split()), cell.columns, cell.rows) for cell in row]


def _mended(
    rows: tuple[tuple[Cell, ...], ...], rest: tuple[tuple[Cell, ...], ...], columns: int
) -> tuple[tuple[Cell, ...], ...]:
    """Rows of two pages; the first below is the end of the last above where its words go on in mid-sentence."""
    last, first = rows[-1], rest[0]
    whole = len(last) == len(first) and all(
        a.columns == b.columns and a.rows == b.rows == 1 for a, b in zip(last, first, strict=False)
    )
    if whole and _is_cut(last, first):
        merged = tuple(_one(a, b) for a, b in zip(last, first, strict=True))
        return (*rows[:-1], merged, *rest[1:])
    return (*rows, *rest)


def _is_cut(last: Sequence[Cell], first: Sequence[Cell]) -> bool:
    """Whether a row goes on: its first cell is empty, and no cell begins anew."""
    number = first[0].text.strip()
    if (number and not (number[0].islower() or number[0] in "-–,)")) or not last[0].text.strip():
        return False
    going = [(a.text.rstrip(), b.text.lstrip()) for a, b in zip(last, first, strict=True) if b.text.strip()]
    return any((b[0].islower() and a[-1:] not in ".;:") or a[-1:] == "," for a, b in going if a)


def _one(above: Cell, below: Cell) -> Cell:
    """A cell that a page's end has cut."""
    if not above.paras or not below.paras:
        return replace(above, paras=above.paras + below.paras)
    end, begin = above.paras[-1], below.paras[0]
    if (begin.text[:1].islower() or _GOES_ON.match(begin.text)) and end.text[-1:] not in ".;:":
        glued = (*end.spans[:-1], replace(end.spans[-1], text=f"{end.spans[-1].text} "), *begin.spans)
        return replace(above, paras=(*above.paras[:-1], replace(end, spans=glued), *below.paras[1:]))
    return replace(above, paras=above.paras + below.paras)
