"""Tables ruled only by dashes, as pandoc and mail programs write them: lines in, rows of cells out.

Under the head, or above the first row, stands a line of groups of dashes, one a column. A table whose rows take
several lines has a rule of one stroke above and below it, and blank lines between its rows; one whose rows take a line
each ends at a blank line, or at the groups of dashes again. The rules under a letterhead typed in two columns look the
same, so every line must leave the gaps between the groups free, and no letterhead may stand there.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from generator.frozen import dataclass
from generator.importing.text.lines import Line

_GROUPS = re.compile(r"\s*-{2,}(?:\s+-{2,}){1,30}\s*")
_STROKE = re.compile(r"\s*-{20,}\s*")
_FORM = re.compile(r"\b(?:độc lập|cộng h(?:òa|oà) xã hội)\b", re.IGNORECASE)
#: A head takes no more lines, a table no more.
_HEAD, _MOST = 8, 3_000

Row = tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True)
class Dashed:
    """Rows of cells, each its lines; how many of them are the head; how many lines the table takes."""

    rows: tuple[Row, ...]
    head: int
    size: int


def table(lines: Sequence[Line], at: int) -> Dashed | None:
    """Return the table that begins at a line, None where none does."""
    text = lines[at].text
    if "--" not in text and (at + 1 >= len(lines) or "--" not in lines[at + 1].text):
        return None
    if _STROKE.fullmatch(text):
        return _long(lines, at)
    if _GROUPS.fullmatch(text):
        return _headless(lines, at)
    if at + 1 < len(lines) and _GROUPS.fullmatch(lines[at + 1].text) and text.strip():
        return _short(lines, at)
    return None


def _long(lines: Sequence[Line], at: int) -> Dashed | None:
    """A table between two strokes: rows of several lines, blank lines between them."""
    width = len(lines[at].text.rstrip())
    top = next((n for n in range(at + 1, min(at + _HEAD, len(lines))) if _GROUPS.fullmatch(lines[n].text)), 0)
    if not top or abs(len(lines[top].text.rstrip()) - width) > 2:
        return None
    for end in range(top + 1, min(len(lines), top + _MOST)):
        if _STROKE.fullmatch(lines[end].text):
            rows = _groups(lines[at + 1 : top]) + _groups(lines[top + 1 : end])
            return _made(rows, lines[top].text, len(_groups(lines[at + 1 : top])), end + 1 - at)
    return None


def _headless(lines: Sequence[Line], at: int) -> Dashed | None:
    """A table between twice the same groups of dashes."""
    for end in range(at + 2, min(len(lines), at + _MOST)):
        if lines[end].text.rstrip() == lines[at].text.rstrip():
            body = lines[at + 1 : end]
            several = any(line.blank for line in body)
            rows = _groups(body) if several else [[line] for line in body]
            return _made(rows, lines[at].text, 0, end + 1 - at)
        if _GROUPS.fullmatch(lines[end].text):
            return None
    return None


def _short(lines: Sequence[Line], at: int) -> Dashed | None:
    """A table with a line of head and a line a row, to a blank line or to dashes."""
    end = at + 2
    while end < min(len(lines), at + _MOST) and not lines[end].blank and "--" not in lines[end].text:
        end += 1
    rows = [[lines[at]], *[[line] for line in lines[at + 2 : end]]]
    if any(_FORM.search(line.text) for line in lines[max(at - 2, 0) : end]):
        return None
    closed = end < len(lines) and "--" in lines[end].text and not lines[end].text.strip(" -")
    return _made(rows, lines[at + 1].text, 1, end - at + closed) if len(rows) > 1 else None


def _groups(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines between blank ones."""
    found: list[list[Line]] = [[]]
    for line in lines:
        if not line.blank:
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return [group for group in found if group]


def _made(rows: Sequence[Sequence[Line]], ruler: str, head: int, size: int) -> Dashed | None:
    """Cut rows where the gaps between groups of dashes are; None where a line does not leave them free."""
    spans = [found.span() for found in re.finditer(r"-+", ruler)]
    every = [line for row in rows for line in row]
    if not rows:
        return None
    gaps = [(end, start) for (_, end), (start, _) in itertools.pairwise(spans)]
    if any(line.text[end:start].strip() for line in every for end, start in gaps):
        return None
    edges = [0, *(start for start, _ in spans[1:])]
    cut = list(zip(edges, [*edges[1:], None], strict=True))
    found = []
    for row in rows:
        pieces = [[Line(line.text[a:b].strip(), line.number) for line in row] for a, b in cut]
        found.append(tuple(tuple(line for line in cell if line.text) for cell in pieces))
    return Dashed(tuple(found), head, size)
