"""Only what changed is built: by content, never by time, and never wrongly kept. The program runs as staff run it."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from conftest import ROOT, sample
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import fonts
from generator.batch import common, plans, record, summary
from generator.batch.record import Record
from generator.batch.task import Outcome

BASE = Path(__file__).parent / "cascade" / "base"
TEMPLATE = ROOT / "templates" / "plan.docx"


class Copy:
    """A copy of the program, its templates and its fonts, and the plans of an office: all of it may be changed."""

    def __init__(self, home: Path) -> None:
        self.home = home
        for folder in ("generator", "templates"):
            shutil.copytree(ROOT / folder, home / folder)
        (home / "fonts").mkdir()
        for file in fonts.find().files:
            shutil.copy(file, home / "fonts" / file.name)
        (home / "plans" / "xa").mkdir(parents=True)
        for name in ("tinh.yaml", "mau.yaml", "don-vi.csv"):
            shutil.copy(BASE / name, home / "plans" / name)
        shutil.copy(TEMPLATE, home / "plans" / "rieng.docx")
        (home / "rong.yaml").write_text("page: {left: 31}\n", "utf-8")
        (home / "plans" / "co-quan.yaml").write_text("office:\n  archive: VT, TH\n", "utf-8")
        for unit in ("tan-son", "phu-loc"):
            plan = f"extends: ../mau.yaml\nunit: {unit}\n"
            (home / "plans" / "xa" / f"{unit}.yaml").write_text(plan, "utf-8")
        recipients = {"recipients": "[UBND tỉnh]", "office": "co-quan.yaml"}
        for name, more in (("giay", {}), ("rong", {"profile": "../rong.yaml"}), ("mau", {"template": "rieng.docx"}),
                           ("phong", recipients)):  # fmt: skip
            (home / "plans" / f"ke-hoach-{name}.yaml").write_text(sample(title=f"Thực hiện {name}", **more), "utf-8")

    def build(self, *more: str) -> dict[str, tuple[str, str]]:
        """Build all plans to DOCX; return what became of each, and why."""
        done = self.run(*more)
        assert done.returncode == 0, done.stderr
        told = json.loads((self.home / "o" / "tong-ket.json").read_text("utf-8"))
        return {Path(each["plan"]).stem: (each["state"], each["why"]) for each in told["plans"]}

    def run(self, *more: str) -> subprocess.CompletedProcess[str]:
        """Run the command; what Python compiled of the copy is kept for the next run."""
        left_out = ("PYTHONDONTWRITEBYTECODE",)
        environment = {name: value for name, value in os.environ.items() if name not in left_out}
        environment |= {"PYTHONPATH": str(self.home), "KEHOACH_FONTS": str(self.home / "fonts")}
        command = [sys.executable, "-m", "generator", "build", "plans", "-o", "o", "--format", "docx", *more]
        return subprocess.run(command, cwd=self.home, env=environment, capture_output=True, text=True, check=False)

    def built(self, *more: str) -> set[str]:
        """The plans that one more run builds."""
        return {plan for plan, (state, _) in self.build(*more).items() if state == "built"}

    def dry(self) -> set[str]:
        """The plans that a dry run says would be built."""
        lines = self.run("--dry-run").stdout.splitlines()
        return {Path(line.split(":")[0]).stem for line in lines if line.startswith("sẽ in")}

    def change(self, name: str, old: str, new: str) -> None:
        """Change a file so that neither its size nor its times tell of it; without words, one byte of it."""
        path, status = self.home / name, (self.home / name).stat()
        data = path.read_bytes()
        if old:
            assert old.encode() in data and len(old.encode()) == len(new.encode()), "it must change, and not in size"
            path.write_bytes(data.replace(old.encode(), new.encode(), 1))
        else:
            at = 10 if data.startswith(b"PK") else len(data) - 1  # the time of a zip's first entry; a font's padding
            path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
        assert (path.stat().st_size, path.stat().st_mtime_ns) == (status.st_size, status.st_mtime_ns)


@pytest.fixture(scope="module")
def copy(tmp_path_factory) -> Copy:
    """The copy, built; every test leaves it so."""
    made = Copy(tmp_path_factory.mktemp("copy"))
    made.build()
    return made


ALL = {"tinh", "tan-son", "phu-loc", "ke-hoach-giay", "ke-hoach-rong", "ke-hoach-mau", "ke-hoach-phong"}
UNITS = {"tan-son", "phu-loc"}
#: What is changed, from what to what, which plans are built again for it, and what staff are told.
CHANGES = {
    "the plan": ("plans/ke-hoach-giay.yaml", "hiện giay", "hiện giao", {"ke-hoach-giay"}, "kế hoạch đã sửa"),
    "a file it inherits": ("plans/mau.yaml", "Bố trí", "Bổ trí", UNITS, "tệp mà kế hoạch dựa vào đã sửa (mau.yaml)"),
    "the plan above": ("plans/tinh.yaml", "Đăng", "Đưng", {"tinh", *UNITS}, "đã sửa"),
    "its unit's row": ("plans/don-vi.csv", ";300;", ";310;", {"tan-son"}, "danh sách đơn vị đã sửa (don-vi.csv)"),
    "its signer's row": ("plans/don-vi.csv", "Trần Thị", "Trấn Thị", {"phu-loc"}, "danh sách đơn vị đã sửa"),
    "its office file": ("plans/co-quan.yaml", "VT, TH", "VT, KT", {"ke-hoach-phong"}, "đã sửa (co-quan.yaml)"),
    "its Word template": ("plans/rieng.docx", "", "", {"ke-hoach-mau"}, "mẫu Word đã sửa (rieng.docx)"),
    "its profile": ("rong.yaml", "31", "32", {"ke-hoach-rong"}, "profile đã sửa (rong.yaml)"),
    "the common template": ("templates/plan.typ", "The look", "The Look", ALL, "mẫu chung (templates/plan) đã đổi"),
    "the common profile": ("templates/profile.yaml", "Cỡ chữ", "Cở chữ", ALL, "templates/profile.yaml đã đổi"),
    "the standard": ("generator/standard/nd30.yaml", "mỗi yêu", "Mỗi yêu", ALL, "(standard) đã đổi"),
    "a font": ("fonts/FONT", "", "", ALL, "phông chữ trên máy đã đổi"),
    "the program": ("generator/layout.py", "lay_out:", "lay_Out:", ALL, "chương trình hoặc thư viện"),
}
#: What changes in a file and not in what a plan says.
SAME = {
    "a comment": ("plans/ke-hoach-giay.yaml", "title:", "# chú\ntitle:"),
    "a comment in a file it inherits": ("plans/mau.yaml", "abstract:", "# chú\nabstract:"),
    "the row of a unit without a plan": (
        "plans/don-vi.csv",
        "\nphu-loc;",
        "\nba-vi;Ba Vì;huyện;tinh-an-binh;;;;;;\nphu-loc;",
    ),
}


def test_a_second_run_builds_nothing(copy):
    assert set(copy.build()) == ALL
    assert copy.built() == set()
    assert copy.built("--force") == ALL


@pytest.mark.parametrize("what", CHANGES)
def test_what_a_plan_is_made_of_is_told_by_its_content(what, copy):
    name, old, new, again, why = CHANGES[what]
    name = name.replace("FONT", next((copy.home / "fonts").iterdir()).name)
    copy.change(name, old, new)
    due = copy.home / "o" / "tong-ket.json"
    before = due.read_bytes()
    copy_dry = copy.dry()
    assert due.read_bytes() == before, "a dry run writes nothing"
    told = {plan: reason for plan, (state, reason) in copy.build().items() if state == "built"}
    assert set(told) == again == copy_dry
    assert all(why in reason for reason in told.values())
    assert copy.built() == set()


@pytest.mark.parametrize("what", SAME)
def test_what_does_not_change_what_a_plan_says_builds_nothing(what, copy):
    name, old, new = SAME[what]
    path = copy.home / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    assert copy.built() == set()
    path.write_text(text, "utf-8")
    assert copy.built() == set()


def test_a_file_that_comes_to_stand_before_another_is_seen(copy):
    """A profile is looked for beside the plan first: one that comes there is the one that counts."""
    plan = copy.home / "plans" / "ke-hoach-giay.yaml"
    text = plan.read_text("utf-8")
    (copy.home / "trang.yaml").write_text("page: {left: 32}\n", "utf-8")
    plan.write_text(text + "profile: trang.yaml\n", "utf-8")
    assert copy.built() == {"ke-hoach-giay"}
    (copy.home / "plans" / "trang.yaml").write_text("abstract: true\n", "utf-8")
    assert "ke-hoach-giay" in copy.dry()
    (copy.home / "plans" / "trang.yaml").unlink()
    plan.write_text(text, "utf-8")
    assert copy.built() == {"ke-hoach-giay"}


def test_an_output_that_is_gone_is_built_again(copy):
    (copy.home / "o" / "ke-hoach-giay.docx").unlink()
    assert copy.build()["ke-hoach-giay"] == ("built", "bản in không còn (ke-hoach-giay.docx)")


def test_an_output_that_someone_edited_is_kept_aside(copy):
    document = copy.home / "o" / "ke-hoach-giay.docx"
    ours = document.read_bytes()
    for number in ("", "-2"):
        document.write_bytes(ours + b"edited" + number.encode())
        assert copy.build()["ke-hoach-giay"] == ("built", "bản in đã bị sửa (ke-hoach-giay.docx)")
        assert document.read_bytes() == ours
        aside = document.with_name(f"ke-hoach-giay.sua-tay{number}.docx")
        assert aside.read_bytes() == ours + b"edited" + number.encode()
    for aside in document.parent.glob("*.sua-tay*"):
        aside.unlink()


def test_another_order_builds_again(copy):
    assert set(copy.built("--allow-errors")) == ALL
    assert set(copy.built()) == ALL


def test_outputs_may_be_moved_with_their_plans(copy, tmp_path):
    shutil.copytree(copy.home, tmp_path / "elsewhere")
    moved = Copy.__new__(Copy)
    moved.home = tmp_path / "elsewhere"
    assert moved.built() == set()


@pytest.mark.parametrize("jobs", [1, 3])
def test_the_bytes_are_the_same_for_any_number_of_workers(jobs, copy, tmp_path):
    once = {path.name: path.read_bytes() for path in (copy.home / "o").rglob("*.docx")}
    copy.build("--force", "--jobs", str(jobs))
    assert {path.name: path.read_bytes() for path in (copy.home / "o").rglob("*.docx")} == once


# --- the summary --------------------------------------------------------------------------------


def test_every_plan_ends_in_the_summary_with_links_that_lead_somewhere(copy):
    folder = copy.home / "o"
    bad = copy.home / "plans" / "hong.yaml"
    bad.write_text("title: Thực hiện\n", "utf-8")
    try:
        done = copy.run()
    finally:
        bad.unlink()
    assert done.returncode == 1
    assert "8 kế hoạch: 7 không đổi, 1 chưa in được" in done.stdout
    told = json.loads((folder / "tong-ket.json").read_text("utf-8"))
    assert told["counts"] == {"built": 0, "unchanged": 7, "failed": 1}
    failed = next(plan for plan in told["plans"] if plan["state"] == "failed")
    assert failed["plan"] == "plans/hong.yaml" and failed["problems"]
    page = (folder / "tong-ket.html").read_text("utf-8")
    links = re.findall(r'href="([^"]+)"', page)
    assert len(links) == 8 + 7
    assert [link for link in links if not (folder / link).exists()] == ["../plans/hong.yaml"]


def test_the_bar_tells_how_far_how_fast_and_how_long():
    done = [Outcome(Path("x"), "unchanged")] * 10 + [Outcome(Path("x"), "built")] * 29 + [Outcome(Path("x"), "failed")]
    bar = "[##########..............] 40/94 · 10,0 kế hoạch/giây · còn 5,4 giây · 1 chưa in được"
    assert summary.progress(done, 94, 3.0) == bar
    assert summary.progress([], 3321, 0.0) == "[........................] 0/3.321"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0.44, "0,4 giây"), (125, "2 phút 05 giây"), (4325, "1 giờ 12 phút"), (59.96, "1 phút 00 giây")],
)
def test_a_time_is_told_as_staff_say_it(seconds, said):
    assert summary.duration(seconds) == said


# --- which files are plans ----------------------------------------------------------------------

NO_PLANS = [
    "abstract: true\n", "title: x\nabstract: Có\n", "units:\n  - id: a\n", "# chú\nunits: # ds\n\n- id: a\n",
    "office:\n  archive: VT\n", "office: {archive: VT}\n", "'office':\n  # ai ký\n  signatory: {}\n",
]  # fmt: skip
ALL_PLANS = [
    "title: x\n", "abstract: false\n", "units: don-vi.csv\n", "office: co-quan.yaml\n", "", "hỏng: [",
    "office:\n  co-quan.yaml\n", "title: x\noffice:\n  archive: VT\n", "text: |\n  abstract: true\n",
]  # fmt: skip


@pytest.mark.parametrize(("text", "is_one"), [*((t, False) for t in NO_PLANS), *((t, True) for t in ALL_PLANS)])
def test_templates_registers_and_office_files_are_no_plans(text, is_one, tmp_path):
    (tmp_path / "x.yaml").write_text(text, "utf-8")
    assert plans.is_plan(tmp_path / "x.yaml") == is_one


def test_a_link_that_leads_nowhere_is_told_as_a_plan(tmp_path):
    (tmp_path / "vong.yaml").symlink_to("vong.yaml")
    (tmp_path / "mat.yaml").symlink_to("khong-co.yaml")
    assert [path.name for path in plans.plans([tmp_path])] == ["mat.yaml", "vong.yaml"]


# --- records ------------------------------------------------------------------------------------

_TEXTS = st.dictionaries(st.text(), st.text(), max_size=4)


@given(st.builds(Record, st.text(), _TEXTS, _TEXTS, _TEXTS, st.text(), _TEXTS, _TEXTS, st.text(), st.integers(0, 99)))
@settings(max_examples=50)
def test_a_record_is_read_as_it_was_written(tmp_path_factory, made):
    file = tmp_path_factory.mktemp("record") / "x.json"
    file.write_bytes(record.dump(made))
    assert record.read(file) == made


_KEYS = st.sampled_from(["version", "order", "common", "inputs", "kinds", "tree", "outputs"])
_JSON = st.recursive(st.none() | st.integers() | st.text(), lambda c: st.lists(c) | st.dictionaries(_KEYS, c))


@given(st.binary(max_size=200) | _JSON)
@settings(max_examples=100)
def test_a_record_that_cannot_be_believed_counts_for_none(tmp_path_factory, found):
    file = tmp_path_factory.mktemp("record") / "x.json"
    file.write_bytes(found if isinstance(found, bytes) else json.dumps(found).encode())
    assert record.read(file) is None


def test_the_libraries_that_count_are_those_of_the_project():
    import tomllib

    named = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    wanted = {match[0].lower() for name in named if (match := re.match(r"[\w-]+", name))} - {"ruamel"}
    assert wanted <= set(common.LIBRARIES)
    assert len(common._libraries()) == 3 + len(common.LIBRARIES)


# --- watching -----------------------------------------------------------------------------------


def test_watch_builds_again_what_changes_and_ends_with_ctrl_c(tmp_path):
    plan = tmp_path / "plans" / "mot.yaml"
    plan.parent.mkdir()
    plan.write_text(sample(), "utf-8")
    (plan.parent / "hai.yaml").write_text(sample(title="Thực hiện việc khác"), "utf-8")
    command = [sys.executable, "-m", "generator", "build", "plans", "-o", "o", "--format", "docx", "--watch"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    heard = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)  # a shell's background jobs do not hear Ctrl-C
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True, preexec_fn=heard) as process:  # fmt: skip
        try:
            first = _until(process, "đang chờ thay đổi")
            plan.write_text(sample(title="Thực hiện giảm nghèo năm 2027"), "utf-8")
            second = _until(process, "đang chờ thay đổi")
            plan.write_text("title: hỏng\n", "utf-8")
            third = _until(process, "đang chờ thay đổi")
            (plan.parent / "ba.yaml").write_text(sample(title="Thực hiện việc thứ ba"), "utf-8")
            plan.write_text(sample(), "utf-8")
            fourth = _until(process, "đang chờ thay đổi")
            process.send_signal(signal.SIGINT)
            assert process.wait(10) == 0
        finally:
            process.kill()
    assert "2 đã in" in first
    assert "o/mot.docx" in second and "o/hai.docx" not in second
    assert "thiếu khóa" in third
    assert "o/ba.docx" in fourth and "o/mot.docx" in fourth


def _until(process: subprocess.Popen[str], words: str) -> str:
    lines = []
    assert process.stdout
    for line in process.stdout:
        lines.append(line)
        if words in line:
            return "".join(lines)
    raise AssertionError("".join(lines))
