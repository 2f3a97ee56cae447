"""Numbers and markers of a plan: I. 1. 1.1. a) - + in their real Vietnamese order."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

#: Nghị định 30/2020/NĐ-CP, Điều 8.2 and II.6.đ: letters in the order of the Vietnamese alphabet,
#: without ă â ê ô ơ ư and the foreign f j w z.
LETTERS = "abcdđeghiklmnopqrstuvxy"

#: Each marker, and the one that its children take unless the plan says otherwise.
SUCCESSOR = {
    "Phần": "I.",
    "A.": "I.",
    "I.": "1.",
    "1.": "a)",
    "1.1.": "a)",
    "1)": "a)",
    "(1)": "(a)",
    "a)": "-",
    "(a)": "-",
    "-": "+",
    "+": "•",
    "•": "•",
    "*": "-",
    "none": "-",
}
MARKERS = tuple(SUCCESSOR)
#: Markers that only point and do not count.
BULLETS = ("-", "+", "•", "*")

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def following(kind: str, depth: int, chain: Sequence[str]) -> str:
    """Return the marker of a numbered list inside a node: the plan's own chain (`I.`, `1.`, …) while the node, `kind`
    at `depth`, keeps to it, else what follows its kind."""
    if (depth == 0 or tuple(chain[depth - 1 : depth]) == (kind,)) and depth < len(chain):
        return chain[depth]
    return SUCCESSOR.get(kind, "-")


def bullet(kind: str) -> str:
    """Return the sign of a list of `items` inside a node that is marked `kind`."""
    return {"-": "+", "+": "•", "•": "•"}.get(kind, "-")


def roman(number: int) -> str:
    """Return a Roman number, from 1."""
    text = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text


def letter(number: int) -> str:
    """Return the Vietnamese letter of a điểm, from 1; after y come aa, ab, …"""
    text = ""
    while number:
        number, index = divmod(number - 1, len(LETTERS))
        text = LETTERS[index] + text
    return text


def marker(kind: str, number: int, above: str = "") -> str:
    """Return what prints in front of the `number`-th child of a list.

    `kind` is one of MARKERS; `above` is the Arabic number of the parent ("2", "2.1"), on which
    `1.1.` builds.
    """
    if kind in BULLETS:
        return kind
    if kind == "none":
        return ""
    if kind == "1.1.":
        return f"{above}.{number}." if above else f"{number}."
    numeral = _NUMERALS.get(kind, str)(number)
    if kind == "Phần":
        return f"Phần {numeral}"
    return f"({numeral})" if kind[0] == "(" else numeral + kind[-1]


def value(kind: str, text: str) -> int:
    """Return which child of a list bears `text` as its marker, from 1: `IV.` is 4, `đ)` is 5, `2.3.` is 3; 0 where
    it is no marker of that kind."""
    if kind in BULLETS or kind == "none":
        return 0
    shown = re.sub(r"[\s().,:/]+$", "", text).split()[-1:]
    numeral = re.split(r"[.(]", shown[0])[-1] if shown else ""
    if kind not in _NUMERALS:
        return int(numeral) if numeral.isdecimal() and len(numeral) < 6 else 0
    own = numeral.lower() if kind in ("a)", "(a)") else numeral.upper()
    return _values(kind).get(own, 0)


def arabic(kind: str, number: int, above: str = "") -> str:
    """Return the number of a child as the start of its own children's `1.1.` numbers."""
    return f"{above}.{number}" if kind == "1.1." and above else str(number)


def _latin(number: int) -> str:
    return chr(ord("A") + (number - 1) % 26) * (1 + (number - 1) // 26)


_NUMERALS: dict[str, Callable[[int], str]] = {"I.": roman, "Phần": roman, "a)": letter, "(a)": letter, "A.": _latin}
#: No list of letters or Roman numbers is longer.
_MOST = 200


@cache
def _values(kind: str) -> dict[str, int]:
    """The number of every letter or Roman number of a kind."""
    return {_NUMERALS[kind](number): number for number in range(1, _MOST)}
