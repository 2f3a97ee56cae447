"""pair: the lines of two plans -> which became which, and which of them moved.

By id first, then headings by their words, then what stands under a pair of headings, in order; what is left may stand
anywhere else. A heading whose content is found under another one is that heading, whatever it says now.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from generator.compare.align import MOVED, Item, align
from generator.compare.words import likeness, tokens
from generator.diff.lines import Said
from generator.frozen import dataclass

#: Lines that open a stretch of the plan.
HEADS = ("heading", "appendix")
#: What is matched across places is no longer than this, many times many (then only what is the same is).
_MOST = 40_000


@dataclass(frozen=True, slots=True)
class Pairs:
    """`to` and `of` are the pairs, from each side; `moved` are the old lines of pairs that stand elsewhere now."""

    to: dict[int, int]
    of: dict[int, int]
    moved: frozenset[int]


def pair(old: Sequence[Said], new: Sequence[Said]) -> Pairs:
    """Return the pairs of two plans' lines. Only lines of one kind are paired, whatever their ids say."""
    to: dict[int, int] = {}
    _by_id(old, new, to)
    _by_order(old, new, to, *(_where(side, lambda said: said.kind in HEADS) for side in (old, new)))
    _stretches(old, new, to)
    _anywhere(old, new, to)
    _headings_of_content(old, new, to)
    _stretches(old, new, to)  # what stands under the headings just found
    _not_by_heading_alone(old, new, to)
    of = {j: i for i, j in to.items()}
    return Pairs(to, of, frozenset(_moved(old, new, to)))


def key(said: Said) -> str:
    """The words that a line is known by: a table's caption and cells."""
    from generator.document import Table, plain

    if not isinstance(said.block, Table):
        return said.text
    cells = (plain(line) for row in said.block.rows for cell in row for line in cell.lines)
    return " | ".join((said.text, *cells))


def _where(side: Sequence[Said], wanted: object) -> list[int]:
    return [n for n, said in enumerate(side) if wanted(said)]  # type: ignore[operator]


def _by_id(old: Sequence[Said], new: Sequence[Said], to: dict[int, int]) -> None:
    known = {(said.id, said.kind): n for n, said in enumerate(new) if said.id}
    to.update((n, known[said.id, said.kind]) for n, said in enumerate(old) if (said.id, said.kind) in known)


def _by_order(old: Sequence[Said], new: Sequence[Said], to: dict[int, int], left: list[int], right: list[int]) -> None:
    """Pair two stretches in order. What is paired already stands in them as a fixed point."""
    taken = {j: i for i, j in to.items()}
    inside = set(right)
    olds = [_fixed(i) if to.get(i) in inside else _item(old[i]) for i in left if i not in to or to[i] in inside]
    rows = [i for i in left if i not in to or to[i] in inside]
    came = {i for i in rows if i in to}
    columns = [j for j in right if j not in taken or taken[j] in came]
    news = [_fixed(taken[j]) if j in taken else _item(new[j]) for j in columns]
    for each in align(olds, news, moves=False):
        if each.old is not None and each.new is not None and rows[each.old] not in to:
            to[rows[each.old]] = columns[each.new]


def _item(said: Said) -> Item:
    words = key(said)
    return Item(words if said.kind != "table" or len(words) < 1200 else words[:1200], said.kind)


def _fixed(number: int) -> Item:
    return Item(f"\0{number}", "fixed")


def _stretches(old: Sequence[Said], new: Sequence[Said], to: dict[int, int]) -> None:
    """Pair what stands between two headings with what stands between the headings that these became."""
    lefts, rights = _by_heading(old), _by_heading(new)
    for head, left in lefts.items():
        right = rights.get(to.get(head, -2) if head >= 0 else -1, [])
        if right and any(i not in to for i in left):
            _by_order(old, new, to, left, right)


def _by_heading(side: Sequence[Said]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    head = -1
    for n, said in enumerate(side):
        if said.kind in HEADS:
            head = n
        elif said.kind == "closing":
            found[-1].append(n)
        else:
            found[head].append(n)
    return found


def _anywhere(old: Sequence[Said], new: Sequence[Said], to: dict[int, int]) -> None:
    """Pair what is left over, wherever it stands: the same words first, then the most alike."""
    taken = set(to.values())
    left = [i for i in range(len(old)) if i not in to]
    right = [j for j in range(len(new)) if j not in taken]
    same: dict[tuple[str, str], list[int]] = defaultdict(list)
    for j in right:
        same[new[j].kind, key(new[j])].append(j)
    for i in left:
        if waiting := same.get((old[i].kind, key(old[i]))):
            to[i] = waiting.pop(0)
    taken = set(to.values())
    for score, i, j in sorted(_alike(old, new, [i for i in left if i not in to], [j for j in right if j not in taken])):
        if i not in to and j not in taken and score:
            to[i] = j
            taken.add(j)


def _alike(
    old: Sequence[Said], new: Sequence[Said], left: list[int], right: list[int]
) -> Iterable[tuple[float, int, int]]:
    """Yield the pairs that are alike enough to have moved, the best with the lowest number."""
    if len(left) * len(right) > _MOST:
        return
    bags = {(side, n): Counter(t for t in tokens(key(lines[n])) if not t.isspace())
            for side, lines, numbers in (("old", old, left), ("new", new, right)) for n in numbers}  # fmt: skip
    sizes = {each: sum(bag.values()) for each, bag in bags.items()}
    for i in left:
        mine, size = bags["old", i], sizes["old", i]
        for j in right:
            total = size + sizes["new", j]
            if old[i].kind != new[j].kind or old[i].kind in HEADS or total < 12:
                continue
            if 2 * min(size, total - size) < MOVED * total:
                continue
            if 2 * (mine & bags["new", j]).total() < MOVED * total:
                continue
            score = likeness(key(old[i]), key(new[j]))
            if score >= MOVED:
                yield -score, i, j


def _headings_of_content(old: Sequence[Said], new: Sequence[Said], to: dict[int, int]) -> None:
    """Pair headings that are left over by what stands under them: most of it under one and the other."""
    taken = set(to.values())
    votes: dict[int, Counter[int]] = defaultdict(Counter)
    for i, j in to.items():
        if old[i].head >= 0 and new[j].head >= 0:
            votes[old[i].head][new[j].head] += 1
    for head in sorted(votes, reverse=True):  # from the inside out
        there, count = votes[head].most_common(1)[0]
        below = sum(said.head == head for said in old)
        alike = old[head].kind == new[there].kind
        if head not in to and there not in taken and alike and 2 * count >= below:
            to[head] = there
            taken.add(there)


def _not_by_heading_alone(old: Sequence[Said], new: Sequence[Said], to: dict[int, int]) -> None:
    """Part headings that are only somewhat alike where nothing under the one is found under the other."""
    below_old, below_new = ({said.head for said in side} for side in (old, new))
    kept = {(old[i].head, new[j].head) for i, j in to.items()}
    for i, j in list(to.items()):
        different = old[i].kind in HEADS and old[i].text != new[j].text and not (old[i].id and old[i].id == new[j].id)
        empty = i in below_old and j in below_new and (i, j) not in kept
        if different and empty and likeness(old[i].text, new[j].text) < 0.8:
            del to[i]


# --- what moved ---------------------------------------------------------------------------------


def _moved(old: Sequence[Said], new: Sequence[Said], to: dict[int, int]) -> set[int]:
    """The old lines that stand under something else now, with what they took along, and of all others those that left
    the order that most keep."""
    moved: set[int] = set()
    there = set(to.values())
    for i in sorted(to):
        before, now = old[i].head, new[to[i]].head
        along = before in moved and to[before] == now
        if along or (to.get(before, -1) != now and _elsewhere(old, new, to, there, before, now)):
            moved.add(i)
    order = [i for i in sorted(to) if i not in moved]
    kept = _longest([to[i] for i in order])
    return moved | {i for n, i in enumerate(order) if n not in kept}


def _elsewhere(
    old: Sequence[Said], new: Sequence[Said], to: dict[int, int], there: set[int], before: int, now: int
) -> bool:
    """Tell whether two heads that are no pair are two places: a heading put in above, or taken away, makes no other."""
    agencies = (old[before].agency if before >= 0 else "", new[now].agency if now >= 0 else "")
    if all(agencies) and agencies[0] != agencies[1]:
        return True
    while before >= 0 and before not in to:
        before = old[before].head
    while now >= 0 and now not in there:
        now = new[now].head
    return to.get(before, -1) != now


def _longest(numbers: list[int]) -> set[int]:
    """Return the places of a longest rising run in a list of different numbers."""
    ends: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for n, number in enumerate(numbers):
        place = bisect_left(ends, number)
        before.append(at[place - 1] if place else -1)
        if place == len(ends):
            ends.append(number)
            at.append(n)
        else:
            ends[place], at[place] = number, n
    found: set[int] = set()
    n = at[-1] if at else -1
    while n >= 0:
        found.add(n)
        n = before[n]
    return found
