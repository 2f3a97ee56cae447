"""flow: the pages of a PDF -> the blocks of its sheet, in the order that they are read, with the notes.

What stands side by side without lines becomes a grid of one row, two cells; lines of running text become paragraphs,
also over a page's end; a table goes on over pages.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from heapq import merge

from generator.importing.anatomy.wording import RECIPIENTS
from generator.importing.pdf import columns
from generator.importing.pdf.notes import notes, referred
from generator.importing.pdf.page import Page
from generator.importing.pdf.paragraphs import Column, goes_on, groups, is_full
from generator.importing.pdf.spans import Decode, rich
from generator.importing.pdf.tables import Read, in_frame, joined, paragraph, place, table
from generator.importing.sheet import Block, Cell, Grid, Para, Rich, Span
from generator.verify.pdf.lines import Segment
from generator.verify.pdf.pages import Rows

#: What the list of recipients goes on with.
_LISTED = re.compile(r"[-–+*•]\s?\S|(?i:lưu\b)|[^:]{3,60}:$")
#: A page whose text ends above this part of its height was broken there by hand.
_EARLY = 0.72


def flow(pages: Sequence[Page], decode: Decode) -> tuple[tuple[Block, ...], dict[str, Rich]]:
    """Return the blocks of a document and its notes by name."""
    out: list[Block] = []
    told: dict[str, Rich] = {}
    held: tuple[list[Segment], Page] | None = None  # the last paragraph of the page before
    for page in pages:
        names, texts = notes(page, decode, len(told))
        if referred(page, names):
            told |= texts
        else:
            names, texts = {}, {}

        def read(lines: Sequence[Segment], names: dict[str, str] = names) -> Rich:
            return rich(lines, decode, names)

        blocks = [*_page(page, read), *(() if names else _loose(page, read))]
        if out and blocks:
            _meet(out, blocks, held, page)
        out += [block for block, _ in blocks]
        held = (blocks[-1][1], page) if blocks else None
    return tuple(out), told


#: A block, and the visual lines of a paragraph of running text (none for others).
_Made = tuple[Block, list[Segment]]


def _page(page: Page, read: Read) -> Iterator[_Made]:
    done: set[int] = set()
    waiting: Rows = []
    for row in page.rows:
        found = next((n for n, each in enumerate(page.tables) for s in row if place(each, s) >= 0), -1)
        if found < 0:
            waiting.append(list(row))
            continue
        yield from _text(waiting, page, read)
        waiting = [beyond] if (beyond := [s for s in row if place(page.tables[found], s) < 0]) else []
        if found not in done:
            done.add(found)
            yield table(page, found, read), []
    yield from _text(waiting, page, read)


def _text(rows: Rows, page: Page, read: Read) -> Iterator[_Made]:
    """Text outside tables; what stands in a frame (a stamp) is taken out of its line and set after it."""
    framed = [s for row in rows for s in row if in_frame(page, s)]
    boxed: list[_Made] = [(paragraph(page, [s], _whole(page), read), []) for s in framed]
    rest = [kept for row in rows if (kept := [s for s in row if s not in framed])] if framed else rows
    yield from merge(_unframed(rest, page, read), boxed, key=lambda made: made[0].line)


def _unframed(rows: Rows, page: Page, read: Read) -> Iterator[_Made]:
    at = 0
    for run in columns.runs(rows, page.part):
        yield from _running([row[0] for row in rows[at : run.first]], page, read)
        yield _beside(rows[run.first : run.last], run, page, read), []
        at = run.last
    yield from _running([row[0] for row in rows[at:]], page, read)


def _running(segments: Sequence[Segment], page: Page, read: Read) -> Iterator[_Made]:
    column = _whole(page)
    for lines in groups(segments, column):
        yield paragraph(page, lines, column, read), lines


def _whole(page: Page) -> Column:
    return Column(page.part.near_left, page.part.near_right, page.part.pitch, True, page.part.indent)


def _loose(page: Page, read: Read) -> Iterator[_Made]:
    """Notes that nothing refers to stay in the text."""
    yield from _running(page.notes, page, read)


# --- side by side -------------------------------------------------------------------------------


def _beside(rows: Rows, run: columns.Run, page: Page, read: Read) -> Block:
    if run.many:
        return _unruled(rows, page, read)
    if len(rows) == 1 and not _lays_out(rows[0], page):
        # two stretches of one line: a tab parts them
        one, other = rows[0]
        tab = Span("\t")
        return replace(paragraph(page, [one], _whole(page), read), spans=(*read([one]), tab, *read([other])))
    sides = (
        [s for row in rows for s in row if run.is_left(s)],
        [s for row in rows for s in row if not run.is_left(s)],
    )
    cells = tuple(Cell(_stacked(side, page, read)) for side in sides)
    split = (run.low + run.high) / 2
    widths = (round(split - page.part.near_left, 1), round(page.part.near_right - split, 1))
    return Grid((cells,), page.line(rows[0][0]), False, widths, 0, page.number, False, page.landscape)


def _lays_out(row: Sequence[Segment], page: Page) -> bool:
    """Whether a row that stands alone is one of a letterhead or signature rather than a line with a tab."""
    one, other = row
    if RECIPIENTS.match(one.text):
        return True
    left, right = page.part.near_left, page.part.near_right
    off = (
        abs(one.middle - (left + page.part.middle) / 2) < 60 and abs(other.middle - (right + page.part.middle) / 2) < 60
    )
    return off and one.x > left + 4


def _stacked(segments: Sequence[Segment], page: Page, read: Read) -> tuple[Para, ...]:
    """The paragraphs of one column; what is centred stands line by line, as it was typed."""
    left, right = min(s.x for s in segments), max(s.right for s in segments)
    column = Column(left, right, {}, False)
    found = []
    for lines in groups(segments, column):
        # lines of a name or post stand each for itself; a recipient that is wrapped begins with a dash
        parted = [[line] for line in lines] if not lines[0].text.startswith(("-", "–", "+")) else [lines]
        found += [paragraph(page, each, column, read, segments) for each in parted]
    return tuple(found)


def _unruled(rows: Rows, page: Page, read: Read) -> Grid:
    """A table without lines: columns by where its fullest rows have text."""
    edges = _edges(rows)
    made: list[list[list[Segment]]] = []
    for row in rows:
        cells: list[list[Segment]] = [[] for _ in edges]
        for segment in row:
            at = max((n for n, left in enumerate(edges) if segment.middle >= left), default=0)
            cells[at].append(segment)
        made.append(cells)
    column = Column(page.part.near_left, page.part.near_right, {}, False)
    grid = tuple(
        tuple(Cell(tuple(paragraph(page, [s], column, read) for s in cell)) for cell in cells) for cells in made
    )
    return Grid(grid, page.line(rows[0][0]), False, (), 0, page.number, False, page.landscape)


def _edges(rows: Rows) -> list[float]:
    """Where columns begin: halfway between what stands side by side in the row that has most."""
    fullest = max(rows, key=len)
    return [0.0, *((a.right + b.x) / 2 for a, b in itertools.pairwise(fullest))]


# --- over pages ---------------------------------------------------------------------------------


def _meet(out: list[Block], blocks: list[_Made], held: tuple[list[Segment], Page] | None, page: Page) -> None:
    """Join what a page's end has parted, or tell that a page begins by hand."""
    if isinstance(out[-1], Grid) and out[-1].ruled is False and held and not _ends_early(held[1]):
        _columns_go_on(out, blocks, page)
        if not blocks:
            return
    last, (first, lines) = out[-1], blocks[0]
    if isinstance(last, Grid) and isinstance(first, Grid):
        whole = joined(last, first) if last.ruled and first.ruled else None
        if whole:
            out[-1] = whole
            del blocks[0]
            return
    if isinstance(last, Para) and isinstance(first, Para) and held and held[0] and lines:
        before, above = held
        if _goes_on_over(before, above, lines, page):
            spans = _glued(last, first)
            out[-1] = replace(last, spans=spans)
            blocks[0] = (out.pop(), lines)
            return
    if held is None or held[1].landscape != page.landscape or _ends_early(held[1]):
        blocks[0] = (replace(first, breaks=True), lines)


def _columns_go_on(out: list[Block], blocks: list[_Made], page: Page) -> None:
    """Give to two columns at a page's end (recipients and signature) what stands of them on the next page."""
    grid = out[-1]
    if not isinstance(grid, Grid) or len(grid.rows) != 1 or len(grid.rows[0]) != 2:
        return
    split = page.part.near_left + grid.widths[0]
    left, right = grid.rows[0]
    while blocks:
        block, lines = blocks[0]
        if isinstance(block, Grid) and not block.ruled and len(block.rows) == 1 and len(block.rows[0]) == 2:
            one, other = block.rows[0]
        elif lines and all(line.x >= split - 3 for line in lines):
            one, other = Cell(()), Cell((block,)) if isinstance(block, Para) else Cell(())
        elif isinstance(block, Para) and lines[-1:] and lines[0].right < split + 3 and _LISTED.match(block.text):
            one, other = Cell((block,)), Cell(())
        else:
            break
        left = replace(left, paras=left.paras + one.paras)
        right = replace(right, paras=right.paras + other.paras)
        del blocks[0]
    out[-1] = replace(grid, rows=((left, right),))


def _goes_on_over(before: Sequence[Segment], above: Page, lines: Sequence[Segment], page: Page) -> bool:
    end, begin = before[-1], lines[0]
    column = _whole(page)
    if abs(end.size - begin.size) > 0.6 or above.landscape != page.landscape:
        return False
    # as if the line stood right under the other
    near = begin._replace(y=end.y + page.part.pitch.get(begin.size, 1.3 * begin.size))
    if len(lines) > 1 and begin.x > lines[1].x + 2:
        return False
    ended = end.text[-1:] in ".;:!?" and abs(begin.x - column.left) > 2
    return not ended and is_full(end, begin, _whole(above).right) and goes_on(list(before), near, column)


def _glued(last: Para, first: Para) -> Rich:
    end = last.spans[-1]
    if not end.text:
        return (*last.spans, Span(" "), *first.spans)
    joins = end.text[-1:] in "-/" and end.text[-2:-1].isalnum()
    return (*last.spans[:-1], replace(end, text=end.text + ("" if joins else " ")), *first.spans)


def _ends_early(page: Page) -> bool:
    bottom = max((row[0].y for row in page.rows), default=0.0)
    return bottom < _EARLY * page.part.height
