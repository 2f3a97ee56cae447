"""proof: both sides after they were compared -> what differs, by line, and both sides row by row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.importing.proof.values import Difference, Proof, Row, Said

if TYPE_CHECKING:
    from generator.importing.proof.hold import Held

#: So many words before a difference tell where it is.
_BEFORE = 5
#: So many words of the form may stand between two of the plan.
_FORMS = 100
#: What was found in order, or is the form's to give.
_FOUND = ("same", "form")


def proof(held: Held, rows: bool = True) -> Proof:
    """Return what was found, with both sides row by row where they are asked for."""
    counted = [n for n, (_, _, auto) in enumerate(held.source) if not auto]
    return Proof(
        total=len(counted),
        found=sum(held.states[n] in _FOUND for n in counted),
        form=held.news.count("form"),
        differences=tuple(sorted(_differences(held), key=lambda each: (each.line, each.last))),
        rows=tuple(_rows(held)) if rows else (),
    )


# --- differences --------------------------------------------------------------------------------


def _differences(held: Held) -> Iterator[Difference]:
    here = 0
    paired: set[int] = set()
    while here < len(held.source):
        state = held.states[here]
        if state in _FOUND:
            here += 1
            continue
        end = here + 1
        while end < len(held.source) and held.states[end] == state and _goes_on(held, end):
            end += 1
        yield _lost(held, here, end, paired)
        here = end
    yield from _added(held, paired)


def _goes_on(held: Held, here: int) -> bool:
    """Tell whether a word belongs to the same difference as the one before it."""
    return held.states[here] == "lost" or held.met[here] == held.met[here - 1] + 1


def _lost(held: Held, start: int, end: int, paired: set[int]) -> Difference:
    """What became of a stretch of the source that was not found in its place."""
    text = " ".join(word for word, _, _ in held.source[start:end])
    first, last = held.source[start][1], held.source[end - 1][1]
    before = _words(held, start)
    state = held.states[start]
    if state in ("moved", "sign"):
        built = " ".join(held.built[held.met[n]].text for n in range(start, end))
        return Difference("moved" if state == "moved" else "sign", text, built, first, last, end - start, before)
    there = _instead(held, start, end)
    paired.update(there)
    built = " ".join(held.built[n].text for n in there)
    kind = "number" if state == "number" else "changed" if there else "missing"
    return Difference(kind, text, built, first, last, end - start, before)  # type: ignore[arg-type]


def _instead(held: Held, start: int, end: int) -> range:
    """The new words of the document that stand exactly where words of the source were lost."""
    while end < len(held.source) and held.states[end] == "form" and held.met[end] < 0:
        end += 1  # a dash before the next recipient
    before = held.met[start - 1] if start else -1
    after = held.met[end] if end < len(held.source) else len(held.built)
    if after < 0 or (start and before < 0) or after <= before:
        return range(0)
    most = 3 * (end - start) + 6
    if after - before > 4 * most + _FORMS:
        return range(0)
    inner = [n for n in range(before + 1, after) if held.news[n] == "new"]
    whole = bool(inner) and inner == list(range(inner[0], inner[-1] + 1)) and len(inner) <= most
    return range(inner[0], inner[-1] + 1) if whole else range(0)


def _words(held: Held, start: int) -> str:
    return " ".join(word for word, _, _ in held.source[max(0, start - _BEFORE) : start])


def _added(held: Held, paired: set[int]) -> Iterator[Difference]:
    """Words of the document that are not the source's: by unit, with the line of what stands before them."""
    line_of = {there: held.source[here][1] for here, there in enumerate(held.met) if there >= 0}
    first: dict[int, int] = {}
    for there, line in line_of.items():
        first[held.built[there].unit] = min(line, first.get(held.built[there].unit, line))
    line, there, unit = 0, 0, -1
    while there < len(held.built):
        if held.built[there].unit != unit:  # what a unit begins with stands at the line of what follows in it
            unit = held.built[there].unit
            line = first.get(unit, line)
        line = line_of.get(there, line)
        if held.news[there] != "new" or there in paired:
            there += 1
            continue
        end = _run(held, there, paired)
        text = " ".join(piece.text for piece in held.built[there:end])
        before = " ".join(piece.text for piece in held.built[max(0, there - _BEFORE) : there])
        yield Difference("added", "", text, line, line, end - there, before)
        there = end


def _run(held: Held, start: int, paired: set[int]) -> int:
    """Where new words of one unit end; a dash that the form may give does not part them."""
    end = start + 1
    for at in range(end, len(held.built)):
        if held.built[at].unit != held.built[start].unit or at in paired or held.news[at] not in ("new", "form"):
            break
        end = at + 1 if held.news[at] == "new" else end
    return end


# --- rows ---------------------------------------------------------------------------------------


def _rows(held: Held) -> Iterator[Row]:
    """Both sides, a row for each unit of the document; what was lost between units has a row of its own."""
    homes = _homes(held)
    words: dict[int, list[int]] = {}
    for here, home in enumerate(homes):
        if home >= 0:
            words.setdefault(home, []).append(here)
    built: dict[int, list[int]] = {}
    for there, piece in enumerate(held.built):
        built.setdefault(_home(held, piece.unit), []).append(there)
    done = 0
    for unit in sorted(built):
        own = words.get(unit, [])
        if own and held.units[unit].zone != "note":
            yield from _alone(held, homes, done, own[0])
            done = max(done, own[0])
        yield Row(_source(held, own), _built(held, built[unit]), held.units[unit].zone, held.units[unit].look)
    yield from _alone(held, homes, done, len(held.source))


def _home(held: Held, unit: int) -> int:
    """The unit at whose row a unit is shown: letterhead and signature have one row each."""
    zone = held.units[unit].zone
    if zone not in ("head", "foot"):
        return unit
    return next(n for n, each in enumerate(held.units) if each.zone == zone)


def _homes(held: Held) -> list[int]:
    """The row of each word of the source; -1 where it has none: no word of its line was found."""
    homes = [
        _home(held, held.built[there].unit) if there >= 0 and state != "moved" else -1
        for there, state in zip(held.met, held.states, strict=True)
    ]
    for steps in (range(1, len(homes)), range(len(homes) - 2, -1, -1)):
        back = -1 if steps.step > 0 else 1
        for here in steps:
            if homes[here] < 0 and held.source[here][1] == held.source[here + back][1]:
                homes[here] = homes[here + back]
    return homes


def _alone(held: Held, homes: list[int], start: int, end: int) -> Iterator[Row]:
    """A row for each line of the source of which nothing was found."""
    line: list[int] = []
    for here in range(start, end):
        if homes[here] >= 0:
            continue
        if line and held.source[line[-1]][1] != held.source[here][1]:
            yield Row(_source(held, line), (), "flow")
            line = []
        line.append(here)
    if line:
        yield Row(_source(held, line), (), "flow")


def _source(held: Held, places: list[int]) -> tuple[Said, ...]:
    return tuple(Said(held.source[n][0], held.states[n], held.source[n][1]) for n in places)


def _built(held: Held, places: list[int]) -> tuple[Said, ...]:
    """Words of the document; their line is the number of their unit, so that lines of a row can be told apart."""
    return tuple(Said(held.built[n].text, held.news[n], held.built[n].unit) for n in places)
