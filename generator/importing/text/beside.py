"""Columns typed beside each other with tabs or many blanks: lines in, a table out.

Two of them are a letterhead or a signature; three and more a table, or several who sign.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from generator.frozen import dataclass
from generator.importing.text.cells import Laid, Table
from generator.importing.text.flow import alone
from generator.importing.text.habits import marker
from generator.importing.text.lines import Line, is_rule

_RUN = re.compile(r"\S(?:.*?\S)??(?= {4}|$)")
#: Where the right column begins as long as no line has two.
_FAR = 10**9
#: So many blank lines at most stand above a name, and so far from each other begin cells of one column.
_SIGNED, _APART = 8, 12
#: What begins so far from the left may be the right column's.
_FROM = 20
_NATION = re.compile(r"(?:cộng h|độc lập)", re.IGNORECASE)
_RECIPIENTS = re.compile(r"\bnơi nhận\b", re.IGNORECASE)
_ASKS = re.compile(r"(?:^|\s)(?:Số:?|ngày|tháng|năm)$")
_NUMBERED = re.compile(r"[*_ ]*số\b.*/", re.IGNORECASE)
_DATED = re.compile(r"\bngày\b.*\btháng\b|\bngày [\d.…]+/", re.IGNORECASE)
_ANSWERS = re.compile(r"/[A-ZĐ]|tháng\b|năm\b")


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    start: int


def _pieces(line: Line) -> list[_Piece]:
    """The parts of a line that are set apart by tabs or four blanks, and where each begins (a tab counts a thousand).

    A marker is no part of its own, nor are blanks to fill in by hand: `Số:      /KH-UBND`, `ngày      tháng`."""
    found: list[_Piece] = []
    for number, stretch in enumerate(line.text.rstrip().split("\t")):
        for piece in _RUN.finditer(stretch):
            part = _Piece(piece[0].strip(), number * 1000 + piece.start())
            last = found[-1] if found else None
            if last and (_blank(last.text, part.text) or (len(found) == 1 and marker(last.text + " ") == last.text)):
                found[-1] = _Piece(f"{last.text} {part.text}", last.start)
            else:
                found.append(part)
    return found


def _blank(before: str, after: str) -> bool:
    """Tell whether the blanks between two parts of a line are a place to fill in."""
    return bool(_ASKS.search(before)) or bool(_ANSWERS.match(after))


def table(lines: Sequence[Line], at: int) -> tuple[int, Table | None]:
    """Return the table that is typed with blanks from a line on, to the first that has no place in it, and how many
    lines it takes; one line and None where it is running text."""
    first = _pieces(lines[at])
    if len(first) < 2:
        return _above(lines, at, first)
    if len(first) == 2:
        return _two(lines, at)
    return _many(lines, at, len(first))


def _above(lines: Sequence[Line], at: int, pieces: Sequence[_Piece]) -> tuple[int, Table | None]:
    """A line far to the right over one of two columns (`TM. ỦY BAN NHÂN DÂN` over `Nơi nhận:`) is of the right one."""
    below = _pieces(lines[at + 1]) if at + 1 < len(lines) else []
    if len(pieces) != 1 or len(below) != 2 or pieces[0].start < _FROM or abs(below[1].start - pieces[0].start) > _FROM:
        return 1, None
    if not pieces[0].text.strip("*_ ").isupper() or not _RECIPIENTS.search(below[0].text):
        return 1, None
    size, table = _two(lines, at + 1)
    if table is None:
        return 1, None
    ((left, right),) = table.rows
    right = Laid((Line(pieces[0].text, lines[at].number), *right.lines))
    return size + 1, replace(table, rows=((left, right),), line=lines[at].number)


def _two(lines: Sequence[Line], at: int) -> tuple[int, Table | None]:
    left: list[Line] = []
    right: list[Line] = []
    end, low, high = at, 0, _FAR
    for index in range(at, min(len(lines), at + 60)):
        line = lines[index]
        if line.blank:
            continue
        parts = _parts(line, low, high)
        apart = index > at and lines[index - 1].blank
        if (
            parts is None
            or (alone(line.text.strip()) and not _NATION.match(line.text.strip()))
            or (apart and not _goes_on(parts, left))
        ):
            break
        one, two = parts
        if one and two:
            low, high = max(low, one.start + len(one.text)), min(high, two.start)
        left += [Line(one.text, line.number)] if one else []
        right += [Line(two.text, line.number)] if two else []
        end = index + 1
    if not _is_pair(left, right):
        return 1, None
    return end - at, Table(((Laid(tuple(left)), Laid(tuple(right))),), lines[at].number)


_Parts = tuple[_Piece | None, _Piece | None]


def _parts(line: Line, low: int, high: int) -> _Parts | None:
    """The left and the right part of a line of two columns, None where it is no such line.

    `low` is how far the left column reaches so far, `high` where the right one begins."""
    pieces = _pieces(line)
    if len(pieces) == 2:
        return (pieces[0], pieces[1]) if pieces[0].start < high and pieces[1].start > low else None
    if len(pieces) != 1 or high == _FAR:
        return None
    piece = pieces[0]
    if piece.start >= low:
        return None, piece
    return (piece, None) if piece.start + len(piece.text) <= high + 2 else None


def _goes_on(parts: _Parts, left: Sequence[Line]) -> bool:
    """Tell whether a line below a blank one is still of the two columns: both have words in it, or it is the name
    below a signature, beside the recipients."""
    one, two = parts
    signed = bool(left) and left[0].text.strip("*_ ").lower().startswith("nơi nhận")
    return two is not None and (one is not None or signed)


def _is_pair(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Tell whether two columns are a letterhead or a signature: short lines, more than one on a side, or a number
    beside a date; no items of a list, and no answers beside what they answer (`Thời gian:     8 giờ`)."""
    if len(left) == len(right) == 1:
        return bool(_NUMBERED.match(left[0].text)) and bool(_DATED.search(right[0].text))
    if any(len(line.text) > 90 for line in (*left, *right)) or len(left) + len(right) < 3:
        return False
    if left and any(line.text.strip("*_ ").isupper() for line in right):
        return True
    asked = [line.text.strip("*_ ").endswith(":") for line in left]
    return not (left and (marker(left[0].text) or (all(asked) and len(left) == len(right))))


def _many(lines: Sequence[Line], at: int, width: int) -> tuple[int, Table | None]:
    """Rows of three cells or more, each on a line, all with as many; between those of several who sign stand blanks."""
    rows: list[tuple[Laid, ...]] = []
    starts = [piece.start for piece in _pieces(lines[at])]
    end = at
    for index in range(at, len(lines)):
        line = lines[index]
        if line.blank and rows and index - end < _SIGNED:
            continue
        pieces = _pieces(line)
        near = index == end or all(abs(p.start - s) <= _APART for p, s in zip(pieces, starts, strict=False))
        if line.blank or is_rule(line.text) or len(pieces) != width or not near:
            break
        rows.append(tuple(Laid((Line(piece.text, line.number),)) for piece in pieces))
        end = index + 1
    if len(rows) < 2:
        return 1, None
    return end - at, Table(tuple(rows), lines[at].number)
