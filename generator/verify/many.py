"""run: many documents -> a report each, in order, on all cores."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from pathlib import Path

from generator import vietnamese
from generator.problem import Mark, PlanError, Problem
from generator.verify import report, verify
from generator.verify.report import Report


def documents(paths: list[Path]) -> list[Path]:
    """Return the documents that paths name, folders opened to any depth, in Vietnamese order.

    Raises PlanError for a folder without documents; a path that is not there is told when it is read.
    """
    found: list[Path] = []
    problems: list[Problem] = []
    for path in paths:
        if not _is_folder(path):
            found.append(path)
            continue
        inside = [
            p for p in path.rglob("*") if p.suffix.lower() in verify.SUFFIXES and not p.name.startswith(("~$", "."))
        ]
        inside = [p for p in inside if p.is_file()]
        found += sorted(inside, key=lambda p: [vietnamese.sort_key(x) for x in p.parts])
        if not inside:
            problems.append(
                Problem(Mark(str(path)), "thư mục không có tệp .docx hay .pdf nào", "kiểm tra lại tên thư mục")
            )
    if problems:
        raise PlanError(problems)
    return list(dict.fromkeys(found))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a name that the system cannot hold: told when it is read
        return False


def run(paths: list[Path], jobs: int = 1) -> Iterator[Report]:
    """Verify documents and yield their reports, in order."""
    if jobs <= 1 or len(paths) < 4:
        yield from map(one, paths)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(min(jobs, len(paths))) as pool:
        yield from pool.map(one, paths, chunksize=max(1, min(16, len(paths) // (jobs * 4))))


def one(path: Path) -> Report:
    """Verify one document; a file that cannot be read is a report too."""
    try:
        return report.of(verify.verify(verify.load(path), str(path)))
    except PlanError as error:
        return report.of_problems(str(path), error.problems)
    except Exception:  # a fault of ours in one document must not stop the others
        return Report(str(path), (), (), fault=traceback.format_exc())
