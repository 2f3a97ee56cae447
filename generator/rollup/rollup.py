"""roll_up: a plan -> every target that it gives out, its own figure against those of its units, unit by unit.

In: the plan's file, and where the plans of its units lie.  Out: `RollUp`; `text` and `as_json` show it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Map
from dataclasses import replace
from pathlib import Path

from generator import source
from generator.cascade import allocate, cite, layers, standing
from generator.cascade.allocate import Rows
from generator.cascade.layers import Layer
from generator.cascade.resolve import Resolved, day_of, plan_of, resolve
from generator.problem import Mark, PlanError, Problem, reason
from generator.register.register import Unit
from generator.rollup import goal
from generator.rollup.goal import RULE, Goal, Own, RollUp
from generator.rollup.text import as_json as as_json
from generator.rollup.text import text as text
from generator.source import Scalar


def roll_up(path: Path, folder: Path | None = None, units: Path | None = None) -> RollUp:
    """Return what a plan's targets come to in the units right below its own.

    The units' plans are looked for in `folder`; without one, in the folder beside the plan that has its name,
    and in the plan's own. `units` is the register, where it is another than the plan's. Raises PlanError where the
    plan itself is wrong, has no unit below it, or gives nothing out.
    """
    resolved = resolve(path)
    unit, rows = _issuer(resolved, units)
    title = cite.cite(plan_of(resolved))["title"]
    items = tuple(allocate.targets(resolved.items))
    mark = resolved.layers[0].source.root.mark
    if not items:
        hint = "thêm `allocate:` vào chỉ tiêu giao cho đơn vị, ví dụ `allocate: {by: sum, from: tên cột}`"
        raise PlanError([Problem(mark, "kế hoạch chưa giao chỉ tiêu nào cho đơn vị cấp dưới", hint, RULE)])
    below = rows.register.below(unit.id, rows.day)
    if not below:
        when = f" vào ngày {rows.day:%d/%m/%Y}" if rows.day else ""
        message = f"danh sách đơn vị không có đơn vị nào trực thuộc {unit.full_name}{when}"
        hint = f"xem cột `parent` (Trực thuộc) và thời hạn của các đơn vị trong {rows.register.file}"
        raise PlanError([Problem(mark, message, hint, "register")])
    problems: list[Problem] = standing.passed_by(unit, rows)
    owns = _plans_of({each.id: each for each in below}, path, folder, rows, problems)
    goals: list[Goal] = []
    for item in items:
        found, told = goal.against(item, below, owns, rows)
        goals.append(found)
        problems += told
    looked = (folder,) if folder else (path.with_suffix(""), path.parent)
    places = tuple(dict.fromkeys(map(str, looked)))
    return RollUp(str(path), title, unit, tuple(goals), tuple(dict.fromkeys(problems)), places)


def _issuer(resolved: Resolved, units: Path | None) -> tuple[Unit, Rows]:
    if units and resolved.unit and not resolved.abstract:
        return resolved.unit, standing.register_at(units, day_of(resolved))
    if resolved.unit and resolved.rows and not resolved.abstract:
        return resolved.unit, resolved.rows
    mark = resolved.layers[0].source.root.mark
    if resolved.abstract:
        hint = "ghi tên tệp kế hoạch của một cơ quan"
        raise PlanError([Problem(mark, "đây là bản mẫu (`abstract: true`), không phải kế hoạch", hint, RULE)])
    hint = "thêm `unit:` là mã của đơn vị ban hành, và `units:` là tên tệp danh sách đơn vị"
    raise PlanError([Problem(mark, "kế hoạch chưa cho biết là của đơn vị nào trong danh sách", hint, RULE)])


# --- the units' plans ---------------------------------------------------------------------------


def _plans_of(
    below: Map[str, Unit], path: Path, folder: Path | None, rows: Rows, problems: list[Problem]
) -> dict[str, Own]:
    """Return the plan of each unit that has one, by the unit's id."""
    found: dict[str, list[tuple[Path, Mark]]] = {}
    for file, sure in _files(path, folder):
        try:
            claim = _claim(file, path)
            if claim and not claim.text:
                problems += [_nobodys(claim.mark)] if sure else []
                continue
        except PlanError as error:  # of what merely lies in the plan's folder nobody knows whose it is
            problems += error.problems if sure else [replace(p, level="warning") for p in error.problems]
            claim = _said(file) if sure else None
            claim = claim if claim and claim.text.strip().lower() in below else None
        if claim is None:
            continue
        id = claim.text.strip().lower()
        if id in below:
            found.setdefault(id, []).append((file, claim.mark))
        elif rows.register.unit(id, rows.day) is None:
            _resolved(file, problems)  # it tells that there is no such unit, and which one may be meant
    return {id: _own(below[id], files, problems) for id, files in found.items()}


def _files(path: Path, folder: Path | None) -> Iterator[tuple[Path, bool]]:
    """Yield the files that may be a unit's plan; True for those that lie where only such plans do."""
    places = [(path.parent / path.stem, True), (path.parent, False)] if folder is None else [(folder, True)]
    here = os.path.realpath(path)
    for place, sure in places:
        try:
            if folder is None and not place.is_dir():
                continue
            there = sorted(place.iterdir())
        except (OSError, ValueError) as error:
            message = f"không đọc được thư mục kế hoạch của các đơn vị ({reason(error)})"
            raise PlanError([Problem(Mark(str(place)), message, "kiểm tra lại tên thư mục", RULE)]) from None
        for file in there:
            if file.suffix.lower() in (".yaml", ".yml") and file.is_file() and os.path.realpath(file) != here:
                yield file, sure


def _claim(file: Path, path: Path) -> Scalar | None:
    """Return the unit that a file names ("" where none), if it stands on the plan at `path`. Raises PlanError."""
    text = source.read_bytes(file).replace(b"\0", b"")  # of UTF-16 too, so that the reader tells of it
    if b"extends" not in text or layers.load(file).abstract:
        return None
    chain = layers.chain(file)
    here = os.path.realpath(path)
    number = next((n for n, layer in enumerate(chain) if os.path.realpath(layer.path) == here), 0)
    return _unit_of(chain[:number]) or (Scalar("", chain[0].source.root.mark) if number else None)


def _nobodys(mark: Mark) -> Problem:
    message = "tệp này dựa vào kế hoạch mà chưa ghi `unit`, nên không tính vào đơn vị nào"
    hint = "thêm `unit:` là mã của đơn vị; nếu là bản mẫu thì thêm `abstract: true`"
    return Problem(mark, message, hint, RULE, "warning")


def _said(file: Path) -> Scalar | None:
    """Return the unit that a file names by itself, where what it stands on cannot be read."""
    try:
        return _unit_of((layers.load(file),))
    except PlanError:
        return None


def _unit_of(chain: Iterable[Layer]) -> Scalar | None:
    named = (layer.entries.get("unit") for layer in chain)
    return next((each for each in named if isinstance(each, Scalar) and each.text.strip()), None)


def _own(unit: Unit, files: list[tuple[Path, Mark]], problems: list[Problem]) -> Own:
    names = " và ".join(f"`{file}`" for file, _ in files)
    if len(files) > 1:
        hint = "chỉ giữ một; bản chỉ dùng để dựa vào thì ghi `abstract: true`"
        problems.append(Problem(files[-1][1], f"{unit.full_name} có {len(files)} kế hoạch: {names}", hint, RULE))
        return Own(str(files[-1][0]), None, f"có {len(files)} kế hoạch")
    file = files[0][0]
    resolved = _resolved(file, problems)
    return Own(str(file), resolved, "" if resolved else "kế hoạch của đơn vị còn lỗi")


def _resolved(file: Path, problems: list[Problem]) -> Resolved | None:
    try:
        return resolve(file)
    except PlanError as error:
        problems += error.problems
        return None
