"""A paragraph or an item that begins with a small letter: after a line break stands a capital.

Only in plans (a document from elsewhere may hold wrapped lines), and where the passage before ended with a
mark. Left alone: what runs on from a heading, tables, addresses, continued sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.manuscript import Manuscript
from generator.check.wording import LOWER, RUNNING, problem
from generator.problem import Level, Problem
from generator.vietnamese import capital

ID = "capitals.new-line"
TITLE = "Đầu dòng chưa viết hoa"
LEVEL: Level = "warning"
CLAUSE = "Phụ lục II, I"
PASSES = (
    "sections: [{heading: Nhiệm vụ, items: [Rà soát hộ nghèo;, Hỗ trợ vốn.]}]",
    'sections: [{heading: "Mục tiêu:", run_in: true, text: giảm nghèo bền vững.}]',
    "sections: [{heading: Liên hệ, text: [Địa chỉ như sau., https://example.org]}]",
)
FAILS = (
    "sections: [{heading: Nhiệm vụ, items: [Rà soát hộ nghèo;, hỗ trợ vốn cho hộ nghèo.]}]",
    "sections: [{heading: mục đích và yêu cầu, text: Giảm nghèo.}]",
)
_SMALL = re.compile(rf"[\s“\"(*]*([{LOWER}]{{2,}})(?![\w:./@-])")


def check(manuscript: Manuscript) -> Iterator[Problem]:
    if manuscript.plan is None:
        return
    before = ""
    for passage in manuscript.passages:
        found = _SMALL.match(passage.text)
        ended = passage.kind == "heading" or before.rstrip().endswith((".", ";", ":", "!", "?"))
        if found and ended and passage.starts and passage.kind in (*RUNNING, "heading"):
            message = f"đầu dòng mà `{found[1]}` chưa viết hoa"
            yield problem(passage, *found.span(1), message, f"viết `{capital(found[1])}`", ID)
        before = passage.text
