"""build: the script and a dialect -> a DOCX as an office would make it by hand.

A dialect says how the letterhead, the ruled lines, the signature, the numbers and the looks are made: by a table,
tabs or text boxes; drawn, as borders or underscores; typed or automatic; direct, by styles or by defaults.
"""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal
from xml.sax.saxutils import escape

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from generator.fonts import font
from verify import script, shapes
from verify.script import Head

#: The text area of the pages: A4, 30 mm left, 15 mm right (twips).
WIDTH = 9355
Kind = str


@dataclass(frozen=True, slots=True)
class Dialect:
    """How an office builds its documents."""

    name: str
    head: Literal["table", "rows", "tabs", "boxes"] = "table"
    rule: Literal["drawn", "arrow", "vml", "border", "underscores"] = "drawn"
    sign: Literal["table", "tabs"] = "table"
    numbering: Literal["typed", "auto"] = "typed"
    looks: Literal["direct", "styles", "defaults", "google"] = "direct"
    page: Literal["complex", "simple", "frame", "box"] = "complex"
    stamp: Literal["border", "cell", "box"] = "border"
    #: 12-13-13 and a body of 13 pt, else 13-14-14 and 14 pt.
    small: bool = False
    #: First-line indent in twips, space before and after in twips, line spacing of the body (240 = single).
    indent: int = 567
    before: int = 0
    after: int = 120
    line: int = 240
    #: Runs are split at random places.
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Look:
    size: float
    bold: bool = False
    italic: bool = False


@dataclass(slots=True)
class Desk:
    """What one document is made with: its dialect, its office, its dice, the numberings begun so far."""

    dialect: Dialect
    head: Head
    dice: random.Random
    numberings: list[tuple[int, int]] = field(default_factory=list)


def look(kind: Kind, dialect: Dialect) -> Look:
    """Return how an element looks by the decree."""
    less = 1 if dialect.small else 0
    large = 14 - less
    looks = {
        "country": Look(13 - less, True), "motto": Look(14 - less, True), "parent": Look(13 - less),
        "issuer": Look(13 - less, True), "number": Look(13), "place_date": Look(14 - less, italic=True),
        "kind": Look(14, True), "doc_title": Look(14, True), "basis": Look(large, italic=True),
        "capacity": Look(large, True), "signer": Look(large, True), "recipients_title": Look(12, True, True),
        "recipients": Look(11), "drafter": Look(11), "appendix_label": Look(14, True),
        "appendix_title": Look(large, True), "attached": Look(large, italic=True),
        "stamp": Look(13, True), "contact": Look(11), "cell": Look(12),
        "page_number": Look(large),
    }  # fmt: skip
    bold = ("part", "part_title", "division", "division_title", "article", "section", "heading")
    return looks.get(kind) or Look(large, kind in bold)


#: Elements that stand in the middle of their column.
CENTERED = frozenset(
    "country motto parent issuer number place_date kind doc_title capacity signer part part_title division "
    "division_title "
    "appendix_label appendix_title attached stamp rule".split()
)


def build(dialect: Dialect, head: Head) -> bytes:
    """Return the document; the same bytes for the same dialect."""
    desk = Desk(dialect, head, random.Random(dialect.seed))
    document = docx.Document()
    body = document.element.body
    content = "".join(_body(desk))
    made = parse_xml(f"<w:body {shapes.NAMESPACES}>{content}</w:body>")
    for child in list(body):
        body.remove(child)
    for child in list(made):
        body.append(child)
    _styles(document, dialect)
    if desk.numberings:
        _numbering(document, desk)
    _margins(document, desk)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


# --- paragraphs ---------------------------------------------------------------------------------


def rpr(kind: Kind, dialect: Dialect, apart: bool = False) -> str:
    """The look of a run, written as the dialect writes it; `apart` where its paragraph is not of its own kind."""
    own = look(kind, dialect)
    half = round(own.size * 2)
    marks = ("<w:b/><w:bCs/>" if own.bold else "") + ("<w:i/><w:iCs/>" if own.italic else "")
    size = f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
    name = "Times New Roman"
    if dialect.looks == "google":
        off = ("" if own.bold else '<w:b w:val="0"/><w:bCs w:val="0"/>') + ("" if own.italic else '<w:i w:val="0"/>')
        fonts = f'<w:rFonts w:ascii="{name}" w:cs="{name}" w:eastAsia="{name}" w:hAnsi="{name}"/>'
        return f'<w:rPr>{fonts}{marks}{off}{size}<w:rtl w:val="0"/></w:rPr>'
    if dialect.looks == "direct":
        fonts = f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:cs="{name}"/>'
        return f"<w:rPr>{fonts}{marks}{size}</w:rPr>"
    if dialect.looks == "styles":
        return f'<w:rPr><w:rStyle w:val="{style_id(kind)}Chu"/></w:rPr>' if apart else ""
    inner = marks + (size if half != _default(dialect) else "")
    return f"<w:rPr>{inner}</w:rPr>" if inner else ""


def _default(dialect: Dialect) -> int:
    return 26 if dialect.small else 28


def runs(kind: Kind, text: str, desk: Desk, apart: bool = False) -> str:
    """The words as runs, split anywhere; a tab and a line break where the text has them."""
    looks = rpr(kind, desk.dialect, apart)
    return "".join(f"<w:r>{looks}{_letters(piece)}</w:r>" for piece in _shred(text, desk.dice))


def _letters(piece: str) -> str:
    if piece == "\t":
        return "<w:tab/>"
    if piece == "\n":
        return "<w:br/>"
    return f'<w:t xml:space="preserve">{escape(piece)}</w:t>'


def _shred(text: str, dice: random.Random) -> Iterator[str]:
    piece = ""
    for letter in text:
        if letter in "\t\n" or (piece and dice.random() < 0.02):
            if piece:
                yield piece
            piece = ""
        if letter in "\t\n":
            yield letter
        else:
            piece += letter
    if piece:
        yield piece


def paragraph(kind: Kind, inner: str, desk: Desk, more: str = "", indent: str | None = None) -> str:
    """A paragraph of an element; `more` goes into its properties in the schema's order."""
    return f"<w:p>{_ppr(kind, desk.dialect, more, indent)}{inner}</w:p>"


def _ppr(kind: Kind, dialect: Dialect, more: str = "", indent: str | None = None) -> str:
    styled = dialect.looks == "styles"
    style = f'<w:pStyle w:val="{style_id(kind)}"/>' if styled else ""
    spacing, own, jc = layout(kind, dialect)
    if styled:
        spacing = own = jc = ""
    if indent is not None:
        own = indent
    order = [style]
    rest = {"framePr": "", "numPr": "", "pBdr": "", "tabs": "", "spacing": spacing, "ind": own, "jc": jc, "sectPr": ""}
    for name in rest:
        start = more.find(f"<w:{name}")
        if start >= 0:
            closing = more.find(f"</w:{name}>", start)
            simple = more.find("/>", start)
            end = closing + len(f"</w:{name}>") if closing >= 0 else simple + 2
            rest[name] = more[start:end]
    return f"<w:pPr>{''.join(order)}{''.join(rest.values())}</w:pPr>"


BODY = frozenset("text basis clause heading point bullet article section".split())


def layout(kind: Kind, dialect: Dialect) -> tuple[str, str, str]:
    """Spacing, indents and alignment of an element."""
    if kind in BODY:
        before, after = dialect.before, dialect.after
        spacing = f'<w:spacing w:before="{before}" w:after="{after}" w:line="{dialect.line}" w:lineRule="auto"/>'
        return spacing, f'<w:ind w:firstLine="{dialect.indent}"/>', '<w:jc w:val="both"/>'
    spacing = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
    if kind in ("part", "part_title", "division", "division_title", "kind"):
        spacing = '<w:spacing w:before="120" w:after="60" w:line="240" w:lineRule="auto"/>'
    return spacing, "", '<w:jc w:val="center"/>' if kind in CENTERED else ""


def line(kind: Kind, text: str, desk: Desk, more: str = "", extra: str = "") -> str:
    """A paragraph with the words of one line and what is drawn in it."""
    return paragraph(kind, runs(kind, text, desk) + extra, desk, more)


def empty(desk: Desk, kind: Kind = "rule", times: int = 1) -> str:
    return paragraph(kind, "", desk) * times


# --- ruled lines --------------------------------------------------------------------------------


def width(kind: Kind, text: str, dialect: Dialect) -> float:
    """The width of a line's words in pt."""
    own = look(kind, dialect)
    return font().width(text, own.size, own.bold, own.italic)


def ruled(kind: Kind, text: str, share: float, column: float, desk: Desk) -> tuple[str, str]:
    """A ruled line in the middle of a column (pt): what goes into the line's own paragraph, what below it."""
    dialect = desk.dialect
    length = width(kind, text, dialect) * share
    left = (column - length) / 2
    below = look(kind, dialect).size * 1.15 + 2
    if dialect.rule == "drawn":
        return shapes.drawn_line(left, below, length), ""
    if dialect.rule == "arrow":
        return shapes.drawn_arrow(left, below, length), ""
    if dialect.rule == "vml":
        return shapes.vml_line(left, below, length), ""
    if dialect.rule == "border":
        side = round(left * 20)
        border = shapes.borders("pBdr", "single", "top")
        spacing = '<w:spacing w:before="20" w:after="0" w:line="120" w:lineRule="exact"/>'
        return "", paragraph("rule", "", desk, border + spacing, f'<w:ind w:left="{side}" w:right="{side}"/>')
    looks = rpr("rule", dialect)
    size = _underscore_size(dialect)
    return "", paragraph("rule", f"<w:r>{looks}<w:t>{'_' * round(length / (size / 2))}</w:t></w:r>", desk)


def _underscore_size(dialect: Dialect) -> float:
    return look("rule", dialect).size


# --- the head -----------------------------------------------------------------------------------


def _body(desk: Desk) -> Iterator[str]:
    yield {"table": _head_table, "rows": _head_table, "tabs": _head_tabs, "boxes": _head_boxes}[desk.dialect.head](desk)
    if desk.head is script.SO:
        yield empty(desk)
        yield _stamp(script.URGENCY, 90, desk)
        yield _stamp(script.CIRCULATION, 150, desk)
    else:
        yield empty(desk)
    yield line("kind", script.KIND, desk)
    inner, below = ruled("doc_title", script.TITLE[-1], 0.45, WIDTH / 20, desk)
    yield line("doc_title", script.TITLE[0], desk)
    yield line("doc_title", script.TITLE[1], desk, extra=inner) + below
    yield empty(desk)
    for text in script.BASES:
        yield line("basis", text, desk)
    yield from _content(script.CONTENT, desk)
    yield empty(desk)
    yield _sign_tabs(desk) if desk.dialect.sign == "tabs" else _sign_table(desk)
    yield from _appendices(desk)


def _columns(desk: Desk) -> tuple[list[tuple[Kind, str]], list[tuple[Kind, str]]]:
    """The names on the left and on the right, one above the other."""
    left = [("parent", x) for x in desk.head.parent] + [("issuer", x) for x in desk.head.issuer]
    return left, [("country", script.COUNTRY), ("motto", script.MOTTO)]


def _stack(column: list[tuple[Kind, str]], share: float, room: float, desk: Desk) -> str:
    """Names of one column with the rule under the last."""
    kind, text = column[-1]
    inner, below = ruled(kind, text, share, room, desk)
    lines = [line(k, t, desk) for k, t in column[:-1]]
    return "".join(lines) + line(kind, text, desk, extra=inner) + (below or empty(desk))


LEFT, RIGHT = 3402, 6237


def _head_table(desk: Desk) -> str:
    left, right = _columns(desk)
    names = _stack(left, 0.4, LEFT / 20 - 10.8, desk), _stack(right, 1.0, RIGHT / 20 - 10.8, desk)
    below = line("number", desk.head.number, desk), line("place_date", desk.head.place_date, desk)
    rows = [(names[0] + below[0], names[1] + below[1])] if desk.dialect.head == "table" else [names, below]
    return _table([LEFT, RIGHT], rows, desk, '<w:tblInd w:w="-142" w:type="dxa"/>')


def _table(widths: list[int], rows: list[tuple[str, ...]], desk: Desk, indent: str = "") -> str:
    grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    nil = shapes.borders("tcBorders", "nil", "top left bottom right") if desk.dialect.looks == "google" else ""
    body = "".join(
        "<w:tr>" + "".join(f'<w:tc><w:tcPr><w:tcW w:w="{w}" w:type="dxa"/>{nil}</w:tcPr>{cell}</w:tc>'
                           for w, cell in zip(widths, row, strict=True)) + "</w:tr>"
        for row in rows
    )  # fmt: skip
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>{indent}<w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="04A0"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
    )


#: The middles of the two columns made with tabs, from the margin (twips).
STOPS = (1400, 6150)


def _tabbed(left: tuple[Kind, str], right: tuple[Kind, str], desk: Desk, extra: str = "") -> str:
    stops = "".join(f'<w:tab w:val="center" w:pos="{p}"/>' for p in STOPS)
    inner = runs(left[0], "\t" + left[1], desk, True) + runs(right[0], "\t" + right[1], desk, True)
    return paragraph("plain", inner + extra, desk, f"<w:tabs>{stops}</w:tabs>")


def _head_tabs(desk: Desk) -> str:
    left, right = _columns(desk)
    shares = (0.4, 1.0)
    lengths = [width(*column[-1], desk.dialect) * share for column, share in zip((left, right), shares, strict=True)]
    out = [_tabbed(*pair, desk) for pair in zip(left[:-1], right[:-1], strict=True)]
    if desk.dialect.rule == "underscores":
        size = _underscore_size(desk.dialect)
        marks = [("rule", "_" * round(n / (size / 2))) for n in lengths]
        out += [_tabbed(left[-1], right[-1], desk), _tabbed(marks[0], marks[1], desk)]
    else:
        drawn = "".join(shapes.drawn_line(stop / 20 - n / 2, 18, n) for stop, n in zip(STOPS, lengths, strict=True))
        out += [_tabbed(left[-1], right[-1], desk, drawn), empty(desk)]
    out.append(_tabbed(("number", desk.head.number), ("place_date", desk.head.place_date), desk))
    return "".join(out)


def _head_boxes(desk: Desk) -> str:
    """Two text boxes side by side, the lines of each in paragraphs."""
    left, right = _columns(desk)
    first = _stack(left, 0.4, 165, desk) + line("number", desk.head.number, desk)
    second = _stack(right, 1.0, 300, desk) + line("place_date", desk.head.place_date, desk)
    boxes = shapes.text_box(0, 0, 165, 72, first) + shapes.text_box(167, 0, 300, 72, second)
    return paragraph("plain", boxes, desk)


def _stamp(text: str, room: float, desk: Desk) -> str:
    """A word in a frame: a bordered paragraph, a table of one cell, or a text box."""
    if desk.dialect.stamp == "border":
        right = WIDTH - round(room * 20)
        border = shapes.borders("pBdr", "single", "top left bottom right")
        return paragraph("stamp", runs("stamp", text, desk), desk, border, f'<w:ind w:left="60" w:right="{right}"/>')
    words = line("stamp", text, desk)
    if desk.dialect.stamp == "box":
        return paragraph("plain", shapes.text_box(4, 2, room, 18, words, border=True), desk)
    twips = round(room * 20)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{twips}" '
        f'w:type="dxa"/>{shapes.borders("tblBorders", "single")}</w:tblPr><w:tblGrid>'
        f'<w:gridCol w:w="{twips}"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:tcW w:w="{twips}" '
        f'w:type="dxa"/></w:tcPr>{words}</w:tc>'
        f"</w:tr></w:tbl>{empty(desk)}"
    )


# --- content ------------------------------------------------------------------------------------


#: Word's own numbering: level of the list by the sign typed otherwise.
LEVELS = {"section": 0, "heading": 1, "clause": 1, "point": 2, "bullet": 3}


def _content(items: tuple[tuple[str, str], ...], desk: Desk) -> Iterator[str]:
    for at, (kind, text) in enumerate(items):
        if kind == "table":
            yield _data(text, desk)
        elif desk.dialect.numbering == "auto" and kind in LEVELS and not _too_long(items, at):
            yield _numbered(kind, text, desk)
        else:
            yield line(kind, text, desk)


def _too_long(items: tuple[tuple[str, str], ...], at: int) -> bool:
    """Word counts a, b, c, d, e: a list that reaches đ is typed by hand."""
    if items[at][0] != "point":
        return False
    first = last = at
    while items[first - 1][0] == "point":
        first -= 1
    while last + 1 < len(items) and items[last + 1][0] == "point":
        last += 1
    return last - first >= 4


def _numbered(kind: Kind, text: str, desk: Desk) -> str:
    level = LEVELS[kind]
    marker, words = text.split(" ", 1)
    if marker in ("I.", "1.", "a)") or not any(lv == level for _, lv in desk.numberings):
        desk.numberings.append((len(desk.numberings) + 50, level))
    number = next(n for n, lv in reversed(desk.numberings) if lv == level)
    more = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(kind, runs(kind, words, desk), desk, more, "")


def _data(text: str, desk: Desk) -> str:
    """A ruled table of data."""
    rows = [row.split("|") for row in text.split("\n")]
    count = len(rows[0])
    widths = [600] + [(9000 - 600) // (count - 1)] * (count - 1)
    cells = "".join(
        "<w:tr>" + "".join(f'<w:tc><w:tcPr><w:tcW w:w="{w}" w:type="dxa"/></w:tcPr>{line("cell", c, desk)}</w:tc>'
                           for w, c in zip(widths, row, strict=True)) + "</w:tr>"
        for row in rows
    )  # fmt: skip
    grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>{shapes.borders("tblBorders", "single")}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{cells}</w:tbl>{empty(desk)}"
    )


# --- signature and appendices -------------------------------------------------------------------


def _sign_table(desk: Desk) -> str:
    head = desk.head
    left = line("recipients_title", script.RECIPIENTS, desk)
    left += "".join(line("recipients", text, desk) for text in head.recipients)
    left += line("drafter", head.drafter, desk) if head.drafter else ""
    right = "".join(line("capacity", text, desk) for text in head.capacity)
    right += empty(desk, "capacity", 4) + line("signer", head.signer, desk)
    return _table([4677, 4678], [(left, right)], desk)


def _sign_tabs(desk: Desk) -> str:
    """Recipients flush left, the signature centred at a tab stop of the same paragraphs."""
    head = desk.head
    left = [("recipients_title", script.RECIPIENTS), *(("recipients", x) for x in head.recipients)]
    left += [("drafter", head.drafter)] if head.drafter else []
    right = [*(("capacity", x) for x in head.capacity), *[("capacity", "")] * 4, ("signer", head.signer)]
    stop = '<w:tabs><w:tab w:val="center" w:pos="6900"/></w:tabs>'
    out = []
    for at in range(max(len(left), len(right))):
        inner = runs(*left[at], desk, True) if at < len(left) else ""
        if at < len(right) and right[at][1]:
            inner += runs(right[at][0], "\t" + right[at][1], desk, True)
        out.append(paragraph("plain", inner, desk, stop))
    return "".join(out)


def _appendices(desk: Desk) -> Iterator[str]:
    """Each begins a section; the section's properties stand in the last paragraph of the one before."""
    yield paragraph("plain", "", desk, _section(desk, first=True))
    for number, (label, title, reference, items) in enumerate(script.APPENDICES):
        yield line("appendix_label", label, desk) + line("appendix_title", title, desk)
        yield line("attached", script.attached(reference, desk.head), desk) + empty(desk)
        yield from _content(items, desk)
        last = number == len(script.APPENDICES) - 1
        yield _section(desk, landscape=True) if last else paragraph("plain", "", desk, _section(desk))


def _section(desk: Desk, first: bool = False, landscape: bool = False) -> str:
    size = 'w:w="16838" w:h="11906" w:orient="landscape"' if landscape else 'w:w="11906" w:h="16838"'
    start = "" if first else '<w:pgNumType w:start="1"/>'
    return (
        f'<w:sectPr><w:pgSz {size}/><w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="1701" w:header="567" '
        f'w:footer="567" w:gutter="0"/>{start}<w:titlePg/></w:sectPr>'
    )


# --- styles, numbers, margins -------------------------------------------------------------------


KINDS = (
    "country motto parent issuer number place_date kind doc_title basis text clause heading point bullet article "
    "section "
    "part part_title division division_title capacity signer recipients_title recipients drafter appendix_label "
    "appendix_title attached stamp contact cell rule plain page_number"
).split()


def style_id(kind: Kind) -> str:
    return "VB" + kind.replace("_", "").capitalize()


def _styles(document: docx.document.Document, dialect: Dialect) -> None:
    """Put the looks where the dialect has them; python-docx's own template has Calibri and theme fonts."""
    root = document.styles.element
    if dialect.looks == "google":
        defaults = root.find(qn("w:docDefaults"))
        defaults.getparent().replace(defaults, parse_xml(
            f'<w:docDefaults {shapes.NAMESPACES}><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:cs="Arial" '
            f'w:eastAsia="Arial" '
            'w:hAnsi="Arial"/><w:sz w:val="22"/><w:szCs w:val="22"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
            '<w:spacing w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'))  # fmt: skip
    if dialect.looks == "defaults":
        half = _default(dialect)
        rpr_default = root.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
        for child in list(rpr_default):
            rpr_default.remove(child)
        inner = f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
        names = 'w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" w:eastAsiaTheme="minorHAnsi" w:cstheme="minorBidi"'
        theme = f"<w:rFonts {names}/>"
        for child in list(parse_xml(f"<w:rPr {shapes.NAMESPACES}>{theme}{inner}</w:rPr>")):
            rpr_default.append(child)
        _theme(document)
    if dialect.looks == "styles":
        for element in _style_chain(dialect):
            root.append(parse_xml(element))


def _theme(document: docx.document.Document) -> None:
    for part in document.part.package.iter_parts():
        if "theme" in str(part.partname):
            part._blob = part.blob.replace(
                b'<a:latin typeface="Cambria"/>', b'<a:latin typeface="Times New Roman"/>'
            ).replace(b'<a:latin typeface="Calibri"/>', b'<a:latin typeface="Times New Roman"/>')


def _style_chain(dialect: Dialect) -> Iterator[str]:
    """Văn bản → its bold and italic children → one style an element; bold is toggled along the chain."""
    large = _default(dialect)
    name = "Times New Roman"

    def style(own: str, name_: str, based: str, ppr: str = "", looks: str = "") -> str:
        return (
            f'<w:style {shapes.NAMESPACES} w:type="paragraph" w:customStyle="1" w:styleId="{own}"><w:name '
            f'w:val="{name_}"/>'
            f'<w:basedOn w:val="{based}"/><w:pPr>{ppr}</w:pPr><w:rPr>{looks}</w:rPr></w:style>'
        )

    fonts = f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"/>'
    plain = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
    yield style("VBGoc", "Văn bản gốc", "Normal", plain, f'{fonts}<w:sz w:val="{large}"/><w:szCs w:val="{large}"/>')
    yield style("VBDam", "Văn bản đậm", "VBGoc", "", "<w:b/><w:bCs/>")
    yield style("VBNghieng", "Văn bản nghiêng", "VBGoc", "", "<w:i/><w:iCs/>")
    for kind in KINDS:
        own = look(kind, dialect)
        based = "VBDam" if own.bold else "VBNghieng" if own.italic else "VBGoc"
        half = round(own.size * 2)
        looks = ("<w:i/>" if own.bold and own.italic else "") + (f'<w:sz w:val="{half}"/>' if half != large else "")
        yield style(style_id(kind), f"Văn bản {kind}", based, "".join(layout(kind, dialect)), looks)
        marks = ("<w:b/>" if own.bold else "") + ("<w:i/>" if own.italic else "")
        yield (
            f'<w:style {shapes.NAMESPACES} w:type="character" w:customStyle="1" '
            f'w:styleId="{style_id(kind)}Chu"><w:name '
            f'w:val="Chữ {kind}"/><w:rPr>{fonts}{marks}<w:sz w:val="{half}"/></w:rPr></w:style>'
        )


def _numbering(document: docx.document.Document, desk: Desk) -> None:
    root = document.part.numbering_part.element
    formats = (("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"), ("bullet", "-"))
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{fmt}"/><w:suff w:val="space"/><w:lvlText '
        f'w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0" '
        f'w:firstLine="{desk.dialect.indent}"/></w:pPr><w:rPr><w:rFonts '
        f'w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/></w:rPr></w:lvl>'
        for n, (fmt, text) in enumerate(formats)
    )
    first = root.find(qn("w:num"))
    kind = '<w:multiLevelType w:val="multilevel"/>'
    abstract = f'<w:abstractNum {shapes.NAMESPACES} w:abstractNumId="90">{kind}{levels}</w:abstractNum>'
    first.addprevious(parse_xml(abstract))
    for number, level in desk.numberings:
        start = f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride>'
        root.append(
            parse_xml(f'<w:num {shapes.NAMESPACES} w:numId="{number}"><w:abstractNumId w:val="90"/>{start}</w:num>')
        )


def _margins(document: docx.document.Document, desk: Desk) -> None:
    """Page numbers in the header of all but the first page, the address in the first footer."""
    section = document.sections[0]
    section.header.is_linked_to_previous = False
    section.first_page_header.is_linked_to_previous = False
    section.first_page_footer.is_linked_to_previous = False
    element = section.header._element
    for child in list(element):
        element.remove(child)
    for child in list(parse_xml(f"<w:hdr {shapes.NAMESPACES}>{_page_number(desk)}</w:hdr>")):
        element.append(child)
    if desk.head is script.SO:
        footer = section.first_page_footer._element
        for child in list(footer):
            footer.remove(child)
        footer.append(
            parse_xml(line("contact", script.CONTACT, desk).replace("<w:p>", f"<w:p {shapes.NAMESPACES}>", 1))
        )


def _page_number(desk: Desk) -> str:
    dialect = desk.dialect
    looks = rpr("page_number", dialect)
    field_ = shapes.simple_field(looks) if dialect.page in ("simple", "frame") else shapes.complex_field(looks)
    center = '<w:jc w:val="center"/>'
    if dialect.page == "frame":
        frame = '<w:framePr w:wrap="around" w:vAnchor="text" w:hAnchor="margin" w:xAlign="center" w:y="1"/>'
        return paragraph("page_number", field_, desk, frame) + paragraph("page_number", "", desk)
    if dialect.page == "box":
        box = shapes.text_box(0, 0, 60, 20, paragraph("page_number", field_, desk, center), wrap="<wp:wrapNone/>")
        box = box.replace(
            '<wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset>',
            '<wp:positionH relativeFrom="margin"><wp:align>center</wp:align>',
        )
        box = box.replace(
            "margin-left:0.0pt;", "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        )
        return paragraph("page_number", box, desk)
    return paragraph("page_number", field_, desk, center)
