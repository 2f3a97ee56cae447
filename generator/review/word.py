"""read: the bytes of a DOCX -> its paragraphs with every tracked change and comment in it (`Draft`).

Opens the file through `verify.docx.package`, which refuses what is no DOCX or would harm; walks the tree itself, since
it alone needs both sides of a change. Raises Unreadable.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from generator.review.marks import NOTE, Bit, Change, Comment, Draft, Kind, Raw
from generator.verify.docx import package as packages
from generator.verify.docx.package import Package
from generator.verify.docx.xml import MC, SPACE, Node, W, branch, first, on

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_RUNS: dict[str, Kind] = {f"{W}ins": "ins", f"{W}del": "del", f"{W}moveFrom": "from", f"{W}moveTo": "to"}
_FORMATS = frozenset(
    f"{W}{name}" for name in (
        "pPrChange", "sectPrChange", "tblPrChange", "tblGridChange", "tblPrExChange", "trPrChange", "tcPrChange",
        "numberingChange", "cellIns", "cellDel", "cellMerge",
    )
)  # fmt: skip
_NAMES = {
    "pPrChange": "định dạng đoạn", "sectPrChange": "định dạng trang", "tblPrChange": "định dạng bảng",
    "tblGridChange": "độ rộng cột", "tblPrExChange": "định dạng bảng", "trPrChange": "định dạng dòng của bảng",
    "tcPrChange": "định dạng ô", "numberingChange": "đánh số", "cellIns": "thêm ô", "cellDel": "bỏ ô",
    "cellMerge": "gộp ô",
}  # fmt: skip
#: What a run holds beside letters, and the letters that stand for it.
_SIGNS = {f"{W}tab": " ", f"{W}br": " ", f"{W}cr": " ", f"{W}noBreakHyphen": "-", f"{W}ptab": " "}
_LETTERS = (f"{W}t", f"{W}delText")
_REFERENCES = (f"{W}footnoteReference", f"{W}endnoteReference")
_BOXES = (f"{W}drawing", f"{W}pict", f"{W}object", f"{MC}AlternateContent")
#: Properties of a run that a look is told by.
_ON_OFF = {f"{W}b": 0, f"{W}i": 1}


@dataclass(slots=True)
class _Open:
    """A comment whose range is open, or was: where it began, and its words."""

    raw: int
    words: list[str] = field(default_factory=list)


class _Reader:
    """Walks the parts of one file; paragraphs, changes and comments pile up in it."""

    def __init__(self) -> None:
        self.raws: list[Raw] = []
        self.changes: list[Change] = []
        self.bits: list[Bit] = []
        self.boxes: list[tuple[Node, tuple[int, ...]]] = []
        self.open: dict[str, _Open] = {}
        self.anchored: dict[str, _Open] = {}
        self.moving: dict[str, str] = {}  # id of an open range of a move -> its name
        self.tables = 0

    # --- changes ---------------------------------------------------------------------------------

    def change(self, element: Node, kind: Kind, detail: str = "") -> int:
        moved = next(reversed(self.moving.values()), "") if kind in ("from", "to") else ""
        number = len(self.changes)
        author = " ".join((element.get(f"{W}author") or "").split())
        self.changes.append(Change(number, kind, author, (element.get(f"{W}date") or "")[:19], moved, detail))
        return number

    def formats(self, properties: Node) -> None:
        """Note every change of looks in properties that holds no letters."""
        for element in properties.iter(*_FORMATS, f"{W}rPrChange") if properties is not None else ():
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
        name = "" if style is None else style.get(f"{W}val") or ""
        self.name_ends(begun)
        self.raws.append(Raw(tuple(_joined(self.bits)), mark, name, cell, -1, formats))
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
            tag = child.tag
            text = ""
            if tag in _LETTERS:
                text = _said(child)
            elif tag in _SIGNS:
                text = "" if child.get(f"{W}type") in ("page", "column") else _SIGNS[tag]
            elif tag in _REFERENCES:
                text = NOTE
            elif tag in _BOXES:
                self.box(child, chain)
            elif tag == f"{W}commentReference":
                known = child.get(f"{W}id") or ""
                self.anchored.setdefault(known, self.open.pop(known) if known in self.open else _Open(len(self.raws)))
            if text:
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
            self.open[known] = _Open(len(self.raws))
        elif tag == f"{W}commentRangeEnd":
            if known in self.open:
                self.anchored[known] = self.open.pop(known)
        elif tag in (f"{W}moveFromRangeStart", f"{W}moveToRangeStart"):
            self.moving[known] = element.get(f"{W}name") or known
        elif tag in (f"{W}moveFromRangeEnd", f"{W}moveToRangeEnd"):
            self.moving.pop(known, None)


def read(data: bytes) -> Draft:
    """Return what a DOCX holds. Raises Unreadable for what is no DOCX, or one that would harm."""
    package = packages.open_package(data)
    packages.macro_free(package)
    reader = _Reader()
    body = first(package.tree(package.main), f"{W}body")
    if body is not None:
        reader.blocks(body, (), ("body",))
    for kind in ("footnotes", "endnotes"):
        notes = package.tree(package.related(package.main, kind))
        for note in notes if notes is not None else ():
            if note.get(f"{W}type") is None:
                reader.blocks(note, (), ("note", kind, note.get(f"{W}id") or ""))
    margin = len(reader.raws)
    for part in _margins(package):
        root = package.tree(part)
        if root is not None:
            reader.blocks(root, (), ("margin", part))
    raws = tuple(reader.raws)
    comments = tuple(_comments(package, reader.anchored | reader.open))
    return Draft(raws[:margin], tuple(reader.changes), comments, raws[margin:])


def _margins(package: Package) -> list[str]:
    """The parts of headers and footers, in the order of their names."""
    names = [name for name in package.archive.NameToInfo if name.startswith("word/") and name.endswith(".xml")]
    return sorted(name for name in names if name[5:].startswith(("header", "footer")) and "/" not in name[5:])


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


def _said(element: Node) -> str:
    text: str = element.text or ""
    if element.get(SPACE) != "preserve":
        text = text.strip(" \t\r\n")
    return unicodedata.normalize("NFC", text.replace("\u00ad", "").replace("\n", " ").replace("\t", " "))


def _joined(bits: list[Bit]) -> Iterator[Bit]:
    """Join letters that follow each other and are alike: Word splits runs wherever it was once stopped."""
    last: Bit | None = None
    for bit in bits:
        if last and replace(bit, text="") == replace(last, text=""):
            last = replace(last, text=last.text + bit.text)
        else:
            if last:
                yield last
            last = bit
    if last:
        yield last


# --- comments -------------------------------------------------------------------------------------


def _comments(package: Package, anchored: dict[str, _Open]) -> Iterator[Comment]:
    """Yield the comments in the order of the file; replies name the one they answer."""
    root = package.tree(package.related(package.main, "comments"))
    extended = package.tree(package.related(package.main, "commentsExtended"))
    known = {each.get(f"{_W15}paraId"): each for each in (extended if extended is not None else ())}
    owners: dict[str, int] = {}
    found: list[tuple[Comment, str]] = []
    for number, element in enumerate(root.iterchildren(f"{W}comment") if root is not None else ()):
        paragraphs = list(element.iter(f"{W}p"))
        said = ["".join(_said(t) for t in p.iter(*_LETTERS)) for p in paragraphs]
        identity = (paragraphs[-1].get(f"{_W14}paraId") or "") if paragraphs else ""
        owners[identity] = number
        spot = anchored.get(element.get(f"{W}id") or "", _Open(-1))
        comment = Comment(
            number,
            " ".join((element.get(f"{W}author") or "").split()),
            (element.get(f"{W}date") or "")[:19],
            " ".join(" ".join(said).split()),
            spot.raw,
            " ".join("".join(spot.words).split()),
        )
        found.append((comment, identity))
    for comment, identity in found:
        entry = known.get(identity) if identity else None
        above = owners.get(entry.get(f"{_W15}paraIdParent") or "", -1) if entry is not None else -1
        done = entry is not None and (entry.get(f"{_W15}done") or "0").lower() in ("1", "true", "on")
        yield replace(comment, parent=above if above != comment.number else -1, done=done)
