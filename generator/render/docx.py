"""render: a Document -> the bytes of a DOCX, through a Word template. docxtpl is used only here.

docxtpl turns a template's XML into a jinja2 template; that is done once for each template and kept.
For each document only the filled XML is made and zipped. The jinja environment is sandboxed, escapes
all text, and treats an unknown name as an error.

What Word cannot hold in an attribute (widths, indents that are measured) is put in at preparation:
tables with the caption `Tiêu đề` or `Chữ ký` take the document's column widths, and a paragraph
whose whole text is a rule (`{{ b.motto_rule }}`) becomes that rule.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from collections.abc import Mapping as Map
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any

from lxml import etree

from generator.document import (
    AppendixTitle,
    Block,
    Document,
    Heading,
    Letterhead,
    Line,
    Paragraph,
    Part,
    Properties,
    Signature,
    Stamps,
    Table,
    Title,
    is_compact,
)
from generator.problem import Mark, PlanError, Problem, reason
from generator.profile import POINTS_PER_MM, TEMPLATES, Profile
from generator.render import package

DEFAULT = TEMPLATES / "plan.docx"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NS = {"w": W}

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
_ALIGNED = {"left": "OBang", "center": "OBangGiua", "right": "OBangPhai", "justify": "OBangDeu"}


def render(document: Document, profile: Profile, template: Path = DEFAULT) -> bytes:
    """Return the DOCX of a document.

    With the default template the profile's sizes and margins are written into its styles; with an
    office's own template its looks win. Raises PlanError for a template that cannot be filled.
    """
    own = template != DEFAULT
    prepared = prepare(template, modified(template))
    parts = dict(prepared.parts)
    context = _context(document, profile, prepared)
    for name, fill in prepared.fills.items():
        parts[name] = _filled(fill, context, template)
    if not own:
        parts["word/styles.xml"] = _sized_styles(prepared.parts["word/styles.xml"], profile, is_compact(document))
    if document.footnotes:
        parts["word/footnotes.xml"] = _with_footnotes(parts.get("word/footnotes.xml"), document, template)
    parts["docProps/core.xml"] = _core(document.properties)
    return package.write(parts)


# --- preparing a template -----------------------------------------------------------------------


@dataclass(frozen=True)
class Prepared:
    """A template ready to be filled: its parts, a function for each that has tags, its last
    section's properties, and the ids of the parts that an appendix refers to."""

    parts: Map[str, bytes]
    fills: Map[str, Callable[[Map[str, Any]], str]]
    section: str
    empty_header: str
    empty_footer: str


def modified(template: Path) -> int:
    """Return when a template was last changed (ns), 0 where it is not there."""
    return template.stat().st_mtime_ns if template.exists() else 0


@lru_cache(maxsize=8)
def prepare(template: Path, changed: int) -> Prepared:
    """Return a template compiled. `changed` is its time of change, so that a new one is read.

    Raises PlanError for a template that cannot be read, or whose tags are wrong.
    """
    del changed
    try:
        return _prepared(template)
    except (etree.XMLSyntaxError, UnicodeError, AttributeError, RecursionError, SyntaxError, ValueError):
        message = "mẫu Word bị hỏng hoặc có cấu trúc lạ, không dùng được"
        raise PlanError(
            [Problem(Mark(str(template)), message, "chép lại từ templates/plan.docx rồi sửa bằng Word")]
        ) from None


def _prepared(template: Path) -> Prepared:
    try:
        parts = package.read(template)
        tree = etree.fromstring(parts["word/document.xml"], _parser())
    except OSError as error:
        raise PlanError([Problem(Mark(str(template)), f"không đọc được mẫu Word ({reason(error)})")]) from None
    except (package.BadPackage, KeyError, etree.XMLSyntaxError) as error:
        said = str(error) if isinstance(error, package.BadPackage) else "tệp không phải là tệp Word (.docx)"
        raise PlanError([Problem(Mark(str(template)), said, "lưu mẫu bằng Word ở dạng .docx")]) from None
    for attribute in ("rsidR", "rsidRPr", "rsidRDefault", "rsidP", "rsidTr"):
        for element in tree.iterfind(f".//*[@{{{W}}}{attribute}]"):
            del element.attrib[f"{{{W}}}{attribute}"]
    section = tree.find("w:body/w:sectPr", NS)
    section_xml = etree.tostring(section, encoding="unicode") if section is not None else ""
    if section is not None:
        mark = etree.Element(f"{{{W}}}p")
        run = etree.SubElement(etree.SubElement(mark, f"{{{W}}}r"), f"{{{W}}}t")
        run.text = "{{p last_section }}"
        section.getparent().replace(section, mark)
    sources = {"word/document.xml": tree}
    for name in parts:
        if re.fullmatch(r"word/(header|footer)[\w-]*\.xml", name) and b"{" in parts[name]:
            sources[name] = etree.fromstring(parts[name], _parser())
    for root in sources.values():
        _measure(root)
    problems = [p for name, root in sources.items() for p in _tag_problems(root, template, name)]
    if problems:
        raise PlanError(problems)
    fills = {name: _compiled(root, template, name) for name, root in sources.items()}
    relations = parts.get("word/_rels/document.xml.rels", b"").decode("utf-8", "replace")
    return Prepared(
        {n: d for n, d in parts.items() if n not in ("docProps/custom.xml", "docProps/thumbnail.jpeg")},
        fills,
        section_xml,
        _relation(relations, "header-empty.xml"),
        _relation(relations, "footer-empty.xml"),
    )


#: What comes after w:ind in w:pPr (ECMA-376, CT_PPr).
_AFTER_INDENT = {
    "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment",
    "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange",
}  # fmt: skip


def _parser() -> Any:
    return etree.XMLParser(remove_blank_text=True, resolve_entities=False, no_network=True)


def _relation(relations: str, target: str) -> str:
    found = re.search(rf'<Relationship [^>]*Target="{re.escape(target)}"[^>]*>', relations)
    name = re.search(r'Id="([^"]+)"', found[0]) if found else None
    return name[1] if name else ""


def _measure(tree: Any) -> None:
    """Put the document's measures where a template can only show an example of them."""
    names = {"Tiêu đề": "b", "Chữ ký": "b"}
    for table in tree.iterfind(".//w:tbl", NS):
        caption = table.find("w:tblPr/w:tblCaption", NS)
        if caption is None or caption.get(f"{{{W}}}val") not in names:
            continue
        sides = ("left_width", "right_width")
        cells = [row.findall("w:tc/w:tcPr/w:tcW", NS) for row in table.iterfind("w:tr", NS)]
        for columns in ([*table.findall("w:tblGrid/w:gridCol", NS)], *cells):
            for side, column in zip(sides, columns, strict=False):
                column.set(f"{{{W}}}w", f"{{{{ b.{side} }}}}")
        table.find("w:tblPr/w:tblW", NS).set(f"{{{W}}}w", "{{ b.left_width + b.right_width }}")
        table.find("w:tblPr", NS).remove(caption)
    for paragraph in tree.iterfind(".//w:p", NS):
        text = "".join(paragraph.itertext()).strip()
        rule = re.fullmatch(r"\{\{ *(b\.\w*rule) *\}\}", text)
        stamp = re.fullmatch(r"\{\{ *(b\.secrecy|b\.urgency|circulation) *\}\}", text)
        if not rule and not stamp:
            continue
        properties = paragraph.find("w:pPr", NS)
        if properties is None:
            properties = etree.Element(f"{{{W}}}pPr")
            paragraph.insert(0, properties)
        for old in properties.findall("w:ind", NS):
            properties.remove(old)
        indent = etree.Element(f"{{{W}}}ind")
        later = next((child for child in properties if etree.QName(child).localname in _AFTER_INDENT), None)
        properties.insert(len(properties) if later is None else properties.index(later), indent)
        if rule:
            for run in paragraph.findall("w:r", NS):
                paragraph.remove(run)
            indent.set(f"{{{W}}}left", f"{{{{ {rule[1]}.left }}}}")
            indent.set(f"{{{W}}}right", f"{{{{ {rule[1]}.right }}}}")
        elif stamp:
            side = "left" if stamp[1] == "circulation" else "right"
            indent.set(f"{{{W}}}{side}", f"{{{{ {stamp[1]}_{side} }}}}")


_TAG = re.compile(r"\{%(?:p|tr|tc|r)?\s+(?P<word>\w+)(?P<rest>.*?)%\}|\{\{(?:p|tr|tc|r)?\s+(?P<expr>.*?)\}\}")
_CLOSES = {"endif": "if", "endfor": "for"}


def _tag_problems(root: Any, template: Path, part: str) -> Iterator[Problem]:
    """Yield what is wrong with a template's tags, by paragraph, before docxtpl reflows it."""
    open_tags: list[tuple[str, Mark]] = []
    for number, paragraph in enumerate(root.iter(f"{{{W}}}p"), 1):
        text = "".join(t.text or "" for t in paragraph.iter(f"{{{W}}}t"))
        if "{" not in text and "}" not in text:
            continue
        mark = Mark(f"{template}, {part}, đoạn {number}", number, 1, len(text), text)
        rest = _TAG.sub("", text)
        if re.search(r"\{[{%]|[%}]\}", rest):
            yield Problem(mark, "thẻ trong mẫu Word mở mà không đóng, hoặc viết sai",
                          "mỗi thẻ viết liền trong một đoạn: `{{ tên }}`, `{%p if … %}`", "template")  # fmt: skip
            continue
        for tag in _TAG.finditer(text):
            problem = _expression_problem(tag, mark)
            if problem:
                yield problem
            word = tag["word"]
            if word in ("if", "for"):
                open_tags.append((word, mark))
            elif word in ("elif", "else") and not open_tags:
                yield Problem(mark, f"thẻ `{word}` không nằm trong `if` nào", "thêm `{%p if … %}` ở trên",
                              "template")  # fmt: skip
            elif word in _CLOSES:
                if not open_tags or open_tags[-1][0] != _CLOSES[word]:
                    yield Problem(mark, f"thẻ `{word}` không có `{_CLOSES[word]}` tương ứng ở trên",
                                  "xem lại các thẻ mở và đóng", "template")  # fmt: skip
                else:
                    open_tags.pop()
        if sum(word == "for" for word, _ in open_tags) > 6:
            yield Problem(mark, "mẫu Word lặp quá nhiều tầng lồng nhau", "nhiều nhất 6 tầng `for`", "template")
            return
    for word, mark in open_tags:
        yield Problem(mark, f"thẻ `{word}` mở ở đây mà không có `end{word}`", f"thêm `{{%p end{word} %}}`",
                      "template")  # fmt: skip


#: What a tag may use. No sums and no calls, so that no template can be slow, large or do a thing.
_FILTERS = ("upper", "lower", "capitalize", "length", "first", "last", "join", "default")


@lru_cache(maxsize=1)
def _allowed_nodes() -> tuple[type, ...]:
    from jinja2 import nodes

    return (
        nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.NSRef, nodes.Getattr, nodes.Getitem,
        nodes.Const, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Filter, nodes.If, nodes.For,
    )  # fmt: skip


def _expression_problem(tag: Any, mark: Mark) -> Problem | None:
    from jinja2 import TemplateSyntaxError, nodes

    word, rest = tag["word"], (tag["rest"] or "").strip()
    if tag["expr"] is not None:
        text = "{{" + tag["expr"] + "}}"
    elif word in ("if", "elif"):
        text = "{% if " + rest + " %}{% endif %}"
    elif word == "for":
        text = "{% for " + rest + " %}{% endfor %}"
    elif word in ("else", "endif", "endfor", "colspan", "cellbg", "vm", "hm", "set"):
        return None
    else:
        return Problem(mark, f"không có thẻ `{word}`", "các thẻ có: if, elif, else, endif, for, endfor", "template")
    try:
        for node in environment().parse(text).find_all(nodes.Node):
            if isinstance(node, nodes.Filter) and node.name not in _FILTERS:
                return Problem(
                    mark, f"không có bộ lọc `{node.name}`", "các bộ lọc có: " + ", ".join(_FILTERS), "template"
                )
            if not isinstance(node, _allowed_nodes()):
                return Problem(mark, f"thẻ `{tag.group()}` chỉ được dùng tên, so sánh và bộ lọc",
                               "xem docs/mau-word.md", "template")  # fmt: skip
    except (TemplateSyntaxError, RecursionError):
        return Problem(mark, f"thẻ `{tag.group()}` viết sai", "xem docs/mau-word.md về cách viết thẻ", "template")
    return None


def _compiled(root: Any, template: Path, part: str) -> Callable[[Map[str, Any]], str]:
    from docxtpl import DocxTemplate
    from jinja2 import TemplateError

    declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    xml = DocxTemplate(str(template)).patch_xml(etree.tostring(root, encoding="unicode"))
    xml = xml.replace('<w:r><w:t xml:space="preserve"></w:t></w:r>', "")  # what {{r …}} leaves behind
    try:
        compiled = environment().from_string(declaration + xml)
    except TemplateError as error:
        mark = Mark(f"{template}, {part}")
        raise PlanError([Problem(mark, f"mẫu Word có thẻ không đọc được: {error}", "", "template")]) from None
    render_: Callable[[Map[str, Any]], str] = compiled.render
    return render_


@lru_cache(maxsize=1)
def environment() -> Any:
    """Return the one jinja2 environment that fills templates."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    env = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    env.globals.clear()  # no range, cycler, lipsum: a template shows what it is given
    return env


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


def _context(document: Document, profile: Profile, prepared: Prepared) -> dict[str, Any]:
    parts = []
    last = len(document.parts) - 1
    for index, part in enumerate(document.parts):
        room = profile.text_width(part.landscape)
        section = _section(prepared, profile, part, index, bool(document.contact))
        parts.append(
            {
                "blocks": [_BLOCK[type(block)](block, room) for block in part.blocks],
                "section": _markup(f'<w:p><w:pPr><w:pStyle w:val="NgatPhan"/>{section}</w:pPr></w:p>'),
                "last_section": section if index == last else "",
            }
        )
    return {
        "parts": parts,
        "last_section": _markup(parts[-1]["last_section"]),
        "circulation": document.circulation,
        "circulation_left": _twips(profile.text_width() - document.circulation_width),
        "contact": document.contact,
        "title": document.properties.title,
    }


def _twips(points: float) -> int:
    return round(points * 20)


def _rule(width: float, room: float) -> dict[str, int]:
    """Return the indents that leave a rule of `width` centred in `room`."""
    side = _twips((room - width) / 2)
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
        "left_width": _twips(block.left_width),
        "right_width": _twips(block.right_width),
        "issuer_rule": _rule(block.issuer_rule, block.left_width),
        "motto_rule": _rule(block.motto_rule, block.right_width),
    }


def _stamps(block: Stamps, room: float) -> dict[str, Any]:
    return {
        "kind": "stamps",
        "draft": block.draft,
        "secrecy": block.secrecy,
        "secrecy_right": _twips(room - block.secrecy_width),
        "urgency": block.urgency,
        "urgency_right": _twips(room - block.urgency_width),
    }


def _title(block: Title, room: float) -> dict[str, Any]:
    return {
        "kind": "title",
        "type": block.kind,
        "text": _markup(_BREAK.join(_runs(line) for line in block.lines)),
        "rule": _rule(block.rule, room),
    }


_HEADING_KINDS = {"point": "point-heading"}


def _heading(block: Heading, room: float) -> dict[str, Any]:
    kind = _HEADING_KINDS.get(block.style, block.style)
    return {"kind": kind, "marker": block.marker, "text": _markup(_marked(block.marker, block.text))}


def _paragraph(block: Paragraph, room: float) -> dict[str, Any]:
    kind = block.style + ("-kept" if block.keep_next else "")
    return {"kind": kind, "marker": block.marker, "text": _markup(_marked(block.marker, block.text))}


def _signature(block: Signature, room: float) -> dict[str, Any]:
    return {
        "kind": "signature",
        "recipients": [{"kind": kind, "text": text} for kind, text in block.recipients],
        "capacity": block.capacity,
        "other_post": block.other_post,
        "name": block.name,
        "together": block.together,
        "left_width": _twips(block.left_width),
        "right_width": _twips(block.right_width),
    }


def _appendix(block: AppendixTitle, room: float) -> dict[str, Any]:
    return {
        "kind": "appendix",
        "label": block.label,
        "text": _markup(_BREAK.join(_runs(line) for line in block.lines)),
        "attached": _markup(_runs(block.attached)),
        "rule": _rule(block.rule, room),
    }


def _table(block: Table, room: float) -> dict[str, Any]:
    return {"kind": "table", "caption": _markup(_runs(block.caption)), "xml": _markup("".join(_table_xml(block)))}


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


# --- WordprocessingML ---------------------------------------------------------------------------

_BREAK = "<w:r><w:br/></w:r>"
_LOOKS = {
    (False, False): "",
    (True, False): '<w:rPr><w:rStyle w:val="Strong"/></w:rPr>',
    (False, True): '<w:rPr><w:rStyle w:val="Emphasis"/></w:rPr>',
    (True, True): '<w:rPr><w:rStyle w:val="StrongEmphasis"/></w:rPr>',
}


def _markup(xml: str) -> Any:
    from markupsafe import Markup

    return Markup(xml)


def _runs(line: Line) -> str:
    out = []
    for run in line:
        if run.note:
            out.append('<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
                       f'<w:footnoteReference w:id="{run.note}"/></w:r>')  # fmt: skip
        if run.text:
            text = escape(run.text, quote=False)
            out.append(f'<w:r>{_LOOKS[run.bold, run.italic]}<w:t xml:space="preserve">{text}</w:t></w:r>')
    return "".join(out)


def _marked(marker: str, line: Line) -> str:
    if not marker:
        return _runs(line)
    if line and line[0].text and not (line[0].bold or line[0].italic):
        text = escape(f"{marker} {line[0].text}", quote=False)
        return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>{_runs(line[1:])}'
    look = _LOOKS[line[0].bold, False] if line else ""
    space = " " if line else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(marker)}{space}</w:t></w:r>{_runs(line)}'


def _table_xml(table: Table) -> Iterator[str]:
    widths = [_twips(width) for width in table.widths]
    yield ('<w:tbl><w:tblPr><w:tblStyle w:val="BangKeHoach"/>'
           f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>')  # fmt: skip
    yield from (f'<w:gridCol w:w="{width}"/>' for width in widths)
    yield "</w:tblGrid>"
    merged: dict[int, tuple[int, int]] = {}  # column -> (rows still to merge, columns wide)
    for number, row in enumerate(table.rows):
        yield "<w:tr>"
        if number < table.header_rows:
            yield "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
        elif number not in table.tall_rows:
            yield "<w:trPr><w:cantSplit/></w:trPr>"
        column = 0
        cells = iter(row)
        while column < len(widths):
            if merged.get(column, (0, 0))[0] > 0:
                rows, span = merged[column]
                merged[column] = (rows - 1, span)
                empty = '<w:p><w:pPr><w:pStyle w:val="OBang"/></w:pPr></w:p>'
                yield _cell(sum(widths[column : column + span]), span, "<w:vMerge/>", empty)
                column += span
                continue
            cell = next(cells)
            merge = '<w:vMerge w:val="restart"/>' if cell.rows > 1 else ""
            merged[column] = (cell.rows - 1, cell.columns)
            style = "DauBang" if cell.header else _ALIGNED[cell.align]
            start = f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
            content = "".join(f"{start}{_runs(line)}</w:p>" for line in cell.lines or ((),))
            yield _cell(sum(widths[column : column + cell.columns]), cell.columns, merge, content)
            column += cell.columns
        yield "</w:tr>"
    yield "</w:tbl>"


def _cell(width: int, span: int, merge: str, content: str) -> str:
    grid = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{grid}{merge}</w:tcPr>{content}</w:tc>'


def _section(prepared: Prepared, profile: Profile, part: Part, index: int, contact: bool) -> str:
    """Return the section properties of a part: the template's, turned and numbered."""
    if not prepared.section:
        return ""
    section = etree.fromstring(prepared.section)
    size, margins = section.find("w:pgSz", NS), section.find("w:pgMar", NS)
    if prepared.empty_header:  # our own template, whose page follows the profile
        for side in ("top", "bottom", "left", "right"):
            margins.set(f"{{{W}}}{side}", str(_twips(profile[f"page.{side}"] * POINTS_PER_MM)))
        margins.set(f"{{{W}}}header", str(_twips(profile["page.number_from_edge"] * POINTS_PER_MM)))
        if contact and not index:  # ô 13 ends the text area of page one, so other pages have no footer
            margins.set(f"{{{W}}}footer", margins.get(f"{{{W}}}bottom"))
            section.remove(section.find("w:footerReference[@w:type='default']", NS))
    if part.landscape and size is not None:
        width, height = size.get(f"{{{W}}}w"), size.get(f"{{{W}}}h")
        if int(width) < int(height):
            size.set(f"{{{W}}}w", height)
            size.set(f"{{{W}}}h", width)
        size.set(f"{{{W}}}orient", "landscape")
    if index:  # an appendix shows neither the stamp nor the addresses of the first page
        for kind, relation in (("header", prepared.empty_header), ("footer", prepared.empty_footer)):
            if relation:
                for reference in section.findall(f"w:{kind}Reference[@w:type='first']", NS):
                    reference.set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id", relation)
    text = etree.tostring(section, encoding="unicode")
    return re.sub(r' xmlns:\w+="[^"]+"', "", text)


def _sized_styles(styles: bytes, profile: Profile, compact: bool) -> bytes:
    return _with_sizes(styles, tuple(sorted(profile.values.items())), tuple(profile.sizes(compact).items()))


@lru_cache(maxsize=16)
def _with_sizes(styles: bytes, values: tuple[tuple[str, float], ...], sizes: tuple[tuple[str, float], ...]) -> bytes:
    """Return styles.xml with the profile's sizes and spaces in it."""
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
    body.find("w:ind", NS).set(f"{{{W}}}firstLine", str(_twips(profile["body.indent"] * POINTS_PER_MM)))
    spacing = body.find("w:spacing", NS)
    spacing.set(f"{{{W}}}after", str(_twips(profile["body.after"])))
    spacing.set(f"{{{W}}}line", str(round(240 * profile["body.line"])))
    spacing.set(f"{{{W}}}lineRule", "auto")
    for style_id in ("DuongKe",):
        border = by_id[style_id].find("w:pPr/w:pBdr/w:top", NS)
        border.set(f"{{{W}}}sz", str(round(profile["rules.weight"] * 8)))
    defaults = tree.find("w:docDefaults/w:rPrDefault/w:rPr", NS)
    for name in ("sz", "szCs"):
        defaults.find(f"w:{name}", NS).set(f"{{{W}}}val", str(round(profile["sizes.body"] * 2)))
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))


def _with_footnotes(part: bytes | None, document: Document, template: Path) -> bytes:
    if part is None:
        hint = "thêm một chú thích bất kỳ vào mẫu rồi xóa đi, Word sẽ tạo phần này"
        raise PlanError([Problem(Mark(str(template)), "mẫu Word chưa có phần chú thích cuối trang", hint)])
    notes = []
    for number, line in enumerate(document.footnotes, 1):
        notes.append(
            f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
            '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
            f'<w:r><w:t xml:space="preserve"> </w:t></w:r>{_runs(line)}</w:p></w:footnote>'
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
