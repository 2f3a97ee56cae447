"""The rows of a table of which only the stream of its cells is known: cells in, rows out.

An empty place in the stream is an empty cell or the end of a row. The rows are the ones that explain the stream best:
as many as can be of full length, the others (sections, merged cells) few; found by weighing all ways to cut it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

from generator.frozen import dataclass

#: A table of an office has no more columns.
WIDEST = 40
_ORDINAL = re.compile(
    r"(?:\d{1,3}(?:\.\d{1,2}){0,3}|[IVXL]{1,6}|[A-Za-zĐđ]|\(?[a-zđ0-9]{1,2}\))[.)]?|[-+*•]|TT|STT|Số TT|Stt", re.ASCII
)


_ROMAN = re.compile(r"[IVXL]+\.?|[-+*]")
_TOTAL = re.compile(r"(?:tổng|cộng|tổng cộng|tổng số)\b", re.IGNORECASE)


def ordinal(text: str) -> bool:
    """Tell whether a cell says only which one its row is: `1`, `2.1`, `IV`, `a)`, `-`, `TT`."""
    return len(text) <= 10 and bool(_ORDINAL.fullmatch(text))


def cut(cells: Sequence[str | None]) -> tuple[int, list[tuple[int, int]]]:
    """Return the number of columns and the rows, each from one index of the stream to another.

    None is an empty place; text, also a blank one, a cell. Between two rows of the result one place is left out.
    """
    runs = _runs(cells)
    longest = _longest(runs)
    stream, sample = _stream(cells), _stream(cells[:1500])
    most = longest if runs and runs[0] == longest else min(longest + 4, WIDEST)  # a head tells the columns
    widths = range(longest, most + 1)
    width = (
        longest if len(widths) < 2 else min(widths, key=lambda each: (_weigh(sample, each)[0][0] + 0.6 * each, each))
    )
    if len(cells) * width > 3_000_000:
        return width, _greedy(cells, width)
    return width, _path(_weigh(stream, width), len(cells))


def _longest(runs: Sequence[int]) -> int:
    """The longest run of cells that is a row, not two rows between which no end was printed."""
    if not runs:
        return 1
    often = Counter(runs)
    longest = max(run for run in often if run == runs[0] or often[run] > 1 or run < 1.6 * runs[0] or len(runs) < 3)
    return min(longest, WIDEST)


def _runs(cells: Sequence[str | None]) -> list[int]:
    """How many cells stand side by side without an empty place, each time."""
    runs, run = [], 0
    for cell in [*cells, None]:
        if cell is not None:
            run += 1
        elif run:
            runs.append(run)
            run = 0
    return runs


@dataclass(frozen=True, slots=True)
class _Stream:
    """What is asked of a stream of cells again and again: sums from its beginning, and which cells say a number."""

    size: int
    ends: tuple[int, ...]
    blank: tuple[int, ...]
    begun: tuple[int, ...]
    totals: tuple[int, ...]
    numbers: tuple[bool, ...]


def _stream(cells: Sequence[str | None]) -> _Stream:
    numbers = tuple(cell is not None and bool(cell) and ordinal(cell) for cell in cells)
    before = (False, *(cell is None for cell in cells))
    begun = accumulate(
        (_begun(cell) if n and b else 0 for cell, n, b in zip(cells, numbers, before, strict=False)), initial=0
    )
    totals = accumulate((bool(cell) and bool(_TOTAL.match(cell or "")) for cell in cells), initial=0)
    blank = accumulate((cell is None for cell in cells), initial=0)
    ends = tuple(at for at, cell in enumerate(cells[:-1]) if cell is None)  # no row ends before the last place
    return _Stream(len(cells), ends, tuple(blank), tuple(begun), tuple(totals), numbers)


def _begun(cell: str | None) -> int:
    """How surely a number behind an empty place begins a row: a figure, a cross may also be what a cell says."""
    if not cell or cell in "xX":
        return 0
    return 14 if _ROMAN.fullmatch(cell) else 7 if cell[0].isdigit() else 4


def _weigh(stream: _Stream, width: int) -> list[tuple[float, int]]:
    """For each place: the least cost of all rows from there on, and how long the first of them is; one that ends
    where no end was printed has its length below zero."""
    size, ends, blank = stream.size, stream.ends, stream.blank
    costs: list[tuple[float, int]] = [(0.0, 0)] * (size + 2)
    near = len(ends)  # the first end behind the place
    for at in range(size - 1, -1, -1):
        while near and ends[near - 1] > at:
            near -= 1
        best = (float("inf"), 0)
        index = near
        while index < len(ends) and ends[index] <= at + width:
            end = ends[index]
            best = min(best, (_row(stream, at, end, width) + costs[end + 1][0], end - at))
            index += 1
        if size - at <= width:
            best = min(best, (_row(stream, at, size, width), size - at))
        if at + width < size and blank[at + width + 1] == blank[at]:  # more cells than a row has
            for end in range(at + 1, at + width + 1):
                if end - at == width or stream.numbers[end]:
                    best = min(best, (4.0 + _row(stream, at, end, width) + costs[end][0], at - end))
        if best[1] == 0:
            best = (9.0 + costs[min(at + width, size)][0], -width)
        costs[at] = best
    return costs


def _row(stream: _Stream, start: int, end: int, width: int) -> float:
    """How unlikely a row is: short, empty, begun by an empty cell; likely where it is full or begins by a number."""
    empty = stream.blank[end] - stream.blank[start]
    full = end - start == width
    cost = 0.25 * empty if full else 1.0 + 0.4 * empty
    if not empty:
        return cost - 0.5 * stream.numbers[start]
    if empty == end - start:
        return cost + 3.0
    if stream.blank[start + 1] > stream.blank[start]:  # begun by an empty cell
        last = stream.blank[end] > stream.blank[end - 1]
        cost += 0.5 if full else 1.5 if last else 1.0
    cost -= 0.5 * stream.numbers[start]
    cost += 0.1 * (stream.begun[end] - stream.begun[start + 1])  # a number behind an empty place begins a row
    return cost + 2.0 * max(0, stream.totals[end] - stream.totals[min(start + 2, end)])


def _path(costs: Sequence[tuple[float, int]], size: int) -> list[tuple[int, int]]:
    rows, at = [], 0
    while at < size:
        length = costs[at][1]
        rows.append((at, min(at + abs(length), size)))
        at += -length if length < 0 else length + 1
    return rows


def _greedy(cells: Sequence[str | None], width: int) -> list[tuple[int, int]]:
    rows, start = [], 0
    for at, cell in enumerate([*cells, None]):
        if cell is None or at - start >= width:
            if at > start:
                rows.append((start, at))
            start = at + (cell is None)
    return rows


def by_numbers(cells: Sequence[str]) -> int:
    """Return the number of columns of a stream that tells no rows: the step at which 1, 2, 3 stand, a sum behind them
    perhaps; 0 where none."""
    for width in range(2, min(12, len(cells) // 2) + 1):
        firsts = [text.strip("*. ") for text in cells[width::width]]
        count = next((at for at, text in enumerate(firsts) if text != str(at + 1)), len(firsts))
        summed = all(not text or _TOTAL.match(text) for text in firsts[count:]) and len(firsts) - count <= 1
        named = cells[0].strip("*. ").upper() in ("TT", "STT", "SỐ TT")
        if len(cells) % width == 0 and summed and (count > 1 or (count and named)):
            return width
    return 0
