"""parts: an edit of a printed paragraph and its zones -> the edit in parts of one zone each, or why it may not be.

One that runs over several is parted by words: what the program writes by itself is left to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.compare.words import words
from generator.review.act import Hunk
from generator.review.printed import Printed, Sentence
from generator.review.spot import Why
from generator.review.zones import Zone

#: What the program puts at a sentence's end.
_TAIL = re.compile(r"\s*(?:\./\.|[.;,:])?\s*$")
MARKER = "số thứ tự, dấu đầu mục do chương trình đánh theo thứ tự các mục"
SIGN = "dấu ở cuối câu này do chương trình ghi (`;`, `.`, `./.`)"


@dataclass(frozen=True, slots=True)
class Part:
    """In a zone, `now` comes in the place of the paragraph's letters `start` to `end`."""

    zone: Zone
    start: int
    end: int
    now: str


def parts(paragraph: Printed, zones: list[Zone], hunk: Hunk) -> Iterator[Part | Why]:
    """Yield a hunk in parts of one zone each."""
    if hunk.start == hunk.end:
        yield _put_in(zones, hunk.start, hunk.text, paragraph.text)
        return
    inside = next((z for z in zones if z.start <= hunk.start and hunk.end <= z.end), None)
    if inside:
        yield _within(inside, hunk.start, hunk.end, hunk.text, paragraph.text)
        return
    found: list[Part | Why] = []
    at = hunk.start
    for step in words(paragraph.text[hunk.start : hunk.end], hunk.text):
        if not step.same:
            found += _step(zones, at, at + len(step.old), step.new, paragraph.text)
        at += len(step.old)
    if any(isinstance(part, Part) for part in found):  # the program writes its sign again, where it belongs
        found = [part for part in found if isinstance(part, Part) or part.reason != SIGN]
    yield from found


def _within(zone: Zone, start: int, end: int, now: str, said: str) -> Part | Why:
    return Part(zone, start, end, now) if zone.writable else _own(zone, len(said))


def _step(zones: list[Zone], start: int, end: int, now: str, said: str) -> Iterator[Part | Why]:
    """Yield one change of words in parts; `said` is what the paragraph says."""
    if start == end:
        yield _put_in(zones, start, now, said)
        return
    over = [z for z in zones if z.start < end and z.end > start]
    first, last = over[0], over[-1]
    same = all(z.span is first.span for z in over)
    cut = any(z.atom >= 0 and not (start <= z.start and z.end <= end) for z in over)
    if len(over) == 1:
        yield _within(first, start, end, now, said)
    elif same and not cut and first.writable:  # words and placeholders of one sentence
        yield Part(_sentence(first), start, end, now)
    elif not now:
        yield from (_within(z, max(start, z.start), min(end, z.end), "", said) for z in over)
    elif len(over) == 2 and first.writable and not last.writable and last.end == len(said):
        yield Part(first, start, first.end, _TAIL.sub("", now))
    else:
        yield Why("sửa lẫn cả chữ của kế hoạch và phần do chương trình tự ghi: tách ra, sửa từng phần")


def _put_in(zones: list[Zone], place: int, now: str, said: str) -> Part | Why:
    """Words that were put in at a place: of the zone that ends there rather than of the one that begins."""
    near = [z for z in zones if z.start <= place <= z.end]
    inside = next((z for z in near if z.start < place < z.end), None)
    if inside and not inside.writable:
        return _own(inside, len(said))
    its = inside or next((z for z in near if z.atom >= 0 and _goes_on(z, place, now)), None)
    if its:
        return Part(its, place, place, now)
    open_ = sorted((z for z in near if z.writable), key=lambda z: (z.atom >= 0, z.end != place))
    if open_:
        return Part(open_[0] if open_[0].atom < 0 else _sentence(open_[0]), place, place, now)
    before = [z for z in zones if z.writable and z.end <= place]
    if place == len(said) and before:  # after the sign that ends the sentence: the sentence goes on
        end = before[-1]
        sign = said[end.end :].replace("./.", ".")
        return Part(_sentence(end), end.end, end.end, sign + _TAIL.sub("", now))
    return _own(near[0], len(said)) if near else Why("không rõ thuộc câu nào")


def _sentence(zone: Zone) -> Zone:
    """All of the sentence that a zone is of, as one."""
    return Zone(zone.span.start, zone.span.end, zone.span)


def _goes_on(zone: Zone, place: int, now: str) -> bool:
    """Tell whether what was put in beside a figure makes it another figure."""
    source = zone.span.source
    shown = source.atoms[zone.atom].shown if isinstance(source, Sentence) else ""
    if place == zone.end:
        return bool(re.match(r"[\d.,]*\d", now)) and shown[-1:].isdigit()
    return place == zone.start and bool(re.search(r"\d[.,]?$", now)) and shown[:1].isdigit()


def _own(zone: Zone, last: int) -> Why:
    """Why what the program writes by itself cannot be changed."""
    if zone.start == 0 and zone.end < last:
        return Why(MARKER)
    if zone.start == 0:
        return Why("chữ do chương trình ghi: tiêu đề mặc định thì đổi bằng `heading:`, số thứ tự thì tự đánh")
    return Why(SIGN)
