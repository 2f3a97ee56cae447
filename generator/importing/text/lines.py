"""The lines of a text: str in, numbered lines without what no reader sees out.

Line numbers are those of an editor (`\\n`, `\\r\\n`, `\\r` end a line). A form feed begins a page. What a collector
wrote above the text, the numbers of pages and rows of dashes are told from the text here.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Sequence

from generator.frozen import dataclass

#: A text of a hundred pages has a tenth of this.
MOST = 30_000
_ENDS = re.compile(r"\r\n|[\r\n\x0b\x85\u2028\u2029]")
_NBSP = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_UNSEEN = re.compile(
    r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe\uffff\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]"
)
#: A line break inside a line, as a page of the web has it: a blank to whoever splits the text.
BREAK = "\x1e"
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_SPACES = re.compile(r"&nbsp;|&#160;", re.IGNORECASE)
#: A drawn line: only dashes, underscores, tildes; three at least; stars too, or two with nothing in bold between.
_RULE = re.compile(
    r"\s*(?:[-–—_=~─━¯‾ˉ⎯]\s?){3,}\s*|\s*(?:\*\s?){3,}\s*|\s*\*{1,3}\s+\*{1,3}\s*|\s*[~¯‾ˉ⎯]{1,2}\s*"
    r"|\s*[-–—_=~.*]{2,}\s?(?:[oO0]{1,3}|\*{1,5})\s?[-–—_=~.*]{2,}\s*"
)
_ALONE = re.compile(r"\s*[-–—(\[]?\s*(?:(?:trang|page)\s*)?(\d{1,3})(?:\s*/\s*\d{1,3})?\s*[-–—)\]]?\s*", re.IGNORECASE)
#: A number that can be nothing but a page's: `- 2 -`, `Trang 2`.
_DECORATED = re.compile(r"\s*(?:[-–—]\s*\d{1,3}\s*[-–—]|(?:trang|page)\s*\d{1,3}(?:\s*/\s*\d{1,3})?)\s*", re.IGNORECASE)
#: So many lines lie between two numbers of pages, and before the first.
_PAGE = 12


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file: its text, its number from 1, and whether a page begins with it."""

    text: str
    number: int
    breaks: bool = False

    @property
    def blank(self) -> bool:
        """Tell whether nothing stands in it."""
        return not self.text.strip()


def split(text: str, most: int = MOST) -> list[Line]:
    """Return the lines of a text, NFC, with plain spaces; letters without width and control signs are gone.

    No more than `most` of them, all where that is 0: what is longer is no plan."""
    text = unicodedata.normalize("NFC", text)
    text = _SPACES.sub(" ", _NBSP.sub(" ", text)) if not text.isascii() or "&" in text else text
    found = []
    for number, raw in enumerate(_ENDS.split(text, most)[: most or None], 1):
        breaks = "\f" in raw
        line = _UNSEEN.sub("", raw.replace("\f", " " if raw.strip("\f ") else ""))
        found.append(Line(_BREAK.sub(BREAK, line).rstrip() + _hard(line), number, breaks))
    return found


def _hard(line: str) -> str:
    """Markdown's own line break at a line's end, kept: two spaces."""
    return "  " if line.strip() and (line.endswith("  ") or _BREAK.search(line[-8:])) else ""


def comments(lines: Sequence[Line]) -> int:
    """Return how many lines at the top were written by whoever collected the text (`# public text of …`).

    They stand before anything else, begin with `#` and are no heading of a Vietnamese document: without any letter
    of its own, or in small letters.
    """
    count = 0
    for line in lines:
        words = line.text.strip()
        if not words and not count:
            continue
        if not words.startswith("#") or not _foreign(words.lstrip("#! ")):
            break
        count = line.number
    return count


def _foreign(words: str) -> bool:
    return bool(words) and (words.isascii() or words[:1].islower())


def is_rule(text: str) -> bool:
    """Tell whether a line only draws a rule."""
    return bool(_RULE.fullmatch(text))


def page_numbers(lines: Sequence[Line]) -> frozenset[int]:
    """Return the numbers of the lines that bear a page's number and nothing else.

    A number alone on its line is one where a page ends or begins beside it, where a sign says so (`- 2 -`), or where
    it belongs to a run that counts up by one with much text between, or with none (the foot of a page, the head of
    the next); a single one in a whole text is the second page's. In the cells of a table (between `|` lines) there is
    none.
    """
    alone = [(index, int(m[1])) for index, line in enumerate(lines) if (m := _lone(line.text))]
    sure = {lines[i].number for i, _ in alone if _at_edge(lines, i)}
    free = [(index, number) for index, number in alone if not _celled(lines, index)]
    sure |= {lines[i].number for i, _ in free if _DECORATED.fullmatch(lines[i].text)}
    for (at, number), (later, following) in itertools.pairwise(alone):
        near = not any(not line.blank for line in lines[at + 1 : later]) and len(alone) <= 2 + later // _PAGE
        if (
            following == number + 1
            and (later - at >= _PAGE or near)
            and (at, number) in free
            and (later, following) in free
        ):
            sure |= {lines[at].number, lines[later].number}
    if len(alone) == 1 and free and free[0][1] == 2 and free[0][0] >= _PAGE and len(lines) - free[0][0] > 2:
        sure.add(lines[free[0][0]].number)
    last = next((line for line in reversed(lines) if not line.blank), None)
    if sure and last and _lone(last.text):
        sure.add(last.number)
    return frozenset(sure)


def _lone(text: str) -> re.Match[str] | None:
    return _ALONE.fullmatch(text) if len(text.strip()) < 20 else None


def _at_edge(lines: Sequence[Line], at: int) -> bool:
    after = next((line for line in lines[at + 1 : at + 4] if not line.blank or line.breaks), None)
    before_is_end = lines[at].breaks and at + 1 < len(lines) and (lines[at + 1].blank or at + 1 == len(lines))
    return bool(after and after.breaks) or before_is_end


def _celled(lines: Sequence[Line], at: int) -> bool:
    return any(line.text.strip() == "|" for line in lines[max(0, at - 1) : at + 2])
