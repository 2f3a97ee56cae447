"""What the rules of language share: letters by case, passages in capitals, one finding.

A rule's regular expressions are compiled once and use these classes of letters, since `re` has none
for capital and small letters.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from generator.check.manuscript import Manuscript, Passage
from generator.problem import Level, Problem

_VOWELS = "aăâeêioôơuưy"
_MARKS = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
_ACCENTED = "".join(unicodedata.normalize("NFC", vowel + mark) for vowel in _VOWELS for mark in _MARKS)
#: For use inside `[…]`: every small and every capital letter of Vietnamese and Latin.
LOWER = "a-zđ" + "".join(c for c in _ACCENTED if not c.isascii())
UPPER = LOWER.replace("a-zđ", "A-ZĐ").upper()
#: Kinds of passages that are running text, in which each begins a sentence.
RUNNING = ("basis", "opening", "text", "closing", "note")

_LETTERS = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"\w+")


@lru_cache(maxsize=4096)
def shouts(text: str) -> bool:
    """Tell whether a text is mostly in capitals, as titles on portals are."""
    if text.islower():
        return False
    letters = _LETTERS.findall(text)
    capitals = sum(letter.isupper() for letter in letters)
    return len(letters) > 3 and capitals * 2 > len(letters)


@dataclass(frozen=True, slots=True)
class Sheet:
    """All passages as one text, a line each, so that a rule asks once what is in it at all.

    `small` is in small letters with one way of placing tones (see `same_letters`), letter for letter as long
    as the text. `words` are its words and figures in small letters, `vocabulary` each of them once.
    """

    passages: tuple[Passage, ...]
    starts: tuple[int, ...]
    text: str
    small: str
    words: tuple[str, ...]
    vocabulary: frozenset[str]

    def at(self, place: int) -> tuple[Passage, int]:
        """Return the passage of a place and where it begins in the text."""
        number = bisect_right(self.starts, place) - 1
        return self.passages[number], self.starts[number]

    def word_place(self, index: int) -> int:
        """Return where a word begins in the text."""
        return _places(self.text)[index]

    def problem(self, start: int, end: int, message: str, hint: str, rule: str, level: Level = "warning") -> Problem:
        """Return a finding at a stretch of the text."""
        passage, begins = self.at(start)
        return problem(passage, start - begins, end - begins, message, hint, rule, level)

    def stands(self, start: int, end: int) -> bool:
        """Tell whether a stretch is whole words: no letter, digit or hyphen joins it."""
        before, after = self.text[start - 1 : start], self.text[end : end + 1]
        return not (before.isalnum() or before in ("-", "_") or after.isalnum() or after in ("-", "_"))

    def find(self, part: str) -> Iterator[int]:
        """Yield every place where a part, in the letters of `small`, stands as whole words."""
        place = self.small.find(part)
        while place >= 0:
            if self.stands(place, place + len(part)):
                yield place
            place = self.small.find(part, place + 1)


def sheet(manuscript: Manuscript) -> Sheet:
    """Return the sheet of a manuscript; that of the last one is kept, since every rule asks for it."""
    kept = _kept[0] if _kept else None
    if kept is None or kept[0] is not manuscript:
        kept = (manuscript, _sheet(manuscript))
        _kept[:] = [kept]
    return kept[1]


_kept: list[tuple[Manuscript, Sheet]] = []


def _sheet(manuscript: Manuscript) -> Sheet:
    texts = [passage.text for passage in manuscript.passages]
    starts = tuple(accumulate((len(text) + 1 for text in texts), initial=0))[:-1]
    text = "\n".join(texts)
    small = _small(text)
    words = tuple(_WORD.findall(small))
    return Sheet(manuscript.passages, starts or (0,), text, same_letters(small), words, frozenset(words))


def _small(text: str) -> str:
    """Return a text in small letters, as long as it was."""
    small = text.lower()
    if len(small) != len(text):  # a foreign capital whose small letter is two
        small = "".join(one if len(one := letter.lower()) == 1 else letter for letter in text)
    return small


@lru_cache(maxsize=2)
def _places(text: str) -> tuple[int, ...]:
    return tuple(found.start() for found in _WORD.finditer(_small(text)))


def problem(
    passage: Passage, start: int, end: int, message: str, hint: str, rule: str, level: Level = "warning"
) -> Problem:
    """Return a finding at a stretch of a passage."""
    return Problem(passage.locate(start, end), message, hint, rule, level)


def lower_first(text: str) -> str:
    """Return the text with its first letter small."""
    return text[:1].lower() + text[1:]


def same_letters(small: str) -> str:
    """Return a text in small letters with the tone always on the first of `oa`, `oe`, `uy`.

    Only to compare with another text treated so: closed syllables come out misspelt (`hoàn` as `hòan`).
    """
    for new, old in OLD_STYLE.items():
        if new in small:
            small = small.replace(new, old)
    return small


#: How `oà` is written the older way, `òa`; and so for each tone of `oa`, `oe`, `uy`.
OLD_STYLE = {
    unicodedata.normalize("NFC", a + b + mark): unicodedata.normalize("NFC", a + mark + b)
    for a, b in ("oa", "oe", "uy")
    for mark in _MARKS[1:]
}
