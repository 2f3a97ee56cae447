"""balance: a text -> the fewest lines that fit, of widths as even as can be.

A number stays with what it counts: no line ends between `số` and `160/NQ-CP`, `ngày` and `05`,
`2021` and `- 2025`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

NBSP = "\N{NO-BREAK SPACE}"

_GLUE = re.compile(
    r"(?<=\b[Ss]ố) (?=\d)|(?<=\b[Nn]gày) (?=\d)|(?<=\b[Tt]háng) (?=\d)|(?<=\b[Nn]ăm) (?=\d)"
    r"|(?<=\b[Đđ]iều) (?=\d)|(?<=\b[Kk]hoản) (?=\d)|(?<=\d) (?=[-–] \d)|(?<=\d [-–]) (?=\d)"
    r"|(?<=\bSỐ) (?=\d)|(?<=\bNĂM) (?=\d)|(?<=\bNGÀY) (?=\d)"
)


def _glued(text: str) -> list[str]:
    """Return the words of a line to be broken; a number stays with what it counts."""
    return _GLUE.sub(NBSP, text).split(" ")


def balance(text: str, width: Callable[[str], float], room: float) -> list[str]:
    """Return the lines of a text; `width` measures a piece of it, `room` is in the same unit."""
    words = _glued(text)
    widths = [width(word.replace(NBSP, " ")) for word in words]
    space = width(" ")

    def breaks(limit: float) -> list[int]:
        ends, used = [], 0.0
        for index, width in enumerate(widths):
            if index and used + space + width > limit:
                ends.append(index)
                used = width
            else:
                used += width + (space if index else 0)
        return [*ends, len(words)]

    wanted = len(breaks(room))
    low, high = max(widths, default=0), room
    while high - low > 0.5 and wanted > 1:
        middle = (low + high) / 2
        low, high = (low, middle) if len(breaks(middle)) <= wanted else (middle, high)
    lines, start = [], 0
    for end in breaks(high):
        lines.append(" ".join(words[start:end]).replace(NBSP, " "))
        start = end
    return lines
