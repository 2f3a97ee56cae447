"""read: the bytes of an ODT (LibreOffice, OpenOffice, Google Docs, pandoc) -> a Sheet.

`words` counts the same text in its own simple way, for the proof that nothing was lost. Lines are those that a
reader counts: each paragraph that holds words, each line that a break begins in it, those in cells where they stand.
Rooms: `package` (bytes to trees), `styles` (effective looks), `numbers` (markers of lists), `walk` (trees to blocks).
"""

from __future__ import annotations

from generator.importing.html.signs import Decode, decoder, unread
from generator.importing.html.spans import BREAK, clean, shifted
from generator.importing.odt.names import PARAGRAPHS, STYLE, TEXT, Node
from generator.importing.odt.package import Source, open_odt
from generator.importing.odt.styles import Look, Styles, styles
from generator.importing.odt.texts import said, seen
from generator.importing.odt.walk import flow_of, walk
from generator.importing.sheet import Remark, Sheet, Word


def read(data: bytes) -> Sheet:
    """Return what stands in an ODT; tracked changes are as accepted, and told.

    Raises generator.verify.paper.Unreadable for what is no text document.
    """
    source = open_odt(data)
    known = styles(source)
    decode, told = _decoder(source, known)
    flow = flow_of(known, decode)
    walk(flow, source.body)
    blocks = tuple(flow.places[0])
    remarks = (*told, *flow.remarks, *unread(blocks))
    return Sheet("odt", blocks, flow.notes, remarks, margins=_margins(source.styles))


def words(data: bytes) -> tuple[Word, ...]:
    """Return the words that an ODT shows, in order, its notes at the end; numbers that lists give are left out."""
    source = open_odt(data)
    known = styles(source)
    decode, _ = _decoder(source, known)
    found: list[Word] = []
    line = 0
    for node in seen(source.body):
        text = "".join(_shown(decode(text, look.family), look) for text, look in said(node, known))
        for part in filter(str.strip, text.split(BREAK)):
            line += 1
            found += [Word(word, line) for word in part.split()]
    return tuple(found)


def _shown(text: str, look: Look) -> str:
    text = text.upper() if look.capitals else text
    return shifted(text, look.shift) if look.shift else text


def _decoder(source: Source, known: Styles) -> tuple[Decode, tuple[Remark, ...]]:
    return decoder((text, look.family) for node in seen(source.body) for text, look in said(node, known))


def _margins(root: Node) -> tuple[str, ...]:
    """Return the texts at the head and foot of the pages, numbers of pages not among them."""
    if root is None:
        return ()
    found: dict[str, None] = {}
    for zone in ("header", "footer", "header-left", "footer-left", "header-first", "footer-first"):
        for holder in root.iter(f"{STYLE}{zone}"):
            for para in holder.iter(*PARAGRAPHS):
                counted = list(para.iter(f"{TEXT}page-number", f"{TEXT}page-count"))
                text = clean(" ".join("".join(para.itertext()).split()))
                if text and not (counted and len(text) < 12) and any(sign.isalpha() for sign in text):
                    found[text] = None
    return tuple(found)
