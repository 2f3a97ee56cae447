"""changed, removed, kept: what a plan may do to a target whose figure the plan above it bounds or gives out.

A bound may only be tightened; what a figure counts may not be changed while it is bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping as Map

from generator.cascade import figures
from generator.cascade.tree import Item, text_of, value_of
from generator.plan import Quantity, parse_quantity, split_unit
from generator.problem import Mark, Problem
from generator.source import Mapping, Scalar, Value, scalars

_FIGURE = re.compile(r"\{\{\s*(?:value|figure)\b")
BOUNDS = ("minimum", "maximum")
#: What is the issuing plan's while a figure is bounded or given out.
FIXED = ("minimum", "maximum", "allocate", "unit", "better")


def changed(item: Item, key: Scalar, new: Value, old: Value | None) -> Iterator[Problem]:
    """Yield what is wrong in changing a key of a target."""
    holder = holder_of(item.node)
    if holder is None:
        return
    if key.text == "value" and isinstance(new, Scalar):
        if parse_quantity(split_unit(new.text, text_of(item.node, "unit"))[0]) is None:
            message = f"`{new.text}` của `{item.id}` không đọc được thành số, nên không so được với mức cấp trên định"
            yield Problem(new.mark, message, 'ghi thẳng con số, ví dụ `value: "4,5"`, không dùng chỗ điền', "bound")
    elif key.text == "text":
        yield from _still_said(item, key, new, old)
    elif key.text in BOUNDS:
        if old is not None:
            yield from _tightened(item, key, new, old)
    elif key.text in FIXED:
        if isinstance(new, Scalar) and isinstance(old, Scalar) and new.text.strip() == old.text.strip():
            return
        given = value_of(item.node, "allocate") is not None
        if old is None and (key.text == "allocate" or (key.text == "better" and not given)):
            return  # a plan between may give out in its turn what was only bounded
        place = old.mark if old is not None else holder.mark
        message = f"không đổi được `{key.text}` của `{item.id}`: cấp trên đã định ở {place.short}"
        yield Problem(key.mark, message, "chỉ sửa `value`, theo chiều tốt hơn", "bound")


def holder_of(node: Mapping) -> Value | None:
    """Return what makes a target the issuing plan's: that it is given out, or bounded."""
    return next((value for name in ("allocate", *BOUNDS) if (value := value_of(node, name)) is not None), None)


def key_removed(item: Item, key: str, mark: Mark) -> Iterator[Problem]:
    """Yield what is wrong in leaving out a key of a target."""
    holder = holder_of(item.node)
    if holder is not None and key in (*FIXED, "value", "text"):
        place = holder.mark.short
        message = f"không bỏ được khóa `{key}` của `{item.id}`: cấp trên đã định chỉ tiêu này ở {place}"
        yield Problem(mark, message, "chỉ sửa `value`, theo chiều tốt hơn; bỏ dòng này", "bound")


def removed(item: Item, mark: Mark) -> Iterator[Problem]:
    """Yield what is wrong in leaving a target out: with it its bound would go."""
    for name in BOUNDS:
        bound = value_of(item.node, name)
        if bound is not None:
            message = f"không bỏ được `{item.id}`: cấp trên đã định `{name}` ở {bound.mark.short}"
            yield Problem(mark, message, "chỉ tiêu có giới hạn thì chỉ được siết chặt, không được bỏ", "bound")


def kept(item: Item, replaced: Map[tuple[str, str], tuple[Value, ...]]) -> Iterator[Problem]:
    """Yield where a figure is not within the bounds that a plan above its own file set.

    `replaced` are the values that stood there before, so that a bound which the same file tightened
    still counts.
    """
    value = value_of(item.node, "value")
    quantity = quantity_of(item.node, "value")
    if not isinstance(value, Scalar) or quantity is None:
        return
    unit = text_of(item.node, "unit")
    for name in BOUNDS:
        now = value_of(item.node, name)
        for bound in (*([now] if now is not None else []), *replaced.get((item.id, name), ())):
            if not isinstance(bound, Scalar) or bound.mark.file == value.mark.file:
                continue  # the plan's own bound is meant for the plans below it
            limit = parse_quantity(split_unit(bound.text, unit)[0])
            if limit is None or _within(quantity, name, limit):
                continue
            word = "thấp hơn mức tối thiểu" if name == "minimum" else "cao hơn mức tối đa"
            place = bound.mark.short
            message = f"`{item.id}`: `{value.text}` {word} `{bound.text}` mà cấp trên định ở {place}"
            yield Problem(value.mark, message, f"ghi {_allowed(name, limit)}", "bound")
            break


def _within(quantity: Quantity, name: str, limit: Quantity) -> bool:
    return figures.tighter(quantity, *((limit, None) if name == "minimum" else (None, limit)))


def _allowed(name: str, limit: Quantity) -> str:
    """What may be written, in words: `từ 90 trở lên`, `dưới 95`."""
    if name == "minimum" and limit.low is not None:
        return figures.say(limit.low, None, True) if limit.strict else f"{figures.say(limit.low, None)} trở lên"
    high = limit.high
    return f"không quá {figures.say(high, high)}" if not limit.strict else figures.say(None, high, True)


def quantity_of(node: Mapping, key: str) -> Quantity | None:
    """Return a figure of a target, None where it has none that can be read."""
    text = text_of(node, key)
    return parse_quantity(split_unit(text, text_of(node, "unit"))[0]) if text else None


def _still_said(item: Item, key: Scalar, new: Value, old: Value | None) -> Iterator[Problem]:
    """A sentence that is put otherwise must still print the figure, not one that is typed into it."""
    said, says = (" ".join(each.text for each in scalars(value)) if value is not None else "" for value in (old, new))
    if _FIGURE.search(said) and not _FIGURE.search(says):
        message = f"câu mới của `{item.id}` không còn `{{{{ value }}}}`, nên số của chỉ tiêu không được in"
        yield Problem(key.mark, message, "viết `{{ value }}` vào chỗ của con số; muốn đổi số thì sửa `value`", "bound")


def _tightened(item: Item, key: Scalar, new: Value, old: Value) -> Iterator[Problem]:
    unit = text_of(item.node, "unit")
    before, after = (
        parse_quantity(split_unit(value.text, unit)[0]) if isinstance(value, Scalar) else None for value in (old, new)
    )
    if before is None or after is None or not isinstance(new, Scalar) or not isinstance(old, Scalar):
        return  # the model tells of a figure that cannot be read
    if not _within(after, key.text, before):
        more = "nâng" if key.text == "minimum" else "hạ"
        place = old.mark.short
        message = f"`{key.text}` của `{item.id}` chỉ được {more}: cấp trên định `{old.text}` ở {place}"
        yield Problem(new.mark, message, f"ghi {_allowed(key.text, before)}", "bound")
