"""typed: a text with its looks -> the sentence of a plan (`**đậm**`, `*nghiêng*`, `[^tên]`), which reads back the same.

Looks that the small Markdown cannot say (a bold half of a word) are left out rather than garbled: words come first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby

from generator import inline
from generator.importing.sheet import Rich, Span, plain

_ESCAPED = re.compile(r"\\(?=[*{\[\\])|\*|\{(?=\{)|\[(?=\^)")


def typed(rich: Rich, notes: Mapping[str, str] | None = None, looks: bool = True) -> str:
    """Return the sentence of a text; `notes` gives the footnotes' names (others are left out), `looks` False leaves
    bold and italics out."""
    rich = rich if notes is None else tuple(span for span in rich if not span.note or span.note in notes)
    spans = tuple(_clean(rich if looks else tuple(Span(s.text, note=s.note) for s in rich)))
    marked = _marked(spans, notes or {})
    if _reads(marked) == _meant(spans, notes or {}):
        return marked
    bare = tuple(Span(span.text, note=span.note) for span in spans)
    return _marked(tuple(_merged(bare)), notes or {})


def words(rich: Rich) -> str:
    """Return a text as a name: without looks, spaces single."""
    return " ".join(plain(rich).split())


def _clean(rich: Rich) -> Iterator[Span]:
    """Yield the spans with spaces single, looks on words only (a bold space is no look), neighbours alike made one."""
    pieces: list[Span] = []
    space = True  # at the start none is wanted
    for span in rich:
        if span.note:
            pieces.append(span)
            space = False
            continue
        said = re.sub(r"\s+", " ", span.text)
        if space:
            said = said.lstrip()
        if said:
            space = said.endswith(" ")
            pieces.append(Span(said, span.bold, span.italic))
    if pieces and not pieces[-1].note:
        pieces[-1] = Span(pieces[-1].text.rstrip(), pieces[-1].bold, pieces[-1].italic)
    yield from _merged(tuple(part for piece in pieces for part in _edged(piece)))


def _edged(span: Span) -> Iterator[Span]:
    """A look begins and ends at a word: spaces at its edges, and what holds no letter, go without."""
    if span.note or not (span.bold or span.italic):
        yield span
        return
    if not any(c.isalnum() for c in span.text):
        yield Span(span.text)
        return
    core = span.text.strip()
    at = span.text.index(core)
    yield from (Span(text) for text in (span.text[:at],) if text)
    yield Span(core, span.bold, span.italic)
    yield from (Span(text) for text in (span.text[at + len(core) :],) if text)


def _merged(spans: tuple[Span, ...]) -> Iterator[Span]:
    """Yield neighbours of one look as one; plain spaces between two of the same look belong to them."""
    filled: list[Span] = []
    for number, span in enumerate(spans):
        before = filled[-1] if filled else None
        after = spans[number + 1] if number + 1 < len(spans) else None
        if (
            before and after and not span.note and not before.note and not after.note and not span.text.strip()
            and (before.bold, before.italic) == (after.bold, after.italic)
        ):  # fmt: skip
            span = Span(span.text, before.bold, before.italic)
        filled.append(span)
    for (bold, italic, note), group in groupby(filled, lambda s: (s.bold, s.italic, s.note)):
        text = "".join(span.text for span in group)
        if text or note:
            yield Span(text, bold, italic, note)


def _marked(spans: tuple[Span, ...], notes: Mapping[str, str]) -> str:
    out = []
    for span in spans:
        stars = "***" if span.bold and span.italic else "**" if span.bold else "*" if span.italic else ""
        out.append(f"[^{notes.get(span.note, span.note)}]" if span.note else f"{stars}{_escaped(span.text)}{stars}")
    return "".join(out)


def _escaped(text: str) -> str:
    """Return a text in which stars, braces and brackets are themselves; a star alone between spaces needs no sign."""
    lone = inline.is_bare(text) or ("\\" not in text and "{{" not in text and "[^" not in text and _stars_alone(text))
    return text if lone else _ESCAPED.sub(lambda found: "\\" + found[0], text)


def _stars_alone(text: str) -> bool:
    return all(
        text[m.start() - 1 : m.start()].isspace() and text[m.end() : m.end() + 1].isspace()
        for m in re.finditer(r"\*+", text)
    )


def _reads(sentence: str) -> list[tuple[str, bool, bool, bool]] | None:
    """Return what a plan would print of a sentence, None where it could not be read."""
    if any(True for _ in inline.errors(sentence)):
        return None
    pieces = [(str(p.value), p.bold, p.italic, p.note) for p in inline.parse(sentence)]
    return _joined(pieces)


def _meant(spans: tuple[Span, ...], notes: Mapping[str, str]) -> list[tuple[str, bool, bool, bool]]:
    return _joined([
        (notes.get(s.note, s.note), s.bold, s.italic, True) if s.note else (s.text, s.bold, s.italic, False)
        for s in spans
    ])  # fmt: skip


def _joined(pieces: list[tuple[str, bool, bool, bool]]) -> list[tuple[str, bool, bool, bool]]:
    """Return the pieces with neighbours of one look made one."""
    out: list[tuple[str, bool, bool, bool]] = []
    shown = (piece for piece in pieces if piece[0] or piece[3])
    for key, group in groupby(enumerate(shown), lambda each: each[0] if each[1][3] else each[1][1:3]):
        texts = [piece for _, piece in group]
        bold, italic = (False, False) if isinstance(key, int) else key
        out.append(("".join(text for text, *_ in texts), bold, italic, isinstance(key, int)))
    return out
