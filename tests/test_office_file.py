"""The file that the plans of one office share: what it fills in, what it leaves alone, whose it is.

What staff read of a wrong one is in cascade/problems/office-*.txt.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import jsonschema
import pytest
import yaml
from conftest import sample

from generator import cli, schema
from generator.cascade import explain, resolve
from generator.plan import Plan
from generator.problem import PlanError

BASE = Path(__file__).parent / "cascade" / "base"
OFFICE = """\
office:
  issuer:
    name: Ủy ban nhân dân xã Tân Bình
    place: Tân Bình
    contact: ["Số 1 phố Chợ", "Điện thoại: 0123"]
  signatory:
    on_behalf_of: Ủy ban nhân dân
    title: Chủ tịch
    name: Nguyễn Văn A
  drafter: {sign: PL, copies: 20}
  recipients: [UBND tỉnh, Đảng ủy xã]
  archive: VT, KTTH
"""


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """A folder with an office file and a province's plan, template and register."""
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    (tmp_path / "co-quan.yaml").write_text(OFFICE, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def plan(text: str, name: str = "plan.yaml") -> Plan:
    Path(name).parent.mkdir(exist_ok=True)
    Path(name).write_text(text, "utf-8")
    return resolve.plan_of(resolve.resolve(Path(name)))


def bare(office: str = "co-quan.yaml", **said: str) -> str:
    """A plan that says nothing of its office but what is given."""
    nothing = dict.fromkeys(("issuer", "recipients", "signatory"))
    return f"office: {office}\n" + sample(**{**nothing, **said})


def lines(plan: Plan) -> list[str]:
    return [f"Lưu: {each.text}" if each.kind == "archive" else each.text for each in plan.recipients]


# --- what it fills ------------------------------------------------------------------------------


def test_a_plan_that_says_nothing_of_its_office_has_everything(folder):
    made = plan(bare())
    assert (made.issuer.name, made.issuer.place, made.issuer.symbol) == (
        "Ủy ban nhân dân xã Tân Bình", "Tân Bình", "UBND",
    )  # fmt: skip
    assert made.issuer.contact == ("Số 1 phố Chợ", "Điện thoại: 0123")
    assert (made.signatory.title, made.signatory.name, made.drafter) == ("Chủ tịch", "Nguyễn Văn A", "PL.(20)")
    assert lines(made) == ["UBND tỉnh", "Đảng ủy xã", "Lưu: VT, KTTH"]


def test_it_makes_the_plan_that_says_the_same_itself(folder):
    """All of it, place by place left aside."""
    said = yaml.safe_load(OFFICE)["office"]
    said["recipients"].append({"archive": said.pop("archive")})
    full = plan(sample(**{key: json.dumps(value, ensure_ascii=False) for key, value in said.items()}), "full.yaml")
    made = plan(bare())
    for key in ("issuer", "signatory", "drafter", "recipients", "title", "body"):
        assert without_marks(getattr(made, key)) == without_marks(getattr(full, key)), key


def without_marks(value: object) -> str:
    return re.sub(r"Mark\((?:[^()']|'[^']*')*\)", "", repr(value))


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"issuer": "{place: Tân An}"}, "Ủy ban nhân dân xã Tân Bình, Tân An, Số 1 phố Chợ"),
        ({"issuer": "{name: UBND xã Tân Bình}"}, "UBND xã Tân Bình, Tân Bình, Số 1 phố Chợ"),
        ({"issuer": "{name: Uỷ ban nhân dân xã Tân Bình}"}, "Uỷ ban nhân dân xã Tân Bình, Tân Bình, Số 1 phố Chợ"),
        ({"issuer": "{name: Hội đồng nhân dân xã Tân Bình}"}, "Hội đồng nhân dân xã Tân Bình, Tân Bình, "),
    ],
)
def test_what_the_plan_says_of_the_issuer_wins_key_by_key(folder, said, told):
    """The addresses are of the one whom the office file names, the place is that of its neighbours too."""
    issuer = plan(bare(**said)).issuer
    assert f"{issuer.name}, {issuer.place}, {''.join(issuer.contact[:1])}" == told


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("{name: Lê Thị B}", "TM=Ủy ban nhân dân TL= KT= Chủ tịch Lê Thị B"),
        ("{title: Chủ tịch}", "TM=Ủy ban nhân dân TL= KT= Chủ tịch Nguyễn Văn A"),
        ("{name: }", "TM=Ủy ban nhân dân TL= KT= Chủ tịch Nguyễn Văn A"),
        ("{signs_for: Chủ tịch, title: Phó Chủ tịch}", "TM=Ủy ban nhân dân TL= KT=Chủ tịch Phó Chủ tịch "),
        ("{by_order_of: Chủ tịch, title: Chánh Văn phòng, name: C}", "TM= TL=Chủ tịch KT= Chánh Văn phòng C"),
    ],
)
def test_nobody_signs_with_the_name_of_one_in_another_post(folder, said, told):
    who = plan(bare(signatory=said)).signatory
    assert f"TM={who.on_behalf_of} TL={who.by_order_of} KT={who.signs_for} {who.title} {who.name}" == told


@pytest.mark.parametrize(
    ("recipients", "told"),
    [
        ("[Sở Y tế]", ["Sở Y tế", "Lưu: VT, KTTH"]),
        ("[Sở Y tế, {archive: VP}]", ["Sở Y tế", "Lưu: VP"]),
        ("[Sở Y tế, 'Lưu: VT']", ["Sở Y tế", "Lưu: VT"]),
        ("[Sở Y tế, Lưu VT]", ["Sở Y tế", "Lưu VT"]),
        ("[Lưu trữ lịch sử tỉnh]", ["Lưu trữ lịch sử tỉnh", "Lưu: VT, KTTH"]),
        ("[{group: Như trên, to: [A, {archive: VP}]}]", ["Như trên", "A", "Lưu: VP"]),
        ("[{id: so, name: Sở Y tế}]", ["Sở Y tế", "Lưu: VT, KTTH"]),
        ("", ["UBND tỉnh", "Đảng ủy xã", "Lưu: VT, KTTH"]),
    ],
)
def test_the_archive_line_is_added_where_there_is_none(folder, recipients, told):
    assert sorted(lines(plan(bare(recipients=recipients)))) == sorted(told)


def test_an_archive_line_alone_is_no_list_of_recipients(folder):
    Path("luu.yaml").write_text("office: {archive: VT}\n", "utf-8")
    with pytest.raises(PlanError, match="thiếu khóa `recipients`"):
        plan(bare("luu.yaml", issuer="{name: Ủy ban nhân dân xã Tân Bình, place: Tân Bình}",
                  signatory="{title: Chủ tịch}"))  # fmt: skip


def test_a_template_of_the_office_stands_beside_its_file(folder):
    Path("mau").mkdir()
    Path("mau/co-quan.yaml").write_text(OFFICE + "  template: mau.docx\n", "utf-8")
    text = bare("../mau/co-quan.yaml")
    assert plan(text, "nam/plan.yaml").template == "mau.docx", "it is not there yet"
    Path("mau/mau.docx").write_bytes(b"PK")
    assert Path(plan(text, "nam/khac.yaml").template) == Path("mau/mau.docx")
    assert Path(resolve.resolve(Path("nam/plan.yaml")).source.root.entries[-1][1].text) == Path("mau/mau.docx")


def test_sentences_of_the_office_may_name_the_unit(folder):
    Path("co-quan.yaml").write_text("office:\n  recipients: ['Đảng ủy {{ unit.full_name }}']\n", "utf-8")
    made = plan("extends: tinh.yaml\nunit: tan-son\noffice: co-quan.yaml\n")
    assert lines(made) == ["Đảng ủy huyện Tân Sơn"]
    assert (made.issuer.name, made.signatory.name) == ("Ủy ban nhân dân huyện Tân Sơn", "Nguyễn Văn Bình")


def test_the_office_s_own_file_goes_before_the_register(folder):
    Path("co-quan.yaml").write_text(
        "office:\n  signatory: {title: Phó Chủ tịch, signs_for: Chủ tịch, on_behalf_of: Ủy ban nhân dân, name: B}\n",
        "utf-8",
    )
    made = plan("extends: mau.yaml\nunit: tan-son\noffice: co-quan.yaml\n")
    assert (made.signatory.title, made.signatory.name) == ("Phó Chủ tịch", "B")
    assert made.issuer.name == "Ủy ban nhân dân huyện Tân Sơn"


# --- whose it is --------------------------------------------------------------------------------


def test_an_abstract_template_may_name_it_and_its_path_counts_from_there(folder):
    Path("chung").mkdir()
    Path("chung/mau.yaml").write_text("abstract: true\noffice: ../co-quan.yaml\ncirculation: Nội bộ\n", "utf-8")
    said = sample(issuer=None, recipients=None, signatory=None)
    made = plan(f"extends: ../chung/mau.yaml\n{said}", "nam/plan.yaml")
    assert (made.issuer.place, made.circulation) == ("Tân Bình", "Nội bộ")
    Path("rieng.yaml").write_text("office:\n  issuer: {place: Tân An}\n", "utf-8")
    with pytest.raises(PlanError, match="thiếu khóa `name`"):  # the nearest counts, and no other
        plan(f"extends: ../chung/mau.yaml\noffice: ../rieng.yaml\n{said}", "nam/plan.yaml")


def test_the_office_of_the_province_is_not_that_of_its_commune(folder):
    """Neither has a unit: their office files tell them apart."""
    Path("tinh-co-quan.yaml").write_text(
        OFFICE.replace("xã Tân Bình", "tỉnh An Bình").replace("Văn A", "Văn T").replace("KTTH", "TH"), "utf-8"
    )
    plan(bare("tinh-co-quan.yaml"), "cap-tren.yaml")
    made = plan("extends: cap-tren.yaml\noffice: co-quan.yaml\ndate: 2026\n")
    assert (made.issuer.name, made.signatory.name, made.number) == ("Ủy ban nhân dân xã Tân Bình", "Nguyễn Văn A", "")
    assert lines(made) == ["UBND tỉnh", "Đảng ủy xã", "Lưu: VT, KTTH"]
    assert "Ủy ban nhân dân tỉnh An Bình" in made.variables["parent"]["citation"]
    with pytest.raises(PlanError, match="thiếu khóa `signatory`"):
        plan("extends: cap-tren.yaml\nissuer: {name: Ủy ban nhân dân xã Tân Bình, place: Tân Bình}\ndate: 2026\n")


def test_next_year_s_plan_of_the_same_office_cites_nobody(folder):
    plan(bare(), "nam-truoc.yaml")
    made = plan("extends: nam-truoc.yaml\noffice: co-quan.yaml\ndate: 2027\n")
    assert (made.signatory.name, "parent" in made.variables) == ("Nguyễn Văn A", False)


def test_what_an_extended_file_says_wins_over_the_office_file(folder):
    Path("mau-2.yaml").write_text("abstract: true\nsignatory: {name: Lê Thị B}\nrecipients: [Sở Y tế]\n", "utf-8")
    made = plan("extends: mau-2.yaml\n" + bare())
    assert (made.signatory.title, made.signatory.name) == ("Chủ tịch", "Lê Thị B")
    assert lines(made) == ["Sở Y tế", "Lưu: VT, KTTH"]


def test_a_lock_beside_the_office_file_does_not_hold_against_it(folder):
    Path("mau-2.yaml").write_text("abstract: true\noffice: co-quan.yaml\nlocked: [issuer, office]\n", "utf-8")
    said = sample(issuer=None, recipients=None, signatory=None)
    assert plan(f"extends: mau-2.yaml\n{said}").issuer.place == "Tân Bình"


# --- around it ----------------------------------------------------------------------------------


def test_explain_tells_that_a_value_is_of_the_office_file(folder):
    plan(bare(recipients="[Sở Y tế]"))
    resolved = resolve.resolve(Path("plan.yaml"))
    for key, line in (("issuer.contact", 5), ("signatory", 7), ("drafter.sign", 10)):
        (told,) = explain.explain(resolved, key)
        assert (told.layer, told.mark.file, told.mark.line) == ("tệp cơ quan", "co-quan.yaml", line)
        assert "sửa trong tệp cơ quan" in told.why
    assert explain.explain(resolved, "title")[0].layer == "tệp này"


def test_a_changed_office_file_is_read_again(folder):
    assert plan(bare()).signatory.name == "Nguyễn Văn A"
    Path("co-quan.yaml").write_text(OFFICE.replace("Văn A", "Văn B"), "utf-8")
    assert resolve.plan_of(resolve.resolve(Path("plan.yaml"))).signatory.name == "Nguyễn Văn B"


def test_units_files_begin_without_the_recipients_that_the_template_s_office_has(folder, capsys):
    text = Path("mau.yaml").read_text("utf-8")
    Path("mau.yaml").write_text(text[: text.index("recipients:")] + "office: chung.yaml\n", "utf-8")
    Path("chung.yaml").write_text("office:\n  recipients: [Cấp trên]\n  archive: VT\n", "utf-8")
    assert cli.main(["cascade", "mau.yaml", "-o", "huyen", "--only-files"]) == 0
    assert "recipients" not in Path("huyen/tan-son.yaml").read_text("utf-8")
    assert cli.main(["update", "huyen"]) == 0
    made = resolve.plan_of(resolve.resolve(Path("huyen/tan-son.yaml")))
    assert lines(made) == ["Cấp trên", "Lưu: VT"]


@pytest.mark.parametrize("text", [OFFICE, "office: {issuer: {contact: [A]}}", bare(date='"2026-01-05"')])
def test_the_schema_takes_it_and_the_plans_that_name_it(text):
    jsonschema.validate(yaml.safe_load(text), schema.json_schema())


def test_the_schema_refuses_a_wrong_key_in_it():
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"office": {"issuer": {"nmae": "A"}}}, schema.json_schema())
