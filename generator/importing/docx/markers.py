"""Count automatic numbers as Word does: a list and a level -> the number or bullet that shows.

The lists are read by `verify.docx.numbering`; here they are counted, in every format that Word offers for Latin text,
and bullets of symbol fonts become their signs. Numbers of one w:abstractNum count on together, whichever w:num a
paragraph names, unless that w:num begins anew (w:startOverride, once, at its first use).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.importing.docx.signs import shown
from generator.verify.docx.numbering import ROMAN, Level, Numbering
from generator.vietnamese import in_words

#: A number beyond this is shown in figures, whatever its format says.
MOST = 3999
_CHICAGO = "*†‡§"
_ORDINALS = {1: "st", 2: "nd", 3: "rd"}


@dataclass(slots=True)
class Markers:
    """Where the counts of a document's lists stand."""

    numbering: Numbering
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)

    def marker(self, use: str, level: int) -> str:
        """Count one paragraph and return its number or bullet as it shows, "" for none."""
        found = self.numbering.level(use, level)
        if found is None:
            return ""
        counts = self._count(use, level, found)
        if found.format == "bullet":
            sign = shown(found.text, found.font, bullet=True).strip()
            # Word's own second bullet is a small o of a typewriter
            return "○" if sign == "o" else sign
        return self._text(use, found, counts).strip()

    def _text(self, use: str, found: Level, counts: dict[int, int]) -> str:
        text = found.text
        for index in range(9):
            if f"%{index + 1}" in text:
                other = self.numbering.level(use, index) or found
                style = "decimal" if found.legal and other.format != "bullet" else other.format
                text = text.replace(f"%{index + 1}", spelled(counts.get(index, other.start), style))
        return text

    def _count(self, use: str, level: int, found: Level) -> dict[int, int]:
        shared, _, starts = self.numbering.uses[use]
        counts = self.counts.setdefault(shared, {})
        if use not in self.begun:
            self.begun.add(use)
            for index in starts:
                counts.pop(index, None)
        counts[level] = counts[level] + 1 if level in counts else starts.get(level, found.start)
        for deeper in [index for index in counts if index > level]:
            rule = self.numbering.level(use, deeper)
            after = rule.restart if rule is not None else None
            # a level begins anew after any level above it, or only after the one that w:lvlRestart names
            if after is None or (after and level < after):
                del counts[deeper]
        for above in range(level):
            rule = self.numbering.level(use, above)
            counts.setdefault(above, starts.get(above, rule.start if rule else 1))
        return counts


def spelled(count: int, style: str) -> str:
    """Return a number in a number format of Word (w:numFmt); a format that we do not know is in figures."""
    if style == "none":
        return ""
    if style in ("lowerLetter", "upperLetter"):
        return _cased(_letters(count), style)
    if style in ("lowerRoman", "upperRoman"):
        return _cased(_roman(count), style)
    if style.startswith("decimalEnclosed") and 0 < count <= 20:
        first = {"decimalEnclosedCircle": 0x2460, "decimalEnclosedParen": 0x2474, "decimalEnclosedFullstop": 0x2488}
        return chr(first.get(style, 0x2460) + count - 1)
    if style in ("cardinalText", "ordinalText", "vietnameseCounting") and 0 < count <= MOST:
        return in_words(count)
    return _figures(count, style)


def _figures(count: int, style: str) -> str:
    if style == "ordinal":
        return f"{count}{'th' if 10 < count % 100 < 14 else _ORDINALS.get(count % 10, 'th')}"
    if style == "chicago" and count > 0:
        return _CHICAGO[(count - 1) % 4] * min(20, (count - 1) // 4 + 1)
    if style == "hex":
        return f"{count:X}"
    if style == "numberInDash":
        return f"- {count} -"
    return f"{count:02d}" if style == "decimalZero" else str(count)


def _cased(text: str, style: str) -> str:
    return text.upper() if style.startswith("upper") else text


def _letters(count: int) -> str:
    """Count a … z, aa, bb, … as Word does."""
    if not 0 < count <= 26 * 30:
        return str(count)
    return chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)


def _roman(count: int) -> str:
    if not 0 < count <= MOST:
        return str(count)
    out = ""
    for figure, letters in ROMAN:
        times, count = divmod(count, figure)
        out += letters * times
    return out
