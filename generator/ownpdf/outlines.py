"""edges, family: the program of a font that a PDF holds (TrueType) -> where the ink of its glyphs stands, its name.

In: the bytes of the program.  Out: numbers in the font's own unit.  A program of another kind raises `Foreign`.
"""

from __future__ import annotations

from itertools import pairwise
from struct import unpack_from

from generator.ownpdf.objects import Foreign

_ENGLISH = 0x409
_WINDOWS = 3
#: The names of a font: its family as typographers have it, or else as programs have it.
_FAMILIES = (16, 1)

#: Left, lower, right, upper edge.
Edges = tuple[int, int, int, int]


def tables(program: bytes) -> dict[bytes, int]:
    """Return where the tables of a font begin."""
    if not program.startswith(b"\0\1\0\0"):
        raise Foreign
    count = unpack_from(">H", program, 4)[0]
    return {tag: start for tag, _, start, _ in (unpack_from(">4sIII", program, 12 + 16 * at) for at in range(count))}


def edges(program: bytes, found: dict[bytes, int]) -> tuple[int, list[Edges]]:
    """Return how many units are an em, and the edges of the ink of all glyphs; those of one without ink are 0."""
    unit, long = unpack_from(">H", program, found[b"head"] + 18)[0], unpack_from(">h", program, found[b"head"] + 50)[0]
    count = unpack_from(">H", program, found[b"maxp"] + 4)[0]
    places = unpack_from(f">{count + 1}{'I' if long else 'H'}", program, found[b"loca"])
    start, step = found[b"glyf"] + 2, 1 if long else 2
    return unit, [
        unpack_from(">hhhh", program, start + one * step) if one != other else (0, 0, 0, 0)
        for one, other in pairwise(places)
    ]


def family(program: bytes, found: dict[bytes, int]) -> str:
    """Return the name of a font's family in English, "" where it has none."""
    start = found[b"name"]
    _, count, texts = unpack_from(">HHH", program, start)
    names: dict[int, str] = {}
    for at in range(start + 6, start + 6 + 12 * count, 12):
        platform, _, language, kind, length, place = unpack_from(">HHHHHH", program, at)
        if platform == _WINDOWS and language == _ENGLISH and kind in _FAMILIES:
            begin = start + texts + place
            names[kind] = program[begin : begin + length].decode("utf-16-be")
    return next((names[kind] for kind in _FAMILIES if kind in names), "")
