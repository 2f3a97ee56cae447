"""The real case: Lào Cai's plan of 2024 and its nine units, as they stand in plans/; and its re-issue."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import ROOT

from generator import build, cli
from generator.cascade import resolve
from generator.problem import PlanError
from generator.rollup import rollup
from generator.spread import update

PROVINCE = ROOT / "plans" / "lao-cai-2024.yaml"
UNITS = sorted(path for path in (ROOT / "plans" / "lao-cai-2024").glob("*.yaml") if path.stem != "cap-huyen")
NAMES = [
    "Thành phố Lào Cai", "Thị xã Sa Pa", "Huyện Bát Xát", "Huyện Bảo Thắng", "Huyện Bảo Yên", "Huyện Bắc Hà",
    "Huyện Mường Khương", "Huyện Si Ma Cai", "Huyện Văn Bàn",
]  # fmt: skip


def test_there_are_its_nine_units_each_in_under_25_lines():
    assert len(UNITS) == 9
    assert all(len(path.read_text("utf-8").splitlines()) < 25 for path in UNITS)


@pytest.mark.parametrize("path", UNITS, ids=lambda p: p.stem)
def test_a_unit_s_plan_is_sound(path):
    """Nothing wrong and nothing doubtful is left in it."""
    assert [(p.level, p.message) for p in build.check(path)] == []


def test_the_units_together_keep_the_province_s_targets():
    rolled = rollup.roll_up(PROVINCE)
    assert rolled.holds
    assert [row.name for row in rolled.goals[0].rows] == NAMES
    told = {goal.id: (goal.total.text if goal.total else "", goal.words) for goal in rolled.goals}
    assert told["near-poor-households"] == ("2.080", "vượt 80")
    assert told["poor-housing"] == ("1.815", "vượt 15")
    assert told["trained-labour"] == ("68,808", "vượt 0,0076")


def test_one_unit_raised_a_target():
    raised = [path for path in UNITS if resolve.resolve(path).merged.replaced.get(("near-poor-households", "value"))]
    assert [path.stem for path in raised] == ["huyen-bat-xat"]
    resolved = resolve.resolve(raised[0])
    assert resolved.given["near-poor-households"].quantity.text == "320"


def test_a_target_that_is_not_given_to_a_unit_is_not_in_its_plan():
    housing = {path.stem for path in UNITS if "poor-housing" in resolve.resolve(path).items}
    assert housing == {"huyen-bat-xat", "huyen-bac-ha", "huyen-muong-khuong", "huyen-si-ma-cai"}


def test_the_record_is_up_to_date():
    done = update.update(ROOT / "plans" / "lao-cai-2024")
    assert not done.files and not done.conflicts


def test_the_register_says_that_its_figures_are_illustrative():
    assert "số minh họa" in (ROOT / "plans" / "lao-cai-2024" / "don-vi.csv").read_text("utf-8")
    assert "số minh họa" in " ".join(t.value for t in resolve.plan_of(resolve.resolve(UNITS[0])).footnotes.values())


@pytest.fixture
def copy(tmp_path, monkeypatch) -> Path:
    shutil.copy(PROVINCE, tmp_path)
    shutil.copytree(PROVINCE.with_suffix(""), tmp_path / "lao-cai-2024")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_unit_that_breaks_a_lock_is_told_both_places(copy):
    path = Path("lao-cai-2024/thi-xa-sa-pa.yaml")
    path.write_text('extends: cap-huyen.yaml\nunit: thi-xa-sa-pa\nchange:\n  job-counselling: {value: "90"}\n', "utf-8")
    with pytest.raises(PlanError) as caught:
        resolve.resolve(path)
    (problem,) = caught.value.problems
    lines = Path("lao-cai-2024.yaml").read_text("utf-8").split("\n")
    item = next(n for n, line in enumerate(lines) if "id: job-counselling" in line)
    lock = next(n for n in range(item, len(lines)) if "locked: true" in lines[n]) + 1
    assert (problem.mark.file, problem.mark.line) == (str(path), 4)
    assert problem.message == f"`job-counselling` bị khóa ở lao-cai-2024.yaml:{lock}, không sửa được"


def test_the_province_s_re_issue_with_one_target_and_one_task_changed(copy, capsys):
    """Bát Xát changed the target, Sa Pa the task; the other seven follow without a line."""
    sapa = Path("lao-cai-2024/thi-xa-sa-pa.yaml")
    sapa.write_text(
        sapa.read_text("utf-8")
        + "  self-managed-groups:\n    text: Nhân rộng mô hình Tổ tự quản giảm nghèo ở các thôn.\n",
        "utf-8",
    )
    before = {path: path.read_bytes() for path in Path("lao-cai-2024").glob("*.yaml")}
    register, plan = Path("lao-cai-2024/don-vi.csv"), Path("lao-cai-2024.yaml")
    register.write_text(register.read_text("utf-8").replace(";320;7%", ";350;7%"), "utf-8")
    text = plan.read_text("utf-8").replace(
        "Nghiên cứu xây dựng mô hình Tổ tự quản", "Xây dựng, nhân rộng mô hình Tổ tự quản"
    )
    plan.write_text(text.replace('value: "trên 2.000"', 'value: "trên 2.050"'), "utf-8")
    assert cli.main(["update", "lao-cai-2024"]) == 1
    said = capsys.readouterr().out
    after = {path: path.read_bytes() for path in before}
    changed = {path.stem for path in before if after[path] != before[path]}
    assert changed == {"huyen-bat-xat", "thi-xa-sa-pa"}
    assert all(after[path].startswith(before[path].rstrip(b"\n")) for path in before), "nothing of a unit is lost"
    assert "320" in said and "350" in said
    assert "9 đơn vị" in said
    assert cli.main(["build", "lao-cai-2024/thi-xa-sa-pa.yaml", "-o", "ra"]) == 1
    assert "chưa giải quyết" in capsys.readouterr().err
    assert cli.main(["update", "lao-cai-2024"]) in (0, 1)
    assert {path: path.read_bytes() for path in before} == after, "told once"
