"""What a page's end does to words: lines that break inside a word, notes, long words, tall cells."""

from __future__ import annotations

import pdf_objects
import pytest
from conftest import sample
from ooxml import paragraphs

from generator import build
from generator.problem import PlanError


def sections(*texts: str) -> str:
    return "".join(f"\n  - text: >-\n      {text}" for text in texts)


@pytest.mark.parametrize("start", range(20, 60, 3))
@pytest.mark.parametrize(
    "words",
    ["giai đoạn 2021–2025 và 2026–2030", "ngày…tháng…năm…", "x- y và 06- ĐA/TU", "a/b/c-d/e-f", "một—hai!ba?bốn"],
)
def test_a_break_inside_a_word_is_no_difference(start, words, plan_file):
    build.build(plan_file(sample(sections=sections("x" * start + f" {words} của xã và các cơ quan đơn vị liên quan"))))


@pytest.mark.parametrize("lines", range(22, 34))
def test_a_note_at_a_page_end_is_no_difference(lines, plan_file):
    texts = [f"Dòng {n}" for n in range(lines)] + ["chữ[^a] " + "nội dung " * 40, "cuối[^b]"]
    path = plan_file(sample(sections=sections(*texts), footnotes="{a: Ghi chú ngắn, b: Ghi chú thứ hai}"))
    build.build(path)


@pytest.mark.parametrize(
    ("text", "note"),
    [("chữ[^a] " + "nội dung " * 900, "Ghi chú"), ("chữ[^a]", "dài " * 3000), ("chữ[^a] " * 60, "Ghi chú")],
    ids=["a paragraph of several pages", "a note of several pages", "many notes"],
)
def test_notes_of_any_length_are_printed(text, note, plan_file):
    build.build(plan_file(sample(opening=f'"{text}"', footnotes=f"{{a: {note}}}")))


def test_a_note_in_a_repeated_header_is_told(plan_file):
    table = '\n  - heading: Bảng\n    table: {columns: ["a[^a]", b], rows: [[x, y]]}'
    with pytest.raises(PlanError, match="đầu bảng lặp lại ở mỗi trang"):
        build.build(plan_file(sample(sections=table, footnotes="{a: Ghi chú}")))


def test_notes_are_numbered_in_the_order_in_which_they_are_printed(plan_file):
    text = sample(
        opening='"Mở đầu[^m], xem Phụ lục."',
        closing="Hết",
        footnotes="{m: Một, h: Hai, b: Ba, n: Bốn}",
        sections='\n  - heading: Bảng\n    table: {caption: "Tên[^h]", columns: [a], rows: [["x[^b]"]]}',
        appendices='[{title: "Biểu[^n]", attached: "(Kèm theo)", text: Nội dung}]',
    )
    build.build(plan_file(text))


def every_text_lies_on_its_page(pdf: bytes) -> bool:
    sheets, pieces, _ = pdf_objects.read(pdf)
    return all(
        0 < p.base < sheets[p.page - 1].height and p.left > -1 and p.right < sheets[p.page - 1].width - 10
        for p in pieces
    )


@pytest.mark.parametrize(
    "body",
    [
        "\n  - heading: Bảng\n    table:\n      columns: [a, b]\n      rows:\n        - [{text: gộp, rows: 60}, d0]\n"
        + "".join(f"        - [d{n}]\n" for n in range(1, 60)),
        '\n  - heading: Bảng\n    table:\n      columns: [a, b]\n      rows:\n        - [x, "'
        + "nội dung " * 900
        + '"]\n',
        "\n  - heading: Từ dài\n    text: " + "x" * 300,
        "\n  - heading: Đường dẫn\n    text: https://example.org/" + "duong-dan/" * 30,
    ],
    ids=["merged cell", "tall row", "long word", "long path"],
)
def test_nothing_is_printed_beyond_the_edge_of_a_page(body, plan_file):
    assert every_text_lies_on_its_page(build.build(plan_file(sample(sections=body, closing="Hết"))).files["pdf"])


def test_many_recipients_of_several_lines_are_all_printed(plan_file):
    names = ", ".join(
        f"Văn phòng Ủy ban nhân dân huyện và các cơ quan đơn vị trực thuộc Sở số {n} có liên quan" for n in range(37)
    )
    files = build.build(plan_file(sample(recipients=f"[{names}, {{archive: VT}}]"))).files
    assert every_text_lies_on_its_page(files["pdf"])


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"signatory": "{title: Chủ tịch, on_behalf_of: Ủy ban nhân dân, name: " + "x" * 90 + "}"}, "dài hơn chỗ in"),
        ({"circulation": "Lưu hành nội bộ trong các cơ quan đơn vị thuộc huyện"}, "dài quá nửa trang"),
        ({"title": "x" * 120}, "dài hơn chỗ in"),
        (
            {"sections": "\n  - {heading: a, table: {columns: [" + "rộng " * 900 + "], rows: [[x]]}}"},
            "đầu bảng cao quá",
        ),
    ],
)
def test_what_has_no_room_is_told(changes, said, plan_file):
    with pytest.raises(PlanError, match=said):
        build.build(plan_file(sample(**changes)))


def test_references_are_said_wherever_they_stand(plan_file):
    text = sample(
        bases='["Căn cứ {{ ref.s }}"]',
        title='["Thực hiện {{ ref.s }}"]',
        sections="[{id: s, heading: Mục, text: a}]",
    )
    docx = build.build(plan_file(text), ("docx",)).files["docx"]
    assert paragraphs(docx, "CanCu") == ["Căn cứ mục I."]
    assert paragraphs(docx, "TrichYeu") == ["Thực hiện mục I"]


def test_a_reference_to_what_has_no_number_is_told(plan_file):
    body = "\n  - heading: a\n    text: xem {{ ref.b1 }}\n    table: {id: b1, columns: [a], rows: [[a]]}"
    with pytest.raises(PlanError, match="trỏ đến chỗ không có số thứ tự"):
        build.build(plan_file(sample(sections=body)))


def test_data_of_a_mission_key_is_known_in_its_sentences(plan_file):
    body = '[{heading: a, targets: {value: "3", unit: "%", text: "Giảm {{ value }}"}}]'
    docx = build.build(plan_file(sample(sections=body)), ("docx",)).files["docx"]
    assert paragraphs(docx, "NoiDung")[-1] == "Giảm 3%./."
