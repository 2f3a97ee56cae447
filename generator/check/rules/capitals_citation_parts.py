"""Parts of a document cited: `khoản`, `điểm` small; `Điều`, `Mục`, `Chương`, `Phần` capital.

`Khoản 2 điều 5` inside a sentence → `khoản 2 Điều 5`. Left alone: the start of a sentence, `điều`, `mục`,
`chương`, `phần` without the document that they belong to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.manuscript import Manuscript
from generator.check.wording import LOWER, UPPER, lower_first, sheet, shouts
from generator.problem import Level, Problem
from generator.vietnamese import capital

ID = "capitals.citation-parts"
TITLE = "Viết hoa phần, chương, mục, điều; viết thường khoản, điểm"
LEVEL: Level = "warning"
CLAUSE = "Phụ lục II, V.7"
PASSES = (
    "Theo điểm a khoản 2 Điều 103 Mục 5 Chương XII Phần I của Bộ luật Hình sự.",
    "Khoản 2 Điều 5 quy định; nội dung tại mục 3 phần II nêu trên; điểm 5 là điểm cao.",
)
FAILS = (
    "Theo quy định tại Khoản 2 Điều 5 Luật Đất đai.",
    "Theo quy định tại khoản 2 điều 5 Luật Đất đai.",
    "Căn cứ điều 3 Nghị định số 30/2020/NĐ-CP và Điểm a khoản 1 Điều 2.",
    "Quy định tại chương II Luật Việc làm.",
)
_INSIDE = rf"[{LOWER}{UPPER}0-9,)”]"
_SMALL = re.compile(rf"(Khoản(?= \d)(?<={_INSIDE} Khoản)|Điểm(?= [a-zđ],? (?:và |khoản|Khoản))(?<={_INSIDE} Điểm))")
_DOCUMENT = r"(?:của )?(?:Luật|Bộ luật|Pháp lệnh|Nghị định|Nghị quyết|Thông tư|Quyết định|Quy định|Quy chế|Hiến pháp)"
_LARGE = re.compile(
    rf"(điều(?= \d+[a-zđ]? {_DOCUMENT})|(?:chương|mục|phần)(?= (?:\d+|[IVX]+) {_DOCUMENT})"
    r"|điều(?= \d)(?:(?<=khoản \d điều)|(?<=khoản \d\d điều)))"
)


def check(manuscript: Manuscript) -> Iterator[Problem]:
    whole = sheet(manuscript)
    for found in _SMALL.finditer(whole.text):
        if not shouts(whole.at(found.start())[0].text):
            message = f"`{found[1]}` giữa câu phải viết thường"
            yield whole.problem(*found.span(1), message, f"viết `{lower_first(found[1])}`", ID)
    for found in _LARGE.finditer(whole.text):
        if whole.text[found.start() - 1 : found.start()] == " ":  # not the start, nor part of another word
            message = f"`{found[1]}` của một văn bản cụ thể phải viết hoa"
            yield whole.problem(*found.span(1), message, f"viết `{capital(found[1])}`", ID)
