"""rich: visual lines of one paragraph -> its text with looks, as one line.

Letters of old fonts are turned into Unicode, signs of symbol fonts shown, raised numbers made Unicode signs or, where
a note of that name stands at the foot of the page, a reference to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from generator.importing import letters
from generator.importing.docx.signs import raised, typed
from generator.importing.sheet import Remark, Rich, Span
from generator.verify.pdf.lines import Piece, Segment

#: Text and the name of its font -> the text in Unicode.
Decode = Callable[[str, str], str]
#: A hyphen or slash at a line's end that joins its words (`29/KH-` and `UBND`).
_JOINS = re.compile(r"\w[-/]$")
#: What a lowered number stands behind: chemistry; all other small numbers are raised.
_CHEMICAL = re.compile(r"(?:CO|SO|NO|H|O|N|PM|CH|NH|PO)$")
_SMALL = 0.75
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_BLANKS = re.compile(r"\s+")


def decoder(pieces: Iterable[Piece]) -> tuple[Decode, tuple[Remark, ...]]:
    """Return what makes Unicode of the texts of a document, all of which are given, and what staff must know."""
    strange = [(text, look[0]) for text, look in pieces if not text.isascii()]
    habits = letters.habits(strange)
    codes = {*habits.values(), *(letters.code(family)[0] for _, family in strange)} - {""}
    told = f"chữ gõ bằng phông cũ ({', '.join(sorted(codes))}) đã đổi sang Unicode"
    remarks = (Remark("legacy-font", told, 0, "so lại với bản gốc"),) if codes else ()

    def decode(text: str, family: str) -> str:
        if text.isascii() and not letters.code(family)[1]:
            return text
        return letters.decode(typed(text, family), family, habits.get(family)).text.translate(_INVISIBLE)

    return decode, remarks


def rich(lines: Sequence[Segment], decode: Decode, notes: Mapping[str, str]) -> Rich:
    """Return lines as one text; `notes` are the names of the page's notes by the signs that refer to them."""
    spans: list[Span] = []
    for line in lines:
        if spans:
            _apart(spans)
        for text, look in line.pieces:
            # a lowered number may stand so little off the line that its size alone tells it
            small = look[-1] or (look[1] <= _SMALL * line.size and text.strip().isdigit())
            _add(spans, decode(text, look[0]), look[2], look[3], small, notes)
    return _tidy(spans)


def _apart(spans: list[Span]) -> None:
    """Put a space where a line ends, but behind a sign that joins its words."""
    last = spans[-1]
    end = last.text.rstrip()
    spans[-1] = Span(end + ("" if _JOINS.search(end) else " "), last.bold, last.italic, last.note)


def _add(spans: list[Span], text: str, bold: bool, italic: bool, small: bool, notes: Mapping[str, str]) -> None:
    sign = text.strip(" ()[]")
    if small and sign in notes:
        spans.append(Span("", bold, italic, notes[sign]))
        return
    if small:
        before = spans[-1].text if spans else ""
        text = raised(text, "subscript" if _CHEMICAL.search(before) else "superscript")
    spans.append(Span(text, bold, italic))


def _tidy(spans: Iterable[Span]) -> Rich:
    """Spaces made single, those of one look joined, none at either end."""
    found: list[Span] = []
    for span in spans:
        text = _BLANKS.sub(" ", span.text)
        if found and (text[:1] == " ") and found[-1].text[-1:] in (" ", ""):
            text = text[1:] if found[-1].text or (len(found) > 1 and found[-2].text.endswith(" ")) else text
        if not text and not span.note:
            continue
        before = found[-1] if found else None
        blank = not text.strip() and not span.note
        if before and not before.note and not span.note and (blank or (before.bold, before.italic) == _look(span)):
            found[-1] = Span(before.text + text, before.bold, before.italic)
        else:
            found.append(Span(text, span.bold, span.italic, span.note))
    if found:
        found[0] = Span(found[0].text.lstrip(), found[0].bold, found[0].italic, found[0].note)
        found[-1] = Span(found[-1].text.rstrip(), found[-1].bold, found[-1].italic, found[-1].note)
    return tuple(span for span in found if span.text or span.note)


def _look(span: Span) -> tuple[bool, bool]:
    return span.bold, span.italic
