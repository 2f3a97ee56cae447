"""A table's row of totals that is not the sum of its column.

The row of totals is the first or last whose name is `Tổng`, `Tổng số`, `Tổng cộng`, `Cộng`. Rows numbered
I, II (or A, B) stand above 1, 2, and these above 1.1, a), -: the total may be that of the rows
of any one level, or of all. Half a unit of the last place a row is allowed for rounding. Left
alone: columns of numbers that nobody adds (order, years, shares, unit prices, norms), columns with
words in them, merged rows, tables with a row of dots for what is left out. Source: reason; no clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from generator import inline, vietnamese
from generator.check.manuscript import Manuscript
from generator.plan import CellSpec, TableSpec, bodies, placed, walk
from generator.problem import Level, Problem

ID = "table-total"
TITLE = "Dòng tổng của bảng khác tổng các dòng"
LEVEL: Level = "warning"
CLAUSE = ""
_TABLE = "sections: [{{heading: Kinh phí, table: {{columns: [TT, Nội dung, Số tiền], rows: [{}]}}}}]"
PASSES = (
    _TABLE.format("[1, A, 1.500], [2, B, 600], ['', Tổng cộng, 2.100]"),
    _TABLE.format("[I, A, 30], [1, a, 10], [2, b, 20], [II, B, 5], [1, c, 5], ['', Tổng, 35]"),
    _TABLE.format("['', Tổng số, '10,1'], [1, A, '3,3'], [2, B, '3,4'], [3, C, '3,3']"),
    _TABLE.format("[1, A, 10], […, …, …], ['', Tổng, 40]"),
    _TABLE.format("[1, A, 10], [2, B, chưa rõ], ['', Tổng, 40]"),
    "sections: [{heading: Chỉ tiêu, table: {columns: [TT, Xã, Tỷ lệ (%)], rows: [[1, A, '4,5'], [2, B, '5,5'], "
    "['', Tổng, '5']]}}]",
)
FAILS = (
    _TABLE.format("[1, A, 1.500], [2, B, 600], ['', Tổng cộng, 2.000]"),
    _TABLE.format("['', Tổng số, 12], [1, A, 5], [2, B, 6]"),
    _TABLE.format("[I, A, 30], [1, a, 10], [2, b, 20], [II, B, 5], [1, c, 5], ['', Tổng, 40]"),
)
_TOTAL = re.compile(r"(?:tổng(?:\s+(?:số|cộng|kinh phí))?|cộng|tổng cộng\s*\(.*\))\s*:?", re.IGNORECASE)
_UNADDED = re.compile(
    r"(?<!\w)(?:tt|stt|năm|tỷ lệ|tỉ lệ|tỷ trọng|đơn giá|định mức|mức|bình quân|giá|hệ số|ghi chú|mã|thứ tự)(?!\w)|%",
    re.IGNORECASE,
)
_LEVELS = (r"(?:[IVX]+|[A-HĐ])\.?", r"\d{1,3}\.?", r"\d{1,3}(?:\.\d{1,3})+\.?|[a-zđ]\)?|[-+•]")
Grid = list[list[str | None]]


def check(manuscript: Manuscript) -> Iterator[Problem]:
    for body in bodies(manuscript.plan) if manuscript.plan else ():
        for node in walk(body):
            for piece in node.pieces:
                if isinstance(piece, TableSpec):
                    yield from _judge(piece)


def _judge(table: TableSpec) -> Iterator[Problem]:
    rows, headings = _grid(table.rows, len(table.columns)), _headings(table)
    for at in {0, len(rows) - 1}:
        name = next((text for text in rows[at] if text), "")
        if len(rows) < 3 or not _TOTAL.fullmatch(name or ""):
            continue
        others = [row for index, row in enumerate(rows) if index != at]
        if any(text in ("…", "...", "……") for row in others for text in row):
            return
        for column, said in enumerate(rows[at]):
            total = vietnamese.parse_number(said) if said else None
            if total is None or _UNADDED.search(headings[column]):
                continue
            sums = _sums(others, column)
            if sums and all(abs(total - one) > _rounding(others, column) for one in sums):
                cell = table.rows[at][min(column, len(table.rows[at]) - 1)]
                message = f"dòng `{name}` ghi {said}, các dòng cộng lại là {_shown(sums[0])}"
                yield Problem(cell.mark, message, "kiểm tra lại dòng tổng và từng dòng", ID, LEVEL)


def _sums(rows: Sequence[Sequence[str | None]], column: int) -> list[Decimal]:
    """What the column may come to: the rows of a level, all, half of all; nothing where a cell is no number."""
    numbers: list[tuple[int, Decimal]] = []
    for row in rows:
        text = row[column]
        if text is None or not text.strip(" -–"):
            continue
        number = vietnamese.parse_number(text)
        if number is None:
            return []
        numbers.append((_level(row[0] or ""), number))
    if len(numbers) < 2 or all(number % 1 == 0 and 1900 <= number <= 2100 for _, number in numbers):
        return []
    levels = {level for level, _ in numbers}
    choices = [*({level} for level in sorted(levels)), levels]
    sums = [sum((number for level, number in numbers if level in some), Decimal(0)) for some in choices]
    return [*sums, sums[-1] / 2]  # sub-totals without a number of their own count each figure twice


def _level(marker: str) -> int:
    return next((level for level, form in enumerate(_LEVELS) if re.fullmatch(form, marker.strip())), 1)


def _rounding(rows: Sequence[Sequence[str | None]], column: int) -> Decimal:
    """Half a unit of the last decimal place for each row; nothing where all are whole."""
    places = max((len(text.partition(",")[2]) for row in rows if (text := row[column])), default=0)
    return Decimal(len(rows) + 1) / 2 / 10**places if places else Decimal(0)


def _grid(rows: Sequence[Sequence[CellSpec]], width: int) -> Grid:
    """The texts of a table by row and column; what a merged cell covers is None."""
    grid: Grid = [[None] * width for _ in rows]
    open_until = [0] * width
    for number, row in enumerate(rows):
        for column, cell in placed(row, open_until, number):
            grid[number][column] = " ".join(_plain(line.value) for line in cell.lines)
    return grid


def _headings(table: TableSpec) -> list[str]:
    """All that stands above each column."""
    above = _grid(table.header, len(table.columns))
    return [" ".join(row[column] or "" for row in above) for column in range(len(table.columns))]


def _plain(text: str) -> str:
    return "".join(str(piece.value) for piece in inline.parse(text)) if "*" in text or "\\" in text else text


def _shown(number: Decimal) -> str:
    return vietnamese.format_number(number.normalize() if number % 1 else number.to_integral())
