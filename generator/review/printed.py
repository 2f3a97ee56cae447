"""printed: a plan that was read -> every paragraph of its DOCX, each stretch with what it was printed from.

The plan is laid out and rendered once more with a sign before every sentence (one letter from a range that no text
has), and the file that comes of it is read by the reader that reads reviewed files: so both have the same paragraphs,
and where a sentence of the plan stands in them is known and not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from generator import inline, layout
from generator.build import Read
from generator.document import AppendixTitle, Block, Document, Letterhead, Line, Part, Run, Signature, Stamps, Title
from generator.plan import Text
from generator.review import sentence, word
from generator.review.marks import Bit, Raw, together
from generator.review.sentence import Atom

#: The signs: letters of a plane that Unicode gives to nobody.
_FIRST = 0xF0000
_MOST = 0xFFFD
_SIGN = re.compile("[\U000f0000-\U000ffffd]")

#: What a paragraph that is no sentence was printed from.
Form = Literal[
    "parent", "issuer", "country", "number", "place_date", "kind", "stamp", "recipients-title", "group", "recipient",
    "archive", "drafter", "capacity", "other_post", "name", "label", "attached",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the plan as it was printed: `values` fill its placeholders."""

    text: Text
    values: Mapping[str, Any]
    atoms: tuple[Atom, ...]


@dataclass(frozen=True, slots=True)
class Fixed:
    """What the program printed from data: its form, and which of its kind it is (a recipient's place in the list)."""

    form: Form
    number: int = 0


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a paragraph and what printed it; None: the program (a marker, the sign at a sentence's end).

    `upper` tells that the sentence was put in capitals.
    """

    start: int
    end: int
    source: Sentence | Fixed | None
    upper: bool = False


@dataclass(frozen=True, slots=True)
class Printed:
    """A paragraph as the plan prints it."""

    text: str
    bits: tuple[Bit, ...]
    style: str
    cell: tuple[int | str, ...]
    spans: tuple[Span, ...]

    @property
    def marker(self) -> str:
        """What stands before its first sentence: `a)`, `-`, `1.`; "" where it has none, or is no sentence."""
        first = next((span for span in self.spans if isinstance(span.source, Sentence)), None)
        return self.text[: first.start].strip() if first else ""


def printed(got: Read, revision: str = "") -> tuple[tuple[Printed, ...], tuple[Raw, ...]]:
    """Return the paragraphs of a plan's DOCX, and those of its headers and footers; a draft may name a revision."""
    from generator.render import docx

    tracer, laid_out = layout.passes(lambda refs: _Tracer(got, refs))
    document = _signed(layout.with_revision(laid_out, revision), tracer)
    made = docx.render(document, got.profile, got.template) if got.template else docx.render(document, got.profile)
    draft = word.read(made)
    return tuple(_paragraph(raw, tracer.sources) for raw in draft.raws), draft.margins


class _Tracer(layout.Layout):
    """Lays out as ever, and puts a sign before every sentence that it fills."""

    def __init__(self, got: Read, refs: dict[str, str]) -> None:
        super().__init__(got.plan, got.profile, got.font, refs)
        self.sources: list[Sentence | Fixed] = []

    def fill(self, text: Text, own: Any = None) -> Line:
        line = super().fill(text, own)
        values = inline.scope(self.values, own)
        of = sentence.atoms(text.value, values)
        if not line or of is None or len(self.sources) >= _MOST:
            return line
        sign = self.sign(Sentence(text, values, of))
        first = line[0]
        if first.note:
            return (Run(sign, first.bold, first.italic), *line)
        return (replace(first, text=sign + first.text), *line[1:])

    def sign(self, source: Sentence | Fixed) -> str:
        self.sources.append(source)
        return chr(_FIRST + len(self.sources) - 1)


def _signed(document: Document, tracer: _Tracer) -> Document:
    """Put signs before what the program prints from data, too."""
    parts = tuple(Part(tuple(_signed_block(b, tracer) for b in part.blocks), part.landscape) for part in document.parts)
    return replace(document, parts=parts)


def _signed_block(block: Block, tracer: _Tracer) -> Block:
    def sign(form: Form, text: str, number: int = 0) -> str:
        return tracer.sign(Fixed(form, number)) + text if text else text

    if isinstance(block, Letterhead):
        return replace(
            block,
            parent=tuple(sign("parent", line, n) for n, line in enumerate(block.parent)),
            issuer=tuple(sign("issuer", line, n) for n, line in enumerate(block.issuer)),
            number=sign("number", block.number),
            place_date=sign("place_date", block.place_date),
            country=sign("country", block.country),
            motto=sign("country", block.motto),
        )
    if isinstance(block, Stamps):
        return replace(
            block,
            secrecy=sign("stamp", block.secrecy),
            urgency=sign("stamp", block.urgency),
            draft=sign("stamp", block.draft),
        )
    if isinstance(block, Title):
        return replace(block, kind=sign("kind", block.kind))
    if isinstance(block, AppendixTitle):
        attached = block.attached
        if attached and not _SIGN.match(attached[0].text):
            attached = (replace(attached[0], text=sign("attached", attached[0].text)), *attached[1:])
        return replace(block, label=sign("label", block.label), attached=attached)
    if isinstance(block, Signature):
        forms: dict[str, Form] = {"title": "recipients-title", "group": "group", "line": "recipient", "mark": "drafter"}
        return replace(
            block,
            recipients=tuple((kind, sign(forms[kind], text, n - 1)) for n, (kind, text) in enumerate(block.recipients)),
            capacity=tuple(sign("capacity", line, n) for n, line in enumerate(block.capacity)),
            other_post=tuple(sign("other_post", line, n) for n, line in enumerate(block.other_post)),
            name=sign("name", block.name),
        )
    return block


def _paragraph(raw: Raw, sources: list[Sentence | Fixed]) -> Printed:
    """Take the signs out of a paragraph and tell its stretches."""
    text = "".join(bit.text for bit in raw.bits)
    parts = _SIGN.split(text)
    signs = [ord(found) - _FIRST for found in _SIGN.findall(text)]
    spans: list[Span] = [Span(0, len(parts[0]), None)] if parts[0] else []
    at = len(parts[0])
    for number, part in zip(signs, parts[1:], strict=True):
        spans += _spans(part, at, sources[number])
        at += len(part)
    bits = [replace(bit, text=_SIGN.sub("", bit.text)) for bit in raw.bits]
    clean = tuple(together(bit for bit in bits if bit.text))
    return Printed("".join(parts), clean, raw.style, raw.cell, tuple(spans))


def _spans(part: str, at: int, source: Sentence | Fixed) -> list[Span]:
    """Tell how much of what follows a sign its source printed; the program printed the rest."""
    if isinstance(source, Fixed):
        return [Span(at, at + len(part), source)]
    clean = sentence.said(source.atoms)
    upper = not part.startswith(clean[:1]) or (part[: len(clean)] != clean and part[:8] == clean[:8].upper())
    meant = clean.upper() if upper and len(clean.upper()) == len(clean) else clean
    most = min(len(part), len(meant))
    count = next((n for n in range(most) if part[n] != meant[n]), most)
    upper = upper and part[:count] != clean[:count]
    found = [Span(at, at + count, source, upper)]
    return [*found, Span(at + count, at + len(part), None)] if count < len(part) else found
