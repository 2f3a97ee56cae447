"""The words of the two formats: every letter in order, every word of ours an end of one of theirs."""

from __future__ import annotations

import pytest

from generator.check.agree import Disagreement, agree, same


@pytest.mark.parametrize(
    ("ours", "theirs", "agreed"),
    [
        ("", "", True),
        ("một hai ba", "một hai ba", True),
        ("A-B hai", "A- B hai", True),
        ("A-B-C", "A- B- C", True),
        ("A- B hai", "A-B hai", False),
        ("một hai", "mộth ai", False),
        ("một hai", "m ộth ai", False),
        ("một hai ba", "một ba hai", False),
        ("một hai", "một", False),
        ("một", "một hai", False),
        ("một", "mộ", False),
        ("", "một", False),
        ("một", "", False),
    ],
)
def test_words_are_the_same_but_for_ends_that_a_reader_of_a_pdf_sees_within_them(ours, theirs, agreed):
    assert same(ours.split(), theirs.split()) is agreed


def test_what_differs_is_told_with_the_words_around():
    with pytest.raises(Disagreement, match=r"word 3: DOCX «một hai ba» PDF «một hai tư»"):
        agree("một hai ba".split(), "một hai tư".split())


def test_columns_over_a_page_are_compared_by_their_letters():
    agree("một hai ba".split(), "ba một hai".split(), in_order=False)
    with pytest.raises(Disagreement):
        agree("một hai ba".split(), "ba một hay".split(), in_order=False)
