"""`kế hoạch này` where the plan speaks of itself: the decree writes `Nghị định này`, `Phụ lục này`.

A remark, told once with the number of places. Left alone: `các kế hoạch này`, other documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.manuscript import Manuscript
from generator.check.wording import problem
from generator.problem import Level, Problem

ID = "capitals.self-reference"
TITLE = "Viết hoa khi kế hoạch nói về chính mình (Kế hoạch này)"
LEVEL: Level = "info"
CLAUSE = "Phụ lục II, V.6"
PASSES = ("Tổ chức thực hiện Kế hoạch này.", "Các xã xây dựng kế hoạch; các kế hoạch này gửi về huyện.")
FAILS = ("Tổ chức thực hiện kế hoạch này.", "Căn cứ kế hoạch này, các xã thực hiện.")
_SELF = re.compile(
    r"kế hoạch này(?!\w)(?<![\w]kế hoạch này)(?<!các kế hoạch này)(?<!những kế hoạch này)(?<!hai kế hoạch này)"
)


def check(manuscript: Manuscript) -> Iterator[Problem]:
    places = [(passage, found) for passage in manuscript.passages for found in _SELF.finditer(passage.text)]
    if places:
        passage, found = places[0]
        count = f" (cả văn bản có {len(places)} chỗ)" if len(places) > 1 else ""
        message = f"`{found[0]}` nói về chính văn bản này mà chưa viết hoa{count}"
        yield problem(passage, *found.span(), message, "viết `Kế hoạch này`", ID, LEVEL)
