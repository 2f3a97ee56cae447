"""groups: the visual lines of one column -> those of each paragraph.

A line goes on the paragraph above it where that line is full (the next word would not have fitted), the distance is
that of lines, and it begins where the paragraph's other lines do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.frozen import dataclass
from generator.importing.sheet import Align
from generator.importing.text.habits import marker
from generator.verify.pdf.lines import Segment

#: Edges that differ by less are the same, so are distances of baselines (pt); middles of centred lines.
_SAME, _SAME_PITCH, _CENTRED = 1.6, 1.6, 2.6


@dataclass(frozen=True, slots=True)
class Column:
    """The edges of the text (pt from the page's left edge), the usual distance of lines by size of letters, and
    whether it is running text (or a cell or column of a few words), and where most of its paragraphs begin."""

    left: float
    right: float
    pitch: dict[float, float]
    running: bool = True
    indent: float | None = None

    @property
    def middle(self) -> float:
        """Where centred lines have theirs."""
        return (self.left + self.right) / 2


def groups(segments: Iterable[Segment], column: Column) -> Iterator[list[Segment]]:
    """Yield the lines of each paragraph, from top to bottom."""
    current: list[Segment] = []
    for segment in segments:
        if current and goes_on(current, segment, column):
            current.append(segment)
        else:
            if current:
                yield current
            current = [segment]
    if current:
        yield current


def goes_on(lines: Sequence[Segment], line: Segment, column: Column) -> bool:
    """Tell whether a visual line goes on a paragraph."""
    above = lines[-1]
    pitch = line.y - above.y
    if abs(above.size - line.size) > 0.6 or not 0.85 * line.size < pitch < 2.3 * line.size:
        return False
    if not is_full(above, line, column.right) and (column.running or not line.text[:1].islower()):
        return False
    usual = above.y - lines[-2].y if len(lines) > 1 else column.pitch.get(line.size)
    if usual is not None and pitch - usual > _SAME_PITCH:
        return False
    return _stands_under(lines, line, column) if column.running else _follows(lines, line)


def _stands_under(lines: Sequence[Segment], line: Segment, column: Column) -> bool:
    above = lines[-1]
    if is_centred(above, column) and is_centred(line, column):
        # lines of a title stand each for itself, but for what is in brackets (`(Kèm theo …)`)
        return lines[0].text.startswith("(") and ")" not in above.text
    if len(lines) > 1:
        return abs(line.x - lines[1].x) <= _SAME
    if line.x < above.x - _SAME and abs(line.x - column.left) <= _SAME:
        return True
    if above.start is not None and abs(line.x - above.start) <= _SAME:
        return True
    ended = line.x > column.left + 8 and above.text[-1:] in ".;:!?"
    return abs(line.x - above.x) <= _SAME and not ended and not marker(line.text)


def _follows(lines: Sequence[Segment], line: Segment) -> bool:
    """The same in a cell, where lines are short: a dash may stand within a name (`Sở Lao động` / `- Thương binh`)."""
    above = lines[-1]
    if marker(line.text) and (above.text[-1:] in ".;:," or not line.text.startswith("-") or marker(lines[0].text)):
        return False
    if above.text[-1:] in ";:" and not line.text[:1].islower():
        return False
    return abs(line.x - above.x) <= _SAME or abs(line.middle - above.middle) <= _CENTRED or len(lines) < 2


def is_full(line: Segment, following: Segment, edge: float) -> bool:
    """Tell whether the first word of the next line would not have fitted on this one."""
    word = following.text.split(" ", 1)[0]
    width = (following.right - following.x) * (len(word) + 0.6) / max(len(following.text), 1)
    return line.right + width > edge - 0.35 * line.size


def is_centred(line: Segment, column: Column) -> bool:
    """Tell whether a line stands in the middle of its column, off both edges."""
    indented = column.indent is not None and abs(line.x - column.indent) <= _SAME
    return abs(line.middle - column.middle) <= _CENTRED and line.x - column.left > 4 * _SAME and not indented


def align(lines: Sequence[Segment], column: Column, others: Sequence[Segment] = ()) -> Align:
    """Return how a paragraph is set, `` where it could be one or the other. `others` are the lines of its column."""
    line = lines[0]
    if len(lines) > 1 and all(abs(each.right - column.right) <= 2 * _CENTRED for each in lines[:-1]):
        return "justify"
    if is_centred(line, column) and all(is_centred(each, column) for each in lines):
        return "center"
    if others and not column.running:
        middle = sum(abs(each.middle - line.middle) <= _CENTRED and abs(each.x - line.x) > _SAME for each in others)
        edge = sum(abs(each.x - line.x) <= _SAME < abs(each.middle - line.middle) for each in others)
        return "center" if middle > edge else "left" if edge else ""
    if abs(line.right - column.right) <= _CENTRED and line.x - column.left > 0.3 * (column.right - column.left):
        return "right"
    return ""
