"""table: the lines of a Markdown table of whatever kind -> its cells as typed.

Pipe tables (GitHub, MarkItDown, Google Docs), grid tables with merged cells, simple and multiline tables (pandoc).
Each function is given lines and the place of the first one; it returns the table and the place after it, or None
where no such table begins there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from generator.importing.html.spans import BREAK
from generator.importing.md.raw import Box, Frame, Piece

Found = tuple[Frame, int] | None

_DELIMITER = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_GRID = re.compile(r"\+(?:[-=:]+\+)+")
_DASHES = re.compile(r"[ \t]*-{2,}(?:[ \t]+-{2,})*[ \t]*")
_RULE = re.compile(r"[ \t]*-{3,}[ \t]*")
_BREAK_TAG = re.compile(r"<br\s*/?>", re.I)
#: Lines and columns of a table that are read at most: a longer one is text.
LONGEST, WIDEST = 5_000, 60


def table(lines: Sequence[str], at: int, first: int) -> Found:
    """Return the table that begins at a line, and where it ends; `first` is the number of the first line."""
    line = lines[at]
    if _GRID.fullmatch(line.rstrip()):
        return _grid(lines, at, first)
    if "|" in line and at + 1 < len(lines) and "|" in lines[at + 1] and _DELIMITER.fullmatch(lines[at + 1]):
        return _pipe(lines, at, first)
    if _DASHES.fullmatch(line) or (at + 1 < len(lines) and _columns(lines[at + 1])):
        return _simple(lines, at, first)
    return None


def _pipe(lines: Sequence[str], at: int, first: int) -> Found:
    width = len(_cut(lines[at + 1]))
    if len(_cut(lines[at])) != width or width > WIDEST:
        return None
    rows: list[tuple[Box, ...]] = []
    end = at
    while end < len(lines) and "|" in lines[end] and lines[end].strip():
        if end != at + 1:
            cells = [*_cut(lines[end]), *[""] * width][:width] if len(_cut(lines[end])) <= width else _cut(lines[end])
            rows.append(tuple(_typed(cell, first + end) for cell in cells))
        end += 1
    # a table without a head has an empty one
    if rows and not any(box.pieces for box in rows[0]):
        return (Frame(tuple(rows[1:]), first + at), end) if rows[1:] else None
    return Frame(tuple(rows), first + at, 1), end


def _cut(line: str) -> list[str]:
    """Return the cells of a line of a pipe table; `\\|` is a letter."""
    text = line.strip().removeprefix("|")
    parts = re.split(r"(?<!\\)\|", text)
    if len(parts) > 1 and not parts[-1].strip():
        del parts[-1]
    return [part.strip() for part in parts]


def _typed(text: str, line: int) -> Box:
    text = _BREAK_TAG.sub(BREAK, text).strip(f" {BREAK}")
    return Box((Piece(text, line),) if text else ())


def _simple(lines: Sequence[str], at: int, first: int) -> Found:
    """Return a simple or a multiline table: columns told by groups of dashes."""
    ruled = bool(_RULE.fullmatch(lines[at]))
    top = next((n for n in range(at, min(at + 8, len(lines))) if _columns(lines[n])), None)
    if top is None or (not ruled and top > at + 1):
        return None
    head = [line for line in lines[at + ruled : top] if line.strip()]
    if ruled and not head and top == at:
        return None
    columns = _columns(lines[top])
    end = _end(lines, top, ruled)
    if end is None or end - top > LONGEST:
        return None
    body = lines[top + 1 : end]
    several = ruled or any(not line.strip() for line in body)
    rows = [_sliced(head, columns, first + at)] if head else []
    for start, group in _rows(body, several):
        rows.append(_sliced(group, columns, first + top + 1 + start))
    after = end + 1 if end < len(lines) and _DASHES.fullmatch(lines[end]) else end
    return (Frame(tuple(rows), first + at, int(bool(head))), after) if rows else None


def _end(lines: Sequence[str], top: int, ruled: bool) -> int | None:
    """Return the line that ends a table: a rule where it has one, else a blank line."""
    headless = not ruled and (top == 0 or not lines[top - 1].strip())
    for number in range(top + 1, min(len(lines), top + LONGEST)):
        if _DASHES.fullmatch(lines[number]):
            return number
        if not ruled and not headless and not lines[number].strip():
            return number
    return None if ruled or headless else len(lines)


def _rows(body: Sequence[str], several: bool) -> list[tuple[int, list[str]]]:
    if not several:
        return [(number, [line]) for number, line in enumerate(body) if line.strip()]
    rows: list[tuple[int, list[str]]] = []
    for number, line in enumerate(body):
        if not line.strip():
            continue
        if not rows or not body[number - 1].strip() or not number:
            rows.append((number, []))
        rows[-1][1].append(line)
    return rows


def _columns(line: str) -> list[tuple[int, int]]:
    """Return where columns begin and end by a line of two groups of dashes or more, none for any other line."""
    if not _DASHES.fullmatch(line) or len(line.split()) < 2 or len(line.split()) > WIDEST:
        return []
    return [match.span() for match in re.finditer(r"-+", line)]


def _sliced(group: list[str], columns: list[tuple[int, int]], line: int) -> tuple[Box, ...]:
    """Return the cells of a row that takes some lines; what stands over a column's end belongs to it."""
    edges = [0 if not number else start for number, (start, _) in enumerate(columns)]
    cells = [" ".join(row[a:b].strip() for row in group) for a, b in zip(edges, [*edges[1:], None], strict=True)]
    return tuple(_typed(" ".join(cell.split()), line) for cell in cells)


def _grid(lines: Sequence[str], at: int, first: int) -> Found:
    end = at
    while end < len(lines) and lines[end][:1] in "+|" and lines[end].strip() and end - at < LONGEST:
        end += 1
    block = [line.rstrip() for line in lines[at:end]]
    bars = [number for number, line in enumerate(block) if line.startswith("+") or "+--" in line or "+==" in line]
    bars = [number for number in bars if re.search(r"\+[-=:]+\+", block[number])]
    edges = sorted({match.start() for number in bars for match in re.finditer(r"\+", block[number])})
    if len(bars) < 2 or len(edges) < 2 or len(edges) > WIDEST or bars[-1] != len(block) - 1:
        return None
    width = edges[-1] + 1
    block = [line.ljust(width) for line in block]
    head = next((number for number, bar in enumerate(bars) if number and "=" in block[bar]), 0)
    total = sum(b - a for a, b in pairwise(edges))
    shares = tuple((b - a) / total for a, b in pairwise(edges))
    return Frame(_boxes(block, bars, edges, first + at), first + at, head, shares), end


def _boxes(block: list[str], bars: list[int], edges: list[int], first: int) -> tuple[tuple[Box, ...], ...]:
    """Return the rows of a grid: a cell goes on to the right and down until a line is drawn."""
    done: set[tuple[int, int]] = set()
    rows: list[tuple[Box, ...]] = []
    for top in range(len(bars) - 1):
        row: list[Box] = []
        for left in range(len(edges) - 1):
            if (top, left) in done:
                continue
            right = _right(block, bars, edges, top, left)
            low = _low(block, bars, edges, top, left, right)
            done |= {(r, c) for r in range(top, low) for c in range(left, right)}
            inner = [line[edges[left] + 1 : edges[right]] for line in block[bars[top] + 1 : bars[low]]]
            pieces = _pieces(inner, first + bars[top] + 1)
            row.append(Box(pieces, right - left, low - top))
        rows.append(tuple(row))
    return tuple(row for row in rows if row)


def _right(block: list[str], bars: list[int], edges: list[int], top: int, left: int) -> int:
    for right in range(left + 1, len(edges)):
        inner = block[bars[top] + 1 : bars[top + 1]]
        if right == len(edges) - 1 or (inner and all(line[edges[right]] in "|+" for line in inner)):
            return right
    return len(edges) - 1


def _low(block: list[str], bars: list[int], edges: list[int], top: int, left: int, right: int) -> int:
    for low in range(top + 1, len(bars)):
        stretch = block[bars[low]][edges[left] + 1 : edges[right]]
        if low == len(bars) - 1 or (stretch and set(stretch) <= set("-=:+")):
            return low
    return len(bars) - 1


def _pieces(inner: list[str], first: int) -> tuple[Piece, ...]:
    """Return the paragraphs of a cell of a grid; they are as those of a page."""
    from generator.importing.md.blocks import pieces

    return pieces(inner, first)
