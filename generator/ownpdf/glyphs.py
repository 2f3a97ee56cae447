"""spell: what the streams of a PDF show -> its texts.

In: the strings of glyphs of all pages.  Out: `pdfium.Text`s.  The strings of a font are read all at once:
one after the other they would take three times as long.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import NamedTuple

from generator.ownpdf.content import Shown
from generator.ownpdf.fonts import Face, Measures
from generator.ownpdf.objects import Foreign
from generator.pdfium import Text

#: The room (thousandths) that is taken from what follows a string; before every glyph there is a zero.
_ROOM = re.compile(rb"\)(-?\d+(?:\.\d+)?)\(")
_LOWER, _UPPER = itemgetter(1), itemgetter(3)
#: What Python would read in another way than a reader of a PDF does.
_ODD = re.compile(rb"\\[^0-3nrtbf]")


class Spelt(NamedTuple):
    """A text's glyphs, what they say, and the room (thousandths) that is taken between them."""

    glyphs: bytes
    said: str
    room: float


def spell(texts: Sequence[Shown]) -> list[Spelt]:
    """Return texts spelt, in their order. Raises Foreign or ValueError for a string that is not as ours are."""
    by_face: dict[Face, list[int]] = {}
    for at, text in enumerate(texts):
        by_face.setdefault(text.face, []).append(at)
    found: dict[int, Spelt] = {}
    for face, places in by_face.items():
        strings, rooms = zip(*[_without_room(texts[at].glyphs) for at in places], strict=True)
        whole = _joined(strings)
        found |= zip(places, map(Spelt, whole.split(b"\xff"), face.say(whole).split("\0"), rooms), strict=True)
    return [found[at] for at in range(len(texts))]


def _joined(strings: Iterable[bytes]) -> bytes:
    """The glyphs of strings without rooms, a byte for each, glyph 255 between two strings."""
    pairs = b"\0\xff".join(strings)
    single = pairs.translate(None, b"\0")
    plain = single.replace(rb"\\", rb"\134").replace(rb"\(", rb"\050").replace(rb"\)", rb"\051")
    if _ODD.search(plain):
        raise Foreign
    glyphs = plain.decode("unicode_escape").encode("latin-1")
    if len(pairs) - len(single) != len(glyphs):  # there must be a zero before every glyph
        raise Foreign
    return glyphs


def _without_room(shown: bytes) -> tuple[bytes, float]:
    """What one operator shows as one string without its brackets, and the room that is taken within it."""
    inside, room = shown[1:-1], 0.0
    while found := _ROOM.search(inside):  # a justified line has one and the same room between all its words
        sign, size = found[0], len(inside)
        inside = inside.replace(sign, b"")
        room += float(found[1]) * ((size - len(inside)) // len(sign))
    return inside, room


def plain(shown: Shown, spelt: Spelt, height: float) -> Text:
    """Return a text without its look: only what it says and where it begins."""
    x, y = shown.x, height - shown.y
    return Text(shown.said or spelt.said, x, y, x, y, x, y, 0.0, 0, "", 0, shown.mark, 0, 0.0)


def looked(shown: Shown, spelt: Spelt, height: float) -> Text:
    """Return a text with its look."""
    x, y, size, measures = shown.x, height - shown.y, shown.size, shown.face.measures
    left, bottom, right, top = _ink(spelt, measures)
    em = size / measures.unit
    return Text(
        shown.said or spelt.said, x, y, x + left * em, y - top * em, x + right * em, y - bottom * em,
        size, measures.index, "000000", 0, shown.mark, 0, 0.0,
    )  # fmt: skip


def _ink(spelt: Spelt, measures: Measures) -> tuple[float, float, float, float]:
    """The edges of the ink of glyphs, from where the first stands (in the unit of the font).

    As pdfium has it a blank's ink is a point where it stands. The last two glyphs tell where a line ends.
    """
    glyphs, edges, widths = spelt.glyphs, measures.edges, measures.widths
    ends = [edges[glyph] for glyph in {*glyphs}]
    scale, last = measures.unit / 1000, glyphs[-1]
    place = sum([widths[glyph] for glyph in glyphs]) - spelt.room - widths[last]
    right = place * scale + edges[last][2]
    if len(glyphs) > 1:
        right = max(right, (place - widths[glyphs[-2]]) * scale + edges[glyphs[-2]][2])
    return edges[glyphs[0]][0], min(ends, key=_LOWER)[1], right, max(ends, key=_UPPER)[3]
