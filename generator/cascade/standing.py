"""rows, unit, issuing: a chain of files -> the unit that it makes a plan for, and the register as of the plan's day."""

from __future__ import annotations

from datetime import date as Date
from pathlib import Path

from generator.cascade import layers, roster
from generator.cascade.allocate import Rows
from generator.cascade.kept import Stamp, keep, recall
from generator.cascade.layers import Layer
from generator.cascade.roster import Roster
from generator.cascade.tree import text_of
from generator.problem import Mark, PlanError, Problem, nearest
from generator.register.register import Unit
from generator.source import Mapping, Scalar
from generator.vietnamese import IssueDate, parse_date

#: Registers as of a day, by their content.
_ROWS: dict[tuple[Stamp, Date | None], Rows] = {}


def said(chain: tuple[Layer, ...], key: str) -> tuple[Layer, Scalar] | None:
    """Return the nearest layer that says something under a key, and what it says."""
    for layer in chain:
        value = layer.entries.get(key)
        if isinstance(value, Scalar) and value.text.strip():
            return layer, value
    return None


def rows(chain: tuple[Layer, ...], root: Mapping, above: Date | None) -> Rows | None:
    """Return the register that a chain names, as of the day of the plan. Raises PlanError."""
    return rows_as_of(chain, day(root, above))


def rows_as_of(chain: tuple[Layer, ...], on: Date | None) -> Rows | None:
    """Return the register that a chain names, as of a day. Raises PlanError."""
    found = said(chain, "units")
    if not found or not found[0].units:
        return None
    listed, named = found[0].units, found[1]
    if not listed.there:
        near = nearest(listed.path.name, layers.names_beside(listed.path))
        hint = f"có phải là `{near}`?" if near else f"đường dẫn tính từ tệp này, tức là `{listed.path}`"
        raise PlanError([Problem(named.mark, f"không tìm thấy danh sách đơn vị `{named.text}`", hint, "register")])
    return _on(listed, on)


def register_at(path: Path, on: Date | None) -> Rows:
    """Return a register that a command names, as of a day. Raises PlanError."""
    listed = roster.read(path)
    if not listed.there:
        raise PlanError([Problem(Mark(str(path)), "không tìm thấy tệp", "kiểm tra lại tên tệp", "register")])
    return _on(listed, on)


def _on(listed: Roster, on: Date | None) -> Rows:
    """A register as of a day, with what was worked out from it, as long as its content is the same."""
    key = (listed.stamp, on)
    return recall(_ROWS, key) or keep(_ROWS, key, Rows(listed.register, on))


def day(root: Mapping, above: Date | None) -> Date | None:
    """Return the day of a plan; of a draft that has only its year, the day of the plan above it in that year."""
    try:
        date = parse_date(text_of(root, "date")) or IssueDate()
    except ValueError:
        date = IssueDate()  # the model tells of it
    if date.full:
        return date.full
    if above and date.year in (None, above.year) and (date.month or 12) >= above.month:
        return above
    return Date(date.year, date.month or 1, 1) if date.year else above


def unit(chain: tuple[Layer, ...], rows: Rows | None) -> Unit | None:
    """Return the unit that a chain makes a plan for, None where it names none. Raises PlanError."""
    found = said(chain, "unit")
    if not found:
        return None
    named = found[1]
    id = named.text.strip()
    if rows is None:
        hint = "thêm `units:` và tên tệp danh sách đơn vị, trong tệp này hoặc trong bản gốc"
        raise PlanError([Problem(named.mark, f"có `unit: {id}` mà chưa có danh sách đơn vị", hint, "register")])
    found_unit = rows.register.unit(id, rows.day)
    if found_unit is None:
        raise PlanError([_no_unit(id, named.mark, rows)])
    return found_unit


def _no_unit(id: str, mark: Mark, rows: Rows) -> Problem:
    others = [each for each in rows.register.units if each.id == id]
    when = f" vào ngày {rows.day:%d/%m/%Y}" if rows.day else " hiện nay"
    if others:
        other = others[0]
        message = f"`{id}` không còn hoặc chưa có{when}"
        hint = f"xem thời hạn của {other.full_name} ở {other.mark}, và ngày của kế hoạch"
        return Problem(mark, message, hint, "register")
    named = [each.id for each in rows.register.units if id.lower() in (each.name.lower(), each.full_name.lower())]
    near = named[0] if named else nearest(id, [each.id for each in rows.register.units])
    hint = f"có phải là `{near}`? " if near else f"xem mã đơn vị trong {rows.register.file}; "
    hint += "nếu đơn vị đã ra khỏi danh sách thì xóa kế hoạch này"
    return Problem(mark, f"danh sách đơn vị không có `{id}`", hint, "register")


def passed_by(unit: Unit, rows: Rows) -> list[Problem]:
    """Tell of the rows that stand below nobody on the day: a unit must not be missed without a word."""
    found = []
    for each in rows.register.units:
        others = [other for other in rows.register.units if other.id == each.id and other.exists(rows.day)]
        if not others and each.parent == unit.id:
            when = f"ngày {rows.day:%d/%m/%Y}" if rows.day else "hiện nay"
            message = f"{each.full_name} không tính đến: dòng này không có hiệu lực {when}"
            hint = "xem loại đơn vị, từ ngày, đến ngày (từ 01/7/2025 không còn cấp huyện)"
            found.append(Problem(each.mark, message, hint, "register", "warning"))
        elif each.exists(rows.day) and not each.parent and each.id != unit.id and each.level != "tỉnh":
            hint = f"điền cột Trực thuộc, ví dụ `{unit.id}`"
            message = f"{each.full_name} không tính đến: chưa ghi trực thuộc đơn vị nào"
            found.append(Problem(each.mark, message, hint, "register", "warning"))
    return found


def issuing(chain: tuple[Layer, ...], mark: Mark, rows: Rows | None) -> Unit | None:
    """Return the unit of the layer that a place stands in: who gives out what is said there.

    It is looked up in the register of its own layers: another one further up the chain does not count.
    Raises PlanError where it is not there.
    """
    own = from_layer(chain, mark)
    found = said(own, "unit")
    if not found or rows is None:
        return None
    theirs = rows_as_of(own, rows.day) or rows
    unit = theirs.register.unit(found[1].text.strip(), rows.day)
    if unit is None:
        raise PlanError([_no_unit(found[1].text.strip(), found[1].mark, theirs)])
    return unit


def from_layer(chain: tuple[Layer, ...], mark: Mark) -> tuple[Layer, ...]:
    """Return a chain from the layer that a place stands in, with all that it stands on."""
    at = next((number for number, layer in enumerate(chain) if layer.source.file == mark.file), len(chain))
    return chain[at:]
