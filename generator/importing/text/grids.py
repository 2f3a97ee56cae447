"""The cells of a text made tables: a stretch of cells in, a grid out, with what is not sure of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.importing.sheet import Cell, Grid, Para, Remark
from generator.importing.text import columns, rows
from generator.importing.text.habits import Habit
from generator.importing.text.lines import Line
from generator.importing.text.marks import parse
from generator.importing.text.stream import Stretch
from generator.importing.text.wrap import paragraphs

Made = tuple[tuple[Para, ...], list[Remark]]


def grid(stretch: Stretch, habit: Habit, marked: bool, notes: Mapping[str, object]) -> tuple[Grid, list[Remark]]:
    """Return the table that a stretch of cells is, and what of it is not sure."""
    made: list[Made | None] = []
    for lines in stretch.cells:
        made.append(_made(lines, habit, marked, notes) if lines else None)
    first = next(line.number for cell in stretch.cells for line in cell)
    remarks = _joined([remark for each in made if each for remark in each[1]])
    texts = [None if each is None else "\n".join(para.text for para in each[0]) for each in made]
    if not stretch.ends:
        found, width = _unruled(texts)
        remarks += _rows_guessed(first, len(texts)) if len(texts) > 4 else []
    else:
        width, found = rows.cut(texts)
    return _placed(made, texts, width, found, first, remarks)


def _joined(remarks: list[Remark]) -> list[Remark]:
    """One remark for all joins in the cells of a table: lines are short there, and cut anywhere."""
    if len(remarks) < 3:
        return remarks
    lines = ", ".join(str(remark.line) for remark in remarks[:8]) + (", …" if len(remarks) > 8 else "")
    message = f"đã nối {len(remarks)} chỗ xuống dòng trong các ô của bảng (dòng {lines})"
    return [Remark("joined", message, remarks[0].line, "so lại các ô này với văn bản gốc")]


def _made(lines: Sequence[Line], habit: Habit, marked: bool, notes: Mapping[str, object]) -> Made:
    paras, remarks = paragraphs(parse(lines, marked, notes), habit, cell=True)
    return tuple(paras), remarks


def _rows_guessed(line: int, count: int) -> list[Remark]:
    message = f"bảng {count} ô không ghi chỗ hết hàng, hàng và cột được suy ra từ số thứ tự"
    return [Remark("table-rows", message, line, "so lại bảng với văn bản gốc")]


def _unruled(texts: Sequence[str | None]) -> tuple[list[tuple[int, int]], int]:
    """Rows of a stream that tells only where a cell ends: by its numbers, else two a row (letterhead, signature)."""
    words = [text or "" for text in texts]
    size = len(words)
    width = rows.by_numbers(words) or (size if size <= 3 else 2 if size % 2 == 0 else 1)
    return [(at, min(at + width, size)) for at in range(0, size, width)], width


def _placed(
    made: Sequence[Made | None],
    texts: Sequence[str | None],
    width: int,
    found: Sequence[tuple[int, int]],
    line: int,
    remarks: list[Remark],
) -> tuple[Grid, list[Remark]]:
    words = [[texts[at] or "" for at in range(start, end)] for start, end in found]
    bold = [_bold(made[start:end]) for start, end in found]
    table = columns.place(words, max([width, *map(len, words)]), bold)
    remarks = remarks + [_merged(made[slice(*found[number])], line) for number in table.unsure[:20]]
    grown = []
    for (start, _), places in zip(found, table.rows, strict=True):
        cells = []
        for place in places:
            each = made[start + place.cell] if place.cell >= 0 else None
            cells.append(Cell(each[0] if each else (), place.columns, place.rows))
        grown.append(tuple(cells))
    return Grid(tuple(grown), line, head=table.head), remarks


def _bold(cells: Sequence[Made | None]) -> bool:
    paras = [para for each in cells if each for para in each[0] if para.text.strip()]
    return bool(paras) and all(para.bold for para in paras)


def _merged(cells: Sequence[Made | None], line: int) -> Remark:
    para = next((para for each in cells if each for para in each[0]), None)
    said = " ".join(para.text.split()[:6]) if para else ""
    message = f"hàng «{said} …» của bảng thiếu ô, chỗ gộp ô được suy ra từ các hàng khác"
    return Remark("merged-cells", message, para.line if para else line, "so lại hàng này với văn bản gốc")
