"""attach: ruled lines and frames -> the text that they belong to.

In: the blocks of text, drawn strokes, rows of signs.  Out: the blocks know the ruled lines below and
above them, footnotes and stamps are marked; a ruled line that belongs to no text is given back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import field

from generator.frozen import dataclass
from generator.pdfium import Box, Stroke
from generator.verify.paper import Rule, RuleKind, Zone
from generator.verify.pdf.lines import Segment
from generator.verify.pdf.pages import Layout, Part, Rows
from generator.verify.pdf.rules import Grid, within

#: A row of signs instead of a drawn line.
_ROW = re.compile(r"^(?:(?P<solid>[_—―─‗¯\s]{3,})|(?P<broken>[-–=~.…·*\s]{3,}))$")
#: A ruled line stands at most so far below its text (pt); a row of signs has a line of its own.
_BELOW, _ROW_BELOW = 20.0, 26.0


@dataclass(slots=True)
class Block:
    """What becomes one Line: its visual lines, the column that it is set in, and how it came to be."""

    segments: list[Segment]
    part: int
    left: float
    right: float
    zone: Zone = "body"
    cell: tuple[int, int, int] = (-1, 0, 0)
    column: tuple[Segment, ...] = ()
    before: float | None = None
    new_page: bool = False
    rules: list[Rule] = field(default_factory=list)
    rules_above: list[Rule] = field(default_factory=list)
    framed: bool = False


@dataclass(frozen=True, slots=True)
class Sign:
    """A ruled line on its page, whatever it is made of."""

    page: int
    rule: Rule
    reach: float


def without_rows_of_signs(rows: Rows, layout: Layout, grids: Sequence[Grid]) -> tuple[Rows, list[Sign]]:
    """Return rows without the segments that are rows of signs, and those as ruled lines."""
    kept: Rows = []
    signs: list[Sign] = []
    for row in rows:
        rest = []
        for segment in row:
            match = _ROW.match(segment.text)
            if match and segment.band not in layout.zones and _is_rule(segment, grids):
                kind: RuleKind = "underscores" if match["solid"] else "dashes"
                signs.append(Sign(segment.page, _rule(segment, kind), _ROW_BELOW))
            else:
                rest.append(segment)
        if rest:
            kept.append(rest)
    return kept, signs


def _is_rule(segment: Segment, grids: Sequence[Grid]) -> bool:
    """Whether a row of signs is no cell left empty and no dotted room to write on."""
    if any(grid.cell(segment.x, segment.y) for grid in grids):
        return False
    dots = re.fullmatch(r"[.…·\s]+", segment.text)
    return not dots or (len(segment.text) >= 8 and segment.right - segment.x <= 200)


def _rule(segment: Segment, kind: RuleKind) -> Rule:
    left, length = round(segment.x, 1), round(segment.right - segment.x, 1)
    return Rule(kind, left, length, kind == "underscores", round(segment.y, 1), segment.page + 1)


def _underline(segment: Segment, line: Stroke) -> Rule:
    left, right = max(line.left, segment.x - 3), min(line.right, segment.right + 3)
    return Rule(
        "underline", round(left, 1), round(right - left, 1), line.solid, round(line.top, 1), segment.page + 1
    )  # fmt: skip


def drawn(stroke: Stroke, page: int) -> Sign:
    """Return a stroke as a ruled line of its page."""
    length = stroke.right - stroke.left
    rule = Rule("shape", round(stroke.left, 1), round(length, 1), stroke.solid, round(stroke.top, 1), page + 1)
    return Sign(page, rule, _BELOW)


def attach(blocks: Sequence[Block], signs: Iterable[Sign], parts: Sequence[Part], section: Sequence[int]) -> list[Rule]:
    """Give each ruled line to the text that it stands below; return those that stand below none."""
    ends: dict[int, list[tuple[Segment, Block]]] = {}
    begins: dict[int, list[tuple[Segment, Block]]] = {}
    inner: dict[int, list[Segment]] = {}
    for block in blocks:
        ends.setdefault(block.segments[-1].page, []).append((block.segments[-1], block))
        begins.setdefault(block.segments[0].page, []).append((block.segments[0], block))
        for segment in block.segments:
            inner.setdefault(segment.page, []).append(segment)
            if segment.underlined is not None and len(block.segments) == 1:
                block.rules.append(_underline(segment, segment.underlined))
    free: list[Rule] = []
    for sign in signs:
        rule, part = sign.rule, parts[section[sign.page]]
        if rule.kind == "shape" and _is_of_text(sign, inner.get(sign.page, ())):
            continue
        above = _nearest(ends.get(sign.page, ()), sign, below=True)
        beneath = _nearest(begins.get(sign.page, ()), sign, below=False)
        whole = (rule.length or 0) >= 0.9 * (part.near_right - part.near_left)
        if beneath is not None:
            beneath.rules_above.append(rule)
        if above is not None and not whole:
            above.rules.append(rule)
        elif whole or beneath is None:
            free.append(rule)
    return free


def _is_of_text(sign: Sign, segments: Iterable[Segment]) -> bool:
    """Whether a stroke underlines or strikes out text."""
    rule = sign.rule
    assert rule.left is not None and rule.length is not None and rule.top is not None
    for segment in segments:
        off = rule.top - segment.y
        if -0.4 * segment.size < off <= 0.165 * segment.size and _shared_width(segment, rule) > 0.6 * rule.length:
            return True
    return False


def _shared_width(segment: Segment, rule: Rule) -> float:
    left, length = rule.left or 0.0, rule.length or 0.0
    return min(segment.right, left + length) - max(segment.x, left)


def _nearest(found: Iterable[tuple[Segment, Block]], sign: Sign, *, below: bool) -> Block | None:
    """The nearest text above the ruled line (`below`: the line is below it) or beneath it."""
    best: tuple[float, Block] | None = None
    top, length = sign.rule.top or 0.0, sign.rule.length or 0.0
    for segment, block in found:
        distance = top - segment.y if below else segment.top - top
        reach = sign.reach if below else 12.0
        least = min(length, segment.right - segment.x)
        if -0.25 * segment.size <= distance <= reach and _shared_width(segment, sign.rule) >= 0.4 * least:
            if not below and block.zone == "header":
                continue
            if best is None or distance < best[0]:
                best = (distance, block)
    return best[1] if best else None


def mark_notes(blocks: Sequence[Block], level: Sequence[Stroke], part: Part) -> None:
    """Mark what stands in small letters under a short line at the left of a page's lower half: footnotes."""
    for stroke in level:
        short = 40 < stroke.right - stroke.left < 0.45 * part.width and abs(stroke.left - part.near_left) < 6
        if not short or stroke.top < 0.4 * part.height:
            continue
        under = [b for b in blocks if b.segments[0].y > stroke.top and b.zone == "body" and b.cell[0] < 0]
        small = all(b.segments[0].size <= 12 and not b.column for b in under)
        if under and small and _is_note(under[0].segments[0]):
            for block in under:
                block.zone = "note"


def _is_note(first: Segment) -> bool:
    return first.pieces[0][1][-1] or re.match(r"[0-9*(\[]", first.text) is not None


def mark_frames(blocks: Iterable[Block], frames: Sequence[Box]) -> None:
    """Mark short texts that a rectangle stands around."""
    for block in blocks if frames else ():
        for box in frames:
            if all(within(box, segment) for segment in block.segments):
                block.framed = True
