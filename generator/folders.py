"""documents: files and folders that a command names -> the files, folders opened to any depth."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from generator import vietnamese
from generator.problem import Mark, PlanError, Problem


def documents(paths: Sequence[Path], suffixes: Sequence[str], nothing: str, hint: str) -> list[Path]:
    """Return the files that paths name, of folders those with one of the suffixes, in Vietnamese order, each once.

    Raises PlanError, in the words of `nothing` and `hint`, for a folder without any; a file that is not there is told
    when it is read.
    """
    found: list[Path] = []
    problems: list[Problem] = []
    for path in paths:
        if not is_folder(path):
            found.append(path)
            continue
        inside = [p for p in path.rglob("*") if p.suffix.lower() in suffixes and not p.name.startswith(("~$", "."))]
        inside = [p for p in inside if p.is_file()]
        found += sorted(inside, key=lambda p: [vietnamese.sort_key(x) for x in p.parts])
        if not inside:
            problems.append(Problem(Mark(str(path)), nothing, hint))
    if problems:
        raise PlanError(problems)
    return list(dict.fromkeys(found))


def is_folder(path: Path) -> bool:
    """Tell whether a path is a folder; a name that the system cannot hold is none, and is told when it is read."""
    try:
        return path.is_dir()
    except OSError:
        return False
