"""Days of the week and months in words: `thứ Hai`, `Cách mạng tháng Tám`.

Only where it is surely a day: `thứ hai hằng tuần`, `từ thứ hai đến thứ sáu`, `thứ bảy, chủ nhật`. Left alone:
`lần thứ hai`, `ngày thứ hai`, `tháng năm`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.manuscript import Manuscript
from generator.check.wording import problem, sheet
from generator.problem import Level, Problem

ID = "capitals.weekday"
TITLE = "Viết hoa ngày trong tuần, tháng viết bằng chữ"
LEVEL: Level = "warning"
CLAUSE = "Phụ lục II, V.8.c"
PASSES = (
    "Họp thứ Hai hằng tuần, từ thứ Hai đến thứ Sáu; lần thứ hai, người thứ ba.",
    "Cách mạng tháng Tám; tháng năm có 31 ngày.",
)
FAILS = (
    "Họp giao ban thứ hai hằng tuần.",
    "Làm việc từ thứ hai đến thứ sáu.",
    "Kỷ niệm Cách mạng tháng tám.",
    "Trực cả thứ bảy, chủ nhật.",
)
_DAY = r"(?:hai|ba|tư|năm|sáu|bảy)"
_WEEKDAY = re.compile(
    rf"[Tt]h(?:ứ ({_DAY})(?= (?:hằng|hàng) tuần| (?:đầu tiên )?(?:của|trong) tuần)"
    rf"|ứ ({_DAY})(?= (?:đến|tới|-) (?:hết )?(?:ngày )?[Tt]hứ (?i:{_DAY})(?!\w))"
    r"|ứ (bảy)(?=(?:,| và| hoặc) [Cc]hủ nhật)"
    r"|(?<=ách mạng [Tt]h)áng (tám|mười)(?!\w))"
)


def check(manuscript: Manuscript) -> Iterator[Problem]:
    small = sheet(manuscript).small
    if "thứ " not in small and "cách mạng tháng" not in small:
        return
    for passage in manuscript.passages:
        for found in _WEEKDAY.finditer(passage.text):
            word = next(group for group in found.groups() if group)
            right = found[0][: -len(word)] + word.capitalize()
            message = f"`{found[0]}`: ngày, tháng viết bằng chữ thì viết hoa"
            yield problem(passage, *found.span(), message, f"viết `{right}`", ID)
