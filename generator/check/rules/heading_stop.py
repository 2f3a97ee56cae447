"""A heading that ends with a full stop or a semicolon.

A heading is a phrase (the decree's own headings have no stop). Left alone: headings that run into their
sentence (`run_in`), ellipses, headings of a whole sentence (more than 20 words). Source: Phụ lục I, II.6.d; samples.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.manuscript import Manuscript
from generator.check.wording import problem
from generator.problem import Level, Problem

ID = "heading-stop"
TITLE = "Tiêu đề kết thúc bằng dấu chấm"
LEVEL: Level = "warning"
CLAUSE = ""
PASSES = (
    "sections: [{heading: Mục đích, text: Giảm nghèo.}]",
    'sections: [{heading: "Mục tiêu.", run_in: true, text: Giảm nghèo.}]',
    'sections: [{heading: "Chăn nuôi, trồng trọt, v.v.", text: Giảm nghèo.}]',
)  # fmt: skip
FAILS = (
    'sections: [{heading: "Mục đích.", text: Giảm nghèo.}]',
    'sections: [{heading: "Các phòng, ban;", text: Giảm nghèo.}]',
)
_STOP = re.compile(r"(?<=[\w)”])(?<!\.v)[.;]\s*$")


def check(manuscript: Manuscript) -> Iterator[Problem]:
    for passage in manuscript.passages:
        if passage.kind == "heading" and len(passage.text.split()) <= 20:
            found = _STOP.search(passage.text)
            if found:
                message = f"tiêu đề kết thúc bằng dấu `{found[0].strip()}`"
                yield problem(passage, *found.span(), message, "bỏ dấu này: tiêu đề là một cụm từ", ID)
