"""comings: the paragraphs under a choice of changes -> those that went, came and moved, and by which changes.

Word marks an end of a paragraph, and not the paragraph, as gone or new: whose end it was must be told from its
neighbours.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.compare.words import likeness
from generator.review.act import Add, Drop
from generator.review.became import Became
from generator.review.hunks import Stretch
from generator.review.marks import HIDES, SHOWS


def comings(work: Became, places: dict[int, list[Stretch]]) -> list[Drop | Add]:
    """Return what went and what came; of what moved only where it came. `places` are the stretches in changes."""
    drops = {drop.para: drop for drop in _drops(work, places)}
    adds = _moved(work, _adds(work), drops)
    return [*drops.values(), *adds]


def _drops(work: Became, places: dict[int, list[Stretch]]) -> Iterator[Drop]:
    ends = {raw.base: number for number, raw in enumerate(work.flow.raws) if raw.base >= 0}
    gone = [para for para in range(len(work.flow.printed)) if para not in work.owner]
    used: set[int] = set()
    for run in _runs(gone):
        last = ends.get(run[-1], -1)
        own = last >= 0 and bool(work.active(work.flow.raws[last].mark, HIDES))
        for para in run:
            causes = {n for _, _, chain in places.get(para, ()) for n in work.active(chain, HIDES)}
            end = ends.get(para, -1)
            causes |= _end(work, end if own else _before(work, end), HIDES, used)
            if causes:
                yield Drop(para, frozenset(causes))


def _adds(work: Became) -> list[Add]:
    found: list[Add] = []
    used: set[int] = set()
    came = [order for order in range(len(work.seen)) if order not in work.main]
    for run in _runs(came):
        last = work.seen[run[-1]].raws[-1]
        own = bool(work.active(work.flow.raws[last].mark, SHOWS))
        after = next((work.main[n] for n in range(run[0] - 1, -1, -1) if n in work.main), -1)
        before = work.main.get(run[-1] + 1, -1)
        for order in run:
            seen = work.seen[order]
            causes = {n for bit in seen.bits for n in work.active(bit.chain, SHOWS)}
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


def _before(work: Became, end: int) -> int:
    """The end of the printed paragraph before the one that ends here: the one that a deletion across it takes."""
    place = end - 1
    while place >= 0 and work.flow.raws[place].base < 0:
        place -= 1
    return place


def _end(work: Became, place: int, kinds: frozenset[str], used: set[int]) -> frozenset[int]:
    """The changes that made an end go or come, each told once."""
    if place < 0 or place in used:
        return frozenset()
    used.add(place)
    return work.active(work.flow.raws[place].mark, kinds)


def _moved(work: Became, adds: list[Add], drops: dict[int, Drop]) -> list[Add]:
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
