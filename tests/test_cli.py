"""The command as staff use it: what it prints, what it writes, how it ends."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import NAMES, PLANS, ROOT, copy_registers, documents, sample
from test_problems import run


def test_build_writes_both_formats_and_says_which_font(tmp_path, plan_file):
    result = run("build", str(plan_file()), "-o", str(tmp_path / "out"))
    assert result.returncode == 0, result.stderr
    assert documents(tmp_path / "out") == ["plan.docx", "plan.pdf"]
    assert "phông chữ của PDF: " in result.stdout


def test_build_takes_a_folder_and_several_jobs(tmp_path):
    (tmp_path / "plans").mkdir()
    for path in PLANS:
        (tmp_path / "plans" / path.name).write_bytes(path.read_bytes())
    copy_registers(tmp_path / "plans")
    result = run("build", str(tmp_path / "plans"), "-o", str(tmp_path / "o"), "--jobs", "2")
    assert result.returncode == 0
    assert sorted({Path(name).stem for name in documents(tmp_path / "o")}) == NAMES


def test_the_number_of_jobs_does_not_change_the_bytes(tmp_path, built):
    run("build", *map(str, PLANS), "-o", str(tmp_path), "--jobs", "3")
    for path in PLANS:
        for kind in ("docx", "pdf"):
            # properties and text do not depend on how the plan was named on the command line
            assert (tmp_path / f"{path.stem}.{kind}").read_bytes() == built[path.stem].files[kind]


@pytest.mark.parametrize(("kinds", "files"), [("docx", ["plan.docx"]), ("pdf", ["plan.pdf"])])
def test_one_format_alone(kinds, files, tmp_path, plan_file):
    assert run("build", str(plan_file()), "-o", str(tmp_path / "o"), "--format", kinds).returncode == 0
    assert documents(tmp_path / "o") == files


def test_one_bad_plan_does_not_stop_the_others(tmp_path, plan_file):
    good, bad = plan_file(), plan_file("title: x\n", name="bad.yaml")
    result = run("build", str(bad), str(good), "-o", str(tmp_path / "o"))
    assert result.returncode == 1
    assert (tmp_path / "o" / "plan.pdf").exists()
    assert not (tmp_path / "o" / "bad.pdf").exists()
    assert "2 kế hoạch: 1 đã in, 1 chưa in được" in result.stdout


def test_a_failed_build_leaves_the_old_output_alone(tmp_path, plan_file):
    path = plan_file()
    run("build", str(path), "-o", str(tmp_path / "o"))
    before = (tmp_path / "o" / "plan.docx").read_bytes()
    path.write_text(sample(date="2022-13-01"), "utf-8")
    assert run("build", str(path), "-o", str(tmp_path / "o")).returncode == 1
    assert (tmp_path / "o" / "plan.docx").read_bytes() == before
    assert documents(tmp_path / "o") == ["plan.docx", "plan.pdf"]


def test_a_document_open_in_an_office_is_not_replaced(tmp_path, plan_file):
    out = tmp_path / "o"
    out.mkdir()
    (out / ".~lock.plan.docx#").write_text("")
    result = run("build", str(plan_file()), "-o", str(out))
    assert result.returncode == 1
    assert "tệp đang mở trong Word hoặc LibreOffice" in result.stderr
    assert documents(out) == []


def test_an_output_folder_that_is_a_file(tmp_path, plan_file):
    (tmp_path / "o").write_text("")
    result = run("build", str(plan_file()), "-o", str(tmp_path / "o"))
    assert result.returncode == 1
    assert "không tạo được thư mục" in result.stderr


def test_an_output_that_cannot_be_written_leaves_both_old_files(tmp_path, plan_file):
    out = tmp_path / "o"
    (out / "plan.pdf").mkdir(parents=True)  # a folder where the file should go
    (out / "plan.docx").write_bytes(b"old")
    result = run("build", str(plan_file()), "-o", str(out))
    assert result.returncode == 1
    assert "không ghi được tệp" in result.stderr
    assert documents(out) == ["plan.docx", "plan.pdf"]
    assert (out / "plan.docx").read_bytes() == b"old"


def test_a_pipe_is_no_plan_and_does_not_hang(tmp_path):
    os.mkfifo(tmp_path / "x.yaml")
    result = run("check", "x.yaml", folder=tmp_path)
    assert result.returncode == 1
    assert "thiết bị hoặc đường ống" in result.stderr


@pytest.mark.parametrize("name", ["", "/", "..", "x" * 300, "a\nb"])
def test_a_name_that_cannot_be_a_plan(name, tmp_path):
    assert run("new", name, folder=tmp_path).returncode == 1
    assert list(tmp_path.iterdir()) == []


def test_a_fault_of_ours_in_one_plan_does_not_stop_the_others(tmp_path, plan_file):
    files = [str(plan_file(name=name)) for name in ("bad.yaml", "good.yaml")]
    code = (
        "import sys\nfrom generator import build, cli\nreal = build.begin\n"
        "def broken(path):\n    if path.stem == 'bad': raise RuntimeError('x')\n    return real(path)\n"
        f"build.begin = broken\nsys.exit(cli.main(['build', *{files!r}, '-o', {str(tmp_path / 'o')!r}]))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path)},
    )  # fmt: skip
    assert result.returncode == 3
    assert documents(tmp_path / "o") == ["good.docx", "good.pdf"]
    assert f"lỗi của chương trình khi in {files[0]}" in result.stderr


def test_a_full_disk_is_told_as_such(tmp_path, monkeypatch):
    from generator.batch import files as writer
    from generator.problem import PlanError

    def full(*_: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(writer.Path, "write_bytes", full)
    (tmp_path / "a.docx").write_text("old")
    with pytest.raises(PlanError, match="ổ đĩa hết chỗ"):
        writer.write({tmp_path / "a.docx": b"new", tmp_path / "a.pdf": b"new"})
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("a.docx", b"old")]


def test_two_plans_that_would_write_the_same_output(tmp_path, plan_file):
    (tmp_path / "a").mkdir()
    other = tmp_path / "a" / "PLAN.yaml"
    other.write_text(sample(), "utf-8")
    result = run("build", str(plan_file()), str(other), "-o", str(tmp_path / "o"))
    assert result.returncode == 1
    assert "cùng ghi ra `PLAN`" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "thiếu tham số"),
        (("build",), "thiếu tham số: TỆP"),
        (("bild", "x"), "không nhận 'bild'"),
        (("build", "x.yaml", "--format", "odt"), "không có dạng `odt`"),
        (("build", "x.yaml", "--jobs", "0"), "phải là số từ 1 đến 256"),
        (("check", "x.yaml", "--nope"), "không có tham số `--nope`"),
    ],
)
def test_a_wrong_call_ends_with_2_and_speaks_vietnamese(arguments, said):
    result = run(*arguments)
    assert result.returncode == 2
    assert said in result.stderr
    assert "gợi ý" in result.stderr
    assert "usage" not in result.stderr + run("build", "--help").stdout


@pytest.mark.parametrize(
    ("name", "said"), [("không-có.yaml", "không tìm thấy tệp"), (".", "thư mục không có kế hoạch nào")]
)
def test_a_path_that_holds_no_plan(name, said, tmp_path):
    result = run("check", name, folder=tmp_path)
    assert result.returncode == 1
    assert said in result.stderr


def test_strange_file_names(tmp_path):
    for name in ("kế hoạch số 1.yaml", "a'b\"c.yaml", "-x.yaml", "$(x).yaml"):
        (tmp_path / name).write_text(sample(), "utf-8")
    result = run("build", ".", "-o", "o", folder=tmp_path)
    assert result.returncode == 0, result.stderr
    assert len(documents(tmp_path / "o")) == 8


def test_new_makes_a_plan_that_builds_and_never_writes_over_one(tmp_path):
    first = run("new", "plans/giảm-nghèo", folder=tmp_path)
    assert first.returncode == 0, first.stderr
    built = run("build", "plans", "-o", "o", folder=tmp_path)
    assert built.returncode == 0, built.stderr
    assert "lỗi" not in built.stderr
    again = run("new", "plans/giảm-nghèo.yaml", folder=tmp_path)
    assert again.returncode == 1
    assert "không ghi đè" in again.stderr


def test_doctor_tells_what_the_machine_has():
    result = run("doctor")
    assert result.returncode == 0
    assert "phông chữ của PDF: " in result.stdout
    assert "LibreOffice: " in result.stdout


def test_doctor_tells_the_cure_where_the_font_is_missing(tmp_path):
    result = run("doctor", KEHOACH_FONTS=str(tmp_path))
    assert result.returncode == 1
    assert "sudo apt-get install fonts-croscore" in result.stderr


def test_schema_prints_the_schema():
    assert json.loads(run("schema").stdout)["title"] == "Kế hoạch"


def test_a_fault_of_ours_ends_with_3_and_a_log_and_no_traceback(tmp_path, plan_file):
    code = (
        "import generator.build as b, sys\nfrom generator import cli\n"
        "def broken(*a): raise RuntimeError('x')\nb.begin = broken\n"
        f"sys.exit(cli.main(['build', {str(plan_file())!r}, '-o', {str(tmp_path / 'o')!r}]))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path)},
    )  # fmt: skip
    assert result.returncode == 3
    assert "Traceback" not in result.stderr
    assert "lỗi của chương trình" in result.stderr
    (log,) = tmp_path.glob("kehoach-*.log")
    assert "RuntimeError: x" in log.read_text("utf-8")


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(8)
)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("bomb", BOMB),
        ("circle", "a: &a\n  b: *a\n"),
        ("large", "title: " + "x" * 50_000_000 + "\n"),
        ("deep", "a: " + "[" * 200_000),
        ("deep-block", "".join(" " * n + "a:\n" for n in range(3000))),
        ("many", "a:\n" + "  - x\n" * 600_000),
        ("long-line", "title: " + "dài " * 900_000 + "\n"),
        ("stars", "opening: " + "*a " * 60_000 + "\n"),
        ("braces", 'opening: "' + "{{ a " * 60_000 + '"\n'),
        ("one-line", "a: [" + "x, " * 700_000 + "]\n"),
        ("emphasis", 'opening: "' + "*a " * 20_000 + "a* " * 20_000 + '"\n'),
        ("unknown-keys", "".join(f"khoa{n}: x\n" for n in range(15_000))),
        ("empty-nodes", "sections:\n" + "  - {id: a}\n" * 6000),
        ("spaces", " " * 60_000 + "x: y\n"),
    ],
)
def test_a_hostile_file_ends_in_a_clear_error_fast_and_in_little_memory(name, text, tmp_path):
    path = Path(tmp_path, f"{name}.yaml")
    path.write_text(text, "utf-8")
    start = sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])
    result = subprocess.run(
        [sys.executable, "-m", "generator", "check", str(path)],
        env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False, timeout=30,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_DATA, (500_000_000, 500_000_000)),
    )  # fmt: skip
    assert result.returncode == 1, result.stderr[-500:]
    assert "lỗi: " in result.stderr
    spent = sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2]) - start
    assert spent < 2  # seconds of work, however busy the machine is
