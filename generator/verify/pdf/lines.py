"""segments: what lies on a page -> its visual lines, cut where a wide gap parts two columns.

In: a `pdfium.Sheet`, the faces of its fonts, its upright rules.  Out: `Segment`s, from top to bottom
and from left to right; those of one baseline have one band.  Lengths in pt from the page's upper
left corner.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from generator.pdfium import Stroke, Text
from generator.verify.paper import Span
from generator.verify.pdf.faces import Face

#: Width of the space of Times New Roman (em).
SPACE = 0.25
#: A gap from here on is a space that the file does not write (em).
_A_SPACE = 0.15
#: A gap from here on parts two columns; a lesser one does where a neighbouring line is parted there (em).
_WIDE, _MAYBE = 2.2, 0.6
#: A number or bullet and the tab after it are one with their text.
MARKER = re.compile(
    r"^(?:[-–—+*•o▪]|\(?[0-9]{1,3}[.)]?|(?:[0-9]{1,2}\.)+[0-9]{0,2}|\(?[a-zđ]{1,2}[.)]|[IVXL]{1,6}[.)]?)$"
)
_MARKER_GAP = 4.0
#: Room left open for what is written by hand is no gap between columns: `Số:      /KH-UBND`.
_ROOM, _ROOM_GAP = re.compile(r"(?i)(?:\bsố ?:?|\bngày|\btháng|\bnăm)$"), 9.0
#: An underline touches its text: so far below the baseline (em). A drawn rule stands lower.
_UNDERLINE = (0.02, 0.165)
_STRIKE = (-0.38, -0.15)
#: Letters as small as this part of their neighbours, and off the baseline, are raised or lowered.
_RAISED = 0.8


#: Family, size, bold, italic, underline, strike, colour, raised: the fields of a Span after its text.
Look = tuple[str, float, bool, bool, bool, bool, str, bool]
#: A text of one look.
Piece = tuple[str, Look]


class Segment(NamedTuple):
    """A stretch of a visual line that no wide gap parts.

    `x` is where its first letter stands, `right` where its ink ends, `y` its baseline, `size` that of
    most of its letters. `underlined` is the stroke that runs under its whole length. `start` is where
    the text after its number begins, None where it has none.
    """

    page: int
    band: int
    x: float
    right: float
    y: float
    size: float
    text: str
    pieces: tuple[Piece, ...]
    underlined: Stroke | None = None
    start: float | None = None

    @property
    def middle(self) -> float:
        return (self.x + self.right) / 2

    @property
    def top(self) -> float:
        return self.y - 0.891 * self.size


_Gap = tuple[float, float]
#: Gaps by the index of the fragment after them.
_Gaps = dict[int, _Gap]


@dataclass(slots=True)
class _Row:
    """Fragments on one baseline."""

    y: float
    size: float
    items: list[Text]


def segments(
    texts: Iterable[Text],
    faces: Sequence[Face],
    level: Sequence[Stroke],
    upright: Sequence[Stroke],
    page: int,
    band: int,
) -> list[Segment]:
    """Return the segments of a page; `band` is the number of its first line. Letters that are not
    shown (the text layer of a scan) and text that is not level are left out."""
    seen = [item for item in texts if item.mode != 3 and item.slope == 0 and 0.5 < item.size < 400]
    rows = _with_raised(_rows(item for item in seen if item.text.strip()))
    _give_blanks(rows, [item for item in seen if not item.text.strip()])
    cut = [_cuts(row, upright) for row in rows]
    found: list[Segment] = []
    for number, row in enumerate(rows):
        sure, maybe = cut[number]
        at = sorted({*sure, *_columns_beside(rows, cut, number)} if maybe else sure)
        found += _parted(row, at, faces, level, page, band + number)
    return found


def _columns_beside(rows: Sequence[_Row], cut: Sequence[tuple[_Gaps, _Gaps]], number: int) -> Iterator[int]:
    """The doubtful gaps of a row that go on a sure gap of a row near it."""
    row = rows[number]
    near = [
        gap
        for at in range(max(number - 3, 0), min(number + 4, len(rows)))
        if at != number and abs(rows[at].y - row.y) < 5 * row.size
        for gap in cut[at][0].values()
    ]
    for index, gap in cut[number][1].items():
        if any(_overlap(gap, other) > 0.5 * row.size for other in near):
            yield index


def _rows(items: Iterable[Text]) -> list[_Row]:
    rows: list[_Row] = []
    for item in sorted(items, key=lambda item: (item.y, item.x)):
        row = rows[-1] if rows else None
        if row and abs(item.y - row.y) <= 0.3 * min(max(row.size, item.size), 2 * item.size):
            row.items.append(item)
            if item.size > row.size:
                row.size, row.y = item.size, item.y
        else:
            rows.append(_Row(item.y, item.size, [item]))
    for row in rows:
        row.items.sort(key=lambda item: item.x)
    return rows


def _with_raised(rows: list[_Row]) -> list[_Row]:
    """Rows with superscripts and subscripts on the line that they belong to."""
    gone: set[int] = set()
    for at, row in enumerate(rows):
        for other in (at + 1, at - 1):
            if not 0 <= other < len(rows) or other in gone:
                continue
            base = rows[other]
            if row.size <= _RAISED * base.size and abs(row.y - base.y) <= 0.55 * base.size and _touch(row, base):
                base.items = sorted([*base.items, *row.items], key=lambda item: item.x)
                gone.add(at)
                break
    return [row for at, row in enumerate(rows) if at not in gone]


def _touch(small: _Row, base: _Row) -> bool:
    reach = 0.35 * base.size
    return all(
        item.text.strip(" _") != ""
        and any(
            -reach <= item.x - other.right <= reach or -reach <= other.x - item.right <= reach for other in base.items
        )
        for item in small.items
    )


def _give_blanks(rows: list[_Row], blanks: list[Text]) -> None:
    """Put typed spaces on their lines, so that a gap filled with them is none."""
    if not blanks:
        return
    for blank in blanks:
        low, high = 0, len(rows)
        while low < high:
            mid = (low + high) // 2
            low, high = (mid + 1, high) if rows[mid].y < blank.y - 0.3 * blank.size else (low, mid)
        if (
            low < len(rows)
            and abs(rows[low].y - blank.y) <= 0.3 * max(rows[low].size, 1)
            and blank.x > rows[low].items[0].x
        ):
            rows[low].items.append(blank)
    for row in rows:
        row.items.sort(key=lambda item: item.x)
        while not row.items[-1].text.strip():
            row.items.pop()


def _overlap(one: _Gap, other: _Gap) -> float:
    return min(one[1], other[1]) - max(one[0], other[0])


def _end(item: Text) -> float:
    """Where the next letter could stand."""
    return item.right if item.text.strip() else max(item.right, item.x) + SPACE * item.size


def _cuts(row: _Row, upright: Sequence[Stroke]) -> tuple[_Gaps, _Gaps]:
    """The gaps that part columns for sure, and those that may, by the index of the fragment after it."""
    items, sure, maybe = row.items, _Gaps(), _Gaps()
    if len(items) < 2:
        return sure, maybe
    bars = [bar.left for bar in upright if bar.top - 1 <= row.y - 0.3 * row.size <= bar.bottom + 1]
    even = _evenly(items)
    reach, head = _end(items[0]), items[0].text
    for index, item in enumerate(items[1:], 1):
        start = item.x + _indent(item) if item.text.strip() else item.x
        size = max(min(item.size, row.size), 1.0)
        gap = (start - reach) / size
        if bars and gap > -0.2 and any(reach - 1 <= bar <= start + 1 for bar in bars):
            sure[index] = (reach, start)
        elif gap >= _MAYBE and item.text.strip():
            tab = _is_tab(head.strip(), gap)
            if gap >= _WIDE and not tab and not even:
                sure[index] = (reach, start)
            elif not tab:
                maybe[index] = (reach, start)
        head = item.text if index in sure else head + item.text
        reach = max(reach, _end(item)) if index not in sure else _end(item)
    return sure, maybe


def _is_tab(head: str, gap: float) -> bool:
    """Whether a gap (em) stands after a number or bullet, or is room left open."""
    if gap <= _MARKER_GAP and MARKER.match(head):
        return True
    return gap <= _ROOM_GAP and _ROOM.search(head) is not None


def _evenly(items: Sequence[Text]) -> bool:
    """Whether a justified line of few words has stretched all its spaces to wide gaps."""
    gaps = [b.x - a.right for a, b in pairwise(items) if b.x - a.right > _A_SPACE * a.size]
    return (
        len(gaps) >= 3
        and max(gaps) <= 1.15 * sorted(gaps)[len(gaps) // 2]
        and all(not item.text.strip().isdigit() for item in items)
    )


def _parted(
    row: _Row, at: list[int], faces: Sequence[Face], level: Sequence[Stroke], page: int, band: int
) -> Iterator[Segment]:
    for first, last in pairwise([0, *at, len(row.items)]):
        items = row.items[first:last]
        while items and not items[0].text.strip():
            items = items[1:]
        if items:
            yield _segment(items, faces, level, page, band)


def _segment(items: list[Text], faces: Sequence[Face], level: Sequence[Stroke], page: int, band: int) -> Segment:
    first = base = items[0]
    right = first.right
    if len(items) > 1:
        size = _main_size(items)
        base = max((item for item in items if item.size == size), key=lambda item: len(item.text))
        right = max(item.right for item in items if item.text.strip())
    size, y = base.size, base.y
    near = [stroke for stroke in level if -0.4 * size < stroke.top - y < 0.2 * size]
    pieces = _pieces(items, faces, y, size, near)
    x = first.x + _indent(first)
    whole = None
    for stroke in near:
        if _under(stroke, y, size, _UNDERLINE) and stroke.left <= x + 3 and stroke.right >= right - 3:
            whole = stroke
    whole_text = pieces[0][0] if len(pieces) == 1 else "".join([text for text, _ in pieces])
    text = " ".join(whole_text.split())
    start = _start(items) if len(items) > 1 and MARKER.match(text.split(" ", 1)[0]) else None
    return Segment(page, band, x, right, y, round_size(size), text, pieces, whole, start)


def _main_size(items: Sequence[Text]) -> float:
    weights: dict[float, int] = {}
    for item in items:
        weights[item.size] = weights.get(item.size, 0) + len(item.text.strip())
    return max(weights, key=lambda size: (weights[size], size))


def _indent(item: Text) -> float:
    """The width of the spaces that a fragment begins with."""
    return (len(item.text) - len(item.text.lstrip())) * SPACE * item.size if item.text[:1].isspace() else 0.0


def _start(items: Sequence[Text]) -> float | None:
    """Where the text after a number and a tab stands."""
    head = ""
    for one, other in pairwise(items):
        head += one.text
        if MARKER.match(head.strip()) and other.text.strip():
            return other.x + _indent(other)
    return None


def _under(stroke: Stroke, y: float, size: float, where: tuple[float, float]) -> bool:
    return where[0] * size <= stroke.top - y <= where[1] * size


@lru_cache(256)
def round_size(size: float) -> float:
    """A font size as it was set: Word writes 14 as 14.04 (its grid of 600 dots an inch)."""
    half = round(size * 2) / 2
    return half if abs(size - half) <= 0.07 else round(size, 2)


def _pieces(
    items: Sequence[Text], faces: Sequence[Face], y: float, size: float, near: Sequence[Stroke]
) -> tuple[Piece, ...]:
    """Fragments of one look joined, with the spaces that the file leaves to the eye."""
    if len(items) == 1:
        return ((_printable(items[0].text), _look(items[0], faces, y, size, near)),)
    looks: list[Look] = []
    texts: list[str] = []
    before: Text | None = None
    for item in items:
        text = _printable(item.text)
        apart = before is not None and (not text or item.x - _end(before) > _A_SPACE * min(item.size, size))
        if apart and not texts[-1].endswith(" ") and not text.startswith(" "):
            text = " " + text
        before = item
        look = _look(item, faces, y, size, near) if text.strip() or not looks else looks[-1]
        if looks and looks[-1] == look:
            texts[-1] += text
        else:
            looks.append(look)
            texts.append(text)
    return tuple(zip(texts, looks, strict=True))


def _printable(text: str) -> str:
    return text if text.isprintable() else re.sub(r"\s+", " ", text)


def _look(item: Text, faces: Sequence[Face], y: float, size: float, near: Sequence[Stroke]) -> Look:
    face = faces[item.font]
    raised = item.size <= _RAISED * size and abs(item.y - y) > 0.08 * size
    under = strike = False
    for stroke in near:
        if stroke.left <= item.left + 0.15 * size and stroke.right >= item.right - 0.15 * size:
            under = under or _under(stroke, item.y, item.size, _UNDERLINE)
            strike = strike or _under(stroke, item.y, item.size, _STRIKE)
    bold = face.bold or item.mode == 2
    italic = face.italic or abs(item.lean) > 0.15
    return face.family, round_size(size if raised else item.size), bold, italic, under, strike, item.color, raised


def span(piece: Piece) -> Span:
    """Return a piece of a line as a span of the Paper, its letters composed (NFC)."""
    text, look = piece
    return Span(text if text.isascii() else unicodedata.normalize("NFC", text), *look)
