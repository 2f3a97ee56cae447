"""decide: plans and what stands in the outputs -> which are built again, and why.

By content alone. Every file is read once a run, however many plans it stands below.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Map
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from generator import content
from generator.batch import common, record
from generator.batch.record import Record
from generator.batch.task import Order, Outcome, Task, unchanged
from generator.filed import ledger
from generator.filed.ledger import Ledger, Registers

#: What a change of each kind of input is told as; the file's name follows where it is not the plan itself.
_KINDS = {
    "plan": "kế hoạch đã sửa",
    "inherited": "tệp mà kế hoạch dựa vào đã sửa",
    "shared": "tệp cơ quan đã sửa",
    "units": "danh sách đơn vị đã sửa",
    "profile": "profile đã sửa",
    "template": "mẫu Word đã sửa",
    "office": "LibreOffice trên máy đã đổi",
    "filed": "hồ sơ ban hành đã đổi",
}
#: These change a plan only by what it takes from them, so the plan is read before it is built again.
_READ = ("plan", "inherited", "shared", "units")
#: So many files are one piece of work for a thread: handing over takes longer than reading one.
_AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class Asked:
    """A run: where to, what is asked, what all plans share, whether all are to be built anyway."""

    folder: Path
    order: Order
    common: Map[str, str]
    force: bool = False
    dry: bool = False
    #: The digests of files that were read in this run.
    seen: dict[str, str] = field(default_factory=dict)
    #: What was issued.
    issued: Registers = field(default_factory=Registers)


def decide(found: Map[Path, Path], asked: Asked) -> Iterator[Task | Outcome]:
    """Yield for each plan, in order, the task to build it, or its outcome where it stands as it should."""
    looked = [_task(asked, plan, place) for plan, place in found.items()]
    _read(asked, looked)
    yield from (_one(asked, task) for task in looked)


def _task(asked: Asked, plan: Path, place: Path) -> Task:
    """What would build a plan, with the record of how it was built last."""
    known = None if asked.force else record.read(record.path(asked.folder, place, plan.stem))
    return Task(plan, asked.folder, place, asked.order, asked.common, "", known, asked.dry, filed=_filed(asked, plan))


def _filed(asked: Asked, plan: Path) -> Ledger | None:
    """What was issued of a plan; the register of a folder is read once a run."""
    known = asked.issued.of(plan)
    return known.about(plan) if known.entries else None


def _read(asked: Asked, tasks: Iterable[Task]) -> None:
    """Learn the digests of every file that the records name, on several cores: hashing lets other threads work."""
    names: dict[str, None] = {}
    for task in tasks:
        if task.known:
            names |= dict.fromkeys(task.known.inputs)
            names |= dict.fromkeys(_output(task, name) for name in task.order.formats)
    every = list(names)
    some = [every[at : at + _AT_ONCE] for at in range(0, len(every), _AT_ONCE)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for told in pool.map(partial(_digests, str(asked.folder)), some):
            asked.seen.update(told)


def _digests(folder: str, names: list[str]) -> dict[str, str]:
    return {name: content.of(os.path.join(folder, name)) for name in names}


def _output(task: Task, form: str) -> str:
    """The name of a plan's document, from the folder of outputs."""
    return os.path.join(task.place, f"{task.plan.stem}.{form}")


def _one(asked: Asked, task: Task) -> Task | Outcome:
    known = task.known
    if known is None:
        return replace(task, why="theo yêu cầu (--force)" if asked.force else "chưa in lần nào")
    why, certain = _changed(task, known, asked)
    if not why:
        return unchanged(task, known)
    return replace(task, why=why, known=None if certain else known)


def _changed(task: Task, known: Record, asked: Asked) -> tuple[str, bool]:
    """Why a plan is built again, "" where it is not; and whether that is certain before it is read."""
    shared = common.changed(known.common, asked.common)
    if shared:
        return shared, True
    if known.order != task.order.text or record.relative(task.plan, task.folder) not in known.inputs:
        return "dạng in, tùy chọn hoặc tệp kế hoạch khác lần trước", True
    if task.filed and (last := task.filed.of(task.plan)):
        name = record.relative(ledger.record_of(last[-1], task.filed.home), task.folder)
        if name not in known.inputs:
            return "kế hoạch đã ban hành", True
    other = [path for path, kind in known.kinds.items() if kind not in _READ]
    read = [path for path, kind in known.kinds.items() if kind in _READ]
    if task.order.template and record.relative(task.order.template, task.folder) not in other:
        return "mẫu Word khác lần trước", True
    if known.revision and known.revision != task.revision(task.folder / path for path in known.inputs):
        return "bản git (--revision) đã khác", True
    why = _first(other, known, asked) or _lost(task, known, asked)
    return (why, True) if why else (_first(read, known, asked), False)


def _first(paths: Iterable[str], known: Record, asked: Asked) -> str:
    """How the first of these inputs that changed is told."""
    for path in paths:
        if _digest(asked, path) != known.inputs.get(path):
            kind = known.kinds[path]
            return _KINDS.get(kind, kind) + ("" if kind == "plan" else f" ({Path(path).name})")
    return ""


def _digest(asked: Asked, path: str) -> str:
    if path not in asked.seen:
        asked.seen[path] = content.of(os.path.join(asked.folder, path))
    return asked.seen[path]


def _lost(task: Task, known: Record, asked: Asked) -> str:
    for form in task.order.formats:
        name = _output(task, form)
        now = _digest(asked, name)
        if now != known.outputs.get(form):
            return f"bản in {'đã bị sửa' if now else 'không còn'} ({os.path.basename(name)})"
    return ""
