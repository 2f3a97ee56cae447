"""What was found in a document: its elements by name, its content item by item. Frozen values only.

`verify.elements` finds them in a document of whatever origin, `verify.known` knows them of ours.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import field
from difflib import SequenceMatcher
from typing import Literal

from generator.frozen import dataclass
from generator.verify.paper import POINTS_PER_MM, Line, Paper

#: How near to the words of the decree a line must be to be taken for them (0 to 1).
LIKE = 0.8
#: The kind of a công văn, which bears no name of it.
LETTER = "CÔNG VĂN"

Level = Literal["part", "division", "article", "section", "clause", "point", "number", "bullet", "text"]


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the content, what it is, and its number as it shows (`IV`, `3`, `đ`)."""

    line: Line
    level: Level
    number: str = ""
    #: What stands after the number: `.`, `)`, `/`.
    sign: str = ""
    #: Index of the appendix that it stands in, -1 in the document itself.
    appendix: int = -1


@dataclass(frozen=True, slots=True)
class Appendix:
    """An appendix: its label, what stands with the label on one line, its title and its reference line."""

    label: Line
    number: str
    joined: str
    title: tuple[Line, ...]
    attached: Line | None


@dataclass(frozen=True, slots=True)
class Elements:
    """What was found: the lines of each element by its name, the content item by item, the appendices.

    `regime` is `party` for a document of the Party, which another standard rules, `none` for a text that has
    nothing of an administrative document. `kind` is the
    name of the kind in capitals, "" where none was found.
    """

    lines: dict[str, tuple[Line, ...]]
    items: tuple[Item, ...] = ()
    appendices: tuple[Appendix, ...] = ()
    regime: Literal["state", "party", "none"] = "state"
    kind: str = ""
    #: Lines in order from the first of the content to the last before the signature.
    content: tuple[Line, ...] = field(default=())
    #: Issued with another document (Kèm theo Quyết định …): no letterhead and no signature of its own.
    accompanies: bool = False
    #: All words of the content, where they are known otherwise than from the lines.
    words: str = ""

    def __getitem__(self, name: str) -> tuple[Line, ...]:
        return self.lines.get(name, ())


def like(text: str, model: str) -> float:
    """Return how near a text is to a model, 0 to 1, case, tone-mark style and dashes aside."""
    return SequenceMatcher(None, _fold(text), _fold(model), autojunk=False).ratio()


def _fold(text: str) -> str:
    text = unicodedata.normalize("NFC", text).upper().replace("HOÀ", "HÒA")
    return re.sub(r"[\s–—\-−*.:_]+", " ", text).strip()


def side(line: Line, paper: Paper) -> str:
    """Tell on which side of the page a line's column (or ink) has its middle: left, right, center; "" unknown."""
    width = paper.sections[line.section].width * POINTS_PER_MM if paper.sections else 595.0
    narrow = line.place.page is None and line.width is not None and line.width < 0.55 * width
    if narrow and line.left is not None and line.width is not None:  # the ink of a PDF is where it is
        middle = line.left + line.width / 2
    elif line.ink:
        middle = sum(line.ink) / 2
    elif line.left is not None and line.width is not None:
        middle = line.left + line.width / 2
    else:
        return ""
    off = middle - width / 2
    return "center" if abs(off) < 0.045 * width else "left" if off < 0 else "right"
