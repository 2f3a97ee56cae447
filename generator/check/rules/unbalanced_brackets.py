"""A bracket that is opened and not closed, or closed and never opened, within one passage.

Left alone: markers of lists (`a)`, `1)`, `2.1)`), brackets that close a few passages further on (a long
note in several paragraphs). Source: practice; no clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.manuscript import Manuscript
from generator.check.wording import problem
from generator.problem import Level, Problem

ID = "unbalanced-brackets"
TITLE = "Dấu ngoặc mở mà không đóng, đóng mà không mở"
LEVEL: Level = "warning"
CLAUSE = ""
PASSES = (
    "a) Hỗ trợ (nếu có) theo quy định; b) các khoản khác [1]; 1) chi thường xuyên.",
    "Các trường hợp sau (áp dụng từ năm 2026:\nhộ nghèo, hộ cận nghèo).",
    "Theo mục 2.1) và điểm (a), (b) nêu trên.",
)
FAILS = (
    "Tổ chức giáo dục định hướng), hỗ trợ học nghề.",
    "Các sở, ban, ngành (theo chức năng phối hợp thực hiện.",
    "Kinh phí [từ nguồn xã hội hóa.",
)
_PAIRS = {")": "(", "]": "[", "}": "{"}
_BRACKET = re.compile(r"[()\[\]{}]")
_MARKER = re.compile(r"(?:^|(?<=[\s:;,.(–-]))(?:(?:\d{1,2}\.)*\d{1,2}|[a-zđ]|[ivx]{1,4}|[IVX]{1,4}|\*)$")
#: An opened bracket may be closed this many passages further on.
_REACH = 4


def check(manuscript: Manuscript) -> Iterator[Problem]:
    lonely = [(number, *one) for number, p in enumerate(manuscript.passages) for one in _lonely(p.text)]
    done: set[int] = set()
    for index, (number, _, sign) in enumerate(lonely):
        if sign not in _PAIRS and index + 1 < len(lonely) and index not in done:
            further, _, closing = lonely[index + 1]
            if _PAIRS.get(closing) == sign and 0 < further - number <= _REACH:
                done |= {index, index + 1}
    for index, (number, place, sign) in enumerate(lonely):
        if index not in done:
            what = "đóng mà không mở" if sign in _PAIRS else "mở mà không đóng"
            hint = "thêm dấu mở, hoặc bỏ dấu này" if sign in _PAIRS else "thêm dấu đóng, hoặc bỏ dấu này"
            yield problem(manuscript.passages[number], place, place + 1, f"dấu ngoặc `{sign}` {what}", hint, ID)


def _is_marker(text: str, place: int) -> bool:
    """Tell whether the bracket at a place closes the marker of an item; only a few letters before count."""
    return bool(_MARKER.search(("x" if place > 12 else "") + text[max(place - 12, 0) : place]))


def _lonely(text: str) -> list[tuple[int, str]]:
    """Return the brackets of a passage that have no partner in it."""
    opened: list[tuple[int, str]] = []
    closed: list[tuple[int, str]] = []
    for found in _BRACKET.finditer(text):
        sign, place = found[0], found.start()
        if sign not in _PAIRS:
            opened.append((place, sign))
        elif opened and opened[-1][1] == _PAIRS[sign]:
            opened.pop()
        elif not (sign == ")" and _is_marker(text, place)):
            closed.append((place, sign))
    return sorted(opened + closed)
