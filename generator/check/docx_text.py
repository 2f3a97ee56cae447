"""read: a DOCX, its bytes or its parsed parts -> its words in logical order, those of notes after all others.

Page headers and footers are left out, as artifacts are in a PDF.
"""

from __future__ import annotations

import io
import zipfile
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXT, HYPHEN, REFERENCE, NOTE = f"{W}t", f"{W}noBreakHyphen", f"{W}footnoteReference", f"{W}footnote"
#: All that is seen of a document: text, and what stands for a space, a hyphen, the number of a note.
SEEN = (TEXT, HYPHEN, REFERENCE, f"{W}p", f"{W}br", f"{W}tab")


def read(data: bytes) -> list[str]:
    """Return the words of a DOCX, body and footnotes."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        body = package.read("word/document.xml")
        notes = package.read("word/footnotes.xml") if "word/footnotes.xml" in package.namelist() else b""
    return words(etree.fromstring(body), etree.fromstring(notes) if notes else None)


def words(body: Any, notes: Any) -> list[str]:
    """Return the words of the root of a document and, where it has one, of that of its footnotes."""
    parts = [body]
    if notes is not None:
        parts += [n for n in notes.iterchildren(NOTE) if n.get(f"{W}type") is None]
    return "".join([text for part in parts for text in _texts(part)]).split()


def _texts(root: Any) -> list[str]:
    """Text of paragraphs, with the numbers of notes at their references and before the notes."""
    out: list[str] = []
    if root.tag == NOTE:
        out.append(f" {root.get(f'{W}id')} ")
    for element in root.iter(*SEEN):
        tag = element.tag
        if tag == TEXT:
            out.append(element.text or "")
        elif tag == HYPHEN:
            out.append("-")
        elif tag == REFERENCE:
            out.append(f" {element.get(f'{W}id')} ")
        else:
            out.append(" ")
    return out
