"""against: a target that a plan gives out, its units and their plans -> each unit's figure, what they come to.

In: the target, the register, the units' plans.  Out: `Goal`, with a problem for each figure that is missing, falls
short or does not add up; `RollUp` holds all goals of a plan.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as Map
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.cascade import allocate, figures
from generator.cascade.allocate import Given, Rows
from generator.cascade.figures import Agreement
from generator.cascade.resolve import Resolved
from generator.cascade.tree import Item, text_of, value_of
from generator.plan import Quantity, split_unit, with_unit
from generator.problem import Mark, PlanError, Problem
from generator.register.register import Unit
from generator.source import Scalar
from generator.vietnamese import capital

#: Where a unit's figure comes from: it wrote it, the register gives it, it takes the figure set for all.
TYPED, LISTED, COMMON = "kế hoạch", "danh sách", "mức chung"
_NO_PLAN = "chưa có kế hoạch"
RULE = "rollup"


@dataclass(frozen=True, slots=True)
class Row:
    """One unit's figure of a target: where it comes from, and what the unit was given.

    `figure` None: there is none, `note` tells why; else `note` is "" or a remark. `weight` is that of an average.
    `holds` tells, where each unit must reach the figure set for all, whether this one does.
    """

    unit: Unit
    name: str
    figure: Quantity | None
    given: Given | None
    origin: str
    mark: Mark
    note: str = ""
    weight: Decimal | None = None
    holds: bool = True

    @property
    def left_out(self) -> bool:
        """Whether the register says with a dash that the target is not given to this unit."""
        return self.given is not None and self.given.none and self.figure is self.given.quantity


@dataclass(frozen=True, slots=True)
class Goal:
    """One target: the plan's own figure and its place, the units' rows, and what they come to.

    `total` is the sum or the average, None where each unit must reach the figure or nothing is known;
    with figures missing it is that of the others.
    """

    id: str
    indicator: str
    measure: str
    by: str
    better: str
    figure: Quantity | None
    mark: Mark
    rows: tuple[Row, ...]
    total: Quantity | None
    agreement: Agreement

    @property
    def holds(self) -> bool:
        return self.agreement.holds

    @property
    def words(self) -> str:
        return self.agreement.words


@dataclass(frozen=True, slots=True)
class RollUp:
    """What a plan's targets come to in its units."""

    file: str
    title: str
    unit: Unit
    goals: tuple[Goal, ...]
    problems: tuple[Problem, ...]
    #: Where the units' plans were looked for.
    places: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether every figure is there and every target is kept."""
        return all(goal.holds for goal in self.goals) and all(p.level != "error" for p in self.problems)


@dataclass(frozen=True, slots=True)
class Own:
    """A unit's own plan; `resolved` is None where it cannot be used, and `note` tells why."""

    file: str
    resolved: Resolved | None
    note: str = ""


def against(item: Item, below: Iterable[Unit], owns: Map[str, Own], rows: Rows) -> tuple[Goal, tuple[Problem, ...]]:
    """Return what a target comes to in the units below, and what is wrong. `owns`: the units' plans by unit id."""
    work = _Work(item, rows)
    return work.of(below, owns), tuple(work.problems)


class _Work:
    """The work on one target; `problems` gathers what is wrong."""

    def __init__(self, item: Item, rows: Rows) -> None:
        self.item, self.rows = item, rows
        self.problems: list[Problem] = []
        value = value_of(item.node, "value")
        self.by, self.better = allocate.by(item), text_of(item.node, "better")
        self.figure = allocate.figure_of(item.node)
        self.value = value if isinstance(value, Scalar) and self.figure else None
        self.mark = value.mark if value else item.mark
        self.measure = split_unit(text_of(item.node, "value"), text_of(item.node, "unit"))[1]

    def of(self, below: Iterable[Unit], owns: Map[str, Own]) -> Goal:
        if self.figure is None:
            self.wrong(self.mark, "kế hoạch chưa ghi con số chung", "ghi `value:` là con số của cả kế hoạch")
        rows = tuple(self.weighed(self.row(unit, owns.get(unit.id))) for unit in below)
        total = self.total(rows)
        agreement = self.agreement(rows, total)
        indicator = text_of(self.item.node, "indicator") or self.item.id
        return Goal(self.item.id, indicator, self.measure, self.by, self.better, self.figure, self.mark, rows, total,
                    agreement)  # fmt: skip

    def wrong(self, mark: Mark, message: str, hint: str) -> None:
        self.problems.append(Problem(mark, f"`{self.item.id}`: {message}", hint, RULE))

    def said(self, quantity: Quantity) -> str:
        return with_unit(quantity.text, self.measure)

    def row(self, unit: Unit, own: Own | None) -> Row:
        given, told = self.given(unit)
        if given and given.none and not (own and own.resolved and self.item.id in own.resolved.items):
            return Row(unit, capital(unit.full_name), given.quantity, given, LISTED, given.mark, "không giao")
        if own is None:
            return self.without_plan(unit, given, told)
        if own.resolved is None:
            return self.missing(unit, given, Mark(own.file), own.note)
        return self.from_plan(unit, own.resolved, given)

    def given(self, unit: Unit) -> tuple[Given | None, tuple[Problem, ...]]:
        try:
            return allocate.given(self.item, unit, self.rows, self.figure), ()
        except PlanError as error:
            return None, error.problems

    def without_plan(self, unit: Unit, given: Given | None, told: tuple[Problem, ...]) -> Row:
        name = capital(unit.full_name)
        if given:
            return Row(unit, name, given.quantity, given, LISTED, given.mark, _NO_PLAN)
        if told:
            self.problems += told
            return self.missing(unit, None, told[0].mark, "danh sách chưa có số")
        if self.by == "at_least" and self.figure:
            return Row(unit, name, self.figure, None, COMMON, self.mark, _NO_PLAN)
        hint = "lập kế hoạch của đơn vị và ghi chỉ tiêu này, hoặc giao theo cột: `from:`"
        self.wrong(unit.mark, f"{unit.full_name} {_NO_PLAN}, danh sách cũng không giao số", hint)
        return self.missing(unit, None, unit.mark, _NO_PLAN)

    def from_plan(self, unit: Unit, own: Resolved, given: Given | None) -> Row:
        item = own.items.get(self.item.id)
        if item is None:
            note = "kế hoạch của đơn vị đã bỏ chỉ tiêu này"
            gone = (each.mark for each in own.merged.removed if each.id == self.item.id and not each.key)
            mark = next(gone, Mark(str(own.path)))
            self.wrong(mark, f"{unit.full_name}: {note}", "đưa chỉ tiêu trở lại, hoặc cấp trên thôi giao cho đơn vị")
            return self.missing(unit, given, mark, note)
        value = value_of(item.node, "value")
        mark, figure = value.mark if value else item.mark, allocate.figure_of(item.node)
        given = own.given.get(self.item.id, given)
        if figure is None:
            note = "kế hoạch của đơn vị chưa ghi số" if not text_of(item.node, "value") else "số không đọc được"
            self.wrong(mark, f"{unit.full_name}: {note}", "ghi `value:` là một số, ví dụ `1.500`")
            return self.missing(unit, given, mark, note)
        listed = self.item.id in own.given and own.given[self.item.id].mark == mark
        origin = LISTED if listed else COMMON if self.value and mark == self.value.mark else TYPED
        return Row(unit, capital(unit.full_name), figure, given, origin, mark)

    def missing(self, unit: Unit, given: Given | None, mark: Mark, note: str) -> Row:
        return Row(unit, capital(unit.full_name), None, given, "", mark, note)

    def weighed(self, row: Row) -> Row:
        """Return the row with its weight in an average, or with its verdict where each must reach the figure."""
        if row.figure is None:
            return replace(row, holds=False)
        if row.left_out:
            return row
        if self.by == "at_least" and self.figure:
            holds = figures.at_least_as_good(row.figure, self.figure, self.better)
            if not holds:
                message = (
                    f"{row.unit.full_name} ghi {self.said(row.figure)}, chưa đạt mức chung {self.said(self.figure)}"
                )
                self.wrong(row.mark, message, "mỗi đơn vị phải đạt ít nhất mức chung")
            return replace(row, holds=holds)
        weight = allocate.way(self.item, "weight")
        if self.by != "weighted_average" or weight is None:
            return row
        try:
            return replace(row, weight=allocate.number_of(weight, row.unit, self.rows, self.item.id))
        except PlanError as error:
            told = {problem.mark for problem in self.problems}  # a formula that is wrong is so for every unit
            self.problems += [problem for problem in error.problems if problem.mark not in told]
            return replace(row, note="; ".join(filter(None, (row.note, "chưa có trọng số"))), holds=False)

    def total(self, rows: tuple[Row, ...]) -> Quantity | None:
        rows = tuple(row for row in rows if not row.left_out)
        known = [row.figure for row in rows if row.figure]
        if self.by == "sum" and known:
            return figures.add(known)
        pairs = [(row.figure, row.weight) for row in rows if row.figure and row.weight is not None]
        if self.by != "weighted_average" or not pairs:
            return None
        try:
            return figures.average(pairs)
        except ValueError:
            weight = allocate.way(self.item, "weight")
            message = "không tính được bình quân: trọng số có số âm hoặc đều bằng 0"
            self.wrong(weight.mark if weight else self.mark, message, "xem lại cột làm trọng số")
            return None

    def agreement(self, rows: tuple[Row, ...], total: Quantity | None) -> Agreement:
        rows = tuple(row for row in rows if not row.left_out)
        missing = sum(row.figure is None or (self.by == "weighted_average" and row.weight is None) for row in rows)
        if self.figure is None:
            return Agreement(False, None, "kế hoạch chưa ghi số")
        if missing:
            return Agreement(False, None, f"chưa đủ: {missing} đơn vị chưa có số")
        if self.by == "at_least":
            reached = sum(row.holds for row in rows)
            return Agreement(reached == len(rows), None, f"{reached}/{len(rows)} đơn vị đạt")
        if total is None:
            return Agreement(False, None, "không tính được")
        # a sum is exact; an average counts to the places that the plan itself writes
        digits = figures.places(total if self.by == "sum" else self.figure)
        if self.by == "weighted_average" and self.better:
            digits += 3  # a rate that has to be reached is not reached by rounding
        found = figures.agreement(total, self.figure, self.better, digits)
        if not found.holds:
            what = "các đơn vị cộng lại" if self.by == "sum" else "bình quân các đơn vị"
            message = f"{what} là {self.said(total)}, kế hoạch ghi {self.said(self.figure)}: {found.words}"
            self.wrong(self.mark, message, "sửa con số chung, số giao ở danh sách, hoặc số đơn vị tự ghi")
        return found
