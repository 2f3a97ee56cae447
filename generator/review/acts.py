"""acts: a flow and a choice of its changes -> what they do to the printed paragraphs, each deed with its changes.

What is chosen counts as accepted, all else as rejected. A paragraph is the same if it kept letters; one that kept none
went, one that has none of the plan's came.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field

from generator.compare.words import likeness
from generator.review.flow import Flow
from generator.review.marks import HIDES, SHOWS, Bit, Seen, view


@dataclass(frozen=True, slots=True)
class Hunk:
    """In a printed paragraph, `now` comes in the place of the letters `start` to `end`."""

    para: int
    start: int
    end: int
    now: tuple[Bit, ...]
    causes: frozenset[int]

    @property
    def text(self) -> str:
        return "".join(bit.text for bit in self.now)


@dataclass(frozen=True, slots=True)
class Shade:
    """In a printed paragraph, the letters `start` to `end` are bold or italic now, or are no more."""

    para: int
    start: int
    end: int
    bold: bool
    italic: bool
    causes: frozenset[int]


@dataclass(frozen=True, slots=True)
class Drop:
    """A printed paragraph is gone."""

    para: int
    causes: frozenset[int]


@dataclass(frozen=True, slots=True)
class Add:
    """A paragraph came: after the paragraph `after` of the new order (a printed one, or -1), before `before`.

    `moved` is the printed paragraph that it was, -1 for a new one.
    """

    seen: Seen
    order: int
    after: int
    before: int
    causes: frozenset[int]
    moved: int = -1


Act = Hunk | Shade | Drop | Add


@dataclass(slots=True)
class _Work:
    flow: Flow
    chosen: Container[int]
    seen: list[Seen]
    owner: dict[int, int] = field(default_factory=dict)  # printed paragraph -> which seen one it is
    main: dict[int, int] = field(default_factory=dict)  # seen -> the printed paragraph that it is
    #: Seen paragraphs that have none of the words of the one that they are: those were all replaced.
    replaced: set[int] = field(default_factory=set)


def acts(flow: Flow, chosen: Container[int]) -> list[Act]:
    """Return what a choice of changes does, in the order of reading."""
    work = _Work(flow, chosen, view(flow.raws, flow.changes, chosen))
    _own(work)
    _replace(work)
    found: list[Act] = []
    places = _stretches(flow)
    for number, seen in enumerate(work.seen):
        if number in work.replaced:
            found += _rewritten(work, seen, work.main[number], places.get(work.main[number], []))
        elif number in work.main:
            found += _hunks(work, seen, work.main[number], places.get(work.main[number], []))
    drops = {drop.para: drop for drop in _drops(work, places)}
    adds = _adds(work)
    adds = _moved(work, adds, drops)
    return [*found, *drops.values(), *adds]


def _own(work: _Work) -> None:
    """Tell which printed paragraph each one is: that of which it has most letters, and that has most in it."""
    shares: dict[int, dict[int, int]] = {}
    for number, seen in enumerate(work.seen):
        for bit in seen.bits:
            if bit.para >= 0 and not _moved_in(work, bit):
                shares.setdefault(bit.para, {}).setdefault(number, 0)
                shares[bit.para][number] += len(bit.text)
        if not seen.bits and seen.base >= 0 and not work.flow.printed[seen.base].text:
            shares.setdefault(seen.base, {})[number] = 0
        elif seen.base >= 0 and not work.flow.printed[seen.base].text:
            shares.setdefault(seen.base, {}).setdefault(number, 0)
    for para, found in sorted(shares.items()):
        tenth = sum(found.values()) / 10  # of a paragraph that was split, the beginning stays the same one
        best = max(found, key=lambda number: (found[number] > tenth, -number))
        taken = work.main.get(best)
        if taken is None or shares[taken][best] < found[best]:
            if taken is not None:
                work.owner.pop(taken)
            work.main[best], work.owner[para] = para, best


def _replace(work: _Work) -> None:
    """A paragraph of which all words were replaced stays the same one: its end stayed, or its cell has no other."""
    ends = {number: raw.base for number, raw in enumerate(work.flow.raws) if raw.base >= 0}
    alone: dict[tuple[int | str, ...], int] = {}
    for printed in work.flow.printed:
        alone[printed.cell] = alone.get(printed.cell, 0) + 1
    for number, seen in enumerate(work.seen):
        if number in work.main or not seen.text.strip():
            continue
        inside = [ends[n] for n in seen.raws if n in ends and work.flow.printed[ends[n]].text]
        own = [para for para in inside if para == seen.base or (len(seen.cell) > 3 and alone[_cell(work, para)] == 1)]
        if own and own[-1] not in work.owner and not any(_moved_in(work, bit) for bit in seen.bits):
            work.main[number], work.owner[own[-1]] = own[-1], number
            work.replaced.add(number)


def _cell(work: _Work, para: int) -> tuple[int | str, ...]:
    return work.flow.printed[para].cell


def _moved_in(work: _Work, bit: Bit) -> bool:
    return any(work.flow.changes[number].kind == "to" for number in bit.chain)


def _stretches(flow: Flow) -> dict[int, list[tuple[int, int, tuple[int, ...]]]]:
    """For every printed paragraph its letters' stretches, each with the changes that they stand in."""
    found: dict[int, list[tuple[int, int, tuple[int, ...]]]] = {}
    for raw in flow.raws:
        for bit in raw.bits:
            if bit.para >= 0 and bit.chain:
                found.setdefault(bit.para, []).append((bit.at, bit.at + len(bit.text), bit.chain))
    return found


def _active(work: _Work, chain: Iterable[int], kinds: frozenset[str]) -> frozenset[int]:
    return frozenset(n for n in chain if n in work.chosen and work.flow.changes[n].kind in kinds)


def _joints(work: _Work, seen: Seen) -> frozenset[int]:
    """The ends of paragraphs that went inside this one, and that which came at its end or before it."""
    found: set[int] = set()
    raws = work.flow.raws
    for number in seen.raws[:-1]:
        found |= _active(work, raws[number].mark, HIDES)
    found |= _active(work, raws[seen.raws[-1]].mark, SHOWS)
    if seen.raws[0]:
        found |= _active(work, raws[seen.raws[0] - 1].mark, SHOWS)
    return frozenset(found)


# --- within a paragraph ---------------------------------------------------------------------------


def _hunks(work: _Work, seen: Seen, para: int, places: list[tuple[int, int, tuple[int, ...]]]) -> Iterator[Act]:
    length = len(work.flow.printed[para].text)
    at = 0
    pieces: list[tuple[int, int, tuple[Bit, ...], frozenset[int]]] = []
    for bit in seen.bits:
        if bit.para == para and bit.at >= at:
            pieces += _gone(work, seen, at, bit.at, places)
            at = bit.at + len(bit.text)
            if bit.look in work.chosen and work.flow.changes[bit.look].kind == "look":
                yield Shade(para, bit.at, at, bit.bold, bit.italic, frozenset({bit.look}))
            pieces.append((at, at, (), frozenset()))
        else:
            causes = _active(work, bit.chain, SHOWS) or _joints(work, seen)
            pieces.append((at, at, (bit,), causes))
    pieces += _gone(work, seen, at, length, places)
    yield from _together(work, para, pieces)


def _rewritten(work: _Work, seen: Seen, para: int, places: list[tuple[int, int, tuple[int, ...]]]) -> Iterator[Hunk]:
    """All words of a paragraph went and others came: one deed of all who had a part in it."""
    causes = {n for bit in seen.bits for n in _active(work, bit.chain, SHOWS)}
    causes |= {n for _, _, chain in places for n in _active(work, chain, HIDES)}
    for number in seen.raws:
        causes |= _active(work, work.flow.raws[number].mark, HIDES | SHOWS)
    yield Hunk(para, 0, len(work.flow.printed[para].text), seen.bits, frozenset(causes))


def _gone(
    work: _Work, seen: Seen, start: int, end: int, places: list[tuple[int, int, tuple[int, ...]]]
) -> Iterator[tuple[int, int, tuple[Bit, ...], frozenset[int]]]:
    """Yield what went between two letters, parted where its changes differ."""
    at = start
    for first, last, chain in sorted(places):
        causes = _active(work, chain, HIDES)
        if not causes or last <= at or first >= end:
            continue
        if first > at:
            yield at, first, (), _joints(work, seen)
        yield max(first, at), min(last, end), (), causes
        at = min(last, end)
    if at < end:
        yield at, end, (), _joints(work, seen)


def _together(work: _Work, para: int, pieces: list[tuple[int, int, tuple[Bit, ...], frozenset[int]]]) -> Iterator[Hunk]:
    """Join what one author took out and put in at one place."""
    open: list[tuple[int, int, tuple[Bit, ...], frozenset[int]]] = []
    for piece in [*pieces, (0, 0, (), frozenset())]:
        causes = piece[3]
        if open and (not causes or _who(work, causes) != _who(work, open[-1][3]) or piece[0] != open[-1][1]):
            bits = tuple(bit for each in open for bit in each[2])
            yield Hunk(para, open[0][0], open[-1][1], bits, frozenset().union(*(each[3] for each in open)))
            open = []
        if causes:
            open.append(piece)


def _who(work: _Work, causes: frozenset[int]) -> tuple[str, bool]:
    change = work.flow.changes[min(causes)]
    return change.author, change.tracked


# --- paragraphs that went, came and moved ---------------------------------------------------------


def _drops(work: _Work, places: dict[int, list[tuple[int, int, tuple[int, ...]]]]) -> Iterator[Drop]:
    ends = {raw.base: number for number, raw in enumerate(work.flow.raws) if raw.base >= 0}
    gone = [para for para in range(len(work.flow.printed)) if para not in work.owner]
    used: set[int] = set()
    for run in _runs(gone):
        last = ends.get(run[-1], -1)
        own = last >= 0 and bool(_active(work, work.flow.raws[last].mark, HIDES))
        for para in run:
            causes = {n for _, _, chain in places.get(para, ()) for n in _active(work, chain, HIDES)}
            end = ends.get(para, -1)
            causes |= _end(work, end if own else _before(work, end), HIDES, used)
            if causes:
                yield Drop(para, frozenset(causes))


def _adds(work: _Work) -> list[Add]:
    found: list[Add] = []
    used: set[int] = set()
    came = [order for order in range(len(work.seen)) if order not in work.main]
    for run in _runs(came):
        last = work.seen[run[-1]].raws[-1]
        own = bool(_active(work, work.flow.raws[last].mark, SHOWS))
        after = next((work.main[n] for n in range(run[0] - 1, -1, -1) if n in work.main), -1)
        before = work.main.get(run[-1] + 1, -1)
        for order in run:
            seen = work.seen[order]
            causes = {n for bit in seen.bits for n in _active(work, bit.chain, SHOWS)}
            causes |= _end(work, seen.raws[-1] if own else seen.raws[0] - 1, SHOWS, used)
            if causes:
                found.append(Add(seen, order, after, before, frozenset(causes)))
    return found


def _runs(numbers: list[int]) -> Iterator[list[int]]:
    """Yield the numbers in runs that follow one another."""
    run: list[int] = []
    for number in numbers:
        if run and number != run[-1] + 1:
            yield run
            run = []
        run.append(number)
    if run:
        yield run


def _before(work: _Work, end: int) -> int:
    """The end of the printed paragraph before the one that ends here: the one that a deletion across it takes."""
    place = end - 1
    while place >= 0 and work.flow.raws[place].base < 0:
        place -= 1
    return place


def _end(work: _Work, place: int, kinds: frozenset[str], used: set[int]) -> frozenset[int]:
    """The changes that made an end go or come, each told once."""
    if place < 0 or place in used:
        return frozenset()
    used.add(place)
    return _active(work, work.flow.raws[place].mark, kinds)


def _moved(work: _Work, adds: list[Add], drops: dict[int, Drop]) -> list[Add]:
    """Join what went and what came under the name of one move; such a drop is no drop."""
    names: dict[tuple[str, str], list[int]] = {}
    for para, drop in drops.items():
        for number in drop.causes:
            change = work.flow.changes[number]
            if change.kind == "from" and change.name:
                names.setdefault((change.author, change.name), []).append(para)
                break
    out: list[Add] = []
    for add in adds:
        known = [work.flow.changes[n] for n in sorted(add.causes)]
        found = next((change for change in known if change.kind == "to" and change.name), None)
        paras = names.get((found.author, found.name), []) if found else []
        para = max(paras, key=lambda p: likeness(work.flow.printed[p].text, add.seen.text), default=-1)
        if para >= 0:
            paras.remove(para)
            causes = add.causes | drops.pop(para).causes
            add = Add(add.seen, add.order, add.after, add.before, causes, para)
        out.append(add)
    return out
