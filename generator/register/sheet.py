"""read: a CSV or Excel file -> rows of texts, every cell knowing its place.

Here a file is looked at from outside: its name, size and first bytes. `delimited` reads CSV, `workbook` Excel.
"""

from __future__ import annotations

import stat
from dataclasses import dataclass
from pathlib import Path

from generator.problem import Mark, PlanError, Problem, reason
from generator.register import delimited, workbook
from generator.register.cell import Cell, Heading, refusal

__all__ = ["MAX_BYTES", "Cell", "Sheet", "parse", "read", "read_bytes"]

#: The largest file (bytes).
MAX_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class Sheet:
    """The heading row and the rows below it that are not blank, none shorter than the heading."""

    file: str
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[Problem, ...] = ()


def read(path: Path, is_heading: Heading = any) -> Sheet:
    """Return the rows of a .csv, .tsv, .xlsx or .xlsm file from its heading row on, as `parse` does."""
    return parse(read_bytes(path), path, is_heading)


def parse(data: bytes, path: Path, is_heading: Heading = any) -> Sheet:
    """Return the rows that the bytes of such a file hold.

    `is_heading` tells the heading; rows above it are titles and left out. Rows that begin with `#` are
    remarks. Raises PlanError with every problem that could be seen.
    """
    file, suffix = str(path), path.suffix.lower()
    _check_ole(data, file)
    problems: list[Problem] = []
    excel = suffix in (".xlsx", ".xlsm") or data.startswith(b"PK\x03\x04")
    rows = (workbook if excel else delimited).rows(data, file, is_heading, problems)
    if any(problem.level == "error" for problem in problems):
        raise PlanError(problems)
    if not rows:
        raise refusal(file, "tệp trống, chưa có dòng nào", "dòng đầu ghi tên các cột, mỗi dòng sau một đơn vị")
    width = len(rows[0])
    return Sheet(file, tuple(_padded(row, width) for row in rows), tuple(problems))


def _check_suffix(path: Path, suffix: str) -> None:
    if suffix in (".xls", ".xlsb", ".ods", ".numbers"):
        raise refusal(str(path), f"chưa đọc được tệp {suffix}", workbook.AS_XLSX)
    if suffix not in (".csv", ".tsv", ".txt", ".xlsx", ".xlsm"):
        hint = "dùng tệp .csv, .xlsx hoặc .yaml"
        raise refusal(str(path), f"không đọc được danh sách đơn vị từ tệp `{path.name}`", hint)


def _check_ole(data: bytes, file: str) -> None:
    """Refuse the container in which Office keeps old files, and new ones that have a password."""
    if not data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return
    if "EncryptedPackage".encode("utf-16-le") in data:
        hint = "mở bằng Excel, bỏ mật khẩu (Tệp, Thông tin, Bảo vệ sổ làm việc) rồi lưu lại"
        raise refusal(file, "tệp có mật khẩu", hint)
    raise refusal(file, "đây là tệp Excel đời cũ (.xls)", workbook.AS_XLSX)


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file, refusing what is no file, no table by its name, or too large."""
    file = str(path)
    _check_suffix(path, path.suffix.lower())
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise refusal(file, "đây không phải là một tệp", "ghi tên một tệp .csv hoặc .xlsx")
        with path.open("rb") as opened:  # what tells no size is counted as it comes: room for all is slow to make
            data = opened.read(-1 if 0 < status.st_size <= MAX_BYTES else MAX_BYTES + 1)
    except FileNotFoundError:
        raise refusal(file, "không tìm thấy tệp", "kiểm tra lại tên tệp và thư mục đang đứng") from None
    except (OSError, ValueError) as error:
        raise refusal(file, f"không đọc được tệp ({reason(error)})", "đóng tệp nếu đang mở trong Excel") from None
    if len(data) > MAX_BYTES:
        raise refusal(file, f"tệp quá lớn (giới hạn {MAX_BYTES // 10**6} MB)", "kiểm tra xem có nhầm tệp không")
    return data


def _padded(row: tuple[Cell, ...], width: int) -> tuple[Cell, ...]:
    """Return a row with blank cells up to a width, in the place where they would stand."""
    if len(row) >= width:
        return row
    mark = row[-1].mark
    if not mark.line:
        return row
    end = Mark(mark.file, mark.line, len(mark.text) + 1, 1, mark.text)
    return row + (Cell("", end),) * (width - len(row))
