"""A committee's plan that is not signed on its behalf (`TM. ỦY BAN NHÂN DÂN`).

A committee works as one, so who signs signs for it (Điều 13.2). Source: Phụ lục I, II.7.b.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.manuscript import Manuscript
from generator.problem import Level, Problem

ID = "signatory.on-behalf"
TITLE = "Kế hoạch của Ủy ban nhân dân thiếu `TM.`"
LEVEL: Level = "warning"
CLAUSE = "Phụ lục I, Phần I, II.7.b"
PASSES = (
    "signatory: {on_behalf_of: Ủy ban nhân dân, signs_for: Chủ tịch, title: Phó Chủ tịch, name: Nguyễn Văn A}",
    "issuer: {name: Sở Nội vụ, place: Hà Nội, symbol: SNV}\nsignatory: {title: Giám đốc, name: Nguyễn Văn A}",
)
FAILS = ("signatory: {signs_for: Chủ tịch, title: Phó Chủ tịch, name: Nguyễn Văn A}",)


def check(manuscript: Manuscript) -> Iterator[Problem]:
    plan = manuscript.plan
    if plan is None:
        return
    who = plan.signatory
    if plan.issuer.symbol == "UBND" and not (who.on_behalf_of or who.by_order_of or who.authorised_by):
        message = "kế hoạch của Ủy ban nhân dân mà thiếu dòng `TM. ỦY BAN NHÂN DÂN`"
        hint = "thêm `on_behalf_of: Ủy ban nhân dân` (Điều 13.2; Phụ lục I, II.7.b)"
        yield Problem(who.mark, message, hint, ID, LEVEL)
