"""rows, unit, issuing: a chain of files -> the unit that it makes a plan for, and the register as of the plan's day."""

from __future__ import annotations

from datetime import date as Date
from pathlib import Path

from generator.cascade import layers
from generator.cascade.allocate import Rows
from generator.cascade.layers import Layer, Stamp
from generator.cascade.tree import text_of
from generator.problem import Mark, PlanError, Problem, nearest
from generator.register import register
from generator.register.register import Register, Unit
from generator.source import Mapping, Scalar
from generator.vietnamese import IssueDate, parse_date

_REGISTERS: dict[Stamp, Register] = {}
_ROWS: dict[tuple[Stamp, Date | None], Rows] = {}


def said(chain: tuple[Layer, ...], key: str) -> tuple[Layer, Scalar] | None:
    for layer in chain:
        value = layer.entries.get(key)
        if isinstance(value, Scalar) and value.text.strip():
            return layer, value
    return None


def register_path(chain: tuple[Layer, ...]) -> tuple[Path, Scalar] | None:
    found = said(chain, "units")
    return (layers.beside(found[0].path, found[1].text), found[1]) if found else None


def register_stamp(chain: tuple[Layer, ...]) -> Stamp:
    found = register_path(chain)
    return layers.stamp(found[0]) if found else ("", 0, 0, 0)


def rows(chain: tuple[Layer, ...], root: Mapping, above: Date | None) -> Rows | None:
    """The register that a chain names, as of the day of the plan."""
    found = register_path(chain)
    if not found:
        return None
    path, named = found
    if not path.is_file():
        there = [p.name for p in path.parent.iterdir() if p.is_file()] if path.parent.is_dir() else []
        near = nearest(path.name, there)
        hint = f"có phải là `{near}`?" if near else f"đường dẫn tính từ tệp này, tức là `{path}`"
        raise PlanError([Problem(named.mark, f"không tìm thấy danh sách đơn vị `{named.text}`", hint, "register")])
    stamp = register_stamp(chain)
    units = _REGISTERS.get(stamp) or layers.keep(_REGISTERS, stamp, register.read(path))
    on = day(root, above)
    return _ROWS.get((stamp, on)) or layers.keep(_ROWS, (stamp, on), Rows(units, on))


def day(root: Mapping, above: Date | None) -> Date | None:
    """The day of a plan; of a draft that has only its year, the day of the plan above it in that year."""
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
    near = nearest(id, [each.id for each in rows.register.units])
    hint = f"có phải là `{near}`?" if near else f"xem cột `id` của {rows.register.file}"
    return Problem(mark, f"danh sách đơn vị không có `{id}`", hint, "register")


def issuing(chain: tuple[Layer, ...], mark: Mark, rows: Rows | None) -> Unit | None:
    """The unit of the layer that a place stands in: who gives out what is said there."""
    for number, layer in enumerate(chain):
        if str(layer.path) == mark.file:
            found = said(chain[number:], "unit")
            return rows.register.unit(found[1].text.strip(), rows.day) if found and rows else None
    return None
