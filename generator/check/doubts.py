"""find: a Plan -> what is lawful in it but doubtful: warnings and notes, never errors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from generator import vietnamese
from generator.plan import Money, Plan, anchor, bodies, texts, walk
from generator.problem import Mark, Problem

#: The day from which the decree's form is the law (Điều 37).
IN_FORCE = "2020-03-05"


def find(plan: Plan) -> Iterator[Problem]:
    """Yield what a reader should look at again."""
    for rule in RULES:
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


def _names(plan: Plan) -> Iterator[Problem]:
    """The issuer's name is its full name (II.2.a), the letters of a place name are capital (II.4.c)."""
    issuer = plan.issuer
    if issuer.name.startswith("UBND "):
        hint = f"viết `Ủy ban nhân dân {issuer.name[5:]}` (Phụ lục I, II.2.a)"
        yield _warning(issuer.mark, "tên cơ quan ban hành đang viết tắt", hint, "issuer")
    if issuer.place[:1].islower():
        hint = f"viết `{vietnamese.capital(issuer.place)}` (Phụ lục I, II.4.c)"
        yield _warning(issuer.mark, "địa danh chưa viết hoa", hint, "place")


#: What a sentence copied from Word begins with, though the program prints it.
_MARKER = re.compile(r"(?:[-–•+]\s|[0-9]+(?:\.[0-9]+)*[.)]\s|[a-zđ]\)\s|[IVX]+\.\s)")


def _typed_marks(plan: Plan) -> Iterator[Problem]:
    """Numbers and bullets are the program's; braces, stars and quotes left open print as they are."""
    sentences = [*plan.title, *plan.bases, *plan.opening, *plan.closing]
    for body in bodies(plan):
        sentences += [text for text, _ in texts(body)]
    for text in sentences:
        typed = _MARKER.match(text.value)
        rest = re.sub(r"\\.|\{\{[^{}]*\}\}", "", text.value)
        if typed:
            message = f"`{typed[0].strip()}` ở đầu câu sẽ in thêm một lần nữa"
            yield _warning(text.mark, message, "bỏ đi: số thứ tự và dấu đầu dòng do chương trình ghi", "marker")
        if "{{" in rest or "}}" in rest or re.search(r"\{ *(?:ref\.|\w+ *\|)", rest):
            yield _warning(text.mark, "chỗ điền thiếu dấu ngoặc, sẽ in nguyên như đang viết",
                           "viết `{{ tên }}`; muốn in ngoặc thì viết `\\{{`", "placeholder")  # fmt: skip
        if rest.count("**") % 2:
            yield _warning(text.mark, "dấu `**` mở mà không đóng, sẽ in nguyên như đang viết",
                           "thêm `**` ở cuối chỗ đậm, hoặc viết `\\*\\*`", "emphasis")  # fmt: skip
        if re.fullmatch(r"[“”][^“”]*[“”]", text.value):
            hint = 'ngoặc kép của YAML là dấu thẳng "…"; bỏ hai dấu cong ở đầu và cuối'
            yield _warning(text.mark, "cả câu nằm trong ngoặc kép cong, sẽ in ra cả dấu ngoặc", hint, "quotes")
    if plan.title and plan.title[0].value.upper().startswith("KẾ HOẠCH "):
        hint = "bỏ đi: tên loại KẾ HOẠCH do chương trình in ở dòng trên"
        yield _warning(plan.title[0].mark, "trích yếu mở đầu bằng chữ `KẾ HOẠCH`", hint, "title")


def _archive(plan: Plan) -> Iterator[Problem]:
    if not any(recipient.kind == "archive" for recipient in plan.recipients):
        hint = "thêm `- archive: VT, …` ở cuối `recipients`"
        mark = plan.recipients[-1].mark if plan.recipients else plan.mark
        yield _warning(mark, "nơi nhận chưa có dòng lưu", hint, "archive")


def _archive_names_the_clerk(plan: Plan) -> Iterator[Problem]:
    """The last line begins with VT, the clerk's office (II.9.d)."""
    for recipient in plan.recipients:
        if recipient.kind == "archive" and not re.match(r"VT\b", recipient.text):
            yield _warning(recipient.mark, "dòng lưu chưa có `VT`", "viết `archive: VT, …` (II.9.d)", "archive")


def _before_the_decree(plan: Plan) -> Iterator[Problem]:
    if plan.date.full and plan.date.full.isoformat() < IN_FORCE:
        message = "kế hoạch ban hành trước ngày 05/3/2020, in theo thể thức của Nghị định 30/2020/NĐ-CP"
        yield Problem(plan.mark, message, level="info")


def _appendices_are_cited(plan: Plan) -> Iterator[Problem]:
    """The plan must refer to its appendices (III.1.a)."""
    sentences = [text for text, _ in texts(plan.body)]
    said = " ".join(text.value for text in (*sentences, *plan.opening, *plan.closing)).lower().replace("-", "_")
    for appendix in plan.appendices:
        cited = appendix.id and f"ref.{anchor(appendix.id)}" in said
        if "phụ lục" not in said and not cited:
            yield _warning(
                appendix.mark,
                "trong kế hoạch chưa có câu nào dẫn đến phụ lục này",
                "thêm câu dẫn, ví dụ `(chi tiết tại Phụ lục kèm theo)` (III.1.a)",
                "appendix",
            )


def _sums(plan: Plan) -> Iterator[Problem]:
    """What the parts of a sum come to is the sum."""
    for body in bodies(plan):
        for node in walk(body):
            for data in node.data:
                if isinstance(data, Money) and data.parts is not None and data.parts != data.amount:
                    whole, parts = (_money(value, data.unit) for value in (data.amount, data.parts))
                    message = f"tổng số {whole} nhưng các phần cộng lại là {parts}"
                    yield _warning(node.mark, message, "kiểm tra lại tổng số và từng phần", "sum")


def _money(amount: Decimal, unit: str) -> str:
    value = amount / vietnamese.MONEY_UNITS.get(unit.lower(), 1)
    return f"{vietnamese.format_number(value.normalize() if value % 1 else value.to_integral())} {unit}"


RULES = (
    _committee_signs,
    _names,
    _archive,
    _archive_names_the_clerk,
    _before_the_decree,
    _appendices_are_cited,
    _sums,
    _typed_marks,
)
