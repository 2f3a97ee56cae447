"""unfold, stacks: blocks of a head or a foot -> its lines, column by column, however the office set them side by side.

A letterhead is a grid, or paragraphs with tabs, or columns typed with blanks, or one paragraph under another. Whatever
it is, `stacks` gives what a reader takes as one column, top to bottom.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from generator.frozen import dataclass
from generator.importing.anatomy import beside, wording
from generator.importing.anatomy.rich import cut, lines, neat
from generator.importing.sheet import Block, Cell, Grid, Para, Rich, plain

#: Blanks that part two columns; a blank to be filled in by hand (`Số:      /KH`) parts nothing.
_GAP = re.compile(r"\t[\t ]*| {4,}")
_FILLED_BEFORE = re.compile(r"(?:số\s*[:.]?|ngày|tháng|năm|[/-])\s*$", re.IGNORECASE)
_FILLED_AFTER = re.compile(r"\s*(?:/|-\s*KH|tháng\b|năm\b|[.,;:])", re.IGNORECASE)
#: A title in capitals and the first base, joined to one paragraph.
_RUN_ON = re.compile(rf"(?P<title>[^{wording.LOWER}]{{15,300}}?)\s+(?=Căn cứ\s)")
_SIGNED = re.compile(r"\(\s*(?:đã\s+)?ký\b", re.IGNORECASE)
#: So many blanks before a line put it in the right column.
_INDENTED = 20
#: No line that is typed as columns has more signs.
_WIDEST = 600
#: A layout grid has few columns and few rows; a table of tasks has more.
_COLUMNS = 4
_ROWS = 200


@dataclass(frozen=True, slots=True)
class Row:
    """A line: its words with single spaces and their looks, the paragraph that it stands in, that one's block."""

    text: str
    rich: Rich
    para: Para
    block: int = 0

    @property
    def line(self) -> int:
        """The line of the source."""
        return self.para.line

    @property
    def dashed(self) -> bool:
        """Tell whether it opens with a dash or a bullet, typed or automatic."""
        return bool(self.para.marker) or bool(wording.DASH.match(self.text))


Stack = tuple[Row, ...]


# --- blocks ---------------------------------------------------------------------------------------


def unfold(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks with layout grids opened: rows that go over the whole width become paragraphs, a title gets a
    paragraph of its own."""
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, Grid) and lays_out(block):
            found += _opened(block)
        elif isinstance(block, Para):
            found += _titled(block)
        else:
            found.append(block)
    return tuple(found)


def lays_out(grid: Grid) -> bool:
    """Tell whether a grid only lays out a head, a title or a foot: told by its words and its few columns."""
    if len(grid.rows) > _ROWS or max((len(_worded(row)) for row in grid.rows), default=0) > _COLUMNS:
        return False
    head = [line for row in grid.rows[:6] for cell in row for line in _texts(cell)]
    tail = [line for row in grid.rows[-40:] for cell in row for line in _texts(cell)]
    return any(_heads(line) for line in head[:30]) or any(_foots(line) for line in tail)


def _heads(line: str) -> bool:
    text = " ".join(line.split())
    if wording.is_country(text) or wording.is_motto(text) or wording.TITLE.fullmatch(text):
        return True
    number, date = wording.NUMBER.fullmatch(text), wording.DATE.fullmatch(text)
    return bool(number and number["sign"] and "/" in number["code"]) or bool(date and date["place"])


def _foots(line: str) -> bool:
    title = wording.RECIPIENTS.match(line)
    if title:
        return ":" in title[0] and len(line) < 300
    return len(line) < 80 and wording.shouts(line) and bool(wording.CAPACITY.match(line))


def _texts(cell: Cell) -> Iterator[str]:
    for para in cell.paras:
        for line in para.text.split("\n"):
            if line.strip():
                yield line.strip()


def _worded(row: Iterable[Cell]) -> list[Cell]:
    return [cell for cell in row if cell.text.strip()]


def _opened(grid: Grid) -> Iterator[Block]:
    """Its rows: those of one cell over the whole width as paragraphs, the others in grids between them."""
    width = max((sum(cell.columns for cell in row) for row in grid.rows), default=0)
    waiting: list[tuple[Cell, ...]] = []
    held = 0
    for row in grid.rows:
        cells = _worded(row)
        wide = held == 0 and len(cells) == 1 and (cells[0].columns >= width or _is_title(cells[0]))
        held = max([held - 1, 0, *(cell.rows - 1 for cell in row)])
        if not wide:
            waiting.append(row)
            continue
        if waiting:
            yield replace(grid, rows=tuple(waiting))
            waiting = []
        for para in cells[0].paras:
            yield from _titled(para)
    if waiting:
        yield replace(grid, rows=tuple(waiting))


def _is_title(cell: Cell) -> bool:
    return any(wording.kind_of_title(line) for line in _texts(cell))


def _titled(para: Para) -> Iterator[Para]:
    """A paragraph in which the kind stands with its subject, or the head before it, parted by soft breaks."""
    text = para.text
    run = _RUN_ON.match(text) if len(text) < 2000 and not para.marker else None
    if run and wording.shouts(run["title"]):
        yield replace(para, spans=cut(para.spans, 0, run.end("title")))
        yield replace(para, spans=cut(para.spans, run.end(), len(text)), breaks=False)
        return
    if not 0 < text.count("\n") <= _ROWS or not any(wording.kind_of_title(line) for line in text.split("\n")):
        yield para
        return
    for number, piece in enumerate(lines(para.spans)):
        yield replace(para, spans=piece, marker="" if number else para.marker, breaks=para.breaks and not number)


# --- lines ----------------------------------------------------------------------------------------


def stacks(blocks: Sequence[Block], first: int = 0) -> tuple[Stack, ...]:
    """Return the lines of some blocks, column by column; `first` is the index of the first block."""
    found: list[Stack] = []
    typed: list[list[tuple[int, Row]]] = []
    for number, block in enumerate(blocks, first):
        if isinstance(block, Para):
            typed += _typed(block, number)
            continue
        found += [*_side_by_side(typed), *_columns(block, number)]
        typed = []
    return tuple(stack for stack in (*found, *_side_by_side(typed)) if stack)


def _typed(para: Para, number: int) -> Iterator[list[tuple[int, Row]]]:
    """The lines of a paragraph, each as its pieces with the column that they are typed in."""
    for line in lines(para.spans):
        yield [(column, _row(part, para, number)) for column, part in _parted(line)]


def _row(part: Rich, para: Para, number: int) -> Row:
    rich = neat(part)
    return Row(plain(rich), rich, para, number)


def _side_by_side(typed: list[list[tuple[int, Row]]]) -> Iterator[Stack]:
    """Lines of paragraphs: from the first that has columns to the last such one column by column, the rest as it is."""
    wide = [at for at, line in enumerate(typed) if len({column for column, _ in line}) > 1]
    right = [at for at, line in enumerate(typed) if any(column for column, _ in line)]
    start, end = (wide[0], right[-1] + 1) if wide else (len(typed), len(typed))
    yield tuple(row for line in typed[:start] for _, row in line)
    counts = {len(line) for line in typed[start:end] if len(line) > 1}
    most = counts.pop() if len(counts) == 1 and len(wide) > 1 else 2
    between = [(min(column, most - 1), row) for line in typed[start:end] for column, row in line]
    for column in range(most):
        yield tuple(row for at, row in between if at == column)
    yield tuple(row for line in typed[end:] for _, row in line)


def _columns(grid: Grid, number: int) -> Iterator[Stack]:
    """The columns of a grid, each from top to bottom."""
    columns: dict[int, list[Row]] = {}
    open_until: list[int] = []
    for at, row in enumerate(grid.rows):
        column = 0
        for cell in row:
            while column < len(open_until) and open_until[column] > at:
                column += 1
            columns.setdefault(column, []).extend(_cell_rows(cell, number))
            open_until += [0] * (column + cell.columns - len(open_until))
            open_until[column : column + cell.columns] = [at + cell.rows] * cell.columns
            column += cell.columns
    for column in sorted(columns):
        yield tuple(columns[column])


def _cell_rows(cell: Cell, number: int) -> Iterator[Row]:
    for para in cell.paras:
        for piece in lines(para.spans):
            for _, part in _parted(piece):
                yield _row(part, para, number)


def _parted(rich: Rich) -> list[tuple[int, Rich]]:
    """A line that is typed as columns -> (column, piece) each; one piece in column 0 where it is none."""
    text = plain(rich)
    if len(text) > _WIDEST:
        return [(0, rich)]
    cuts = [gap for gap in _GAP.finditer(text.rstrip()) if _parts(text, gap)]
    if not cuts:
        return _told(rich)
    found: list[tuple[int, Rich]] = []
    at = 0
    for column, gap in enumerate(cuts):
        if text[at : gap.start()].strip():
            found.append((column, cut(rich, at, gap.start())))
        at = gap.end()
    found.append((len(cuts), cut(rich, at, len(text))))
    return found


def _told(rich: Rich) -> list[tuple[int, Rich]]:
    """A line without columns of its own, parted where its words tell that it holds more than one line."""
    cuts = beside.cuts(rich)
    if not cuts:
        return [(0, rich)]
    edges = [(0, 0), *cuts, (len(plain(rich)), 0)]
    return [(column, cut(rich, start, end)) for (start, column), (end, _) in pairwise(edges)]


def _parts(text: str, gap: re.Match[str]) -> bool:
    before, after = text[: gap.start()], text[gap.end() :]
    if after.startswith(("(", "}")) and wording.DASH.match(before) and not _SIGNED.match(after):
        return False  # `- UBND tỉnh;      (để b/c)`
    if not before.strip():
        return gap[0].count("\t") > 1 or len(gap[0]) >= _INDENTED
    return not (_FILLED_BEFORE.search(before) or _FILLED_AFTER.match(after) or wording.DASH.fullmatch(before))
