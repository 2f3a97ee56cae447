"""rebuild: a tree and the edits of a plan -> the tree with them done; what may be done was checked before."""

from __future__ import annotations

from generator.cascade.edits import Addition, Edits
from generator.cascade.tree import mapping, sequence, text_of, value_of, with_entry
from generator.source import Mapping, Scalar, Sequence, Value

#: What stands for the plan itself where an item has its id; no id has such a sign.
_PLAN = "."


def rebuild(root: Mapping, wanted: Edits) -> Mapping:
    """Return the tree with items changed, added, removed and put in order.

    What nothing touches is the very same value, so that what was made from it can be kept.
    """
    work = _Rebuild(wanted)
    built = work.node(root, _PLAN)
    return built if isinstance(built, Mapping) else root


class _Rebuild:
    def __init__(self, wanted: Edits) -> None:
        self.changes = wanted.changes
        self.out = {each.id for each in wanted.removals if each.id and not each.key}
        self.keys_out: dict[str, set[str]] = {}
        for each in wanted.removals:
            if each.key:
                self.keys_out.setdefault(each.id or _PLAN, set()).add(each.key)
        self.added: dict[tuple[str, str], list[Addition]] = {}
        for addition in wanted.additions:
            self.added.setdefault((addition.place, addition.anchor), []).append(addition)
        self.orders: dict[str, list[list[str]]] = {}
        for group in wanted.orders:
            self.orders.setdefault(group[0].text, []).append([name.text for name in group])

    def value(self, value: Value) -> Value:
        if isinstance(value, Mapping):
            return self.node(value, text_of(value, "id"))
        return self.list(value) if isinstance(value, Sequence) else value

    def node(self, node: Mapping, id: str) -> Mapping:
        out = self.keys_out.get(id, ())
        entries: list[tuple[Scalar, Value]] = []
        for key, value in node.entries:
            if key.text in out or (isinstance(value, Mapping) and text_of(value, "id") in self.out):
                continue
            new = self.value(value)
            if not (isinstance(new, Sequence) and not new.items and isinstance(value, Sequence) and value.items):
                entries.append((key, new))
        built = mapping(node, entries)
        if id and id in self.changes:
            for key, value in self.changes[id][1].entries:
                built = with_entry(built, key, value)
        place = ("", "") if id == _PLAN else ("into", id)
        for addition in self.added.get(place, []) if id else []:
            built = _appended(built, addition)
        return built

    def list(self, value: Sequence) -> Sequence:
        found: list[Value] = []
        for item in self.ordered(value.items):
            id = text_of(item, "id") if isinstance(item, Mapping) else ""
            for addition in self.added.get(("before", id), []) if id else []:
                found += addition.items
            if not id or id not in self.out:
                found.append(self.value(item))
            for addition in self.added.get(("after", id), []) if id else []:
                found += addition.items
        return sequence(value, found)

    def ordered(self, found: tuple[Value, ...]) -> tuple[Value, ...]:
        """Items that trade places take one another's slots; all others stay where they are."""
        ids = [text_of(item, "id") if isinstance(item, Mapping) else "" for item in found]
        for group in (group for id in ids for group in self.orders.get(id, ())):
            at = {id: number for number, id in enumerate(ids)}
            moved = dict(zip(sorted(at[id] for id in group), group, strict=True))
            found = tuple(found[at[moved[n]]] if n in moved else item for n, item in enumerate(found))
            ids = [moved.get(n, id) for n, id in enumerate(ids)]
        return found


def _appended(node: Mapping, addition: Addition) -> Mapping:
    old = value_of(node, addition.key)
    if old is None:
        before: tuple[Value, ...] = ()
    else:
        before = old.items if isinstance(old, Sequence) else (old,)
    key = Scalar(addition.key, addition.key_mark)
    mark = old.mark if old is not None else addition.key_mark
    return with_entry(node, key, Sequence((*before, *addition.items), mark))
