"""words: the bytes of a DOCX -> every word that a reader of it sees, in order, with its line: a simple, second reading.

An import is held against it, so it shares no step with `read` but the opening of the zip and the tables of signs and
letters: it knows no cells, no lists, no looks but hidden letters, capitals and raised figures. Left out are automatic
numbers, headers (but a letterhead in that of the first page), footers, and the lists of headings that Word makes. Boxes
come after the paragraph that they hang on, notes at the end. One walk, on one page more than others.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from generator.importing import letters
from generator.importing.docx.signs import raised, shown, typed
from generator.importing.sheet import Word
from generator.verify.docx.package import Package, macro_free, open_package
from generator.verify.docx.xml import MC, OFFICE_RELATIONS, SPACE, Node, V, W, branch, first, on

MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
P, R, T, BOX, RPR, PPR = (f"{W}{name}" for name in ("p", "r", "t", "txbxContent", "rPr", "pPr"))
BLANKS = frozenset(f"{W}{name}" for name in ("tab", "ptab", "br", "cr"))
SKIPPED = frozenset(f"{W}{name}" for name in ("sdtPr", "sdtEndPr", "tblPr", "tcPr", "trPr", "rt", "rubyPr", "tblGrid"))
#: Signs that are not seen, and those that only part words.
#: A soft hyphen is nothing once the letters are Unicode; in TCVN3 it is ư.
SOFT = "\u00ad"
NOTHING, BLANK = re.compile("[\u200b\u200c\u200d\u2060\ufeff]"), re.compile(r"\s")
#: Signs that only draw a line.
RULE = re.compile(r"[_\-–—=*~]{3,}|_{2,}")


@dataclass(slots=True)
class _Reading:
    """What lasts through a document: letters since the last blank, open fields, boxes and notes that wait."""

    gone: frozenset[str]
    styles: dict[str, Node]
    #: Letters of one font, its name, whether they are made capitals, their line; or a blank, of no font.
    out: list[tuple[str, str, bool, int]] = field(default_factory=list)
    boxes: list[Node] = field(default_factory=list)
    notes: list[tuple[str, int]] = field(default_factory=list)
    #: Of each open field: its code until its result begins, then None.
    fields: list[str | None] = field(default_factory=list)
    #: How many open fields there are at a list of headings, 0 outside one.
    listing: int = 0
    line: int = 0
    #: A header is read: the numbers of pages are left out.
    margin: bool = False
    #: Letters that come after one another in one font: an old font is read as a whole.
    run: list[str] = field(default_factory=list)
    font: tuple[str, bool] = ("", False)
    #: The looks that the document sets for all, and the style of paragraphs that name none.
    defaults: Node = None
    default: str = ""

    def say(self, text: str, font: tuple[str, bool]) -> None:
        if font != self.font:
            self.flush()
            self.font = font
        self.run.append(text)

    def flush(self) -> None:
        if self.run:
            self.out.append(("".join(self.run), *self.font, self.line))
            self.run = []

    def blank(self) -> None:
        self.flush()
        self.out.append((" ", "", False, self.line))


def words(data: bytes, changes: Literal["accept", "reject"] = "accept") -> tuple[Word, ...]:
    """Return the words of a DOCX, its tracked changes accepted or rejected. Raises Unreadable, as `read` does."""
    package = open_package(data)
    macro_free(package)
    gone = ("del", "moveFrom", "cellDel") if changes == "accept" else ("ins", "moveTo", "cellIns")
    styles = package.tree(package.related(package.main, "styles"))
    named = {s.get(f"{W}styleId") or "": s for s in styles.iter(f"{W}style")} if styles is not None else {}
    reading = _Reading(frozenset(f"{W}{name}" for name in gone), named)
    reading.default = next(
        (k for k, s in named.items() if s.get(f"{W}type") == "paragraph" and s.get(f"{W}default")), ""
    )
    reading.defaults = first(styles, f"{W}docDefaults", f"{W}rPrDefault", RPR)
    body = first(package.tree(package.main), f"{W}body")
    if body is not None:
        _header(package, body, reading)
        _blocks(body, reading)
    _notes(package, reading)
    reading.flush()
    return tuple(_split(list(_decoded(reading.out))))


def _decoded(out: list[tuple[str, str, bool, int]]) -> Iterator[tuple[str, int]]:
    """Yield the letters in Unicode, with their lines."""
    old = any(letters.decode(text, family).legacy or letters.code(family)[0] for text, family, _, _ in out)
    habits = letters.habits((text, family) for text, family, _, _ in out) if old else {}
    for text, family, capitals, line in out:
        made = letters.decode(text, family, habits.get(family)).text.replace(SOFT, "")
        yield made.upper() if capitals else made, line


def _split(out: list[tuple[str, int]]) -> Iterator[Word]:
    """Join letters up to the next blank; a word has the line of its first letter."""
    held: list[str] = []
    line = 0
    for text, at in [*out, (" ", 0)]:
        for index, part in enumerate(text.replace("\u00a0", " ").split(" ")):
            if index and held:
                word = unicodedata.normalize("NFC", "".join(held))
                if not RULE.fullmatch(word):
                    yield Word(word, line)
                held = []
            if part:
                line = line if held else at
                held.append(part)


def _notes(package: Package, reading: _Reading) -> None:
    found: dict[str, Node] = {}
    for kind in ("footnotes", "endnotes"):
        root = package.tree(package.related(package.main, kind))
        found |= {f"{kind} {n.get(f'{W}id')}": n for n in root} if root is not None else {}
    for key, line in reading.notes:
        reading.fields, reading.listing = [], 0
        note = found.pop(key, None)
        for paragraph in note.iter(P) if note is not None else ():
            _paragraph(paragraph, reading, line)


#: What the letterhead of the State begins with, without blanks.
NATION = "CỘNGHÒAXÃHỘICHỦNGHĨAVIỆTNAM"


def _header(package: Package, body: Node, reading: _Reading) -> None:
    """Read the header of the first page alone, or that of all pages which bears the nation's name, if it has the
    lines of a letterhead."""
    section = next(body.iter(f"{W}sectPr"), None)
    if section is None:
        return
    kind = "first" if _set(section, "titlePg") else "default"
    named = [h for h in section.iterchildren(f"{W}headerReference") if (h.get(f"{W}type") or "default") == kind]
    root = package.tree(package.target(package.main, named[0].get(f"{OFFICE_RELATIONS}id") or "")) if named else None
    if root is None or (kind == "default" and NATION not in "".join("".join(root.itertext()).split()).upper()):
        return
    reading.margin = True
    _blocks(root, reading)
    reading.flush()
    lines = {line for text, _, _, line in reading.out if any(c.isalnum() for c in text)}
    reading.out = [(*each[:3], 0) for each in reading.out] if len(lines) >= 3 else []
    reading.margin, reading.line, reading.fields, reading.listing = False, 0, [], 0
    reading.notes.clear()


def _blocks(node: Node, reading: _Reading) -> None:
    for child in node:
        tag = child.tag
        if tag == P:
            _paragraph(child, reading)
        elif (tag == f"{W}tr" and _off(first(child, f"{W}trPr"), reading)) or (
            tag == f"{W}tc" and _off(first(child, f"{W}tcPr"), reading)
        ):
            _count(child, reading)
        elif tag == f"{MC}AlternateContent":
            chosen = branch(child)
            if chosen is not None:
                _blocks(chosen, reading)
        elif tag not in SKIPPED:
            if tag in (f"{W}tbl", f"{W}tc"):
                reading.blank()
            _blocks(child, reading)


def _off(properties: Node, reading: _Reading) -> bool:
    return properties is not None and any(child.tag in reading.gone for child in properties)


def _count(node: Node, reading: _Reading) -> None:
    """Count the paragraphs of what is not read: lines are numbered as they stand in the file."""
    reading.line += sum(1 for _ in node.iter(P))


def _paragraph(paragraph: Node, reading: _Reading, line: int = 0) -> None:
    reading.line = line or reading.line + 1
    waiting, reading.boxes = reading.boxes, []
    _inside(paragraph, reading, _style(first(paragraph, PPR, f"{W}pStyle")))
    reading.fields = [code for code in reading.fields if code is None]
    mark = first(paragraph, PPR, RPR)
    if not (_off(mark, reading) or _set(mark, "vanish") or _set(mark, "specVanish")):
        reading.blank()
    boxes, reading.boxes = reading.boxes, waiting
    for box in boxes:
        reading.blank()
        fields, reading.fields = reading.fields, []
        if box.tag == BOX:
            _blocks(box, reading)
        else:
            reading.say(box.get("string"), ("", False))
        reading.blank()
        reading.fields = fields


def _inside(node: Node, reading: _Reading, style: str) -> None:
    for child in node:
        tag = child.tag
        if tag == R:
            _run(child, reading, style)
        elif tag in reading.gone or tag in SKIPPED or tag == PPR:
            reading.line += sum(1 for _ in child.iter(BOX)) and sum(1 for _ in child.iter(P))
        elif tag == f"{MC}AlternateContent":
            chosen = branch(child)
            if chosen is not None:
                _inside(chosen, reading, style)
        elif tag.startswith(MATH):
            _formula(child, reading)
        elif tag == f"{W}fldSimple":
            code = (child.get(f"{W}instr") or "").split()[:1]
            if reading.margin and code in (["PAGE"], ["NUMPAGES"], ["SECTIONPAGES"]):
                continue
            reading.fields.append(None)
            _inside(child, reading, style)
            reading.fields.pop()
        elif len(child):
            _inside(child, reading, style)


def _run(run: Node, reading: _Reading, style: str) -> None:
    look = first(run, RPR)
    if _look(look, style, "vanish", reading):
        return
    place = _value(look, "vertAlign")
    family = _font(look, style, reading)
    capitals = _look(look, style, "caps", reading) or _look(look, style, "smallCaps", reading)
    for child in run:
        tag = child.tag
        if tag == f"{W}fldChar":
            _field(child, reading)
        elif tag == f"{W}instrText":
            if reading.fields and reading.fields[-1] is not None:
                reading.fields[-1] += child.text or ""
        elif any(code is not None for code in reading.fields) or reading.listing:
            continue
        elif tag in (T, f"{W}delText"):
            text = child.text or ""
            text = text if child.get(SPACE) == "preserve" else text.strip(" \t\r\n")
            text = typed(_bare(text), family)
            reading.say(raised(text, place) if place in ("superscript", "subscript") else text, (family, capitals))
        else:
            _other(child, reading, (family, capitals), style)


def _other(child: Node, reading: _Reading, font: tuple[str, bool], style: str) -> None:
    tag = child.tag
    if tag in BLANKS:
        reading.blank()
    elif tag == f"{W}noBreakHyphen":
        reading.say("-", font)
    elif tag == f"{W}softHyphen":
        reading.say(SOFT, font)
    elif tag == f"{W}sym":
        code = child.get(f"{W}char") or ""
        if len(code) == 4 and all(c in "0123456789abcdefABCDEF" for c in code) and code[0] not in "dD":
            reading.say(shown(chr(int(code, 16)), child.get(f"{W}font") or ""), ("", False))
    elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
        reading.notes.append((f"{tag[len(W) : -len('Reference')]}s {child.get(f'{W}id')}", reading.line))
    elif tag == f"{MC}AlternateContent":
        chosen = branch(child)
        for inner in chosen if chosen is not None else ():
            _other(inner, reading, font, style)
    elif tag == f"{W}ruby":
        _inside(child, reading, style)
    elif tag in (f"{W}drawing", f"{W}pict", f"{W}object"):
        _boxes(child, reading)


def _boxes(node: Node, reading: _Reading) -> None:
    for child in node:
        if child.tag == f"{MC}AlternateContent":
            chosen = branch(child)
            if chosen is not None:
                _boxes(chosen, reading)
        elif child.tag == BOX or (child.tag == f"{V}textpath" and child.get("string")):
            reading.boxes.append(child)
        else:
            _boxes(child, reading)


def _field(child: Node, reading: _Reading) -> None:
    kind = child.get(f"{W}fldCharType")
    fields = reading.fields
    if kind == "begin":
        if len(fields) < 60:
            fields.append("")
        box = first(child, f"{W}ffData", f"{W}checkBox")
        if box is not None:
            said = [each for name in ("checked", "default") if (each := first(box, f"{W}{name}")) is not None]
            reading.say("☒" if said and on(said[0]) else "☐", ("", False))
    elif kind == "separate" and fields:
        code = (fields[-1] or "").split()
        fields[-1] = None
        names = ("TOC", "TOA", "INDEX", "PAGE", "NUMPAGES", "SECTIONPAGES")[: 6 if reading.margin else 3]
        if code and code[0].upper() in names and not reading.listing:
            reading.listing = len(fields)
    elif kind == "end" and fields:
        if len(fields) == reading.listing:
            reading.listing = 0
        fields.pop()


def _formula(node: Node, reading: _Reading) -> None:
    for child in node:
        if child.tag == f"{MATH}den":
            reading.say("/", ("", False))
        if child.tag in (f"{MATH}t", T):
            reading.say(_bare(child.text or ""), ("", False))
        elif child.tag not in reading.gone:
            _formula(child, reading)


def _bare(text: str) -> str:
    return BLANK.sub(" ", NOTHING.sub("", text))


def _style(named: Node) -> str:
    return "" if named is None else named.get(f"{W}val") or ""


def _value(look: Node, name: str) -> str:
    return _style(first(look, f"{W}{name}"))


def _set(look: Node, name: str) -> bool:
    found = first(look, f"{W}{name}")
    return found is not None and on(found)


def _chain(look: Node, style: str, reading: _Reading) -> Iterator[Node]:
    """Yield what says how a run looks: its own looks, those of its style, its paragraph's style, the document's."""
    if look is not None:
        yield look
    for name in (_value(look, "rStyle"), style or reading.default):
        for _ in range(40):
            if name not in reading.styles:
                break
            if (own := first(reading.styles[name], RPR)) is not None:
                yield own
            name = _value(reading.styles[name], "basedOn")
    if reading.defaults is not None:
        yield reading.defaults


def _look(look: Node, style: str, name: str, reading: _Reading) -> bool:
    """Tell whether a switch of looks is on: whoever is nearest to the letters says so."""
    return next((on(e) for each in _chain(look, style, reading) if (e := first(each, f"{W}{name}")) is not None), False)


def _font(look: Node, style: str, reading: _Reading) -> str:
    fonts = (first(each, f"{W}rFonts") for each in _chain(look, style, reading))
    return next((name for f in fonts if f is not None and (name := f.get(f"{W}hAnsi") or f.get(f"{W}ascii"))), "")
