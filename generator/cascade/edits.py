"""read: `change`, `add`, `remove`, `reorder` of a plan -> its edits of what it extends, each with its place."""

from __future__ import annotations

from collections.abc import Mapping as Map
from dataclasses import dataclass
from typing import Any

from generator import schema
from generator.problem import Mark, Problem
from generator.source import Mapping, Scalar, Sequence, Source, Value
from generator.values import Values


@dataclass(frozen=True, slots=True)
class Addition:
    """New items: `place` is before, after, into, or "" for a list of the plan's own; `anchor` the id there."""

    place: str
    anchor: str
    key: str
    items: tuple[Value, ...]
    mark: Mark
    key_mark: Mark


@dataclass(frozen=True, slots=True)
class Removal:
    """An item, a key of an item, or a key of the plan that is left out, and why."""

    id: str
    key: str
    reason: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Edits:
    """What a plan changes in what it extends. `changes`: by id, the place of the id and the new keys."""

    changes: Map[str, tuple[Scalar, Mapping]]
    additions: tuple[Addition, ...]
    removals: tuple[Removal, ...]
    orders: tuple[tuple[Scalar, ...], ...]


def read(source: Source) -> tuple[Edits, list[Problem]]:
    """Return the edits of a file, and what is wrong in how they are written."""
    values = Values(source)
    found: dict[str, Any] = {}
    for key, value in source.root.entries:
        blank = isinstance(value, Scalar) and value.plain and not value.text
        if key.text in ("change", "add", "remove", "reorder") and not blank:
            found[key.text] = values.read(schema.MAPS["plan"][key.text].type, value, key.text)
    additions = [_addition(each, values) for each in found.get("add", ())]
    removals = [_removal(each, values) for each in found.get("remove", ())]
    edits = Edits(
        found.get("change", {}),
        tuple(each for each in additions if each),
        tuple(each for each in removals if each),
        tuple(group for group in found.get("reorder", ()) if group),
    )
    return edits, values.problems


def _addition(found: dict[str, Any], values: Values) -> Addition | None:
    places = [name for name in ("before", "after", "into") if found.get(name)]
    lists = [name for name in found["order"] if name in schema.LISTS]
    if len(places) > 1:
        values.wrong(found["mark"], f"mỗi chỗ thêm chỉ ghi một trong: `{'`, `'.join(places)}`", "giữ một khóa")
        return None
    if len(lists) != 1:
        hint = "ghi các mục thêm dưới khóa của danh sách, ví dụ `items:`, `tasks:`, `sections:`, `recipients:`"
        what = "chưa có mục nào để thêm" if not lists else "mỗi chỗ thêm chỉ ghi một danh sách"
        if not values.told_within(found["mark"]):
            values.wrong(found["mark"], what, hint)
        return None
    key = lists[0]
    value = found[key]
    if not places and key not in schema.MAPS["plan"]:
        hint = "thêm `after: id`, `before: id` hoặc `into: id`"
        values.wrong(found["mark"], "chưa ghi thêm vào đâu", hint)
        return None
    if not isinstance(value, Sequence) or not value.items:
        values.wrong(value.mark, f"`{key}` phải là một danh sách", "mỗi mục một dòng, mở bằng `- `")
        return None
    place = places[0] if places else ""
    at = found["marks"].get(place, found["mark"])
    return Addition(place, found.get(place, ""), key, value.items, at, found["marks"][key])


def _removal(found: dict[str, Any], values: Values) -> Removal | None:
    if not found.get("id") and not found.get("key"):
        values.wrong(found["mark"], "chưa ghi bỏ mục nào", "thêm `id:` của mục, hoặc `key:` của kế hoạch")
        return None
    mark = found["marks"].get("id") or found["marks"]["key"]
    return Removal(found.get("id", ""), found.get("key", ""), found.get("reason") or "", mark)
