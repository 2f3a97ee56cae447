"""A target whose figure has no unit: `value: 200` without `unit`, and no word after it in its sentence.

Left alone: a figure that the sentence itself goes on to name (`{{ value }} hộ`), an indicator that counts
(`Số hộ …`) or that says its unit in brackets. Source: practice; no clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.manuscript import Manuscript
from generator.plan import Node, Target, bodies, walk
from generator.problem import Level, Problem

ID = "target-without-unit"
TITLE = "Chỉ tiêu có con số mà không có đơn vị tính"
LEVEL: Level = "warning"
CLAUSE = ""
PASSES = (
    'targets: [{indicator: Tỷ lệ hộ nghèo, value: "4,5", unit: "%"}]',
    'targets: [{text: "Giảm {{ value }} hộ nghèo.", value: "200"}]',
    'targets: [{indicator: Số hộ thoát nghèo, value: "200"}, {indicator: Thu nhập (triệu đồng), value: "60"}]',
)
FAILS = (
    'targets: [{indicator: Tỷ lệ hộ nghèo, value: "4,5"}]',
    'targets: [{text: "Tỷ lệ hộ nghèo giảm còn {{ value }}.", value: "4,5"}]',
)
_NAMED = re.compile(r"\{\{\s*(?:value|figure)[^{}]*\}\}\s*(?:\*\*)?\s*(?:\w|%|‰|/)")
_COUNTS = re.compile(r"(?:tổng\s+)?số\s|.*\([^)]+\)\s*$|chỉ số|hệ số|hạng|xếp", re.IGNORECASE)


def check(manuscript: Manuscript) -> Iterator[Problem]:
    for body in bodies(manuscript.plan) if manuscript.plan else ():
        for node in walk(body):
            for data in node.data:
                if isinstance(data, Target) and data.value and not data.unit and not _said(node, data):
                    message = f"chỉ tiêu `{data.value.text}` chưa có đơn vị tính"
                    yield Problem(node.mark, message, 'thêm `unit`, ví dụ `unit: "%"` hoặc `unit: hộ`', ID, LEVEL)


def _said(node: Node, target: Target) -> bool:
    if _COUNTS.match(target.indicator):
        return True
    said = [text.value for piece in node.pieces if isinstance(piece, tuple) for text in piece]
    return any(_NAMED.search(text) for text in (*said, *([node.heading.value] if node.heading else ())))
