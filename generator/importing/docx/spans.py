"""lines_of: the pieces of a paragraph -> its stretches between page breaks, each a Rich with looks joined.

Letters of old fonts are turned into Unicode, capitals made, superscripts turned to signs, all of it NFC.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass as mutable
from dataclasses import replace

from generator.frozen import dataclass
from generator.importing.docx.inline import Piece, family, signs
from generator.importing.docx.signs import raised
from generator.importing.sheet import Rich, Span, plain
from generator.verify.docx.styles import Look

#: A number or sign typed at the beginning: a tab after it is no column.
TYPED = re.compile(
    r"(?:(?:phần|điều|chương|mục)\s+)?\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zđ]|[ivxlc]+)[.)/:]*$|[-–—+*•▪○●➢✓]$", re.I
)
#: A row of signs that only draws a line, as under the name of an office.
RULE = re.compile(r"[_\-–—=*~\s]*(?:[_\-–—=*~]{3}|_{2})[_\-–—=*~\s]*")
#: What a tab at the beginning of a line takes (pt): Word's default, half an inch.
TAB = 36.0
Decode = Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text between page breaks: what broke before it (`page`, `column`, ""), how far tabs push it in (pt)."""

    spans: Rich
    turn: str = ""
    pushed: float = 0.0


def lines_of(pieces: Sequence[Piece], name: Callable[[str], str], decode: Decode) -> list[Stretch]:
    """Return the stretches of a paragraph, at least one. `name` gives a note its name, `decode` turns the letters of
    an old font (text, family) into Unicode."""
    found: list[Stretch] = []
    held: list[Piece] = []
    turn = ""
    for piece in pieces:
        if piece.turn:
            found.append(_stretch(held, turn, name, decode))
            held, turn = [], piece.turn
        else:
            held.append(piece)
    found.append(_stretch(held, turn, name, decode))
    return found


@mutable(slots=True)
class _Run:
    """Letters of one look as they come."""

    look: Look | None
    place: str
    note: str
    texts: list[str]


@mutable(slots=True)
class _Grown:
    """A span that still grows."""

    bold: bool
    italic: bool
    note: str
    texts: list[str]
    blank: bool

    def span(self) -> Span:
        text = unicodedata.normalize("NFC", "".join(self.texts))
        return Span(text, self.bold, self.italic, self.note)


def _stretch(pieces: list[Piece], turn: str, name: Callable[[str], str], decode: Decode) -> Stretch:
    grown: list[_Grown] = []
    for run in _runs(pieces):
        if run.note:
            grown.append(_Grown(False, False, name(run.note), [], False))
            continue
        assert run.look is not None
        text = unicodedata.normalize("NFC", decode("".join(run.texts), family(run.look)))
        text = text.upper() if run.look.capitals else text
        text = raised(text, run.place) if run.place else text
        _append(grown, text, run.look.bold, run.look.italic)
    spans, pushed = _trimmed(_unruled([each.span() for each in grown]))
    return Stretch(_untabbed(spans), turn, pushed)


def _runs(pieces: list[Piece]) -> list[_Run]:
    """Join neighbours of one look: the letters of an old font are read together."""
    found: list[_Run] = []
    for piece in pieces:
        last = found[-1] if found else None
        if last is not None and not (piece.note or last.note) and (last.look, last.place) == (piece.look, piece.place):
            last.texts.append(signs(piece))
        else:
            found.append(_Run(piece.look, piece.place, piece.note, [signs(piece)]))
    return found


def _append(grown: list[_Grown], text: str, bold: bool, italic: bool) -> None:
    """Add letters; spaces take the look before them, a sign that belongs to the letter before stays with it."""
    last = grown[-1] if grown else None
    if last is None or last.note:
        grown.append(_Grown(bold, italic, "", [text], not text.strip()))
        return
    mark = next((i for i, c in enumerate(text) if not unicodedata.combining(c)), len(text))
    last.texts.append(text[:mark])
    text = text[mark:]
    blank = not text.strip()
    if blank or last.blank or (last.bold, last.italic) == (bold, italic):
        last.texts.append(text)
        if last.blank and not blank:
            last.bold, last.italic, last.blank = bold, italic, False
    else:
        grown.append(_Grown(bold, italic, "", [text], False))


def _unruled(spans: list[Span]) -> list[Span]:
    """Take away lines of the text that only draw a line."""
    if not any(sign in span.text for span in spans for sign in ("--", "__", "––", "——", "==", "**", "~~")):
        return spans
    text = plain(tuple(spans))
    kept: list[str] = []
    for line in text.split("\n"):
        kept.append("\0" * len(line) if RULE.fullmatch(line) else line)
    if "\0" not in (marked := "\n".join(kept)):
        return spans
    marked = re.sub(r"\0+\n|\n\0+$", lambda found: "\0" * len(found[0]), marked)
    out: list[Span] = []
    at = 0
    for span in spans:
        text = marked[at : at + len(span.text)].replace("\0", "")
        at += len(span.text)
        out += [replace(span, text=text)] if text or span.note else []
    return out


def _trimmed(spans: list[Span]) -> tuple[list[Span], float]:
    """Take blanks off both ends; tabs at the beginning push the text in."""
    pushed = 0.0
    while spans and not spans[0].note:
        bare = spans[0].text.lstrip()
        blank = spans[0].text[: len(spans[0].text) - len(bare)]
        pushed += TAB * blank.rsplit("\n", 1)[-1].count("\t")
        if bare:
            spans[0] = replace(spans[0], text=bare)
            break
        spans = spans[1:]
    while spans and not spans[-1].note:
        bare = spans[-1].text.rstrip()
        if bare:
            spans[-1] = replace(spans[-1], text=bare)
            break
        spans = spans[:-1]
    return spans, pushed


def _untabbed(spans: list[Span]) -> Rich:
    """Make the tab after a typed number a space."""
    text = plain(tuple(spans))
    at = text.find("\t")
    if at < 0 or not TYPED.match(text[:at].strip()):
        return tuple(spans)
    after = re.compile(r"\s*\t\s*")
    begin = 0
    for index, span in enumerate(spans):
        if begin <= at < begin + len(span.text):
            changed = after.sub(" ", span.text, count=1)
            return (*spans[:index], replace(span, text=changed), *spans[index + 1 :])
        begin += len(span.text)
    return tuple(spans)
