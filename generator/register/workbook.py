"""rows: the bytes of an Excel workbook -> the rows of the sheet that holds the table, from its heading on.

openpyxl is imported here when first needed, and only to read values: no formula, link or macro is ever run.
"""

from __future__ import annotations

import contextlib
import io
import re
import warnings
import zipfile
from collections.abc import Callable, Iterator
from datetime import date as Date
from datetime import datetime as DateTime
from decimal import Decimal
from itertools import islice
from typing import Any

from generator.problem import Mark, PlanError, Problem
from generator.register.cell import (
    MAX_COLUMNS,
    MAX_TITLE_ROWS,
    MAX_TOLD,
    Cell,
    Heading,
    check_size,
    clean,
    is_remark,
    refusal,
)

#: The largest sum of what is zipped in a workbook (bytes).
MAX_UNZIPPED = 200_000_000
#: How staff make a file readable.
AS_XLSX = "mở tệp, chọn Lưu thành (Save As) và chọn kiểu `Excel Workbook (*.xlsx)`"

#: The mark of a place in a sheet (`ô D5`), or of the sheet itself ("").
_At = Callable[[str], Mark]


def rows(data: bytes, file: str, is_heading: Heading, problems: list[Problem]) -> list[tuple[Cell, ...]]:
    """Return the rows from the heading on (all rows where there is none), without blank ones and remarks.

    What is wrong with a cell goes to `problems`. Raises PlanError for what is no workbook or a damaged one,
    and for a table that is too large.
    """
    with _archive(data, file) as archive:
        try:
            import openpyxl

            # it warns of charts and checks that it leaves out, and even prints: no loss to us
            with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
                warnings.simplefilter("ignore")
                book: Any = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
                sheet = _sheet(book, file, is_heading, problems)
                return _table(sheet, archive, file, is_heading, problems) if sheet else []
        except (PlanError, MemoryError):
            raise
        except Exception:  # a damaged file shows as any error at all, from zipfile, expat, openpyxl
            hint = "mở bằng Excel (nếu hỏi thì cho sửa), lưu lại rồi chạy lại"
            raise refusal(file, "tệp Excel hỏng hoặc thiếu phần", hint) from None


def _archive(data: bytes, file: str) -> zipfile.ZipFile:
    """Return the zip that a workbook is, refusing what is another document, a bomb, or no zip at all."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        names = {info.filename: info.file_size for info in archive.infolist()}
    except Exception:
        hint = "mở bằng Excel rồi lưu lại; tệp chữ thì đổi đuôi thành .csv"
        raise refusal(file, "đây không phải là tệp Excel, hoặc tệp đã hỏng", hint) from None
    if sum(names.values()) > MAX_UNZIPPED or len(names) > 10_000:
        message = f"tệp giải nén ra quá lớn (giới hạn {MAX_UNZIPPED // 10**6} MB)"
        raise refusal(file, message, "kiểm tra xem có nhầm tệp không")
    if "xl/workbook.bin" in names or "mimetype" in names:
        raise refusal(file, "đây là tệp .ods hoặc .xlsb, chưa đọc được", AS_XLSX)
    if not any(name.lower().startswith("xl/") for name in names):
        raise refusal(file, "đây không phải là sổ tính Excel", "danh sách đơn vị dùng tệp .csv, .xlsx hoặc .yaml")
    return archive


def _place(file: str, title: str) -> _At:
    return lambda spot: Mark(file, spot=f"trang tính {title}, {spot}" if spot else f"trang tính {title}")


def _sheet(book: Any, file: str, is_heading: Heading, problems: list[Problem]) -> Any:
    """Return the sheet that holds the table, the first with a heading or the first with anything; None without one."""
    filled = [sheet for sheet in book.worksheets if next(_filled_rows(sheet), None)]
    if not filled:
        return None
    sheet = next((each for each in filled if _heading_row(each, is_heading)), filled[0])
    if len(filled) > 1:
        others = ", ".join(f"`{each.title}`" for each in filled if each is not sheet)
        message = f"sổ có {len(filled)} trang tính, chỉ đọc `{sheet.title}`"
        hint = f"không đọc: {others}; muốn đọc trang khác thì chuyển trang đó lên đầu"
        problems.append(Problem(_place(file, sheet.title)(""), message, hint, level="info"))
    return sheet


def _table(
    sheet: Any, archive: zipfile.ZipFile, file: str, is_heading: Heading, problems: list[Problem]
) -> list[tuple[Cell, ...]]:
    at, heading = _place(file, sheet.title), _heading_row(sheet, is_heading)
    xml = archive.read(sheet._worksheet_path)  # the one place that tells merged cells when values are streamed
    last, found = heading, []
    width = count = 0
    for number, row in _filled_rows(sheet):
        if number < heading:
            continue
        last = number
        width = width or max(i for i, cell in enumerate(row, 1) if cell.value is not None)
        cells = _cells(row, number, width, at, problems)
        if number == heading or not is_remark(cells):
            found.append(cells)
            count += len(cells)
        check_size(at(f"dòng {number}"), len(found), len(cells), count)
    if heading:  # without one, what is wrong is told by who looks for its columns
        problems += _merged(xml, heading, last, at)
        problems += _unsaved(xml, heading, at)
    return found


def _filled_rows(sheet: Any) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """Yield the rows of a sheet that hold anything, with their numbers, one column wider than a table may be.

    What a file says of its own size is not believed.
    """
    sheet.reset_dimensions()
    before = None
    for number, row in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS + 1), 1):
        if number > 1_048_576:  # Excel's own limit
            raise ValueError("row number")
        if row is before:  # missing rows are one and the same value: a million of them pass at once
            continue
        before = row
        if any(cell.value is not None for cell in row):
            yield number, row


def _heading_row(sheet: Any, is_heading: Heading) -> int:
    """Return the number of the heading's row, or 0."""
    for number, row in islice(_filled_rows(sheet), MAX_TITLE_ROWS):
        if is_heading([" ".join(str(cell.value or "").split()) for cell in row]):
            return number
    return 0


def _cells(row: tuple[Any, ...], number: int, width: int, at: _At, problems: list[Problem]) -> tuple[Cell, ...]:
    used = max((i for i, cell in enumerate(row, 1) if cell.value is not None), default=0)
    cells = []
    for column, cell in enumerate(row[: max(used, width)], 1):
        mark = at(f"ô {_letters(column)}{number}")
        text = "" if cell.value is None else clean(_said(cell, mark, problems), mark, problems)
        cells.append(Cell(text, mark))
    return tuple(cells)


def _letters(column: int) -> str:
    first, second = divmod(column - 1, 26)
    return (chr(64 + first) if first else "") + chr(65 + second)


def _said(cell: Any, mark: Mark, problems: list[Problem]) -> str:
    """Return the value of a cell as a Vietnamese reader sees it: `1,5`, `0,5%`, `2025-07-01`."""
    value = cell.value
    if cell.data_type == "e":
        hint = "sửa công thức trong ô, hoặc ghi thẳng giá trị"
        problems.append(Problem(mark, f"ô báo lỗi `{value}` của Excel", hint))
        return ""
    if isinstance(value, bool):
        problems.append(Problem(mark, "ô là TRUE hoặc FALSE", "ghi chữ `có` hoặc `không`, hoặc một số"))
        return ""
    if isinstance(value, int | float):
        form = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", str(cell.number_format))
        return _number(value, "%" in form)
    if isinstance(value, DateTime):
        midnight = (value.hour, value.minute, value.second) == (0, 0, 0)
        return value.date().isoformat() if midnight else value.isoformat(" ", "minutes")
    if isinstance(value, Date):
        return value.isoformat()
    return re.sub(r"_x000[dD]_", "", str(value))


def _number(value: int | float, percent: bool) -> str:
    # Excel itself shows and compares 15 digits; what lies behind is noise of binary fractions
    exact = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.15g}")
    text = format((exact * 100 if percent else exact).normalize() + 0, "f").replace(".", ",")
    return text + "%" if percent else text


_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3}(\d{1,7}):[A-Z]{1,3}(\d{1,7}))"')


def _merged(xml: bytes, first: int, last: int, at: _At) -> Iterator[Problem]:
    """Yield a problem for each range of merged cells that touches the table: which row a value is of is not told."""
    ranges = [found[1].decode() for found in _MERGE.finditer(xml) if int(found[2]) <= last and int(found[3]) >= first]
    for each in ranges[:MAX_TOLD]:
        yield Problem(
            at(f"ô {each}"), f"các ô {each} bị gộp làm một", "chọn các ô đó, bấm Bỏ gộp ô (Unmerge), ghi vào từng ô"
        )
    if len(ranges) > MAX_TOLD:
        yield Problem(at(""), f"còn {len(ranges) - MAX_TOLD} vùng gộp ô khác", "bỏ gộp tất cả các ô trong bảng")


#: A cell with a formula and without the result that Excel keeps beside it.
_NO_RESULT = re.compile(
    rb"<(?:\w+:)?c\s([^>]*)>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"
    rb"(<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>|</(?:\w+:)?c>)"
)


def _unsaved(xml: bytes, first: int, at: _At) -> Iterator[Problem]:
    """Yield one problem that names the cells whose formula was never computed and saved."""
    places = []
    for found in _NO_RESULT.finditer(xml):
        place = re.search(rb'\br="([A-Z]{1,3}(\d{1,7}))"', found[1])
        blank = b't="str"' in found[1] and b"v" in found[2]  # a formula that gives no text, like IF(…; "")
        if place and not blank and int(place[2]) >= first:
            places.append(place[1].decode())
    if places:
        more = f" và {len(places) - 5} ô nữa" if len(places) > 5 else ""
        message = f"công thức chưa có kết quả lưu trong tệp (ô {', '.join(places[:5])}{more})"
        yield Problem(at(f"ô {places[0]}"), message, "mở bằng Excel, bấm Lưu (Save) rồi chạy lại")
