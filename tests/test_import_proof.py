"""What the proof of an import says: nothing lost, nothing invented, and each told where it is."""

from __future__ import annotations

import random
import time
from datetime import date as Date
from pathlib import Path

import pytest
from importing import score

from generator import build
from generator.check import docx_text
from generator.document import (
    AppendixTitle,
    Block,
    Cell,
    Document,
    Heading,
    Letterhead,
    Paragraph,
    Part,
    Properties,
    Run,
    Signature,
    Table,
    Title,
)
from generator.importing import page, text_report
from generator.importing.draft import Doubt, Draft, Field, Item, Recipient, Sentence
from generator.importing.proof import Proof, pieces, printed, prove
from generator.importing.proof.match import match
from generator.importing.sheet import Span, Word

PLANS = sorted((Path(__file__).parent.parent / "plans").glob("*.yaml"))

HEAD = Letterhead(
    (), ("ỦY BAN NHÂN DÂN", "XÃ MỸ THANH"), "Số: 05/KH-UBND", "Mỹ Thanh, ngày 04 tháng 5 năm 2022", 1, 1, 1, 1, False
)
FOOT = Signature(
    (("title", "Nơi nhận:"), ("line", "- UBND huyện;"), ("line", "- Các thôn;"), ("line", "- Lưu: VT, VHXX.")),
    ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), (), "Nguyễn Văn An", 1, 1, True,
)  # fmt: skip
BODY: tuple[Block, ...] = (
    Title("KẾ HOẠCH", ((Run("Giảm nghèo bền vững năm 2022"),),), 1),
    Paragraph("basis", (Run("Căn cứ Luật Đất đai ngày 18 tháng 01 năm 2024."),)),
    Heading("section", "I.", (Run("MỤC ĐÍCH, YÊU CẦU"),), 1),
    Heading("clause", "1.", (Run("Mục đích"),), 2),
    Paragraph("point", (Run("Giảm tỷ lệ hộ nghèo còn dưới 4,5% vào cuối năm 2022;"),), "a)"),
    Paragraph("point", (Run("Nâng cao thu nhập cho đồng bào vùng khó khăn trên địa bàn xã."),), "b)"),
    Paragraph("body", (Run("Trên đây là Kế hoạch giảm nghèo của Ủy ban nhân dân xã./."),)),
)
SOURCE = """\
ỦY BAN NHÂN DÂN
XÃ MỸ THANH
CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 5/KH-UBND
Mỹ Thanh, ngày 4 tháng 5 năm 2022
KẾ HOẠCH
Giảm nghèo bền vững năm 2022
Căn cứ Luật Đất đai ngày 18 tháng 01 năm 2024;
I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
a. Giảm tỷ lệ hộ nghèo còn dưới 4,5% vào cuối năm 2022;
b. Nâng cao thu nhập cho đồng bào vùng khó khăn trên địa bàn xã.
Trên đây là Kế hoạch giảm nghèo của Ủy ban nhân dân xã.
Nơi nhận:
- UBND huyện
- Các thôn;
- Lưu VT, VHXX.
TM.ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn An
"""


def document(*blocks: Block, annex: tuple[Block, ...] = (), notes: tuple[str, ...] = ()) -> Document:
    parts = [Part((HEAD, *(blocks or BODY), FOOT)), *([Part(annex)] if annex else [])]
    return Document(Properties("", "", "", "", Date(2022, 5, 4)), tuple(parts), tuple((Run(note),) for note in notes))


def words(text: str) -> tuple[Word, ...]:
    return tuple(Word(word, line) for line, said in enumerate(text.splitlines(), 1) for word in said.split())


def told(proof: Proof) -> list[tuple[str, str, str, int]]:
    return [(each.kind, each.source, each.built, each.line) for each in proof.differences]


def test_what_the_form_gives_is_no_difference() -> None:
    proof = prove(words(SOURCE), document())
    assert told(proof) == []
    assert proof.share == 1.0 and proof.complete


@pytest.mark.parametrize(
    ("old", "new", "difference"),
    [
        ("vùng khó khăn ", "vùng ", ("added", "", "khó khăn", 13)),
        ("vùng khó khăn ", "vùng đặc biệt khó khăn ", ("missing", "đặc biệt", "", 13)),
        ("4,5%", "5,4%", ("changed", "5,4%", "4,5%", 12)),
        ("a. Giảm", "Giảm", ("added", "", "a)", 12)),
        ("a. Giảm", "c. Giảm", ("changed", "c.", "a)", 12)),
        ("thu nhập", "thunhập", ("changed", "thunhập", "thu nhập", 13)),
        ("2022;\nb.", "2022,\nb.", ("sign", "2022,", "2022;", 12)),
        ("tháng 5 năm", "tháng 6 năm", ("changed", "6", "5", 6)),
        ("Số: 5/", "Số: 6/", ("changed", "6/KH-UBND", "05/KH-UBND", 5)),
        ("Nguyễn Văn An", "Nguyễn Văn Ân", ("changed", "Ân", "An", 21)),
        ("- Các thôn;\n", "", ("added", "", "Các thôn;", 16)),
        ("- Các thôn;", "- Các thôn;\n- Các trường;", ("missing", "Các trường;", "", 18)),
    ],
)  # fmt: skip
def test_what_is_lost_or_invented_is_told_with_its_line(
    old: str, new: str, difference: tuple[str, str, str, int]
) -> None:
    assert SOURCE.count(old) == 1
    proof = prove(words(SOURCE.replace(old, new)), document())
    assert told(proof) == [difference]
    assert (proof.share < 1.0) == (difference[0] != "added")


def test_a_stretch_that_moved_is_told_as_moved_and_not_counted() -> None:
    lines = SOURCE.splitlines()
    lines[11], lines[12] = lines[12], lines[11]
    proof = prove(words("\n".join(lines)), document())
    assert {each.kind for each in proof.differences} == {"moved"}
    assert proof.found < proof.total


def test_columns_of_the_letterhead_may_stand_in_another_order() -> None:
    lines = SOURCE.splitlines()
    tabs = [f"{lines[0]}\t{lines[2]}", f"{lines[1]}\t{lines[3]}", f"{lines[4]}\t{lines[5]}"]
    foot = [f"{lines[14]}\t{lines[18]}", f"{lines[15]}\t{lines[19]}", lines[16], f"{lines[17]}\t{lines[20]}"]
    proof = prove(words("\n".join([*tabs, *lines[6:14], *foot])), document())
    assert told(proof) == []


def test_running_text_in_another_order_is_not_forgiven() -> None:
    proof = prove(words(SOURCE.replace("hộ nghèo còn dưới 4,5%", "4,5% dưới còn nghèo hộ")), document())
    assert not proof.complete


def test_a_caption_among_the_recipients_keeps_its_colon() -> None:
    proof = prove(words(SOURCE.replace("- UBND huyện\n", "UBND huyện:\n")), document())
    assert told(proof) == [("sign", "huyện:", "huyện;", 16)]


def test_a_double_bullet_of_a_portal_is_one() -> None:
    blocks = (*BODY[:4], Paragraph("plus", (Run("100% hộ nghèo được vay vốn;"),), "+"), *BODY[4:])
    source = SOURCE.replace("a. Giảm", "- + 100% hộ nghèo được vay vốn;\na. Giảm")
    assert told(prove(words(source), document(*blocks))) == []


def test_a_date_that_the_source_leaves_open_is_no_word() -> None:
    blank = document().parts[0].blocks[0]
    assert isinstance(blank, Letterhead)
    proof = prove(words(SOURCE.replace("ngày 4 tháng", "ngày ..... tháng")), document())
    assert told(proof) == [("added", "", "04", 6)]


def test_automatic_numbers_are_held_against_those_that_print() -> None:
    bare = SOURCE.replace("a. Giảm", "Giảm").replace("b. Nâng", "Nâng")
    assert told(prove(words(bare), document(), {12: "a)", 13: "b)"})) == []
    assert told(prove(words(bare), document(), {12: "a)", 13: "d)"})) == [("number", "d)", "b)", 13)]


def test_a_number_that_the_source_has_not_is_invented() -> None:
    bare = SOURCE.replace("1. Mục đích", "Mục đích")
    assert told(prove(words(bare), document())) == [("added", "", "1.", 11)]


def test_notes_are_found_wherever_the_source_has_them() -> None:
    blocks = (
        *BODY[:3],
        Paragraph("body", (Run("Theo chuẩn nghèo mới"), Run("", note=1), Run(", của Chính phủ."))),
        *BODY[3:],
    )
    built = document(*blocks, notes=("Nghị định số 07/2021/NĐ-CP ngày 27/01/2021.",))
    at = SOURCE.index("1. Mục")
    foot = SOURCE[:at] + "Theo chuẩn nghèo mới[1], của Chính phủ.\n" + SOURCE[at:]
    note = "Nghị định số 07/2021/NĐ-CP ngày 27/01/2021.\n"
    made = [word for unit in printed.units(built) for word, _ in unit.words]
    made = [part for word in made for part in {"[1]": ["1"], "mới,": ["mới", ","]}.get(word, [word])]
    assert told(prove(words(foot + "[1] " + note), built, made=made)) == []
    assert told(prove(words(foot.replace("[1]", "").replace("1. Mục", note + "1. Mục")), built)) == []
    assert told(prove(words(foot), built))[0][0] == "added"


def test_rows_of_a_table_and_an_appendix_are_compared_in_order() -> None:
    row = tuple(Cell(((Run(text),),)) for text in ("1", "Vay vốn", "Phòng LĐ"))
    head = AppendixTitle("Phụ lục", ((Run("DANH MỤC NHIỆM VỤ"),),), (Run("(Kèm theo Kế hoạch số 05/KH-UBND)"),), 1, 1)
    built = document(annex=(head, Table((1, 1, 1), (row,), 0)))
    source = SOURCE + "Danh mục nhiệm vụ\n1\nVay vốn\nPhòng LĐ\n"
    assert told(prove(words(source), built)) == []  # the label and the line of the plan are the form's
    assert not prove(words(source.replace("Vay vốn\nPhòng LĐ", "Phòng LĐ\nVay vốn")), built).complete


def test_a_source_of_another_matter_is_not_found() -> None:
    other = "Báo cáo kết quả công tác phòng cháy chữa cháy quý một\n" * 40
    assert prove(words(other), document()).share < 0.05


def test_nothing_against_nothing_is_all_of_it() -> None:
    assert prove((), document()).share == 1.0
    assert not prove((), document()).complete


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_the_words_held_against_a_source_are_those_of_the_file(path: Path) -> None:
    read = build.read(path)
    made = docx_text.read(build.word(read))
    units = printed.units(read.document)
    ours = sorted(pieces.exact(word) for unit in units for word, _ in unit.words)
    assert ours == sorted(pieces.exact(piece) for word in made for piece in pieces.pieces(word))
    assert prove([Word(word, 1) for word in made], read.document, made=made).complete


def test_no_word_of_the_text_can_change_without_being_told() -> None:
    read = build.read(next(path for path in PLANS if path.stem.startswith("thpt")))
    made = [Word(word, n // 12) for n, word in enumerate(docx_text.read(build.word(read)))]
    seeded = random.Random(5)
    body = range(120, len(made) - 60)
    for at in seeded.sample(body, 25):
        said, line = made[at].text, made[at].line
        lost = [*made[:at], *made[at + 1 :]]
        more = [*made[:at], Word("chèn", line), *made[at:]]
        other = [*made[:at], Word(f"{said[0]}x{said[1:]}", line), *made[at + 1 :]]
        for source in (lost, more, other):
            assert not prove(source, read.document, rows=False).complete, (at, said)


def test_the_file_is_believed_where_it_says_less_or_more() -> None:
    made = [word for unit in printed.units(document()) for word, _ in unit.words]
    assert told(prove(words(SOURCE), document(), made=made)) == []
    less = prove(words(SOURCE), document(), made=[word for word in made if word != "đồng"])
    assert ("missing", "đồng", "", 13) in told(less)
    assert [each.built for each in prove(words(SOURCE), document(), made=[*made, "mới"]).differences] == ["mới"]


def test_matches_never_cross_and_join_equal_words() -> None:
    seeded = random.Random(7)
    for _ in range(200):
        old, new = (seeded.choices("abcdef", k=seeded.randrange(60)) for _ in range(2))
        found = match(old, new)
        places = [place for place in found if place >= 0]
        assert places == sorted(set(places))
        assert all(place < 0 or old[here] == new[place] for here, place in enumerate(found))


@pytest.mark.parametrize("sort", ["same", "few", "other"])
def test_garbage_is_compared_in_little_time(sort: str) -> None:
    seeded = random.Random(3)
    letters = {"same": "a", "few": "abc", "other": "".join(map(chr, range(200, 9000)))}[sort]
    source = [Word(seeded.choice(letters), n // 9) for n in range(12_000)]
    start = time.process_time()
    prove(source, document())
    assert time.process_time() - start < 2  # a third of a second on a free machine


@pytest.mark.parametrize(
    ("typed", "value"),
    [("a.", "a"), ("(a)", "a"), ("1.1.", "1.1"), ("–", "-"), ("none", ""), ("", ""), ("●", "•"), ("IV/", "iv"),
     ("PHẦN THỨ HAI", "phần ii"), ("Phần II", "phần ii"), ("đ)", "đ")],
)  # fmt: skip
def test_markers_of_a_score_are_compared_by_value(typed: str, value: str) -> None:
    assert score.marker(typed) == value


def test_a_score_counts_what_was_found_in_order_only() -> None:
    count = score.counted("abcde", "badcxe", lambda e, g: e == g)
    assert (count.found, count.expected, count.given, len(count.missed)) == (3, 5, 6, 2)


def test_a_node_is_found_at_its_depth_with_its_marker_and_words() -> None:
    outline = ["1 | I. | MỤC ĐÍCH", "2 | 1. | Giảm", "3 | 1. | Giảm", "2 | 2. | Giảm", "2 | 1. | Tăng"]
    expected = [tuple(line.split(" | ")) for line in outline]
    assert score.counted(expected, list(score.nodes(DRAFT)), score._same_node).missed == outline[2:]


# --- what staff read ----------------------------------------------------------------------------

DRAFT = Draft(
    issuer=Field("Ủy ban nhân dân xã Mỹ Thanh", 1, (Doubt("issuer-guessed", "suy từ chữ ký <b>", 1),)),
    number=Field("5"), symbol=Field("UBND"), place=Field("Mỹ Thanh"), date=Field("2022-05-04"),
    title=((Span("Giảm nghèo & việc làm"),),),
    content=(Item("I.", "I.", 1, heading=(Span("Mục đích"),), content=(
        Item("1.", "1.", 1, content=(Sentence((Span("Giảm"),)),), data={"value": "4,5", "agency": "Sở"}),
    ), doubts=(Doubt("numbering", "số «III.» đứng sau «I.»", 12, "kiểm tra lại"),)),),
    recipients=(Recipient("group", "Gửi:"), Recipient("to", "UBND huyện")),
    leftover=(Sentence((Span("Đóng dấu"),), 21),),
)  # fmt: skip


def test_the_summary_tells_share_matter_and_doubts_in_the_order_of_lines() -> None:
    said = text_report.text("x.docx", DRAFT, prove(words(SOURCE.replace("khó khăn", "")), document()))
    assert said.startswith("x.docx: thấy lại đúng thứ tự ")
    assert "Nội dung          2 mục, 2 cấp; 0 bảng; 0 chú thích" in said
    assert "1 chỉ tiêu, 1 phân công" in said
    assert "đồng bào vùng»: «khó khăn»" in said and "; thêm 2 từ" in said
    assert said.index("dòng 1: suy từ") < said.index("dòng 12: số «III.»") < said.index("dòng 21: chưa xếp được")


def test_a_share_is_never_rounded_up_to_all() -> None:
    assert text_report.percent(1.0) == "100%"
    assert text_report.percent(99_999 / 100_000) == "99,99%"
    assert text_report.percent(0.5) == "50%"


def test_a_plan_that_does_not_build_is_told_without_a_proof() -> None:
    assert "chưa in được" in text_report.text("x.docx", DRAFT, None)
    assert "chưa in được" in page.as_html("x.docx", DRAFT, None)


def test_the_page_has_no_script_and_escapes_what_a_source_says() -> None:
    source = SOURCE.replace("vùng khó khăn", "<script>alert(1)</script>")
    shown = page.as_html("<x>.docx", DRAFT, prove(words(source), document()))
    assert "<script" not in shown and "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert "http" not in shown and "src=" not in shown
    assert "<title>Nhập &lt;x&gt;.docx</title>" in shown and "suy từ chữ ký &lt;b&gt;" in shown


def test_the_page_shows_every_word_of_both_sides_once() -> None:
    source = SOURCE.replace("khó khăn", "đặc biệt") + "Một dòng không có trong kế hoạch\n"
    proof = prove(words(source), document())
    old = [word.text for row in proof.rows for word in row.source]
    new = [word.text for row in proof.rows for word in row.built]
    assert sorted(old) == sorted(piece for word in source.split() for piece in pieces.pieces(word))
    assert sorted(new) == sorted(word for unit in printed.units(document()) for word, _ in unit.words)


def test_a_doubt_stands_at_its_line_and_is_linked_there() -> None:
    shown = page.as_html("x.docx", DRAFT, prove(words(SOURCE), document()))
    assert '<a href="#d12">dòng 12</a>' in shown and '<span id="d12"></span>' in shown
    assert shown.index('id="d12"') < shown.rindex("số «III.» đứng sau «I.»") < shown.index('id="d14"')


# --- forms that unseen plans had ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("I. MỤC ĐÍCH", "I- MỤC ĐÍCH"),
        ("I. MỤC ĐÍCH", "I/- MỤC ĐÍCH"),
        ("I. MỤC ĐÍCH", "I-MỤC ĐÍCH"),
        ("I. MỤC ĐÍCH", "I - MỤC ĐÍCH"),
        ("1. Mục đích", "1/- Mục đích"),
        ("KẾ HOẠCH", "K Ế  H O Ạ C H"),
        ("5/KH-UBND", "5 / KH - UBND"),
        ("Số: 5/KH-UBND", "Số:......05/KH-UBND"),
        ("ngày 4 tháng 5 năm 2022", "ngày 4/5/2022"),
        ("Hạnh phúc", "Hạnh phúc\n---o0o---"),
        ("Hạnh phúc", "Hạnh phúc\n¯¯¯¯¯"),
        ("Nguyễn Văn An", "(Đã ký)\nNguyễn Văn An"),
        ("Nguyễn Văn An", "(đã ký và đóng dấu)\nNguyễn Văn An"),
    ],
)
def test_what_is_only_written_otherwise_is_found(old: str, new: str) -> None:
    assert SOURCE.count(old) >= 1
    proof = prove(words(SOURCE.replace(old, new, 1)), document())
    assert told(proof) == []
    assert proof.share == 1.0


def test_the_words_of_a_title_are_not_found_in_a_caption_above() -> None:
    proof = prove(words("Kế hoạch giảm nghèo bền vững năm 2022 mới nhất\n" + SOURCE), document())
    assert [(each.kind, each.line) for each in proof.differences] == [("missing", 1)]


def test_an_issuer_is_found_on_its_own_line_and_not_in_a_signer_s_note() -> None:
    note = "Ký bởi: ỦY BAN NHÂN DÂN XÃ MỸ THANH; Ngày ký: 19/03/2020\n"
    proof = prove(words(note + SOURCE), document())
    assert [(each.kind, each.source) for each in proof.differences] == [("missing", note.strip())]


def test_a_letter_of_the_text_is_not_forgiven_for_its_spaces() -> None:
    proof = prove(words(SOURCE.replace("Nâng cao thu nhập", "Nângcao thu nhập")), document())
    assert proof.share < 1


def test_hostile_words_are_held_in_time() -> None:
    chosen = random.Random(3)
    source = [Word(f"từ{chosen.randrange(300)}", n // 10) for n in range(60_000)]
    start = time.process_time()
    prove(
        source,
        document(*(Paragraph("body", (Run(f"từ{chosen.randrange(300)} " * 30),)) for _ in range(500))),
        rows=False,
    )
    assert time.process_time() - start < 5
