"""read: the bytes of a tagged PDF -> its lines in logical order.

Follows the structure tree, so artifacts (page numbers, repeated header rows, rules) are left out.
Places are in pt from the lower left corner of the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import pdfium

#: Fragments whose baselines differ by less stand on one line (pt); a raised note sign is on its line.
SAME_LINE = 7.5


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
    try:
        return lines(pdfium.scan(data, tags=True, looks=pdfium.no_page))
    except pdfium.PdfError as error:
        raise ValueError("không phải là tệp PDF") from error


def lines(scan: pdfium.Scan) -> list[TextLine]:
    """Return the lines of a file that is scanned already, with its tags."""
    return list(_lines(scan))


def words(lines: list[TextLine]) -> list[str]:
    """Return the words of lines, those of notes after all others.

    A PDF holds places, not spaces: where a line or a text object ends, a word is taken to end.
    """
    ordered = sorted(lines, key=lambda line: line.in_note)
    return [word for line in ordered for piece in line.pieces for word in piece.split()]


def said(scan: pdfium.Scan) -> list[str]:
    """Return the words of a file that is scanned already, with its tags: those of its lines, without the lines."""
    found: list[str] = []
    notes: list[str] = []
    for sheet in scan.sheets:
        pieces: dict[int, list[str]] = {}
        for item in sheet.texts:
            if item.mark >= 0:
                pieces.setdefault(item.mark, []).extend(item.text.split())
        for in_note, ids in sheet.blocks:
            for mcid in ids:
                (notes if in_note else found).extend(pieces.get(mcid, ()))
    return found + notes


def _lines(scan: pdfium.Scan) -> Iterator[TextLine]:
    block = 0
    for number, sheet in enumerate(scan.sheets, 1):
        pieces: dict[int, list[_Piece]] = {}
        for item in sheet.texts:
            if item.mark >= 0:
                pieces.setdefault(item.mark, []).append((item.text, item.x, sheet.height - item.y))
        for in_note, ids in sheet.blocks:
            found = [piece for mcid in ids for piece in pieces.get(mcid, ())]
            if found:
                block += 1
                yield from _joined(number, block, found, in_note)


#: A text object: its text, x, y.
_Piece = tuple[str, float, float]


def _joined(page: int, block: int, pieces: list[_Piece], in_note: bool) -> Iterator[TextLine]:
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
