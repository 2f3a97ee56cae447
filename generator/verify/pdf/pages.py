"""measure: the visual lines of all pages -> what the pages have in common.

In: the segments of every page.  Out: `Layout`: runs of pages of one size with the edges of their
text, page numbers, and the bands that are a head or a foot.  A length that the ink does not tell
for sure is None.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import field
from itertools import pairwise
from statistics import median

from generator.frozen import dataclass
from generator.pdfium import Sheet
from generator.verify.paper import Align, PageNumber, Place, Zone
from generator.verify.pdf.lines import Segment, span

#: Ascent with the external leading, and descent, of Times New Roman's line (em), as Word sets it.
ASCENT, DESCENT = 0.9335, 0.216
#: A head or foot stands in this part of the page's height.
_MARGIN = 0.125
_NUMBER = re.compile(
    r"^(?P<before>(?:(?:trang|page)\b\s*)?[-–—]?\s*)(?P<number>[0-9]{1,4}|[ivxlc]{1,6})"
    r"(?P<after>\s*(?:(?:/|trên|of)\s*[0-9]{1,4})?\s*[-–—.]?)$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Part:
    """A run of pages of one size (indices from 0, `last` included), and the edges of its text in pt.

    `left` and `right` are None where too few lines share them; `near_left` and `near_right` are the
    best guess even then. The lower edge lies between `bottom`
    and `bottom_most`. `indent` is where most paragraphs begin. `pitch` is the distance of
    baselines inside paragraphs, by font size.
    """

    first: int
    last: int
    width: float
    height: float
    left: float | None = None
    right: float | None = None
    top: float | None = None
    bottom: float | None = None
    bottom_most: float | None = None
    near_left: float = 0.0
    near_right: float = 0.0
    indent: float | None = None
    pitch: dict[float, float] = field(default_factory=dict)

    @property
    def middle(self) -> float:
        return (self.near_left + self.near_right) / 2


@dataclass(frozen=True, slots=True)
class Layout:
    """What the pages have in common. `zones` holds the bands that are a head or foot, `is_number`
    those that show the page's number and nothing else."""

    parts: tuple[Part, ...]
    numbers: tuple[PageNumber, ...]
    zones: dict[int, Zone]
    is_number: frozenset[int]


#: The segments of a page by their bands, from top to bottom.
Rows = list[list[Segment]]


def rows_of(segments: Iterable[Segment]) -> Rows:
    """Return segments by bands."""
    rows: Rows = []
    for segment in segments:
        if rows and rows[-1][0].band == segment.band:
            rows[-1].append(segment)
        else:
            rows.append([segment])
    return rows


def measure(
    sheets: Sequence[Sheet], pages: Sequence[Rows], in_table: frozenset[int], stamped: frozenset[int]
) -> Layout:
    """Return what the pages have in common; `in_table` holds the bands that stand in drawn tables,
    `stamped` those in a frame, which may stand in a margin."""
    parts = _parts(sheets)
    section = [at for at, part in enumerate(parts) for _ in range(part.first, part.last + 1)]
    found = _numbers(sheets, pages, in_table)
    zones: dict[int, Zone] = {segment.band: zone for zone, segment in found}
    zones |= _repeated(sheets, pages, zones)
    numbers = tuple(_number(zone, segment, sheets, section) for zone, segment in found)
    for part in parts:
        inside = pages[part.first : part.last + 1]
        body = [[row for row in rows if row[0].band not in zones] for rows in inside]
        _edges(part, [[row for row in rows if row[0].band not in in_table] for rows in body])
        _top_and_bottom(part, [[row for row in rows if row[0].band not in stamped] for rows in body])
    return Layout(tuple(parts), numbers, zones, frozenset(segment.band for _, segment in found))


def _parts(sheets: Sequence[Sheet]) -> list[Part]:
    parts: list[Part] = []
    for number, sheet in enumerate(sheets):
        if parts and abs(parts[-1].width - sheet.width) < 1.5 and abs(parts[-1].height - sheet.height) < 1.5:
            parts[-1].last = number
        else:
            parts.append(Part(number, number, sheet.width, sheet.height))
    return parts


# --- page numbers, heads and feet ---------------------------------------------------------------


def _numbers(sheets: Sequence[Sheet], pages: Sequence[Rows], in_table: frozenset[int]) -> list[tuple[Zone, Segment]]:
    """The segments that show a page's number: at most one a page, the one above before the one below."""
    upper = [
        found
        for rows, sheet in zip(pages, sheets, strict=True)
        for found in _candidates(rows, sheet, in_table, "header")
    ]
    lower = [
        found
        for rows, sheet in zip(pages, sheets, strict=True)
        for found in _candidates(rows, sheet, in_table, "footer")
    ]
    shown = {segment.band for segment in (*upper, *lower)}
    tops = [row[0].top for rows in pages for row in rows[:2] if row[0].band not in shown]
    feet = [rows[at][0].y for rows in pages for at in (-1, -2) if len(rows) >= -at and rows[at][0].band not in shown]
    top, foot = min(tops, default=0.0), max(feet, default=1e9)
    good: dict[int, tuple[Zone, Segment]] = {}
    for segment in upper:
        outside = segment.y <= top + 2 and int_of(segment.text) <= len(sheets) + 5
        if outside or _in_sequence(segment, upper):
            good.setdefault(segment.page, ("header", segment))
    for segment in lower:
        outside = segment.top >= foot + 2 and int_of(segment.text) <= len(sheets) + 5
        if outside or _in_sequence(segment, lower):
            good.setdefault(segment.page, ("footer", segment))
    return [good[page] for page in sorted(good)]


def _candidates(rows: Rows, sheet: Sheet, in_table: frozenset[int], zone: Zone) -> list[Segment]:
    ends = rows[:2] if zone == "header" else rows[-2:][::-1]
    limit = _MARGIN * sheet.height
    for row in ends:
        y = row[0].y if zone == "header" else sheet.height - row[0].y
        if y > limit or row[0].band in in_table:
            continue
        found = [segment for segment in row if _NUMBER.match(segment.text)]
        if len(found) == 1 and len(row) <= 3:
            return found
    return []


def _in_sequence(segment: Segment, others: Iterable[Segment]) -> bool:
    """Whether another page shows, at the same height, the number that its place asks for."""
    number = int_of(segment.text)
    return any(
        abs(other.y - segment.y) <= 3 and other.page != segment.page
        and int_of(other.text) - number == other.page - segment.page
        for other in others
    )  # fmt: skip


_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def int_of(text: str) -> int:
    """Return the number that a page number's text shows, 0 where it shows none."""
    match = _NUMBER.match(text)
    if not match:
        return 0
    if match["number"].isdigit():
        return int(match["number"])
    values = [_ROMAN[letter] for letter in match["number"].lower()]
    return sum(-one if one < other else one for one, other in pairwise([*values, 0]))


def _number(zone: Zone, segment: Segment, sheets: Sequence[Sheet], section: Sequence[int]) -> PageNumber:
    match = _NUMBER.match(segment.text)
    assert match
    sheet = sheets[segment.page]
    off = segment.middle - sheet.width / 2
    align: Align = "center" if abs(off) <= 30 else "left" if off < 0 else "right"
    roman = "lowerRoman" if match["number"].islower() else "upperRoman"
    shape = "decimal" if match["number"].isdigit() else roman
    return PageNumber(
        section[segment.page], zone, align, f"{match['before']}#{match['after']}".strip(),
        tuple([span(piece) for piece in segment.pieces]), Place(page=segment.page + 1, top=round(segment.top, 1)),
        format=shape, page=segment.page + 1,
        number=match["number"], off_center=round(off, 1), top=round(segment.top, 1),
    )  # fmt: skip


def _repeated(sheets: Sequence[Sheet], pages: Sequence[Rows], known: dict[int, Zone]) -> dict[int, Zone]:
    """The bands in the upper or lower margin whose words come again at the same height on other pages."""
    places: dict[tuple[Zone, str], list[Segment]] = {}
    for rows, sheet in zip(pages, sheets, strict=True):
        limit = _MARGIN * sheet.height
        for row in [*rows[:3], *rows[-3:]] if len(rows) > 6 else rows:
            if row[0].band in known:
                continue
            text = re.sub(r"[0-9]+", "#", " ".join(segment.text for segment in row))
            if row[0].y <= limit:
                places.setdefault(("header", text), []).append(row[0])
            elif sheet.height - row[0].y <= limit:
                places.setdefault(("footer", text), []).append(row[0])
    found: dict[int, Zone] = {}
    for (zone, _), segments in places.items():
        height = median(segment.y for segment in segments)
        same = [segment for segment in segments if abs(segment.y - height) <= 2]
        if len({segment.page for segment in same}) >= max(2, (len(pages) - 1) // 2):
            found |= {segment.band: zone for segment in same}
    return found


# --- edges of the text --------------------------------------------------------------------------


def _edges(part: Part, pages: Sequence[Rows]) -> None:
    """Tell the edges of the text: the right one from lines that share it, the left one from lines that
    go on a paragraph, for only they begin at it for sure."""
    single = [[row[0] if len(row) == 1 else None for row in rows] for rows in pages]
    lines = [line for page in single for line in page if line is not None]
    wide = [line for line in lines if line.right - line.x >= 0.55 * part.width]
    rights = [line.right for line in wide]
    right, shared = _shared(rights, 1.0)
    part.near_right = max(rights, default=max((line.right for line in lines), default=part.width * 0.93))
    if shared >= 3 and shared >= 0.25 * len(wide):
        # Three quarters up: most letters leave a little air before the edge, a slanted one hangs over it.
        near = sorted(value for value in rights if abs(value - right) <= 2)
        part.near_right = near[len(near) * 3 // 4]
    follow = _continuations(part, single)
    full = sum(abs(above.right - part.near_right) <= 2.6 for above, _ in follow)
    if full >= 3 and full >= 0.6 * len(follow):
        part.right = part.near_right
    left, shared = _shared([line.x for _, line in follow], 1.0, lowest=True)
    part.near_left = left if shared else min((line.x for line in wide), default=0.12 * part.width)
    # Where every paragraph hangs, its lines tell the indent and not the edge.
    if shared >= 3 and not any(line.x < left - 2 for line in lines if line.right - line.x > 0.3 * part.width):
        part.left = left
    pitches: dict[float, list[float]] = {}
    for above, line in follow:
        if above is not None and abs(above.size - line.size) < 0.3:
            pitches.setdefault(line.size, []).append(line.y - above.y)
    part.pitch = {size: _shared(found, 0.4)[0] for size, found in pitches.items()}
    begins = [line.x for line in wide if line.x > part.near_left + 4]
    indent, shared = _shared(begins, 1.0)
    part.indent = indent if shared >= 2 else None


def _continuations(part: Part, pages: Sequence[Sequence[Segment | None]]) -> list[tuple[Segment, Segment]]:
    """Lines whose line above reached the right edge, each with that line."""
    edge = part.near_right - 0.07 * part.width
    return [
        (above, line)
        for page in pages
        for above, line in pairwise(page)
        if above and line and above.right >= edge and line.x <= above.x + 1
        and 0.9 * line.size < line.y - above.y < 2.3 * line.size and abs(above.size - line.size) < 0.6
        and above.right - above.x > 0.5 * part.width
    ]  # fmt: skip


def _shared(values: Sequence[float], reach: float, *, lowest: bool = False) -> tuple[float, int]:
    """The value that most share within `reach`, and by how many; with `lowest` the least that at
    least a quarter as many share."""
    if not values:
        return 0.0, 0
    ordered = sorted(values)
    counts: list[tuple[int, float]] = []
    start = 0
    for end, value in enumerate(ordered):
        while value - ordered[start] > 2 * reach:
            start += 1
        counts.append((end - start + 1, ordered[(start + end) // 2]))
    most = max(counts)
    if lowest:
        enough = max(3, 0.25 * most[0])
        least = [found for found in counts if found[0] >= enough and found[1] < most[1] - 2 * reach]
        if least:
            most = max(found for found in least if found[1] <= least[0][1] + 2 * reach)
    return most[1], most[0]


def _top_and_bottom(part: Part, pages: Sequence[Rows]) -> None:
    """Tell the upper edge by the highest line, the lower one by the lowest line of full pages.

    A page ends where the next line would not fit, so the lower edge lies between the lowest line and
    the place where the next one would have ended.
    """
    part.top = min((s.y - ASCENT * s.size for rows in pages for row in rows[:1] for s in row), default=None)
    lowest, highest = 0.0, 1e9
    for rows, after in pairwise(pages):
        if not rows or not after:
            continue
        last, following = rows[-1][0], after[0][0]
        lowest = max(lowest, last.y + DESCENT * last.size)
        pitch = part.pitch.get(following.size, 1.5 * 1.15 * following.size)
        kept = _going_on(part, rows[-1], after, pitch)
        if kept:
            # A page keeps two lines of a paragraph together at its begin: then one more would have fitted.
            highest = min(highest, last.y + DESCENT * last.size + (pitch if kept > 2 else 2 * pitch))
    if lowest and highest < 1e9:
        part.bottom, part.bottom_most = lowest, max(highest, lowest)


def _going_on(part: Part, last: Sequence[Segment], after: Rows, pitch: float) -> int:
    """How many lines a paragraph has after the page break that parts it, 0 where none is parted."""
    edge = part.near_right - 0.07 * part.width
    if len(last) > 1 or last[0].right < edge:
        return 0
    count, y = 0, after[0][0].y - pitch
    for row in after:
        line = row[0]
        if len(row) > 1 or line.x > part.near_left + 2 or abs(line.y - y - pitch) > 1.5:
            break
        count, y = count + 1, line.y
        if line.right < edge:
            break
    return count
