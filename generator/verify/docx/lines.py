"""Makes a Line of a segment of text: pieces and settings in, spans and effective values out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from generator.verify.docx.columns import Segment
from generator.verify.docx.measure import LINE, Piece, size
from generator.verify.docx.styles import Look, Setting
from generator.verify.paper import Line, Place, Rule, Span

#: Letters that take another font than the Latin ones: East Asian, and those of complex scripts.
EAST = re.compile("[\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]")
COMPLEX = re.compile("[\u0590-\u0dff\u0e00-\u0fff\u1780-\u17ff\ufb1d-\ufdff\ufe70-\ufeff]")
OTHER = re.compile(f"{EAST.pattern[:-1]}{COMPLEX.pattern[1:]}")


def spans(pieces: tuple[Piece, ...]) -> tuple[Span, ...]:
    """Return text by looks, one span for each family of letters."""
    found: list[Span] = []
    for text, look in pieces:
        if not unicodedata.is_normalized("NFC", text):
            text = unicodedata.normalize("NFC", text)
        fonts = look.fonts
        plain = fonts[0] == fonts[1] and not look.complex and not OTHER.search(text)
        for part, family in ((text, fonts[0]),) if plain else _families(text, look):
            found.append(
                Span(
                    part,
                    family,
                    look.size,
                    look.bold,
                    look.italic,
                    look.underline,
                    look.strike,
                    look.color,
                    look.raised,
                )
            )
    return tuple(found)


def _families(text: str, look: Look) -> Iterator[tuple[str, str]]:
    """Part a text where its letters turn to another font; signs and spaces go with the letters before them."""
    fonts = look.fonts
    if look.complex:
        yield text, fonts[3]
        return
    start, family = 0, ""
    for at, letter in enumerate(text):
        own = _family(letter, fonts) if letter.isalnum() else family
        if own != family:
            if family and at > start:
                yield text[start:at], family
                start = at
            family = own
    yield text[start:], family or fonts[0]


def _family(letter: str, fonts: tuple[str, str, str, str]) -> str:
    if letter < "\u0080":
        return fonts[0]
    if EAST.match(letter):
        return fonts[2]
    return fonts[3] if COMPLEX.match(letter) else fonts[1]


def pitch(setting: Setting, letters: float) -> float:
    """Return the height of one visual line in pt, for letters of a size."""
    if setting.rule == "exact":
        return setting.line
    natural = LINE * letters
    return max(natural, setting.line) if setting.rule == "atLeast" else natural * setting.line / 12


def spacing(setting: Setting, letters: float) -> float | None:
    """Return the line spacing as a multiple of the font's own line."""
    return round(pitch(setting, letters) / (LINE * letters), 3) if letters else None


def underlined(line: Line) -> bool:
    """Tell whether all words of a line are underlined."""
    words = [span.underline for span in line.spans if span.text.strip()]
    return bool(words) and all(words)


def with_underline(line: Line) -> Line:
    """Return a line with its underline as a ruled line, where all its words have one."""
    if not underlined(line):
        return line
    left, right = line.ink if line.ink is not None else (None, None)
    length = None if left is None or right is None else round(right - left, 1)
    return replace(line, rules=(Rule("underline", left, length), *line.rules))


def make_line(segment: Segment, setting: Setting, place: Place, told: dict[str, object]) -> Line:
    """Return the Line of a segment; `told` are the values that only the walk knows."""
    area = segment.area
    letters = size(segment.pieces)
    ink = segment.ink
    line = Line(
        spans=spans(segment.pieces),
        place=place,
        left=round(area.left, 1),
        width=round(area.width, 1),
        ink=None if ink is None else (round(ink[0], 1), round(ink[1], 1)),
        align=segment.align,
        left_indent=setting.left,
        right_indent=setting.right,
        spacing=spacing(setting, letters),
        exact=setting.line if setting.rule == "exact" else None,
        visual_lines=segment.lines,
        outline=setting.outline,
        **told,  # type: ignore[arg-type]
    )
    return with_underline(line)
