"""clean: the text of a cell as typed -> what it says, every cell knowing its place; how much a table may hold.

In: the raw text that `delimited` or `workbook` found.  Out: NFC without signs that nobody can see, in a `Cell`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from generator.problem import Mark, PlanError, Problem

MAX_ROWS, MAX_COLUMNS, MAX_CELLS = 20_000, 200, 500_000
#: The longest text of a cell (characters).
MAX_LENGTH = 2_000
#: The heading stands among so many first rows.
MAX_TITLE_ROWS = 50
#: Faults of one sort are told one by one up to so many.
MAX_TOLD = 20

#: Tells whether the texts of a row are those of a heading.
Heading = Callable[[Sequence[str]], bool]


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of a cell ("" where it is blank; lines inside it kept) and its place."""

    text: str
    mark: Mark


def clean(raw: str, mark: Mark, problems: list[Problem]) -> str:
    """Return a cell's text in NFC, blanks made one, its lines kept; tell of signs that nobody can see."""
    text = unicodedata.normalize("NFC", raw)
    if not text.isprintable() or _STRAY.search(text):
        text = "".join(_visible(char, mark, problems) for char in text)
    if len(text) > MAX_LENGTH:
        message = f"ô dài {len(text)} chữ (giới hạn {MAX_LENGTH})"
        problems.append(Problem(mark, message, 'mỗi ô chỉ ghi một tên hoặc một số liệu; xem có thiếu dấu " không'))
        return ""
    if "{{" in text:
        hint = "ô chỉ ghi tên hoặc số liệu; chỗ điền thì viết trong kế hoạch"
        problems.append(Problem(mark, "ô có chỗ điền `{{ … }}`", hint))
        return ""
    return "\n".join(line for part in text.split("\n") if (line := " ".join(part.split())))


#: Tones and hats that stand on no letter, and what stands for a byte that was lost.
_STRAY = re.compile("[\u0300-\u036f\ufffd]")


def _visible(char: str, mark: Mark, problems: list[Problem]) -> str:
    """Return a sign as it may stand in a text: blanks of all sorts are one, hidden signs are dropped."""
    if char.isspace() and char not in "\x1c\x1d\x1e\x1f":
        return "\n" if char in "\n\r\v\u2028\u2029" else " "
    kind = unicodedata.category(char)
    if kind == "Cf":
        return ""
    if (kind[0] == "C" or _STRAY.match(char)) and len(problems) < 2 * MAX_TOLD:
        message = f"có ký tự không in được U+{ord(char):04X}"
        problems.append(Problem(mark, message, "xóa ký tự này rồi gõ lại chữ ở đó"))
    return char


def is_remark(row: Sequence[Cell]) -> bool:
    """Tell whether a row is blank or a remark."""
    first = next((cell.text for cell in row if cell.text), "#")
    return first.startswith("#")


def refusal(file: str, message: str, hint: str = "") -> PlanError:
    """Return the error that refuses a file as a whole."""
    return PlanError([Problem(Mark(file), message, hint)])


def check_size(mark: Mark, rows: int, columns: int, cells: int) -> None:
    """Raise PlanError where a table has more rows, columns or cells than a register ever has."""
    if rows > MAX_ROWS or columns > MAX_COLUMNS or cells > MAX_CELLS:
        message = f"bảng quá lớn (giới hạn {MAX_ROWS} dòng, {MAX_COLUMNS} cột, {MAX_CELLS} ô)"
        raise PlanError([Problem(mark, message, "kiểm tra xem có nhầm tệp không, xóa các dòng và cột thừa")])
