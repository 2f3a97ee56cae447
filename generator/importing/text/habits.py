"""How a text is written: its lines in, its habits out. And what an item begins with, which every reader asks for."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field

from generator.frozen import dataclass

UPPER = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
_NAMED = (
    r"(?i:phần|chương|mục|điều|phụ lục|biểu|mẫu)\s+(?i:thứ\s+\w+|[ivxlc]+|\d{1,2}[a-z]?)\b(?![/\-])\s*"
    rf"(?:[.:]|$|(?=[{UPPER}]))"
)
#: Signs that begin an item of a list, however typed.
_BULLET = r"[-–—_+*•·●○◦▪▫■□◆◊➢➤►✓✔❖※]"
_MARKER = re.compile(
    rf"(?:{_NAMED}|[IVXL]{{1,6}}\s?(?:[./)]-?|-)(?=\s|[{UPPER}])|[A-HĐ]\s?(?:[./)]-?|-)\s|l{{1,3}}\.\s?(?=[{UPPER}]{{2}})"
    rf"|\d{{1,2}}(?:\.\d{{1,2}}){{0,4}}\s?(?:[./)]-?|-)(?=\s|[{UPPER}*])|\d{{1,2}},\s(?=[{UPPER}])|[a-zđ],\s(?=[{UPPER}])|o\s(?=[{UPPER}])"
    rf"|[IVX]{{1,4}}(?:\.\d{{1,2}}){{1,3}}[./)]?\s(?=[{UPPER}])|[a-zđ]\d{{1,2}}[.)]\s|\d{{1,2}}(?:\.\d{{1,2}}){{1,4}}\s+(?=[{UPPER}])"
    rf"|(?:[a-zđ]|ii|iii|iv|vi|ix|dd|đđ)\s?[./)](?=\s|[{UPPER}])|\((?:\d{{1,2}}|[a-zđ]|[ivx]+)\)\s"
    rf"|{_BULLET}\s|{_BULLET}(?=[{UPPER}“\"]))"
)
_EDGES = "“”\"'‘’()[]{}.,;:!?…«»*"


@dataclass(frozen=True, slots=True)
class Habit:
    """How a text is written: `wrapped` at `width` letters (first lines of paragraphs at `opening`, which portals cut
    earlier), its paragraphs `spaced` by blank lines or their first lines set in by `indent` blanks, and its words:
    how often each, and each with the one behind it, stands in mid-sentence with a capital and without, and which stand
    side by side."""

    wrapped: bool = False
    spaced: bool = False
    width: int = 0
    opening: int = 0
    capital: Mapping[str, int] = field(default_factory=dict)
    small: Mapping[str, int] = field(default_factory=dict)
    pairs: frozenset[tuple[str, str]] = frozenset()
    indent: int = 0


def habit(texts: Sequence[str]) -> Habit:
    """Return the habits of a text by its lines (`` for a blank one, `|` where a cell ends)."""
    if not any(texts):
        return Habit()
    neighbours = list(itertools.pairwise(texts))
    following = [(one, two) for one, two in neighbours if one and two and "|" not in (one, two)]
    small = [(one, two) for one, two in following if two[0].islower() and not marker(two) and one[-1] not in ".:;"]
    lengths = sorted(len(text) for text in texts if text)
    wide = lengths[len(lengths) * 95 // 100]
    full = [one for one, _ in following if len(one) > 0.8 * wide and "    " not in one]  # not short items
    cut = sum(len(one) > 0.8 * wide for one, _ in small)
    often = len(small) >= max(2, 0.2 * len(following)) or (wide >= 60 and cut >= max(2, 0.4 * len(full)))
    wrapped = often and wide <= 140
    gaps = sum(not one and bool(two) and two != "|" for one, two in neighbours)
    spaced = wrapped and gaps >= 0.12 * max(len(following) - _celled(texts), 1) and _parted(neighbours)
    opening = _ninth([len(one) for one, _ in small if marker(one)])
    width = _ninth([len(one) for one, _ in small if one[0].islower()] or [len(one) for one, _ in small])
    capital, lower, pairs = _words(texts)
    return Habit(wrapped, spaced, width if wrapped else 0, opening, capital, lower, pairs)


def indent(texts: Sequence[str]) -> int:
    """Return by how many blanks first lines of paragraphs are set in, 0 where they are not or not always."""
    begun = [_blanks(text) for text in texts if marker(text.strip())]
    going = [
        _blanks(two)
        for one, two in itertools.pairwise(texts)
        if one.strip()[-1:].isalnum() and two.strip()[:1].islower()
    ]
    if len(begun) < 4 or len(going) < 3 or sum(blanks < 2 for blanks in begun) > len(begun) // 10:
        return 0
    return 2 if sum(blanks >= 2 for blanks in going) <= len(going) // 10 else 0


def _blanks(text: str) -> int:
    return len(text) - len(text.lstrip())


def _parted(neighbours: Sequence[tuple[str, str]]) -> bool:
    """Tell whether most items of lists stand below a blank line: only then does a blank line end every paragraph."""
    items = [one for one, two in neighbours if marker(two) and one != "|"]
    return sum(not one for one in items) * 2 >= len(items)


def _celled(texts: Sequence[str]) -> int:
    """How many lines stand in short stretches between two `|`: in cells, which tell nothing of blank lines."""
    found = since = 0
    open_ = False
    for text in texts:
        if text == "|":
            found += since if open_ and since <= 30 else 0
            since, open_ = 0, True
        else:
            since += bool(text)
    return found


def _ninth(lengths: list[int]) -> int:
    """The length that nine of ten do not go beyond."""
    return sorted(lengths)[len(lengths) * 9 // 10] if lengths else 0


def _words(texts: Iterable[str]) -> tuple[Counter[str], Counter[str], frozenset[tuple[str, str]]]:
    capital: Counter[str] = Counter()
    small: Counter[str] = Counter()
    pairs: set[tuple[str, str]] = set()
    read = 0
    for text in texts:
        read += len(text)
        if read > 400_000:  # a plan has a tenth of this
            break
        if text.isupper():
            continue
        tokens = text.split()
        bare = [token.strip(_EDGES) for token in tokens]
        for at in range(1, len(tokens)):
            one, word = tokens[at - 1], bare[at]
            if not word or one[-1] in ".:;!?" or (at == 1 and marker(one + " ")):
                continue
            counter = capital if word[0].isupper() else small
            low = word.lower()
            counter[low] += 1
            counter[f"{low} {bare[at + 1]}" if at + 1 < len(tokens) else ""] += 1
            pairs.add((bare[at - 1].lower(), word))
    return capital, small, frozenset(pairs)


def marker(text: str) -> str:
    """Return the marker of an item that a text begins with (`I.`, `1.1`, `a)`, `-`), `` where there is none."""
    found = _MARKER.match(text)
    return found[0].strip() if found else ""


def bare(word: str) -> str:
    """Return a word without the signs around it."""
    return word.strip(_EDGES)
