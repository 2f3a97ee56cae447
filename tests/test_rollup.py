"""Roll-ups: a plan's targets against what its units promise together, each claim on a plan of a few lines."""

from __future__ import annotations

import io
import json
import zipfile
from decimal import Decimal

import openpyxl
import pytest

from generator.problem import PlanError
from generator.register import sheet
from generator.rollup import rollup
from generator.rollup import sheet as rollup_sheet

HEAD = """\
unit: lao-cai
units: dv.csv
number: "34"
date: 2024-01-23
title: Giảm nghèo trên địa bàn {{ unit.full_name }}
opening: Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau
targets:
"""
TAIL = """\
recipients:
  - archive: VT
signatory: {on_behalf_of: Ủy ban nhân dân, title: Chủ tịch, name: Trịnh Xuân Trường}
"""
UNITS = """\
Mã;Tên;Loại;Trực thuộc;Giảm;Lao động;Tỷ lệ
lao-cai;Lào Cai;tỉnh;;;;
bat-xat;Bát Xát;huyện;lao-cai;1.200;20.000;60,5
sa-pa;Sa Pa;thị xã;lao-cai;800;10.000;70,2
muong-hum;Mường Hum;xã;bat-xat;700;1.000;60
quang-kim;Quang Kim;xã;bat-xat;500;1.000;61
"""
SUM = "{by: sum, from: Giảm}"
AVERAGE = "{by: weighted_average, from: Tỷ lệ, weight: lao_dong}"
LEAST = "{by: at_least}"


def target(value, allocate=SUM, unit="hộ", better="higher", id="near"):
    return (
        f"  - id: {id}\n    indicator: Chỉ tiêu {id}\n    text: Đạt {{{{ value }}}}.\n    value: {value}\n"
        f'    unit: "{unit}"\n' + (f"    better: {better}\n" if better else "") + f"    allocate: {allocate}\n"
    )


@pytest.fixture
def roll(tmp_path):
    """Roll up a plan of these targets; every other name is a unit's plan, `_` in it standing for `-`."""

    def run(*targets, units=UNITS, folder=None, at="tinh", **plans):
        (tmp_path / "dv.csv").write_text(units, "utf-8")
        (tmp_path / "tinh.yaml").write_text(HEAD + "".join(targets) + TAIL, "utf-8")
        (tmp_path / "tinh").mkdir(exist_ok=True)
        for name, text in plans.items():
            (tmp_path / "tinh" / f"{name.replace('_', '-')}.yaml").write_text(text, "utf-8")
        return rollup.roll_up(tmp_path / f"{at}.yaml", folder)

    return run


def plan(unit, change="", extends="../tinh.yaml"):
    return f"extends: {extends}\nunit: {unit}\n" + (f"change:\n  near: {{{change}}}\n" if change else "")


def told(rolled):
    return [problem.message for problem in rolled.problems]


def origins(goal):
    return [row.origin for row in goal.rows]


# --- what the figures come to -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "better", "holds", "words"),
    [
        ('"2.000"', "higher", True, "đúng"),
        ('"2.040"', "higher", False, "thiếu 40"),
        ('"1.900"', "higher", True, "vượt 100"),
        ('"1.900"', "lower", False, "thừa 100"),
        ('"2.040"', "lower", True, "thấp hơn 40"),
        ('"1.990"', "", False, "thừa 10"),
        ("trên 2.000", "higher", False, "đúng bằng 2.000, chưa trên 2.000"),
        ("trên 1.999", "higher", True, "vượt 1"),
        ("1.900 - 2.100", "", True, "đạt"),
    ],
)
def test_a_sum_is_held_against_the_plans_figure(roll, value, better, holds, words):
    rolled = roll(target(value, better=better))
    assert rolled.goals[0].total.low == 2000
    assert (rolled.goals[0].holds, rolled.holds) == (holds, holds)
    assert rolled.goals[0].words.startswith(words)


def test_a_sum_that_falls_short_is_told_at_the_plans_figure(roll):
    (problem,) = roll(target('"2.040"')).problems
    assert problem.message == "`near`: các đơn vị cộng lại là 2.000 hộ, kế hoạch ghi 2.040 hộ: thiếu 40"
    assert (problem.mark.line, problem.mark.column) == (11, 12)
    assert problem.mark.file.endswith("tinh.yaml")


def test_a_sum_counts_every_decimal_place(roll):
    units = UNITS.replace("1.200;", "1.200,04;").replace(";800;", ";799,95;")
    (goal,) = roll(target('"2.000"'), units=units).goals
    assert not goal.holds
    assert goal.words == "thiếu 0,01"


def test_an_average_is_weighted(roll):
    # (60,5 * 20.000 + 70,2 * 10.000) / 30.000 = 63,7333…
    rolled = roll(target('"63,7"', AVERAGE, "%"))
    assert rolled.holds
    assert rolled.goals[0].total.text == "63,733"
    assert [row.weight for row in rolled.goals[0].rows] == [20000, 10000]


def test_an_average_that_falls_short_says_by_how_much(roll):
    rolled = roll(target('"64,7"', AVERAGE, "%"))
    assert told(rolled) == ["`near`: bình quân các đơn vị là 63,733%, kế hoạch ghi 64,7%: thiếu 0,9667"]


def test_weights_that_are_all_zero_make_no_average(roll):
    units = UNITS.replace("20.000", "0").replace("10.000", "0")
    rolled = roll(target('"64,7"', AVERAGE, "%"), units=units)
    assert "trọng số có số âm hoặc đều bằng 0" in told(rolled)[0]
    assert not rolled.holds


def test_a_weight_may_be_named_by_its_heading(roll):
    average = AVERAGE.replace("lao_dong", "Lao động")
    assert roll(target('"63,7"', average, "%")).holds


def test_a_weight_that_no_column_has_is_told_once(roll):
    rolled = roll(target('"63,7"', AVERAGE.replace("lao_dong", "lao_dongg"), "%"))
    assert told(rolled) == ["danh sách đơn vị không có cột `lao_dongg`"]


def test_a_missing_weight_leaves_the_average_open(roll):
    rolled = roll(target('"60"', AVERAGE, "%"), units=UNITS.replace(";20.000;", ";;"))
    assert "huyện Bát Xát chưa có số ở cột “Lao động”" in told(rolled)[0]
    assert rolled.goals[0].words == "chưa đủ: 1 đơn vị chưa có số"
    assert not rolled.holds


def test_at_least_takes_the_common_figure_where_units_say_nothing(roll):
    rolled = roll(target('"60"', LEAST, "%"), bat_xat=plan("bat-xat", 'value: "62"'))
    assert rolled.holds
    assert rolled.goals[0].words == "2/2 đơn vị đạt"
    assert origins(rolled.goals[0]) == ["kế hoạch", "mức chung"]
    assert [row.figure.text for row in rolled.goals[0].rows] == ["62", "60"]


def test_a_unit_that_is_given_less_than_the_common_figure_is_told_at_its_cell(roll):
    rolled = roll(target('"65"', "{by: at_least, from: Tỷ lệ}", "%"))
    assert told(rolled) == ["`near`: huyện Bát Xát ghi 60,5%, chưa đạt mức chung 65%"]
    assert rolled.problems[0].mark.line == 3
    assert rolled.goals[0].words == "1/2 đơn vị đạt"
    assert [row.holds for row in rolled.goals[0].rows] == [False, True]


# --- where a figure comes from ------------------------------------------------------------------


def test_without_plans_the_register_gives_the_figures_and_the_row_says_so(roll):
    (goal,) = roll(target('"2.000"')).goals
    assert origins(goal) == ["danh sách", "danh sách"]
    assert {row.note for row in goal.rows} == {"chưa có kế hoạch"}
    assert [row.mark.line for row in goal.rows] == [3, 4]


def test_a_unit_that_raises_its_figure_counts_with_it(roll):
    (goal,) = roll(target("trên 2.000"), bat_xat=plan("bat-xat", 'value: "1.260"'), sa_pa=plan("sa-pa")).goals
    first, second = goal.rows
    assert (first.origin, first.figure.text, first.given.quantity.text) == ("kế hoạch", "1.260", "1.200")
    assert first.mark.file.endswith("bat-xat.yaml")
    assert (second.origin, second.note) == ("danh sách", "")
    assert goal.holds
    assert goal.total.text == "2.060"


def test_a_plan_that_stands_on_a_template_counts(roll):
    template = "extends: ../tinh.yaml\nabstract: true\n"
    (goal,) = roll(target('"2.000"'), mau=template, sa_pa=plan("sa-pa", 'value: "900"', "mau.yaml")).goals
    assert goal.rows[1].figure.text == "900"


def test_a_plan_beside_the_plan_counts_and_another_folder_takes_its_place(roll, tmp_path):
    (tmp_path / "bx.yaml").write_text(plan("bat-xat", 'value: "1.300"', "tinh.yaml"), "utf-8")
    other = tmp_path / "other"
    other.mkdir()
    (other / "sp.yaml").write_text(plan("sa-pa", 'value: "801"'), "utf-8")
    assert [row.figure.text for row in roll(target('"2.000"')).goals[0].rows] == ["1.300", "800"]
    assert [row.figure.text for row in roll(target('"2.000"'), folder=other).goals[0].rows] == ["1.200", "801"]


def test_a_missing_folder_is_told(roll, tmp_path):
    with pytest.raises(PlanError, match="không đọc được thư mục"):
        roll(target('"2.000"'), folder=tmp_path / "none")


def test_a_plan_of_another_plan_does_not_count(roll, tmp_path):
    (tmp_path / "cu.yaml").write_text(HEAD + target('"5"') + TAIL, "utf-8")
    (goal,) = roll(target('"2.000"'), bat_xat=plan("bat-xat", 'value: "1.300"', "../cu.yaml")).goals
    assert goal.rows[0].origin == "danh sách"


def test_districts_roll_up_their_communes(roll):
    plans = {"bat_xat": plan("bat-xat", 'value: "1.250"') + TAIL, "sa_pa": plan("sa-pa")}
    rolled = roll(target('"2.000"'), at="tinh/bat-xat", **plans)
    (goal,) = rolled.goals
    assert [row.name for row in goal.rows] == ["Xã Mường Hum", "Xã Quang Kim"]
    assert (goal.figure.text, goal.total.text, goal.words) == ("1.250", "1.200", "thiếu 50")
    assert rolled.problems[0].mark.file.endswith("bat-xat.yaml")


# --- what is missing ----------------------------------------------------------------------------


def test_without_plan_and_register_the_figure_is_missing(roll):
    rolled = roll(target('"2.000"', "{by: sum}"), bat_xat=plan("bat-xat", 'value: "1.200"'))
    assert told(rolled) == ["`near`: thị xã Sa Pa chưa có kế hoạch, danh sách cũng không giao số"]
    assert rolled.goals[0].rows[1].figure is None
    assert rolled.goals[0].words == "chưa đủ: 1 đơn vị chưa có số"
    assert rolled.goals[0].total.text == "1.200"


def test_a_blank_cell_is_told_at_its_place(roll):
    rolled = roll(target('"2.000"'), units=UNITS.replace(";800;", ";;"))
    assert "thị xã Sa Pa chưa có số ở cột “Giảm”" in told(rolled)[0]
    assert rolled.problems[0].mark.line == 4
    assert rolled.goals[0].rows[1].note == "danh sách chưa có số"


def test_a_target_that_a_unit_removed_is_missing(roll):
    text = plan("sa-pa") + "remove:\n  - {id: near, reason: Không còn hộ nghèo.}\n"
    rolled = roll(target('"2.000"'), target('"2.000"', id="other"), sa_pa=text)
    (message,) = told(rolled)
    assert message.startswith("không bỏ được `near`: đơn vị được giao 800")
    assert rolled.problems[0].mark.line == 4
    row = rolled.goals[0].rows[1]
    assert (row.figure, row.given.quantity.text) == (None, "800")
    assert not rolled.holds


def test_two_plans_for_one_unit_are_both_named(roll):
    rolled = roll(target('"2.000"'), sa_pa=plan("sa-pa"), sa_pa_2=plan("sa-pa"))
    (message,) = told(rolled)
    assert "thị xã Sa Pa có 2 kế hoạch" in message
    assert "/sa-pa.yaml`" in message
    assert "/sa-pa-2.yaml`" in message
    assert rolled.goals[0].rows[1].figure is None


def test_a_plan_that_breaks_its_bound_is_carried_and_its_figure_missing(roll):
    rolled = roll(target('"2.000"'), sa_pa=plan("sa-pa", 'value: "700"'))
    (message,) = told(rolled)
    assert "`700` không đạt chỉ tiêu được giao là 800" in message
    assert rolled.goals[0].rows[1].note == "kế hoạch của đơn vị còn lỗi"


def test_a_unit_that_the_register_does_not_know_is_told(roll):
    rolled = roll(target('"2.000"'), sa_pa=plan("sa-paa"))
    assert told(rolled) == ["danh sách đơn vị không có `sa-paa`"]
    assert not rolled.holds


def test_a_units_plan_that_forgot_its_unit_is_pointed_out(roll):
    rolled = roll(target('"2.000"'), sa_pa="extends: ../tinh.yaml\n")
    assert [problem.level for problem in rolled.problems] == ["warning"]
    assert "chưa ghi `unit`" in told(rolled)[0]
    assert rolled.goals[0].rows[1].note == "chưa có kế hoạch"


def test_a_units_plan_that_cannot_be_read_is_an_error(roll):
    rolled = roll(target('"2.000"'), sa_pa='extends: ../tinh.yaml\nunit: "sa-pa\n')
    assert rolled.problems[0].mark.file.endswith("sa-pa.yaml")
    assert not rolled.holds


def test_a_units_plan_that_stands_on_a_missing_file_is_missing(roll):
    rolled = roll(target('"2.000"'), sa_pa=plan("sa-pa", extends="../tin.yaml"))
    assert told(rolled) == ["không tìm thấy tệp `../tin.yaml`"]
    assert rolled.goals[0].rows[1].figure is None


def test_a_strange_file_beside_the_plan_does_not_fail_it(roll, tmp_path):
    (tmp_path / "la.yaml").write_text("extends: none.yaml\nunit: sa-pa\n", "utf-8")
    (tmp_path / "other.yaml").write_text("a: &x 1\nb: *x\n", "utf-8")
    rolled = roll(target('"2.000"'))
    assert [problem.level for problem in rolled.problems] == ["warning"]
    assert rolled.holds


# --- plans that cannot be rolled up -------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("unit: lao-cai\n", "", "chưa cho biết là của đơn vị nào"),
        ("unit: lao-cai\nunits: dv.csv\n", "issuer: {name: Ủy ban nhân dân tỉnh Lào Cai}\n", "chưa cho biết"),
        ("units: dv.csv\n", "", "chưa có danh sách đơn vị"),
        ("unit: lao-cai\n", "unit: quang-kim\n", "không có đơn vị nào trực thuộc xã Quang Kim"),
        ("    allocate: {by: sum, from: Giảm}\n", "", "chưa giao chỉ tiêu nào"),
        ("unit: lao-cai\n", "unit: lao-cai\nabstract: true\n", "bản mẫu"),
    ],
)
def test_a_plan_that_gives_nothing_out_is_refused_with_a_cure(roll, tmp_path, old, new, message):
    roll(target('"2.000"'))
    path = tmp_path / "khac.yaml"
    text = (tmp_path / "tinh.yaml").read_text("utf-8")
    path.write_text(text.replace(old, new), "utf-8")
    with pytest.raises(PlanError) as refused:
        rollup.roll_up(path)
    assert message in refused.value.problems[0].message
    assert refused.value.problems[0].hint


# --- how it is shown ----------------------------------------------------------------------------

GOLDEN = """\
Giảm nghèo trên địa bàn tỉnh Lào Cai
tinh.yaml: 2 chỉ tiêu giao cho 2 đơn vị của tỉnh Lào Cai

1. Chỉ tiêu near, tính bằng hộ (`near`)
   kế hoạch: trên 2.000 hộ (tinh.yaml:11); cộng các đơn vị
   TT  Đơn vị         Số của đơn vị  Được giao  Lấy từ
    1  Huyện Bát Xát          1.260      1.200  kế hoạch, tinh/bat-xat.yaml:4
    2  Thị xã Sa Pa             800        800  danh sách (chưa có kế hoạch), dv.csv:4
       Cộng                   2.060
   đạt: vượt 60

2. Chỉ tiêu rate, tính bằng % (`rate`)
   kế hoạch: 64,7% (tinh.yaml:18); bình quân có trọng số
   TT  Đơn vị         Số của đơn vị  Được giao  Lấy từ
    1  Huyện Bát Xát           60,5       60,5  danh sách, dv.csv:3
    2  Thị xã Sa Pa            70,2       70,2  danh sách (chưa có kế hoạch), dv.csv:4
       Bình quân             63,733
   lệch: thiếu 0,9667

1/2 chỉ tiêu lệch"""


@pytest.fixture
def two(roll):
    """A plan of two targets, the first kept by a unit that raised it, the second not."""
    targets = target("trên 2.000"), target('"64,7"', AVERAGE, "%", id="rate")
    return roll(*targets, bat_xat=plan("bat-xat", 'value: "1.260"'))


def test_the_text_is_an_aligned_table_with_places_and_verdicts(two, tmp_path):
    said = rollup.text(two).replace(f"{tmp_path}/", "").split("\n")
    assert said.pop(2).startswith("kế hoạch của đơn vị tìm trong: tinh, ")
    assert "\n".join(said) == GOLDEN


def test_the_json_holds_what_the_text_does(two):
    data = json.loads(rollup.as_json(two))
    assert (data["holds"], [each["holds"] for each in data["targets"]]) == (False, [True, False])
    first = data["targets"][0]
    assert first["total"] == {"text": "2.060", "low": "2060", "high": "2060", "strict": False}
    assert (first["difference"], first["units"][0]["origin"]) == ("60", "kế hoạch")
    assert data["problems"][0]["line"] == 18


def test_the_workbook_is_the_same_each_time_and_carries_no_clock(two):
    data = rollup_sheet.sheet(two)
    assert data == rollup_sheet.sheet(two)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.read("docProps/core.xml").count(b"1980-01-01T00:00:00Z") == 2


def test_the_workbook_is_read_back_as_a_table(two, tmp_path):
    (tmp_path / "x.xlsx").write_bytes(rollup_sheet.sheet(two))
    found = sheet.read(tmp_path / "x.xlsx")
    assert found.notes == ()
    assert [[cell.text for cell in row] for row in found.rows] == [
        ["TT", "Đơn vị", "Chỉ tiêu near (hộ)", "Chỉ tiêu rate (%)"],
        ["1", "Huyện Bát Xát", "1260", "60,5"],
        ["2", "Thị xã Sa Pa", "800", "70,2"],
        ["", "Cộng, bình quân", "2060", "63,733"],
        ["", "Kế hoạch của tỉnh Lào Cai", "trên 2.000", "64,7"],
        ["", "Kết quả", "đạt: vượt 60", "lệch: thiếu 0,9667"],
    ]


def test_a_sum_in_the_workbook_is_a_formula_with_its_result(two):
    data = io.BytesIO(rollup_sheet.sheet(two))
    assert openpyxl.load_workbook(data).active["C4"].value == "=SUM(C2:C3)"
    shown = openpyxl.load_workbook(data, data_only=True).active
    assert (shown["C4"].value, shown["C4"].number_format) == (2060, "#,##0")
    assert (shown["D4"].value, shown["D4"].number_format) == (63.733, "#,##0.000")


def test_a_missing_figure_stands_in_the_workbook_in_words_and_no_sum_hides_it(roll):
    rolled = roll(target('"2.000"', "{by: sum}"), bat_xat=plan("bat-xat", 'value: "1.200"'))
    table = openpyxl.load_workbook(io.BytesIO(rollup_sheet.sheet(rolled))).active
    assert [table[place].value for place in ("C2", "C3", "C4")] == [Decimal(1200), "chưa có", Decimal(1200)]


def test_a_name_that_looks_like_a_formula_stays_a_name(roll):
    rolled = roll(target('"2.000"').replace("Chỉ tiêu near", "'=1+1'"))
    head = openpyxl.load_workbook(io.BytesIO(rollup_sheet.sheet(rolled))).active["C1"]
    assert (head.value, head.data_type) == ("=1+1 (hộ)", "s")


def test_a_hundred_units_are_rolled_up_in_no_time(roll):
    lines = [f"u{n};Đồng Tâm {n}a;huyện;lao-cai;{n};1;1" for n in range(100)]
    units = UNITS.split("bat-xat")[0] + "\n".join(lines) + "\n"
    plans = {f"u{n}": plan(f"u{n}", f'value: "{n + 1}"') for n in range(100)}
    rolled = roll(target('"5.050"'), units=units, **plans)
    assert (rolled.holds, rolled.goals[0].words) == (True, "đúng")
