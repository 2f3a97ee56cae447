"""do: one plan that may have to be built -> its files, written, and what became of it."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable
from collections.abc import Mapping as Map
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from generator import build, content
from generator.batch import files, record
from generator.batch.record import Record
from generator.batch.task import Outcome, Task, failed, unchanged
from generator.build import Begun, Built, Input
from generator.filed import ledger
from generator.filed.ledger import Ledger
from generator.problem import Mark, PlanError, Problem, reason

Made = TypeVar("Made")


def do(task: Task) -> Outcome:
    """Build one plan and write its files. Never raises: what goes wrong is an outcome."""
    start = time.perf_counter()
    outcome = guarded(task, lambda: _do(task))
    return replace(outcome, seconds=time.perf_counter() - start)


def _do(task: Task) -> Outcome:
    begun = settled(task)
    if isinstance(begun, Outcome):
        return begun
    order, revision = task.order, task.revision(begun.inputs)
    return write(task, build.finish(begun, order.formats, order.template, order.allow_errors, task.alone, revision))


def settled(task: Task) -> Begun | Outcome:
    """Read a plan, and return its outcome where it is not to be built: it says what it said, it was issued, or only
    `dry` is asked.

    Raises PlanError for what staff must mend, among it a document that is open in an office program.
    """
    known = task.known
    issued = build.delivered(task.plan, task.filed or Ledger(Path()), task.order.formats)
    if issued:
        if known and all(content.digest(data) == known.outputs.get(name) for name, data in issued.files.items()):
            return _still(task, known, issued.inputs)
        return _due(task) or write(task, issued)
    begun = build.begin(task.plan)
    if known and known.tree == begun.digest and (not known.revision or known.revision == task.revision(begun.inputs)):
        return _still(task, known, begun.inputs)
    return _due(task) or begun


def _due(task: Task) -> Outcome | None:
    """The outcome of a plan that would be built where only that is asked; None where it is to be built."""
    if task.dry:
        return Outcome(task.plan, "due", tuple(task.targets.values()), why=task.why)
    files.refuse_open(task.targets.values())
    return None


def guarded(task: Task, action: Callable[[], Made]) -> Made | Outcome:
    """Return what an action gives; what it raises is the outcome of the task."""
    try:
        return action()
    except PlanError as error:
        return Outcome(task.plan, "failed", problems=error.problems, why=task.why)
    except OSError as error:
        message = f"hệ thống không cho làm ({reason(error)})"
        hint = "xem lại tên tệp, thư mục và chỗ trống của ổ đĩa"
        return failed(task, message, hint)
    except MemoryError:
        message, hint = "máy hết bộ nhớ khi in kế hoạch này", "đóng bớt chương trình, hoặc in với --jobs nhỏ hơn"
        return failed(task, message, hint)
    except Exception:  # a fault of ours in one plan must not stop the others
        return Outcome(task.plan, "failed", fault=traceback.format_exc(), why=task.why)


def write(task: Task, built: Built) -> Outcome:
    """Write what was built, with its record. Raises PlanError; then nothing was written."""
    with files.turn(task.folder / record.FOLDER):  # what stands there is looked at and replaced in one go
        return _write(task, built)


def _write(task: Task, built: Built) -> Outcome:
    targets = task.targets
    last = record.read(task.record)
    standing = {name: data for name, path in targets.items() if (data := _bytes(path)) is not None}
    aside, notes = _edited(targets, standing, last, built)
    warnings = sum(problem.level == "warning" for problem in built.notes)
    inputs = _from_outputs({**built.inputs, **_filed(task)}, task.folder)
    made = Record(
        task.order.text,
        task.common,
        {name: each.digest for name, each in inputs.items()},
        {name: each.kind for name, each in inputs.items()},
        built.digest,
        {**(last.outputs if last else {}), **{name: content.digest(data) for name, data in built.files.items()}},
        {name: content.digest(data) for name, data in standing.items()},
        built.family,
        warnings,
        built.revision,
    )
    # The record goes first: whoever is killed after it left what it says, or what it says stood there before.
    files.write(
        {**aside, task.record: record.dump(made), **{targets[name]: data for name, data in built.files.items()}}
    )
    return Outcome(
        task.plan, "built", tuple(targets.values()), (*built.notes, *notes), task.why, built.family, warnings
    )


def _from_outputs(inputs: Map[Path, Input], folder: Path) -> dict[str, Input]:
    """The inputs by the path that a record names them with; a program of the machine stays where it is."""
    return {
        str(path) if each.kind == "office" else record.relative(path, folder): each for path, each in inputs.items()
    }


def _filed(task: Task) -> dict[Path, Input]:
    """The record of what was issued of a plan: the plan is looked at again when that changes."""
    last = next(reversed(task.filed.of(task.plan)), None) if task.filed else None
    if task.filed is None or last is None:
        return {}
    path = ledger.record_of(last, task.filed.home)
    return {path: Input("filed", content.of(path))}


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except (FileNotFoundError, IsADirectoryError):
        return None


def _still(task: Task, known: Record, inputs: Map[Path, Input]) -> Outcome:
    """The files changed, but not what they say: the outputs stay, and the record learns the new digests."""
    digests = _from_outputs(inputs, task.folder)
    again = replace(
        known,
        inputs={**known.inputs, **{path: each.digest for path, each in digests.items()}},
        kinds={**known.kinds, **{path: each.kind for path, each in digests.items()}},
    )
    if not task.dry:
        with files.turn(task.folder / record.FOLDER):
            if record.read(task.record) == known:  # not where another run has built it since
                files.write({task.record: record.dump(again)})
    return unchanged(task, known)


def _edited(
    targets: Map[str, Path], standing: Map[str, bytes], last: Record | None, built: Built
) -> tuple[dict[Path, bytes], list[Problem]]:
    """The outputs that somebody changed by hand since we wrote them, under another name: no work is written over."""
    aside: dict[Path, bytes] = {}
    notes = []
    for name, data in standing.items():
        if last is None or name not in last.outputs:
            continue  # we never wrote it here
        if content.digest(data) not in (last.outputs[name], last.before.get(name), content.digest(built.files[name])):
            path = _free(targets[name])
            aside[path] = data
            hint = "chép phần đã sửa vào tệp kế hoạch (.yaml) rồi xóa tệp này; sửa ở bản in thì lần sau lại mất"
            message = f"bản in trước đã bị sửa bằng tay, được giữ lại ở `{path.name}`"
            notes.append(Problem(Mark(str(targets[name])), message, hint, "output", "info"))
    return aside, notes


def _free(path: Path) -> Path:
    number, aside = 1, path.with_name(f"{path.stem}.sua-tay{path.suffix}")
    while aside.exists():
        number += 1
        aside = path.with_name(f"{path.stem}.sua-tay-{number}{path.suffix}")
    return aside
