"""assign: a tree whose targets are given out -> the tree with the figures of one unit.

A figure is the one that the unit typed itself, else what the register gives it, else the one set for all.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from collections.abc import Mapping as Map

from generator.cascade import allocate, figures, standing
from generator.cascade.allocate import Given, Rows
from generator.cascade.layers import Layer
from generator.cascade.merge import Merged
from generator.cascade.tree import Item, items, mapping, sequence, text_of, value_of, with_entry
from generator.plan import Quantity
from generator.problem import Mark, PlanError, Problem
from generator.register.register import Unit
from generator.source import Mapping, Scalar, Sequence, Value


def assign(
    root: Mapping, chain: tuple[Layer, ...], unit: Unit, rows: Rows, above: Map[str, Item]
) -> tuple[Mapping, dict[str, Given], list[Problem]]:
    """Give every target that was given out the unit's figure: its own, else the register's, else that above."""
    found: dict[str, Given] = {}
    values: dict[str, Scalar] = {}
    left_out: set[str] = set()
    problems: list[Problem] = []
    for item, issuing, theirs, mark in _given_out(items(root), chain, unit, rows):
        value = value_of(item.node, "value")
        saying = standing.issuing(chain, value.mark, rows) if value else None
        own = value if saying and saying.id == unit.id else None
        upper = above[item.id].node if item.id in above else None
        try:
            given = allocate.given(item, _known(unit, issuing, theirs, mark), theirs, _goal(upper))
        except PlanError as error:
            given = None
            if own is None or any(p.rule == "formula" for p in error.problems):
                problems += error.problems
            if own is None:
                continue
        if given:
            found[item.id] = given
        if own is not None:
            problems += _not_worse(item, own, given) if given else ()
            problems += _not_below(item, own, upper) if allocate.by(item) == "at_least" and upper else ()
        elif given and given.none:
            left_out.add(item.id)
        elif given:
            values[item.id] = Scalar(given.quantity.text, given.mark, False)
        elif allocate.by(item) == "at_least":
            common = value_of(upper, "value") if upper else None
            values |= {item.id: common} if isinstance(common, Scalar) else {}
        else:
            problems.append(_not_said(item, chain))
    return set_values(root, values, left_out), found, problems


def _goal(upper: Mapping | None) -> Quantity | None:
    """The figure of a target in the plan above."""
    return allocate.figure_of(upper) if upper else None


def dropped(
    root: Mapping, merged: Merged, chain: tuple[Layer, ...], unit: Unit, rows: Rows, above: Map[str, Item]
) -> Iterator[Problem]:
    """Yield the targets that were given to a unit and are not in its plan, however they were left out."""
    here = items(root)
    own = [removal.mark for removal in merged.removed]
    for item, issuing, theirs, mark in _given_out(above, chain, unit, rows):
        if item.id in here:
            continue
        try:
            given = allocate.given(item, _known(unit, issuing, theirs, mark), theirs, _goal(item.node))
        except PlanError:
            continue  # what the register lacks was not given
        if given is None or not given.none:
            said = f"{given.quantity.text} ({given.origin}, {given.mark})" if given else f"ở {item.mark.short}"
            message = f"không bỏ được `{item.id}`: đơn vị được giao {said}"
            hint = "giữ chỉ tiêu này; nếu không giao nữa thì cấp trên ghi dấu `-` ở danh sách đơn vị"
            named = (removal.mark for removal in merged.removed if removal.id == item.id)
            yield Problem(next(named, own[0] if own else chain[0].source.root.mark), message, hint, "bound")


def _given_out(
    found: Map[str, Item], chain: tuple[Layer, ...], unit: Unit, rows: Rows
) -> Iterator[tuple[Item, Unit, Rows, Mark]]:
    """Yield the targets that another unit gives out: who does, its register (a unit's own does not count there),
    and the place that says so."""
    for item in allocate.targets(found):
        group = value_of(item.node, "allocate")
        issuing = standing.issuing(chain, group.mark, rows) if group else None
        if group is not None and issuing is not None and issuing.id != unit.id:
            theirs = standing.rows_as_of(standing.from_layer(chain, group.mark), rows.day) or rows
            yield item, issuing, theirs, group.mark


def _known(unit: Unit, issuing: Unit, rows: Rows, mark: Mark) -> Unit | None:
    """The unit as the plan that gives the target out has it in its own register.

    None for a unit further down, that only the register of the plan between has: to it nothing was given.
    """
    known = rows.register.unit(unit.id, rows.day)
    if known is None and unit.parent == issuing.id:
        message = f"danh sách đơn vị của cấp trên ({rows.register.file}) không có `{unit.id}`"
        hint = "dùng danh sách đơn vị của cấp trên, hoặc thêm đơn vị vào đó"
        raise PlanError([Problem(mark, message, hint, "register")])
    return known


def set_values(root: Mapping, values: Map[str, Scalar], left_out: Container[str] = ()) -> Mapping:
    """Return the tree with the figures of targets set, and without the targets that are not the unit's."""

    def walk(value: Value) -> Value:
        if isinstance(value, Sequence):
            stay = [each for each in value.items if not (isinstance(each, Mapping) and text_of(each, "id") in left_out)]
            return sequence(value, map(walk, stay))
        if not isinstance(value, Mapping):
            return value
        node = mapping(value, [(k, walk(v)) for k, v in value.entries])
        id = text_of(node, "id")
        return with_entry(node, Scalar("value", values[id].mark), values[id]) if id in values else node

    built = walk(root) if values or left_out else root
    return built if isinstance(built, Mapping) else root


def _not_worse(item: Item, own: Value, given: Given) -> list[Problem]:
    """A unit may raise what it was given, in the target's direction; without a direction it is fixed."""
    quantity = allocate.figure_of(item.node)
    better = text_of(item.node, "better")
    if not isinstance(own, Scalar) or quantity is None or figures.at_least_as_good(quantity, given.quantity, better):
        return []
    said = f"{given.quantity.text} ({given.origin}, {given.mark})"
    message = f"`{item.id}`: `{own.text}` không đạt chỉ tiêu được giao là {said}"
    hint = {"higher": "ghi bằng hoặc cao hơn số được giao", "lower": "ghi bằng hoặc thấp hơn số được giao"}
    return [Problem(own.mark, message, hint.get(better, "số này phải đúng bằng số được giao"), "bound")]


def _not_below(item: Item, own: Value, above: Mapping) -> list[Problem]:
    quantity, goal = allocate.figure_of(item.node), _goal(above)
    better = text_of(item.node, "better")
    if not isinstance(own, Scalar) or not quantity or not goal or figures.at_least_as_good(quantity, goal, better):
        return []
    at = value_of(above, "value")
    place = f" ở {at.mark.short}" if at else ""
    message = f"`{item.id}`: `{own.text}` kém mức chung `{goal.text}` mà cấp trên định{place}"
    return [Problem(own.mark, message, "mỗi đơn vị phải đạt ít nhất mức chung", "bound")]


def _not_said(item: Item, chain: tuple[Layer, ...]) -> Problem:
    found = standing.said(chain, "unit")
    mark = found[1].mark if found else chain[0].source.root.mark
    given = chain[0].entries.get("change")
    blank = next((k for k, _ in given.entries if k.text == item.id), None) if isinstance(given, Mapping) else None
    if blank is not None:
        message = f"chưa điền chỉ tiêu `{item.id}`, đơn vị tự ghi"
        return Problem(blank.mark, message, f'điền vào đây: `{item.id}: {{value: "10"}}`', "figure")
    hint = f"thêm vào tệp này: `change:`, dưới đó `{item.id}:`, dưới đó `value: …`"
    return Problem(
        mark,
        f"đơn vị chưa ghi chỉ tiêu `{item.id}` của mình (giao ở {item.mark.short})",
        hint,
        "figure",
    )
