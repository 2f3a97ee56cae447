"""taken, stale: what a plan says otherwise than when it was printed -> the tracked changes that it has already, or that
may not be made any more.

A file is reviewed for days, and the plan goes on meanwhile. Where the words that somebody changed are not the plan's
words any more, his change would be mixed into them or undo them: it is told, and left to people.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from generator.review.flow import Flow
from generator.review.group import Index
from generator.review.marks import HIDES, SHOWS, Bit, Change, Raw
from generator.review.spot import Why

_CHANGED = "chữ ở đây đã khác từ khi in bản góp ý: kế hoạch nay"
#: Words of the plan beyond this are cut in a reason (letters).
_LONG = 120


def taken(flow: Flow) -> frozenset[int]:
    """Return the tracked changes whose result the plan prints already, in the place of what was there before."""
    found: set[int] = set()
    gone = _gone(flow)
    for number, raw in enumerate(flow.raws):
        for window in _windows(raw) if number not in gone else ():
            changes = {n for bit in window for n in bit.chain}
            mine = {n for n in changes if flow.changes[n].tracked}
            moved = any(flow.changes[n].kind not in ("ins", "del") for n in changes)
            if mine and len(mine) < len(changes) and not moved and _has(flow.changes, window):
                found |= mine
    return frozenset(found)


def stale(flow: Flow, group: tuple[int, ...], known: Index) -> Why | None:
    """Return why a tracked group may not be made: its place says something else now; None where it does not."""
    members = {n for n in group if flow.changes[n].tracked}
    gone = _gone(flow) if members else frozenset()
    for place in known.places(group) if members else ():
        raw = flow.raws[place]
        if place in gone and members & {*raw.mark, *(n for bit in raw.bits for n in (*bit.chain, bit.look))}:
            return Why(f"{_CHANGED} không còn đoạn này")
        for window in _windows(raw):
            if any(_off(flow.changes, raw.bits, bit, members) for bit in window):
                return Why(f"{_CHANGED} {_now(window)}")
    return None


def mixed(flow: Flow) -> Iterator[set[int]]:
    """Yield the tracked changes that stand together where the plan says something else: they are one."""
    for raw in flow.raws:
        for window in _windows(raw):
            if any(_came(flow.changes, bit) and len(bit.chain) > 1 for bit in window):
                yield {n for bit in window for n in bit.chain if flow.changes[n].tracked}


def _windows(raw: Raw) -> Iterator[tuple[Bit, ...]]:
    """Yield the stretches of a paragraph in which every letter stands in a change."""
    for changed, bits in groupby(raw.bits, lambda bit: bool(bit.chain) or bit.look >= 0):
        if changed:
            yield tuple(bits)


def _has(changes: Sequence[Change], window: Iterable[Bit]) -> bool:
    """Tell whether the plan prints what a stretch says with its tracked changes accepted, and not as it was before."""
    plan, before, after = [], [], []
    for bit in window:
        mine = [changes[n].kind for n in bit.chain if changes[n].tracked]
        if bit.para >= 0:
            plan.append(bit.text)
        if any(not changes[n].tracked and changes[n].kind in HIDES for n in bit.chain):
            continue
        if not any(kind in HIDES for kind in mine):
            after.append(bit.text)
        if not any(kind in SHOWS for kind in mine):
            before.append(bit.text)
    return _flat(plan) == _flat(after) != _flat(before)


def _off(changes: Sequence[Change], bits: tuple[Bit, ...], bit: Bit, members: set[int]) -> bool:
    """Tell whether letters that a group changes are not the plan's, or stand in the midst of such."""
    if not members & {*bit.chain, bit.look}:
        return False
    if _came(changes, bit):
        return True
    if not any(changes[n].kind in SHOWS for n in bit.chain):
        return False
    at = next(number for number, each in enumerate(bits) if each is bit)
    left = next((each for each in reversed(bits[:at]) if _stood(changes, each)), None)
    right = next((each for each in bits[at + 1 :] if _stood(changes, each)), None)
    new = [_came(changes, each) if each else False for each in (left, right)]
    glued_left = left is not None and new[0] and (left.text[-1:] + bit.text[:1]).isalnum()
    glued_right = right is not None and new[1] and (bit.text[-1:] + right.text[:1]).isalnum()
    return all(new) or glued_left or glued_right


def _came(changes: Sequence[Change], bit: Bit) -> bool:
    """Tell whether letters are the file's and not the plan's."""
    return any(not changes[n].tracked and changes[n].kind in SHOWS for n in bit.chain)


def _stood(changes: Sequence[Change], bit: Bit) -> bool:
    """Tell whether letters are in the file with its tracked changes rejected."""
    return bool(bit.text) and not any((changes[n].kind in SHOWS) == changes[n].tracked for n in bit.chain)


def _gone(flow: Flow) -> frozenset[int]:
    """The paragraphs of the file that the plan does not print, by their places."""
    found: set[int] = set()
    for place, raw in enumerate(flow.raws):
        if not any(not flow.changes[n].tracked and flow.changes[n].kind in SHOWS for n in raw.mark):
            continue
        parts = {place}
        while (
            place
            and flow.raws[place - 1].cell == raw.cell
            and any(flow.changes[n].tracked and flow.changes[n].kind in SHOWS for n in flow.raws[place - 1].mark)
        ):
            place -= 1
            parts.add(place)
        if any(_came(flow.changes, bit) for part in parts for bit in flow.raws[part].bits):  # one that had words
            found |= parts
    return frozenset(found)


def _now(window: tuple[Bit, ...]) -> str:
    said = _flat([bit.text for bit in window if bit.para >= 0])
    short = said if len(said) <= _LONG else said[:_LONG].rsplit(" ", 1)[0] + " …"
    return f"ghi “{short}”" if said else "không còn chữ này"


def _flat(parts: list[str]) -> str:
    return " ".join("".join(parts).split())
