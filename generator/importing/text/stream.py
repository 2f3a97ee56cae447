"""Where the tables of a portal's text begin and end: lines in, stretches of text and of cells out.

A portal prints a table one cell a stretch of lines, a line `|` before, between and behind the cells of a row, so that
two of them stand where a row ends and the next begins (or where a cell is empty). Some print only the lines between
cells and say nothing of rows: the first cell then has none before it, the last none behind.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.frozen import dataclass
from generator.importing.text.habits import marker
from generator.importing.text.lines import Line
from generator.importing.text.rows import by_numbers

Cellful = tuple[Line, ...]

_TITLE = re.compile(r"(?:KẾ HOẠCH|QUYẾT ĐỊNH|BÁO CÁO|TỜ TRÌNH|THÔNG BÁO|CHƯƠNG TRÌNH|PHƯƠNG ÁN|PHỤ LỤC(?: \w{1,5})?)")
_SECTION = re.compile(r"(?:[IVX]+\s?[./]|PHẦN (?:THỨ )?\w+|[A-H]\.)\s*[A-ZĐ][A-ZÀ-Ỹ ]{3,}")
_NUMBERED = re.compile(r"\d{1,2}[.)]\s")
_RECIPIENTS = re.compile(r"[*_ ]*nơi nhận\b", re.IGNORECASE)
#: What the right column of a letterhead or a signature begins with.
_RIGHT = re.compile(r"[*_ ]*(?:cộng h|độc lập|(?:t/?m|k/?t|t/?l|t/?uq|q)[./])", re.IGNORECASE)
#: Recipients take no more lines.
_FOOT = 60
_CLOSING = re.compile(r"[*_ ]*trên đây là\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines of running text, or (`cells`) what stands between the `|` of a table, `` for nothing; `ends` tells
    whether two `|` end a row in it."""

    lines: tuple[Line, ...] = ()
    cells: tuple[Cellful, ...] = ()
    ends: bool = True


def cut(lines: Sequence[Line]) -> list[Stretch]:
    """Return a text as stretches of running lines and of cells, in order."""
    chunks: list[list[Line]] = [[]]
    for line in lines:
        text = line.text.strip()
        if "|" not in text or "+-" in text:
            chunks[-1].append(line)
        elif text == "|":
            chunks.append([])
        elif text.count("|") == 1 and text[0] == "|":  # a cell that begins beside its line
            chunks.append([Line(text[1:], line.number, line.breaks)])
        elif text.count("|") == 1 and text[-1] == "|":
            chunks[-1].append(Line(text[:-1], line.number, line.breaks))
            chunks.append([])
        else:
            chunks[-1].append(line)
    if len(chunks) == 1:
        return [Stretch(lines=tuple(lines))]
    inner = chunks[1:-1]
    if not inner and not _parts(*chunks):
        return [Stretch(lines=tuple(line for line in lines if line.text.strip() != "|"))]
    opened = not _solid(chunks[0]) or any(not _solid(chunk) for chunk in inner)
    opened = opened and not (_solid(chunks[0]) and _RIGHT.match(_first(chunks[1])))
    return _opened(chunks) if opened else _between(chunks)


def _parts(before: Sequence[Line], after: Sequence[Line]) -> bool:
    """Tell whether the only `|` of a text stands between two cells, and is no dirt of a scan."""
    recipients = any(_RECIPIENTS.match(line.text) for line in before[-_FOOT:])
    return recipients or bool(_RIGHT.match(_first(after)))


def _first(chunk: Sequence[Line]) -> str:
    return next((line.text for line in chunk if not line.blank), "")


def _solid(chunk: Sequence[Line]) -> bool:
    return any(not line.blank for line in chunk)


def _opened(chunks: Sequence[Sequence[Line]]) -> list[Stretch]:
    """Cells have a `|` before and behind them."""
    inner = [chunk for chunk in chunks[1:-1] if _solid(chunk)]
    loose = sum(chunk[0].blank for chunk in inner) > len(inner) // 2
    found: list[Stretch] = []
    cells: list[Cellful] = []
    for index, chunk in enumerate(chunks):
        edge = index in (0, len(chunks) - 1)
        if edge or (_solid(chunk) and ((chunk[0].blank and not loose) or _is_body(chunk))):
            found += _grid(cells)
            cells = []
            found += [Stretch(lines=tuple(chunk))] if _solid(chunk) else []
        else:
            cells.append(tuple(line for line in chunk if not line.blank) if not _solid(chunk) else tuple(chunk))
    return found + _grid(cells)


def _grid(cells: Sequence[Cellful]) -> list[Stretch]:
    return [Stretch(cells=tuple(cells))] if any(cells) else []


def _between(chunks: Sequence[Sequence[Line]]) -> list[Stretch]:
    """Only between two cells stands a `|`."""
    found: list[Stretch] = []
    cells: list[Cellful] = []
    for index, chunk in enumerate(chunks):
        final = index == len(chunks) - 1
        if len(cells) == 2 and not final and not _solid(chunk) and _RIGHT.match(_first(cells[1])):
            continue  # where the first row of a letterhead ends
        if (not _is_body(chunk) and not final and _short(chunk)) or (final and _last_cell(chunk, cells)):
            cells.append(tuple(chunk))
            continue
        size = _completes(cells, chunk)
        cells += [tuple(chunk[:size])] if size else []
        chunk = chunk[size:]
        found += [Stretch(cells=tuple(cells), ends=False)] if cells else []
        at = len(chunk) if final else _tail(chunk)
        found += [Stretch(lines=tuple(chunk[:at]))] if _solid(chunk[:at]) else []
        cells = [tuple(chunk[at:])] if _solid(chunk[at:]) else []
    return found + ([Stretch(cells=tuple(cells), ends=False)] if cells else [])


def _completes(cells: Sequence[Cellful], chunk: Sequence[Line]) -> int:
    """How many lines behind the last `|` of a table are its last cell: those without which its rows do not add up."""
    end = next((at for at, line in enumerate(chunk) if line.blank or _SECTION.match(line.text) or marker(line.text)), 0)
    texts = ["\n".join(line.text.strip() for line in cell) for cell in cells]
    said = "\n".join(line.text.strip() for line in chunk[:end])
    return end if 0 < end <= 6 and cells and not by_numbers(texts) and by_numbers([*texts, said]) else 0


def _tail(chunk: Sequence[Line]) -> int:
    """Where the first cell of a table begins at the end of running text: at the recipients, else the last line."""
    for at in range(len(chunk) - 1, max(-1, len(chunk) - _FOOT), -1):
        if _RECIPIENTS.match(chunk[at].text):
            return at
    return max(at for at, line in enumerate(chunk) if not line.blank)


def _last_cell(chunk: Sequence[Line], cells: Sequence[Cellful]) -> bool:
    """Tell whether what stands behind the last `|` is a cell: the partner of one that has none yet."""
    return len(cells) % 2 == 1 and _solid(chunk) and not chunk[0].blank and _short(chunk) and not _is_body(chunk)


def _short(chunk: Sequence[Line]) -> bool:
    solid = [line.text for line in chunk if not line.blank]
    return len(solid) <= 40 and sum(map(len, solid)) <= 3000


def _is_body(chunk: Sequence[Line]) -> bool:
    """Tell whether the lines between two `|` are no cell but the text between two tables."""
    texts = [line.text.strip("*_# ") for line in chunk if not line.blank]
    if len(texts) >= 3 and any(_TITLE.fullmatch(text) for text in texts):
        return True
    if len(texts) < 4 or any(_RECIPIENTS.match(text) for text in texts[:2]):
        return False
    sections = sum(bool(_SECTION.match(text)) for text in texts)
    numbered = sum(bool(_NUMBERED.match(text)) for text in texts)
    return bool(sections) or any(_CLOSING.match(text) for text in texts) or (len(texts) > 25 and numbered >= 3)
