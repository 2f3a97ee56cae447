"""mend: Unicode text -> the same letters as everybody else writes them: composed, marks in order, no look-alikes.

NFC alone leaves what old keyboard drivers made: a tone before the hat (`á` + circumflex for `ấ`), the Icelandic eth for
`đ`, the letter gha for `ư` that fonts of the nineties give when a PDF is copied.
"""

from __future__ import annotations

import re
import unicodedata

from generator.importing.letters.syllables import is_syllable
from generator.importing.letters.tables import LOOK_ALIKES

_HATS, _TONES = "\u0302\u0306\u031b", "\u0300\u0301\u0303\u0309\u0323"
_MARKED = re.compile(f"([^\\W\\d_])([{_HATS}{_TONES}]{{2,}})")
_LEFT = re.compile(f"[{_HATS}{_TONES}]")
_ALIKE = re.compile("[" + "".join(LOOK_ALIKES) + "]")
_WORD = re.compile(r"[^\W\d_]+")
_TABLE = str.maketrans(LOOK_ALIKES)


def mend(text: str) -> str:
    """Return a text in NFC with hats before tones and letters of Vietnamese for their look-alikes."""
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", text)
    if _LEFT.search(text):
        text = unicodedata.normalize("NFC", _MARKED.sub(_ordered, unicodedata.normalize("NFD", text)))
    return _WORD.sub(_alike, text) if _ALIKE.search(text) else text


def _ordered(found: re.Match[str]) -> str:
    marks = dict.fromkeys(found[2])
    return found[1] + "".join(sorted(marks, key=lambda mark: mark in _TONES))


def _alike(found: re.Match[str]) -> str:
    """A word with look-alikes: mended where that makes it Vietnamese. `Ð` alone is the abbreviation `Đ`."""
    word = found[0]
    if not _ALIKE.search(word):
        return word
    made = word.translate(_TABLE)
    return made if is_syllable(made) or made.isupper() or len(word) == 1 else word
