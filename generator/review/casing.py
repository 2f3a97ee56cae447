"""Words that the page shows in capitals -> as they are written in the plan, which knows them in small letters.

Capitals say nothing of which words are names. The old sentence tells of its own words, the plan's other sentences of
abbreviations (`UBND`) and of names of several words (`Đà Nẵng`); all else is written small.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

#: A word, or what is written as one: `ĐBKK`, `160/NQ-CP`.
_WORD = re.compile(r"[^\W_]+(?:[-/.][^\W_]+)*")
_NUMERAL = re.compile(r"[IVXLC]+$")
#: Numerals that are words of the language in capitals, too, and what they follow where they count something.
_SYLLABLES = ("I", "V", "X", "C", "L", "VI", "XI", "LI")
_COUNTED = ("QUÝ", "KỲ", "KHÓA", "KHOÁ", "THỨ", "PHẦN", "CHƯƠNG", "ĐOẠN", "LOẠI", "NHÓM", "ĐỢT", "LẦN", "VÙNG")


@dataclass(frozen=True, slots=True)
class Known:
    """How a plan writes words: by their capitals those of the old sentence, `names` of several, abbreviations."""

    words: dict[str, str] = field(default_factory=dict)
    names: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)
    short: frozenset[str] = frozenset()


def known(old: str, texts: Iterable[str] = ()) -> Known:
    """Return how an old sentence and the other texts of a plan write their words."""
    names: dict[tuple[str, ...], tuple[str, ...]] = {}
    short: set[str] = set()
    words: dict[str, str] = {}
    for text in texts:
        if text != text.upper():
            names.update((tuple(word.upper() for word in run), run) for run in _runs(text))
            short.update(word for word in _WORD.findall(text) if len(word) > 1 and word.isupper())
            words.update((word.upper(), word) for word in _WORD.findall(text) if "/" in word)  # 12/QĐ-TTg
    for number, word in enumerate(_WORD.findall(old)):
        if number or word.isupper():  # the first is written large wherever it comes from
            words[word.upper()] = min(words.get(word.upper(), word), word, key=lambda each: not each.islower())
    return Known(words, names, frozenset(short))


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    """Yield the names of several words in a text: they begin with capitals where no sentence begins."""
    run: list[str] = []
    end = -1
    for found in _WORD.finditer(text):
        word, before = found[0], text[max(end, 0) : found.start()]
        large = word[:1].isupper() and word[1:].islower() and end >= 0
        if len(run) > 1 and not (large and before == " "):
            yield tuple(run)
        if not large or re.search(r"[.:;!?“\"(]", before):
            run = []
        else:
            run = [*run, word] if before == " " and run else [word]
        end = found.end()
    if len(run) > 1:
        yield tuple(run)


def sentence(now: str, how: Known, first: bool = True) -> str:
    """Return words typed in capitals as they are in a sentence, which they begin or not; any others as they are."""
    if now != now.upper():
        return now
    found = list(_WORD.finditer(now))
    said = _said([word[0] for word in found], how)
    out, at = [], 0
    for place, word in zip(found, said, strict=True):
        out += [now[at : place.start()], word]
        at = place.end()
    made = "".join([*out, now[at:]])
    begin = found[0].start() if found and first else 0
    return made[:begin] + made[begin : begin + 1].upper() + made[begin + 1 :] if first else made


def _said(words: list[str], how: Known) -> list[str]:
    out: list[str] = []
    while len(out) < len(words):
        at = len(out)
        name = next((how.names[key] for n in range(min(6, len(words) - at), 1, -1)
                     if (key := tuple(words[at : at + n])) in how.names), None)  # fmt: skip
        out += name or [_word(words[at], words[at - 1] if at else "", how)]
    return out


def _word(word: str, before: str, how: Known) -> str:
    if word in how.words:
        return how.words[word]
    if _NUMERAL.match(word):
        counts = before in _COUNTED if word in _SYLLABLES else True
        return word if counts else word.lower()
    coded = "/" in word or any(letter.isdigit() for letter in word)
    return word if coded or word in how.short else word.lower()


def small(old: str, how: Known) -> bool:
    """Tell whether the first word of an old sentence is written small once others come before it."""
    words = [word.upper() for word in _WORD.findall(old)]
    first = _WORD.search(old)
    return bool(first and not first[0].isupper()) and _said(words, how)[0].islower()


def post(now: str, old: str) -> str:
    """Return a post typed in capitals as it is written in a sentence: words that the old one has keep their form."""
    if now != now.upper():
        return now
    forms = {word.upper(): word for word in old.split()}
    words = [forms.get(word, word.lower()) for word in now.split()]
    for number in range(2 if words[:1] == ["phó"] or words[:1] == ["Phó"] else 1):  # `Phó Chủ tịch`
        words[number : number + 1] = [word[:1].upper() + word[1:] for word in words[number : number + 1]]
    return " ".join(words)


def body(now: str, old: str) -> str:
    """Return a post, or the body that one signs for, typed in capitals as it is written in a sentence."""
    return sentence(now, known(old)) if now.startswith(("ỦY BAN", "UỶ BAN", "HỘI ĐỒNG")) else post(now, old)
