"""A plan issued before 5 March 2020, when the decree came into force. Source: Điều 37."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date as Date

from generator.check.manuscript import Manuscript
from generator.problem import Level, Problem

ID = "before-the-decree"
TITLE = "Kế hoạch ban hành trước ngày Nghị định 30/2020/NĐ-CP có hiệu lực"
LEVEL: Level = "info"
CLAUSE = "Nghị định 30/2020/NĐ-CP, Điều 37"
PASSES = ("date: 2020-03-05", "date: 2019")
FAILS = ("date: 2020-03-04",)
#: The day from which the decree's form is the law.
IN_FORCE = Date(2020, 3, 5)


def check(manuscript: Manuscript) -> Iterator[Problem]:
    if manuscript.plan and manuscript.date and manuscript.date < IN_FORCE:
        hint = "không phải sửa: khi đó thể thức theo Thông tư 01/2011/TT-BNV"
        message = "kế hoạch ban hành trước ngày 05/3/2020, in theo thể thức của Nghị định 30/2020/NĐ-CP"
        yield Problem(manuscript.plan.mark, message, hint, ID, LEVEL)
