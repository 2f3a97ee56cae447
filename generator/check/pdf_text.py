"""read: the bytes of a tagged PDF -> its lines in logical order. pypdfium2 is used only here.

Walks the structure tree, so artifacts (page numbers, repeated header rows, rules) are left out.
Places are in pt from the lower left corner of the page.
"""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

#: pdfium reports a hyphen that ends a line as this.
_HYPHEN_AT_END = "\x02"
#: Fragments whose baselines differ by less stand on one line (pt); a raised note sign is on its line.
SAME_LINE = 7.5
#: pdfium is not made for threads.
_LOCK = threading.Lock()


@dataclass(frozen=True, slots=True)
class TextLine:
    """One visual line of one block, with the space it ends in, if any.

    `block` counts blocks (paragraphs, cells) in logical order.
    """

    page: int
    block: int
    text: str
    x: float
    y: float


def read(data: bytes) -> list[TextLine]:
    """Return the lines of a tagged PDF in logical order. Raises ValueError for another file."""
    with _LOCK:
        return list(_lines(data))


def words(lines: list[TextLine]) -> list[str]:
    """Return the words of lines. A line that ends inside a word (at - or /) runs into the next."""
    text: list[str] = []
    before: TextLine | None = None
    for line in lines:
        if before is not None:
            runs_on = before.block == line.block or (before.page != line.page and text[-1].endswith(("-", "/")))
            broken = text[-1].endswith(("-", "/")) and not text[-1].endswith((" -", " /"))
            text.append("" if runs_on and broken else " ")
        text.append(line.text)
        before = line
    return "".join(text).split()


@cache
def _pdfium() -> Any:
    import pypdfium2.raw as raw

    raw.FPDF_InitLibrary()
    return raw


def _lines(data: bytes) -> Iterator[TextLine]:
    raw = _pdfium()
    document = raw.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        raise ValueError("không phải là tệp PDF")
    block = 0
    try:
        for number in range(raw.FPDF_GetPageCount(document)):
            page = raw.FPDF_LoadPage(document, number)
            text_page = raw.FPDFText_LoadPage(page)
            tree = raw.FPDF_StructTree_GetForPage(page)
            try:
                pieces = _pieces(raw, page, text_page)
                for ids in _blocks(raw, tree):
                    found = [
                        (f" {text} " if is_note else text, x, y)
                        for mcid, is_note in ids
                        for text, x, y in pieces.get(mcid, ())
                    ]
                    if found:
                        block += 1
                        yield from _joined(number + 1, block, found)
            finally:
                raw.FPDF_StructTree_Close(tree)
                raw.FPDFText_ClosePage(text_page)
                raw.FPDF_ClosePage(page)
    finally:
        raw.FPDF_CloseDocument(document)


def _pieces(raw: Any, page: Any, text_page: Any) -> dict[int, list[tuple[str, float, float]]]:
    """Text objects by marked content id: (text, x, y)."""
    found: dict[int, list[tuple[str, float, float]]] = {}
    matrix = raw.FS_MATRIX()
    buffer = ctypes.create_string_buffer(1 << 14)
    pointer = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
    for index in range(raw.FPDFPage_CountObjects(page)):
        item = raw.FPDFPage_GetObject(page, index)
        if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_TEXT:
            continue
        mcid = raw.FPDFPageObj_GetMarkedContentID(item)
        if mcid < 0:
            continue
        size = raw.FPDFTextObj_GetText(item, text_page, pointer, len(buffer))
        text = buffer.raw[: max(size - 2, 0)].decode("utf-16-le").replace(_HYPHEN_AT_END, "-")
        raw.FPDFPageObj_GetMatrix(item, matrix)
        found.setdefault(mcid, []).append((text, matrix.e, matrix.f))
    return found


#: Marked content of a block: its id, and whether it is the number of a note.
_Content = list[tuple[int, bool]]


def _blocks(raw: Any, tree: Any) -> Iterator[_Content]:
    """The marked content of each block, in logical order."""
    for index in range(raw.FPDF_StructTree_CountChildren(tree)):
        root = raw.FPDF_StructTree_GetChildAtIndex(tree, index)
        if root:
            yield from _below(raw, root)


_INLINE = {"Span", "Strong", "Em", "Link", "Reference", "Lbl", "Quote", "Code", "Sub"}
_NOTE_NUMBERS = {"Reference", "Lbl"}


def _below(raw: Any, element: Any, in_note: bool = False) -> Iterator[_Content]:
    own: _Content = []
    for index in range(raw.FPDF_StructElement_CountChildren(element)):
        child = raw.FPDF_StructElement_GetChildAtIndex(element, index)
        if not child:
            mcid = raw.FPDF_StructElement_GetChildMarkedContentID(element, index)
            if mcid >= 0:
                own.append((mcid, in_note))
            continue
        kind = _kind(raw, child)
        blocks = list(_below(raw, child, in_note or kind in _NOTE_NUMBERS))
        if kind in _INLINE:
            own += blocks[0] if blocks else []
            blocks = blocks[1:]
        if blocks:
            if own:
                yield own
                own = []
            yield from blocks
    if own:
        yield own


def _kind(raw: Any, element: Any) -> str:
    buffer = ctypes.create_string_buffer(128)
    size = raw.FPDF_StructElement_GetType(element, buffer, len(buffer))
    return buffer.raw[: max(size - 2, 0)].decode("utf-16-le")


def _joined(page: int, block: int, pieces: list[tuple[str, float, float]]) -> Iterator[TextLine]:
    text, x, y = pieces[0]
    for more, left, base in pieces[1:]:
        if abs(base - y) < SAME_LINE:
            text += more
        else:
            if text.strip():
                yield TextLine(page, block, text, x, y)
            text, x, y = more, left, base
    if text.strip():
        yield TextLine(page, block, text, x, y)
