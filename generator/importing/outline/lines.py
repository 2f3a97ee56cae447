"""cut: the blocks of a sheet -> lines of the outline: each with the markers that it may begin with, or a table.

Soft breaks before a marker begin a new line, others are blanks; what only lays text out (a grid of one cell) is opened;
a marker alone on its line takes the next line as its words.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from generator.frozen import dataclass
from generator.importing.draft import Doubt, GridTable
from generator.importing.outline import confused, markers, rich, tables
from generator.importing.outline.markers import Reading
from generator.importing.sheet import Block, Grid, Para, Rich, Span, plain

Look = Literal["", "capitals", "bold", "italic"]


#: Lines that are looked at; no plan is as long.
MOST = 20_000


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its text (the marker in it where it was typed) and the same as plain words, the readings of its marker,
    its look. `alone` tells that it stands as a heading without a marker, `slanted` that it is also in italics;
    `indent` is where it begins, `placed` that its marker is automatic."""

    text: Rich
    words: str
    line: int
    readings: tuple[Reading, ...] = ()
    look: Look = ""
    outline: int = 0
    centred: bool = False
    alone: bool = False
    table: GridTable | None = None
    doubts: tuple[Doubt, ...] = ()
    slanted: bool = False
    indent: float | None = None
    placed: bool = False


def cut(blocks: tuple[Block, ...]) -> list[Line]:
    """Return the lines of the blocks, in order."""
    made: list[Line] = []
    for block in blocks:
        if isinstance(block, Para):
            made += _para(block) if len(made) < MOST else _rest(block)
        elif (opened := tables.opened(block)) is not None:
            made += [line for para in opened for line in _para(para)]
        else:
            made += _table(block, made)
    return _with_words(made)


def _table(grid: Grid, before: list[Line]) -> list[Line]:
    """A table, with the line above it as its caption where that names it; the line with its unit goes along."""
    caption: Rich = ()
    unit = before[-1:] if before and _plainly(before[-1]) and tables.is_unit(before[-1].words) else []
    above = before[len(before) - len(unit) - 1 :][:1]
    if above and _plainly(above[0]) and tables.is_caption(above[0].words, above[0].look, above[0].centred):
        del before[len(before) - len(unit) - 1 :]
        caption = rich.tidy((*rich.bare(above[0].text), *(_spaced(unit[0].text) if unit else ())))
    return [Line((), "", grid.line, table=tables.read(grid, caption))]


def _plainly(line: Line) -> bool:
    return line.table is None and not line.readings


def _para(para: Para) -> list[Line]:
    parts: list[list[Span]] = []
    broken = rich.lines(para.spans)
    for part in broken if len(broken) < MOST else (para.spans,):
        text = rich.tidy(part)
        if not text:
            continue
        found = markers.read(plain(text)) if parts else ()
        if parts and not (found and found[0].doubt is None):
            parts[-1] += _spaced(text)
        else:
            parts.append(list(text))
    texts = [rich.tidy(tuple(part)) for part in parts]
    return [_line(text, para, not index) for index, text in enumerate(texts)]  # an empty line of a list is none


def _rest(para: Para) -> list[Line]:
    """A paragraph far beyond the length of any plan: its words, looked at no further."""
    text = rich.tidy((Span(f"{para.marker} "), *para.spans) if para.marker else para.spans)
    return [Line(text, plain(text), para.line)] if text else []


def _line(text: Rich, para: Para, first: bool) -> Line:
    words = plain(text)
    found = markers.read(words)
    found = (*found, *confused.read(words, found))
    if first and para.marker.strip():
        own = markers.automatic(para.marker)
        if own and found and not own[0].counted and not found[0].counted:
            found = (replace(found[0], typed=f"{own[0].text} {found[0].typed or found[0].text}"),)
        elif own:
            found = own
        else:
            text = rich.tidy((Span(f"{para.marker.strip()} "), *text))
            words = plain(text)
            found = markers.read(words)
    outline = para.outline if first else 0
    placed = first and bool(para.marker.strip())
    centred, slanted = para.align == "center", rich.slanted(text)
    return Line(
        text,
        words,
        para.line,
        found,
        look(text, found),
        outline,
        centred,
        slanted=slanted,
        indent=para.indent if first else None,
        placed=placed,
    )


def _spaced(text: Rich) -> Rich:
    """A text that goes on after another."""
    return (Span(" ", text[0].bold, text[0].italic), *text)


def look(text: Rich, readings: tuple[Reading, ...]) -> Look:
    """Return how the words after the marker look when all of them look alike: capitals, bold, italic or nothing."""
    words = rich.cut(text, readings[0].end)[1] if readings and readings[0].end else text
    lettered = [span for span in words if any(c.isalpha() for c in span.text)]
    shown = "".join(span.text for span in lettered)
    if shown.isupper() and sum(c.isalpha() for c in shown) > 2:
        return "capitals"
    if lettered and all(span.bold for span in lettered):
        return "bold"
    return "italic" if lettered and all(span.italic for span in lettered) else ""


def _with_words(lines: list[Line]) -> list[Line]:
    """A marker that stands alone takes the words of the next line; a Phần the one or two that are its title."""
    made: list[Line] = []
    for line in lines:
        last = made[-1] if made else None
        if last and last.readings and last.table is None and line.table is None and not line.readings and line.text:
            rest = last.words[last.readings[0].end :]
            if (not rest and not _PAGE.fullmatch(last.words)) or (not rest and line.words[:1].isupper()):
                made[-1] = _together(last, line)
                continue
            if _goes_on(last, line):
                doubt = Doubt("joined", f"tiêu đề được nối với dòng sau: “{line.words}”", line.line, "kiểm tra chỗ nối")
                made[-1] = replace(_together(last, line), doubts=(*last.doubts, doubt))
                continue
            part = last.readings[0].form == "Phần" and last.look == line.look == "capitals"
            if part and last.line and not rest.endswith((".", ":", ";")):
                made[-1] = _together(last, line)
                continue
        made.append(line)
    return [_plain(line) for line in made]


#: A page's number between signs.
_PAGE = re.compile(r"[-–—_~(\[.]+\s*[0-9]{1,4}\s*[-–—_~)\].]+")


def _plain(line: Line) -> Line:
    """A marker that no words follow is no item: a page's number, a dash that was struck once too often."""
    first = line.readings[0] if line.readings else None
    page = bool(_PAGE.fullmatch(line.words))
    if first is None or any(span.note for span in line.text) or (line.words[first.end :].strip() and not page):
        return line
    message = f"dấu `{line.words}` đứng một mình, không có nội dung theo sau; giữ như một đoạn văn"
    doubt = Doubt("marker-alone", message, line.line, "nếu là số trang thì bỏ")
    return replace(line, readings=(), doubts=(*line.doubts, doubt))


def _goes_on(first: Line, second: Line) -> bool:
    """Tell whether a heading in capitals goes on in the next line."""
    both = first.look == second.look == "capitals" and len(second.words) < 120
    return both and bool(_UNENDED.search(first.words))


#: A heading does not end so.
_UNENDED = re.compile(r"(?:,|\s[-–]|\s(?:VÀ|CỦA|VỀ|TẠI|CHO|THEO|CÁC|TRÊN|TRONG|VỚI|ĐỂ))$")


def _together(first: Line, second: Line) -> Line:
    length = len(first.words)
    text = rich.tidy((*first.text, *_spaced(second.text)))
    ends = tuple(replace(r, end=r.end + 1) if 0 < length == r.end else r for r in first.readings)
    return replace(first, text=text, words=plain(text), readings=ends, look=look(text, ends), centred=second.centred)
