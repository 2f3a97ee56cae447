"""What stayed, went, came and moved: between two sentences, and between two lists of them."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from generator.compare.align import Item, align
from generator.compare.words import likeness, words

WORDS = st.lists(st.sampled_from(["giảm", "nghèo", "2022-2025", ",", "1,5%", "hộ", "xã;"]), max_size=12).map(" ".join)
TEXTS = st.lists(st.sampled_from([f"Giao Sở {n} chủ trì thực hiện việc {n}" for n in "ABCDEF"] + ["Kinh phí", ""]))


def changes(old: str, new: str) -> list[tuple[str, str]]:
    return [(step.old, step.new) for step in words(old, new) if not step.same]


def test_a_figure_changes_whole():
    assert changes("giảm 1,5% hộ", "giảm 1,75% hộ") == [("1,5%", "1,75%")]
    assert changes("Số: 29/KH-UBND", "Số: 31/KH-UBND") == [("29/KH-UBND", "31/KH-UBND")]
    assert changes("giai đoạn 2022-2025.", "giai đoạn 2021-2025.") == [("2022-2025", "2021-2025")]


def test_two_changed_words_are_one_change():
    assert changes("việc giảm nghèo bền vững", "việc xóa đói bền vững") == [("giảm nghèo", "xóa đói")]


def test_a_word_that_stayed_between_changes_stays():
    assert changes("Sở A chủ trì", "Ban A phối hợp") == [("Sở", "Ban"), ("chủ trì", "phối hợp")]


@given(WORDS, WORDS)
def test_the_steps_are_both_sentences(old, new):
    steps = words(old, new)
    assert "".join(step.old for step in steps) == old
    assert "".join(step.new for step in steps) == new
    assert all(step.old == step.new for step in steps if step.same)
    assert not any(a.same == b.same for a, b in itertools.pairwise(steps))


@given(WORDS, WORDS)
def test_likeness_is_a_share(old, new):
    assert 0 <= likeness(old, new) <= 1
    assert likeness(old, old) == 1


@given(TEXTS, TEXTS)
def test_every_item_is_told_once_on_each_side(old, new):
    pairs = align([Item(text) for text in old], [Item(text) for text in new])
    assert [p.old for p in pairs if p.old is not None and p.moved != "here"] == list(range(len(old)))
    assert [p.new for p in pairs if p.new is not None and p.moved != "away"] == list(range(len(new)))
    away, here = ([(p.old, p.new) for p in pairs if p.moved == side] for side in ("away", "here"))
    assert sorted(away) == sorted(here)


def told(old: list[str], new: list[str]) -> list[tuple[int | None, int | None, str]]:
    return [(p.old, p.new, p.moved) for p in align([Item(t) for t in old], [Item(t) for t in new])]


def test_what_was_put_elsewhere_is_told_as_moved():
    a, b, c = "Giao Sở Y tế chủ trì", "Giao Sở Tài chính cấp kinh phí", "Giao Sở Nội vụ theo dõi thi đua"
    assert told([a, b, c], [b, c, a]) == [(0, 2, "away"), (1, 0, ""), (2, 1, ""), (0, 2, "here")]


def test_what_was_reworded_in_place_is_the_same_item():
    old = ["Mục đích", "Giảm tỷ lệ hộ nghèo mỗi năm từ 1% trở lên"]
    new = ["Mục đích", "Yêu cầu mới", "Giảm tỷ lệ hộ nghèo mỗi năm từ 2% trở lên"]
    assert told(old, new) == [(0, 0, ""), (None, 1, ""), (1, 2, "")]


def test_items_of_two_kinds_are_never_matched():
    pairs = align([Item("Kinh phí thực hiện năm nay", "heading")], [Item("Kinh phí thực hiện năm nay", "text")])
    assert [(p.old, p.new) for p in pairs] == [(0, None), (None, 0)]


def test_a_line_that_breaks_elsewhere_is_no_changed_word():
    old, new = "nghèo bền vững\nđến năm", "nghèo đa chiều, bền vững đến\nnăm"
    assert changes(old, new) == [("", "đa chiều, "), ("\n", " "), (" ", "\n")]
