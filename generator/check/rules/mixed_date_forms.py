"""Cited documents whose dates are written in two ways: `ngày 11/12/2020` and `ngày 24 tháng 5 năm 2019`.

One finding, at the first of the fewest. Left alone: dates of other things, the date of issue and the
reference lines of appendices, whose form the decree gives. Source: practice; no clause.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.check import citations
from generator.check.citations import Citation
from generator.check.manuscript import Manuscript, Passage
from generator.check.wording import RUNNING, problem
from generator.problem import Level, Problem

ID = "mixed-date-forms"
TITLE = "Ngày của văn bản viện dẫn viết hai kiểu (11/12/2020, 24 tháng 5 năm 2019)"
LEVEL: Level = "info"
CLAUSE = ""
PASSES = (
    "Nghị quyết số 10-NQ/TU ngày 11/12/2020; Kế hoạch số 5/KH-UBND ngày 08/02/2021; họp ngày 15 tháng 6 năm 2026.",
    "Nghị quyết số 10-NQ/TU ngày 11 tháng 12 năm 2020 của Tỉnh ủy; báo cáo trước ngày 15/6/2026.",
)
FAILS = (
    "Nghị quyết số 10-NQ/TU ngày 11/12/2020.\nNghị quyết số 20-NQ/TU ngày 24 tháng 5 năm 2019 của Tỉnh ủy.",
    "Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 và Quyết định số 17/QĐ-TTg ngày 15/6/2026.",
)


def check(manuscript: Manuscript) -> Iterator[Problem]:
    words: list[tuple[Passage, Citation]] = []
    figures: list[tuple[Passage, Citation]] = []
    for passage in manuscript.passages:
        if passage.kind in RUNNING and "ngày" in passage.text:
            for cited in citations.find(passage.text):
                if cited.date:
                    (words if "tháng" in cited.date_text else figures).append((passage, cited))
    if not words or not figures:
        return
    few, many = sorted((words, figures), key=len)
    passage, cited = few[0]
    start = passage.text.find(cited.date_text, cited.code_at[1])
    start = start if start >= 0 else cited.start
    said = f"`{cited.date_text}` ({len(few)} chỗ), `{many[0][1].date_text}` ({len(many)} chỗ)"
    message = f"ngày của văn bản viện dẫn viết hai kiểu: {said}"
    yield problem(passage, start, start + len(cited.date_text), message, "viết thống nhất một kiểu", ID, LEVEL)
