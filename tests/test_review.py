"""What a reviewer did in Word comes back as edits of the YAML, place by place; nothing is dropped without a word."""

from __future__ import annotations

import datetime
import os
import re
import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from conftest import ROOT
from lxml import etree
from review.desk import Desk, W, q

from generator import build, layout, redline
from generator import review as reviews
from generator.problem import PlanError
from generator.render import docx
from generator.review import casing, printed, word

PLAN = Path("plans/da-nang-2022.yaml")
TABLES = Path("tests/drafts/tan-binh-2026-1.yaml")
PAIRS = [
    (PLAN, Path("tests/drafts/da-nang-2022.yaml")),
    (TABLES, Path("tests/drafts/tan-binh-2026-2.yaml")),
    (Path("tests/drafts/tan-binh-2026-2.yaml"), TABLES),
    (Path("tests/drafts/da-nang-2022.yaml"), PLAN),
]
TRACKED = ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "tblPrChange", "trPrChange", "tcPrChange",
           "sectPrChange", "tblGridChange", "cellIns", "cellDel", "cellMerge", "numberingChange")  # fmt: skip
_GOT: dict[Path, build.Read] = {}
_WORD: dict[Path, bytes] = {}


@pytest.fixture(autouse=True)
def _at_root(monkeypatch):
    monkeypatch.chdir(ROOT)


def got(path):
    return _GOT.setdefault(path, build.read(path))


def made(path):
    if path not in _WORD:
        _WORD[path] = build.word(got(path))
    return _WORD[path]


def desk(path=PLAN):
    return Desk(made(path))


def review(work, path=PLAN):
    return reviews.read(work.save() if isinstance(work, Desk) else work, got(path), "gop-y.docx")


def after(of, *numbers):
    """The lines of the plan's file that the choice (all, without numbers) takes out and puts in."""
    chosen = numbers or reviews.choose(of, everything=True)
    result = reviews.outcome(of, chosen)
    assert result.unlike == (), result.unlike
    assert not result.left, result.left
    new = next(iter(result.files.values())).decode().splitlines()
    old = of.path.read_text("utf-8").splitlines()
    return [line for line in old if line not in new], [line for line in new if line not in old]


def one(of):
    (only,) = of.proposals
    return only


def one_line(part):
    return " ".join(" ".join(part).split())


# --- words ----------------------------------------------------------------------------------------


def test_a_file_without_changes_proposes_nothing():
    of = review(desk())
    assert of.proposals == ()
    assert "không có thay đổi nào" in reviews.text(of)
    assert reviews.apply(of, ()) == {}


def test_words_in_a_folded_sentence_change_where_they_stand():
    work = desk()
    work.replace("b) Tiếp tục nâng cao", "nâng cao nhận thức", "đổi mới nhận thức")
    of = review(work)
    each = one(of)
    assert (each.author, each.date, each.old, each.new) == ("Lê A", "2022-01-20T09:00:00", "nâng cao nhận thức",
                                                             "đổi mới nhận thức")  # fmt: skip
    assert each.key == "sections[1].sections[1].purpose[2]"
    old, new = after(of)
    assert old == [
        "            Tiếp tục nâng cao nhận thức của các cấp, ngành, các đơn vị, địa phương, các tổ chức, cá"
    ]
    assert new == ["            Tiếp tục đổi mới nhận thức của các cấp, ngành, các đơn vị, địa phương, các tổ chức, cá"]


def test_all_else_stays_byte_for_byte():
    work = desk()
    work.replace("b) Tiếp tục nâng cao", "nâng cao nhận thức", "đổi mới nhận thức")
    (new,) = reviews.apply(of := review(work), reviews.choose(of, everything=True)).values()
    assert new == PLAN.read_bytes().replace("nâng cao nhận thức của các".encode(), "đổi mới nhận thức của các".encode())


@pytest.mark.parametrize(
    ("typed", "now"),
    [
        ("'Lê''s'", "O''Hara \"x\": # y"),
        ('"có \\"ngoặc\\" kép"', 'x \\ "y"'),
        ("câu thường", "a: b #c"),
        (">-\n    câu gấp\n    dòng hai", "x: 'y' # \"z\""),
        ("|-\n    một đoạn", "x: 'y' # \"z\""),
    ],
)
def test_new_words_are_escaped_as_the_style_asks(tmp_path, typed, now):
    path = tmp_path / "a.yaml"
    text = PLAN.read_text("utf-8")
    path.write_text(text.replace("  - TT Thành ủy\n", "  - TT Thành ủy\n").replace(
        "closing: >-\n  Trên đây", f"closing:\n  - {typed}\n  - >-\n    Trên đây").replace(
        "\n  Nẵng. Đề", "\n    Nẵng. Đề"), "utf-8")  # fmt: skip
    work = Desk(build.word(build.read(path)))
    last = work.p("Trên đây là").getprevious()
    work.replace(last, work.text(last).split()[-1], now)
    of = reviews.read(work.save(), path, "x.docx")
    result = reviews.outcome(of, reviews.choose(of, everything=True))
    assert result.unlike == () and result.left == () and result.files


def test_words_put_in_by_two_people_are_two_proposals():
    work = desk()
    work.insert("b) Tiếp tục nâng cao", "Tiếp tục", " kiên trì", "Lê A")
    work.insert("b) Tiếp tục kiên trì", "nhận thức", " và hành động", "Vũ B")
    of = review(work)
    assert [(each.author, each.new) for each in of.proposals] == [("Lê A", "kiên trì"), ("Vũ B", "và hành động")]
    _, new = after(of, *reviews.choose(of, authors=["vũ b"]))
    assert "hành động" in one_line(new) and "kiên trì" not in one_line(new)


def test_a_deletion_in_what_another_put_in_needs_it():
    work = desk()
    came = work.insert("b) Tiếp tục nâng cao", "Tiếp tục", " kiên trì, bền bỉ", "Lê A")
    inner = work.by("del", "Vũ B")
    run = came[0]
    came.insert(0, work.run(" kiên trì"))
    run.find(q("t")).tag = q("delText")
    run.find(q("delText")).text = ", bền bỉ"
    came.append(inner)
    inner.append(run)
    of = review(work)
    first, second = of.proposals
    assert (first.author, second.author) == ("Lê A", "Vũ B") and second.inside == (first.number,)
    assert "Tiếp tục kiên trì nâng" in one_line(after(of)[1])
    result = reviews.outcome(of, [first.number])
    assert "kiên trì, bền bỉ nâng" in " ".join(next(iter(result.files.values())).decode().split())
    assert [number for number, _ in reviews.outcome(of, [second.number]).left] == [second.number]


def test_a_figure_of_a_placeholder_goes_to_its_value():
    work = desk()
    work.replace("- Phấn đấu giảm", "1 - 1,5", "1,5 - 2")
    of = review(work)
    assert one(of).key.endswith("targets[1].value")
    assert after(of) == (['                value: "1 - 1,5"'], ['                value: "1,5 - 2"'])


def test_a_figure_may_change_with_its_unit():
    work = desk(TABLES)
    work.replace("2. Tạo việc làm", "1.000 lượt", "500 chỗ")
    assert after(review(work, TABLES))[1] == ['        value: "500"', "        unit: chỗ"]


def test_number_and_date_go_to_their_keys():
    work = desk()
    work.replace("Số: 29", "29", "31")
    work.replace("Đà Nẵng, ngày", "28 tháng 01", "15 tháng 02")
    assert after(review(work)) == (['number: "29"', "date: 2022-01-28"], ['number: "31"', "date: 2022-02-15"])


def test_a_blank_number_is_filled_in():
    work = desk(TABLES)
    p = work.p("Số:")
    work.replace(p, work.text(p), "Số: 07/KH-UBND")
    assert after(review(work, TABLES))[1] == ['number: "07"']


def test_title_heading_agency_recipient_and_signer():
    work = desk()
    work.replace("Thực hiện công tác giảm", "công tác", "nhiệm vụ")
    work.replace("II. MỤC TIÊU", "GIẢI PHÁP", "NHIỆM VỤ, GIẢI PHÁP")
    work.replace("2. Sở Tài chính", "Tài chính", "Tài chính - Kế hoạch")
    work.replace("- UBMTTQVN TP", "UBMTTQVN TP", "Ủy ban MTTQ Việt Nam TP")
    work.replace("Ngô Thị Kim Yến", "Kim Yến", "Kim Oanh")
    new = after(review(work))[1]
    assert new[0].startswith("title: Thực hiện nhiệm vụ giảm nghèo")
    assert new[1:] == [
        "  - heading: Mục tiêu và nhiệm vụ, giải pháp",
        "      - agency: Sở Tài chính - Kế hoạch",
        "  - Ủy ban MTTQ Việt Nam TP",
        "  name: Ngô Thị Kim Oanh",
    ]


@pytest.mark.parametrize(
    ("old", "new", "heading"),
    [
        ("MỤC TIÊU VÀ GIẢI PHÁP", "NHIỆM VỤ VÀ GIẢI PHÁP", "Nhiệm vụ và giải pháp"),
        ("MỤC TIÊU VÀ", "CÁC MỤC TIÊU VÀ", "Các mục tiêu và giải pháp"),
        ("MỤC TIÊU VÀ ", "", "Giải pháp"),
        ("GIẢI PHÁP", "GIẢI PHÁP CỦA UBND THÀNH PHỐ ĐÀ NẴNG", "Mục tiêu và giải pháp của UBND thành phố Đà Nẵng"),
        ("GIẢI PHÁP", "PHẠM VI GIAI ĐOẠN II", "Mục tiêu và phạm vi giai đoạn II"),
        ("GIẢI PHÁP", "Giải Pháp", "Mục tiêu và Giải Pháp"),
    ],
)
def test_words_typed_in_capitals_are_written_as_in_a_sentence(old, new, heading):
    work = desk()
    if new:
        work.replace("II. MỤC TIÊU VÀ", old, new)
    else:
        work.delete("II. MỤC TIÊU VÀ", old)
    assert after(review(work))[1] == [f"  - heading: {heading}"]


def test_a_new_heading_in_capitals_keeps_the_names_that_the_plan_knows():
    work = desk()
    work.enter("I. MỤC ĐÍCH", "1. TÌNH HÌNH TẠI THÀNH PHỐ ĐÀ NẴNG")
    assert after(review(work))[1] == ["      - heading: Tình hình tại thành phố Đà Nẵng"]


def test_names_of_an_old_heading_stay_names():
    how = casing.known("Giảm nghèo ở Việt Nam và xã Ba", ["Theo Quyết định số 12/QĐ-TTg của UBND xã Tân An"])
    assert casing.sentence("XÃ BA VÀ XÃ TÂN AN THUỘC VIỆT NAM, QUÝ VI", how) == (
        "Xã Ba và xã Tân An thuộc Việt Nam, quý VI"
    )
    assert casing.sentence("QUYẾT ĐỊNH 12/QĐ-TTG", how, first=False) == "quyết định 12/QĐ-TTg"


def test_bold_and_italic_become_signs_and_other_looks_are_listed():
    work = desk()
    work.shade("- Huy động và sử dụng", "hiệu quả", "<w:b/>")
    work.shade("- Huy động và sử dụng", "đầu tư", "<w:i/>")
    work.shade("- Tăng cường công tác", "dạy nghề", '<w:color w:val="FF0000"/>')
    of = review(work)
    told = [(each.what, each.applicable) for each in of.proposals]
    assert told == [("format", False), ("look", True), ("look", True)]
    assert after(of)[1] == [
        "              - Huy động và sử dụng **hiệu quả** nguồn lực *đầu tư* cho công tác giảm nghèo;"
    ]


@pytest.mark.parametrize(
    ("start", "old", "new"),
    [
        ("b) Tiếp tục nâng cao", "b)", "c)"),
        ("Trên đây là Kế hoạch", "./.", "."),
        ("CỘNG HÒA", "CỘNG HÒA", "CỘNG HOÀ"),
        ("KT. CHỦ TỊCH", "KT.", "TM."),
        ("ỦY BAN NHÂN DÂN", "ỦY", "UỶ"),
    ],
)
def test_what_the_program_writes_is_listed_with_the_reason(start, old, new):
    work = desk()
    work.replace(start, old, new)
    each = one(review(work))
    assert not each.applicable and len(each.why) > 20
    assert each.why in " ".join(reviews.text(review(work)).split())


# --- paragraphs -----------------------------------------------------------------------------------


def test_a_new_paragraph_becomes_an_item_after_its_neighbour():
    work = desk()
    work.enter("b) Tiếp tục nâng cao", "c) Nêu gương người tốt, việc tốt.")
    of = review(work)
    assert one(of).what == "add"
    text = reviews.apply(of, [1])[PLAN].decode()
    above = "“5 không”, “3 có” và “4 an” trên địa bàn thành phố.\n"
    assert f"{above}          - Nêu gương người tốt, việc tốt.\n" in text
    assert after(of)[0] == []


def test_several_new_paragraphs_keep_their_order():
    work = desk()
    first = work.enter("b) Tiếp tục nâng cao", "c) Một.")
    work.enter(first, "d) Hai.")
    of = review(work)
    assert [each.what for each in of.proposals] == ["add", "add"]
    assert after(of)[1] == ["          - Một.", "          - Hai."]
    assert after(of, 2)[1] == ["          - Hai."]


def test_a_new_recipient_and_a_new_basis():
    work = desk(TABLES)
    work.enter("- Đảng ủy xã", "- Đoàn Thanh niên xã;")
    work.enter("Căn cứ Luật", "Căn cứ Luật Ngân sách nhà nước ngày 25 tháng 6 năm 2025;")
    new = after(review(work, TABLES))[1]
    assert new == ["  - Căn cứ Luật Ngân sách nhà nước ngày 25 tháng 6 năm 2025", "  - Đoàn Thanh niên xã"]


def test_a_dropped_paragraph_takes_its_item_and_leaves_the_comments(tmp_path):
    path = tmp_path / "a.yaml"
    item = "          - >-\n            Tiếp tục nâng"
    text = PLAN.read_text("utf-8").replace(item, f"          # giữ lời này\n{item}")
    path.write_text(text, "utf-8")
    work = Desk(build.word(build.read(path)))
    work.drop("b) Tiếp tục nâng cao")
    of = reviews.read(work.save(), path, "x.docx")
    result = reviews.outcome(of, [one(of).number])
    new = result.files[path].decode()
    assert result.unlike == () and "# giữ lời này" in new and "Tiếp tục nâng" not in new
    assert len(new.splitlines()) == len(text.splitlines()) - 4


def test_a_heading_may_not_go_while_its_content_stays():
    work = desk()
    work.drop("1. Mục đích")
    each = one(review(work))
    assert not each.applicable and "nội dung bên dưới" in each.why


def test_a_heading_goes_with_its_content():
    work = desk()
    for start in ("3. Sở Y tế", "a) Chỉ đạo, hướng dẫn", "b) Phối hợp với các đơn vị có liên quan hỗ trợ"):
        work.drop(start)
    old, new = after(review(work))
    assert new == [] and old[0] == "      - agency: Sở Y tế"


@pytest.mark.parametrize(
    ("path", "at", "came", "old", "new"),
    [
        (TABLES, "1. Phòng Kinh tế", "2. Văn phòng", [], ["      - agency: Văn phòng"]),
        (TABLES, "III. TỔ CHỨC", "IV. PHÂN CÔNG", [], ["  - heading: Phân công"]),
        (PLAN, "b) Nhiệm vụ và giải pháp", "c) Giải pháp", [], ["          - heading: Giải pháp"]),
        (
            TABLES,
            "IV. CHẾ ĐỘ",
            "1. Định kỳ",
            ["    reporting_schedule:", "      - period: 6 tháng, năm", "        due: [15/6, 15/12]",
             "        from: Các thôn", "        to: Ủy ban nhân dân xã", "        via: Phòng Kinh tế"],
            ["    sections:", "      - heading: Định kỳ", "        reporting_schedule:",
             "          - period: 6 tháng, năm", "            due: [15/6, 15/12]", "            from: Các thôn",
             "            to: Ủy ban nhân dân xã", "            via: Phòng Kinh tế"],
        ),
    ],
)  # fmt: skip
def test_a_new_heading_takes_over_what_is_below_it(path, at, came, old, new):
    work = desk(path)
    work.enter(at, came)
    assert after(review(work, path)) == (old, new)


def printed_lines(of):
    result = reviews.outcome(of, reviews.choose(of, everything=True))
    assert result.left == () and result.unlike == (), result
    (data,) = result.files.values()
    return [each.text for each in printed.printed(build.read(of.path, data=data))[0]]


def test_a_heading_that_takes_over_takes_what_was_changed_there_too():
    work = desk(TABLES)
    work.enter("II. KINH PHÍ", "1. Nguồn kinh phí")
    work.drop("- Ngân sách tỉnh")
    work.enter("- Ngân sách xã", "- Nguồn khác.")
    work.replace("Hỗ trợ sản xuất", "sản xuất", "sinh kế")
    lines = printed_lines(review(work, TABLES))
    at = lines.index("1. Nguồn kinh phí")
    assert lines[at - 1] == "II. KINH PHÍ" and lines[at + 1].startswith("Tổng kinh phí") and "sinh kế" in str(lines)
    assert [line[:10] for line in lines[at + 2 : at + 4]] == ["- Ngân sác", "- Nguồn kh"]


def test_of_two_new_headings_the_last_takes_over():
    work = desk(TABLES)
    work.enter(work.enter("IV. CHẾ ĐỘ", "1. Quy định chung"), "2. Định kỳ")
    lines = printed_lines(review(work, TABLES))
    at = lines.index("1. Quy định chung")
    assert lines[at + 1] == "2. Định kỳ" and lines[at + 2].startswith("Các thôn báo cáo")


def test_an_item_with_an_id_after_its_heading_keeps_it(tmp_path):
    path = tmp_path / "a.yaml"
    heading = "  - heading: Chế độ báo cáo\n"
    path.write_text(TABLES.read_text("utf-8").replace(heading, f"{heading}    id: bao-cao\n"), "utf-8")
    work = Desk(build.word(build.read(path)))
    work.enter("IV. CHẾ ĐỘ", "V. ĐỊNH KỲ")
    each = one(reviews.read(work.save(), path, "x.docx"))
    assert not each.applicable and "chưa rõ" in each.why


def test_new_items_below_one_are_one_list():
    work = desk(TABLES)
    work.enter(work.enter("b) Tổng hợp kết quả", "- Một;"), "- Hai.")
    assert after(review(work, TABLES))[1][1:] == ["            items:", "              - Một;", "              - Hai."]


def test_nothing_comes_after_the_line_of_the_archive():
    work = desk(TABLES)
    work.enter(work.enter("- Lưu: VT", "- Báo Tân Bình;"), "Đài Truyền thanh xã")
    of = review(work, TABLES)
    assert after(of) == ([], ["  - Báo Tân Bình", "  - Đài Truyền thanh xã"])
    lines = printed_lines(of)
    assert lines.index("- Lưu: VT, KT.") == lines.index("- Đài Truyền thanh xã;") + 1


def test_a_paragraph_that_was_split_and_two_that_were_joined():
    work = desk()
    work.split("- Tổ chức tuyên truyền mục tiêu", "Vận động người dân")
    work.merge("a) Xác định rõ vai trò")
    of = review(work)
    assert all(each.applicable for each in of.proposals)
    text = " ".join(reviews.apply(of, reviews.choose(of, everything=True))[PLAN].decode().split())
    assert "nghèo bền vững. - >- Vận động người dân" in text


def test_a_moved_paragraph_moves_its_item():
    work = desk()
    work.move("- Huy động và sử dụng", "- Xây dựng kế hoạch thực hiện nâng cao")
    of = review(work)
    each = one(of)
    assert each.what == "move" and each.applicable
    (new,) = reviews.apply(of, [1]).values()
    lines = new.decode().splitlines()
    at = lines.index("              - Huy động và sử dụng hiệu quả nguồn lực đầu tư cho công tác giảm nghèo;")
    assert "phong trào xây dựng nông thôn mới;" in lines[at - 1] and sorted(lines) == sorted(
        PLAN.read_text("utf-8").splitlines())  # fmt: skip


def test_the_signer_as_a_whole():
    work = desk()
    work.drop("KT. CHỦ TỊCH")
    work.replace("PHÓ CHỦ TỊCH", "PHÓ CHỦ TỊCH", "CHỦ TỊCH")
    of = review(work)
    assert after(of) == (["  signs_for: Chủ tịch", "  title: Phó Chủ tịch"], ["  title: Chủ tịch"])


# --- tables ---------------------------------------------------------------------------------------


def test_a_cell_a_row_that_went_and_a_row_that_came():
    work = desk(TABLES)
    work.replace("Hỗ trợ sản xuất", "sản xuất", "sinh kế")
    work.row("Tuyên truyền", "del") if work.text(work.p("Tuyên truyền")) == "Tuyên truyền" else None
    row = work.row("Hỗ trợ nhà ở", "ins")
    for cell, words in zip(row.iter(q("tc")), ("3", "Dạy nghề, việc làm", "700"), strict=True):
        work.type_in(cell, words)
    of = review(work, TABLES)
    assert all(each.applicable for each in of.proposals), reviews.text(of)
    new = after(of)[1]
    assert '        - ["1", Hỗ trợ sinh kế, "2.300"]' in new and '        - ["3", "Dạy nghề, việc làm", "700"]' in new


def test_a_field_of_a_table_of_tasks():
    work = desk(TABLES)
    work.replace("Quý I", "Quý I", "Quý II")
    assert after(review(work, TABLES))[1] == ["              deadline: Quý II"]


# --- what was not tracked, comments ---------------------------------------------------------------


def test_untracked_words_are_told_and_proposed():
    work = desk()
    work.quietly("b) Tiếp tục nâng cao", "nâng cao", "đẩy mạnh")
    of = review(work)
    assert not one(of).tracked and one(of).old == "nâng cao" and "không đánh dấu" in reviews.text(of)
    assert reviews.choose(of, authors=["không đánh dấu"]) == (1,) and reviews.choose(of, everything=True) == ()
    assert "Tiếp tục đẩy mạnh" in one_line(after(of, 1)[1])


def test_untracked_paragraphs_are_told_too():
    work = desk()
    p = work.p("b) Tiếp tục nâng cao")
    p.getparent().remove(p)
    each = one(review(work))
    assert each.what == "drop" and not each.tracked and each.applicable


def test_comments_stand_above_their_item_once(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text(PLAN.read_text("utf-8"), "utf-8")
    work = Desk(build.word(build.read(path)))
    first = work.comment("b) Tiếp tục nâng cao", "các cấp", "Nêu rõ cấp nào?", "Nguyễn Văn A")
    work.comment("", "", "Cấp xã.", "Vũ B", parent=first)
    work.comment("KT. CHỦ TỊCH", "CHỦ", "Ai ký?", "Vũ B", done=True)
    data = work.save()
    of = reviews.read(data, path, "x.docx")
    assert [len(each.comments) for each in of.proposals] == [2, 1]
    (new,) = reviews.apply(of, (1, 2)).values()
    text = new.decode()
    assert (
        "          # [Nguyễn Văn A, 20/01/2022] Nêu rõ cấp nào?\n          #   [Vũ B, 20/01/2022] Cấp xã.\n"
        "          - >-\n            Tiếp tục nâng" in text
    )
    assert "# [Vũ B, 20/01/2022] (đã xong) Ai ký?\nsignatory:\n" in text
    path.write_bytes(new)
    again = reviews.read(data, path, "x.docx")
    assert again.applicable == () and all("đã ghi" in each.why for each in again.proposals)


def test_a_comment_moves_with_its_item_and_tells_where_it_is():
    work = desk()
    work.comment("- Huy động và sử dụng", "hiệu quả", "Nêu rõ?")
    work.move("- Huy động và sử dụng", "- Xây dựng kế hoạch thực hiện nâng cao")
    of = review(work)
    (new,) = reviews.apply(of, reviews.choose(of, everything=True)).values()
    lines = new.decode().splitlines()
    at = lines.index("              # [Lê A, 20/01/2022] Nêu rõ?")
    assert lines[at + 1].startswith("              - Huy động") and lines[at - 1].endswith("nông thôn mới;")


def test_a_comment_beside_a_new_paragraph_tells_where_it_is():
    work = desk(TABLES)
    work.comment("1. Phòng Kinh tế", "Kinh", "Đâu?")
    work.enter("1. Phòng Kinh tế", "2. Văn phòng")
    assert [each.place for each in review(work, TABLES).proposals if each.what == "comment"] == ["mục III.1"]


def test_what_the_plan_has_taken_over_already_is_no_proposal_again(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_bytes(PLAN.read_bytes())
    work = Desk(build.word(build.read(path)))
    work.replace("b) Tiếp tục nâng cao", "nâng cao nhận thức", "đổi mới nhận thức", "Lê A")
    work.enter("c) Thực hiện mục tiêu", "d) Nêu gương người tốt, việc tốt.", "Lê A")
    work.drop("a) Xác định rõ vai trò", "Lê A")
    work.replace("2. Sở Tài chính", "Tài chính", "Kế hoạch", "Vũ B")
    data = work.save()
    first = reviews.read(data, path, "x.docx")
    path.write_bytes(reviews.apply(first, reviews.choose(first, authors=["Lê A"]))[path])
    again = reviews.read(data, path, "x.docx")
    (left,) = [each for each in again.proposals if each.applicable]
    assert (left.author, left.new) == ("Vũ B", "Kế hoạch")
    whys = [each.why for each in again.proposals if each.tracked and not each.applicable]
    assert set(whys) == {"đã có trong kế hoạch"}
    assert sum(len(each.changes) for each in again.proposals if each.tracked) == work.edits


def moved_on(tmp_path, edit, *changed):
    """A review of what was printed before the plan changed."""
    path = tmp_path / "a.yaml"
    text = PLAN.read_text("utf-8")
    path.write_text(text, "utf-8")
    work = Desk(build.word(build.read(path)))
    edit(work)
    for old, new in changed:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, "utf-8")
    return reviews.read(work.save(), path, "x.docx")


@pytest.mark.parametrize("now", ["3 - 3,5", "1,2 - 1,5", "2"])
def test_a_figure_that_the_plan_changed_since_is_not_mixed_with_the_reviewers(tmp_path, now):
    of = moved_on(
        tmp_path, lambda work: work.replace("- Phấn đấu giảm", "1 - 1,5", "2 - 2,5"), ('"1 - 1,5"', f'"{now}"')
    )
    (each,) = [each for each in of.proposals if each.tracked]
    assert not each.applicable and "đã khác từ khi in" in each.why and f"“{now}" in each.why
    assert reviews.choose(of, everything=True) == () and "--all không lấy các chỗ này" in reviews.text(of)


def test_what_the_plan_changed_elsewhere_is_not_undone_with_all_else(tmp_path):
    def edit(work):
        work.replace("b) Tiếp tục nâng cao", "nâng cao nhận thức", "đổi mới nhận thức")

    of = moved_on(tmp_path, edit, ("Tiếp tục nâng", "Tiếp tục quyết liệt nâng"))
    result = reviews.outcome(of, reviews.choose(of, everything=True))
    assert "Tiếp tục quyết liệt đổi mới nhận thức" in result.files[of.path].decode() and not result.unlike


def test_a_dropped_paragraph_that_the_plan_reworded_is_told_as_changed_since(tmp_path):
    of = moved_on(
        tmp_path,
        lambda work: work.drop("b) Tiếp tục nâng cao"),
        ("Tiếp tục nâng cao", "Đẩy mạnh tuyên truyền, nâng cao"),
    )
    (each,) = [each for each in of.proposals if each.tracked]
    assert each.author == "Lê A" and "đã khác từ khi in" in each.why and "Đẩy mạnh" in each.why and not each.settled


def test_words_put_into_what_another_deleted_are_not_written_by_half(tmp_path):
    def edit(work):
        work.delete("2. Sở Tài chính", "Tài chính")
        next(work.p("2. Sở Tài chính").iter(q("delText"))).text = "Kế hoạch"

    of = moved_on(tmp_path, edit)
    tracked, quiet = sorted(of.proposals, key=lambda each: not each.tracked)
    assert not tracked.applicable and (quiet.old, quiet.new) == ("Tài chính", "Kế hoạch")
    assert after(of, quiet.number)[1] == ["      - agency: Sở Kế hoạch"]


EDITS = {
    "move": lambda work: work.move("- Huy động và sử dụng", "- Xây dựng kế hoạch thực hiện nâng cao"),
    "split": lambda work: work.split("- Tổ chức tuyên truyền mục tiêu", "Vận động người dân"),
    "merge": lambda work: work.merge("a) Xác định rõ vai trò"),
    "bold": lambda work: work.shade("- Huy động và sử dụng", "hiệu quả", "<w:b/>"),
    "add": lambda work: work.enter("b) Tiếp tục nâng cao", "c) Nêu gương người tốt, việc tốt."),
    "drop": lambda work: work.drop("a) Xác định rõ vai trò"),
    "agency": lambda work: work.enter("Căn cứ chức năng, nhiệm vụ", "12. Hội Chữ thập đỏ thành phố"),
    "signer": lambda work: (work.drop("KT. CHỦ TỊCH"), work.replace("PHÓ CHỦ TỊCH", "PHÓ CHỦ TỊCH", "CHỦ TỊCH")),
    "comment": lambda work: work.comment("Trên đây là Kế hoạch", "Kế hoạch", "Xem lại"),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_a_second_run_after_all_was_taken_offers_nothing(tmp_path, edit):
    path = tmp_path / "a.yaml"
    path.write_bytes(PLAN.read_bytes())
    work = Desk(build.word(build.read(path)))
    edit(work)
    data = work.save()
    first = reviews.read(data, path, "x.docx")
    path.write_bytes(reviews.apply(first, reviews.choose(first, everything=True))[path])
    again = reviews.read(data, path, "x.docx")
    assert again.proposals and all(each.settled and not each.applicable for each in again.proposals)
    text = reviews.text(again)
    assert f"{len(again.proposals)} chỗ (không kê)" in text and "không còn đề nghị nào" in text
    assert reviews.as_json(again).count('"settled": true') == len(again.proposals)


def test_of_two_edits_in_a_sentence_the_one_that_was_taken_is_settled(tmp_path):
    def edit(work):
        work.delete("b) Tiếp tục nâng cao", "toàn diện, ")
        work.replace("b) Tiếp tục nâng cao", "nâng cao nhận thức", "đổi mới nhận thức")

    of = moved_on(tmp_path, edit, ("Tiếp tục nâng cao nhận thức", "Tiếp tục đổi mới nhận thức"))
    assert sorted((each.settled, each.old) for each in of.proposals) == [
        (False, "toàn diện,"),
        (True, "nâng cao nhận thức"),
    ]


@pytest.mark.parametrize("letter", ["\uf0b7", "\x7f", "\x85", "\u202e", "\ue000"])
def test_a_letter_that_no_plan_may_hold_refuses_only_its_own_proposal(tmp_path, letter):
    def edit(work):
        work.replace("b) Tiếp tục nâng cao", "nâng cao nhận thức", f"đổi {letter}mới", f"Lê{letter} A")
        work.replace("2. Sở Tài chính", "Tài chính", "Kế hoạch", "Vũ B")
        work.comment("Trên đây là Kế hoạch", "Kế hoạch", f"Xem{letter} lại", f"Ai{letter}")

    of = moved_on(tmp_path, edit)
    assert [(each.author, each.applicable) for each in of.proposals] == [("Lê A", False), ("Vũ B", True), ("Ai", True)]
    assert f"U+{ord(letter):04X}" in of.proposals[0].why and "đã bỏ 1 ký tự" in of.proposals[2].new
    assert letter not in reviews.text(of)
    result = reviews.outcome(of, (1, 2, 3))
    text = result.files[of.path].decode()
    assert "agency: Sở Kế hoạch" in text and "# [Ai, 20/01/2022] Xem lại" in text
    assert [number for number, _ in result.left] == [1]


def test_what_the_plan_cannot_hold_is_refused_alone_and_all_else_is_done(tmp_path):
    def edit(work):
        work.replace("b) Tiếp tục nâng cao", "nâng cao nhận thức", "đổi mới 😀")
        work.replace("3. Sở Y tế", "Y tế", "Y tế, Dân số")
        work.replace("2. Sở Tài chính", "Tài chính", "Kế hoạch 🦄", "Vũ B")

    of = moved_on(tmp_path, edit)
    assert [each.applicable for each in of.proposals] == [False, False, True]
    assert all("không có chữ" in each.why for each in of.proposals if each.why)
    result = reviews.outcome(of, (1, 2, 3))
    assert "agency: Sở Y tế, Dân số" in result.files[of.path].decode()
    assert [number for number, _ in result.left] == [1, 2]


def test_what_was_chosen_and_does_nothing_is_named():
    work = desk()
    work.replace("b) Tiếp tục nâng cao", "b)", "c)")
    assert [number for number, _ in reviews.outcome(review(work), [1]).left] == [1]


# --- nothing is dropped ---------------------------------------------------------------------------


def redlined(old, new):
    done = redline.docx(made(old), made(new), "Trần B", datetime.date(2022, 2, 1))
    return next(value for name in done.__slots__ if isinstance(value := getattr(done, name), bytes))


def count(data):
    """How many tracked changes a file has, counted without our reader."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        names = [n for n in package.namelist() if n.startswith("word/") and n.endswith(".xml")]
        roots = [etree.fromstring(package.read(n)) for n in names]
    return sum(1 for root in roots for tag in TRACKED for _ in root.iter(f"{{{W}}}{tag}"))


def test_every_change_is_in_exactly_one_proposal():
    for old, new in PAIRS:
        data = redlined(old, new)
        of = reviews.read(data, got(old), "x.docx")
        tracked = [n for each in of.proposals for n in each.changes if of.flow.changes[n].tracked]
        assert len(tracked) == len(set(tracked)) == count(data)
        assert [each.number for each in of.proposals] == list(range(1, len(of.proposals) + 1))
        assert all(each.applicable or each.why for each in of.proposals)


@pytest.mark.parametrize(("old", "new"), PAIRS, ids=lambda path: path.stem + path.parent.name)
def test_the_redline_of_two_drafts_turns_the_old_plan_into_the_new_one(old, new):
    of = reviews.read(redlined(old, new), got(old), "x.docx")
    result = reviews.outcome(of, reviews.choose(of, everything=True))
    assert result.left == () and result.unlike == (), (result.left, result.unlike)
    missing = {each.new for each in of.proposals if not each.applicable} | {
        each.old for each in of.proposals if not each.applicable}  # fmt: skip
    made_of = [p.text for p in printed.printed(build.read(old, data=result.files[old]))[0]]
    wanted = [p.text for p in printed.printed(got(new))[0]]
    off = [text for text in wanted if text not in made_of]
    assert len(off) <= max(4, sum(len(said.split("¶")) for said in missing)), off


def test_a_redline_of_the_same_plan_reads_as_nothing():
    assert reviews.read(made(TABLES), got(TABLES), "x.docx").proposals == ()


def accepted(data, way="accept"):
    """The words of a file as pandoc reads it: markers and signs at the end, which the program writes, left out."""
    import pypandoc

    text = pypandoc.convert_text(data, "plain", "docx", extra_args=[f"--track-changes={way}", "--wrap=none"])
    return [_MARK.sub("", " ".join(line.split())).rstrip(" .;,/") for line in text.splitlines() if line.strip()]


_MARK = re.compile(r"^(?:[-+]|[a-zđ]\)|\d+\.|[IVX]+\.)\s+")


def test_pandoc_reads_the_new_plan_as_the_reviewed_file_with_all_accepted(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_bytes(PLAN.read_bytes())
    work = Desk(build.word(build.read(path)))
    work.replace("b) Tiếp tục nâng cao", "nâng cao nhận thức", "đổi mới: “nhận thức” #1")
    work.replace("- Phấn đấu giảm", "1 - 1,5", "1,5 - 2")
    work.drop("a) Xác định rõ vai trò")
    work.enter("Căn cứ chức năng, nhiệm vụ", "12. Hội Chữ thập đỏ thành phố")
    work.move("- Huy động và sử dụng", "- Xây dựng kế hoạch thực hiện nâng cao")
    work.replace("2. Sở Tài chính", "Tài chính", "Tài chính - Kế hoạch")
    work.enter("- UBMTTQVN TP", "- Báo Đà Nẵng;")
    data = work.save()
    assert accepted(data, "reject") == accepted(build.word(build.read(path)))
    of = reviews.read(data, path, "x.docx")
    result = reviews.outcome(of, reviews.choose(of, everything=True))
    (refused,) = [each for each in of.proposals if not each.applicable] or [None]
    assert refused is None and result.unlike == ()
    path.write_bytes(result.files[path])
    theirs, ours = accepted(data), accepted(build.word(build.read(path)))
    assert sorted(theirs) == sorted(ours)


def test_a_draft_that_names_its_revision_is_no_change():
    read = got(TABLES)
    document = layout.with_revision(read.document, "a1b2c3d")
    assert reviews.read(docx.render(document, read.profile), read, "x.docx").proposals == ()


def test_another_look_is_listed_with_its_words_and_place():
    work = desk()
    work.shade("- Tăng cường công tác", "dạy nghề", '<w:color w:val="FF0000"/>')
    each = one(review(work))
    assert (each.what, each.old, each.place) == ("format", "dạy nghề", "gạch đầu dòng, mục II.1.b)")


# --- bad input ------------------------------------------------------------------------------------


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 x", b"%PDF-1.7", b"a: b", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 9])
def test_what_is_no_docx_is_told(data):
    with pytest.raises(PlanError) as told:
        reviews.read(data, got(PLAN), "x.docx")
    (problem,) = told.value.problems
    assert problem.mark.file == "x.docx" and problem.hint and "lồng nhau" not in problem.message


def test_a_docx_of_another_plan_is_told_with_the_plan_that_it_looks_like():
    with pytest.raises(PlanError) as told:
        reviews.read(made(TABLES), got(PLAN), "x.docx", [PLAN, TABLES])
    assert str(TABLES) in told.value.problems[0].hint


def test_a_number_or_author_that_is_not_there_is_told():
    of = review(desk())
    for wrong in ({"numbers": [7]}, {"authors": ["Ai"]}):
        with pytest.raises(PlanError):
            reviews.choose(of, **wrong)


def test_whoever_left_no_name_is_chosen_as_the_list_names_him():
    work = desk()
    work.replace("b) Tiếp tục nâng cao", "nâng cao nhận thức", "đổi mới nhận thức", "")
    of = review(work)
    assert "của không rõ ai (1)" in reviews.text(of) and reviews.choose(of, authors=["không rõ ai"]) == (1,)


def test_the_list_can_be_shown_again_and_again():
    """A module that has the name of what is called would stand in its place once it is loaded."""
    of = review(desk())
    told = reviews.told(reviews.outcome(of, ()), 0)
    assert [reviews.text(of), reviews.as_json(of), told] == [
        reviews.text(of), reviews.as_json(of), reviews.told(reviews.outcome(of, ()), 0)
    ]  # fmt: skip
    modules = {path.stem for path in Path(reviews.__file__).parent.glob("*.py")}
    assert not modules & set(reviews.__all__)


def test_a_text_that_another_file_holds_is_listed_with_its_place():
    path = Path("plans/lao-cai-2024/huyen-bac-ha.yaml")
    read = build.read(path)
    work = Desk(build.word(read))
    p = next(p for p in work.root.iter(q("p")) if len(work.text(p)) > 200)
    words = work.text(p).split()[6]
    work.replace(p, f" {words} ", " X ")
    each = one(reviews.read(work.save(), read, "x.docx"))
    assert not each.applicable and "tệp khác" in each.why and each.mark.file != str(path)


def test_changes_in_a_text_box_and_a_nested_table_are_read():
    work = desk(TABLES)
    cell = next(work.p("Hỗ trợ nhà ở").iterancestors(q("tc")))
    inner = etree.fromstring(
        f'<w:tbl xmlns:w="{W}"><w:tr><w:tc><w:p><w:ins w:id="7" w:author="B" w:date="2022-01-01T00:00:00Z">'
        "<w:r><w:t>trong bảng</w:t></w:r></w:ins></w:p></w:tc></w:tr></w:tbl>"
    )
    cell.insert(1, inner)
    box = etree.fromstring(
        f'<w:r xmlns:w="{W}" xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape><v:textbox><w:txbxContent><w:p>'
        '<w:ins w:id="8" w:author="B" w:date="2022-01-01T00:00:00Z"><w:r><w:t>trong hộp</w:t></w:r></w:ins></w:p>'
        "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    work.p("Trên đây là").append(box)
    of = review(work, TABLES)
    told = {each.new: each for each in of.proposals}
    assert {"trong bảng", "trong hộp"} <= set(told) and not told["trong hộp"].applicable


def test_deeply_nested_changes_are_refused_not_a_traceback():
    work = desk()
    run = work.cut(work.p("b) Tiếp tục"), "Tiếp tục")[0]
    for number in range(120):
        around = work.by("ins" if number % 2 else "del", f"A{number % 3}")
        run.addprevious(around)
        around.append(run)
        run = around
    of = review(work)
    assert sum(len(each.changes) for each in of.proposals if each.tracked) == 120


def test_a_plan_with_ends_of_lines_of_old_is_told(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_bytes(PLAN.read_bytes().replace(b"\n", b"\r"))
    with pytest.raises(PlanError) as told:
        reviews.read(made(PLAN), path, "x.docx")
    assert "CR" in told.value.problems[0].message


@pytest.mark.parametrize("part", ["word/comments.xml", "word/_rels/document.xml.rels"])
def test_a_comment_of_which_only_the_place_is_left_is_told(part):
    work = desk()
    work.comment("Trên đây là Kế hoạch", "Kế hoạch", "Xem lại")
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(work.save())) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
    each = next(each for each in review(out.getvalue()).proposals if each.what == "comment")
    assert each.old == "Kế hoạch" and "không còn nội dung" in each.why


def test_the_list_tells_where_to_which_look_and_at_which_place():
    work = desk()
    for name in ("move", "split", "merge"):
        EDITS[name](work)
    work.shade("- Tăng cường công tác", "dạy nghề", "<w:b/>")
    text = " ".join(reviews.text(review(work)).split())
    assert "chuyển lên sau “- Xây dựng kế hoạch" in text and "in đậm “dạy nghề”" in text
    assert "tách đoạn trước “Vận động" in text and "nối với đoạn sau “b) " in text


def test_a_move_whose_range_begins_inside_its_words_is_one():
    work = desk()
    EDITS["move"](work)
    for side in ("From", "To"):
        start, end = (next(work.root.iter(q(f"move{side}Range{at}"))) for at in ("Start", "End"))
        around = start.getnext()
        around.insert(0, start)
        around.append(end)
    assert one(review(work)).what == "move"


def test_a_comment_on_a_moved_paragraph_stays_with_it():
    work = desk()
    EDITS["move"](work)
    to = next(each for each in work.root.iter(q("moveTo")) if each.getparent().tag == q("p"))
    to.append(etree.fromstring(f'<w:r xmlns:w="{W}"><w:commentReference w:id="0"/></w:r>'))
    work.comments.append((0, "Vũ B", "2022-13-45T10:00:00Z", "Sao lại chuyển?", None, False))
    of = review(work)
    lines = reviews.apply(of, (1, 2))[PLAN].decode().splitlines()
    at = lines.index("              # [Vũ B, không rõ ngày] Sao lại chuyển?")
    assert "- Huy động và sử dụng" in lines[at + 1] and "nông thôn mới;" in lines[at - 1]


def test_empty_keys_of_a_units_file_are_filled_in():
    path = Path("plans/lao-cai-2024/huyen-bac-ha.yaml")
    work = Desk(build.word(build.read(path)))
    for start, said in (("Số:", "Số: 12/KH-UBND"), (", ngày", "Bắc Hà, ngày 12 tháng 3 năm 2024")):
        p = work.p(start)
        work.replace(p, work.text(p), said)
    of = reviews.read(work.save(), path, "x.docx")
    result = reviews.outcome(of, reviews.choose(of, everything=True))
    text = result.files[path].decode()
    assert result.left == () and 'number: "12"' in text and "# số văn bản" in text and "\ndate: 2024-03-12" in text


def test_a_document_of_another_unit_is_told_first():
    folder = Path("plans/lao-cai-2024")
    data = build.word(build.read(folder / "huyen-bat-xat.yaml"))
    text = reviews.text(reviews.read(data, folder / "huyen-bac-ha.yaml", "x.docx"))
    assert text.splitlines()[2].startswith("LƯU Ý: tệp mang tên cơ quan khác kế hoạch (“HUYỆN BÁT XÁT”)")


# --- LibreOffice ----------------------------------------------------------------------------------


def test_a_file_that_libreoffice_saved_again_is_still_read(tmp_path):
    soffice = shutil.which("soffice")
    if not soffice:
        assert not os.environ.get("KEHOACH_REQUIRE_OFFICE"), "LibreOffice is required here"
        pytest.skip("no LibreOffice")
    work = desk()
    work.replace("b) Tiếp tục nâng cao", "nâng cao nhận thức", "đổi mới nhận thức")
    work.drop("c) Thực hiện mục tiêu")
    work.comment("Trên đây là Kế hoạch", "Kế hoạch", "Xem lại câu kết")
    (tmp_path / "a.docx").write_bytes(work.save())
    own = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        [soffice, own, "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir",
         str(tmp_path / "out"), str(tmp_path / "a.docx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    of = review((tmp_path / "out" / "a.docx").read_bytes())
    told = [(each.what, each.tracked) for each in of.proposals if each.applicable]
    assert told == [("edit", True), ("drop", True), ("comment", True)], reviews.text(of)
    assert after(of)[1][-1].startswith("# [Lê A") or after(of)


def test_the_reader_takes_no_letters_that_are_not_there():
    draft = word.read(made(PLAN))
    assert draft.changes == () and draft.comments == ()


def test_the_standard_pair_maps_all_that_has_a_key():
    """What is left of da-nang-2022's twenty edits: numbers, a new footnote, a new appendix, empty lines, looks."""
    of = reviews.read(redlined(*PAIRS[0]), got(PAIRS[0][0]), "x.docx")
    left = [each.why for each in of.proposals if not each.applicable]
    known = ("số thứ tự", "chú thích mới", "phụ lục mới", "bảng mới", "dòng mới của bảng", "đoạn trống", "chỉ đổi định")
    assert all(why.startswith(known) for why in left), left
    assert len(of.applicable) >= 34
