"""One item of a list that ends in a semicolon while all the others end in a full stop.

Only items that stand side by side, at least four, and not the last (`list-end` has it). Left alone: the usual
list, semicolons and a stop at the end, and lists that mix both ways. Source: practice; no clause.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.manuscript import Manuscript
from generator.plan import Children, Node, Text, bodies, walk
from generator.problem import Level, Mark, Problem

ID = "mixed-item-ends"
TITLE = "Một ý kết thúc bằng dấu chấm phẩy giữa các ý kết thúc bằng dấu chấm"
LEVEL: Level = "info"
CLAUSE = ""
_LIST = "sections:\n  - heading: Nhiệm vụ\n    items: [{}]"
PASSES = (
    _LIST.format("Rà soát;, Thống kê;, Đào tạo;, Báo cáo."),
    _LIST.format("Rà soát., Thống kê., Đào tạo., Báo cáo."),
    _LIST.format("Rà soát;, Thống kê., Đào tạo."),
    _LIST.format("Rà soát;, Thống kê., Đào tạo;, Tập huấn., Báo cáo."),
)
FAILS = (
    _LIST.format("Rà soát., Thống kê., Đào tạo;, Báo cáo."),
    _LIST.format("Rà soát;, Thống kê., Đào tạo., Báo cáo."),
)


def check(manuscript: Manuscript) -> Iterator[Problem]:
    for body in bodies(manuscript.plan) if manuscript.plan else ():
        for node in walk(body):
            for piece in node.pieces:
                ends = [_end(each) for each in piece.nodes] if isinstance(piece, Children) else []
                signs = [end.value.rstrip()[-1:] for end in ends if end]
                if len(signs) == len(ends) > 3 and signs.count(";") == 1 and signs.count(".") == len(signs) - 1:
                    told = (
                        next(end for end in ends[:-1] if end and end.value.rstrip()[-1:] == ";")
                        if signs[-1] == "."
                        else None
                    )
                    if told:
                        yield Problem(_last(manuscript, told), *_SAID, ID, LEVEL)


_SAID = ("ý này kết thúc bằng `;`, các ý bên cạnh kết thúc bằng `.`", "viết thống nhất: kết thúc bằng dấu `.`")


def _end(node: Node) -> Text | None:
    """Return the sentence that an item ends in, None where it holds more than one paragraph."""
    texts = [piece for piece in node.pieces if isinstance(piece, tuple)]
    if len(node.pieces) != 1 or len(texts) != 1 or len(texts[0]) != 1:
        return None
    return texts[0][0]


def _last(manuscript: Manuscript, text: Text) -> Mark:
    """Return the place of the mark that ends a sentence."""
    for passage in manuscript.passages:
        if passage.mark == text.mark:
            return passage.locate(len(passage.text.rstrip()) - 1, len(passage.text.rstrip()))
    return text.mark
