"""Registers of units: what is read from CSV, Excel and YAML, names by the decree, both worlds of levels.

Each file in cascade/register/problems/ has its exact messages beside it; `--golden` rewrites them.
"""

from __future__ import annotations

import io
import time
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles import Font

from generator.problem import PlanError, show
from generator.register import columns, naming, register, sheet
from generator.register import workbook as excel

FOLDER = Path(__file__).parent / "cascade" / "register"
CASES = sorted(p for p in (FOLDER / "problems").iterdir() if p.suffix != ".txt")
BEFORE, SINCE = date(2025, 6, 30), date(2025, 7, 1)


def read(tmp_path, text, name="units.csv"):
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return register.read(path)


def workbook(tmp_path, *rows, sheets=(), **edits):
    """A workbook of one sheet `Đơn vị` with these rows; `edits` are done to the sheet before it is saved."""
    book = openpyxl.Workbook()
    table = book.active
    table.title = "Đơn vị"
    for row in rows:
        table.append(row)
    for place, value in edits.get("put", {}).items():
        table[place] = value
    for place, form in edits.get("format", {}).items():
        table[place].number_format = form
    for merged in edits.get("merge", ()):
        table.merge_cells(merged)
    for title, content in sheets:
        other = book.create_sheet(title)
        for row in content:
            other.append(row)
    path = tmp_path / "units.xlsx"
    book.save(path)
    return path


def rewritten(path, part, change):
    """The same zip with one part changed, as bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    path.write_bytes(out.getvalue())
    return path


def told(path):
    with pytest.raises(PlanError) as caught:
        register.read(path)
    return str(caught.value).replace(f"{path.parent}/", "")


HEADING = ("Tên", "Loại", "Trực thuộc", "Số hộ")
PROVINCE = ("Lào Cai", "tỉnh")


# --- messages -----------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES, ids=lambda p: p.name)
def test_the_message_is_exact(case, golden):
    said = told(case) + "\n"
    expected = case.with_name(case.name + ".txt")
    if golden:
        expected.write_text(said, "utf-8")
    assert said == expected.read_text("utf-8")
    assert said.count("lỗi: ") == said.count("= gợi ý:")


def test_no_message_is_without_its_case():
    assert {p.name for p in (FOLDER / "problems").glob("*.txt")} == {p.name + ".txt" for p in CASES}


@pytest.mark.parametrize(
    ("name", "part"),
    [("khong-co.csv", "không tìm thấy tệp"), ("thu-muc.csv", "không phải là một tệp"), ("khong-co.yaml", "không tìm")],
)
def test_a_file_that_is_none_is_told(tmp_path, name, part):
    (tmp_path / "thu-muc.csv").mkdir()
    assert part in told(tmp_path / name)


# --- CSV ----------------------------------------------------------------------------------------


def test_the_register_of_a_clerk_is_read():
    found = register.read(FOLDER / "lao-cai-2024.csv")
    assert [unit.id for unit in found.units] == [
        "tinh-lao-cai", "thanh-pho-lao-cai", "thi-xa-sa-pa", "huyen-bat-xat", "bao-thang",
    ]  # fmt: skip
    assert [unit.level for unit in found.units] == ["tỉnh", *["huyện"] * 4]
    assert {unit.parent for unit in found.units[1:]} == {"tinh-lao-cai"}
    assert found.columns["so_ho_can_ngheo"] == "Số hộ cận nghèo"
    assert "tt" not in found.columns
    assert [unit.cells["so_ho_can_ngheo"].text for unit in found.units] == ["", "1.500", "2200", "0,5", ""]
    assert found.units[3].signer == 'Phạm "Văn" D'


def test_a_cell_of_csv_knows_its_line_and_column():
    found = register.read(FOLDER / "lao-cai-2024.csv")
    mark = found.units[2].cells["so_ho_can_ngheo"].mark
    assert mark.text[mark.column - 1 : mark.column - 1 + mark.width] == "2200"
    assert mark.line == 6
    quoted = found.units[3].cells["signer"].mark
    assert quoted.text[quoted.column - 1 :].startswith("Phạm")


def test_a_row_of_sums_is_left_out_with_a_note():
    found = register.read(FOLDER / "lao-cai-2024.csv")
    assert [note.message for note in found.notes] == ["bỏ qua dòng `Tổng cộng`"]
    assert found.notes[0].level == "info"


@pytest.mark.parametrize("sign", ",;\t")
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_delimiters_line_ends_and_bom_do_not_matter(tmp_path, sign, mark, end):
    rows = [("Tên", "Loại", "Số hộ"), ("Lào Cai", "tỉnh", '"1,5; 2\t3"')]
    path = tmp_path / "units.csv"
    path.write_bytes((mark + end.join(sign.join(row) for row in rows)).encode())
    assert register.read(path).units[0].cells["so_ho"].text == "1,5; 2 3"


def test_text_is_nfc_and_hidden_signs_are_dropped(tmp_path):
    found = read(tmp_path, "Tên,Loại\nLa\u0300o\u00a0\u200bCai,tỉnh\n")
    assert found.units[0].name == "Lào Cai"


def test_lines_of_the_letterhead_are_lines_of_the_cell(tmp_path):
    text = 'Tên,Loại,Dòng đầu trang\nBảo Thắng,huyện,"ỦY BAN NHÂN DÂN\nHUYỆN BẢO THẮNG"\nSa Pa,thị xã,A | B\nÂ,xã,\n'
    found = read(tmp_path, text)
    assert [unit.lines for unit in found.units] == [("ỦY BAN NHÂN DÂN", "HUYỆN BẢO THẮNG"), ("A", "B"), ()]
    assert found.units[1].mark.line == 4


def test_headings_in_english_and_without_diacritics_are_known(tmp_path):
    found = read(tmp_path, "id,NAME,loai don vi,TRUC THUOC,chuc vu\nlc,Lào Cai,TỈNH,,Chủ tịch\n")
    assert found.units[0].signer_title == "Chủ tịch"


_TEXT = st.text(st.sampled_from('abđễ ,;"\t\n|#0'), max_size=8)


@given(st.lists(st.lists(_TEXT, min_size=3, max_size=3), min_size=1, max_size=6), st.sampled_from(",;\t"))
def test_what_is_written_as_csv_is_read_back(tmp_path_factory, table, sign):
    rows = [["Tên", "Loại", "Ghi chú"], *([f"x{row[0]}", *row[1:]] for row in table)]
    quoted = (sign.join('"' + text.replace('"', '""') + '"' for text in row) for row in rows)
    path = tmp_path_factory.mktemp("csv") / "units.csv"
    path.write_text("\n".join(quoted), "utf-8", newline="")

    def normal(text):
        return "\n".join(line for part in text.split("\n") if (line := " ".join(part.split())))

    found = sheet.read(path, columns.is_heading)
    assert [[cell.text for cell in row] for row in found.rows] == [[normal(text) for text in row] for row in rows]
    for row in found.rows:
        for cell in row:
            shown = cell.mark.text[cell.mark.column - 1 :]
            first = cell.text.split("\n")[0].split(" ")[0].replace('"', '""')
            assert shown.lstrip().startswith(first) or not shown.strip()


@given(st.lists(st.sampled_from(["Bát Xát", "Bắc Hà", "Sa Pa", "1"]), max_size=5), st.sampled_from(["huyện", "xã"]))
def test_ids_are_unique_or_the_double_is_told(tmp_path_factory, names, kind):
    path = tmp_path_factory.mktemp("ids") / "units.csv"
    path.write_text("Tên,Loại\nLào Cai,tỉnh\n" + "".join(f"{name},{kind}\n" for name in names), "utf-8")
    if len(set(names)) == len(names):
        ids = [unit.id for unit in register.read(path).units]
        assert len(set(ids)) == len(ids) == len(names) + 1
    else:
        assert "đã có ở dòng" in told(path)


# --- Excel --------------------------------------------------------------------------------------


def test_values_of_excel_are_what_a_vietnamese_reader_sees(tmp_path):
    values = [1500, 1.5, 0.005, 0.1 + 0.2, date(2025, 7, 1), "  1.500 ", 1e15, 0.07, -2.0, "x_x000D_\ny", 0.125]
    heading = [*HEADING[:2], *(f"c{i}" for i in range(len(values)))]
    form = {"E2": "0.0%", "J2": "0%", "M2": '0.00" %"'}
    path = workbook(tmp_path, heading, [*PROVINCE, *values], format=form)
    cells = register.read(path).units[0].cells
    said = [cells[f"c{i}"].text for i in range(len(values))]
    assert said == [
        "1500",
        "1,5",
        "0,5%",
        "0,3",
        "2025-07-01",
        "1.500",
        "1000000000000000",
        "7%",
        "-2",
        "x\ny",
        "0,125",
    ]


def test_a_cell_of_excel_knows_its_sheet_and_name(tmp_path):
    path = workbook(tmp_path, ["Danh sách đơn vị"], [], HEADING, [*PROVINCE, "", 5])
    unit = register.read(path).units[0]
    assert unit.cells["so_ho"].mark.spot == "trang tính Đơn vị, ô D4"
    assert str(unit.cells["so_ho"].mark).endswith("units.xlsx, trang tính Đơn vị, ô D4")
    assert unit.cells["truc_thuoc" if "truc_thuoc" in unit.cells else "parent"].mark.spot.endswith("ô C4")


def test_a_date_of_excel_is_a_date(tmp_path):
    path = workbook(tmp_path, (*HEADING[:2], "Từ ngày"), [*PROVINCE, datetime(2020, 1, 2)])
    assert register.read(path).units[0].since == date(2020, 1, 2)


@pytest.mark.parametrize("merged", ["A2:A3", "A1:A2", "C3:D3"])
def test_merged_cells_are_refused_with_their_range(tmp_path, merged):
    said = told(workbook(tmp_path, HEADING, PROVINCE, ("Bát Xát", "huyện", "tỉnh Lào Cai", 5), merge=[merged]))
    assert f"--> units.xlsx, trang tính Đơn vị, ô {merged}" in said
    assert f"các ô {merged} bị gộp làm một" in said
    assert "Bỏ gộp ô" in said


def test_a_merged_title_above_the_heading_is_no_fault(tmp_path):
    path = workbook(tmp_path, ["DANH SÁCH ĐƠN VỊ"], HEADING, PROVINCE, merge=["A1:D1"])
    assert len(register.read(path).units) == 1


def test_a_formula_without_its_result_is_told(tmp_path):
    said = told(workbook(tmp_path, HEADING, [*PROVINCE, "", "=1+2"], [*PROVINCE, "", "=D2"]))
    assert "công thức chưa có kết quả lưu trong tệp (ô D2, D3)" in said
    assert "ô D2\n" in said
    assert "bấm Lưu" in said


def test_a_formula_with_its_result_is_its_result(tmp_path):
    path = workbook(tmp_path, HEADING, [*PROVINCE, "", "=1+2"], ["Bát Xát", "huyện", "tỉnh Lào Cai", "=1"])

    def saved(xml):
        xml = xml.replace(b"<f>1+2</f><v></v>", b"<f>1+2</f><v>3</v>").replace(
            b"<f>1+2</f><v />", b"<f>1+2</f><v>3</v>"
        )
        return xml.replace(b'<c r="D3"><f>1</f><v></v>', b'<c r="D3" t="str"><f>1</f><v></v>').replace(
            b'<c r="D3"><f>1</f><v />', b'<c r="D3" t="str"><f>1</f><v></v>'
        )

    units = register.read(rewritten(path, "xl/worksheets/sheet1.xml", saved)).units
    assert [unit.cells["so_ho"].text for unit in units] == ["3", ""]


def test_an_error_of_excel_is_told_with_its_cell(tmp_path):
    said = told(workbook(tmp_path, HEADING, [*PROVINCE, "", "#REF!"], ["Bát Xát", "huyện", "#DIV/0!", True]))
    for part in ("ô báo lỗi `#REF!`", "ô D2", "ô báo lỗi `#DIV/0!`", "ô C3", "TRUE hoặc FALSE", "ô D3"):
        assert part in said


def test_the_sheet_with_a_heading_is_read_and_the_others_are_named(tmp_path):
    path = workbook(tmp_path, ["Hướng dẫn"], sheets=[("Danh sách", [HEADING, PROVINCE]), ("Trống", [])])
    found = register.read(path)
    assert found.units[0].cells["name"].mark.spot == "trang tính Danh sách, ô A2"
    assert [note.message for note in found.notes] == ["sổ có 2 trang tính, chỉ đọc `Danh sách`"]
    assert "`Đơn vị`" in found.notes[0].hint


def test_hidden_rows_and_styled_blank_ones(tmp_path):
    book = openpyxl.load_workbook(workbook(tmp_path, HEADING, PROVINCE, (), ("Bát Xát", "huyện", "tỉnh Lào Cai")))
    book.active.row_dimensions[4].hidden = True
    book.active["A900"].font = Font(bold=True)
    book.save(tmp_path / "units.xlsx")
    assert len(register.read(tmp_path / "units.xlsx").units) == 2


def test_what_a_file_says_of_its_size_is_not_believed(tmp_path):
    path = workbook(tmp_path, HEADING, PROVINCE, ("Bát Xát", "huyện", "tỉnh Lào Cai", 7))
    path = rewritten(path, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b'ref="A1:D3"', b'ref="A1"'))
    assert register.read(path).units[1].cells["so_ho"].text == "7"


SHEET = "xl/worksheets/sheet1.xml"
BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + b"".join(
    b'<!ENTITY %c "%s">' % (98 + i, b"&%c;" % (97 + i) * 10) for i in range(10)
)


@pytest.mark.parametrize(
    ("part", "change"),
    [
        (SHEET, lambda xml: xml[: len(xml) // 2]),
        (SHEET, lambda xml: b""),
        (SHEET, lambda xml: xml.replace(b'r="2"', b'r="999999999999"')),
        (SHEET, lambda xml: xml.replace(b'r="A2"', b'r="ZZZZZZZ2"')),
        (SHEET, lambda xml: xml.replace(b't="n"', b"").replace(b"<v>5</v>", b"<v>NaN</v>")),
        (SHEET, lambda xml: BOMB + b"]><x>&k;</x>"),
        ("xl/workbook.xml", lambda xml: b"<x/>"),
        ("xl/styles.xml", lambda xml: xml[:200]),
        ("[Content_Types].xml", lambda xml: b""),
    ],
    ids=range(9),
)
def test_a_damaged_workbook_is_told_and_nothing_hangs(tmp_path, part, change):
    path = rewritten(workbook(tmp_path, HEADING, [*PROVINCE, "", 5]), part, change)
    began = time.monotonic()
    assert "gợi ý" in told(path)
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    ("name", "content", "part"),
    [
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet", ".ods"),
        ("xl/workbook.bin", b"", ".xlsb"),
        ("word/document.xml", b"", "không phải là sổ tính"),
        ("xl/big", bytes(excel.MAX_UNZIPPED + 1), "giải nén ra quá lớn"),
    ],
    ids=["ods", "xlsb", "docx", "bomb"],
)
def test_other_documents_are_refused(tmp_path, name, content, part):
    with zipfile.ZipFile(tmp_path / "units.xlsx", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(name, content)
    assert part in told(tmp_path / "units.xlsx")


def test_a_workbook_called_csv_is_read_as_what_it_is(tmp_path):
    path = workbook(tmp_path, HEADING, PROVINCE).rename(tmp_path / "units.csv")
    assert len(register.read(path).units) == 1


@pytest.mark.parametrize(("rows", "columns"), [(20_001, 1), (3, 201)])
def test_a_table_that_is_too_large_is_refused(tmp_path, rows, columns):
    text = "Tên,Loại" + ",c" * (columns > 1) + "\n" + ("x," * columns + "\n") * rows
    with pytest.raises(PlanError, match="bảng quá lớn"):
        read(tmp_path, text)


@pytest.mark.parametrize("line", ["\n", "#\n", ",,\n"])
def test_a_million_lines_of_nothing_are_refused_at_once(tmp_path, line):
    began = time.monotonic()
    with pytest.raises(PlanError, match="bảng quá lớn"):
        read(tmp_path, "Tên,Loại\n" + line * 1_000_000)
    assert time.monotonic() - began < 5


def test_without_a_heading_to_look_for_the_first_filled_row_is_it(tmp_path):
    path = workbook(tmp_path, [], ["Chỉ tiêu", "Cả tỉnh"], [], ["Hộ nghèo", 5])
    assert [[cell.text for cell in row] for row in sheet.read(path).rows] == [
        ["Chỉ tiêu", "Cả tỉnh"],
        ["Hộ nghèo", "5"],
    ]


# --- YAML ---------------------------------------------------------------------------------------

YAML = """\
units:
  - {kind: tỉnh, name: Lào Cai}
  - kind: huyện
    name: Bát Xát
    parent: tỉnh Lào Cai
    signer: Nguyễn Văn A
    signer_title: Chủ tịch
    lines: [ỦY BAN NHÂN DÂN, HUYỆN BÁT XÁT]
    through: 2025-06-30
    figures:
      Số hộ cận nghèo: 1.500
      ty_le: 0,5%
"""


def test_a_register_in_yaml_is_the_same(tmp_path):
    found = read(tmp_path, YAML, "units.yaml")
    unit = found.unit("huyen-bat-xat", BEFORE)
    assert (unit.parent, unit.signer_title, unit.until) == ("tinh-lao-cai", "Chủ tịch", SINCE)
    assert unit.lines == ("ỦY BAN NHÂN DÂN", "HUYỆN BÁT XÁT")
    assert unit.cells["so_ho_can_ngheo"].text == "1.500"
    assert unit.cells["so_ho_can_ngheo"].mark.line == 11
    assert found.columns["so_ho_can_ngheo"] == "Số hộ cận nghèo"
    assert found.units[0].cells["ty_le"].text == ""


# --- both worlds --------------------------------------------------------------------------------

WORLDS = """\
Mã,Tên,Loại,Trực thuộc,Từ ngày,Đến ngày
lc,Lào Cai,tỉnh,,,
yb,Yên Bái,tỉnh,,,30/6/2025
,Bát Xát,huyện,lc,,
,Lào Cai,thành phố,lc,,
,Bát Xát,thị trấn,huyện Bát Xát,,
muong-hum,Mường Hum,xã,huyện Bát Xát,,
muong-hum,Mường Hum,xã,Tỉnh Lào Cai,,
,Sa Pa,phường,lc,,
,Vân Đồn,đặc khu,lc,,
"""


def test_two_levels_since_the_first_of_july(tmp_path):
    found = read(tmp_path, WORLDS)
    before, since = ({unit.full_name for unit in found.on(day)} for day in (BEFORE, SINCE))
    assert before == {
        "tỉnh Lào Cai", "tỉnh Yên Bái", "huyện Bát Xát", "thành phố Lào Cai", "thị trấn Bát Xát", "xã Mường Hum",
    }  # fmt: skip
    assert since == {"tỉnh Lào Cai", "xã Mường Hum", "phường Sa Pa", "đặc khu Vân Đồn"}
    assert {unit.full_name for unit in found.on(None)} == since


@pytest.mark.parametrize(
    ("heading", "last"),
    [("Đến ngày", True), ("Đến hết ngày", True), ("through", True), ("Đến trước ngày", False), ("until", False)],
)
def test_den_ngay_counts_the_day_itself(tmp_path, heading, last):
    unit = read(tmp_path, f"Tên,Loại,{heading}\nYên Bái,tỉnh,30/6/2025\n").units[0]
    assert unit.until == (SINCE if last else BEFORE)
    assert unit.exists(BEFORE) is last
    assert unit.exists(date(2025, 6, 29))
    assert not unit.exists(SINCE)


@pytest.mark.parametrize("end", ["Đến ngày,,30/6/2025", "Đến trước ngày,,01/7/2025", "Ghi chú,,"])
def test_the_end_of_three_levels_may_be_written_or_left_out(tmp_path, end):
    heading, *ends = end.split(",")
    text = f"Tên,Loại,Trực thuộc,{heading}\nLào Cai,tỉnh,,{ends[0]}\nBát Xát,huyện,tỉnh Lào Cai,{ends[1]}\n"
    unit = read(tmp_path, text + f"Y Tý,xã,huyện Bát Xát,{ends[1]}\n").units[1]
    assert unit.until == SINCE


def test_a_row_may_hold_for_one_day(tmp_path):
    unit = read(tmp_path, "Tên,Loại,Từ ngày,Đến ngày\nYên Bái,tỉnh,30/6/2025,30/6/2025\n").units[0]
    assert (unit.since, unit.until) == (BEFORE, SINCE)


def test_each_row_may_write_its_end_in_its_own_way(tmp_path):
    text = "Tên,Loại,Đến ngày,Đến trước ngày\nYên Bái,tỉnh,30/6/2025,\nHà Giang,tỉnh,,01/7/2025\n"
    assert [unit.until for unit in read(tmp_path, text).units] == [SINCE, SINCE]


def test_a_plan_without_a_date_has_no_huyen(tmp_path):
    found = read(tmp_path, WORLDS)
    assert [unit.id for unit in found.below("lc", None)] == ["muong-hum", "phuong-sa-pa", "dac-khu-van-don"]
    assert found.unit("huyen-bat-xat", None) is None
    assert not any(unit.exists(None) for unit in found.units if unit.level == "huyện")


def test_one_id_has_a_parent_in_each_world(tmp_path):
    found = read(tmp_path, WORLDS)
    assert found.unit("muong-hum", BEFORE).parent == "huyen-bat-xat"
    assert found.unit("MUONG-HUM", SINCE).parent == "lc"
    assert found.unit("huyen-bat-xat", SINCE) is None
    assert found.unit("khong-co", SINCE) is None
    assert [unit.id for unit in found.below("lc", BEFORE)] == ["huyen-bat-xat", "thanh-pho-lao-cai"]
    assert [unit.id for unit in found.below("lc", SINCE)] == ["muong-hum", "phuong-sa-pa", "dac-khu-van-don"]


def test_the_rows_of_a_renamed_unit_may_follow_each_other(tmp_path):
    found = read(
        tmp_path,
        "Mã,Tên,Loại,Trực thuộc,Từ ngày,Đến ngày\nlc,Lào Cai,tỉnh,,,\n"
        "sp,Sa Pa,huyện,lc,,31/12/2019\nsp,Sa Pa,thị xã,lc,01/01/2020,\n",
    )
    days = (date(2019, 12, 31), date(2020, 1, 1), SINCE)
    assert [unit and unit.kind for unit in (found.unit("sp", day) for day in days)] == ["huyện", "thị xã", None]


def test_values_of_a_unit_for_sentences(tmp_path):
    found = register.read(FOLDER / "lao-cai-2024.csv")
    day = date(2024, 1, 23)
    said = register.values(found.unit("huyen-bat-xat", day), found, day)
    assert said["full_name"] == "huyện Bát Xát"
    assert said["committee"] == "Ủy ban nhân dân huyện Bát Xát"
    assert said["committee_short"] == "UBND huyện Bát Xát"
    assert (said["level"], said["level_name"], said["place"]) == ("huyện", "cấp huyện", "Bát Xát")
    assert said["so_ho_can_ngheo"] == "0,5"
    assert said["parent"]["committee"] == "Ủy ban nhân dân tỉnh Lào Cai"
    assert "parent" not in said["parent"]


def test_a_unit_can_be_kept_in_a_set():
    assert len(set(register.read(FOLDER / "lao-cai-2024.csv").units)) == 5


def test_a_city_without_a_province_is_wondered_about(tmp_path):
    found = read(tmp_path, "Tên,Loại\nLào Cai,thành phố\nHồ Chí Minh,thành phố\nHuế,thành phố\n")
    assert [note.level for note in found.notes] == ["warning"]
    assert "thành phố Lào Cai không ghi đơn vị cấp trên" in show(found.notes[0])
    assert {unit.level for unit in found.units} == {"tỉnh"}


def test_a_name_in_small_letters_is_told(tmp_path):
    found = read(tmp_path, "Tên,Loại\nlào cai,tỉnh\n")
    assert [(note.level, note.message) for note in found.notes] == [("info", "tên `lào cai` viết thường")]


def test_a_thousand_faults_are_counted_not_told(tmp_path):
    said = told_of(tmp_path, "Tên,Loại,Trực thuộc\n" + "".join(f"A{i},xã,huyện B{i}\n" for i in range(1000)))
    assert said.count("lỗi: ") == 101
    assert "còn 900 lỗi nữa" in said


def told_of(tmp_path, text):
    with pytest.raises(PlanError) as caught:
        read(tmp_path, text)
    return str(caught.value)


def test_the_communes_of_the_country_are_read_quickly(tmp_path):
    rows = "".join(f"x{i},Xã số {i},xã,lc,1.500\n" for i in range(10_000))
    began = time.monotonic()
    found = read(tmp_path, "Mã,Tên,Loại,Trực thuộc,Số hộ\nlc,Lào Cai,tỉnh,,\n" + rows.replace("Xã số ", "Số "))
    assert len(found.below("lc", SINCE)) == 10_000
    assert time.monotonic() - began < 5


# --- names --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "name", "full", "place"),
    [
        ("tỉnh", "Lào Cai", "tỉnh Lào Cai", "Lào Cai"),
        ("thành phố", "Hồ Chí Minh", "Thành phố Hồ Chí Minh", "Thành phố Hồ Chí Minh"),
        ("thành phố", "Hà Nội", "thành phố Hà Nội", "Hà Nội"),
        ("thành phố", "Điện Biên Phủ", "thành phố Điện Biên Phủ", "Điện Biên Phủ"),
        ("phường", "Điện Biên Phủ", "Phường Điện Biên Phủ", "Phường Điện Biên Phủ"),
        ("phường", "1", "Phường 1", "Phường 1"),
        ("phường", "VII", "Phường VII", "Phường VII"),
        ("quận", "10", "Quận 10", "Quận 10"),
        ("phường", "Võ Thị Sáu", "Phường Võ Thị Sáu", "Phường Võ Thị Sáu"),
        ("phường", "Trần Hưng Đạo", "Phường Trần Hưng Đạo", "Phường Trần Hưng Đạo"),
        ("phường", "Lê Lợi", "Phường Lê Lợi", "Phường Lê Lợi"),
        ("xã", "Đặng Thuỳ Trâm", "Xã Đặng Thuỳ Trâm", "Xã Đặng Thuỳ Trâm"),
        ("huyện", "Trần Văn Thời", "Huyện Trần Văn Thời", "Huyện Trần Văn Thời"),
        ("huyện", "Bát Xát", "huyện Bát Xát", "Bát Xát"),
        ("thị xã", "Sa Pa", "thị xã Sa Pa", "Sa Pa"),
        ("đặc khu", "Lý Sơn", "đặc khu Lý Sơn", "Lý Sơn"),
        ("huyện", "Hoàng Su Phì", "huyện Hoàng Su Phì", "Hoàng Su Phì"),
        ("phường", "Phan Rí Cửa", "phường Phan Rí Cửa", "Phan Rí Cửa"),
        ("huyện", "Trần Đề", "huyện Trần Đề", "Trần Đề"),
        ("xã", "Lê Xá", "xã Lê Xá", "Lê Xá"),
        ("xã", "Hồ Thầu", "xã Hồ Thầu", "Hồ Thầu"),
        ("xã", "Đinh Trang Thượng", "xã Đinh Trang Thượng", "Đinh Trang Thượng"),
        ("huyện", "Chi Lăng", "huyện Chi Lăng", "Chi Lăng"),
        ("thị trấn", "Ít Ong", "thị trấn Ít Ong", "Ít Ong"),
    ],
)
def test_names_are_written_as_the_decree_has_them(kind, name, full, place):
    named_for = naming.is_named_for(name, kind)
    assert naming.full_name(kind, name, named_for) == full
    assert naming.place(kind, name, named_for) == place
    assert naming.committee(kind, name, named_for) == f"Ủy ban nhân dân {full}"


def test_the_column_overrules_what_a_name_looks_like(tmp_path):
    found = read(
        tmp_path, "Tên,Loại,Đặt tên theo\nĐông Hà,phường,tên người\nQuang Trung,phường,không\nLê Lợi,phường,\n"
    )
    assert [unit.full_name for unit in found.units] == ["Phường Đông Hà", "phường Quang Trung", "Phường Lê Lợi"]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Số hộ cận nghèo", "so_ho_can_ngheo"),
        ("  Tỷ lệ (%)  ", "ty_le"),
        ("ĐỒNG/ha", "dong_ha"),
        ("2024", "cot_2024"),
        ("%", ""),
        ("so_ho", "so_ho"),
    ],
)
def test_a_heading_has_its_key(text, key):
    assert naming.slug(text) == key


@given(st.text(max_size=30))
def test_a_key_is_a_name_and_its_own_key(text):
    key = naming.slug(text)
    assert naming.slug(key) == key
    assert not key or (key.isidentifier() and key.isascii() and key.islower())


@pytest.mark.parametrize(("one", "other"), [("Hoà  An", "hòa an"), ("UỶ BAN", "Ủy ban"), ("Thuý", "Thúy")])
def test_the_seat_of_a_tone_does_not_count(one, other):
    assert naming.fold(one) == naming.fold(other)
    assert naming.fold("Lào Cai") != naming.fold("Lao Cai")


def test_a_row_that_numbers_the_columns_and_a_caption_are_passed_by(tmp_path):
    text = (
        "TT;Tên đơn vị;Loại;Trực thuộc;Hộ nghèo\n(1);(2);(3);(4);(5)\n;An Bình;tỉnh;;\nI;Các huyện;;;\n"
        "1;Tân Sơn;huyện;tỉnh An Bình;12\nII. Các thị xã;;;;\n2;Phú Lộc;thị xã;tỉnh An Bình;9\n"
    )
    path = tmp_path / "dv.csv"
    path.write_text(text, "utf-8")
    found = register.read(path)
    assert [unit.full_name for unit in found.units] == ["tỉnh An Bình", "huyện Tân Sơn", "thị xã Phú Lộc"]
    assert [note.message for note in found.notes] == [
        "bỏ qua dòng `(1)`",
        "bỏ qua dòng `I`",
        "bỏ qua dòng `II. Các thị xã`",
    ]


def test_a_unit_without_its_kind_is_still_told(tmp_path):
    path = tmp_path / "dv.csv"
    path.write_text("Tên đơn vị;Loại;Trực thuộc;Hộ nghèo\nAn Bình;tỉnh;;\nTân Sơn;;tỉnh An Bình;12\n", "utf-8")
    with pytest.raises(PlanError, match="đơn vị `Tân Sơn` thiếu loại"):
        register.read(path)
