"""runs: the rows of a page outside ruled tables -> where text stands side by side, and between which edges.

The letterhead, the signature beside the recipients, a table without lines: rows of several segments, and the rows of
one of their columns before and after them (a name of three lines beside a motto of two).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.frozen import dataclass
from generator.importing.anatomy.wording import RECIPIENTS, kind_of_title
from generator.verify.pdf.lines import Segment
from generator.verify.pdf.pages import Part, Rows

#: Columns have so much between them at least (pt).
_GAP = 3.0
#: A row goes on a run within so many heights of its letters: the right column alone (the room for a signature), others.
_FAR_RIGHT, _FAR = 9.0, 3.0
#: The right column begins so far from the left edge of the left one at least (pt).
_SIDE = 90.0
_APPENDIX = re.compile(r"(?i)(?:phụ lục|biểu số|biểu mẫu|mẫu số)\b")


@dataclass(frozen=True, slots=True)
class Run:
    """Rows `first` to `last` (not included) of two columns with the gap between `low` and `high`; of more columns
    where there is no such gap (`many`)."""

    first: int
    last: int
    low: float = 0.0
    high: float = 0.0
    many: bool = False

    def is_left(self, segment: Segment) -> bool:
        """Tell whether a segment stands in the left column."""
        return segment.middle < (self.low + self.high) / 2


def runs(rows: Rows, part: Part) -> Iterator[Run]:
    """Yield the runs of rows that stand side by side, from top to bottom."""
    at = free = 0
    while at < len(rows):
        run = _signed(rows, at, free)
        if not run and len(rows[at]) > 1:
            run = _many(rows, at) or _two(rows, at, free, part)
        if run:
            yield run
            free = run.last
        at = run.last if run else at + 1


def _signed(rows: Rows, at: int, free: int) -> Run | None:
    """Recipients with the signature beside them, also where no line of the one stands on the height of the other."""
    if not RECIPIENTS.match(rows[at][0].text):
        return None
    edge = rows[at][0].x + _SIDE
    low, high, last = 0.0, 1e9, at
    while last < len(rows) and (last == at or _near(rows, last, _FAR_RIGHT)):
        # a small line at the right of the left column is the drafter's sign and the number of copies
        ours = [s.x < edge or s.size < rows[at][0].size - 0.4 for s in rows[last]]
        left = max((s.right for s, own in zip(rows[last], ours, strict=True) if own), default=low)
        right = min((s.x for s, own in zip(rows[last], ours, strict=True) if not own), default=high)
        if max(low, left) > min(high, right) - _GAP or _begins(rows[last]):
            break
        low, high, last = max(low, left), min(high, right), last + 1
    if high == 1e9:
        return None
    first = at
    while first > free and rows[first - 1][0].x >= high - _GAP and _near(rows, first, _FAR):
        first -= 1
    return Run(first, last, low, high)


def _begins(row: Sequence[Segment]) -> bool:
    """Whether something begins here that is no part of columns: the kind of the document, an appendix."""
    return len(row) == 1 and bool(kind_of_title(row[0].text) or _APPENDIX.match(row[0].text))


def _many(rows: Rows, at: int) -> Run | None:
    """Rows of three and more segments with those near them that have two: a table without lines."""
    if len(rows[at]) < 3 and not (at + 1 < len(rows) and len(rows[at + 1]) > 2 and _near(rows, at + 1, _FAR)):
        return None
    last = at + 1
    while last < len(rows) and len(rows[last]) > 1 and _near(rows, last, _FAR):
        last += 1
    return Run(at, last, many=True)


def _near(rows: Rows, at: int, heights: float) -> bool:
    return rows[at][0].y - rows[at - 1][0].y <= heights * rows[at][0].size


def _two(rows: Rows, at: int, free: int, part: Part) -> Run:
    """The run around a row of two segments: down as far as the gap is kept, then up."""
    low, high, last = rows[at][0].right, rows[at][1].x, at + 1
    while last < len(rows):
        got = _kept(rows[last], low, high, part)
        if not got or not _near(rows, last, _FAR_RIGHT if got[2] else _FAR):
            break
        low, high, last = got[0], got[1], last + 1
    while last > at + 1 and _is_running(rows, last, part):
        last -= 1
    first = at
    while first > free:
        got = _kept(rows[first - 1], low, high, part)
        if not got or not _near(rows, first, 2.5) or not (got[2] or _is_top(rows[first - 1][0], part)):
            break
        low, high, first = got[0], got[1], first - 1
    return Run(first, last, low, high)


def _is_top(segment: Segment, part: Part) -> bool:
    """Whether a line stands where letterheads do."""
    return segment.page == part.first and segment.y < 0.25 * part.height


def _kept(row: Sequence[Segment], low: float, high: float, part: Part) -> tuple[float, float, bool] | None:
    """The gap after one more row, and whether that row is in the right column alone; None where it is not kept."""
    if len(row) == 2:
        low, high = max(low, row[0].right), min(high, row[1].x)
        return (low, high, False) if high - low > _GAP else None
    one = row[0]
    if len(row) > 2 or abs(one.middle - part.middle) <= 4 or _begins(row):
        return None
    if one.right < high - _GAP and one.x < low:
        return max(low, one.right), high, False
    return (low, min(high, one.x), True) if one.x > low + _GAP and one.right > high else None


def _is_running(rows: Rows, last: int, part: Part) -> bool:
    """Whether the last row of a run is the begin of running text rather than of the left column."""
    one = rows[last - 1]
    if len(one) > 1 or last >= len(rows) or len(rows[last]) > 1 or one[0].x > part.near_left + 60:
        return False
    return rows[last][0].right - rows[last][0].x > 0.6 * part.width and rows[last][0].y - one[0].y < 3 * one[0].size
