"""read: the dated list of units -> frozen records; which existed on a day, and what became of the others.

The list is data (units.yaml): provinces, levels, ministries, departments, terms of the National
Assembly, each with the days of its life and the act that began or ended it. `kind`s and keys are told
at its head. Nothing here judges a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Date
from functools import cache
from pathlib import Path

from generator import source
from generator.source import Mapping, Scalar, Sequence, Value

FILE = Path(__file__).parent / "units.yaml"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit for as long as it had one name and one form.

    It exists from the day `since` (None: from before the list) up to the day before `until` (None:
    still). `also` are its other spellings and abbreviations.
    """

    kind: str
    form: str
    name: str
    also: tuple[str, ...]
    since: Date | None
    until: Date | None
    became: str
    source: str

    @property
    def full(self) -> str:
        """The name with its form: `tỉnh Hậu Giang`."""
        return f"{self.form} {self.name}" if self.form else self.name

    @property
    def names(self) -> tuple[str, ...]:
        """Every spelling, the full name first."""
        return (self.name, *self.also)

    def exists(self, day: Date) -> bool:
        """Tell whether the unit existed on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


@cache
def read() -> tuple[Unit, ...]:
    """Return every unit of the list, in the list's order. Raises ValueError where the list is at fault."""
    groups = _entries(source.load(FILE).root).get("units")
    if not isinstance(groups, Sequence):
        raise ValueError(f"{FILE.name}: `units` is no list")
    return tuple(unit for group in groups.items for unit in _group(group))


def of(kind: str) -> tuple[Unit, ...]:
    """Return the units of a kind."""
    return tuple(unit for unit in read() if unit.kind == kind)


def ended(day: Date, *kinds: str) -> Iterator[Unit]:
    """Yield the units of some kinds (all where none is named) that had come to an end by a day."""
    for unit in read():
        if (not kinds or unit.kind in kinds) and unit.until and unit.until <= day:
            yield unit


def named(name: str, day: Date | None = None) -> Unit | None:
    """Return the unit that a spelling names (full name, bare name or abbreviation), the one of a day
    where units of one name follow each other, None where there is none."""
    found = [unit for unit in read() if name in unit.names or name == unit.full]
    if day:
        found = [unit for unit in found if unit.exists(day)] or found
    return found[0] if found else None


def spelling(name: str) -> str:
    """Return a regular expression for a name as people write it: hyphen, dash, comma or nothing for a
    joining hyphen or `và`; `òa` or `oà`; an abbreviation with or without `-` and `&` inside."""
    words = [_word(word) for word in re.split(r"\s+-\s+|\s+", name.replace(" và ", " - "))]
    joints = re.findall(r"\s+(-\s+)?", name.replace(" và ", " - "))
    return words[0] + "".join(
        (_JOINT if joint else r"\s+") + word for joint, word in zip(joints, words[1:], strict=True)
    )


#: What joins the halves of a name.
_JOINT = r"(?:\s*[-–,]\s*|\s+và\s+|\s*&\s*|\s+)"
_TONES = (("òa", "òa|oà"), ("óa", "óa|oá"), ("ủy", "ủy|uỷ"), ("Đắk", "Đắk|Đăk|Đắc"), ("Lắk", "Lắk|Lăk|Lắc"))


def _word(word: str) -> str:
    if len(word) > 2 and word.isupper():
        return r"[-–&]?".join(word)
    for plain, either in _TONES:
        if plain in word:
            return word.replace(plain, f"(?:{either})")
    return re.escape(word)


def _group(value: Value) -> Iterator[Unit]:
    group = _entries(value)
    text = {key: item.text for key, item in group.items() if isinstance(item, Scalar)}
    became = {key: item.text for key, item in _entries(group.get("became")).items() if isinstance(item, Scalar)}
    also = {key: _texts(item) for key, item in _entries(group.get("also")).items()}
    since, until = (Date.fromisoformat(text[key]) if key in text else None for key in ("from", "until"))
    for name in (*_texts(group.get("names")), *became):
        yield Unit(
            text["kind"], text.get("form", ""), name, also.get(name, ()), since, until,
            became.get(name, ""), text.get("source", ""),
        )  # fmt: skip


def _entries(value: Value | None) -> dict[str, Value]:
    return {key.text: item for key, item in value.entries} if isinstance(value, Mapping) else {}


def _texts(value: Value | None) -> tuple[str, ...]:
    return tuple(item.text for item in value.items if isinstance(item, Scalar)) if isinstance(value, Sequence) else ()
