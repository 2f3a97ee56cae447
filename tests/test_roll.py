"""roll: next year's drafts move what is the plan's own, keep all else byte for byte, and tell what a person must see.

`tests/roll/sentences.txt` are sentences and what becomes of them; `tests/roll/<seed>.txt` the whole report of the
plans in plans/ and the lines that changed. `make golden` rewrites the latter.
"""

from __future__ import annotations

import difflib
import json
import re
from datetime import date as Date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import build, source
from generator.amend import edits, keep
from generator.problem import PlanError
from generator.roll import bases, draft, in_force, lunar, names, roll, text, years
from generator.roll.aim import Aim, year

ROOT = Path(__file__).parent.parent
FOLDER = Path(__file__).parent / "roll"
SEEDS = sorted((ROOT / "plans").glob("*.yaml"))
EVERY = [*sorted((ROOT / "plans").rglob("*.yaml")), ROOT / "tests/plans/everything.yaml"]
AIM = Aim(2026, 2027, ends=frozenset({2025, 2030}), number="12", date=Date(2026, 1, 12))
PLAN = """\
# Kế hoạch của xã, năm 2026
issuer: {name: Ủy ban nhân dân xã Tân Bình, place: Tân Bình}
number: "12"   # số đi
date: 2026-01-12
title: 'Giảm nghèo năm 2026'

bases:
  # luật
  - Căn cứ Luật Lưu trữ ngày 11 tháng 11 năm 2011;
  - >-
    Căn cứ Kế hoạch số 5/KH-UBND ngày 10/01/2026 của UBND tỉnh về giảm
    nghèo năm
    2026
opening: Như sau
sections:
  - heading: "Mục tiêu \\"năm 2026\\""   # giữ ngoặc
    targets:
      - {id: a, text: "Giảm {{ value }} so với năm 2025.", value: "1,5", unit: "%", deadline: 2026}
closing: Trên đây là Kế hoạch
recipients: [UBND tỉnh, {archive: VT}]
signatory: {on_behalf_of: Ủy ban nhân dân, title: Chủ tịch, name: Nguyễn Văn A}
"""


def stay(named, key):
    return named, ""


def rolled(text_, to=2027, since=2026):
    data = text_ if isinstance(text_, bytes) else text_.encode("utf-8")
    return draft.draft(data, Path("cu.yaml"), Path("moi.yaml"), since, to, in_force.read(), stay)


def kinds(report):
    return {look.kind for look in report.looks}


def written(folder, name, content=PLAN):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


# --- sentences ------------------------------------------------------------------------------------


def sentences():
    for line in (FOLDER / "sentences.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            said, now, told = (part.strip() for part in line.split(" | "))
            yield pytest.param(said, said if now == "=" else now, told.split() if told != "-" else [], id=said[:50])


@pytest.mark.parametrize(("said", "now", "told"), list(sentences()))
def test_a_sentence_moves_as_its_words_ask(said, now, told):
    school = re.search(r"năm học|Cụm", said)
    aim = Aim(2026, 2027, school=(2025, 2026)) if school else AIM
    found = years.find(said, aim)
    tokens = tuple(token for each in found for token in each.tokens)
    *_, became = years.shown(said, years.Found(0, len(said), tokens))
    assert became == now
    assert [each.kind for each in found if each.kind] == told


@pytest.mark.parametrize(
    ("said", "must"),
    [
        ("Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015", [True]),
        ("Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025", []),
        ("Căn cứ Luật Lưu trữ năm 2011", [True]),
        ("Căn cứ Kế hoạch số 5/KH-UBND ngày 05/01/2026 của UBND tỉnh về giảm nghèo năm 2026", [True]),
        ("Căn cứ Nghị quyết số 20/NQ-HĐND ngày 10/12/2025 của HĐND xã về dự toán ngân sách năm 2026", [True]),
        ("Căn cứ Nghị định số 110/2004/NĐ-CP ngày 08/4/2004 của Chính phủ về công tác văn thư", [True]),
        ("Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư", []),
        ("Căn cứ Quyết định số 90/QĐ-TTg ngày 18/01/2022 của Thủ tướng về Chương trình giai đoạn 2021-2025", [True]),
        ("Căn cứ Quyết định số 90/QĐ-TTg ngày 18/01/2022 của Thủ tướng về Chương trình giai đoạn 2026-2030", []),
        ("Căn cứ Chỉ thị số 05-CT/TW ngày 23/6/2021 của Ban Bí thư về giảm nghèo bền vững đến năm 2030", []),
        ("Căn cứ Kế hoạch phát triển kinh tế - xã hội năm 2026 của xã", [True]),
        ("Căn cứ tình hình thực tế của xã", []),
        ("Căn cứ Quyết định số 55/QĐ-UBND ngày 03/02/2026 của UBND tỉnh về giao chỉ tiêu", [False]),
        ("Căn cứ Nghị quyết số 21/2026/NQ-HĐND ngày 04/4/2026 của HĐND tỉnh quy định mức chi", []),
    ],
)
def test_a_basis_of_the_old_year_or_no_longer_in_force_is_to_be_renewed(said, must):
    assert [each.must for each in bases.find(said, AIM, in_force.read(), True, True)] == must


def test_a_law_that_ends_within_the_new_year_is_only_looked_at():
    aim = Aim(2024, 2025)
    said = "Căn cứ Luật Lưu trữ ngày 11 tháng 11 năm 2011"
    assert [each.must for each in bases.find(said, aim, in_force.read(), True, True)] == [False]


def test_the_year_of_a_plan_is_that_of_its_title_before_that_of_its_date():
    assert year(keep.leaves("title: Giảm nghèo năm 2026\ndate: 2025-12-30\n").leaves) == 2026
    assert year(keep.leaves("title: Giảm nghèo đến năm 2030\ndate: 2022-01-28\n").leaves) == 2022
    assert year(keep.leaves("title: Theo Nghị quyết số 5/NQ-CP năm 2020\ndate: 2022\n").leaves) == 2022
    assert year(keep.leaves("title: Giảm nghèo\n").leaves) is None


def test_a_year_has_its_name_by_stem_and_branch():
    assert [" ".join(lunar.name(each)) for each in (2024, 2025, 2026)] == ["Giáp Thìn", "Ất Tỵ", "Bính Ngọ"]


@pytest.mark.parametrize(
    ("name", "new"),
    [
        ("x-2026.yaml", "x-2027.yaml"),
        ("2026", "2027"),
        ("nam-hoc-2025-2026", "nam-hoc-2026-2027"),
        ("giai-doan-2026-2030.yaml", "giai-doan-2026-2030.yaml"),
        ("qd-120261.yaml", "qd-120261.yaml"),
        ("x-2025.yaml", "x-2025.yaml"),
    ],
)
def test_a_name_follows_the_year(name, new):
    assert names.renamed(name, 2026, 2027) == new


# --- the file -------------------------------------------------------------------------------------


def test_all_but_what_moved_stays_byte_for_byte():
    data, _ = rolled(PLAN)
    new = data.decode("utf-8")
    marked = [line for line in new.splitlines() if "CẦN THAY" in line or line.startswith("  #   ")]
    back = [line for line in new.splitlines() if line not in marked and line != "status: draft"]
    changed = {
        number: line for number, (was, line) in enumerate(zip(PLAN.splitlines(), back, strict=True), 1) if was != line
    }
    assert changed == {
        3: "number:    # số đi",
        4: "date: 2027",
        5: "title: 'Giảm nghèo năm 2027'",
        16: '  - heading: "Mục tiêu \\"năm 2027\\""   # giữ ngoặc',
        18: '      - {id: a, text: "Giảm {{ value }} so với năm 2026.", value: "1,5", unit: "%", deadline: 2027}',
    }


def test_a_basis_is_marked_above_its_own_line():
    lines = rolled(PLAN)[0].decode("utf-8").splitlines()
    at = lines.index("  - Căn cứ Luật Lưu trữ ngày 11 tháng 11 năm 2011;")
    above = " ".join(line.strip(" #") for line in lines[at - 2 : at])
    assert above.startswith("CẦN THAY: Luật Lưu trữ ngày 11 tháng 11 năm 2011: hết hiệu lực từ ngày 01/07/2025")
    assert lines[lines.index("  - >-") - 1].startswith("  # CẦN THAY: Kế hoạch số 5/KH-UBND")


def test_marks_are_not_written_twice():
    once = rolled(PLAN)[0]
    again = rolled(once, 2028, 2027)[0].decode("utf-8")
    assert again.count("CẦN THAY: Luật Lưu trữ") == 1


def test_every_place_has_its_line_in_both_files():
    data, report = rolled(PLAN)
    new, old = data.decode("utf-8").splitlines(), PLAN.splitlines()
    for change in report.changes:
        if not change.was.startswith(("number", "date", "status")):
            assert change.was in old[change.old.line - 1]
            assert change.now in new[change.new.line - 1]
    assert {"renew", "before", "figure", "blank", "signer", "comment"} <= kinds(report)


def test_a_file_with_nothing_of_the_year_comes_back_the_same():
    for path in EVERY:
        data = path.read_bytes()
        if b"abstract: true" in data:
            continue
        got, _ = draft.draft(data, path, path, 1995, 1996, (), stay)
        own = [line for line in got.decode("utf-8").splitlines() if line not in ("status: draft", "number:")]
        kept = [line for line in data.decode("utf-8").splitlines() if line not in ("status: draft", "number:")]
        touched = [line for line in difflib.ndiff(kept, own) if line[0] in "+-"]
        assert all(re.match(r"[+-] (?:date|number):", line) for line in touched), (path, touched)


@pytest.mark.parametrize("path", EVERY, ids=lambda path: path.stem)
def test_a_changed_line_differs_only_in_figures(path):
    data = path.read_bytes()
    since = year(keep.leaves(data.decode("utf-8")).leaves) or 2024
    got, report = draft.draft(data, path, path, since, since + 1, in_force.read(), stay)
    old, new = data.decode("utf-8").splitlines(), got.decode("utf-8").splitlines()
    plain = [line for line in new if line != "status: draft" and not re.match(r"\s*#(?: CẦN THAY|   )", line)]
    old = [line for line in old if not re.match(r"\s*#   ", line)]
    for was, now in zip([line for line in old if line != "status: draft"], plain, strict=True):
        if was != now and not re.match(r"(?:number|date):", was):
            assert re.sub(r"\d+|…", "", was) == re.sub(r"\d+|…", "", now)
    assert source.parse(got, str(path))
    moved = {change.old.line for change in report.changes}
    assert moved or since not in map(int, re.findall(r"\d{4}", path.stem))


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_rolling_there_and_back_gives_the_years_again(path):
    data = path.read_bytes()
    since = int(path.stem[-4:])
    there, _ = draft.draft(data, path, path, since, since + 1, (), stay)
    back, _ = draft.draft(there, path, path, since + 1, since, (), stay)
    blank = re.compile(r"^(?:number|date|status):|^\s*# CẦN THAY|^\s*#   |\(Kèm theo")
    was, now = ([line for line in each.decode("utf-8").splitlines() if not blank.search(line)] for each in (data, back))
    assert was == now


@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_line_ends_a_mark_of_bytes_and_typed_accents_are_taken_as_they_come(end):
    data, _ = rolled(b"\xef\xbb\xbf" + PLAN.replace("\n", end).encode("utf-8"))
    assert data.startswith(b"\xef\xbb\xbf")
    lines = data.decode("utf-8").split("\n")
    assert all(line.endswith("\r") == (end == "\r\n") for line in lines[:-1])
    assert "năm 2027" in data.decode("utf-8")


def test_a_plan_in_braces_is_rolled_without_new_lines():
    flow = '{title: "Giảm nghèo năm 2026", number: "1", bases: ["Căn cứ Kế hoạch năm 2026"], date: 2026-05-01}\n'
    data, _ = rolled(flow)
    body = '{title: "Giảm nghèo năm 2027", number: , bases: ["Căn cứ Kế hoạch năm 2026"], date: 2027}\n'
    assert data.decode("utf-8").splitlines()[-1] + "\n" == body
    assert source.parse(data, "x")


def test_a_leap_day_becomes_the_day_before_and_is_told():
    data, report = rolled("title: Năm 2028\nopening: Trước ngày 29/02/2028.\n", 2029, 2028)
    assert "28/02/2029" in data.decode("utf-8")
    assert any(look.kind == "date" and look.must for look in report.looks)


def test_a_sunday_is_told():
    _, report = rolled("title: Năm 2026\nopening: Báo cáo trước ngày 14/11/2026.\n")
    assert [look.message for look in report.looks if look.kind == "date"] == [
        "“14/11/2026” → “14/11/2027”: ngày mới là Chủ nhật"
    ]


def test_the_plans_own_number_and_day_are_blanked_where_it_names_itself():
    attached = "(Kèm theo Kế hoạch số 98/KH-UBND ngày 18 tháng 11 năm 2026 của UBND xã)"
    told = f"title: Năm 2026\nnumber: '98'\ndate: 18/11/2026\nappendices: [{{attached: {attached}}}]\n"
    assert "(Kèm theo Kế hoạch số …/KH-UBND ngày … tháng … năm 2027 của UBND xã)" in rolled(told)[0].decode("utf-8")


def test_heads_of_tables_move_together_and_figures_in_rows_stay():
    table = """\
title: Năm 2026
table:
  columns: [Nội dung, "2024", Ước 2025, Kế hoạch 2026, Thời gian]
  rows:
    - [Số hộ, "2026", "1.200", "1.300", "2026"]
"""
    new = rolled(table)[0].decode("utf-8")
    assert 'columns: [Nội dung, "2025", Ước 2026, Kế hoạch 2027, Thời gian]' in new
    assert '- [Số hộ, "2026", "1.200", "1.300", "2027"]' in new


def test_an_office_file_has_no_sentence_to_move_and_no_status():
    office = "office:\n  issuer: {name: UBND xã 2026, place: X}\n  signatory: {title: Chủ tịch, name: A}\n"
    data, report = rolled(office)
    assert data.decode("utf-8") == office
    assert kinds(report) == {"signer"}


def test_the_year_that_stays_is_always_told():
    said = "Thực hiện Đề án số 5/ĐA-UBND ngày 02/3/2021 của UBND tỉnh về việc làm, giai đoạn 2021-2030 và năm 2026."
    _, report = rolled(f"title: Năm 2026\nopening: {said}\n")
    assert "kept" in kinds(report)


# --- folders --------------------------------------------------------------------------------------


def test_a_folder_goes_beside_itself_under_the_new_year(tmp_path):
    written(tmp_path, "2026/a/giam-ngheo-2026.yaml")
    written(tmp_path, "2026/profile.yaml", "page:\n  top: 20\n")
    written(tmp_path, "2026/don-vi-2026.csv", "Mã;Tên\n")
    written(tmp_path, "2026/.cascade.json", "{}")
    done = roll.roll(tmp_path / "2026", 2027)
    assert sorted(str(path.relative_to(tmp_path)) for path in done.files) == [
        "2027/a/giam-ngheo-2027.yaml", "2027/don-vi-2027.csv", "2027/profile.yaml",
    ]  # fmt: skip
    assert done.files[tmp_path / "2027/profile.yaml"] == b"page:\n  top: 20\n"
    assert [note.level for note in done.notes] == ["info"]
    assert not (tmp_path / "2027").exists()


def test_paths_follow_what_is_rolled_too_and_still_find_the_rest(tmp_path):
    written(tmp_path, "chung.yaml", "office: {archive: VT}\n")
    written(tmp_path, "2025/tinh-2025.yaml", PLAN)
    written(tmp_path, "2026/tinh-2026.yaml", f"office: ../chung.yaml\nunits: don-vi-2026.csv\n{PLAN}")
    written(tmp_path, "2026/don-vi-2026.csv", "Mã;Tên\n")
    written(tmp_path, "2026/xa.yaml", "extends: tinh-2026.yaml\ntitle: Năm 2026\n")
    written(tmp_path, "2026/cu.yaml", "extends: ../2025/tinh-2025.yaml\ntitle: Năm 2026\n")
    done = roll.roll(tmp_path / "2026", 2027, tmp_path / "ra" / "2027")
    new = {path.name: data.decode("utf-8") for path, data in done.files.items()}
    assert "extends: tinh-2027.yaml" in new["xa.yaml"]
    assert "units: don-vi-2027.csv" in new["tinh-2027.yaml"]
    assert "office: ../../chung.yaml" in new["tinh-2027.yaml"]
    assert "extends: ../../2025/tinh-2025.yaml" in new["cu.yaml"]


def test_a_plan_takes_the_folder_of_its_name_along(tmp_path):
    written(tmp_path, "tinh-2026.yaml")
    written(tmp_path, "tinh-2026/xa.yaml", "extends: ../tinh-2026.yaml\ntitle: Năm 2026\n")
    done = roll.roll(tmp_path / "tinh-2026.yaml", 2027)
    assert "extends: ../tinh-2027.yaml" in done.files[tmp_path / "tinh-2027/xa.yaml"].decode("utf-8")


def test_one_bad_plan_is_told_and_the_others_are_made(tmp_path):
    written(tmp_path, "2026/a.yaml", "a: [b\n")
    written(tmp_path, "2026/b.yaml")
    done = roll.roll(tmp_path / "2026", 2027)
    assert [path.name for path in done.files] == ["b.yaml"]
    assert [problem.mark.file for problem in done.refusals] == [str(tmp_path / "2026/a.yaml")]


def test_a_file_that_is_there_is_never_written_over(tmp_path):
    written(tmp_path, "2026/a.yaml")
    written(tmp_path, "2026/b.yaml")
    written(tmp_path, "2027/a.yaml", "của tôi")
    done = roll.roll(tmp_path / "2026", 2027)
    assert [path.name for path in done.files] == ["b.yaml"]
    assert "đã có tệp" in done.refusals[0].message


@pytest.mark.parametrize(
    ("name", "content", "to", "said"),
    [
        ("x-2026.yaml", PLAN, 2026, "không chuyển về 2026"),
        ("x-2026.yaml", PLAN, 2025, "không chuyển về 2025"),
        ("x-2026.yaml", PLAN, 99, "không phải là năm"),
        ("x.yaml", "title: Giảm nghèo\n", 2027, "không tìm được năm"),
        ("x.txt", "abc", 2027, "không có kế hoạch nào"),
        ("khong/co.yaml", None, 2027, "không tìm thấy"),
    ],
)
def test_what_cannot_be_rolled_is_told(tmp_path, name, content, to, said):
    path = written(tmp_path, name, content) if content else tmp_path / name
    with pytest.raises(PlanError, match=said):
        roll.roll(path, to)


def test_plans_of_several_years_ask_for_the_year(tmp_path):
    written(tmp_path, "plans/a-2025.yaml")
    written(tmp_path, "plans/b-2026.yaml")
    with pytest.raises(PlanError, match="nhiều năm"):
        roll.roll(tmp_path / "plans", 2027)
    done = roll.roll(tmp_path / "plans", 2027, since=2026)
    assert [path.name for path in done.files] == ["b-2027.yaml"]
    assert "tên không có năm 2026" in done.refusals[0].message


def test_an_office_gives_its_own_list_of_documents(tmp_path):
    known = written(tmp_path, "list.yaml", "documents:\n  - {number: 5/KH-UBND, until: 2026-12-31, replaced_by: X}\n")
    path = written(tmp_path, "x-2026.yaml", PLAN.replace("giảm\n    nghèo năm\n    2026", "nhà ở"))
    done = roll.roll(path, 2027, known=known)
    assert any("văn bản thay: X" in look.message for look in done.reports[0].looks)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("a: 1\n", "khóa `documents`"),
        ("documents: [x]\n", "nhóm khóa"),
        ("documents: [{numbr: 1}]\n", "numbr"),
        ("documents: [{number: 1, until: mai}]\n", "không phải là ngày"),
        ("documents: [{type: Luật}]\n", "thiếu số"),
    ],
)
def test_a_list_at_fault_is_told(tmp_path, content, said):
    with pytest.raises(PlanError, match=said):
        in_force.read(written(tmp_path, "list.yaml", content))


def test_the_report_is_told_as_text_and_as_data(tmp_path):
    done = roll.roll(written(tmp_path, "x-2026.yaml"), 2027)
    told, data = text.text(done), json.loads(text.as_json(done))
    assert "2026 → 2027: 1 bản thảo" in told
    assert "PHẢI SỬA: Luật Lưu trữ" in told
    assert data["files"][0]["changes"][0].keys() >= {"was", "now", "line", "old_line"}
    assert {"kind", "must", "message", "line", "also"} <= data["files"][0]["looks"][0].keys()


# --- the plans in plans/ --------------------------------------------------------------------------


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_the_seeds_are_rolled_as_a_clerk_would(path, golden, monkeypatch):
    monkeypatch.chdir(ROOT)
    done = roll.roll(path.relative_to(ROOT), int(path.stem[-4:]) + 1)
    shown = [text.text(done)]
    for report in done.reports:
        old, new = report.old.read_text(encoding="utf-8"), done.files[report.new].decode("utf-8")
        shown += difflib.unified_diff(
            old.splitlines(), new.splitlines(), str(report.old), str(report.new), lineterm="", n=0
        )
    got = "\n".join(shown) + "\n"
    expected = FOLDER / f"{path.stem}.txt"
    if golden:
        expected.write_text(got, encoding="utf-8")
    assert got == expected.read_text(encoding="utf-8")


def test_a_draft_builds_where_the_old_plan_did(tmp_path):
    for name in ("thpt-cao-lanh-2-2026", "nghe-an-2025"):
        path = written(tmp_path, f"{name}.yaml", (ROOT / f"plans/{name}.yaml").read_text(encoding="utf-8"))
        for new, data in roll.roll(path, int(name[-4:]) + 1).files.items():
            new.write_bytes(data)
            assert build.build(new, ("docx",)).files


# --- the parts ------------------------------------------------------------------------------------


@given(st.text(alphabet="ab\n", max_size=30), st.lists(st.tuples(st.integers(0, 29), st.integers(0, 3)), max_size=4))
@settings(max_examples=100, deadline=None)
def test_places_outside_edits_keep_their_letters(words, places):
    made, last = [], 0
    for start, length in sorted(places):
        if last <= start and start + length <= len(words):
            made.append(edits.Edit(start, start + length, "XY"))
            last = start + length
    done = edits.apply(words, made)
    for at, letter in enumerate(words):
        if not any(edit.start <= at < edit.end for edit in made):
            assert done.new[done.moved(at)] == letter


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("một\n  hai", "một hai"),
        ('"một\\\n  hai \\u0061"', "một hai a"),
        ("'một ''hai'''", "một 'hai'"),
        (">-\n  một\n  hai\n\n  ba", "một hai ba"),
        ("|\n  một\n  hai", "một hai"),
        ('""', ""),
        ("một\thai", "một hai"),
    ],
)
def test_a_value_is_read_with_its_places(value, said):
    written_ = f"a: {value}\nb: 1\n"
    leaf = keep.leaves(written_).leaves[0]
    assert leaf.said == said
    assert len(leaf.at) == len(said) + 1
    for at, letter in zip(leaf.at, said, strict=False):
        assert letter == " " or written_[at] in (letter, "\\", "'")


def test_a_comment_is_told_from_a_sign_in_a_sentence():
    told = "# một\na: 'x # không'  # hai\nb: >-\n  # không\n  y#z\n# ba\n"
    kept = keep.leaves(told)
    assert [told[a:b] for a, b in keep.comments(told, kept)] == ["# một", "# hai", "# ba"]
