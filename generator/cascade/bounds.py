"""changed, removed, kept: what a plan may do to a target whose figure the plan above it bounds or gives out.

A bound may only be tightened; what a figure counts may not be changed while it is bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping as Map

from generator import inline, schema
from generator.cascade import figures
from generator.cascade.tree import Item, text_of, value_of
from generator.plan import Quantity, parse_quantity, split_unit
from generator.problem import Mark, Problem
from generator.source import Mapping, Scalar, Sequence, Value

#: The keys of an item whose words are printed as they stand.
_WORDS = ("heading", "agency", *schema.CONTENT, "tasks", "parts")
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
    elif key.text == "indicator" and not list(_said(item.node)):
        message = f"không đổi được `indicator` của `{item.id}`: tên chỉ tiêu cấp trên định được in thành câu"
        yield Problem(key.mark, message, "thêm câu của đơn vị ở `text:`, có `{{ value }}`", "bound")
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


def unprinted(item: Item, before: Item) -> Iterator[Problem]:
    """Yield where a target that was given, bounded or locked no longer prints its figure, or another one beside it.

    `before` is the item as the plan above has it. What is typed beside the figure is only wondered about.
    """
    if holder_of(before.node) is None and "value" not in before.keys:
        return
    old = {key.text: value for key, value in before.node.entries}
    new = [value for key, value in item.node.entries if key.text in _WORDS and value is not old.get(key.text)]
    mark = next((value.mark for value in new if value.mark.file != before.mark.file), item.mark)
    if prints(before.node) and not prints(item.node):
        message = f"câu mới của `{item.id}` không còn `{{{{ value }}}}`, nên số của chỉ tiêu không được in"
        yield Problem(mark, message, "viết `{{ value }}` vào chỗ của con số; muốn đổi số thì sửa `value`", "bound")
        return
    unit = text_of(item.node, "unit")
    typed = re.compile(rf"\d[\d.,]*\s*{re.escape(unit)}(?!\w)") if unit else None
    said, says = ({n for text in _said(node) for n in typed.findall(text)} if typed else set()
                  for node in (before.node, item.node))  # fmt: skip
    for number in sorted(says - said):
        message = f"câu mới của `{item.id}` tự ghi `{number}` bên cạnh số của chỉ tiêu"
        yield Problem(mark, message, "con số của chỉ tiêu chỉ ghi ở `value`; xem lại câu", "typed-figure", "warning")


def prints(node: Mapping) -> bool:
    """Tell whether an item prints its own figure: by a placeholder, or by the sentence made of its indicator."""
    words = list(_said(node))
    if not words and text_of(node, "indicator"):
        return value_of(node, "value") is not None
    for text in words:
        try:
            pieces = inline.parse(text)
        except inline.InlineError:
            continue  # the model tells
        for piece in pieces:
            if isinstance(piece.value, inline.Placeholder) and piece.value.name in (("value",), ("figure",)):
                return True
    return False


def _said(node: Mapping) -> Iterator[str]:
    """The sentences of an item that may name its own figure: what has a figure of its own speaks of that."""

    def walk(value: Value) -> Iterator[str]:
        if isinstance(value, Scalar):
            yield value.text
        elif isinstance(value, Sequence):
            for each in value.items:
                yield from walk(each)
        elif value_of(value, "value") is None:
            for key, each in value.entries:
                if key.text in (*_WORDS, "text"):
                    yield from walk(each)

    for key, each in node.entries:
        if key.text in (*_WORDS, "text"):
            yield from walk(each)


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
