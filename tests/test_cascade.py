"""Inheritance: what is taken over, what may be changed, and what staff read when it may not.

Each file in cascade/problems/ holds the files that differ from cascade/base/ and, after `=== expected`,
the exact words of `kehoach check plan.yaml`; `make golden` rewrites them.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from conftest import PLANS, ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import cli, inline
from generator.cascade import layers, merge, resolve
from generator.cascade.tree import below, items, text_of, value_of
from generator.document import plain
from generator.plan import TableSpec, Target, bodies, walk
from generator.problem import PlanError
from generator.source import parse, scalars

HERE = Path(__file__).parent / "cascade"
CASES = sorted((HERE / "problems").glob("*.txt"))


def parts(case: Path) -> dict[str, str]:
    """The files of a case by name."""
    found = re.split(r"(?m)^=== (\S+)\n", case.read_text("utf-8"))
    return dict(zip(found[1::2], found[2::2], strict=True))


@pytest.fixture
def office(tmp_path, monkeypatch):
    """A folder with a province's plan, its template and its register, in which commands run."""
    shutil.copytree(HERE / "base", tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("case", CASES, ids=lambda p: p.stem)
def test_the_message_is_exact(case, office, capsys, golden):
    files = parts(case)
    expected = files.pop("expected", "")
    for name, text in files.items():
        (office / name).write_text(text, "utf-8")
    code = cli.main(["check", "plan.yaml"])
    said = f"exit {code}\n{capsys.readouterr().err}"
    if golden:
        case.write_text("".join(f"=== {n}\n{t}" for n, t in files.items()) + f"=== expected\n{said}", "utf-8")
    assert said == expected
    assert said.count("lỗi: ") <= said.count("= gợi ý:"), "every error has its cure"


def test_a_unit_of_few_lines_has_everything(office):
    """Name, signer and figures differ; the file of the unit is two lines."""
    plan = resolve.plan_of(resolve.resolve(Path("don-vi.yaml")))
    assert plan.issuer.name == "Ủy ban nhân dân huyện Tân Sơn"
    assert (plan.issuer.place, plan.issuer.short) == ("Tân Sơn", "UBND huyện Tân Sơn")
    assert (plan.signatory.title, plan.signatory.name) == ("Chủ tịch", "Nguyễn Văn Bình")
    assert [r.text for r in plan.recipients] == ["UBND tỉnh An Bình (báo cáo)", "VT"]
    assert figures_of(plan) == {"can-ngheo": "300", "dao-tao": "60,5", "bao-hiem": "92"}


def test_a_deputy_signs_for_the_chairman(office):
    Path("don-vi.yaml").write_text("extends: mau.yaml\nunit: phu-loc\n", "utf-8")
    plan = resolve.plan_of(resolve.resolve(Path("don-vi.yaml")))
    assert (plan.signatory.signs_for, plan.signatory.title) == ("Chủ tịch", "Phó Chủ tịch")
    assert plan.signatory.on_behalf_of == "Ủy ban nhân dân"


def test_what_belongs_to_the_document_above_stays_with_it(office):
    """Number, day, issuer, signer and recipients of the province never come into a district's plan."""
    Path("don-vi.yaml").write_text("extends: tinh.yaml\nunit: tan-son\nrecipients: [{archive: VT}]\n", "utf-8")
    plan = resolve.plan_of(resolve.resolve(Path("don-vi.yaml")))
    assert (plan.number, plan.date.full, plan.date.year) == ("", None, None)
    assert plan.signatory.name == "Nguyễn Văn Bình"
    assert [r.text for r in plan.recipients] == ["VT"]


def test_the_plan_above_is_cited_by_number_date_issuer_and_title(office):
    plan = resolve.plan_of(resolve.resolve(Path("don-vi.yaml")))
    cited = plain(inline.fill(plan.bases[-1].value, dict(plan.variables), lambda name: 0))
    assert cited == (
        "Căn cứ Kế hoạch số 34/KH-UBND ngày 23 tháng 01 năm 2024 của Ủy ban nhân dân tỉnh An Bình về việc "
        "thực hiện giảm nghèo bền vững năm 2024 trên địa bàn tỉnh An Bình"
    )


def test_a_plan_that_cites_its_parent_itself_is_not_helped(office):
    Path("don-vi.yaml").write_text(
        "extends: mau.yaml\nunit: tan-son\nopening: Thực hiện {{ parent.short }}, UBND ban hành Kế hoạch\n", "utf-8"
    )
    plan = resolve.plan_of(resolve.resolve(Path("don-vi.yaml")))
    assert [b.value for b in plan.bases] == ["Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015"]


def test_a_commune_cites_the_district_and_not_the_province(office):
    with Path("don-vi.csv").open("a", encoding="utf-8") as file:
        file.write("my-thanh;Mỹ Thanh;xã;tan-son;Lê Văn Dũng;Chủ tịch;40;30;900;60,5%\n")
    Path("huyen.yaml").write_text('extends: mau.yaml\nunit: tan-son\nnumber: "108"\ndate: 2024-04-13\n', "utf-8")
    Path("xa.yaml").write_text("extends: huyen.yaml\nunit: my-thanh\nrecipients: [{archive: VT}]\n", "utf-8")
    plan = resolve.plan_of(resolve.resolve(Path("xa.yaml")))
    cited = [plain(inline.fill(b.value, dict(plan.variables), lambda name: 0)) for b in plan.bases]
    assert [c for c in cited if "Kế hoạch số" in c] == [
        "Căn cứ Kế hoạch số 108/KH-UBND ngày 13 tháng 4 năm 2024 của Ủy ban nhân dân huyện Tân Sơn về việc thực hiện "
        "giảm nghèo bền vững năm 2024 trên địa bàn huyện Tân Sơn"
    ]
    assert plan.issuer.name == "Ủy ban nhân dân xã Mỹ Thanh"
    assert figures_of(plan)["can-ngheo"] == "30"


def test_items_are_changed_added_removed_and_put_in_order(office):
    Path("don-vi.yaml").write_text(
        """\
extends: mau.yaml
unit: tan-son
change:
  loa: {text: Phát trên loa mỗi tuần hai lần.}
add:
  - after: loa
    items: [Dán áp phích.]
  - before: tuyen-truyen
    solutions:
      - {id: chi-dao, heading: Chỉ đạo, text: Thành lập tổ công tác.}
  - into: tuyen-truyen
    items: [Họp thôn.]
  - bases: [Căn cứ Nghị quyết của HĐND huyện]
remove:
  - {id: dich-1, reason: gộp vào phần mở đầu}
reorder:
  - [bao, loa]
""",
        "utf-8",
    )
    resolved = resolve.resolve(Path("don-vi.yaml"))
    root = resolved.source.root
    solutions = value_of(root, "solutions").items
    assert [text_of(item, "id") for item in solutions] == ["chi-dao", "tuyen-truyen", "von"]
    said = [
        item.text if hasattr(item, "text") else text_of(item, "text") for item in value_of(solutions[1], "items").items
    ]
    assert said == ["Đăng trên báo.", "Phát trên loa mỗi tuần hai lần.", "Dán áp phích.", "Họp thôn."]
    assert "dich-1" not in resolved.items
    assert list(map(said_basis, value_of(root, "bases").items))[1:] == [
        "Căn cứ Nghị quyết của HĐND huyện", "Căn cứ {{ parent.citation }}",
    ]  # fmt: skip


def said_basis(value):
    return value.text if hasattr(value, "text") else text_of(value, "text")


def test_a_share_is_divided_without_a_remainder(office):
    text = Path("tinh.yaml").read_text("utf-8").replace("value: trên 400", 'value: "1.001"')
    Path("tinh.yaml").write_text(text.replace("from: Giảm hộ cận nghèo", "share: Hộ cận nghèo"), "utf-8")
    found = {}
    for unit in ("tan-son", "phu-loc"):
        Path(f"{unit}.yaml").write_text(f"extends: mau.yaml\nunit: {unit}\n", "utf-8")
        found[unit] = figures_of(resolve.plan_of(resolve.resolve(Path(f"{unit}.yaml"))))["can-ngheo"]
    assert found == {"tan-son": "626", "phu-loc": "375"}


def test_a_formula_over_columns_gives_a_unit_its_figure(office):
    text = Path("tinh.yaml").read_text("utf-8")
    Path("tinh.yaml").write_text(text.replace("from: Giảm hộ cận nghèo", 'from: "[Hộ cận nghèo] * 12,5%"'), "utf-8")
    assert figures_of(resolve.plan_of(resolve.resolve(Path("don-vi.yaml"))))["can-ngheo"] == "188"


def test_a_changed_file_is_read_again(office):
    """Files are kept in memory by what they are, not by their name."""
    assert figures_of(resolve.plan_of(resolve.resolve(Path("don-vi.yaml"))))["can-ngheo"] == "300"
    text = Path("don-vi.csv").read_text("utf-8")
    Path("don-vi.csv").write_text(text.replace(";300;", ";305;"), "utf-8")
    assert figures_of(resolve.plan_of(resolve.resolve(Path("don-vi.yaml"))))["can-ngheo"] == "305"
    base = Path("tinh.yaml").read_text("utf-8")
    Path("tinh.yaml").write_text(base.replace("Tuyên truyền đến từng thôn", "Tuyên truyền đến từng bản"), "utf-8")
    assert "từng bản" in text_of(resolve.resolve(Path("don-vi.yaml")).items["tuyen-truyen"].node, "text")


def test_a_plan_that_extends_nothing_is_the_very_same_source():
    path = PLANS[0]
    assert resolve.resolve(path).source.root is layers.load(path).source.root


def test_every_value_is_where_its_mark_says(office):
    """The place of a value is that of its words, in whatever file it was written."""
    resolved = resolve.resolve(Path("don-vi.yaml"))
    found = 0
    for scalar in scalars(resolved.source.root):
        if scalar.mark.file.endswith(".yaml") and scalar.mark.text and scalar.plain:
            line = Path(scalar.mark.file).read_text("utf-8").split("\n")[scalar.mark.line - 1]
            assert line == scalar.mark.text
            assert line[scalar.mark.column - 1 :].startswith(scalar.text[:20])
            found += 1
    assert found > 30


def figures_of(plan) -> dict[str, str]:
    found = {}
    for body in bodies(plan):
        for node in walk(body):
            found |= {d.id: d.value.text for d in node.data if isinstance(d, Target) and d.value}
    return found


# --- for all input ------------------------------------------------------------------------------

IDS = ["dich-1", "loa", "bao", "tuyen-truyen", "phong-tai-chinh"]
LETTERS = st.text(st.sampled_from("abcđêư ,.-"), min_size=1, max_size=12).map(lambda t: f"Câu {t}".strip())


@given(
    changed=st.dictionaries(st.sampled_from(IDS), LETTERS, max_size=4), removed=st.sets(st.sampled_from(["loa", "bao"]))
)
@settings(max_examples=60, deadline=None)
def test_what_a_plan_does_not_touch_is_the_very_same_value(changed, removed):
    base = parse((HERE / "base" / "tinh.yaml").read_bytes(), "tinh.yaml")
    template = parse((HERE / "base" / "mau.yaml").read_bytes(), "mau.yaml")
    under, problems = merge.begin(base)
    assert not problems
    under, problems = merge.merge(under, template)
    assert not problems
    changed = {id: text for id, text in changed.items() if id not in removed}
    lines = ["extends: mau.yaml", "change:"] + [f'  {id}: {{text: "{text}"}}' for id, text in changed.items()]
    lines += ["remove:"] + [f"  - {{id: {id}, reason: không cần}}" for id in sorted(removed)]
    own = parse("\n".join(lines).encode(), "plan.yaml")
    over, problems = merge.merge(under, own)
    assert not problems
    before, after = items(under.root), items(over.root)
    assert set(after) == set(before) - removed
    for id, item in after.items():
        if id in changed:
            assert text_of(item.node, "text") == changed[id]
            if value_of(before[id].node, "text") is not None:
                assert over.replaced[id, "text"][0] is value_of(before[id].node, "text")
        elif not {"loa", "bao"} & {each.id for each in below(item, after)} | removed & {"loa", "bao"}:
            assert item.node is before[id].node


@given(values=st.lists(st.integers(0, 120), min_size=1, max_size=4))
@settings(max_examples=60, deadline=None)
def test_down_the_layers_a_bound_only_gets_tighter(values):
    """However many plans set a minimum one over the other, what is accepted never lies below one above it."""
    source = parse((HERE / "base" / "tinh.yaml").read_bytes(), "tinh.yaml")
    tree, _ = merge.begin(source)
    held = 90
    for number, value in enumerate(values):
        text = f'extends: x.yaml\nchange:\n  bao-hiem: {{minimum: "{value}"}}\n'
        new, problems = merge.merge(tree, parse(text.encode(), f"lop-{number}.yaml"))
        assert bool(problems) == (value < held)
        if not problems:
            tree, held = new, value
    assert text_of(items(tree.root)["bao-hiem"].node, "minimum") == str(held)


# --- what may not be got round ------------------------------------------------------------------


def test_a_name_in_a_locked_sentence_is_locked_with_it(office):
    text = (
        Path("tinh.yaml")
        .read_text("utf-8")
        .replace("Không để ai bị bỏ lại phía sau.", "Không để ai bị bỏ lại {{ muc }}.")
    )
    Path("tinh.yaml").write_text("variables: {muc: phía sau, khac: một}\n" + text, "utf-8")
    Path("don-vi.yaml").write_text("extends: mau.yaml\nunit: tan-son\nvariables: {khac: hai}\n", "utf-8")
    resolve.resolve(Path("don-vi.yaml"))
    Path("don-vi.yaml").write_text("extends: mau.yaml\nunit: tan-son\nvariables: {muc: trên giấy}\n", "utf-8")
    with pytest.raises(PlanError, match=r"`variables.muc` bị khóa ở tinh.yaml:17"):
        resolve.resolve(Path("don-vi.yaml"))


def test_a_figure_behind_a_placeholder_is_no_figure(office):
    Path("don-vi.yaml").write_text(
        'extends: mau.yaml\nunit: tan-son\nvariables: {v: "5"}\nchange:\n  can-ngheo: {value: "{{ v }}"}\n', "utf-8"
    )
    with pytest.raises(PlanError, match="không đọc được thành số"):
        resolve.resolve(Path("don-vi.yaml"))


def test_the_shares_of_two_districts_are_not_mixed_up(office):
    """Each district shares its own figure out among its own communes, in whatever order they are built."""
    with Path("don-vi.csv").open("a", encoding="utf-8") as file:
        for district, weights in (("tan-son", (90, 10)), ("phu-loc", (10, 90))):
            for number, weight in enumerate(weights):
                file.write(f"{district}-{number};Xã {district[0]}{number};xã;{district};A;Chủ tịch;{weight};1;1;1%\n")
    item = (
        "  - {id: moi, text: 'Có {{ value }}.', value: \"200\", unit: hộ, allocate: {by: sum, share: Hộ cận nghèo}}\n"
    )
    found = {}
    for district in ("tan-son", "phu-loc"):
        text = f"extends: mau.yaml\nunit: {district}\nadd:\n- targets:\n{item}"
        Path(f"{district}.yaml").write_text(text, "utf-8")
        for number in range(2):
            path = Path(f"{district}-{number}.yaml")
            text = f"extends: {district}.yaml\nunit: {district}-{number}\nrecipients: [{{archive: VT}}]\n"
            path.write_text(text + 'change: {can-ngheo: {value: "1"}, dao-tao: {value: "1"}}\n', "utf-8")
            found[path.stem] = text_of(resolve.resolve(path).items["moi"].node, "value")
    assert found == {"tan-son-0": "180", "tan-son-1": "20", "phu-loc-0": "20", "phu-loc-1": "180"}


def test_of_a_strict_bound_the_least_that_keeps_it_is_shared_out(office):
    """`trên 400` shared among units comes to 401, so that together they are above 400."""
    province(("from: Giảm hộ cận nghèo", "share: Hộ cận nghèo"))
    found = []
    for unit in ("tan-son", "phu-loc"):
        Path("don-vi.yaml").write_text(f"extends: mau.yaml\nunit: {unit}\n", "utf-8")
        found.append(int(figures_of(resolve.plan_of(resolve.resolve(Path("don-vi.yaml"))))["can-ngheo"]))
    assert sum(found) == 401
    assert "chia 401 theo" in resolve.resolve(Path("don-vi.yaml")).given["can-ngheo"].origin


def test_a_formula_that_comes_out_negative_is_told(office):
    text = Path("tinh.yaml").read_text("utf-8")
    Path("tinh.yaml").write_text(text.replace("from: Giảm hộ cận nghèo", "from: ho_can_ngheo - lao_dong"), "utf-8")
    with pytest.raises(PlanError, match="ra số âm"):
        resolve.resolve(Path("don-vi.yaml"))


def test_a_title_that_names_the_office_above_is_wondered_about(office, capsys):
    text = Path("tinh.yaml").read_text("utf-8").replace("địa bàn {{ unit.full_name }}\n", "địa bàn tỉnh An Bình\n", 1)
    Path("tinh.yaml").write_text(text, "utf-8")
    assert cli.main(["check", "don-vi.yaml"]) == 0
    assert "`title` lấy nguyên của cấp trên, còn nói `tỉnh An Bình`" in capsys.readouterr().err


def test_an_added_item_may_take_the_place_of_a_removed_one(office):
    Path("don-vi.yaml").write_text(
        "extends: mau.yaml\nunit: tan-son\nadd:\n  - after: loa\n    items: [Phát tờ rơi.]\n"
        "remove:\n  - {id: loa, reason: không có loa}\n", "utf-8",
    )  # fmt: skip
    listed = value_of(resolve.resolve(Path("don-vi.yaml")).items["tuyen-truyen"].node, "items").items
    assert [said_basis(item) for item in listed] == ["Phát tờ rơi.", "Đăng trên báo."]


def refused(text: str) -> str:
    """What keeps a unit's file from being merged."""
    Path("don-vi.yaml").write_text("extends: mau.yaml\nunit: tan-son\n" + text, "utf-8")
    with pytest.raises(PlanError) as caught:
        resolve.plan_of(resolve.resolve(Path("don-vi.yaml")))
    return str(caught.value)


def province(*changes: tuple[str, str]) -> None:
    text = Path("tinh.yaml").read_text("utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    Path("tinh.yaml").write_text(text, "utf-8")


def test_an_own_register_cannot_name_another_giver(office):
    text = Path("don-vi.csv").read_text("utf-8").replace("tinh-an-binh", "tinh-khac")
    Path("rieng.csv").write_text(text, "utf-8")
    assert "không đạt chỉ tiêu được giao là 300" in refused('units: rieng.csv\nchange: {can-ngheo: {value: "251"}}\n')


def test_an_own_register_adds_to_what_the_plan_above_knows_and_changes_none_of_it(office):
    province(("Giảm nghèo trên địa bàn {{ unit.full_name }}.", "Giảm {{ unit.ho_can_ngheo }} hộ."))
    known = Path("don-vi.csv").read_text("utf-8").replace("An Bình;tỉnh;;;;;", "An Bình;tỉnh;;;;2.400;")
    Path("don-vi.csv").write_text(known, "utf-8")
    text = known.replace(";1.500;", ";10;").split("\n")
    lines = [line + (";Riêng" if n == 0 else ";riêng" if line else "") for n, line in enumerate(text)]
    Path("rieng.csv").write_text("\n".join(lines), "utf-8")
    Path("don-vi.yaml").write_text("extends: mau.yaml\nunits: rieng.csv\nunit: tan-son\n", "utf-8")
    named = resolve.plan_of(resolve.resolve(Path("don-vi.yaml"))).variables["unit"]
    assert (named["ho_can_ngheo"], named["rieng"]) == ("1.500", "riêng")


@pytest.mark.parametrize(
    "change",
    [
        "can-ngheo: {heading: Giảm 10 hộ, text: Rất nhiều.}",
        "can-ngheo: {text: 'Giảm {{ value-cu }}.'}",
        "can-ngheo: {text: 'Giảm \\{{ value }} hộ.'}",
        "can-ngheo: {text: 'Giảm {{ value.x }}.'}",
    ],
)
def test_a_given_target_prints_its_own_figure_and_no_other(office, change):
    said = refused(f"variables: {{value-cu: '10'}}\nchange:\n  {change}\n")
    assert "không còn `{{ value }}`" in said or "chưa có giá trị" in said


def test_the_figure_may_be_printed_in_another_place(office):
    change = "  bao-hiem: {text: 'Bảo hiểm:', items: ['Đạt {{ value }} dân số.']}\n"
    Path("don-vi.yaml").write_text("extends: mau.yaml\nunit: tan-son\nchange:\n" + change, "utf-8")
    resolve.resolve(Path("don-vi.yaml"))


def test_a_figure_typed_beside_the_given_one_is_wondered_about(office, capsys):
    Path("don-vi.yaml").write_text(
        "extends: mau.yaml\nunit: tan-son\nchange:\n  bao-hiem: {text: 'Đạt 50%, cao nhất {{ value }}.'}\n", "utf-8"
    )
    assert cli.main(["check", "don-vi.yaml"]) == 0
    assert "tự ghi `50%` bên cạnh số của chỉ tiêu" in capsys.readouterr().err


@pytest.mark.parametrize(
    "removal",
    ["{key: targets, reason: khó}", "{id: nhom, reason: khó}", "{id: nhom, key: targets, reason: khó}"],
)
def test_a_given_target_cannot_go_with_what_is_around_it(office, removal):
    text = Path("tinh.yaml").read_text("utf-8")
    head, rest = text.split("targets:\n", 1)
    body, tail = rest.split("solutions:\n", 1)
    body = body[: body.index("  - id: bao-hiem")]
    if "nhom" in removal:
        body = "  - id: nhom\n    heading: Nhóm\n    targets:\n" + "".join(
            f"    {line}\n" for line in body.splitlines()
        )
    Path("tinh.yaml").write_text(f"{head}targets:\n{body}solutions:\n{tail}", "utf-8")
    assert "không bỏ được `can-ngheo`: đơn vị được giao 300" in refused(f"remove:\n  - {removal}\n")


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ("variables: {muc: trên giấy}", "`variables.muc` bị khóa"),
        ("variables: {b: trên giấy}", "`variables.b` bị khóa"),
        ("remove: [{key: variables, reason: thừa}]", "`variables.muc` bị khóa"),
        ("footnotes: {n: Được miễn.}", "`footnotes.n` bị khóa"),
    ],
)
def test_what_a_locked_sentence_prints_is_locked_with_it(office, own, said):
    province(("Không để ai bị bỏ lại phía sau.", "Không để ai bị bỏ lại {{ muc }} {{ a }}.[^n]"))
    text = 'variables: {muc: phía sau, a: "{{ b }}", b: một}\nfootnotes: {n: Nghị quyết.}\n'
    Path("tinh.yaml").write_text(text + Path("tinh.yaml").read_text("utf-8"), "utf-8")
    assert said in refused(own + "\n")


def test_a_locked_sentence_holds_the_figure_that_it_prints(office):
    province(
        (
            "    text: Sử dụng vốn đúng mục đích.",
            '    text: Sử dụng {{ value }} đúng mục đích.\n    value: "9"\n    unit: tỷ',
        )
    )
    assert "`von` bị khóa" in refused('change:\n  von: {value: "5"}\n')


def test_locks_of_what_each_document_has_for_itself_hold_nobody(office):
    province(("locked: [circulation]", "locked: [circulation, recipients, date]"))
    Path("don-vi.yaml").write_text("extends: mau.yaml\nunit: tan-son\ndate: 2024-03-01\n", "utf-8")
    resolve.plan_of(resolve.resolve(Path("don-vi.yaml")))


def test_a_commune_that_only_the_district_knows_sets_its_own_figure(office):
    Path("huyen.csv").write_text(
        "id;Tên;Loại;Trực thuộc;Người ký;Chức vụ;Lao động\ntinh-an-binh;An Bình;tỉnh;;;;\n"
        "tan-son;Tân Sơn;huyện;tinh-an-binh;A;Chủ tịch;\nmot;Một;xã;tan-son;B;Chủ tịch;9\n", "utf-8",
    )  # fmt: skip
    Path("huyen.yaml").write_text("extends: mau.yaml\nunit: tan-son\nunits: huyen.csv\ndate: 2024-03-01\n", "utf-8")
    text = "extends: huyen.yaml\nunit: mot\nrecipients: [{archive: VT}]\n"
    Path("xa.yaml").write_text(text, "utf-8")
    with pytest.raises(PlanError, match="đơn vị chưa ghi chỉ tiêu `can-ngheo`"):
        resolve.resolve(Path("xa.yaml"))
    Path("xa.yaml").write_text(text + 'change: {can-ngheo: {value: "9"}, dao-tao: {value: "61"}}\n', "utf-8")
    assert figures_of(resolve.plan_of(resolve.resolve(Path("xa.yaml"))))["can-ngheo"] == "9"


def test_a_plan_dated_before_the_one_it_cites_is_wondered_about(office, capsys):
    Path("don-vi.yaml").write_text("extends: mau.yaml\nunit: tan-son\ndate: 2024-01-02\n", "utf-8")
    assert cli.main(["check", "don-vi.yaml"]) == 0
    assert "ngày của kế hoạch trước ngày 23 tháng 01 năm 2024" in capsys.readouterr().err
    Path("don-vi.yaml").write_text("extends: mau.yaml\nunit: tan-son\ndate: 2023\n", "utf-8")
    assert cli.main(["check", "don-vi.yaml"]) == 0
    assert "ngày của kế hoạch trước" in capsys.readouterr().err


def test_an_order_of_nothing_is_no_fault_of_ours(office, capsys):
    Path("don-vi.yaml").write_text("extends: mau.yaml\nunit: tan-son\nreorder: [[]]\n", "utf-8")
    assert cli.main(["check", "don-vi.yaml"]) in (0, 1)


def test_the_rows_of_a_table_are_changed_added_and_removed_by_id(office):
    table = (
        "  - id: bang\n    heading: Lịch\n    table:\n      columns: [Việc, Hạn]\n      rows:\n"
        "        - {id: viec-1, cells: [Rà soát, Tháng 3]}\n        - [Tập huấn, Tháng 4]\n"
        "        - {id: viec-3, locked: true, cells: [Báo cáo, Tháng 11]}\n"
        "        - {id: viec-4, cells: [Tổng kết, Tháng 12]}\n"
    )
    province(("solutions:\n", "solutions:\n" + table))
    Path("don-vi.yaml").write_text(
        "extends: mau.yaml\nunit: tan-son\nchange:\n  viec-1: {cells: [Rà soát, Tháng 2]}\n"
        "add:\n  - after: viec-1\n    rows: [[Họp thôn, Tháng 3]]\n"
        "remove:\n  - {id: viec-4, reason: huyện không tổng kết}\n", "utf-8",
    )  # fmt: skip
    plan = resolve.plan_of(resolve.resolve(Path("don-vi.yaml")))
    (found,) = [piece for node in walk(plan.body) for piece in node.pieces if isinstance(piece, TableSpec)]
    said = [" ".join(cell.lines[0].value for cell in row) for row in found.rows]
    assert said == ["Rà soát Tháng 2", "Họp thôn Tháng 3", "Tập huấn Tháng 4", "Báo cáo Tháng 11"]
    assert "`viec-3` bị khóa" in refused("change:\n  viec-3: {cells: [Báo cáo, Tháng 12]}\n")


def test_a_plan_may_stand_on_another_office_s_without_any_register(tmp_path, capsys):
    """The plan above is cited, what is its own stays with it, and words that are still its own are wondered about."""
    (tmp_path / "tinh.yaml").write_bytes((ROOT / "plans" / "da-nang-2022.yaml").read_bytes())
    path = tmp_path / "quan.yaml"
    path.write_text(
        "extends: tinh.yaml\ndate: 2022\nissuer: {name: Ủy ban nhân dân quận Hải Châu, place: Hải Châu}\n"
        "title: Giảm nghèo đến năm 2030 trên địa bàn quận Hải Châu\nrecipients: [UBND thành phố, {archive: VT}]\n"
        "signatory: {on_behalf_of: Ủy ban nhân dân, title: Chủ tịch}\n", "utf-8",
    )  # fmt: skip
    plan = resolve.plan_of(resolve.resolve(path))
    assert (plan.number, plan.issuer.symbol, plan.signatory.name) == ("", "UBND", "")
    assert "Kế hoạch số 29/KH-UBND" in plan.variables["parent"]["citation"]
    assert cli.main(["check", str(path)]) == 0
    assert "`opening` lấy nguyên của cấp trên, còn nói `UBND thành phố`" in capsys.readouterr().err
