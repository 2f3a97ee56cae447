"""A placeholder whose braces are not whole, so that it prints as typed: `{ value }`, `{{ value`. No clause."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check import typed
from generator.check.manuscript import Manuscript
from generator.problem import Level, Problem

ID = "typed-placeholder"
TITLE = "Chỗ điền thiếu dấu ngoặc"
LEVEL: Level = "warning"
CLAUSE = ""
PASSES = (
    'variables: {nam: "2026"}\nopening: "Năm {{ nam }}."',
    'opening: "Viết \\\\{{ như thế này."',
)
FAILS = ('opening: "Năm {{ nam."', 'opening: "Năm nam }}."', 'opening: "Xem { ref.muc }."')


def check(manuscript: Manuscript) -> Iterator[Problem]:
    for text in typed.sentences(manuscript.plan):
        if "{" not in text.value and "}" not in text.value:
            continue
        rest = typed.without_placeholders(text.value)
        if "{{" in rest or "}}" in rest or re.search(r"\{ *(?:ref\.|\w+ *\|)", rest):
            message = "chỗ điền thiếu dấu ngoặc, sẽ in nguyên như đang viết"
            yield Problem(text.mark, message, "viết `{{ tên }}`; muốn in ngoặc thì viết `\\{{`", ID, LEVEL)
