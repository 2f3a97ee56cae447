"""A Word file -> the sheet of what stands in it, and its words by a second, simpler reading.

The documents are written here by hand, as small as they can be, as offices' programs write them.
"""

from __future__ import annotations

import io
import random
import time
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest

from generator.importing.docx import read, words
from generator.importing.docx.markers import spelled
from generator.importing.docx.spans import RULE
from generator.importing.sheet import Cell, Grid, Para, Sheet, Span, plain
from generator.verify.paper import Unreadable

SOURCES = Path(__file__).parent / "sources"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PREFIXES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": OFFICE,
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "v": "urn:schemas-microsoft-com:vml",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    }.items()
)
WHO = 'w:id="1" w:author="Lê Văn A" w:date="2026-01-02T00:00:00Z"'


# --- the files ----------------------------------------------------------------------------------


def r(text: str, rpr: str = "", tag: str = "t") -> str:
    text = text.replace("\t", f"</w:{tag}><w:tab/><w:{tag} xml:space='preserve'>")
    text = text.replace("\n", f"</w:{tag}><w:br/><w:{tag} xml:space='preserve'>")
    return f"<w:r><w:rPr>{rpr}</w:rPr><w:{tag} xml:space='preserve'>{text}</w:{tag}></w:r>"


def p(text: str = "", ppr: str = "", rpr: str = "", runs: str = "") -> str:
    return f"<w:p><w:pPr>{ppr}</w:pPr>{r(text, rpr) if text else ''}{runs}</w:p>"


def num(level: int = 0, use: int = 1) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{use}"/></w:numPr>'


def tc(content: str = "", span: int = 1, merge: str = "", more: str = "") -> str:
    down = {"": "", "begins": '<w:vMerge w:val="restart"/>', "goes on": "<w:vMerge/>"}[merge]
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/>{down}{more}</w:tcPr>{content or p()}</w:tc>'


def tbl(*rows: str, widths: tuple[int, ...] = (2000, 4000), props: str = "", ruled: bool = True) -> str:
    lines = "".join(f'<w:{n} w:val="single"/>' for n in ("top", "left", "bottom", "right", "insideH", "insideV"))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    borders = f"<w:tblBorders>{lines}</w:tblBorders>" if ruled else ""
    return f"<w:tbl><w:tblPr>{borders}{props}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def tr(*cells: str, props: str = "") -> str:
    return f"<w:tr><w:trPr>{props}</w:trPr>{''.join(cells)}</w:tr>"


def docx(body: str, styles: str = "", sect: str = "", raw: dict[str, bytes] | None = None, **parts: str) -> bytes:
    parts = {"styles": f"<w:styles {PREFIXES}>{styles}</w:styles>", **parts}
    relations = "".join(
        f'<Relationship Id="rId{name}" Type="{OFFICE}/{name.rstrip("0123456789")}" Target="{name}.xml"/>'
        for name in parts
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    main = f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    entries = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">{main}</Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}/relationships">{relations}</Relationships>',
        "word/document.xml": f"<w:document {PREFIXES}><w:body>{body}<w:sectPr>{sect}</w:sectPr></w:body></w:document>",
        **{f"word/{name}.xml": text for name, text in parts.items()},
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in ({name: text.encode() for name, text in entries.items()} | (raw or {})).items():
            archive.writestr(name, data)
    return buffer.getvalue()


def paras(sheet: Sheet) -> list[Para]:
    found: list[Para] = []
    for block in sheet.blocks:
        cells = [cell for row in block.rows for cell in row] if isinstance(block, Grid) else [Cell((block,))]
        found += [para for cell in cells for para in cell.paras]
    return found


def sheet(body: str, changes: str = "accept", **more) -> Sheet:
    """The sheet of a body; the second reading must have seen the same words."""
    data = docx(body, **more)
    made = read(data, changes)
    notes = [plain(rich) for rich in made.notes.values()]
    seen = " ".join([*(para.text for para in paras(made)), *notes]).split()
    assert [word.text for word in words(data, changes)] == seen
    return made


def texts(body: str, changes: str = "accept", **more) -> list[str]:
    return [para.text for para in paras(sheet(body, changes, **more))]


def only(body: str, **more) -> Para:
    (para,) = paras(sheet(body, **more))
    return para


def grid(body: str, **more) -> Grid:
    (block,) = sheet(body, **more).blocks
    assert isinstance(block, Grid)
    return block


def shape(body: str, **more) -> list[list[tuple[str, int, int]]]:
    return [[(cell.text, cell.columns, cell.rows) for cell in row] for row in grid(body, **more).rows]


def style(name: str, inner: str, kind: str = "paragraph", more: str = "") -> str:
    return f'<w:style w:type="{kind}" w:styleId="{name}"{more}><w:name w:val="{name}"/>{inner}</w:style>'


# --- letters ------------------------------------------------------------------------------------


def test_bold_comes_through_the_style_and_goes_with_the_run_that_says_no() -> None:
    styles = style("H", "<w:rPr><w:b/></w:rPr>")
    para = only(
        p(ppr='<w:pStyle w:val="H"/>', runs=r("Mục tiêu: ") + r("giảm nghèo", '<w:b w:val="0"/>')), styles=styles
    )
    assert para.spans == (Span("Mục tiêu: ", bold=True), Span("giảm nghèo"))


def test_a_space_between_two_bold_words_does_not_part_them() -> None:
    assert only(p(runs=r("Mục", "<w:b/>") + r(" ") + r("đích", "<w:b/>"))).spans == (Span("Mục đích", bold=True),)


@pytest.mark.parametrize(
    ("rpr", "shown"),
    [
        ("<w:caps/>", "SỞ TÀI CHÍNH"),
        ("<w:smallCaps/>", "SỞ TÀI CHÍNH"),
        ('<w:caps w:val="0"/>', "Sở Tài chính"),
        ("<w:vanish/>", None),
    ],
)
def test_capitals_are_made_and_hidden_letters_are_not_shown(rpr: str, shown: str | None) -> None:
    assert texts(p("Sở Tài chính", rpr=rpr)) == ([shown] if shown else [])


def test_capitals_of_a_style_are_made() -> None:
    named = '<w:pStyle w:val="T"/>'
    based = style("B", "<w:rPr><w:caps/></w:rPr>") + style("T", '<w:basedOn w:val="B"/>')
    assert texts(p("Kế hoạch", named), styles=based) == ["KẾ HOẠCH"]


@pytest.mark.parametrize(
    ("text", "place", "shown"),
    [("2", "superscript", "m²"), ("2", "subscript", "m₂"), ("th", "superscript", "mth"), ("3", "baseline", "m3")],
)
def test_raised_figures_become_signs_where_unicode_has_them(text: str, place: str, shown: str) -> None:
    assert texts(p(runs=r("m") + r(text, f'<w:vertAlign w:val="{place}"/>'))) == [shown]


@pytest.mark.parametrize(
    ("font", "code", "shown"),
    [("Symbol", "F0B3", "≥"), ("Symbol", "F0B0", "°"), ("Wingdings", "F0FC", "✓"), ("Wingdings", "F0D8", "➢")],
)
def test_a_sign_of_a_symbol_font_is_what_it_looks_like(font: str, code: str, shown: str) -> None:
    assert texts(p(runs=f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>{r(" 95%")}')) == [f"{shown} 95%"]


def test_a_sentence_set_in_symbol_by_mistake_stays_in_letters() -> None:
    font = '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'
    assert texts(p("Các đơn vị báo cáo", rpr=font)) == ["Các đơn vị báo cáo"]
    assert texts(p(runs=r("\u00b3", font) + r(" 95%"))) == ["≥ 95%"]


def test_letters_are_composed_also_over_the_end_of_a_run() -> None:
    assert texts(p(runs=r("Ke", "<w:b/>") + r("\u0302\u0301 hoạch"))) == ["Kế hoạch"]
    assert texts(p("Quý\u00a0II\u200b năm\u00ad")) == ["Quý II năm"]


def test_an_old_font_is_turned_into_unicode_and_told() -> None:
    font = '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>'
    made = sheet(p("KÕ ho¹ch ph¸t triÓn kinh tÕ - x· héi", rpr=font) + p("Tæ chøc thùc hiÖn", rpr=font))
    assert [para.text for para in paras(made)] == ["Kế hoạch phát triển kinh tế - xã hội", "Tổ chức thực hiện"]
    assert [remark.rule for remark in made.remarks] == ["legacy-font"]


def test_the_letter_of_tcvn3_that_unicode_takes_for_a_soft_hyphen_is_kept() -> None:
    font = '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>'
    assert only(p("L\u00adu: VT, h\u00adíng dÉn", rpr=font)).text == "Lưu: VT, hướng dẫn"
    assert [word.text for word in words(docx(p("h\u00adíng dÉn", rpr=font)), "accept")] == ["hướng", "dẫn"]
    assert only(p("Ủy\u00ad ban")).text == "Ủy ban"


def test_a_letter_that_nobody_can_read_is_told() -> None:
    made = sheet(p("t\ufffd chức"))
    assert [(each.rule, each.line) for each in made.remarks] == [("broken-glyph", 1)]


@pytest.mark.parametrize("line", ["________", "-------", "*****", "__ __", "——————"])
def test_a_typed_line_under_a_name_is_no_text(line: str) -> None:
    assert texts(p("SỞ Y TẾ") + p(line) + p("KẾ HOẠCH")) == ["SỞ Y TẾ", "KẾ HOẠCH"]
    assert texts(p(f"SỞ Y TẾ\n{line}\nSố: 1")) == ["SỞ Y TẾ\nSố: 1"]


@pytest.mark.parametrize("text", ["-", "- Sở Y tế", "......", "Số: …", "+", "*", "a - b"])
def test_a_mark_a_blank_and_a_bullet_are_text(text: str) -> None:
    assert not RULE.fullmatch(text)


# --- paragraphs ---------------------------------------------------------------------------------


def test_a_tab_parts_the_columns_of_a_letterhead_but_not_a_number_from_its_words() -> None:
    assert texts(p("ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI") + p("1.\tMục đích") + p("a)\tGiao") + p("\t- Sở Y tế")) == [
        "ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI", "1. Mục đích", "a) Giao", "- Sở Y tế",
    ]  # fmt: skip


def test_tabs_at_the_beginning_push_the_line_in() -> None:
    indents = [
        para.indent for para in paras(sheet(p("A") + p("\tB") + p("C", '<w:ind w:left="720" w:firstLine="360"/>')))
    ]
    assert indents == [0.0, 36.0, 54.0]


def test_a_soft_break_stays_in_its_paragraph() -> None:
    assert texts(p("Kế hoạch\nnăm 2026")) == ["Kế hoạch\nnăm 2026"]


def test_a_page_break_parts_a_paragraph_and_is_told_of_what_follows() -> None:
    turn = '<w:r><w:br w:type="page"/></w:r>'
    body = p("A", runs=turn + r("B")) + p(runs=turn) + p("C") + p("D", "<w:pageBreakBefore/>") + p("E")
    assert [(para.text, para.breaks) for para in paras(sheet(body))] == [
        ("A", False), ("B", True), ("C", True), ("D", True), ("E", False),
    ]  # fmt: skip


def test_a_landscape_section_begins_a_page_and_a_continuous_one_does_not() -> None:
    tall, wide = '<w:pgSz w:w="11906" w:h="16838"/>', '<w:pgSz w:w="16838" w:h="11906"/>'
    flowing = '<w:type w:val="continuous"/>'
    body = p("A", f"<w:sectPr>{tall}</w:sectPr>") + p("B", f"<w:sectPr>{flowing}{tall}</w:sectPr>")
    made = paras(sheet(body + p("C") + p("D"), sect=wide))
    assert [(para.breaks, para.landscape) for para in made] == [
        (False, False), (False, False), (True, True), (False, True),
    ]  # fmt: skip


def test_a_heading_style_gives_its_level() -> None:
    styles = style("Muc1", "").replace('w:name w:val="Muc1"', 'w:name w:val="heading 1"')
    assert only(p("Mục tiêu", '<w:pStyle w:val="Muc1"/>'), styles=styles).outline == 1


def test_lines_are_the_numbers_of_paragraphs_whatever_is_empty_or_deleted() -> None:
    gone = p(ppr=f"<w:rPr><w:del {WHO}/></w:rPr>", runs=f"<w:del {WHO}>{r('cũ', tag='delText')}</w:del>")
    assert [para.line for para in paras(sheet(p("A") + p() + gone + tbl(tr(tc(p("B")), tc(p("C")))) + p("D")))] == [
        1, 4, 5, 6,
    ]  # fmt: skip


# --- automatic numbers --------------------------------------------------------------------------


def lists(*levels: tuple[str, str], more: str = "", font: str = "") -> str:
    """A numbering part with one list, used as 1; levels are format and text."""
    inner = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{text}"/>'
        f'<w:rPr><w:rFonts w:ascii="{font}"/></w:rPr></w:lvl>'
        for i, (format, text) in enumerate(levels)
    )
    return (
        f'<w:numbering {PREFIXES}><w:abstractNum w:abstractNumId="0">{inner}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{more}</w:numbering>'
    )


def markers(numbering: str, *levels: int, use: dict[int, int] | None = None) -> list[str]:
    body = "".join(p("x", num(level, (use or {}).get(i, 1))) for i, level in enumerate(levels))
    return [para.marker for para in paras(sheet(body, numbering=numbering))]


def test_levels_count_and_begin_anew() -> None:
    outline = lists(("upperRoman", "%1."), ("decimal", "%2."), ("decimal", "%2.%3."), ("lowerLetter", "%4)"))
    assert markers(outline, 0, 1, 2, 2, 3, 3, 1, 2, 0, 1) == [
        "I.", "1.", "1.1.", "1.2.", "a)", "b)", "2.", "2.1.", "II.", "1.",
    ]  # fmt: skip


def test_a_list_that_begins_anew_does_so_once() -> None:
    again = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>'
        "</w:lvlOverride></w:num>"
    )
    assert markers(lists(("decimal", "%1."), more=again), 0, 0, 0, 0, 0, use={2: 2, 3: 2}) == [
        "1.",
        "2.",
        "5.",
        "6.",
        "7.",
    ]


@pytest.mark.parametrize(
    ("format", "count", "shown"),
    [
        ("decimal", 3, "3"), ("decimalZero", 3, "03"), ("lowerLetter", 28, "bb"), ("upperLetter", 4, "D"),
        ("lowerRoman", 4, "iv"), ("upperRoman", 19, "XIX"), ("ordinal", 2, "2nd"), ("chicago", 5, "**"),
        ("decimalEnclosedCircle", 2, "②"), ("vietnameseCounting", 5, "năm"), ("none", 5, ""), ("unheardOf", 5, "5"),
        ("upperRoman", 99999999, "99999999"), ("lowerLetter", 0, "0"),
    ],
)  # fmt: skip
def test_a_number_is_spelled_in_its_format(format: str, count: int, shown: str) -> None:
    assert spelled(count, format) == shown


@pytest.mark.parametrize(
    ("font", "text", "shown"),
    [
        ("Symbol", "\uf0b7", "•"),
        ("Wingdings", "\uf0d8", "➢"),
        ("Courier New", "o", "○"),
        ("", "-", "-"),
        ("", "+", "+"),
    ],
)
def test_a_bullet_is_the_sign_that_shows(font: str, text: str, shown: str) -> None:
    assert markers(lists(("bullet", text), font=font), 0) == [shown]


def test_a_number_of_a_style_is_counted_and_zero_takes_it_away() -> None:
    styles = style("L", f"<w:pPr>{num()}</w:pPr>")
    named = '<w:pStyle w:val="L"/>'
    body = p("A", named) + p("B", named + num(0, 0)) + p("C", named)
    assert [para.marker for para in paras(sheet(body, styles=styles, numbering=lists(("decimal", "Điều %1."))))] == [
        "Điều 1.", "", "Điều 2.",
    ]  # fmt: skip


def test_a_number_alone_in_a_cell_is_kept() -> None:
    body = tbl(tr(tc(p(ppr=num())), tc(p("Khám bệnh"))), tr(tc(p(ppr=num())), tc(p("Tập huấn"))))
    rows = grid(body, numbering=lists(("decimal", "%1"))).rows
    assert [row[0].paras[0].marker for row in rows] == ["1", "2"]


# --- tables -------------------------------------------------------------------------------------


def test_cells_over_columns_and_rows_stand_once() -> None:
    body = tbl(
        tr(tc(p("TT"), merge="begins"), tc(p("Kinh phí"), span=2)),
        tr(tc(merge="goes on"), tc(p("2025")), tc(p("2026"))),
        tr(tc(p("1")), tc(p("10")), tc(p("20"))),
        widths=(1000, 2000, 2000),
    )
    assert shape(body) == [
        [("TT", 1, 2), ("Kinh phí", 2, 1)], [("2025", 1, 1), ("2026", 1, 1)], [("1", 1, 1), ("10", 1, 1), ("20", 1, 1)],
    ]  # fmt: skip
    assert grid(body).widths == (50.0, 100.0, 100.0)


def test_edges_a_hair_apart_are_one() -> None:
    body = tbl(
        tr(tc(p("A")), tc(p("B"), span=2)),
        tr(tc(p("C"), span=2), tc(p("D"))),
        widths=(2000, 60, 4000),
    )
    assert shape(body) == [[("A", 1, 1), ("B", 1, 1)], [("C", 1, 1), ("D", 1, 1)]]
    assert grid(body).widths == (100.0, 203.0)


def test_a_narrow_column_of_its_own_stays() -> None:
    body = tbl(tr(tc(p("A")), tc(p("x")), tc(p("B"))), widths=(2000, 100, 4000))
    assert shape(body) == [[("A", 1, 1), ("x", 1, 1), ("B", 1, 1)]]


def test_a_row_that_begins_late_or_ends_early_is_filled() -> None:
    late = tr(tc(p("C")), props='<w:gridBefore w:val="1"/>')
    body = tbl(tr(tc(p("A")), tc(p("B"))), late, tr(tc(p("D"))))
    assert [[cell.text for cell in row] for row in grid(body).rows] == [["A", "B"], ["", "C"], ["D", ""]]


def test_a_row_of_merged_cells_alone_goes() -> None:
    body = tbl(
        tr(tc(p("A"), merge="begins"), tc(p("B"), merge="begins")),
        tr(tc(merge="goes on"), tc(merge="goes on")),
        tr(tc(p("C")), tc(p("D"))),
    )
    assert shape(body) == [[("A", 1, 1), ("B", 1, 1)], [("C", 1, 1), ("D", 1, 1)]]


def test_cells_merged_across_as_word_of_old_did() -> None:
    body = tbl(tr(tc(p("A"), more='<w:hMerge w:val="restart"/>'), tc(more="<w:hMerge/>")), tr(tc(p("B")), tc(p("C"))))
    assert shape(body) == [[("A", 2, 1)], [("B", 1, 1), ("C", 1, 1)]]


def test_lines_and_head_rows_are_told() -> None:
    head = tr(tc(p("TT")), tc(p("Nội dung")), props="<w:tblHeader/>")
    made = grid(tbl(head, tr(tc(p("1")), tc(p("a")))))
    assert (made.ruled, made.head) == (True, 1)
    assert grid(tbl(tr(tc(p("Nơi nhận:")), tc(p("CHỦ TỊCH"))), ruled=False)).ruled is False


def test_bold_of_a_table_style_is_seen_in_its_first_row() -> None:
    conditional = '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr>'
    props = '<w:tblStyle w:val="T"/><w:tblLook w:val="0020" w:firstRow="1"/>'
    made = grid(tbl(tr(tc(p("A")), tc()), tr(tc(p("B")), tc()), props=props), styles=style("T", conditional, "table"))
    assert [row[0].paras[0].bold for row in made.rows] == [True, False]


def test_a_table_in_a_cell_is_flattened_and_told() -> None:
    made = sheet(tbl(tr(tc(p("A") + tbl(tr(tc(p("B")), tc(p("C")))) + p("D")), tc(p("E")))))
    assert [[cell.text for cell in row] for row in made.blocks[0].rows] == [["A\nB\nC\nD", "E"]]
    assert [remark.rule for remark in made.remarks] == ["nested-table"]


def test_a_document_put_into_a_table_as_a_whole_is_taken_out() -> None:
    inner = tbl(tr(tc(p("SỞ Y TẾ")), tc(p("CỘNG HÒA"))), ruled=False)
    outer = tbl(tr(tc(inner + p("KẾ HOẠCH") + tbl(tr(tc(p("TT")), tc(p("Việc")))))), widths=(6000,), ruled=False)
    assert [type(block).__name__ for block in sheet(outer).blocks] == ["Grid", "Para", "Grid"]


def test_a_page_break_within_a_table_is_told_of_the_table() -> None:
    made = grid(tbl(tr(tc(p("A", "<w:pageBreakBefore/>")), tc(p("B")))))
    assert made.breaks and not any(para.breaks for row in made.rows for cell in row for para in cell.paras)


# --- what hangs on a paragraph ------------------------------------------------------------------


def box(content: str) -> str:
    """A text box, written twice as Word does."""
    inner = f"<w:txbxContent>{content}</w:txbxContent>"
    new = (
        f'<w:drawing><wp:anchor><a:graphic><a:graphicData uri="wps"><wps:wsp><wps:txbx>{inner}</wps:txbx></wps:wsp>'
        "</a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )
    old = f"<w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{new}</mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def test_a_box_is_read_once_after_its_paragraph() -> None:
    made = paras(sheet(p("Số: 12", runs=box(p("DỰ THẢO")) + r("/KH-UBND"))))
    assert [(para.text, para.boxed) for para in made] == [("Số: 12/KH-UBND", False), ("DỰ THẢO", True)]


def test_an_old_box_and_a_drawn_word_are_read() -> None:
    inner = f"<w:txbxContent>{p('MẬT')}</w:txbxContent>"
    old = f"<w:r><w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict></w:r>"
    drawn = '<w:r><w:pict><v:shape><v:textpath string="DỰ THẢO"/></v:shape></w:pict></w:r>'
    assert texts(p(runs=old + drawn)) == ["MẬT", "DỰ THẢO"]


def test_a_frame_is_a_box_and_a_drop_cap_is_not() -> None:
    frame = '<w:framePr w:w="2000" w:hAnchor="page" w:x="1" w:y="1"/>'
    assert only(p("HỎA TỐC", frame)).boxed
    assert not only(p("K", '<w:framePr w:dropCap="drop" w:lines="2"/>')).boxed


@pytest.mark.parametrize(
    ("runs", "rule"),
    [
        ('<w:r><w:drawing><wp:inline><a:blip r:embed="x"/></wp:inline></w:drawing></w:r>', "picture"),
        ('<w:r><w:pict><v:shape><v:imagedata r:id="x"/></v:shape></w:pict></w:r>', "picture"),
        ('<w:r><w:object><v:shape><v:imagedata r:id="x"/></v:shape></w:object></w:r>', "object"),
        ("<m:oMath><m:r><m:t>S=a+b</m:t></m:r></m:oMath>", "equation"),
    ],
)
def test_what_a_plan_cannot_hold_is_told(runs: str, rule: str) -> None:
    made = sheet(p("Xem hình: ", runs=runs))
    assert [(each.rule, each.line) for each in made.remarks] == [(rule, 1)]


def test_a_drawn_line_is_not_told() -> None:
    line = '<w:r><w:pict><v:line from="0,0" to="10,0"/></w:pict></w:r>'
    assert sheet(p("SỞ Y TẾ", runs=line)).remarks == ()


def test_the_letters_of_a_formula_are_kept() -> None:
    formula = (
        "<m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f></m:oMath>"
    )
    assert texts(p("Tỷ lệ = ", runs=formula)) == ["Tỷ lệ = a/b"]


def test_notes_are_named_in_the_order_of_the_text() -> None:
    def ref(kind: str, number: int) -> str:
        return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'

    def part(kind: str, *notes: tuple[int, str]) -> str:
        inner = "".join(f'<w:{kind} w:id="{n}">{p(text)}</w:{kind}>' for n, text in notes)
        return f'<w:{kind}s {PREFIXES}><w:{kind} w:type="separator" w:id="-1">{p("x")}</w:{kind}>{inner}</w:{kind}s>'

    body = p("Luật", runs=ref("footnote", 7) + r(" và quỹ") + ref("endnote", 2) + ref("footnote", 3))
    made = sheet(
        body,
        footnotes=part("footnote", (3, "Ba"), (7, "Luật số 1"), (9, "không ai nhắc")),
        endnotes=part("endnote", (2, "Quỹ")),
    )
    assert [(span.text, span.note) for span in made.blocks[0].spans] == [
        ("Luật", ""), ("", "1"), (" và quỹ", ""), ("", "2"), ("", "3"),
    ]  # fmt: skip
    assert {name: plain(rich) for name, rich in made.notes.items()} == {"1": "Luật số 1", "2": "Quỹ", "3": "Ba"}


def field(code: str, result: str, end: bool = True) -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    return mark.format("begin") + code + mark.format("separate") + r(result) + (mark.format("end") if end else "")


def test_a_field_shows_its_result_and_a_link_its_words() -> None:
    link = f'<w:hyperlink r:id="x">{r("xem tại đây")}</w:hyperlink>'
    simple = f'<w:fldSimple w:instr="DATE">{r(" 01/02/2026")}</w:fldSimple>'
    assert texts(p("Số ", runs=field("REF so", "12") + r(" ") + link + simple)) == ["Số 12 xem tại đây 01/02/2026"]


def test_a_field_that_never_ends_loses_no_words() -> None:
    begun = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r>'
    assert texts(p("A", runs=begun) + p("B") + p("C", runs=field("REF y", "d", end=False)) + p("E")) == [
        "A",
        "B",
        "Cd",
        "E",
    ]


def test_a_list_of_headings_that_word_made_is_left_out_and_told() -> None:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    begin = mark.format("begin") + '<w:r><w:instrText>TOC \\o "1-3"</w:instrText></w:r>' + mark.format("separate")
    body = p("MỤC LỤC") + p(runs=begin + r("I. MỤC ĐÍCH\t1")) + p("II. YÊU CẦU\t2") + p(runs=mark.format("end"))
    made = sheet(body + p("I. MỤC ĐÍCH"))
    assert [para.text for para in paras(made)] == ["MỤC LỤC", "I. MỤC ĐÍCH"]
    assert [remark.rule for remark in made.remarks] == ["contents"]


def test_what_stands_in_content_controls_is_read() -> None:
    def sdt(inner: str) -> str:
        return f"<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    assert texts(sdt(p("A")) + p("B", runs=sdt(r("C"))) + tbl(sdt(tr(sdt(tc(p("D"))), tc(p("E")))))) == [
        "A",
        "BC",
        "D",
        "E",
    ]


def test_headers_and_footers_are_margins_but_numbers_of_pages_are_not() -> None:
    kinds = ("header", "footer")
    sect = "".join(f'<w:{kind}Reference r:id="rId{kind}1" w:type="default"/>' for kind in kinds)
    header = f"<w:hdr {PREFIXES}>{p(runs=field('PAGE', '2'))}{p('Kế hoạch năm 2026')}</w:hdr>"
    footer = f"<w:ftr {PREFIXES}>{p('Trang ', runs=field('PAGE', '2') + r('/') + field('NUMPAGES', '9'))}</w:ftr>"
    assert sheet(p("A"), sect=sect, header1=header, footer1=footer).margins == ("Kế hoạch năm 2026",)


def test_a_letterhead_in_the_header_of_the_first_page_is_text() -> None:
    sect = '<w:headerReference r:id="rIdheader1" w:type="first"/><w:titlePg/>'
    head = tbl(tr(tc(p("SỞ Y TẾ") + p("Số: 5/KH-SYT")), tc(p("CỘNG HÒA") + p(runs=field("PAGE", "1")))), ruled=False)
    made = sheet(p("KẾ HOẠCH"), sect=sect, header1=f"<w:hdr {PREFIXES}>{head}</w:hdr>")
    assert [para.text for para in paras(made)] == ["SỞ Y TẾ", "Số: 5/KH-SYT", "CỘNG HÒA", "KẾ HOẠCH"]
    assert made.margins == ()
    short = sheet(p("KẾ HOẠCH"), sect=sect, header1=f"<w:hdr {PREFIXES}>{p('Dự thảo 2')}</w:hdr>")
    assert (len(short.blocks), short.margins) == (1, ("Dự thảo 2",))


def test_a_letterhead_in_the_header_of_every_page_is_text_too() -> None:
    sect = '<w:headerReference r:id="rIdheader1" w:type="default"/>'
    lines = p("UBND XÃ TÂN BÌNH") + p("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") + p("Số: 5/KH-UBND")
    header = f"<w:hdr {PREFIXES}>{lines}</w:hdr>"
    assert texts(p("Chữ."), sect=sect, header1=header)[-1:] == ["Chữ."]
    assert texts(p("Chữ."), sect=sect, header1=header)[0] == "UBND XÃ TÂN BÌNH"
    assert texts(p("Chữ."), sect=sect, header1=header.replace("CỘNG HÒA", "CHƯƠNG TRÌNH")) == ["Chữ."]


def test_comments_are_told_with_their_place() -> None:
    noted = f'<w:comments {PREFIXES}><w:comment w:id="0" w:author="Trần B">{p("Xem lại số")}</w:comment></w:comments>'
    body = p("A") + p("B", runs='<w:r><w:commentReference w:id="0"/></w:r>')
    assert [(each.rule, each.message, each.line) for each in sheet(body, comments=noted).remarks] == [
        ("comment", "ý kiến của Trần B: «Xem lại số»", 2)
    ]


# --- tracked changes ----------------------------------------------------------------------------

INS, DEL = f"<w:ins {WHO}>{{}}</w:ins>", f"<w:del {WHO}>{{}}</w:del>"
FROM, TO = f"<w:moveFrom {WHO}>{{}}</w:moveFrom>", f"<w:moveTo {WHO}>{{}}</w:moveTo>"


def ended(kind: str) -> str:
    return f"<w:rPr><w:{kind} {WHO}/></w:rPr>"


@pytest.mark.parametrize(
    ("body", "accepted", "rejected"),
    [
        (p("đạt ", runs=DEL.format(r("90", tag="delText")) + INS.format(r("95")) + r("%")), ["đạt 95%"], ["đạt 90%"]),
        (p("A", ended("del")) + p("B"), ["AB"], ["A", "B"]),
        (p("A", ended("ins")) + p("B"), ["A", "B"], ["AB"]),
        (p("A", ended("del")) + p("B", ended("del")) + p("C"), ["ABC"], ["A", "B", "C"]),
        (p("A") + p(ppr=ended("ins"), runs=INS.format(r("mới"))) + p("B"), ["A", "mới", "B"], ["A", "B"]),
        (p("A") + p(ppr=ended("del"), runs=DEL.format(r("cũ", tag="delText"))) + p("B"), ["A", "B"], ["A", "cũ", "B"]),
        (
            p(ppr=ended("moveFrom"), runs=FROM.format(r("X")))
            + p("B")
            + p(ppr=ended("moveTo"), runs=TO.format(r("X"))),
            ["B", "X"],
            ["X", "B"],
        ),
        (
            tbl(tr(tc(p("A")), tc(p("1"))), tr(tc(p("B")), tc(p("2")), props=f"<w:del {WHO}/>")),
            ["A", "1"],
            ["A", "1", "B", "2"],
        ),
        (
            tbl(tr(tc(p("A")), tc(p("1"))), tr(tc(p("B")), tc(p("2")), props=f"<w:ins {WHO}/>")),
            ["A", "1", "B", "2"],
            ["A", "1"],
        ),
        (p("A", runs=INS.format(r("B") + DEL.format(r("C", tag="delText")))), ["AB"], ["A"]),
        (p("A", ended("del")) + tbl(tr(tc(p("B")), tc())), ["A", "B"], ["A", "B"]),
    ],
)
def test_tracked_changes_are_accepted_or_rejected(body: str, accepted: list[str], rejected: list[str]) -> None:
    assert texts(body, "accept") == accepted
    assert texts(body, "reject") == rejected


def test_a_rejected_change_of_looks_gives_the_old_ones_back() -> None:
    was = f"<w:b/><w:rPrChange {WHO}><w:rPr><w:i/></w:rPr></w:rPrChange>"
    settings = f'<w:jc w:val="center"/><w:pPrChange {WHO}><w:pPr><w:jc w:val="right"/></w:pPr></w:pPrChange>'
    (new,), (old,) = (paras(sheet(p("A", settings, was), how)) for how in ("accept", "reject"))
    assert (new.bold, new.italic, new.align) == (True, False, "center")
    assert (old.bold, old.italic, old.align) == (False, True, "right")


def test_each_change_is_told_once_with_author_words_and_line() -> None:
    body = p("x") + p(
        "đạt ", runs=INS.format(r("95", "<w:b/>")) + INS.format(r(" %")) + DEL.format(r("90", tag="delText"))
    )
    assert [(each.message, each.line) for each in sheet(body).remarks] == [
        ("thay đổi có theo dấu: Lê Văn A thêm «95 %» (đã chấp nhận)", 2),
        ("thay đổi có theo dấu: Lê Văn A xóa «90» (đã chấp nhận)", 2),
    ]


def test_a_number_is_not_counted_for_a_paragraph_that_is_gone() -> None:
    body = p("A", num()) + p(ppr=num() + ended("del"), runs=DEL.format(r("B", tag="delText"))) + p("C", num())
    numbering = lists(("decimal", "%1."))
    assert [para.marker for para in paras(sheet(body, numbering=numbering))] == ["1.", "2."]
    assert [para.marker for para in paras(sheet(body, "reject", numbering=numbering))] == ["1.", "2.", "3."]


def test_a_hidden_end_joins_a_run_in_heading_and_both_keep_their_looks() -> None:
    styles = style("H", "<w:rPr><w:b/></w:rPr>")
    body = p("Mục tiêu. ", '<w:pStyle w:val="H"/><w:rPr><w:vanish/><w:specVanish/></w:rPr>') + p("Giảm nghèo")
    assert only(body, styles=styles).spans == (Span("Mục tiêu. ", bold=True), Span("Giảm nghèo"))


# --- whole files --------------------------------------------------------------------------------


@pytest.mark.parametrize("source", sorted(SOURCES.glob("*.docx")), ids=lambda path: path.stem)
def test_both_readings_of_a_real_plan_see_the_same_words(source: Path) -> None:
    data = source.read_bytes()
    seen = " ".join(para.text for para in paras(read(data))).split()
    assert [word.text for word in words(data)] == seen
    assert len(seen) > 500


def test_a_real_plan_is_read_in_time() -> None:
    data = (SOURCES / "thpt-doc-binh-kieu-2026.docx").read_bytes()
    begun = time.perf_counter()
    read(data)
    words(data)
    assert time.perf_counter() - begun < 1.0


@pytest.mark.parametrize(
    "data", [b"", b"PK\3\4" + b"\0" * 90, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, b"%PDF-1.7", b"\0" * 1000]
)
def test_what_is_no_word_file_is_told_with_its_cure(data: bytes) -> None:
    for reading in (read, words):
        with pytest.raises(Unreadable) as told:
            reading(data)
        assert told.value.message and told.value.hint


@pytest.mark.parametrize(
    "body",
    [
        "<w:tbl/>" * 50,
        tbl() + tbl(tr()),
        "<w:p><w:r><w:sym w:char='zz'/><w:sym w:char='D800'/><w:sym/><w:fldChar w:fldCharType='end'/></w:r></w:p>",
        p("A", '<w:numPr><w:ilvl w:val="99"/><w:numId w:val="x"/></w:numPr>'),
        tbl(tr(tc(p("A"), span=-5), tc(p("B"), span=10**9)), widths=()),
        "<w:p><w:r><w:footnoteReference/></w:r><mc:AlternateContent/></w:p>",
        tbl(tr(tc(merge="goes on"), tc(p("A"), merge="goes on"))),
        p("A", f"<w:rPr><w:del {WHO}/></w:rPr>"),
        "<w:ins><w:del><w:p/></w:del></w:ins>",
    ],
)
def test_odd_xml_is_read_without_harm(body: str) -> None:
    for changes in ("accept", "reject"):
        read(docx(body), changes)
        words(docx(body), changes)


@pytest.mark.parametrize(
    "body",
    [
        p(runs="".join(r("ab ", "<w:b/>" if i % 2 else "<w:i/>") for i in range(4_000))),
        "".join(p("a", ended("del")) for _ in range(4_000)),
        tbl(*(tr(*(tc(p("1")) for _ in range(40))) for _ in range(60)), widths=(100,) * 40),
        p(runs="".join(field("REF x", "y") for _ in range(1_500))),
        p(runs="".join(INS.format(r("a")) for _ in range(4_000))),
        "".join(tbl(tr(tc(p("x"), merge="goes on"), tc(p("y"), span=200))) for _ in range(500)),
    ],
    ids=["looks", "marks", "cells", "fields", "changes", "tables"],
)
def test_a_big_file_is_read_in_linear_time(body: str) -> None:
    data = docx(body)
    begun = time.perf_counter()
    read(data)
    words(data)
    # seconds where it were quadratic
    assert time.perf_counter() - begun < 3.0


def test_a_damaged_file_is_read_or_refused_but_never_a_traceback() -> None:
    chance = random.Random(7)
    with zipfile.ZipFile(SOURCES / "thpt-cao-lanh-2-2026.docx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(12):
        text = bytearray(parts["word/document.xml"])
        for _ in range(6):
            at = chance.randrange(len(text))
            text[at : at + chance.randrange(40)] = b""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            for name, data in {**parts, "word/document.xml": bytes(text)}.items():
                archive.writestr(name, data)
        for reading in (read, words):
            try:
                reading(buffer.getvalue())
            except Unreadable as told:
                assert told.message


def test_lines_never_go_back() -> None:
    for source in SOURCES.glob("*.docx"):
        lines = [word.line for word in words(source.read_bytes())]
        assert all(one <= other for one, other in pairwise(lines))


def test_the_end_of_a_section_goes_with_the_end_of_its_paragraph() -> None:
    wide, tall = '<w:pgSz w:w="16838" w:h="11906"/>', '<w:pgSz w:w="11906" w:h="16838"/>'
    body = p("A", ended("ins") + f"<w:sectPr>{wide}</w:sectPr>") + p("B") + p("C")
    assert [para.landscape for para in paras(sheet(body, sect=tall))] == [True, False, False]
    assert [(para.text, para.landscape) for para in paras(sheet(body, "reject", sect=tall))] == [
        ("AB", False),
        ("C", False),
    ]
