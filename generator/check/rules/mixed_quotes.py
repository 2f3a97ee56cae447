"""Curly and straight double quotes in one manuscript: one finding, at the first of the fewer.

Left alone: inches and seconds (`55"`). Source: practice; no clause.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.manuscript import Manuscript
from generator.check.rules.unbalanced_quotes import _is_inch
from generator.check.wording import problem, sheet
from generator.problem import Level, Problem

ID = "mixed-quotes"
TITLE = "Lẫn dấu ngoặc kép cong và thẳng"
LEVEL: Level = "warning"
CLAUSE = ""
PASSES = (
    'Phong trào “Cả nước chung tay”, cuộc thi “Tìm hiểu pháp luật”, màn hình 55".',
    'Phong trào "Cả nước chung tay", cuộc thi "Tìm hiểu pháp luật".',
)
FAILS = (
    'Phong trào “Cả nước chung tay”, cuộc thi "Tìm hiểu pháp luật".',
    'Phong trào “Cả nước chung tay”.\nCuộc thi "Tìm hiểu pháp luật".',
)


def check(manuscript: Manuscript) -> Iterator[Problem]:
    if '"' not in sheet(manuscript).text:
        return
    curly, straight = [], []
    for passage in manuscript.passages:
        if "“" in passage.text or "”" in passage.text:
            curly += [(passage, place) for place, sign in enumerate(passage.text) if sign in "“”"]
        if '"' in passage.text:
            signs = [place for place, sign in enumerate(passage.text) if sign == '"']
            straight += [(passage, place) for place in signs if not _is_inch(passage.text, place)]
    if not curly or not straight:
        return
    fewer, other = (straight, "cong `“ ”`") if len(straight) <= len(curly) else (curly, 'thẳng `"`')
    message = f"lẫn hai kiểu ngoặc kép: {len(curly)} dấu cong và {len(straight)} dấu thẳng"
    passage, place = fewer[0]
    yield problem(passage, place, place + 1, message, f"viết thống nhất dấu {other}", ID)
