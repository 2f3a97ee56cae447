"""A date that no calendar has: `30/02/2025`, `ngày 31/6`, `ngày 15 tháng 13`.

Judged: three parts anywhere, two parts after `ngày`. Left alone: fractions and ratios (`24/24 giờ`, `3/4 số
hộ`), numbers of laws, and a count by the day (`mỗi ngày 20/30 hộ`). Source: the calendar.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check import dates
from generator.check.manuscript import Manuscript
from generator.problem import Level, Problem

ID = "impossible-date"
TITLE = "Ngày không có trong lịch"
LEVEL: Level = "warning"
CLAUSE = ""
PASSES = (
    "Trước ngày 29/02/2024, ngày 31/5 và ngày 29 tháng 02; trực 24/24 giờ; 3/4 số hộ; số 12/13/2020/QĐ-UBND.",
    "Mỗi ngày 20/30 hộ được kiểm tra, làm việc trong ngày 24/24 giờ; tỷ lệ 30/31 xã.",
)
FAILS = (
    "Hoàn thành trước ngày 30/02/2025.",
    "Báo cáo trước ngày 31/6 hằng năm.",
    "Ban hành ngày 31 tháng 4 năm 2025.",
    "Ngày 15/13/2024 tổ chức hội nghị.",
    "Từ 01/01/2025 đến 31/11/2025.",
)
_COUNTED = re.compile(r"(?:mỗi|hằng|hàng|một|trong|từng)\s+ngày\s$", re.IGNORECASE)


def check(manuscript: Manuscript) -> Iterator[Problem]:
    for passage in manuscript.passages:
        for said in dates.find(passage.text):
            if said.possible or (
                said.year is None and _COUNTED.search(passage.text, max(said.start - 20, 0), said.start)
            ):
                continue
            message = f"không có ngày `{said.text}`"
            yield Problem(passage.locate(said.start, said.end), message, "kiểm tra lại ngày, tháng, năm", ID, LEVEL)
