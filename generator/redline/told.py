"""untracked: what differs between two documents that Word has no tracked form for -> what staff are told of it."""

from __future__ import annotations

from generator.problem import Mark, Problem
from generator.redline.package import told_part
from generator.redline.pen import Pen
from generator.verify.docx.xml import Node, W

#: Parts that are taken from the new document, by the end of their names.
_PARTS = (
    ("/styles.xml", "cỡ chữ, khoảng cách của các kiểu chữ (Styles)"),
    ("/numbering.xml", "cách đánh số tự động"),
    ("/settings.xml", "thiết lập của tệp"),
    ("/theme1.xml", "bộ màu và phông (Theme)"),
)
_REFERENCES = (f"{W}headerReference", f"{W}footerReference")
HINT = "bản so sánh lấy theo bản mới; từ chối mọi thay đổi cũng không trả lại phần này"


def untracked(pen: Pen) -> tuple[Problem, ...]:
    """Return a note for each thing that was taken from the new document without a trace."""
    found = [said for end, said in _PARTS if _differ(pen, end)]
    if any(_named(old) != _named(new) for _, old, new in pen.sections if old is not None and new is not None):
        found.append("có hay không có tiêu đề trang, chân trang")
    mark = Mark(pen.new.name)
    return tuple(Problem(mark, f"Word không ghi vết được: {said}", HINT, "redline", "info") for said in found)


def _differ(pen: Pen, end: str) -> bool:
    sides = []
    for document in (pen.old, pen.new):
        name = next((part for part in document.parts if f"/{part}".endswith(end)), "")
        sides.append((document.parts.get(name, b""), name, document))
    (left, a, old), (right, b, new) = sides
    if left == right:
        return False
    return not (a and b) or told_part(old.tree(a)) != told_part(new.tree(b))


def _named(section: Node) -> set[str]:
    return {child.tag + (child.get(f"{W}type") or "") for child in section.iterchildren(*_REFERENCES)}
