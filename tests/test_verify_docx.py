"""The DOCX reader: what a document shows, whichever program wrote it and however it is built.

The documents are written here by hand, as small as they can be, and as offices' programs write them.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Callable
from itertools import pairwise

import pytest
from conftest import EVERYTHING, NAMES
from verify import office, origins

from generator.check import docx_text
from generator.verify.docx import arrange, read
from generator.verify.docx.package import open_package
from generator.verify.paper import Line, Paper, Rule, Unreadable

PREFIXES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    }.items()
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DOCUMENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TIMES = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/>'
DEFAULTS = f'<w:docDefaults><w:rPrDefault><w:rPr>{TIMES}<w:sz w:val="28"/></w:rPr></w:rPrDefault></w:docDefaults>'
NORMAL = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
CENTER = '<w:jc w:val="center"/>'
BOLD = "<w:b/>"
MARGINS = (
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/>'
)


def run(text: str, rpr: str = "") -> str:
    """Runs of one look; a tab sign becomes w:tab, a line end w:br."""
    pieces = text.replace("\n", "\x01<w:br/>\x01").replace("\t", "\x01<w:tab/>\x01").split("\x01")
    inner = "".join(p if p.startswith("<w:") else f'<w:t xml:space="preserve">{p}</w:t>' for p in pieces if p)
    return f"<w:r><w:rPr>{rpr}</w:rPr>{inner}</w:r>"


def para(text: str = "", ppr: str = "", rpr: str = "", extra: str = "") -> str:
    """A paragraph of one run, `extra` is XML that follows it."""
    return f"<w:p><w:pPr>{ppr}</w:pPr>{run(text, rpr) if text else ''}{extra}</w:p>"


def table(*rows: tuple[str, ...], widths: tuple[int, ...] = (3200, 5871), props: str = "", cell: str = "") -> str:
    """A table of rows of cells' content, widths in twentieths of a point."""
    grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    body = "".join(
        "<w:tr>"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{w}" w:type="dxa"/>{cell}</w:tcPr>{content}</w:tc>'
            for w, content in zip(widths, row, strict=True)
        )
        + "</w:tr>"
        for row in rows
    )
    return f"<w:tbl><w:tblPr>{props}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"


def _anchor(x: float, y: float, size: tuple[float, float], inner: str, from_x: str, from_y: str) -> str:
    cx, cy = (int(v * 12700) for v in size)
    return (
        f'<w:drawing><wp:anchor><wp:positionH relativeFrom="{from_x}"><wp:posOffset>{int(x * 12700)}</wp:posOffset>'
        f'</wp:positionH><wp:positionV relativeFrom="{from_y}"><wp:posOffset>{int(y * 12700)}</wp:posOffset>'
        f'</wp:positionV><wp:extent cx="{cx}" cy="{cy}"/><wp:docPr id="1" name="x"/><a:graphic>'
        f'<a:graphicData uri="wps">{inner}</a:graphicData></a:graphic></wp:anchor></w:drawing>'
    )


def shape_line(
    x: float, y: float, width: float, from_x: str = "column", from_y: str = "paragraph", ln: str = ""
) -> str:
    """A run with a drawn line; lengths in pt."""
    frame = f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{int(width * 12700)}" cy="0"/></a:xfrm>'
    inner = f'<wps:wsp><wps:spPr>{frame}<a:prstGeom prst="line"/><a:ln w="9525">{ln}</a:ln></wps:spPr></wps:wsp>'
    return f"<w:r>{_anchor(x, y, (width, 0), inner, from_x, from_y)}</w:r>"


def text_box(x: float, y: float, width: float, height: float, content: str, outlined: bool = False) -> str:
    """A run with a text box, written twice as Word does (mc:AlternateContent)."""
    ln = "<a:ln><a:solidFill/></a:ln>" if outlined else "<a:ln><a:noFill/></a:ln>"
    box = f"<w:txbxContent>{content}</w:txbxContent>"
    inner = f"<wps:wsp><wps:spPr>{ln}</wps:spPr><wps:txbx>{box}</wps:txbx></wps:wsp>"
    new = _anchor(x, y, (width, height), inner, "margin", "paragraph")
    style = f"position:absolute;margin-left:{x}pt;margin-top:{y}pt;width:{width}pt;height:{height}pt"
    old = f'<w:pict><v:shape style="{style}"><v:textbox>{box}</v:textbox></v:shape></w:pict>'
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{new}</mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def page_field(result: str = "2") -> str:
    """The runs of a PAGE field."""
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    code = '<w:r><w:instrText xml:space="preserve"> PAGE \\* MERGEFORMAT </w:instrText></w:r>'
    return f"{marks[0]}{code}{marks[1]}{run(result)}{marks[2]}"


def docx(
    body: str,
    styles: str = NORMAL,
    defaults: str = DEFAULTS,
    sect: str = "",
    parts: dict[str, str] | None = None,
    kind: str = DOCUMENT_TYPE,
    raw: dict[str, bytes] | None = None,
    margins: str = MARGINS,
) -> bytes:
    """A DOCX: its body, styles, and parts by name (`numbering`, `theme`, `settings`, `header1`, …).

    `sect` goes into the last w:sectPr, where `rIdheader1` names a part; `raw` adds entries as they are.
    """
    parts = {"styles": f"<w:styles {PREFIXES}>{defaults}{styles}</w:styles>", **(parts or {})}
    relations = "".join(
        f'<Relationship Id="rId{name}" Type="{OFFICE}/{name.rstrip("0123456789")}" Target="{name}.xml"/>'
        for name in parts
    )
    document = f"<w:document {PREFIXES}><w:body>{body}<w:sectPr>{sect}{margins}</w:sectPr></w:body></w:document>"
    main = f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    entries = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{main}</Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>',
        "word/document.xml": document,
        **{f"word/{name}.xml": text for name, text in parts.items()},
    }
    return zipped({name: text.encode() for name, text in entries.items()} | (raw or {}))


def zipped(entries: dict[str, bytes]) -> bytes:
    """A zip of the entries."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def paper(body: str, **more) -> Paper:
    return read(docx(body, **more), "x.docx")


def only(body: str, **more) -> Line:
    (line,) = paper(body, **more).lines
    return line


def ruled(seen: Paper) -> dict[str, tuple[Rule, ...]]:
    return {line.text: line.rules for line in seen.lines if line.rules}


def style(name: str, kind: str = "paragraph", inner: str = "", based: str = "") -> str:
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    return f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{name}"/>{base}{inner}</w:style>'


# looks


@pytest.mark.parametrize(
    ("where", "bold"),
    [
        ("", False),
        ("direct", True),
        ("style", True),
        ("style style-char", False),
        ("char", True),
        ("style char", False),
        ("style direct", True),
        ("style char direct", True),
        ("default", True),
        ("default style", True),
        ("style direct-off", False),
        ("based", True),
        ("based off", False),
    ],
)
def test_toggles_cancel_between_styles_and_not_with_direct_formatting(where: str, bold: bool) -> None:
    has = where.split()
    para_inner = (
        "<w:rPr><w:b/></w:rPr>" if "style" in has else "<w:rPr><w:b w:val='0'/></w:rPr>" if "off" in has else ""
    )
    styles = NORMAL + style("P", inner=para_inner, based="Base") + style("C", "character", "<w:rPr><w:b/></w:rPr>")
    styles += style("Base", inner="<w:rPr><w:b/></w:rPr>" if "based" in has else "")
    rpr = '<w:rStyle w:val="C"/>' if {"char", "style-char"} & set(has) else ""
    rpr += "<w:b/>" if "direct" in has else '<w:b w:val="0"/>' if "direct-off" in has else ""
    defaults = DEFAULTS.replace("<w:sz", "<w:b/><w:sz") if "default" in has else DEFAULTS
    line = only(para("Kế hoạch", '<w:pStyle w:val="P"/>', rpr), styles=styles, defaults=defaults)
    assert line.spans[0].bold is bold


def test_a_theme_font_is_resolved() -> None:
    theme = (
        f'<a:theme {PREFIXES}><a:themeElements><a:clrScheme name="x"><a:dk1><a:sysClr lastClr="000000"/></a:dk1>'
        '<a:accent1><a:srgbClr val="4472C4"/></a:accent1></a:clrScheme><a:fontScheme name="x"><a:majorFont>'
        '<a:latin typeface="Cambria"/></a:majorFont><a:minorFont><a:latin typeface="Calibri"/></a:minorFont>'
        "</a:fontScheme></a:themeElements></a:theme>"
    )
    font = '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" w:ascii="Arial" w:hAnsi="Arial"/>'
    color = '<w:color w:val="123456" w:themeColor="accent1"/>'
    line = only(para("Kế hoạch", rpr=font + color), parts={"theme1": theme})
    assert {(span.family, span.color) for span in line.spans} == {("Calibri", "4472C4")}


def test_a_direct_font_takes_the_place_of_a_theme_font() -> None:
    styles = NORMAL.replace("</w:style>", '<w:rPr><w:rFonts w:asciiTheme="minorHAnsi"/></w:rPr></w:style>')
    assert only(para("Kế hoạch", rpr=TIMES), styles=styles).spans[0].family == "Times New Roman"


def test_letters_of_two_families_are_two_spans() -> None:
    line = only(para("Kế", rpr='<w:rFonts w:ascii="Arial" w:hAnsi="Times New Roman"/>'))
    assert [(span.text, span.family) for span in line.spans] == [("K", "Arial"), ("ế", "Times New Roman")]


@pytest.mark.parametrize(
    ("rpr", "value"),
    [
        ('<w:sz w:val="26"/>', {"size": 13.0}),
        ('<w:sz w:val="abc"/>', {"size": 14.0}),
        ('<w:color w:val="auto"/>', {"color": "000000"}),
        ('<w:color w:val="ff0000"/>', {"color": "FF0000"}),
        ('<w:u w:val="none"/>', {"underline": False}),
        ('<w:u w:val="single"/>', {"underline": True}),
        ("<w:dstrike/>", {"strike": True}),
        ('<w:vertAlign w:val="superscript"/>', {"raised": True, "size": 14.0}),
        ("<w:caps/>", {"text": "KẾ HOẠCH"}),
        ("<w:smallCaps/>", {"text": "KẾ HOẠCH"}),
        ('<w:cs/><w:szCs w:val="24"/><w:bCs/>', {"size": 12.0, "bold": True}),
        ('<w:szCs w:val="24"/><w:bCs/>', {"size": 14.0, "bold": False}),
    ],
)
def test_a_run_shows_its_effective_look(rpr: str, value: dict[str, object]) -> None:
    span = only(para("Kế hoạch", rpr=rpr)).spans[0]
    assert {name: getattr(span, name) for name in value} == value


def test_a_table_style_gives_the_first_row_its_look() -> None:
    condition = '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr>'
    styles = NORMAL + style("T", "table", "<w:pPr><w:jc w:val='center'/></w:pPr>" + condition)
    props = '<w:tblStyle w:val="T"/><w:tblLook w:firstRow="1"/>'
    body = table((para("A"), para("B")), (para("C"), para("D")), props=props)
    seen = paper(body, styles=styles)
    assert [(line.text, line.spans[0].bold, line.align) for line in seen.lines] == [
        ("A", True, "center"), ("B", True, "center"), ("C", False, "center"), ("D", False, "center"),
    ]  # fmt: skip


# what shows and what does not

FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF a </w:instrText></w:r>'
    '<w:r><w:t>mã</w:t></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>Mục I</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (run("a", "<w:vanish/>") + run("b"), "b"),
        ('<w:del w:id="1"><w:r><w:delText>a</w:delText></w:r></w:del>' + run("b"), "b"),
        ('<w:ins w:id="1">' + run("a") + "</w:ins>" + run("b"), "ab"),
        ('<w:moveFrom w:id="1">' + run("a") + '</w:moveFrom><w:moveTo w:id="2">' + run("b") + "</w:moveTo>", "b"),
        ("<w:hyperlink>" + run("a") + "</w:hyperlink>", "a"),
        ("<w:sdt><w:sdtPr><w:r/></w:sdtPr><w:sdtContent>" + run("a") + "</w:sdtContent></w:sdt>", "a"),
        ("<w:smartTag>" + run("a") + "</w:smartTag><w:customXml>" + run("b") + "</w:customXml>", "ab"),
        (FIELD, "Mục I"),
        ('<w:fldSimple w:instr="REF a">' + run("Mục II") + "</w:fldSimple>", "Mục II"),
        ("<w:r><w:t>giảm</w:t><w:noBreakHyphen/><w:t>nghèo</w:t></w:r>", "giảm-nghèo"),
        ("<w:r><w:t>giảm</w:t><w:softHyphen/><w:t>nghèo</w:t></w:r>", "giảmnghèo"),
        ("<w:r><w:t> a </w:t></w:r><w:r><w:t xml:space='preserve'> b</w:t></w:r>", "a b"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "✓"),
        ('<w:r><w:sym w:font="Wingdings" w:char="zz"/><w:t>a</w:t></w:r>', "a"),
        ("<w:r><w:t>e\u0302\u0301</w:t></w:r>", "ế"),
        (
            '<mc:AlternateContent><mc:Choice Requires="unheard">' + run("a") + "</mc:Choice><mc:Fallback>" + run("b")
            + "</mc:Fallback></mc:AlternateContent>",
            "b",
        ),
    ],
)  # fmt: skip
def test_text_is_what_shows(inner: str, text: str) -> None:
    assert only(f"<w:p>{inner}</w:p>").text == text


def test_changes_and_comments_that_are_still_in_are_counted() -> None:
    inner = '<w:ins w:id="1">' + run("a") + '</w:ins><w:del w:id="2"><w:r><w:delText>b</w:delText></w:r></w:del>'
    seen = paper(f'<w:p>{inner}<w:r><w:commentReference w:id="0"/></w:r></w:p>')
    assert (seen.changes, seen.comments) == (2, 1)


def test_a_field_over_two_paragraphs_shows_its_result_only() -> None:
    first = FIELD.rsplit("<w:r><w:fldChar", 1)[0]
    last = '<w:p><w:r><w:t>x</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>' + run("y") + "</w:p>"
    assert [line.text for line in paper(f"<w:p>{first}</w:p>{last}").lines] == ["Mục I", "xy"]


def test_line_breaks_part_a_paragraph_and_keep_its_band() -> None:
    seen = paper(para("một\nhai", '<w:spacing w:before="120" w:after="60"/><w:ind w:firstLine="567"/>'))
    assert [(x.text, x.before, x.after, x.first_indent) for x in seen.lines] == [
        ("một", 6.0, None, 28.35), ("hai", None, 3.0, None),
    ]  # fmt: skip
    assert seen.lines[0].band == seen.lines[1].band
    assert seen.lines[1].drop > seen.lines[0].drop


def test_a_footnote_is_a_line_of_its_own_zone() -> None:
    notes = f'<w:footnotes {PREFIXES}><w:footnote w:type="separator" w:id="0">{para("---")}</w:footnote>'
    notes += f'<w:footnote w:id="2">{para("Theo báo cáo.")}</w:footnote></w:footnotes>'
    seen = paper(para("Hộ nghèo", extra='<w:r><w:footnoteReference w:id="2"/></w:r>'), parts={"footnotes": notes})
    assert [(line.zone, line.text) for line in seen.lines] == [("body", "Hộ nghèo1"), ("note", "Theo báo cáo.")]
    assert [span.raised for span in seen.lines[0].spans] == [False, True]


def test_a_paragraph_is_found_again_by_its_number() -> None:
    body = para(extra=text_box(0, 0, 100, 50, para("trong"))) + para("sau")
    places = {line.text: line.place.paragraph for line in paper(body).lines}
    # the box is written twice, and its second writing has a w:p as well
    assert places == {"trong": 1, "sau": 3}


# paragraphs


@pytest.mark.parametrize(
    ("ppr", "value"),
    [
        ('<w:ind w:start="720" w:hanging="360"/>', {"left_indent": 36.0, "first_indent": -18.0}),
        ('<w:ind w:firstLine="567" w:firstLineChars="200"/>', {"first_indent": 28.35}),
        ('<w:ind w:firstLineChars="200"/>', {"first_indent": 28.0}),
        ('<w:ind w:left="2cm"/>', {"left_indent": pytest.approx(56.69, abs=0.01)}),
        ('<w:spacing w:line="360" w:lineRule="auto"/>', {"spacing": 1.5, "exact": None}),
        ('<w:spacing w:line="340" w:lineRule="exact"/>', {"spacing": 1.056, "exact": 17.0}),
        ('<w:spacing w:line="240" w:lineRule="atLeast"/>', {"spacing": 1.0}),
        ('<w:spacing w:beforeAutospacing="1" w:before="600"/>', {"before": 0.0}),
        ('<w:jc w:val="both"/>', {"align": "justify"}),
        ('<w:jc w:val="end"/>', {"align": "right"}),
        ('<w:outlineLvl w:val="1"/>', {"outline": 2}),
        ('<w:pStyle w:val="absent"/>', {"align": "left"}),
        ("<w:pageBreakBefore/>", {"new_page": True}),
        ('<w:pBdr><w:top w:val="single"/><w:bottom w:val="single"/><w:left w:val="single"/>'
         '<w:right w:val="single"/></w:pBdr>', {"framed": True, "rules": ()}),
    ],
)  # fmt: skip
def test_a_paragraph_shows_its_effective_setting(ppr: str, value: dict[str, object]) -> None:
    line = only(para("Kế hoạch", ppr))
    assert {name: getattr(line, name) for name in value} == value


def test_contextual_spacing_holds_between_neighbours_of_one_style() -> None:
    ppr = '<w:contextualSpacing/><w:spacing w:before="120" w:after="120"/>'
    other = '<w:pStyle w:val="Other"/>' + ppr
    seen = paper(para("a", ppr) + para("b", ppr) + para("c", other), styles=NORMAL + style("Other"))
    assert [(line.before, line.after) for line in seen.lines] == [(6.0, 0.0), (0.0, 6.0), (6.0, 6.0)]


def test_a_page_begins_after_a_break_and_after_a_section() -> None:
    broken = para("a") + '<w:p><w:r><w:br w:type="page"/></w:r></w:p>' + para("b")
    section = f"<w:p><w:pPr><w:sectPr>{MARGINS}</w:sectPr></w:pPr>{run('c')}</w:p>" + para("d")
    seen = paper(broken + section)
    assert [(line.text, line.new_page, line.section) for line in seen.lines] == [
        ("a", False, 0), ("b", True, 0), ("c", False, 0), ("d", True, 1),
    ]  # fmt: skip
    assert [section.first_line for section in seen.sections] == [0, 3]


def test_a_section_has_its_page_in_mm_and_the_gutter_is_margin() -> None:
    (section,) = paper(para("a")).sections
    assert (section.width, section.height, section.left, section.right) == (210.01, 297.0, 30.0, 20.0)
    bound = docx(para("a"), margins=MARGINS.replace('w:gutter="0"', 'w:gutter="567"'))
    assert (read(bound, "x.docx").sections[0].left, section.header) == (40.0, 10.0)


# automatic numbers


def level(index: int, fmt: str, text: str, more: str = "", ppr: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{fmt}"/>{more}<w:lvlText w:val="{text}"/>'
        f"<w:pPr>{ppr}</w:pPr></w:lvl>"
    )


LISTS = (
    f'<w:numbering {PREFIXES}><w:abstractNum w:abstractNumId="0">'
    + level(0, "upperRoman", "%1.")
    + level(1, "decimal", "%2.", ppr='<w:ind w:left="720" w:hanging="360"/>')
    + level(2, "decimal", "%2.%3.")
    + level(3, "lowerLetter", "%4)", '<w:lvlRestart w:val="0"/>')
    + '</w:abstractNum><w:abstractNum w:abstractNumId="1">'
    + level(0, "bullet", "\uf0b7", "<w:rPr><w:rFonts w:ascii='Symbol'/></w:rPr>")
    + level(1, "bullet", "-")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>'
)


def numbered(text: str, num: int, ilvl: int, ppr: str = "") -> str:
    return para(text, f'<w:numPr><w:ilvl w:val="{ilvl}"/><w:numId w:val="{num}"/></w:numPr>{ppr}')


def test_automatic_numbers_show_as_word_counts_them() -> None:
    steps = [(1, 0), (1, 1), (1, 1), (1, 2), (1, 2), (1, 3), (1, 1), (1, 3), (1, 0), (1, 1), (1, 2), (3, 0), (3, 1),
             (2, 0), (2, 1), (1, 0), (9, 0), (0, 0)]  # fmt: skip
    seen = paper("".join(numbered("x", *step) for step in steps), parts={"numbering": LISTS})
    assert [line.marker for line in seen.lines] == [
        "I.", "1.", "2.", "2.1.", "2.2.", "a)", "3.", "b)", "II.", "1.", "1.1.", "I.", "1.", "•", "-", "II.", "", "",
    ]  # fmt: skip
    assert seen.lines[1].text == "1. x"


def test_a_list_gives_its_indents_unless_the_paragraph_has_its_own() -> None:
    seen = paper(numbered("a", 1, 1) + numbered("b", 1, 1, '<w:ind w:left="0" w:firstLine="567"/>'),
                 parts={"numbering": LISTS})  # fmt: skip
    assert [(line.left_indent, line.first_indent) for line in seen.lines] == [(36.0, -18.0), (0.0, 28.35)]


def test_a_style_numbers_its_paragraphs() -> None:
    lists = LISTS.replace('<w:lvlText w:val="%2."/>', '<w:pStyle w:val="H"/><w:lvlText w:val="%2."/>')
    styles = NORMAL + style("H", inner='<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    seen = paper(para("a", '<w:pStyle w:val="H"/>') * 2, styles=styles, parts={"numbering": lists})
    assert [(line.marker, line.left_indent) for line in seen.lines] == [("1.", 36.0), ("2.", 36.0)]


# columns

STOPS = '<w:tabs><w:tab w:val="center" w:pos="1700"/><w:tab w:val="center" w:pos="6200"/></w:tabs>'


def test_a_header_made_with_tabs_is_two_columns() -> None:
    left, right = paper(para("\tXÃ TÂN BÌNH\tĐộc lập - Tự do - Hạnh phúc", STOPS)).lines
    assert (left.text, left.align, left.left + left.width / 2) == (
        "XÃ TÂN BÌNH",
        "center",
        pytest.approx(170.05, abs=0.1),
    )
    assert (right.align, sum(right.ink) / 2) == ("center", pytest.approx(395.05, abs=0.2))
    assert left.band == right.band
    assert left.place == right.place


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Nơi nhận:\t\t\t\tTM. ỦY BAN NHÂN DÂN", ["Nơi nhận:", "TM. ỦY BAN NHÂN DÂN"]),
        ("XÃ TÂN BÌNH              Độc lập - Tự do - Hạnh phúc", ["XÃ TÂN BÌNH", "Độc lập - Tự do - Hạnh phúc"]),
        ("Số: 12/KH-UBND                Tân Bình, ngày 05 tháng 01 năm 2026",
         ["Số: 12/KH-UBND", "Tân Bình, ngày 05 tháng 01 năm 2026"]),
        ("1.\tMục đích", ["1. Mục đích"]),
        ("a)\tGiảm nghèo", ["a) Giảm nghèo"]),
        ("-\tGiảm nghèo", ["- Giảm nghèo"]),
        ("\tGiảm nghèo", ["Giảm nghèo"]),
        ("Số:             /KH-UBND", ["Số: /KH-UBND"]),
        ("Số:\t\t/KH-UBND", ["Số: /KH-UBND"]),
        ("Tân Bình, ngày        tháng        năm 2026", ["Tân Bình, ngày tháng năm 2026"]),
        ("Họ và tên:              Nguyễn Văn A", ["Họ và tên: Nguyễn Văn A"]),
        ("Thực hiện giảm nghèo\t" + "bền vững, bảo đảm an sinh xã hội " * 5, None),
    ],
)  # fmt: skip
def test_only_what_leads_to_another_column_parts_a_line(text: str, parts: list[str] | None) -> None:
    whole = [" ".join(text.split())]
    assert [line.text for line in paper(para(text)).lines] == (parts or whole)


def test_a_tab_with_dots_does_not_part_a_line() -> None:
    stop = '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9000"/></w:tabs>'
    assert only(para("I. MỤC ĐÍCH\t3", stop)).text == "I. MỤC ĐÍCH 3"


def test_a_tab_at_the_beginning_is_an_indent() -> None:
    assert only(para("\tGiảm nghèo")).first_indent == 36.0


def test_cells_stand_in_columns_of_one_band() -> None:
    body = table((para("A", CENTER) + para("B", CENTER), para("C", CENTER)), props='<w:tblInd w:w="200" w:type="dxa"/>')
    a, b, c = paper(body, parts={"settings": mode(15)}).lines
    assert (a.left, a.width, a.cell) == (pytest.approx(85.05 + 10 + 5.4, abs=0.1), 160.0 - 10.8, (0, 0, 0))
    assert (c.left, c.cell) == (pytest.approx(85.05 + 10 + 160 + 5.4, abs=0.1), (0, 0, 1))
    assert a.band == b.band == c.band
    assert (a.drop, c.drop) == (0.0, 0.0)
    assert b.drop == pytest.approx(16.1, abs=0.1)


def mode(version: int) -> str:
    setting = f'<w:compatSetting w:name="compatibilityMode" w:val="{version}"/>'
    return f"<w:settings {PREFIXES}><w:compat>{setting}</w:compat></w:settings>"


def test_old_word_puts_the_text_of_a_table_at_the_margin() -> None:
    line = paper(table((para("A"), para("B"))), parts={"settings": mode(12)}).lines[0]
    assert line.left == pytest.approx(85.05, abs=0.1)


def test_a_cell_that_goes_on_from_above_shows_nothing() -> None:
    above = table((para("A"),), widths=(3000,), cell='<w:vMerge w:val="restart"/>')
    below = table((para("B"),), widths=(3000,), cell="<w:vMerge/>")
    assert [line.text for line in paper(above + below).lines] == ["A"]


def test_text_boxes_are_read_once_and_from_left_to_right() -> None:
    right = text_box(200, 0, 250, 60, para("CỘNG HÒA", CENTER))
    left = text_box(0, 0, 180, 60, para("XÃ TÂN BÌNH", CENTER), outlined=True)
    seen = paper(para(extra=right + left) + para("KẾ HOẠCH", CENTER))
    assert [(x.text, x.boxed, x.framed) for x in seen.lines] == [
        ("XÃ TÂN BÌNH", True, True), ("CỘNG HÒA", True, False), ("KẾ HOẠCH", False, False),
    ]  # fmt: skip
    assert seen.lines[0].band == seen.lines[1].band
    assert seen.lines[1].left == pytest.approx(85.05 + 200 + 7.2, abs=0.1)


def test_frames_are_columns_of_one_band() -> None:
    def frame(x: int, w: int) -> str:
        return f'<w:framePr w:w="{w}" w:hAnchor="margin" w:vAnchor="text" w:x="{x}" w:y="1"/>{CENTER}'

    body = (
        para("XÃ TÂN BÌNH", frame(1, 3000))
        + para("Số: 1/KH-UBND", frame(1, 3000))
        + para("CỘNG HÒA", frame(3400, 5000))
    )
    a, b, c, d = paper(body + para("KẾ HOẠCH", CENTER)).lines
    assert a.band == b.band == c.band != d.band
    assert (a.boxed, d.boxed, c.left) == (True, False, pytest.approx(85.05 + 170, abs=0.2))
    assert b.drop > a.drop == c.drop


# ruled lines

UNDER = '<w:pBdr><w:bottom w:val="single" w:sz="6"/></w:pBdr>'
OVER = '<w:pBdr><w:top w:val="single" w:sz="6"/></w:pBdr>'
SIDES = '<w:ind w:left="2000" w:right="2000"/>'
VML_LINE = '<w:r><w:pict><v:line style="position:absolute" from="50pt,17pt" to="150pt,17pt"/></w:pict></w:r>'
VML_CONNECTOR = (
    '<w:r><w:pict><v:shape type="#_x0000_t32" style="position:absolute;margin-left:50pt;margin-top:17pt;width:100pt;'
    'height:0"/></w:pict></w:r>'
)
VML_GROUP = (
    '<w:r><w:pict><v:group style="position:absolute;margin-left:50pt;margin-top:17pt;width:100pt;height:1pt" '
    'coordsize="2000,20"><v:line from="0,0" to="2000,0"/></v:group></w:pict></w:r>'
)


@pytest.mark.parametrize(
    ("extra", "after", "kind", "length"),
    [
        (shape_line(50, 17, 100), "", "shape", 100.0),
        ("", para("", CENTER, extra=shape_line(50, 2, 100)), "shape", 100.0),
        (VML_LINE, "", "shape", 100.0),
        (VML_CONNECTOR, "", "shape", 100.0),
        (VML_GROUP, "", "shape", 100.0),
        ("", para("", OVER + SIDES), "border", 253.5),
        ("", para("________", CENTER), "underscores", 56.0),
        ("", para("--------", CENTER), "dashes", 37.3),
        ("", para("* * *", CENTER), "dashes", 28.0),
        (run("\n________"), "", "underscores", 56.0),
    ],
)
def test_a_ruled_line_belongs_to_the_text_above_it(extra: str, after: str, kind: str, length: float) -> None:
    body = para("KẾ HOẠCH", CENTER, extra=extra) if kind != "shape" else para("KẾ HOẠCH", extra=extra)
    seen = paper(body + after + para("Căn cứ Luật Đất đai;"))
    ((text, (rule,)),) = ruled(seen).items()
    assert (text, rule.kind, rule.length) == ("KẾ HOẠCH", kind, pytest.approx(length, abs=0.2))
    assert rule.solid is (kind != "dashes")
    assert [line.text for line in seen.lines] == ["KẾ HOẠCH", "Căn cứ Luật Đất đai;"]
    assert seen.lines[1].rules_above == (rule,)


def test_an_underline_of_all_words_is_a_ruled_line_and_of_some_is_not() -> None:
    u = '<w:u w:val="single"/>'
    assert [r.kind for r in only(para("KẾ HOẠCH", rpr=u)).rules] == ["underline"]
    assert only(para("KẾ ", rpr=u, extra=run("HOẠCH"))).rules == ()


def test_a_border_is_as_long_as_the_column_less_its_indents() -> None:
    (line,) = paper(para("KẾ HOẠCH", CENTER + UNDER + SIDES)).lines
    (rule,) = line.rules
    assert (rule.kind, rule.left, rule.length) == (
        "border",
        pytest.approx(185.05, abs=0.1),
        pytest.approx(253.5, abs=0.1),
    )


def test_a_line_that_hangs_in_the_left_cell_may_belong_to_the_right_one() -> None:
    left = para("XÃ TÂN BÌNH", CENTER, extra=shape_line(45, 18, 60) + shape_line(220, 18, 160))
    seen = paper(table((left, para("Độc lập - Tự do - Hạnh phúc", CENTER))))
    assert {text: [r.length for r in rules] for text, rules in ruled(seen).items()} == {
        "XÃ TÂN BÌNH": [60.0], "Độc lập - Tự do - Hạnh phúc": [160.0],
    }  # fmt: skip


def test_a_line_that_hangs_on_the_first_line_may_belong_to_a_later_one() -> None:
    body = (
        para("KẾ HOẠCH", CENTER, extra=shape_line(190, 34, 80)) + para("Giảm nghèo năm 2026", CENTER) + para("Căn cứ")
    )
    assert list(ruled(paper(body))) == ["Giảm nghèo năm 2026"]


def test_a_line_measured_from_the_page_belongs_to_the_text_it_stands_under() -> None:
    body = (
        para("KẾ HOẠCH", CENTER)
        + para("Giảm nghèo năm 2026", CENTER)
        + para("a", extra=shape_line(270, 91, 80, "page", "page"))
    )
    assert list(ruled(paper(body))) == ["Giảm nghèo năm 2026"]


def test_a_dashed_line_is_not_solid_and_an_invisible_one_is_none() -> None:
    dashed = shape_line(50, 17, 100, ln='<a:prstDash val="dash"/>')
    (rule,) = paper(para("KẾ HOẠCH", extra=dashed)).lines[0].rules
    assert rule.solid is False
    assert paper(para("KẾ HOẠCH", extra=shape_line(50, 17, 100, ln="<a:noFill/>"))).lines[0].rules == ()


def test_the_borders_of_a_table_of_data_are_no_ruled_lines() -> None:
    edges = "".join(f'<w:{e} w:val="single"/>' for e in ("top", "left", "bottom", "right", "insideH", "insideV"))
    body = table(*[(para("1"), para("---"))] * 3, props=f"<w:tblBorders>{edges}</w:tblBorders>")
    seen = paper(para("Bảng") + body + para("sau"))
    assert (ruled(seen), seen.rules) == ({}, ())
    # and a dash in such a cell is text
    assert [line.text for line in seen.lines].count("---") == 3


def test_the_border_of_a_cell_is_a_ruled_line() -> None:
    edge = '<w:tcBorders><w:bottom w:val="single"/></w:tcBorders>'
    body = table((para("XÃ TÂN BÌNH"),), widths=(3000,), cell=edge)
    assert ruled(paper(body + para("sau")))["XÃ TÂN BÌNH"][0].length == 150.0


def test_blanks_to_be_filled_in_are_text() -> None:
    long = "." * 120
    assert [line.text for line in paper(para("Ý kiến:") + para(long)).lines] == ["Ý kiến:", long]


def test_a_stamp_is_framed() -> None:
    edges = "".join(f'<w:{e} w:val="single"/>' for e in ("top", "left", "bottom", "right"))
    body = table((para("HỎA TỐC"),), widths=(1500,), props=f"<w:tblBorders>{edges}</w:tblBorders>")
    line = only(body)
    assert (line.framed, line.rules) == (True, ())


# page numbers


def margin(inner: str, name: str = "hdr") -> str:
    return f"<w:{name} {PREFIXES}>{inner}</w:{name}>"


def references(**parts: str) -> str:
    return "".join(f'<w:{part[:6]}Reference w:type="{kind}" r:id="rId{part}"/>' for kind, part in parts.items())


@pytest.mark.parametrize(
    ("paragraph", "align", "text"),
    [
        (f"<w:p><w:pPr>{CENTER}</w:pPr>{page_field()}</w:p>", "center", "#"),
        (f'<w:p><w:pPr><w:jc w:val="right"/></w:pPr>{run("Trang ")}{page_field()}</w:p>', "right", "Trang #"),
        (f'<w:p><w:pPr>{CENTER}</w:pPr><w:fldSimple w:instr=" PAGE "/></w:p>', "center", "#"),
        (f"<w:p><w:pPr>{CENTER}</w:pPr><w:r><w:pgNum/></w:r></w:p>", "center", "#"),
        (f'<w:p><w:pPr><w:framePr w:hAnchor="margin" w:xAlign="center" w:y="1"/></w:pPr>{page_field()}</w:p>',
         "center", "#"),
        (f'<w:p><w:pPr><w:tabs><w:tab w:val="center" w:pos="4535"/></w:tabs></w:pPr>{run(chr(9))}{page_field()}</w:p>',
         "center", "#"),
        (f'<w:p><w:r><w:ptab w:alignment="right"/></w:r>{page_field()}</w:p>', "right", "#"),
        (f"<w:sdt><w:sdtContent><w:p><w:pPr>{CENTER}</w:pPr>{page_field()}</w:p></w:sdtContent></w:sdt>",
         "center", "#"),
        (para(extra=text_box(200, 0, 53.6, 20, f"<w:p><w:pPr>{CENTER}</w:pPr>{page_field()}</w:p>")), "center", "#"),
        (f"<w:p><w:pPr>{CENTER}</w:pPr>{run('- ')}{page_field()}{run(' -')}</w:p>", "center", "- # -"),
    ],
)  # fmt: skip
def test_a_page_number_is_found_however_it_is_put(paragraph: str, align: str, text: str) -> None:
    seen = paper(para("a"), sect=references(default="header1"), parts={"header1": margin(paragraph)})
    (number,) = seen.numbers
    assert (number.align, number.text, number.zone, number.on_first) == (align, text, "header", True)
    assert [line.text for line in seen.lines] == ["a"]


def test_the_first_page_shows_none_where_its_header_has_none() -> None:
    number = margin(f"<w:p>{page_field()}</w:p>", "ftr")
    sect = references(default="footer1") + "<w:titlePg/><w:pgNumType w:start='1' w:fmt='lowerRoman'/>"
    (found,) = paper(para("a"), sect=sect, parts={"footer1": number}).numbers
    assert (found.on_first, found.start, found.format, found.zone) == (False, 1, "lowerRoman", "footer")


def test_a_later_section_goes_on_with_the_headers_before() -> None:
    first = f"<w:p><w:pPr><w:sectPr>{references(default='header1')}{MARGINS}</w:sectPr></w:pPr>{run('a')}</w:p>"
    head = {"header1": margin(f"<w:p>{page_field()}</w:p>{para('Dự thảo')}")}
    seen = paper(first + para("b"), parts=head)
    assert [number.section for number in seen.numbers] == [0, 1]
    assert [(line.text, line.zone) for line in seen.lines] == [("a", "body"), ("b", "body"), ("Dự thảo", "header")]


# bad input

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
BILLION = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
GOOD = docx(para("a"))


def rezipped(name: str, data: bytes | None) -> bytes:
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        entries = {n: archive.read(n) for n in archive.namelist()}
    entries.pop(name)
    return zipped(entries | ({name: data} if data is not None else {}))


def encrypted_entry() -> bytes:
    """A zip whose entries say that they need a password."""
    data = bytearray(GOOD)
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(sign)
        while at >= 0:
            struct.pack_into("<H", data, at + offset, 1)
            at = data.find(sign, at + 4)
    return bytes(data)


DEEP = "<w:sdt><w:sdtContent>" * 400 + para("a") + "</w:sdtContent></w:sdt>" * 400
NESTED = para("a")
for _ in range(60):
    NESTED = f"<w:tbl><w:tr><w:tc>{NESTED}</w:tc></w:tr></w:tbl>"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "trống"),
        (b"xin ch\xc3\xa0o", "không phải là tệp Word"),
        (b"%PDF-1.7", "PDF"),
        (b"{\\rtf1", "RTF"),
        (b"\xef\xbb\xbf<html>", "HTML"),
        (GOOD[:-30], "hỏng"),
        (GOOD[:200], "hỏng"),
        (OLE + "WordDocument".encode("utf-16-le"), "Word kiểu cũ"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        (OLE + "Workbook".encode("utf-16-le"), "Excel"),
        (OLE, "Office cũ"),
        (encrypted_entry(), "mật khẩu"),
        (zipped({"a.txt": b"a"}), "ZIP"),
        (zipped({"ke-hoach.html": b"<html>", "images/a.png": b""}), "HTML"),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"}), "OpenDocument"),
        (zipped({"[Content_Types].xml": b"<a/>", "xl/workbook.xml": b"<a/>"}), "Excel"),
        (zipped({"[Content_Types].xml": b"<a/>", "ppt/presentation.xml": b"<a/>"}), "PowerPoint"),
        (rezipped("word/document.xml", None), "word/document.xml"),
        (rezipped("word/document.xml", b"<w:document"), "hỏng"),
        (rezipped("word/document.xml", b""), "hỏng"),
        (rezipped("word/document.xml", b"<a/>"), "không có văn bản"),
        (rezipped("word/styles.xml", b"<a>"), "word/styles.xml"),
        (rezipped("word/document.xml", f"{BILLION}<x>&b;</x>".encode()), "DTD"),
        (rezipped("word/document.xml", f"{OUTSIDE}<x>&a;</x>".encode()), "DTD"),
        (rezipped("word/document.xml", f"<?xml version='1.0' encoding='utf-16'?>{OUTSIDE}<x/>".encode("utf-16")),
         "DTD"),
        (docx(para("a"), raw={"word/vbaProject.bin": b"x"}), "macro"),
        (docx(para("a"), kind="application/vnd.ms-word.document.macroEnabled.main+xml"), "macro"),
        (docx(DEEP), "sâu"),
        (docx(NESTED), "sâu"),
        (rezipped("word/document.xml", b"<a>" + b" " * 41_000_000 + b"</a>"), "quá lớn"),
        (docx("<w:p/>" * 400_001), "quá dài"),
        (docx("<w:p><w:pPr><w:sectPr/></w:pPr></w:p>" * 1_001), "quá nhiều phần"),
    ],
)  # fmt: skip
def test_what_is_no_readable_docx_is_told_with_its_cure(data: bytes, told: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(data, "x.docx")
    assert told in caught.value.message
    assert caught.value.hint


def test_pictures_are_never_unpacked() -> None:
    assert read(docx(para("a"), raw={"word/media/a.png": b"\0" * 80_000_000}), "x.docx").lines[0].text == "a"


@pytest.mark.parametrize("missing", ["word/styles.xml", "word/_rels/document.xml.rels"])
def test_a_document_without_styles_has_words_own(missing: str) -> None:
    line = read(rezipped(missing, None), "x.docx").lines[0]
    assert (line.text, line.spans[0].family, line.spans[0].size) == ("a", "Times New Roman", 10.0)


@pytest.mark.parametrize(
    "styles",
    [
        style("A", based="B") + style("B", based="A"),
        NORMAL.replace('w:default="1"', 'w:default="1"').replace("<w:name", '<w:basedOn w:val="Normal"/><w:name'),
    ],
)
def test_a_circle_of_styles_ends(styles: str) -> None:
    assert only(para("a", '<w:pStyle w:val="A"/>'), styles=styles).text == "a"


@pytest.mark.parametrize(
    "body",
    [
        para("a", '<w:ind w:left="1e999" w:firstLine="-99999999999"/><w:spacing w:line="-5"/>'),
        para("a", '<w:numPr><w:ilvl w:val="x"/><w:numId w:val="y"/></w:numPr><w:jc w:val="?"/>'),
        para("a", '<w:tabs><w:tab w:val="?" w:pos="?"/></w:tabs>', extra=run("\t\t\tb")),
        "<w:tbl><w:tr><w:tc/></w:tr><w:tr/></w:tbl>" + para("a"),
        "<w:tbl/>" + para("a"),
        para("a", extra="<w:r><w:drawing><wp:anchor/></w:drawing><w:pict><v:line/><v:group/></w:pict></w:r>"),
        para("a", extra='<w:r><w:fldChar w:fldCharType="end"/><w:fldChar/></w:r>'),
    ],
)  # fmt: skip
def test_senseless_values_are_passed_over(body: str) -> None:
    assert "a" in [line.text for line in paper(body).lines]


# documents of several origins


@pytest.mark.parametrize("name", [*NAMES, EVERYTHING.stem])
def test_our_own_documents_are_read_with_their_lines(built, name: str) -> None:
    seen = read(built[name].files["docx"], name)
    texts = [line.text for line in seen.lines]
    motto = texts.index("Độc lập - Tự do - Hạnh phúc")
    line = seen.lines[motto]
    (rule,) = line.rules
    assert rule.length == pytest.approx(line.ink[1] - line.ink[0], abs=0.5)
    assert {span.family for x in seen.lines for span in x.spans} == {"Times New Roman"}
    assert all(a.band <= b.band for a, b in pairwise(seen.lines) if a.zone == b.zone == "body" and b.cell[0] < 0)
    assert [(n.text, n.align, n.on_first) for n in seen.numbers] == [("#", "center", False)] * len(seen.sections)


def rewritten(data: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """A document whose main part is changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    return zipped(entries | {"word/document.xml": change(entries["word/document.xml"])})


@pytest.mark.parametrize("name", [*NAMES, EVERYTHING.stem])
def test_lines_formatted_alike_are_read_once_however_their_xml_is_written(built, name: str) -> None:
    """Same text of tags tells same formatting; where it cannot be trusted, the trees tell it, and find the same."""
    data = built[name].files["docx"]
    whole, once = read(data, "x"), read(data, "x", once=True)
    looks = {(line.zone, line.outline, line.align, line.left, line.spacing) for line in whole.lines}
    assert looks == {(line.zone, line.outline, line.align, line.left, line.spacing) for line in once.lines}
    assert len(once.lines) < len(whole.lines)
    for change in (
        lambda xml: xml.replace(b"<w:body>", b"<w:body><!-- <w:p> -->"),
        lambda xml: xml.replace(b"<w:p>", b"<w:p >").replace(b"</w:p>", b"</w:p >"),
        lambda xml: re.sub(rb"(?<=[< /])w:", b"x:", xml).replace(b"xmlns:w=", b"xmlns:x="),
    ):
        assert read(rewritten(data, change), "x", once=True) == once


def _shifted(sign: str) -> str:
    """A paragraph of one tag, and a closing tag that is none: as many of them as before, others in their places."""
    last = para("e") + para("f", rpr=BOLD) + para("g") + para("h", CENTER)
    return "<w:p/>" + para("c", rpr=BOLD) + para("d", CENTER) + sign + last


def _boxed(ppr: str) -> tuple[str]:
    box = f"<v:shape><v:textbox><w:txbxContent>{para('b', ppr)}</w:txbxContent></v:textbox></v:shape>"
    return (para("a", extra=f"<w:r><w:pict>{box}</w:pict></w:r>"),)


@pytest.mark.parametrize(
    "body",
    [table(_boxed(""), _boxed(CENTER), widths=(9000,)), _shifted("<!-- </w:p> -->"), _shifted("<?a </w:p> ?>")],
    ids=["text box", "comment", "instruction"],
)
def test_what_is_no_end_of_a_paragraph_does_not_shift_what_is_told_of_others(body: str) -> None:
    data = docx(body)
    assert [line.text for line in read(data, "x", once=True).lines] == [line.text for line in read(data, "x").lines]


def test_one_document_shows_nothing_of_another_with_the_same_styles() -> None:
    def words(header: str, width: str = "11906") -> list[tuple[str, float | None]]:
        margins = MARGINS.replace("11906", width)
        parts = {"header1": margin(para(header))}
        seen = read(docx(para("a"), sect=references(default="header1"), parts=parts, margins=margins), "x")
        return [(line.text, line.width) for line in seen.lines if line.zone == "header"]

    assert words("b") == words("b") != words("b", "16838")
    assert [words(text)[0][0] for text in ("b", "c", "b")] == ["b", "c", "b"]


def test_an_open_document_is_read_again_with_all_its_words(built) -> None:
    opened = open_package(built[EVERYTHING.stem].files["docx"])
    before = docx_text.words(*opened.written())
    assert arrange(opened, "x", once=True) == arrange(opened, "x", once=True)
    assert docx_text.words(*opened.written()) == before == docx_text.read(built[EVERYTHING.stem].files["docx"])


def test_an_entry_that_is_not_what_the_zip_says_is_told() -> None:
    assert read(GOOD, "x.docx").lines  # its parts are known from now on
    data = bytearray(GOOD)
    data[data.rfind(b"PK\x01\x02") + 16] ^= 1  # the checksum of the last part, word/styles.xml, in the directory
    with pytest.raises(Unreadable, match="hỏng"):
        read(bytes(data), "x.docx")


@pytest.mark.parametrize(("dialect", "head"), origins.DIALECTS, ids=lambda v: getattr(v, "name", ""))
def test_a_letterhead_is_read_however_an_office_builds_it(dialect, head) -> None:
    seen = read(office.build(dialect, head), "x.docx")
    rules = ruled(seen)
    motto = next(line for line in seen.lines if line.text.startswith("Độc lập"))
    country = next(line for line in seen.lines if line.text.startswith("CỘNG HÒA"))
    assert len(rules[motto.text]) == 1
    assert rules[motto.text][0].length == pytest.approx(motto.ink[1] - motto.ink[0], rel=0.06)
    assert country.align == motto.align == "center"
    issuer = seen.lines[seen.lines.index(country) - 1]
    assert issuer.left < country.left
    assert len(seen.numbers) == len(seen.sections)
