"""How wide text is and how many visual lines it takes: letters of Times New Roman's widths, in pt.

Every family is measured as Times New Roman; where the machine has none, by a rule of thumb.  The
figures tell which line stands where, they judge nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from math import ceil

from generator import fonts
from generator.problem import PlanError
from generator.verify.docx.styles import Look

#: A run of text of one look.
Piece = tuple[str, Look]
#: Height of a single line of Times New Roman, as a multiple of the size.
LINE = 1.15
#: A raised letter is this much of its size.
RAISED = 0.65
#: Text of more visual lines than this is not broken word by word; the line ends take so much room.
LONG, RAGGED = 4, 1.03


@lru_cache(maxsize=1)
def _font() -> fonts.Font | None:
    try:
        return fonts.font()
    except PlanError:
        return None


@lru_cache(maxsize=50_000)
def _word(word: str, bold: bool, italic: bool) -> float:
    """Return the width of a word at 1 pt."""
    font = _font()
    if font is not None:
        return font.width(word, 1.0, bold, italic)
    return sum(0.25 if c in " .,;:'-()" else 0.7 if c.isupper() else 0.46 for c in word)


def width(pieces: Iterable[Piece]) -> float:
    """Return the width of text set on one line."""
    total = 0.0
    for text, look in pieces:
        units = sum([_word(word, look.bold, look.italic) for word in text.split(" ")])
        units += text.count(" ") * _word(" ", look.bold, look.italic)
        total += units * look.size * (RAISED if look.raised else 1.0)
    return total


def wrapped(pieces: Iterable[Piece], total: float, first: float, rest: float) -> int:
    """Return how many visual lines text of `total` width takes, the first `first` wide, the others `rest`."""
    if total <= first or rest <= 0 or first <= 0:
        return 1
    if total > LONG * rest:
        return 1 + ceil((total * RAGGED - first) / rest)
    lines, room = 1, first
    for text, look in pieces:
        scale = look.size * (RAISED if look.raised else 1.0)
        space = _word(" ", look.bold, look.italic) * scale
        for word in text.split(" "):
            length = _word(word, look.bold, look.italic) * scale
            if length > room:
                lines += 1 + int(length // rest)
                room = rest - length % rest - space
            else:
                room -= length + space
        # the last word of a piece has no space of its own
        room += space
    return lines


def size(pieces: Iterable[Piece]) -> float:
    """Return the greatest size in a text, 0 where it has none."""
    return max((look.size for text, look in pieces if text.strip()), default=0.0)
