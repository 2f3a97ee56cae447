"""face: what a PDF says of a font -> its family and style as staff know them.

In: `pdfium.Font`.  Out: `Face`.  A PDF names a font in PostScript's way
(`BCDEEE+TimesNewRomanPS-BoldMT`); staff know `Times New Roman`, bold.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.pdfium import Font


class Face(NamedTuple):
    """A family and its style. `family` is "" where the file hides it."""

    family: str
    bold: bool
    italic: bool


#: Names without their spaces, in small letters, and what the families are called.
_FAMILIES = {
    name.replace(" ", "").lower(): name
    for name in (
        "Times New Roman", "Arial", "Arial Narrow", "Calibri", "Calibri Light", "Cambria", "Cambria Math",
        "Courier New", "DejaVu Sans", "DejaVu Serif", "Liberation Sans", "Liberation Serif", "Liberation Mono",
        "Noto Sans", "Noto Serif", "Segoe UI", "Segoe UI Symbol", "Tahoma", "Tinos", "Verdana", "Symbol",
        "Wingdings", "Aptos", "MS Gothic", "MS Mincho", "Open Sans", "Roboto", "Palatino Linotype", "Book Antiqua",
        "Century Gothic", "Open Symbol", "Times",
    )
} | {"timesnewromanps": "Times New Roman", "helvetica": "Helvetica", "courier": "Courier"}  # fmt: skip

_SUBSET = re.compile(r"^[A-Z]{6}\+")
_STYLE = re.compile(r"(?i)(bold|black|heavy|semibold|demi|italic|oblique|regular|roman|medium|light|book|normal)")
_BOLD = re.compile(r"(?i)bold|black|heavy|demi")
_ITALIC = re.compile(r"(?i)italic|oblique|(?<![a-z])(bold)?it$")
#: Names that a printer driver gives and that say nothing: `F1`, `CIDFont+F3`, `TT5A0t00`.
_NAMELESS = re.compile(r"(?i)^(cidfont|f\d+|t\d+|tt\w*t00|font\d*|untitled|mstt\w+|g\d+)?$")
_FLAG_ITALIC, _FLAG_FORCE_BOLD = 1 << 6, 1 << 18
#: Weight by the thickness of stems, told only where the name tells nothing.
_HEAVY = 650


def face(font: Font) -> Face:
    """Return the family and style of a font. The name is believed first, then the flags."""
    name = _SUBSET.sub("", font.name).strip()
    stem, style = _parts(name)
    own = " ".join(font.family.split())
    if _NAMELESS.match(stem.split("+")[0]):
        stem, style = _parts(own.replace(" ", "")) if own and not _NAMELESS.match(own) else ("", "")
    family = _family(stem, own)
    bold = bool(_BOLD.search(style)) or bool(font.flags & _FLAG_FORCE_BOLD and not style)
    if not family and not style:
        bold = bold or font.weight >= _HEAVY
    italic = bool(_ITALIC.search(style)) or bool(font.flags & _FLAG_ITALIC) or font.angle != 0
    return Face(family, bold, italic)


def _parts(name: str) -> tuple[str, str]:
    """A PostScript name as its family and its style: at a comma, a hyphen, or where the style's words begin."""
    for sign in (",", "-"):
        stem, found, style = name.rpartition(sign)
        if found and (_STYLE.search(style) or style in ("MT", "BoldMT", "It")):
            return _plain(stem), style
    match = re.search(r"(Bold|Italic|Oblique|Regular)+(MT)?$", name)
    if match and match.start():
        return _plain(name[: match.start()]), match.group()
    return _plain(name), ""


def _plain(stem: str) -> str:
    return re.sub(r"(PS)?(MT)?$", "", stem) or stem


def _family(stem: str, own: str) -> str:
    key = re.sub(r"[\s_-]", "", stem).lower()
    if key in _FAMILIES:
        return _FAMILIES[key]
    if own and re.sub(r"[\s_-]", "", own).lower() == key:
        return own
    if " " in stem:
        return stem
    return stem if stem.startswith(".") else re.sub(r"(?<=[a-z])(?=[A-Z])", " ", stem)
