"""Zeros of the number and the date, and the signs of the motto, mended: no letter is touched.

One function a property of the records: the lines at fault -> letters changed in their w:t.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.document import MOTTO
from generator.standard.records import Record
from generator.verify.docx.xml import SPACE, Node, W
from generator.verify.mend.bench import Bench, look_of, switch
from generator.verify.mend.looks import Mend
from generator.verify.mend.proof import words
from generator.verify.mend.text import Glyph, located
from generator.verify.paper import Line, PageNumber

TEXT = f"{W}t"
NUMBER = re.compile(r"S[ốÔố]\s*[:.;]?\s*(\d+)", re.IGNORECASE)
DATE = re.compile(r"ng[àa]y\s*(?P<day>\d+)\s*th[áa]ng\s*(?P<month>\d+)", re.IGNORECASE)


def _letters(bench: Bench, line: Line | PageNumber) -> list[list[Glyph]]:
    """Return the letters of a line in its paragraph and in the twins of that; [] where they are not sure."""
    if not isinstance(line, Line):
        return []
    found = [located(paragraph, line, bench.fellows(line)) for paragraph in bench.paragraphs(line)]
    return [[glyph for glyph, _ in each] for each in found if each]


def number_zero(bench: Bench, record: Record, lines: Sequence[Line | PageNumber]) -> None:
    for line in lines:
        for letters in _letters(bench, line):
            match = NUMBER.match(_text(letters))
            if match:
                _set_digits(letters, match.span(1), f"{int(match[1]):02d}")


def date_zero(bench: Bench, record: Record, lines: Sequence[Line | PageNumber]) -> None:
    """A zero before days below 10 and the months 1 and 2; from the back, so that places hold."""
    for line in lines:
        for letters in _letters(bench, line):
            match = DATE.search(_text(letters))
            if match and match["month"] in ("1", "2"):
                _set_digits(letters, match.span("month"), f"0{match['month']}")
            if match and re.fullmatch("[1-9]", match["day"]):
                _set_digits(letters, match.span("day"), f"0{match['day']}")


def month_plain(bench: Bench, record: Record, lines: Sequence[Line | PageNumber]) -> None:
    for line in lines:
        for letters in _letters(bench, line):
            match = DATE.search(_text(letters))
            if match and re.fullmatch("0[3-9]", match["month"]):
                _set_digits(letters, match.span("month"), match["month"][1:])


def _text(letters: Sequence[Glyph]) -> str:
    """One sign a letter, so that places in the text are places in the row."""
    return "".join(glyph.text[:1] for glyph in letters)


def _set_digits(letters: Sequence[Glyph], span: tuple[int, int], wanted: str) -> None:
    """Write digits in the place of digits: all but the last taken away, then the whole put there."""
    own = list(letters[span[0] : span[1]])
    if not all(glyph.child.tag == TEXT for glyph in own):
        return
    for glyph in reversed(own[:-1]):
        _write(glyph, "")
    shift = sum(1 for glyph in own[:-1] if glyph.child is own[-1].child)
    last = own[-1]
    _write(Glyph(last.run, last.child, last.start - shift, last.end - shift, last.text), wanted)


def _write(glyph: Glyph, text: str) -> None:
    whole = glyph.child.text
    glyph.child.text = whole[: glyph.start] + text + whole[glyph.end :]


def motto(bench: Bench, record: Record, lines: Sequence[Line | PageNumber]) -> None:
    """The motto as the decree writes it, where its letters are the same already."""
    wanted = record.allowed.value
    for line in lines:
        if record.element != "motto" or words("".join(s.text for s in line.spans)) != words(MOTTO):
            continue
        for letters in _letters(bench, line):
            if _text(letters).strip() == wanted:
                _as_typed(letters)
            else:
                _rewrite(letters, wanted)


def _as_typed(letters: Sequence[Glyph]) -> None:
    """Turn off capitals that are there by formatting alone."""
    for run in dict.fromkeys(glyph.run for glyph in letters):
        for name in ("caps", "smallCaps"):
            switch(look_of(run), name, False)


def _rewrite(letters: Sequence[Glyph], wanted: str) -> None:
    """Write a text into the first w:t of a row of letters, and empty the others."""
    first = next((glyph for glyph in letters if glyph.child.tag == TEXT), None)
    if first is None:
        return
    own = [glyph for glyph in letters if glyph.child is first.child]
    rest = [glyph for glyph in letters if glyph.child is not first.child]
    for glyph in reversed(rest):
        _drop(glyph)
    text = first.child.text or ""
    first.child.text = text[: own[0].start] + wanted + text[own[-1].end :]
    first.child.set(SPACE, "preserve")


def _drop(glyph: Glyph) -> None:
    if glyph.child.tag == TEXT:
        _write(glyph, "")
    elif glyph.child.getparent() is not None:
        _remove(glyph.child)


def _remove(element: Node) -> None:
    element.getparent().remove(element)


PROPERTIES: dict[str, Mend] = {
    "pattern": motto,
    **{f.__name__: f for f in (number_zero, date_zero, month_plain)},
}
