"""The outline of an imported plan: each file of tests/importing/outline is a plan's body, indented as it should be
understood. The indent is taken away before the outline is grown, so it cannot help."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator import numbering
from generator.importing.draft import Doubt, GridTable, Item, Sentence
from generator.importing.outline import grow
from generator.importing.sheet import Block, Cell, Grid, Para, Span, plain

CASES = sorted(Path("tests/importing/outline").glob("*.txt"))


def para(text: str, line: int = 1, **more: object) -> Para:
    """A paragraph; `**` around what is bold."""
    spans = tuple(Span(piece, bold=bool(index % 2)) for index, piece in enumerate(re.split(r"\*\*", text)) if piece)
    return Para(spans, line, **more)  # type: ignore[arg-type]


def body(*texts: str) -> tuple[Block, ...]:
    return tuple(para(text, line) for line, text in enumerate(texts, 1))


def flat(content: tuple[Sentence | GridTable | Item, ...], depth: int = 0) -> Iterator[tuple[int, str, str, str]]:
    """What was understood: depth, words with the marker, what it is, its label."""
    for each in content:
        if isinstance(each, Sentence):
            yield depth, plain(each.text), "text", ""
        elif isinstance(each, Item):
            first = each.content[0] if each.content and isinstance(each.content[0], Sentence) else None
            own = first if first and first.line == each.line and (each.run_in or not each.heading) else None
            words = f"{each.marker} {plain(each.heading)} {plain(own.text) if own else ''}"
            kind = "run-in" if each.run_in else "heading" if each.heading else ""
            yield depth, " ".join(words.split()), kind, each.label
            yield from flat(tuple(one for one in each.content if one is not own), depth + 1)


def items(content: tuple[Sentence | GridTable | Item, ...]) -> Iterator[Item]:
    for each in content:
        if isinstance(each, Item):
            yield each
            yield from items(each.content)


def outline(*texts: str) -> list[str]:
    """What was understood, a line each, indented."""
    return ["    " * depth + words for depth, words, _, _ in flat(grow(body(*texts))[0])]


def doubts(*texts: str) -> list[Doubt]:
    content, others = grow(body(*texts))
    return [doubt for item in items(content) for doubt in item.doubts] + list(others)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_an_outline_is_understood_as_it_is_indented(path: Path) -> None:
    given: list[str] = []
    wanted: list[str] = []
    for line in path.read_text("utf-8").splitlines():
        text, *notes = (part.strip() for part in line.split("¦"))
        told = {word: rest.strip() for word, _, rest in (note.partition(" ") for note in notes)}
        depth = (len(line) - len(line.lstrip())) // 4
        given.append(f"{text} {told.get('swallows', '')}".strip())
        if "joined" in told:
            above, kind, label = wanted.pop().rsplit("¦", 2)
            wanted.append(f"{above}{text}¦{kind}¦{label}")
            continue
        kind = next((word for word in ("text", "heading", "run-in") if word in told), "")
        wanted.append(f"{'>' * depth}{text.replace('**', '')}¦{kind}¦{told.get('label', '')}")
        if "swallows" in told:
            wanted.append(f"{'>' * depth}{told['swallows']}¦heading¦")
    shown = [f"{'>' * depth}{words}¦{kind}¦{label}" for depth, words, kind, label in flat(grow(body(*given))[0])]
    assert [squeezed(one) for one in shown] == [squeezed(one) for one in wanted]


def squeezed(text: str) -> str:
    return "".join(text.split()).casefold()


def test_what_is_in_order_has_no_label_and_no_doubt() -> None:
    texts = (
        "I. MỤC TIÊU",
        "1. Giảm nghèo.",
        "a) Hộ nghèo.",
        "b) Hộ cận nghèo.",
        "2. Việc làm.",
        "II. KINH PHÍ",
        "- Tỉnh.",
    )
    assert doubts(*texts) == []


def test_a_wrong_number_is_told_once_with_its_line() -> None:
    found = doubts("I. MỤC TIÊU", "- Giảm nghèo.", "II. NHIỆM VỤ", "- Tuyên truyền.", "II. KINH PHÍ", "- Ngân sách.")
    assert [(doubt.rule, doubt.line) for doubt in found] == [("numbering", 5)]
    assert "`II.`" in found[0].message and "`III.`" in found[0].message


def test_a_list_in_the_latin_order_is_told_once() -> None:
    found = doubts(*(f"{letter}) Phòng số {index}." for index, letter in enumerate("abcdefgh", 1)))
    assert [doubt.rule for doubt in found] == ["numbering"]
    assert "a, b, c, d, e" in found[0].message


def test_a_list_that_begins_late_is_doubted_unless_it_goes_on() -> None:
    assert [d.line for d in doubts("I. MỤC TIÊU", "c) Nhà ở.", "d) Việc làm.")] == [2]
    assert doubts("I. A", "1. Một.", "2. Hai.", "II. B", "3. Ba.", "4. Bốn.") == []


def test_ways_of_writing_a_marker_are_told_once_each() -> None:
    found = doubts("I/ MỤC TIÊU", "a. Một.", "b. Hai.", "c. Ba.", "II/ KINH PHÍ", "- Xã.")
    assert [(doubt.rule, doubt.line) for doubt in found] == [("marker-form", 1), ("marker-form", 2)]
    assert "(3 chỗ)" in found[1].message


def test_an_automatic_number_is_a_marker() -> None:
    blocks = (
        para("MỤC TIÊU", 1, marker="I."),
        para("Giảm nghèo", 2, marker="1."),
        para("Giảm 1,5% hộ nghèo.", 3, marker="a)"),
        para("Nhà ở.", 4, marker="b)"),
        para("Việc làm", 5, marker="2."),
        para("Tư vấn.", 6, marker="•"),
        para("KINH PHÍ", 7, marker="II."),
    )
    content, found = grow(blocks)
    assert [(item.marker, item.kind, item.number) for item in items(content)] == [
        ("I.", "I.", 1), ("1.", "1.", 1), ("a)", "a)", 1), ("b)", "a)", 2), ("2.", "1.", 2), ("•", "•", 0),
        ("II.", "I.", 2),
    ]  # fmt: skip
    assert not found


def test_an_automatic_number_of_another_kind_stays_as_words() -> None:
    content, _ = grow((para("Khảo sát", 1, marker="Bước 1:"),))
    assert plain(content[0].text) == "Bước 1: Khảo sát"  # type: ignore[union-attr]


def test_a_bullet_typed_after_an_automatic_one_counts() -> None:
    content, found = grow((para("I. CHỈ TIÊU"), para("+ 100% hộ nghèo.", 2, marker="-")))
    assert [item.marker for item in items(content)] == ["I.", "+"]
    assert [doubt.rule for doubt in found] == ["marker-form"]


def test_a_soft_break_before_a_marker_begins_an_item_any_other_is_a_blank() -> None:
    assert outline("1. Nơi nhận\nvà nơi gửi:\n- Sở Y tế;\n- Sở Tài chính.") == [
        "1. Nơi nhận và nơi gửi:", "    - Sở Y tế;", "    - Sở Tài chính.",
    ]  # fmt: skip


def test_a_marker_alone_takes_the_next_line() -> None:
    assert outline("I.", "MỤC TIÊU", "-", "Giảm nghèo.") == ["I. Mục tiêu", "    - Giảm nghèo."]


@pytest.mark.parametrize("sign", ["(2)", "- 2 -", "-", "2.", "I.", "–", "•", "a)", "_"])
def test_a_marker_with_nothing_after_it_is_no_item(sign: str) -> None:
    content, _ = grow(body("1. Tuyên truyền", sign, "- Treo băng rôn.", sign))
    assert all(item.heading or item.content for item in items(content))
    assert [words for _, words, kind, _ in flat(content) if kind == "text"] == [sign, sign]
    assert [item.marker for item in items(content)] == ["1.", "-"]
    assert doubts("1. Tuyên truyền", sign, "- Một.") == []  # it stands at the sentence


def test_a_marker_that_stands_alone_is_told_at_its_place() -> None:
    content, _ = grow(body("(2)"))
    assert isinstance(content[0], Sentence) and [doubt.rule for doubt in content[0].doubts] == ["marker-alone"]


def test_a_number_of_a_page_takes_no_words() -> None:
    assert outline("1. Tuyên truyền.", "- 2 -", "Phần còn lại của câu.") == [
        "1. Tuyên truyền.", "    - 2 -", "    Phần còn lại của câu.",
    ]  # fmt: skip


def test_an_empty_line_of_an_automatic_list_is_none() -> None:
    content, _ = grow((para("Một.", 1, marker="-"), para("", 2, marker="-"), para("Hai câu.", 3)))
    assert [words for _, words, _, _ in flat(content)] == ["- Một.", "Hai câu."]


def test_what_a_scan_misread_is_printed_right_and_told() -> None:
    content, _ = grow(body("l. MỤC ĐÍCH", "- Một.", "ll. NỘI DUNG", "- Hai.", "III. KINH PHÍ", "- Ba."))
    found = [item for item in items(content) if item.kind == "I."]
    assert [(item.marker, item.number, item.label) for item in found] == [
        ("l.", 1, ""), ("ll.", 2, ""), ("III.", 3, ""),
    ]  # fmt: skip
    assert [[doubt.rule for doubt in item.doubts] for item in found] == [["marker-read"], ["marker-read"], []]


def test_the_letter_l_stays_a_letter_after_k() -> None:
    texts = [f"{letter}) Phòng số {index}." for index, letter in enumerate("abcdđeghikl", 1)]
    assert doubts(*texts) == []
    content, _ = grow(body(*texts))
    assert [item.number for item in items(content)] == list(range(1, 12))


@pytest.mark.parametrize("marker", ["-", "•", "o", "+"])
def test_automatic_bullets_of_one_sign_are_nested_by_their_places(marker: str) -> None:
    given = ((0, "Sinh hoạt:"), (1, "Tuần 1;"), (1, "Tuần 3."), (0, "Tham quan."), (1, "Bảo tàng."), (0, "Hội thi."))
    blocks = tuple(para(text, line, marker=marker, indent=18.0 * deep) for line, (deep, text) in enumerate(given, 1))
    assert [depth for depth, _, _, _ in flat(grow(blocks)[0])] == [deep for deep, _ in given]


def test_bullets_of_two_signs_in_one_place_are_one_list_where_a_program_set_them() -> None:
    signs = "➢✓■"
    blocks = tuple(para("Một việc.", line, marker=sign, indent=18.0) for line, sign in enumerate(signs, 1))
    assert [depth for depth, _, _, _ in flat(grow(blocks)[0])] == [0, 0, 0]


def test_typed_dashes_are_nested_by_their_places_after_a_colon_alone() -> None:
    def depths(first: str) -> list[int]:
        given = ((20.0, first), (50.0, "- Tuyến đầu;"), (50.0, "- Giáo viên."), (20.0, "- Địa điểm."))
        return [depth for depth, _, _, _ in flat(grow(tuple(para(t, 1, indent=i) for i, t in given))[0])]

    assert depths("- Đối tượng:") == [0, 1, 1, 0]
    assert depths("- Đối tượng.") == [0, 0, 0, 0]


def test_headings_in_bold_italics_stand_below_those_in_bold() -> None:
    def head(text: str, slanted: bool = False) -> Para:
        return Para((Span(text, bold=True, italic=slanted),), 1)

    blocks = (
        head("Mục tiêu"), head("Mục tiêu chung", True), para("Một câu."), head("Mục tiêu cụ thể", True),
        para("o Hai câu."), head("Kinh phí"), para("Ba câu."),
    )  # fmt: skip
    found = [(depth, words) for depth, words, _, _ in flat(grow(blocks)[0])]
    assert found == [
        (0, "Mục tiêu"), (1, "Mục tiêu chung"), (2, "Một câu."), (1, "Mục tiêu cụ thể"), (2, "o Hai câu."),
        (0, "Kinh phí"), (1, "Ba câu."),
    ]  # fmt: skip


def test_headings_in_capitals_of_common_words_come_in_ordinary_case_names_keep_theirs() -> None:
    content, _ = grow(body("I. MỤC ĐÍCH, YÊU CẦU", "- Một.", "II. NHIỆM VỤ CỦA SỞ TÀI CHÍNH", "- Hai."))
    assert [plain(item.heading) for item in content if isinstance(item, Item)] == [
        "Mục đích, yêu cầu", "NHIỆM VỤ CỦA SỞ TÀI CHÍNH",
    ]  # fmt: skip


def test_levels_of_heading_styles_nest_headings_without_markers() -> None:
    given = (("Mục tiêu", 1), ("Mục tiêu chung", 2), ("", 0), ("Mục tiêu cụ thể", 2), ("", 0), ("Kinh phí", 1), ("", 0))
    blocks = tuple(para(text or "Một câu đầy đủ.", line, outline=level) for line, (text, level) in enumerate(given, 1))
    found = [(depth, words) for depth, words, kind, _ in flat(grow(blocks)[0]) if kind == "heading"]
    assert found == [(0, "Mục tiêu"), (1, "Mục tiêu chung"), (1, "Mục tiêu cụ thể"), (0, "Kinh phí")]


def test_bold_of_a_heading_falls_away_bold_inside_a_sentence_stays() -> None:
    content, _ = grow(body("**1. Mục tiêu**", "Giảm **1,5%** hộ nghèo.", "2. Kinh phí."))
    item = content[0]
    assert isinstance(item, Item) and isinstance(item.content[0], Sentence)
    assert item.heading == (Span("Mục tiêu"),)
    assert item.content[0].text == (Span("Giảm "), Span("1,5%", bold=True), Span(" hộ nghèo."))


def test_a_reference_to_a_note_that_is_not_there_is_told() -> None:
    noted = Para((Span("1. Theo chuẩn nghèo"), Span("", note="1"), Span(" mới.")), 7)
    assert [(d.rule, d.line) for d in grow((noted,), {})[1]] == [("note-lost", 7)]
    assert grow((noted,), {"1": (Span("Nghị định"),)})[1] == ()
    assert any(span.note == "1" for span in grow((noted,), None)[0][0].content[0].text)  # type: ignore[union-attr]


# --- tables -------------------------------------------------------------------------------------------


def grid(*rows: str, **more: object) -> Grid:
    """A table; cells between `|`, a cell over columns as `2:text`."""
    made = []
    for row in rows:
        cells = []
        for text in row.split("|"):
            wide, _, rest = text.partition(":")
            cells.append(
                Cell(
                    (para(rest if wide.isdecimal() and rest else text),), int(wide) if wide.isdecimal() and rest else 1
                )
            )
        made.append(tuple(cells))
    return Grid(tuple(made), 5, **more)  # type: ignore[arg-type]


def tables(*blocks: Block) -> list[GridTable]:
    content, _ = grow(blocks)
    found = [each for each in content if isinstance(each, GridTable)]
    return found + [each for item in items(content) for each in item.content if isinstance(each, GridTable)]


def test_a_table_stands_in_its_section_with_head_and_widths_in_millimetres() -> None:
    made = grid("TT|Nội dung|Kinh phí", "1|Tuyên truyền|150", "2|Tập huấn|200", widths=(36.0, 288.0, 72.0))
    (found,) = tables(para("1. Kinh phí"), made, para("2. Thời gian"))
    assert [len(found.head), len(found.rows)] == [1, 2]
    assert found.widths == (12.7, 101.6, 25.4)
    assert plain(found.rows[1][1].paras[0]) == "Tập huấn"


def test_a_row_that_numbers_the_columns_belongs_to_the_head() -> None:
    (found,) = tables(grid("TT|Nội dung|Tổng|Năm", "1|2|3=4+5|4", "1|Tuyên truyền|150|30"))
    assert [len(found.head), len(found.rows)] == [2, 1]


def test_a_table_without_a_head_is_doubted() -> None:
    (found,) = tables(grid("7h00|Ổn định tổ chức|150", "8h00|Khai mạc|200"))
    assert not found.head and [doubt.rule for doubt in found.doubts] == ["table-head"]


def test_the_line_above_a_table_that_names_it_is_its_caption() -> None:
    (found,) = tables(
        para("Có bảng sau."), para("**Bảng 1. Phân bổ kinh phí**"), para("Đơn vị tính: triệu đồng"), grid("TT|A", "1|2")
    )
    assert plain(found.caption) == "Bảng 1. Phân bổ kinh phí Đơn vị tính: triệu đồng"
    (found,) = tables(para("Có bảng sau:"), grid("TT|A", "1|2"))
    assert found.caption == ()


def test_an_item_above_a_table_stays_an_item() -> None:
    blocks = (para("Bảng 1. Kinh phí"), para("2. Chương trình:", 2), grid("TT|A", "1|2"))
    content, _ = grow(blocks)
    assert [item.marker for item in items(content)] == ["2."]
    assert tables(*blocks)[0].caption == ()


def test_a_grid_of_one_column_is_a_frame_around_text() -> None:
    content, _ = grow((para("1. Lưu ý"), grid("a) Đúng hạn.", "b) Đủ hồ sơ."), para("2. Hết.")))
    assert [item.marker for item in items(content)] == ["1.", "a)", "b)", "2."]


# --- nothing lost ---------------------------------------------------------------------------------------

SCHEMES = (
    "I. 1. a) - +", "Phần I. 1. a)", "A. I. 1. a) -", "I. A. 1. -", "1. 1.1. a) -", "I. 1. 1.1. a)", "I. - +",
    "1. + -", "I. 1. a) 1) -", "I. 1. (1) (a)", "I. 1. * - +", "I. 1. a) i)", "I. 1) a) -", "1. a) - •",
)  # fmt: skip
WORDS = "giảm nghèo bền vững cho hộ dân xã phường thực hiện kiểm tra báo cáo tuyên truyền vận động".split()


def tree(chance: random.Random, kinds: list[str], above: str = "", depth: int = 0) -> Iterator[tuple[int, str, str]]:
    """A plan made by chance, in order: depth, marker, words."""
    for number in range(1, chance.randint(2, 3) + 1):
        kind = kinds[depth]
        sign = f"{'i' * number})" if kind == "i)" else numbering.marker(kind, number, above)
        words = " ".join(chance.choice(WORDS) for _ in range(chance.randint(3, 8))).capitalize()
        deeper = depth + 1 < len(kinds) and number < 4 and chance.random() < 0.7
        yield depth, sign, words.upper() if not depth else words + ("" if deeper else ".")
        if deeper:
            yield from tree(chance, kinds, str(number), depth + 1)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_markers_alone_tell_the_levels(scheme: str) -> None:
    chance = random.Random(scheme)
    for _ in range(6):
        given = list(tree(chance, scheme.split()))
        found = list(flat(grow(body(*(f"{sign} {words}" for _, sign, words in given)))[0]))
        assert [(depth, words.split()[0]) for depth, words, _, _ in found] == [
            (depth, sign.split()[0]) for depth, sign, _ in given
        ]


def test_no_word_is_lost_or_moved_whatever_the_lines_are() -> None:
    chance = random.Random(30)
    starts = [
        "I. ",
        "II. ",
        "1. ",
        "3. ",
        "1.1 ",
        "a) ",
        "đ) ",
        "- ",
        "+ ",
        "* ",
        "(2) ",
        "i) ",
        "",
        "",
        "Phần II ",
        "**",
        "A. ",
        "b, ",
    ]
    for _ in range(60):
        texts = [
            chance.choice(starts)
            + " ".join(chance.choice([*WORDS, "a.", "b.", "2.", "Kinh", ":", "**x**"]) for _ in range(5))
            for _ in range(25)
        ]
        content, _ = grow(body(*texts))
        found = " ".join(words for _, words, _, _ in flat(content))
        assert letters(found) == letters(" ".join(texts)), texts


def letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


GARBAGE = {
    "numbers": ["1. x"] * 4_000,
    "bullets": ["- x"] * 4_000,
    "deep": ["1." * 40 + " x"] * 400,
    "words": ["x y"] * 8_000,
    "signs": ["- " * 40_000],
    "colons": ["1. " + "a: " * 20_000],
}


@pytest.mark.parametrize("texts", GARBAGE.values(), ids=GARBAGE)
def test_garbage_is_read_in_time_that_goes_with_its_length(texts: list[str]) -> None:
    before = time.process_time()
    grow(body(*texts))
    assert time.process_time() - before < 1.5
