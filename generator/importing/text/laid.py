"""Tables and letterheads laid out with signs: lines in, tables and stretches of running text out.

Four kinds: rows of cells between `|` (Markdown's pipe tables, with bars at their edges or none), tables framed by
`+---+` (`framed`), those ruled only by dashes (`dashed`), and columns set apart by tabs or many blanks (`beside`).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from generator.importing.sheet import Align, Cell, Grid, Para
from generator.importing.text import beside, dashed, framed
from generator.importing.text.cells import Laid, Table
from generator.importing.text.habits import Habit
from generator.importing.text.lines import BREAK, Line
from generator.importing.text.marks import parse
from generator.importing.text.wrap import paragraphs, tidy

__all__ = ["Table", "cut", "grid"]

_DIVIDER = re.compile(r"\s*\|?(?=[^|]*(?:--|:-|-:))\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
#: What tells that a line with bars lays out a letterhead or a signature.
_FORM = re.compile(r"\b(?:độc lập|cộng h(?:òa|oà) xã hội|nơi nhận|t/?m\.|k/?t\.|t/?l\.|số ?:.*ngày)", re.IGNORECASE)
#: A line with more bars is no row of a table.
_MOST_BARS = 80
_BAR = re.compile(r"(?<!\\)\|")


def cut(lines: Sequence[Line]) -> list[Table | list[Line]]:
    """Return the tables laid out in running text and what stands between them, in order."""
    found: list[Table | list[Line]] = []
    text: list[Line] = []
    at = 0
    while at < len(lines):
        size, table = _table(lines, at)
        if table is None:
            text.append(lines[at])
        else:
            found += [text, table] if text else [table]
            text = []
        at += size
    return [*found, text] if text else found


def _table(lines: Sequence[Line], at: int) -> tuple[int, Table | None]:
    text = lines[at].text
    if found := dashed.table(lines, at):
        rows = tuple(tuple(Laid(cell) for cell in row) for row in found.rows)
        return found.size, Table(rows, lines[at].number, found.head, ruled=True)
    if text.count("+") <= _MOST_BARS and framed.FRAME.fullmatch(text):
        return _framed(lines, at)
    if 0 < text.count("|") <= _MOST_BARS and (size := _rows(lines, at)):
        return _piped(lines, at, size)
    if "\t" in text or "    " in text:
        return beside.table(lines, at)
    return 1, None


def _rows(lines: Sequence[Line], at: int) -> int:
    """How many lines from one on are rows of a table drawn with bars, 0 where it is running text.

    A bar at either end of a line tells so, or as many cells in the next line, or what a letterhead says."""
    end = at
    width = len(_pipes(lines[at].text))
    sure = 0
    for line in lines[at:]:
        text = line.text.strip()
        if not 0 < text.count("|") <= _MOST_BARS:
            break
        edged = text[0] == "|" or (text[-1] == "|" and text.count("|") > 1)
        if not edged and len(_pipes(text)) != width:
            break
        sure += edged or bool(_FORM.search(text))
        end += 1
    return end - at if sure or (end - at > 1 and width > 1) else 0


def _pipes(text: str) -> list[str]:
    """The cells of a line between bars; one at either end of it begins or ends none."""
    text = text.strip()
    pieces = _BAR.split(text)
    pieces = pieces[1:] if text[:1] == "|" else pieces
    pieces = pieces[:-1] if len(pieces) > 1 and not pieces[-1].strip() else pieces
    return [piece.strip().replace("\\|", "|") for piece in pieces]


def _piped(lines: Sequence[Line], at: int, size: int) -> tuple[int, Table | None]:
    rows: list[tuple[Laid, ...]] = []
    aligns: tuple[Align, ...] = ()
    head = 0
    for line in lines[at : at + size]:
        if _DIVIDER.fullmatch(line.text):
            if rows and not head:
                head, aligns = len(rows), _aligns(line.text)
            continue
        rows.append(
            tuple(
                Laid(tuple(Line(said.strip(), line.number) for said in piece.split(BREAK)))
                for piece in _pipes(line.text)
            )
        )
    return size, Table(tuple(rows), lines[at].number, head, aligns, ruled=True) if rows else None


def _framed(lines: Sequence[Line], at: int) -> tuple[int, Table | None]:
    end = at
    while end < len(lines) and framed.parts(lines[end].text):
        end += 1
    if end - at < 3:
        return 1, None
    found, head = framed.cells(lines[at:end])
    rows = [
        tuple(Laid(cell.lines, cell.columns, cell.rows) for cell in row)
        for _, row in itertools.groupby(found, key=lambda cell: cell.row)
    ]
    return end - at, Table(tuple(rows), lines[at].number, head, ruled=True) if rows else None


def _aligns(text: str) -> tuple[Align, ...]:
    found: list[Align] = []
    for piece in text.strip().strip("|+").replace("+", "|").split("|"):
        mark = piece.strip()
        both = mark.startswith(":") and mark.endswith(":")
        found.append("center" if both else "right" if mark.endswith(":") else "left" if mark.startswith(":") else "")
    return tuple(found)


def grid(table: Table, habit: Habit, marked: bool, notes: Mapping[str, object]) -> Grid:
    """Return the grid that a table laid out with signs is; short rows of pipe tables are filled up."""
    framed_ = any(cell.columns > 1 or cell.rows > 1 for row in table.rows for cell in row)
    width = max(len(row) for row in table.rows)
    rows = []
    for row in table.rows:
        filled = row if framed_ else (*row, *[Laid(())] * (width - len(row)))
        rows.append(tuple(_cell(cell, table, at, habit, marked, notes) for at, cell in enumerate(filled)))
    return Grid(tuple(rows), table.line, ruled=table.ruled, head=table.head)


def _cell(laid: Laid, table: Table, column: int, habit: Habit, marked: bool, notes: Mapping[str, object]) -> Cell:
    """A cell; the lines of one in a frame are wrapped, those of columns set apart by blanks are not."""
    align: Align = table.aligns[column] if column < len(table.aligns) else ""
    rows = parse(laid.lines, marked, notes)
    if table.ruled and len({row.line for row in rows}) > 1:
        paras, _ = paragraphs(rows, replace(habit, wrapped=True, spaced=True), cell=True)
    else:
        paras = [Para(tidy(row.spans), row.line) for row in rows]
    return Cell(tuple(replace(para, align=align) for para in paras), laid.columns, laid.rows)
