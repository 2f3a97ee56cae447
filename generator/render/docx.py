"""render: a Document -> the bytes of a DOCX, through a Word template.

The template is prepared once (`template`); for each document only the filled XML is made and
zipped. With our own template the profile's sizes and margins are written into its styles and
sections; with an office's own its looks win.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Mapping as Map
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any

from lxml import etree
from markupsafe import Markup

from generator.document import (
    AppendixTitle,
    Block,
    Document,
    Heading,
    Letterhead,
    Paragraph,
    Part,
    Properties,
    Signature,
    Stamps,
    Table,
    Title,
    is_compact,
)
from generator.problem import Mark, PlanError, Problem
from generator.profile import POINTS_PER_MM, TEMPLATES, Profile
from generator.render import package, wordml
from generator.render.tags import W
from generator.render.template import NS, Prepared, prepare
from generator.render.wordml import twips

DEFAULT = TEMPLATES / "plan.docx"

#: Styles of the template, and the key of the profile that gives each its size.
SIZES = {
    "QuocHieu": "country",
    "TieuNgu": "motto",
    "CoQuanChuQuan": "issuer",
    "CoQuanBanHanh": "issuer",
    "SoKyHieu": "number",
    "DiaDanh": "place_date",
    "TenLoai": "title",
    "TrichYeu": "title",
    "NoiDung": "body",
    "Phan": "body",
    "TenPhan": "body",
    "DuThao": "title",
    "KhungDau": "stamp",
    "QuyenHan": "capacity",
    "HoTen": "capacity",
    "NoiNhan": "recipients_title",
    "NoiNhanDanhSach": "recipients",
    "PhuLuc": "appendix_label",
    "TenPhuLuc": "appendix_title",
    "KemTheo": "attached",
    "TenBang": "body",
    "OBang": "table",
    "Header": "page_number",
    "DiaChi": "contact",
    "FootnoteText": "footnote",
}


def render(document: Document, profile: Profile, template: Path = DEFAULT) -> bytes:
    """Return the DOCX of a document.

    With the default template the profile's sizes and margins are written into its styles; with an
    office's own template its looks win. Raises PlanError for a template that cannot be filled.
    """
    own = template != DEFAULT
    prepared = prepare(template)
    parts = dict(prepared.parts)
    context = _context(document, profile, prepared, not own)
    for name, fill in prepared.fills.items():
        parts[name] = _filled(fill, context, template)
    if not own:
        parts["word/styles.xml"] = _sized_styles(prepared.parts["word/styles.xml"], profile, document)
    if document.footnotes:
        parts["word/footnotes.xml"] = _with_footnotes(parts["word/footnotes.xml"], document)
    parts["docProps/core.xml"] = _core(document.properties)
    return package.write(parts, parts.keys() - _OWN)


#: The parts that no other document shares.
_OWN = {"word/document.xml", "docProps/core.xml"}


def _filled(fill: Callable[[Map[str, Any]], str], context: Map[str, Any], template: Path) -> bytes:
    from jinja2 import TemplateError, UndefinedError

    try:
        return fill(context).encode("utf-8")
    except UndefinedError as error:
        name = re.search(r"'([^']+)' is undefined|no attribute '([^']+)'", str(error))
        said = f"`{name[1] or name[2]}`" if name else str(error)
        message = f"mẫu Word dùng tên {said} mà kế hoạch không có"
    except (TemplateError, TypeError, ValueError, ArithmeticError, AttributeError, LookupError) as error:
        message = f"mẫu Word không điền được: {error}"
    hint = "các tên có thể dùng: xem docs/mau-word.md"
    raise PlanError([Problem(Mark(str(template)), message, hint, "template")])


# --- what a template is given -------------------------------------------------------------------


def _context(document: Document, profile: Profile, prepared: Prepared, ours: bool = True) -> dict[str, Any]:
    parts = []
    last = len(document.parts) - 1
    for index, part in enumerate(document.parts):
        room = profile.text_width(part.landscape)
        section = _section(prepared, profile if ours else None, part, index, bool(document.contact))
        parts.append(
            {
                "blocks": [_BLOCK[type(block)](block, room) for block in part.blocks],
                "section": Markup(f'<w:p><w:pPr><w:pStyle w:val="NgatPhan"/>{section}</w:pPr></w:p>'),
                "last_section": section if index == last else "",
            }
        )
    return {
        "parts": parts,
        "last_section": Markup(parts[-1]["last_section"]),
        "circulation": document.circulation,
        "circulation_left": twips(profile.text_width() - document.circulation_width),
        "contact": document.contact,
        "title": document.properties.title,
    }


#: The frame of a mark lies outside its indents: 2 pt of room and 0.75 pt of rule on each side.
FRAME = 2.75


def _rule(width: float, room: float) -> dict[str, int]:
    """Return the indents that leave a rule of `width` centred in `room`."""
    side = twips((room - width) / 2)
    return {"left": side, "right": side}


def _letterhead(block: Letterhead, room: float) -> dict[str, Any]:
    return {
        "kind": "letterhead",
        "parent": block.parent,
        "issuer": block.issuer,
        "country": block.country,
        "motto": block.motto,
        "number": block.number,
        "place_date": block.place_date,
        "left_width": twips(block.left_width),
        "right_width": twips(block.right_width),
        "issuer_rule": _rule(block.issuer_rule, block.left_width),
        "motto_rule": _rule(block.motto_rule, block.right_width),
    }


def _stamps(block: Stamps, room: float) -> dict[str, Any]:
    return {
        "kind": "stamps",
        "draft": block.draft,
        "secrecy": block.secrecy,
        "secrecy_right": twips(room - block.secrecy_width + FRAME),
        "urgency": block.urgency,
        "urgency_right": twips(room - block.urgency_width + FRAME),
    }


def _title(block: Title, room: float) -> dict[str, Any]:
    return {
        "kind": "title",
        "type": block.kind,
        "text": Markup(wordml.BREAK.join(wordml.runs(line) for line in block.lines)),
        "rule": _rule(block.rule, room),
    }


_HEADING_KINDS = {"point": "point-heading"}


def _heading(block: Heading, room: float) -> dict[str, Any]:
    kind = _HEADING_KINDS.get(block.style, block.style)
    return {"kind": kind, "marker": block.marker, "text": Markup(wordml.marked(block.marker, block.text))}


def _paragraph(block: Paragraph, room: float) -> dict[str, Any]:
    kind = block.style + ("-kept" if block.keep_next else "")
    return {"kind": kind, "marker": block.marker, "text": Markup(wordml.marked(block.marker, block.text))}


def _signature(block: Signature, room: float) -> dict[str, Any]:
    return {
        "kind": "signature",
        "recipients": [{"kind": kind, "text": text} for kind, text in block.recipients],
        "capacity": block.capacity,
        "other_post": block.other_post,
        "name": block.name,
        "together": block.together,
        "left_width": twips(block.left_width),
        "right_width": twips(block.right_width),
    }


def _appendix(block: AppendixTitle, room: float) -> dict[str, Any]:
    return {
        "kind": "appendix",
        "label": block.label,
        "text": Markup(wordml.BREAK.join(wordml.runs(line) for line in block.lines)),
        "attached": Markup(wordml.runs(block.attached)),
        "rule": _rule(block.rule, room),
    }


def _table(block: Table, room: float) -> dict[str, Any]:
    return {
        "kind": "table",
        "caption": Markup(wordml.runs(block.caption)),
        "xml": Markup("".join(wordml.table(block))),
    }


_BLOCK: dict[type[Block], Callable[[Any, float], dict[str, Any]]] = {
    Letterhead: _letterhead,
    Stamps: _stamps,
    Title: _title,
    Heading: _heading,
    Paragraph: _paragraph,
    Signature: _signature,
    AppendixTitle: _appendix,
    Table: _table,
}


def _section(prepared: Prepared, profile: Profile | None, part: Part, index: int, contact: bool) -> str:
    """Return the section properties of a part: the template's, turned and numbered."""
    if not prepared.section:
        return ""
    keys = ("page.top", "page.bottom", "page.left", "page.right", "page.number_from_edge")
    page = tuple(twips(profile[key] * POINTS_PER_MM) for key in keys) if profile else ()
    empty = (prepared.empty_header, prepared.empty_footer) if index else None
    return _turned(prepared.section, page, part.landscape, contact and not index, empty)


@lru_cache(maxsize=64)
def _turned(given: str, page: tuple[int, ...], landscape: bool, contact: bool, empty: tuple[str, str] | None) -> str:
    """Return section properties with the margins of `page` (twips), where it has any; `empty` are the
    header and footer of an appendix."""
    section = etree.fromstring(given)
    size, margins = section.find("w:pgSz", NS), section.find("w:pgMar", NS)
    for side, length in zip(("top", "bottom", "left", "right", "header"), page, strict=False):
        margins.set(f"{{{W}}}{side}", str(length))
    if page and contact:  # ô 13 ends the text area of page one, so other pages have no footer
        margins.set(f"{{{W}}}footer", margins.get(f"{{{W}}}bottom"))
        section.remove(section.find("w:footerReference[@w:type='default']", NS))
    if landscape and size is not None:
        width, height = size.get(f"{{{W}}}w"), size.get(f"{{{W}}}h")
        if int(width) < int(height):
            size.set(f"{{{W}}}w", height)
            size.set(f"{{{W}}}h", width)
        size.set(f"{{{W}}}orient", "landscape")
    for kind, relation in zip(("header", "footer"), empty or (), strict=False):
        if relation:  # an appendix shows neither the stamp nor the addresses of the first page
            for reference in section.findall(f"w:{kind}Reference[@w:type='first']", NS):
                reference.set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id", relation)
    text = etree.tostring(section, encoding="unicode")
    return re.sub(r' xmlns:\w+="[^"]+"', "", text)


def _sized_styles(styles: bytes, profile: Profile, document: Document) -> bytes:
    has_parts = any(isinstance(b, Heading) and b.style == "part" for b in document.parts[0].blocks)
    sizes = profile.sizes(is_compact(document))
    return _with_sizes(styles, tuple(sorted(profile.values.items())), tuple(sizes.items()), has_parts)


@lru_cache(maxsize=16)
def _with_sizes(
    styles: bytes, values: tuple[tuple[str, float], ...], sizes: tuple[tuple[str, float], ...], has_parts: bool
) -> bytes:
    """Return styles.xml with the profile's sizes and spaces in it; under parts (Phần) the headings
    stand one level deeper."""
    profile, points = dict(values), dict(sizes)
    tree = etree.fromstring(styles)
    by_id = {s.get(f"{{{W}}}styleId"): s for s in tree.iterfind("w:style", NS)}
    for style_id, key in SIZES.items():
        style = by_id[style_id]
        look = style.find("w:rPr", NS)
        if look is None:
            look = etree.SubElement(style, f"{{{W}}}rPr")
        for name in ("sz", "szCs"):
            element = look.find(f"w:{name}", NS)
            if element is None:
                element = etree.SubElement(look, f"{{{W}}}{name}")
            element.set(f"{{{W}}}val", str(round(points[key] * 2)))
    body = by_id["NoiDung"].find("w:pPr", NS)
    body.find("w:ind", NS).set(f"{{{W}}}firstLine", str(twips(profile["body.indent"] * POINTS_PER_MM)))
    spacing = body.find("w:spacing", NS)
    spacing.set(f"{{{W}}}after", str(twips(profile["body.after"])))
    spacing.set(f"{{{W}}}line", str(round(240 * profile["body.line"])))
    spacing.set(f"{{{W}}}lineRule", "auto")
    border = by_id["DuongKe"].find("w:pPr/w:pBdr/w:top", NS)
    border.set(f"{{{W}}}sz", str(round(profile["rules.weight"] * 8)))
    for level in range(1, 5) if has_parts else ():
        by_id[f"Heading{level}"].find("w:pPr/w:outlineLvl", NS).set(f"{{{W}}}val", str(level))
    defaults = tree.find("w:docDefaults/w:rPrDefault/w:rPr", NS)
    for name in ("sz", "szCs"):
        defaults.find(f"w:{name}", NS).set(f"{{{W}}}val", str(round(profile["sizes.body"] * 2)))
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))


def _with_footnotes(part: bytes, document: Document) -> bytes:
    """Return footnotes.xml with the document's notes at its end."""
    notes = []
    for number, line in enumerate(document.footnotes, 1):
        notes.append(
            f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
            '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
            f'<w:r><w:t xml:space="preserve"> </w:t></w:r>{wordml.runs(line)}</w:p></w:footnote>'
        )
    head, close, tail = part.decode("utf-8").rpartition("</w:footnotes>")
    return (head + "".join(notes) + close + tail).encode("utf-8")


def _core(properties: Properties) -> bytes:
    stamp = f"{properties.date.isoformat()}T00:00:00Z"
    text = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(properties.title, quote=False)}</dc:title>"
        f"<dc:subject>{escape(properties.subject, quote=False)}</dc:subject>"
        f"<dc:creator>{escape(properties.author, quote=False)}</dc:creator>"
        f"<cp:keywords>{escape(properties.keywords, quote=False)}</cp:keywords>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{stamp}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{stamp}</dcterms:modified>'
        "<dc:language>vi-VN</dc:language></cp:coreProperties>"
    )
    return text.encode("utf-8")
