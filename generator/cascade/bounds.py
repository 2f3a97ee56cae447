"""changed, removed, kept: what a plan may do to a target whose figure the plan above it bounds or gives out.

A bound may only be tightened; what a figure counts may not be changed while it is bounded.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.cascade import figures
from generator.cascade.tree import Item, text_of, value_of
from generator.plan import Quantity, parse_quantity, split_unit
from generator.problem import Mark, Problem
from generator.source import Mapping, Scalar, Value

BOUNDS = ("minimum", "maximum")
#: What is the issuing plan's while a figure is bounded or given out.
FIXED = ("minimum", "maximum", "allocate", "unit", "better")


def changed(item: Item, key: Scalar, new: Value, old: Value | None) -> Iterator[Problem]:
    """Yield what is wrong in changing a key of a target."""
    holder = next((name for name in ("allocate", *BOUNDS) if value_of(item.node, name) is not None), "")
    if not holder or key.text not in FIXED or old is None:
        return
    if key.text in BOUNDS:
        yield from _tightened(item, key, new, old)
        return
    if isinstance(new, Scalar) and isinstance(old, Scalar) and new.text.strip() == old.text.strip():
        return
    message = f"không đổi được `{key.text}` của `{item.id}`: cấp trên đã định ở {old.mark.file}:{old.mark.line}"
    yield Problem(key.mark, message, "chỉ sửa `value`, theo chiều tốt hơn", "bound")


def removed(item: Item, mark: Mark) -> Iterator[Problem]:
    """Yield what is wrong in leaving a target out: with it its bound would go."""
    for name in BOUNDS:
        bound = value_of(item.node, name)
        if bound is not None:
            message = f"không bỏ được `{item.id}`: cấp trên đã định `{name}` ở {bound.mark.file}:{bound.mark.line}"
            yield Problem(mark, message, "chỉ tiêu có giới hạn thì chỉ được siết chặt, không được bỏ", "bound")


def kept(item: Item) -> Iterator[Problem]:
    """Yield where a figure that a plan below set is not within the bounds of the plan above it."""
    value = value_of(item.node, "value")
    quantity = quantity_of(item.node, "value")
    if not isinstance(value, Scalar) or quantity is None:
        return
    for name, word in (("minimum", "thấp hơn mức tối thiểu"), ("maximum", "cao hơn mức tối đa")):
        bound, limit = value_of(item.node, name), quantity_of(item.node, name)
        if not isinstance(bound, Scalar) or limit is None or bound.mark.file == value.mark.file:
            continue  # the plan's own bound is meant for the plans below it
        low, high = (limit.low, None) if name == "minimum" else (None, limit.high)
        if not figures.tighter(quantity, low, high):
            place = f"{bound.mark.file}:{bound.mark.line}"
            message = f"`{item.id}`: `{value.text}` {word} `{bound.text}` mà cấp trên định ở {place}"
            hint = f"ghi {'từ' if name == 'minimum' else 'không quá'} {bound.text} trở {'lên' if low else 'xuống'}"
            if name == "maximum":
                hint = f"ghi không quá {bound.text}"
            yield Problem(value.mark, message, hint, "bound")


def quantity_of(node: Mapping, key: str) -> Quantity | None:
    """Return a figure of a target, None where it has none that can be read."""
    text = text_of(node, key)
    return parse_quantity(split_unit(text, text_of(node, "unit"))[0]) if text else None


def _tightened(item: Item, key: Scalar, new: Value, old: Value) -> Iterator[Problem]:
    unit = text_of(item.node, "unit")
    before, after = (
        parse_quantity(split_unit(value.text, unit)[0]) if isinstance(value, Scalar) else None for value in (old, new)
    )
    if before is None or after is None or not isinstance(new, Scalar) or not isinstance(old, Scalar):
        return  # the model tells of a figure that cannot be read
    limit = before.low if key.text == "minimum" else before.high
    low, high = (limit, None) if key.text == "minimum" else (None, limit)
    if not figures.tighter(after, low, high):
        more = "nâng" if key.text == "minimum" else "hạ"
        place = f"{old.mark.file}:{old.mark.line}"
        message = f"`{key.text}` của `{item.id}` chỉ được {more}: cấp trên định `{old.text}` ở {place}"
        yield Problem(new.mark, message, f"ghi {'từ' if more == 'nâng' else 'không quá'} {old.text}", "bound")
