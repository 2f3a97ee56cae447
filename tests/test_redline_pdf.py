"""The redline PDF: two documents in one, whose marks say what went, what came and what moved."""

from __future__ import annotations

import io
import itertools
import re
from dataclasses import replace
from datetime import date as Date
from functools import cache

import pypdfium2
import pytest
from conftest import EVERYTHING, PLANS, ROOT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import build, fonts, profile
from generator.document import (
    AppendixTitle,
    Cell,
    Document,
    Heading,
    Letterhead,
    Marked,
    Paragraph,
    Part,
    Properties,
    Run,
    Signature,
    Stamps,
    Table,
    Title,
)
from generator.redline import marked
from generator.render import pdf

DRAFT = ROOT / "tests" / "drafts" / "da-nang-2022.yaml"
PAIRS = [
    pytest.param(old, new, id=f"{old.stem}-{new.stem}")
    for old, new in itertools.combinations([*PLANS, EVERYTHING], 2)
]  # fmt: skip
#: What each version does not have.
OTHERS = {"old": ("ins", "to"), "new": ("del", "from"), "both": ()}


@cache
def read(path):
    return build.read(path)


# --- one version of a document of two -----------------------------------------------------------


def said(document: Document, version: str = "both") -> list[str]:
    """The texts of one version, in order: every sentence, cell and name, without those that are empty there."""
    left_out = OTHERS[version]

    def line(runs) -> str:
        out = ""
        for run in runs:
            if run.change not in left_out:
                out += run.text + (f"[{line(document.footnotes[run.note - 1])}]" if run.note else "")
        return out

    def text(value: str) -> str:
        return line(value.runs) if isinstance(value, Marked) else value

    def joined(values) -> str:
        return " ".join(filter(None, (text(v) if isinstance(v, str) else line(v) for v in values)))

    def texts(block) -> list[str]:
        match block:
            case Letterhead():
                return [joined(block.parent), joined(block.issuer), text(block.number), text(block.place_date)]
            case Stamps():
                return [text(block.draft), text(block.secrecy), text(block.urgency)]
            case Title():
                return [text(block.kind), joined(block.lines)]
            case Heading() | Paragraph():
                return [f"{text(block.marker)} {line(block.text)}".strip()]
            case Table():
                return [line(block.caption), *(line(each) for row in block.rows for c in row for each in c.lines)]
            case Signature():
                names = [*(t for _, t in block.recipients), *block.capacity, *block.other_post, block.name]
                return [text(name) for name in names]
            case AppendixTitle():
                return [text(block.label), joined(block.lines), line(block.attached)]
        raise AssertionError(block)

    out = [t for part in document.parts for block in part.blocks for t in texts(block)]
    return list(filter(None, [text(document.circulation), *map(text, document.contact), *out]))


def changes(document: Document) -> list[tuple[str, str]]:
    return [(run.change, run.text) for run in marked._runs(replace(document, legend=())) if run.change]


def words_of(data: bytes) -> str:
    """All letters of a PDF, without blanks."""
    pages = pypdfium2.PdfDocument(io.BytesIO(data))
    return "".join("".join(page.get_textpage().get_text_bounded().split()) for page in pages)


# --- small documents ----------------------------------------------------------------------------

HEAD = Letterhead(("BỘ A",), ("SỞ B",), "Số: 01/KH-SB", "Huế, ngày 02 tháng 3 năm 2022", 180, 287, 50, 150, False)
SIGNED = Signature((("title", "Nơi nhận:"), ("line", "- Như trên;")), ("GIÁM ĐỐC",), (), "Lê A", 224, 243, True)


def document(*blocks, notes=(), head=HEAD, signed=SIGNED, **more) -> Document:
    title = Title("KẾ HOẠCH", ((Run("Giảm nghèo"),), (Run("năm 2022"),)), 80)
    properties = Properties("Kế hoạch", "Giảm nghèo", "Sở B", "01", Date(2022, 3, 2))
    return Document(properties, (Part((head, title, *blocks, signed)),), tuple(notes), **more)


def body(text: str, marker: str = "", note: int = 0) -> Paragraph:
    line = (Run(text), Run("", note=note)) if note else (Run(text),)
    return Paragraph("body", line, marker)


def table(*rows: str, head: str = "Việc|Ai", spans=()) -> Table:
    """Rows of cells parted by `|`; `spans` are (row, column, rows)."""
    taken = {(r, c): rows for r, c, rows in spans}
    made = tuple(
        tuple(Cell(((Run(text),),) if text else (), rows=taken.get((r, c), 1)) for c, text in enumerate(row.split("|")))
        for r, row in enumerate([head, *rows])
    )
    columns = len(made[0])
    return Table((467 / columns,) * columns, made, 1)


def merged(old: Document, new: Document) -> Document:
    both = marked.marked(old, new, ("cũ", "mới"))
    assert said(both, "old") == said(old)
    assert said(both, "new") == said(new)
    return both


def of_blocks(old, new) -> list[tuple[str, str]]:
    return changes(merged(document(*old), document(*new)))


def test_what_stayed_has_no_mark():
    both = merged(document(body("Một câu.")), document(body("Một câu.")))
    assert not changes(both)
    assert "giống nhau" in "".join(run.text for line in both.legend for run in line)


def test_a_word_that_changed_is_struck_and_the_new_one_stands_beside_it():
    assert of_blocks([body("Giảm 1,5% hộ nghèo.")], [body("Giảm 2% hộ nghèo.")]) == [("del", "1,5%"), ("ins", "2%")]


def test_a_sentence_that_went_and_one_that_came_stand_whole():
    gone, came = "Hỗ trợ nhà ở.", "Kinh phí thực hiện từ ngân sách."
    assert of_blocks([body("A a a."), body(gone)], [body(came), body("A a a.")]) == [("ins", came), ("del", gone)]


def test_sentences_with_little_in_common_are_not_mixed_word_by_word():
    one, other = "Sở Y tế và các đoàn thể", "Văn phòng và Quỹ"
    old, new = table(f"Rà soát hộ nghèo hằng năm|{one}"), table(f"Rà soát hộ nghèo hằng năm|{other}")
    assert of_blocks([old], [new]) == [("del", one), ("ins", other)]


def test_renumbering_changes_the_marker_alone():
    new = [body("Chi hỗ trợ.", "a)"), body("Sở Y tế chủ trì.", "b)")]
    assert of_blocks([body("Sở Y tế chủ trì.", "a)")], new) == [
        ("ins", "Chi hỗ trợ."), ("ins", "a)"), ("del", "a)"), ("ins", "b)"),
    ]  # fmt: skip


def test_a_block_that_moved_stands_twice_and_its_changed_word_is_told_at_both():
    stayed = [body(f"Câu thứ {n} đứng yên tại chỗ.") for n in "ABC"]
    old, new = body("Sở Y tế cấp thẻ bảo hiểm cho hộ nghèo."), body("Sở Y tế cấp thẻ bảo hiểm cho hộ cận nghèo.")
    assert of_blocks([old, *stayed], [*stayed, new]) == [
        ("from", "Sở Y tế cấp thẻ bảo hiểm cho hộ nghèo."),
        ("to", "Sở Y tế cấp thẻ bảo hiểm cho hộ "), ("ins", "cận "), ("to", "nghèo."),
    ]  # fmt: skip


def test_a_block_that_moved_has_the_looks_of_each_place():
    text, stayed = "Sở Y tế cấp thẻ bảo hiểm cho hộ nghèo.", [body(f"Câu thứ {n} đứng yên tại chỗ.") for n in "ABC"]
    both = merged(document(Paragraph("dash", (Run(text, bold=True),)), *stayed), document(*stayed, body(text)))
    moved = [b for b in both.parts[0].blocks if isinstance(b, Paragraph) and b.text[0].change]
    assert [(b.style, b.text) for b in moved] == [
        ("dash", (Run(text, bold=True, change="from"),)), ("body", (Run(text, change="to"),)),
    ]  # fmt: skip


def test_looks_are_those_of_the_version_that_a_word_is_from():
    old = Paragraph("body", (Run("Giao "), Run("Sở A", bold=True)))
    new = Paragraph("body", (Run("Giao "), Run("Sở B", italic=True)))
    (block,) = [b for b in merged(document(old), document(new)).parts[0].blocks if isinstance(b, Paragraph)]
    assert block.text[-2:] == (Run("A", bold=True, change="del"), Run("B", italic=True, change="ins"))


def test_a_footnote_that_stayed_is_compared_and_one_that_went_is_struck():
    old = document(body("Câu một.", note=1), body("Câu hai.", note=2), notes=[(Run("Theo luật."),), (Run("Bỏ."),)])
    new = document(body("Câu một.", note=1), body("Câu hai."), notes=[(Run("Theo nghị định."),)])
    assert changes(merged(old, new)) == [("del", ""), ("del", "luật"), ("ins", "nghị định"), ("del", "Bỏ.")]


def test_letterhead_and_signature_are_compared():
    head = replace(HEAD, number="Số: 02/KH-SB", place_date="Huế, ngày 05 tháng 3 năm 2022")
    signed = replace(SIGNED, name="Ngô B", recipients=(*SIGNED.recipients, ("line", "- Lưu: VT.")))
    assert changes(merged(document(), document(head=head, signed=signed))) == [
        ("del", "01/KH-SB"), ("ins", "02/KH-SB"), ("del", "02"), ("ins", "05"),
        ("ins", "- Lưu: VT."), ("del", "Lê A"), ("ins", "Ngô B"),
    ]  # fmt: skip


def test_the_smaller_letterhead_is_kept_so_that_both_names_fit():
    small = replace(HEAD, compact=True, left_width=160)
    for old, new in ((small, HEAD), (HEAD, small)):
        assert merged(document(head=old), document(head=new)).parts[0].blocks[0] == small


def test_a_stamp_of_both_versions_is_as_wide_as_both():
    old, new = Stamps("MẬT", "", "", 50, 0), Stamps("TỐI MẬT", "KHẨN", "DỰ THẢO", 80, 60)
    (both,) = [b for b in merged(document(old), document(new)).parts[0].blocks if isinstance(b, Stamps)]
    assert (both.secrecy_width, both.urgency_width) == (130, 60)


def test_a_title_that_is_broken_elsewhere_has_not_changed():
    old = document()
    title = Title("KẾ HOẠCH", ((Run("Giảm nghèo năm"),), (Run("2022"),)), 80)
    new = replace(old, parts=(Part((HEAD, title, SIGNED)),))
    assert not changes(merged(old, new))
    assert marked.marked(old, new).parts[0].blocks[1] == title


def test_a_post_that_changed_is_told_line_by_line():
    old = replace(SIGNED, capacity=("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"))
    new = replace(SIGNED, capacity=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"))
    both = merged(document(signed=old), document(signed=new)).parts[0].blocks[-1]
    assert "TM. ỦY BAN NHÂN DÂN" in both.capacity


def test_a_cell_that_changed_is_told_in_its_place():
    old, new = table("1|Sở A", "2|Sở B"), table("1|Sở A", "2|Sở D")
    assert of_blocks([old], [new]) == [("del", "B"), ("ins", "D")]


def test_a_row_that_came_renumbers_those_below_it():
    rows = ["Rà soát hộ nghèo|Sở A", "Cấp thẻ bảo hiểm|Sở B"]
    old = table(*(f"{n}|{row}" for n, row in enumerate(rows, 1)), head="TT|Việc|Ai")
    new = table(*(f"{n}|{row}" for n, row in enumerate(["Mở lớp dạy nghề|Trường C", *rows], 1)), head="TT|Việc|Ai")
    assert of_blocks([old], [new])[:3] == [("ins", "1"), ("ins", "Mở lớp dạy nghề"), ("ins", "Trường C")]
    assert of_blocks([old], [new])[3:] == [("del", "1"), ("ins", "2"), ("del", "2"), ("ins", "3")]


def test_a_merged_cell_grows_by_the_rows_that_came_and_went_beside_it():
    old = replace(table("Nhóm|Rà soát hộ nghèo"), header_rows=1)
    rows = (
        old.rows[0],
        (Cell(((Run("Nhóm"),),), rows=3), _cell("Rà soát hộ nghèo")),
        (_cell("Cấp thẻ"),),
        (_cell("Dạy nghề"),),
    )
    old = replace(old, rows=rows)
    first = (Cell(((Run("Nhóm"),),), rows=3), _cell("Rà soát hộ nghèo"))
    new = replace(old, rows=(old.rows[0], first, (_cell("Kinh phí 120 tỷ đồng"),), (_cell("Dạy nghề"),)))
    both = merged(document(old), document(new))
    (made,) = [b for b in both.parts[0].blocks if isinstance(b, Table)]
    assert [cell.rows for row in made.rows for cell in row] == [1, 1, 4, 1, 1, 1, 1]


def test_a_merged_cell_is_as_long_as_in_the_longer_version():
    head, group = table().rows[0], Cell(((Run("Nhóm"),),), rows=3)
    old = replace(table(), rows=(head, (group, _cell("Rà soát")), (_cell("Cấp thẻ"),), (_cell("Dạy nghề"),)))
    new = replace(table(), rows=(head, (replace(group, rows=2), _cell("Rà soát")), (_cell("Cấp thẻ"),)))
    for first, second, change in ((old, new, "del"), (new, old, "ins")):
        both = merged(document(first), document(second))
        (made,) = [b for b in both.parts[0].blocks if isinstance(b, Table)]
        assert made.rows[1][0] == group
        assert changes(both) == [(change, "Dạy nghề")]


def test_rows_whose_merged_cells_do_not_fit_together_stand_one_version_above_the_other():
    head = table(head="TT|Việc|Ai").rows[0]
    long = [Cell(((Run(text),),), rows=2) for text in ("Một", "Rà soát")]
    old = Table((60, 200, 207), (head, (long[0], _cell("Rà soát"), _cell("Sở A")), (_cell("Hai"), _cell("Sở B"))), 1)
    new = Table((60, 200, 207), (head, (_cell("Một"), long[1], _cell("Sở A")), (_cell("Hai"), _cell("Sở B"))), 1)
    both = merged(document(old), document(new))
    (made,) = [b for b in both.parts[0].blocks if isinstance(b, Table)]
    filled(made)
    assert [row[-1].lines[0][0].change for row in made.rows] == ["", "del", "del", "ins", "ins"]


def test_the_number_of_a_row_does_not_say_which_row_it_is():
    old, new = table("1|Họp", "2|Ký"), table("1|Ăn", "2|Họp", "3|Ký")
    assert of_blocks([old], [new])[:2] == [("ins", "1"), ("ins", "Ăn")]


def _cell(text: str) -> Cell:
    return Cell(((Run(text),),))


def test_a_table_whose_columns_changed_is_struck_whole_above_the_new_one():
    old, new = table("1|Sở A"), table("1|Sở A|5/2022", head="Việc|Ai|Hạn")
    both = merged(document(old), document(new))
    assert [len(b.widths) for b in both.parts[0].blocks if isinstance(b, Table)] == [2, 3]
    assert {change for change, _ in changes(both)} == {"del", "ins"}


def test_appendices_are_found_again_by_what_they_say():
    def with_appendices(*texts):
        made = document(body("Một câu."))
        parts = [Part((AppendixTitle("Phụ lục", ((Run(t),),), (), 50, 1), body(t))) for t in texts]
        return replace(made, parts=(*made.parts, *parts))

    both = merged(with_appendices("Chỉ tiêu từng xã"), with_appendices("Phân công nhiệm vụ", "Chỉ tiêu từng xã"))
    assert [change for change, _ in changes(both)] == ["ins"] * 3
    swapped = merged(with_appendices("Chỉ tiêu từng xã", "Kinh phí"), with_appendices("Kinh phí", "Chỉ tiêu từng xã"))
    assert len(swapped.parts) == 4 and {change for change, _ in changes(swapped)} == {"ins", "del"}
    assert len(merged(with_appendices("Chỉ tiêu từng xã"), with_appendices("Kinh phí")).parts) == 3


def test_recipients_too_many_for_one_page_may_break():
    few, many = (
        replace(SIGNED, recipients=tuple(("line", f"- {w} {n};") for n in range(c))) for w, c in (("Sở", 3), ("Xã", 40))
    )
    assert merged(document(signed=few), document(signed=SIGNED)).parts[0].blocks[-1].together
    assert not merged(document(signed=few), document(signed=many)).parts[0].blocks[-1].together


def test_a_landscape_table_that_went_is_no_wider_than_its_portrait_page():
    wide = replace(table("1|Sở A"), widths=(300.0, 414.0))
    parts = (
        document().parts[0],
        Part((AppendixTitle("Phụ lục", ((Run("Chỉ tiêu"),),), (), 50, 1), wide), landscape=True),
    )
    old = replace(document(), parts=parts)
    new = replace(old, parts=(parts[0], Part((parts[1].blocks[0], body("Không còn bảng.")))))
    (struck,) = [b for b in merged(old, new).parts[1].blocks if isinstance(b, Table)]
    assert sum(struck.widths) < 468


def test_headings_leave_out_no_level_whatever_stands_struck_between_them():
    def heading(text, outline):
        return Heading("clause", "", (Run(text),), outline)

    old = [heading("Mục tiêu chung của kế hoạch", 1), heading("Giai đoạn một", 2), heading("Về thu nhập của hộ", 3)]
    new = [heading("Mục tiêu chung của kế hoạch", 1), heading("Về thu nhập của hộ", 3)]
    both = merged(document(*old), document(*new)).parts[0].blocks
    levels = [b.outline for b in both if isinstance(b, Heading)]
    assert all(b <= a + 1 for a, b in itertools.pairwise([0, *levels]))
    levels = [b.outline for b in merged(document(), document(*new)).parts[0].blocks if isinstance(b, Heading)]
    assert levels == [1, 2]


def test_the_legend_names_both_versions_and_explains_the_signs_that_occur():
    both = merged(document(body("Giảm nghèo bền vững năm 2022.")), document(body("Giảm nghèo bền vững năm 2023.")))
    shown = ["".join(run.text for run in line) for line in both.legend]
    assert shown[1:] == ["Bản trước: cũ", "Bản sau: mới", "xanh lam, gạch chân: thêm; đỏ, gạch ngang: bỏ"]


# --- the file -----------------------------------------------------------------------------------


def test_every_word_of_both_versions_is_in_the_file():
    old, new = read(PLANS[1]), read(DRAFT)
    both = merged(old.document, new.document)
    data = marked.pdf(old.document, new.document, new.profile, new.font, ("trước.yaml", "sau.yaml"))
    printed = words_of(data)
    words = {word for text in said(both) for word in re.split(r"[\s\[\]]+", text)}
    assert [word for word in sorted(words | {"trước.yaml", "sau.yaml"}) if word not in printed] == []
    assert data == marked.pdf(old.document, new.document, new.profile, new.font, ("trước.yaml", "sau.yaml"))


def test_the_file_is_tagged_and_for_keeping():
    old, new = read(PLANS[1]), read(DRAFT)
    data = marked.pdf(old.document, new.document, new.profile, new.font)
    assert b"pdfaid:part" in data and b"/StructTreeRoot" in data


def test_a_name_with_letters_that_the_font_lacks_is_shown_all_the_same():
    got = read(PLANS[1])
    assert "bản?.yaml" in words_of(marked.pdf(got.document, got.document, got.profile, got.font, ("bản😀.yaml", "b")))


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_any_two_plans_make_one_document(old, new):
    merged(read(old).document, read(new).document)


@pytest.mark.parametrize("number", range(len(PLANS)))
def test_any_two_plans_make_a_file(number):
    old, new = read([*PLANS, EVERYTHING][number]), read([*PLANS, EVERYTHING][number + 1])
    assert marked.pdf(old.document, new.document, new.profile, new.font).startswith(b"%PDF")
    assert marked.pdf(new.document, old.document, old.profile, old.font).startswith(b"%PDF")


# --- any documents ------------------------------------------------------------------------------

WORDS = st.lists(st.sampled_from("giảm nghèo hộ xã 1,5% 2022-2025 29/KH-UBND Sở ; của".split()), min_size=1, max_size=9)
TEXT = WORDS.map(" ".join)
MARKER = st.sampled_from(["", "-", "a)", "b)", "I.", "1."])
BODY = st.builds(lambda t, m, n: body(t, m, n), TEXT, MARKER, st.sampled_from([0, 0, 0, 1, 2]))
HEADING = st.builds(lambda t, m, o: Heading("clause", m, (Run(t),), o), TEXT, MARKER, st.integers(1, 4))
NOTES = st.lists(TEXT.map(lambda t: (Run(t),)), min_size=2, max_size=2)


@st.composite
def grids(draw) -> Table:
    """A table of three columns, some of whose cells run over several rows."""
    rows, taken, count = [], [0] * 3, draw(st.integers(1, 5))
    for number in range(count):
        row = []
        for column in range(3):
            if taken[column] <= number:
                long = draw(st.sampled_from([1, 1, 2, 3])) if column < 2 else 1
                taken[column] = min(number + long, count)
                row.append(Cell(((Run(draw(TEXT)),),), rows=taken[column] - number))
        rows.append(tuple(row))
    head = tuple(Cell(((Run(t),),), header=True) for t in ("TT", "Việc", "Ai"))
    return Table((60.0, 207.0, 200.0), (head, *rows), 1, (Run("Bảng phân công nhiệm vụ của các sở, ngành năm nay"),))


BLOCKS = st.lists(st.one_of(BODY, HEADING, grids()), max_size=7)
DOCUMENTS = st.builds(lambda blocks, notes: document(*blocks, notes=notes), BLOCKS, NOTES)


def filled(given: Table) -> None:
    """Fail where cells lie over each other, leave a hole, or run beyond the last row."""
    taken = set()
    for number, row in enumerate(given.rows):
        column = 0
        for cell in row:
            while (number, column) in taken:
                column += 1
            slots = {(number + r, column + c) for r in range(cell.rows) for c in range(cell.columns)}
            assert not slots & taken
            taken |= slots
    assert taken == set(itertools.product(range(len(given.rows)), range(len(given.widths))))


@given(DOCUMENTS, DOCUMENTS)
@settings(max_examples=60, deadline=None)
def test_any_two_documents_are_found_in_what_is_made_of_them(old, new):
    both = merged(old, new)
    for block in both.parts[0].blocks:
        if isinstance(block, Table):
            filled(block)


@given(BLOCKS, BLOCKS, BLOCKS, NOTES)
@settings(max_examples=40, deadline=None)
def test_documents_that_share_blocks_are_found_too(first, second, third, notes):
    merged(document(*first, *second, *third, notes=notes), document(*second, *first, notes=notes))


@given(DOCUMENTS, DOCUMENTS)
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_two_documents_make_a_file(old, new):
    assert marked.pdf(old, new, profile.read(profile.DEFAULT), fonts.font()).startswith(b"%PDF")


def test_rows_that_no_page_could_hold_make_a_file():
    long = " ".join(["Rà soát hộ nghèo"] * 400)
    old, new = table(f"1|{long}", head=f"{long}|Ai"), table(f"2|{long} năm 2022", head=f"{long} và|Ai")
    assert marked.pdf(document(old), document(new), profile.read(profile.DEFAULT), fonts.font()).startswith(b"%PDF")
    (made,) = [b for b in marked.marked(document(old), document(new)).parts[0].blocks if isinstance(b, Table)]
    assert made.header_rows == 0 and made.tall_rows == {0, 1}  # a head that breaks cannot be said again


def test_only_a_document_of_two_versions_has_a_legend():
    got = read(PLANS[0])
    assert "BẢNSOSÁNH" not in words_of(pdf.render(got.document, got.profile, got.font))
    assert "BẢNSOSÁNH" in words_of(marked.pdf(got.document, got.document, got.profile, got.font))


def test_a_struck_note_may_stand_where_an_underlined_paragraph_breaks():
    """Typst's check for PDF/UA takes the two for one text, struck and underlined, and refused these pairs."""
    for old, new in (("drafts/tan-binh-2026-2", "my-thanh-2022"), ("thach-ha-2020", "drafts/da-nang-2022")):
        left, right = (build.read(next(ROOT.glob(f"*/{name}.yaml"))) for name in (old, new))
        assert marked.pdf(left.document, right.document, right.profile, right.font).startswith(b"%PDF")
