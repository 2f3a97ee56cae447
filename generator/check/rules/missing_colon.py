"""A heading that runs into its sentence without a colon, while the headings beside it have one.

Left alone: a heading without neighbours on both sides that end in a colon, and one that ends in another
mark. Source: practice; no clause.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.manuscript import Manuscript
from generator.plan import Children, Node, bodies, walk
from generator.problem import Level, Problem

ID = "missing-colon"
TITLE = "Tiêu đề liền câu thiếu dấu hai chấm"
LEVEL: Level = "info"
CLAUSE = ""
_THREE = """responsibilities:
  - {{heading: "Công an xã:", run_in: true, text: Giữ trật tự.}}
  - {{heading: "{}", run_in: true, text: giám sát.}}
  - {{heading: "Trạm Y tế:", run_in: true, text: Khám bệnh.}}"""
PASSES = (
    _THREE.format("Mặt trận xã:"),
    _THREE.format("Mặt trận xã."),
    """responsibilities:
  - {heading: Công an xã, run_in: true, text: giữ trật tự.}
  - {heading: Mặt trận xã, run_in: true, text: giám sát.}""",
)
FAILS = (_THREE.format("Mặt trận xã"),)


def check(manuscript: Manuscript) -> Iterator[Problem]:
    for body in bodies(manuscript.plan) if manuscript.plan else ():
        for node in walk(body):
            for piece in node.pieces:
                if isinstance(piece, Children):
                    yield from _bare(piece.nodes)


def _bare(nodes: tuple[Node, ...]) -> Iterator[Problem]:
    for before, node, after in zip(nodes, nodes[1:], nodes[2:], strict=False):
        if (
            node.run_in
            and node.heading
            and node.heading.value.rstrip()[-1:].isalnum()
            and _colon(before)
            and _colon(after)
        ):
            message = f"sau `{node.heading.value}` không có dấu hai chấm, các mục bên cạnh có"
            yield Problem(node.heading.mark, message, "thêm dấu `:` sau tên", ID, LEVEL)


def _colon(node: Node) -> bool:
    return bool(node.run_in and node.heading and node.heading.value.rstrip().endswith(":"))
