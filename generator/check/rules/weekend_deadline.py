"""A deadline on a Saturday or Sunday, said as such.

Left alone: dates without a year, and those whose weekday the sentence names. Source: practice; no clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check import deadlines
from generator.check.manuscript import Manuscript
from generator.problem import Level, Problem

ID = "weekend-deadline"
TITLE = "Thời hạn rơi vào thứ Bảy hoặc Chủ nhật"
LEVEL: Level = "info"
CLAUSE = ""
PASSES = (
    "Gửi báo cáo trước ngày 16/11/2026.",
    "Gửi báo cáo trước ngày 15/11/2026 (Chủ nhật).",
    "Thực hiện Quyết định số 12/QĐ-UBND ngày 15/11/2026.",
)
FAILS = (
    "Gửi báo cáo trước ngày 15/11/2026.",
    "Hoàn thành, báo cáo chậm nhất ngày 14 tháng 11 năm 2026.",
    'responsibilities: [{agency: Sở Tài chính, text: Bố trí kinh phí., deadline: "14/11/2026"}]',
)
_NAMES = {5: "thứ Bảy", 6: "Chủ nhật"}


def check(manuscript: Manuscript) -> Iterator[Problem]:
    for deadline in deadlines.find(manuscript):
        name = _NAMES.get(deadline.day.weekday())
        passed = manuscript.date and deadline.day < manuscript.date
        if name and not passed and not re.search(r"thứ (?:bảy|7)|chủ nhật", deadline.around, re.IGNORECASE):
            message = f"thời hạn `{deadline.said}` là {name}"
            yield Problem(
                deadline.mark, message, "chuyển sang ngày làm việc liền trước hoặc liền sau, nếu cần", ID, LEVEL
            )
