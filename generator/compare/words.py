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
    head, tail = _common(old, new)
    if head:
        yield Step(True, "".join(old[:head]), "".join(new[:head]))
    left, right = old[head : len(old) - tail], new[head : len(new) - tail]
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        yield Step(kind == "equal", "".join(left[a:b]), "".join(right[c:d]))
    if tail:
        yield Step(True, "".join(old[len(old) - tail :]), "".join(new[len(new) - tail :]))


def _common(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[int, int]:
    """Return how many words agree at the beginning, and how many of the others at the end."""
    most = min(len(old), len(new))
    head = next((n for n in range(most) if old[n] != new[n]), most)
    most -= head
    tail = next((n for n in range(most) if old[-1 - n] != new[-1 - n]), most)
    return head, tail


def _joined(steps: Iterator[Step]) -> list[Step]:
    """Join changes that follow each other, and those that only a blank or a sign keeps apart."""
    found = [step for step in steps if step.old or step.new]
    out: list[Step] = []
    for number, step in enumerate(found):
        island = (
            step.same
            and out
            and not out[-1].same
            and number + 1 < len(found)
            and len(step.old.strip()) <= _ISLAND
            and not any(letter.isalnum() for letter in step.old)
        )
        if out and not out[-1].same and (not step.same or island):
            out[-1] = Step(False, out[-1].old + step.old, out[-1].new + step.new)
        elif out and out[-1].same and step.same:
            out[-1] = Step(True, out[-1].old + step.old, out[-1].new + step.new)
        else:
            out.append(step)
    return out


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
