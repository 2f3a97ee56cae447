"""cut: texts with looks -> the same texts tidied, cut in two, freed of a look: small steps on `Rich`, nothing else."""

from __future__ import annotations

import re
from itertools import groupby

from generator.importing.sheet import Rich, Span, plain

_BLANKS = re.compile(r"\s+")


def tidy(rich: Rich) -> Rich:
    """Return a text on one line: blanks single, none at its ends, neighbours of one look put together."""
    if len(rich) == 1 and not rich[0].note:
        text = " ".join(rich[0].text.split())
        return rich if text == rich[0].text and text else (_like(rich[0], text),) if text else ()
    words: list[Span] = []
    blank = True
    for span in rich:
        text = _BLANKS.sub(" ", span.text)
        if blank and text.startswith(" ") and not span.note:
            text = text[1:]
        if not text and not span.note:
            continue
        blank = text.endswith(" ") and not span.note
        words.append(_like(span, text))
    while words and not words[-1].note and not words[-1].text.rstrip():
        words.pop()
    if words and not words[-1].note:
        words[-1] = _like(words[-1], words[-1].text.rstrip())
    return joined(tuple(words))


def joined(rich: Rich) -> Rich:
    """Return a text whose neighbouring spans of one look are one; a blank takes the look of what is before it."""
    spans: list[Span] = []
    for span in rich:
        if spans and not span.note and not spans[-1].note and not span.text.strip():
            spans[-1] = _like(spans[-1], spans[-1].text + span.text)
        else:
            spans.append(span)
    made: list[Span] = []
    for (bold, italic, note), group in groupby(spans, lambda span: (span.bold, span.italic, span.note)):
        if note:
            made += group
        else:
            made.append(Span("".join(span.text for span in group), bold, italic))
    return tuple(made)


def cut(rich: Rich, at: int) -> tuple[Rich, Rich]:
    """Return the two parts of a text before and from a letter; a footnote that stands there goes with the first."""
    if len(rich) == 1 and 0 <= at < len(rich[0].text):
        return ((_like(rich[0], rich[0].text[:at]),) if at else ()), (_like(rich[0], rich[0].text[at:]),)
    before: list[Span] = []
    after: list[Span] = []
    for span in rich:
        if at < 0 or (at == 0 and not (span.note and not after)):
            after.append(span)
            continue
        if len(span.text) <= at:
            before.append(span)
        else:
            before.append(_like(span, span.text[:at]))
            after.append(_like(span, span.text[at:]))
        at = max(0, at - len(span.text))
        if after:
            at = -1
    return tuple(before), tuple(after)


def _like(span: Span, text: str) -> Span:
    return Span(text, span.bold, span.italic, span.note)


def lines(rich: Rich) -> tuple[Rich, ...]:
    """Return the lines of a text with soft breaks."""
    made: list[list[Span]] = [[]]
    for span in rich:
        first, *others = span.text.split("\n")
        made[-1].append(_like(span, first))
        made += [[_like(span, other)] for other in others]
    return tuple(tuple(line) for line in made)


def bare(rich: Rich) -> Rich:
    """Return a text whose look is the same all over without that look: the generator gives headings their own."""
    lettered = [span for span in rich if _lettered(span)]
    bold = bool(lettered) and all(span.bold for span in lettered)
    italic = bool(lettered) and all(span.italic for span in lettered)
    freed = (
        Span(
            span.text,
            span.bold and not bold and _lettered(span),
            span.italic and not italic and _lettered(span),
            span.note,
        )
        for span in rich
    )
    return joined(tuple(freed))


def _lettered(span: Span) -> bool:
    return any(c.isalnum() for c in span.text)


def slanted(rich: Rich) -> bool:
    """Tell whether all letters of a text are in italics."""
    lettered = [span for span in rich if any(c.isalpha() for c in span.text)]
    return bool(lettered) and all(span.italic for span in lettered)


def lead(rich: Rich) -> int:
    """Return how many letters at the beginning of a text are bold while the rest is not; 0 where that is not so."""
    bold, rest = 0, False
    for span in rich:
        if not rest and (span.bold or not any(c.isalnum() for c in span.text)):
            bold += len(span.text)
        else:
            rest = True
            if span.bold and any(c.isalnum() for c in span.text):
                return 0
    text = plain(rich)[:bold]
    return bold if rest and sum(c.isalpha() for c in text) > 1 else 0
