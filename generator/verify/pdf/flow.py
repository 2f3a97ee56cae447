"""flow: the visual lines of all pages -> the lines of the Paper, in the order that they are read.

In: the segments of every page, the drawn lines, and what the pages have in common.  Out: `Line`s with
their ruled lines, and the ruled lines that belong to none.  Visual lines of running text become
paragraphs; what is centred or stands side by side stays as it is.  The one hard algorithm of the
PDF reader: each step is a judgement by eye, and where the eye would doubt, a property stays None.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from generator.verify.paper import Align, Line, Place, Rule, Span, Zone
from generator.verify.pdf.attach import (
    Block,
    Sign,
    attach,
    drawn,
    mark_frames,
    mark_notes,
    without_rows_of_signs,
)  # fmt: skip
from generator.verify.pdf.lines import MARKER, Piece, Segment, span
from generator.verify.pdf.pages import Layout, Part, Rows
from generator.verify.pdf.rules import Grid, Ruled

#: A hyphen or slash at a line's end that joins its words.
_JOINS = re.compile(r"[\w)][-/]$")
#: Edges that differ by less are the same (pt); so are distances of baselines.
_SAME, _SAME_PITCH = 1.6, 1.3
#: Ink ends so far from the edge at most in a justified line (side bearing of the last letter, pt);
#: between that and its double a line may be either.
_RAGGED = 2.6
#: The middle of a centred line is off by at most so much (pt).
_CENTRED = 2.6


def flow(pages: Sequence[Rows], ruled: Sequence[Ruled], layout: Layout) -> tuple[tuple[Line, ...], tuple[Rule, ...]]:
    """Return the lines of a document in reading order, and the ruled lines that belong to none."""
    section = [at for at, part in enumerate(layout.parts) for _ in range(part.first, part.last + 1)]
    blocks: list[Block] = []
    signs: list[Sign] = []
    tables = 0
    for number, rows in enumerate(pages):
        part = layout.parts[section[number]]
        kept, found = without_rows_of_signs(rows, layout, ruled[number].grids)
        signs += found + [drawn(stroke, number) for stroke in ruled[number].level]
        made = list(_page(kept, ruled[number].grids, layout, part, section[number], tables))
        mark_notes(made, ruled[number].level, part)
        mark_frames(made, ruled[number].frames)
        _join_pages(blocks, made, part)
        blocks += made
        tables += len(ruled[number].grids)
    _spaces_between(blocks, layout.parts)
    free = attach(blocks, signs, layout.parts, section)
    return tuple(_line(block, layout.parts[block.part]) for block in blocks), tuple(free)


# --- order --------------------------------------------------------------------------------------


def _page(rows: Rows, grids: Sequence[Grid], layout: Layout, part: Part, section: int, tables: int) -> Iterator[Block]:
    """The blocks of one page in reading order: a table as a whole, columns that stand side by side one
    after the other, and paragraphs."""
    cells = [[_cell(grids, segment) for segment in row] for row in rows]
    done: set[int] = set()
    at = 0
    while at < len(rows):
        row = rows[at]
        tabled = next((cell[0] for cell in cells[at] if cell), None)
        if tabled is not None:
            if tabled not in done:
                done.add(tabled)
                inside = [(cell, s) for cs, r in zip(cells, rows, strict=True) for cell, s in zip(cs, r, strict=True)
                          if cell and cell[0] == tabled]  # fmt: skip
                yield from _table(inside, grids[tabled], part, section, tables + tabled)
            yield from (_alone(s, part, section) for cell, s in zip(cells[at], row, strict=True) if not cell)
            at += 1
        elif row[0].band in layout.zones:
            zone = layout.zones[row[0].band]
            yield from (
                _alone(s, part, section, zone) for s in row if not (row[0].band in layout.is_number and len(row) == 1)
            )
            at += 1
        else:
            end = at
            while end < len(rows) and not any(cells[end]) and rows[end][0].band not in layout.zones:
                end += 1
            yield from _text(rows[at:end], part, section)
            at = end


def _cell(grids: Sequence[Grid], segment: Segment) -> tuple[int, int, int] | None:
    for number, grid in enumerate(grids):
        found = grid.cell((segment.x + min(segment.right, segment.x + 10)) / 2, segment.y - 0.3 * segment.size)
        if found:
            return (number, *found)
    return None


def _alone(segment: Segment, part: Part, section: int, zone: Zone = "body") -> Block:
    return Block([segment], section, part.near_left, part.near_right, zone)


def _table(
    inside: Sequence[tuple[tuple[int, int, int], Segment]], grid: Grid, part: Part, section: int, table: int
) -> Iterator[Block]:
    """The cells of a table, row by row, the visual lines of each as paragraphs."""
    cells: dict[tuple[int, int], list[Segment]] = {}
    for (_, row, column), segment in inside:
        cells.setdefault((row, column), []).append(segment)
    for (row, column), segments in sorted(cells.items()):
        left = min(segment.x for segment in segments)
        right = max(max(segment.right for segment in segments), grid.xs[column + 1] - 5.5)
        for found in _paragraphs(segments, replace_edges(part, left, right), strict=False):
            yield Block(found, section, left, right, cell=(table, row, column), column=tuple(segments))


def replace_edges(part: Part, left: float, right: float) -> Part:
    """Return the part as a column of it sees it."""
    return Part(
        part.first, part.last, part.width, part.height, left, right, part.top, part.bottom, part.bottom_most,
        left, right, None, part.pitch,
    )  # fmt: skip


def _text(rows: Rows, part: Part, section: int) -> Iterator[Block]:
    """Rows outside tables: those that stand side by side column by column, the others as paragraphs."""
    at, plain = 0, list[Segment]()
    for first, last in _side_by_side(rows, part):
        plain = [row[0] for row in rows[at:first]]
        yield from _running(plain, part, section)
        yield from _columns(rows[first:last], part, section)
        at = last
    yield from _running([row[0] for row in rows[at:]], part, section)


def _running(segments: Sequence[Segment], part: Part, section: int) -> Iterator[Block]:
    for found in _paragraphs(segments, part):
        yield Block(found, section, part.near_left, part.near_right)


def _side_by_side(rows: Rows, part: Part) -> Iterator[tuple[int, int]]:
    """Runs of rows whose segments stand side by side: rows of several, and the rows of one column
    before and after them (a name of three lines beside a motto of two)."""
    at, taken = 0, 0
    while at < len(rows):
        if len(rows[at]) == 1:
            at += 1
            continue
        first, last = at, at + 1
        if len(rows[at]) == 2:
            low, high = rows[at][0].right, rows[at][1].x
            while last < len(rows):
                got = _within(rows[last], low, high, part)
                distance = rows[last][0].y - rows[last - 1][0].y
                if not got or distance > (9 if got[2] else 3) * rows[last][0].size:
                    break
                low, high, last = got[0], got[1], last + 1
            while last > at + 1 and _is_running(rows, last, part):
                last -= 1
            while first > taken:
                got = _within(rows[first - 1], low, high, part)
                on_left = len(rows[first - 1]) == 1 and got is not None and not got[2]
                top = rows[first - 1][0].page == part.first and rows[first - 1][0].y < 0.25 * part.height
                near = rows[first][0].y - rows[first - 1][0].y <= 2.5 * rows[first - 1][0].size
                if not got or not near or (on_left and not top):
                    break
                low, high, first = got[0], got[1], first - 1
        yield first, last
        at = taken = last


def _within(row: Sequence[Segment], low: float, high: float, part: Part) -> tuple[float, float, bool] | None:
    """The gap between two columns after one more row, and whether that row is in the right one alone;
    None where the row does not keep the gap."""
    if len(row) == 2:
        low, high = max(low, row[0].right), min(high, row[1].x)
        return (low, high, False) if high - low > 3 else None
    if len(row) > 2:
        return None
    one = row[0]
    if abs(one.middle - part.middle) <= 4:
        return None
    if one.right < high - 3 and one.x < low:
        return max(low, one.right), high, False
    if one.x > low + 3 and one.right > high:
        return low, min(high, one.x), True
    return None


def _is_running(rows: Rows, last: int, part: Part) -> bool:
    """Whether the last row of a run is the begin of running text rather than of the left column."""
    one = rows[last - 1]
    if len(one) > 1 or last >= len(rows) or len(rows[last]) > 1 or one[0].x > part.near_left + 60:
        return False
    return rows[last][0].right - rows[last][0].x > 0.6 * part.width and rows[last][0].y - one[0].y < 3 * one[0].size


def _columns(rows: Rows, part: Part, section: int) -> Iterator[Block]:
    """Rows of two columns, the left column first; rows of more, row by row."""
    pairs = [row for row in rows if len(row) == 2]
    if any(len(row) > 2 for row in rows) or not pairs:
        yield from (Block([s], section, s.x, s.right) for row in rows for s in row)
        return
    middle = (max(row[0].right for row in pairs) + min(row[1].x for row in pairs)) / 2
    left = [s for row in rows for s in row if s.middle < middle]
    right = [s for row in rows for s in row if s.middle >= middle]
    for column in (left, right):
        low, high = min(s.x for s in column), max(s.right for s in column)
        yield from (Block([s], section, low, high, column=tuple(column)) for s in column)


# --- paragraphs ---------------------------------------------------------------------------------


def _paragraphs(segments: Sequence[Segment], part: Part, *, strict: bool = True) -> Iterator[list[Segment]]:
    """Visual lines of one column, joined where one goes on the other."""
    current: list[Segment] = []
    for segment in segments:
        if current and _goes_on(current, segment, part, strict):
            current.append(segment)
        else:
            if current:
                yield current
            current = [segment]
    if current:
        yield current


def _goes_on(lines: Sequence[Segment], line: Segment, part: Part, strict: bool) -> bool:
    """Whether a visual line goes on the paragraph: the one above is full, the edge is the paragraph's,
    and the distance is that of its lines."""
    above = lines[-1]
    pitch = line.y - above.y
    if abs(above.size - line.size) > 0.6 or not 0.85 * line.size < pitch < 2.3 * line.size:
        return False
    if not _is_full(above, line, part.near_right) and (strict or not line.text[:1].islower()):
        return False
    usual = lines[-1].y - lines[-2].y if len(lines) > 1 else part.pitch.get(line.size) if strict else None
    if usual is not None and abs(pitch - usual) > _SAME_PITCH:
        return False
    if not strict:
        return len(lines) < 2 or abs(line.x - above.x) <= _SAME or abs(line.middle - above.middle) <= _CENTRED
    if len(lines) > 1:
        return abs(line.x - lines[1].x) <= _SAME
    if abs(line.x - part.near_left) <= _SAME:
        return True
    if above.start is not None and abs(line.x - above.start) <= _SAME:
        return True
    return abs(line.x - above.x) <= _SAME and not MARKER.match(line.text.split(" ", 1)[0])


def _is_full(line: Segment, following: Segment, edge: float) -> bool:
    """Whether the first word of the next line would not have fitted on this one."""
    word = following.text.split(" ", 1)[0]
    width = (following.right - following.x) * (len(word) + 0.6) / max(len(following.text), 1)
    return line.right + width > edge - 0.35 * line.size


def _join_pages(before: list[Block], page: list[Block], part: Part) -> None:
    """Join a paragraph that a page break parts."""
    last = next((b for b in reversed(before) if b.zone == "body"), None)
    at = next((n for n, b in enumerate(page) if b.zone == "body"), None)
    if last is None or at is None:
        return
    block = page[at]
    above, line = last.segments[-1], block.segments[0]
    plain = not last.column and not block.column and last.cell[0] < 0 and block.cell[0] < 0
    same = abs(above.size - line.size) < 0.6 and last.segments[-1].page == line.page - 1
    begins = len(block.segments) > 1 and line.x > block.segments[1].x + _SAME
    ended = re.search(r"[.;:!?]$", above.text) and part.indent is None
    if (
        plain and same and not begins and not ended and abs(line.x - part.near_left) <= _SAME
        and above.right - above.x > 0.4 * part.width and _is_full(above, line, part.near_right)
    ):  # fmt: skip
        last.segments += block.segments
        del page[at]
    elif above.y < 0.8 * part.height:
        block.new_page = line.page > 0


# --- properties ---------------------------------------------------------------------------------


def _spaces_between(blocks: Sequence[Block], parts: Sequence[Part]) -> None:
    """Tell the space before each paragraph: how much more than a line's pitch parts it from the one above."""
    for above, block in pairwise(blocks):
        one, other = above.segments[-1], block.segments[0]
        if (
            one.page != other.page
            or above.zone != block.zone
            or above.column != block.column
            or above.cell != block.cell
        ):
            continue
        if abs(one.size - other.size) > 0.6 or other.y <= one.y:
            continue
        pitch = _pitch(block) or _pitch(above) or parts[block.part].pitch.get(other.size)
        if pitch is not None and other.y - one.y < 4 * pitch:
            block.before = round(max(other.y - one.y - pitch, 0.0), 1)


def _pitch(block: Block) -> float | None:
    if len(block.segments) < 2:
        return None
    found = [b.y - a.y for a, b in pairwise(block.segments) if a.page == b.page]
    return sorted(found)[len(found) // 2] if found else None


def _align(block: Block, part: Part) -> Align | None:
    lines = block.segments
    if block.column:
        return _align_in_column(block)
    left, right = (part.near_left, part.near_right) if block.cell[0] < 0 else (block.left, block.right)
    if len(lines) == 1:
        return _align_of_one(lines[0], left, right, part)
    inner = lines[:-1]
    edge = part.right if part.right is not None else right
    missing = max(abs(line.right - edge) for line in inner)
    if missing <= _RAGGED:
        return "justify"
    level = max(line.x for line in lines[1:]) - min(line.x for line in lines[1:]) <= _SAME
    return "left" if level and missing > 2 * _RAGGED else None


def _align_of_one(line: Segment, left: float, right: float, part: Part) -> Align | None:
    """A single line is told only where no other way of setting it gives the same look."""
    centred = abs(line.middle - (left + right) / 2) <= _CENTRED
    if line.x < left - _SAME:
        return None
    indented = part.indent is not None and abs(line.x - part.indent) <= _SAME
    if centred and line.x - left > 4 and not indented:
        return "center"
    if abs(line.right - right) <= _RAGGED and line.x - left > 0.3 * (right - left):
        return "right"
    return None


def _align_in_column(block: Block) -> Align | None:
    """Lines of one column that share their middle, or their left edge."""
    line = block.segments[0]
    others = [other for other in block.column if other is not line and abs(other.y - line.y) < 12 * line.size]
    middle = sum(abs(other.middle - line.middle) <= _CENTRED and abs(other.x - line.x) > _SAME for other in others)
    edge = sum(abs(other.x - line.x) <= _SAME < abs(other.middle - line.middle) for other in others)
    if block.cell[0] >= 0 and len(block.segments) > 1:
        return "left" if edge else None
    if middle > edge:
        return "center"
    return "left" if edge and not middle else None


def _line(block: Block, part: Part) -> Line:
    first, lines = block.segments[0], block.segments
    pitch = _pitch(block)
    rest = [line.x for line in lines[1:]]
    own = block.cell[0] < 0 and not block.column
    left = min([*rest, first.x]) if own and rest else block.left
    known = own and part.left is not None
    spans = _joined(lines)
    return Line(
        spans=spans,
        place=Place(page=first.page + 1, top=round(first.top, 1)),
        zone=block.zone,
        section=block.part,
        left=round(left, 2),
        width=round(max(block.right, first.right) - left, 2),
        ink=(round(first.x, 2), round(first.right, 2)),
        band=first.band,
        drop=0.0,
        cell=block.cell,
        align=_align(block, part),
        first_indent=round(first.x - part.left, 1) if known and part.left is not None else None,
        left_indent=round(min(rest) - part.left, 1) if known and rest and part.left is not None else None,
        before=block.before,
        spacing=round(pitch / (1.15 * first.size), 3) if pitch else None,
        visual_lines=len(lines),
        rules=tuple(block.rules),
        rules_above=tuple(block.rules_above),
        framed=block.framed,
        new_page=block.new_page,
    )


def _joined(lines: Iterable[Segment]) -> tuple[Span, ...]:
    """The spans of visual lines as those of one paragraph; a hyphen at a line's end joins its words as it
    does in Word."""
    pieces: list[Piece] = []
    for line in lines:
        begin = 0
        if pieces:
            text, look = pieces[-1]
            end = text.rstrip()
            glued = end + ("" if end[-1:] in "-/" and _JOINS.search(end) else " ")
            first, first_look = line.pieces[0]
            if first_look == look:
                glued += first
                begin = 1
            pieces[-1] = (glued, look)
        pieces += line.pieces[begin:]
    return tuple([span(piece) for piece in pieces])
