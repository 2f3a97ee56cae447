"""Two accepted spellings of one word in one manuscript: `hàng năm` and `hằng năm`, `tỷ lệ` and `tỉ lệ`.

One finding a pair, at the first of the fewer. Left alone: either spelling alone; `bán hàng năm 2026`.
Source: practice; no clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.manuscript import Manuscript
from generator.check.wording import Sheet, same_letters, sheet
from generator.problem import Level, Problem

ID = "mixed-spelling"
TITLE = "Một từ viết hai cách (hàng năm/hằng năm)"
LEVEL: Level = "info"
CLAUSE = ""
PASSES = (
    "Hằng năm, tỷ lệ hộ nghèo giảm; hằng quý báo cáo.",
    "Doanh thu bán hàng năm 2026 tăng; hằng năm đánh giá.",
)
FAILS = ("Hàng năm rà soát, hằng năm báo cáo.", "Tỷ lệ hộ nghèo.\nTỉ lệ hộ cận nghèo.")
_AFTER = (" năm", " tháng", " quý", " tuần", " ngày")
#: Words whose two spellings are both accepted: (one, other), each a list of phrases in small letters.
_PAIRS = (
    (tuple(f"hàng{time}" for time in _AFTER), tuple(f"hằng{time}" for time in _AFTER)),
    (("tỷ lệ", "tỷ đồng", "tỷ trọng", "tỷ số"), ("tỉ lệ", "tỉ đồng", "tỉ trọng", "tỉ số")),
    (("kỹ thuật", "kỹ năng", "kỹ sư"), ("kĩ thuật", "kĩ năng", "kĩ sư")),
    (("quản lý", "xử lý", "hợp lý", "lý do", "pháp lý"), ("quản lí", "xử lí", "hợp lí", "lí do", "pháp lí")),
    (("định kỳ", "thời kỳ", "học kỳ"), ("định kì", "thời kì", "học kì")),
    (("đăng ký", "chữ ký", "ký kết"), ("đăng kí", "chữ kí", "kí kết")),
    (("bác sĩ", "nghệ sĩ", "tiến sĩ"), ("bác sỹ", "nghệ sỹ", "tiến sỹ")),
    (("dòng họ", "dòng tộc"), ("giòng họ", "giòng tộc")),
)
#: `bán hàng năm 2026`: the word that `hàng` belongs to, or a figure after the time.
_GOODS = re.compile(r"(?:bán|mặt|khách|đơn|giao|mua|nhà|ngân|cửa) $")


def check(manuscript: Manuscript) -> Iterator[Problem]:
    whole = sheet(manuscript)
    for one, other in _PAIRS:
        rarer = sorted(_places(whole, other))
        fewer, more = sorted((sorted(_places(whole, one)), rarer), key=len) if rarer else ([], [])
        if fewer:
            said, like = (whole.text[place:end] for place, end in (fewer[0], more[0]))
            message = f"viết hai cách: `{said}` ({len(fewer)} chỗ) và `{like}` ({len(more)} chỗ)"
            hint = "viết thống nhất một cách trong cả văn bản"
            yield whole.problem(*fewer[0], message, hint, ID, LEVEL)


def _places(whole: Sheet, phrases: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    for phrase in phrases:
        for place in whole.find(same_letters(phrase)):
            end = place + len(phrase)
            goods = phrase.startswith("hàng") and (
                _GOODS.search(whole.small[max(place - 6, 0) : place]) or whole.small[end + 1 : end + 2].isdigit()
            )
            if not goods:
                yield place, end
