"""read: the bytes of a DOCX -> its words in logical order, notes at their references.

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
    footnotes = {}
    if notes:
        for note in etree.fromstring(notes).iterfind(f"{W}footnote"):
            footnotes[note.get(f"{W}id")] = "".join(_texts(note, {}))
    return "".join(_texts(etree.fromstring(body), footnotes)).split()


def _texts(root: Any, footnotes: dict[str, str]) -> list[str]:
    """Text of paragraphs; a reference is followed by its number and its note."""
    out: list[str] = []
    for element in root.iter():
        tag = element.tag
        if tag == f"{W}t":
            out.append(element.text or "")
        elif tag in (f"{W}p", f"{W}br", f"{W}tab"):
            out.append(" ")
        elif tag == f"{W}noBreakHyphen":
            out.append("-")
        elif tag == f"{W}footnoteReference":
            number = element.get(f"{W}id")
            out.append(f" {number} {number} {footnotes.get(number, '')} ")
    return out
