"""printed: a Document -> its words in reading order, each with the unit that it stands in and what governs it.

A unit is what is set as one: a line of the letterhead, a paragraph, a row of a table, a line of the signature. What the
form of the decree prints by itself is told apart here, by where it stands: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I,
II.1 (Quốc hiệu, Tiêu ngữ), II.3 (number), II.6.a (ends of bases), II.9 (recipients), III.1 (appendices).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal

from generator.document import (
    AppendixTitle,
    Document,
    Heading,
    Letterhead,
    Paragraph,
    Run,
    Signature,
    Stamps,
    Table,
    Title,
)
from generator.document import (
    Block as DocumentBlock,
)
from generator.frozen import dataclass
from generator.importing.proof import pieces

#: Where a unit stands: letterhead, running text, signature with recipients, an appendix, note at a page's foot.
Zone = Literal["head", "flow", "foot", "annex", "note"]
#: What governs a word: a marker that the generator counts, the end of a sentence that the form gives, a word of the
#: form itself, or nothing but the plan.
Role = Literal["", "marker", "end", "form"]


@dataclass(frozen=True, slots=True)
class Unit:
    """What is set as one: its zone, its words with the role of each, and what it is called in a report."""

    zone: Zone
    words: tuple[tuple[str, Role], ...]
    look: Literal["", "heading", "row", "line"] = ""


def units(document: Document, made: Sequence[str] = ()) -> tuple[Unit, ...]:
    """Return the units of a document in reading order; notes stand last.

    `made` are the words read back from its file (`check.docx_text.read`): where they are not the document's, the
    file is believed.
    """
    found: list[Unit] = []
    for number, part in enumerate(document.parts):
        for place, block in enumerate(part.blocks):
            ends = isinstance(block, Paragraph) and _ends(part.blocks, place)
            found += [unit for unit in _block(block, "annex" if number else "flow", ends) if unit.words]
    small = [document.circulation, *document.contact]
    found += [Unit("head", _said(text, ""), "line") for text in small if text]
    for number, line in enumerate(document.footnotes, 1):
        found.append(Unit("note", ((str(number), "marker"), *_said(_text(line)))))
    return _as_made(tuple(found), made) if made else tuple(found)


def _ends(blocks: tuple[DocumentBlock, ...], place: int) -> bool:
    """Tell whether the form gives the end of a paragraph: a basis, or the last one before the signature."""
    block = blocks[place]
    last = place + 1 == len(blocks) or isinstance(blocks[place + 1], Signature)
    return last or (isinstance(block, Paragraph) and block.style == "basis")


def _block(block: DocumentBlock, zone: Zone, ends: bool) -> Iterator[Unit]:
    """Yield the units of a block."""
    if isinstance(block, Letterhead):
        yield from _letterhead(block)
    elif isinstance(block, Stamps):
        for text in (block.secrecy, block.urgency, block.draft):
            yield Unit("head", _said(text, "form"), "line")
    elif isinstance(block, Title):
        yield Unit("flow", _said(block.kind, "form"), "heading")
        yield Unit("flow", _ended(_said(" ".join(_text(line) for line in block.lines))), "heading")
    elif isinstance(block, (Heading, Paragraph)):
        words = _said(_text(block.text))
        look: Literal["", "heading"] = "heading" if isinstance(block, Heading) else ""
        yield Unit(zone, (*_said(block.marker, "marker"), *(_ended(words) if ends else words)), look)
    elif isinstance(block, Table):
        yield Unit(zone, _said(_text(block.caption)))
        for row in block.rows:
            texts = [_text(line) for cell in row for line in cell.lines]
            yield Unit(zone, tuple(word for text in texts for word in _said(text)), "row")
    elif isinstance(block, Signature):
        yield from _signature(block)
    else:
        yield from _annex_title(block)


def _letterhead(block: Letterhead) -> Iterator[Unit]:
    """The lines of ô 1 to 4: what stands in every plan is the form's, the rest is the plan's."""
    if block.parent:
        yield Unit("head", _said(" ".join(block.parent)), "line")
    yield Unit("head", _said(" ".join(block.issuer)), "line")
    yield Unit("head", _said(block.country, "form"), "line")
    yield Unit("head", _said(block.motto, "form"), "line")
    yield Unit("head", tuple(_number(block.number)), "line")
    dated: list[tuple[str, Role]] = [
        (word, "form" if word in ("ngày", "tháng", "năm") else "") for word, _ in _said(block.place_date)
    ]
    yield Unit("head", tuple(dated), "line")


def _number(text: str) -> Iterator[tuple[str, Role]]:
    """`Số:` and a bare `/KH-…` are the form's; digits are the plan's."""
    for word, _ in _said(text):
        yield word, "" if word[:1].isdigit() else "form"


def _signature(block: Signature) -> Iterator[Unit]:
    """Recipients, then who signs: dashes, `Nơi nhận:` and `Lưu:` are the form's."""
    for kind, text in block.recipients:
        if kind == "title":
            yield Unit("foot", _said(text, "form"), "line")
        else:
            words: list[tuple[str, Role]] = [(w, "form" if w in ("-", "Lưu:") else "") for w, _ in _said(text)]
            yield Unit("foot", tuple(words), "line")
    for text in (*block.capacity, *block.other_post, block.name):
        yield Unit("foot", _said(text), "line")


def _annex_title(block: AppendixTitle) -> Iterator[Unit]:
    """An appendix's label and the line that names its plan may be the form's; its title is the plan's."""
    yield Unit("annex", _said(block.label, "form"), "heading")
    yield Unit("annex", _ended(_said(" ".join(_text(line) for line in block.lines))), "heading")
    yield Unit("annex", _said(_text(block.attached), "form"))


def _text(line: Sequence[Run]) -> str:
    return "".join(run.text or f"[{run.note}]" for run in line if run.text or run.note)


_REFERENCE = re.compile(r"\[\d+\]")


def _said(text: str, role: Role = "") -> tuple[tuple[str, Role], ...]:
    """The words of a text; a reference to a note is a number that the generator counts."""
    return tuple(
        (piece, "form" if pieces.is_rule(piece) else "marker" if not role and _REFERENCE.fullmatch(piece) else role)
        for word in text.split()
        for piece in pieces.pieces(word)
    )


def _ended(words: tuple[tuple[str, Role], ...]) -> tuple[tuple[str, Role], ...]:
    """The words of a sentence whose end the form gives."""
    last = next((n for n in range(len(words) - 1, -1, -1) if words[n][1] == ""), -1)
    return tuple((word, "end" if n == last else role) for n, (word, role) in enumerate(words))


def _as_made(found: tuple[Unit, ...], made: Sequence[str]) -> tuple[Unit, ...]:
    """The units as their file has them: what it does not say is taken out, what it says more stands at the end."""
    ours = "".join(word.strip("[]") if _REFERENCE.fullmatch(word) else word for unit in found for word, _ in unit.words)
    if Counter(ours) == Counter(pieces.seen("".join(made))):  # letters: a file parts a word where a note is referred to
        return found
    left = Counter(pieces.exact(piece) for word in made for piece in pieces.pieces(word))
    out = []
    for unit in found:
        words = []
        for word, role in unit.words:
            if left[pieces.exact(word)] > 0:
                left[pieces.exact(word)] -= 1
                words.append((word, role))
        out.append(Unit(unit.zone, tuple(words), unit.look))
    more: tuple[tuple[str, Role], ...] = tuple((word, "") for word in left.elements())
    return (*out, Unit("flow", more)) if more else tuple(out)
