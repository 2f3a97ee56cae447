"""`Thành phố Hồ Chí Minh` and `Thủ đô Hà Nội` begin with a capital everywhere.

Left alone: abbreviations (`TP. Hồ Chí Minh`), all in capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.manuscript import Manuscript
from generator.check.wording import sheet
from generator.problem import Level, Problem

ID = "capitals.hcm"
TITLE = "Viết hoa Thành phố Hồ Chí Minh, Thủ đô Hà Nội"
LEVEL: Level = "warning"
CLAUSE = "Phụ lục II, III.1.c"
PASSES = (
    "Tại Thành phố Hồ Chí Minh, Thủ đô Hà Nội và TP. Hồ Chí Minh.",
    "THÀNH PHỐ HỒ CHÍ MINH; các tỉnh, thành phố; thủ đô các nước.",
)
FAILS = ("Trên địa bàn thành phố Hồ Chí Minh.", "Tại thủ đô Hà Nội.", "Trên địa bàn Thành Phố Hồ Chí Minh.")
_NAMES = re.compile(r"[tT]h(?:ành phố(?<=thành phố)|ành Phố)(?= Hồ Chí Minh)|[tT]hủ (?:đô(?<=thủ đô)|Đô)(?= Hà Nội)")


def check(manuscript: Manuscript) -> Iterator[Problem]:
    whole = sheet(manuscript)
    for found in _NAMES.finditer(whole.text):
        message = f"`{found[0]}` viết hoa chưa đúng trong tên riêng này"
        hint = f"viết `{found[0].capitalize()}` (trường hợp viết hoa đặc biệt)"
        yield whole.problem(*found.span(), message, hint, ID)
