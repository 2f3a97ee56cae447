"""A cited document that is younger than the plan: dated, or numbered with a year, after the plan's own date.

Left alone: a plan whose date is not known in full. Source: reason; no clause.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.check import citations, dates
from generator.check.manuscript import Manuscript
from generator.problem import Level, Problem

ID = "citation.future-date"
TITLE = "Văn bản viện dẫn có ngày sau ngày ban hành kế hoạch"
LEVEL: Level = "warning"
CLAUSE = ""
PASSES = (
    'opening: "Thực hiện Quyết định số 12/QĐ-UBND ngày 05/01/2026 của Ủy ban nhân dân tỉnh về giảm nghèo."',
    'date: 2026-01\nopening: "Thực hiện Quyết định số 12/QĐ-UBND ngày 05/02/2026 của Ủy ban nhân dân tỉnh."',
)
FAILS = (
    'opening: "Thực hiện Quyết định số 12/QĐ-UBND ngày 06/01/2026 của Ủy ban nhân dân tỉnh về giảm nghèo."',
    'opening: "Thực hiện Nghị định số 12/2027/NĐ-CP của Chính phủ về giảm nghèo."',
)


def check(manuscript: Manuscript) -> Iterator[Problem]:
    if manuscript.date is None:
        return
    for passage in manuscript.passages:
        for cited in citations.find(passage.text):
            if cited.date and cited.date > manuscript.date:
                said = f"ngày {dates.long(cited.date)}"
            elif not cited.date and cited.year and cited.year > manuscript.date.year:
                said = f"năm {cited.year}"
            else:
                continue
            message = f"`{cited.name}` ghi {said}, sau ngày ban hành kế hoạch {dates.long(manuscript.date)}"
            hint = "xem lại ngày của văn bản này, hoặc ngày ban hành của kế hoạch"
            yield Problem(passage.locate(cited.start, cited.code_at[1]), message, hint, ID, LEVEL)
