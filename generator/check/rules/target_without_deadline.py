"""A target with a figure and no time by which it is to be reached.

A time in the target's own data or sentence is enough, or in a heading above (`Giai đoạn 2022-2025`, `đến
năm 2030`, `hằng năm`), a sentence above, or the plan's title. Source: practice; no clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.manuscript import Manuscript
from generator.plan import Children, Loose, Node, Piece, Section, Target, bodies
from generator.problem import Level, Problem

ID = "target-without-deadline"
TITLE = "Chỉ tiêu không có thời hạn"
LEVEL: Level = "warning"
CLAUSE = ""
PASSES = (
    'targets: [{indicator: Tỷ lệ hộ nghèo, value: "4,5", unit: "%"}]',
    'title: Giảm nghèo\ntargets: [{indicator: Tỷ lệ hộ nghèo, value: "4,5", unit: "%", deadline: năm 2030}]',
    'title: Giảm nghèo\ntargets: [{text: "Đến năm 2030 còn {{ value }}.", value: "4,5", unit: "%"}]',
    'title: Giảm nghèo\nsections: [{heading: Giai đoạn 2026 - 2030, targets: [{text: "Còn {{ value }}.", '
    'value: "4,5", unit: "%"}]}]',
)
FAILS = (
    'title: Giảm nghèo\ntargets: [{indicator: Tỷ lệ hộ nghèo, value: "4,5", unit: "%"}]',
    'title: Giảm nghèo\nsections: [{heading: Mục tiêu, targets: [{text: "Còn {{ value }}.", value: "4", unit: hộ}]}]',
)
_TIME = re.compile(
    r"(?<!\w)(?:19|20)\d\d(?!\d)|(?:hằng|hàng|mỗi|từng|cả|trong|cuối|đầu)\s+(?:năm|quý|tháng|tuần|kỳ|nhiệm kỳ|đợt)|"
    r"/năm|/tháng|\d+\s+(?:năm|tháng|tuần|ngày)|thường xuyên|năm học|nhiệm kỳ|\{\{\s*deadline",
    re.IGNORECASE,
)


def check(manuscript: Manuscript) -> Iterator[Problem]:
    plan = manuscript.plan
    if plan is None or _TIME.search(" ".join(text.value for text in (*plan.title, *plan.opening))):
        return
    for body in bodies(plan):
        yield from _below(body)


def _below(node: Node) -> Iterator[Problem]:
    """Judge a node and what is below it; what names a time frees all below."""
    own = [node.heading.value] if node.heading else []
    own += [text.value for piece in node.pieces if isinstance(piece, tuple) for text in piece]
    if _TIME.search(" ".join(own)):
        return
    for data in node.data:
        if isinstance(data, Target) and data.value and not data.deadline and not _TIME.search(data.indicator):
            message = f"chỉ tiêu `{data.value.text}` chưa có thời hạn"
            yield Problem(node.mark, message, "thêm `deadline`, hoặc ghi thời hạn ở tiêu đề bên trên", ID, LEVEL)
    for piece in node.pieces:
        for child in _nodes(piece):
            yield from _below(child)


def _nodes(piece: Piece) -> tuple[Node, ...]:
    if isinstance(piece, Children | Loose):
        return piece.nodes
    return (piece.node,) if isinstance(piece, Section) else ()
