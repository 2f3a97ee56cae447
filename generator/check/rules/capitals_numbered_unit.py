"""`phường 4`, `quận 1`: a unit whose name is a number takes a capital as well: `Phường 4`, `Quận 1`.

Only where it is surely a name: after `tại`, `thuộc`, `UBND`, `địa bàn`, `của`, `Công an` …, before a mark, a
capital word or the end. Left alone: counts (`mỗi phường 1 mô hình`, `phường 02 người`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.manuscript import Manuscript
from generator.check.wording import UPPER, problem
from generator.problem import Level, Problem

ID = "capitals.numbered-unit"
TITLE = "Viết hoa đơn vị hành chính mang tên chữ số"
LEVEL: Level = "warning"
CLAUSE = "Phụ lục II, III.1.b"
PASSES = (
    "Ủy ban nhân dân Quận 1, Phường 4; mỗi phường 1, mỗi xã 2 mô hình.",
    "Hỗ trợ tại phường 1 mô hình, mỗi quận 2 lớp.",
)
FAILS = ("Ủy ban nhân dân quận 1.", "Các hộ tại phường 4, quận 5 được hỗ trợ.")
_UNIT = re.compile(rf"(?:phường|quận) [1-9]\d?(?=[,.;)]|$| (?:và|thuộc|-) | [{UPPER}])")
_BEFORE = re.compile(
    r"(?:tại|thuộc|UBND|[ỦUủu][ỷy] ban nhân dân|địa bàn|của|[Cc]ông an|Trạm Y tế|Đảng ủy|(?:phường|quận) \d\d?,) $"
)


def check(manuscript: Manuscript) -> Iterator[Problem]:
    for passage in manuscript.passages:
        for found in _UNIT.finditer(passage.text):
            if _BEFORE.search(passage.text[max(found.start() - 20, 0) : found.start()]):
                message = f"`{found[0]}`: tên là chữ số thì viết hoa cả danh từ chung"
                yield problem(passage, *found.span(), message, f"viết `{found[0].capitalize()}`", ID)
