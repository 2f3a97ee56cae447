"""Texts without any format become sheets: paragraphs, tables, notes, looks; and paragraphs that were cut are joined."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from time import process_time

import pytest
import yaml

from generator.importing.join import join
from generator.importing.sheet import Cell, Grid, Para, Sheet, Span
from generator.importing.text import read, words
from generator.importing.text.flow import link
from generator.importing.text.habits import Habit, habit, marker
from generator.importing.text.rows import by_numbers, cut

HERE = Path(__file__).parent / "importing"
SOURCES = sorted((HERE.parent / "sources").glob("*.txt"))
PORTAL = (HERE / "text" / "portal.txt").read_text("utf-8")
WRAPPED = (HERE / "text" / "wrapped.txt").read_text("utf-8")


def texts(sheet: Sheet) -> list[str]:
    return [block.text for block in sheet.blocks if isinstance(block, Para)]


def grids(sheet: Sheet) -> list[Grid]:
    return [block for block in sheet.blocks if isinstance(block, Grid)]


def told(grid: Grid) -> list[list[str]]:
    """The rows of a grid: each cell with its span where it is merged."""
    return [[said(cell) for cell in row] for row in grid.rows]


def said(cell: Cell) -> str:
    span = f"[{cell.columns}x{cell.rows}]" if cell.columns * cell.rows > 1 else ""
    return span + cell.text.replace("\n", " / ")


def flat(sheet: Sheet) -> list[str]:
    """Every word of a sheet, in order."""
    found: list[str] = []
    for block in sheet.blocks:
        if isinstance(block, Para):
            found += block.text.split()
        else:
            found += [word for row in block.rows for cell in row for word in cell.text.split()]
    for note in sheet.notes.values():
        found += "".join(span.text for span in note).split()
    return found


def plainly(text: str) -> str:
    return re.sub(r"\W+", " ", text.lower()).strip()


# --- the sources ----------------------------------------------------------------------------------


def test_the_sources_are_there() -> None:
    assert len(SOURCES) == 13


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_no_word_of_a_source_is_lost_or_added(path: Path) -> None:
    text = path.read_text("utf-8")
    assert flat(read(text)) == [word.text for word in words(text)]
    assert flat(join(read(text))) == [word.text for word in words(text)]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_every_item_that_a_person_sees_begins_a_paragraph(path: Path) -> None:
    truth = yaml.safe_load((HERE / "truth" / f"{path.stem}.yaml").read_text("utf-8"))
    begun = [plainly(text) for text in texts(join(read(path.read_text("utf-8"))))]
    wanted = [*(truth.get("bases") or []), *(truth.get("opening") or []), *(truth.get("closing") or [])]
    for node in truth["outline"]:
        _, mark, *said = [part.strip() for part in node.split(" | ")]
        heading = said[0] if said and said[0] not in ("run-in", "wrong") else ""
        wanted.append(f"{'' if mark == 'none' else mark} {heading}")
    missing = [each for each in wanted if not any(text.startswith(plainly(each)) for text in begun)]
    assert not missing


@pytest.mark.parametrize("name", ["dak-lak-2025", "can-tho-2025-thi-dua", "nghe-an-2025"])
def test_the_tables_of_a_portal_have_their_columns(name: str) -> None:
    truth = yaml.safe_load((HERE / "truth" / f"{name}.yaml").read_text("utf-8"))["tables"]
    found = grids(read((HERE.parent / "sources" / f"{name}.txt").read_text("utf-8")))[2:]
    assert len(found) == len(truth)
    for grid, wanted in zip(found, truth, strict=True):
        assert all(sum(cell.columns for cell in row) <= wanted["columns"] for row in grid.rows)
        assert sum(cell.columns for cell in grid.rows[0]) == wanted["columns"]
        assert abs(len(grid.rows) - wanted["rows"]) <= 1  # a row of dots may count or not
        assert abs(sum(c.columns * c.rows > 1 for r in grid.rows for c in r) - wanted["merged"]) <= 1
        assert grid.rows[0][0].text == wanted["first"]


# --- lines of the file ----------------------------------------------------------------------------


def test_signs_that_no_reader_sees_are_gone() -> None:
    sheet = read("\ufeffKẾ\u00a0HOẠCH\r\nCa\u0301c s\u200bở,  ngành\x0c\r\n")
    assert texts(sheet) == ["KẾ HOẠCH", "Các sở, ngành"]


def test_a_collector_s_line_is_told_and_no_text() -> None:
    sheet = read("# public text of the plan\n\nKẾ HOẠCH\n")
    assert texts(sheet) == ["KẾ HOẠCH"]
    assert [(remark.rule, remark.line) for remark in sheet.remarks] == [("collector-note", 1)]
    assert [word.text for word in words("# public text of the plan\nKẾ HOẠCH")] == ["KẾ", "HOẠCH"]


def test_a_heading_of_markdown_is_no_collector_s_line() -> None:
    sheet = read("# KẾ HOẠCH\n\nNăm 2025\n")
    assert [(block.text, block.outline) for block in sheet.blocks if isinstance(block, Para)] == [
        ("KẾ HOẠCH", 1),
        ("Năm 2025", 0),
    ]
    assert not sheet.remarks


def test_the_number_of_a_page_is_kept_apart() -> None:
    text = "KẾ HOẠCH\nCác đơn vị phối hợp\n1\n\fthực hiện kế hoạch.\nHết\n- 2 -\n\fNơi nhận:\n"
    sheet = join(read(text))
    assert "Các đơn vị phối hợp thực hiện kế hoạch." in " ".join(texts(sheet))
    assert sheet.margins == ("1", "- 2 -")
    assert "2" not in [word.text for word in words(text)]


def test_a_number_alone_in_a_table_is_no_page_s() -> None:
    text = "|\nTT\n|\nSố\n|\n|\n1\n|\n2\n|\n|\n2\n|\n3\n|\n"
    assert told(grids(read(text))[0]) == [["TT", "Số"], ["1", "2"], ["2", "3"]]
    assert not read(text).margins


def test_a_form_feed_begins_a_page() -> None:
    blocks = read("KẾ HOẠCH\n\fPHỤ LỤC\n").blocks
    assert [block.breaks for block in blocks] == [False, True]


# --- marks ----------------------------------------------------------------------------------------


def test_bold_and_italics_go_over_the_end_of_a_line() -> None:
    sheet = read("**I. MỤC ĐÍCH,\nYÊU CẦU**\n\n*Đà Nẵng, ngày 02\ntháng 5 năm 2025 *\n\nThường **đậm** và *nghiêng*.")
    first, second, third = sheet.blocks
    assert isinstance(first, Para) and isinstance(second, Para) and isinstance(third, Para)
    assert (first.text, first.bold) == ("I. MỤC ĐÍCH, YÊU CẦU", True)
    assert (second.text, second.italic) == ("Đà Nẵng, ngày 02 tháng 5 năm 2025", True)
    assert third.spans == (
        Span("Thường "),
        Span("đậm", bold=True),
        Span(" và "),
        Span("nghiêng", italic=True),
        Span("."),
    )


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Tỷ lệ = b/a * 100% * **điểm**", "Tỷ lệ = b/a * 100% * điểm"),
        ("(*) Ghi chú **một**", "(*) Ghi chú một"),
        ("* Lưu ý **hai**", "* Lưu ý hai"),
        ("** Lưu ý khi bình xét:*", "* Lưu ý khi bình xét:"),
        ("**Số ***(mẫu)*", "Số (mẫu)"),
        ("**AN TOÀN**** **", "AN TOÀN"),
        (r"**1\.** Mục \*một\*", "1. Mục *một*"),
    ],
)
def test_a_star_is_a_mark_only_where_it_switches(typed: str, shown: str) -> None:
    typed = f"**Đậm**\n\n{typed}"
    assert texts(read(typed)) == ["Đậm", shown]
    assert [word.text for word in words(typed)] == ["Đậm", *shown.split()]


def test_backslashes_and_quotes_stay_in_a_text_without_marks() -> None:
    assert texts(read("> 50 người\nMáy chủ \\may")) == ["> 50 người", "Máy chủ \\may"]


def test_a_line_that_ends_in_two_blanks_is_broken_there() -> None:
    assert texts(read("**KẾ HOẠCH  \nGiảm nghèo năm 2020**")) == ["KẾ HOẠCH\nGiảm nghèo năm 2020"]


# --- tables ---------------------------------------------------------------------------------------


def test_cells_between_bars_are_rows_with_their_merged_cells() -> None:
    head, table, sign = grids(read(PORTAL))
    assert told(head)[0][1] == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM / Độc lập - Tự do - Hạnh phúc"
    assert told(head)[1] == ["Số: 12/KH-UBND", "Sơn Động, ngày 03 tháng 4 năm 2023"]
    assert told(table) == [
        ["[1x2]TT", "[1x2]Nội dung", "[2x1]Kinh phí / (triệu đồng)", "[1x2]Ghi chú"],
        ["Tỉnh", "Huyện"],
        ["I", "[4x1]Hỗ trợ sản xuất"],
        ["1", "Mua giống cây", "1.200", "300", "[1x2]Theo Nghị quyết của Hội đồng nhân dân tỉnh"],
        ["2", "Tập huấn kỹ thuật cho hộ nghèo", "150", "50"],
        ["3", "Mua máy", "500", "", ""],
        ["[2x1]Tổng cộng", "1.850", "350", ""],
    ]
    assert table.head == 2
    assert told(sign) == [["Nơi nhận: / - UBND tỉnh; / - Lưu: VT.", "TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH / Hoàng Văn An"]]


def test_a_merged_cell_that_was_inferred_is_told() -> None:
    assert [remark.rule for remark in read(PORTAL).remarks].count("merged-cells") >= 1


def test_the_body_between_two_tables_is_no_cell() -> None:
    sheet = read(PORTAL)
    assert "I. MỤC TIÊU" in texts(sheet)
    assert texts(sheet)[0] == "KẾ HOẠCH"


def test_bars_that_only_part_cells_are_a_letterhead_and_a_signature() -> None:
    text = (
        "UBND HUYỆN A\nTRƯỜNG B\n|\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n|\nSố: 1/KH\n|\nA, ngày 1\n|\nKẾ HOẠCH\n"
        "Năm học mới\nI. MỤC TIÊU\n1. Dạy tốt.\nNơi nhận:\n- Lưu: VT.\n|\nHIỆU TRƯỞNG\nNguyễn Thị B\n"
    )
    sheet = read(text)
    head, sign = grids(sheet)
    assert told(head) == [["UBND HUYỆN A / TRƯỜNG B", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], ["Số: 1/KH", "A, ngày 1"]]
    assert told(sign) == [["Nơi nhận: / - Lưu: VT.", "HIỆU TRƯỞNG / Nguyễn Thị B"]]
    assert texts(sheet)[:2] == ["KẾ HOẠCH", "Năm học mới"]


@pytest.mark.parametrize(
    ("cells", "width", "rows"),
    [
        ("TT a b _ 1 x y _ 2 z _", 3, ["TT a b", "1 x y", "2 z _"]),
        ("TT a b _ I x _ 1 y z _ II x _ 1 y _ _ 2 y z", 3, ["TT a b", "I x", "1 y z", "II x", "1 y _", "2 y z"]),
        ("TT a b _ 1 _ z _ 2 y z", 3, ["TT a b", "1 _ z", "2 y z"]),
        ("TT a b c _ 1 x y z 2 x y z _ 3 x y z", 4, ["TT a b c", "1 x y z", "2 x y z", "3 x y z"]),
    ],
)
def test_an_empty_place_is_a_cell_or_the_end_of_a_row(cells: str, width: int, rows: list[str]) -> None:
    stream = [None if cell == "_" else cell for cell in cells.split()]
    found, spans = cut(stream)
    assert found == width
    assert [" ".join(cell or "_" for cell in stream[start:end]) for start, end in spans] == rows


def test_numbers_tell_the_columns_where_nothing_else_does() -> None:
    assert by_numbers("TT a b 1 x y 2 x y".split()) == 3
    assert by_numbers("Một Hai Ba Bốn".split()) == 0


def test_a_pipe_table_has_its_head_and_alignments() -> None:
    (grid,) = grids(read("| TT | Nội dung | Tiền |\n|:-:|---|--:|\n| 1 | Một \\| hai | 10 |\n"))
    assert (told(grid), grid.head, grid.ruled) == ([["TT", "Nội dung", "Tiền"], ["1", "Một | hai", "10"]], 1, True)
    assert [cell.paras[0].align for cell in grid.rows[1]] == ["center", "", "right"]


def test_a_framed_table_keeps_the_lines_of_a_cell_together() -> None:
    (grid,) = grids(
        read("+---+-----+\n| A | B   |\n+===+=====+\n| 1 | một |\n|   | hai |\n+---+-----+\n| 2 | ba  |\n+---+-----+")
    )
    assert told(grid) == [["A", "B"], ["1", "một hai"], ["2", "ba"]]


def test_a_framed_table_keeps_its_merged_cells() -> None:
    rows = ["+---+-----+-----+", "| A | Chung     |", "|   +-----+-----+", "|   | b+c | d   |", "+---+-----+-----+"]
    (grid,) = grids(read("\n".join(rows)))
    assert told(grid) == [["[1x2]A", "[2x1]Chung"], ["b+c", "d"]]
    assert sorted(word.text for word in words("\n".join(rows))) == sorted(["A", "Chung", "b+c", "d"])


def test_tabs_part_the_columns_of_a_table_but_not_a_marker_from_its_words() -> None:
    sheet = read("TT\tNội dung\tThời gian\n1\tTập huấn\tQuý I\n2\tKiểm tra\tQuý II\n\n1.\tMục tiêu\n-\tGiảm nghèo\n")
    assert told(grids(sheet)[0]) == [
        ["TT", "Nội dung", "Thời gian"],
        ["1", "Tập huấn", "Quý I"],
        ["2", "Kiểm tra", "Quý II"],
    ]
    assert texts(sheet) == ["1. Mục tiêu", "- Giảm nghèo"]


def test_a_letterhead_and_a_signature_set_apart_by_blanks_are_two_columns() -> None:
    text = (HERE / "text" / "blanks.txt").read_text("utf-8")
    sheet = read(text)
    head, sign = grids(sheet)
    assert told(head) == [
        [
            "ỦY BAN NHÂN DÂN / XÃ HÒA TIẾN / Số: /KH-UBND",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM / Độc lập - Tự do - Hạnh phúc / Hòa Tiến, ngày tháng 3 năm 2024",
        ]
    ]
    assert told(sign)[0][1] == "TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH / Nguyễn Văn A"
    assert texts(sheet)[0] == "KẾ HOẠCH"
    assert sorted(flat(sheet)) == sorted(word.text for word in words(text))


# --- notes ----------------------------------------------------------------------------------------


def test_notes_below_the_text_are_taken_to_where_they_are_referred_to() -> None:
    sheet = read("Kế hoạch[1] và đề án[2] của tỉnh.\n\n[1] Kế hoạch số 5.\n\n[2] Đề án\nsố 6.\n\nPHỤ LỤC\n")
    assert texts(sheet) == ["Kế hoạch và đề án của tỉnh.", "PHỤ LỤC"]
    assert {name: "".join(span.text for span in note) for name, note in sheet.notes.items()} == {
        "1": "Kế hoạch số 5.",
        "2": "Đề án số 6.",
    }
    assert [span.note for block in sheet.blocks if isinstance(block, Para) for span in block.spans if span.note] == [
        "1",
        "2",
    ]


def test_brackets_that_no_note_answers_stay() -> None:
    assert texts(read("Theo tài liệu [3] và [4].\n\n[5] Mục khác")) == ["Theo tài liệu [3] và [4].", "[5] Mục khác"]


# --- lines made paragraphs ------------------------------------------------------------------------


def test_a_wrapped_text_without_blank_lines_becomes_paragraphs() -> None:
    assert texts(read(WRAPPED)) == (HERE / "text" / "wrapped-paragraphs.txt").read_text("utf-8").splitlines()


def test_a_text_with_a_line_a_paragraph_stays_as_it_is() -> None:
    lines = ["I. MỤC TIÊU", "Giảm tỷ lệ hộ nghèo trên địa bàn xã", "Bố trí vốn cho các thôn", "Tổ chức kiểm tra"]
    assert texts(join(read("\n".join(lines)))) == lines


KNOWN = habit(
    [
        "của Sở Lao động - Thương binh và Xã hội về việc phối hợp với Ủy ban",
        "nhân dân tỉnh và các sở, ban, ngành trong việc triển khai thực hiện",
        "chương trình giảm nghèo bền vững, trong đó xây dựng kế hoạch của",
        "các địa phương và các cơ quan có liên quan trên địa bàn toàn tỉnh;",
    ]
)


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("phối hợp với các sở,", "Ngân hàng Chính sách xã hội", "sure"),
        ("báo cáo kết quả trước ngày 15 tháng", "12. Các ngành khác", "sure"),
        ("theo giai đoạn 2021", "- 2025 trên địa bàn", "sure"),
        ("theo quy định tại điểm", "b) khoản 2 Điều này", "sure"),
        ("Chủ trì, phối hợp với Sở Lao động", "- Thương binh và Xã hội", "no"),  # not full: may be an item
        ("về việc triển khai chương trình cùng với Sở Nội vụ và Sở Lao động", "- Thương binh và Xã hội", "sure"),
        ("CỘNG HÒA XÃ", "HỘI CHỦ NGHĨA VIỆT NAM", "sure"),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "no"),
        ("KẾ HOẠCH", "THỰC HIỆN CHƯƠNG TRÌNH GIẢM NGHÈO", "no"),
        ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "no"),
        ("ỦY BAN NHÂN DÂN", "TỈNH LÀO CAI", "no"),
        ("Các đơn vị thực hiện:", "- Báo cáo", "no"),
        ("Tổ chức thực hiện./.", "Nơi nhận:", "no"),
        ("2. Yêu cầu", "Các cơ quan thực hiện nghiêm túc", "no"),
        ("Hoàn thành trong năm 2025.", "Sở Tài chính bố trí kinh phí", "no"),
    ],
)
def test_what_stands_at_both_ends_tells_whether_a_line_goes_on(before: str, after: str, joined: str) -> None:
    assert link(before, after, KNOWN) == joined


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I. MỤC TIÊU", "I."),
        ("1.2. Giải pháp", "1.2."),
        ("1.1 Mục tiêu", "1.1"),
        ("a) Một", "a)"),
        ("đ) Một", "đ)"),
        ("(1) Một", "(1)"),
        ("- Một", "-"),
        ("-Một", "-"),
        ("Phần thứ nhất", "Phần thứ nhất"),
        ("Điều 1. Phạm vi", "Điều 1."),
        ("1.597 hộ", ""),
        ("30/4 là ngày lễ", ""),
        ("2025 là năm", ""),
        ("TP. Hồ Chí Minh", ""),
        ("và các ngành", ""),
        ("-thương binh", ""),
    ],
)
def test_a_marker_is_told_from_a_figure(text: str, found: str) -> None:
    assert marker(text) == found


# --- paragraphs that were cut ---------------------------------------------------------------------


def paras(*texts: str, **looks: bool) -> Sheet:
    blocks = tuple(Para((Span(text, bold=looks.get("bold", False)),), line) for line, text in enumerate(texts, 1))
    return Sheet("docx", blocks)


def test_a_paragraph_that_a_page_cut_is_joined() -> None:
    sheet = paras(
        "9. Mặt trận Tổ quốc phối hợp triển khai thực hiện có hiệu", "quả các chính sách giảm nghèo.", "10. Sở Y tế."
    )
    assert texts(join(sheet)) == [
        "9. Mặt trận Tổ quốc phối hợp triển khai thực hiện có hiệu quả các chính sách giảm nghèo.",
        "10. Sở Y tế.",
    ]
    assert [(remark.rule, remark.line) for remark in join(sheet).remarks] == [("joined", 2)]


def test_a_join_at_a_word_that_cannot_end_is_not_told() -> None:
    assert not join(paras("Các đơn vị thực hiện nhiệm vụ được giao theo quy định của", "pháp luật hiện hành.")).remarks


@pytest.mark.parametrize(
    "kept",
    [
        ("Mục đích", "yêu cầu"),
        ("Trực tuyến qua ứng dụng Google meet, theo đường link", "https://example.org/phong-hop"),
        ("Các nhiệm vụ sau đây cần được các đơn vị triển khai:", "gạo, muối"),
        ("Hỗ trợ hộ nghèo về giống cây trồng, vật nuôi và phân bón;", "hỗ trợ nhà ở"),
        ("Tổ chức sinh hoạt chuyên môn môn Lịch sử Cụm 2 năm học mới", "Cụm 2 năm học 2025 - 2026"),
        ("Tăng cường công tác kiểm tra, giám sát việc thực hiện kế hoạch", "- các đơn vị báo cáo"),
    ],
)
def test_whole_paragraphs_are_left_alone(kept: tuple[str, str]) -> None:
    sheet = paras(*kept)
    assert join(sheet) is sheet


def test_a_sheet_of_lines_is_read_as_wrapped_text() -> None:
    lines = [line for line in WRAPPED.splitlines() if line.strip()]
    wanted = (HERE / "text" / "wrapped-paragraphs.txt").read_text("utf-8").splitlines()
    assert texts(join(paras(*lines))) == wanted


def test_nothing_is_joined_over_a_table_or_an_automatic_number() -> None:
    grid = Grid(((Cell((Para((Span("một"),), 2),)),),), 2)
    first = Para((Span("Các đơn vị thực hiện nhiệm vụ được giao theo quy định của"),), 1)
    after = Para((Span("pháp luật"),), 3)
    numbered = Para((Span("pháp luật"),), 3, marker="1.")
    assert len(join(Sheet("docx", (first, grid, after))).blocks) == 3
    assert len(join(Sheet("docx", (first, numbered))).blocks) == 2


# --- hostile texts --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "|\n" * 8_000,
        "|\na\n" * 2_800,
        "*a" * 40_000,
        "[" * 80_000,
        "|" * 80_000,
        "a      b\n" * 2_800,
        "1\n\f" * 4_000,
        "a (b\nc " * 2_800,
        "x[1]\n[1] a\n" * 2_800,
        "\\*" * 40_000,
        "\n" * 80_000,
        ("a" + " " * 6) * 10_000,
        "<br>" * 20_000,
    ],
    ids=lambda text: repr(text[:10]),
)
def test_garbage_is_read_in_time(text: str) -> None:
    begun = process_time()
    join(read(text))
    words(text)
    assert process_time() - begun < 2  # a tenth of it on a quiet machine; what grows faster than the text takes minutes


def test_what_is_too_long_is_told() -> None:
    assert "too-long" in [remark.rule for remark in read("\na" + "\n" * 40_000).remarks]


@pytest.mark.parametrize("text", ["", "\n", "|", "|\n|", "**", "# ", "[1]", "\f", "+---+", "| |", "\t", "***"])
def test_next_to_nothing_is_read_too(text: str) -> None:
    assert isinstance(join(read(text)), Sheet)
    assert all(word.text for word in words(text))


def test_no_habits_are_seen_in_no_text() -> None:
    assert habit([]) == habit(["", ""]) == Habit()


# --- what unseen texts had ------------------------------------------------------------------------

HEADS = {
    "bars behind": "UBND TỈNH A |\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n|\n"
    "Số: 1/KH-UBND |\nHà Nam, ngày 2 tháng 3 năm 2025 |",
    "bars between and behind": "UBND TỈNH A | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n"
    "Số: 1/KH-UBND | Hà Nam, ngày 2 tháng 3 năm 2025 |",
    "bars between": "UBND TỈNH A | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 1/KH-UBND | Hà Nam, ngày 2 tháng 3 năm 2025",
    "a blank": "UBND TỈNH A CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 1/KH-UBND Hà Nam, ngày 2 tháng 3 năm 2025",
    "one line": "UBND TỈNH A CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Số: 1/KH-UBND Hà Nam, ngày 2 tháng 3 năm 2025",
}


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_a_letterhead_that_a_portal_or_a_scan_flattened_has_its_two_columns(head: str) -> None:
    found = grids(read(f"{head}\nKẾ HOẠCH\nNăm 2025\n"))
    columns = ["\n".join(row[at].text for row in found[0].rows).replace("HOÀ", "HÒA") for at in (0, 1)]
    assert columns == [
        "UBND TỈNH A\nSố: 1/KH-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nHà Nam, ngày 2 tháng 3 năm 2025",
    ]


@pytest.mark.parametrize(
    ("line", "number", "place"),
    [
        ("Số: 01/ KH.LĐ Tân Hoà, ngày 8 tháng 9 năm 2010", "Số: 01/ KH.LĐ", "Tân Hoà, ngày 8 tháng 9 năm 2010"),
        ("Số : 02 /KHLĐ Phường 4, ngày 15 tháng 09 năm 2016", "Số : 02 /KHLĐ", "Phường 4, ngày 15 tháng 09 năm 2016"),
        ("Số: /KH-UBND TP. Huế, ngày tháng 5 năm 2020", "Số: /KH-UBND", "TP. Huế, ngày tháng 5 năm 2020"),
        (
            "Số: 5/KH-SGDĐT          Hà Nội, ngày 1 tháng 3 năm 2017",
            "Số: 5/KH-SGDĐT",
            "Hà Nội, ngày 1 tháng 3 năm 2017",
        ),
    ],
)
def test_a_place_and_date_behind_the_number_are_apart(line: str, number: str, place: str) -> None:
    assert told(grids(read(f"{line}\n\nKẾ HOẠCH\n"))[0]) == [[number, place]]


def test_a_basis_that_names_the_country_is_no_letterhead() -> None:
    said = "Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam ngày 28/11/2013;"
    assert texts(read(f"{said}\nI. MỤC ĐÍCH\n")) == [said, "I. MỤC ĐÍCH"]


def test_who_signs_beside_the_recipients_of_a_scan_is_a_column() -> None:
    text = "KẾ HOẠCH\nNơi nhận: TM. ỦY BAN NHÂN DÂN\n- UBND tỉnh (b/c); KT. CHỦ TỊCH\n- Như phần III;\n"
    text += "- Lưu: VT.\nY Khoa\n"
    (foot,) = grids(read(text))
    assert [cell.text.split("\n") for cell in foot.rows[0]] == [
        ["Nơi nhận:", "- UBND tỉnh (b/c);", "- Như phần III;", "- Lưu: VT."],
        ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "Y Khoa"],
    ]


def test_who_signs_below_the_recipients_is_not_cut() -> None:
    text = "KẾ HOẠCH\nNơi nhận:\n- Sở A;\n- Lưu: VT.\nTUQ. GIÁM ĐỐC\nTRƯỞNG PHÒNG\nĐỗ Văn Hùng\n"
    assert texts(read(text))[-3:] == ["TUQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG", "Đỗ Văn Hùng"]


def test_the_right_column_may_begin_above_the_left() -> None:
    text = f"Hết.\n{' ' * 40}TM. ỦY BAN NHÂN DÂN\nNơi nhận:{' ' * 34}CHỦ TỊCH\n- Lưu: VT.\n{' ' * 42}Trần Nam\n"
    (foot,) = grids(read(text))
    assert foot.rows[0][1].text.split("\n") == ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Trần Nam"]


def test_several_who_sign_stand_in_columns_of_their_own() -> None:
    gap = " " * 10
    text = f"TRƯỞNG CÔNG AN{gap}BÍ THƯ ĐOÀN{gap}  TRƯỞNG PHÒNG\n\n\nLò Văn Hặc{gap}    Hà Thị Mến{gap}   Nguyễn Hoa\n"
    assert told(grids(read(text))[0]) == [
        ["TRƯỞNG CÔNG AN", "BÍ THƯ ĐOÀN", "TRƯỞNG PHÒNG"],
        ["Lò Văn Hặc", "Hà Thị Mến", "Nguyễn Hoa"],
    ]


def test_items_and_figures_set_apart_by_blanks_are_a_list() -> None:
    text = "Trong đó:    + Nữ :              15\n             + Dân tộc:        05\n             + Đảng viên:    11\n"
    assert texts(read(text)) == ["Trong đó:", "+ Nữ : 15", "+ Dân tộc: 05", "+ Đảng viên: 11"]


def test_what_is_answered_behind_a_colon_is_no_column() -> None:
    assert texts(read("Thời gian:        8 giờ\nĐịa điểm:         Hội trường\n")) == [
        "Thời gian: 8 giờ", "Địa điểm: Hội trường",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["TT | Nội dung | Cơ quan\n--|--|--\n1 | Một | Sở A\n", "TT | Nội dung | Cơ quan\n1 | Một | Sở A\n",
             "| TT | Nội dung | Cơ quan\n| 1 | Một | Sở A\n", "TT | Nội dung | Cơ quan |\n1 | Một | Sở A |\n"],
)  # fmt: skip
def test_a_table_of_bars_needs_none_at_its_edges(text: str) -> None:
    assert told(grids(read(text))[0]) == [["TT", "Nội dung", "Cơ quan"], ["1", "Một", "Sở A"]]
    assert [word.text for word in words(text)] == "TT Nội dung Cơ quan 1 Một Sở A".split()


def test_a_bar_in_running_text_and_one_of_dirt_are_no_table() -> None:
    assert not grids(read("Trang chủ | Văn bản\nKẾ HOẠCH\n"))
    assert texts(read("- Lập biên bản.\n_ Tổ chức cưỡng chế.\n|\nIII. TỔ CHỨC\n"))[1:] == [
        "_ Tổ chức cưỡng chế.",
        "III. TỔ CHỨC",
    ]


DASHED = """\
  --------------------------------------------------------------
  TT    Nội dung                 Đơn vị
                                 chủ trì
  ----- ------------------------ -------------------------------
  1     Tuyên truyền Luật        Sở Nội vụ phối hợp với các sở,
        Thanh niên               ngành

  2     Sơ kết                   Sở Nội vụ
  --------------------------------------------------------------
"""
SIMPLE = (
    "  TT    Nội dung           Kinh phí\n  ----- --------------- -----------\n  1     Đào tạo              12.000\n\n"
)


def test_a_table_ruled_by_dashes_is_one() -> None:
    (grid,) = grids(read(DASHED))
    assert (grid.head, told(grid)) == (1, [
        ["TT", "Nội dung", "Đơn vị chủ trì"],
        ["1", "Tuyên truyền Luật Thanh niên", "Sở Nội vụ phối hợp với các sở, ngành"],
        ["2", "Sơ kết", "Sở Nội vụ"],
    ])  # fmt: skip
    assert told(grids(read(SIMPLE))[0]) == [["TT", "Nội dung", "Kinh phí"], ["1", "Đào tạo", "12.000"]]
    for text in (DASHED, SIMPLE):
        assert flat(read(text)) == [word.text for word in words(text)]


def test_rules_under_a_letterhead_are_no_table() -> None:
    text = (
        "UBND XÃ B                CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "                         Độc lập - Tự do - Hạnh phúc\n"
        "-------                  ---------------\nSố: 12/KH-UBND           A, ngày 1 tháng 2 năm 2020\n"
    )
    assert grids(read(text))[0].rows[0][0].text.split("\n") == ["UBND XÃ B", "Số: 12/KH-UBND"]


@pytest.mark.parametrize(
    ("before", "after"),
    [("1. Về nhận thức số", "1.1. Ngày chuyển đổi số"), ("A. QUAN ĐIỂM", "1. Một"), ("1. Chuyển đổi số", "2. Kinh phí"),
     ("1.1. Ngày chuyển đổi số", "Để thể hiện quyết tâm"), ("2. Nội dung", "a, Công tác thu"),
     ("GIAI ĐOẠN 2022 -", "Căn cứ Luật Thanh niên"), ("UBND HUYỆN BA VÌ", "PHÒNG NỘI VỤ"), ("I/- MỤC ĐÍCH", "1/- Một"),
     ("Căn cứ Nghị định số 2/NĐ-CP,", "Phòng Nội vụ xây dựng Kế hoạch như sau:")],
)  # fmt: skip
def test_a_new_item_is_none_of_the_line_above(before: str, after: str) -> None:
    assert link(before, after, Habit(wrapped=True, width=80), first=True) == "no"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("thực hiện theo Nghị định số", "05/2020/NĐ-CP"),
        ("hoàn thành trước ngày", "12. Các sở"),
        ("Sở Lao động và", "Xã hội"),
    ],
)
def test_a_sentence_goes_on_at_its_figure(before: str, after: str) -> None:
    assert link(before, after, Habit(wrapped=True, width=80)) == "sure"


@pytest.mark.parametrize("mark", ["- 2 -", "Trang 2", "trang 2/5", "        2"])
def test_a_single_number_of_a_page_is_one(mark: str) -> None:
    sheet = read("\n".join(["I. MỘT", *["- Các đơn vị thực hiện."] * 14, mark, "II. HAI", "- Hết.", "- Hết."]))
    assert sheet.margins == (mark.strip(),)
    assert mark.strip() not in texts(sheet)


def test_a_figure_of_a_list_is_no_page_s() -> None:
    assert not read("Số lượng\n5\nGhi chú\n").margins


def test_a_break_of_the_web_parts_lines() -> None:
    text = "| **HỘI PHỤ NỮ**<br>**HỘI LHPN XÃ A** | **CỘNG HÒA**<br>Độc lập |\n|---|---|\n| Số: 1 | A |\n"
    assert grids(read(text))[0].rows[0][0].text == "HỘI PHỤ NỮ\nHỘI LHPN XÃ A"
    assert flat(read(text)) == [word.text for word in words(text)]


def test_all_words_are_counted_of_a_text_too_long_to_be_read() -> None:
    text = "một hai\n" * 30_050
    assert len(words(text)) == 60_100
    assert [remark.rule for remark in read(text).remarks] == ["too-long"]


def test_first_lines_that_are_set_in_begin_paragraphs() -> None:
    items = "".join(
        f"   {n}. Các đơn vị phối hợp triển khai thực hiện các nội dung của kế hoạch\nnày trong năm.\n"
        for n in range(1, 6)
    )
    text = f"   Căn cứ Kế hoạch năm học của trường trung học phổ thông Chu Văn An năm;\n   Nhằm chào mừng\n{items}"
    assert texts(read(text))[:2] == [text.split("\n")[0].strip(), "Nhằm chào mừng"]


def test_numbers_of_pages_are_taken_out_of_a_converted_document() -> None:
    paras = [
        "Một câu dài góp phần nâng cao đời sống của các tầng lớp",
        "2",
        "nhân dân trong huyện.",
        "Hai.",
        "3",
        "Ba.",
    ]
    made = [Para((Span(text),), n, align="center" if text.isdigit() else "left") for n, text in enumerate(paras, 1)]
    sheet = join(Sheet("docx", tuple(made)))
    assert texts(sheet) == [
        "Một câu dài góp phần nâng cao đời sống của các tầng lớp nhân dân trong huyện.",
        "Hai.",
        "Ba.",
    ]
    assert sheet.margins == ("2", "3")
    assert [r.line for r in sheet.remarks if r.rule == "page-number"] == [2, 5]
    left = [replace(para, align="left") for para in made]
    assert "2" in texts(join(Sheet("docx", tuple(left))))
