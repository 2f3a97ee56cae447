"""A `**` that opens bold type and is not closed, so that it prints as typed. No clause."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check import typed
from generator.check.manuscript import Manuscript
from generator.problem import Level, Problem

ID = "typed-emphasis"
TITLE = "Dấu `**` mở mà không đóng"
LEVEL: Level = "warning"
CLAUSE = ""
PASSES = ('opening: "Phần **đậm** rõ ràng."', 'opening: "Nhân 2 \\\\*\\\\* 3."')
FAILS = ('opening: "Phần **đậm không đóng."',)


def check(manuscript: Manuscript) -> Iterator[Problem]:
    for text in typed.sentences(manuscript.plan):
        if "**" in text.value and typed.without_placeholders(text.value).count("**") % 2:
            message = "dấu `**` mở mà không đóng, sẽ in nguyên như đang viết"
            yield Problem(text.mark, message, "thêm `**` ở cuối chỗ đậm, hoặc viết `\\*\\*`", ID, LEVEL)
