"""typed: what is data in an imported plan becomes data, and not a word of it changes.

The tables of sentences are in tests/importing/typed: each line a claim about one sentence.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import build, inline
from generator.importing import bring, join, load, typed, untyped, writing
from generator.importing.draft import Draft, GridCell, GridTable, Item, Sentence
from generator.importing.sheet import Span, plain
from generator.importing.typed import agencies, figures, money, reports, roles, said, tasks
from generator.plan import parse_quantity

TABLES = Path(__file__).parent / "importing" / "typed"


def table(name: str) -> list[tuple[str, ...]]:
    lines = (TABLES / name).read_text("utf-8").splitlines()
    return [tuple(part.strip() for part in line.split("|")) for line in lines if line and not line.startswith("#")]


def item(text: str, *content: Item | Sentence | GridTable, heading: str = "", kind: str = "-") -> Item:
    first = (Sentence((Span(text),)),) if text else ()
    return Item(kind, kind, heading=(Span(heading),) if heading else (), content=(*first, *content))


def grasped(*items: Item) -> tuple[Item, ...]:
    return tuple(each for each in typed.type(Draft(content=items)).content if isinstance(each, Item))


# --- sentences ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("value", "unit", "sentence"), table("targets.txt"))
def test_a_target_has_the_figure_that_it_sets(value, unit, sentence):
    found = figures.target(sentence, aimed=True)
    assert ((found.value, found.unit) if found else ("", "")) == (value, unit)


@pytest.mark.parametrize(("value", "unit", "sentence"), table("elsewhere.txt"))
def test_outside_the_targets_only_an_aim_has_a_figure(value, unit, sentence):
    found = figures.target(sentence, aimed=False)
    assert ((found.value, found.unit) if found else ("", "")) == (value, unit)


@pytest.mark.parametrize(("body", "sentence"), table("duties.txt"))
def test_a_sentence_charges_its_subject(body, sentence):
    found = agencies.subject(sentence)
    assert (found.name if found else "") == body


@pytest.mark.parametrize(("body", "heading"), table("bodies.txt"))
def test_a_heading_names_a_body(body, heading):
    assert agencies.named(heading, loose=True) == body


@pytest.mark.parametrize(("period", "due", "to", "via", "sentence"), table("reports.txt"))
def test_a_report_has_its_period_day_and_addressee(period, due, to, via, sentence):
    found = reports.report(sentence)

    def said(key: str) -> str:
        value = found.get(key, "")
        return value if isinstance(value, str) else " + ".join(value)

    assert (said("period"), said("due"), said("to"), said("via")) == (period, due, to, via)


@pytest.mark.parametrize(("amount", "unit", "sentence"), table("sums.txt"))
def test_a_sum_is_the_whole_of_its_sentence(amount, unit, sentence):
    found = money.total(sentence, funds=True)
    assert ((found.amount, found.unit) if found else ("", "")) == (amount, unit)


def noted(*pieces: str) -> tuple[Span, ...]:
    """A text; a piece that begins with `^` is a footnote's name."""
    return tuple(Span("", note=piece[1:]) if piece.startswith("^") else Span(piece) for piece in pieces)


NOTED = (
    ("Phấn đấu 95%", "^2", " trẻ em được tiêm."),
    ("Theo kế hoạch", "^a-b", ", 95% trẻ em được tiêm."),
    ("^1", "95% trẻ em", "^2", " được tiêm", "^2", "."),
)


@pytest.mark.parametrize("pieces", NOTED)
def test_a_sentence_with_footnotes_keeps_them_around_its_figure(pieces):
    text = noted(*pieces)
    at = plain(text).index("95%")
    sentence = said.said(text, at, at + 3, "value", {"value": "95", "unit": "%"})
    wanted = "".join(f"[{piece}]" if piece.startswith("^") else piece for piece in pieces)
    assert sentence == wanted.replace("95%", "{{ value }}")


def test_a_name_of_a_footnote_that_no_plan_can_write_leaves_the_sentence_as_it_is():
    assert said.said(noted("Đạt 95%", "^hai chữ", "."), 4, 7, "value", {"value": "95", "unit": "%"}) == ""


def test_what_grew_has_its_baseline():
    found = figures.target("Tăng tỷ lệ hồ sơ trực tuyến từ 60% lên 80%.", aimed=True)
    assert found and (found.baseline, found.value) == ("60", "80")


def test_the_bodies_of_a_list_are_parted_where_one_begins():
    said = "Sở Văn hóa, Thể thao và Du lịch, Công an tỉnh và các đơn vị liên quan"
    assert agencies.listed(said) == ("Sở Văn hóa, Thể thao và Du lịch", "Công an tỉnh", "các đơn vị liên quan")


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("MỤC ĐÍCH, YÊU CẦU", "purpose"),
        ("Mục đích", "purpose"),
        ("Yêu cầu", "requirements"),
        ("II. Mục tiêu, chỉ tiêu cụ thể", "targets"),
        ("Các chỉ tiêu chủ yếu", "targets"),
        ("Mục tiêu và giải pháp", ""),
        ("Nhiệm vụ, giải pháp", "solutions"),
        ("Một số giải pháp chủ yếu", "solutions"),
        ("KINH PHÍ THỰC HIỆN", "budget"),
        ("Nguồn vốn thực hiện", "budget"),
        ("Dự toán kinh phí thực hiện:", "budget"),
        ("Tổ chức thực hiện", "responsibilities"),
        ("Phân công nhiệm vụ", "responsibilities"),
        ("Chế độ thông tin, báo cáo", "reporting_schedule"),
        ("Chế độ báo cáo, sơ kết, tổng kết", "reporting_schedule"),
        ("Thời gian thực hiện", ""),
        ("Phạm vi, đối tượng", ""),
        ("Thành phần tham dự", ""),
    ],
)
def test_a_heading_has_its_role(heading, role):
    assert roles.role(heading) == role


# --- items ----------------------------------------------------------------------------------------


def test_a_target_says_its_figure_by_a_placeholder():
    (section,) = grasped(item("", item("Giảm tỷ lệ hộ nghèo trên 0,5%."), heading="Mục tiêu", kind="I."))
    (target,) = section.children
    assert section.role == "targets"
    assert (target.data, target.said) == ({"value": "trên 0,5", "unit": "%"}, "Giảm tỷ lệ hộ nghèo {{ value }}.")


def test_a_percent_sign_that_stands_apart_stays_apart():
    (section,) = grasped(item("", item("Đạt 98 % số hộ."), heading="Chỉ tiêu"))
    assert section.children[0].said == "Đạt {{ figure }} % số hộ."


def test_a_bold_figure_stays_bold():
    text = (Span("Giảm "), Span("4%", bold=True), Span(" số hộ *."))
    target = Item("-", "-", content=(Sentence(text),))
    (section,) = grasped(item("", target, heading="Mục tiêu"))
    assert section.children[0].said == r"Giảm **{{ value }}** số hộ \*."


def test_a_figure_half_bold_stays_as_it_is():
    text = (Span("Giảm "), Span("4", bold=True), Span("% số hộ."))
    target = Item("-", "-", content=(Sentence(text),))
    (section,) = grasped(item("", target, heading="Mục tiêu"))
    assert (section.children[0].said, section.children[0].data) == ("", {})


def test_a_headed_agency_keeps_its_tasks():
    duty = item("", item("Hướng dẫn thực hiện."), item("Kiểm tra, giám sát."), heading="Sở Y tế", kind="1.")
    (section,) = grasped(item("", duty, heading="TỔ CHỨC THỰC HIỆN", kind="I."))
    assert (section.role, section.children[0].role, section.children[0].data) == (
        "responsibilities", "tasks", {"agency": "Sở Y tế"},
    )  # fmt: skip


def test_an_agency_in_the_sentence_prints_no_heading():
    duty = item("Sở Nội vụ chủ trì, phối hợp với Công an tỉnh, Sở Tài chính kiểm tra việc thực hiện.")
    (section,) = grasped(item("", duty, item("Sở Y tế hướng dẫn."), heading="Tổ chức thực hiện"))
    assert section.children[0].data == {
        "agency": "Sở Nội vụ",
        "show_agency": "false",
        "coordinate_with": ("Công an tỉnh", "Sở Tài chính"),
    }


def test_headings_that_all_name_bodies_share_out_duties():
    bodies = (item("Chỉ đạo.", heading="Sở Y tế"), item("Phối hợp.", heading="Sở Tài chính"))
    (section,) = grasped(item("", *bodies, heading="Nội dung thực hiện"))
    assert section.role == "responsibilities"
    assert [child.data["agency"] for child in section.children] == ["Sở Y tế", "Sở Tài chính"]


def test_parts_that_do_not_add_up_are_doubted_and_kept():
    parts = (item("Ngân sách nhà nước: 83,8 tỷ đồng."), item("Nhân dân đóng góp: 65 tỷ đồng."))
    whole = item("Tổng số 148,4 tỷ đồng, trong đó:", *parts, kind="1.")
    (section,) = grasped(item("", whole, heading="Kinh phí", kind="I."))
    (found,) = section.children
    assert (found.role, found.said) == ("parts", "Tổng số {{ amount }}, trong đó:")
    assert [doubt.rule for doubt in found.doubts] == ["sum"]
    assert "148,8" in found.doubts[0].message


def test_parts_that_add_up_are_not_doubted():
    parts = (item("Tỉnh: 1.000.000 đồng."), item("Xã: 500.000 đồng."))
    (section,) = grasped(item("", item("Tổng: 1,5 triệu đồng.", *parts), heading="Kinh phí"))
    assert section.children[0].doubts == ()


def test_lines_that_say_who_and_when_belong_to_their_task():
    lines = (
        item("Cơ quan chủ trì: Sở Nội vụ."),
        item("Cơ quan phối hợp: Sở Tài chính, Công an tỉnh."),
        item("Thời gian thực hiện: Quý I/2026."),
    )
    (section,) = grasped(item("", item("", *lines, heading="Tập huấn", kind="1."), heading="Nội dung", kind="I."))
    assert section.children[0].data == {
        "agency": "Sở Nội vụ", "coordinate_with": ("Sở Tài chính", "Công an tỉnh"), "deadline": "Quý I/2026",
    }  # fmt: skip


def test_an_only_child_with_a_number_is_under_no_key_that_would_take_it():
    (section,) = grasped(item("", item("Giảm 4% số hộ.", kind="a)"), heading="Mục tiêu", kind="I."))
    assert section.role == ""


def test_purpose_and_requirements_are_keys_of_their_own():
    two = (item("", item("Nâng cao."), heading="Mục đích"), item("", item("Bảo đảm."), heading="Yêu cầu"))
    (section,) = grasped(item("", *two, heading="Mục đích, yêu cầu"))
    assert (section.role, [child.role for child in section.children]) == ("", ["purpose", "requirements"])


def test_a_list_with_words_in_between_is_under_no_key():
    one = Item(
        "I.", "I.", heading=(Span("Mục tiêu"),), content=(item("Giảm 4%."), Sentence((Span("Chi tiết kèm theo."),)))
    )
    assert grasped(one)[0].role == ""


def test_what_a_figure_measures_is_its_indicator():
    (section,) = grasped(item("", item("Tỷ lệ hộ nghèo: 4,5%."), heading="Chỉ tiêu"))
    assert section.children[0].data == {"indicator": "Tỷ lệ hộ nghèo", "value": "4,5", "unit": "%"}


def test_what_is_deeper_than_any_plan_is_left_alone():
    deep = item("Giảm 4% số hộ.")
    for _ in range(400):
        deep = item("Mục", deep)
    assert grasped(deep)[0].words == deep.words


# --- nothing changes ------------------------------------------------------------------------------

_WORDS = st.sampled_from(
    "Phấn đấu giảm đạt trên 0,5% 100 % 14 mô hình hộ 1.500 tỷ đồng đến năm 2025, * ** {{ [^a] \\ từ 1 - 1,5% (5%) "
    "trong đó: Sở Y tế chủ trì phối hợp với Công an tỉnh báo cáo định kỳ 6 tháng trước ngày 15/6 về UBND "
    "xã ; . “4%” 2/3 x² =".split()
)
_PHRASES = st.lists(_WORDS, min_size=1, max_size=8).map(lambda words: " ".join(words) + " ")
_SPANS = st.lists(st.builds(Span, _PHRASES, st.booleans(), st.booleans()), min_size=1, max_size=4)


@settings(max_examples=120, deadline=None)
@given(_SPANS, st.sampled_from(["Mục tiêu", "Kinh phí", "Tổ chức thực hiện", "Chế độ báo cáo", "Khác"]))
def test_a_filled_sentence_prints_the_very_words(spans, heading):
    one = Item("-", "-", content=(Sentence(tuple(spans)),))
    (section,) = grasped(item("", one, heading=heading))
    (found,) = section.children
    assert replace(found, data={}, said="", doubts=()) == one
    if found.said:
        runs = inline.fill(found.said, said.names(found.data), lambda name: 0)
        assert "".join(run.text for run in runs) == " ".join(plain(one.content[0].text).split())
    if "value" in found.data:
        assert parse_quantity(str(found.data["value"])) is not None


def printed(draft: Draft):
    return build.read(Path("plans/x.yaml"), data=writing.write(draft, "plans/x.yaml")).document


@pytest.mark.parametrize("name", ["lao-cai-2024", "thach-ha-2020", "nghe-an-2025"])
def test_a_plan_prints_the_same_with_its_data_and_without(name):
    source = Path(__file__).parent / "sources" / f"{name}.txt"
    loaded = load.load(source.read_bytes(), source.name, "accept")
    draft = typed.type(bring.understood(join.join(loaded.sheet)))
    assert any(each.data for each in walk(draft.content))
    assert printed(draft) == printed(untyped.untyped(draft))


def walk(content):
    for each in content:
        if isinstance(each, Item):
            yield each
            yield from walk(each.content)


@pytest.mark.parametrize(
    "text", ["1" * 100_000, "báo cáo " * 20_000, "100% (" * 20_000, "Sở " * 30_000, "phối hợp với " * 9_000]
)
def test_a_long_sentence_is_no_trap(text):
    (section,) = grasped(
        item("", item(text), item(text[:5900]), heading="Tổ chức thực hiện"),
    )
    assert len(section.children) == 2


# --- tables ---------------------------------------------------------------------------------------


def grid(*rows: tuple[str, ...]) -> GridTable:
    cells = [tuple(GridCell(((Span(text),),) if text else ()) for text in row) for row in rows]
    return GridTable((cells[0],), tuple(cells[1:]))


HEAD = ("TT", "Nội dung", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành", "Sản phẩm")


def test_a_table_of_tasks_is_known_by_its_head():
    found = tasks.tasks(grid(HEAD, ("1", "Tập huấn", "Sở Y tế", "Công an tỉnh", "Quý I", "Báo cáo")))
    assert found and [group.heading for group in found.groups] == [()]
    (task,) = found.groups[0].tasks
    assert plain(task["lead"][0]) == "Sở Y tế"


def test_groups_of_a_table_of_tasks_count_in_roman_numbers():
    group = (GridCell(((Span("I"),),)), GridCell(((Span("TUYÊN TRUYỀN"),),), columns=5))
    one = grid(HEAD, ("1", "Tập huấn", "Sở Y tế", "", "Quý I", ""))
    found = tasks.tasks(replace(one, rows=(group, *one.rows)))
    assert found and plain(found.groups[0].heading) == "TUYÊN TRUYỀN"


@pytest.mark.parametrize(
    "rows",
    [
        (("TT", "Nội dung", "Kinh phí"), ("1", "Tập huấn", "5")),
        (HEAD, ("2", "Tập huấn", "Sở Y tế", "", "Quý I", "")),
        (HEAD, ("1", "Tập huấn", "Sở Y tế", "", "Quý I")),
        (HEAD, ("I", "Tuyên truyền", "", "", "", ""), ("1", "Tập huấn", "Sở Y tế", "", "Quý I", "")),
        (HEAD,),
    ],
)
def test_a_table_that_would_print_otherwise_is_no_table_of_tasks(rows):
    assert tasks.tasks(grid(*rows)) is None
