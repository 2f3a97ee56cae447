"""read: signs at a line's beginning that stand for others -> the further readings of them as a marker.

A scan reads `I.` as `l.`, `II.` as `ll.`, `10.` as `lO.`; a typist strikes `I.` for `1.` and the other way round. What
a letter looks like says little, so each reading has a price (`Reading.odd`) and the order of the outline decides.
"""

from __future__ import annotations

import re

from generator.importing.outline.markers import Reading, after, roman

_MARK = re.compile(r"(?P<sign>[IVXl|1]{1,7}|[0-9lI|Oo]{1,2}) ?(?P<end>[.)/])(?=\s|[^\W\d_])")
_TO_ROMAN = str.maketrans("l|1", "III")
_TO_ARABIC = str.maketrans("lI|Oo", "11100")
#: Signs that no office types for a number: a scan's.
_SCANNED = re.compile(r"[l|oO]|[0-9][IVX]|[IVX][0-9]")
#: Clean signs of the other kind: dearer than a list that begins again at its first number.
_STRUCK = 2.7
_LIKELY, _UNLIKELY = 0.6, 1.8


def read(text: str, found: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Return the readings that a text's first signs have besides those that they look like, `found`."""
    mark = _MARK.match(text)
    if not mark:
        return ()
    end = after(text, mark.end())
    if not text[end : end + 1].isupper():
        return ()
    sign, capitals = mark["sign"], _capitals(text[end : end + 40])
    first, second = _roman(mark, end), _arabic(mark, end)
    if _SCANNED.search(sign):
        costs = (_LIKELY, _UNLIKELY) if capitals else (_UNLIKELY, _LIKELY)
        sure = None if any(one.doubt is None for one in found) else 0.9
        both = ((first, costs[0]), (second, costs[1]))
        return tuple(_priced(one, cost, sure) for one, cost in both if one)
    if sign == "I" and second and not capitals:
        return (_priced(second, _STRUCK, None),)
    if sign in ("1", "11") and first and capitals:
        return (_priced(first, _STRUCK, None),)
    return ()


def scanned(text: str) -> bool:
    """Tell whether a marker has signs that only a scan makes."""
    mark = _MARK.match(f"{text.strip()} x")
    return bool(mark and _SCANNED.search(mark["sign"]))


def _priced(reading: Reading, odd: float, doubt: float | None) -> Reading:
    return Reading(reading.form, reading.number, reading.text, reading.end, doubt=doubt, odd=odd)


def _roman(mark: re.Match[str], end: int) -> Reading | None:
    number = roman(mark["sign"].translate(_TO_ROMAN))
    return Reading("I.", number, mark[0], end) if number else None


def _arabic(mark: re.Match[str], end: int) -> Reading | None:
    digits = mark["sign"].translate(_TO_ARABIC)
    if not digits.isdecimal() or digits[0] == "0" or len(digits) > 2:
        return None
    return Reading("1)" if mark["end"] == ")" else "1.", int(digits), mark[0], end)


def _capitals(text: str) -> bool:
    """Tell whether the first words are in capitals, as those of a section are."""
    words = [word for word in re.findall(r"[^\W\d_]+", text)[:-1] if len(word) > 1] or re.findall(r"[^\W\d_]{2,}", text)
    return bool(words) and all(word.isupper() for word in words[:3])
