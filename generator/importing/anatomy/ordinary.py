"""said, name, post: words in capitals -> in ordinary case, by what the document itself says and by how bodies and
posts are written (Phụ lục II: capital letters of bodies IV, of posts V.2, of places III).

The document comes first: what stands in it in ordinary case word for word is what its author means. Else the names of
bodies and fields of the lists below; what no list knows is a proper name, each syllable with a capital.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from pathlib import Path

from generator.check import names as names_of_bodies
from generator.frozen import dataclass
from generator.importing.anatomy import vocabulary, wording
from generator.importing.anatomy.capacity import RANK
from generator.register import naming
from generator.standard import units

#: Words of one document that are looked through: a hostile one is not looked through to its end.
_MOST = 60_000
#: Places at which a pair of words is tried.
_TRIED = 40
#: No subject and no name has more words.
_LONGEST = 150
_EDGES = " .,;:!?“”\"'()[]…–-*"

_MILITARY = ("ĐẠI ", "THƯỢNG ", "TRUNG ", "THIẾU ")
_VOWEL = re.compile(r"[aeiouy]")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a document that stand in ordinary case: as written, folded, where each pair begins, which of them
    open a sentence."""

    shown: tuple[str, ...]
    folded: tuple[str, ...]
    opens: tuple[bool, ...]
    pairs: dict[tuple[str, str], list[int]]


def words(texts: Iterable[str]) -> Words:
    """Return the words of the texts that are not in capitals, to look others up in."""
    shown: list[str] = []
    opens: list[bool] = []
    for text in texts:
        if len(shown) > _MOST or wording.shouts(text):
            continue
        start = True
        for word in text.split(None, _MOST)[:_MOST]:
            shown.append(word)
            opens.append(start)
            start = word[-1] in ".;:!?" or word in "-–+•*"
        shown.append("\n")
        opens.append(True)
    folded = tuple(_fold(word) for word in shown)
    pairs: dict[tuple[str, str], list[int]] = {}
    for at, pair in enumerate(pairwise(folded)):
        places = pairs.setdefault(pair, [])
        if len(places) < _TRIED:
            places.append(at)
    return Words(tuple(shown), folded, tuple(opens), pairs)


def _fold(word: str) -> str:
    return naming.fold(word.strip(_EDGES) or word)


def said(text: str, known: Words, least: int = 3) -> tuple[str, int]:
    """Return words in capitals in the case that the document itself gives them, and how many stretches of it say so;
    ("", 0) where some word of them stands nowhere in `least` words or more (or is all that is left).
    """
    wanted = text.split()
    if len(wanted) > _LONGEST:
        return "", 0
    folded = [_fold(word) for word in wanted]
    found: list[str] = []
    stretches = at = 0
    while at < len(wanted):
        length, place = _longest(folded, at, known)
        rest = len(wanted) - at
        if length < min(least, len(wanted)) and not (length and length == rest):
            return "", 0
        found += _cased(wanted[at : at + length], place, known)
        stretches, at = stretches + 1, at + length
    sentence = " ".join(found)
    return sentence[:1].upper() + sentence[1:], stretches


def _longest(wanted: list[str], at: int, known: Words) -> tuple[int, int]:
    """The longest stretch from `at` that stands in the document: its words and its place."""
    if at + 1 >= len(wanted):
        return 0, -1
    best = (0, -1)
    for place in known.pairs.get((wanted[at], wanted[at + 1]), ()):
        length = 2
        while at + length < len(wanted) and known.folded[place + length : place + length + 1] == (wanted[at + length],):
            length += 1
        if wording.shouts(" ".join(known.shown[place : place + length])):
            continue
        better = length == best[0] and known.opens[best[1]] and not known.opens[place]
        if length > best[0] or better:
            best = (length, place)
    return best


def _cased(wanted: list[str], place: int, known: Words) -> list[str]:
    """The words as the source types them (signs and all), in the letters of the document."""
    found = []
    for number, word in enumerate(wanted):
        there = known.shown[place + number].strip(_EDGES) or known.shown[place + number]
        if known.opens[place + number] and there[:1].isupper() and not there[1:].isupper():
            there = _inside(there, known)
        bare = word.strip(_EDGES) or word
        start = word.find(bare)
        fits = len(there) == len(bare)
        found.append(word[:start] + (there if fits else bare) + word[start + len(bare) :])
    return found


def _inside(word: str, known: Words) -> str:
    """A word that opens a sentence, as it stands within sentences."""
    small = word.lower()
    within = Counter(
        shown.strip(_EDGES)
        for shown, opens in zip(known.shown, known.opens, strict=True)
        if not opens and shown.lower() == small
    )
    return within.most_common(1)[0][0] if within else word


# --- names and posts ------------------------------------------------------------------------------


def name(text: str, known: Words) -> str:
    """Return the name of a body in ordinary case: `TRƯỜNG THPT CAO LÃNH 2` -> `Trường THPT Cao Lãnh 2`.

    A name that is not in capitals is returned as it is.
    """
    if not wording.shouts(text):
        return text
    committee = re.fullmatch(r"((?:[ỦU][ỶY]|UỶ|ỦY) BAN NHÂN DÂN|UBND|HỘI ĐỒNG NHÂN DÂN|HĐND)\s+(\S.*)", text)
    if committee:
        return f"{_by_list(committee[1], _names())} {_unit(committee[2], known)}"
    whole, stretches = said(text, known)
    if stretches == 1:
        return whole
    return _capital(_by_list(text, _names(), known))


def _unit(text: str, known: Words) -> str:
    """`TỈNH LÀO CAI`, `PHƯỜNG 1`: the noun small, unless the name is a number, a person or an event (III.1.b)."""
    noun = naming.noun_of(text)
    if not noun:
        return _by_list(text, _names(), known)
    own = " ".join(text.split()[len(noun.split()) :])
    bare = _proper(own, known)
    return naming.full_name(noun, bare, naming.is_named_for(bare, noun)) if bare else noun


def post(text: str, known: Words) -> str:
    """Return a post in ordinary case: `PHÓ CHỦ TỊCH` -> `Phó Chủ tịch` (V.2); one in small letters as it is."""
    short = re.match(r"P\.\s*(?=\S)", text)
    if short:
        return f"{short[0]}{post(text[short.end() :], known)}"
    return _capital(_by_list(text, _all(), known)) if wording.shouts(text) else text


def person(text: str) -> str:
    """Return a person's name, each syllable with a capital; academic titles in front keep their letters."""
    rank = RANK.match(text)
    if rank:
        title = rank[0].capitalize() if rank[0].upper().startswith(_MILITARY) else rank[0]
        return f"{title}{person(text[rank.end() :])}" if rank.end() < len(text) else text
    return " ".join(
        word.capitalize() if word.isupper() and _voiced(word.lower()) and len(word) > 1 else word
        for word in text.split()
    )


def _voiced(word: str) -> bool:
    """Tell whether a word has a vowel: what has none is an abbreviation."""
    return bool(_VOWEL.search(unicodedata.normalize("NFD", word)))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _by_list(text: str, table: dict[str, dict[tuple[str, ...], str]], known: Words | None = None) -> str:
    """The longest phrase of a table at each word; what no phrase knows is proper."""
    wanted = text.split()
    keys = [_fold(word) for word in wanted]
    found: list[str] = []
    at = 0
    waiting: list[str] = []
    while at < len(wanted):
        length = next(
            (n for n in range(min(9, len(wanted) - at), 0, -1) if tuple(keys[at : at + n]) in table.get(keys[at], {})),
            0,
        )
        if not length:
            waiting.append(wanted[at])
            at += 1
            continue
        if waiting:
            found.append(_proper(" ".join(waiting), known))
            waiting = []
        phrase = table[keys[at]][tuple(keys[at : at + length])].split()
        found += [_dressed(word, small) for word, small in zip(wanted[at : at + length], phrase, strict=True)]
        at += length
    if waiting:
        found.append(_proper(" ".join(waiting), known))
    return " ".join(found)


def _dressed(word: str, small: str) -> str:
    """A word of the source in the case of a list's, with its own tone marks and the signs around it."""
    bare = word.strip(_EDGES) or word
    start = word.find(bare)
    own = small.strip(_EDGES) or small
    cased = (
        "".join(c if s.isupper() else c.lower() for c, s in zip(bare, own, strict=False))
        if len(own) == len(bare)
        else own
    )
    return word[:start] + cased + word[start + len(bare) :]


def _proper(text: str, known: Words | None) -> str:
    """A proper name: as the document writes it, else each syllable with a capital, abbreviations as they are."""
    if known and len(text.split()) > 1:
        there, stretches = said(text, known, 2)
        if stretches == 1 and there.split()[-1][:1].isupper():
            return there
    return " ".join(_syllable(word) for word in text.split())


def _syllable(word: str) -> str:
    letters = naming.fold(word.strip(_EDGES))
    short = not _voiced(letters) or letters.startswith(("ub", "ủyb")) or any(c.isdigit() for c in letters)
    roman = re.fullmatch(r"[ivxlc]+", letters) and letters not in ("vi", "li", "chi")
    if short or roman or not word.isupper():
        return word
    return re.sub(r"[^\W\d_]+", lambda found: found[0].capitalize(), word)


@cache
def _names() -> dict[str, dict[tuple[str, ...], str]]:
    listed = (Path(names_of_bodies.__file__).parent / "words/organisations.txt").read_text("utf-8").splitlines()
    known = [
        each
        for unit in units.read()
        if unit.kind in ("province", "ministry", "department", "office")
        for each in unit.names
    ]
    typed = (*vocabulary.FIELDS, *vocabulary.HEADS, *vocabulary.SMALL)
    return _table([*(line for line in listed if not line.startswith("#")), *known, *typed])


@cache
def _all() -> dict[str, dict[tuple[str, ...], str]]:
    table = {key: dict(phrases) for key, phrases in _names().items()}
    for key, phrases in _table(vocabulary.POSTS).items():
        table.setdefault(key, {}).update(phrases)
    return table


def _table(phrases: Iterable[str]) -> dict[str, dict[tuple[str, ...], str]]:
    found: dict[str, dict[tuple[str, ...], str]] = {}
    for phrase in phrases:
        words = phrase.split()
        if words:
            keys = tuple(_fold(word) for word in words)
            found.setdefault(keys[0], {}).setdefault(keys, " ".join(words))
    return found
