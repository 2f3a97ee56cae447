"""find: a sentence -> the dates that it names, in figures or in words.

Pure text work for the rules that judge dates.  A date of three parts is taken anywhere; one of two
parts (`31/5`) only after `ngày`, since elsewhere it may be a fraction, a ratio or a law's number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date as Date
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Said:
    """A date as said: its place in the sentence, its parts, and the day itself where there is such a day.

    `year` is None where the sentence leaves it out; `day_of` is None then, and for a day that no
    calendar has (`possible` tells which).
    """

    start: int
    end: int
    text: str
    day: int
    month: int
    year: int | None
    day_of: Date | None
    possible: bool


_FULL = r"(?P<d1>\d{1,2})\s?/\s?(?P<m1>\d{1,2})\s?/\s?(?P<y1>\d{4})(?![\d/–-])"
#: Dots and hyphens part the numbers of a date only where `ngày` says that it is one.
_DOTTED = r"(?<=ngày )(?P<d2>\d{1,2})(?P<sep>[.-])(?P<m2>\d{1,2})(?P=sep)(?P<y2>\d{4})(?![\d/-])"
_WORDS = r"(?<=ngày )(?P<d3>\d{1,2})\s+tháng\s+(?P<m3>\d{1,2})(?:\s*,?\s+năm\s+(?P<y3>\d{4}))?(?!\d)"
_SHORT = r"(?<=ngày )(?P<d4>\d{1,2})/(?P<m4>\d{1,2})(?![\d/–%-]|\s?(?:giờ|h\b|\d))"
_DATE = re.compile(rf"(?<![\d/.,–-])(?:{_FULL}|{_DOTTED}|{_WORDS}|{_SHORT})", re.IGNORECASE)


@lru_cache(maxsize=8192)
def find(text: str) -> tuple[Said, ...]:
    """Return every date of a sentence, in order."""
    if "/" not in text and "ngày" not in text and "Ngày" not in text:
        return ()
    return tuple(_said(found) for found in _DATE.finditer(text))


def full(text: str) -> tuple[Said, ...]:
    """Return the dates of a sentence that name a day, a month and a year, and that a calendar has."""
    return tuple(said for said in find(text) if said.day_of)


def long(date: Date) -> str:
    """Return a date as sentences have it: `05/3/2020`."""
    return f"{date.day:02}/{date.month:02}/{date.year}" if date.month < 3 else f"{date.day:02}/{date.month}/{date.year}"


def _said(found: re.Match[str]) -> Said:
    parts = [[found[f"{name}{n}"] for n in range(1, 5) if f"{name}{n}" in found.re.groupindex] for name in "dmy"]
    day, month, year = (next((int(part) for part in some if part), None) for some in parts)
    assert day is not None and month is not None  # every branch has both
    try:
        there = Date(year if year else 2000, month, day)  # 2000 is a leap year: 29/02 may be meant
    except ValueError:
        there = None
    return Said(*found.span(), found[0], day, month, year, there if year else None, there is not None)
