"""Finds the font of the pages and measures with it. fontTools is used only here.

Times New Roman where the machine has it, else Tinos, which has its metrics (Debian package
fonts-croscore). Widths are in points.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from generator.problem import Mark, PlanError, Problem

#: File names of the four faces, by family: regular, bold, italic, bold italic.
FILES = {
    "Times New Roman": (
        ("times.ttf", "timesbd.ttf", "timesi.ttf", "timesbi.ttf"),
        ("Times_New_Roman.ttf", "Times_New_Roman_Bold.ttf", "Times_New_Roman_Italic.ttf",
         "Times_New_Roman_Bold_Italic.ttf"),
        ("Times New Roman.ttf", "Times New Roman Bold.ttf", "Times New Roman Italic.ttf",
         "Times New Roman Bold Italic.ttf"),
    ),
    "Tinos": (("Tinos-Regular.ttf", "Tinos-Bold.ttf", "Tinos-Italic.ttf", "Tinos-BoldItalic.ttf"),),
}  # fmt: skip

INSTALL = "cài phông bằng lệnh: sudo apt-get install fonts-croscore"


@dataclass(frozen=True)
class Font:
    """A family and the files of its four faces."""

    family: str
    files: tuple[Path, Path, Path, Path]
    _faces: dict[int, tuple[dict[int, str], dict[str, Any], float]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def width(self, text: str, size: float, bold: bool = False, italic: bool = False) -> float:
        """Return the width of a line in pt, without kerning, as Word and Typst are told to set it."""
        cmap, advances, scale = self._face(bold + 2 * italic)
        missing = (0, 0)
        units = sum(advances.get(cmap.get(ord(c), ".notdef"), missing)[0] for c in text)
        return float(units * scale * size)

    def missing(self, text: set[str]) -> list[str]:
        """Return the letters, in order, that the family cannot print."""
        return sorted(c for c in text if c > " " and any(ord(c) not in self._face(i)[0] for i in range(4)))

    def _face(self, index: int) -> tuple[dict[int, str], dict[str, Any], float]:
        if index not in self._faces:
            from fontTools.ttLib import TTFont

            with TTFont(self.files[index], lazy=True) as font:
                units: float = font["head"].unitsPerEm
                # names of our own, so that the font's list of 3,000 names is not read
                font.setGlyphOrder([f"g{n}" for n in range(font["maxp"].numGlyphs)])
                self._faces[index] = (font.getBestCmap(), dict(font["hmtx"].metrics), 1 / units)
        return self._faces[index]


def find(family: str = "auto") -> Font:
    """Return the family asked for, or the first there is. Raises PlanError with the cure."""
    wanted = tuple(FILES) if family == "auto" else (family,)
    found = _search()
    for name in wanted:
        for files in FILES.get(name, ()):
            if all(f in found for f in files):
                regular, bold, italic, both = (found[f] for f in files)
                return Font(name, (regular, bold, italic, both))
    asked = "Times New Roman hoặc Tinos" if family == "auto" else family
    message = f"máy này không có phông {asked}, chưa in PDF được"
    known = "" if family == "auto" or family in FILES else f"; profile chỉ nhận {' hoặc '.join(FILES)}"
    raise PlanError([Problem(Mark("phông chữ"), message, INSTALL + known, "font")])


@cache
def font(family: str = "auto") -> Font:
    """Return `find(family)`, remembered for the life of the process."""
    return find(family)


def folders() -> list[Path]:
    """Return the folders where fonts are looked for, the project's own first."""
    home = Path.home()
    own = [Path(p) for p in os.environ.get("KEHOACH_FONTS", "").split(os.pathsep) if p]
    if own:
        return own
    places = [Path(__file__).parent.parent / ".fonts", home / ".fonts", home / ".local/share/fonts"]
    if sys.platform == "win32":
        places += [Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts"]
    elif sys.platform == "darwin":
        places += [home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts/Supplemental")]
    else:
        places += [Path("/usr/share/fonts"), Path("/usr/local/share/fonts")]
    return places


def _search() -> dict[str, Path]:
    names = {name for family in FILES.values() for files in family for name in files}
    found: dict[str, Path] = {}
    for place in folders():
        for folder, _, files in os.walk(place):
            for name in names.intersection(files):
                found.setdefault(name, Path(folder) / name)
    return found
