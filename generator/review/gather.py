"""gather: a flow -> its changes in groups, each what a person takes for one change.

What one author did at one place belongs together: a deletion and what was typed for it, a paragraph with its end, a row
with its cells, both ends of a move. Every change is in exactly one group.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby, pairwise

from generator.review.act import Act, Add, Drop, Hunk
from generator.review.flow import Flow
from generator.review.marks import NOTE
from generator.review.stale import mixed


def gather(flow: Flow, acts: Iterable[Act]) -> list[tuple[int, ...]]:
    """Return the groups in the order of the file; `acts` are what all changes together do."""
    above = list(range(len(flow.changes)))

    def root(number: int) -> int:
        while above[number] != number:
            above[number] = above[above[number]]
            number = above[number]
        return number

    def join(numbers: Iterable[int]) -> None:
        known: dict[tuple[str, bool], int] = {}
        for number in sorted(numbers):
            change = flow.changes[number]
            first = known.setdefault((change.author, change.tracked), number)
            above[root(number)] = root(first)

    for act in acts:
        join(act.causes)
    moves: dict[str, list[int]] = {}
    for change in flow.changes:
        if change.kind in ("from", "to") and change.name:
            moves.setdefault(change.name, []).append(change.number)
    for numbers in (*moves.values(), *mixed(flow)):
        join(numbers)
    _along(acts, join)
    _noted(flow, acts, join)
    _beside(flow, acts, join)
    groups: dict[int, list[int]] = {}
    for number in range(len(flow.changes)):
        groups.setdefault(root(number), []).append(number)
    order = _order(flow)
    return sorted((tuple(group) for group in groups.values()), key=lambda group: min(order[n] for n in group))


def _along(acts: Iterable[Act], join: Callable[[Iterable[int]], None]) -> None:
    """Join paragraphs that moved together, one after the other."""
    moved = sorted((act for act in acts if isinstance(act, Add) and act.moved >= 0), key=lambda act: act.order)
    for one, other in pairwise(moved):
        if other.order == one.order + 1 and other.moved == one.moved + 1:
            join(one.causes | other.causes)


def _noted(flow: Flow, acts: Iterable[Act], join: Callable[[Iterable[int]], None]) -> None:
    """Join a footnote that went with its number in the sentence."""
    places = [(n, at) for n, p in enumerate(flow.printed) for at, sign in enumerate(p.text) if sign == NOTE]
    notes = [n for n, p in enumerate(flow.printed) if p.cell[0] == "note"]
    drops = {act.para: act for act in acts if isinstance(act, Drop)}
    for (para, at), note in zip(places, notes, strict=False):
        hunk = next((a for a in acts if isinstance(a, Hunk) and a.para == para and a.start <= at < a.end), None)
        if hunk and note in drops:
            join(hunk.causes | drops[note].causes)


def _beside(flow: Flow, acts: Iterable[Act], join: Callable[[Iterable[int]], None]) -> None:
    """Join what follows each other, is of one author, and does nothing by itself (a word put in and taken out)."""
    told = {number for act in acts for number in act.causes}
    for raw in flow.raws:
        chains = [n for bit in raw.bits for n in bit.chain if n not in told]
        for _, group in groupby(dict.fromkeys(chains), lambda n: (flow.changes[n].author, flow.changes[n].kind)):
            join(list(group))


def _order(flow: Flow) -> dict[int, int]:
    """Where in the flow each change is met first."""
    order: dict[int, int] = {}
    place = 0
    for raw in flow.raws:
        for bit in raw.bits:
            place += 1
            for number in (*bit.chain, *((bit.look,) if bit.look >= 0 else ())):
                order.setdefault(number, place)
        for number in (*raw.mark, *raw.formats):
            order.setdefault(number, place + 1)
    return {change.number: order.get(change.number, place + 2 + change.number) for change in flow.changes}
