"""A yearly rate that says `năm` twice: `bình quân năm 4%/năm`.

Left alone: `bình quân 4%/năm`, `mỗi năm 4%`, and the rate of one named year. Source: reason; no clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.manuscript import Manuscript
from generator.check.wording import problem
from generator.problem import Level, Problem

ID = "rate-per-year"
TITLE = "Tỷ lệ hằng năm nói `năm` hai lần"
LEVEL: Level = "warning"
CLAUSE = ""
PASSES = (
    "Giảm bình quân 4%/năm; mỗi năm giảm 4%; hằng năm giảm từ 1 - 1,5%.",
    "Mỗi năm mở 5 lớp, tăng 4%/năm; năm 2026 giảm 4%/năm.",
)
FAILS = (
    "Phấn đấu giảm tỷ lệ hộ nghèo bình quân năm 4%/năm trở lên.",
    "Mỗi năm giảm từ 3 - 4%/năm.",
    "Tỷ lệ hộ nghèo bình quân hằng năm giảm 1,5%/năm.",
)
_TWICE = re.compile(
    r"(?:bình quân|mỗi|hằng|hàng)\s+năm(?:\s+[^\W\d]+){0,4}\s+[\d.,]+(?:\s?[-–]\s?[\d.,]+)?\s?%/\s?năm", re.IGNORECASE
)


def check(manuscript: Manuscript) -> Iterator[Problem]:
    for passage in manuscript.passages:
        for found in _TWICE.finditer(passage.text) if "năm" in passage.text else ():
            hint = "bỏ một lần, ví dụ `bình quân 4%/năm`"
            yield problem(passage, *found.span(), f"`{found[0]}` nói `năm` hai lần", hint, ID)
