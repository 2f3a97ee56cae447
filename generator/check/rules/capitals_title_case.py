"""A heading with a capital on every word: `Triển Khai Thực Hiện Kế Hoạch`, which no clause knows.

Only headings and titles of six words or more in which every word has a capital and one of them never is a
name (`Và`, `Của`, `Thực Hiện`…). Left alone: all in capitals, names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.manuscript import Manuscript
from generator.check.wording import problem
from generator.problem import Level, Problem

ID = "capitals.title-case"
TITLE = "Tiêu đề viết hoa mọi âm tiết"
LEVEL: Level = "warning"
CLAUSE = "Phụ lục II"
PASSES = (
    "title: Triển khai thực hiện Chương trình giảm nghèo bền vững",
    "title: TRIỂN KHAI THỰC HIỆN CHƯƠNG TRÌNH GIẢM NGHÈO BỀN VỮNG",
    "title: Trường THPT Nguyễn Thị Minh Khai Hà Nội",
)
FAILS = (
    "title: Triển Khai Thực Hiện Chương Trình Giảm Nghèo Bền Vững",
    'sections: [{heading: Nhiệm Vụ Và Giải Pháp Thực Hiện, text: "Rà soát."}]',
)
_WORD = re.compile(r"[^\W\d_]+")
_NEVER_NAMES = re.compile(
    r"\b(?:Và|Của|Về|Các|Những|Với|Trong|Trên|Được|Theo|Đến|Để|Thực Hiện|Triển Khai|Kế Hoạch|Nhiệm Vụ|Giải Pháp)\b"
)


def check(manuscript: Manuscript) -> Iterator[Problem]:
    for passage in manuscript.passages:
        if passage.kind in ("title", "heading", "appendix", "caption"):
            words = _WORD.findall(passage.text)
            capitals = all(word[0].isupper() for word in words)
            if len(words) >= 6 and capitals and not passage.text.isupper() and _NEVER_NAMES.search(passage.text):
                message = "tiêu đề viết hoa mọi âm tiết"
                yield problem(passage, 0, len(passage.text), message, "chỉ viết hoa chữ đầu và tên riêng", ID)
