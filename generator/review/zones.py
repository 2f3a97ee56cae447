"""zones: a printed paragraph -> its stretches by what an edit in them would change.

It is made of sentences of the plan, of what fills their placeholders, and of what the program writes by itself
(numbers, signs at the end).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.review.printed import Printed, Sentence, Span


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of a paragraph that an edit may lie in: plain words of a sentence, a filled placeholder, or neither."""

    start: int
    end: int
    span: Span
    atom: int = -1

    @property
    def writable(self) -> bool:
        return isinstance(self.span.source, Sentence)


def zones(paragraph: Printed) -> Iterator[Zone]:
    """Yield the zones of a paragraph, in order and without gaps."""
    for span in paragraph.spans:
        if not isinstance(span.source, Sentence):
            yield Zone(span.start, span.end, span)
            continue
        at = begun = span.start
        for number, atom in enumerate(span.source.atoms):
            end = min(at + len(atom.shown), span.end)
            if atom.field and at < end:
                if begun < at:
                    yield Zone(begun, at, span)
                yield Zone(at, end, span, number)
                begun = end
            at = end
        if begun < span.end or span.start == span.end:
            yield Zone(begun, span.end, span)
