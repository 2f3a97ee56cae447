"""touches: a unit's file -> what it writes itself: each edit and each key of its own, as one text with its places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from generator.cascade import edits
from generator.cascade.edits import Addition, Removal
from generator.cascade.merge import BY_KEY, CONTROL, JOINED
from generator.cascade.tree import is_blank, items_in
from generator.problem import Mark, Problem
from generator.source import Mapping, Scalar, Sequence, Source, Value
from generator.spread.record import canonical


@dataclass(frozen=True, slots=True)
class Touch:
    """One thing that a unit wrote: of which item and key ("" for the plan's own), and what it wrote.

    `id` of an addition is its anchor; `ids` are those of the items that it brings; `marks` all places
    at which the merge may find fault with it.
    """

    kind: Literal["change", "remove", "add", "order", "key"]
    id: str
    key: str
    ours: str
    mark: Mark
    marks: frozenset[Mark]
    ids: tuple[str, ...] = ()
    value: Value | None = None


def touches(source: Source) -> tuple[tuple[Touch, ...], list[Problem]]:
    """Return all that a unit's file touches, and what is wrong in how it is written."""
    wanted, problems = edits.read(source)
    found: list[Touch] = []
    for id, (name, node) in wanted.changes.items():
        for key, value in node.entries:
            marks = frozenset((name.mark, key.mark, value.mark))
            ours = canonical(value, items_as_ids=False)
            found.append(Touch("change", id, key.text, ours, value.mark, marks, _ids(key.text, value), value))
    found += [_removal(each) for each in wanted.removals]
    found += [_addition(each) for each in wanted.additions]
    for order in wanted.orders:
        if order:
            listed = Sequence(order, order[0].mark)
            found.append(
                Touch("order", "", "reorder", canonical(listed), order[0].mark, frozenset(n.mark for n in order))
            )
    for key, value in source.root.entries:
        if key.text not in CONTROL:
            found += _key(key.text, key, value)
    return tuple(found), problems


def dropped(found: Any) -> Iterator[str]:
    """Yield the ids that stand in a list for their items, or the texts of a list of ids."""
    if isinstance(found, list):
        for each in found:
            if isinstance(each, dict) and each.keys() == {"id"}:
                yield str(each["id"])
            elif isinstance(each, list):
                yield from dropped(each)
    elif isinstance(found, dict) and found.keys() == {"id"}:
        yield str(found["id"])


def _removal(removal: Removal) -> Touch:
    ours = f"(bỏ: {removal.reason})"
    return Touch("remove", removal.id, removal.key, ours, removal.mark, frozenset((removal.mark,)))


def _addition(addition: Addition) -> Touch:
    listed = Sequence(addition.items, addition.mark)
    ours = canonical(listed, items_as_ids=False)
    marks = frozenset((addition.mark, addition.key_mark))
    return Touch("add", addition.anchor, addition.key, ours, addition.mark, marks, _ids(addition.key, listed))


def _key(path: str, key: Scalar, value: Value) -> Iterator[Touch]:
    """What a key of the plan says; a group key by key, as it is taken over."""
    if isinstance(value, Mapping) and path.split(":")[0] in BY_KEY:
        for inner, each in value.entries:
            yield from _key(f"{path}:{inner.text}", inner, each)
    elif not is_blank(value):
        kind: Literal["add", "key"] = "add" if path in JOINED and isinstance(value, Sequence) else "key"
        ours = canonical(value, items_as_ids=False)
        yield Touch(kind, "", path, ours, value.mark, frozenset((key.mark, value.mark)), _ids(path, value), value)


def _ids(key: str, value: Value) -> tuple[str, ...]:
    if key.split(":")[0] in BY_KEY:
        return ()
    return tuple(items_in(key, value))
