"""A PDF with a layer of text becomes the sheet that its DOCX would be; no word is lost, and what is doubted is told."""

from __future__ import annotations

import io
import time
from functools import cache
from pathlib import Path

import pikepdf
import pytest
import typst

from generator import build, fonts
from generator.importing import docx, pdf
from generator.importing.sheet import PAGE, Block, Grid, Para, Sheet
from generator.problem import PlanError

ROOT = Path(__file__).parent.parent
SETUP = """#set page(paper: "a4", margin: (left: 30mm, right: 15mm, y: 20mm))
#set text(font: "{family}", size: 14pt, lang: "vi")
#set par(justify: true, first-line-indent: (amount: 1cm, all: true), spacing: 14pt)
#set table(stroke: 0.5pt)
#show table: set par(justify: false, first-line-indent: 0pt)
"""
MANY = [
    f"Đoạn {n}. Sở thứ {n} tham mưu Ủy ban nhân dân xã {n * 7} thực hiện {n * 13} mô hình, hỗ trợ {n * 17} hộ nghèo "
    f"của {n * 3} thôn và báo cáo kết quả trước ngày {n % 28 + 1} hằng tháng theo biểu mẫu số {n * 11}."
    for n in range(99)
]
LONG = "Tổ chức triển khai thực hiện hiệu quả các chính sách giảm nghèo trên địa bàn, bảo đảm đúng đối tượng. " * 3


@cache
def made(body: str) -> bytes:
    """A PDF of a text in Typst's own language, set as a plan is."""
    font = fonts.find()
    found = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=sorted({str(path.parent) for path in font.files}),
    )
    source = SETUP.replace("{family}", font.family) + body
    return bytes(typst.Compiler(source.encode(), font_paths=found).compile(format="pdf"))


@cache
def plan(name: str) -> dict[str, bytes]:
    return dict(build.build(ROOT / name).files)


def paras(sheet: Sheet) -> list[str]:
    return [block.text for block in sheet.blocks if isinstance(block, Para)]


def table(sheet: Sheet, ruled: bool = True) -> list[list[str]]:
    grid = next(block for block in sheet.blocks if isinstance(block, Grid) and block.ruled is ruled)
    return [[" ".join(cell.text.split()) for cell in row] for row in grid.rows]


def spoken(sheet: Sheet) -> list[str]:
    inside = [
        [block] if isinstance(block, Para) else [p for row in block.rows for c in row for p in c.paras]
        for block in sheet.blocks
    ]
    return [word for each in inside for para in each for word in para.text.split()]


def body(sheet: Sheet) -> list[object]:
    """What stands between title and signature: texts with their markers, tables with their cells."""

    def one(block: Block) -> object:
        if isinstance(block, Para):
            return " ".join(f"{block.marker} {block.text}".split())
        return [[(" ".join(cell.text.split()), cell.columns, cell.rows) for cell in row] for row in block.rows]

    found = [one(block) for block in sheet.blocks if not isinstance(block, Para) or block.text.strip()]
    return found[next(n for n, each in enumerate(found) if isinstance(each, str) and each.startswith(("I.", "Phần"))) :]


# --- whole plans ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["plans/my-thanh-2022.yaml", "plans/nghe-an-2025.yaml"])
def test_a_plan_comes_from_its_pdf_as_from_its_docx(name: str) -> None:
    files = plan(name)
    one, other = body(docx.read(files["docx"], "accept")), body(pdf.read(files["pdf"]))
    wrapped = [each for each in one if each not in other]
    assert len(wrapped) <= 1  # a title of an appendix, whose lines stand each for itself
    assert [each for each in one if each in other] == [each for each in other if each in one]


@pytest.mark.parametrize("name", ["plans/my-thanh-2022.yaml", "plans/da-nang-2022.yaml"])
def test_the_reader_and_the_count_agree(name: str) -> None:
    data = plan(name)["pdf"]
    counted, read = [word.text for word in pdf.words(data)], spoken(pdf.read(data))
    assert sorted(counted) == sorted(read)
    at = counted.index("HOẠCH")
    assert counted[at:-60] == read[at:-60]


def test_letterhead_and_signature_are_grids_of_two_columns() -> None:
    sheet = pdf.read(plan("plans/da-nang-2022.yaml")["pdf"])
    head, foot = (block for block in sheet.blocks if isinstance(block, Grid))
    assert head.ruled is foot.ruled is False and sheet.kind == "pdf" and not sheet.sure
    left, right = ([para.text for para in cell.paras] for cell in head.rows[0])
    assert left == ["ỦY BAN NHÂN DÂN", "THÀNH PHỐ ĐÀ NẴNG", "Số: 29/KH-UBND"]
    assert right[:2] == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    left, right = ([para.text for para in cell.paras] for cell in foot.rows[0])
    assert left[0] == "Nơi nhận:" and left[-1] == "- Lưu: VT, LĐTBXH, KGVX." and len(left) == 8
    assert right == ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Ngô Thị Kim Yến"]


def test_every_element_comes_through() -> None:
    sheet = pdf.read(plan("tests/plans/everything.yaml")["pdf"])
    assert [block.text for block in sheet.blocks if isinstance(block, Para) and block.boxed] == [
        "LƯU HÀNH NỘI BỘ", "MẬT", "HỎA TỐC",
    ]  # fmt: skip
    assert len(sheet.notes) == 3 and all(sheet.notes.values())
    noted = [span.note for block in sheet.blocks if isinstance(block, Para) for span in block.spans if span.note]
    assert noted[0] == "1" and set(noted) <= set(sheet.notes)
    merged = next(block for block in sheet.blocks if isinstance(block, Grid) and block.ruled)
    spans = [[(cell.columns, cell.rows) for cell in row] for row in merged.rows]
    assert spans[:3] == [[(1, 2), (1, 2), (2, 1)], [(1, 1), (1, 1)], [(1, 1), (1, 2), (1, 1), (1, 1)]]
    assert any("điện thoại" in text for text in sheet.margins) and {"2", "3"} <= set(sheet.margins)
    assert any(block.landscape and block.breaks for block in sheet.blocks)


def test_lines_tell_page_and_row_in_both_readings() -> None:
    data = plan("plans/da-nang-2022.yaml")["pdf"]
    block = next(b for b in pdf.read(data).blocks if isinstance(b, Para) and b.text.startswith("II. "))
    word = next(word for word in pdf.words(data) if word.text == "II.")
    assert block.page == block.line // PAGE == word.line // PAGE == 2
    assert abs(block.line - word.line) <= 2


# --- paragraphs -----------------------------------------------------------------------------------


def test_lines_become_paragraphs_with_their_looks() -> None:
    sheet = pdf.read(made(f"*I. MỤC ĐÍCH*\n\n{LONG}\n\n*1. Yêu cầu:* _nghiêng_ {LONG}\n\nCuối."))
    assert paras(sheet) == ["I. MỤC ĐÍCH", LONG.strip(), f"1. Yêu cầu: nghiêng {LONG.strip()}", "Cuối."]
    first, _, third, _ = (block for block in sheet.blocks if isinstance(block, Para))
    assert first.bold and [(s.bold, s.italic) for s in third.spans] == [(True, False), (False, True), (False, False)]


def test_a_paragraph_goes_on_over_a_page() -> None:
    sheet = pdf.read(made("\n\n".join(MANY[:40])))
    assert paras(sheet) == MANY[:40] and {block.page for block in sheet.blocks} == {1, 2, 3, 4}


def test_a_line_that_comes_again_on_the_next_page_is_text() -> None:
    sheet = pdf.read(made("\n\n".join([LONG] * 16)))
    assert paras(sheet) == [LONG.strip()] * 16 and not sheet.margins


def test_a_page_begun_by_hand_is_told() -> None:
    sheet = pdf.read(made(f"{LONG}\n#pagebreak()\nPhụ lục"))
    assert [block.breaks for block in sheet.blocks] == [False, True]


def test_a_number_at_a_lines_end_is_one_word_with_what_follows() -> None:
    data = made("#set par(justify: false)\n" + "Thực hiện " * 5 + "Quyết định số 29/KH-\\\nUBND của Ủy ban.")
    assert "29/KH-UBND" in [word.text for word in pdf.words(data)]
    assert "29/KH-UBND" in spoken(pdf.read(data))


def test_raised_numbers_become_signs() -> None:
    assert (
        paras(pdf.read(made("Rừng 5 km#super(typographic: false)[2], khí CO#sub(typographic: false)[2] thải ra.")))[0]
        == "Rừng 5 km², khí CO₂ thải ra."
    )


def test_page_numbers_are_no_text() -> None:
    data = made('#set page(header: align(center)[#context counter(page).display("1")])\n' + "\n\n".join(MANY))
    sheet = pdf.read(data)
    assert paras(sheet) == MANY and sheet.margins[:3] == ("1", "2", "3")
    assert [word.text for word in pdf.words(data)] == " ".join(MANY).split()


# --- columns and tables ---------------------------------------------------------------------------

SIGNED = """#grid(columns: (1fr, 1fr), align: (left, center), [#text(12pt)[*Nơi nhận:*] \\ - Như trên; \\ - Lưu: VT.],
[*TM. ỦY BAN NHÂN DÂN* \\ *CHỦ TỊCH* \\ #v(60pt) *Nguyễn Văn A*])"""


def test_the_name_far_below_belongs_to_the_signature() -> None:
    sheet = pdf.read(made(LONG + SIGNED))
    left, right = next(block for block in sheet.blocks if isinstance(block, Grid)).rows[0]
    assert [para.text for para in left.paras] == ["Nơi nhận:", "- Như trên;", "- Lưu: VT."]
    assert [para.text for para in right.paras] == ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn A"]


def test_recipients_that_go_on_over_a_page_stay_with_theirs() -> None:
    many = " \\ ".join(f"- Cơ quan số {n};" for n in range(40))
    sheet = pdf.read(made(f"{LONG}\n\n" + SIGNED.replace("- Như trên;", many)))
    (grid,) = (block for block in sheet.blocks if isinstance(block, Grid))
    assert [para.text for para in grid.rows[0][0].paras][-2:] == ["- Cơ quan số 39;", "- Lưu: VT."]
    assert len(sheet.blocks) == 2


def test_a_tab_in_a_line_stays_a_tab() -> None:
    (text,) = paras(pdf.read(made("Đơn vị chủ trì #h(60pt) Sở Tài chính")))
    assert text == "Đơn vị chủ trì\tSở Tài chính"


def test_cells_are_told_by_their_lines() -> None:
    sheet = pdf.read(
        made(
            "#table(columns: (1cm, 6cm, 3cm, 3cm), table.cell(rowspan: 2)[TT], table.cell(rowspan: 2)[Nội dung],"
            "table.cell(colspan: 2)[Kinh phí], [2025], [2026], [1], [Hỗ trợ phát triển sản xuất cho hộ nghèo], [10],"
            "[20], table.cell(colspan: 2)[Cộng], [10], [20])"
        )
    )
    assert table(sheet) == [
        ["TT", "Nội dung", "Kinh phí"],
        ["2025", "2026"],
        ["1", "Hỗ trợ phát triển sản xuất cho hộ nghèo", "10", "20"],
        ["Cộng", "10", "20"],
    ]
    (grid,) = sheet.blocks
    assert isinstance(grid, Grid) and [cell.columns for cell in grid.rows[3]] == [2, 1, 1]
    assert [round(width) for width in grid.widths] == [28, 170, 85, 85]


ROWS = "".join(f"[{n}], [Nhiệm vụ số {n} phải làm trong năm], [Sở Tài chính]," for n in range(1, 80))


def test_a_table_over_pages_is_one_and_its_head_stands_once() -> None:
    data = made(
        f"Danh mục\n\n#table(columns: (1cm, 9cm, 4cm), table.header([TT], [Nội dung], [Cơ quan chủ trì]), {ROWS})"
    )
    sheet = pdf.read(data)
    _, grid = sheet.blocks
    assert isinstance(grid, Grid) and grid.head == 1
    assert [row[0].text for row in grid.rows] == ["TT", *(str(n) for n in range(1, 80))]
    assert [word.text for word in pdf.words(data)] == spoken(sheet)


def test_a_row_that_a_page_cuts_is_whole_again() -> None:
    long = "thực hiện các nội dung được giao theo kế hoạch và quy định hiện hành của Nhà nước " * 6
    data = made(f"#v(660pt)\n#table(columns: (1cm, 9cm, 4cm), [1], [Sở Tài chính {long}], [2026], [2], [Hai], [2027])")
    assert table(pdf.read(data)) == [["1", f"Sở Tài chính {long}".strip(), "2026"], ["2", "Hai", "2027"]]


def test_a_dash_within_a_name_begins_no_paragraph_in_a_cell() -> None:
    data = made("#table(columns: (3.4cm, 5cm), [Sở Lao động \\\n\\- Thương binh và Xã hội], [\\- Một; \\\n\\- Hai.])")
    (grid,) = pdf.read(data).blocks
    assert isinstance(grid, Grid)
    assert [[para.text for para in cell.paras] for cell in grid.rows[0]] == [
        ["Sở Lao động - Thương binh và Xã hội"],
        ["- Một;", "- Hai."],
    ]


# --- what cannot be read --------------------------------------------------------------------------


def changed(data: bytes, **how: object) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as file:
        file.save(out, **how)  # type: ignore[arg-type]
    return out.getvalue()


def refused(data: bytes) -> str:
    for read in (pdf.read, pdf.words):
        with pytest.raises(PlanError) as told:
            read(data)
    return str(told.value)


def test_a_locked_file_is_declined_with_its_cure() -> None:
    locked = changed(made("Kế hoạch"), encryption=pikepdf.Encryption(owner="a", user="b"))
    assert "mật khẩu" in refused(locked)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 nothing", b"\x00" * 1000, b"PK\x03\x04" + b"a" * 500])
def test_what_is_no_pdf_is_declined(data: bytes) -> None:
    assert "PDF" in refused(data)


def test_pages_without_text_are_declined() -> None:
    with pytest.raises(PlanError, match="không có chữ"):
        pdf.read(made("#rect(width: 5cm, height: 3cm)"))


def test_the_hidden_layer_of_a_scan_is_read_and_doubted() -> None:
    file = pikepdf.open(io.BytesIO(made("Kế hoạch giảm nghèo")))
    page = file.pages[0]
    page.contents_coalesce()
    page.Contents = file.make_stream(page.Contents.read_bytes().replace(b" 0 Tr", b" 3 Tr"))
    out = io.BytesIO()
    file.save(out)
    sheet = pdf.read(out.getvalue())
    assert paras(sheet) == ["Kế hoạch giảm nghèo"] and [each.rule for each in sheet.remarks] == ["scan"]


def old(family: bytes, text: bytes) -> bytes:
    """A PDF whose font has an old code: letters of Latin-1, the font not embedded."""
    stream = b"BT /F1 14 Tf 90 700 Td (" + text + b") Tj ET"
    font = b"<</Type/Font/Subtype/TrueType/BaseFont/" + family + b"/Encoding/WinAnsiEncoding>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<</Font<</F1 4 0 R>>>>>>"
    kids = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    held = b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream)
    bodies = [b"<</Type/Catalog/Pages 2 0 R>>", kids, page, font, held]
    objects = b"".join(b"%d 0 obj%s endobj\n" % (n, body) for n, body in enumerate(bodies, 1))
    return b"%PDF-1.4\n" + objects + b"trailer<</Root 1 0 R/Size 6>>"


def test_old_letters_are_turned_into_unicode() -> None:
    data = old(b"#2EVnTime", "KÕ ho¹ch ph¸t triÓn kinh tÕ x· héi".encode("latin-1"))
    sheet = pdf.read(data)
    assert paras(sheet) == ["Kế hoạch phát triển kinh tế xã hội"]
    assert [each.rule for each in sheet.remarks] == ["legacy-font"]
    assert " ".join(word.text for word in pdf.words(data)) == "Kế hoạch phát triển kinh tế xã hội"


def test_turned_text_and_pictures_are_told() -> None:
    sheet = pdf.read(made("Kế hoạch\n\n#rotate(45deg)[Bản nháp]"))
    assert paras(sheet)[0] == "Kế hoạch" and [each.rule for each in sheet.remarks] == ["turned-text"]
    assert "Bản nháp" in sheet.remarks[0].message


def test_the_stamp_of_an_electronic_signature_is_set_apart() -> None:
    stamp = (
        "#place(top + right)[#text(8pt)[Người ký: Ủy ban nhân dân tỉnh \\ Thời gian ký: 28.01.2022 08:00:00 +07:00]]"
    )
    sheet = pdf.read(made(f"{stamp}\n#v(40pt)\n{LONG}"))
    assert paras(sheet) == [LONG.strip()]
    assert [each.rule for each in sheet.remarks] == ["signature-stamp"] and len(sheet.margins) == 2


def test_a_plan_is_read_in_time() -> None:
    data = plan("plans/my-thanh-2022.yaml")["pdf"]
    pdf.read(data)
    begun = time.process_time()
    pdf.read(data)
    pdf.words(data)
    assert time.process_time() - begun < 1
