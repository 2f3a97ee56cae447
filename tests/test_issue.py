"""From draft to issued: number and date filled in, documents filed, the plan frozen, numbers given once, in order."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import sample
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import cli, source
from generator.cascade import digest
from generator.filed import ledger
from generator.issue import fill, history
from generator.issue.issue import Asked
from generator.issue.issue import issue as make
from generator.problem import PlanError

DRAFT = """\
# Dự thảo của phòng Kinh tế
standard: nd30
status: draft  # chờ ký

# ai ban hành
issuer:
  name: Ủy ban nhân dân xã Tân Bình
  place: Tân Bình
date: 2026-01   # ngày ký

title: >-
  Thực hiện giảm nghèo
  năm 2026
# nội dung
sections:
  - heading: Mục đích   # một mục
    text: Giảm nghèo bền vững.
recipients: [UBND tỉnh, {archive: VT}]
signatory: {on_behalf_of: Ủy ban nhân dân, title: Chủ tịch, name: Nguyễn Văn A}
# hết
"""
HERE = "issued/2026/uy-ban-nhan-dan-xa-tan-binh"


@pytest.fixture
def office(tmp_path, monkeypatch) -> Path:
    """A folder with one draft in plans/."""
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "a.yaml").write_text(DRAFT, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def issue(plan: str = "plans/a.yaml", *, number: str = "5", date: str = "2026-01-05", **more: str) -> int:
    options = [word for key, value in more.items() for word in (f"--{key}", value)]
    return cli.main(
        ["issue", plan, *(["--number", number] if number else []), *(["--date", date] if date else []), *options]
    )


def edit(old: str, new: str, plan: str = "plans/a.yaml") -> None:
    text = Path(plan).read_text("utf-8")
    assert old in text
    Path(plan).write_text(text.replace(old, new), "utf-8")


def delivered(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix in (".docx", ".pdf")}


def another(name: str, **said: str) -> str:
    Path(f"plans/{name}.yaml").write_text(sample(status="draft", number=None, date="2026", **said), "utf-8")
    return f"plans/{name}.yaml"


# --- filling in -----------------------------------------------------------------------------------


def test_number_date_and_status_are_filled_in_and_every_comment_stays(office):
    assert issue() == 0
    expected = DRAFT.replace("status: draft ", "status: issued ").replace(
        "date: 2026-01 ", 'number: "5"\ndate: 2026-01-05 '
    )
    assert Path("plans/a.yaml").read_text("utf-8") == expected


def test_the_mark_of_a_draft_is_taken_away(office):
    cli.main(["build", "plans", "-o", "out"])
    assert "DỰ THẢO" in text_of(office / "out" / "a.docx")
    assert issue() == 0
    assert "DỰ THẢO" not in text_of(office / HERE / "5-KH-UBND".replace("5", "05") / "a.docx")


def text_of(path: Path) -> str:
    from generator.check import docx_text

    return " ".join(docx_text.read(path.read_bytes()))


def test_a_submitted_plan_is_a_draft_still(office):
    edit("status: draft", "status: submitted")
    cli.main(["build", "plans", "-o", "out"])
    assert "DỰ THẢO" in text_of(office / "out" / "a.docx")


KEYS = st.sampled_from(['number: "3"', "number:", "number: 3  # số", "date:", "date: '2026'", "status: draft", ""])
LINES = st.sampled_from(["", "# một lời", "variables: {a: b}", "opening: |\n  Một.\n", "markers: [I., 1.]"])


@settings(max_examples=60)
@given(st.lists(KEYS, unique_by=lambda key: key.split(":")[0], max_size=3), st.lists(LINES, max_size=3, unique=True))
def test_filling_in_changes_nothing_else(keys, lines):
    text = "\n".join([*lines, *keys, "title: Kế hoạch năm 2026", "purpose: Giảm nghèo."]) + "\n"
    values = {"status": "issued", "number": "12", "date": "2026-03-01"}
    made = fill.fill(text.encode(), "x.yaml", values)
    after = source.parse(made, "x.yaml").root
    said = {key.text: value for key, value in after.entries}
    assert {key: said[key].text for key in values} == values  # type: ignore[union-attr]
    before = source.parse(text.encode(), "x.yaml").root
    rest = [entry for entry in before.entries if entry[0].text not in values]
    left = [entry for entry in after.entries if entry[0].text not in values]
    assert digest.digest(source.Mapping(tuple(rest), before.mark)) == digest.digest(
        source.Mapping(tuple(left), after.mark)
    )
    assert made.decode().count("#") == text.count("#")


def test_a_file_in_braces_is_left_as_it_is(office, capsys):
    Path("plans/b.yaml").write_text("{" + ", ".join(sample(date="2026").splitlines()) + "}", "utf-8")
    assert issue("plans/b.yaml") == 1
    assert "không ghi được số, ngày" in capsys.readouterr().err


# --- what is filed --------------------------------------------------------------------------------


def test_documents_are_filed_with_a_record_of_all_they_are_made_from(office):
    assert issue() == 0
    folder = office / HERE / "05-KH-UBND"
    record = json.loads((folder / "record.json").read_text("utf-8"))
    assert {path.name for path in folder.iterdir()} == {"a.docx", "a.pdf", "a.yaml.txt", "record.json"}
    assert (record["symbol"], record["date"], record["signatory"]) == ("05/KH-UBND", "2026-01-05", "Nguyễn Văn A")
    assert set(record["outputs"]) == {"a.docx", "a.pdf"}
    assert set(record["made_by"]) == {"program", "standard", "template", "profile", "font"}
    assert record["inputs"].keys() == {"plans/a.yaml"}
    assert record["version"]


def test_a_plan_that_breaches_the_form_is_not_issued(office, capsys):
    edit("  name: Ủy ban nhân dân xã Tân Bình\n", "")
    assert issue() == 1
    assert not (office / "issued").exists()
    assert "status: draft" in Path("plans/a.yaml").read_text("utf-8")
    assert not [path for path in (office / "plans").iterdir() if path.name.startswith(".")]
    assert "plans/a.yaml" in capsys.readouterr().err


def test_a_dry_run_writes_nothing(office, capsys):
    assert cli.main(["issue", "plans/a.yaml", "--number", "5", "--date", "5/1/2026", "--dry-run"]) == 0
    assert "sẽ ban hành 05/KH-UBND ngày 05/01/2026" in capsys.readouterr().out
    assert not (office / "issued").exists()
    assert Path("plans/a.yaml").read_text("utf-8") == DRAFT


@pytest.mark.parametrize(
    ("number", "date", "said"),
    [
        ("", "2026-01-05", "chưa có số văn bản"),
        ("29/KH-UBND", "2026-01-05", "không phải là số văn bản"),
        ("5a", "2026-01-05", "không phải là số văn bản"),
        ("0", "2026-01-05", "không phải là số văn bản"),
        ("5", "", "chưa có ngày ban hành"),
        ("5", "2026-01", "không phải là ngày ban hành"),
        ("5", "31/2/2026", "không phải là ngày ban hành"),
    ],
)
def test_a_number_and_a_whole_date_are_asked_for(office, capsys, number, date, said):
    assert issue(number=number, date=date) == 1
    assert said in capsys.readouterr().err


# --- frozen ---------------------------------------------------------------------------------------


def test_a_build_delivers_the_filed_documents(office):
    assert issue() == 0
    assert cli.main(["build", "plans", "-o", "out"]) == 0
    filed = delivered(office / HERE / "05-KH-UBND")
    assert delivered(office / "out") == filed and len(filed) == 2


def test_comments_and_layout_of_an_issued_plan_may_change(office):
    assert issue() == 0
    edit("# hết", "# hết, đã gửi các nơi")
    assert cli.main(["build", "plans", "-o", "out"]) == 0
    assert cli.main(["check", "plans"]) == 0


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("bền vững", "nhanh"),
        ("status: issued", "status: draft"),
        ("status: issued  # chờ ký\n", ""),
        ('number: "5"', 'number: "6"'),
        ("status: issued", "status: draft\nreplaces: 04/KH-UBND"),
    ],
)
def test_an_edit_of_an_issued_plan_is_refused(office, capsys, old, new):
    assert issue() == 0
    cli.main(["build", "plans", "-o", "out"])
    before = delivered(office / "out")
    edit(old, new)
    assert cli.main(["build", "plans", "-o", "out"]) == 1
    assert cli.main(["check", "plans"]) == 1
    told = capsys.readouterr().err
    assert "đã ban hành (số 05/KH-UBND ngày 05/01/2026)" in told or "không phải `04/KH-UBND`" in told
    assert delivered(office / "out") == before


def test_what_it_stands_on_may_change_and_the_issued_plan_stays(office, capsys):
    Path("plans/mau.yaml").write_text(
        "abstract: true\nopening: Căn cứ tình hình, UBND xã ban hành Kế hoạch.\n", "utf-8"
    )
    edit("standard: nd30", "standard: nd30\nextends: mau.yaml")
    assert issue() == 0
    edit("tình hình", "kết quả", "plans/mau.yaml")
    assert cli.main(["build", "plans/a.yaml", "-o", "out"]) == 0
    assert delivered(office / "out") == delivered(office / HERE / "05-KH-UBND")
    assert "giao bản đã ban hành" in capsys.readouterr().err


def test_a_plan_that_says_issued_and_was_not_is_refused(office, capsys):
    edit("status: draft", "status: issued")
    assert cli.main(["build", "plans", "-o", "out"]) == 1
    assert "chưa có trong hồ sơ ban hành" in capsys.readouterr().err


def test_an_issued_plan_under_another_name_is_known_still(office):
    assert issue() == 0
    Path("plans/2026").mkdir()
    Path("plans/a.yaml").rename("plans/2026/ke-hoach.yaml")
    assert cli.main(["build", "plans", "-o", "out"]) == 0
    assert (office / "out" / "2026" / "ke-hoach.pdf").read_bytes() == (
        office / HERE / "05-KH-UBND" / "a.pdf"
    ).read_bytes()


def test_a_filed_document_that_was_changed_is_not_delivered(office, capsys):
    assert issue() == 0
    (office / HERE / "05-KH-UBND" / "a.docx").write_bytes(b"x")
    assert cli.main(["build", "plans", "-o", "out"]) == 1
    assert "văn bản đã ban hành bị sửa trong hồ sơ" in capsys.readouterr().err


def test_a_broken_record_is_told_with_the_cure(office, capsys):
    assert issue() == 0
    (office / HERE / "05-KH-UBND" / "record.json").write_text('{"format": 1}', "utf-8")
    assert cli.main(["history"]) == 1
    assert "hồ sơ ban hành bị hỏng" in capsys.readouterr().err


def test_it_cannot_be_issued_twice(office, capsys):
    assert issue() == 0
    assert issue(number="6", date="2026-01-06") == 1
    assert "đã ban hành (số 05/KH-UBND" in capsys.readouterr().err


# --- a replacement, a correction ------------------------------------------------------------------


def test_content_is_mended_by_another_plan_that_replaces_it(office, capsys):
    assert issue() == 0
    edit("status: issued", "status: draft\nreplaces: 05/KH-UBND")
    edit("bền vững", "nhanh và bền vững")
    assert cli.main(["build", "plans", "-o", "out"]) == 0
    assert "DỰ THẢO" in text_of(office / "out" / "a.docx")
    assert issue(number="9", date="2026-02-01") == 0
    assert "thay thế 05/KH-UBND" in capsys.readouterr().out
    assert cli.main(["build", "plans", "-o", "out"]) == 0
    assert delivered(office / "out") == delivered(office / HERE / "09-KH-UBND")


def test_form_is_mended_by_a_letter_under_the_same_number(office, capsys):
    assert issue() == 0
    edit("status: issued", "status: draft\ncorrects: Công văn số 12/UBND ngày 10/01/2026")
    edit("Giảm nghèo bền vững.", "Giảm nghèo bền vững")
    assert issue(number="6", date="") == 1
    assert "giữ số và ngày" in capsys.readouterr().err
    assert issue(number="", date="") == 0
    assert delivered(office / HERE / "05-KH-UBND-dinh-chinh-1").keys() == {"a.docx", "a.pdf"}
    assert cli.main(["history"]) == 0
    assert "đính chính theo Công văn số 12/UBND" in capsys.readouterr().out


def test_a_letter_corrects_only_once(office, capsys):
    letter = "corrects: Công văn số 12/UBND ngày 10/01/2026"
    assert issue() == 0
    edit("status: issued", f"status: draft\n{letter}")
    assert issue(number="", date="") == 0
    edit("status: issued", "status: draft")
    edit("# hết", "urgency: khẩn")
    assert issue(number="", date="") == 1
    assert "đã được dùng cho lần đính chính trước" in capsys.readouterr().err


def test_nothing_can_be_corrected_before_it_was_issued(office, capsys):
    edit("status: draft", "status: draft\ncorrects: Công văn số 12/UBND ngày 10/01/2026")
    assert issue() == 1
    assert "chưa có kế hoạch nào ban hành từ tệp này" in capsys.readouterr().err


# --- numbers --------------------------------------------------------------------------------------


def test_a_number_is_given_once_a_year(office, capsys):
    assert issue(number="5") == 0
    assert issue(another("b"), number="5", date="2026-02-01") == 1
    assert "số 05/KH-UBND năm 2026 đã cấp cho" in capsys.readouterr().err
    assert issue(another("c"), number="05", date="2027-02-01") == 0


def test_a_number_goes_with_its_day(office, capsys):
    assert issue(number="5", date="2026-01-05") == 0
    assert issue(another("b"), number="4", date="2026-01-06") == 1
    assert "không theo thứ tự" in capsys.readouterr().err
    assert issue(another("c"), number="6", date="2026-01-04") == 1
    assert issue(another("d"), number="4", date="2026-01-05") == 0
    assert issue(another("e"), number="3", date="2026-01-08", reason="ký trước, phát hành sau") == 0
    capsys.readouterr()
    assert cli.main(["history"]) == 0
    assert "không theo thứ tự: ký trước, phát hành sau" in capsys.readouterr().out


def test_another_issuer_and_secret_plans_count_for_themselves(office):
    assert issue(number="5") == 0
    other = another("b", issuer="{name: Ủy ban nhân dân xã Tân An, place: Tân An}")
    assert issue(other, number="5") == 0
    assert issue(another("c", secrecy="mật"), number="5") == 0


def test_a_gap_is_told_and_not_refused(office, capsys):
    assert issue(number="5", date="2026-01-05") == 0
    assert issue(another("b"), number="8", date="2026-02-01") == 0
    assert "các số từ 6 đến 7 năm 2026 không có kế hoạch nào" in capsys.readouterr().err


# --- history --------------------------------------------------------------------------------------


def verdicts() -> dict[str, str]:
    return {each.filed.symbol: each.state for each in history.verify(history.history(Path()))}


def test_what_was_issued_is_made_again_to_the_byte(office, capsys):
    assert issue() == 0
    assert verdicts() == {"05/KH-UBND": "same"}
    assert cli.main(["history", "--verify"]) == 0
    assert "in lại giống từng byte" in capsys.readouterr().out


def test_verifying_says_what_differs_and_why(office, capsys):
    Path("plans/mau.yaml").write_text(
        "abstract: true\nopening: Căn cứ tình hình, UBND xã ban hành Kế hoạch.\n", "utf-8"
    )
    Path("plans/rong.yaml").write_text("page: {left: 30}\n", "utf-8")
    edit("standard: nd30", "standard: nd30\nextends: mau.yaml\nprofile: rong.yaml")
    assert issue() == 0
    edit("left: 30", "left: 35", "plans/rong.yaml")
    assert verdicts() == {"05/KH-UBND": "words"}
    edit("tình hình", "kết quả", "plans/mau.yaml")
    assert verdicts() == {"05/KH-UBND": "differs"}
    assert cli.main(["history", "--verify"]) == 1
    said = capsys.readouterr().out
    assert "bản gốc `plans/mau.yaml` đã sửa" in said
    assert "tệp cỡ chữ và lề `plans/rong.yaml` đã sửa" in said


def test_verifying_looks_at_the_filed_documents_themselves(office):
    assert issue() == 0
    (office / HERE / "05-KH-UBND" / "a.pdf").unlink()
    assert verdicts() == {"05/KH-UBND": "differs"}


def test_another_program_is_told_by_its_version(office, capsys):
    assert issue() == 0
    path = office / HERE / "05-KH-UBND" / "record.json"
    record = json.loads(path.read_text("utf-8"))
    record["made_by"]["program"] = "0" * 64
    record["version"] = "0.0.1"
    old = record["outputs"]["a.pdf"]
    (path.parent / "a.pdf").write_bytes((path.parent / "a.pdf").read_bytes() + b"\n")
    import hashlib

    record["outputs"]["a.pdf"] = hashlib.sha256((path.parent / "a.pdf").read_bytes()).hexdigest()
    assert record["outputs"]["a.pdf"] != old
    path.write_text(json.dumps(record), "utf-8")
    assert cli.main(["history", "--verify"]) == 0
    said = capsys.readouterr().out
    assert "in lại thì câu chữ vẫn thế" in said and "(0.0.1 → " in said


def test_history_is_told_as_json(office, capsys):
    assert issue() == 0
    capsys.readouterr()
    assert cli.main(["history", "--verify", "--format", "json"]) == 0
    (entry,) = json.loads(capsys.readouterr().out)["issued"]
    assert (entry["symbol"], entry["verdict"]["state"]) == ("05/KH-UBND", "same")


def test_history_says_what_git_has_not_recorded(office, capsys):
    subprocess.run(["git", "init", "-q"], check=True)
    subprocess.run(
        ["git", "-c", "user.name=a", "-c", "user.email=b", "commit", "-q", "--allow-empty", "-m", "x"], check=True
    )
    assert issue() == 0
    assert cli.main(["history", "--verify"]) == 0
    assert "chưa ghi vào git (5 tệp)" in capsys.readouterr().out


def test_no_issue_yet_is_said(office, capsys):
    assert cli.main(["history"]) == 0
    assert "chưa có kế hoạch nào ban hành" in capsys.readouterr().out


def test_the_register_stands_at_the_top_of_the_repository(office):
    subprocess.run(["git", "init", "-q"], check=True)
    (office / "plans" / "2026" / "x").mkdir(parents=True)
    assert ledger.home_of(Path("plans/2026/x/b.yaml")).resolve() == office


def test_a_killed_issue_can_be_done_again(office):
    """The record goes first and takes the number; whatever was written after it, the same command ends it."""
    from generator.filed import record

    done = make(Path("plans/a.yaml"), Asked("5", "2026-01-05"))
    for count in range(len(done.files)):
        shutil.rmtree("issued", ignore_errors=True)
        done.folder.mkdir(parents=True)
        (done.folder / ".kehoach-0-0-x.tmp").write_bytes(b"x")
        Path("plans/a.yaml").write_text(DRAFT, "utf-8")
        done.record.write_bytes(record.dump(done.filed))
        for path, data in list(done.files.items())[:count]:
            path.write_bytes(data)
        again = make(Path("plans/a.yaml"), Asked("5", "2026-01-05"))
        assert again.begun and again.files == done.files and again.filed == done.filed
        assert issue() == 0
        assert verdicts() == {"05/KH-UBND": "same"}
    assert issue(another("b"), number="5", date="2026-01-05") == 1


def test_two_clerks_never_take_one_number(office):
    """What was free when the plan was built may be taken when it is filed: by a clerk of another machine."""
    from generator.cli import drafts

    first = make(Path("plans/a.yaml"), Asked("5", "2026-01-05"))
    second = make(Path(another("b")), Asked("5", "2026-01-05"))
    drafts._file(first)
    before = {path: path.read_bytes() for path in Path("issued").rglob("*") if path.is_file()}
    with pytest.raises(PlanError, match="vừa được cấp ở nơi khác"):
        drafts._file(second)
    assert {path: path.read_bytes() for path in Path("issued").rglob("*") if path.is_file()} == before
    assert "status: draft" in Path("plans/b.yaml").read_text("utf-8")


def test_issuers_alike_without_their_signs_have_folders_of_their_own(office):
    one = another("b", issuer="{name: Ủy ban nhân dân xã Đại An, place: Đại An}")
    two = another("c", issuer="{name: Ủy ban nhân dân xã Đại Ân, place: Đại Ân}")
    assert issue(one, number="1") == 0 and issue(two, number="1") == 0
    assert len(list(Path("issued").rglob("record.json"))) == 2
    assert set(verdicts().values()) == {"same"}


def test_a_disk_that_is_full_leaves_nothing(office, monkeypatch):
    from generator.batch import files

    def full(_: object) -> None:
        raise PlanError([])

    monkeypatch.setattr(files, "write", full)
    assert issue() == 1
    assert not list(Path("issued").rglob("record.json"))
    assert "status: draft" in Path("plans/a.yaml").read_text("utf-8")


# --- what the testers of this found ---------------------------------------------------------------


def test_another_form_of_writing_is_no_edit(office):
    edit("status: draft  # chờ ký", "replaces: 01/KH-UBND\nstatus: draft")
    assert issue() == 0
    assert cli.main(["fmt", "plans"]) == 0
    name, place = "  name: Ủy ban nhân dân xã Tân Bình\n", "  place: Tân Bình\n"
    edit(name + place, place + name)
    assert cli.main(["build", "plans", "-o", "out"]) == 0
    assert verdicts() == {"05/KH-UBND": "same"}


def test_an_edit_is_told_at_its_place(office, capsys):
    assert issue() == 0
    edit("Giảm nghèo bền vững.", "Giảm nghèo nhanh.")
    cli.main(["check", "plans"])
    assert "text: Giảm nghèo nhanh." in capsys.readouterr().err


def test_a_moved_plan_is_known_and_is_not_issued_again(office, capsys):
    assert issue() == 0
    Path("plans/2026").mkdir()
    Path("plans/a.yaml").rename("plans/2026/b.yaml")
    assert verdicts() == {"05/KH-UBND": "same"}
    assert issue("plans/2026/b.yaml", number="6", date="2026-02-01") == 1
    assert "đã ban hành (số 05/KH-UBND" in capsys.readouterr().err
    edit("bền vững", "nhanh", "plans/2026/b.yaml")
    assert cli.main(["build", "plans", "-o", "out"]) == 1
    assert "tệp đã bị sửa sau đó" in capsys.readouterr().err


def test_a_link_is_the_plan_that_it_leads_to(office):
    Path("link.yaml").symlink_to("plans/a.yaml")
    assert issue("link.yaml") == 0
    assert Path("link.yaml").is_symlink() and "status: issued" in Path("plans/a.yaml").read_text("utf-8")
    assert cli.main(["build", "plans/a.yaml", "-o", "out"]) == 0


def test_a_copy_does_not_print_as_the_issued_plan(office, capsys):
    assert issue() == 0
    text = Path("plans/a.yaml").read_text("utf-8")
    Path("plans/b.yaml").write_text(
        text.replace("status: issued  # chờ ký\n", "").replace("bền vững", "nhanh"), "utf-8"
    )
    assert cli.main(["build", "plans/b.yaml", "-o", "out"]) == 1
    assert "đã cấp cho" in capsys.readouterr().err


def test_a_replacement_is_not_issued_before_what_it_replaces(office, capsys):
    assert issue(number="5", date="2026-01-05") == 0
    edit("status: issued", "status: draft\nreplaces: 05/KH-UBND")
    assert issue(number="4", date="2026-01-04") == 1
    assert "không thể ban hành trước" in capsys.readouterr().err


def test_a_correction_mends_the_form_only(office, capsys):
    edit("text: Giảm nghèo bền vững.", "targets: [{text: 'Giảm {{ value }} nghèo', value: '5', unit: hộ}]")
    assert issue() == 0
    edit("status: issued", "status: draft\ncorrects: Công văn số 12/UBND ngày 10/01/2026")
    edit("value: '5'", "value: '6'")
    assert issue(number="", date="") == 1
    told = capsys.readouterr().err
    assert "5 hộ → 6 hộ" in told and "replaces: 05/KH-UBND" in told


def test_a_plan_with_blanks_is_not_issued(office, capsys):
    edit(", name: Nguyễn Văn A", "")
    edit("title: >-", "bases: ['Căn cứ Kế hoạch số …/KH-UBND ngày … của Ủy ban nhân dân tỉnh']\ntitle: >-")
    assert issue() == 1
    told = capsys.readouterr().err
    assert "chưa có họ tên người ký" in told and "còn chỗ chưa điền: `số …`" in told


def test_a_unit_that_is_no_more_keeps_what_it_issued(office):
    Path("plans/dv.csv").write_text("id,kind,name\nxa-a,xã,Tân Bình\nxa-b,xã,Tân An\n", "utf-8")
    Path("plans/mau.yaml").write_text("abstract: true\nunits: dv.csv\npurpose: Giảm nghèo.\n", "utf-8")
    text = "extends: mau.yaml\nunit: xa-a\nstatus: draft\ntitle: Giảm nghèo năm 2026\n"
    text += "recipients: [UBND tỉnh, {archive: VT}]\nsignatory: {title: Chủ tịch, name: Nguyễn Văn A}\n"
    Path("plans/u.yaml").write_text(text, "utf-8")
    assert issue("plans/u.yaml") == 0
    Path("plans/dv.csv").write_text("id,kind,name\nxa-b,xã,Tân An\n", "utf-8")
    assert cli.main(["build", "plans/u.yaml", "-o", "out"]) == 0


def test_verifying_finds_what_a_merge_or_a_hand_left(office, capsys):
    assert issue() == 0
    folder = office / HERE / "05-KH-UBND"
    record = json.loads((folder / "record.json").read_text("utf-8"))
    (folder / "record.json").write_text(json.dumps({**record, "date": "2026-01-06"}), "utf-8")
    assert cli.main(["history", "--verify"]) == 1
    assert "hồ sơ ghi ngày ban hành là `2026-01-06`" in capsys.readouterr().out
    (folder / "record.json").write_text(json.dumps(record), "utf-8")
    shutil.copytree(folder, folder.with_name("05-KH-UBND-2"))
    (folder / "la.docx").write_bytes(b"x")
    other = folder.with_name("05-KH-UBND-2") / "record.json"
    other.write_text(json.dumps({**record, "plan": "plans/b.yaml"}), "utf-8")
    assert cli.main(["history"]) == 1
    told = capsys.readouterr().err
    assert "có hai lần: plans/a.yaml và plans/b.yaml" in told and "tệp lạ trong hồ sơ" in told
    other.unlink()
    assert cli.main(["history", "--verify"]) == 1


@pytest.mark.parametrize(
    "change", [{"act": "zzz"}, {"outputs": {}}, {"date": "x"}, {"number": "-"}, {"source": "../../x"}, {"plan": 5}]
)
def test_a_record_that_cannot_be_is_told(office, change):
    assert issue() == 0
    path = office / HERE / "05-KH-UBND" / "record.json"
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **change}), "utf-8")
    assert cli.main(["history"]) == 1
    assert cli.main(["build", "plans", "-o", "out"]) == 1


def test_filed_documents_are_not_written_over(office, capsys):
    assert issue() == 0
    folder = office / HERE / "05-KH-UBND"
    before = delivered(folder)
    Path("plans/c.yaml").write_text(sample(), "utf-8")
    assert cli.main(["build", "plans/c.yaml", "-o", str(folder)]) == 1
    assert cli.main(["diff", "plans/c.yaml", "plans/a.yaml", "--docx", str(folder / "a.docx")]) == 1
    assert "không ghi vào" in capsys.readouterr().err
    assert delivered(folder) == before


def test_history_of_nothing_is_told(office):
    assert cli.main(["history", "khong-co"]) == 1


# --- the revision of a draft ----------------------------------------------------------------------


def commit() -> str:
    run = ["git", "-c", "user.name=a", "-c", "user.email=b"]
    subprocess.run([*run, "add", "-A", "plans"], check=True)
    subprocess.run([*run, "commit", "-q", "--allow-empty", "-m", "x"], check=True)
    return subprocess.run(
        [*run, "rev-parse", "--short=8", "HEAD"], check=True, capture_output=True, text=True
    ).stdout.strip()


def printed() -> str:
    assert cli.main(["build", "plans", "-o", "out", "--revision"]) == 0
    return text_of(Path("out/a.docx"))


def test_a_draft_bears_its_revision_where_that_is_asked_for(office, capsys):
    subprocess.run(["git", "init", "-q"], check=True)
    first = commit()
    assert f"DỰ THẢO (bản {first})" in printed()
    edit("bền vững", "nhanh")
    assert f"DỰ THẢO (bản {first}+)" in printed()
    second = commit()
    assert f"DỰ THẢO (bản {second})" in printed()
    capsys.readouterr()
    printed()
    assert "không đổi out/a.docx" in capsys.readouterr().out
    assert cli.main(["build", "plans", "-o", "out"]) == 0
    assert "bản" not in text_of(Path("out/a.docx")).split("KẾ HOẠCH")[0]


def test_only_a_draft_bears_it(office, capsys):
    subprocess.run(["git", "init", "-q"], check=True)
    edit("status: draft  # chờ ký\n", "")
    first = commit()
    assert first not in printed()
    commit()
    capsys.readouterr()
    printed()
    assert "không đổi out/a.docx" in capsys.readouterr().out


def test_a_folder_without_revisions_cannot_be_named(office, capsys):
    assert cli.main(["build", "plans", "-o", "out", "--revision"]) == 1
    assert "chưa có bản nào trong git" in capsys.readouterr().err


def test_a_re_issue_above_leaves_issued_units_alone(office, capsys):
    """`update` names them; their files and documents stay."""
    Path("plans/dv.csv").write_text(
        "id,kind,name,parent\nh,tỉnh,Lào Cai,\nxa-a,xã,Tân Bình,h\nxa-b,xã,Tân An,h\n", "utf-8"
    )
    Path("plans/mau.yaml").write_text(
        "abstract: true\nunits: dv.csv\nunit: h\ntitle: Giảm nghèo\npurpose: Giảm nghèo.\n", "utf-8"
    )
    assert cli.main(["cascade", "plans/mau.yaml", "-o", "plans/xa", "--only-files"]) == 0
    unit = Path("plans/xa/xa-a.yaml")
    text = unit.read_text("utf-8")
    unit.write_text(
        text[: text.index("signatory:")] + "signatory: {title: Chủ tịch, name: A}\nrecipients: [{archive: VT}]\n",
        "utf-8",
    )
    assert issue(str(unit)) == 0
    before = unit.read_bytes()
    edit("Giảm nghèo.", "Giảm nghèo bền vững.", "plans/mau.yaml")
    capsys.readouterr()
    assert cli.main(["update", "plans/xa"]) == 0
    assert "xa-a.yaml: đã ban hành (số 05/KH-UBND ngày 05/01/2026), giữ nguyên" in capsys.readouterr().out
    assert unit.read_bytes() == before
