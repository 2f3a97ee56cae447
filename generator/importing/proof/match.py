"""match: two sequences of keys -> which of the one is which of the other, in order.

Near to linear in time, also on garbage: what is rare in both anchors the rest, only small gaps between anchors are
compared word by word, and a large gap without any anchor is matched at its two ends and left alone between them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

#: A gap of so many words times words is compared word by word.
_SMALL = 6_000
#: So much is looked at in all before the rest is left alone (hostile input).
_BUDGET = 1_200_000
#: Stretches of so many words are looked for as anchors, longer ones first: they lie less than a single rare word.
_LENGTHS = (4, 2, 1)

Window = tuple[int, int, int, int]


def match(old: Sequence[str], new: Sequence[str]) -> list[int]:
    """Return for each word of `old` the place of its match in `new`, or -1; matches never cross."""
    found = [-1] * len(old)
    left, right = _numbered(old, new)
    budget = _BUDGET
    windows: list[Window] = [(0, len(left), 0, len(right))]
    while windows:
        a, b, c, d = _ends(left, right, windows.pop(), found)
        if a == b or c == d:
            continue
        anchors = _anchors(left, right, (a, b, c, d)) if (b - a) * (d - c) > _SMALL else []
        if anchors and budget > 0:
            budget -= b - a + d - c
            windows += _between(anchors, (a, b, c, d))
            for i, j in anchors:
                found[i] = j
        elif (b - a) * (d - c) <= _SMALL and budget > 0:
            budget -= (b - a) * (d - c)
            for i, j, size in SequenceMatcher(None, left[a:b], right[c:d], autojunk=False).get_matching_blocks():
                found[a + i : a + i + size] = range(c + j, c + j + size)
    return found


def _numbered(old: Sequence[str], new: Sequence[str]) -> tuple[list[int], list[int]]:
    """Words as numbers, which are compared and hashed faster."""
    numbers: dict[str, int] = {}
    return (
        [numbers.setdefault(word, len(numbers)) for word in old],
        [numbers.setdefault(word, len(numbers)) for word in new],
    )


def _ends(left: list[int], right: list[int], window: Window, found: list[int]) -> Window:
    """Match what a window begins and ends with on both sides; return what is left of it."""
    a, b, c, d = window
    while a < b and c < d and left[a] == right[c]:
        found[a] = c
        a, c = a + 1, c + 1
    while a < b and c < d and left[b - 1] == right[d - 1]:
        b, d = b - 1, d - 1
        found[b] = d
    return a, b, c, d


def _anchors(left: list[int], right: list[int], window: Window) -> list[tuple[int, int]]:
    """Return pairs of places, in order, where a stretch begins that stands once on either side of a window."""
    a, b, c, d = window
    for length in _LENGTHS:
        here, there = _once(left, a, b, length), _once(right, c, d, length)
        pairs = [(place, there[key]) for key, place in here.items() if key in there]
        if pairs:
            return _rising(sorted(pairs))
    return []


def _once(words: list[int], start: int, end: int, length: int) -> dict[tuple[int, ...], int]:
    """Stretches of a length that stand once between two places, and where."""
    places: dict[tuple[int, ...], int] = {}
    for place, key in enumerate(zip(*(words[start + n : end] for n in range(length)), strict=False), start):
        places[key] = -1 if key in places else place
    return {key: place for key, place in places.items() if place >= 0}


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest choice of pairs of which none crosses another."""
    tails: list[int] = []
    last: list[int] = []
    before = [-1] * len(pairs)
    for n, (_, j) in enumerate(pairs):
        at = bisect_left(tails, j)
        before[n] = last[at - 1] if at else -1
        if at == len(tails):
            tails.append(j)
            last.append(n)
        else:
            tails[at], last[at] = j, n
    out: list[tuple[int, int]] = []
    n = last[-1] if last else -1
    while n >= 0:
        out.append(pairs[n])
        n = before[n]
    return out[::-1]


def _between(anchors: list[tuple[int, int]], window: Window) -> Iterator[Window]:
    """Yield the windows between anchors."""
    a, b, c, d = window
    for i, j in anchors:
        if i > a and j > c:
            yield a, i, c, j
        a, c = i + 1, j + 1
    if b > a and d > c:
        yield a, b, c, d
