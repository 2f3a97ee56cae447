"""locator: a stretch of a clean sentence -> its line and column in the file.

Three texts stand behind one another: the clean sentence, the sentence as typed (emphasis, escapes,
placeholders), and the lines of the file (YAML: plain, quoted, folded or literal, over several
lines). Each step maps offsets to offsets. Where a step finds something it did not expect, the
place is the sentence's own mark: a place less exact is never a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Mapping as Map
from typing import Any

from generator import inline
from generator.document import plain
from generator.plan import Text
from generator.problem import Mark
from generator.source import Source

#: Letters that make a sentence more than plain words.
MARKS = re.compile(r"[*{\[\\]")
#: A scalar is looked for in this many lines from its mark.
REACH = 400
_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([\s\S]))")

Parts = tuple[tuple[Text, str], ...]


def locator(parts: Parts, values: Map[str, Any], source: Source | None) -> Callable[[int, int], Mark]:
    """Return what locates a stretch of a passage: the parts' clean sentences joined by spaces.

    `parts` are (sentence as typed, clean sentence); `values` are what its placeholders name. Nothing is
    computed before the first question, and nothing twice.
    """
    kept: dict[int, list[tuple[int, int]] | None] = {}

    def locate(start: int, end: int) -> Mark:
        begins = 0
        for number, (text, clean) in enumerate(parts):
            if start <= begins + len(clean):
                if number not in kept:
                    kept[number] = _places(text, clean, values, source)
                first, last = max(start - begins, 0), min(end - begins, len(clean))
                return _mark(text.mark, clean, kept[number], source, first, max(last, first + 1))
            begins += len(clean) + 1
        return parts[-1][0].mark

    return locate


def search(text: str, mark: Mark, source: Source | None, start: int, end: int) -> Mark:
    """Return the place of `text[start:end]`, a name that stands at its mark or in a line below it."""
    lines = source.lines_of(mark.file) if source else ()
    for number in range(mark.line, min(mark.line + 40, len(lines) + 1)):
        line = lines[number - 1]
        column = line.find(text, mark.column - 1 if number == mark.line else 0)
        if column >= 0:
            return Mark(mark.file, number, column + start + 1, max(end - start, 1), line)
    return mark


def _places(text: Text, clean: str, values: Map[str, Any], source: Source | None) -> list[tuple[int, int]] | None:
    """Return for every letter of a clean sentence its line and column (from 0), or None."""
    offsets = _typed_offsets(text.value, clean, values) if source and text.mark.line else None
    spots = _spots(text.value, text.mark, source.lines_of(text.mark.file)) if source and offsets is not None else None
    return [spots[offset] for offset in offsets] if offsets is not None and spots is not None else None


def _mark(
    mark: Mark, clean: str, places: list[tuple[int, int]] | None, source: Source | None, start: int, end: int
) -> Mark:
    if not places or source is None:
        return mark
    while start < min(end, len(places)) and clean[start].isspace() and end - start > 1:
        start += 1  # a space may be the end of a line
    line, column = places[min(start, len(places) - 1)]
    final, past = places[min(end, len(places)) - 1]
    shown = source.lines_of(mark.file)[line]
    width = (past + 1 - column) if final == line and past >= column else len(shown.rstrip()) - column
    return Mark(mark.file, line + 1, column + 1, max(width, 1), shown)


def _typed_offsets(typed: str, clean: str, values: Map[str, Any]) -> list[int] | None:
    """Return for every letter of the clean sentence its offset in the sentence as typed."""
    if typed == clean:
        return list(range(len(typed)))
    offsets: list[int] = []
    said = ""
    at = 0
    for piece in inline.parse(typed):
        literal = piece.value if isinstance(piece.value, str) else piece.value.source
        if piece.note:
            literal = f"[^{piece.value}]"
        at = typed.find(literal, at)
        if at < 0:
            return None
        if isinstance(piece.value, str):
            if not piece.note:
                said += piece.value
                offsets += range(at, at + len(literal))
        else:
            filled = plain(inline.fill(literal, values, lambda name: 1))
            said += filled
            offsets += [at] * len(filled)
        at += len(literal)
    return offsets if said == clean else None


def _spots(typed: str, mark: Mark, lines: tuple[str, ...]) -> list[tuple[int, int]] | None:
    """Return for every letter of a sentence its line and column (from 0) in the file."""
    row, column = mark.line - 1, mark.column - 1
    first = lines[row][column : column + 1] if row < len(lines) else ""
    attempts = [(row, column, "")]
    if first in "|>" and first:
        attempts.insert(0, (row + 1, 0, ""))
    elif first in "'\"" and first:
        attempts.insert(0, (row, column + 1, first))
    for start_row, start_column, quote in attempts:
        found = _aligned(typed, lines, start_row, start_column, quote)
        if found is not None:
            return found
    return None


def _aligned(typed: str, lines: tuple[str, ...], row: int, column: int, quote: str) -> list[tuple[int, int]] | None:
    """Walk a sentence and its lines together, word by word; spaces and line ends count as one another."""
    spots: list[tuple[int, int]] = []
    last = min(row + REACH, len(lines))
    for word in typed.split(" "):
        if spots:
            spots.append((row, column))
        row, column = _next_letter(lines, row, column, last)
        if row < last and lines[row].startswith(word, column) and not (quote and ("\\" in word or quote in word)):
            spots += [(row, column + offset) for offset in range(len(word))]
            column += len(word)
            continue
        for letter in word:
            if row >= last:
                return [*spots, spots[-1]] if _colon_left(typed, spots) else None
            said, step = _letter(lines[row], column, quote) if column < len(lines[row]) else ("", 0)
            if said.isspace():  # an escaped space, or a line's end kept by a backslash
                row, column = _next_letter(lines, row, column + step, last)
                said, step = _letter(lines[row], column, quote) if row < last else ("", 0)
            if said != letter:
                return [*spots, spots[-1]] if _colon_left(typed, spots) else None
            spots.append((row, column))
            column += step
    return spots


def _next_letter(lines: tuple[str, ...], row: int, column: int, last: int) -> tuple[int, int]:
    """Return the line and column of the next letter that is no space; the line is `last` where none is left."""
    while row < last:
        rest = lines[row][column:]
        bare = rest.lstrip()
        if bare:
            return row, column + len(rest) - len(bare)
        row, column = row + 1, 0
    return last, 0


def _colon_left(typed: str, spots: list[tuple[int, int]]) -> bool:
    """Tell whether only a colon is left: that of an agency that runs in is set by the program."""
    return bool(spots) and len(spots) == len(typed) - 1 and typed.endswith(":")


def _letter(line: str, column: int, quote: str) -> tuple[str, int]:
    """Return the letter that stands at a column and how many columns it takes."""
    if quote == '"' and line[column] == "\\":
        found = _ESCAPE.match(line, column)
        if not found:
            return " ", 1
        code = found[1] or found[2] or found[3]
        letter = chr(int(code, 16)) if code else {"n": " ", "t": " ", "_": "\xa0"}.get(found[4], found[4])
        return letter, len(found[0])
    if quote == "'" and line.startswith("''", column):
        return "'", 2
    return line[column], 1
