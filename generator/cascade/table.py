"""expand: the key `allocation_table` of a plan -> a table of what each unit was given, as if staff had written it."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as Map

from generator.cascade import allocate
from generator.cascade.allocate import Rows
from generator.cascade.tree import Item, mapping, sequence, text_of, value_of
from generator.problem import Mark, PlanError, Problem, nearest
from generator.register.register import Unit
from generator.source import Mapping, Scalar, Sequence, Value
from generator.vietnamese import capital

KEY = "allocation_table"
#: What gives a table its figures: the unit that gives out what a place says, its own targets, its register.
Issuing = Callable[[Mark], tuple[Unit | None, Map[str, Item], Rows | None]]
#: Widths of the columns (mm): the number, the unit; the targets share what is left.
_NUMBER, _UNIT = "12", "45"


def expand(root: Mapping, issuing: Issuing) -> tuple[Mapping, list[Problem]]:
    """Return the tree with every such table written out, and what keeps one from it."""
    work = _Work(issuing)
    built = work.walk(root)
    return (built if isinstance(built, Mapping) else root), work.problems


class _Work:
    def __init__(self, issuing: Issuing) -> None:
        self.issuing = issuing
        self.rows: Rows | None = None  # of the table at hand
        self.problems: list[Problem] = []

    def walk(self, value: Value) -> Value:
        if isinstance(value, Sequence):
            return sequence(value, map(self.walk, value.items))
        if not isinstance(value, Mapping):
            return value
        entries: list[tuple[Scalar, Value]] = []
        for key, each in value.entries:
            if key.text == KEY and isinstance(each, Mapping):
                entries.append((Scalar("table", key.mark), self.table(key, each) or each))
            else:
                entries.append((key, self.walk(each)))
        return mapping(value, entries)

    def table(self, key: Scalar, given: Mapping) -> Mapping | None:
        unit, goals, self.rows = self.issuing(key.mark)
        kept = self.rows.tables.get(key.mark) if self.rows else None
        if kept and kept[0] is given and kept[1] is goals:
            return kept[2]
        built = self.written(key, given, unit, goals)
        if built and self.rows:
            self.rows.tables[key.mark] = (given, goals, built)
        return built

    def written(self, key: Scalar, given: Mapping, unit: Unit | None, goals: Map[str, Item]) -> Mapping | None:
        if self.rows is None or unit is None:
            hint = "thêm `units:` (danh sách đơn vị) và `unit:` (đơn vị ban hành)"
            self.problems.append(
                Problem(key.mark, "chưa biết lập khung chỉ tiêu cho những đơn vị nào", hint, "register")
            )
            return None
        chosen = self.chosen(key, given, goals)
        below = self.rows.register.below(unit.id, self.rows.day)
        if not below:
            message = f"danh sách đơn vị không có đơn vị nào trực thuộc {unit.full_name}"
            self.problems.append(Problem(key.mark, message, "xem cột `parent` (Trực thuộc)", "register"))
        if self.problems or not below:
            return None
        mark = key.mark
        head = [_column("TT", mark, _NUMBER, "center"), _column("Đơn vị", mark, _UNIT, "left")]
        head += [_column(self.heading(item), mark, "", "center") for item in chosen]
        lines = [_row("", f"**{capital(unit.full_name)}**", [self.total(i) for i in chosen], mark)]
        for number, each in enumerate(below, 1):
            lines.append(_row(str(number), capital(each.full_name), [self.figure(item, each) for item in chosen], mark))
        kept = tuple((k, v) for k, v in given.entries if k.text in ("id", "caption"))
        columns = (Scalar("columns", mark), Sequence(tuple(head), mark))
        return Mapping((*kept, columns, (Scalar("rows", mark), Sequence(tuple(lines), mark))), given.mark)

    def chosen(self, key: Scalar, given: Mapping, goals: Map[str, Item]) -> list[Item]:
        every = {item.id: item for item in allocate.targets(goals)}
        named = value_of(given, "targets")
        if named is None:
            if not every:
                hint = "thêm `allocate:` vào các chỉ tiêu giao cho đơn vị"
                self.problems.append(Problem(key.mark, "chưa có chỉ tiêu nào được giao", hint, "figure"))
            return list(every.values())
        found = []
        for each in named.items if isinstance(named, Sequence) else (named,):
            if isinstance(each, Scalar) and each.text in every:
                found.append(every[each.text])
            elif isinstance(each, Scalar):
                near = nearest(each.text, every)
                hint = (
                    f"có phải là `{near}`?" if near else "các chỉ tiêu được giao: " + ", ".join(f"`{i}`" for i in every)
                )
                self.problems.append(
                    Problem(each.mark, f"`{each.text}` không phải chỉ tiêu được giao", hint, "unknown-id")
                )
        return found

    def heading(self, item: Item) -> str:
        name = text_of(item.node, "indicator")
        if not name:
            hint = "thêm `indicator:` là tên ngắn của chỉ tiêu, dùng làm tên cột"
            self.problems.append(
                Problem(item.mark, f"chỉ tiêu `{item.id}` chưa có tên để ghi vào bảng", hint, "missing-key")
            )
        unit = text_of(item.node, "unit")
        return f"{name} ({unit})" if unit else name

    def total(self, item: Item) -> str:
        return f"**{text_of(item.node, 'value')}**"

    def figure(self, item: Item, unit: Unit) -> str:
        """What a unit is given; a target that units set themselves is left to be filled in."""
        if self.rows is None:
            return ""
        try:
            given = allocate.given(item, unit, self.rows, allocate.figure_of(item.node))
        except PlanError as error:
            self.problems += [each for each in error.problems if each not in self.problems]
            return ""
        if given is None and text_of(item.node, "value") and allocate.by(item) == "at_least":
            return text_of(item.node, "value")
        return given.quantity.text if given else "…"  # "-" where it is not given to the unit


def _column(heading: str, mark: Mark, width: str, align: str) -> Mapping:
    texts = {"heading": heading, "width": width, "align": align}
    return Mapping(tuple((Scalar(k, mark), Scalar(v, mark, False)) for k, v in texts.items() if v), mark)


def _row(number: str, name: str, cells: list[str], mark: Mark) -> Sequence:
    return Sequence(tuple(Scalar(text, mark, False) for text in (number, name, *cells)), mark)
