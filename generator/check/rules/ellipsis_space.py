"""A word that follows an ellipsis without a space: `hộ nghèo...đảm bảo`.

Left alone: an ellipsis between brackets or figures, and blanks of a form (`ngày...tháng...năm`).
Source: practice of typing; no clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.manuscript import Manuscript
from generator.check.wording import LOWER, RUNNING, UPPER, problem
from generator.problem import Level, Problem

ID = "ellipsis-space"
TITLE = "Thiếu dấu cách sau dấu ba chấm"
LEVEL: Level = "warning"
CLAUSE = ""
PASSES = (
    "Hộ nghèo, hộ cận nghèo... bảo đảm đúng đối tượng; dạy nghề...; vay vốn...",
    "Số: …/KH-UBND; (...)",
    "Hôm nay, ngày...tháng...năm...",
)
FAILS = ("Trợ cấp tiền điện cho hộ nghèo...đảm bảo 100% hộ nghèo.", "Việc làm, sinh kế…các chính sách khác.")
_JOINED = re.compile(rf"(?:\.{{3}}(?<=[{LOWER}{UPPER}]...)|…(?<=[{LOWER}{UPPER}].))(?=[{LOWER}{UPPER}]{{2}})")


def check(manuscript: Manuscript) -> Iterator[Problem]:
    for passage in manuscript.passages:
        text = passage.text
        # Two in one paragraph are blanks to fill in.
        if passage.kind not in RUNNING or text.count("...") + text.count("…") != 1:
            continue
        for found in _JOINED.finditer(text):
            start = text.rfind(" ", 0, found.start()) + 1
            end = text.find(" ", found.end())
            end = len(text) if end < 0 else end
            yield problem(passage, start, end, "thiếu dấu cách sau dấu ba chấm", "thêm một dấu cách", ID)
