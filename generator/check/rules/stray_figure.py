"""A figure that stands inside a phrase which the text never parts elsewhere: `phòng thủ dân 1 sự`.

Scans leave such figures. Found where the two words before it are followed by the word after it at least
five times and by no other word, and that word mostly stands there. Left alone: every phrase that takes a figure
or goes on in two ways, and units (`8 xã`).
Source: practice; no clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from generator.check.manuscript import Manuscript
from generator.check.wording import sheet
from generator.problem import Level, Problem

ID = "stray-figure"
TITLE = "Chữ số lạc vào giữa một cụm từ"
LEVEL: Level = "warning"
CLAUSE = ""
_OFTEN = "Phòng thủ dân sự tỉnh; phòng thủ dân sự xã; phòng thủ dân sự huyện; phòng thủ dân sự; Luật Phòng thủ dân sự."
PASSES = (
    "Trưởng Ban Chỉ huy Phòng thủ dân 1 sự.",
    "Hỗ trợ hộ nghèo; giúp hộ nghèo; cho hộ nghèo; vì hộ nghèo; mỗi hộ nghèo; hỗ trợ hộ 2 người.",
    "Địa bàn xã; địa bàn xã; địa bàn xã; địa bàn xã; địa bàn xã; UBND xã, cán bộ xã, công an xã; trên địa bàn 8 xã.",
    f"{_OFTEN} Ban Chỉ huy phòng thủ dân sự.",
)
FAILS = (f"{_OFTEN} Trưởng Ban Chỉ huy Phòng thủ dân 1 sự cấp tỉnh.",)
#: In small letters: a figure between two words, and the two words before it.
_FIGURE = re.compile(r" (?P<figure>\d\d?) (?P<after>[^\W\d]+)")
_BEFORE = re.compile(r"(?<!\w)[^\W\d]+ [^\W\d]+$")
#: How often the phrase must be whole, and how many phrases are looked at.
_ENOUGH, _MOST = 5, 300


def check(manuscript: Manuscript) -> Iterator[Problem]:
    whole = sheet(manuscript)
    looked: set[str] = set()
    for found in _FIGURE.finditer(whole.small):
        before = _BEFORE.search(whole.small[max(found.start() - 20, 0) : found.start()])
        phrase = f"{before[0]} {found['after']}" if before else ""
        if not before or phrase in looked or len(looked) > _MOST:
            continue
        looked.add(phrase)
        often = whole.small.count(phrase)
        if often >= _ENOUGH and whole.small.count(f"{before[0]} ") == often + 1 and _bound(whole.words, phrase):
            message = f"chữ số `{found['figure']}` lạc giữa `{phrase}`"
            yield whole.problem(*found.span("figure"), message, f"có phải là `{phrase}`?", ID)


def _bound(words: tuple[str, ...], phrase: str) -> bool:
    """Tell whether the last word of a phrase mostly stands behind the word before it, as no unit does."""
    *_, two, three = phrase.split()
    together = sum(one == two and other == three for one, other in pairwise(words))
    return 10 * together >= 7 * words.count(three)
