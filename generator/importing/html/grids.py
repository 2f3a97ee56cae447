"""settled: a table of a page or of an ODT as it was met -> a grid, or its text where it only laid a page out."""

from __future__ import annotations

from dataclasses import field, replace

from generator.frozen import dataclass
from generator.importing.sheet import Block, Cell, Grid, Para, Remark

#: A cell with so many paragraphs and a table inside is the frame of a page, no cell of a table.
FRAME = 12
#: Columns and rows that a cell can span; more is a slip of some program.
WIDEST = 200

Rows = tuple[tuple[Cell, ...], ...]


@dataclass(slots=True)
class Met:
    """A cell as met: its blocks, columns, rows."""

    blocks: list[Block] = field(default_factory=list)
    columns: int = 1
    rows: int = 1
    ruled: bool | None = None
    width: str = ""


@dataclass(slots=True)
class Table:
    """A table while it is read."""

    line: int
    rows: list[list[Met]] = field(default_factory=list)
    head: int = 0
    #: What stood in the table but in no cell, its caption among it.
    before: list[Block] = field(default_factory=list)
    ruled: bool | None = None
    widths: tuple[float, ...] = ()
    breaks: bool = False
    landscape: bool = False


def settled(table: Table) -> tuple[list[Block], list[Remark]]:
    """Return a table's blocks: a Grid (and what stood before it), or its text where it is no table."""
    rows = [row for row in table.rows if row]
    cells = [cell for row in rows for cell in row]
    full = [cell for cell in cells if any(_worded(block) for block in cell.blocks)]
    if not full:
        return table.before, []
    nested = [cell for cell in full if any(isinstance(block, Grid) for block in cell.blocks)]
    alone = all(len(row) == 1 for row in rows)
    # a cell that holds a page: words and tables one below the other, or the only one with words
    frame = any(len(cell.blocks) > FRAME or len(full) == 1 for cell in nested)
    if alone or frame:
        inner = [block for cell in full for block in cell.blocks]
        if table.breaks and inner:
            inner[0] = replace(inner[0], breaks=True)
        return [*table.before, *inner], []
    remarks = [Remark("nested-table", _NESTED, table.line, _NESTED_CURE)] if nested else []
    squared = _squared([[_cell(cell) for cell in row] for row in rows])
    gone = _unseen(squared)
    widths = tuple(width for column, width in enumerate(table.widths) if column not in gone)
    grid = Grid(
        rows=_thinned(squared, gone) if gone else squared, line=table.line, ruled=_ruled(table, cells),
        widths=widths, head=min(table.head, len(rows)), breaks=table.breaks, landscape=table.landscape,
    )  # fmt: skip
    return [*table.before, grid], remarks


_NESTED = "bảng nằm trong ô của một bảng khác; chữ của bảng trong được ghi thành các dòng của ô"
_NESTED_CURE = "xem lại ô đó trên bản gốc"


def _worded(block: Block) -> bool:
    if isinstance(block, Para):
        return bool(block.text.strip()) or any(span.note for span in block.spans)
    return any(_worded(para) for row in block.rows for cell in row for para in cell.paras)


def _cell(met: Met) -> Cell:
    paras: list[Para] = []
    for block in met.blocks:
        if isinstance(block, Para):
            paras.append(block)
        else:
            paras += [para for row in block.rows for cell in row for para in cell.paras]
    return Cell(tuple(paras), met.columns, met.rows)


def _ruled(table: Table, cells: list[Met]) -> bool | None:
    """Tell whether lines are drawn between the cells: what most cells say, else what the table says."""
    said = [cell.ruled for cell in cells if cell.ruled is not None]
    if said:
        return sum(said) * 2 > len(said) or table.ruled is True
    return table.ruled


def _squared(rows: list[list[Cell]]) -> Rows:
    """Return rows of one width: spans that reach over the end are cut, rows that are short get empty cells."""
    occupied: dict[int, int] = {}
    placed: list[list[Cell]] = []
    widths: list[int] = []
    for number, row in enumerate(rows):
        used = {column for column, until in occupied.items() if until > number}
        column, own = 0, []
        for cell in row:
            while column in used:
                column += 1
            tall = min(cell.rows or len(rows), len(rows) - number, WIDEST * 10)
            own.append(replace(cell, rows=max(tall, 1)) if tall != cell.rows else cell)
            for _ in range(cell.columns):
                if tall > 1:
                    occupied[column] = number + tall
                column += 1
        placed.append(own)
        widths.append(max([column, *(c + 1 for c in used)]))
    width = max(widths)
    if width > WIDEST:
        return tuple(map(tuple, placed))
    return tuple((*row, *[Cell(())] * (width - have)) for row, have in zip(placed, widths, strict=True))


def _unseen(rows: Rows) -> frozenset[int]:
    """Return the columns that nobody sees: where no cell begins, and empty ones at the right edge.

    Word and LibreOffice leave such columns where the right edges of rows do not meet.
    """
    placed = [each for row in _starts(rows) for each in row]
    width = max((column + cell.columns for column, cell in placed), default=0)
    if width > WIDEST:
        return frozenset()
    begun = {column for column, _ in placed}
    # a heading over several columns, of which the last is to be filled in by hand, needs them all
    worded = [(column, cell.columns) for column, cell in placed if cell.text.strip()]
    last = max((column + 1 if not column else column + wide for column, wide in worded), default=width)
    return frozenset(column for column in range(width) if column not in begun or column >= last)


def _thinned(rows: Rows, gone: frozenset[int]) -> Rows:
    """Return rows without the columns that are `gone`."""
    thin: list[tuple[Cell, ...]] = []
    for own in _starts(rows):
        row = [(cell, sum(c not in gone for c in range(column, column + cell.columns))) for column, cell in own]
        thin.append(tuple(replace(cell, columns=left) if left != cell.columns else cell for cell, left in row if left))
    return tuple(thin)


def _starts(rows: Rows) -> list[list[tuple[int, Cell]]]:
    """Return for each row its cells with the column that they begin in."""
    until: dict[int, int] = {}
    found: list[list[tuple[int, Cell]]] = []
    for number, row in enumerate(rows):
        column = 0
        own: list[tuple[int, Cell]] = []
        for cell in row:
            while until.get(column, 0) > number:
                column += 1
            own.append((column, cell))
            for each in range(column, column + cell.columns):
                until[each] = number + cell.rows
            column += cell.columns
        found.append(own)
    return found
