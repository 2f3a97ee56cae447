"""prepare: a Word template -> what fills it. docxtpl is used only here.

docxtpl turns a template's XML into a jinja2 template; that is done once for each template and kept.
What Word cannot hold in an attribute (widths, indents that are measured) is put in here: tables
with the caption `Tiêu đề` or `Chữ ký` take the document's column widths, and a paragraph whose
whole text is a rule (`{{ b.motto_rule }}`) becomes that rule.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Mapping as Map
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from lxml import etree

from generator import cache, content
from generator.problem import Mark, PlanError, Problem, reason
from generator.render import package, tags
from generator.render.tags import W

NS = {"w": W}


@dataclass(frozen=True)
class Prepared:
    """A template ready to be filled: its parts, a function for each that has tags, its last
    section's properties, and the ids of the parts that an appendix refers to."""

    parts: Map[str, bytes]
    fills: Map[str, Callable[[Map[str, Any]], str]]
    section: str
    empty_header: str
    empty_footer: str


def prepare(template: Path) -> Prepared:
    """Return a template compiled, once for each content that it has.

    Raises PlanError for a template that cannot be read, or whose tags are wrong.
    """
    return _kept(template, content.of(template))


@lru_cache(maxsize=8)
def _kept(template: Path, digest: str) -> Prepared:
    del digest
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
    problems = [p for name, root in sources.items() for p in tags.check(root, template, name)]
    if problems:
        raise PlanError(problems)
    fills = {name: _compiled(root, template, name) for name, root in sources.items()}
    empty = f'<w:p xmlns:w="{W}"/>'
    header = _added(parts, "header-empty.xml", "header", f'<w:hdr xmlns:w="{W}">{empty}</w:hdr>')
    footer = _added(parts, "footer-empty.xml", "footer", f'<w:ftr xmlns:w="{W}">{empty}</w:ftr>')
    _added(parts, "footnotes.xml", "footnotes", _FOOTNOTES)
    left_out = ("docProps/custom.xml", "docProps/thumbnail.jpeg")
    return Prepared({n: d for n, d in parts.items() if n not in left_out}, fills, section_xml, header, footer)


#: The two notes that every footnotes part begins with: the rule above notes, and above continued ones.
_FOOTNOTES = (
    f'<w:footnotes xmlns:w="{W}"><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p>'
    '</w:footnote><w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p>'
    "</w:footnote></w:footnotes>"
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _added(parts: dict[str, bytes], name: str, kind: str, xml: str) -> str:
    """See that a template has a part that documents need; return the id by which it is referred to."""
    rels = "word/_rels/document.xml.rels"
    relations = parts[rels].decode("utf-8")
    known = _relation(relations, name)
    if known:
        return known
    new = f"rIdKehoach{kind.capitalize()}"
    link = f'<Relationship Id="{new}" Type="{_RELATION}/{kind}" Target="{name}"/>'
    parts[rels] = relations.replace("</Relationships>", link + "</Relationships>").encode("utf-8")
    content = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
    override = f'<Override PartName="/word/{name}" ContentType="{content}"/>'
    types = parts["[Content_Types].xml"].decode("utf-8")
    parts["[Content_Types].xml"] = types.replace("</Types>", override + "</Types>").encode("utf-8")
    parts[f"word/{name}"] = ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + xml).encode("utf-8")
    return new


def page(template: Path) -> dict[str, float]:
    """Return the margins of a template's page in mm, by their keys in a profile."""
    section = prepare(template).section
    margins = etree.fromstring(section).find("w:pgMar", NS) if section else None
    if margins is None:
        return {}
    sides = ("top", "bottom", "left", "right")
    return {f"page.{side}": int(margins.get(f"{{{W}}}{side}")) / 1440 * 25.4 for side in sides}


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
    for table in tree.iterfind(".//w:tbl", NS):
        caption = table.find("w:tblPr/w:tblCaption", NS)
        if caption is None or caption.get(f"{{{W}}}val") not in ("Tiêu đề", "Chữ ký"):
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


def _patched(xml: str, template: Path) -> str:
    """Return a part as docxtpl makes jinja2 of it, from the cache where it was made before.

    docxtpl takes a tenth of a second to load, so what it made of a text is kept in the user's cache
    under that text's own digest.
    """
    import os
    from importlib.util import find_spec

    found = find_spec("docxtpl")
    changed = os.stat(found.origin).st_mtime_ns if found and found.origin else 0  # another docxtpl, another text

    def make() -> str:
        from docxtpl import DocxTemplate

        made: str = DocxTemplate(str(template)).patch_xml(xml)
        return made

    return cache.remember(f"{changed}\n{xml}", make)


def _compiled(root: Any, template: Path, part: str) -> Callable[[Map[str, Any]], str]:
    from jinja2 import TemplateError

    declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    xml = _patched(etree.tostring(root, encoding="unicode"), template)
    xml = xml.replace('<w:r><w:t xml:space="preserve"></w:t></w:r>', "")  # what {{r …}} leaves behind
    try:
        compiled = tags.environment().from_string(declaration + xml)
    except TemplateError as error:
        mark = Mark(f"{template}, {part}")
        raise PlanError([Problem(mark, f"mẫu Word có thẻ không đọc được: {error}", "", "template")]) from None
    render_: Callable[[Map[str, Any]], str] = compiled.render
    return render_
