"""ready: a draft -> what keeps it from being issued: blanks to be filled in, no signer; a correction that changes more
than the form.

Nghị định 30/2020/NĐ-CP, Điều 18, khoản 3: an official letter mends form and procedure only; what is wrong in the
content is mended by another plan.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from generator import build
from generator.build import Read
from generator.check import read_plan
from generator.check.rules import leftovers
from generator.filed import freeze
from generator.filed.record import Filed
from generator.problem import Mark, PlanError, Problem

#: The number or date of a document that is cited, not known yet.
_BLANK = re.compile(r"\b(?:số|ngày|tháng)\s*:?\s*(?:…|\.{3,})", re.IGNORECASE)
_WHERE = ("title", "basis", "opening", "heading", "text", "closing")
#: What a leader would call the content of a plan, by the matters of a comparison.
_CONTENT = (
    "targets", "tasks", "agencies", "deadlines", "money", "reports", "tables", "appendices", "footnotes", "content",
)  # fmt: skip
#: So many changes of content are named; the comparison has them all.
_NAMED = 5


def blanks(got: Read) -> Iterator[Problem]:
    """Yield what a plan still leaves open. A plan that silences the rule `leftovers` keeps its blanks."""
    plan = got.plan
    if not plan.signatory.name:
        hint = "ghi `name` trong `signatory`"
        yield Problem(plan.signatory.mark, "chưa có họ tên người ký", hint, "issue")
    if any(each.rule == leftovers.ID for each in plan.silenced):
        return
    manuscript = read_plan.read(plan, got.source)
    hint = "điền vào rồi ban hành; chỗ trống có chủ ý thì ghi `silenced` với `rule: leftovers` và lý do"
    for each in leftovers.check(manuscript):
        yield Problem(each.mark, each.message, hint, "issue")
    for passage in manuscript.passages:
        found = _BLANK.search(passage.text) if passage.kind in _WHERE else None
        if found:
            message = f"còn chỗ chưa điền: `{found[0]}`"
            yield Problem(passage.locate(*found.span()), message, hint, "issue")


def form_only(plan: Path, corrected: Filed, home: Path, now: Read) -> Iterator[Problem]:
    """Yield what a correction changes of the content; nothing where the plan as it was issued is not at hand."""
    from generator.diff import said, text
    from generator.diff.diff import diff

    before = freeze.text_as_issued(corrected, home)
    try:
        was = build.read(plan, data=before) if before is not None else None
    except PlanError:
        return
    if was is None:
        return
    found = diff(was, now)
    told = [text.line(entry) for matter in _CONTENT for entry in said.entries(found, matter)]
    if told:
        more = f"; và {len(told) - _NAMED} chỗ khác" if len(told) > _NAMED else ""
        message = f"đính chính chỉ sửa thể thức, mà bản này sửa cả nội dung: {'; '.join(told[:_NAMED])}{more}"
        hint = f"ban hành kế hoạch thay thế: bỏ `corrects`, ghi `replaces: {corrected.symbol}`"
        change = next(each for each in found.changes if each.matter in _CONTENT)
        yield Problem(change.new_mark or Mark(str(plan)), message, hint, "issue")
