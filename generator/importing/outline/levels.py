"""find: lines with the markers that they may begin with -> under which line each of them stands.

One hard algorithm. No look and no indent decides, but the order of all markers together: each marker is tried at every
place where it could stand (the next one of an open list, the first of a list inside the last item, of a second list
further out) and what is odd there costs: a number that does not follow, a list that does not begin with its first
number, an `I.` inside a `1.`, a list inside one of its own form. The cheapest reading of the whole outline wins (a beam
search: the time is in proportion to the lines). So `1.` under `a)` is understood by the `b)` that comes later, `i)` by
the `h)` before it, and two sections IV stay two sections.

A nesting that was seen once costs little again: the office's own way is learnt while reading.
"""

from __future__ import annotations

from collections.abc import Iterable
from operator import itemgetter
from typing import NamedTuple

from generator.importing.outline import headings
from generator.importing.outline.lines import Line
from generator.importing.outline.markers import Reading
from generator.importing.outline.odd import Frame, price

#: How many readings of the outline are kept while going on, and by how much one may be worse than the best.
WIDTH = 5
MARGIN = 3.2
#: Steps that a text may take in all: a long one is read with a narrower beam.
STEPS = 12_000
#: Markers that are looked at.
MOST = 6_000
#: No plan is deeper; hostile input is not followed further.
DEPTH = 12
#: How far out a star stands that opens a remark or a part in bold or italic: beside the points.
STAR = 6.4


class State(NamedTuple):
    """A reading so far: its cost, the open items from the root, the nestings it has seen, and how it came about."""

    cost: float
    frames: tuple[Frame, ...]
    known: frozenset[tuple[str, str]]
    path: tuple[object, ...] | None


class Choice(NamedTuple):
    """What was decided for a line: how many items are open above it, and its marker; None for a heading without one."""

    depth: int
    reading: Reading | None


def find(lines: list[Line]) -> dict[int, Choice]:
    """Return, for the lines (by index) that are items, where they stand. What is left out is running text: also all
    after the first `MOST` markers, which no plan has."""
    root = Frame("", 0, 0, (), -1.0, "")
    beam = [State(0.0, (root,), frozenset(), None)]
    marked = [index for index, line in enumerate(lines) if line.readings or line.alone][:MOST]
    width = max(1, min(WIDTH, STEPS // max(1, len(marked))))
    sections = _sections(lines[index] for index in marked)
    for index in marked:
        beam = _best(_ways(beam, lines[index], sections), index, width)
    return _choices(beam[0].path)


class Sections(NamedTuple):
    """How the sections of a plan are set, which tells where a heading without a marker stands among them."""

    there: bool
    centred: bool


def _sections(lines: Iterable[Line]) -> Sections:
    found = [line for line in lines if any(r.form in ("A.", "I.") for r in line.readings)]
    return Sections(bool(found), any(line.centred for line in found))


class Way(NamedTuple):
    """What a line may be after a state: the cost in all, and what it would be; its state is made only if it is good."""

    cost: float
    state: State
    at: int
    reading: Reading | None
    pair: tuple[str, str] | None
    frame: Frame | None


def _best(ways: list[Way], index: int, width: int) -> list[State]:
    ways.sort(key=_COST)
    kept: list[State] = []
    seen = set()
    for way in ways:
        if len(kept) == width or way.cost > ways[0].cost + MARGIN:
            break
        made = _taken(way, index)
        if made.frames not in seen:
            seen.add(made.frames)
            kept.append(made)
    return kept


def _taken(way: Way, index: int) -> State:
    """The state after a line is what a way says."""
    state, at, frame = way.state, way.at, way.frame
    if frame is None:
        return State(way.cost, state.frames, state.known, state.path)
    known = state.known | {way.pair} if way.pair and way.pair not in state.known else state.known
    return State(way.cost, _placed(state.frames, at, frame), known, (state.path, index, Choice(at, way.reading)))


_COST = itemgetter(0)


def _choices(path: tuple[object, ...] | None) -> dict[int, Choice]:
    found: dict[int, Choice] = {}
    while path is not None:
        before, index, choice = path
        assert isinstance(index, int) and isinstance(choice, Choice)
        found[index] = choice
        path = before  # type: ignore[assignment]
    return found


def _framed(line: Line) -> list[tuple[Reading, Frame]]:
    """The open item that each reading of a line would be."""
    made = []
    for reading in line.readings:
        form, words = reading.form, line.words[reading.end :]
        rank = STAR if form == "*" and line.look else reading.rank
        heads = headings.heading(words, line.look, True, rank, line.outline)
        frame = Frame(
            reading.list, reading.number, reading.other, reading.prefix, rank, words[-1:], heads, line.outline,
            indent=line.indent if not reading.counted else None, placed=line.placed,
        )  # fmt: skip
        made.append((reading, frame))
    return made


def _ways(beam: list[State], line: Line, sections: Sections) -> list[Way]:
    """All that a line may be after the states of a beam, but for what is much worse than another way."""
    if line.alone:
        return [_headed(state, line, sections) for state in beam]
    framed = _framed(line)
    doubts = [r.doubt for r in line.readings if r.doubt is not None]
    words = min(doubts) if len(doubts) == len(framed) else None
    best = beam[0].cost + _FAR
    made: list[Way] = []
    for state in beam:
        for reading, frame in framed:
            for at in range(min(len(state.frames), DEPTH) - 1, -1, -1):
                cost, pair = price(state.frames, state.known, at, reading, frame)
                cost += state.cost + reading.odd
                if cost <= best + MARGIN:
                    best = min(best, cost)
                    made.append(Way(cost, state, at, reading, pair, frame))
        if words is not None:
            made.append(Way(state.cost + words, state, 0, None, None, None))
    return made


#: More than any way costs.
_FAR = 1000.0


def _headed(state: State, line: Line, sections: Sections) -> Way:
    """A heading without a marker after a state: its place is known from its look alone."""
    at = _above(state.frames, line, sections)
    rank = state.frames[at].rank + 0.5 if at else 1.5
    frame = Frame("none", 0, 0, (), rank, line.words[-1:], False, line.outline, weight=_weight(line))
    return Way(state.cost, state, at, None, None, frame)


def _weight(line: Line) -> int:
    """How far out a heading without a marker stands by its look: bold ones over those in bold italics."""
    return 2 if line.slanted else 1 if line.look != "capitals" else 0


def _above(frames: tuple[Frame, ...], line: Line, sections: Sections) -> int:
    """Where a heading without a marker stands: in capitals beside the sections or above them, else inside the innermost
    heading."""
    if line.outline and any(frame.form == "none" and frame.outline for frame in frames):
        return next(i for i, frame in enumerate((*frames[1:], None)) if not frame or frame.outline >= line.outline)
    if line.look != "capitals":
        inner = _inner(frames)
        lighter = (i for i, f in enumerate(frames) if i > inner and f.form == "none" and 0 < f.weight < _weight(line))
        return max(lighter, default=inner)
    if not sections.there:
        among = (i for i, frame in enumerate(frames) if frame.form == "none" and frame.rank < 2)
        return next(among, _inner(frames) + 1) - 1
    if over := _over(frames):
        return over - 1
    if any(frame.form in ("I.", "A.") for frame in frames) and not (line.centred and sections.centred):
        return _inner(frames)
    return max((i for i, frame in enumerate(frames) if frame.form in ("Phần", "A.")), default=0)


def _over(frames: tuple[Frame, ...]) -> int:
    """The heading in capitals without a marker that the open section stands in, 0 for none."""
    within = next((i for i, frame in enumerate(frames) if frame.form in ("I.", "A.")), 0)
    return next((i for i in range(1, within) if frames[i].form == "none" and not frames[i].weight), 0)


def _inner(frames: tuple[Frame, ...]) -> int:
    """The innermost open section, clause or subclause that is a heading."""
    outer = enumerate(frame if not frame.form.startswith("Bước") else frames[0] for frame in frames)
    inside = (i for i, frame in outer if frame.form != "none" and frame.rank < headings.POINT and frame.heads)
    return max(inside, default=0)


def _placed(frames: tuple[Frame, ...], at: int, frame: Frame) -> tuple[Frame, ...]:
    """The open items after one was added as a child of one of them."""
    parent = frames[at]
    if frame.form == "none":
        return (*frames[: at + 1], frame)
    lists = [one for one in parent.lists if one[0] != frame.form]
    lists.append((frame.form, frame.number, frame.other, frame.prefix))
    return (*frames[:at], parent._replace(lists=tuple(lists), recent=frame.form), frame)
