"""recognise, decode: letters typed in TCVN3 or VNI -> Unicode, by the name of the font or by the letters themselves.

In: texts as a program shows them that knows nothing of old codes, with the names of their fonts.  Out: the same in
Unicode.  A word that is Vietnamese as it stands is evidence against an old code, one that only an old code makes
Vietnamese is evidence for it; where there is too little of either, nothing is touched.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from generator.frozen import dataclass
from generator.importing.letters.families import Code, code
from generator.importing.letters.mend import mend
from generator.importing.letters.mojibake import turned
from generator.importing.letters.syllables import is_syllable
from generator.importing.letters.tables import TCVN3, VNI_PAIRS, VNI_SINGLE

_SIGNS = "".join(TCVN3)
#: A sign is a letter; but those that are no word alone are what they look like where they stand alone.
_TCVN3_SIGN = re.compile(f"(?![×·÷¼½¾](?![A-Za-z{_SIGNS}])(?<![A-Za-z{_SIGNS}].))[{_SIGNS}]")
_VNI_LETTER = re.compile(
    "|".join([*VNI_PAIRS, "[" + "".join(VNI_SINGLE) + "]"]), re.IGNORECASE
)  # fmt: skip
#: A word with what an old code may have put for letters in it.
_WORD = re.compile("[A-Za-z\u00a1-\u024f\u03bc\u1ea0-\u1ef9]+")
#: Letters that neither TCVN3 nor VNI text holds: it is Unicode where they stand.
_OURS = re.compile("[ăĂđĐĩĨũŨơƠưƯ\u1ea0-\u1ef9]")
_ASCII_LOWER = re.compile("[a-z]")
#: A word with two capitals at least and no small letter but those that may stand for a capital.
_SHOUTED = re.compile("(?=(?:[^A-Z]*[A-Z]){2})[A-Z\u00a1-\u00ff\u03bc]+[,.:;]?")
#: So many words at least tell the code of a text, and so large a share of those with signs in them.
_ENOUGH, _SHARE = 3, 0.6
_CODES: tuple[Code, ...] = ("TCVN3", "VNI")
#: Words looked at, at most: a text has one code.
_MOST = 4_000


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text in Unicode, NFC. `legacy` is the code that it was typed in, `` where it was Unicode already; `doubt` says
    in Vietnamese what may be wrong with it."""

    text: str
    legacy: Code = ""
    doubt: str = ""


def recognise(texts: Iterable[str]) -> Code:
    """Return the code that texts of one font are typed in, by their words alone; `` for Unicode and where too few
    words tell."""
    words = _telling(texts)
    if len(words) < _ENOUGH:
        return ""
    plain = sum(map(is_syllable, words))
    best: Code = ""
    most = max(plain, int(_SHARE * len(words)), _ENOUGH - 1)
    for name in _CODES:
        count = sum(map(is_syllable, _bare(" ".join(words), name).split(" ")))
        if count > most:
            best, most = name, count
    return best


def habits(pieces: Iterable[tuple[str, str]]) -> dict[str, Code]:
    """Return, for every font that enough words stand in, the code of its texts (`` for Unicode): what `decode` takes
    as `habit`. `pieces` are texts with the names of their fonts."""
    by_font: dict[str, list[str]] = {}
    for text, family in pieces:
        if not text.isascii():
            by_font.setdefault(family, []).append(text)
    return {family: recognise(texts) for family, texts in by_font.items() if len(_telling(texts)) >= _ENOUGH}


def decode(text: str, family: str = "", habit: Code | None = None) -> Decoded:
    """Return a text in Unicode.

    `family` is the name of its font; `habit` what `recognise` told of all the texts in fonts of that name, None where
    that is not known: then the font's name is believed, or, where it tells nothing, the words of this text alone.
    """
    named, capitals = code(family)
    if text.isascii():
        return Decoded(text.upper() if capitals and habit in (None, named) else text)
    text = unicodedata.normalize("NFC", text)
    found = _code_of(text, named, habit)
    if not found:
        return Decoded(mend(turned(text)))
    made = mend(letters(text, found))
    if made == text:
        return Decoded(text)
    return Decoded(made.upper() if capitals else made, found, _doubt(made, found))


def letters(text: str, code: Code) -> str:
    """Return a line with every sign of a code as its letter, capital where its word is in capitals."""
    return _capitals(text, _bare(text, code)) if code == "TCVN3" else _bare(text, code)


def _bare(text: str, code: Code) -> str:
    """The same without a look at capitals."""
    if code == "TCVN3":
        return _TCVN3_SIGN.sub(lambda found: TCVN3[found[0]], text)
    return _VNI_LETTER.sub(_vni, text) if code == "VNI" else text


def _vni(found: re.Match[str]) -> str:
    sign = found[0]
    letter = VNI_PAIRS.get(sign.lower()) or VNI_SINGLE[sign.lower()]
    return letter.upper() if sign[0].isupper() else letter


def _capitals(source: str, made: str) -> str:
    """TCVN3 has no capitals with tones: small ones stand for them in words that are else in capitals, and in all words
    of a line whose others are (`Së TµI CHÝNH`, not `Sè: 12/KH-UBND`)."""
    shouted = [word for word in source.split() if _SHOUTED.fullmatch(word)]
    if not shouted:
        return made
    if not _ASCII_LOWER.search(source):
        return made.upper()
    parts, end = [], 0
    for word in _WORD.finditer(source):
        if _SHOUTED.fullmatch(word[0]):
            parts += [made[end : word.start()], made[word.start() : word.end()].upper()]
            end = word.end()
    return "".join([*parts, made[end:]])


def _code_of(text: str, named: Code, habit: Code | None) -> Code:
    """The code of one text: what its own letters rule out, then its font, then its words."""
    if habit == "" and named:
        # all the texts of that font were looked at, and are Unicode
        return recognise([text])
    wanted = habit or named
    if not wanted:
        return "" if _OURS.search(text) else recognise([text])
    ours = bool(_OURS.search(text))
    if ours and not _only(text, wanted):
        return ""
    return wanted if not ours or recognise([text]) == wanted else ""


def _only(text: str, code: Code) -> bool:
    """Tell whether a text has words that are Vietnamese in that code alone."""
    return any(is_syllable(letters(word, code)) and not is_syllable(word) for word in _telling([text]))


def _telling(texts: Iterable[str]) -> list[str]:
    """The words that are not plain ASCII, the first thousands of them."""
    found: list[str] = []
    for text in texts:
        if not text.isascii():
            found += [word for word in _WORD.findall(unicodedata.normalize("NFC", text)) if not word.isascii()]
        if len(found) >= _MOST:
            break
    return found[:_MOST]


def _doubt(made: str, code: Code) -> str:
    """Words that even the old code makes no Vietnamese, where they are many."""
    words = [word for word in _WORD.findall(made) if not word.isascii()]
    odd = [word for word in words if not is_syllable(word)]
    if len(odd) < 3 or len(odd) * 4 < len(words):
        return ""
    return f"chữ gõ bằng phông cũ ({code}) đổi sang Unicode còn từ lạ: {', '.join(odd[:3])}"
