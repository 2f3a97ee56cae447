"""Fonts: the fonts of a PDF of ours -> which letter a glyph is, how wide it is, where its ink stands.

In: `File`.  Out: `Face`s by the name that a page gives it.  Letters come from the file's ToUnicode
tables, widths from its tables of widths, the ink from the outlines that it holds (TrueType).
Lengths are in thousandths of the size.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from generator.ownpdf import outlines
from generator.ownpdf.objects import File, Foreign, form
from generator.ownpdf.outlines import Edges
from generator.pdfium import Font

_RESOURCES = form(rb"<</ProcSet\[[/A-Za-z]*\](?:/ColorSpace<</c0 (\d+) 0 R>>)?(?:/Font<<((?:/f\d+ \d+ 0 R)*)>>)?>>")
_NAMED = re.compile(rb"/(f\d+) (\d+) 0 R")
_GREY = form(rb"\[/ICCBased (\d+) 0 R\]")
_TYPE0 = form(
    rb"<</Type/Font/Subtype/Type0/BaseFont/([\w+.-]+)/Encoding/Identity-H"
    rb"/DescendantFonts\[(\d+) 0 R\]/ToUnicode (\d+) 0 R>>"
)
_WIDTH = rb"\d+ \d+ \d+(?:\.\d+)?"
_CID = form(
    rb"<</Type/Font/Subtype/CIDFontType2/BaseFont/([\w+.-]+)/CIDSystemInfo<</Registry\(Adobe\)/Ordering\(Identity\)"
    rb"/Supplement 0>>/FontDescriptor (\d+) 0 R/DW 0/CIDToGIDMap/Identity/W\[(%(w)s(?: %(w)s)*)\]>>" % {b"w": _WIDTH}
)
_NUMBER = rb"-?\d+(?:\.\d+)?"
_DESCRIPTOR = form(
    rb"<</Type/FontDescriptor/FontName/([\w+.-]+)/Flags (\d+)/FontBBox\[(?:%(n)s ?){4}\]/ItalicAngle (%(n)s)"
    rb"/Ascent %(n)s/Descent %(n)s(?:/CapHeight %(n)s)?/StemV (%(n)s)(?:/CIDSet \d+ 0 R)?/FontFile2 (\d+) 0 R>>"
    % {b"n": _NUMBER}
)
_CMAP = re.compile(
    rb"begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
    rb"((?:\d+ beginbfchar\n(?:<[0-9A-F]{4}> <(?:[0-9A-F]{4})+>\n)*endbfchar\n)*)endcmap\n"
)
_LETTER = re.compile(rb"<(\w{4})> <(\w+)>\n")
#: Glyphs are numbered from 1 to 254 at most, so that one byte tells which; 255 parts two texts.
_NUMBERS = "".join(map(chr, range(1, 255)))
#: A letter that a glyph does not have.
_NONE = "\ufffe"


@dataclass(frozen=True, slots=True)
class Measures:
    """The widths of a font's glyphs (thousandths), the edges of their ink (`unit` are an em), and the index of the
    font among those that text was set in."""

    widths: list[float]
    edges: list[Edges]
    unit: int
    index: int


class Face:
    """One font: what its glyphs say, and their measures, which are read when they are first asked for."""

    def __init__(self, fonts: Fonts, number: int) -> None:
        file = fonts.file
        self.name, self._inner, table = file.match(number, _TYPE0).groups()
        self._letters = _letters(file.stream(int(table)))
        self._fonts = fonts
        self._measures: Measures | None = None

    def say(self, glyphs: bytes) -> str:
        """Return the letters of glyphs, U+0000 for glyph 255. Raises ValueError for one that the file does not tell."""
        return codecs.charmap_decode(glyphs, "strict", self._letters)[0]

    @property
    def measures(self) -> Measures:
        """Return widths and ink of its glyphs."""
        if self._measures is None:
            self._measures = self._measured(self._fonts.file)
        return self._measures

    def _measured(self, file: File) -> Measures:
        name, descriptor, widths = file.match(int(self._inner), _CID).groups()
        again, flags, angle, stem, number = file.match(int(descriptor), _DESCRIPTOR).groups()
        if not name == again == self.name:
            raise Foreign
        program = file.stream(int(number))
        tables = outlines.tables(program)
        weight = int(float(stem))
        weight = weight * 5 if weight < 140 else weight * 4 + 140  # as pdfium guesses it
        font = Font(name.decode(), outlines.family(program, tables), weight, int(float(angle)), int(flags), True)
        found = self._fonts.found
        unit, edges = outlines.edges(program, tables)
        return Measures(_widths(widths), edges, unit, found.setdefault(font, len(found)))


class Fonts:
    """The fonts of a file, each read once. `found` are those that text was set in, with their indices."""

    def __init__(self, file: File) -> None:
        self.file, self.found = file, dict[Font, int]()
        self._faces: dict[bytes, Face] = {}

    def of_page(self, resources: int) -> dict[bytes, Face]:
        """Return the fonts of a page by the names that it gives them. Raises Foreign where it has other colours
        than shades of grey."""
        colours, named = self.file.match(resources, _RESOURCES).groups(b"")
        if colours and not self.file.is_grey(int(self.file.match(int(colours), _GREY)[1])):
            raise Foreign
        return {name: self._face(number) for name, number in _NAMED.findall(named)}

    def _face(self, number: bytes) -> Face:
        if number not in self._faces:
            self._faces[number] = Face(self, int(number))
        return self._faces[number]


def _letters(table: bytes) -> str:
    """What the glyphs of a font say, by its ToUnicode table: 256 letters."""
    found = _CMAP.match(table, table.index(b"begincodespacerange"))
    if not found or not found[1]:
        raise Foreign
    glyphs, said = [_decoded(b"".join(digits)) for digits in zip(*_LETTER.findall(found[1]), strict=True)]
    if len(glyphs) != len(said) or glyphs != _NUMBERS[: len(glyphs)]:
        raise Foreign
    return _NONE + said + _NONE * (254 - len(said)) + "\0"


def _decoded(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be")


def _widths(table: bytes) -> list[float]:
    """The widths of glyphs: triples of first glyph, last glyph, width, which follow one another from 0."""
    parts = table.split()
    found: list[float] = []
    for first, last, width in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        count = int(last) - len(found) + 1
        if int(first) != len(found) or not 0 < count < 256:
            raise Foreign
        found += [float(width)] * count
    return found
