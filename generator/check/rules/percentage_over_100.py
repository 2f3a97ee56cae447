"""A share above 100%: `120% hộ nghèo được hỗ trợ`.

Judged only where a percentage above 100 stands before those whose share it is. Left alone: growth and
fulfilment (`đạt 120% kế hoạch`, `bằng 105% so với`), and every other use. Source: reason; no clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator import vietnamese
from generator.check.manuscript import Manuscript
from generator.problem import Level, Problem

ID = "percentage-over-100"
TITLE = "Tỷ lệ quá 100%"
LEVEL: Level = "warning"
CLAUSE = ""
PASSES = (
    "100% hộ nghèo được hỗ trợ; đạt 120% kế hoạch; tăng 150% số hộ so với năm trước; bằng 105% dự toán.",
    "Mức hỗ trợ tối đa 150% mức lương cơ sở.",
)
FAILS = (
    "120% hộ nghèo được hỗ trợ bảo hiểm y tế.",
    "Phấn đấu 1000% trẻ em trong độ tuổi đến trường.",
)
_SHARE = re.compile(
    r"(?<![\d.,/-])(?P<number>\d{3,4}(?:,\d+)?)\s?%\s+(?:số\s+|các\s+|tổng số\s+)?(?:hộ|người|trẻ em|học sinh|cán bộ|"
    r"công chức|đảng viên|hội viên|đoàn viên|lao động|dân số|xã|phường|thôn|bản|tổ dân phố|cơ quan|đơn vị|trường|"
    r"giáo viên|doanh nghiệp|cơ sở|phụ nữ|thanh niên|hồ sơ|thủ tục|văn bản)(?!\w)"
)
_GROWTH = re.compile(r"tăng|bằng|vượt|gấp|đạt|so với|bình quân|từ", re.IGNORECASE)


def check(manuscript: Manuscript) -> Iterator[Problem]:
    for passage in manuscript.passages:
        for found in _SHARE.finditer(passage.text) if "%" in passage.text else ():
            number = vietnamese.parse_number(found["number"])
            before = re.split(r"[;,.]\s", passage.text[: found.start()])[-1]
            after = passage.text[found.end() : found.end() + 60]
            if number is not None and number > 100 and not _GROWTH.search(before) and "so với" not in after:
                hint = "xem lại con số; tỷ lệ của một tổng thể không quá 100%"
                yield Problem(passage.locate(*found.span()), f"`{found[0]}`: tỷ lệ quá 100%", hint, ID, LEVEL)
