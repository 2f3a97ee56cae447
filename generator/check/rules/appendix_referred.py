"""An appendix that no sentence of the plan refers to.

A sentence with the words `phụ lục`, `kèm theo` and the like, or a `{{ ref. }}` to it, is enough: `verify` asks for the
same of what is built. Source: Phụ lục I, III.1.a.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.manuscript import Manuscript
from generator.plan import anchor, texts
from generator.problem import Level, Problem

ID = "appendix.referred"
TITLE = "Phụ lục không được câu nào dẫn đến"
LEVEL: Level = "error"
CLAUSE = "Phụ lục I, Phần I, III.1.a"
PASSES = (
    "appendices: [{title: Biểu mẫu, text: Nội dung.}]\nopening: Chi tiết tại Phụ lục kèm theo.",
    'appendices: [{id: bieu, title: Biểu mẫu, text: Nội dung.}]\nopening: "Chi tiết tại {{ ref.bieu }}."',
)
FAILS = (
    "appendices: [{title: Biểu mẫu, text: Nội dung.}]",
    'appendices: [{id: bieu, title: Một, text: A.}, {title: Hai, text: B.}]\nopening: "Chi tiết tại {{ ref.bieu }}."',
)

_SAID = re.compile(r"phụ lục|kèm theo|đính kèm|biểu mẫu|phụ biểu")


def check(manuscript: Manuscript) -> Iterator[Problem]:
    plan = manuscript.plan
    if plan is None:
        return
    sentences = [text for text, _ in texts(plan.body)]
    said = " ".join(text.value for text in (*sentences, *plan.opening, *plan.closing)).lower().replace("-", "_")
    for appendix in plan.appendices:
        cited = appendix.id and f"ref.{anchor(appendix.id)}" in said
        if not _SAID.search(said) and not cited:
            message = "trong kế hoạch chưa có câu nào dẫn đến phụ lục này"
            hint = "thêm câu dẫn, ví dụ `(chi tiết tại Phụ lục kèm theo)` (III.1.a)"
            yield Problem(appendix.mark, message, hint, ID, LEVEL)
