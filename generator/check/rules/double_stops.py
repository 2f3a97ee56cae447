"""Two marks where one should stand: `..`, `,,`, `;;`, `;.`, `,.`, `.;` after a word.

Left alone: ellipses (three dots or more, `…`), `./.`, `v.v.;`, abbreviations (`TP.;`), file paths (`../`).
Source: practice; no clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.manuscript import Manuscript
from generator.check.wording import LOWER, UPPER, problem
from generator.problem import Level, Problem

ID = "double-stops"
TITLE = "Hai dấu câu liền nhau"
LEVEL: Level = "warning"
CLAUSE = ""
PASSES = ("Rau, quả...; gia súc, v.v.; TP.; hoàn thành./.", "Chi tiết trong tệp ../so-lieu.xlsx.")
FAILS = ("Báo cáo Sở GDĐT..", "Các xã,, phường thực hiện.", "Hoàn thành trong năm;.", "Tổng hợp kết quả.; báo cáo.")
_WORD = rf"{LOWER}{UPPER}0-9)”\]%"
_DOUBLE = re.compile(
    rf"[,;:.](?<=[{_WORD}].)(?:(?<=,) ?[,;.:](?!\.)|(?<=;) ?[,;.:](?![./])|(?<=:) ?[,;:.](?!\.)|(?<=\.)\.(?![./…])"
    rf"|(?<=[{LOWER}][{LOWER}]\.) ?[;,](?!\.))"
)
_ABBREVIATED = re.compile(r"(?:v\.v|(?<!\w)(?:tr|vv|st|th|ths|ts|tp|tx|tt|gs|bs|ks|đc|sđt))$", re.IGNORECASE)


def check(manuscript: Manuscript) -> Iterator[Problem]:
    for passage in manuscript.passages:
        for found in _DOUBLE.finditer(passage.text):
            if found[0].strip()[0] == "." and _ABBREVIATED.search(
                passage.text[max(found.start() - 5, 0) : found.start()]
            ):
                continue
            said = found[0].strip()
            yield problem(passage, *found.span(), f"hai dấu câu liền nhau: `{said}`", "chỉ giữ một dấu", ID)
