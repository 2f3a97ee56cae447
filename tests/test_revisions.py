"""A plan as it stood at a revision of git, with all that it is made from; and what is said where it cannot be had."""

from __future__ import annotations

import os
import subprocess
from datetime import date
from pathlib import Path

import pytest
from conftest import sample

from generator import build, revisions
from generator.problem import PlanError


def git(*arguments: str, **more: str) -> str:
    env = {**os.environ, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_COMMITTER_DATE": "2026-01-05T08:00:00+07:00", **more}
    who = ["-c", "user.name=Nguyễn Văn A", "-c", "user.email=a@example.vn"]
    done = subprocess.run(["git", *who, *arguments], capture_output=True, text=True, check=True, env=env)
    return done.stdout.strip()


def commit(message: str = "x") -> str:
    git("add", "-A")
    git("commit", "-q", "-m", message, "--date", "2026-01-05T08:00:00+07:00")
    return git("rev-parse", "HEAD")


@pytest.fixture
def repository(tmp_path, monkeypatch) -> Path:
    """A repository with a plan that stands on a template, an office file and a profile; committed, then changed."""
    monkeypatch.chdir(tmp_path)
    git("init", "-q")
    Path("plans/2026").mkdir(parents=True)
    Path("plans/mau.yaml").write_text("abstract: true\nopening: Ủy ban nhân dân xã ban hành Kế hoạch.\n", "utf-8")
    Path("plans/co-quan.yaml").write_text("office:\n  archive: VT\n  profile: rong.yaml\n", "utf-8")
    Path("plans/rong.yaml").write_text("page: {left: 32}\n", "utf-8")
    text = "extends: ../mau.yaml\noffice: ../co-quan.yaml\n" + sample(recipients="[UBND tỉnh]")
    Path("plans/2026/x.yaml").write_text(text, "utf-8")
    commit()
    Path("plans/mau.yaml").write_text("abstract: true\nopening: Câu mới.\n", "utf-8")
    Path("plans/rong.yaml").write_text("page: {left: 35}\n", "utf-8")
    Path("plans/2026/x.yaml").write_text(text.replace("bền vững", "nhanh"), "utf-8")
    return tmp_path


def fetched(name: str, folder: Path) -> revisions.Fetched:
    folder.mkdir(exist_ok=True)
    return revisions.fetch(revisions.named(name), folder)


def told(name: str, folder: Path) -> str:
    with pytest.raises(PlanError) as caught:
        fetched(name, folder)
    (problem,) = caught.value.problems
    assert problem.mark.file == name
    return f"{problem.message}\n{problem.hint}"


def test_a_plan_comes_with_all_that_it_is_made_from(repository, tmp_path_factory):
    got = fetched("HEAD:plans/2026/x.yaml", tmp_path_factory.mktemp("old"))
    read = build.read(got.path)
    words = str(read.document)
    assert "ban hành Kế hoạch" in words and "Câu mới" not in words
    assert "bền vững" in words
    assert read.profile["page.left"] == 32
    assert (got.author, got.date) == ("Nguyễn Văn A", date(2026, 1, 5))


def test_its_files_are_shown_by_their_revision(repository, tmp_path_factory):
    got = fetched("HEAD:plans/2026/x.yaml", tmp_path_factory.mktemp("old"))
    assert "HEAD:plans/mau.yaml" in got.names.values()
    assert got.names[str(got.path)] == "HEAD:plans/2026/x.yaml"


def test_a_path_is_taken_from_here_then_from_the_top(repository, tmp_path_factory, monkeypatch):
    monkeypatch.chdir(repository / "plans" / "2026")
    for number, name in enumerate(("HEAD:x.yaml", "HEAD:plans/2026/x.yaml", f"HEAD:{repository}/plans/2026/x.yaml")):
        got = fetched(name, tmp_path_factory.mktemp(f"old{number}"))
        assert got.path.as_posix().endswith("plans/2026/x.yaml")


def test_a_file_that_is_there_is_a_file(repository):
    Path("a:b.yaml").write_text("x", "utf-8")
    assert revisions.named("a:b.yaml") == revisions.Named("", Path("a:b.yaml"), "a:b.yaml")
    assert revisions.named("plans/2026/x.yaml").revision == ""
    assert revisions.named("C:x.yaml").revision == ""


def test_nothing_of_the_repository_is_changed(repository, tmp_path_factory):
    before = {path: path.read_bytes() for path in repository.rglob("*") if path.is_file()}
    fetched("HEAD:plans/2026/x.yaml", tmp_path_factory.mktemp("old"))
    revisions.stamp(Path())
    assert {path: path.read_bytes() for path in repository.rglob("*") if path.is_file()} == before


def test_a_revision_that_is_not_there_is_told_with_those_that_are(repository, tmp_path):
    said = told("khong-co:plans/2026/x.yaml", tmp_path / "old")
    assert "kho không có bản `khong-co`" in said
    assert "các bản gần nhất: " in said and " x" in said


@pytest.mark.parametrize(
    "revision", ["--all", "--output=/tmp/x", "-1", "HEAD^{tree}", "HEAD:plans", "@{-9}", "HEAD~99"]
)
def test_an_option_is_never_taken_for_a_revision(repository, tmp_path, revision):
    assert "không có" in told(f"{revision}:plans/2026/x.yaml", tmp_path / "old")


def test_a_file_that_is_not_in_the_revision_is_told(repository, tmp_path):
    said = told("HEAD:plans/khac.yaml", tmp_path / "old")
    assert "bản `HEAD` không có tệp `plans/khac.yaml`" in said
    assert "git ls-tree -r --name-only HEAD" in said


def test_a_file_that_was_moved_is_told_by_its_old_name(repository, tmp_path):
    git("checkout", "-q", "--", ".")
    git("mv", "plans/2026/x.yaml", "plans/giam-ngheo.yaml")
    said = told("HEAD:plans/giam-ngheo.yaml", tmp_path / "old")
    assert "ở bản đó tệp này tên là `plans/2026/x.yaml`: ghi `HEAD:plans/2026/x.yaml`" in said
    commit("moved")
    assert "`HEAD~1:plans/2026/x.yaml`" in told("HEAD~1:plans/giam-ngheo.yaml", tmp_path / "old")


def test_a_folder_without_git_is_told(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert "không nằm trong kho git" in told("HEAD:x.yaml", tmp_path / "old")


def test_a_machine_without_git_is_told(repository, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    assert "máy này chưa có git" in told("HEAD:plans/2026/x.yaml", tmp_path / "old")
    assert revisions.stamp(Path()) is None


def test_a_repository_without_revisions_is_told(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    git("init", "-q")
    assert "kho chưa có bản nào được ghi" in told("HEAD:x.yaml", tmp_path / "old")
    assert revisions.stamp(Path()) is None


def test_a_folder_of_the_revision_is_no_plan(repository, tmp_path):
    assert "không có tệp `plans`" in told("HEAD:plans", tmp_path / "old")


def test_a_path_that_leaves_the_repository_is_no_plan(repository, tmp_path):
    assert "không có tệp" in told("HEAD:../../etc/passwd", tmp_path / "old")


def test_a_plan_that_names_a_file_outside_takes_nothing_from_there(repository, tmp_path_factory):
    Path("plans/2026/x.yaml").write_text("extends: ../../../../../../../../etc/passwd.yaml\ntitle: x\n", "utf-8")
    commit()
    assert "dựa vào một tệp ở ngoài kho (passwd.yaml)" in told("HEAD:plans/2026/x.yaml", tmp_path_factory.mktemp("old"))


def test_the_stamp_is_the_short_hash_and_tells_of_edits(repository):
    stamp = revisions.stamp(Path())
    assert stamp and stamp.short == git("rev-parse", "--short=8", "HEAD")
    assert stamp.of([Path("plans/co-quan.yaml")]) == stamp.short
    assert stamp.of([Path("plans/2026/x.yaml"), Path("plans/co-quan.yaml")]) == f"{stamp.short}+"
    Path("plans/moi.yaml").write_text("x", "utf-8")
    fresh = revisions.stamp(Path("plans"))
    assert fresh and fresh.of([Path("plans/moi.yaml")]).endswith("+")
