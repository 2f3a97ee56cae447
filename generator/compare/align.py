"""align: two lists of texts -> which of the one became which of the other, and which moved.

What is the same is matched first, in order; what is left between is matched by likeness, in order; what is left then
may have moved. Only items of one kind are matched.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from generator.compare.words import likeness

#: So like are two texts of which one became the other.
LIKE = 0.45
#: So like are two texts of which one was moved and changed on the way: more is asked, since place says nothing.
MOVED = 0.7
#: A text of fewer letters is too common to be told as moved.
_SHORT = 12
#: A larger gap is matched only by texts that are the same.
_LARGEST = 60_000


@dataclass(frozen=True, slots=True)
class Item:
    """A text, and what it must have in common with what it became."""

    text: str
    kind: Hashable = None


@dataclass(frozen=True, slots=True)
class Pair:
    """An item of the old list and what it became; None where it went, or came.

    An item that moved has two pairs, both with both places: `away` where it stood, `here` where it stands.
    """

    old: int | None
    new: int | None
    moved: Literal["", "away", "here"] = ""


def align(old: Sequence[Item], new: Sequence[Item], like: float = LIKE, moves: bool = True) -> tuple[Pair, ...]:
    """Return the pairs in the order of reading: what went stands where it was, before what came in its place.

    The `old` of all pairs but those that are `here` are the old list in order; the `new` of all but those that are
    `away` are the new one.
    """
    matched = dict(_in_order(old, new, like))
    moved = _moved(old, new, matched) if moves else {}
    return tuple(_merged(len(old), len(new), matched, moved))


def _in_order(old: Sequence[Item], new: Sequence[Item], like: float) -> Iterable[tuple[int, int]]:
    matcher = SequenceMatcher(None, list(old), list(new), autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            yield from zip(range(a, b), range(c, d), strict=True)
        elif kind == "replace" and (b - a) * (d - c) <= _LARGEST:
            yield from _by_likeness(old, new, range(a, b), range(c, d), like)


def _by_likeness(
    old: Sequence[Item], new: Sequence[Item], left: range, right: range, like: float
) -> list[tuple[int, int]]:
    """Match what lies in a gap so that the whole likeness is greatest and no pair crosses another."""
    rows, columns = len(left), len(right)
    score = [[_like(old[i], new[j]) for j in right] for i in left]
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for r in range(rows - 1, -1, -1):
        for c in range(columns - 1, -1, -1):
            kept = score[r][c] + best[r + 1][c + 1] if score[r][c] >= like else -1.0
            best[r][c] = max(kept, best[r + 1][c], best[r][c + 1])
    found: list[tuple[int, int]] = []
    r = c = 0
    while r < rows and c < columns:
        if score[r][c] >= like and best[r][c] == score[r][c] + best[r + 1][c + 1]:
            found.append((left[r], right[c]))
            r, c = r + 1, c + 1
        elif best[r][c] == best[r + 1][c]:
            r += 1
        else:
            c += 1
    return found


def _like(old: Item, new: Item) -> float:
    return likeness(old.text, new.text) if old.kind == new.kind else 0.0


def _moved(old: Sequence[Item], new: Sequence[Item], matched: dict[int, int]) -> dict[int, int]:
    """Match what is left over, wherever it stands; of several that are as like, the first."""
    taken = set(matched.values())
    left = [i for i in range(len(old)) if i not in matched and len(old[i].text) >= _SHORT]
    right = [j for j in range(len(new)) if j not in taken and len(new[j].text) >= _SHORT]
    if len(left) * len(right) > _LARGEST:
        return {}
    scored = [(_like(old[i], new[j]), i, j) for i in left for j in right]
    found: dict[int, int] = {}
    for value, i, j in sorted(scored, key=lambda each: (-each[0], each[1], each[2])):
        if value < MOVED:
            break
        if i not in found and j not in found.values():
            found[i] = j
    return found


def _merged(rows: int, columns: int, matched: dict[int, int], moved: dict[int, int]) -> Iterator[Pair]:
    came = {j: i for i, j in moved.items()}

    def coming(j: int) -> Pair:
        return Pair(came[j], j, "here") if j in came else Pair(None, j)

    done = 0
    for i in range(rows):
        if i in matched:
            yield from map(coming, range(done, matched[i]))
            yield Pair(i, matched[i])
            done = matched[i] + 1
        else:
            yield Pair(i, moved[i], "away") if i in moved else Pair(i, None)
    yield from map(coming, range(done, columns))
