"""run: many documents -> a report each, in order, on all cores."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from pathlib import Path

from generator import folders
from generator.problem import PlanError
from generator.verify import report, verify
from generator.verify.report import Report


def documents(paths: list[Path]) -> list[Path]:
    """Return the documents that paths name, folders opened to any depth, in Vietnamese order.

    Raises PlanError for a folder without documents; a path that is not there is told when it is read.
    """
    nothing = "thư mục không có tệp .docx hay .pdf nào"
    return folders.documents(paths, verify.SUFFIXES, nothing, "kiểm tra lại tên thư mục")


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
