"""fetch: a plan as it stood at a revision of git -> its file, with all that it is made from. git is called only here.

Nothing of the repository is changed, nothing is fetched from elsewhere: only objects that are there are read, without
hooks, pagers, prompts or foreign diff programs.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable
from collections.abc import Mapping as Map
from dataclasses import dataclass
from datetime import date as Date
from pathlib import Path, PurePosixPath
from typing import NoReturn

from generator import source
from generator.cascade import layers
from generator.problem import Mark, PlanError, Problem
from generator.source import Mapping, Scalar, Value

#: git is given so long for a call (s): all of them read a few objects.
_PATIENCE = 30.0
#: A larger file is no part of a plan (bytes).
_LARGEST = 50_000_000
_QUIET = {
    "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_PAGER": "cat", "LC_ALL": "C",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Named:
    """What staff call a plan by: a file, or `REVISION:path`."""

    revision: str
    path: Path
    said: str


@dataclass(frozen=True, slots=True)
class Fetched:
    """A plan's file to read, and how staff know the files that it is made from. Of a revision: who made it, when."""

    path: Path
    names: Map[str, str]
    author: str = ""
    date: Date | None = None
    commit: str = ""

    def shown(self, name: Named) -> str:
        """Return how a version is named to who does not use git: `plans/x.yaml (bản 4f26f665, 22/11/2026)`."""
        if not self.commit:
            return name.said
        day = f", {self.date:%d/%m/%Y}" if self.date else ""
        return f"{name.path.as_posix()} (bản {self.commit}{day})"


@dataclass(frozen=True, slots=True)
class Stamp:
    """The revision that a folder stands at, and the files in it that differ from it."""

    short: str
    changed: frozenset[str]

    def of(self, files: Iterable[Path]) -> str:
        """Return what a draft made from these files bears: the short hash, with a `+` where one of them was edited."""
        edited = any(os.path.realpath(file) in self.changed for file in files)
        return self.short + "+" * edited


def named(text: str) -> Named:
    """Return what an argument names: a file that is there goes first, then `REVISION:path`."""
    revision, colon, path = text.partition(":")
    if not colon or len(revision) < 2 or layers.is_file(Path(text)):  # `C:\\x.yaml` is a file of Windows
        return Named("", Path(text), text)
    return Named(revision, Path(path), text)


def fetch(name: Named, folder: Path) -> Fetched:
    """Return the file that a name means; what a revision holds is written below `folder`, which is the caller's.

    Raises PlanError: no git, no repository, no such revision, no such file in it.
    """
    if not name.revision:
        return Fetched(name.path, {})
    repository = _Repository(name)
    inside = repository.find()
    plan = _lay(repository, folder, inside)
    waiting, seen = [plan], {plan}
    while waiting:
        for path in _beside(waiting.pop()) - seen:
            seen.add(path)
            if not path.is_relative_to(folder):
                message = f"ở bản `{name.revision}`, kế hoạch dựa vào một tệp ở ngoài kho ({path.name})"
                hint = "tệp ngoài kho không có bản cũ: chép nó vào kho, hoặc so hai tệp đang có"
                raise PlanError([Problem(Mark(name.said), message, hint, "revision")])
            if _take(repository, folder, path):
                waiting.append(path)
    shown = {str(path): f"{name.revision}:{path.relative_to(folder).as_posix()}" for path in seen}
    return Fetched(plan, shown, repository.author, repository.date, repository.commit[:8])


def stamp(folder: Path) -> Stamp | None:
    """Return the revision that a folder stands at; None where there is no git, no repository or no revision yet."""
    try:
        top, short = _git(folder, "rev-parse", "--show-toplevel", "--short=8", "HEAD").decode().splitlines()
        told = _git(folder, "status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all", "--", ":/")
    except (_Refused, ValueError):
        return None
    files = [entry[3:] for entry in told.decode("utf-8", "surrogateescape").split("\0") if entry]
    return Stamp(short, frozenset(os.path.realpath(os.path.join(top, file)) for file in files))


def user() -> str:
    """Return who works here, as git knows them; "" where it does not."""
    try:
        return _git(Path(), "config", "--get", "user.name").decode("utf-8", "replace").strip()
    except _Refused:
        return ""


# --- the repository -------------------------------------------------------------------------------


class _Refused(Exception):
    """git is not there, or said no; the text is what it said."""


def _git(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    command = ["git", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false", *arguments]
    try:
        done = subprocess.run(
            command, cwd=folder, input=given, capture_output=True, timeout=_PATIENCE, env={**os.environ, **_QUIET}
        )
    except (OSError, ValueError) as error:
        raise _Refused(str(error)) from None
    except subprocess.TimeoutExpired:
        raise _Refused("timeout") from None
    if done.returncode:
        raise _Refused(done.stderr.decode("utf-8", "replace"))
    return done.stdout


class _Repository:
    """The repository that the command stands in, seen at one revision."""

    def __init__(self, name: Named) -> None:
        self.name = name
        try:
            self.top = Path(os.fsdecode(_git(Path(), "rev-parse", "--show-toplevel").rstrip(b"\r\n")))
        except _Refused as error:
            self.refuse_repository(str(error))
        try:
            asked = (
                "log",
                "-1",
                "--no-show-signature",
                "--format=%H%n%an%n%as",
                "--end-of-options",
                name.revision,
                "--",
            )
            told = _git(Path(), *asked).decode("utf-8", "replace").rstrip("\n").split("\n")
            self.commit, author, day = told
        except (_Refused, ValueError):
            self.refuse_revision()
        self.author = "".join(letter for letter in author if letter.isprintable()).strip()
        self.date = _day(day)

    def find(self) -> PurePosixPath:
        """Return where the plan stands in the revision: as named from here, else from the top."""
        here = PurePosixPath(Path(os.path.relpath(Path.cwd(), self.top)).as_posix())
        path = self.name.path
        said = [_within(path, self.top)] if path.is_absolute() else [str(here / path.as_posix()), path.as_posix()]
        tried = [PurePosixPath(os.path.normpath(each)) for each in said]
        found = next((each for each in tried if each.parts[:1] != ("..",) and self.read(each) is not None), None)
        return found or self.refuse_path(tried[0])

    def read(self, path: PurePosixPath) -> bytes | None:
        """Return a file of the revision, None where it has no such file."""
        line = f"{self.commit}:{path}"
        if "\n" in line or "\0" in line:
            return None
        try:
            out = _git(Path(), "cat-file", "--batch", given=line.encode("utf-8", "surrogateescape") + b"\n")
        except (_Refused, UnicodeError):
            return None
        head, _, data = out.partition(b"\n")
        found = re.fullmatch(rb"[0-9a-f]+ blob (\d+)", head)
        return data[: int(found[1])] if found and int(found[1]) <= _LARGEST else None

    def refuse_repository(self, told: str) -> NoReturn:
        mark = Mark(self.name.said)
        if "No such file or directory: 'git'" in told or "not found" in told:
            message, hint = "máy này chưa có git", "cài git (`sudo apt-get install git`), hoặc so sánh hai tệp đang có"
        elif "dubious ownership" in told:
            message = "git không đọc kho này vì thư mục thuộc người dùng khác"
            hint = "chạy bằng tài khoản chủ của thư mục, hoặc nhờ người quản trị thêm `safe.directory`"
        elif told == "timeout":
            message, hint = "git không trả lời", "thử lại; nếu vẫn vậy, xem ổ đĩa mạng có bị treo không"
        else:
            message = "thư mục này không nằm trong kho git, nên không có bản cũ để lấy"
            hint = "đứng trong thư mục của kho rồi chạy lại, hoặc ghi hai tệp đang có: `kehoach diff cũ.yaml mới.yaml`"
        raise PlanError([Problem(mark, message, hint, "revision")])

    def refuse_revision(self) -> NoReturn:
        try:
            last = (
                _git(Path(), "log", "-3", "--no-show-signature", "--format=%h %as %s")
                .decode("utf-8", "replace")
                .splitlines()
            )
        except _Refused:
            last = []
        hint = "các bản gần nhất: " + "; ".join(last) if last else "kho chưa có bản nào được ghi (`git commit`)"
        message = f"kho không có bản `{self.name.revision}`"
        raise PlanError([Problem(Mark(self.name.said), message, hint, "revision")])

    def refuse_path(self, path: PurePosixPath) -> NoReturn:
        message = f"bản `{self.name.revision}` không có tệp `{self.name.path.as_posix()}`"
        was = self.was(path)
        if was:
            hint = f"ở bản đó tệp này tên là `{was}`: ghi `{self.name.revision}:{was}`"
        else:
            hint = f"xem bản đó có những tệp nào: `git ls-tree -r --name-only {self.name.revision}`"
        raise PlanError([Problem(Mark(self.name.said), message, hint, "revision")])

    def was(self, path: PurePosixPath) -> str:
        """Return the name that a file had at the revision, where git sees that it was renamed since."""
        asked = (
            "diff",
            "--no-ext-diff",
            "--no-textconv",
            "--name-status",
            "-z",
            "--find-renames=40%",
            self.commit,
            "--",
        )
        try:
            told = _git(self.top, *asked).decode("utf-8", "surrogateescape").split("\0")
        except _Refused:
            return ""
        for at, kind in enumerate(told[:-2]):
            if re.fullmatch(r"R\d+", kind) and told[at + 2] == str(path):
                return told[at + 1]
        return ""


def _day(text: str) -> Date | None:
    try:
        return Date.fromisoformat(text)
    except ValueError:  # no date, or one that no calendar has
        return None


def _within(path: Path, top: Path) -> str:
    return Path(os.path.relpath(path, top)).as_posix()


# --- the files ------------------------------------------------------------------------------------


def _lay(repository: _Repository, folder: Path, inside: PurePosixPath) -> Path:
    """Write a file of the revision where it stood, below the folder."""
    path = folder / inside
    data = repository.read(inside)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data or b"")
    return path


def _take(repository: _Repository, folder: Path, path: Path) -> bool:
    """Lay a file that another names, if the revision has it; tell whether it is one that may name others."""
    try:
        inside = PurePosixPath(path.relative_to(folder).as_posix())
    except ValueError:  # beyond the repository: it has no revisions
        return False
    if repository.read(inside) is None:
        here = PurePosixPath(Path(os.path.relpath(Path.cwd(), repository.top)).as_posix()) / path.name
        if path.suffix in (".yaml", ".yml", ".docx") and (data := repository.read(here)) is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)  # a profile or a Word template is looked for in the folder one stands in too
        return False
    _lay(repository, folder, inside)
    return path.suffix.lower() in (".yaml", ".yml")


#: Keys by which one file names another.
_NAMING = ("extends", "office", "units", "profile", "template")


def _beside(path: Path) -> set[Path]:
    """Return the files that a file names, whether they are there or not; none where it cannot be read."""
    try:
        root = source.load(path).root
    except PlanError:
        return set()
    return {layers.beside(path, name) for name in _names(root)}


def _names(value: Value) -> list[str]:
    found: list[str] = []
    for key, each in value.entries if isinstance(value, Mapping) else ():
        if key.text in _NAMING and isinstance(each, Scalar) and each.text.strip():
            found.append(each.text)
        elif key.text == "office":
            found += _names(each)
    return found
