"""miswritten: a text and names in their right capitals -> where a name stands in other capitals.

Names are data (check/words/*.txt, a name a line). The way of placing tones does not count (`Uỷ ban`),
nor does a name all in capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from generator.check.manuscript import Manuscript, Passage
from generator.check.wording import OLD_STYLE, same_letters, sheet, shouts

_WORDS = Path(__file__).parent / "words"


def miswritten(manuscript: Manuscript, list_name: str) -> Iterator[tuple[Passage, int, int, str]]:
    """Yield (passage, start, end, the name in its right capitals), the longest name at a place only."""
    whole = sheet(manuscript)
    taken: set[int] = set()
    for name, small, words in _names(list_name):
        if not whole.vocabulary.issuperset(words):
            continue
        for place in whole.find(small):
            if place in taken:
                continue
            taken.add(place)
            said = whole.text[place : place + len(name)]
            right = "".join(s.upper() if n.isupper() else s.lower() for n, s in zip(name, said, strict=True))
            if said != right and not shouts(said):
                passage, begins = whole.at(place)
                if not shouts(passage.text):
                    yield passage, place - begins, place - begins + len(name), right


@lru_cache(maxsize=8)
def _names(list_name: str) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Return (name, the same in small letters, words that it cannot be without) of a list, longer ones first."""
    lines = (_WORDS / f"{list_name}.txt").read_text("utf-8").splitlines()
    names = sorted((line for line in lines if line and not line.startswith("#")), key=len, reverse=True)
    return tuple((name, same_letters(name.lower()), _plain_words(name)) for name in names)


def _plain_words(name: str) -> tuple[str, ...]:
    """Return the words of a name whose tones stand in one place only."""
    words = re.findall(r"[^\W\d_]+", name.lower())
    return tuple(word for word in words if not any(old in word for old in OLD_STYLE.values()))
