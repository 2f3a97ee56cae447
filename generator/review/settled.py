"""settled: a reviewed file and what the plan prints -> the file with the changes accepted that the plan has already.

A file is often gone through twice: first one person's changes are taken over, then another's. Those that are in the
plan by then are no proposals any more, and what they replaced is no difference.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from generator.review.marker import parted
from generator.review.marks import HIDES, Draft, Raw, view
from generator.review.printed import Printed

#: More places than this are not tried one by one.
_MOST = 400


def settled(draft: Draft, printed: tuple[Printed, ...]) -> tuple[Draft, frozenset[int]]:
    """Return the file with those changes accepted that make it say what the plan prints, and their numbers."""
    wanted = Counter(_clean(each.text) for each in printed)
    done: frozenset[int] = frozenset()
    best = _score(draft, done, wanted)
    if not draft.changes or best == sum(wanted.values()):
        return draft, done
    for group in list(_groups(draft))[:_MOST]:
        if not group <= done and (score := _score(draft, done | group, wanted)) > best:
            done, best = done | group, score
    return (_accepted(draft, done) if done else draft), done


def _score(draft: Draft, done: frozenset[int], wanted: Counter[str]) -> int:
    """How many paragraphs are what the plan prints, less those that are not."""
    said = Counter(_clean(each.text) for each in view(draft.raws, draft.changes, done))
    same = sum((said & wanted).values())
    return same - (sum(said.values()) - same) - (sum(wanted.values()) - same)


def _clean(text: str) -> str:
    return parted(" ".join(text.split()))[2].rstrip(" .;,/")


def _groups(draft: Draft) -> Iterator[frozenset[int]]:
    """Yield the changes by paragraph and author; a paragraph that came or went, with its neighbour's end."""
    for place, raw in enumerate(draft.raws):
        near = set(raw.mark) | (set(draft.raws[place - 1].mark) if place else set())
        inner = {n for bit in raw.bits for n in bit.chain}
        authors = dict.fromkeys(draft.changes[n].author for n in sorted(inner | set(raw.mark)))
        for author in authors:
            mine = frozenset(n for n in inner if draft.changes[n].author == author)
            ends = frozenset(n for n in near if draft.changes[n].author == author)
            yield from (group for group in (mine, mine | ends, mine | (ends & frozenset(raw.mark))) if group)


def _accepted(draft: Draft, done: frozenset[int]) -> Draft:
    """The file with changes accepted: their letters stand or are gone, and the paragraphs with them."""
    raws: list[Raw] = []
    where: dict[int, int] = {}
    waiting: Raw | None = None
    for number, raw in enumerate(draft.raws):
        bits = tuple(
            replace(bit, chain=tuple(n for n in bit.chain if n not in done))
            for bit in raw.bits
            if not any(n in done and draft.changes[n].kind in HIDES for n in bit.chain)
        )
        mark = tuple(n for n in raw.mark if n not in done)
        gone = any(n in done and draft.changes[n].kind in HIDES for n in raw.mark)
        made = replace(raw, bits=bits, mark=mark)
        if waiting:
            made = replace(made, bits=(*waiting.bits, *made.bits), formats=(*waiting.formats, *made.formats))
        where[number] = len(raws)
        last = number + 1 == len(draft.raws) or draft.raws[number + 1].cell != raw.cell
        waiting = made if gone and not last else None
        if not waiting and (made.bits or not gone):
            raws.append(made)
    most = max(len(raws) - 1, 0)
    comments = tuple(replace(c, raw=min(where.get(c.raw, -1), most)) for c in draft.comments)
    return replace(draft, raws=tuple(raws), comments=comments)
