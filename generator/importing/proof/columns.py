"""head, foot, notes: what stands in columns or apart is matched line by line, wherever its line stands in its zone.

A source has the letterhead as a table, as two columns made with tabs, or one line under another; the recipients beside
the signature or under it; notes at the foot of a page or at the end. So a line is looked for as a whole first, then
the longest stretches of it, in their order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from itertools import islice
from typing import TYPE_CHECKING

from generator.importing.proof import pieces
from generator.importing.proof.printed import Zone
from generator.importing.proof.values import State

if TYPE_CHECKING:
    from generator.importing.proof.hold import Held

#: A zone of so many words is looked through; what stands beyond is no letterhead.
_MOST = 1_500
#: A line spaced otherwise has no more pieces.
_PIECES = 24
_SIGNED = re.compile(r"[(\[](?:đã ký|ký|đã ký và đóng dấu|đã ký, đóng dấu|đã ký tên|ký tên(?:,| và)? đóng dấu)[)\]]\.?")
#: So much of a note must be found at one place.
_NOTE = 0.5


def head(held: Held) -> None:
    """Match the letterhead, stamps and addresses with what stands before the first words of the text, or nowhere."""
    titled = _title(held)
    after = [here for here, there in enumerate(held.met) if there >= 0 and held.built[there].unit > titled]
    end = after[0] if after else len(held.source)
    _by_lines(held, "head", range(min(end, _MOST)))
    _spaced(held, range(min(max(end, _title_end(held)), _MOST)))


def _title(held: Held) -> int:
    """The unit that ends the title."""
    headings = [n for n, unit in enumerate(held.units) if unit.zone == "flow" and unit.look == "heading"]
    return headings[1] if len(headings) > 1 else -1


def _title_end(held: Held) -> int:
    """The place of the source behind the words of the title that were found."""
    flow = [here for here, there in enumerate(held.met) if there >= 0 and held.built[there].zone == "flow"]
    return flow[0] if flow else len(held.source)


def _spaced(held: Held, places: range) -> None:
    """Match what is spaced otherwise: `K Ế  H O Ạ C H`, `1207 / KH - CTNDI`, `19 /KH-UBND`; the letters must agree."""
    lines = [unit for number, unit in sorted(_open_units(held).items()) if unit]
    targets = {_letters(held.built[there].text for there in unit): unit for unit in lines}
    for start in places:
        if held.states[start] != "lost":
            continue
        said = ""
        for end in range(start, min(start + _PIECES, places.stop)):
            if held.states[end] not in ("lost", "form") or held.source[end][1] != held.source[start][1]:
                break
            said += _letters([held.source[end][0]])
            if (unit := targets.get(said)) and len(said) > 1:
                for n, here in enumerate(range(start, end + 1)):
                    held.meet(here, unit[min(n, len(unit) - 1)], "same")
                for there in unit:
                    held.news[there] = "same"
                del targets[said]
                break


def _open_units(held: Held) -> dict[int, list[int]]:
    """The pieces not met yet of each line of the letterhead, and of the line that names the kind of the document."""
    out: dict[int, list[int]] = {}
    met = set(held.met)
    for there, piece in enumerate(held.built):
        unit = held.units[piece.unit]
        kind = unit.zone == "flow" and unit.look == "heading" and all(role == "form" for _, role in unit.words)
        if (piece.zone == "head" or kind) and there not in met and _letters([piece.text]) not in ("", "số"):
            out.setdefault(piece.unit, []).append(there)
    return out


def _letters(words: Iterable[str]) -> str:
    """The letters and digits of some words, run together, without zeros before a number."""
    return "".join(sign for word in words for sign in pieces.exact(word) if sign.isalnum()).lstrip("0")


def foot(held: Held) -> None:
    """Match recipients and signature with what stands between the last words of the text and the first appendix, then
    with what stands at the end."""
    flow = [here for here, there in enumerate(held.met) if there >= 0 and held.built[there].zone == "flow"]
    start = flow[-1] + 1 if flow else 0
    annex = [
        here
        for here, there in enumerate(held.met)
        if here >= start and there >= 0 and held.built[there].zone == "annex"
    ]
    _by_lines(held, "foot", range(start, annex[0] if annex else len(held.source)))
    if annex:
        _by_lines(held, "foot", range(annex[-1] + 1, len(held.source)))
    _signed(held, start)
    if flow and _units(held, "foot"):  # of a decision with a plan they stand above it
        _by_lines(held, "foot", range(flow[0]))
    _by_lines(held, "head", range(start, len(held.source)), whole=True)  # an address or a mark at the page's foot


def _signed(held: Held, start: int) -> None:
    """`(Đã ký)`, which a copy has in place of the signature made by hand, is no word of the plan."""
    for here in range(start, len(held.source)):
        if held.source[here][0][:1] not in "([":
            continue
        line = held.source[here][1]
        said = [pieces.exact(word) for word, at, _ in held.source[here : here + 6] if at == line]
        end = next((n for n, word in enumerate(said, 1) if word.rstrip(".").endswith((")", "]"))), 0)
        if end and _SIGNED.fullmatch(" ".join(said[:end])):
            held.idle += [at for at in range(here, here + end) if held.states[at] == "lost"]


def notes(held: Held) -> None:
    """Match each note with what was not found yet, wherever it stands."""
    free = [here for here, state in enumerate(held.states) if state == "lost"]
    for places in _units(held, "note").values():
        words = [pieces.bare(held.built[there].text) for there in places]
        old = [pieces.bare(held.source[here][0]) for here in free]
        if not free or len(old) * len(words) > 4_000_000:
            return
        matcher = SequenceMatcher(None, words, old, autojunk=False)
        blocks = [block for block in matcher.get_matching_blocks() if block.size]
        if sum(block.size for block in blocks) < _NOTE * len(words):
            continue
        for i, j, size in blocks:
            for n in range(size):
                here, there = free[j + n], places[i + n]
                one, other = pieces.exact(held.source[here][0]), pieces.exact(held.built[there].text)
                same = one == other or held.built[there].role == "marker" or i + n == len(words) - 1
                held.meet(here, there, "same" if same else "sign")
        free = [here for here in free if held.states[here] == "lost"]


def _units(held: Held, zone: Zone) -> dict[int, list[int]]:
    """The pieces of the units of a zone that are not matched yet."""
    out: dict[int, list[int]] = {}
    for there, piece in enumerate(held.built):
        if piece.zone == zone and held.news[there] in ("new", "form"):
            out.setdefault(piece.unit, []).append(there)
    return out


def _by_lines(held: Held, zone: Zone, places: Iterable[int], whole: bool = False) -> None:
    """Match the units of a zone with free words of the source; `whole` tells that only a whole line will do."""
    open_places = islice((here for here in places if held.states[here] in ("lost", "number")), _MOST)
    left = [(word, here) for here in open_places for word in pieces.formal(held.source[here][0]) or ("",)]
    if not whole:  # a dash before a recipient, dots where a day is left open, unless a note turns out to have them
        held.idle += [here for word, here in left if not word]
    free = [each for each in left if each[0]]
    units = [
        [(word, there) for there in unit for word in pieces.formal(held.built[there].text)]
        for unit in _units(held, zone).values()
    ]
    for unit in _units(held, zone).values():
        for there in unit:
            if not pieces.formal(held.built[there].text):
                held.news[there] = "form"
    for line in sorted(units, key=lambda line: -len(line)):
        free = _whole(held, line, free)
    for line in units if not whole else ():
        free = _stretches(held, [each for each in line if held.news[each[1]] in ("new", "form")], free)


def _whole(held: Held, line: list[tuple[str, int]], free: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Match a line that stands somewhere as it is; return the words that are still free."""
    if not line:
        return free
    words, old = [word for word, _ in line], [word for word, _ in free]
    size = len(words)
    found = [at for at in range(len(old) - size + 1) if old[at] == words[0] and old[at : at + size] == words]
    if not found:
        return free
    at = next((at for at in found if _is_line(held, free, at, at + size)), found[0])
    for (_, there), (_, here) in zip(line, free[at : at + size], strict=True):
        held.meet(here, there, _state(held, here, there))
    return free[:at] + free[at + size :]


def _is_line(held: Held, free: list[tuple[str, int]], start: int, end: int) -> bool:
    """Tell whether some free words are lines of the source by themselves, and no part of one."""
    first, last = held.source[free[start][1]][1], held.source[free[end - 1][1]][1]
    before = start and held.source[free[start - 1][1]][1] == first
    return not before and not (end < len(free) and held.source[free[end][1]][1] == last)


def _stretches(held: Held, line: list[tuple[str, int]], free: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Match what is the same of a line, in its order; return the words that are still free."""
    if not line or not free:
        return free
    matcher = SequenceMatcher(None, [word for word, _ in line], [word for word, _ in free], autojunk=False)
    taken: set[int] = set()
    for i, j, size in matcher.get_matching_blocks():
        for n in range(size):
            here, there = free[j + n][1], line[i + n][1]
            held.meet(here, there, _state(held, here, there))
            taken.add(j + n)
    return [each for n, each in enumerate(free) if n not in taken]


def _state(held: Held, here: int, there: int) -> State:
    """A line ends as the form has it, but a caption keeps its colon: without it, it is one recipient more."""
    old, new = held.source[here][0], held.built[there].text
    return "sign" if old.endswith(":") and not new.endswith(":") else "same"
