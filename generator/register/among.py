"""relate: the units of a register -> the same with the ids of their parents and the dates that follow; what
cannot be among them is told.

When a unit holds: from `since` up to the day before `until`. Since 01/7/2025 there are two levels (Luật Tổ chức
chính quyền địa phương số 72/2025/QH15), so where a row leaves a date blank it follows from the kind:
huyện, quận, thị xã, thị trấn, thành phố thuộc tỉnh, and the xã and phường below them, hold through the day before;
đặc khu, and the xã and phường right below a province, hold from that day. A xã of both worlds is two rows of one id.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date as Date
from functools import cache

from generator.problem import Mark, Problem, nearest
from generator.register import naming
from generator.register.unit import REFORM, Unit

#: Near names are looked for up to so many problems: it is slow, and nobody reads more.
MAX_NEAR = 100
_HIGH = {"tỉnh": 3, "huyện": 2, "xã": 1}
_FORMER = ("huyện", "quận", "thị xã", "thị trấn")


def relate(units: list[Unit], problems: list[Problem]) -> list[Unit]:
    """Return the units with the ids of their parents and the dates that the law gives where their rows give none."""
    found = _with_periods(_with_parents(units, problems), problems)
    _check_doubles(found, problems)
    return found


def _where(unit: Unit) -> str:
    return f"dòng {unit.mark.line}" if unit.mark.line else unit.mark.spot


def _parent_mark(unit: Unit) -> Mark:
    return unit.cells["parent"].mark if "parent" in unit.cells else unit.mark


def _with_parents(units: list[Unit], problems: list[Problem]) -> list[Unit]:
    """Return the units with the ids of their parents for what is written; an unknown one is told and kept."""
    ids = {unit.id for unit in units}
    named: dict[str, set[str]] = {}
    for unit in units:
        named.setdefault(naming.fold(unit.full_name), set()).add(unit.id)
    found = []
    for unit in units:
        said = unit.parent
        meant = {said.lower()} if said.lower() in ids else named.get(naming.fold(said), set())
        if said and len(meant) != 1:
            problems.append(_unknown_parent(unit, sorted(meant), units, len(problems) < MAX_NEAR))
        found.append(replace(unit, parent=next(iter(meant))) if len(meant) == 1 else unit)
    _check_levels(found, problems)
    return found


def _unknown_parent(unit: Unit, meant: list[str], units: list[Unit], look: bool) -> Problem:
    if meant:
        hint = "ghi mã thay cho tên: " + ", ".join(f"`{id}`" for id in meant[:5])
        return Problem(_parent_mark(unit), f"có {len(meant)} đơn vị tên `{unit.parent}`", hint)
    higher = [each for each in units if _HIGH[each.level] > 1][:1000] if look else []
    known = {each.full_name.lower(): each.full_name for each in higher} | {each.id: each.id for each in higher}
    near = nearest(unit.parent[:60], known)
    hint = f"có phải là `{known[near]}`?" if near else "đơn vị cấp trên cũng phải có một dòng trong danh sách này"
    return Problem(_parent_mark(unit), f"không có đơn vị cấp trên `{unit.parent[:60]}` trong danh sách", hint)


def _check_levels(units: list[Unit], problems: list[Problem]) -> None:
    """Tell of parents that are no higher than the unit, and of circles among them, each circle once."""
    rows: dict[str, list[Unit]] = {}
    for unit in units:
        rows.setdefault(unit.id, []).append(unit)
    told: set[str] = set()
    for unit in units:
        parent = next(iter(rows.get(unit.parent, ())), None)
        if parent is None:
            _check_city(unit, problems)
        elif _HIGH[parent.level] <= _HIGH[unit.level] and unit.id not in told:
            circle = _circle(unit, rows)
            told.update(each.id for each in circle)
            if circle:
                names = " → ".join(each.full_name for each in (*circle, circle[0]))
                message = f"các đơn vị trực thuộc nhau thành vòng: {names}"
            else:
                message = f"{unit.full_name} không thể trực thuộc {parent.full_name} ({_where(parent)}): không cao hơn"
            problems.append(Problem(_parent_mark(unit), message, "sửa đơn vị cấp trên"))


def _circle(unit: Unit, rows: Mapping[str, list[Unit]]) -> list[Unit]:
    """Return the way from a unit up to itself, or [] where there is none."""
    way = [unit]
    while len(way) < 20 and way[-1].parent in rows:
        up = rows[way[-1].parent][0]
        if up.id == unit.id:
            return way
        way.append(up)
    return []


def _check_city(unit: Unit, problems: list[Problem]) -> None:
    if unit.kind == "thành phố" and not unit.parent and naming.fold(unit.name) not in _cities():
        message = f"{unit.full_name} không ghi đơn vị cấp trên nên được hiểu là thành phố trực thuộc trung ương"
        hint = "thành phố thuộc tỉnh thì ghi tỉnh ở cột `Trực thuộc`"
        problems.append(Problem(unit.mark, message, hint, level="warning"))


@cache
def _cities() -> frozenset[str]:
    from generator.standard import units  # a file of its own, read only where a register has such a city

    return frozenset(naming.fold(unit.name) for unit in units.of("province") if unit.form == "thành phố")


def _with_periods(units: list[Unit], problems: list[Problem]) -> list[Unit]:
    """Return the units with the dates that follow from their kinds and parents; tell of those that cannot be."""
    rows: dict[str, list[Unit]] = {}
    for unit in units:
        rows.setdefault(unit.id, []).append(unit)
    found = []
    for unit in units:
        above = {each.level for each in rows.get(unit.parent, ()) if _overlap(unit, each)}
        found.append(_dated(unit, above, problems))
    later: dict[str, list[Unit]] = {}
    for unit in found:
        later.setdefault(unit.id, []).append(unit)
    at_fault = {problem.mark for problem in problems}
    for unit in found:
        parents = later.get(unit.parent, [])
        if any(unit.cells[key].mark in at_fault for key in ("from", "through", "until") if key in unit.cells):
            continue
        if parents and not any(_overlap(unit, each) for each in parents):
            above_it = f"{parents[0].full_name} ({_where(parents[0])})"
            message = f"{unit.full_name} và đơn vị cấp trên {above_it} không cùng thời gian"
            problems.append(Problem(_parent_mark(unit), message, "sửa đơn vị cấp trên, hoặc ngày của một trong hai"))
    return found


def _dated(unit: Unit, above: set[str], problems: list[Problem]) -> Unit:
    """Return a unit with the dates that the law gives where its row gives none; `above` are its parents' levels."""
    below_district = unit.level == "xã" and unit.kind not in _FORMER and "huyện" in above
    if unit.kind in _FORMER or unit.level == "huyện" or below_district:
        late = bool(unit.since and unit.since >= REFORM)
        if late or (unit.until and unit.until > REFORM):
            problems.append(_former(unit, "from" if late else _end(unit), below_district))
            return unit
        return replace(unit, until=unit.until or REFORM)
    early = "from" if unit.since and unit.since < REFORM else _end(unit) if _over(unit) else ""
    if unit.kind == "đặc khu" and early:
        message = f"đặc khu chỉ có từ ngày 01/7/2025 ({unit.full_name})"
        problems.append(Problem(unit.cells[early].mark, message, "trước đó ghi là huyện, một dòng riêng"))
    new = unit.kind == "đặc khu" or (unit.level == "xã" and above == {"tỉnh"})
    return replace(unit, since=REFORM) if new and unit.since is None and not _over(unit) else unit


def _over(unit: Unit) -> bool:
    """Tell whether a unit was no more when the two levels came."""
    return unit.until is not None and unit.until <= REFORM


def _end(unit: Unit) -> str:
    """Return the key of the column in which a unit's end is written."""
    return "through" if "through" in unit.cells and unit.cells["through"].text else "until"


def _former(unit: Unit, key: str, below_district: bool) -> Problem:
    last = "`30/6/2025` (ngày đó vẫn tính)" if key == "through" else "`01/7/2025`"
    what, hint = unit.kind, "từ đó chỉ còn cấp tỉnh, cấp xã (Luật số 72/2025/QH15); sửa loại"
    if below_district:
        what, hint = f"{unit.kind} thuộc cấp huyện", "từ đó xã, phường trực thuộc tỉnh: ghi tỉnh ở cột cấp trên"
    elif unit.kind == "thành phố":
        what = "thành phố thuộc tỉnh"
    hint += ", hoặc sửa ngày đầu" if key == "from" else f", hoặc ghi ngày hết là {last}"
    return Problem(unit.cells[key].mark, f"không còn {what} từ ngày 01/7/2025 ({unit.full_name})", hint)


def _overlap(one: Unit, other: Unit) -> bool:
    return (one.since or Date.min) < (other.until or Date.max) and (other.since or Date.min) < (one.until or Date.max)


def _check_doubles(units: list[Unit], problems: list[Problem]) -> None:
    """Tell of rows of one id, or of one name below one parent, that hold at the same time."""
    groups: dict[tuple[str, str], list[Unit]] = {}
    for unit in units:
        groups.setdefault((unit.id, ""), []).append(unit)
        groups.setdefault((naming.fold(unit.full_name), unit.parent), []).append(unit)
    told: set[Mark] = set()
    for one, other in (pair for group in groups.values() for pair in _meeting(group)):
        if other.mark in told:
            continue
        told.add(other.mark)
        same = naming.fold(one.full_name) == naming.fold(other.full_name)
        if same and one.parent != other.parent:
            hint = "hai đơn vị cùng tên khác cấp trên: thêm cột `Mã` và đặt cho mỗi đơn vị một mã"
        else:
            dates = "`Từ ngày`, `Đến ngày` không chồng nhau (`Đến ngày` tính cả ngày đó)"
            hint = f"xóa một dòng; nếu là hai thời kỳ thì ghi {dates}"
        what = other.full_name if same else f"mã `{other.id}`"
        problems.append(Problem(other.mark, f"{what} đã có ở {_where(one)}", hint))


def _meeting(group: list[Unit]) -> Iterator[tuple[Unit, Unit]]:
    """Yield the pairs of a group that hold at the same time: each row with the longest one before it."""
    if len(group) < 2:
        return
    ordered = sorted(enumerate(group), key=lambda pair: (pair[1].since or Date.min, pair[0]))
    last_number, last = ordered[0]
    for number, unit in ordered[1:]:
        if _overlap(last, unit):
            yield (last, unit) if last_number < number else (unit, last)
        if (unit.until or Date.max) > (last.until or Date.max):
            last_number, last = number, unit
