"""rows: the bytes of a CSV file -> its rows from the heading on, every cell with its line and column.

Comma, semicolon or tab; quoted cells may hold line ends. Python's csv module does not tell where a cell stands.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from generator.problem import Mark, PlanError, Problem
from generator.register.cell import (
    MAX_COLUMNS,
    MAX_TITLE_ROWS,
    Cell,
    Heading,
    check_size,
    clean,
    is_remark,
    refusal,
)


def rows(data: bytes, file: str, is_heading: Heading, problems: list[Problem]) -> list[tuple[Cell, ...]]:
    """Return the rows from the heading on (all rows where there is none), without blank ones and remarks.

    What is wrong with a cell goes to `problems`. Raises PlanError for what is no UTF-8, for a quote that
    stays open, and for a table that is too large.
    """
    text = _decoded(data, file)
    lines = _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text).split("\n")
    check_size(Mark(file), len(lines) // 10, 0, 0)  # blank ones count too: they are a sign of a wrong file
    found: list[tuple[Cell, ...]] = []
    count = 0
    for row in _records(text, lines, _delimiter(lines, is_heading), file, problems):
        if is_remark(row):
            continue
        if len(found) < MAX_TITLE_ROWS and _is(is_heading, row) and not (found and _is(is_heading, found[0])):
            found.clear()
        found.append(row)
        count += len(row)
        check_size(row[-1].mark, len(found), len(row), count)
    return found


def _is(is_heading: Heading, row: Sequence[Cell]) -> bool:
    return is_heading([cell.text for cell in row])


#: Signs that a terminal must not be shown.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def _decoded(data: bytes, file: str) -> str:
    hint = "mở tệp, chọn Lưu thành (Save As) và chọn kiểu `CSV UTF-8`"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or data[:64].count(0) > 8:
        raise refusal(file, "tệp được lưu bằng UTF-16, không phải UTF-8", hint)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        start = data.rfind(b"\n", 0, error.start) + 1
        shown = data[start : start + 200].split(b"\n")[0].decode("utf-8", "replace").rstrip("\r")
        column = len(data[start : error.start].decode("utf-8", "replace")) + 1
        mark = Mark(file, data.count(b"\n", 0, error.start) + 1, column, 1, shown)
        raise PlanError([Problem(mark, "tệp không phải UTF-8 (có byte không đọc được)", hint)]) from None
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def _delimiter(lines: Sequence[str], is_heading: Heading) -> str:
    """Return what parts the cells: the sign by which one of the first lines is a heading."""
    first = [line for line in lines[: 2 * MAX_TITLE_ROWS] if line.strip() and not line.startswith("#")]
    if is_heading is not any:
        for line in first:
            for sign in ",;\t":
                if is_heading([part.strip().strip('"').strip() for part in line.split(sign)]):
                    return sign
    return max(",;\t", key=lambda sign: first[0].count(sign)) if first else ","


def _field(sign: str) -> re.Pattern[str]:
    return re.compile(rf' *+"(?P<quoted>[^"]*+(?:""[^"]*+)*+)" *+(?={sign}|\n|\Z)|(?P<bare>[^{sign}\n]*+)')


def _records(text: str, lines: list[str], sign: str, file: str, problems: list[Problem]) -> Iterator[tuple[Cell, ...]]:
    """Yield the cells of each line; a quoted cell may hold the sign, doubled quotes and line ends."""
    field = _field(sign)
    place, number, start = 0, 1, 0  # `start` is where the line `number` begins
    row: list[Cell] = []
    while place < len(text) or row:
        if not row and text.startswith("#", place):
            end = text.find("\n", place)
            place = start = end + 1 if end >= 0 else len(text)
            number += 1
            continue
        found = field.match(text, place)
        assert found is not None  # the bare form matches anything
        row.append(_cell(found, Mark(file, number, 1 - start, 1, lines[number - 1]), problems))
        broken = text.count("\n", found.start(), found.end())
        if broken:
            number += broken
            start = text.rindex("\n", 0, found.end()) + 1
        place = found.end() + 1
        if found.end() >= len(text) or text[found.end()] == "\n":
            yield tuple(row)
            row = []
            number, start = number + 1, place
        elif len(row) > MAX_COLUMNS:
            check_size(row[-1].mark, 0, len(row), 0)


def _cell(found: re.Match[str], origin: Mark, problems: list[Problem]) -> Cell:
    """Return a cell; `origin` is its line, with the column where the text's first sign would stand."""
    group = "bare" if found["quoted"] is None else "quoted"
    raw, begin = found[group], found.start(group)
    begin += len(raw) - len(raw.lstrip(" ")) if group == "bare" else 0
    width = max(1, len(raw.strip().split("\n")[0]))
    mark = Mark(origin.file, origin.line, origin.column + begin, width, origin.text)
    if group == "bare" and raw.lstrip().startswith('"'):
        hint = 'ô có dấu " ở trong thì đặt cả ô trong "…" và viết dấu " ở trong hai lần'
        raise PlanError([*problems, Problem(mark, 'dấu " mở ở đầu ô mà không đóng ở cuối ô', hint)])
    return Cell(clean(raw.replace('""', '"') if group == "quoted" else raw, mark, problems), mark)
