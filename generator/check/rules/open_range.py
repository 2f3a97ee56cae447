"""A rate that begins with `từ` and has no end: `mỗi năm giảm từ 6% theo chuẩn nghèo`.

Left alone: where the same sentence says `trở lên`, `đến`, `xuống`, `còn`, or another rate. Source: reason; no clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.manuscript import Manuscript
from generator.check.wording import problem
from generator.problem import Level, Problem

ID = "open-range"
TITLE = "`từ …%` mà không có `trở lên` hay `đến`"
LEVEL: Level = "warning"
CLAUSE = ""
PASSES = (
    "Mỗi năm giảm từ 6% trở lên; giảm từ 7%/năm trở lên; tăng từ 3 - 4%; giảm từ 5% đến 6%.",
    "Tỷ lệ hộ nghèo giảm từ 6% của năm trước, nay là 4%.",
    "Tỷ lệ hộ nghèo giảm từ 9,1% năm 2021 xuống 4% năm 2025; tăng từ 30% năm 2020, đạt 40% năm 2025.",
)
FAILS = (
    "Tỷ lệ hộ nghèo mỗi năm giảm từ 6% theo chuẩn nghèo đa chiều giai đoạn 2021 - 2025.",
    "Thu nhập bình quân tăng từ 8%/năm.",
)
_FROM = re.compile(
    r"(?:giảm|tăng|đạt)\s+(?:thêm\s+|được\s+)?từ\s+\d[\d.,]*\s?%(?:/năm)?(?P<rest>(?:[^.;]|(?<=\d)\.(?=\d))*)"
)
_END = re.compile(r"^\s?[-–]\s?\d|\d\s?%|(?<!\w)(?:trở|đến|tới|lên|xuống|còn|sang|thành|đạt|hơn)(?!\w)")


def check(manuscript: Manuscript) -> Iterator[Problem]:
    for passage in manuscript.passages:
        for found in _FROM.finditer(passage.text) if "từ" in passage.text else ():
            if not _END.search(found["rest"]):
                message = f"`{passage.text[found.start() : found.start('rest')]}` không có `trở lên` hay `đến`"
                hint = "thêm `trở lên`, hoặc ghi mức cuối, ví dụ `từ 5% đến 6%`"
                yield problem(passage, found.start(), found.start("rest"), message, hint, ID)
