"""Tables drawn with `+---+` and `|`: their lines in, cells with the columns and rows they take out.

The edges of the columns are where the `+` stand; a cell goes on to the right where no `|` stands at an edge, and down
where no line of dashes is drawn below it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.frozen import dataclass
from generator.importing.text.lines import Line

FRAME = re.compile(r"\s*\+(?:[-=:]+\+)+\s*")
_DRAWN = re.compile(r"[-=:]+")


@dataclass(frozen=True, slots=True)
class Framed:
    """A cell: its lines, the row and the column it begins in, how many of both it takes."""

    lines: tuple[Line, ...]
    row: int
    column: int
    rows: int
    columns: int


def parts(text: str) -> bool:
    """Tell whether a line is one of a framed table: a frame, or a row between bars."""
    text = text.strip()
    return len(text) > 2 and text[0] in "|+" and text[-1] in "|+" and (text[0] == "|" or bool(_DRAWN.match(text[1:])))


def cells(lines: Sequence[Line]) -> tuple[list[Framed], int]:
    """Return the cells of a framed table, row by row, and how many rows are its head (above a line of `=`)."""
    edges = _edges(lines)
    open_: dict[int, tuple[int, int, list[Line]]] = {}  # by column: its row, columns, lines
    done: list[Framed] = []
    row = head = 0
    for line in lines[1:]:
        pieces = _pieces(line.text, edges)
        drawn = {column for column, _, text in pieces if _DRAWN.fullmatch(text)}
        if drawn:
            row += any(start == row for start, _, _ in open_.values())
            head = row if "=" in line.text and not head else head
        closed = {at for column, size, _ in pieces if column in drawn for at in range(column, column + size)}
        for column in closed & open_.keys():
            done.append(_cell(column, open_.pop(column), row))
        for column, size, text in pieces:
            if column not in drawn:
                open_.setdefault(column, (row, size, []))[2].append(Line(text.strip(), line.number))
    done += [_cell(column, open_[column], row + 1) for column in open_]
    return sorted(done, key=lambda cell: (cell.row, cell.column)), head


def _cell(column: int, said: tuple[int, int, list[Line]], row: int) -> Framed:
    start, size, lines = said
    return Framed(tuple(lines), start, column, max(row - start, 1), size)


def _edges(lines: Sequence[Line]) -> list[int]:
    found: set[int] = set()
    for line in lines:
        if "+-" in line.text or "+=" in line.text or "+:" in line.text:
            found |= {at for at, sign in enumerate(line.text) if sign == "+" and _joint(line.text, at)}
    return sorted(found)


def _joint(text: str, at: int) -> bool:
    """Tell whether a `+` joins lines of a frame, and is not a plus in a cell."""
    return text[at + 1 : at + 2] in ("-", "=", ":") or text[max(at - 1, 0) : at] in ("-", "=", ":")


def _pieces(text: str, edges: Sequence[int]) -> list[tuple[int, int, str]]:
    """What stands between the edges of a line: the column, how many columns, the text."""
    found: list[tuple[int, int, str]] = []
    column = 0
    for at in range(1, len(edges)):
        if at == len(edges) - 1 or text[edges[at] : edges[at] + 1] in ("|", "+"):
            found.append((column, at - column, text[edges[column] + 1 : edges[at]]))
            column = at
    return found
