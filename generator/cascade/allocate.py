"""allocate: the targets that a plan gives out -> the figures of one unit, each with the place that gives it."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from datetime import date as Date
from decimal import Decimal

from generator.cascade import figures, formula
from generator.cascade.bounds import quantity_of
from generator.cascade.figures import FigureError
from generator.cascade.formula import FormulaError
from generator.cascade.tree import Item, text_of, value_of
from generator.plan import Quantity
from generator.problem import Mark, PlanError, Problem, nearest
from generator.register.naming import slug
from generator.register.register import HEADINGS, Register, Unit
from generator.register.sheet import Cell
from generator.source import Mapping, Scalar

#: What stands in a cell for a target that is not given to a unit.
NONE = ("-", "–", "—")
#: What tells a formula from the name of a column.
_SIGNS = set("+-*/()×÷%;[]")


@dataclass(frozen=True, slots=True)
class Given:
    """The figure that a unit is given: the place that says it, and in words where it comes from.

    `none`: the register says with a dash that this target is not given to this unit.
    """

    quantity: Quantity
    mark: Mark
    origin: str
    none: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """The register as one plan sees it: its units on a day, and the shares that were already worked out."""

    register: Register
    day: Date | None
    _shares: dict[tuple[str, str, str, str], tuple[Decimal, ...]] = field(default_factory=dict)
    #: The sum of a column over the units below one unit.
    totals: dict[tuple[str, str], Decimal] = field(default_factory=dict)
    #: Tables of what units were given, with what they were made from: the same for all that print them.
    tables: dict[Mark, tuple[object, object, Mapping]] = field(default_factory=dict)

    _columns: dict[str, str] = field(default_factory=dict)

    def column(self, text: str) -> str:
        """Return the key of the column that a text names by key or heading, "" where it is a formula."""
        if text not in self._columns:
            self._columns[text] = _column(text, self.register)
        return self._columns[text]

    def siblings(self, unit: Unit) -> tuple[Unit, ...]:
        """Return the units right below the one that this unit is below."""
        return self.register.below(unit.parent, self.day)


def targets(items: Map[str, Item]) -> Iterator[Item]:
    """Yield the items that are given out to the units below."""
    for item in items.values():
        if isinstance(value_of(item.node, "allocate"), Mapping):
            yield item


def way(item: Item, key: str) -> Scalar | None:
    """Return what an item's `allocate` says under a key, None where it says nothing."""
    group = value_of(item.node, "allocate")
    value = value_of(group, key) if isinstance(group, Mapping) else None
    return value if isinstance(value, Scalar) and value.text else None


def by(item: Item) -> str:
    """Return how the units' figures make up a target: sum, weighted_average or at_least."""
    said = way(item, "by")
    return said.text.strip().lower() if said else ""


def given(item: Item, unit: Unit | None, rows: Rows, above: Quantity | None) -> Given | None:
    """Return what a unit is given of a target; None where the unit says it itself, or nobody knows the unit.

    `above` is the figure of the plan that gives it out. Raises PlanError where the register lacks it.
    """
    source, share = way(item, "from"), way(item, "share")
    if unit is None:
        return None
    if source is not None:
        return _from_column(item, source, unit, rows, above)
    if share is not None:
        return _share(item, share, unit, rows, above)
    return None


def _from_column(item: Item, source: Scalar, unit: Unit, rows: Rows, above: Quantity | None) -> Given:
    key = rows.column(source.text)
    if key:
        cell = _cell(unit, key, rows.register, item.id)
        if cell.text.strip() in NONE:
            return Given(Quantity(Decimal(0), Decimal(0), "-"), cell.mark, "không giao", none=True)
        try:
            quantity = figures.quantity(cell.text, text_of(item.node, "unit"))
        except FigureError as error:
            raise PlanError(
                [Problem(cell.mark, _of_unit(error.message, unit, key, rows), error.hint, "figure")]
            ) from None
        return Given(quantity, cell.mark, f"cột “{rows.register.columns[key]}”")
    number = number_of(source, unit, rows, item.id)
    places = figures.places(above) if above else 0
    number = figures.plain(figures.half_up(number, places))
    if number < 0:
        message = f"công thức cho {unit.full_name} ra số âm ({figures.say(number, number)})"
        raise PlanError([Problem(source.mark, message, "xem lại công thức và số liệu của đơn vị", "formula")])
    quantity = Quantity(number, number, figures.say(number, number))
    return Given(quantity, source.mark, f"công thức `{source.text}`")


def _share(item: Item, share: Scalar, unit: Unit, rows: Rows, above: Quantity | None) -> Given:
    total = _to_share(above) if above else None
    if above is None or total is None:
        hint = 'ghi `value:` là con số chung để chia, ví dụ `value: "2.000"`'
        raise PlanError([Problem(share.mark, f"`{item.id}` chưa có số chung để chia", hint, "figure")])
    siblings = rows.siblings(unit)
    key = (item.id, share.text, above.text, unit.parent)
    if key not in rows._shares:
        weights: list[Decimal] = []
        problems: list[Problem] = []
        for each in siblings:
            try:
                weights.append(number_of(share, each, rows, item.id))
            except PlanError as error:
                problems += error.problems
        if problems:
            raise PlanError(dict.fromkeys(problems))
        try:
            rows._shares[key] = tuple(figures.shares(total, weights, figures.places(above)))
        except ValueError:
            message = f"không chia được `{item.id}`: các số ở `{share.text}` cộng lại bằng 0 hoặc có số âm"
            raise PlanError([Problem(share.mark, message, "xem lại cột làm tỷ lệ", "figure")]) from None
    number = rows._shares[key][[each.id for each in siblings].index(unit.id)]
    quantity = Quantity(number, number, figures.say(number, number))
    shared = figures.say(total, total)
    return Given(quantity, share.mark, f"chia {shared} theo `{share.text}`")


def _to_share(above: Quantity) -> Decimal | None:
    """Return the figure to share out: of `trên 600` the least that is above it, 601."""
    step = Decimal(1).scaleb(-figures.places(above)) if above.strict else Decimal(0)
    if above.low is not None:
        return above.low + step
    return above.high - step if above.high is not None else None


def number_of(text: Scalar, unit: Unit, rows: Rows, id: str) -> Decimal:
    """Return the value of a column or formula for a unit. Raises PlanError with the place at fault."""
    problems: list[Problem] = []

    def value_of_column(name: str, of: Unit = unit) -> Decimal:
        cell = _cell(of, name, rows.register, id)
        if cell.text.strip() in NONE:
            return Decimal(0)
        try:
            return figures.number(cell.text, "")
        except FigureError as error:
            message = _of_unit(error.message, of, name, rows)
            problems.append(Problem(cell.mark, message, error.hint, "figure"))
            return Decimal(1)

    def total(name: str) -> Decimal:
        key = (name, unit.parent)
        if key not in rows.totals:
            found = sum((value_of_column(name, each) for each in rows.siblings(unit)), Decimal(0))
            if problems:
                return found
            rows.totals[key] = found
        return rows.totals[key]

    try:
        column = rows.column(text.text)
        if column:
            number = value_of_column(column)
        elif not _SIGNS & set(text.text):
            raise PlanError([_no_column(text.text, text.mark, rows.register)])
        else:
            parsed = formula.parse(text.text)
            for name in parsed.names:
                if name not in rows.register.columns:
                    raise PlanError([_no_column(name, text.mark, rows.register)])
            number = formula.evaluate(parsed, value_of_column, total)
    except FormulaError as error:
        if not problems:  # of the formula itself, whatever the unit; or of the unit's figures
            where = f" ({unit.full_name})" if "chia cho 0" in error.message else ""
            meant = [h for h in rows.register.columns.values() if h in text.text]
            headings = [h for h in meant if error.part and h.startswith(error.part)]
            hint = f"đặt cả tên cột trong ngoặc vuông: `[{max(headings, key=len)}]`" if headings else error.hint
            problems.append(Problem(text.mark, error.message + where, hint, "formula"))
        number = Decimal(0)
    if problems:
        raise PlanError(dict.fromkeys(problems))
    return number


def _column(text: str, register: Register) -> str:
    bare = text.strip().removeprefix("[").removesuffix("]")
    for key, heading in register.columns.items():
        if bare in (key, heading) or (slug(bare) == key and not _SIGNS & set(bare)):
            return key
    return ""


def _cell(unit: Unit, key: str, register: Register, id: str) -> Cell:
    cell = unit.cells.get(key)
    if cell is None or not cell.text.strip():
        heading = register.columns.get(key, key)
        mark = cell.mark if cell else unit.mark
        message = f"{unit.full_name} chưa có số ở cột “{heading}” để giao `{id}`"
        raise PlanError([Problem(mark, message, "điền số vào ô này, hoặc để đơn vị tự ghi `value`", "figure")])
    return cell


def _no_column(name: str, mark: Mark, register: Register) -> Problem:
    near = nearest(slug(name), register.columns)
    own = [key for key in register.columns if key not in HEADINGS]
    known = ", ".join(f"`{key}`" for key in own[:12]) or "chưa có cột số liệu nào"
    hint = f"có phải là `{near}`?" if near else f"các cột có: {known}"
    return Problem(mark, f"danh sách đơn vị không có cột `{name}`", hint, "figure")


def _of_unit(message: str, unit: Unit, key: str, rows: Rows) -> str:
    return f"{unit.full_name}, cột “{rows.register.columns.get(key, key)}”: {message}"


def figure_of(node: Mapping) -> Quantity | None:
    """Return the figure of a target as it stands, None where there is none that can be read."""
    return quantity_of(node, "value")
