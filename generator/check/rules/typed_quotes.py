"""A whole sentence in curly quotes, which YAML does not take for its own, so that they print. No clause."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check import typed
from generator.check.manuscript import Manuscript
from generator.problem import Level, Problem

ID = "typed-quotes"
TITLE = "Cả câu nằm trong ngoặc kép cong"
LEVEL: Level = "warning"
CLAUSE = ""
PASSES = ("opening: Mục tiêu “5 không” của thành phố.", 'opening: "Cả câu trong ngoặc thẳng."')
FAILS = ("opening: “Cả câu trong ngoặc cong.”",)


def check(manuscript: Manuscript) -> Iterator[Problem]:
    for text in typed.sentences(manuscript.plan):
        if re.fullmatch(r"[“”][^“”]*[“”]", text.value):
            message = "cả câu nằm trong ngoặc kép cong, sẽ in ra cả dấu ngoặc"
            hint = 'ngoặc kép của YAML là dấu thẳng "…"; bỏ hai dấu cong ở đầu và cuối'
            yield Problem(text.mark, message, hint, ID, LEVEL)
