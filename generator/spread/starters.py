"""starters: a plan and the register of its units -> the file that each unit begins from, under 25 lines."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from collections.abc import Mapping as Map
from dataclasses import dataclass
from pathlib import Path

from generator.cascade import allocate, resolve, standing
from generator.cascade.allocate import Rows
from generator.cascade.resolve import Resolved
from generator.cascade.tree import Item, text_of, value_of
from generator.plan import with_unit
from generator.problem import Mark, PlanError, Problem
from generator.register.register import Unit
from generator.source import Mapping


@dataclass(frozen=True, slots=True)
class Starter:
    """A unit's file as it begins."""

    path: Path
    unit: Unit
    text: str


def starters(plan: Path, units: Path | None, folder: Path, schema: Path) -> list[Starter]:
    """Return the files of all units right below the plan's own, in the register's order.

    `units` is the register, where it is another than the plan's. Raises PlanError for what is wrong
    in the plan or the register, or where no unit stands below.
    """
    resolved = resolve.resolve(plan)
    rows = _rows(resolved, units)
    unit = _issuing(resolved, rows)
    below = rows.register.below(unit.id, rows.day)
    if not below:
        hint = "xem cột Trực thuộc (`parent`) và thời hạn của các đơn vị trong danh sách"
        message = f"danh sách đơn vị không có đơn vị nào trực thuộc {unit.full_name}"
        raise PlanError([Problem(Mark(rows.register.file), message, hint, "register")])
    head = Path(os.path.relpath(plan, folder)).as_posix()
    list_ = "" if units is None or _same(resolved, units) else Path(os.path.relpath(units, folder)).as_posix()
    shown = Path(os.path.relpath(schema, folder)).as_posix()
    return [
        Starter(folder / f"{each.id}.yaml", each, "\n".join(_lines(resolved, each, rows, head, list_, shown)) + "\n")
        for each in below
    ]


def notes(plan: Path, units: Path | None) -> tuple[Problem, ...]:
    """Return what staff should look at: rows that no file is made for, a plan that was written for its own office."""
    resolved = resolve.resolve(plan)
    rows = _rows(resolved, units)
    found = standing.passed_by(_issuing(resolved, rows), rows)
    if not resolved.abstract:
        message = "chưa có mẫu cho cấp dưới: câu chữ của cơ quan ban hành giữ nguyên trong kế hoạch của từng đơn vị"
        hint = "viết một mẫu (`abstract: true`, `extends:` kế hoạch này) đổi các câu đó, rồi chạy `cascade` trên mẫu"
        found.append(Problem(resolved.source.root.mark, message, hint, "template", "warning"))
    return tuple(found)


def _rows(resolved: Resolved, units: Path | None) -> Rows:
    if units is None or _same(resolved, units):
        if resolved.rows:
            return resolved.rows
        mark = resolved.source.root.mark
        hint = "thêm `--units tệp.csv`, hoặc khóa `units:` trong kế hoạch"
        raise PlanError([Problem(mark, "chưa có danh sách đơn vị", hint, "register")])
    return standing.register_at(units, resolved.day or resolve.day_of(resolved))


def _same(resolved: Resolved, units: Path) -> bool:
    file = resolved.rows.register.file if resolved.rows else ""
    return bool(file) and os.path.realpath(file) == os.path.realpath(units)


def _issuing(resolved: Resolved, rows: Rows) -> Unit:
    """The unit whose plan it is: as the plan says, else the one of that name in the register."""
    if resolved.unit:
        return resolved.unit
    named = value_of(resolved.source.root, "issuer")
    issuer = text_of(named, "name") if isinstance(named, Mapping) else ""
    for each in rows.register.on(rows.day):
        if each.committee.lower() == issuer.lower():
            return each
    hint = "ghi `unit:` là mã (cột `id`) của đơn vị ban hành kế hoạch này"
    raise PlanError([Problem(resolved.source.root.mark, "chưa biết kế hoạch này của đơn vị nào", hint, "register")])


def _lines(resolved: Resolved, unit: Unit, rows: Rows, head: str, register_file: str, schema: str) -> Iterator[str]:
    yield f"# yaml-language-server: $schema={schema}"
    yield f"# Kế hoạch của {unit.committee_short}. Tệp này chỉ ghi phần khác với bản gốc; xem: kehoach explain"
    yield f"extends: {_quoted(head)}"
    if register_file:
        yield f"units: {_quoted(register_file)}"
    yield f"unit: {unit.id}"
    yield "status: draft                     # in chữ DỰ THẢO; lệnh `kehoach issue` đổi khi ban hành"
    yield 'number:                           # số văn bản, ghi khi ban hành, ví dụ "12"'
    year = rows.day.year if rows.day else ""
    yield f"date: {year}                        # ghi đủ khi ban hành: 28/01/{year}"
    if not unit.signer or not unit.signer_title:
        yield "signatory:"
        if not unit.signer_title:
            yield "  on_behalf_of: Ủy ban nhân dân"
            yield "  title: Chủ tịch"
        yield "  name:                           # họ và tên người ký"
    if not _has_recipients(resolved):
        above = resolved.unit.committee_short if resolved.unit else "Cơ quan cấp trên"
        yield f"recipients:\n  - {above} (báo cáo)\n  - archive: VT"
    given = list(allocate.targets(resolved.items))
    if given:
        yield "# Chỉ tiêu được giao; muốn ghi số khác thì bỏ dấu # ở đầu dòng và sửa số."
        yield "change:"
        for item in given:
            yield from _target(resolved, item, unit, rows)


def _target(resolved: Resolved, item: Item, unit: Unit, rows: Rows) -> Iterator[str]:
    goal = allocate.figure_of(item.node)
    measure = text_of(item.node, "unit")
    given = allocate.given(item, unit, rows, goal)
    if given and given.none:
        yield f"#  {item.id}: không giao cho đơn vị này"
    elif given:
        yield _remark(item.id, given.quantity.text, measure)
    elif allocate.by(item) == "at_least":
        yield f'#  {item.id}: {{value: "{text_of(item.node, "value")}"}}  # mức chung, chỉ được tốt hơn'
    else:
        yield f'  {item.id}:  # đơn vị tự ghi, ví dụ {{value: "10"}}{f" ({measure})" if measure else ""}'


def _remark(id: str, figure: str, measure: str) -> str:
    return f'#  {id}: {{value: "{figure}"}}  # được giao {with_unit(figure, measure)}'


#: A figure given that nobody took up: a remark as we write it, so ours to keep true.
_REMARK = re.compile(r'^#  (?P<id>[a-z][a-z0-9-]*): \{value: "[^"\n]*"\}  # được giao [^\r\n;]*$', re.MULTILINE)


def refreshed(text: str, given: Map[str, str], items: Map[str, Item]) -> str:
    """Return a unit's file whose remarks tell the figures that it is given now; all else stays as it is."""

    def remark(found: re.Match[str]) -> str:
        id = found["id"]
        figure = given.get(id, "")
        known = figure and id in items and figure not in allocate.NONE
        return _remark(id, figure, text_of(items[id].node, "unit")) if known else found[0]

    return _REMARK.sub(remark, text)


def _has_recipients(resolved: Resolved) -> bool:
    """Tell whether a template gives the recipients: those of the plan above are not the unit's."""
    for layer in resolved.layers:
        if not layer.abstract:
            return False
        if "recipients" in layer.entries or (layer.office and value_of(layer.office.keys, "recipients")):
            return True
    return False


def _quoted(name: str) -> str:
    return (
        name
        if all(c.isalnum() or c in "./-_" for c in name)
        else '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
    )
