"""read: the bytes of a PDF that Typst wrote -> what lies on its pages, without pdfium.

In: the bytes of a file.  Out: the `pdfium.Scan` that `pdfium.scan(data, tags=True)` gives; a file that is
not written to the letter as ours are is left to pdfium.  It reads a file from its cross-reference table
on and shares nothing with what wrote it; a test holds it against pdfium, word for word and line for line.

`objects` finds the parts of a file, `content` reads a page's stream, `fonts` and `glyphs` tell its letters,
`tree` the logical order.  None of them guesses: what they do not know raises `Foreign`.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator

from generator import pdfium
from generator.ownpdf import content, glyphs, tree
from generator.ownpdf.fonts import Fonts
from generator.ownpdf.objects import STRING, File, Foreign, begin, form, text
from generator.pdfium import Block, Box, Choice, Scan, Sheet, Stroke, filled, stroked

_CATALOG = form(rb"<</Type/Catalog/Pages (\d+) 0 R/[^\n]*/StructTreeRoot (\d+) 0 R/[^\n]*>>")
_PAGES = form(rb"<</Type/Pages/Count (\d+)/Kids\[((?:\d+ 0 R ?)*)\]>>")
_PAGE = form(
    rb"<</Type/Page/Resources (\d+) 0 R/MediaBox\[0 0 (\d+(?:\.\d+)?) (\d+(?:\.\d+)?)\]/StructParents \d+/Tabs/S"
    rb"/Parent (\d+) 0 R/Contents (\d+) 0 R(?:/Annots\[[0-9 R]*\])?>>"
)
_ENTRY = re.compile(rb"/(\w+)(" + STRING + rb")")
#: What a file that is damaged, or not as ours are, runs into; bytes past its end are zero bytes long.
_ODD = (Foreign, ValueError, LookupError, struct.error, zlib.error, RecursionError, OverflowError)


def read(data: bytes, looks: Choice) -> Scan:
    """Return what lies on the pages of a PDF and its logical blocks: read here if it is one of ours, or else by pdfium.

    Raises pdfium.PdfError.
    """
    return scan(data, looks) or pdfium.scan(data, tags=True, looks=looks)


def scan(data: bytes, looks: Choice = pdfium.no_page) -> Scan | None:
    """Return what lies on the pages of a PDF of ours and its logical blocks; None for any other file.

    Of pages that `looks` does not choose only words and where they begin are read.
    """
    try:
        return _scan(begin(data), looks)
    except _ODD:
        return None


def _scan(file: File, looks: Choice) -> Scan:
    pages, root = file.match(file.root, _CATALOG).groups()
    numbers = _kids(file, int(pages))
    found = [file.match(number, _PAGE).groups() for number in numbers]
    if any(page[3] != pages for page in found):
        raise Foreign
    widths = [float(page[1]) for page in found]
    chosen, fonts = looks(widths), Fonts(file)
    blocks = tree.blocks(file, int(root), {number: at for at, number in enumerate(numbers)})
    contents = [content.read(file.stream(int(page[4])), fonts.of_page(int(page[0]))) for page in found]
    said = iter(glyphs.spell([text for page in contents for text in page.texts]))
    sheets = []
    for at, (page, shown) in enumerate(zip(found, contents, strict=True)):
        sheets.append(_sheet(shown, said, widths[at], float(page[2]), at in chosen, blocks[at]))
    return Scan(tuple(sheets), tuple(fonts.found), _maker(file))


def _sheet(
    page: content.Content, said: Iterator[glyphs.Spelt], width: float, height: float, looks: bool,
    blocks: tuple[Block, ...],
) -> Sheet:  # fmt: skip
    if not looks:
        texts = [glyphs.plain(text, each, height) for text, each in zip(page.texts, said, strict=False)]
        return Sheet(width, height, tuple(texts), (), (), 0.0, blocks)
    texts = [glyphs.looked(text, each, height) for text, each in zip(page.texts, said, strict=False)]
    strokes, boxes = list[Stroke](), list[Box]()
    for path in page.paths:
        points = [(x, height - y) for x, y in path.points]
        if path.weight is None:
            strokes += filled(points)
        else:
            lines, frames = stroked(points, max(path.weight, 0.1), True)
            strokes += lines
            boxes += frames
    return Sheet(width, height, tuple(texts), tuple(strokes), tuple(boxes), 0.0, blocks)


def _kids(file: File, pages: int) -> list[int]:
    count, kids = file.match(pages, _PAGES).groups()
    numbers = [int(number) for number in kids.split()[::3]]
    if len(numbers) != int(count):
        raise Foreign
    return numbers


def _maker(file: File) -> str:
    """Who made the file, by its own word."""
    body = file.body(file.info)
    inside = body[2:-2]
    entries = dict(_ENTRY.findall(inside))
    if sum(len(name) + len(value) + 1 for name, value in entries.items()) != len(inside):
        raise Foreign
    made = [text(entries[key]).strip() for key in (b"Creator", b"Producer") if key in entries]
    return "; ".join(dict.fromkeys(each for each in made if each))
