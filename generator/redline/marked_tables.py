"""tables: two tables -> one that shows what became of its rows and cells, or both where their columns differ.

Rows are aligned by their words, without a running number; a row that moved stands twice. A cell that runs over several
rows is made as long as it has to be for the rows that went and came beside it; where that cannot be done, the old rows
stand struck above the new ones.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace

from generator.compare.align import Item, Pair, align
from generator.document import Cell, Table, plain
from generator.redline.marked_lines import AWAY, CAME, CHANGED, GONE, HERE, Lines, Marks, shown

Row = tuple[Cell, ...]
#: A cell that only counts its row.
_COUNT = re.compile(r"\(?(\d{1,4}|[IVXLC]{1,7}|[a-zđ])[.)]*")
#: A row that is taller may break over pages: old and new words together were measured by nobody (pt, estimated).
_TALL = 280.0
#: Width of a letter and height of a line of a table, on the whole, and what a cell keeps clear on both sides (pt).
_LETTER, _LINE, _CLEAR = 6.6, 14.0, 10.8


@dataclass(frozen=True, slots=True)
class _Made:
    """A row of the table that is made: its number in either table, or None, and how it is marked."""

    old: int | None
    new: int | None
    marks: Marks


def tables(lines: Lines, old: Table, new: Table, marks: Marks = CHANGED) -> tuple[Table, ...]:
    """Return the table of both; where columns or heads differ, the old one struck and the new one after it."""
    if _frame(old) == _frame(new):
        return (_table(lines, old, new, marks),)
    ways = ((old, GONE, marks.gone), (new, CAME, marks.came))
    return tuple(_table(lines, each, each, way) for each, way, wanted in ways if wanted)


def known_by(table: Table) -> str:
    """Return what a table is recognised by: its caption, its head, and how its rows begin."""
    return " ".join((plain(table.caption), *(_words(row)[:40] for row in table.rows)))[:2000]


def _frame(table: Table) -> Hashable:
    """What two tables must have in common to be one."""
    head = table.rows[: table.header_rows]
    return len(table.widths), tuple(tuple((cell.columns, cell.rows) for cell in row) for row in head)


def _table(lines: Lines, old: Table, new: Table, marks: Marks) -> Table:
    base = old if marks.came is None else new
    made, spans = _arranged(old, new, marks)
    caption = lines.line(old.caption, new.caption, marks)
    rows = tuple(
        tuple(
            _cell(lines, one, other, each.marks, span)
            for one, other, span in zip(*_sides(old, new, each), long, strict=True)
        )
        for each, long in zip(made, spans, strict=True)
    )
    tall = frozenset(n for n, each in enumerate(made) if _is_tall(rows[n], each, old, new, base))
    head = 0 if any(n < base.header_rows for n in tall) else base.header_rows
    return replace(base, rows=rows, header_rows=head, caption=caption, tall_rows=tall)


def _cell(lines: Lines, old: Cell, new: Cell, marks: Marks, rows: int) -> Cell:
    base = old if marks.came is None else new
    return replace(base, lines=lines.paragraphs(old.lines, new.lines, marks), rows=rows)


def _sides(old: Table, new: Table, made: _Made) -> tuple[Row, Row]:
    """Return both rows that a row is made of; one that went or came is made of itself twice."""
    left = old.rows[made.old] if made.old is not None else None
    right = new.rows[made.new] if made.new is not None else None
    return (left or right or (), right or left or ())


# --- which rows, in which order -----------------------------------------------------------------


def _arranged(old: Table, new: Table, marks: Marks) -> tuple[list[_Made], list[list[int]]]:
    """Return the rows and how far down each of their cells runs: the first way that leaves no hole in the table."""
    head = [_Made(n, n, marks) for n in range(new.header_rows)]
    ways = list(_ways(old, new, marks))
    for way in ways:
        made = [*head, *way]
        spans = _spans(old, new, made)
        if way is ways[-1] or old.rows == new.rows or _fits(len(new.widths), old, new, made, spans):
            return made, spans
    raise AssertionError("there is always a last way")


def _ways(old: Table, new: Table, marks: Marks) -> Iterator[list[_Made]]:
    """Yield the rows below the head, aligned as closely as can be; last all the old ones and then all the new ones."""
    left, right = _items(old), _items(new)
    if left == right:
        yield [_Made(n, n, marks) for n in range(old.header_rows, len(old.rows))]
    for moves in (True, False) if marks == CHANGED else (False,):
        pairs = align(left, right, moves=moves)
        yield [_made(pair, old.header_rows, marks) for pair in pairs if shown(pair, marks)]
    first = [_Made(n, None, GONE) for n in range(old.header_rows, len(old.rows)) if marks.gone]
    yield first + [_Made(None, n, CAME) for n in range(new.header_rows, len(new.rows)) if marks.came]


def _made(pair: Pair, head: int, marks: Marks) -> _Made:
    """Return the row of a pair, whose places count from the first row below the head."""
    if pair.old is None or pair.new is None:
        way = GONE if pair.new is None else CAME
    else:
        way = {"": marks, "away": AWAY, "here": HERE}[pair.moved]
    return _Made(None if pair.old is None else pair.old + head, None if pair.new is None else pair.new + head, way)


def _items(table: Table) -> list[Item]:
    """Return the rows below the head for aligning: only rows with the same cells become each other."""
    return [Item(_words(row), tuple(cell.columns for cell in row)) for row in table.rows[table.header_rows :]]


def _words(row: Row) -> str:
    """Return the words of a row, without the number that only counts it."""
    said = [" ".join(map(plain, cell.lines)) for cell in row]
    if len(said) > 1 and _COUNT.fullmatch(said[0]):
        del said[0]
    return " ".join(said)


# --- cells that run over several rows -----------------------------------------------------------


def _spans(old: Table, new: Table, made: Sequence[_Made]) -> list[list[int]]:
    """Return how many rows each cell takes: to the last of its rows in either version, wherever that stands now."""
    old_at = {each.old: n for n, each in enumerate(made) if each.old is not None and each.marks != HERE}
    new_at = {each.new: n for n, each in enumerate(made) if each.new is not None and each.marks != AWAY}
    spans = []
    for n, each in enumerate(made):
        ends = [n] * len(_sides(old, new, each)[0])
        for table, row, at, hidden in ((old, each.old, old_at, HERE), (new, each.new, new_at, AWAY)):
            if row is not None and each.marks != hidden:
                for k, cell in enumerate(table.rows[row]):
                    ends[k] = max(ends[k], *(at.get(row + below, n) for below in range(cell.rows)))
        spans.append([end - n + 1 for end in ends])
    return spans


def _fits(columns: int, old: Table, new: Table, made: Sequence[_Made], spans: list[list[int]]) -> bool:
    """Tell whether the cells fill the table: none over another, no hole, none beyond the last row."""
    taken = [0] * columns
    for n, (each, long) in enumerate(zip(made, spans, strict=True)):
        for cell, rows in zip(_sides(old, new, each)[1], long, strict=True):
            start = next((c for c in range(columns) if taken[c] <= n), columns)
            if start + cell.columns > columns or any(taken[c] > n for c in range(start, start + cell.columns)):
                return False
            taken[start : start + cell.columns] = [n + rows] * cell.columns
        if any(end <= n for end in taken):
            return False
    return all(end <= len(made) for end in taken)


# --- rows that no page might hold ---------------------------------------------------------------


def _is_tall(row: Row, made: _Made, old: Table, new: Table, base: Table) -> bool:
    """Tell whether a row may break: it could before, or it holds more than one version and much of it."""
    if made.old in old.tall_rows or made.new in new.tall_rows:
        return True
    columns = sum(cell.columns for cell in row) or 1
    width = sum(base.widths) / len(base.widths)
    if columns == len(base.widths):
        starts = [sum(cell.columns for cell in row[:k]) for k in range(len(row))]
        wide = [sum(base.widths[at : at + cell.columns]) for at, cell in zip(starts, row, strict=True)]
    else:  # beside a cell that began above: any column may be meant
        wide = [min(base.widths) if cell.columns == 1 else width * cell.columns for cell in row]
    return any(
        _height(cell, room) / cell.rows > _TALL for cell, room in zip(row, wide, strict=True) if _is_changed(cell)
    )


def _is_changed(cell: Cell) -> bool:
    return any(run.change for line in cell.lines for run in line)


def _height(cell: Cell, width: float) -> float:
    """Return about how high a cell is (pt)."""
    room = max(width - _CLEAR, _LETTER)
    return sum((len(plain(line)) * _LETTER // room + 1) * _LINE for line in cell.lines)
