"""The words of a text, counted simply: str in, words with their lines out.

What an import is held against, so it shares next to nothing with `read`: line by line, signs of layout off, the rest
split at blanks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.importing.sheet import Word
from generator.importing.text import dashed, lines
from generator.importing.text.lines import Line
from generator.importing.text.marks import is_marked

_STARS = re.compile(r"(?<!\\)\*+")
_HEADING = re.compile(r"^\s{0,3}(?:>\s?)*(?:#{1,6}\s+)?")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")
#: A backslash that ends a line by intent.
_HARD = re.compile(r"(?<!\\)\\(?=\s*$|\s*\|)")
_NOTE = re.compile(r"\[\^?\d{1,3}\]:?")
_BULLET = re.compile(r"[\s*]*[-–+]?[\s*]*")
_LAYOUT = re.compile(r"[\s|+:=_–—~*-]*")


def words(text: str) -> tuple[Word, ...]:
    """Return the words of a text in the order of its lines, with the numbers of these."""
    every = lines.split(text, 0)  # also those that were not read: the proof tells what was left out
    marked = is_marked("\n".join(line.text for line in every))
    noted = len(re.findall(r"^[ \t]*\[\^?\d{1,3}\]", text, re.MULTILINE)) > 0
    above = lines.comments(every)
    pages = lines.page_numbers(every[above:])
    found: list[Word] = []
    cells: dict[int, list[Word]] = {}  # of a row in a frame: it is read cell by cell
    for line in _by_cells(every[above:]):
        framed = "+-" in line.text or "+=" in line.text
        if framed or not line.text.lstrip().startswith("|"):
            found += [word for cell in cells.values() for word in cell]
            cells = {0: []} if framed else {}
        if line.number in pages or lines.is_rule(line.text) or _is_layout(line.text):
            continue
        said = _HEADING.sub("", line.text) if marked else line.text
        said = _STARS.sub(_star, said) if marked else said
        said = _ESCAPE.sub(r"\1", _HARD.sub("", said)) if marked else said
        said = _NOTE.sub("", said) if noted else said
        if said.count("|") < 2:
            found += [Word(word, line.number) for word in said.strip().strip("|").split() if word != "|"]
            continue
        for at, piece in enumerate(said.split("|")):
            (cells.setdefault(at, []) if cells else found).extend(Word(word, line.number) for word in piece.split())
    return tuple(found + [word for cell in cells.values() for word in cell])


def _by_cells(every: Sequence[Line]) -> Iterator[Line]:
    """The lines in the order they are read in: those of a table ruled by dashes cell by cell."""
    at = 0
    while at < len(every):
        found = dashed.table(every, at)
        if found is None:
            yield every[at]
            at += 1
            continue
        yield from (line for row in found.rows for cell in row for line in cell)
        at += found.size


def _is_layout(text: str) -> bool:
    """Tell whether a line is only drawn: frames and dividers of tables, not the dash or plus of an item."""
    return bool(_LAYOUT.fullmatch(text)) and not _BULLET.fullmatch(text)


def _star(run: re.Match[str]) -> str:
    """What of a run of stars is a sign of the text: one that stands free, and those in brackets of their own."""
    before, after = run.string[max(run.start() - 1, 0) : run.start()], run.string[run.end() : run.end() + 1]
    if before == "(" and after == ")":
        return run[0]
    free = before in ("", " ") and after == " "
    return "*" if free and (len(run[0]) == 1 or not before) else ""
