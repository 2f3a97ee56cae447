"""`Ban Chấp hành Trung ương Đảng Cộng sản Việt Nam`, `Văn phòng Trung ương Đảng` in other capitals.

Left alone: all in capitals; `ban chấp hành` of other bodies.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.manuscript import Manuscript
from generator.check.names import miswritten
from generator.check.wording import problem
from generator.problem import Level, Problem

ID = "capitals.party-central"
TITLE = "Viết hoa tên cơ quan trung ương của Đảng"
LEVEL: Level = "warning"
CLAUSE = "Phụ lục II, IV.1.b"
PASSES = (
    "Nghị quyết của Ban Chấp hành Trung ương Đảng Cộng sản Việt Nam; Văn phòng Trung ương Đảng.",
    "Ban chấp hành Đoàn xã; ban chấp hành các cấp.",
)
FAILS = (
    "Nghị quyết của Ban chấp hành Trung ương Đảng khóa XIII.",
    "Đảng cộng sản Việt Nam lãnh đạo.",
    "Theo văn phòng Trung ương Đảng.",
)


def check(manuscript: Manuscript) -> Iterator[Problem]:
    for passage, start, end, right in miswritten(manuscript, "party"):
        message = f"`{passage.text[start:end]}` viết hoa chưa đúng"
        yield problem(passage, start, end, message, f"viết `{right}`", ID)
