"""words: the bytes of a PDF -> its words as pdfium itself puts them together: lines, spaces, order.

The independent count that an import is held against: it shares nothing with the reader but the letters of old fonts.
Numbers of pages, titles that run along the pages, and rows of dashes are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from generator import pdfium
from generator.importing import letters
from generator.importing.pdf.opened import check, refused
from generator.importing.sheet import PAGE, Word

_NUMBER = re.compile(r"(?i)[-–—\s]*(?:trang\s*)?(\d{1,4})(?:\s*(?:/|trên)\s*\d{1,4})?[-–—.\s]*")
_ROW = re.compile(r"[-–—_=~*.…·\s]{3,}")
#: What begins an item, and no head of a table.
_MARKED = re.compile(r"[-–+*•]\s|\(?(?:\d{1,2}|[a-zđ]|[IVX]+)[.)]")
_NOTE = re.compile(r"\s*\[?(\d{1,2})\]?(?:\s+(?=[^\W\d_(“])|\s*$)")
#: A full stop that a raised sign has parted from its word.
_POINT = re.compile(r"[.,;:)]+")
_MEASURE = re.compile(r"(?:\b|\d)(?:[kdc]?m|ha|CO|SO|NO)$")
_JOINS = re.compile(r"\w[-/]$")
#: Lines at the head and foot of a page in which its number and running title are looked for.
_EDGE = 2
#: The head of a table takes no more lines.
_HEAD = 12
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))

#: The lines of a page, each with its number.
Page = list[tuple[int, str]]


def words(data: bytes) -> tuple[Word, ...]:
    """Return every word that a reader sees, with its line (PAGE times the page, and the line on it). Raises PlanError
    for a file that cannot be read."""
    check(data)
    try:
        texts = pdfium.texts(data)
    except pdfium.PdfError as error:
        raise refused(error) from None
    pages = [_lines(text, number) for number, text in enumerate(texts, 1)]
    habit = letters.recognise(line for page in pages for _, line in page)
    pages = [[(at, letters.decode(line, "", habit).text.replace("\xad", "")) for at, line in page] for page in pages]
    pages = _without_heads(_without_titles(_without_numbers(pages)))
    return tuple(_words(_without_signs(page) for page in pages))


def _lines(text: str, page: int) -> Page:
    lines = text.translate(_INVISIBLE).replace("\r", "").split("\n")
    return [(page * PAGE + min(row, PAGE - 1), line) for row, line in enumerate(lines, 1) if line.strip()]


def _words(pages: Iterable[Page]) -> Iterator[Word]:
    """The words of all lines; one that a hyphen or slash cuts at a line's end is one."""
    held = Word("", 0)
    for at, line in (each for page in pages for each in page):
        if _ROW.fullmatch(line):
            continue
        for number, word in enumerate(line.split()):
            if not number and (_JOINS.search(held.text) or _POINT.fullmatch(line.strip())):
                held = Word(held.text + word, held.line)
                continue
            if held.text:
                yield held
            held = Word(word, at)
    if held.text:
        yield held


def _without_numbers(pages: Sequence[Page]) -> list[Page]:
    """Pages without their numbers: among the first and last lines, and in step with the pages."""
    found = [
        (page, each, int(number[1]) - page)
        for page, lines in enumerate(pages)
        for each in {*lines[:_EDGE], *lines[-_EDGE:]}
        if (number := _NUMBER.fullmatch(each[1]))
    ]
    plain = {page for page, _, step in found if step == 1}
    found = [each for each in found if each[2] == 1 or each[0] not in plain]
    steps = Counter(step for _, _, step in found)
    gone = {(page, each) for page, each, step in found if step == 1 or steps[step] > 1}
    return [[each for each in lines if (page, each) not in gone] for page, lines in enumerate(pages)]


def _without_titles(pages: Sequence[Page]) -> list[Page]:
    """Pages without lines that come again on most pages, among the first and last."""
    places = [(*range(min(_EDGE, len(page))), *range(-min(_EDGE, len(page)), 0)) for page in pages]
    seen = Counter((at, _masked(page[at])) for page, edge in zip(pages, places, strict=True) for at in edge)
    often = {key for key, count in seen.items() if count >= max(3, 0.6 * len(pages))}
    kept = []
    for page, edge in zip(pages, places, strict=True):
        gone = {page[at] for at in edge if (at, _masked(page[at])) in often}
        kept.append([each for each in page if each not in gone])
    return kept


def _masked(line: tuple[int, str]) -> str:
    """A line without its page's number."""
    return re.sub(rf"(?<!\S){line[0] // PAGE}(?=/\d+$|\s|$)", "#", " ".join(line[1].split()))


def _without_heads(pages: Sequence[Page]) -> list[Page]:
    """Pages without the head of a table that goes on from the page before: what they begin with stood there already."""
    kept: list[Page] = []
    before: list[str] = []
    for page in pages:
        lines = [line for _, line in page]
        count = 0
        for length in range(1, min(len(lines), _HEAD) + 1):
            if not _stands(before, lines[:length]):
                break
            count = length
        if count and (sum(len(line.split()) for line in lines[:count]) < 3 or _MARKED.match(lines[0])):
            count = 0
        kept.append(page[count:])
        before = lines
    return kept


def _without_signs(page: Page) -> Page:
    """A page without the signs of its notes: the number that a line at its foot begins with, and the same number at
    the end of a word above."""
    lines = list(page)
    for at in range(max(len(lines) // 2, 1), len(lines)):
        found = _NOTE.match(lines[at][1])
        if not found:
            continue
        sign = re.compile(rf"(?<=[^\W\d_]|[)”\"]){found[1]}(?=[\s.,;:)]|$)\s*")
        above = next((n for n in range(at) if _reference(sign, lines[n][1])), -1)
        if above >= 0:
            place = _reference(sign, lines[above][1])
            assert place is not None
            text, after = lines[above][1], lines[above][1][place.end() :]
            gap = " " if place[0] != place[0].rstrip() and after[:1] not in ".,;:)" else ""
            lines[above] = (lines[above][0], text[: place.start()] + gap + after)
            lines[at] = (lines[at][0], lines[at][1][found.end() :])
    return lines


def _reference(sign: re.Pattern[str], line: str) -> re.Match[str] | None:
    """Where a line refers to a note: not the 2 of `km2`."""
    return next((found for found in sign.finditer(line) if not _MEASURE.search(line[: found.start()])), None)


def _stands(lines: Sequence[str], wanted: Sequence[str]) -> bool:
    size = len(wanted)
    return any(lines[at] == wanted[0] and lines[at : at + size] == wanted for at in range(len(lines) - size + 1))
