"""read: a paragraph -> its text, and stretch by stretch how it looks.

What is no letter (a line break, a picture, a field, a reference to a note) is one sign of the text, the same for
the same content, so that words and they are compared alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as Map

from generator.frozen import dataclass
from generator.redline.package import told
from generator.redline.pen import SIGNS, Pen
from generator.verify.docx.xml import SPACE, Node, W, first

_RUN, _TEXT, _LOOK, _FIELD = f"{W}r", f"{W}t", f"{W}rPr", f"{W}fldChar"
REFERENCE = f"{W}footnoteReference"
#: What a paragraph holds that is none of its words.
_ASIDE = frozenset((f"{W}pPr",))


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one look. `node` is what stands in a run where that is no text; `runs` are those of a whole
    field, `fixed` an element that is kept as it is, or cannot be tracked."""

    text: str
    look: bytes
    rpr: Node
    node: Node = None
    runs: tuple[Node, ...] = ()
    fixed: Node = None


@dataclass(frozen=True, slots=True)
class Inline:
    """The text of a paragraph and its spans in order; their texts joined are the text."""

    text: str
    spans: tuple[Span, ...]

    def cut(self, start: int, end: int) -> Iterator[Span]:
        """Yield the spans of a stretch of the text, those at its ends cut."""
        at = 0
        for span in self.spans:
            left, right = max(start - at, 0), min(end - at, len(span.text))
            if left < right:
                whole = right - left == len(span.text)
                yield span if whole else Span(span.text[left:right], span.look, span.rpr)
            at += len(span.text)
            if at >= end:
                return


def read(paragraph: Node, pen: Pen, notes: Map[str, bytes]) -> Inline:
    """Return the text of a paragraph; `notes` tells the footnotes of its document apart, by id."""
    spans = tuple(_spans(paragraph, pen, notes))
    return Inline("".join(span.text for span in spans), spans)


def _spans(paragraph: Node, pen: Pen, notes: Map[str, bytes]) -> Iterator[Span]:
    field: list[Node] = []
    depth = 0
    for child in paragraph:
        if child.tag in _ASIDE:
            continue
        if child.tag == _RUN:
            kinds = [mark.get(f"{W}fldCharType") for mark in child.iterchildren(_FIELD)]
            if field or kinds:
                field.append(child)
                depth += kinds.count("begin") - kinds.count("end")
                if depth <= 0:
                    yield Span(pen.sign(b"".join(map(told, field))), b"", None, runs=tuple(field))
                    field, depth = [], 0
                continue
            yield from _run(child, pen, notes)
        else:
            yield Span(pen.sign(b"fixed" + told(child)), b"", None, fixed=child)
    if field:  # a field that goes on in the next paragraph
        yield Span(pen.sign(b"fixed" + b"".join(map(told, field))), b"", None, runs=tuple(field), fixed=field[0])


def _run(run: Node, pen: Pen, notes: Map[str, bytes]) -> Iterator[Span]:
    rpr = first(run, _LOOK)
    look = told(rpr) if rpr is not None and len(rpr) else b""
    for child in run:
        if child.tag == _TEXT:
            text = child.text or ""
            if child.get(SPACE) != "preserve":
                text = text.strip(" \t\r\n")
            if any(ord(letter) >= SIGNS for letter in text):
                yield Span(pen.sign(told(child)), look, rpr, child)
            elif text:
                yield Span(text, look, rpr)
        elif child.tag == REFERENCE:
            yield Span(pen.sign(b"note" + notes.get(child.get(f"{W}id") or "", b"")), look, rpr, child)
        elif child.tag != _LOOK:
            yield Span(pen.sign(told(child)), look, rpr, child)
