"""text, as_json: a roll-up -> what a terminal shows, and the same as data."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence
from typing import Any

from generator.plan import Quantity, with_unit
from generator.problem import Mark, Problem
from generator.rollup.goal import Goal, RollUp, Row

_WAYS = {"sum": "cộng các đơn vị", "weighted_average": "bình quân có trọng số", "at_least": "mỗi đơn vị ít nhất bằng"}
_TOTALS = {"sum": "Cộng", "weighted_average": "Bình quân", "at_least": ""}
_HEADINGS = ("TT", "Đơn vị", "Số của đơn vị", "Được giao", "Lấy từ")
#: Which columns stand to the right, as numbers do.
_RIGHT = (True, False, True, True, False)


def text(rolled: RollUp) -> str:
    """Return a roll-up as a table for each target, with its verdict; problems are not in it."""
    short = sum(not goal.holds for goal in rolled.goals)
    units = len(rolled.goals[0].rows)
    head = [
        rolled.title,
        f"{rolled.file}: {len(rolled.goals)} chỉ tiêu giao cho {units} đơn vị của {rolled.unit.full_name}",
    ]
    if rolled.places:
        places = ", ".join(place or "." for place in rolled.places)
        head.append(f"kế hoạch của đơn vị tìm trong: {places} (ở nơi khác thì ghi --plans)")
    tables = ["\n".join(_goal(goal, number)) for number, goal in enumerate(rolled.goals, 1)]
    kept = "mọi chỉ tiêu đều đạt" if not short else f"{short}/{len(rolled.goals)} chỉ tiêu lệch"
    end = kept if rolled.holds or short else f"{kept}, nhưng còn lỗi phải sửa"
    return "\n\n".join(["\n".join(head), *tables, end])


def as_json(rolled: RollUp) -> str:
    """Return a roll-up as JSON: figures as staff write them and as plain decimals."""
    data = {
        "file": rolled.file,
        "title": rolled.title,
        "unit": {"id": rolled.unit.id, "name": rolled.unit.full_name},
        "holds": rolled.holds,
        "targets": [_goal_data(goal) for goal in rolled.goals],
        "problems": [_problem_data(problem) for problem in rolled.problems],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


# --- text ---------------------------------------------------------------------------------------


def _goal(goal: Goal, number: int) -> list[str]:
    said = with_unit(goal.figure.text, goal.measure) if goal.figure else "chưa ghi"
    measure = f", tính bằng {goal.measure}" if goal.measure else ""
    lines = [
        f"{number}. {goal.indicator}{measure} (`{goal.id}`)",
        f"   kế hoạch: {said} ({_place(goal.mark)}); {_WAYS.get(goal.by, goal.by)}",
    ]
    table = [_HEADINGS, *(_cells(n, row) for n, row in enumerate(goal.rows, 1))]
    if goal.total:
        table.append(("", _TOTALS.get(goal.by, ""), goal.total.text, "", ""))
    return [*lines, *_aligned(table), f"   {'đạt' if goal.holds else 'lệch'}: {goal.words}"]


def _cells(number: int, row: Row) -> tuple[str, ...]:
    figure = row.figure.text if row.figure else "–"
    said = f"{row.origin} ({row.note})" if row.origin and row.note else row.origin or row.note
    said = said if row.holds or not row.figure or row.note else f"{said}, chưa đạt"
    given = row.given.quantity.text if row.given else ""
    return str(number), row.name, figure, given, f"{said}, {_place(row.mark)}"


def _aligned(table: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(map(_width, column)) for column in zip(*table, strict=True)]
    lines = []
    for row in table:
        cells = []
        for cell, width, right in zip(row, widths, _RIGHT, strict=True):
            blank = " " * (width - _width(cell))
            cells.append(blank + cell if right else cell + blank)
        lines.append(("   " + "  ".join(cells)).rstrip())
    return lines


def _width(cell: str) -> int:
    """Return how many columns of a terminal a text takes."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in cell)
    return len(cell) + wide - sum(unicodedata.combining(char) > 0 for char in cell)


def _place(mark: Mark) -> str:
    place = f"{mark.file}:{mark.line}" if mark.line else mark.file
    return f"{place}, {mark.spot}" if mark.spot else place


# --- JSON ---------------------------------------------------------------------------------------


def _goal_data(goal: Goal) -> dict[str, Any]:
    difference = goal.agreement.difference
    return {
        "id": goal.id,
        "indicator": goal.indicator,
        "measure": goal.measure,
        "by": goal.by,
        "better": goal.better,
        "figure": _quantity(goal.figure),
        "place": _mark(goal.mark),
        "total": _quantity(goal.total),
        "holds": goal.holds,
        "difference": None if difference is None else format(difference, "f"),
        "words": goal.words,
        "units": [_row_data(row) for row in goal.rows],
    }


def _row_data(row: Row) -> dict[str, Any]:
    return {
        "id": row.unit.id,
        "name": row.name,
        "figure": _quantity(row.figure),
        "given": _quantity(row.given.quantity if row.given else None),
        "origin": row.origin,
        "note": row.note,
        "weight": None if row.weight is None else format(row.weight, "f"),
        "holds": row.holds,
        "place": _mark(row.mark),
    }


def _quantity(quantity: Quantity | None) -> dict[str, Any] | None:
    if quantity is None:
        return None
    sides = {"low": quantity.low, "high": quantity.high}
    plain = {name: None if side is None else format(side, "f") for name, side in sides.items()}
    return {"text": quantity.text, **plain, "strict": quantity.strict}


def _mark(mark: Mark) -> dict[str, Any]:
    place: dict[str, Any] = {"file": mark.file}
    if mark.line:
        place |= {"line": mark.line, "column": mark.column}
    return place | ({"spot": mark.spot} if mark.spot else {})


def _problem_data(problem: Problem) -> dict[str, Any]:
    return {
        "severity": problem.level,
        "rule": problem.rule,
        "message": problem.message,
        "cure": problem.hint,
        **_mark(problem.mark),
    }
