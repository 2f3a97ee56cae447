"""told: two lines whose words agree, in whole or in part -> where they are bold or italic and were not, or the other
way round."""

from __future__ import annotations

from collections.abc import Iterator

from generator.compare.words import words
from generator.document import Line, plain

Look = tuple[bool, bool]

_NAMES = (("in đậm", "bỏ in đậm"), ("in nghiêng", "bỏ in nghiêng"))


def told(old: Line, new: Line) -> tuple[str, ...]:
    """Return what changed in looks, `in đậm “hiệu quả”`, of the words that both lines have."""
    if [(r.bold, r.italic) for r in old if r.text] == [(r.bold, r.italic) for r in new if r.text] and len(old) == 1:
        return ()
    return tuple(dict.fromkeys(_told(old, new)))


def _told(old: Line, new: Line) -> Iterator[str]:
    before, now = _letters(old), _letters(new)
    i = j = 0
    for step in words(plain(old), plain(new)):
        if step.same:
            stretch = zip(step.old, before[i : i + len(step.old)], now[j : j + len(step.new)], strict=True)
            yield from _stretches(list(stretch))
        i, j = i + len(step.old), j + len(step.new)


def _letters(line: Line) -> list[Look]:
    return [(run.bold, run.italic) for run in line for _ in run.text]


def _stretches(letters: list[tuple[str, Look, Look]]) -> Iterator[str]:
    for side, names in enumerate(_NAMES):
        for off, name in enumerate(names):
            said = ""
            for letter, before, now in [*letters, ("", (False, False), (False, False))]:
                if letter and before[side] != now[side] and now[side] == (off == 0):
                    said += letter
                elif said:
                    if said.strip():
                        yield f"{name} “{said.strip()}”"
                    said = ""
