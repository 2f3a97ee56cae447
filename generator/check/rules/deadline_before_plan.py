"""A deadline that had passed when the plan was issued: `hoàn thành trước ngày 30/11/2024` in a plan of 2025.

Judged: full dates of typed deadlines and of `trước ngày`, `chậm nhất ngày`. Left alone: dates of history
(`văn bản ban hành trước ngày …`), of citations, without a year, and a plan without a full date. Source:
reason; no clause.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.check import dates, deadlines
from generator.check.manuscript import Manuscript
from generator.problem import Level, Problem

ID = "deadline-before-plan"
TITLE = "Thời hạn trước ngày ban hành kế hoạch"
LEVEL: Level = "warning"
CLAUSE = ""
PASSES = (
    "opening: Gửi báo cáo trước ngày 15/11/2026.",
    "opening: Bãi bỏ văn bản ban hành trước ngày 01/7/2025; người sinh trước ngày 01/01/1960 được báo cáo.",
    "opening: Triển khai thực hiện Quyết định số 12/QĐ-UBND ngày 05/01/2022; đã hoàn thành trước ngày 30/6/2025.",
    "responsibilities: [{agency: Sở Tài chính, text: Bố trí kinh phí., deadline: 31/12/2026}]",
)
FAILS = (
    "opening: Gửi báo cáo trước ngày 15/11/2025.",
    "opening: Hoàn thành chậm nhất ngày 31 tháng 12 năm 2024.",
    "responsibilities: [{agency: Sở Tài chính, text: Bố trí kinh phí., deadline: 31/12/2025}]",
    "reporting_schedule: [{period: Hằng năm, due: trước ngày 15/12/2025, text: Báo cáo hằng năm.}]",
)


def check(manuscript: Manuscript) -> Iterator[Problem]:
    if manuscript.date is None:
        return
    for deadline in deadlines.find(manuscript):
        if deadline.day < manuscript.date:
            message = f"thời hạn `{deadline.said}` trước ngày ban hành kế hoạch {dates.long(manuscript.date)}"
            yield Problem(deadline.mark, message, "xem lại thời hạn, hoặc ngày ban hành", ID, LEVEL)
