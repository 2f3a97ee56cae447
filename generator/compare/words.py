"""words: two sentences -> what stayed, went and came, word by word.

A word is what staff take for one: `2022-2025`, `29/KH-UBND` and `1,5%` are compared whole, so that no half of a figure
is shown as changed. Single words that stayed between two changes are taken into the change, since a reader meets
`giảm nghèo -> xoá đói` as one change and not as two around a blank.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

_TOKEN = re.compile(r"\d[\w.,/%-]*[\w%]|[^\W\d_][\w/-]*\w|\w|\s+|.", re.DOTALL)
#: So few letters between two changes do not make a sentence look as if it had stayed.
_ISLAND = 2


@dataclass(frozen=True, slots=True)
class Step:
    """A stretch of both sentences: `same` where they agree, else what went (`old`) and what came (`new`)."""

    same: bool
    old: str
    new: str


@lru_cache(maxsize=4096)
def tokens(text: str) -> tuple[str, ...]:
    """Return a sentence's words, signs and blanks; joined they are the sentence."""
    return tuple(_TOKEN.findall(text))


def words(old: str, new: str) -> tuple[Step, ...]:
    """Return the way from one sentence to the other; the `old` parts joined are the one, the `new` parts the other."""
    if old == new:
        return (Step(True, old, new),) if old else ()
    return tuple(_joined(_steps(tokens(old), tokens(new))))


def _steps(old: tuple[str, ...], new: tuple[str, ...]) -> Iterator[Step]:
    """The words are matched first, the blanks between them then: a blank is no word that could stay."""
    head, tail = _common(old, new)
    if head:
        yield Step(True, "".join(old[:head]), "".join(new[:head]))
    left, right = _parted(old[head : len(old) - tail]), _parted(new[head : len(new) - tail])
    matcher = SequenceMatcher(None, [word for _, word in left], [word for _, word in right], autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            for (gap, word), (now, _) in zip(left[a:b], right[c:d], strict=True):
                yield Step(gap == now, gap, now)
                yield Step(True, word, word)
        else:
            yield from _changed("".join(map("".join, left[a:b])), "".join(map("".join, right[c:d])))
    if tail:
        yield Step(True, "".join(old[len(old) - tail :]), "".join(new[len(new) - tail :]))


def _parted(found: tuple[str, ...]) -> list[tuple[str, str]]:
    """Words, each with the blank before it; a blank at the end stands before no word."""
    out: list[tuple[str, str]] = []
    gap = ""
    for token in found:
        if token.isspace():
            gap += token
        else:
            out.append((gap, token))
            gap = ""
    return [*out, (gap, "")] if gap else out


def _changed(old: str, new: str) -> Iterator[Step]:
    """What went and came, the blank that both begin with left as it is."""
    same = len(old) - len(old.lstrip())
    if old and new and old[:same] == new[: len(new) - len(new.lstrip())]:
        yield Step(True, old[:same], old[:same])
        old, new = old[same:], new[same:]
    yield Step(False, old, new)


def _common(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[int, int]:
    """Return how many words agree at the beginning, and how many of the others at the end."""
    most = min(len(old), len(new))
    head = next((n for n in range(most) if old[n] != new[n]), most)
    most -= head
    tail = next((n for n in range(most) if old[-1 - n] != new[-1 - n]), most)
    return head, tail


def _joined(steps: Iterator[Step]) -> list[Step]:
    """Join steps of one kind that follow each other, then changes that only a blank or a sign keeps apart."""
    out: list[Step] = []
    for step in _merged(steps):
        if not step.same and len(out) > 1 and _is_island(out[-1].old):
            between, before = out.pop(), out.pop()  # what is before the last one is a change: steps take turns
            step = _both(_both(before, between), step)
        out.append(step)
    return out


def _is_island(text: str) -> bool:
    return len(text.strip()) <= _ISLAND and not any(map(str.isalnum, text))


def _merged(steps: Iterator[Step]) -> Iterator[Step]:
    last: Step | None = None
    for step in steps:
        if not step.old and not step.new:
            continue
        if last and last.same == step.same:
            last = _both(last, step)
        else:
            if last:
                yield last
            last = step
    if last:
        yield last


def _both(one: Step, two: Step) -> Step:
    return Step(one.same and two.same, one.old + two.old, one.new + two.new)


#: Below this no text is taken for what another became, so the longer way of comparing is not gone.
_UNLIKE = 0.3


@lru_cache(maxsize=65536)
def likeness(old: str, new: str) -> float:
    """Return how much of two sentences is the same words, from 0 to 1, blanks not counted.

    Of those that share little it is a bound: no more than that is the same.
    """
    if old == new:
        return 1.0
    left, right = _said(old), _said(new)
    total = len(left) + len(right)
    if not left or not right:
        return 0.0
    if 2 * min(len(left), len(right)) < _UNLIKE * total:
        return 2 * min(len(left), len(right)) / total
    bound = 2 * sum((_counted(old) & _counted(new)).values()) / total
    return bound if bound < _UNLIKE else SequenceMatcher(None, left, right, autojunk=False).ratio()


@lru_cache(maxsize=4096)
def _said(text: str) -> tuple[str, ...]:
    return tuple(token for token in tokens(text) if not token.isspace())


@lru_cache(maxsize=4096)
def _counted(text: str) -> Counter[str]:
    return Counter(_said(text))
