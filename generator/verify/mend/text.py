"""Finds the letters of a line again in its w:p: a Line -> the letters, and runs of their own for them.

One hard algorithm: a line of the Paper is told by its letters alone, since the reader joins, parts
and trims text; here they are matched, letter by letter, with what stands in the runs.  A line that
cannot be matched is not touched.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass

from generator.verify.docx.inline import ALTERNATE, BREAK, OPEN, PTAB, RPR, RUN, SYM, TEXT
from generator.verify.docx.xml import SPACE, Node, W, branch
from generator.verify.paper import Line, Span

#: What stands in a run and shows as a letter or a blank.
SIGNS = {f"{W}noBreakHyphen": "-", f"{W}tab": "\t", PTAB: "\t", BREAK: "\n", f"{W}cr": "\n", SYM: "\ufffc"}
FIELD = f"{W}fldSimple"
#: A paragraph of more letters is no text of an office, and would take long to match.
MOST = 30_000


@dataclass(frozen=True, slots=True)
class Glyph:
    """A letter with its marks, as it shows: the child of a run that holds it, and from where to where."""

    run: Node
    child: Node
    start: int
    end: int
    text: str

    @property
    def ink(self) -> bool:
        """Tell whether it leaves ink on the paper."""
        return not self.text.isspace()


def glyphs(paragraph: Node) -> list[Glyph]:
    """Return the letters of a paragraph in order, those in text boxes and deleted ones left out."""
    return [glyph for run in runs(paragraph) for glyph in _of_run(run)]


def runs(holder: Node) -> Iterator[Node]:
    """Give the runs of a paragraph that show, in order."""
    for child in holder:
        if child.tag == RUN:
            yield child
        elif child.tag in OPEN or child.tag == FIELD:
            yield from runs(child)
        elif child.tag == ALTERNATE and (chosen := branch(child)) is not None:
            yield from runs(chosen)


def _of_run(run: Node) -> Iterator[Glyph]:
    for child in run:
        if child.tag == TEXT:
            yield from _of_text(run, child)
        elif child.tag in SIGNS:
            yield Glyph(run, child, 0, 0, SIGNS[child.tag])


def _of_text(run: Node, child: Node) -> Iterator[Glyph]:
    text = child.text or ""
    start = 0
    for at in range(1, len(text) + 1):
        # a letter and the marks that stand over it are one
        if at == len(text) or not unicodedata.combining(text[at]):
            shown = unicodedata.normalize("NFC", text[start:at])
            if shown != "\u00ad":
                yield Glyph(run, child, start, at, shown)
            start = at


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of a line that leaves ink, and the span that it stands in."""

    text: str
    span: Span


def located(paragraph: Node, line: Line, fellows: Sequence[Line]) -> list[tuple[Glyph, Span]] | None:
    """Return the letters of a line with the look that the reader found, blanks between them included.

    `fellows` are all lines of the paragraph in order, `line` among them. None where they cannot be
    told for sure.
    """
    if sum(len(span.text) for fellow in fellows for span in fellow.spans) > MOST:
        return None
    whole = glyphs(paragraph)
    inked = [at for at, glyph in enumerate(whole) if glyph.ink]
    begin = 0
    for fellow in fellows:
        for letters in (_letters(fellow, True), _letters(fellow, False)):
            at = _search(whole, inked, letters, begin)
            if at is not None:
                break
        if at is None or not letters:
            return None
        if fellow is line:
            return _spread(whole, inked[at : at + len(letters)], letters)
        begin = at + len(letters)
    return None


def _letters(line: Line, notes: bool) -> list[Letter]:
    """Return the letters of a line; numbers of notes stand in no run as text."""
    found: list[Letter] = []
    for span in line.spans:
        if not notes and span.raised and span.text.strip().isdigit():
            continue
        start, text = 0, span.text
        for at in range(1, len(text) + 1):
            if at == len(text) or not unicodedata.combining(text[at]):
                found.append(Letter(text[start:at], span))
                start = at
    return [letter for letter in found if not letter.text.isspace()]


def _search(whole: Sequence[Glyph], inked: Sequence[int], letters: Sequence[Letter], begin: int) -> int | None:
    """Return where letters stand among those of a paragraph; capitals by formatting show in the line only."""
    ours = "\0".join(["", *(letter.text.upper() for letter in letters), ""])
    theirs = "\0".join(["", *(whole[at].text.upper() for at in inked[begin:]), ""])
    # both begin and end with a sign that no text can hold, so that only whole letters are found
    at = theirs.find(ours)
    return None if at < 0 else begin + theirs.count("\0", 0, at)


def _spread(whole: Sequence[Glyph], places: Sequence[int], letters: Sequence[Letter]) -> list[tuple[Glyph, Span]]:
    """Give every letter its span, and a blank that of the letter before it."""
    if not places:
        return []
    spans = {at: letter.span for at, letter in zip(places, letters, strict=True)}
    found: list[tuple[Glyph, Span]] = []
    span = letters[0].span
    for at in range(places[0], places[-1] + 1):
        span = spans.get(at, span)
        found.append((whole[at], span))
    for glyph in whole[places[-1] + 1 :]:
        if glyph.ink or glyph.text in "\t\n":
            break
        found.append((glyph, span))
    return found


def isolated(found: Sequence[tuple[Glyph, Span]], wanted: Callable[[Span], bool]) -> list[Node]:
    """Return runs that hold the letters whose span is wanted and no others, runs parted where need be."""
    chosen = [glyph for glyph, span in found if wanted(span)]
    by_run: dict[Node, list[Glyph]] = {}
    for glyph in chosen:
        by_run.setdefault(glyph.run, []).append(glyph)
    return [run for whole, own in by_run.items() for run in _parted(whole, own)]


def _parted(run: Node, chosen: Sequence[Glyph]) -> list[Node]:
    """Part a run where chosen letters stand beside others; return the runs of the chosen ones."""
    keys = {(glyph.child, glyph.start) for glyph in chosen}
    own = list(_of_run(run))
    if all((glyph.child, glyph.start) in keys or not glyph.ink for glyph in own):
        return [run]
    by_child: dict[Node, list[tuple[Glyph, bool]]] = {}
    for glyph in own:
        by_child.setdefault(glyph.child, []).append((glyph, (glyph.child, glyph.start) in keys))
    groups: list[tuple[bool, list[Node]]] = []
    for child in [child for child in run if child.tag != RPR]:
        for picked, piece in _pieces(child, by_child.get(child, []), groups[-1][0] if groups else False):
            if groups and groups[-1][0] == picked:
                groups[-1][1].append(piece)
            else:
                groups.append((picked, [piece]))
    return _rebuilt(run, groups)


def _pieces(child: Node, letters: Sequence[tuple[Glyph, bool]], before: bool) -> Iterator[tuple[bool, Node]]:
    """Give a child of a run as it is, or a w:t in pieces that are chosen throughout or not at all."""
    if child.tag != TEXT or len({picked for _, picked in letters}) < 2:
        yield (letters[0][1] if letters else before), child
        return
    text = child.text or ""
    cuts = [glyph.start for at, (glyph, picked) in enumerate(letters) if at and picked != letters[at - 1][1]]
    for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
        piece = child.makeelement(TEXT, {SPACE: "preserve"})
        piece.text = text[start:end]
        if child.get(SPACE) != "preserve":
            # blanks at the ends did not show, and must not begin to
            piece.text = piece.text.lstrip() if not start else piece.text.rstrip() if end == len(text) else piece.text
        yield next(picked for glyph, picked in letters if glyph.start >= start), piece


def _rebuilt(run: Node, groups: Sequence[tuple[bool, list[Node]]]) -> list[Node]:
    look = run.find(RPR)
    holder, at = run.getparent(), run.getparent().index(run)
    made: list[Node] = []
    chosen: list[Node] = []
    for picked, children in groups:
        new = run.makeelement(RUN, dict(run.attrib))
        if look is not None:
            new.append(deepcopy(look))
        new.extend(children)
        made.append(new)
        chosen += [new] if picked else []
    made[-1].tail = run.tail
    holder[at : at + 1] = made
    return chosen
