"""read: a grid of the source -> a table of the plan: the rows of its head, widths in mm, how cells are aligned.

The decree says nothing of tables in a plan; what stands in them is kept cell by cell.
"""

from __future__ import annotations

import re
from typing import Literal

from generator.importing.draft import Doubt, GridCell, GridTable
from generator.importing.outline import rich
from generator.importing.sheet import Cell, Grid, Para, Rich, Span, plain

_MM = 25.4 / 72
_UNIT = re.compile(r"\(?\s*(?:đơn vị(?: tính)?|đvt|đv tính)\s*[:.]", re.IGNORECASE)
_CAPTION = re.compile(r"(?:bảng|biểu(?: mẫu)?|phụ biểu|bảng biểu|hình)\s*(?:số\s*)?[0-9IVX]", re.IGNORECASE)
_NUMBER = re.compile(r"\(?\s*(?:[0-9]{1,2}|[a-zA-Z])\s*(?:=.*)?\)?")
_FIRST = re.compile(r"(?:s?tt|s[ốô]\s*(?:tt|thứ tự)|thứ tự|no\.?)\.?", re.IGNORECASE)


def opened(grid: Grid) -> tuple[Para, ...] | None:
    """Return the paragraphs of a grid that is only a frame around text (one column), None where it is a table."""
    if any(len(row) > 1 or any(cell.columns > 1 for cell in row) for row in grid.rows):
        return None
    return tuple(para for row in grid.rows for cell in row for para in cell.paras)


def is_unit(text: str) -> bool:
    """Tell whether a line above a table names its unit (`Đơn vị tính: triệu đồng`)."""
    return bool(_UNIT.match(text)) and len(text) < 60


def is_caption(text: str, look: str, centred: bool) -> bool:
    """Tell whether a line above a table names it."""
    return len(text) < 250 and bool(_CAPTION.match(text) or (centred and look and look != "capitals"))


def read(grid: Grid, caption: Rich) -> GridTable:
    """Return the table of a grid."""
    rows = list(grid.rows)
    count = min(_head(grid, rows), max(len(rows) - 1, 0))
    head = tuple(tuple(_cell(cell, True) for cell in row) for row in rows[:count])
    body = tuple(tuple(_cell(cell, False) for cell in row) for row in rows[count:])
    doubts: tuple[Doubt, ...] = ()
    if not count:
        hint = "nếu dòng đầu là tên các cột thì chuyển lên `columns`"
        doubts = (Doubt("table-head", "không rõ dòng nào là đầu bảng", grid.line, hint),)
    widths = tuple(round(width * _MM, 1) for width in grid.widths)
    return GridTable(head, body, caption, widths, grid.line, doubts)


def _head(grid: Grid, rows: list[tuple[Cell, ...]]) -> int:
    """How many rows are the head: those that repeat on every page, else those that read like names of columns."""
    if not rows:
        return 0
    tall = max((cell.rows for cell in rows[0]), default=1)
    named = _names(rows[0])
    if grid.head or named:
        count = max(grid.head, tall if named else 1)
        # a row that numbers the columns (1, 2, 3 = 1 + 2) belongs to the head
        if (
            count < len(rows)
            and len(rows[count]) > 2
            and all(_NUMBER.fullmatch(cell.text.strip()) for cell in rows[count])
        ):
            count += 1
        return count
    return 0


def _names(row: tuple[Cell, ...]) -> bool:
    texts = [cell.text.strip() for cell in row]
    if texts and _FIRST.fullmatch(texts[0]):
        return True
    filled = [cell for cell in row if cell.text.strip()]
    short = all(len(cell.text) < 80 for cell in filled) and len(filled) >= max(2, len(row) - 1)
    return short and (
        all(_strong(cell) for cell in filled) or not any(any(c.isdigit() for c in cell.text) for cell in filled)
    )


def _strong(cell: Cell) -> bool:
    return all(para.bold for para in cell.paras if para.text.strip())


def _cell(cell: Cell, head: bool) -> GridCell:
    texts = tuple(text for para in cell.paras for text in _texts(para))
    if head:
        texts = tuple(rich.bare(text) for text in texts)
    return GridCell(texts, cell.columns, cell.rows, _align(cell))


def _texts(para: Para) -> list[Rich]:
    spans = para.spans
    if para.marker.strip():
        spans = (Span(f"{para.marker.strip()} "), *spans)
    made = [rich.tidy(line) for line in rich.lines(spans)]
    return [line for line in made if plain(line) or any(span.note for span in line)]


def _align(cell: Cell) -> Literal["left", "center", "right", "justify", ""]:
    aligns = {para.align for para in cell.paras if para.text.strip()}
    return aligns.pop() if len(aligns) == 1 else ""
