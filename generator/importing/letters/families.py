"""code: the name of a font -> the code that its letters stand in, and whether it shows capitals only."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

Code = Literal["", "TCVN3", "VNI", "VISCII"]

#: PDF sets six letters and a plus before the name, and writes a dot as `#2E`.
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_TCVN3 = re.compile(
    r"\.vn|vn(?:time|arial|avant|century|helvet|black|book|aristote|commercial|cooper|courier|exotic|free|gothic|"
    r"kor|linus|lucida|mono|mys|park|present|revue|shelley|signet|southern|stamp|tech?nical|tifani|univers|vogue)",
    re.I,
)
_VNI = re.compile(r"vni[-\s_]?[a-z]", re.I)
_STYLE = re.compile(r"[-,\s](?:bold|italic|oblique|regular|normal|roman|medium|light|mt|bolditalic)+$", re.I)


@lru_cache(maxsize=2_000)
def code(family: str) -> tuple[Code, bool]:
    """Return the code that a font's name stands for (`` where it says nothing), and whether the font has capitals
    only (`.VnTimeH`)."""
    name = _SUBSET.sub("", family.strip()).replace("#2E", ".").replace("#2e", ".").replace("#20", " ")
    if _TCVN3.match(name):
        stem = _STYLE.sub("", name)
        return "TCVN3", stem.endswith(("H", " h")) or stem.upper() in (".VNTIMEH", ".VNARIALH")
    return ("VNI", False) if _VNI.match(name) else ("", False)
