"""A comma before the bracket of the archive line: `Lưu: VT, (VX/MT.Tấn)`.

The line names the clerk's office, then the drafting unit by its abbreviation; a bracket or mark follows it
without a comma. Source: Phụ lục I, II.9.d.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.manuscript import Manuscript
from generator.check.wording import problem
from generator.problem import Level, Problem

ID = "recipients.bracket"
TITLE = "Dòng lưu có dấu phẩy trước ngoặc"
LEVEL: Level = "warning"
CLAUSE = "Phụ lục I, Phần I, II.9.d"
PASSES = ("recipients: [UBND tỉnh, {archive: 'VT, NC (TP, Dũng)'}]", "recipients: [UBND tỉnh, {archive: 'VT, VX.10b'}]")
FAILS = ("recipients: [UBND tỉnh, {archive: 'VT, (VX/MT.Tấn)'}]",)
_COMMA = re.compile(r",\s*\(")


def check(manuscript: Manuscript) -> Iterator[Problem]:
    for passage in manuscript.passages:
        found = _COMMA.search(passage.text) if passage.kind == "archive" else None
        if found:
            hint = "viết tên đơn vị soạn thảo trước ngoặc, ví dụ `VT, VX (MT. Tấn)` (II.9.d)"
            yield problem(passage, *found.span(), "dấu phẩy trước ngoặc, thiếu tên đơn vị soạn thảo", hint, ID)
