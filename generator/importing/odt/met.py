"""changes, comment, picture: what an ODT holds besides text -> what staff are told of it."""

from __future__ import annotations

from generator.importing.html.spans import clean
from generator.importing.odt.names import DC, DRAW, MATH, PARAGRAPHS, SVG, TEXT, Node, points
from generator.importing.sheet import Remark

#: A picture less high or wide than this is a line (pt).
_LINE = 6.0
_AGAIN = "chữ trong đó (nếu có) phải gõ lại"
_ELSE = "nếu không đồng ý với thay đổi, sửa trên bản gốc rồi nhập lại"


def changes(node: Node) -> list[Remark]:
    """Return a remark for each tracked change: what was inserted stands in the text, what was deleted is left out."""
    found: list[Remark] = []
    for region in node.iterfind(f"{TEXT}changed-region"):
        change = next(iter(region), None)
        author = "" if change is None else "".join(change.itertext(f"{DC}creator")).strip() or "không rõ ai"
        if change is not None and change.tag == f"{TEXT}deletion":
            said = _single(" ".join("".join(para.itertext()) for para in change.iter(*PARAGRAPHS)))
            told = f"{author} đã xóa «{said}» (theo dõi thay đổi); phần xóa không nhập"
            found.append(Remark("tracked-change", told, 0, _ELSE))
        elif change is not None and change.tag == f"{TEXT}insertion":
            told = f"{author} đã thêm chữ (theo dõi thay đổi); phần thêm được nhập"
            found.append(Remark("tracked-change", told, 0, _ELSE))
    return found


def comment(node: Node, line: int) -> Remark:
    """Return what staff are told of a comment."""
    said = _single(" ".join("".join(para.itertext()) for para in node.iter(f"{TEXT}p")))
    author = "".join(node.itertext(f"{DC}creator")).strip()
    told = f"bình luận{f' của {author}' if author else ''}: «{said}», không nhập"
    return Remark("comment", told, line, "xử lý bình luận trên bản gốc nếu còn cần")


def picture(node: Node, line: int) -> list[Remark]:
    """Return what staff are told of a picture, a formula, an embedded object; nothing of a drawn line."""
    formula = next(node.iter(MATH), None)
    if formula is not None:
        return [
            Remark("equation", f"công thức không nhập được: «{_single(''.join(formula.itertext()))}»", line, _AGAIN)
        ]
    frame = node.getparent()
    sides = [points(frame.get(f"{SVG}{side}")) for side in ("width", "height")] if frame is not None else []
    if any(side is not None and side < _LINE for side in sides):
        return []
    if node.tag == f"{DRAW}image":
        return [Remark("picture", "có hình ảnh, không nhập được", line, _AGAIN)]
    told = "có đối tượng nhúng (công thức, bảng tính, biểu đồ), không nhập được"
    return [Remark("object", told, line, _AGAIN)]


def _single(text: str) -> str:
    return clean(" ".join(text.split()))[:200]
