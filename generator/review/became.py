"""became: a flow and a choice of its changes -> which printed paragraph each paragraph is now.

What is chosen counts as accepted, all else as rejected. A paragraph is the same if it kept letters; one that kept none
went, one that has none of the plan's came.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, field

from generator.review.flow import Flow
from generator.review.marks import HIDES, SHOWS, Bit, Seen, view


@dataclass(slots=True)
class Became:
    """The paragraphs under a choice. `main` tells by its number in `seen` which printed one each is, `owner` the way
    back; of those in `replaced` all words were replaced."""

    flow: Flow
    chosen: Container[int]
    seen: list[Seen]
    owner: dict[int, int] = field(default_factory=dict)
    main: dict[int, int] = field(default_factory=dict)
    replaced: set[int] = field(default_factory=set)

    def active(self, chain: Iterable[int], kinds: frozenset[str]) -> frozenset[int]:
        """Return the changes of a chain that are chosen and of these kinds."""
        return frozenset(n for n in chain if n in self.chosen and self.flow.changes[n].kind in kinds)

    def joints(self, seen: Seen) -> frozenset[int]:
        """Return what took the ends of paragraphs inside this one away, and what put one at its end or before it."""
        raws = self.flow.raws
        found: set[int] = set()
        for number in seen.raws[:-1]:
            found |= self.active(raws[number].mark, HIDES)
        found |= self.active(raws[seen.raws[-1]].mark, SHOWS)
        if seen.raws[0]:
            found |= self.active(raws[seen.raws[0] - 1].mark, SHOWS)
        return frozenset(found)

    def moved_in(self, bit: Bit) -> bool:
        """Tell whether letters stand here because they were moved here."""
        return any(self.flow.changes[number].kind == "to" for number in bit.chain)


def became(flow: Flow, chosen: Container[int]) -> Became:
    """Return the paragraphs once a choice of changes is accepted, each with the printed one that it is."""
    work = Became(flow, chosen, view(flow.raws, flow.changes, chosen))
    _own(work)
    _replace(work)
    return work


def _own(work: Became) -> None:
    """Tell which printed paragraph each one is: that of which it has most letters, and that has most in it."""
    shares: dict[int, dict[int, int]] = {}
    for number, seen in enumerate(work.seen):
        for bit in seen.bits:
            if bit.para >= 0 and not work.moved_in(bit):
                shares.setdefault(bit.para, {}).setdefault(number, 0)
                shares[bit.para][number] += len(bit.text)
        if seen.base >= 0 and not work.flow.printed[seen.base].text:  # an empty one has no letters to be known by
            shares.setdefault(seen.base, {})[number] = 0
    for para, found in sorted(shares.items()):
        tenth = sum(found.values()) / 10  # of a paragraph that was split, the beginning stays the same one
        best = max(found, key=lambda number: (found[number] > tenth, -number))
        taken = work.main.get(best)
        if taken is None or shares[taken][best] < found[best]:
            if taken is not None:
                work.owner.pop(taken)
            work.main[best], work.owner[para] = para, best


def _replace(work: Became) -> None:
    """A paragraph of which all words were replaced stays the same one: its end stayed, or its cell has no other."""
    ends = {number: raw.base for number, raw in enumerate(work.flow.raws) if raw.base >= 0}
    alone: dict[tuple[int | str, ...], int] = {}
    for printed in work.flow.printed:
        alone[printed.cell] = alone.get(printed.cell, 0) + 1
    for number, seen in enumerate(work.seen):
        if number in work.main or not seen.text.strip():
            continue
        inside = [ends[n] for n in seen.raws if n in ends and work.flow.printed[ends[n]].text]
        own = [
            para
            for para in inside
            if para == seen.base or (len(seen.cell) > 3 and alone[work.flow.printed[para].cell] == 1)
        ]
        if own and own[-1] not in work.owner and not any(work.moved_in(bit) for bit in seen.bits):
            work.main[number], work.owner[own[-1]] = own[-1], number
            work.replaced.add(number)
