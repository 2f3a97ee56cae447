"""explain: a plan and a key -> where its value was set, what it replaced, and why it may or may not be changed."""

from __future__ import annotations

from dataclasses import dataclass

from generator import schema
from generator.cascade import allocate, merge
from generator.cascade.bounds import BOUNDS, FIXED, holder_of
from generator.cascade.office import DOCUMENT, OFFICE
from generator.cascade.resolve import Resolved
from generator.cascade.tree import Item, items_in, locks, text_of, value_of
from generator.problem import Mark, PlanError, Problem, nearest
from generator.source import Mapping, Scalar, Sequence, Value

#: A value is shown up to so many letters.
SHOWN = 160


@dataclass(frozen=True, slots=True)
class Explained:
    """A value of a plan. `layer` tells whose file set it; `replaced` what stood there before, nearest
    first, each with its place; `free` whether this plan may change it, and `why`."""

    key: str
    value: str
    mark: Mark
    layer: str
    replaced: tuple[tuple[str, Mark], ...]
    free: bool
    why: str


def explain(resolved: Resolved, key: str) -> tuple[Explained, ...]:
    """Return what is known of a key: `title`, `issuer.name`, an id, or an id and one of its keys.

    Raises PlanError for a key that the plan has not, with the near one.
    """
    item = resolved.items.get(key)
    if item:
        named = [k.text for k, v in item.node.entries if k.text != "id"]
        return tuple(_of_item(resolved, item, name) for name in named)
    owner, _, rest = key.partition(".")
    item = resolved.items.get(owner)
    if item and value_of(item.node, rest) is not None:
        return (_of_item(resolved, item, rest),)
    value = _at(resolved.source.root, key)
    if value is None:
        value = _at(resolved.source.root, f"variables.{key}")
    if value is None:
        raise PlanError([_unknown(resolved, key, item)])
    return (_of_plan(resolved, key, value),)


def overview(resolved: Resolved) -> tuple[Explained, ...]:
    """Return the first word on everything that has a name: the plan's keys, then the items by id."""
    rows = [_of_plan(resolved, k.text, v) for k, v in resolved.source.root.entries if k.text != "variables"]
    for item in resolved.items.values():
        shown = next((k for k in ("value", "text", "heading", "content", "title", "name", "agency", "caption")
                      if value_of(item.node, k) is not None), "")  # fmt: skip
        if shown:
            rows.append(_of_item(resolved, item, shown))
    return tuple(rows)


def said(value: Value) -> str:
    """Return a value as one line."""
    if isinstance(value, Scalar):
        text = " ".join(value.text.split())
    elif isinstance(value, Sequence):
        text = f"[{len(value.items)} mục] " + " / ".join(said(item) for item in value.items[:3])
    else:
        text = "{" + ", ".join(f"{k.text}: {said(v)}" for k, v in value.entries) + "}"
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"


def text(rows: tuple[Explained, ...], brief: bool = False) -> str:
    """Return what staff read: each key, its value, its place, its history and whether it may be changed."""
    if brief:
        return "\n".join(f"{row.key}: {row.value[:60]}{'…' if len(row.value) > 60 else ''}  ({row.mark}, {row.layer})"
                         for row in rows)  # fmt: skip
    parts = []
    for row in rows:
        lines = [f"{row.key}: {row.value}", f"  đặt ở {row.mark} ({row.layer})"]
        lines += [f"  thay cho “{old}” ở {mark}" for old, mark in row.replaced]
        lines.append(f"  {'sửa được' if row.free else 'không sửa được'}: {row.why}")
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def _of_item(resolved: Resolved, item: Item, key: str) -> Explained:
    value = value_of(item.node, key)
    assert value is not None
    replaced = resolved.merged.replaced.get((item.id, key), ())
    given = resolved.given.get(item.id) if key == "value" else None
    if given and value.mark == given.mark:
        inherited = resolved.inherited_value(item.id)
        replaced = ((inherited,) if inherited is not None else ()) + replaced
    free, why = _may_change_item(resolved, item, key)
    return Explained(f"{item.id}.{key}", said(value), value.mark, _layer(resolved, value.mark),
                     tuple((said(old), old.mark) for old in replaced), free, why)  # fmt: skip


def _of_plan(resolved: Resolved, key: str, value: Value) -> Explained:
    replaced = resolved.merged.replaced.get(("", key), ())
    free, why = _may_change_plan(resolved, key, value)
    return Explained(key, said(value), value.mark, _layer(resolved, value.mark),
                     tuple((said(old), old.mark) for old in replaced), free, why)  # fmt: skip


def _layer(resolved: Resolved, mark: Mark) -> str:
    """Whose file a place is in, in words."""
    for number, layer in enumerate(resolved.layers):
        if layer.source.file == mark.file:
            if number == 0:
                return "tệp này"
            return f"bản gốc thứ {number}" + (", mẫu" if layer.abstract else "")
    if mark.file in _office_files(resolved):
        return "tệp cơ quan"
    if resolved.rows and mark.file == resolved.rows.register.file:
        return "danh sách đơn vị"
    return "do chương trình ghi"


def _office_files(resolved: Resolved) -> set[str]:
    """The office files of a plan and of those that it stands on, as marks name them."""
    return {layer.office.source.file for layer in resolved.layers if layer.office}


def _may_change_item(resolved: Resolved, item: Item, key: str) -> tuple[bool, str]:
    own = resolved.layers[0].source.file
    lock = item.locked(key)
    if lock and lock.file != own:
        return False, f"khóa ở {lock.short}"
    bound = holder_of(item.node)
    value = value_of(item.node, key)
    if value is not None and value.mark.file == own and not (key == "value" and item.id in resolved.given):
        return True, "do chính tệp này ghi"
    if bound is not None and bound.mark.file != own:
        if key in BOUNDS:
            return True, f"chỉ được {'nâng' if key == 'minimum' else 'hạ'}, qua `change: {item.id}:`"
        if key in FIXED:
            return False, f"cấp trên định ở {bound.mark.short}; chỉ sửa được `value`"
        if key == "value":
            return True, f"qua `change: {item.id}:`; {_within(resolved, item)}"
    if len(resolved.layers) == 1:
        return True, "do chính tệp này ghi"
    return True, f"không bị khóa; ghi ở `change: {item.id}: {key}: …` trong tệp này"


def _within(resolved: Resolved, item: Item) -> str:
    """The limits of a figure, in words."""
    parts = []
    given = resolved.given.get(item.id)
    better = text_of(item.node, "better")
    if given:
        how = {"higher": "chỉ được nâng", "lower": "chỉ được hạ"}.get(better, "phải giữ đúng")
        parts.append(f"được giao {given.quantity.text} ({given.origin}, {given.mark}), {how}")
    for name, word in (("minimum", "không dưới"), ("maximum", "không quá")):
        bound = value_of(item.node, name)
        if isinstance(bound, Scalar):
            parts.append(f"{word} {bound.text} ({bound.mark.short})")
    source = allocate.way(item, "from") or allocate.way(item, "share")
    if source and not given:
        parts.append(f"giao cho từng đơn vị theo `{source.text}` ({source.mark.short})")
    if not parts and allocate.by(item) == "at_least":
        parts.append(f"ít nhất bằng mức chung {text_of(item.node, 'value')}")
    return "; ".join(parts) or "đơn vị tự ghi"


def _may_change_plan(resolved: Resolved, key: str, value: Value) -> tuple[bool, str]:
    own = resolved.layers[0].source.file
    if value.mark.file == own and value.mark != resolved.source.root.mark and key.split(".")[0] != "bases":
        return True, "do chính tệp này ghi"
    base = _base_locks(resolved)
    head = key.split(".")[0]
    if head in base:
        return False, f"khóa ở {base[head].short}"
    if head in ("unit", "parent", "variables"):
        return False, "do chương trình lấy từ danh sách đơn vị và kế hoạch cấp trên; sửa ở đó"
    if resolved.rows and value.mark.file == resolved.rows.register.file:
        return True, f"sửa trong danh sách đơn vị, hoặc ghi `{head}:` trong tệp này"
    if value.mark.file in _office_files(resolved):
        return True, f"sửa trong tệp cơ quan, hoặc ghi `{head}:` trong tệp này"
    if head in DOCUMENT or head in OFFICE:
        return True, f"của riêng từng văn bản; ghi `{head}:` trong tệp này"
    whole = value_of(resolved.source.root, head)
    inside = list(items_in(head, whole)) if whole is not None else []
    if inside and head not in ("bases", "recipients"):
        return True, "sửa từng mục theo `id`: " + ", ".join(f"`{k}`" for k in inside[:6]) + (
            ", …" if inside[6:] else ""
        )
    if len(resolved.layers) == 1:
        return True, "do chính tệp này ghi"
    return True, f"không bị khóa; ghi `{head}:` trong tệp này"


def _base_locks(resolved: Resolved) -> dict[str, Mark]:
    """The places that lock keys of the plan, set by the files that it extends."""
    own = resolved.layers[0].source.file
    return {key: mark for key, mark in locks(resolved.source.root)[1].items() if mark.file != own}


def _at(root: Mapping, key: str) -> Value | None:
    value: Value | None = root
    for name in key.split("."):
        value = value_of(value, name) if isinstance(value, Mapping) else None
        if value is None:
            return None
    return value


def _unknown(resolved: Resolved, key: str, item: Item | None) -> Problem:
    mark = Mark(resolved.layers[0].source.file)
    gone = next(
        (each for each in resolved.merged.removed if key in (each.id, each.key) and (each.id or each.key)), None
    )
    if gone:
        message = f"`{key}` đã bỏ ở {gone.mark.short}: {gone.reason}"
        return Problem(mark, message, "muốn dùng lại thì bỏ dòng `remove` đó", "unknown-id")
    if item:
        known = [k.text for k, _ in item.node.entries]
        near = nearest(key.partition(".")[2], known)
        hint = f"có phải là `{item.id}.{near}`?" if near else "các khóa có: " + ", ".join(known)
        return Problem(mark, f"`{item.id}` không có khóa `{key.partition('.')[2]}`", hint, "unknown-id")
    if key in schema.MAPS["plan"]:
        own = key in DOCUMENT or key in OFFICE
        hint = f"ghi `{key}:` trong tệp này" + (
            "; khóa này của riêng từng văn bản, không lấy từ bản gốc" if own else ""
        )
        return Problem(mark, f"`{key}` chưa được ghi ở tệp nào", hint, "unknown-id")
    known = [*resolved.items, *(k.text for k, _ in resolved.source.root.entries if k.text not in merge.CONTROL)]
    near = nearest(key, known)
    hint = f"có phải là `{near}`?" if near else "gõ lệnh không kèm khóa để xem mọi khóa và `id`"
    return Problem(mark, f"kế hoạch không có `{key}`", hint, "unknown-id")
