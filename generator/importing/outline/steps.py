"""mark: lines that a word and a number open (`Bước 1: …`, `Nhiệm vụ 2. …`) -> the same lines with that as their marker.

No list of words: the numbers prove it. The same words must open a line with 1 and, further down, one with 2; a single
`Tuần 3: …` stays a sentence. What is bold or in capitals is a heading by itself and keeps its words together.
"""

from __future__ import annotations

import re
from dataclasses import replace

from generator.importing.outline.lines import Line
from generator.importing.outline.markers import Reading, after, roman

_STEP = re.compile(
    r"(?P<name>[A-ZĐÀ-Ỹ][^\W\d_]{1,10}(?: [^\W\d_]{1,10}){0,3}) (?:số |thứ )?(?P<number>[0-9]{1,2}|[IVX]{1,4}) ?"
    r"(?:[:.](?=\s)|[-–](?=\s))"
)
#: Words that name what is numbered elsewhere, or a time: a line that begins so tells of it.
_OTHERS = re.compile(r"(?:điều|khoản|mục|phụ lục|biểu|bảng|hình|mẫu|phần|chương|tháng|năm|ngày|quý|số|căn cứ)", re.I)


def mark(lines: list[Line]) -> list[Line]:
    """Return the lines, those that count a thing by its name with their marker."""
    found = [_step(line) for line in lines]
    numbers: dict[str, set[int]] = {}
    for step in found:
        if step:
            numbers.setdefault(step.family, set()).add(step.number)
    counted = {name for name, seen in numbers.items() if {1, 2} <= seen}
    return [
        replace(line, readings=(step,)) if step and step.family in counted else line
        for line, step in zip(lines, found, strict=True)
    ]


def _step(line: Line) -> Reading | None:
    hit = None if line.readings or line.table or line.look in ("capitals", "bold") else _STEP.match(line.words)
    if not hit or _OTHERS.fullmatch(hit["name"]):
        return None
    number = int(hit["number"]) if hit["number"].isdecimal() else roman(hit["number"])
    end = after(line.words, hit.end())
    if not number or end == len(line.words):
        return None
    return Reading("Bước", number, hit[0].strip(), end, doubt=1.0, family=hit["name"].casefold())
