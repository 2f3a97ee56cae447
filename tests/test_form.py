"""The form of the decree, requirement by requirement, in both formats.

Marks in brackets name the rows of the requirements: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I.
"""

from __future__ import annotations

import itertools

import pdf_objects
import pytest
from conftest import NAMES, sample
from ooxml import NS, Styles, W, paragraphs, style, text, tree
from pdf_objects import MM

from generator import build
from generator.problem import PlanError

ALL = [*NAMES, "everything"]
COUNTRY, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"


@pytest.fixture(scope="module")
def pages(built):
    return {name: pdf_objects.read(built[name].files["pdf"]) for name in ALL}


def find(pieces, start, page=None):
    return next(p for p in pieces if p.text.startswith(start) and (page is None or p.page == page))


# --- I: page --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ALL)
def test_a4_and_margins_within_the_decree(name, built, pages):
    """[I.1, I.3] 210 x 297 mm; top and bottom 20-25, left 30-35, right 15-20 mm."""
    for section in tree(built[name].files["docx"]).iter(f"{W}sectPr"):
        size, margin = section.find("w:pgSz", NS), section.find("w:pgMar", NS)
        assert sorted(int(size.get(f"{W}{side}")) for side in "wh") == [11906, 16838]
        mm = {s: int(margin.get(f"{W}{s}")) / 1440 * 25.4 for s in ("top", "bottom", "left", "right")}
        assert 19.9 <= mm["top"] <= 25.1
        assert 19.9 <= mm["bottom"] <= 25.1
        assert 29.9 <= mm["left"] <= 35.1
        assert 14.9 <= mm["right"] <= 20.1
    sheets, pieces, _ = pages[name]
    assert {tuple(sorted((round(s.width), round(s.height)))) for s in sheets} == {(595, 842)}
    for piece in pieces:
        sheet = sheets[piece.page - 1]
        assert piece.left >= 30 * MM - 0.6, piece
        assert piece.right <= sheet.width - 15 * MM + 1.5, piece


@pytest.mark.parametrize("name", ALL)
def test_all_text_is_black_and_times_new_roman(name, pages):
    """[I.4] In the PDF its metric twin may stand for it."""
    for piece in pages[name][1]:
        assert piece.colour == (0, 0, 0)
        assert piece.font.startswith(("Tinos", "TimesNewRoman"))


@pytest.mark.parametrize("name", ALL)
def test_page_numbers_are_centred_in_the_top_margin_and_not_on_page_one(name, pages):
    """[I.7, III.1.đ] Arabic, 13-14 pt, upright; each appendix counts for itself."""
    sheets, pieces, _ = pages[name]
    starts = [1] + [p.page for p in pieces if p.text.startswith("Phụ lục") and p.size == 14 and "Bold" in p.font]
    expected = 0
    for number, sheet in enumerate(sheets, 1):
        expected = 1 if number in starts else expected + 1
        above = [p for p in pieces if p.page == number and p.base > sheet.height - 20 * MM and p.text.isdigit()]
        if expected == 1:
            assert above == []
            continue
        (shown,) = above
        assert shown.text == str(expected)
        assert 13 <= shown.size <= 14
        assert shown.font.endswith(("Tinos", "TimesNewRomanPSMT", "Tinos-Regular"))
        assert abs(shown.middle - (30 * MM + sheet.width - 15 * MM) / 2) < 1


# --- II.1 to II.5: header and title ----------------------------------------------------------------


@pytest.mark.parametrize("name", ALL)
def test_country_and_motto_stand_on_one_line_each_at_the_top_right(name, pages):
    """[II.1] 12-13 and 13-14 pt, bold; the rule below the motto is as long as its text."""
    sheets, pieces, rules = pages[name]
    country, motto = find(pieces, COUNTRY), find(pieces, MOTTO)
    assert (country.text, motto.text) == (COUNTRY, MOTTO)
    assert (country.size, motto.size) in ((13, 14), (12, 13))
    assert "Bold" in country.font and "Bold" in motto.font and "Italic" not in country.font + motto.font
    assert country.left > sheets[0].width / 3
    assert abs(country.middle - motto.middle) < 0.6
    assert 0 < country.base - motto.base < 17
    (rule,) = [
        r for r in rules if r.page == 1 and abs(r.middle - motto.middle) < 3 and motto.base - 12 < r.y < motto.base
    ]
    assert rule.width == pytest.approx(motto.right - motto.left, abs=1.5)


@pytest.mark.parametrize("name", ALL)
def test_the_issuer_is_bold_and_its_rule_a_third_to_half_of_a_line(name, pages, built):
    """[II.2.b] 12-13 pt, capitals, bold; the parent upright and not bold."""
    _, pieces, rules = pages[name]
    issuer = paragraphs(built[name].files["docx"], "CoQuanBanHanh")
    lines = [find(pieces, line, 1) for line in issuer]
    assert all(line.text == line.text.upper() for line in lines)
    assert all(12 <= line.size <= 13 and "Bold" in line.font for line in lines)
    for parent in paragraphs(built[name].files["docx"], "CoQuanChuQuan"):
        assert "Bold" not in find(pieces, parent, 1).font
    (rule,) = [
        r
        for r in rules
        if r.page == 1 and abs(r.middle - lines[-1].middle) < 3 and lines[-1].base - 12 < r.y < lines[-1].base
    ]
    assert any(1 / 3 - 0.01 <= rule.width / (line.right - line.left) <= 1 / 2 + 0.01 for line in lines)


@pytest.mark.parametrize("name", ALL)
def test_number_and_date_stand_on_one_line_under_their_blocks(name, pages):
    """[II.3.c, II.4.c] Number 13 pt upright (12-13-13 headers too), date 13-14 pt italic."""
    _, pieces, _ = pages[name]
    number = find(pieces, "Số:", 1)
    date = next(p for p in pieces if p.page == 1 and ", ngày " in p.text and "Italic" in p.font)
    assert number.size == 13
    assert date.size in (13, 14)
    assert abs(number.base - date.base) < 1.5
    assert abs(date.middle - find(pieces, COUNTRY).middle) < 1.5


@pytest.mark.parametrize(
    ("number", "date", "first", "second"),
    [
        ("5", "2026-01-05", "Số: 05/KH-UBND", "Tân Bình, ngày 05 tháng 01 năm 2026"),
        ("9", "09/02/2026", "Số: 09/KH-UBND", "Tân Bình, ngày 09 tháng 02 năm 2026"),
        ("29", "2026-06-29", "Số: 29/KH-UBND", "Tân Bình, ngày 29 tháng 6 năm 2026"),
        ("007", "10/3/2026", "Số: 07/KH-UBND", "Tân Bình, ngày 10 tháng 3 năm 2026"),
        (None, "2026-05", "Số: /KH-UBND", "Tân Bình, ngày …… tháng 5 năm 2026"),
        (None, None, "Số: /KH-UBND", "Tân Bình, ngày …… tháng …… năm ……"),
    ],
)
def test_the_zero_rule_and_the_gaps_of_a_draft(number, date, first, second, plan_file):
    quoted = f'"{number}"' if number else None
    docx = build.build(plan_file(sample(number=quoted, date=date)), ("docx",)).files["docx"]
    assert " ".join(paragraphs(docx, "SoKyHieu")[0].split()) == first
    assert paragraphs(docx, "DiaDanh") == [second]


def test_a_blank_number_leaves_room_to_write_it(plan_file):
    docx = build.build(plan_file(sample(number=None)), ("docx",)).files["docx"]
    assert paragraphs(docx, "SoKyHieu") == ["Số: " + "\N{NO-BREAK SPACE}" * 8 + "/KH-UBND"]


@pytest.mark.parametrize("name", ALL)
def test_the_title_is_bold_and_centred_with_its_rule(name, pages, built):
    """[II.5.b] 13-14 pt, the kind in capitals, the subject below it in sentence case, no stop."""
    _, pieces, rules = pages[name]
    kind = find(pieces, "KẾ HOẠCH", 1)
    body = (30 * MM + 210 * MM - 15 * MM) / 2
    assert 13 <= kind.size <= 14 and "Bold" in kind.font and abs(kind.middle - body) < 1
    (subject,) = paragraphs(built[name].files["docx"], "TrichYeu")
    assert subject != subject.upper() and not subject.endswith(".")
    lines = [
        p
        for p in pieces
        if p.page == 1
        and "Bold" in p.font
        and kind.base - 90 < p.base < kind.base - 5
        and abs(p.middle - body) < 120
        and p.size >= 13
        and "(" not in p.text[:1]
    ]
    rule = next(r for r in rules if r.page == 1 and abs(r.middle - body) < 1 and r.y < kind.base and r.width > 20)
    title = [p for p in lines if p.base > rule.y]
    widths = {}
    for p in title:
        key = round(p.base)
        low, high = widths.get(key, (p.left, p.right))
        widths[key] = (min(low, p.left), max(high, p.right))
    assert any(1 / 3 - 0.01 <= rule.width / (high - low) <= 1 / 2 + 0.01 for low, high in widths.values())


# --- II.6: content ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ALL)
def test_styles_of_the_content(name, built):
    """[II.6.e] 13-14 pt, justified, first line 1 or 1.27 cm, 6 pt between, single to 1.5 lines."""
    styles = Styles(built[name].files["docx"])
    for each in ("NoiDung", "CanCu", "Diem", "GachDauDong", "DauCong", "Heading1", "Heading2", "Heading3", "Heading4"):
        assert 13 <= int(styles.get(each, "rPr/sz")) / 2 <= 14
        assert styles.get(each, "pPr/jc") == "both"
        assert int(styles.get(each, "pPr/ind", "firstLine")) in (567, 720)
        assert int(styles.get(each, "pPr/spacing", "after")) >= 120
        assert 240 <= int(styles.get(each, "pPr/spacing", "line")) <= 360
    assert styles.get("CanCu", "rPr/i") is True
    assert [styles.get(h, "rPr/b") for h in ("Heading1", "Heading2", "Heading3")] == [True] * 3
    assert styles.get("Heading4", "rPr/b") is None  # điểm: upright, not bold
    assert styles.get("NoiDung", "rPr/i") is None


@pytest.mark.parametrize("name", NAMES)
def test_paragraphs_of_the_pdf_stand_at_least_6_pt_apart(name, built, pages):
    """[II.6.e] Measured on the page, between the baselines of two paragraphs."""
    from generator.check import pdf_text

    sheets, _, _ = pages[name]
    lines = [x for x in pdf_text.read(built[name].files["pdf"]) if sheets[x.page - 1].width < 600]
    first = next(i for i, x in enumerate(lines) if x.text.startswith("I. "))
    last = next(i for i, x in enumerate(lines) if x.text.startswith("Nơi nhận"))
    gaps = [
        before.y - after.y
        for before, after in itertools.pairwise(lines[first:last])
        if before.block != after.block and before.page == after.page
    ]
    assert len(gaps) > 10
    assert min(gaps) >= 14 * 1.1495 + 6 - 0.1


@pytest.mark.parametrize("name", NAMES)
def test_the_closing_paragraph_is_justified(name, pages):
    """[II.6.e] Its first line ends at the right margin where a second follows."""
    sheets, pieces, _ = pages[name]
    for start in [p for p in pieces if p.text.startswith("Trên đây là")]:
        line = [p for p in pieces if p.page == start.page and abs(p.base - start.base) < 1]
        if any(p.page == start.page and 10 < start.base - p.base < 20 for p in pieces):
            right = max(p.right for p in line)
            assert right == pytest.approx(sheets[start.page - 1].width - 15 * MM, abs=5)


@pytest.mark.parametrize("name", ALL)
def test_bases_end_with_semicolons_and_the_last_with_a_stop(name, built):
    """[II.6.a]"""
    bases = paragraphs(built[name].files["docx"], "CanCu")
    assert all(b.endswith(";") for b in bases[:-1])
    assert all(b.endswith(".") for b in bases[-1:])


@pytest.mark.parametrize("name", ALL)
def test_sections_are_roman_capitals_and_clauses_arabic(name, built):
    """[II.6.đ, Mục V row 6.b]"""
    docx = built[name].files["docx"]
    for heading in paragraphs(docx, "Heading1"):
        number, words = heading.split(". ", 1)
        assert set(number) <= set("IVX") and words == words.upper()
    for heading in paragraphs(docx, "Heading2"):
        assert heading.split(".")[0].isdigit()


@pytest.mark.parametrize("name", ALL)
def test_the_content_ends_with_the_sign_of_its_end(name, built):
    """[Phụ lục III, Mẫu 1.4] `./.` once, at the end of the last sentence before the signature."""
    root = tree(built[name].files["docx"]).find("w:body", NS)
    last = None
    for element in root:
        if element.tag == f"{W}tbl" and "Nơi nhận" in text(element):
            break
        if element.tag == f"{W}p" and text(element):
            last = element
    assert text(last).endswith("./.")
    assert last.find("w:pPr/w:keepNext", NS) is not None


# --- II.7, II.9, III -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ALL)
def test_the_signature_stands_level_with_the_recipients_and_never_alone(name, pages, built):
    """[II.7.đ, II.9.d]"""
    _, pieces, _ = pages[name]
    docx = built[name].files["docx"]
    title = find(pieces, "Nơi nhận:")
    assert title.size == 12 and "BoldItalic" in title.font
    first = paragraphs(docx, "QuyenHan")[0]
    capacity = next(p for p in pieces if p.text == first and p.page == title.page)
    assert abs(capacity.base - title.base) < 3
    assert 13 <= capacity.size <= 14 and "Bold" in capacity.font and capacity.text == capacity.text.upper()
    above = [p for p in pieces if p.page == title.page and p.base > title.base + 5 and not p.text.isdigit()]
    assert above, "the signature begins a page alone"
    for line in paragraphs(docx, "NoiNhanDanhSach"):
        assert line.startswith("- ")


@pytest.mark.parametrize("name", ALL)
def test_recipients_end_with_semicolons_and_the_archive_with_a_stop(name, built):
    """[II.9.d] `- Lưu: VT, … .`"""
    *others, archive = paragraphs(built[name].files["docx"], "NoiNhanDanhSach")
    assert all(line.endswith(";") for line in others)
    assert archive.startswith("- Lưu: VT,") and archive.endswith(".")
    assert not any("Như trên" in line or "Kính gửi" in line for line in others)


def test_a_long_list_of_recipients_may_break_and_the_signature_stays_with_the_text(plan_file):
    recipients = "[" + ", ".join(f"Đơn vị số {n}" for n in range(120)) + ", {archive: VT}]"
    files = build.build(plan_file(sample(recipients=recipients))).files
    sheets, pieces, _ = pdf_objects.read(files["pdf"])
    assert len(sheets) == 3
    assert find(pieces, "TM. ỦY BAN NHÂN DÂN").page == find(pieces, "Giảm nghèo bền vững./.").page == 1
    table = next(t for t in tree(files["docx"]).iter(f"{W}tbl") if "Nơi nhận" in text(t))
    assert table.find(".//w:cantSplit", NS) is None


def test_a_plan_that_ends_in_a_table_is_told_to_close_with_a_sentence(plan_file):
    """Neither `./.` nor the signature can stand with a table."""
    body = "[{heading: Bảng, table: {columns: [Nội dung], rows: [[a]]}}]"
    with pytest.raises(PlanError, match="thêm đoạn kết"):
        build.build(plan_file(sample(sections=body)))


def test_a_signature_that_does_not_fit_takes_the_last_paragraph_with_it(plan_file):
    """Whatever the length of the text, page by page and line by line, the signature is never alone."""
    for count in range(26, 36):
        items = ", ".join(f'"Nhiệm vụ thứ {n}."' for n in range(count))
        path = plan_file(sample(sections=f"[{{heading: Mục đích, items: [{items}]}}]"), name=f"p{count}.yaml")
        _, pieces, _ = pdf_objects.read(build.build(path, ("pdf",)).files["pdf"])
        assert find(pieces, "Nơi nhận:").page == find(pieces, f"- Nhiệm vụ thứ {count - 1}./.").page


@pytest.mark.parametrize("name", ["nghe-an-2025", "everything"])
def test_appendices_have_their_label_title_and_reference(name, built, pages):
    """[III.1] `Phụ lục` 14 pt bold in lower case, title in capitals, `(Kèm theo …)` in italics."""
    docx = built[name].files["docx"]
    labels = paragraphs(docx, "PhuLuc")
    assert labels == (["Phụ lục"] if name == "nghe-an-2025" else ["Phụ lục I", "Phụ lục II"])
    for title in paragraphs(docx, "TenPhuLuc"):
        assert title == title.upper()
    for attached in paragraphs(docx, "KemTheo"):
        assert attached.startswith("(Kèm theo Kế hoạch số ") and attached.endswith(")")
    _, pieces, _ = pages[name]
    label = next(p for p in pieces if p.text == labels[0] and p.size == 14)
    assert "Bold" in label.font and "Italic" not in label.font
    assert "Italic" in find(pieces, "(Kèm theo").font


def test_cover_marks_addresses_and_the_drafter(built, pages):
    """[III.2, III.3, III.4]"""
    sheets, pieces, rules = pages["everything"]
    for words, size in (("MẬT", 13), ("HỎA TỐC", 13), ("LƯU HÀNH NỘI BỘ", 13)):
        piece = next(p for p in pieces if p.text == words)
        assert (piece.page, piece.size) == (1, size) and "Bold" in piece.font
    assert find(pieces, "LƯU HÀNH NỘI BỘ").base > sheets[0].height - 20 * MM
    address = find(pieces, "Số 1, đường A")
    assert address.page == 1 and 11 <= address.size <= 12
    rule = next(r for r in rules if r.page == 1 and 0 < r.y - address.base < 20)
    assert rule.width == pytest.approx(165 * MM, abs=1)
    assert paragraphs(built["everything"].files["docx"], "KyHieuSoanThao") == ["PL.(300)"]
    assert find(pieces, "DỰ THẢO").page == 1


def test_parts_stand_above_their_titles_in_the_middle(built):
    """[II.6.đ] `Phần I` in lower case bold, its title on the next line in capitals."""
    docx = built["everything"].files["docx"]
    assert paragraphs(docx, "Phan") == ["Phần I", "Phần II"]
    assert paragraphs(docx, "TenPhan") == ["TÌNH HÌNH CHUNG", "NHIỆM VỤ"]


@pytest.mark.parametrize(
    ("signatory", "lines"),
    [
        ("{on_behalf_of: Ủy ban nhân dân, title: Chủ tịch}", ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]),
        (
            "{on_behalf_of: Ủy ban nhân dân, signs_for: Chủ tịch, title: Phó Chủ tịch}",
            ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"],
        ),
        ("{on_behalf_of: Ủy ban nhân dân, acting: true, title: Chủ tịch}", ["TM. ỦY BAN NHÂN DÂN", "Q. CHỦ TỊCH"]),
        ("{signs_for: Hiệu trưởng, title: Phó Hiệu trưởng}", ["KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG"]),
        ("{by_order_of: Chủ tịch, title: Chánh Văn phòng}", ["TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"]),
        (
            "{by_order_of: Chủ tịch, signs_for: Chánh Văn phòng, title: Phó Chánh Văn phòng}",
            ["TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"],
        ),
        ("{by_order_of: Giám đốc, acting: true, title: Trưởng phòng}", ["TL. GIÁM ĐỐC", "Q. TRƯỞNG PHÒNG"]),
        (
            "{on_behalf_of: TM. Ủy ban nhân dân, signs_for: KT. Chủ tịch, title: Phó Chủ tịch}",
            ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"],
        ),
        ("{authorised_by: Chủ tịch, title: Giám đốc Sở Y tế}", ["TUQ. CHỦ TỊCH", "GIÁM ĐỐC SỞ Y TẾ"]),
    ],
)
def test_the_capacities_of_a_signer(signatory, lines, plan_file):
    """[II.7.b, Điều 13]"""
    docx = build.build(plan_file(sample(signatory=signatory)), ("docx",)).files["docx"]
    assert paragraphs(docx, "QuyenHan") == lines


def test_long_places_set_the_whole_letterhead_one_size_smaller(plan_file):
    """[Mục V, footnote 1] Thành phố Hồ Chí Minh with a full date does not fit at 13-14-14."""
    issuer = "{name: Ủy ban nhân dân Thành phố Hồ Chí Minh, place: Thành phố Hồ Chí Minh}"
    files = build.build(plan_file(sample(issuer=issuer, date="2019-06-29"))).files
    _, pieces, _ = pdf_objects.read(files["pdf"])
    sizes = [find(pieces, start).size for start in (COUNTRY, MOTTO, "Thành phố Hồ Chí Minh, ngày 29 tháng 6 năm 2019")]
    assert sizes == [12, 13, 13]
    styles = Styles(files["docx"])
    assert [
        int(styles.get(s, "rPr/sz")) / 2 for s in ("QuocHieu", "TieuNgu", "DiaDanh", "CoQuanBanHanh", "SoKyHieu")
    ] == [12, 13, 13, 12, 13]


def test_a_profile_outside_the_decree_is_an_error_that_names_the_clause(plan_file, tmp_path):
    (tmp_path / "co-quan.yaml").write_text(
        "page: {left: 25}\nsizes: {body: 15, recipients: 12}\nbody: {indent: 11}\n", "utf-8"
    )
    with pytest.raises(PlanError) as raised:
        build.build(plan_file(sample(profile="co-quan.yaml")))
    said = str(raised.value)
    assert said.count("lỗi:") == 4
    assert "`page.left: 25` ra ngoài quy định (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, I.3)" in said
    assert "chọn 10 hoặc 12.7 mm" in said
    assert "chọn đúng 11 pt" in said


def test_sizes_that_move_together_must(plan_file, tmp_path):
    (tmp_path / "co-quan.yaml").write_text("sizes: {motto: 13}\n", "utf-8")
    with pytest.raises(PlanError, match="tăng giảm cùng nhau"):
        build.build(plan_file(sample(profile="co-quan.yaml")))


def test_an_office_profile_changes_both_formats(plan_file, tmp_path):
    (tmp_path / "co-quan.yaml").write_text(
        "page: {left: 35, right: 20, top: 25}\nsizes: {body: 13}\nbody: {indent: 12.7, line: 1.2, after: 8}\n", "utf-8"
    )
    files = build.build(plan_file(sample(profile="co-quan.yaml"))).files
    section = next(tree(files["docx"]).iter(f"{W}pgMar"))
    assert [int(section.get(f"{W}{s}")) for s in ("left", "right", "top")] == [1984, 1134, 1417]
    styles = Styles(files["docx"])
    assert styles.get("NoiDung", "rPr/sz") == "26"
    assert styles.get("NoiDung", "pPr/ind", "firstLine") == "720"
    assert styles.get("NoiDung", "pPr/spacing", "line") == "288"
    _, pieces, _ = pdf_objects.read(files["pdf"])
    body = find(pieces, "Giảm nghèo")
    assert body.size == 13
    assert body.left == pytest.approx((35 + 12.7) * MM, abs=0.8)


def test_style_names_the_letterhead_uses_are_those_of_the_template(built):
    names = {style(p) for p in tree(built["everything"].files["docx"]).iter(f"{W}p")}
    assert {"QuocHieu", "TieuNgu", "CoQuanChuQuan", "CoQuanBanHanh", "SoKyHieu", "DiaDanh", "TenLoai", "TrichYeu",
            "DuongKe", "KhungDau", "NoiNhan", "QuyenHan", "ChucVuKhac", "HoTenDuoi", "PhuLuc"} <= names  # fmt: skip
