"""read: what fills a placeholder, as a reviewer has it now -> the values of the file that make it so, or why not."""

from __future__ import annotations

import re

from generator import vietnamese
from generator.build import Read
from generator.plan import parse_quantity, with_unit
from generator.review.sentence import Atom
from generator.review.sheet import Path, Sheet
from generator.review.spot import Why

#: Keys of an item that a placeholder shows as they are.
_PLAIN = ("indicator", "unit", "baseline", "deadline", "agency", "product", "from", "to", "via")
_FIGURE = re.compile(
    r"^(?P<value>(?:[^\d]*?)[-−]?\d[\d.,]*(?:\s*(?:[-–]|đến)\s*\d[\d.,]*)?(?:\s+trở (?:lên|xuống))?)\s*(?P<unit>\D.*)?$"
)


def read(sheet: Sheet, got: Read, path: Path, atom: Atom, now: str) -> list[tuple[Path, str]] | Why:
    """Return what values say once the placeholder `atom` of the sentence at `path` prints `now`."""
    assert atom.field is not None
    now = " ".join(now.split())
    name = atom.field.name
    shown = f"`{atom.field.source}`"
    if name[0] in ("ref", "parent"):
        return Why(f"{shown} do chương trình điền (số của mục, văn bản cấp trên)")
    if not now:
        return Why(f"{shown} không để trống được: xóa cả chỗ điền trong câu")
    if atom.field.filters:
        return Why(f"{shown} in qua bộ lọc `{atom.field.filters[0][0]}`: sửa giá trị ở khóa của nó")
    if len(name) == 1:
        made = _own(sheet, path, name[0], now)
        if made is not None:
            return made
    return _variable(sheet, name, now, shown)


def through(atom: Atom, value: str) -> str | None:
    """Return what a placeholder prints of a value through its filters; None where a filter cannot take it."""
    from generator.inline import FILTERS

    assert atom.field is not None
    try:
        for name, constants in atom.field.filters:
            value = FILTERS[name](value, *constants)
    except ValueError:
        return None
    return value


def _own(sheet: Sheet, path: Path, name: str, now: str) -> list[tuple[Path, str]] | Why | None:
    """What the sentence's item, or one above it, says under a key."""
    key = {"figure": "value"}.get(name, name)
    for length in range(len(path), -1, -1):
        above = (*path[:length], key)
        if above in sheet.leaves:
            if name in ("value", "amount"):
                return _with_unit(sheet, above, now)
            if name == "figure" and parse_quantity(now) is None:
                return Why(f"“{now}” không đọc được thành số: sửa ở `{key}`", sheet.mark(above))
            return [(above, now)] if name in _PLAIN or name == "figure" else None
        if (*above, 0) in sheet.nodes or above in sheet.nodes:
            return Why(f"`{key}` là một danh sách: sửa ở khóa đó", sheet.mark(above))
    return None


def _with_unit(sheet: Sheet, path: Path, now: str) -> list[tuple[Path, str]] | Why:
    """A figure that is printed with its unit: either may have changed."""
    beside = (*path[:-1], "unit")
    unit, old = sheet.said(beside) or "", sheet.said(path) or ""
    bare = now.removesuffix(unit).rstrip() if unit and now.endswith(unit) else ""
    if not unit and old.endswith("%") and now.endswith("%") and parse_quantity(now[:-1].rstrip()):
        return [(path, now)]
    if bare and _counts(path, bare, unit):
        return [(path, bare)]
    found = _FIGURE.match(now)
    if found and found["unit"] and beside in sheet.leaves and _counts(path, found["value"].strip(), found["unit"]):
        return [(path, found["value"].strip()), (beside, found["unit"].strip())]
    if not unit and _counts(path, now, ""):
        return [(path, now)]
    return Why(f"“{now}” không đọc được thành số và đơn vị: sửa ở `{path[-1]}`, `unit`", sheet.mark(path))


def _counts(path: Path, text: str, unit: str) -> bool:
    """Tell whether a figure can be read: of a sum the unit must be one of money."""
    if path[-1] == "amount":
        return vietnamese.parse_money(with_unit(text, unit.strip() or "đồng")) is not None
    return parse_quantity(text) is not None


def _variable(sheet: Sheet, name: tuple[str, ...], now: str, shown: str) -> list[tuple[Path, str]] | Why:
    wanted = ("variables", *name)
    path = next((p for p in sheet.leaves if tuple(str(step).replace("-", "_") for step in p) == wanted), None)
    if path is None:
        return Why(f"{shown} được điền từ nơi khác (đơn vị, tệp khác): sửa ở đó")
    uses = sum(len(re.findall(r"\{\{\s*" + r"\s*\.\s*".join(map(_loose, name)) + r"\s*[|}]", leaf.said))
               for leaf in sheet.kept.leaves)  # fmt: skip
    if uses > 1:
        return Why(f"{shown} in ở {uses} chỗ: sửa một lần ở `variables`", sheet.mark(path))
    return [(path, now)]


def _loose(name: str) -> str:
    return re.escape(name).replace("_", "[-_]")
