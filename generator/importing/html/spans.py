"""paragraphs: pieces of text as a source holds them -> the paragraphs that a reader sees, as rich texts.

White space is made single, a break is `\\n`, letters are NFC, what is raised or lowered comes as the Unicode signs.
Used by the readers of HTML, ODT and Markdown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from generator.importing.sheet import Rich, Span

#: A break of a line inside a paragraph, while white space has not been made single (no text holds this sign).
BREAK = "\u2028"
#: A tab, likewise.
TAB = "\x1e"
#: A space that is kept as it is: one of several that push something to the right.
KEPT = "\u00a0"

_ENDS_OFF = f" \t{BREAK}"
_WHITE = re.compile(r"[ \t\r\n\f]+")
_AROUND = re.compile(rf"[ \x1e]*{BREAK} *")
#: Signs that nobody sees: zero widths, soft hyphens, marks of direction, a byte order mark.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\u202a-\u202e\u2066-\u2069\ufeff]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
#: Spaces of other widths than that of the space bar.
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")

_STRAIGHT = re.compile("[\"']")
_PLAIN = "0123456789+-=()"
_RAISED = dict(zip(_PLAIN + "n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ", strict=True))
_LOWERED = dict(zip(_PLAIN, "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", strict=True))

#: How a line begins that is a paragraph of its own: a marker of a list or a section.
MARKED = re.compile(
    r"(?:[-–—+*•●▪■◦○](?![-–—_*=.])\s*\S|\(?[a-zđ][.)/]\s|\(?\d{1,3}(?:[.)/]|(?:\.\d{1,2}){1,4}[.)]?)\s"
    r"|[IVX]{1,5}[./)]\s|[A-HĐ][.)]\s"
    r"|(?:Phần|Chương|Mục|Điều|PHẦN|CHƯƠNG|MỤC)\s+(?:thứ\s|[IVX\d]))"
)
_ENDS = re.compile(r"[.;:!?…][”\"’)]*$")


def shifted(text: str, shift: int) -> str:
    """Return a text that is raised (`shift` 1) or lowered (-1) in Unicode's signs, as it is where one has none."""
    table = _RAISED if shift > 0 else _LOWERED
    signs = text.strip()
    return "".join(table[sign] for sign in signs) if shift and signs and all(s in table for s in signs) else text


def curled(text: str) -> str:
    """Return a text with “ ” ‘ ’ for straight quotation marks, by what stands beside them; its length stays."""
    signs = list(text)
    open_pair = False
    for match in _STRAIGHT.finditer(text):
        at, sign = match.start(), match[0]
        before, after = text[at - 1 : at] or " ", text[at + 1 : at + 2] or " "
        starts, ends = before.isspace() or before in "([{*_/–—-" or before == BREAK, after.isspace()
        opens = starts and (not ends or (sign == '"' and not open_pair and 0 < at < len(text) - 1))
        if sign == '"':
            open_pair = opens
        signs[at] = ("“" if opens else "”") if sign == '"' else ("‘" if opens else "’")
    return "".join(signs)


def clean(text: str) -> str:
    """Return a text without control signs and signs that nobody sees, in NFC; its white space is left."""
    if text.isascii():
        return _CONTROL.sub("", text)
    return unicodedata.normalize("NFC", _UNSEEN.sub("", _CONTROL.sub("", text)))


def paragraphs(pieces: Iterable[Span]) -> tuple[Rich, ...]:
    """Return the paragraphs of a stretch between two ends of blocks; a `BREAK` in it may end one (see `_cuts`)."""
    spans = _tidy(pieces)
    text = "".join(span.text for span in spans)
    if BREAK not in text:
        return (spans,) if spans else ()
    parts = [_trimmed(part) for part in _split(spans, _cuts(text))]
    return tuple(_broken(part) for part in parts if part)


def rich(pieces: Iterable[Span]) -> Rich:
    """Return pieces as one text: white space single, none at its ends, every `BREAK` as `\\n`."""
    return _broken(_tidy(pieces))


def _broken(spans: Rich) -> Rich:
    return tuple(replace(span, text=span.text.replace(BREAK, "\n")) if BREAK in span.text else span for span in spans)


def _tidy(pieces: Iterable[Span]) -> Rich:
    """Return pieces with single spaces, those of one look joined; a break or an end has no space beside it."""
    whole: list[Span] = []
    joined: list[list[str]] = []
    for piece in pieces:
        last = whole[-1] if whole else None
        if not last or piece.note or last.note or piece.bold != last.bold or piece.italic != last.italic:
            whole.append(piece)
            joined.append([])
        joined[-1].append(piece.text)
    spans: list[Span] = []
    after_space = True
    for span, texts in zip(whole, joined, strict=True):
        text = _single("".join(texts), after_space)
        if text:
            after_space = text[-1] in f" {BREAK}"
        if text or span.note:
            spans.append(Span(text.replace(KEPT, " ").replace(TAB, "\t"), span.bold, span.italic, span.note))
    return _trimmed(spans)


def _single(text: str, after_space: bool) -> str:
    """Return a text with its white space made single, none at its beginning where it comes after a space."""
    text = _WHITE.sub(" ", text)
    if not text.isascii():
        text = _AROUND.sub(BREAK, _SPACES.sub(KEPT, text))
    return text[1:] if after_space and text.startswith(" ") else text


def _trimmed(spans: list[Span]) -> Rich:
    """Return spans without white space and breaks at their two ends."""
    while spans and not spans[0].note and not spans[0].text.strip(_ENDS_OFF):
        del spans[0]
    while spans and not spans[-1].note and not spans[-1].text.strip(_ENDS_OFF):
        del spans[-1]
    for at, side in ((0, str.lstrip), (-1, str.rstrip)) if spans else ():
        span = spans[at]
        if (text := side(span.text, _ENDS_OFF)) != span.text:
            spans[at] = Span(text, span.bold, span.italic, span.note)
    return tuple(spans)


def _cuts(text: str) -> list[int]:
    """Return where a text is cut in paragraphs: at a blank line, before a marker, after the end of a sentence.

    A single break that is none of these stays: a line of a letterhead, of a title, of an address.
    """
    cuts: list[int] = []
    start = 0
    for match in re.finditer(rf"{BREAK}+", text):
        before, after = text[start : match.start()], text[match.end() : match.end() + 40]
        ended = _ENDS.search(before[-4:]) and (after[:1].isupper() or after[:1] in '“"(')
        if len(match[0]) > 1 or MARKED.match(after) or ended:
            cuts.append(match.start())
        start = match.end()
    return cuts


def _split(spans: Rich, cuts: list[int]) -> list[list[Span]]:
    """Return spans cut at places of their joint text, in order."""
    parts: list[list[Span]] = [[]]
    at, waiting = 0, iter([*cuts, 1 << 60])
    cut = next(waiting)
    for span in spans:
        text, start = span.text, 0
        while cut < at + len(text):
            parts[-1].append(replace(span, text=text[start : cut - at]))
            parts.append([])
            start, cut = cut - at, next(waiting)
        parts[-1].append(replace(span, text=text[start:]) if start else span)
        at += len(text)
    return parts
