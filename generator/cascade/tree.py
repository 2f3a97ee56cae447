"""items: the tree of a plan -> its items that have an id, each with what locks it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Map
from dataclasses import dataclass

from generator import inline
from generator.problem import Mark
from generator.source import Mapping, Scalar, Sequence, Value, scalars
from generator.values import NO, YES

#: What a placeholder prints, where it is more than the key of its own name.
_PRINTED = {"value": ("value", "unit"), "figure": ("value",), "amount": ("amount", "unit")}
#: Groups of the plan's own in which `id` would be a name that an office gave.
_NO_ITEMS = ("variables", "footnotes", "issuer", "signatory", "drafter", "silenced", "conflicts")


@dataclass(frozen=True, slots=True)
class Item:
    """An item that has an id: where it stands, and what must not be changed in it.

    `lock` is the place that locks all of it (its own `locked: true`, or one above), `held` the one
    above; `keys` the places that lock single keys; `within` the id of the item around it; `list_key`
    the key of the list that it stands in, "" where it stands in none, and `list_mark` its place.
    """

    id: str
    node: Mapping
    mark: Mark
    lock: Mark | None
    held: Mark | None
    keys: Map[str, Mark]
    within: str
    list_key: str
    list_mark: Mark | None = None

    def locked(self, key: str) -> Mark | None:
        """The place that locks a key of the item, if any does."""
        return self.lock or self.keys.get(key)


#: Trees whose items are kept, by what they are, the tree with them so that its place is not another's.
_KEPT: dict[int, tuple[Mapping, dict[str, Item]]] = {}
KEPT = 64


def items(root: Mapping) -> dict[str, Item]:
    """Return the items of a plan by id, in print order; of two with one id the first.

    Those of the trees asked for last are kept, since a tree is asked for them again and again.
    """
    known = _KEPT.get(id(root))
    if known and known[0] is root:
        _KEPT[id(root)] = _KEPT.pop(id(root))  # asked for again, so it goes last
        return known[1]
    found = _collected(root)
    while len(_KEPT) >= KEPT:
        del _KEPT[next(iter(_KEPT))]
    _KEPT[id(root)] = (root, found)
    return found


def _collected(root: Mapping) -> dict[str, Item]:
    found: dict[str, Item] = {}
    _, keys = locks(root)
    for key, value in root.entries:
        if key.text not in _NO_ITEMS:
            for item in _walk(value, key.text, "", keys.get(key.text)):
                found.setdefault(item.id, item)
    return found


def items_in(key: str, value: Value) -> dict[str, Item]:
    """Return the items of one value, as it stands under a key."""
    return _collected(Mapping(((Scalar(key, value.mark), value),), value.mark))


def locked_within(value: Value | None) -> Mark | None:
    """Return the first place that locks anything in a value, whether or not what it locks has an id."""
    if isinstance(value, Sequence):
        return next((lock for item in value.items if (lock := locked_within(item))), None)
    if not isinstance(value, Mapping):
        return None
    own, keys = locks(value)
    own = own or next(iter(keys.values()), None)
    return own or next((lock for _, each in value.entries if (lock := locked_within(each))), None)


def locked_scalars(root: Mapping) -> Iterator[tuple[Scalar, Mark]]:
    """Yield every sentence of a plan that is locked, whether or not it stands in an item with an id, and its lock."""
    _, keys = locks(root)
    for key, value in root.entries:
        if key.text not in (*_NO_ITEMS, "locked"):
            yield from _locked(value, keys.get(key.text))


def _locked(value: Value, lock: Mark | None) -> Iterator[tuple[Scalar, Mark]]:
    if isinstance(value, Scalar):
        if lock:
            yield value, lock
    elif isinstance(value, Sequence):
        for item in value.items:
            yield from _locked(item, lock)
    else:
        own, keys = locks(value)
        for key, each in value.entries:
            if key.text not in ("id", "locked"):
                yield from _locked(each, lock or own or keys.get(key.text))


def names_in(text: str) -> Iterator[tuple[str, ...]]:
    """Yield the dotted names that a sentence prints; of one that cannot be read the model tells."""
    if "{{" in text:
        with contextlib.suppress(inline.InlineError):
            for piece in inline.parse(text):
                if isinstance(piece.value, inline.Placeholder):
                    yield piece.value.name


def below(item: Item, all_items: Map[str, Item]) -> Iterator[Item]:
    """Yield the items that stand within an item, at whatever depth."""
    for other in all_items.values():
        around = other.within
        while around and around != item.id:
            around = all_items[around].within
        if around:
            yield other


def value_of(node: Mapping, key: str) -> Value | None:
    """Return what a mapping holds under a key, or None."""
    return next((value for name, value in node.entries if name.text == key), None)


def text_of(node: Mapping, key: str) -> str:
    """Return the text under a key, "" where there is none."""
    value = value_of(node, key)
    return value.text.strip() if isinstance(value, Scalar) else ""


def is_blank(value: Value | None) -> bool:
    """Tell whether a key was left blank, as in a draft."""
    return value is None or (isinstance(value, Scalar) and value.plain and not value.text)


def with_entry(node: Mapping, key: Scalar, value: Value) -> Mapping:
    """Return a mapping with a key set: in its place where it is there, else at the end."""
    if value_of(node, key.text) is None:
        return Mapping((*node.entries, (key, value)), node.mark)
    return Mapping(tuple((k, value if k.text == key.text else v) for k, v in node.entries), node.mark)


def mapping(node: Mapping, entries: Iterable[tuple[Scalar, Value]]) -> Mapping:
    """Return a mapping with these entries: the very same one where nothing changed."""
    new = tuple(entries)
    same = len(new) == len(node.entries) and all(a is b for (_, a), (_, b) in zip(new, node.entries, strict=True))
    return node if same else Mapping(new, node.mark)


def sequence(value: Sequence, items: Iterable[Value]) -> Sequence:
    """Return a list with these items: the very same one where nothing changed."""
    new = tuple(items)
    same = len(new) == len(value.items) and all(a is b for a, b in zip(new, value.items, strict=True))
    return value if same else Sequence(new, value.mark)


def locks(node: Mapping) -> tuple[Mark | None, dict[str, Mark]]:
    """Return the place that locks all of a mapping, and those that lock single keys."""
    value = value_of(node, "locked")
    if isinstance(value, Sequence):
        return None, {item.text: item.mark for item in value.items if isinstance(item, Scalar)}
    if isinstance(value, Scalar) and value.text.lower() in YES:
        return value.mark, {}
    if isinstance(value, Scalar) and value.text and value.text.lower() not in NO:
        return None, {value.text.strip(): value.mark}
    return None, {}


def _walk(value: Value, list_key: str, within: str, lock: Mark | None) -> Iterator[Item]:
    if isinstance(value, Sequence):
        for each in value.items:
            if isinstance(each, Mapping):
                yield from _node(each, list_key, within, lock, value.mark)
            elif isinstance(each, Sequence):
                yield from _walk(each, "", within, lock)
    elif isinstance(value, Mapping):
        yield from _node(value, "", within, lock, None)


def _node(node: Mapping, list_key: str, within: str, lock: Mark | None, list_mark: Mark | None) -> Iterator[Item]:
    parts = {key.text: value for key, value in node.entries}
    own, keys = locks(node) if "locked" in parts else (None, {})
    if keys and not {"allocate", "minimum", "maximum"} & parts.keys():
        for name in list(keys):  # a locked sentence holds the figures that it prints
            for said in (n for each in scalars(parts.get(name, node.entries[0][0])) for n in names_in(each.text)):
                for part in _PRINTED.get(said[0], said[:1]) if len(said) == 1 else ():
                    keys.setdefault(part, keys[name])
    held, lock = lock, lock or own
    named = parts.get("id")
    if isinstance(named, Scalar) and named.text:
        yield Item(named.text, node, named.mark, lock, held, keys, within, list_key, list_mark)
        within = named.text
    for key, value in parts.items():
        if not isinstance(value, Scalar) and key != "locked":
            yield from _walk(value, key, within, lock or keys.get(key))
