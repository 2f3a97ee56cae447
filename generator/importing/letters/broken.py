"""broken: a text -> the letters in it that are none: what nobody can read, and what only looks like a letter.

Nothing is put in their place: staff are told where they stand.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

from generator.importing.letters.mojibake import misread
from generator.importing.sheet import Remark

#: Replacement sign, private use (a font's own signs), controls, half pairs, no characters, and marks that stand on
#: nothing: what is left of them after NFC.
_NONE = re.compile(
    r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u0300-\u036f\ue000-\uf8ff\ufff9-\ufffd\ufffe\uffff\ud800-\udfff\U000f0000-\U0010ffff]"
)
#: A word that is partly Latin: its other letters are a scanner's guess, or came from another keyboard.
_WORD = re.compile(r"[^\W\d_]+")
_OTHER = re.compile("[\u0370-\u03bb\u03bd-\u1cff\u1f00-\u1fff\u2c00-\ua71f\ua800-\ud7ff\uf900-\ufaff]")
#: How many are told of one text.
_MOST = 5
#: How many of a kind are looked for: a text that has more is no text.
_ALL = 1_000


def broken(text: str) -> tuple[tuple[int, str], ...]:
    """Return the places (from 0) and signs of what cannot be read, in the order of the text."""
    if text.isascii() and not _NONE.search(text):
        return ()
    lost = ((each.start(), each[0]) for each in _NONE.finditer(text))
    return tuple(sorted({*islice(lost, _ALL), *islice(misread(text), _ALL), *islice(_foreign(text), _ALL)}))


def remark(text: str, line: int = 0) -> Remark | None:
    """Return what staff are told of the letters of a paragraph that cannot be read; None where all can."""
    found = broken(text)
    if not found:
        return None
    place, sign = found[0]
    near = " ".join(_NONE.sub("\N{REPLACEMENT CHARACTER}", text[max(place - 15, 0) : place + len(sign) + 15]).split())
    signs = ", ".join(list(dict.fromkeys(_named(sign) for _, sign in found))[:_MOST])
    message = f"có {len(found)} chỗ chữ không đọc được ({signs}), gần «{near}»"
    return Remark("broken-glyph", message, line, "xem văn bản gốc rồi gõ lại chữ ở đó")


def _foreign(text: str) -> Iterator[tuple[int, str]]:
    """Letters of another alphabet within words of ours."""
    if not _OTHER.search(text):
        return
    for word in _WORD.finditer(text):
        others = [*_OTHER.finditer(word[0])]
        if others and len(others) < len(word[0]) and any(c < "\u0250" or "\u1e00" <= c < "\u1f00" for c in word[0]):
            yield from ((word.start() + each.start(), each[0]) for each in others)


def _named(sign: str) -> str:
    if len(sign) > 1 or unicodedata.category(sign)[0] == "L":
        return f"«{sign}»"
    return f"U+{ord(sign):04X}"
