"""A hyphen with a space on one side only: `quốc phòng -an ninh`, `Kinh tế- Hạ tầng`, `2026- 2030`.

Left alone: a hyphen that opens a list or a negative number, codes and symbols (they hold a slash:
`29/KH- UBND` belongs to the citations). Source: Phụ lục I, II.1.b writes a hyphen with both spaces; practice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.manuscript import Manuscript
from generator.check.wording import LOWER, UPPER, problem
from generator.problem import Level, Problem

ID = "hyphen-space"
TITLE = "Dấu gạch nối chỉ có dấu cách ở một bên"
LEVEL: Level = "warning"
CLAUSE = ""
PASSES = (
    "Kinh tế - xã hội giai đoạn 2021-2025, 2026 - 2030; Đông-Tây; mức -5 độ.",
    "Số 29/KH- UBND thì đã có quy tắc khác; - Các xã báo cáo.",
)
FAILS = (
    "Giữ vững quốc phòng -an ninh trên địa bàn.",
    "Phòng Kinh tế- Hạ tầng chủ trì.",
    "Kế hoạch giai đoạn 2026- 2030 của tỉnh.",
)
_LETTER = rf"{LOWER}{UPPER}"
_ONE_SIDED = re.compile(
    rf"[-–](?:(?=[{_LETTER}])(?<=[{_LETTER}] .)|(?= +[{_LETTER}])(?<=[{_LETTER}].)"
    r"|(?=\d{4})(?<=\d{4} .)|(?= +\d{4})(?<=\d{4}.))"
)


def check(manuscript: Manuscript) -> Iterator[Problem]:
    for passage in manuscript.passages:
        for found in _ONE_SIDED.finditer(passage.text):
            start = passage.text.rfind(" ", 0, found.start() - 1) + 1
            end = passage.text.find(" ", found.end() + 1)
            end = len(passage.text) if end < 0 else end
            said = passage.text[start:end]
            if "/" in said or said[1:2] == "-":  # a symbol; a formula (`N- NH4`)
                continue
            message = f"dấu gạch nối chỉ có dấu cách ở một bên: `{said}`"
            yield problem(passage, start, end, message, "để dấu cách cả hai bên, hoặc bỏ cả hai bên", ID)
