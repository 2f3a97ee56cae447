"""read: a register of units (CSV, Excel or YAML) -> its units, each with parent, names, signer, figures, dates.

In: rows with headings in Vietnamese or English.  Out: `Register`, every value with the cell that it stands in.
The way: `columns` (file -> rows), `entries` (row -> unit), `among` (units among one another: parents, dates).
All that is wrong in a register is told at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as Date
from pathlib import Path
from typing import Any

from generator.problem import Mark, PlanError, Problem
from generator.register import among, columns, entries
from generator.register.columns import HEADINGS, read_bytes
from generator.register.unit import REFORM, Unit

__all__ = ["HEADINGS", "REFORM", "Register", "Unit", "parse", "read", "read_bytes", "values"]

#: Faults are told one by one up to so many.
MAX_TOLD = 100


@dataclass(frozen=True, slots=True)
class Register:
    """The units of a file in its order. `columns` tells of each key how its heading is written."""

    file: str
    units: tuple[Unit, ...]
    columns: Mapping[str, str]
    notes: tuple[Problem, ...] = ()
    _rows: dict[str, list[Unit]] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        for unit in self.units:
            self._rows.setdefault(unit.id, []).append(unit)

    def unit(self, id: str, day: Date | None) -> Unit | None:
        """Return the unit of an id as it holds on a day, or None."""
        return next((unit for unit in self._rows.get(id.lower(), ()) if unit.exists(day)), None)

    def on(self, day: Date | None) -> tuple[Unit, ...]:
        """Return the units that hold on a day."""
        return tuple(unit for unit in self.units if unit.exists(day))

    def below(self, id: str, day: Date | None) -> tuple[Unit, ...]:
        """Return the units right below one, as they hold on a day."""
        return tuple(unit for unit in self.units if unit.parent == id.lower() and unit.exists(day))


def values(unit: Unit, register: Register, day: Date | None) -> dict[str, Any]:
    """Return what sentences may name as `unit.…`: names, signer, `parent` (the same of it), each figure's text."""
    return _values(unit, register, day, 3)


def _values(unit: Unit, register: Register, day: Date | None, depth: int) -> dict[str, Any]:
    figures = {key.replace("-", "_"): cell.text for key, cell in unit.cells.items() if key not in HEADINGS}
    parent = register.unit(unit.parent, day) if unit.parent and depth else None
    return figures | {
        "id": unit.id,
        "name": unit.name,
        "kind": unit.kind,
        "full_name": unit.full_name,
        "committee": unit.committee,
        "committee_short": unit.committee_short,
        "place": unit.place,
        "level": unit.level,
        "level_name": f"cấp {unit.level}",
        "signer": unit.signer,
        "signer_title": unit.signer_title,
        "short": unit.short,
        **({"parent": _values(parent, register, day, depth - 1)} if parent else {}),
    }


def read(path: Path) -> Register:
    """Return the register of a .csv, .xlsx or .yaml file, as `parse` does."""
    return parse(read_bytes(path), path)


def parse(data: bytes, path: Path) -> Register:
    """Return the register that the bytes of such a file hold.

    Raises PlanError with every problem that could be seen, each at its row and column.
    """
    problems: list[Problem] = []
    headings, rows = columns.parse(data, path, problems)
    written = [unit for row in rows if (unit := entries.unit(row, headings, problems))]
    if not written and not any(problem.level == "error" for problem in problems):
        hint = "mỗi dòng dưới tiêu đề ghi một đơn vị"
        problems.append(Problem(Mark(str(path)), "danh sách chưa có đơn vị nào", hint))
    units = among.relate(written, problems)
    _raise_errors(problems, path)
    return Register(str(path), tuple(units), headings, tuple(problems))


def _raise_errors(problems: list[Problem], path: Path) -> None:
    """Raise PlanError with the errors in the order of the file, no more than staff can read at once."""
    errors = [problem for problem in problems if problem.level == "error"]
    if not errors:
        return
    errors.sort(key=lambda problem: problem.mark.line)
    rest = len(errors) - MAX_TOLD
    more = [Problem(Mark(str(path)), f"còn {rest} lỗi nữa", "sửa các lỗi trên rồi chạy lại")] if rest > 0 else []
    raise PlanError([*errors[:MAX_TOLD], *more])
