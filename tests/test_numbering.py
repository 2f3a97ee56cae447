"""Numbers in their real Vietnamese order, without a gap."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import build, numbering
from generator.document import Heading, Paragraph, plain


def test_letters_follow_the_vietnamese_alphabet():
    assert [numbering.letter(n) for n in range(1, 10)] == ["a", "b", "c", "d", "đ", "e", "g", "h", "i"]
    assert numbering.letter(23) == "y"
    assert numbering.letter(24) == "aa"


@given(st.integers(min_value=1, max_value=2000))
def test_letters_never_repeat_and_never_hold_a_foreign_letter(number):
    assert numbering.letter(number) != numbering.letter(number + 1)
    assert not set(numbering.letter(number)) & set("fjwzăâêôơư")


@pytest.mark.parametrize(
    ("number", "text"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (2026, "MMXXVI")]
)
def test_roman_numbers(number, text):
    assert numbering.roman(number) == text


@pytest.mark.parametrize(
    ("kind", "above", "first", "second"),
    [
        ("I.", "", "I.", "II."),
        ("A.", "", "A.", "B."),
        ("1.", "", "1.", "2."),
        ("1)", "", "1)", "2)"),
        ("1.1.", "3", "3.1.", "3.2."),
        ("1.1.", "3.2", "3.2.1.", "3.2.2."),
        ("(1)", "", "(1)", "(2)"),
        ("a)", "", "a)", "b)"),
        ("(a)", "", "(a)", "(b)"),
        ("*", "", "*", "*"),
        ("-", "", "-", "-"),
        ("+", "", "+", "+"),
        ("none", "", "", ""),
        ("Phần", "", "Phần I", "Phần II"),
    ],
)
def test_markers(kind, above, first, second):
    assert [numbering.marker(kind, n, above) for n in (1, 2)] == [first, second]


@given(
    st.sampled_from([kind for kind in numbering.MARKERS if kind not in ("none", *numbering.BULLETS)]),
    st.integers(min_value=1, max_value=99),
    st.sampled_from(["", "2", "3.1"]),
)
def test_the_value_of_a_marker_is_the_number_that_made_it(kind, number, above):
    assert numbering.value(kind, numbering.marker(kind, number, above)) == number


@pytest.mark.parametrize(
    ("kind", "text", "number"),
    [("I.", "IV/", 4), ("a)", "đ.", 5), ("1.1.", "2. 4.", 4), ("Phần", "PHẦN II", 2), ("a)", "f)", 0), ("-", "-", 0)],
)
def test_the_value_of_a_marker_that_an_office_typed(kind, text, number):
    assert numbering.value(kind, text) == number


LABELLED = """
issuer: {name: Ủy ban nhân dân xã Tân Bình, place: Tân Bình}
date: 2026-02-01
title: Thử số của cơ quan
sections:
  - heading: Một
    marker: a)
    sections: [một, hai, ba, {label: d), text: bốn}, {label: e), text: năm}, sáu]
  - heading: Hai
    text: hai
  - heading: Lại hai
    label: II.
    text: "như {{ ref.cuoi }}"
  - heading: Ba
    id: cuoi
    text: xem Phụ lục 01A
closing: Hết
recipients: [{archive: VT}]
signatory: {on_behalf_of: Ủy ban nhân dân, title: Chủ tịch, name: Nguyễn Văn A}
appendices: [{label: Phụ lục 01A, title: Bảng, text: chữ}]
"""


def test_a_label_is_printed_as_it_stands_and_the_count_goes_on_from_it(tmp_path):
    file = tmp_path / "x.yaml"
    file.write_text(LABELLED, "utf-8")
    document = build.read(file).document
    markers = [b.marker for part in document.parts for b in part.blocks if isinstance(b, (Heading, Paragraph))]
    assert [m for m in markers if m] == ["I.", "a)", "b)", "c)", "d)", "e)", "g)", "II.", "II.", "III."]
    assert "như mục III" in [plain(b.text) for b in document.parts[0].blocks if isinstance(b, Paragraph)]
    assert document.parts[1].blocks[0].label == "Phụ lục 01A"


@pytest.mark.parametrize("name", ["da-nang-2022", "lao-cai-2024", "my-thanh-2022", "nghe-an-2025", "everything"])
def test_numbers_of_a_real_plan_have_no_gap(name, built):
    """Read the printed DOCX: among siblings each number follows the one before."""
    import io
    import zipfile

    from lxml import etree

    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    with zipfile.ZipFile(io.BytesIO(built[name].files["docx"])) as package:
        xml = etree.fromstring(package.read("word/document.xml"))
    letters, clause, point = list(numbering.LETTERS), 0, 0
    for paragraph in xml.iterfind(f".//{w}body/{w}p"):
        text = "".join(t.text for t in paragraph.iter(f"{w}t"))
        if re.match(r"(Phần )?[IVX]+(\.|$)|Phụ lục", text):
            clause = point = 0
        elif found := re.match(r"(\d+)\. ", text):
            assert int(found[1]) == clause + 1, text
            clause, point = clause + 1, 0
        elif re.match(r"\d+\.\d", text):
            clause, point = int(text.split(".")[0]), 0
        elif found := re.match(r"([a-zđ])\) ", text):
            assert found[1] == letters[point], text
            point += 1


_LEAF = st.sampled_from(["một câu", {"heading": "Tiêu đề", "text": "câu"}, {"text": "câu"}])


def _flow(sections) -> str:
    """YAML on one line, without the aliases that equal nodes would get."""
    import json

    return json.dumps(sections, ensure_ascii=False)


def _lists(children):
    lists = st.lists(children, min_size=1, max_size=4)
    keys = st.dictionaries(
        st.sampled_from(["items", "sections", "purpose", "solutions"]), lists, min_size=1, max_size=3
    )
    return keys.map(lambda found: {"heading": "Mục", **found})


@settings(max_examples=60, deadline=None)
@given(st.lists(st.recursive(_LEAF, _lists, max_leaves=14), min_size=1, max_size=4))
def test_in_any_tree_the_numbers_of_siblings_have_no_gap(sections):
    """Walk the printed blocks with a stack of counters: a number is 1 or one more than its last."""
    import tempfile
    from pathlib import Path

    from conftest import sample

    from generator import build
    from generator.document import Heading, Paragraph

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "p.yaml")
        path.write_text(sample(sections=_flow(sections)), "utf-8")
        blocks = build.read(path).document.parts[0].blocks
    last: dict[str, int] = {}
    kinds = ["I.", "1.", "a)"]
    for block in blocks:
        marker = block.marker if isinstance(block, Heading | Paragraph) else ""
        for depth, kind in enumerate(kinds):
            number = next((n for n in range(1, 40) if numbering.marker(kind, n) == marker), 0)
            if number:
                assert number == last.get(kind, 0) + 1, (marker, last)
                last[kind] = number
                for deeper in kinds[depth + 1 :]:
                    last.pop(deeper, None)
                break
