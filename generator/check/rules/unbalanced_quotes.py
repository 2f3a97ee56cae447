"""A double quote that is opened and not closed, or closed and never opened, within one passage.

Left alone: a quotation of several paragraphs, inches and seconds (`55"`), curly and straight marks as each
other's partner (`mixed-quotes` tells of those). Source: practice; no clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from generator.check.manuscript import Manuscript
from generator.check.wording import problem
from generator.problem import Level, Problem

ID = "unbalanced-quotes"
TITLE = "Dấu ngoặc kép mở mà không đóng, đóng mà không mở"
LEVEL: Level = "warning"
CLAUSE = ""
PASSES = (
    'Phong trào “Cả nước chung tay” và "Ngày vì người nghèo" năm 2026.',
    "Sửa đổi khoản 1 như sau: “1. Người dân được hỗ trợ.\n2. Mức hỗ trợ theo quy định.”.",
    'Trang bị màn hình 55" cho nhà văn hóa.',
)
FAILS = (
    'Thực hiện Đề án bảo vệ môi trường giai đoạn 2020-2025" trên địa bàn tỉnh.',
    "Phong trào “Cả nước chung tay vì người nghèo năm 2026.",
    "Tổ chức cuộc thi Tìm hiểu pháp luật” cho học sinh.",
)
_QUOTE = re.compile(r"[“”„\"]")
_INCH = re.compile(r"(?:^|[^\d/.-])\d{1,2}(?:,\d+)?$")
_REACH = 8


def check(manuscript: Manuscript) -> Iterator[Problem]:
    lonely = [(number, *one) for number, p in enumerate(manuscript.passages) if (one := _lonely(p.text))]
    done: set[int] = set()
    for index, ((number, _, opens), (further, _, again)) in enumerate(pairwise(lonely)):
        if opens and not again and further - number <= _REACH:
            done |= {index, index + 1}
    for index, (number, place, opens) in enumerate(lonely):
        if index not in done:
            what, hint = ("mở mà không đóng", "thêm dấu đóng") if opens else ("đóng mà không mở", "thêm dấu mở")
            passage = manuscript.passages[number]
            message = f"dấu ngoặc kép `{passage.text[place]}` {what}"
            yield problem(passage, place, place + 1, message, f"{hint}, hoặc bỏ dấu này", ID)


def _lonely(text: str) -> tuple[int, bool] | None:
    """Return the quote without a partner and whether it opens; None where their number is even."""
    marks = [found.start() for found in _QUOTE.finditer(text) if not _is_inch(text, found.start())]
    if len(marks) % 2 == 0 or "°" in text:
        return None
    opened: list[int] = []
    for place in marks:
        if _opens(text, place, bool(opened)):
            opened.append(place)
        elif opened:
            opened.pop()
        else:
            return place, False
    return (opened[-1], True) if opened else None


def _is_inch(text: str, place: int) -> bool:
    before = ("0" if place > 8 else "") + text[max(place - 8, 0) : place]
    return text[place] == '"' and bool(_INCH.search(before))


def _opens(text: str, place: int, inside: bool) -> bool:
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    left = not before or before.isspace() or before in "([{/–"
    right = not after or after.isspace() or after in ".,;:!?)]}…"
    if left != right:
        return left
    return text[place] in "“„" or (text[place] == '"' and not inside)
