"""Which columns and rows the cells of a table take, where no line is drawn: rows of texts in, spans out.

A full row has a cell a column. A shorter one is a section (`I | Vùng nuôi …` over all columns), a row of which some
cells are merged with those above, or the second row of a head. Each is told by what stands in the columns elsewhere:
numbers under numbers, the same words under the same. What could be otherwise is told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.frozen import dataclass
from generator.importing.text.fit import NUMBER, Column, alike, columns, fit, kind
from generator.importing.text.rows import ordinal

_HEAD = re.compile(r"(?:s?tt|số tt|số thứ tự|stt\.?)", re.IGNORECASE)
_TOTAL = re.compile(r"(?:tổng|cộng|tổng cộng|tổng số)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cell of a row stands: its index in the row (-1 for an empty one put in), columns and rows it takes."""

    cell: int
    column: int
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Placed:
    """A table whose cells have their places: rows of them, how many are its head, the rows that are not sure."""

    rows: tuple[tuple[Place, ...], ...]
    head: int
    unsure: tuple[int, ...]


def place(rows: Sequence[Sequence[str]], width: int, bold: Sequence[bool]) -> Placed:
    """Return the places of all cells. `bold` tells of each row whether all its cells are bold."""
    head = _head(rows, width, bold)
    known = columns(rows[head:], width)
    lines: list[list[Place | None]] = []
    found: list[list[Place]] = []
    unsure = []
    starts = _headed(rows, head, width, known)
    unsure += [0] if head > 1 and len(rows[0]) < width else []
    for number, row in enumerate(rows):
        if number < head and starts:
            spans, held = starts[number]
        elif len(row) == width:
            spans, held = [(at, at + 1) for at in range(width)], []
        else:
            spans, held, sure = _short(row, width, known, above=lines[-1] if lines and number > head else None)
            unsure += [] if sure else [number]
        places = [Place(at, start, end - start) for at, (start, end) in enumerate(spans)]
        _stretch(found, lines, places, held, width)
    return Placed(tuple(tuple(row) for row in found), head, tuple(unsure))


def _stretch(
    found: list[list[Place]], lines: list[list[Place | None]], places: list[Place], held: Sequence[int], width: int
) -> None:
    """Add a row: the cells above the columns held go on into it; where none can, an empty cell is put in."""
    above = lines[-1] if lines else [None] * width
    line: list[Place | None] = [None] * width
    for column in held:
        owner = above[column]
        if owner is None or owner.columns > 1:
            places.append(Place(-1, column))
            continue
        longer = Place(owner.cell, owner.column, owner.columns, owner.rows + 1)
        row = found[len(found) - owner.rows]
        row[row.index(owner)] = longer
        for other in range(len(lines) - owner.rows, len(lines)):
            lines[other][column] = longer
        line[column] = longer
    places.sort(key=lambda each: each.column)
    for each in places:
        line[each.column : each.column + each.columns] = [each] * each.columns
    found.append(places)
    lines.append(line)


def _short(
    row: Sequence[str], width: int, columns: Sequence[Column], above: Sequence[Place | None] | None
) -> tuple[list[tuple[int, int]], list[int], bool]:
    """Return the columns of each cell of a short row, those held by cells from above, and whether that is sure."""
    wide = _wide(row, width)
    if len(row) == 1 or above is None or _is_section(row, width):
        return (
            wide,
            [],
            len(row) <= 2 or sum(fit(row[i], columns[a]) for i, (a, b) in enumerate(wide) if b - a == 1) >= 0,
        )
    held_fit, single = _align(row, columns, above)
    wide_fit = sum(fit(text, columns[a]) if b - a == 1 else 0.0 for text, (a, b) in zip(row, wide, strict=True))
    if held_fit >= wide_fit - 3.0:
        known = all(text in columns[start].texts for (start, _), text in zip(single, row, strict=True))
        if single[-1][1] - single[0][0] == len(row):  # none left out in the middle
            for (start, _), text in zip(single, row, strict=True):
                columns[start].texts.add(text)
                columns[start].kinds[kind(text)] += 1
        taken = {start for start, _ in single}
        held = [at for at in range(width) if at not in taken]
        return single, held, known
    return wide, [], False


def _is_section(row: Sequence[str], width: int) -> bool:
    texts = [text for text in row if text.strip()]
    if not texts or _TOTAL.match(texts[0]):
        return bool(texts)
    if len(row) > max(3, (width + 1) // 2):
        return False
    titled = ordinal(texts[0]) and len(texts) > 1 and not NUMBER.fullmatch(texts[1])
    return titled or len(texts) == 1


def _wide(row: Sequence[str], width: int) -> list[tuple[int, int]]:
    """One cell takes the columns that are left over: the first that is a text and no number of a row."""
    index = next((at for at, text in enumerate(row) if text.strip() and not ordinal(text)), min(1, len(row) - 1))
    left = width - len(row) + 1
    spans, at = [], 0
    for number in range(len(row)):
        size = left if number == index else 1
        spans.append((at, at + size))
        at += size
    return spans


def _align(
    row: Sequence[str], columns: Sequence[Column], above: Sequence[Place | None]
) -> tuple[float, list[tuple[int, int]]]:
    """Lay the cells of a row, one a column and in order, where they fit best; the columns left out go on from above."""
    width, size = len(columns), len(row)
    none = float("-inf")
    best = [[none] * (width + 1) for _ in range(size + 1)]
    best[0][0] = 0.0
    for cell in range(size + 1):
        for column in range(1, width + 1):
            skip = best[cell][column - 1] - _left_out(above[column - 1], inner=0 < cell < size)
            laid = best[cell - 1][column - 1] + fit(row[cell - 1], columns[column - 1]) if cell else none
            best[cell][column] = max(skip, laid)
    spans: list[tuple[int, int]] = []
    cell, column = size, width
    while cell:
        if best[cell][column] == best[cell - 1][column - 1] + fit(row[cell - 1], columns[column - 1]):
            spans.append((column - 1, column))
            cell -= 1
        column -= 1
    return best[size][width], spans[::-1]


def _left_out(owner: Place | None, inner: bool) -> float:
    """What it costs to leave a column to the cell above: little at the ends of a row, least where that cell goes on
    already, more where there is none that can go on."""
    if owner is None or owner.columns > 1:
        return 2.8 if inner else 1.1
    return (1.8 if inner else 0.1) - (0.6 if owner.rows > 1 else 0.0)


def _head(rows: Sequence[Sequence[str]], width: int, bold: Sequence[bool]) -> int:
    """Return how many rows are the head: told by `TT`, or by bold letters where the next row has none."""
    if len(rows) < 2 or not rows[0]:
        return 0
    first = rows[0][0]
    named = bool(_HEAD.fullmatch(first)) or (bold[0] and not any(bold[1:3]) and not any(map(NUMBER.fullmatch, rows[0])))
    if not named:
        return 0
    head = 1
    if len(rows[0]) < width and len(rows) > 2 and _is_second(rows[0], rows[1], width):
        head = 2
    if head < len(rows) - 1 and _counts(rows[head]):
        head += 1
    return head


def _is_second(first: Sequence[str], second: Sequence[str], width: int) -> bool:
    words = [text for text in second if text.strip()]
    return (len(second) < width and bool(words) and len(words) > width - len(first) and not ordinal(second[0])) or (
        len(second) < width
        and len(words) > width - len(first)
        and all(len(text) < 3 and text.isalpha() for text in words)
    )


def _counts(row: Sequence[str]) -> bool:
    """Tell whether a row numbers the columns: `1 2 3 4`, `(1) (2) (3)`, `A B 1 2`."""
    figures = [text.strip("() ") for text in row if text.strip("() AB")]
    return (
        len(row) > 2
        and len(figures) > 1
        and figures == [str(n) for n in range(int(figures[0]) if figures[0].isdigit() else 1, 99)][: len(figures)]
    )


def _headed(
    rows: Sequence[Sequence[str]], head: int, width: int, columns: Sequence[Column]
) -> list[tuple[list[tuple[int, int]], list[int]]]:
    """Return columns and held columns of the rows of a head in two rows; nothing where it has one."""
    if head < 2 or len(rows[0]) == width:
        return []
    top, names = len(rows[0]), sum(bool(text.strip()) for text in rows[1])
    parents = names - (width - top)
    if parents < 1 or names % parents or names > len(rows[1]):
        return []
    size = names // parents
    start = max(range(top - parents + 1), key=lambda at: alike(columns, at, names) - 5.0 * (at == 0 and top > 2))
    spans, at = [], 0
    for number in range(top):
        step = size if start <= number < start + parents else 1
        spans.append((at, at + step))
        at += step
    below = [(start + n, start + n + 1) for n in range(names)]
    held = [column for column in range(width) if not start <= column < start + names]
    found = [(spans, []), (below, held)]
    return found + [([(c, c + 1) for c in range(width)], [])] * (head - 2)
