"""spread: a plan, its units and a folder -> the files to write there, never over one that someone edited."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path

from generator import source
from generator.cascade import layers
from generator.problem import PlanError, Problem
from generator.spread import record, starters, update
from generator.spread.record import Entry, Record, Snapshot
from generator.spread.starters import Starter


@dataclass(frozen=True, slots=True)
class Spread:
    """What a cascade does to a folder: the files to write, those that are so already, those that a person
    edited and that stay as they are; what was known of the folder; and what staff should look at."""

    folder: Path
    files: dict[Path, bytes]
    same: tuple[Path, ...]
    edited: tuple[Path, ...]
    starters: tuple[Starter, ...]
    known: Record
    notes: tuple[Problem, ...] = ()

    @property
    def plans(self) -> tuple[Path, ...]:
        """The plans of all units, in the register's order."""
        return tuple(each.path for each in self.starters)


def spread(plan: Path, units: Path | None, folder: Path, schema: Path) -> Spread:
    """Return what to write into a folder for the units right below a plan. Raises PlanError."""
    made = starters.starters(plan, units, folder, schema)
    _refuse_sources(plan, made)
    known = record.read(folder) or Record()
    files: dict[Path, bytes] = {}
    same, edited = [], []
    for each in made:
        data = each.text.encode("utf-8")
        if not each.path.exists():
            files[each.path] = data
            continue
        there = source.read_bytes(each.path)
        entry = known.files.get(each.path.name)
        if there == data:
            same.append(each.path)
        elif entry and entry.written == record.digest(there):
            files[each.path] = data  # as we wrote it, and nobody touched it since
        else:
            edited.append(each.path)
    return Spread(folder, files, tuple(same), tuple(edited), tuple(made), known, starters.notes(plan, units))


def _refuse_sources(plan: Path, made: list[Starter]) -> None:
    """A unit whose file would be the plan itself, or one that the plan stands on, must not be taken for done."""
    there = {os.path.realpath(layer.path): layer for layer in layers.chain(plan)}
    problems = []
    for each in made:
        if os.path.realpath(each.path) in there:
            message = f"mã `{each.unit.id}` trùng tên với tệp {each.path} của cấp trên"
            problems.append(Problem(each.unit.mark, message, "đổi mã của đơn vị, hoặc ghi ra thư mục khác bằng -o"))
    if problems:
        raise PlanError(problems)


def recorded(done: Spread) -> dict[Path, bytes]:
    """Return the record of a folder once its files are written.

    A file that a person edited stays with what it stood on before, so that `update` can tell what changed.
    """
    kept: list[tuple[str, Entry, Snapshot]] = []
    names = {path.name for path in done.plans}
    for path in done.plans:
        if path in done.edited and path.name in done.known.files:
            kept.append((path.name, done.known.files[path.name], done.known.base(path.name)))
            continue
        try:
            name, entry, snapshot = update.known_now(path, b"" if path in done.edited else source.read_bytes(path))
        except PlanError:  # the build tells what is wrong in it
            if path.name in done.known.files:
                kept.append((path.name, done.known.files[path.name], done.known.base(path.name)))
            continue
        kept.append((name, replace(entry, written="") if path in done.edited else entry, snapshot))
    kept += [
        (name, entry, done.known.base(name))
        for name, entry in done.known.files.items()
        if name not in names and (done.folder / name).exists()
    ]
    return {done.folder / record.NAME: record.dump(record.make(kept))}


def text(done: Spread) -> str:
    """Return what staff read of it."""
    lines = [f"đã ghi {path}" for path in done.files]
    lines += [f"giữ nguyên {path} (đã có người sửa)" for path in done.edited]
    parts = [f"{len(done.files)} tệp mới ghi"]
    parts += [f"{len(done.same)} tệp đã có sẵn"] if done.same else []
    parts += [f"{len(done.edited)} tệp giữ nguyên vì đã có người sửa"] if done.edited else []
    return "\n".join([*lines, f"{len(done.starters)} đơn vị: {', '.join(parts)}"])
