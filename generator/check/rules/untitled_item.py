"""A numbered item that is one long sentence while every item beside it has a heading.

Only at the first two levels, where three items or more have a heading and one has none. Left alone: lists
without headings, and lists where several items have none. Source: practice (II.6.d speaks of headings); no clause.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.manuscript import Manuscript
from generator.plan import Children, Node, words_at
from generator.problem import Level, Problem

ID = "untitled-item"
TITLE = "Một mục không có tiêu đề giữa các mục có tiêu đề"
LEVEL: Level = "info"
CLAUSE = ""
_LONG = (
    "Thực hiện có hiệu quả các đề án trọng tâm của Tỉnh ủy, các nghị quyết về giảm nghèo bền vững đối với các xã nghèo."
)
_FOUR = """sections:
  - heading: Nhiệm vụ
    sections:
      - {{heading: Tuyên truyền, text: Phổ biến pháp luật.}}
      - {{heading: Đào tạo, text: Mở lớp.}}
      - {{heading: Cán bộ, text: Rà soát.}}
      - {}"""
PASSES = (
    _FOUR.format("{heading: Kiểm tra, text: Giám sát.}"),
    _FOUR.format("Tổng hợp, báo cáo."),
    f"sections:\n  - heading: Nhiệm vụ\n    sections: ['{_LONG}', '{_LONG}', '{_LONG}', '{_LONG}']",
)
FAILS = (_FOUR.format(f"'{_LONG}'"),)
#: A sentence of fewer words needs no heading.
_WORDS = 20


def check(manuscript: Manuscript) -> Iterator[Problem]:
    if manuscript.plan is None:
        return
    body = manuscript.plan.body
    for node in (body, *_children(body)):
        for piece in node.pieces:
            if isinstance(piece, Children) and piece.kind != "parts":
                bare = [child for child in piece.nodes if not child.heading]
                if len(bare) == 1 and len(piece.nodes) > 3 and _long(bare[0]):
                    message = "mục này không có tiêu đề, các mục bên cạnh đều có"
                    yield Problem(words_at(bare[0]), message, "thêm tiêu đề (`heading`) cho mục", ID, LEVEL)


def _children(node: Node) -> Iterator[Node]:
    for piece in node.pieces:
        if isinstance(piece, Children):
            yield from piece.nodes
        elif hasattr(piece, "node"):
            yield piece.node


def _long(node: Node) -> bool:
    return any(len(text.value.split()) >= _WORDS for piece in node.pieces if isinstance(piece, tuple) for text in piece)
