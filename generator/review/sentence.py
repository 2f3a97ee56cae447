"""edit: a sentence as typed and what a reviewer did to its printed letters -> the sentence as it is typed now.

A printed letter knows where it stands in the typed sentence (emphasis signs, escapes and placeholders lie between).
First the typed sentence is changed in place; where that would not print what was meant, it is typed anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from generator import inline
from generator.document import plain
from generator.inline import Placeholder
from generator.review.marks import NOTE

_ESCAPED = re.compile(r"([*{\[\\])")


@dataclass(frozen=True, slots=True)
class Atom:
    """What is printed as one: a letter, all that fills a placeholder, a footnote's number; and its typed stretch."""

    shown: str
    start: int
    end: int
    bold: bool = False
    italic: bool = False
    field: Placeholder | None = None


@dataclass(frozen=True, slots=True)
class Splice:
    """Put `now` in the place of the printed letters `start` to `end`, with the look it was typed in."""

    start: int
    end: int
    now: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """Show the printed letters `start` to `end` so."""

    start: int
    end: int
    bold: bool
    italic: bool


def atoms(typed: str, values: Mapping[str, Any]) -> tuple[Atom, ...] | None:
    """Return what a sentence prints, or None where it cannot be followed letter by letter."""
    found: list[Atom] = []
    at = 0
    try:
        pieces = inline.parse(typed)
        for piece in pieces:
            field = piece.value if isinstance(piece.value, Placeholder) else None
            literal = field.source if field else f"[^{piece.value}]" if piece.note else str(piece.value)
            at = typed.find(literal, at)
            if at < 0:
                return None
            if piece.note:
                found.append(Atom(NOTE, at, at + len(literal), piece.bold, piece.italic))
            elif field:
                filled = plain(inline.fill(literal, values, lambda name: 1))
                found.append(Atom(filled, at, at + len(literal), piece.bold, piece.italic, field))
            else:
                found += [Atom(c, at + n, at + n + 1, piece.bold, piece.italic) for n, c in enumerate(literal)]
            at += len(literal)
    except inline.InlineError:
        return None
    return tuple(found)


def said(of: Iterable[Atom]) -> str:
    """Return what atoms print."""
    return "".join(atom.shown for atom in of)


def spread(of: tuple[Atom, ...]) -> list[int]:
    """Return for every printed letter the atom that prints it."""
    return [number for number, atom in enumerate(of) for _ in atom.shown]


def edit(typed: str, of: tuple[Atom, ...], splices: Iterable[Splice], looks: Iterable[Look]) -> str | None:
    """Return the sentence as typed once the splices and looks are made, or None where it cannot be typed.

    A splice that touches part of what fills a placeholder cannot be made here; one that takes all of it can.
    """
    wanted = _wanted(of, list(splices), list(looks))
    if wanted is None:
        return None
    for attempt in (_in_place(typed, of, wanted), _anew(typed, wanted)):
        if _prints(attempt, wanted):
            return attempt
    return None


def _wanted(of: tuple[Atom, ...], splices: list[Splice], looks: list[Look]) -> list[Atom] | None:
    """Return the atoms of the new sentence; what came in has no typed stretch."""
    owner = spread(of)
    owner.append(len(of))
    now: list[Atom] = list(of)
    for look in looks:
        for number in {owner[place] for place in range(look.start, min(look.end, len(owner) - 1))}:
            now[number] = replace(now[number], bold=look.bold, italic=look.italic)
    out: list[Atom] = []
    done = 0
    for splice in sorted(splices, key=lambda each: (each.start, each.end)):
        if splice.end >= len(owner):
            return None
        first, last = owner[splice.start], owner[splice.end]
        whole = _begins(owner, splice.start) and _begins(owner, splice.end)
        if not whole or first < done:
            return None
        out += now[done:first]
        out += [Atom(letter, -1, -1, splice.bold, splice.italic) for letter in splice.now]
        done = last
    return out + now[done:]


def _begins(owner: list[int], place: int) -> bool:
    return place == 0 or owner[place] != owner[place - 1]


def _in_place(typed: str, of: tuple[Atom, ...], wanted: list[Atom]) -> str:
    """Change only what changed: what is kept stays with the signs around it."""
    kept = {atom.start for atom in wanted if atom.start >= 0}
    out: list[str] = []
    position = 0
    came: list[str] = []
    for atom in wanted:
        if atom.start < 0:
            came.append(_ESCAPED.sub(r"\\\1", atom.shown) if atom.shown in "*\\" else atom.shown)
            continue
        between = _without(typed, position, atom.start, of, kept)
        if came and out:
            out += [*came, between, typed[atom.start : atom.end]]
        else:
            out += [between, *came, typed[atom.start : atom.end]]
        came, position = [], atom.end
    return "".join([*out, *came, _without(typed, position, len(typed), of, kept)])


def _without(typed: str, start: int, end: int, of: tuple[Atom, ...], kept: set[int]) -> str:
    """Return a stretch of the typed sentence without the letters that went."""
    out: list[str] = []
    for atom in of:
        if atom.start >= end:
            break
        if atom.start >= start and atom.start not in kept:
            out.append(typed[start : atom.start].removesuffix("\\"))
            start = atom.end
    return "".join([*out, typed[start:end]])


def _anew(typed: str, wanted: list[Atom]) -> str:
    """Type a sentence from what it prints: signs of emphasis stand at words, not at blanks."""
    out: list[str] = []
    for (bold, italic), group in groupby(wanted, lambda atom: (atom.bold, atom.italic)):
        text = "".join(
            typed[atom.start : atom.end] if atom.start >= 0 and (atom.field or atom.shown == NOTE)
            else _ESCAPED.sub(r"\\\1", atom.shown) if atom.shown in "*\\" else atom.shown
            for atom in group
        )  # fmt: skip
        sign = "*" * (2 * bold + italic)
        body = text.strip()
        if sign and body:
            at = text.index(body)
            text = f"{text[:at]}{sign}{body}{sign}{text[at + len(body) :]}"
        out.append(text)
    return "".join(out)


def _prints(typed: str, wanted: list[Atom]) -> bool:
    """Tell whether a typed sentence prints what was meant; the look of blanks does not count."""
    try:
        pieces = inline.parse(typed)
    except inline.InlineError:
        return False
    got: list[tuple[str, bool, bool]] = []
    for piece in pieces:
        if isinstance(piece.value, Placeholder):
            got.append((piece.value.source, piece.bold, piece.italic))
        elif piece.note:
            got.append((NOTE, piece.bold, piece.italic))
        else:
            got += [(letter, piece.bold, piece.italic) for letter in piece.value]
    meant = [(atom.field.source if atom.field else atom.shown, atom.bold, atom.italic) for atom in wanted]
    return [_loose(each) for each in got] == [_loose(each) for each in meant]


def _loose(each: tuple[str, bool, bool]) -> tuple[str, bool, bool]:
    return (each[0], False, False) if each[0].isspace() else each
