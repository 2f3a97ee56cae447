"""read: the bytes of a DOCX -> its words in logical order, those of notes after all others.

Page headers and footers are left out, as artifacts are in a PDF.
"""

from __future__ import annotations

import io
import zipfile
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read(data: bytes) -> list[str]:
    """Return the words of a DOCX, body and footnotes."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        body = package.read("word/document.xml")
        notes = package.read("word/footnotes.xml") if "word/footnotes.xml" in package.namelist() else b""
    parts = [etree.fromstring(body)]
    if notes:
        parts += [n for n in etree.fromstring(notes).iterfind(f"{W}footnote") if n.get(f"{W}type") is None]
    return "".join(text for part in parts for text in _texts(part)).split()


def _texts(root: Any) -> list[str]:
    """Text of paragraphs, with the numbers of notes at their references and before the notes."""
    out: list[str] = []
    if root.tag == f"{W}footnote":
        out.append(f" {root.get(f'{W}id')} ")
    for element in root.iter():
        tag = element.tag
        if tag == f"{W}t":
            out.append(element.text or "")
        elif tag in (f"{W}p", f"{W}br", f"{W}tab"):
            out.append(" ")
        elif tag == f"{W}noBreakHyphen":
            out.append("-")
        elif tag == f"{W}footnoteReference":
            out.append(f" {element.get(f'{W}id')} ")
    return out
