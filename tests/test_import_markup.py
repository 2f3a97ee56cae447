"""The readers of HTML, ODT and Markdown, and the door to pandoc: what stands in a source, block by block."""

from __future__ import annotations

import io
import subprocess
import time
import zipfile
from pathlib import Path

import pypandoc
import pytest

from generator.importing import html, md, odt, pandoc
from generator.importing.sheet import Grid, Para, Sheet, plain
from generator.problem import PlanError
from generator.verify.paper import Unreadable

HERE = Path(__file__).parent / "importing"
SOURCES = sorted((HERE.parent / "sources").glob("*.docx"))


def paras(sheet: Sheet) -> list[Para]:
    """All paragraphs, those in cells where they stand."""
    found: list[Para] = []
    for block in sheet.blocks:
        found += [block] if isinstance(block, Para) else [p for row in block.rows for c in row for p in c.paras]
    return found


def said(sheet: Sheet) -> list[str]:
    """All words of a sheet, its notes at the end."""
    texts = [para.text for para in paras(sheet)] + [plain(note) for note in sheet.notes.values()]
    return [word for text in texts for word in text.split()]


def of_html(body: str, head: str = "") -> Sheet:
    return html.read(f"<html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode())


def only(sheet: Sheet) -> Para:
    assert len(sheet.blocks) == 1
    assert isinstance(sheet.blocks[0], Para)
    return sheet.blocks[0]


def grid(sheet: Sheet, number: int = 0) -> Grid:
    return [block for block in sheet.blocks if isinstance(block, Grid)][number]


def cells(table: Grid) -> list[list[tuple[str, int, int]]]:
    return [[(cell.text, cell.columns, cell.rows) for cell in row] for row in table.rows]


# --- HTML: looks ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "look"),
    [
        ("<p><b>x</b>", (True, False, "")),
        ("<p><strong><i>x</i></strong>", (True, True, "")),
        ("<p class=d>x", (True, False, "center")),
        ("<p style='font-weight:700;text-align:right'>x", (True, False, "right")),
        ("<p class=d style='font-weight:normal'>x", (False, False, "center")),
        ("<center><p>x", (False, False, "center")),
        ("<p align=center>x", (False, False, "center")),
        ("<h2>x", (True, False, "")),
        ("<h2 style='font-weight:normal'>x", (False, False, "")),
        ("<p><span style='font-style:italic'>x", (False, True, "")),
        ("<div style='text-align:justify'><p>x", (False, False, "justify")),
    ],
)
def test_the_effective_look_is_that_of_a_browser(body, look):
    para = only(of_html(body, "<style>.d{font-weight:bold} p.d{text-align:center} .nope p{font-weight:bold}</style>"))
    assert (para.bold, para.italic, para.align) == look


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>Số:&nbsp;&nbsp;&nbsp;/KH-UBND", "Số:   /KH-UBND"),
        ("<p>một\n   hai<b> ba</b>", "một hai ba"),
        ("<p>T<b>R</b>ƯỜNG", "TRƯỜNG"),
        ("<p>120 m<sup>2</sup>, H<sub>2</sub>O", "120 m², H₂O"),
        ("<p style='text-transform:uppercase'>kế hoạch", "KẾ HOẠCH"),
        ("<p>thấy<span style='display:none'> giấu</span>", "thấy"),
        ("<p>Ti\u0065\u0302\u0301ng\u200b Việt", "Tiếng Việt"),
        ("<p>bỏ <script>var x='KẾ HOẠCH'</script>mã", "bỏ mã"),
        ("<p>ỦY BAN NHÂN DÂN<br>TỈNH LÀO CAI", "ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI"),
        ("<p>XÃ PHÚ MỸ<br>-------", "XÃ PHÚ MỸ\n-------"),
        ("<p>a &lt;b&gt; &amp;amp; c", "a <b> &amp; c"),
    ],
)
def test_a_text_is_what_a_browser_shows(body, text):
    assert only(of_html(body)).text == text


def test_a_break_ends_a_paragraph_where_a_marker_or_a_sentence_begins():
    sheet = of_html("<div>1. Giảm hộ nghèo.<br>2. Hỗ trợ nhà ở;<br>- Vay vốn<br>ưu đãi<br><br>Hết</div>")
    assert [p.text for p in paras(sheet)] == ["1. Giảm hộ nghèo.", "2. Hỗ trợ nhà ở;", "- Vay vốn\nưu đãi", "Hết"]


def test_the_numbers_of_lists_are_markers_and_no_words():
    body = "<ol type=I start=2><li>Hai<li>Ba<ol type=a><li value=4>Bốn</ol></ol><ul><li>chấm</ul>"
    body += "<ol style='list-style-type:upper-alpha'><li><p>A</p><p>tiếp</p></ol><ul style='list-style:none'><li>x</ul>"
    sheet = of_html(body)
    assert [p.marker for p in paras(sheet)] == ["II.", "III.", "d.", "•", "A.", "", ""]
    assert [p.text for p in paras(sheet)] == ["Hai", "Ba", "Bốn", "chấm", "A", "tiếp", "x"]


# --- HTML: tables --------------------------------------------------------------------------------


def test_merged_cells_and_heads_of_a_table_are_kept():
    table = grid(html.read((HERE / "markup" / "portal.html").read_bytes()), 1)
    assert cells(table)[0] == [("TT", 1, 2), ("Nội dung", 2, 1)]
    assert cells(table)[1] == [("A", 1, 1), ("B", 1, 1)]
    assert cells(table)[2] == [("1", 1, 1), ("x\ny", 1, 1), ("", 1, 1)]
    assert (table.head, table.ruled) == (2, True)


def test_a_table_that_only_frames_a_page_is_its_text():
    inner = "".join(f"<p>đoạn {n}</p>" for n in range(20)) + "<table border=1><tr><td>a<td>b</table>"
    sheet = of_html(f"<table><tr><td></td><td>{inner}</td></tr></table>")
    assert [p.text for p in paras(sheet)][:2] == ["đoạn 0", "đoạn 1"]
    assert cells(grid(sheet)) == [[("a", 1, 1), ("b", 1, 1)]]


def test_a_table_inside_a_cell_is_told():
    sheet = of_html("<table><tr><td>a<table><tr><td>b<td>c</table><td>d<tr><td>e<td>f</table>")
    assert cells(grid(sheet))[0][0][0] == "a\nb\nc"
    assert [remark.rule for remark in sheet.remarks] == ["nested-table"]


def test_columns_that_nobody_sees_are_gone():
    sheet = of_html("<table><tr><td>a<td>b<td><tr><td colspan=3>c</table>")
    assert cells(grid(sheet)) == [[("a", 1, 1), ("b", 1, 1)], [("c", 2, 1)]]


def test_a_column_to_be_filled_in_by_hand_is_kept():
    sheet = of_html("<table><tr><td>a<td>Ghi chú<tr><td>b<td></table>")
    assert cells(grid(sheet))[1] == [("b", 1, 1), ("", 1, 1)]


# --- HTML: pages of sites, Word ------------------------------------------------------------------


def test_the_document_is_found_in_the_page_of_a_site_and_the_rest_told():
    sheet = html.read((HERE / "markup" / "portal.html").read_bytes())
    texts = [para.text for para in paras(sheet)]
    assert texts[0] == "ỦY BAN NHÂN DÂN\nXÃ PHÚ MỸ\n-------"
    assert texts[-1] == "Nguyễn Văn A"
    assert "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;" in texts
    around = [remark.message for remark in sheet.remarks if remark.rule == "page-around"]
    assert len(around) == 1
    assert "Hội nghị tổng kết" in around[0]


def test_a_page_that_is_no_site_is_left_whole():
    sheet = of_html("<div><p>Ngoài</p></div><div><p>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p><p>Nơi nhận:</p></div>")
    assert paras(sheet)[0].text == "Ngoài"
    assert not sheet.remarks


def test_a_page_saved_by_word_keeps_notes_markers_sections():
    sheet = html.read((HERE / "markup" / "word.html").read_bytes())
    found = paras(sheet)
    assert [(p.marker, p.text) for p in found] == [
        ("", "KẾ HOẠCH"), ("", "Giảm nghèo năm 2025"), ("1.", "Mục tiêu"), ("•", "Tỷ lệ hộ"), ("", "Mục\thai"),
        ("", "Cộng hòa xã hội chủ nghĩa Việt Nam"), ("", "PHỤ LỤC"),
    ]  # fmt: skip
    assert found[0].bold
    assert [span.note for span in found[1].spans] == ["", "1", ""]
    assert plain(sheet.notes["1"]) == "Theo chuẩn nghèo."
    assert (found[-1].breaks, found[-1].landscape, found[0].landscape) == (True, True, False)
    assert {remark.rule for remark in sheet.remarks} == {"tracked-change", "legacy-font"}


@pytest.mark.parametrize("name", ["utf-8", "utf-16", "cp1258", "utf-8-sig"])
def test_a_page_is_read_in_whatever_code_it_says(name):
    # cp1258 has tones as marks of their own
    text = f"<html><meta charset={name.removesuffix('-sig')}><p>K\u00ea\u0301 hoa\u0323ch, đồng"
    data = text.replace("đồng", "đ").encode(name)
    assert only(html.read(data)).text == "Kế hoạch, đ"


# --- ODT -----------------------------------------------------------------------------------------

_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in {
        "office": "office", "text": "text", "table": "table", "style": "style", "draw": "drawing",
        "fo": "xsl-fo-compatible", "svg": "svg-compatible",
    }.items()
)  # fmt: skip
_STYLES = """
<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="Hoa" style:family="text"><style:text-properties fo:text-transform="uppercase"/></style:style>
<style:style style:name="An" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="Mu" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>
<style:style style:name="Base" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/>
<style:text-properties fo:font-weight="bold" fo:font-size="13pt"/></style:style>
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Base">
<style:paragraph-properties fo:text-indent="1cm" fo:break-before="page"/></style:style>
<text:list-style style:name="L1">
<text:list-level-style-number text:level="1" style:num-format="I" style:num-suffix="."/>
<text:list-level-style-number text:level="2" style:num-format="1" style:num-suffix="." text:display-levels="2"/>
<text:list-level-style-bullet text:level="3" text:bullet-char="-"/></text:list-style>
"""


def of_odt(body: str, extra: str = "") -> bytes:
    content = (
        f"<office:document-content {_NAMES}><office:automatic-styles>{_STYLES}{extra}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ('Số:<text:s text:c="4"/>/KH-UBND', "Số:    /KH-UBND"),
        ("một\n  hai<text:tab/>ba", "một hai\tba"),
        ('<text:span text:style-name="Hoa">kế hoạch</text:span>', "KẾ HOẠCH"),
        ('thấy<text:span text:style-name="An"> giấu</text:span>', "thấy"),
        ('m<text:span text:style-name="Mu">2</text:span>', "m²"),
        ("tỉnh<text:line-break/>Lào Cai", "tỉnh\nLào Cai"),
        ('<text:a xmlns:x="x">liên kết</text:a> và <text:bookmark/>dấu', "liên kết và dấu"),
    ],
)
def test_the_text_of_an_odt_is_what_is_shown(inner, text):
    assert only(odt.read(of_odt(f"<text:p>{inner}</text:p>"))).text == text


def test_the_look_of_an_odt_comes_through_its_styles():
    para = only(odt.read(of_odt('<text:p text:style-name="P1">x</text:p>')))
    assert (para.bold, para.align, para.size, para.indent) == (True, "center", 13.0, 28.3)


def test_the_numbers_of_an_odt_go_on_restart_and_stand_in_one_another():
    def item(text: str, inner: str = "", start: str = "") -> str:
        given = f' text:start-value="{start}"' if start else ""
        return f"<text:list-item{given}>{f'<text:p>{text}</text:p>' if text else ''}{inner}</text:list-item>"

    third = f"<text:list>{item('gạch')}</text:list>"
    deep = f"<text:list>{item('hai một')}{item('hai hai', third)}</text:list>"
    body = f'<text:list text:style-name="L1">{item("một")}{item("hai", deep)}</text:list><text:p>chen</text:p>'
    body += f'<text:list text:style-name="L1" text:continue-numbering="true">{item("ba")}</text:list>'
    body += f'<text:list text:style-name="L1">{item("lại")}{item("sáu", "", "6")}</text:list>'
    markers = [para.marker for para in paras(odt.read(of_odt(body)))]
    assert markers == ["I.", "II.", "II.1.", "II.2.", "-", "", "III.", "I.", "VI."]


def test_merged_cells_boxes_notes_and_changes_of_an_odt():
    cell = '<table:table-cell table:number-{0}-spanned="2"><text:p>{1}</text:p></table:table-cell>'
    plain_cell = "<table:table-cell><text:p>{0}</text:p></table:table-cell>"
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>đã xóa</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        "<text:p><draw:frame><draw:text-box><text:p>hộp</text:p></draw:text-box></draw:frame>thân"
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>ghi chú</text:p></text:note-body>"
        "</text:note></text:p>"
        "<table:table><table:table-header-rows><table:table-row>"
        + cell.format("columns", "đầu")
        + "<table:covered-table-cell/></table:table-row></table:table-header-rows><table:table-row>"
        + cell.format("rows", "trái")
        + plain_cell.format("a")
        + "</table:table-row><table:table-row><table:covered-table-cell/>"
        + plain_cell.format("b")
        + "</table:table-row></table:table>"
    )
    data = of_odt(body)
    sheet = odt.read(data)
    assert [(p.text, p.boxed) for p in sheet.blocks if isinstance(p, Para)] == [("hộp", True), ("thân", False)]
    assert cells(grid(sheet)) == [[("đầu", 2, 1)], [("trái", 1, 2), ("a", 1, 1)], [("b", 1, 1)]]
    assert grid(sheet).head == 1
    assert plain(sheet.notes["1"]) == "ghi chú"
    assert [remark.rule for remark in sheet.remarks] == ["tracked-change"]
    assert "đã xóa" in sheet.remarks[0].message
    assert [word.text for word in odt.words(data)] == ["hộp", "thân", "đầu", "trái", "a", "b", "ghi", "chú"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "tệp trống"),
        (b"PK\3\4xxxx", "hỏng"),
        (b"x" * 100, "không phải là tệp .odt"),
    ],
)
def test_what_is_no_odt_is_refused_with_its_cure(data, message):
    with pytest.raises(Unreadable, match=message) as caught:
        odt.read(data)
    assert caught.value.hint


def test_an_odt_with_entities_is_refused():
    bomb = f'<!DOCTYPE x [<!ENTITY a "aaaa">]><office:document-content {_NAMES}/>'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("content.xml", bomb)
    with pytest.raises(Unreadable, match="DTD"):
        odt.read(stream.getvalue())


# --- Markdown ------------------------------------------------------------------------------------


def test_what_pandoc_writes_is_read_with_its_tables_notes_and_signs():
    sheet = md.read((HERE / "markup" / "pandoc.md").read_text("utf-8"))
    texts = [block.text for block in sheet.blocks if isinstance(block, Para)]
    assert texts == [
        "KẾ HOẠCH", "Giảm nghèo năm 2025", "I. MỤC TIÊU",
        "1. Giảm trên 1,5% hộ nghèo – theo chuẩn “đa chiều”; diện tích 10 m²...", "- Hỗ trợ nhà ở *;",
        "a) Vay vốn ưu đãi tại Ngân hàng.", "I. Một", "IV. Bốn",
    ]  # fmt: skip
    assert cells(grid(sheet))[0][1][0] == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert cells(grid(sheet, 1)) == [
        [("TT", 1, 1), ("Nội dung", 1, 1), ("Ghi chú", 1, 1)],
        [("1", 1, 2), ("Nhà ở", 1, 1), ("", 1, 1)],
        [("Y tế", 1, 1), ("x", 1, 1)],
        [("Tổng cộng", 2, 1), ("2", 1, 1)],
    ]
    assert cells(grid(sheet, 2))[1] == [("1", 1, 1), ("Mô hình một", 1, 1), ("3,5", 1, 1)]
    assert plain(sheet.notes["1"]) == "Chuẩn 2021-2025,\nđoạn hai."


def test_markers_typed_in_markdown_survive_as_typed():
    sheet = md.read((HERE / "markup" / "typed.md").read_text("utf-8"))
    texts = [block.text for block in sheet.blocks if isinstance(block, Para)]
    assert texts == [
        "KẾ HOẠCH", "I. MỤC ĐÍCH", "1. Nâng cao nhận thức.",
        "2. Giảm 1 - 1,5% hộ nghèo; theo khoản 1 điểm a) Luật Tổ chức chính quyền địa phương.",
        "- Gạch đầu dòng một;", "- gạch đầu dòng hai ____________.", "* Ghi chú: 2 * 3 = 6",
    ]  # fmt: skip
    assert cells(grid(sheet))[0][0][0] == "ỦY BAN NHÂN DÂN\nXÃ PHÚ MỸ"
    assert cells(grid(sheet, 1)) == [[("A", 1, 2), ("B", 1, 1)], [("C", 1, 1)]]


@pytest.mark.parametrize(
    ("typed", "spans"),
    [
        ("**đậm** thường", [("đậm", True, False), (" thường", False, False)]),
        ("***cả hai***", [("cả hai", True, True)]),
        ("_nghiêng_ và snake_case_x", [("nghiêng", False, True), (" và snake_case_x", False, False)]),
        ("**a *b* c**", [("a ", True, False), ("b", True, True), (" c", True, False)]),
        ("Số: ______/KH", [("Số: ______/KH", False, False)]),
        ("2 * 3 * 4", [("2 * 3 * 4", False, False)]),
        ("**không đóng", [("**không đóng", False, False)]),
        (r"\*sao\* &amp; 3 < 4", [("*sao* & 3 < 4", False, False)]),
        ("[1] và [x](http://y)", [("[1] và x", False, False)]),
        ("T**RƯỜNG**", [("T", False, False), ("RƯỜNG", True, False)]),
    ],
)
def test_marks_of_markdown_are_looks(typed, spans):
    assert [(s.text, s.bold, s.italic) for s in only(md.read(typed)).spans] == spans


def test_straight_quotation_marks_typed_by_hand_stay_straight():
    assert only(md.read('Cuộc vận động "Ngày vì người nghèo" -- 2025...')).text.count('"') == 2


# --- all of them ---------------------------------------------------------------------------------


def made(source: Path, form: str) -> bytes:
    """What pandoc makes of a DOCX."""
    command = [pypandoc.get_pandoc_path(), "-f", "docx", "-t", form, "-o", "-", str(source)]
    return subprocess.run(command, capture_output=True, check=True).stdout


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_a_real_plan_reads_the_same_in_every_form_that_pandoc_writes(source):
    found = {
        "odt": said(odt.read(made(source, "odt"))),
        "html": said(html.read(made(source, "html"))),
        "markdown": said(md.read(made(source, "markdown").decode())),
        "gfm": said(md.read(made(source, "gfm").decode())),
    }
    assert len(found["odt"]) > 600
    assert all(words == found["odt"] for words in found.values())


def test_words_and_sheet_tell_the_same_words_and_lines():
    word, portal = ((HERE / "markup" / f"{name}.html").read_bytes() for name in ("word", "portal"))
    typed, written = ((HERE / "markup" / f"{name}.md").read_text("utf-8") for name in ("typed", "pandoc"))
    odt_made = made(SOURCES[1], "odt")
    pairs = [(html.read(d), html.words(d)) for d in (word, portal)]
    pairs += [(md.read(t), md.words(t)) for t in (typed, written)]
    for sheet, words in [*pairs, (odt.read(odt_made), odt.words(odt_made))]:
        assert [each.text for each in words] == said(sheet)
        told = {(each.line, each.text) for each in words}
        assert all((para.line, para.text.split()[0]) in told for para in paras(sheet))


@pytest.mark.parametrize(
    "text",
    ["<b>" * 10_000, "<table><tr><td>" * 1_000, "<div>" * 4_000 + "x", "*a " * 12_000, "[a](" * 8_000,
     "<p>x<a href='#a'>1</a>" * 1_000, "<style>" + "/*" * 12_000, "|a|\n|-|\n" * 4_000, "+--+\n" * 4_000],
)  # fmt: skip
def test_garbage_is_read_in_time(text):
    start = time.process_time()
    md.words(text)
    md.read(text)
    try:
        html.read(text.encode())
    except Unreadable as error:
        assert error.hint
    assert time.process_time() - start < 2


# --- pandoc --------------------------------------------------------------------------------------


def test_pandoc_makes_a_page_that_is_read():
    page = pandoc.html(b"{\\rtf1 K\\u7871? {\\b ho\\u7841?ch}\\par H\\u224?ng hai}", "rtf")
    assert [para.text for para in paras(html.read(page))] == ["Kế hoạch", "Hàng hai"]


def test_pandoc_opens_nothing_that_a_document_names(tmp_path):
    secret = tmp_path / "secret.rst"
    secret.write_text("BÍ MẬT")
    with_secret = f"x\n\n.. include:: {secret}\n".encode()
    try:
        assert "BÍ" not in pandoc.html(with_secret, "rst").decode()
    except PlanError as error:
        assert "BÍ" not in str(error)


def test_pandoc_is_ended_in_time():
    start = time.monotonic()
    with pytest.raises(PlanError, match="quá"):
        pandoc.html(b"*a `b |c\n\n" * 200_000, "rst", timeout=0.01)
    assert time.monotonic() - start < 5


@pytest.mark.parametrize(("data", "form"), [(b"x", "pdf"), (b"PK\3\4", "epub"), (b"x", "--version")])
def test_what_pandoc_cannot_read_is_told_in_vietnamese(data, form):
    with pytest.raises(PlanError, match="đọc"):
        pandoc.html(data, form)


def test_where_pypandoc_is_missing_its_cure_is_told(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pypandoc", None)
    assert not pandoc.available()
    with pytest.raises(PlanError, match="pip install pypandoc-binary"):
        pandoc.html(b"x", "rtf")
