"""run: many plans -> their files, each whole or not at all.

The only place that writes outputs. One bad plan never stops the others.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import socket
import tempfile
import traceback
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Map
from dataclasses import dataclass
from pathlib import Path

from generator import build, source, vietnamese
from generator.problem import Mark, PlanError, Problem, reason


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one plan: the files written, or what has to be mended (`failed`)."""

    plan: Path
    written: tuple[Path, ...]
    problems: tuple[Problem, ...]
    failed: bool
    family: str = ""
    #: A fault of ours, as Python tells it; "" where there is none.
    fault: str = ""


def plans(paths: list[Path]) -> dict[Path, Path]:
    """Return the plans that paths name, each with its place below the folder of outputs.

    Folders are opened, with those inside them, in Vietnamese order: outputs mirror them. Templates
    that are only extended, and registers of units, are no plans. Raises PlanError for a path that is
    not there, a folder without plans, or two plans that would write the same output.
    """
    found: dict[Path, Path] = {}
    problems: list[Problem] = []
    for path in paths:
        if path.is_dir():
            inside = [each for each in _inside(path) if is_plan(each)]
            found.update((each, each.parent.relative_to(path)) for each in inside if each not in found)
            if not inside:
                hint = "ghi thư mục có tệp .yaml; mẫu (`abstract: true`) và danh sách đơn vị không phải kế hoạch"
                problems.append(Problem(Mark(str(path)), "thư mục không có kế hoạch nào (tệp .yaml)", hint))
        elif path.exists():
            found.setdefault(path, Path())
        else:
            problems.append(Problem(Mark(str(path)), "không tìm thấy tệp", "kiểm tra lại tên tệp"))
    seen: dict[str, Path] = {}
    for path, place in found.items():
        first = seen.setdefault(str(place / path.stem).lower(), path)
        if first is not path:
            message = f"cùng ghi ra `{path.stem}` với `{first}`"
            problems.append(Problem(Mark(str(path)), message, "đổi tên một trong hai tệp"))
    if problems:
        raise PlanError(problems)
    return found


def _inside(folder: Path) -> Iterator[Path]:
    """Yield the YAML files of a folder, then those of the folders in it; what begins with a dot is passed by."""
    here = sorted(folder.iterdir(), key=lambda p: vietnamese.sort_key(p.name))
    yield from (each for each in here if each.suffix in (".yaml", ".yml") and each.is_file())
    for each in here:
        if each.is_dir() and not each.is_symlink() and not each.name.startswith("."):
            yield from _inside(each)


#: A template that is only extended, and a register of units, told by a key at the start of a line.
_NO_PLAN = re.compile(
    rb"^['\"]?abstract['\"]?[ \t]*:[ \t]*['\"]?(?:true|yes|on|c\xc3\xb3)(?![^\s'\"#])"
    rb"|^['\"]?units['\"]?[ \t]*:[ \t]*(?:#.*)?\r?\n(?:[ \t]*(?:#.*)?\r?\n)*[ \t]*-",
    re.M | re.I,
)


def is_plan(path: Path) -> bool:
    """Tell whether a YAML file is a plan to build; a file that cannot be read is one, so that it is told."""
    try:
        with path.open("rb") as file:
            return not _NO_PLAN.search(file.read(source.MAX_BYTES))
    except OSError:
        return True


def run(
    found: Map[Path, Path],
    folder: Path,
    formats: tuple[str, ...],
    jobs: int = 1,
    template: Path | None = None,
    allow_errors: bool = False,
) -> Iterator[Outcome]:
    """Build plans into a folder, each in its place below it, and yield what became of each, in order."""
    try:
        for place in {Path(), *found.values()}:
            (folder / place).mkdir(parents=True, exist_ok=True)
        sweep(folder / place for place in {Path(), *found.values()})
    except (OSError, ValueError) as error:
        message = f"không tạo được thư mục ({reason(error)})"
        raise PlanError([Problem(Mark(str(folder)), message, "chọn thư mục khác bằng -o")]) from None
    if jobs <= 1 or len(found) == 1:
        for path, place in found.items():
            yield one(path, folder / place, formats, template, allow_errors)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(min(jobs, len(found))) as pool:
        waiting = [
            pool.submit(one, path, folder / place, formats, template, allow_errors) for path, place in found.items()
        ]
        for future in waiting:
            yield future.result()


def one(
    path: Path, folder: Path, formats: tuple[str, ...], template: Path | None, allow_errors: bool = False
) -> Outcome:
    """Build one plan and write its files."""
    try:
        targets = {name: folder / f"{path.stem}.{name}" for name in formats}
        _refuse_open(targets)
        built = build.build(path, formats, template, allow_errors)
        write({targets[name]: data for name, data in built.files.items()})
    except PlanError as error:
        return Outcome(path, (), error.problems, True)
    except OSError as error:
        problem = Problem(Mark(str(path)), f"hệ thống không cho làm ({reason(error)})", "xem lại tên tệp và thư mục")
        return Outcome(path, (), (problem,), True)
    except Exception:  # a fault of ours in one plan must not stop the others
        return Outcome(path, (), (), True, fault=traceback.format_exc())
    return Outcome(path, tuple(targets.values()), built.notes, False, built.family)


def write(files: dict[Path, bytes]) -> None:
    """Write files so that all of them appear whole, or none does and the old ones stay."""
    made: list[tuple[str, Path]] = []
    kept: list[tuple[str, Path]] = []
    target = next(iter(files), Path())
    try:
        for target, data in files.items():
            made.append((_temporary(target), target))
            Path(made[-1][0]).write_bytes(data)
            os.chmod(made[-1][0], 0o644)
        for name, target in made:
            if target.is_file():  # a copy of the old file, so that it can come back
                kept.append((_temporary(target), target))
                shutil.copy2(target, kept[-1][0])
            os.replace(name, target)
    except (OSError, ValueError) as error:
        for name, old in kept:
            os.replace(name, old)
        hint = "đóng tệp nếu đang mở, kiểm tra quyền ghi và chỗ trống của ổ đĩa"
        message = f"không ghi được tệp ({reason(error)})"
        raise PlanError([Problem(Mark(str(target)), message, hint, "output")]) from None
    finally:
        for name, _ in (*made, *kept):
            if os.path.exists(name):
                os.unlink(name)


def _temporary(target: Path) -> str:
    handle, name = tempfile.mkstemp(prefix=f".kehoach-{_HOST}-{os.getpid()}-", suffix=".tmp", dir=target.parent)
    os.close(handle)
    return name


#: Tells this machine from others that write to the same folder.
_HOST = hashlib.sha256(socket.gethostname().encode()).hexdigest()[:8]
_LEFT = re.compile(r"\.kehoach-(?P<host>[0-9a-f]{8})-(?P<pid>\d+)-\w+\.tmp")


def sweep(folders: Iterable[Path]) -> None:
    """Remove what a run that was killed left half-written: files of processes of this machine that are no more."""
    for folder in folders:
        with contextlib.suppress(OSError):
            for path in folder.iterdir():
                found = _LEFT.fullmatch(path.name)
                if found and found["host"] == _HOST and not _runs(int(found["pid"])):
                    path.unlink(missing_ok=True)


def _runs(pid: int) -> bool:
    if os.name != "posix":
        return True  # there, asking would send a signal
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True  # another's, so it is there
    return True


def _refuse_open(targets: dict[str, Path]) -> None:
    """Refuse to replace a document that somebody has open in Word or LibreOffice."""
    problems = []
    for target in targets.values():
        for lock in (target.parent / f".~lock.{target.name}#", target.parent / f"~${target.name[2:]}",
                     target.parent / f"~${target.name}"):  # fmt: skip
            if lock.exists():
                message = "tệp đang mở trong Word hoặc LibreOffice"
                hint = f"đóng tệp rồi chạy lại (nếu không có ai mở, xóa `{lock.name}`)"
                problems.append(Problem(Mark(str(target)), message, hint, "output"))
                break
    if problems:
        raise PlanError(problems)
