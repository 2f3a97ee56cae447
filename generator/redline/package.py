"""Opens the two documents of a redline and writes the one that comes of them: the only room here that knows lxml.

In: the bytes of a DOCX.  Out: its parts, parsed where they are looked into; elements made, copied, told apart.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, field

from lxml import etree

from generator.problem import Mark, PlanError, Problem
from generator.render import package as zipped
from generator.verify.docx.package import Package, macro_free, open_package, parse
from generator.verify.docx.xml import RELATIONS, Node, W
from generator.verify.paper import Unreadable

#: What a tracked change is made of.
CHANGES = tuple(
    f"{W}{name}" for name in (
        "ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblGridChange",
        "tblPrExChange", "trPrChange", "tcPrChange", "numberingChange", "cellIns", "cellDel", "cellMerge",
    )
)  # fmt: skip
COMMENTS = tuple(f"{W}{name}" for name in ("commentReference", "commentRangeStart", "commentRangeEnd"))
#: What Word leaves behind for itself: no part of what a document says.
_LITTER = (f"{W}proofErr", f"{W}lastRenderedPageBreak")
_BOOKMARKS = (f"{W}bookmarkStart", f"{W}bookmarkEnd")
_STRICT = b"http://purl.oclc.org/ooxml/"
TYPES = "[Content_Types].xml"
_OVERRIDE = "{http://schemas.openxmlformats.org/package/2006/content-types}Override"
_NAMESPACES = {"w": W[1:-1]}


@dataclass(frozen=True, slots=True)
class Opened:
    """An open document: its name as staff know it, the bytes of its parts, the trees of those that were parsed."""

    name: str
    parts: dict[str, bytes]
    package: Package
    trees: dict[str, Node] = field(default_factory=dict)

    @property
    def main(self) -> str:
        """The name of the document's own part."""
        return self.package.main

    def tree(self, part: str) -> Node:
        """Return the root of a part, which may be changed; None where there is none. Raises PlanError."""
        if part not in self.trees:
            text = self.parts.get(part)
            self.trees[part] = None if text is None else self._cleaned(text, part)
        return self.trees[part]

    def _cleaned(self, text: bytes, part: str) -> Node:
        try:
            root = parse(text, part)
        except Unreadable as error:
            raise refusal(self.name, str(error), error.hint) from error
        _refuse_changes(root, self.name)
        _clean(root)
        return root


def refusal(name: str, message: str, hint: str, spot: str = "") -> PlanError:
    """Return the error that says why a redline of a document cannot be made."""
    return PlanError([Problem(Mark(name, spot=spot), message, hint, "redline")])


def opened(data: bytes, name: str) -> Opened:
    """Return an open DOCX. Raises PlanError for what is none, with its cure."""
    try:
        package = open_package(data)
        macro_free(package)
        parts = {e.filename: package.unpacked(e.filename) for e in package.archive.infolist() if not e.is_dir()}
    except Unreadable as error:
        raise refusal(name, str(error), error.hint) from error
    if _STRICT in parts[package.main]:
        hint = "mở tệp bằng Word, chọn Lưu thành (Save As), kiểu Word Document (.docx), rồi so sánh lại"
        raise refusal(name, "tệp lưu theo kiểu Strict Open XML nên chưa so sánh được", hint)
    return Opened(name, parts, package)


def _refuse_changes(root: Node, name: str) -> None:
    if next(root.iter(*CHANGES), None) is not None:
        hint = "mở tệp bằng Word, thẻ Xem lại (Review), chấp nhận hoặc từ chối mọi thay đổi, rồi so sánh lại"
        raise refusal(name, "tệp đã có dấu vết sửa đổi (Track Changes), không so sánh chồng lên được", hint)
    if next(root.iter(*COMMENTS), None) is not None:
        hint = "mở tệp bằng Word, thẻ Xem lại (Review), xóa mọi nhận xét (Comments), rồi so sánh lại"
        raise refusal(name, "tệp đã có nhận xét (Comments), không so sánh được", hint)


def _clean(root: Node) -> None:
    """Take away what Word leaves for itself: checks of spelling, page breaks as last drawn, its own bookmarks."""
    own = {b.get(f"{W}id") for b in root.iter(_BOOKMARKS[0]) if (b.get(f"{W}name") or "").startswith("_GoBack")}
    for element in [*root.iter(*_LITTER), *(b for b in root.iter(*_BOOKMARKS) if b.get(f"{W}id") in own)]:
        element.getparent().remove(element)


def element(name: str, /, **attributes: str) -> Node:
    """Return a new element of WordprocessingML."""
    return etree.Element(W + name, {W + key: value for key, value in attributes.items()}, _NAMESPACES)


def copied(node: Node) -> Node:
    """Return a copy of an element that stands nowhere yet."""
    found = copy.deepcopy(node)
    found.tail = None
    return found


def told(node: Node) -> bytes:
    """Return what tells an element from any other that does not say the same; b"" of None."""
    if node is None:
        return b""
    text: bytes = etree.tostring(node, method="c14n", exclusive=True, with_tail=False)
    return text


def told_part(root: Node) -> bytes:
    """Return what tells a part from others, blanks between its blocks not counted."""
    return b"" if root is None else root.tag.encode() + b"".join(told(child) for child in root)


def relations(document: Opened) -> dict[str, str]:
    """Return the relationships of the document's part: id -> name of the part within the package."""
    where = _relations_part(document.main)
    root = document.tree(where)
    keys = [r.get("Id") or "" for r in root.iter(RELATIONS)] if root is not None else []
    return {key: document.package.target(document.main, key) for key in keys}


def _relations_part(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"


def added(document: Opened, part: str, root: Node, like: str) -> str:
    """Add a part of the kind that the part `like` is; return the id of its relationship."""
    links, types = document.tree(_relations_part(document.main)), document.tree(TYPES)
    targets = relations(document)
    twin = next(link for link in links.iter(RELATIONS) if targets.get(link.get("Id")) == like)
    number = 1
    while f"rIdRedline{number}" in targets:
        number += 1
    link = copied(twin)
    link.set("Id", f"rIdRedline{number}")
    link.set("Target", "/" + part)
    links.append(link)
    for override in [o for o in types.iter(_OVERRIDE) if (o.get("PartName") or "").lstrip("/") == like]:
        told_type = copied(override)
        told_type.set("PartName", "/" + part)
        types.append(told_type)
    document.trees[part] = root
    document.parts[part] = b""
    return f"rIdRedline{number}"


def written(document: Opened, parts: frozenset[str]) -> bytes:
    """Return the bytes of the document with the trees of `parts`, and of parts that were added, in place of its own."""
    out = dict(document.parts)
    new = [part for part in document.trees if document.parts.get(part) == b""]
    told_of = (_relations_part(document.main), TYPES) if new else ()
    for part in {*parts, *new, *told_of}:
        root = document.trees[part]
        out[part] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return zipped.write(out)
