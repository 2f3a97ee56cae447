"""run: plans -> what became of each: unchanged, built, or failed with its reason.

One bad plan never stops the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from collections.abc import Mapping as Map
from pathlib import Path

from generator.batch import common, files, record
from generator.batch.decide import Asked, decide
from generator.batch.task import Order, Outcome, Task
from generator.filed import ledger
from generator.problem import Mark, PlanError, Problem, reason


def run(
    found: Map[Path, Path],
    folder: Path,
    order: Order,
    jobs: int = 1,
    *,
    force: bool = False,
    dry: bool = False,
    stop: Callable[[], bool] = lambda: False,
    through: Callable[..., Iterator[Outcome]] | None = None,
) -> Iterator[Outcome]:
    """Build plans into a folder, each in its place below it, and yield what became of each as it ends.

    Those that stand as they should come first. `stop` is asked before each plan: what is begun is brought to its end.
    `through` does the tasks, on this machine's cores where none is given. Raises PlanError where the folder cannot be
    made.
    """
    ledger.refuse((folder, folder / "x"))
    if not dry:
        _make(folder, {Path(), *found.values()})
    asked = Asked(folder, order, common.common(), force, dry)
    due: list[Task] = []
    for each in decide(found, asked):
        if isinstance(each, Task):
            due.append(each)
        else:
            yield each
    if due and through is None:
        from generator.batch import pool  # and with it all that builds: a run that builds nothing is over sooner

        through = pool.through
    if due and through:
        yield from through(due, jobs, stop)


def _make(folder: Path, places: set[Path]) -> None:
    """Make the folders of outputs and records, and clear away what a run that was killed left there."""
    below = [base / place for base in (folder, folder / record.FOLDER) for place in sorted(places)]
    try:
        for each in below:
            each.mkdir(parents=True, exist_ok=True)
        files.sweep(below)
    except (OSError, ValueError) as error:
        message = f"không tạo được thư mục ({reason(error)})"
        raise PlanError([Problem(Mark(str(folder)), message, "chọn thư mục khác bằng -o")]) from None
