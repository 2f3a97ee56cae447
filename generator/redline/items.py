"""item: a block of a document -> what it is compared by, so that it is found again in another.

A paragraph is known by its words without its marker (`I.`, `1.2.`, `a)`, `-`): what was only renumbered is then the
same, and what was moved and renumbered has moved. What stands once in a document is known by its style.
"""

from __future__ import annotations

import re

from generator.compare.align import Item
from generator.redline.package import told
from generator.redline.pen import SIGNS
from generator.verify.docx.xml import Node, W, first, value

P, TABLE, ROW, CELL = f"{W}p", f"{W}tbl", f"{W}tr", f"{W}tc"
_MARKER = re.compile(r"\s*(?:(?:Phần\s+)?[IVXLC]{1,6}[.]|\d{1,3}(?:\.\d{1,3})*[.)]|[a-zđ]{1,2}\)|[-–+•*])\s+(?=\S)")
_NUMBER = re.compile(r"[\d.]+|[IVXLC]+")
_SIGN = re.compile(f"[{chr(SIGNS)}-\U0010ffff]")
#: Styles of our template that stand once, so that there is no doubt what became of what.
STANDING = frozenset(
    ("QuocHieu", "TieuNgu", "SoKyHieu", "DiaDanh", "TenLoai", "TrichYeu", "DuongKeTrichYeu", "HoTen", "DuThao")
)
#: The table without lines that a letterhead and a signature stand in.
FRAME = "KhungTrang"


def paragraph(node: Node, text: str) -> Item:
    """Return what a paragraph is compared by; one that ends a section is matched only with another such."""
    style = value(node, f"{W}pPr", f"{W}pStyle") or ""
    if first(node, f"{W}pPr", f"{W}sectPr") is not None:
        return Item("", "section")
    if style in STANDING:
        return Item(style, style)
    plain = _SIGN.sub(" ", text)
    return Item(_MARKER.sub("", plain, count=1), "p" if plain.strip() else ("empty", style))


def table(node: Node) -> Item:
    """Return what a table is compared by: of another number of columns it is another table."""
    columns = sum(1 for _ in node.iterchildren(f"{W}tblGrid") for _ in _.iterchildren(f"{W}gridCol"))
    style = value(node, f"{W}tblPr", f"{W}tblStyle") or ""
    if any(child.tag not in _OF_TABLE for child in node):
        return other(node)
    if style == FRAME:
        styles = [mark.get(f"{W}val") for mark in node.iter(f"{W}pStyle")]
        return Item(" ".join(s for s in styles if s in STANDING), (FRAME, columns))
    return Item(_words(node), ("table", columns))


def row(node: Node) -> Item:
    """Return what a row is compared by: its words without its number, and how its cells are merged."""
    cells = list(node.iterchildren(CELL))
    texts = [_words(cell) for cell in cells]
    if len(texts) > 1 and _NUMBER.fullmatch(texts[0]):
        texts = texts[1:]
    shape = tuple(_shape(cell) for cell in cells)
    odd = tuple(told(child) for child in node if child.tag not in _OF_ROW)
    return Item(" ".join(texts), ("row", shape, odd))


def other(node: Node) -> Item:
    """Return what any other block is compared by: all of it."""
    return Item("", ("other", told(node)))


_OF_TABLE = frozenset((f"{W}tblPr", f"{W}tblGrid", ROW))
_OF_ROW = frozenset((f"{W}trPr", CELL))


def _shape(cell: Node) -> tuple[str, str]:
    merged = first(cell, f"{W}tcPr", f"{W}vMerge")
    return (
        value(cell, f"{W}tcPr", f"{W}gridSpan") or "1",
        "" if merged is None else merged.get(f"{W}val") or "continue",
    )


def _words(node: Node) -> str:
    return " ".join("".join(t.text or "" for t in p.iter(f"{W}t")) for p in node.iter(P)).strip()
