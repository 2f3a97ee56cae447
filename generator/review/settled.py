"""settled: a reviewed file and what the plan prints -> the file with the changes accepted that the plan has already.

A file is often gone through twice: first one person's changes are taken over, then another's. Those that are in the
plan by then are no proposals any more, and what they replaced is no difference.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import groupby

from generator.compare.words import likeness
from generator.review.marker import parted
from generator.review.marks import HIDES, Draft, Raw, view
from generator.review.printed import Printed

#: More places than this are not tried one by one.
_MOST = 400
_MOST_MOVES = 40
#: A paragraph that shares so much with another is that one in other words (0 to 1).
_ALIKE = 0.5


def settled(draft: Draft, printed: tuple[Printed, ...]) -> tuple[Draft, tuple[tuple[int, ...], ...]]:
    """Return the file with those changes accepted that make it say what the plan prints, and these in groups."""
    wanted = Counter(_clean(each.text) for each in printed)
    done: frozenset[int] = frozenset()
    groups: list[tuple[int, ...]] = []
    said = _said(draft, done)
    if not draft.changes:
        return draft, ()
    tried = list(_groups(draft))[:_MOST]
    for group in (*tried, *tried) if said != wanted else ():  # what went is judged again when all else is in its place
        if group <= done:
            continue
        now = _said(draft, done | group)
        if _score(now, wanted) > _score(said, wanted) and not _reworded(said, now, wanted):
            groups.append(tuple(sorted(group - done)))
            done, said = done | group, now
    for group in _moves(draft):
        if _in_order(draft, done | group, printed) > _in_order(draft, done, printed):
            groups.append(tuple(sorted(group - done)))
            done |= group
    return (accepted(draft, done) if done else draft), tuple(groups)


def together(draft: Draft, done: frozenset[int]) -> Iterator[tuple[int, ...]]:
    """Yield changes by the places where they stand together, each once."""
    left = set(done)
    for raw in draft.raws:
        for _, bits in groupby(raw.bits, lambda bit: bool(bit.chain)):
            group = {n for bit in bits for n in bit.chain} & left
            left -= group
            if group:
                yield tuple(sorted(group))
    if left:
        yield tuple(sorted(left))


def _said(draft: Draft, done: frozenset[int]) -> Counter[str]:
    return Counter(_clean(each.text) for each in view(draft.raws, draft.changes, done))


def _score(said: Counter[str], wanted: Counter[str]) -> int:
    """How many paragraphs are what the plan prints, less those that are not."""
    same = sum((said & wanted).values())
    return same - (sum(said.values()) - same) - (sum(wanted.values()) - same)


def _reworded(said: Counter[str], now: Counter[str], wanted: Counter[str]) -> bool:
    """Tell whether what went is only a paragraph that the plan words otherwise: then the plan has it still."""
    if (now & wanted).total() > (said & wanted).total():
        return False
    missing = [text for text in wanted - now if text]
    return any(likeness(text, other) >= _ALIKE for text in said - now if text for other in missing)


def _moves(draft: Draft) -> list[frozenset[int]]:
    """The changes of every move."""
    found: dict[tuple[str, str], set[int]] = {}
    for change in draft.changes:
        if change.kind in ("from", "to") and change.name:
            found.setdefault((change.author, change.name), set()).add(change.number)
    return [frozenset(numbers) for numbers in found.values()][:_MOST_MOVES]


def _in_order(draft: Draft, done: frozenset[int], printed: tuple[Printed, ...]) -> int:
    """How many paragraphs stand in the plan's order."""
    said = [_clean(each.text) for each in view(draft.raws, draft.changes, done)]
    wanted = [_clean(each.text) for each in printed]
    blocks = SequenceMatcher(None, wanted, said, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks)


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


def accepted(draft: Draft, done: frozenset[int]) -> Draft:
    """Return the file with changes accepted: their letters stand or are gone, and the paragraphs with them."""
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
