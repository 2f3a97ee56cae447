"""How paragraphs are set, mended: alignment, indents, spaces between them, line spacing.

One function a property of the records: the lines at fault -> their w:pPr changed, directly and
nowhere else.  A paragraph whose text stands in columns (tabs) is left alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.standard.records import Record
from generator.verify.docx.xml import Node, W
from generator.verify.mend.bench import Bench, child, put, setting_of, switch
from generator.verify.mend.looks import Mend, nearest
from generator.verify.mend.text import glyphs
from generator.verify.paper import POINTS_PER_MM, Line, PageNumber

TWIPS = 20
#: The indent that is chosen where a first line has none (mm): Word's own default tab.
USUAL = 12.7
#: Rooms no further apart than this are one (pt).
SAME = 1.5


def centered(bench: Bench, record: Record, lines: Sequence[Line | PageNumber]) -> None:
    for line in lines:
        if not bench.columns(line):
            for paragraph in bench.paragraphs(line):
                align(paragraph, "center")


def flush_left(bench: Bench, record: Record, lines: Sequence[Line | PageNumber]) -> None:
    for line in lines:
        if not bench.columns(line):
            for paragraph in bench.paragraphs(line):
                align(paragraph, "left")


def justified(bench: Bench, record: Record, lines: Sequence[Line | PageNumber]) -> None:
    for line in lines:
        if not bench.columns(line):
            for paragraph in bench.paragraphs(line):
                put(child(setting_of(paragraph), "jc"), val="both")


def align(paragraph: Node, where: str, left: float = 0.0, right: float = 0.0) -> None:
    """Set a paragraph between two indents (pt), without a first-line indent or leading blanks."""
    setting = setting_of(paragraph)
    put(child(setting, "jc"), val=where)
    _indents(setting, left, right, 0.0)
    _strip_lead(paragraph)


def _indents(setting: Node, left: float | None, right: float | None, start: float) -> None:
    """Set indents in pt (None: as they are); `start` is that of the first line, negative when hanging."""
    found = child(setting, "ind")
    in_letters = [
        name for name in ("left", "right", "start", "end", "firstLine", "hanging") if found.get(f"{W}{name}Chars")
    ]
    for name, other, length in (("left", "start", left), ("right", "end", right)):
        if length is not None:
            put(found, **{other: None, name: _twips(length)})
            # Word prefers a measure in letters to one in points
            put(found, **({f"{name}Chars": "0"} if {name, other} & set(in_letters) else {}), **{f"{other}Chars": None})
    put(found, firstLine=None, hanging=None, hangingChars=None)
    put(found, **{"hanging" if start < 0 else "firstLine": _twips(abs(start))})
    put(found, firstLineChars="0" if {"firstLine", "hanging"} & set(in_letters) else None)


def _strip_lead(paragraph: Node) -> None:
    """Take away tabs and spaces before the first letter: they would shift it."""
    lead = []
    for glyph in glyphs(paragraph):
        if glyph.ink or glyph.text == "\n":
            break
        lead.append(glyph)
    for glyph in reversed(lead):
        if glyph.child.tag == f"{W}t":
            glyph.child.text = glyph.child.text[: glyph.start] + glyph.child.text[glyph.end :]
        else:
            glyph.run.remove(glyph.child)


@dataclass(frozen=True, slots=True)
class _Room:
    """The room that a paragraph may fill, its own indents not taken off (pt)."""

    left: float
    width: float

    def same(self, other: _Room) -> bool:
        return abs(self.left - other.left) <= SAME and abs(self.width - other.width) <= SAME


def _room(line: Line) -> _Room | None:
    if line.left is None or line.width is None:
        return None
    left, right = line.left_indent or 0.0, line.right_indent or 0.0
    return _Room(line.left - left, line.width + left + right)


def centered_under(bench: Bench, record: Record, lines: Sequence[Line | PageNumber]) -> None:
    """Centre a line in the room that the other stands centred in; elsewhere it is left to a hand."""
    others = bench.elements[record.allowed.other]
    for line in lines:
        assert isinstance(line, Line)
        other = others[-1] if record.element == "number" else others[0]
        ours, theirs = _room(line), _room(other)
        if bench.columns(line) or bench.columns(other) or not (ours and theirs and ours.same(theirs)):
            continue
        if line.boxed != other.boxed:
            continue
        own = line.cell[0] >= 0 or line.boxed
        if other.align != "center" and not own:
            continue
        left, right = (other.left_indent or 0.0, other.right_indent or 0.0) if other.align == "center" else (0.0, 0.0)
        if other.align == "center" and abs(other.first_indent or 0.0) > 0.1:
            _center_all(bench, [other], left, right)
        _center_all(bench, [line] if other.align == "center" else [line, other], left, right)


def _center_all(bench: Bench, lines: Sequence[Line], left: float, right: float) -> None:
    for line in lines:
        for paragraph in bench.paragraphs(line):
            align(paragraph, "center", left, right)


def indent(bench: Bench, record: Record, lines: Sequence[Line | PageNumber]) -> None:
    """Begin the first line at the nearest allowed place; a list keeps its shape and moves as a whole."""
    for line in lines:
        assert isinstance(line, Line)
        if bench.columns(line) or len(bench.fellows(line)) > 1:
            continue
        left, first = line.left_indent or 0.0, line.first_indent or 0.0
        start = (left + first) / POINTS_PER_MM
        wanted = (nearest(record.allowed, start) if start > 1 else USUAL) * POINTS_PER_MM
        for paragraph in bench.paragraphs(line):
            if first < -0.1:
                _indents(setting_of(paragraph), wanted - first, None, first)
            else:
                _indents(setting_of(paragraph), 0.0, None, wanted)


def gap(bench: Bench, record: Record, lines: Sequence[Line | PageNumber]) -> None:
    """Widen the space after the paragraph above until the gap is wide enough."""
    low = set(map(id, lines))
    wanted = record.allowed.minimum or 0.0
    for above, below in pairwise(line for line in bench.paper.lines if line.zone == "body"):
        if id(below) not in low or above.place == below.place or above.place.part != below.place.part:
            continue
        for paragraph in bench.paragraphs(above):
            setting = setting_of(paragraph)
            if bench.contextual or setting.find(f"{W}contextualSpacing") is not None:
                switch(setting, "contextualSpacing", False)
            spacing = child(setting, "spacing")
            put(spacing, after=_twips(max(0.0, wanted - (below.before or 0.0))))
            put(spacing, afterAutospacing=None if spacing.get(f"{W}afterAutospacing") is None else "0")
            put(spacing, afterLines=None if spacing.get(f"{W}afterLines") is None else "0")


def line(bench: Bench, record: Record, lines: Sequence[Line | PageNumber]) -> None:
    for each in lines:
        assert isinstance(each, Line)
        wanted = nearest(record.allowed, each.spacing or 1.0)
        for paragraph in bench.paragraphs(each):
            put(child(setting_of(paragraph), "spacing"), line=str(round(wanted * 240)), lineRule="auto")


def _twips(points: float) -> str:
    return str(round(points * TWIPS))


PROPERTIES: dict[str, Mend] = {
    f.__name__: f for f in (centered, centered_under, flush_left, justified, indent, gap, line)
}
