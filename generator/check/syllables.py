"""What the script allows: initials, rhymes and tones of Vietnamese, and whether a syllable is one.

A table of all rhymes (spelt without tones) and the few rules of how initials, rhymes and tones go
together. In: a word. Out: "" where it can exist, else what is wrong with it. Meaning is not judged:
`tinh` for `tỉnh` is a good syllable in a wrong place.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

INITIALS = "ngh|ng|nh|gh|gi|g|ch|c|kh|k|th|tr|t|ph|p|qu|b|d|đ|h|l|m|n|r|s|v|x|"
#: Every rhyme, without its tone; and what follows `qu`, which holds the u of its rhyme.
_RHYMES = """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu êc êng i ia ich im in inh ip it iu
    iêc iêm iên iêng iêp iêt iêu yêm yên yêng yêt yêu y
    o oc oi om on ong op ot ooc oong oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt
    oe oem oen oeo oet ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt ơng
    u ua uc ui um un ung up ut uân uâng uât uây uâc uê uêch uên uênh uêu uêt uôc uôi uôm uôn uông uôt uơ uơn
    uy uya uych uyn uynh uyp uyt uyu uyên uyêt ư ưa ưc ưi ưm ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu ưn ươ
"""
_AFTER_QU = """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt ân âng ât ây âu e ec em en eng eo et ê êch
    ên ênh êt êu i ich in inh it iu y yt ych yn ynh yên yêt yu ơ ơn ơt ơi ôc ôi
"""
RHYMES = frozenset(_RHYMES.split())
AFTER_QU = frozenset(_AFTER_QU.split())
_TONES = {"\u0301": "sắc", "\u0300": "huyền", "\u0309": "hỏi", "\u0303": "ngã", "\u0323": "nặng"}
_WORD = re.compile(rf"({INITIALS})(\D+)")
_OPEN_TWO = ("oa", "oe", "uy")


@lru_cache(maxsize=16384)
def fault(word: str) -> str:
    """Return what is wrong with a syllable in small letters, or "" where it can exist."""
    base, tones = _parted(word)
    if len(tones) > 1:
        return "có hai dấu thanh"
    for initial, rhyme in _splits(base):
        if told := _fits(initial, rhyme):
            if told != "ok":
                continue
            place, tone = tones[0] if tones else (-1, "")
            if tone not in ("sắc", "nặng") and rhyme.endswith(("p", "t", "c", "ch")):
                return "vần có p, t, c, ch ở cuối chỉ mang dấu sắc hoặc nặng"
            if tones and place - len(initial) not in _tone_places(rhyme):
                return "dấu thanh đặt sai chỗ"
            return ""
    return "không có âm tiết này"


def parts(word: str) -> tuple[str, ...]:
    """Return the syllables that a word joins, or () where it cannot be parted into good ones."""
    for size in range(2, len(word) - 1):
        if not fault(word[:size]):
            rest = word[size:]
            further = (rest,) if not fault(rest) else parts(rest) if len(rest) > 3 else ()
            if further:
                return (word[:size], *further)
    return ()


def has_tone(word: str) -> bool:
    """Tell whether a word bears a tone mark, which no foreign word or abbreviation does."""
    return bool(_parted(word.lower())[1])


@lru_cache(maxsize=16384)
def _parted(word: str) -> tuple[str, tuple[tuple[int, str], ...]]:
    """Return a word without its tones, and the tones with the letter that bears each."""
    base: list[str] = []
    tones: list[tuple[int, str]] = []
    for letter in word:
        marks = unicodedata.normalize("NFD", letter)
        kept = "".join(mark for mark in marks if mark not in _TONES)
        tones += [(len(base), _TONES[mark]) for mark in marks if mark in _TONES]
        base.append(unicodedata.normalize("NFC", kept))
    return "".join(base), tuple(tones)


def _splits(base: str) -> list[tuple[str, str]]:
    """Return the ways to part a word into initial and rhyme: `gi` may be g + i or gi + a rhyme."""
    found = _WORD.fullmatch(base)
    if not found:
        return []
    initial, rhyme = found.groups()
    if initial == "gi":
        return [("gi", rhyme), ("g", "i" + rhyme)]
    return [(initial, rhyme)] if initial != "g" or rhyme != "i" else [("g", "i")]


def _fits(initial: str, rhyme: str) -> str:
    """Return "ok" where an initial may stand before a rhyme, "no" where it may not."""
    if initial == "qu":
        return "ok" if rhyme in AFTER_QU else "no"
    if rhyme not in RHYMES:
        return "no"
    front = rhyme[0] in "ieêy"
    if initial in ("k", "gh", "ngh"):
        return "ok" if front else "no"
    if initial in ("c", "ng"):
        return "no" if front else "ok"
    if initial == "g":
        return "no" if rhyme[0] in "eêy" or rhyme in ("ich", "im", "ip", "it", "iu", "inh") else "ok"
    if initial == "gi" and rhyme[0] in "iy":
        return "no"
    if rhyme.startswith("yê"):
        return "ok" if not initial else "no"
    if rhyme.startswith("iê"):
        return "ok" if initial else "no"
    return "ok"


@lru_cache(maxsize=1024)
def _tone_places(rhyme: str) -> tuple[int, ...]:
    """Return the letters of a rhyme that may bear its tone, counted from 0."""
    if rhyme in _OPEN_TWO:
        return (0, 1)
    for letter in "êôơâă":
        if letter in rhyme:
            return (rhyme.rindex(letter),)
    if "ư" in rhyme:
        return (rhyme.index("ư"),)
    vowels = len(re.match(r"[aeiouy]+", rhyme)[0])  # type: ignore[index]
    if vowels == 1:
        return (0,)
    if rhyme[0] == "o" and rhyme[1] in "aeo":
        return (1,)
    if rhyme[:2] == "uy":
        return (1,)
    return (0,)
