"""A sentence that begins with a number or bullet copied from Word, which would print twice.

The program writes numbers and bullets. Left alone: figures that begin a sentence (`12 xã`). Source: the
language of plans; no clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check import typed
from generator.check.manuscript import Manuscript
from generator.problem import Level, Problem

ID = "typed-marker"
TITLE = "Số thứ tự hoặc dấu đầu dòng gõ tay ở đầu câu"
LEVEL: Level = "warning"
CLAUSE = ""
PASSES = (
    'sections: [{heading: Mục đích, text: "12 xã giảm nghèo."}]',
    'sections: [{heading: Mục đích, items: ["5 không 3 có;", "Bền vững - bao trùm."]}]',
)
FAILS = (
    'sections: [{heading: "I. Mục đích", text: "Giảm nghèo."}]',
    'sections: [{heading: Mục đích, items: ["- Giảm nghèo;", "a) Bền vững."]}]',
)
#: What a sentence copied from Word begins with, though the program prints it.
_MARKER = re.compile(r"(?:[-–•+]\s|[0-9]+(?:\.[0-9]+)*[.)]\s|[a-zđ]\)\s|[IVX]+\.\s)")


def check(manuscript: Manuscript) -> Iterator[Problem]:
    for text in typed.sentences(manuscript.plan):
        found = _MARKER.match(text.value)
        if found:
            message = f"`{found[0].strip()}` ở đầu câu sẽ in thêm một lần nữa"
            hint = "bỏ đi: số thứ tự và dấu đầu dòng do chương trình ghi"
            yield Problem(text.mark, message, hint, ID, LEVEL)
