"""walk: the XML of a Word file's part -> its paragraphs, with every tracked change and the words that comments are on.

Only here are both sides of a change kept: all other readers of the program see the document as it is, or as it was.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from generator.review.marks import NOTE, Bit, Change, Kind, Raw, clean, together
from generator.verify.docx.xml import MC, SPACE, Node, W, branch, first, on

_RUNS: dict[str, Kind] = {f"{W}ins": "ins", f"{W}del": "del", f"{W}moveFrom": "from", f"{W}moveTo": "to"}
#: Changes of looks that hold no letters, as staff know them.
_NAMES = {
    "pPrChange": "định dạng đoạn", "sectPrChange": "định dạng trang", "tblPrChange": "định dạng bảng",
    "tblGridChange": "độ rộng cột", "tblPrExChange": "định dạng bảng", "trPrChange": "định dạng dòng của bảng",
    "tcPrChange": "định dạng ô", "numberingChange": "đánh số", "cellIns": "thêm ô", "cellDel": "bỏ ô",
    "cellMerge": "gộp ô",
}  # fmt: skip
_FORMATS = tuple(f"{W}{name}" for name in (*_NAMES, "rPrChange"))
#: What a run holds beside letters, and the letters that stand for it.
_SIGNS = {f"{W}tab": " ", f"{W}br": " ", f"{W}cr": " ", f"{W}noBreakHyphen": "-", f"{W}ptab": " "}
LETTERS = (f"{W}t", f"{W}delText")
_REFERENCES = (f"{W}footnoteReference", f"{W}endnoteReference")
_BOXES = (f"{W}drawing", f"{W}pict", f"{W}object", f"{MC}AlternateContent")
#: What begins the range of a move.
_ENDS: dict[Kind, str] = {"from": "moveFromRangeStart", "to": "moveToRangeStart"}
_DATE = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])(?:T[0-9:]*)?$")
#: Properties of a run that a look is told by.
_ON_OFF = {f"{W}b": 0, f"{W}i": 1}


@dataclass(slots=True)
class Anchor:
    """What a comment is on: the paragraph in which that begins (-1: none), and its words."""

    raw: int
    words: list[str] = field(default_factory=list)


class Walk:
    """Walks the parts of one file, in order; paragraphs, changes and the places of comments pile up in it."""

    def __init__(self) -> None:
        self.raws: list[Raw] = []
        self.changes: list[Change] = []
        self.bits: list[Bit] = []
        self.boxes: list[tuple[Node, tuple[int, ...]]] = []
        self.open: dict[str, Anchor] = {}
        self.anchored: dict[str, Anchor] = {}
        self.moving: dict[str, str] = {}  # id of an open range of a move -> its name
        self.tables = 0

    # --- changes ---------------------------------------------------------------------------------

    def change(self, element: Node, kind: Kind, detail: str = "") -> int:
        moved = next(reversed(self.moving.values()), "") or _named_inside(element, kind) if kind in _ENDS else ""
        number = len(self.changes)
        self.changes.append(Change(number, kind, *signed(element), moved, detail))
        return number

    def formats(self, properties: Node) -> None:
        """Note every change of looks in properties that holds no letters."""
        for element in properties.iter(*_FORMATS) if properties is not None else ():
            name = element.tag[len(W) :]
            self.change(element, "format", _NAMES.get(name, "định dạng dấu hết đoạn"))

    # --- blocks ----------------------------------------------------------------------------------

    def blocks(self, parent: Node, chain: tuple[int, ...], cell: tuple[int | str, ...]) -> None:
        for child in parent:
            tag = child.tag
            if tag == f"{W}p":
                self.paragraph(child, chain, cell)
            elif tag == f"{W}tbl":
                self.table(child, chain, cell)
            elif tag in _RUNS:
                self.blocks(child, (*chain, self.change(child, _RUNS[tag])), cell)
            elif tag == f"{W}sectPr":
                self.formats(child)
            elif tag == f"{MC}AlternateContent":
                known = branch(child)
                if known is not None:
                    self.blocks(known, chain, cell)
            elif tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}smartTag"):
                self.blocks(child, chain, cell)
            else:
                self.range(child)

    def table(self, table: Node, chain: tuple[int, ...], cell: tuple[int | str, ...]) -> None:
        self.tables += 1
        inside = (*cell, self.tables)
        for properties in ("tblPr", "tblGrid"):
            self.formats(first(table, f"{W}{properties}"))
        for number, row in enumerate(_below(table, f"{W}tr")):
            properties = first(row, f"{W}trPr")
            within = chain
            for tag, kind in ((f"{W}ins", "row-ins"), (f"{W}del", "row-del")):
                changed = first(properties, tag)
                if changed is not None:
                    within = (*within, self.change(changed, kind))  # type: ignore[arg-type]
            self.formats(properties)
            for column, each in enumerate(_below(row, f"{W}tc")):
                self.formats(first(each, f"{W}tcPr"))
                self.blocks(each, within, (*inside, number, column))

    def paragraph(self, paragraph: Node, chain: tuple[int, ...], cell: tuple[int | str, ...]) -> None:
        properties = first(paragraph, f"{W}pPr")
        style = first(properties, f"{W}pStyle")
        mark, begun = chain, len(self.changes)
        ended = first(properties, f"{W}rPr")
        for element in ended if ended is not None else ():
            if element.tag in _RUNS:
                mark = (*mark, self.change(element, _RUNS[element.tag]))
        known = len(self.changes)
        self.formats(properties)
        formats = tuple(range(known, len(self.changes)))
        self.bits, kept = [], self.bits
        self.boxes, waiting = [], self.boxes
        self.runs(paragraph, chain)
        for each in self.open.values():
            each.words.append("\n")
        name = "" if style is None else style.get(f"{W}val") or ""
        self.name_ends(begun)
        self.raws.append(Raw(tuple(together(self.bits)), mark, name, cell, -1, formats))
        boxes, self.bits, self.boxes = self.boxes, kept, waiting
        for box, around in boxes:
            self.tables += 1
            self.blocks(box, around, (*cell, "box", self.tables))

    def name_ends(self, begun: int) -> None:
        """The end of a paragraph stands before the beginning of its move: it is of the move of its words."""
        made = self.changes[begun:]
        for kind in ("from", "to"):
            name = next((change.name for change in made if change.kind == kind and change.name), "")
            for change in made:
                if change.kind == kind and not change.name:
                    self.changes[change.number] = replace(change, name=name)

    # --- what stands in a paragraph ---------------------------------------------------------------

    def runs(self, parent: Node, chain: tuple[int, ...]) -> None:
        for child in parent:
            tag = child.tag
            if tag == f"{W}r":
                self.run(child, chain)
            elif tag in _RUNS:
                self.runs(child, (*chain, self.change(child, _RUNS[tag])))
            elif tag in (f"{W}pPr", f"{W}rPr", f"{W}sdtPr", f"{W}smartTagPr"):
                continue
            elif tag == f"{MC}AlternateContent":
                known = branch(child)
                if known is not None:
                    self.runs(known, chain)
            elif len(child):
                self.runs(child, chain)
            else:
                self.range(child)

    def run(self, run: Node, chain: tuple[int, ...]) -> None:
        properties = first(run, f"{W}rPr")
        looks, was, look = _looks(properties), (False, False), -1
        changed = first(properties, f"{W}rPrChange")
        if changed is not None:
            was = _looks(first(changed, f"{W}rPr"))
            look = self.change(changed, "look" if was != looks else "format", "" if was != looks else "định dạng chữ")
        for child in run:
            if child.tag in _BOXES:
                self.box(child, chain)
            elif child.tag == f"{W}commentReference":
                known = child.get(f"{W}id") or ""
                self.anchored.setdefault(known, self.open.pop(known) if known in self.open else Anchor(len(self.raws)))
            elif text := _letters(child):
                self.bits.append(Bit(text, *looks, chain, look, was if look >= 0 else (False, False)))
                for each in self.open.values():
                    each.words.append(text)

    def box(self, drawing: Node, chain: tuple[int, ...]) -> None:
        """Keep the text boxes of a drawing for after its paragraph; of two ways to draw it one is read."""
        waiting = [drawing]
        while waiting:
            node = waiting.pop()
            if node.tag == f"{MC}AlternateContent":
                node = branch(node)
                if node is None:
                    continue
            if node.tag == f"{W}txbxContent":
                self.boxes.append((node, chain))
            else:
                waiting += reversed(node)

    def range(self, element: Node) -> None:
        """The beginning or end of a comment's words, or of a move."""
        tag, known = element.tag, element.get(f"{W}id") or ""
        if tag == f"{W}commentRangeStart":
            self.open[known] = Anchor(len(self.raws))
        elif tag == f"{W}commentRangeEnd":
            if known in self.open:
                self.anchored[known] = self.open.pop(known)
        elif tag in (f"{W}moveFromRangeStart", f"{W}moveToRangeStart"):
            self.moving[known] = element.get(f"{W}name") or known
        elif tag in (f"{W}moveFromRangeEnd", f"{W}moveToRangeEnd"):
            self.moving.pop(known, None)


def _named_inside(element: Node, kind: Kind) -> str:
    """The name of a move whose range begins inside its words, as LibreOffice writes it."""
    start = first(element, f"{W}{_ENDS[kind]}")
    return "" if start is None else start.get(f"{W}name") or start.get(f"{W}id") or ""


def _below(parent: Node, tag: str) -> Iterator[Node]:
    """Yield the rows of a table or the cells of a row, through what may stand around them."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml"):
            yield from _below(child, tag)


def _looks(properties: Node) -> tuple[bool, bool]:
    found = [False, False]
    for element in properties if properties is not None else ():
        if element.tag in _ON_OFF:
            found[_ON_OFF[element.tag]] = on(element)
    return found[0], found[1]


def _letters(child: Node) -> str:
    """What a child of a run prints; "" where it prints no letters."""
    if child.tag in LETTERS:
        return said(child)
    if child.tag in _SIGNS:
        return "" if child.get(f"{W}type") in ("page", "column") else _SIGNS[child.tag]
    return NOTE if child.tag in _REFERENCES else ""


def said(element: Node) -> str:
    """Return the letters of a text element, without what only breaks words at a line's end."""
    text: str = element.text or ""
    if element.get(SPACE) != "preserve":
        text = text.strip(" \t\r\n")
    return unicodedata.normalize("NFC", text.replace("\u00ad", "").replace("\n", " ").replace("\t", " "))


def signed(element: Node) -> tuple[str, str]:
    """Return who made a change or comment, and when: an ISO date and time without its zone, "" where none is told."""
    author = " ".join(clean(element.get(f"{W}author") or "").split())
    date = (element.get(f"{W}date") or "")[:19]
    return author, date if _DATE.match(date) else ""
