"""find: a Plan -> what is lawful in it but doubtful: warnings and notes, never errors."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator import vietnamese
from generator.plan import Money, Plan, texts, walk
from generator.problem import Mark, Problem

#: The day from which the decree's form is the law (Điều 37).
IN_FORCE = "2020-03-05"


def find(plan: Plan) -> Iterator[Problem]:
    """Yield what a reader should look at again."""
    for rule in (_committee_signs, _archive, _before_the_decree, _appendices_are_cited, _sums):
        yield from rule(plan)


def _warning(mark: Mark, message: str, hint: str, rule: str) -> Problem:
    return Problem(mark, message, hint, rule, "warning")


def _committee_signs(plan: Plan) -> Iterator[Problem]:
    """A committee works as one, so its plan is signed on its behalf (Điều 13.2)."""
    who = plan.signatory
    if plan.issuer.symbol == "UBND" and not (who.on_behalf_of or who.by_order_of or who.authorised_by):
        yield _warning(
            who.mark,
            "kế hoạch của Ủy ban nhân dân mà thiếu dòng `TM. ỦY BAN NHÂN DÂN`",
            "thêm `on_behalf_of: Ủy ban nhân dân` (Điều 13.2; Phụ lục I, II.7.b)",
            "signatory",
        )


def _archive(plan: Plan) -> Iterator[Problem]:
    if not any(recipient.kind == "archive" for recipient in plan.recipients):
        hint = "thêm `- archive: VT, …` ở cuối `recipients`"
        yield _warning(plan.mark, "nơi nhận chưa có dòng lưu", hint, "archive")


def _before_the_decree(plan: Plan) -> Iterator[Problem]:
    if plan.date.full and plan.date.full.isoformat() < IN_FORCE:
        message = "kế hoạch ban hành trước ngày 05/3/2020, in theo thể thức của Nghị định 30/2020/NĐ-CP"
        yield Problem(plan.mark, message, level="info")


def _appendices_are_cited(plan: Plan) -> Iterator[Problem]:
    """The plan must refer to its appendices (III.1.a)."""
    bodies = [plan.body, *(appendix.body for appendix in plan.appendices)]
    sentences = [text for body in bodies for text, _ in texts(body)]
    said = " ".join(text.value for text in (*sentences, *plan.opening, *plan.closing)).lower().replace("-", "_")
    for appendix in plan.appendices:
        cited = appendix.id and f"ref.{appendix.id.replace('-', '_')}" in said
        if "phụ lục" not in said and not cited:
            yield _warning(
                appendix.mark,
                "trong kế hoạch chưa có câu nào dẫn đến phụ lục này",
                "thêm câu dẫn, ví dụ `(chi tiết tại Phụ lục kèm theo)` (III.1.a)",
                "appendix",
            )


def _sums(plan: Plan) -> Iterator[Problem]:
    """What the parts of a sum come to is the sum."""
    for body in (plan.body, *(appendix.body for appendix in plan.appendices)):
        for node in walk(body):
            for data in node.data:
                if isinstance(data, Money) and data.parts is not None and data.parts != data.amount:
                    whole, parts = (_money(value, data.unit) for value in (data.amount, data.parts))
                    message = f"tổng số {whole} nhưng các phần cộng lại là {parts}"
                    yield _warning(node.mark, message, "kiểm tra lại tổng số và từng phần", "sum")


def _money(amount: Decimal, unit: str) -> str:
    value = amount / vietnamese.MONEY_UNITS.get(unit.lower(), 1)
    return f"{vietnamese.format_number(value.normalize() if value % 1 else value.to_integral())} {unit}"
