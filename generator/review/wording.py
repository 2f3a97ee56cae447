"""wording: what was done within printed paragraphs -> what values of the file say now, or why they cannot.

Every edit is brought to the stretch of one sentence, or of what fills one placeholder. A change of what the program
writes by itself maps to nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.build import Read
from generator.review.act import Hunk, Shade
from generator.review.formed import formed
from generator.review.line import Line, say
from generator.review.marker import parted
from generator.review.marks import NOTE, Bit
from generator.review.parts import MARKER, Part, parts
from generator.review.printed import Printed, Sentence, Span
from generator.review.says import Says
from generator.review.sentence import Look, Splice
from generator.review.sheet import Sheet
from generator.review.spot import Why
from generator.review.zones import Zone, zones

_NOTE = "chú thích mới: ghi nội dung vào `footnotes:`, trong câu viết `[^tên]`"


def wording(sheet: Sheet, got: Read, printed: tuple[Printed, ...], acts: dict[int, Hunk | Shade], says: Says) -> None:
    """Add to `says` what the acts, by their numbers, make the values of the file say."""
    by_para: dict[int, dict[int, Hunk | Shade]] = {}
    for number, act in acts.items():
        by_para.setdefault(act.para, {})[number] = act
    for para, mine in by_para.items():
        if any(isinstance(span.source, Sentence) for span in printed[para].spans):
            for line in _lines(printed[para], mine, says):
                say(sheet, got, line, says)
        else:
            formed(sheet, got, printed[para], mine, says)


def _lines(paragraph: Printed, acts: dict[int, Hunk | Shade], says: Says) -> Iterator[Line]:
    """Yield the sentences of a paragraph to which something was done."""
    places = list(zones(paragraph))
    lines: dict[int, Line] = {}
    for number, act in sorted(acts.items(), key=lambda each: each[1].start):
        if isinstance(act, Shade):
            _shade(places, number, act, lines, says)
            continue
        found = list(parts(paragraph, places, act))
        why = _unfit(paragraph, act) or next((part for part in found if isinstance(part, Why)), None)
        if why:
            says.refuse({number}, why)
            continue
        for part in found:
            if isinstance(part, Part):
                _take(paragraph, part, act, number, lines)
    yield from lines.values()


def _unfit(paragraph: Printed, hunk: Hunk) -> Why | None:
    if NOTE in hunk.text:
        return Why(_NOTE)
    marked = parted(f"{hunk.text.strip()} x")[2] == "x"  # a marker typed before a paragraph that has none
    return Why(MARKER) if hunk.start == hunk.end == 0 and not paragraph.marker and marked else None


def _line(lines: dict[int, Line], span: Span) -> Line:
    assert isinstance(span.source, Sentence)
    return lines.setdefault(span.start, Line(span, span.source))


def _take(paragraph: Printed, part: Part, act: Hunk, number: int, lines: dict[int, Line]) -> None:
    """Note in its line what a part of an act does."""
    zone, now = part.zone, part.now
    line = _line(lines, zone.span)
    if zone.atom >= 0:
        line.filled.setdefault(zone.atom, []).append((part.start - zone.start, part.end - zone.start, now, number))
        return
    line.acts.add(number)
    begin = zone.span.start
    forced = _forced(paragraph, zone.span)
    looks = {(bit.bold and not forced[0], bit.italic and not forced[1]) for bit in act.now if bit.text.strip()}
    bold, italic = looks.pop() if len(looks) == 1 else (False, False)
    line.splices.append(Splice(part.start - begin, part.end - begin, now, bold, italic))


def _forced(paragraph: Printed, span: Span) -> tuple[bool, bool]:
    """Tell what of its look a sentence has from its place and not from its own signs."""
    assert isinstance(span.source, Sentence)
    bit: Bit | None = None
    at = 0
    for bit in paragraph.bits:
        if at + len(bit.text) > span.start:
            break
        at += len(bit.text)
    first = span.source.atoms[0]
    return (bit.bold and not first.bold, bit.italic and not first.italic) if bit else (False, False)


def _shade(zones: list[Zone], number: int, act: Shade, lines: dict[int, Line], says: Says) -> None:
    over = [z for z in zones if z.start < act.end and z.end > act.start]
    if not over or any(not z.writable for z in over) or len({id(z.span) for z in over}) > 1:
        says.refuse({number}, Why("chữ do chương trình ghi, không đổi đậm, nghiêng riêng"))
        return
    line = _line(lines, over[0].span)
    line.acts.add(number)
    line.looks.append(Look(act.start - line.span.start, act.end - line.span.start, act.bold, act.italic))
