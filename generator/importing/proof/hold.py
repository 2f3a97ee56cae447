"""prove: the words of a source and the document that was built of it -> the Proof.

Running text is compared strictly in order. The letterhead, the signature with the recipients, and the notes are
compared line by line, since a source may have their columns in another order, or its notes in another place. A marker
is compared by its value (`a.` is `a)`), and where the form of the decree gives the sign at the end of a sentence the
source's own is not asked for (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, II.6.a; Phụ lục III, Mẫu 1.4).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from generator.document import Document
from generator.frozen import dataclass
from generator.importing.proof import columns, pieces, printed, tell
from generator.importing.proof.match import match
from generator.importing.proof.printed import Role, Unit, Zone
from generator.importing.proof.values import Proof, State
from generator.importing.sheet import Word

_NOTHING: Mapping[int, str] = MappingProxyType({})
#: What ends a text by the decree; where a source has it elsewhere, or apart, nothing is lost.
_END = ("./.", "/.", ".", ";", "./", ".//.")
_BULLETS = ("-", "–", "+", "*", "•")
#: Words that were found alone, so few together and so far from all others, were not found but hit upon.
_LONELY, _FAR = 2, 5
#: A stretch that may stand twice, and how far apart.
_CAPTION, _GAP = 60, 400
#: So many words in a row tell that a stretch was moved.
_MOVED = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the document: its word, its unit, where it stands, what governs it."""

    text: str
    unit: int
    zone: Zone
    role: Role


class Held:
    """Both sides while they are compared: `met` holds for each word of the source its piece of the document."""

    def __init__(self, source: list[tuple[str, int, bool]], units: tuple[Unit, ...]) -> None:
        self.source, self.units = source, units
        self.built = [Piece(text, n, unit.zone, role) for n, unit in enumerate(units) for text, role in unit.words]
        self.met = [-1] * len(source)
        self.states: list[State] = ["number" if auto else "lost" for _, _, auto in source]
        #: Signs of the letterhead and of the recipients that say nothing.
        self.idle: list[int] = []
        self.news: list[State] = ["form" if piece.role == "form" else "new" for piece in self.built]

    def meet(self, here: int, there: int, state: State) -> None:
        """A word of the source is this one of the document."""
        self.met[here] = there
        self.states[here] = self.news[there] = state


def prove(
    source: Sequence[Word],
    document: Document,
    numbers: Mapping[int, str] = _NOTHING,
    made: Sequence[str] = (),
    rows: bool = True,
) -> Proof:
    """Hold a document against the words of its source.

    `numbers` are the automatic markers of the source by line (`Para.marker`), which are no words of it: they are held
    against the markers that print, and not counted. `made` are the words read back from the built file
    (`check.docx_text.read`); where they are not the document's, they are believed. Without `rows` the sides are not
    laid beside each other, which only the page needs.
    """
    held = Held(_pieces(source, numbers), printed.units(document, made))
    _in_order(held)
    columns.head(held)
    columns.foot(held)
    columns.notes(held)
    _moved(held)
    _signs(held)
    return tell.proof(held, rows)


def _pieces(source: Sequence[Word], numbers: Mapping[int, str]) -> list[tuple[str, int, bool]]:
    """The words of a source with their lines, automatic markers in front of theirs."""
    out: list[tuple[str, int, bool]] = []
    before = 0
    for word in source:
        if word.line != before and word.line in numbers:
            out += [(piece, word.line, True) for part in numbers[word.line].split() for piece in pieces.pieces(part)]
        before = word.line
        for part in word.text.split():
            out += [(piece, word.line, False) for piece in pieces.pieces(part) if not pieces.is_rule(piece)]
    return out


def _in_order(held: Held) -> None:
    """Match running text and appendices, strictly in order."""
    flow = [n for n, piece in enumerate(held.built) if piece.zone in ("flow", "annex")]
    old = [pieces.bare(text) for text, _, _ in held.source]
    found = _without_lonely(match(old, [pieces.bare(held.built[n].text) for n in flow]), len(flow))
    _close(old, found)
    for here, at in enumerate(found):
        if at >= 0:
            piece = held.built[flow[at]]
            text, _, auto = held.source[here]
            held.meet(here, flow[at], "same" if auto or _equal(text, piece) else "sign")


def _equal(text: str, piece: Piece) -> bool:
    """Tell whether two words that have the same letters are the same, signs and all, or differ as the form may."""
    if piece.role in ("marker", "end", "form"):
        return True
    one, other = pieces.exact(text), pieces.exact(piece.text)
    return one == other or one.removesuffix("/.") == other or one.removesuffix("./.") == other.rstrip(".;")


def _without_lonely(found: list[int], total: int) -> list[int]:
    """Leave out matches that stand alone on both sides: a common word hit upon far from where it belongs."""
    blocks: list[tuple[int, int, int]] = []
    for here, there in enumerate(found):
        if there < 0:
            continue
        if blocks and blocks[-1][0] + blocks[-1][2] == here and blocks[-1][1] + blocks[-1][2] == there:
            blocks[-1] = (*blocks[-1][:2], blocks[-1][2] + 1)
        else:
            blocks.append((here, there, 1))
    fence = [(-_FAR - 1, -_FAR - 1, 0), *blocks, (len(found) + _FAR + 1, total + _FAR + 1, 0)]
    for before, block, after in zip(fence, fence[1:], fence[2:], strict=False):
        far = all(
            block[side] - before[side] - before[2] > _FAR and after[side] - block[side] - block[2] > _FAR
            for side in (0, 1)
        )
        if block[2] <= _LONELY and far and len(found) > 20:
            found[block[0] : block[0] + block[2]] = [-1] * block[2]
    return found


def _close(old: list[str], found: list[int]) -> None:
    """Where words stand twice in the source (a portal's caption, then the title), take those that are next to what
    follows them in the document."""
    end = len(found)
    while end > 0:
        if found[end - 1] < 0:
            end -= 1
            continue
        start = end - 1
        while start and found[start - 1] == found[start] - 1 and found[start] > 0:
            start -= 1
        size, after = end - start, end
        while after < len(found) and found[after] < 0 and after - end <= _GAP:
            after += 1
        near = after < len(found) and found[after] == found[end - 1] + 1 and after - end >= size
        if near and size <= _CAPTION and old[start:end] == old[after - size : after]:
            found[after - size : after], found[start:end] = found[start:end], [-1] * size
        end = start


def _moved(held: Held) -> None:
    """Match stretches that stand in both, but not in the same order."""
    if "new" not in held.news or "lost" not in held.states:
        return
    starts: dict[tuple[str, ...], list[int]] = {}
    new = [
        pieces.bare(piece.text) if state == "new" else "" for piece, state in zip(held.built, held.news, strict=True)
    ]
    old = [
        pieces.bare(text[0]) if state == "lost" else "" for text, state in zip(held.source, held.states, strict=True)
    ]
    for at in range(len(new) - _MOVED + 1):
        key = tuple(new[at : at + _MOVED])
        if "" not in key:
            starts.setdefault(key, []).append(at)
    here = 0
    while here < len(old):
        places = starts.get(tuple(old[here : here + _MOVED]), ())
        there = next((at for at in places if all(held.news[at + n] == "new" for n in range(_MOVED))), -1)
        if there < 0:
            here += 1
            continue
        while here < len(old) and there < len(new) and old[here] and old[here] == new[there]:
            if held.news[there] != "new":
                break
            held.meet(here, there, "moved")
            here, there = here + 1, there + 1


def _marked(held: Held, here: int) -> bool:
    """Tell whether a marker stands before a word: `I - MỤC ĐÍCH`."""
    before = held.met[here - 1] if here else -1
    return before >= 0 and held.built[before].role == "marker"


def _signs(held: Held) -> None:
    """What the form gives or takes by itself: the end of the text, the number of a note, dashes of recipients."""
    for here in held.idle:
        held.states[here] = "form" if held.states[here] in ("lost", "number") else held.states[here]
    for here, (text, _, _) in enumerate(held.source):
        if held.states[here] == "lost" and text in _END:
            before = held.met[here - 1] if here else -1
            if text.endswith("/.") or (before >= 0 and held.built[before].role == "end"):
                held.states[here] = "form"
        elif held.states[here] == "lost" and text in ("-", "–", ":") and _marked(held, here):
            held.states[here] = "form"
        elif held.states[here] == "lost" and text in _BULLETS and here + 1 < len(held.source):
            after, line, _ = held.source[here + 1]  # `- + 100%`: a portal's list around a sign that the office typed
            if after in _BULLETS and line == held.source[here][1] and held.met[here + 1] >= 0:
                held.states[here] = "form"
    for there, piece in enumerate(held.built):
        alone = piece.zone == "note" or piece.text.startswith("[")
        if held.news[there] == "new" and piece.role == "marker" and alone:
            held.news[there] = "form"
