"""update: a re-issue of the plan above is brought into the units' files three ways, by id, and nothing is lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import source
from generator.batch import files
from generator.cascade import resolve
from generator.cascade.merge import Merged, merge
from generator.cascade.tree import text_of, value_of
from generator.problem import Mark, PlanError
from generator.spread import conflicts, record, update
from generator.spread.threeway import Base, Conflict, Side, compare
from generator.spread.touches import touches

PROVINCE = """\
issuer: {name: Ủy ban nhân dân tỉnh Lào Cai, place: Lào Cai}
number: "34"
date: 2024-01-23
title: Thực hiện giảm nghèo năm 2024
opening: Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau
purpose:
  - id: muc-dich
    text: Giảm nghèo bền vững.
  - id: khong-bo-lai
    text: Không bỏ lại ai phía sau.
targets:
  - id: can-ngheo
    text: Giảm {{ value }} cận nghèo.
    value: "400"
    unit: hộ
  - id: nha-o
    text: Hỗ trợ {{ value }}.
    value: "120"
    unit: nhà
solutions:
  - id: tuyen-truyen
    heading: Tuyên truyền
    text: Tuyên truyền trên hệ thống truyền thanh cơ sở.
  - id: dao-tao
    heading: Đào tạo nghề
    text: Mở lớp đào tạo nghề.
  - id: tin-dung
    heading: Tín dụng
    text: Cho vay ưu đãi.
closing: Trên đây là Kế hoạch.
recipients:
  - Sở Tài chính
  - archive: VT
signatory: {on_behalf_of: Ủy ban nhân dân, title: Chủ tịch, name: Trịnh Xuân Trường}
"""
UNIT = """\
extends: ../tinh.yaml   # bản của tỉnh
issuer: {name: Ủy ban nhân dân huyện Bát Xát, place: Bát Xát}
date: 2024
recipients:
  - UBND tỉnh (báo cáo)
  - archive: VT
signatory: {on_behalf_of: Ủy ban nhân dân, title: Chủ tịch}
"""


class Folder:
    """A province's plan and the files of its units, with their record."""

    def __init__(
        self, root: Path, province: str = PROVINCE, before: dict[str, str] | None = None, **units: str
    ) -> None:
        self.root, self.folder = root, root / "don-vi"
        self.folder.mkdir(parents=True)
        self.province = province
        for name, text in (before or {}).items():
            (root / name).write_text(text, "utf-8")
        self.write(province)
        for name, text in units.items():
            (self.folder / f"{name}.yaml").write_text(
                (UNIT.replace("\n", "\r\n") if "\r" in text else UNIT) + text, "utf-8", newline=""
            )
        made = [update.known_now(path, path.read_bytes()) for path in sorted(self.folder.glob("*.yaml"))]
        (self.folder / record.NAME).write_bytes(record.dump(record.make(made)))

    def write(self, province: str) -> None:
        (self.root / "tinh.yaml").write_text(province, "utf-8")

    def reissue(self, *changes: tuple[str, str]) -> None:
        for old, new in changes:
            assert old in self.province
            self.province = self.province.replace(old, new)
        self.write(self.province)

    def update(self) -> update.Update:
        done = update.update(self.folder)
        files.write(dict(done.files))
        return done

    def text(self, name: str = "a") -> str:
        return (self.folder / f"{name}.yaml").read_bytes().decode("utf-8")

    def entries(self, name: str = "a") -> list[dict[str, str]]:
        listed = value_of(source.load(self.folder / f"{name}.yaml").root, "conflicts")
        return (
            [{k.text: record.canonical(v, False) for k, v in each.entries} for each in listed.items] if listed else []
        )


@pytest.fixture
def folder(tmp_path):
    return lambda *args, **units: Folder(tmp_path, *args, **units)


def followed(report):
    return {(each.id, each.key): (each.was, each.now) for each in report.compared.followed}


def conflicting(report):
    return {(each.id, each.key) for each in report.compared.conflicts}


NEW_TARGET = ('value: "400"', 'value: "500"')
NEW_TASK = ("Mở lớp đào tạo nghề.", "Mở lớp đào tạo nghề ngắn hạn.")
GONE_TASK = ("  - id: tin-dung\n    heading: Tín dụng\n    text: Cho vay ưu đãi.\n", "")


# --- the province's re-issue with one target and one task changed -------------------------------


def test_what_a_unit_did_not_touch_follows_and_its_file_stays_as_it_is(folder):
    made = folder(a="")
    made.reissue(NEW_TARGET, NEW_TASK)
    before = made.text()
    (report,) = made.update().reports
    assert followed(report) == {
        ("can-ngheo", "value"): ("400", "500"),
        ("dao-tao", "text"): ("Mở lớp đào tạo nghề.", "Mở lớp đào tạo nghề ngắn hạn."),
    }
    assert not report.compared.kept and not report.compared.conflicts
    assert made.text() == before
    assert text_of(resolve.resolve(report.path).items["can-ngheo"].node, "value") == "500"


def test_a_target_that_both_changed_is_a_conflict_with_both_sides_and_both_places(folder):
    made = folder(a='change:\n  can-ngheo: {value: "420"}  # của huyện\n')
    made.reissue(NEW_TARGET, NEW_TASK)
    before = made.text()
    (report,) = made.update().reports
    (found,) = report.compared.conflicts
    assert (found.id, found.key, found.was, found.now, found.ours) == ("can-ngheo", "value", "400", "500", "420")
    assert (found.mark.line, Path(found.mark.file).name) == (9, "a.yaml")
    assert (found.base.line, Path(found.base.file).name) == (14, "tinh.yaml")
    assert made.text().startswith(before)
    assert made.entries() == [{"id": "can-ngheo", "key": "value", "was": "400", "now": "500", "ours": "420"}]
    assert ("dao-tao", "text") in followed(report)


def test_a_plan_with_an_open_conflict_is_not_built(folder):
    made = folder(a='change:\n  can-ngheo: {value: "420"}\n')
    made.reissue(NEW_TARGET)
    made.update()
    with pytest.raises(PlanError, match="chưa giải quyết"):
        resolve.resolve(made.folder / "a.yaml")


def test_the_same_words_on_both_sides_are_no_conflict(folder):
    made = folder(a="change:\n  dao-tao:\n    text: Mở lớp   đào tạo\n      nghề ngắn hạn.\n")
    made.reissue(NEW_TASK)
    (report,) = made.update().reports
    assert [(k.id, k.note) for k in report.compared.kept if k.same] == [("dao-tao", "hai bên giống nhau")]
    assert not report.compared.conflicts and not report.compared.followed


def test_what_only_the_unit_changed_is_kept(folder):
    made = folder(a="change:\n  tin-dung: {text: Cho vay qua tổ.}\n")
    made.reissue(NEW_TASK)
    (report,) = made.update().reports
    assert ("tin-dung", "text") in {(k.id, k.key) for k in report.compared.kept}
    assert followed(report).keys() == {("dao-tao", "text")}


EDITS_OF_WHAT_IS_GONE = {
    "change": ("change:\n  tin-dung: {text: Cho vay qua tổ.}\n", "tin-dung", "text", "Cho vay qua tổ."),
    "key not there": ("change:\n  tin-dung: {deadline: Tháng 6}\n", "tin-dung", "deadline", "Tháng 6"),
    "remove": ("remove:\n  - id: tin-dung\n    reason: chưa có\n", "tin-dung", None, "(bỏ: chưa có)"),
    "anchor": ("add:\n  - after: tin-dung\n    solutions:\n      - id: cua-huyen\n        text: Riêng của huyện.\n",
               "tin-dung", "solutions", '[{"id": "cua-huyen", "text": "Riêng của huyện."}]'),
    "reorder": ("reorder:\n  - [tin-dung, dao-tao]\n", "tin-dung", "reorder", '["tin-dung", "dao-tao"]'),
}  # fmt: skip


@pytest.mark.parametrize("name", EDITS_OF_WHAT_IS_GONE)
def test_an_edit_next_to_an_item_that_is_gone_is_a_conflict_and_its_words_are_kept(folder, name):
    edit, id, key, ours = EDITS_OF_WHAT_IS_GONE[name]
    made = folder(a=edit)
    made.reissue(GONE_TASK)
    (report,) = made.update().reports
    (found,) = made.entries()
    assert (found["id"], found.get("key"), found["ours"]) == (id, key, ours)
    assert "now" not in found and "đã bỏ" in report.compared.conflicts[0].why
    assert edit in made.text()


def test_an_item_that_the_unit_removed_is_a_conflict_only_when_its_words_change(folder):
    made = folder(a="remove:\n  - id: dao-tao\n    reason: huyện chưa có cơ sở\n")
    made.reissue(NEW_TARGET)
    assert not made.update().conflicts
    made.reissue(NEW_TASK)
    (report,) = made.update().reports
    assert conflicting(report) == {("dao-tao", "text")} and not followed(report)


NESTED = """    items:
      - id: lop
        text: Mở lớp.
"""


def test_an_item_that_changes_within_one_that_the_unit_removed_is_a_conflict(folder):
    province = PROVINCE.replace("    text: Mở lớp đào tạo nghề.\n", "    text: Mở lớp đào tạo nghề.\n" + NESTED)
    made = folder(province, a="remove:\n  - id: dao-tao\n    reason: huyện chưa có cơ sở\n", b="")
    made.reissue(("        text: Mở lớp.\n", "        text: Mở lớp mới.\n"))
    one, two = made.update().reports
    assert conflicting(one) == {("lop", "text")} and not followed(one) and followed(two).keys() == {("lop", "text")}
    made.reissue((NESTED.replace("lớp.", "lớp mới."), NESTED.replace("id: lop", "id: lop-khac")))
    one, two = made.update().reports
    assert conflicting(one) == {("dao-tao", "items")} and not followed(one)
    assert followed(two).keys() == {("lop", ""), ("lop-khac", "")}


def test_an_id_that_comes_into_a_list_of_the_units_own_is_not_doubled(folder):
    made = folder(PROVINCE + "bases:\n  - Luật A\n", a="bases:\n  - id: luat\n    text: Luật của huyện\n")
    made.reissue(("  - Luật A\n", "  - id: luat\n    text: Luật A\n"))
    (report,) = made.update().reports
    assert conflicting(report) == {("", "bases")}


def test_items_that_come_go_and_move_follow_and_are_told_as_such(folder):
    made = folder(a="")
    made.reissue(
        GONE_TASK, ("closing:", "  - id: giam-sat\n    text: Giám sát.\nclosing:"),
        ("  - id: khong-bo-lai\n    text: Không bỏ lại ai phía sau.\n", ""),
        ("  - id: muc-dich\n", "  - id: khong-bo-lai\n    text: Không bỏ lại ai phía sau.\n  - id: muc-dich\n"),
    )  # fmt: skip
    (report,) = made.update().reports
    assert {(f.id, f.key, f.how) for f in report.compared.followed} == {
        ("giam-sat", "", "new"), ("tin-dung", "", "gone"), ("", "purpose", "order"),
    }  # fmt: skip


def test_an_item_moved_to_another_list_is_told_once(folder):
    made = folder(a="")
    made.reissue(
        ("  - id: khong-bo-lai\n    text: Không bỏ lại ai phía sau.\n", ""),
        ("closing:", "  - id: khong-bo-lai\n    text: Không bỏ lại ai phía sau.\nclosing:"),
    )
    (report,) = made.update().reports
    assert [(f.id, f.how) for f in report.compared.followed] == [("khong-bo-lai", "moved")]


def test_an_order_that_both_changed_is_a_conflict(folder):
    made = folder(a="reorder:\n  - [tin-dung, tuyen-truyen]\n")
    made.reissue(NEW_TASK)
    assert not made.update().conflicts
    moved = (
        "  - id: tuyen-truyen\n    heading: Tuyên truyền\n    text: Tuyên truyền trên hệ thống truyền thanh cơ sở.\n"
    )
    made.reissue((moved, ""), ("closing:", moved + "closing:"))
    (report,) = made.update().reports
    assert [k.same for k in report.compared.kept if k.key == "reorder"] == [True]  # the very order that the unit wanted


def test_an_order_that_the_plan_above_turned_otherwise_is_a_conflict(folder):
    made = folder(a="reorder:\n  - [dao-tao, tin-dung, tuyen-truyen]\n")
    moved = (
        "  - id: tuyen-truyen\n    heading: Tuyên truyền\n    text: Tuyên truyền trên hệ thống truyền thanh cơ sở.\n"
    )
    last = "  - id: tin-dung\n    heading: Tín dụng\n    text: Cho vay ưu đãi.\n"
    made.reissue((last, ""), (moved, last + moved))
    (report,) = made.update().reports
    assert conflicting(report) == {("", "solutions")} and not followed(report)


def test_an_id_that_both_added_is_a_conflict(folder):
    made = folder(a="add:\n  - after: tin-dung\n    solutions:\n      - id: giam-sat\n        text: Của huyện.\n")
    made.reissue(("closing:", "  - id: giam-sat\n    text: Giám sát.\nclosing:"))
    (report,) = made.update().reports
    assert conflicting(report) == {("giam-sat", "id")}


def test_an_addition_beside_others_that_came_is_kept(folder):
    made = folder(a="add:\n  - after: tin-dung\n    solutions:\n      - id: cua-huyen\n        text: Của huyện.\n")
    made.reissue(("closing:", "  - id: giam-sat\n    text: Giám sát.\nclosing:"))
    (report,) = made.update().reports
    assert not report.compared.conflicts and followed(report).keys() == {("giam-sat", "")}


# --- keys of the plan ---------------------------------------------------------------------------


def test_a_key_of_the_plan_follows_or_conflicts(folder):
    made = folder(a="", b="title: Giảm nghèo của huyện năm 2024\n")
    made.reissue(("title: Thực hiện", "title: Tổ chức thực hiện"))
    one, two = made.update().reports
    assert ("", "title") in followed(one) and conflicting(two) == {("", "title")}


def test_a_group_is_compared_key_by_key(folder):
    made = folder(
        PROVINCE + "variables: {nam: '2024', nguon: ngân sách tỉnh}\n", a="variables: {nguon: ngân sách huyện}\n"
    )
    made.reissue(("nam: '2024'", "nam: '2025'"))
    (report,) = made.update().reports
    assert followed(report) == {("", "variables:nam"): ("2024", "2025")} and not report.compared.conflicts
    made.reissue(("ngân sách tỉnh", "ngân sách trung ương"))
    (report,) = made.update().reports
    assert made.entries()[0]["key"] == "variables.nguon"


def test_what_belongs_to_the_province_alone_is_not_told(folder):
    made = folder(a="")
    made.reissue(
        ('number: "34"', 'number: "58"'), ("date: 2024-01-23", "date: 2024-05-02"), ("Trịnh Xuân Trường", "Nguyễn A")
    )
    (report,) = made.update().reports
    assert not report.compared.followed and not report.compared.conflicts


def test_the_units_own_date_is_no_matter_of_a_template_that_gives_another(tmp_path, folder):
    made = folder("extends: goc.yaml\nabstract: true\ndate: 2024\n", before={"goc.yaml": PROVINCE}, a="")
    made.reissue(("date: 2024", "date: 2025"))
    (report,) = made.update().reports
    assert not report.compared.conflicts and not report.compared.kept


def test_a_list_that_the_unit_wrote_anew_speaks_for_the_items_in_it(folder):
    bases = "bases:\n  - id: luat\n    text: Căn cứ Luật A\n"
    made = folder(PROVINCE + bases, a="bases:\n  - Căn cứ Luật của huyện\n")
    made.reissue(NEW_TASK)
    assert not made.update().conflicts
    made.reissue(("Căn cứ Luật A", "Căn cứ Luật B"))
    (report,) = made.update().reports
    (found,) = report.compared.conflicts
    assert (found.key, found.was, found.now) == (
        "bases", '[{"id": "luat", "text": "Căn cứ Luật A"}]', '[{"id": "luat", "text": "Căn cứ Luật B"}]',
    )  # fmt: skip
    assert not followed(report)


# --- what the plan above now forbids ------------------------------------------------------------


def test_a_new_lock_on_what_the_unit_changed_is_a_conflict(folder):
    made = folder(a="change:\n  tin-dung: {text: Cho vay qua tổ.}\n", b="")
    made.reissue(("  - id: tin-dung\n", "  - id: tin-dung\n    locked: true\n"))
    one, two = made.update().reports
    assert conflicting(one) == {("tin-dung", "text")} and "khóa" in one.compared.conflicts[0].why
    assert not two.compared.conflicts
    assert "khóa ở" in made.text("a")


def test_a_tighter_bound_that_the_units_figure_breaks_is_a_conflict(folder):
    province = PROVINCE.replace('value: "400"\n', 'value: "400"\n    minimum: "300"\n')
    made = folder(province, a='change:\n  can-ngheo: {value: "320"}\n', b='change:\n  can-ngheo: {value: "380"}\n')
    made.reissue(('minimum: "300"', 'minimum: "350"'))
    one, two = made.update().reports
    assert conflicting(one) == {("can-ngheo", "value")} and not two.compared.conflicts
    assert "can-ngheo" not in {k.id for k in one.compared.kept}


def test_a_fault_that_was_there_before_is_told_and_is_no_conflict(folder):
    made = folder(a="change:\n  khong-co: {text: Nhầm tên.}\n")
    made.reissue(NEW_TASK)
    (report,) = made.update().reports
    assert not report.compared.conflicts and report.problems[0].rule == "unknown-id"


def test_a_new_lock_is_told_beside_an_edit_that_never_fitted(folder):
    made = folder(a="change:\n  khong-co: {text: Nhầm tên.}\ntitle: Của huyện\n")
    made.reissue(("title: Thực", "locked: [title]\ntitle: Thực"))
    (report,) = made.update().reports
    assert conflicting(report) == {("", "title")}


# --- figures that are given ---------------------------------------------------------------------

GIVEN = PROVINCE.replace(
    "    unit: hộ\n", "    unit: hộ\n    better: higher\n    allocate: {by: sum, from: Số hộ}\n"
).replace("issuer: {name: Ủy ban nhân dân tỉnh Lào Cai, place: Lào Cai}", "unit: lao-cai\nunits: don-vi.csv")
ROWS = "Mã;Tên đơn vị;Loại;Trực thuộc;Số hộ\nlao-cai;Lào Cai;tỉnh;;\n"
ROWS += "bat-xat;Bát Xát;huyện;lao-cai;300\nsa-pa;Sa Pa;thị xã;lao-cai;100\n"
ALLOCATED = "unit: bat-xat\n"


@pytest.fixture
def rows(tmp_path, folder):
    def make(**units: str) -> Folder:
        (tmp_path / "don-vi.csv").write_text(ROWS, "utf-8")
        return folder(GIVEN, **{name: ALLOCATED + text for name, text in units.items()})

    return make


def test_a_figure_given_anew_follows_is_kept_or_conflicts(tmp_path, rows):
    edit = "change:\n  can-ngheo: {{value: '{}'}}\n"
    made = rows(a="", b=edit.format(310), c=edit.format(340), d=edit.format(330))
    (tmp_path / "don-vi.csv").write_text(ROWS.replace(";300", ";330"), "utf-8")
    none, low, high, same = made.update().reports
    assert followed(none) == {("can-ngheo", "value"): ("300", "330")}
    assert (
        conflicting(low) == {("can-ngheo", "value")} and Path(low.compared.conflicts[0].base.file).name == "don-vi.csv"
    )
    assert made.entries("b")[0] | {"was": "300", "now": "330", "ours": "310"} == made.entries("b")[0]
    assert [k.note for k in high.compared.kept] == ["số được giao đổi từ “300” thành “330”, số của đơn vị vẫn đạt"]
    assert [k.same for k in same.compared.kept] == [True]


def test_the_provinces_total_is_not_the_units_figure(rows):
    made = rows(a="", b="change:\n  can-ngheo: {value: '310'}\n")
    made.reissue(NEW_TARGET)
    one, two = made.update().reports
    assert not followed(one) and not two.compared.conflicts
    assert "số chung đổi từ “400” thành “500”" in next(k.note for k in two.compared.kept)


def test_a_register_that_cannot_be_read_leaves_the_units_as_they_are(tmp_path, rows):
    made = rows(a="")
    (tmp_path / "don-vi.csv").write_text(ROWS.replace(";300", ";nhiều"), "utf-8")
    done = made.update()
    assert done.reports[0].left and not done.files


def test_a_figure_that_the_unit_types_itself_needs_no_figure_of_the_register(tmp_path, rows):
    made = rows(a="change:\n  can-ngheo: {value: '310'}\n", b="")
    (tmp_path / "don-vi.csv").write_text(ROWS.replace(";300", ";"), "utf-8")
    one, two = made.update().reports
    assert not one.left and two.left


# --- again and again ----------------------------------------------------------------------------


def test_a_second_run_adds_nothing(folder):
    made = folder(a='change:\n  can-ngheo: {value: "420"}\n', b="")
    made.reissue(NEW_TARGET, NEW_TASK)
    made.update()
    before = made.text()
    again = made.update()
    assert not again.files and made.text() == before
    assert not again.reports[0].compared.conflicts
    assert again.conflicts == 1, "what waits still waits"
    assert again.reports[0].waiting == ("can-ngheo.value",)


def test_a_settled_conflict_is_told_anew_only_when_the_plan_above_changes_again(folder):
    made = folder(a='change:\n  can-ngheo: {value: "420"}\n')
    before = made.text()
    made.reissue(NEW_TARGET)
    made.update()
    (made.folder / "a.yaml").write_text(before, "utf-8")  # a person deletes the entry and keeps the unit's figure
    assert not made.update().conflicts and made.text() == before
    made.reissue(('value: "500"', 'value: "600"'))
    assert made.update().conflicts == 1
    assert made.entries()[0]["was"] == "500" and made.entries()[0]["now"] == "600"


def test_a_change_while_a_conflict_is_open_is_listed_below_it(folder):
    made = folder(a='change:\n  can-ngheo: {value: "420"}\n')
    made.reissue(NEW_TARGET)
    made.update()
    made.reissue(('value: "500"', 'value: "600"'))
    made.update()
    assert [(e["was"], e["now"]) for e in made.entries()] == [("400", "500"), ("500", "600")]


def test_a_lost_record_tells_no_conflict_twice(folder):
    made = folder(a='change:\n  can-ngheo: {value: "420"}\n')
    old = (made.folder / record.NAME).read_bytes()
    made.reissue(NEW_TARGET)
    made.update()
    (made.folder / record.NAME).write_bytes(old)
    before = made.text()
    made.update()
    assert made.text() == before


# --- the text of the file -----------------------------------------------------------------------

EDIT = 'change:\n  can-ngheo: {value: "420"}'
LAYOUTS = {
    "no newline at the end": EDIT,
    "comments at the end": EDIT + "\n# của huyện\n\n\n",
    "windows": (EDIT + "\n").replace("\n", "\r\n"),
    "block at the end": EDIT + "\nclosing: |+\n  Trên đây.\n\n",
    "end of document": EDIT + "\n...\n",
    "key left blank": "conflicts:\n" + EDIT + "\n",
    "entries before other keys": "conflicts:\n- id: x\n  ours: |-\n    # không phải ghi chú\n\n# ghi chú\n"
    + EDIT
    + "\n",
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_all_else_in_the_file_stays_byte_for_byte(folder, layout):
    made = folder(a=LAYOUTS[layout])
    before = (made.folder / "a.yaml").read_bytes()
    made.reissue(NEW_TARGET)
    done = made.update()
    assert not done.reports[0].left
    assert made.entries()[-1]["ours"] == "420"
    after = (made.folder / "a.yaml").read_bytes()
    new = after.replace(b"\r\n", b"\n").split(b"\n")
    old = before.replace(b"\r\n", b"\n").split(b"\n")
    rest = iter(new)
    assert all(line in rest for line in old)  # every old line is there, in order
    assert after.count(b"\n") == after.count(b"\r\n") or layout != "windows"


def test_a_file_in_braces_is_left_alone_and_told(folder):
    made = folder(a="")
    text = '{extends: ../tinh.yaml, issuer: {name: H, place: B}, change: {can-ngheo: {value: "420"}}}\n'
    (made.folder / "a.yaml").write_text(text, "utf-8")
    made.reissue(NEW_TARGET)
    done = made.update()
    assert done.reports[0].left and made.text() == text and not done.files


def test_values_of_every_shape_are_read_back_as_they_were():
    told = [
        "một", 'có "ngoặc" \\ và # và: hai', "dòng một\ndòng hai", "dòng\n\ncách", "- gạch", "~", "[a]", '"',
        "{{ value }}",
    ]  # fmt: skip
    texts = [record.canonical(source.Scalar(text, Mark("x"), False)) for text in told]
    texts += [json.dumps(["a", {"text": "b\nc", "rows": [["1", None], []], "x y": {}}], ensure_ascii=False)]
    own = source.parse(b"extends: x\n", "a.yaml")
    found = [Conflict(f"id-{n}", "text", text, text, text, "vì\nsao", Mark("a"), None) for n, text in enumerate(texts)]
    written = conflicts.append(b"extends: x\n", own, found)
    again = source.parse(written, "a.yaml")
    listed = value_of(again.root, "conflicts")
    assert [record.canonical(value_of(each, "ours"), False) for each in listed.items] == texts
    assert conflicts.append(written, again, found) == written


# --- files and records --------------------------------------------------------------------------


def test_a_file_that_cannot_be_read_is_left_alone_and_the_others_go_on(folder):
    made = folder(a="", b="")
    made.reissue(NEW_TASK)
    (made.folder / "a.yaml").write_text("extends: [\n", "utf-8")
    done = made.update()
    assert [each.left for each in done.reports] == [True, False]
    (made.folder / "a.yaml").write_text(UNIT, "utf-8")
    one, two = made.update().reports
    assert ("dao-tao", "text") in followed(one) and not followed(two)  # its old record was kept


def test_a_missing_file_is_told_and_stays_on_record(folder):
    made = folder(a="", b="")
    (made.folder / "a.yaml").unlink()
    done = made.update()
    assert done.reports[0].left and "không còn trong thư mục" in update.text(done)
    assert "a.yaml" in record.read(made.folder).files


def test_a_new_file_beside_the_others_is_taken_up(folder):
    made = folder(a="")
    (made.folder / "moi.yaml").write_text(UNIT, "utf-8")
    (made.folder / "khac.yaml").write_text("title: Không liên quan\n", "utf-8")
    done = made.update()
    assert [(each.path.name, each.taken_up) for each in done.reports] == [("a.yaml", False), ("moi.yaml", True)]
    made.reissue(NEW_TASK)
    assert ("dao-tao", "text") in followed(made.update().reports[1])


def test_units_that_stand_on_the_same_share_one_snapshot(folder):
    made = folder(a="", b="", c="")
    assert len(record.read(made.folder).snapshots) == 1


def test_a_record_reads_back_as_it_was(folder):
    made = folder(a="", b="change:\n  nha-o: {value: '5'}\n")
    data = (made.folder / record.NAME).read_bytes()
    assert record.dump(record.read(made.folder)) == data and data.endswith(b"}\n")


DAMAGED = [
    b"", b"{", b"[]", b"null", b"\xff", b'{"version": 9}', b'{"version": 1, "files": [], "snapshots": {}}',
    b'{"version": 1, "files": {"../a.yaml": {"written": "", "base": "x", "given": {}}}, "snapshots": {"x": {}}}',
    b'{"version": 1, "files": {"a.yaml": {"written": "", "base": "y", "given": {}}}, "snapshots": {"x": {}}}',
    b'{"version": 1, "files": {}, "snapshots": {"x": {"title": "[" }}}',
    b'{"version": 1, "files": {}, "snapshots": {"x": {"title": "' + b"[" * 90 + b"]" * 90 + b'"}}}', b"[" * 100_000,
]  # fmt: skip


@pytest.mark.parametrize("data", DAMAGED, ids=range(len(DAMAGED)))
def test_a_damaged_or_foreign_record_is_refused_with_its_cure(tmp_path, data):
    (tmp_path / record.NAME).write_bytes(data)
    with pytest.raises(PlanError) as error:
        update.update(tmp_path)
    assert error.value.problems[0].hint


def test_a_folder_without_a_record_is_told_how_to_begin(tmp_path):
    with pytest.raises(PlanError, match="kehoach cascade"):
        update.update(tmp_path)


def test_the_report_tells_each_unit_in_turn(folder):
    made = folder(a='change:\n  can-ngheo: {value: "420"}\n', b="")
    made.reissue(NEW_TARGET, NEW_TASK)
    done = update.update(made.folder)
    said = update.text(done)
    assert "vướng 1" in said and "bản gốc nay:   “500”" in said and "đơn vị ghi:    “420”" in said
    assert "dao-tao.text: “Mở lớp đào tạo nghề.” → “Mở lớp đào tạo nghề ngắn hạn.”" in said
    told = json.loads(update.as_json(done))
    assert told["units"][0]["conflicts"][0]["ours"] == "420"


# --- properties ---------------------------------------------------------------------------------

IDS = ["a", "b", "c", "d"]
KEYS = ["text", "heading", "value"]
_WORDS = st.sampled_from(["một", "hai", "ba", 'bốn "năm"', "sáu: # bảy"])
_ITEM = st.dictionaries(st.sampled_from(KEYS), _WORDS, max_size=3)
_PLAN = st.tuples(
    st.lists(st.sampled_from(IDS), unique=True, min_size=1), st.fixed_dictionaries(dict.fromkeys(IDS, _ITEM))
)


def _plan_text(plan) -> str:
    ids, data = plan
    items = [{"id": id, "text": "x", **data[id]} for id in ids]
    return json.dumps({"title": "T", "targets": items}, ensure_ascii=False)


@st.composite
def _cases(draw):
    old, new = draw(_PLAN), draw(_PLAN)
    ids = old[0]
    removed = draw(st.lists(st.sampled_from(ids), unique=True, max_size=1))
    rest = [id for id in ids if id not in removed]
    changed = draw(st.dictionaries(st.sampled_from(rest), _ITEM.filter(bool), max_size=3)) if rest else {}
    edits = {"extends": "tinh.yaml", "change": changed, "remove": [{"id": id, "reason": "lý do"} for id in removed]}
    if rest and draw(st.booleans()):
        edits["add"] = [{"after": draw(st.sampled_from(rest)), "targets": [{"id": "moi", "text": draw(_WORDS)}]}]
    if len(rest) > 1 and draw(st.booleans()):
        edits["reorder"] = [draw(st.permutations(rest))]
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in edits.items()]
    return _plan_text(old), _plan_text(new), "\n".join(lines)


@given(_cases())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_matter_is_followed_or_kept_or_in_conflict_and_nothing_is_lost(case):
    before, after, text = case
    own = source.parse(text.encode(), "a.yaml")
    mine, problems = touches(own)
    assert not problems
    old = Side(Base(Merged(record.rebuild(record.snapshot(source.parse(before.encode(), "tinh.yaml").root)))))
    new = Side(Base(Merged(source.parse(after.encode(), "tinh.yaml").root)))
    found = compare(old, new, own, mine)
    lists = [{(e.id, e.key) for e in each} for each in (found.followed, found.kept, found.conflicts)]
    assert not lists[0] & lists[1] and not lists[0] & lists[2] and not lists[1] & lists[2]
    told = set().union(*lists)
    touched = {t.id for t in mine}
    both = old.items.keys() & new.items.keys()
    removed = {t.id for t in mine if t.kind == "remove"}
    for id in both - removed:  # every change of a key is told
        for key in KEYS:
            if old.flat.get(f"{id}.{key}") != new.flat.get(f"{id}.{key}"):
                assert (id, key) in told
    for id in (old.items.keys() ^ new.items.keys()) - touched:
        assert any(id == told_id for told_id, _ in told)
    for touch in mine:  # every edit is told
        if touch.kind == "change":
            assert ((touch.id, touch.key) in lists[1]) ^ ((touch.id, touch.key) in lists[2])
    written = conflicts.append(text.encode(), own, found.conflicts)
    assert written.startswith(text.encode())
    if not found.conflicts and not merge(old.merged, own)[1]:
        assert not merge(new.merged, own)[1]  # what no person was asked about can be printed
    again = compare(new, new, source.parse(written, "a.yaml"), mine)
    assert not again.followed and not again.conflicts


@given(_PLAN)
@settings(max_examples=50, deadline=None)
def test_a_snapshot_is_rebuilt_into_what_it_was_made_of(plan):
    snap = record.snapshot(source.parse(_plan_text(plan).encode(), "tinh.yaml").root)
    assert record.snapshot(record.rebuild(snap)) == snap
