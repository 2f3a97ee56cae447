"""wait: plans that were built -> returns when something that they are made of was touched.

Only a call to look again: what is built then is decided by content, as in every run.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path

from generator.batch import plans, record
from generator.cascade import resolve
from generator.problem import PlanError

#: How often files are looked at, and how long they must rest before a run begins (s).
EVERY, REST = 0.5, 0.2

_Look = dict[Path, tuple[int, int]]


def look(paths: Iterable[Path], folder: Path, template: Path | None) -> _Look:
    """Return the time and size of every file that plans are made of, as far as they can be told."""
    files = {*paths} | ({template} if template else set())
    try:
        found = plans.plans(list(paths))
    except PlanError:
        found = {}
    for plan, place in found.items():
        files.add(plan)
        known = record.read(record.path(folder, place, plan.stem))
        files |= {folder / each for each in known.inputs} if known else set(resolve.files_of(plan))
    for path in list(paths):
        files |= set(path.rglob("*.y*ml")) if path.is_dir() else set()
    return {path: _stat(path) for path in files}


def wait(before: _Look, paths: list[Path], folder: Path, template: Path | None) -> None:
    """Return when a file changed, came or went since `before`, and nothing changes any more."""
    while (now := look(paths, folder, template)) == before:
        time.sleep(EVERY)
    while True:
        time.sleep(REST)
        later = look(paths, folder, template)
        if later == now:
            return
        now = later


def _stat(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except (OSError, ValueError):
        return (0, -1)
    return (status.st_mtime_ns, status.st_size)
