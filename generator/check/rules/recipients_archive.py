"""Recipients without an archive line, or one that does not name the clerk's office (VT).

Also `Lưu VT` typed without its colon, which would print as an ordinary recipient. Source: Phụ lục I, II.9.d.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.manuscript import Manuscript
from generator.problem import Level, Problem

ID = "recipients.archive"
TITLE = "Dòng lưu thiếu, hoặc thiếu `VT`"
LEVEL: Level = "error"
CLAUSE = "Phụ lục I, Phần I, II.9.d"
PASSES = ("recipients: [UBND tỉnh, {archive: 'VT, LĐTBXH'}]", "recipients: [UBND tỉnh, 'Lưu: VT.']")
FAILS = (
    "recipients: [UBND tỉnh]",
    "recipients: [UBND tỉnh, {archive: LĐTBXH}]",
    "recipients: [UBND tỉnh, 'Lưu VT, LĐTBXH']",
)


def check(manuscript: Manuscript) -> Iterator[Problem]:
    plan = manuscript.plan
    if plan is None:
        return
    for recipient in plan.recipients:
        if recipient.kind == "to" and re.match(r"(?:-\s*)?Lưu\s+VT\b", recipient.text):
            message = f"`{recipient.text}` sẽ in như một nơi nhận thường"
            name = recipient.text.partition("Lưu")[2].strip(" .;")
            hint = f"viết `archive: {name}` (II.9.d)"
            yield Problem(recipient.mark, message, hint, ID, LEVEL)
            return
    if not any(recipient.kind == "archive" for recipient in plan.recipients):
        mark = plan.recipients[-1].mark if plan.recipients else plan.mark
        hint = "thêm `- archive: VT, …` ở cuối `recipients`"
        yield Problem(mark, "nơi nhận chưa có dòng lưu", hint, ID, LEVEL)
    for recipient in plan.recipients:
        if recipient.kind == "archive" and not re.match(r"VT\b", recipient.text):
            yield Problem(recipient.mark, "dòng lưu chưa có `VT`", "viết `archive: VT, …` (II.9.d)", ID, LEVEL)
