"""What is done the short way for nearly every text says the same as the long way."""

from __future__ import annotations

import itertools
import pickle
import random

import pytest

from generator import fonts, inline, source, vietnamese
from generator.frozen import dataclass
from generator.problem import Mark, PlanError
from generator.render import pdf

NAMES = (
    "a",
    "ho-ngheo",
    "unit.name",
    "ref.x-1",
    "if",
    "not",
    "True",
    "none",
    "in-x",
    "1a",
    "_a",
    "a._b",
    "a.2",
    "x__y",
)
TAILS = (
    "",
    " ",
    "|upper",
    " | lower ",
    "|grouped|capital",
    "|Upper",
    "|nope",
    '| default("x")',
    "|default",
    "-",
    " is x",
)


@pytest.mark.parametrize(("name", "tail"), [*itertools.product(NAMES, TAILS)])
def test_a_placeholder_is_read_as_jinja_reads_it(name: str, tail: str) -> None:
    def read(reader: object) -> object:
        try:
            return reader("{{" + inner + "}}", inner)  # type: ignore[operator]
        except inline.InlineError as error:
            return (error.part, error.message, error.hint)

    inner = f" {name}{tail}"
    assert read(inline._placeholder) == read(inline._unusual)


def test_no_old_letter_is_passed_over() -> None:
    chance = random.Random(3)
    letters = "aeiouyöôxbAEOIıİBâÂäÄåÅ\u212bøØûÛõÕïÏñÑ§®·¸¶µ¹¨©ÆÇËÌÒÓÖÜ"
    words = ("".join(chance.choices(letters, k=chance.randint(1, 6))) for _ in range(20_000))
    odd = [word for word in words if vietnamese._TCVN3.search(word) or vietnamese._VNI.search(word)]
    assert len(odd) > 1000 and all(map(vietnamese._MAYBE.search, odd))


def test_a_font_covers_what_it_does_not_miss() -> None:
    font = fonts.font()
    for letter in map(chr, (*range(0x2200), *range(0xF900, 0x10100))):
        assert font.covers(letter) == (not font.missing({letter})), hex(ord(letter))


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("kế hoạch", ["kế hoạch"]),
        ("số 29/KH-UBND ngày", ["số ", {"w": "29/KH-"}, {"z": 1}, "UBND", " ngày"]),
        ("năm\u00a02022-2025 - và", ["năm\u00a0", "2022-", {"z": 1}, "2025", " - và"]),
        ("a-b c/d-1/e", ["a-b ", {"w": "c/d-"}, {"z": 1}, {"w": "1/e"}]),
        ("x" * 51 + " a", [*(part for _ in range(51) for part in ({"z": 1}, "x")), " a"]),
        ("", []),
    ],
)
def test_a_text_is_parted_where_word_parts_it(text: str, pieces: list[object]) -> None:
    assert pdf._breaks(text) == pieces


@pytest.mark.parametrize(
    "text", ['a: "x\\x07"\n', 'a: "x\\u0301"\n', "a: x\u0301\n", "a: \u2ada\u2adc\n", "a: 1\r\nb: \x07\n"]
)
def test_a_sign_that_cannot_be_printed_is_refused_however_it_is_written(text: str) -> None:
    with pytest.raises(PlanError, match=r"ký tự không in được U\+"):
        source.parse(text.encode(), "x.yaml")


def test_values_are_equal_hashed_and_sent_to_other_processes() -> None:
    @dataclass(frozen=True, slots=True)
    class Value:
        text: str
        number: int = 0

    assert Value("a") == Value("a", 0) != Value("b") and hash(Value("a")) == hash(Value("a", 0))
    assert not hasattr(Value("a"), "__dict__")
    assert pickle.loads(pickle.dumps(Mark("x", 1, 2))) == Mark("x", 1, 2)
