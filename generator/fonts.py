"""Finds the font of the pages and measures with it. fontTools is used only here.

Times New Roman where the machine has it, else Tinos, which has its metrics (Debian package
fonts-croscore). Widths are in points.
"""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass, field
from functools import cache, cached_property
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


class _Face(dict[str, int]):
    """The advances of a face by letter, in units of the font, each looked up once; `letters` are those it has."""

    def __init__(self, letters: dict[int, str], advances: dict[str, Any], scale: float) -> None:
        super().__init__()
        self.letters, self.advances, self.scale = letters, advances, scale

    def __missing__(self, letter: str) -> int:
        self[letter] = advance = int(self.advances.get(self.letters.get(ord(letter), ".notdef"), (0, 0))[0])
        return advance


@dataclass(frozen=True)
class Font:
    """A family and the files of its four faces."""

    family: str
    files: tuple[Path, Path, Path, Path]
    _faces: dict[int, _Face] = field(default_factory=dict, repr=False, compare=False)

    def width(self, text: str, size: float, bold: bool = False, italic: bool = False) -> float:
        """Return the width of a line in pt, without kerning, as Word and Typst are told to set it."""
        face = self._face(bold + 2 * italic)
        return float(sum(map(face.__getitem__, text)) * face.scale * size)

    def covers(self, text: str) -> bool:
        """Tell whether the family can print every letter of a text: `missing` of a whole file, at once."""
        return not self._strange.search(text)

    @cached_property
    def _strange(self) -> re.Pattern[str]:
        """A letter that one of the faces has not; blanks are no letters."""
        known = set.intersection(*(set(self._face(index).letters) for index in range(4)))
        return re.compile(f"[^{_ranges(known | set(range(33)))}]")

    def missing(self, text: set[str]) -> list[str]:
        """Return the letters, in order, that the family cannot print."""
        return sorted(c for c in text if c > " " and any(ord(c) not in self._face(i).letters for i in range(4)))

    def _face(self, index: int) -> _Face:
        if index not in self._faces:
            from fontTools.ttLib import TTFont

            with TTFont(self.files[index], lazy=True) as font:
                units: float = font["head"].unitsPerEm
                # names of our own, so that the font's list of 3,000 names is not read
                font.setGlyphOrder([f"g{n}" for n in range(font["maxp"].numGlyphs)])
                self._faces[index] = _Face(font.getBestCmap(), dict(font["hmtx"].metrics), 1 / units)
        return self._faces[index]


def _ranges(codes: set[int]) -> str:
    """Return a set of letters as it stands between the brackets of a pattern."""
    starts = sorted(code for code in codes if code - 1 not in codes)
    ends = sorted(code for code in codes if code + 1 not in codes)
    return "".join(f"\\U{start:08x}-\\U{end:08x}" for start, end in zip(starts, ends, strict=True))


def find(family: str = "auto") -> Font:
    """Return the family asked for, or the first there is. Raises PlanError with the cure."""
    found = next((font for font in every() if family in ("auto", font.family)), None)
    if found:
        return found
    asked = "Times New Roman hoặc Tinos" if family == "auto" else family
    message = f"máy này không có phông {asked}, chưa in PDF được"
    known = "" if family == "auto" or family in FILES else f"; profile chỉ nhận {' hoặc '.join(FILES)}"
    raise PlanError([Problem(Mark("phông chữ"), message, INSTALL + known, "font")])


def every() -> list[Font]:
    """Return each family that this machine has, in the order that they are looked for."""
    found = _search()
    return [
        Font(name, (found[files[0]], found[files[1]], found[files[2]], found[files[3]]))
        for name, sets in FILES.items()
        for files in sets
        if all(file in found for file in files)
    ]


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
