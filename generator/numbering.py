"""Numbers and markers of a plan: I. 1. 1.1. a) - + in their real Vietnamese order."""

from __future__ import annotations

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
    "a)": "-",
    "-": "+",
    "+": "•",
    "•": "•",
    "none": "-",
}
MARKERS = tuple(SUCCESSOR)
#: Markers that only point and do not count.
BULLETS = ("-", "+", "•")

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


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
    numeral = {"I.": roman, "Phần": roman, "a)": letter, "A.": _latin}.get(kind, str)(number)
    if kind == "Phần":
        return f"Phần {numeral}"
    return numeral + kind[-1]


def arabic(kind: str, number: int, above: str = "") -> str:
    """Return the number of a child as the start of its own children's `1.1.` numbers."""
    return f"{above}.{number}" if kind == "1.1." and above else str(number)


def _latin(number: int) -> str:
    return chr(ord("A") + (number - 1) % 26) * (1 + (number - 1) // 26)
