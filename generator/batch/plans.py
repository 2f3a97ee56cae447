"""plans: files and folders that a command names -> the plans in them, each with its place below the outputs."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from generator import content, source, vietnamese
from generator.problem import Mark, PlanError, Problem


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


def sources(paths: list[Path]) -> list[Path]:
    """Return the files that staff write by hand: plans, templates, office files; of folders, all in them but registers
    of units. Raises PlanError for a path that is not there."""
    problems = [
        Problem(Mark(str(path)), "không tìm thấy tệp", "kiểm tra lại tên tệp") for path in paths if not path.exists()
    ]
    if problems:
        raise PlanError(problems)
    found = [each for path in paths for each in (_inside(path) if path.is_dir() else (path,))]
    return [path for path in dict.fromkeys(found) if path in paths or not _is_register(path)]


def _is_register(path: Path) -> bool:
    try:
        return bool(_REGISTER.search(content.read(path)))
    except OSError:
        return False


def _inside(folder: Path) -> Iterator[Path]:
    """Yield the YAML files of a folder, then those of the folders in it; what begins with a dot is passed by."""
    with os.scandir(folder) as entries:
        here = sorted(entries, key=lambda entry: vietnamese.sort_key(entry.name))
    yield from (folder / each.name for each in here if each.name.endswith((".yaml", ".yml")) and _is_file(each))
    for each in here:
        if each.is_dir(follow_symlinks=False) and not each.name.startswith("."):
            yield from _inside(folder / each.name)


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Whether a name is a file's; a link that leads nowhere is one, so that it is told."""
    try:
        return entry.is_file() or not os.path.exists(entry.path)
    except OSError:
        return True


#: A template that is only extended, and a register of units, told by a key at the start of a line.
_ABSTRACT = re.compile(rb"^['\"]?abstract['\"]?[ \t]*:[ \t]*['\"]?(?i:true|yes|on|c\xc3\xb3)(?![^\s'\"#])", re.M)
_REGISTER = re.compile(
    rb"^['\"]?units['\"]?[ \t]*:[ \t]*(?:#.*)?\r?\n(?:[ \t]*(?:#.*)?\r?\n)*[ \t]*-",
    re.M,
)
#: A file of what an office's plans share: `office:` with keys below it. With a title it is a plan with a slip.
_OFFICE = re.compile(
    rb"^['\"]?office['\"]?[ \t]*:[ \t]*"
    rb"(?:\{|(?:#.*)?\r?\n(?:[ \t]*(?:#.*)?\r?\n)*[ \t]+['\"]?[\w-]+['\"]?[ \t]*:(?:\s|$))",
    re.M,
)
_MAYBE = re.compile(rb"\n['\"]?(?:abstract|units|office)")
_TITLE = re.compile(rb"^['\"]?title['\"]?[ \t]*:", re.M)


def is_plan(path: Path) -> bool:
    """Tell whether a YAML file is a plan to build; a file that cannot be read is one, so that it is told."""
    try:
        if path.stat().st_size > source.MAX_BYTES:
            return True
        data = content.read(path)
    except OSError:
        return True
    if not _MAYBE.search(b"\n" + data):  # most files have none of these keys, and are passed at the speed of one search
        return True
    return not (_ABSTRACT.search(data) or _REGISTER.search(data) or (_OFFICE.search(data) and not _TITLE.search(data)))
