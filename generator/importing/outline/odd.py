"""price: a marker as the next child of an open item -> what is odd about that, as a number; 0 where nothing is.

The costs are set against each other, not measured: two small oddities may be likelier than one that no office does.
"""

from __future__ import annotations

from typing import NamedTuple

from generator.importing.outline.markers import BULLETS, RANK, Reading

_ODD = 2.5  # a list that begins with another number than its first, or skips some
_AGAIN = 3.0  # the same number once more
_BACK = 3.5  # a smaller number than the one before
_RESTART = 2.6  # 1 again
_INVERTED = 1.2  # an outer form inside an inner one
_SWAPPED = 0.35  # the same, where offices do it either way
_NESTED = 1.5  # a list inside one of its own form
_SECOND = 0.4  # a second list of another form under one parent
_MIXED = 1.0  # the same, where both are bullets, or the first are the sections of the plan
_SIGNS = 0.8  # the same, where both are round and of another kind
_CLOSED = {";": 0.6, ",": 0.6, ".": 0.15}  # a list inside an item that ends so
_ALTERNATE = 1.0  # a list taken up again after one of another form
_PASSED = 1.5  # an inner item is there that it could stand under
_COLON = 0.3  # the last item ends with a colon, and this does not stand under it
_KNOWN = 0.2  # what was odd above, when the office did the same before
_INDENTED = 2.0  # beside a bullet of its own form that begins elsewhere
_HELD = 1.6  # sections below a heading without a marker: rather, that one is a preamble beside them

#: Bullets of one form that begin so far from each other (pt) are of two levels.
STEP = 9.0


class Frame(NamedTuple):
    """An open item: its form and number, the sign that it ends with, whether it looks like a heading, its level as a
    heading of the source (0 for none), the last number of each list inside it, and the form of the latest."""

    form: str
    number: int
    other: int
    prefix: tuple[int, ...]
    rank: float
    ends: str
    heads: bool = False
    outline: int = 0
    lists: tuple[tuple[str, int, int, tuple[int, ...]], ...] = ()
    recent: str = ""
    #: Where a bullet begins (pt).
    indent: float | None = None
    #: The program of the source set that; the places of what was typed are set by hand.
    placed: bool = False
    #: Of a heading without a marker: how far in its look puts it.
    weight: int = 0


Pair = tuple[str, str]
_SECTIONS = tuple(form for form, rank in RANK.items() if rank <= RANK["I."])


def price(
    frames: tuple[Frame, ...], known: frozenset[Pair], at: int, reading: Reading, frame: Frame
) -> tuple[float, Pair | None]:
    """Return what is odd about a marker as the next child of the open item `at`, and the nesting that this would be.

    `frames` are the open items from the root, `known` the nestings seen before, `frame` what the marker would open."""
    parent, form, rank = frames[at], frame.form, frame.rank
    pair: Pair | None = None
    last = None
    for one in parent.lists:
        if one[0] == form:
            last = one
    if last is None:
        pair = (parent.form, form)
        cost = _begin(parent, reading) if reading.number or reading.other else 0.0
        odd = _inside(parent, frame) if _told(parent, frame) else _oddity(frames, at, rank, form)
        cost += min(odd, _KNOWN) if pair in known else max(odd, 0.0)
        if parent.lists:
            cost += _second(parent, frames[at + 1] if at + 1 < len(frames) else parent, frame)
    else:
        cost = _step(last, reading) if reading.number or reading.other else 0.0
        if parent.recent != form:
            cost += _ALTERNATE
        if at + 1 < len(frames):
            cost += _beside(parent, frames[at + 1], frame)
    if at + 1 < len(frames):
        cost += _closing(frames, at, form, rank)
    return cost, pair


def _second(parent: Frame, other: Frame, frame: Frame) -> float:
    """What it costs to begin a list beside those that an item has, `other` the last of its items if that is open."""
    if _told(other, frame) and not _far(other, frame):
        return 0.0
    recent, form = parent.recent[:1], frame.form[:1]
    if recent == form == "•":
        return _SIGNS
    sections = not parent.form and parent.recent in _SECTIONS
    return _MIXED if sections or (form in BULLETS and recent in BULLETS) else _SECOND


def _far(other: Frame, frame: Frame) -> bool:
    """Tell whether two items begin in different places."""
    known = frame.indent is not None and other.indent is not None
    return known and abs((frame.indent or 0.0) - (other.indent or 0.0)) >= STEP


def _told(other: Frame, frame: Frame) -> bool:
    """Tell whether the places of two bullets of one form say which is inside the other: a program set both, or round
    ones or those after a colon were typed in different places. That typed ones begin in one place says nothing."""
    round_ones = other.form[:1] == frame.form[:1] == "•"
    if other.indent is None or frame.indent is None or not (round_ones or other.form == frame.form):
        return False
    return (other.placed and frame.placed) or (_far(other, frame) and (round_ones or other.ends == ":"))


def _beside(parent: Frame, other: Frame, frame: Frame) -> float:
    """What it costs that two bullets of one list begin in different places, where that says something."""
    says = frame.form[:1] in BULLETS and (_told(other, frame) or parent.form == frame.form)
    return _INDENTED if says and _far(other, frame) else 0.0


def _inside(parent: Frame, frame: Frame) -> float:
    """What it costs to begin a list inside an item of the same form: none, where it begins further in."""
    further = (frame.indent or 0.0) - (parent.indent or 0.0) >= STEP
    return 0.0 if further else _NESTED + _INVERTED


def _closing(frames: tuple[Frame, ...], at: int, form: str, rank: float) -> float:
    """What it costs to close the items inside `at`."""
    cost = _COLON if frames[-1].ends == ":" else 0.0
    if frames[at + 1].form == form:
        return cost
    for frame in frames[at + 1 :]:
        if frame.rank < rank:
            return cost + _PASSED
    return cost


def _oddity(frames: tuple[Frame, ...], at: int, rank: float, form: str) -> float:
    """What it costs to begin a list of a form inside an item."""
    parent = frames[at]
    odd = 0.0
    if at and rank <= parent.rank:
        odd = _SWAPPED if parent.rank - rank < 0.6 and parent.form != form else _INVERTED
    for frame in frames[1 : at + 1]:
        if frame.form == form:
            odd += _NESTED
            break
    if odd and at == len(frames) - 1:
        odd -= 0.9 if parent.ends == ":" else 0.5 if parent.ends.isalnum() else 0.0
    if parent.form == "none" and form in _SECTIONS:
        odd += _HELD
    return odd + _CLOSED.get(parent.ends, 0.0)


def _begin(parent: Frame, reading: Reading) -> float:
    """What it costs that a list begins with a number."""
    first = reading.number == 1 or reading.other == 1
    if not reading.prefix:
        return 0.0 if first else _ODD
    above = (*parent.prefix, parent.number) if parent.form[:1] == "1" else (parent.number,)
    fits = reading.prefix == above or (len(above) != len(reading.prefix) and parent.form not in ("1.", "I."))
    if not parent.form:
        fits = not parent.lists
    return (0.0 if first else _ODD) + (0.0 if fits else _ODD)


def _step(last: tuple[str, int, int, tuple[int, ...]], reading: Reading) -> float:
    """What it costs that a number comes after another in one list."""
    _, number, other, prefix = last
    if prefix != reading.prefix:
        return _ODD
    if (reading.number == number + 1 and reading.number) or (other and reading.other == other + 1):
        return 0.0
    if (reading.number, reading.other) == (number, other):
        return _AGAIN
    if reading.number == 1:
        return _RESTART
    return _ODD + min(1.0, 0.1 * (reading.number - number)) if reading.number > number else _BACK
