"""build: a folder of plans -> what one `kehoach build` of it took: time, memory of each process, as it went on.

The command runs as staff run it, as a process of its own and from cold (its caches are made already). Memory is read
from /proc while it runs, so this is for Linux.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
#: Memory is looked at so often (s).
_EVERY = 0.25


@dataclass(frozen=True, slots=True)
class Look:
    """A moment of a run: seconds from its start, plans done, the largest worker's memory then (MB)."""

    seconds: float
    done: int
    worker: float


@dataclass(frozen=True, slots=True)
class Run:
    """A run that came to its end: seconds, and those of processor time of all its processes. Memory in MB: the most
    that any worker, and the command itself, ever held."""

    seconds: float
    cpu: float
    code: int
    told: str
    worker: float
    command: float
    looks: tuple[Look, ...]

    def after(self, plans: int, within: int) -> float:
        """The largest worker's memory while plan `plans` was done, the mean of looks within so many plans (MB)."""
        near = [look.worker for look in self.looks if abs(look.done - plans) <= within and look.worker]
        return sum(near) / len(near) if near else 0.0


def build(folder: Path, outputs: Path, jobs: int = 2, *options: str, root: Path = ROOT) -> Run:
    """Build a folder of plans and watch it. `root` is where the program stands."""
    log = outputs.with_name(f"{outputs.name}.log")
    command = [sys.executable, "-m", "generator", "build", str(folder), "-o", str(outputs), "--jobs", str(jobs)]
    with log.open("wb") as out:
        start, spent = time.perf_counter(), _spent()
        process = subprocess.Popen([*command, *options], cwd=root, env=environment(), stdout=out, stderr=out)
        most: dict[int, float] = {}
        looks: list[Look] = []
        while (code := process.poll()) is None:
            now = time.perf_counter() - start
            if not looks or now - looks[-1].seconds >= _EVERY:
                looks.append(_look(process.pid, outputs, now, most))
            time.sleep(0.005 if now < 5 else 0.05)
        seconds = time.perf_counter() - start
    command_most = most.pop(process.pid, 0.0)
    told = log.read_text("utf-8", "replace")
    return Run(
        seconds, _spent() - spent, code, told, max(most.values(), default=command_most), command_most, tuple(looks)
    )


def _spent() -> float:
    """Processor time of the processes that this one has waited for (s)."""
    return sum(os.times()[2:4])


def environment() -> dict[str, str]:
    """As users have it: byte code is kept."""
    return {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


def _look(pid: int, outputs: Path, now: float, most: dict[int, float]) -> Look:
    held = {each: _memory(each) for each in (pid, *_children(pid))}
    for each, (_, peak) in held.items():
        most[each] = max(most.get(each, 0.0), peak)
    workers = [now_held for each, (now_held, _) in held.items() if each != pid]
    return Look(now, count(outputs), max(workers, default=held[pid][0]))


def count(outputs: Path) -> int:
    """The PDFs in a folder of outputs and those in it."""
    return sum(name.endswith(".pdf") for _, _, names in os.walk(outputs) for name in names)


def _children(pid: int) -> list[int]:
    try:
        own = [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []
    return own + [deeper for each in own for deeper in _children(each)]


def _memory(pid: int) -> tuple[float, float]:
    """What a process holds now, and the most that it ever held (MB); zeros for one that is gone."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0, 0.0
    values = dict(line.split(":", 1) for line in status.splitlines() if line.startswith(("VmRSS", "VmHWM")))
    return tuple(int(values.get(key, "0 kB").split()[0]) / 1024 for key in ("VmRSS", "VmHWM"))  # type: ignore[return-value]


def into_json(found: Mapping[str, object]) -> Path:
    """Write what was measured, by name, into outputs/bench.json, beside what else is there."""
    target = ROOT / "outputs" / "bench.json"
    target.parent.mkdir(exist_ok=True)
    kept = json.loads(target.read_text("utf-8")) if target.exists() else {}
    target.write_text(json.dumps({**kept, **found}, ensure_ascii=False, indent=2) + "\n", "utf-8")
    return target


def between(marker: str, text: str) -> Path:
    """Put a text between `<!-- marker -->` and `<!-- /marker -->` of docs/quy-mo.md; both are made if missing."""
    target = ROOT / "docs" / "quy-mo.md"
    first, last = f"<!-- {marker} -->", f"<!-- /{marker} -->"
    kept = target.read_text("utf-8") if target.exists() else "# Quy mô\n"
    if first not in kept or last not in kept:
        kept += f"\n{first}\n{last}\n"
    before, _, rest = kept.partition(first)
    target.write_text(f"{before}{first}\n{text.strip()}\n{last}{rest.partition(last)[2]}", "utf-8")
    return target
