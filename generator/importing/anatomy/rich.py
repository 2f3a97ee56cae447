"""cut, neat, lines, without: pieces of a text with looks (`Rich`) -> the same with less.

Nothing here judges what a text is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from generator.importing.sheet import Rich, Span, plain

_BLANKS = re.compile(r"\s+")


def cut(rich: Rich, start: int, end: int) -> Rich:
    """Return the stretch of a text between two offsets of its plain words; notes at its edges stay."""
    found: list[Span] = []
    at = 0
    for span in rich:
        begins, ends = max(start - at, 0), min(end - at, len(span.text))
        if span.note and start <= at <= end:
            found.append(span)
        elif begins < ends:
            found.append(Span(span.text[begins:ends], span.bold, span.italic, span.note))
        at += len(span.text)
    return tuple(found)


def lines(rich: Rich) -> tuple[Rich, ...]:
    """Return the lines of a text that has soft breaks, empty ones left out."""
    if not any("\n" in span.text for span in rich):
        return (rich,) if any(span.note or span.text.strip() for span in rich) else ()
    found: list[list[Span]] = [[]]
    for span in rich:
        first, *others = span.text.split("\n")
        found[-1].append(Span(first, span.bold, span.italic, span.note))
        found += [[Span(text, span.bold, span.italic)] for text in others]
    pieces = (tuple(span for span in each if span.text or span.note) for each in found)
    return tuple(each for each in pieces if any(span.note or span.text.strip() for span in each))


def neat(rich: Rich) -> Rich:
    """Return a text with single spaces, none at its ends, soft breaks gone, spans of one look joined."""
    found: list[Span] = []
    spaced = True
    for look, texts in _runs(rich):
        text = _BLANKS.sub(" ", "".join(texts))
        if spaced and not look[2]:
            text = text.lstrip(" ")
        if text or look[2]:
            found.append(Span(text, bold=look[0], italic=look[1], note=look[2]))
            spaced = text.endswith(" ")
    if found and not found[-1].note:
        found[-1] = replace(found[-1], text=found[-1].text.rstrip(" "))
    return tuple(span for span in found if span.text or span.note)


_Look = tuple[bool, bool, str]


def _runs(rich: Rich) -> list[tuple[_Look, list[str]]]:
    """The stretches of one look, with their texts."""
    found: list[tuple[_Look, list[str]]] = []
    for span in rich:
        if not (span.text or span.note):
            continue
        look = (span.bold, span.italic, span.note)
        if found and found[-1][0] == look:
            found[-1][1].append(span.text)
        else:
            found.append((look, [span.text]))
    return found


def joined(pieces: Iterable[Rich]) -> Rich:
    """Return texts joined by a space."""
    found: list[Span] = []
    pieces = tuple(pieces)
    if len(pieces) == 1:
        return neat(pieces[0])
    for piece in pieces:
        if found:
            found.append(Span(" ", bold=found[-1].bold and bool(piece) and piece[0].bold))
        found += piece
    return neat(tuple(found))


def trimmed(rich: Rich, pattern: re.Pattern[str]) -> Rich:
    """Return a text without what a pattern matches in it, once."""
    words = plain(rich)
    match = pattern.search(words)
    if not match or match.start() == match.end():
        return rich
    return neat(cut(rich, 0, match.start()) + cut(rich, match.end(), len(words)))


def recased(rich: Rich, text: str) -> Rich:
    """Return a text in other letters of the same number: capitals made small keep every look and note."""
    if len(text) != len(plain(rich)):
        return (Span(text),)
    found, at = [], 0
    for span in rich:
        found.append(replace(span, text=text[at : at + len(span.text)]))
        at += len(span.text)
    return tuple(found)
