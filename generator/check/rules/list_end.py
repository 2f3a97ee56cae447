"""The last item of a list that ends in `;` or `,` although nothing more follows before the next heading.

Left alone: items before other items, tables, the last sentence of the document (the program ends it).
Source: practice; no clause.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.manuscript import Manuscript
from generator.check.wording import problem
from generator.problem import Level, Problem

ID = "list-end"
TITLE = "Ý cuối của danh sách kết thúc bằng dấu chấm phẩy"
LEVEL: Level = "warning"
CLAUSE = ""
PASSES = (
    'sections: [{heading: Mục tiêu, items: ["Giảm nghèo;", "Tạo việc làm."]}, {heading: Nhiệm vụ, text: "Rà soát;"}]',
    'sections: [{heading: Mục tiêu, items: ["Giảm nghèo:", "Tạo việc làm;", "Đào tạo nghề."]}]',
)
FAILS = (
    'sections: [{heading: Mục tiêu, items: ["Giảm nghèo;", "Tạo việc làm;"]}, {heading: Nhiệm vụ, text: Rà soát.}]',
    'sections: [{heading: Mục tiêu, items: ["Giảm nghèo,"]}, {heading: Nhiệm vụ, text: Rà soát.}]',
)


def check(manuscript: Manuscript) -> Iterator[Problem]:
    for passage, following in zip(manuscript.passages, manuscript.passages[1:], strict=False):
        text = passage.text.rstrip()
        if passage.kind == "text" and following.kind == "heading" and text.endswith((";", ",")):
            message = f"ý cuối của danh sách kết thúc bằng `{text[-1]}`"
            yield problem(passage, len(text) - 1, len(text), message, "kết thúc bằng dấu `.`", ID)
