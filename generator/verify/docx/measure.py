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
#: So many words of a look are remembered.
MOST_WORDS = 20_000
#: Text of more visual lines than this is not broken word by word; the line ends take so much room.
LONG, RAGGED = 4, 1.03


@lru_cache(maxsize=1)
def _font() -> fonts.Font | None:
    try:
        return fonts.font()
    except PlanError:
        return None


class _Words(dict[str, float]):
    """The widths of words of one look at 1 pt, each measured when it is first asked for.

    A dict that fills itself: what it knows is looked up without a call, and a text is thousands of words.
    """

    def __init__(self, bold: bool, italic: bool) -> None:
        super().__init__()
        self.look = bold, italic

    def __missing__(self, word: str) -> float:
        if len(self) >= MOST_WORDS:
            self.clear()
        self[word] = found = _measured(word, *self.look)
        return found


_WORDS = {(bold, italic): _Words(bold, italic) for bold in (False, True) for italic in (False, True)}


def _measured(word: str, bold: bool, italic: bool) -> float:
    font = _font()
    if font is not None:
        return font.width(word, 1.0, bold, italic)
    return sum(0.25 if c in " .,;:'-()" else 0.7 if c.isupper() else 0.46 for c in word)


def width(pieces: Iterable[Piece]) -> float:
    """Return the width of text set on one line."""
    total = 0.0
    for text, look in pieces:
        widths = _WORDS[look.bold, look.italic]
        words = text.split(" ")
        units = sum(map(widths.__getitem__, words)) + (len(words) - 1) * widths[" "]
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
        widths = _WORDS[look.bold, look.italic]
        space = widths[" "] * scale
        for word in text.split(" "):
            length = widths[word] * scale
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
    sizes = [look.size for text, look in pieces if text and not text.isspace()]
    return max(sizes) if sizes else 0.0
