"""A title (trích yếu) that begins with the type, which stands in the line above. Source: Phụ lục I, II.5."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.manuscript import Manuscript
from generator.problem import Level, Problem

ID = "title.type-repeated"
TITLE = "Trích yếu lặp chữ `KẾ HOẠCH`"
LEVEL: Level = "warning"
CLAUSE = "Phụ lục I, Phần I, II.5"
PASSES = ("title: Thực hiện kế hoạch giảm nghèo năm 2026", "title: Thực hiện Kế hoạch số 12/KH-UBND")
FAILS = ("title: Kế hoạch giảm nghèo năm 2026", "title: KẾ HOẠCH GIẢM NGHÈO")


def check(manuscript: Manuscript) -> Iterator[Problem]:
    plan = manuscript.plan
    if plan and plan.title and plan.title[0].value.upper().startswith("KẾ HOẠCH "):
        hint = "bỏ đi: tên loại KẾ HOẠCH do chương trình in ở dòng trên"
        yield Problem(plan.title[0].mark, "trích yếu mở đầu bằng chữ `KẾ HOẠCH`", hint, ID, LEVEL)
