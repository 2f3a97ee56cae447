"""compare: what a plan stood on, what it stands on now, and its own edits -> what follows, is kept, conflicts.

The one hard algorithm of `update`. Everything is told by item and key; each matter is in one of the three lists.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from collections.abc import Mapping as Map
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from generator.cascade import allocate, bounds, figures, office
from generator.cascade.merge import CONTROL, Merged, merge, without
from generator.cascade.tree import Item, below, items, text_of, value_of, with_entry
from generator.plan import parse_quantity, split_unit
from generator.problem import Mark, Problem
from generator.source import Mapping, Scalar, Sequence, Source
from generator.spread.record import canonical, data, matter, snapshot
from generator.spread.touches import Touch, dropped

How = Literal["changed", "new", "gone", "moved", "order"]


@dataclass(frozen=True)
class Base:
    """A plan that units stand on; a hundred of them share one."""

    merged: Merged

    @cached_property
    def items(self) -> dict[str, Item]:
        return items(self.merged.root)

    @cached_property
    def said(self) -> dict[str, str]:
        """The plan flattened, as it says it to all its units."""
        return snapshot(self.merged.root)


@dataclass(frozen=True)
class Side:
    """A plan that a unit stands on, at one time; `given` the figures that the unit is given, by target, and
    `places` where they stand."""

    stood: Base
    given: Map[str, str] = field(default_factory=dict)
    places: Map[str, Mark] = field(default_factory=dict)

    @property
    def merged(self) -> Merged:
        return self.stood.merged

    @property
    def items(self) -> dict[str, Item]:
        return self.stood.items

    @property
    def said(self) -> dict[str, str]:
        return self.stood.said

    @cached_property
    def flat(self) -> dict[str, str]:
        """The plan flattened, as this unit stands on it: a figure that it is given is its own."""
        return self.said | {matter(id, "value"): text for id, text in self.given.items() if id in self.items}

    def words(self, id: str) -> str:
        """The words by which a person knows an item."""
        return words(self.items[id].node) if id in self.items else ""

    def whole(self, key: str) -> str | None:
        """A key of the plan with all items in it, `group:key` for one of a group; None where it is not there."""
        node: Mapping | None = self.merged.root
        *groups, last = key.split(":")
        for group in groups:
            value = value_of(node, group) if node else None
            node = value if isinstance(value, Mapping) else None
        value = value_of(node, last) if node else None
        return canonical(value, items_as_ids=False) if value is not None else None

    def mark(self, id: str, key: str) -> Mark | None:
        """The place of a value, or of its item where it has none."""
        if key == "value" and id in self.places:
            return self.places[id]
        item = self.items.get(id)
        node = item.node if item else self.merged.root
        value = value_of(node, key.split(":")[0])
        return value.mark if value is not None else item.mark if item else None


@dataclass(frozen=True, slots=True)
class Followed:
    """What the plan above changed and the unit did not touch."""

    id: str
    key: str
    was: str | None
    now: str | None
    how: How
    base: Mark | None


@dataclass(frozen=True, slots=True)
class Kept:
    """What the unit wrote and the plan above leaves to it; `same` where both now say the same."""

    id: str
    key: str
    ours: str
    note: str
    same: bool
    mark: Mark


@dataclass(frozen=True, slots=True)
class Conflict:
    """What a person must settle: both sides, both places, and why."""

    id: str
    key: str
    was: str | None
    now: str | None
    ours: str
    why: str
    mark: Mark
    base: Mark | None


@dataclass(frozen=True, slots=True)
class Compared:
    """One file's share of a re-issue. `problems`: what keeps the file from being merged, and is not of the re-issue."""

    followed: tuple[Followed, ...]
    kept: tuple[Kept, ...]
    conflicts: tuple[Conflict, ...]
    problems: tuple[Problem, ...]


BOTH = "bản gốc và đơn vị cùng sửa"
GONE = "bản gốc đã bỏ mục này"
ANCHOR = "bản gốc đã bỏ mục làm mốc"
REMOVED = "đơn vị đã bỏ mục này, nhưng bản gốc vừa sửa nó"
ORDER = "bản gốc và đơn vị cùng xếp lại các mục này"
TAKEN = "bản gốc vừa thêm một mục trùng `id` với mục của đơn vị"
WORSE = "số của đơn vị không đạt số được giao"
MEASURE = "đơn vị tính hoặc chiều tốt lên của chỉ tiêu đã đổi"


def compare(old: Side, new: Side, own: Source, touches: tuple[Touch, ...]) -> Compared:
    """Return what becomes of every change of the plan above, and of every edit of the unit."""
    work = _Work(old, new, own, touches)
    verdicts = [verdict for touch in touches for verdict in work.judge(touch)]
    kept = [each for each in verdicts if isinstance(each, Kept)]
    conflicts = list({(c.id, c.key, c.ours): c for c in verdicts if isinstance(c, Conflict)}.values())
    told, left = work.broken(conflicts)
    spoilt = {(c.mark, c.key) for c in told}
    kept = [each for each in kept if (each.mark, each.key) not in spoilt]
    conflicts += told
    return Compared(tuple(work.followed(conflicts)), tuple(kept), tuple(conflicts), tuple(left))


class _Work:
    def __init__(self, old: Side, new: Side, own: Source, touches: tuple[Touch, ...]) -> None:
        self.old, self.new, self.own, self.touches = old, new, own, touches
        self.gone = old.items.keys() - new.items.keys()
        self.fresh = new.items.keys() - old.items.keys()
        self.replaced = {t.key for t in touches if t.kind in ("key", "remove") and not t.id}
        self.removed = {t.id for t in touches if t.kind == "remove" and t.id and not t.key}
        self.covered = self._covered(old) | self._covered(new)

    def _covered(self, side: Side) -> set[str]:
        """The items that an edit of something around them speaks for: removed, or in a list that was replaced."""
        tops = [value_of(side.merged.root, key) for key in self.replaced]
        found = {id for value in tops if value is not None for id in items(_holding(value))}
        for id in self.removed & side.items.keys():
            found |= {id, *(each.id for each in below(side.items[id], side.items))}
        return found

    # --- the unit's edits -----------------------------------------------------------------------

    def judge(self, touch: Touch) -> Iterator[Kept | Conflict]:
        clashes = [id for id in touch.ids if id in self.fresh and id not in self.covered]
        for id in clashes:
            yield Conflict(id, "id", None, self.new.words(id), touch.ours, TAKEN, touch.mark, self.new.mark(id, "id"))
        if touch.kind == "order":
            yield self.order(touch)
        elif touch.kind == "remove" and touch.id and not touch.key:
            yield from self.removal(touch)
        elif touch.kind == "add" and touch.id in self.gone:
            yield self.conflict(touch, touch.id, touch.key, self.old.words(touch.id), None, ANCHOR)
        elif touch.kind == "add":
            yield from [] if clashes else [_kept(touch, "phần thêm")]
        elif touch.kind == "key" and self.is_its_own(touch.key):
            return
        else:
            yield self.value(touch)

    def is_its_own(self, key: str) -> bool:
        """Tell whether a key says only whose document it is: its number and date, and a letterhead or a signer
        for which the plan above has no say."""
        name = key.split(":")[0]
        said = any(side.whole(key) is not None for side in (self.old, self.new))
        return name in office.DOCUMENT or (name in office.OFFICE and not said)

    def value(self, touch: Touch) -> Kept | Conflict:
        id, key = touch.id, touch.key
        if id:
            was, now = (side.flat.get(matter(id, key)) for side in (self.old, self.new))
        else:
            was, now = self.old.whole(key), self.new.whole(key)
        if id in self.gone:
            return self.conflict(touch, id, key, was or self.old.words(id), None, GONE)
        if key == "value" and self.remeasured(id):
            return self.conflict(touch, id, key, was, now, MEASURE)
        if key == "value" and id in self.new.items and (floor := self.floor(touch, was, now)):
            return floor
        if was == now:
            return _kept(touch)
        if now == touch.ours:
            return _kept(touch, "hai bên giống nhau", True)
        return self.conflict(touch, id, key, was, now, BOTH)

    def remeasured(self, id: str) -> bool:
        """Tell whether what a target counts, or which way is better, is another than it was."""
        old, new = self.old.items.get(id), self.new.items.get(id)
        return bool(old and new) and any(
            text_of(old.node, key) != text_of(new.node, key) for key in ("unit", "better") if old and new
        )

    def floor(self, touch: Touch, was: str | None, now: str | None) -> Kept | Conflict | None:
        """A figure that may be better than the one given, or than the common one, is no conflict while it is."""
        before, after = (self._holds(side, touch.id) for side in (self.old, self.new))
        if after is None or touch.kind == "remove":
            return None
        if not after:
            broke = before is not False or was != now
            return self.conflict(touch, touch.id, touch.key, was, now, WORSE) if broke else _kept(touch)
        if was != now and now != touch.ours:
            return _kept(touch, f"số được giao đổi từ “{was or ''}” thành “{now or ''}”, số của đơn vị vẫn đạt")
        said, says = (side.said.get(matter(touch.id, "value")) for side in (self.old, self.new))
        if was == now and said != says and touch.id in self.new.given:
            return _kept(touch, f"số chung đổi từ “{said or ''}” thành “{says or ''}”, số giao cho đơn vị không đổi")
        return _kept(touch, "hai bên giống nhau", True) if was != now else _kept(touch)

    def _holds(self, side: Side, id: str) -> bool | None:
        """Tell whether the unit's figure is as good as the floor it stands on; None where there is no such floor."""
        item = side.items.get(id)
        if item is None:
            return None
        unit, floor = text_of(item.node, "unit"), side.given.get(id)
        if floor is None and allocate.by(item) == "at_least":
            floor = text_of(item.node, "value")
        goal = parse_quantity(split_unit(floor, unit)[0]) if floor else None
        ours = allocate.figure_of(self.as_ours(item).node)
        if goal is None or ours is None:
            return None
        return figures.at_least_as_good(ours, goal, text_of(item.node, "better"))

    def as_ours(self, item: Item) -> Item:
        """An item as it is with the unit's own keys."""
        node = item.node
        for touch in self.touches:
            if touch.kind == "change" and touch.id == item.id and touch.value is not None:
                node = with_entry(node, Scalar(touch.key, touch.mark), touch.value)
        return replace(item, node=node)

    def removal(self, touch: Touch) -> Iterator[Kept | Conflict]:
        if touch.id in self.gone:
            yield self.conflict(touch, touch.id, "", self.old.words(touch.id), None, GONE)
            return
        mine = {touch.id}
        for side in (self.old, self.new):
            if touch.id in side.items:
                mine |= {each.id for each in below(side.items[touch.id], side.items)}
        mine -= self.gone | self.fresh
        changed = [full for full in _changed(self.old, self.new) if full.rpartition(".")[0] in mine]
        for full in changed:
            id, _, key = full.rpartition(".")
            was, now = self.old.flat.get(full), self.new.flat.get(full)
            yield self.conflict(touch, id, key, was, now, REMOVED)
        if not changed:
            yield _kept(touch)

    def order(self, touch: Touch) -> Kept | Conflict:
        ids = [str(each) for each in data(touch.ours)]
        gone = [id for id in ids if id in self.gone]
        was, now = (json.dumps(_in_order(side, ids), ensure_ascii=False) for side in (self.old, self.new))
        if gone:
            return self.conflict(touch, gone[0], "reorder", self.old.words(gone[0]), None, GONE)
        if was == now or not all(id in self.new.items for id in ids):
            return _kept(touch)
        if _in_order(self.new, ids) == ids:
            return _kept(touch, "hai bên giống nhau", True)
        item = self.new.items[ids[0]]
        return self.conflict(touch, item.within, item.list_key, was, now, ORDER)

    def conflict(self, touch: Touch, id: str, key: str, was: str | None, now: str | None, why: str) -> Conflict:
        return Conflict(id, key, was, now, touch.ours, why, touch.mark, self.new.mark(id, key))

    # --- what the merge itself refuses ----------------------------------------------------------

    def broken(self, conflicts: list[Conflict]) -> tuple[list[Conflict], list[Problem]]:
        """What the unit could do before and cannot now (a new lock, a tighter bound), and what it never could."""
        found = self.problems(self.new)
        before = {_face(problem) for problem in self.problems(self.old)} if found else set()
        marks = {each.mark for each in conflicts}
        told: list[Conflict] = []
        left: list[Problem] = []
        for problem in found:
            touch = next((t for t in self.touches if problem.mark in t.marks), None)
            if touch and touch.mark in marks:
                continue
            if touch is None or _face(problem) in before:
                left.append(problem)
                continue
            full = matter(touch.id, touch.key)
            was, now = self.old.flat.get(full), self.new.flat.get(full)
            told.append(self.conflict(touch, touch.id, touch.key, was, now, problem.message))
            marks.add(touch.mark)
        return told, left

    def problems(self, side: Side) -> list[Problem]:
        """What is wrong in the unit's file on a plan. Its edits and its keys are merged apart, for the sake of
        those that are right: one that is wrong would hide the other."""
        edits = replace(self.own, root=_only(self.own.root, True))
        keys = replace(self.own, root=_only(self.own.root, False))
        found = [*merge(side.merged, edits)[1], *merge(side.merged, keys)[1]]
        for id in dict.fromkeys(t.id for t in self.touches if t.kind == "change" and t.id in side.items):
            held = {(id, name): (bound,) for name in bounds.BOUNDS if (bound := value_of(side.items[id].node, name))}
            found += [p for p in bounds.kept(self.as_ours(side.items[id]), held) if p.mark.file == self.own.file]
        return list(dict.fromkeys(found))

    # --- what follows ---------------------------------------------------------------------------

    def followed(self, conflicts: list[Conflict]) -> Iterator[Followed]:
        touched = {matter(t.id, t.key) for t in self.touches if t.kind not in ("add", "order")}
        touched |= {matter(c.id, c.key) for c in conflicts}
        at_odds = {c.id for c in conflicts}
        for id in self.new.items:
            item = self.new.items[id]
            if id in self.fresh and item.within not in self.fresh and id not in self.covered | at_odds:
                yield Followed(id, "", None, self.new.words(id), "new", item.mark)
        for id, item in self.old.items.items():
            if id in self.gone and item.within not in self.gone and id not in self.covered | at_odds:
                yield Followed(id, "", self.old.words(id), None, "gone", None)
            elif id not in self.gone | self.covered and _place(item) != _place(self.new.items[id]):
                yield Followed(id, "", " ".join(_place(item)), " ".join(_place(self.new.items[id])), "moved",
                               self.new.items[id].mark)  # fmt: skip
        for full in _changed(self.old, self.new):
            id, _, key = full.rpartition(".")
            if full in touched or id in self.covered | self.gone | self.fresh or self._replaced(id, key):
                continue
            if found := self._value(id, key, full):
                yield found

    def _replaced(self, id: str, key: str) -> bool:
        """Tell whether a key of the plan, or the group that it stands in, is the unit's own."""
        parts = key.split(":")
        return not id and any(":".join(parts[:n]) in self.replaced for n in range(1, len(parts) + 1))

    def _value(self, id: str, key: str, full: str) -> Followed | None:
        was, now = self.old.flat.get(full), self.new.flat.get(full)
        mark = self.new.mark(id, key)
        listed = [list(dropped(data(text))) if text is not None else [] for text in (was, now)]
        if not any(listed):
            return Followed(id, key, was, now, "changed", mark)
        rest = [_plain(data(text)) if text is not None else None for text in (was, now)]
        if (rest[0] or []) != (rest[1] or []):
            return Followed(id, key, was, now, "changed", mark)
        both = [[each for each in ids if each in listed[0] and each in listed[1]] for ids in listed]
        if both[0] != both[1]:
            return Followed(id, key, json.dumps(listed[0]), json.dumps(listed[1]), "order", mark)
        return None  # items that came, went or moved are told by their ids


# --- helpers ------------------------------------------------------------------------------------


def words(node: Mapping) -> str:
    """Return the words by which a person knows an item: its first sentence."""
    for key in ("heading", "text", "content", "indicator", "title", "name", "agency", "group", "archive", "caption"):
        value = value_of(node, key)
        if isinstance(value, Sequence) and value.items:
            value = value.items[0]
        if isinstance(value, Scalar) and value.text:
            return canonical(value)
    return canonical(Scalar(text_of(node, "id"), node.mark))


def _kept(touch: Touch, note: str = "", same: bool = False) -> Kept:
    return Kept(touch.id, touch.key, touch.ours, note, same, touch.mark)


def _changed(old: Side, new: Side) -> list[str]:
    names = [*new.flat, *(full for full in old.flat if full not in new.flat)]
    return [full for full in names if old.flat.get(full) != new.flat.get(full)]


def _holding(value: Mapping | Sequence | Scalar) -> Mapping:
    return Mapping(((Scalar("content", value.mark), value),), value.mark)


def _in_order(side: Side, ids: list[str]) -> list[str]:
    """The ids in the order in which the plan has them."""
    return [id for id in side.items if id in ids]


def _place(item: Item) -> tuple[str, str]:
    return item.within, item.list_key


def _plain(found: object) -> object:
    """A list without the items that stand in it by their ids."""
    if isinstance(found, list):
        return [_plain(each) for each in found if not (isinstance(each, dict) and each.keys() == {"id"})]
    return found


def _only(root: Mapping, edits: bool) -> Mapping:
    """A plan's edits alone, or its keys alone."""
    wanted = ("change", "add", "remove", "reorder")
    if not edits:
        return without(root, wanted)
    return without(root, [key.text for key, _ in root.entries if key.text not in (*wanted, *CONTROL)])


def _face(problem: Problem) -> tuple[int, int, str]:
    """What a problem is, whatever place of the plan above its sentence names."""
    return problem.mark.line, problem.mark.column, problem.rule or problem.message
