"""sort_out: the strokes of a page -> tables, frames, and ruled lines.

In: strokes and boxes of a `pdfium.Sheet`.  Out: `Ruled`.  A table is strokes that cross one another;
a frame is a rectangle around a short text (a stamp); what is left and level is a ruled line.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from generator.frozen import dataclass
from generator.pdfium import Box, Stroke
from generator.verify.pdf.lines import Segment

#: Ends of strokes meet where they are so near (pt).
_MEET = 2.5
#: A frame around a stamp is at most so high and wide (pt).
_FRAME = (70.0, 300.0)
#: Above so many strokes a page is a drawing, and no table is looked for.
_DRAWING = 6_000


@dataclass(frozen=True, slots=True)
class Grid:
    """A table by its drawn lines: where they stand, from left to right and from top to bottom."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]

    def cell(self, x: float, y: float) -> tuple[int, int] | None:
        """Return row and column of a point, None outside."""
        if not (self.xs[0] - 1 <= x <= self.xs[-1] + 1 and self.ys[0] - 1 <= y <= self.ys[-1] + 1):
            return None
        row = min(max(bisect_right(self.ys, y) - 1, 0), len(self.ys) - 2)
        return row, min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2)


@dataclass(frozen=True, slots=True)
class Ruled:
    """The drawn lines of a page. `level` are those that stand alone, `upright` parts columns."""

    grids: tuple[Grid, ...]
    frames: tuple[Box, ...]
    level: tuple[Stroke, ...]
    upright: tuple[Stroke, ...]


def sort_out(strokes: Iterable[Stroke], boxes: Iterable[Box]) -> Ruled:
    """Return the tables, frames and ruled lines that the strokes of a page make."""
    every = [*strokes, *(side for box in boxes for side in _sides(box))]
    level = _joined(sorted((s for s in every if s.right - s.left >= s.bottom - s.top), key=lambda s: (s.top, s.left)))
    upright = [s for s in every if s.right - s.left < s.bottom - s.top]
    if len(level) + len(upright) > _DRAWING:
        return Ruled((), (), (), ())
    if not upright:
        return Ruled((), (), tuple(level), ())
    grids, frames, free = list[Grid](), list[Box](), list[Stroke]()
    for flat, tall in _groups(level, upright):
        xs, ys = _places(s.left for s in tall), _places(s.top for s in flat)
        if len(xs) < 2 or len(ys) < 2:
            free += flat
        elif len(xs) == 2 and len(ys) == 2 and ys[1] - ys[0] <= _FRAME[0] and xs[1] - xs[0] <= _FRAME[1]:
            frames.append(Box(xs[0], ys[0], xs[1], ys[1]))
        else:
            grids.append(Grid(tuple(xs), tuple(ys)))
    grids.sort(key=lambda grid: (grid.ys[0], grid.xs[0]))
    return Ruled(tuple(grids), tuple(frames), tuple(free), tuple(upright))


def within(box: Box, segment: Segment) -> bool:
    """Whether a frame stands around a segment."""
    level = box.left - 1 <= segment.x and segment.right <= box.right + 1
    return level and box.top - 1 <= segment.y - 0.5 * segment.size and segment.y <= box.bottom + 1


def _sides(box: Box) -> tuple[Stroke, ...]:
    left, top, right, bottom = box
    return (
        Stroke(left, top, right, top, 0.5, True),
        Stroke(left, bottom, right, bottom, 0.5, True),
        Stroke(left, top, left, bottom, 0.5, True),
        Stroke(right, top, right, bottom, 0.5, True),
    )


def _joined(level: Sequence[Stroke]) -> list[Stroke]:
    """Level strokes that follow one another on one height as one."""
    found: list[Stroke] = []
    for stroke in level:
        for at in range(len(found) - 1, max(len(found) - 12, -1), -1):
            other = found[at]
            level_too = abs(other.top - stroke.top) <= 0.7 and other.solid == stroke.solid
            if level_too and stroke.left <= other.right + 1.5 and stroke.right >= other.left - 1.5:
                left, right = min(other.left, stroke.left), max(other.right, stroke.right)
                found[at] = other._replace(left=left, right=right, weight=max(other.weight, stroke.weight))
                break
        else:
            found.append(stroke)
    return found


def _groups(level: Sequence[Stroke], upright: Sequence[Stroke]) -> list[tuple[list[Stroke], list[Stroke]]]:
    """Strokes that meet one another, directly or through others."""
    parent = list(range(len(level) + len(upright)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    tops = [s.top for s in level]
    for number, bar in enumerate(upright, len(level)):
        first = bisect_right(tops, bar.top - _MEET)
        last = bisect_right(tops, bar.bottom + _MEET)
        for at in range(first, last):
            if level[at].left - _MEET <= bar.left <= level[at].right + _MEET:
                parent[root(at)] = root(number)
    groups: dict[int, tuple[list[Stroke], list[Stroke]]] = {}
    for at, stroke in enumerate(level):
        groups.setdefault(root(at), ([], []))[0].append(stroke)
    for number, bar in enumerate(upright, len(level)):
        groups.setdefault(root(number), ([], []))[1].append(bar)
    return list(groups.values())


def _places(values: Iterable[float]) -> list[float]:
    """Places without those that are the same but for a hair."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _MEET:
            found.append(value)
    return found
