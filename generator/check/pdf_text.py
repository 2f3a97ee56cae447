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
    """One visual line of one block: the text objects it is made of, and whether it is in a note.

    `block` counts blocks (paragraphs, cells) in logical order.
    """

    page: int
    block: int
    pieces: tuple[str, ...]
    x: float
    y: float
    in_note: bool = False

    @property
    def text(self) -> str:
        return "".join(self.pieces)


def read(data: bytes) -> list[TextLine]:
    """Return the lines of a tagged PDF in logical order. Raises ValueError for another file."""
    with _LOCK:
        return list(_lines(data))


def words(lines: list[TextLine]) -> list[str]:
    """Return the words of lines, those of notes after all others.

    A PDF holds places, not spaces: where a line or a text object ends, a word is taken to end.
    """
    ordered = sorted(lines, key=lambda line: line.in_note)
    return [word for line in ordered for piece in line.pieces for word in piece.split()]


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
                for in_note, ids in _blocks(raw, tree):
                    found = [piece for mcid in ids for piece in pieces.get(mcid, ())]
                    if found:
                        block += 1
                        yield from _joined(number + 1, block, found, in_note)
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


#: A block: whether it is in a note, and the ids of its marked content.
_Block = tuple[bool, list[int]]

_INLINE = {"Span", "Strong", "Em", "Link", "Reference", "Lbl", "Quote", "Code", "Sub"}
_NOTES = {"Note", "FENote"}


def _blocks(raw: Any, tree: Any) -> Iterator[_Block]:
    """The blocks of a page, in logical order."""
    for index in range(raw.FPDF_StructTree_CountChildren(tree)):
        root = raw.FPDF_StructTree_GetChildAtIndex(tree, index)
        if root:
            yield from _below(raw, root, False)


def _below(raw: Any, element: Any, in_note: bool) -> Iterator[_Block]:
    own: list[int] = []
    for index in range(raw.FPDF_StructElement_CountChildren(element)):
        child = raw.FPDF_StructElement_GetChildAtIndex(element, index)
        if not child:
            mcid = raw.FPDF_StructElement_GetChildMarkedContentID(element, index)
            if mcid >= 0:
                own.append(mcid)
            continue
        kind = _kind(raw, child)
        blocks = list(_below(raw, child, in_note or kind in _NOTES))
        if kind in _INLINE and blocks and blocks[0][0] == in_note:
            own += blocks.pop(0)[1]
        if blocks:
            if own:
                yield in_note, own
                own = []
            yield from blocks
    if own:
        yield in_note, own


def _kind(raw: Any, element: Any) -> str:
    buffer = ctypes.create_string_buffer(128)
    size = raw.FPDF_StructElement_GetType(element, buffer, len(buffer))
    return buffer.raw[: max(size - 2, 0)].decode("utf-16-le")


def _joined(page: int, block: int, pieces: list[tuple[str, float, float]], in_note: bool) -> Iterator[TextLine]:
    line: list[str] = []
    x, y = pieces[0][1:]
    for text, left, base in pieces:
        if line and abs(base - y) >= SAME_LINE:
            if "".join(line).strip():
                yield TextLine(page, block, tuple(line), x, y, in_note)
            line = []
        if not line:
            x, y = left, base
        line.append(text)
    if "".join(line).strip():
        yield TextLine(page, block, tuple(line), x, y, in_note)
