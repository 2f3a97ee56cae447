"""hunks: a paragraph that stayed -> what was done within it, and by which changes."""

from __future__ import annotations

from collections.abc import Iterator

from generator.review.act import Act, Hunk, Shade
from generator.review.became import Became
from generator.review.flow import Flow
from generator.review.marks import HIDES, SHOWS, Bit, Seen

#: Letters of a printed paragraph, first and after the last, with the changes that they stand in.
Stretch = tuple[int, int, tuple[int, ...]]
#: In the place of these letters come these, by these changes.
_Piece = tuple[int, int, tuple[Bit, ...], frozenset[int]]


def stretches(flow: Flow) -> dict[int, list[Stretch]]:
    """Return for every printed paragraph its stretches that stand in changes."""
    found: dict[int, list[Stretch]] = {}
    for raw in flow.raws:
        for bit in raw.bits:
            if bit.para >= 0 and bit.chain:
                found.setdefault(bit.para, []).append((bit.at, bit.at + len(bit.text), bit.chain))
    return found


def hunks(work: Became, number: int, places: list[Stretch]) -> Iterator[Act]:
    """Yield what was done within the paragraph `number` of those seen; `places` are its printed stretches."""
    if number in work.replaced:
        yield _rewritten(work, number, places)
        return
    seen, para = work.seen[number], work.main[number]
    at = 0
    pieces: list[_Piece] = []
    for bit in seen.bits:
        if bit.para == para and bit.at >= at:
            pieces += _gone(work, seen, at, bit.at, places)
            at = bit.at + len(bit.text)
            if bit.look in work.chosen and work.flow.changes[bit.look].kind == "look":
                yield Shade(para, bit.at, at, bit.bold, bit.italic, frozenset({bit.look}))
            pieces.append((at, at, (), frozenset()))
        else:
            pieces.append((at, at, (bit,), work.active(bit.chain, SHOWS) or work.joints(seen)))
    pieces += _gone(work, seen, at, len(work.flow.printed[para].text), places)
    yield from _together(work, para, pieces)


def _rewritten(work: Became, number: int, places: list[Stretch]) -> Hunk:
    """All words of a paragraph went and others came: one deed of all who had a part in it."""
    seen, para = work.seen[number], work.main[number]
    causes = {n for bit in seen.bits for n in work.active(bit.chain, SHOWS)}
    causes |= {n for _, _, chain in places for n in work.active(chain, HIDES)}
    for place in seen.raws:
        causes |= work.active(work.flow.raws[place].mark, HIDES | SHOWS)
    return Hunk(para, 0, len(work.flow.printed[para].text), seen.bits, frozenset(causes))


def _gone(work: Became, seen: Seen, start: int, end: int, places: list[Stretch]) -> Iterator[_Piece]:
    """Yield what went between two letters, parted where its changes differ."""
    at = start
    for first, last, chain in sorted(places):
        causes = work.active(chain, HIDES)
        if not causes or last <= at or first >= end:
            continue
        if first > at:
            yield at, first, (), work.joints(seen)
        yield max(first, at), min(last, end), (), causes
        at = min(last, end)
    if at < end:
        yield at, end, (), work.joints(seen)


def _together(work: Became, para: int, pieces: list[_Piece]) -> Iterator[Hunk]:
    """Join what one author took out and put in at one place."""
    open: list[_Piece] = []
    for piece in [*pieces, (0, 0, (), frozenset())]:
        causes = piece[3]
        if open and (not causes or _who(work, causes) != _who(work, open[-1][3]) or piece[0] != open[-1][1]):
            bits = tuple(bit for each in open for bit in each[2])
            yield Hunk(para, open[0][0], open[-1][1], bits, frozenset().union(*(each[3] for each in open)))
            open = []
        if causes:
            open.append(piece)


def _who(work: Became, causes: frozenset[int]) -> tuple[str, bool]:
    change = work.flow.changes[min(causes)]
    return change.author, change.tracked
