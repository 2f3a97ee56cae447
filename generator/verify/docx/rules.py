"""Hangs ruled lines under the lines of text they belong to: lines with their heights, drawn lines -> lines.

A ruled line belongs to the last text of its column that ends above it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from generator.frozen import dataclass
from generator.verify.docx.columns import Area
from generator.verify.paper import Line, Rule, RuleKind

#: A text further away than this from a ruled line is not what it rules off (pt).
FAR = 45.0
#: How far left or right of a text's ink a ruled line may stand and still be its own (pt).
ASIDE = 8.0
#: Lines of text before and after a drawing's anchor that it may belong to.
NEAR = 40
#: The part of a line's height that a ruled line put by hand may cut into.
CUT = 0.55
#: A row of signs that stands for a ruled line.
ROW = re.compile(r"[_\-–—*=.…\u00ad\u2010-\u2015 ]+")


@dataclass(frozen=True, slots=True)
class Placed:
    """A line of text and its upper and lower edge in the flow (pt)."""

    line: Line
    top: float
    bottom: float
    #: The box or frame that it stands in, 0 for the text of the page.
    home: int = 0


@dataclass(frozen=True, slots=True)
class Drawn:
    """A ruled line before it is known whose it is. `y` in the flow, `at` the count of lines before it."""

    rule: Rule
    y: float
    at: int
    area: Area
    part: str
    home: int = 0


def row_kind(text: str) -> RuleKind | None:
    """Tell how a row of signs rules: `underscores`, `dashes`, or None for words."""
    if text[:1].isalnum():
        return None
    bare = text.replace(" ", "").replace("\u00a0", "")
    if len(bare) < 3 or not ROW.fullmatch(text.replace("\u00a0", " ")):
        return None
    return "underscores" if set(bare) == {"_"} else "dashes"


def attach(placed: list[Placed], drawn: list[Drawn]) -> tuple[tuple[Line, ...], tuple[Rule, ...]]:
    """Return the lines with the ruled lines that belong to them, and the ruled lines of no text."""
    below: dict[int, list[Rule]] = {}
    above: dict[int, list[Rule]] = {}
    free: list[Rule] = []
    for item in drawn:
        extent = _extent(item)
        near = [(i, _ends(placed[i])) for i in _near(placed, item, sum(extent) / 2)]
        ended = [i for i, end in near if end <= item.y and _touches(placed[i].line, extent)]
        over = max(ended, key=lambda i: _rank(placed[i], item), default=None)
        under = min([i for i, end in near if end > item.y], key=lambda i: placed[i].top, default=None)
        if over is not None and item.y - placed[over].bottom <= FAR:
            below.setdefault(over, []).append(item.rule)
        else:
            over = None
        if under is not None and placed[under].top - item.y <= FAR:
            above.setdefault(under, []).append(item.rule)
        elif over is None:
            free.append(item.rule)
    lines = [p.line for p in placed]
    for index in below.keys() | above.keys():
        line = lines[index]
        lines[index] = replace(
            line,
            rules=(*line.rules, *below.get(index, ())),
            rules_above=(*line.rules_above, *above.get(index, ())),
        )
    return tuple(lines), tuple(free)


def _near(placed: list[Placed], item: Drawn, middle: float) -> list[int]:
    """Return the lines around a drawing whose column it stands in."""
    around = range(max(0, item.at - NEAR), min(len(placed), item.at + NEAR))
    found = [i for i in around if placed[i].line.place.part == item.part and _over(placed[i].line, middle)]
    own = [i for i in found if placed[i].home == item.home]
    # what is drawn by hand may hang over anything, borders and rows of signs rule what they stand in
    return own if item.rule.kind != "shape" or (item.home and own) else found


def _over(line: Line, middle: float) -> bool:
    """Tell whether the middle of a drawing stands in the column of a line of text."""
    if line.left is None or line.width is None:
        return False
    return line.left - ASIDE <= middle <= line.left + line.width + ASIDE


def _touches(line: Line, extent: tuple[float, float]) -> bool:
    """Tell whether a drawing stands under the ink of a line of text, where that is known."""
    left, right = extent
    return line.ink is None or (left <= line.ink[1] + ASIDE and right >= line.ink[0] - ASIDE)


def _extent(item: Drawn) -> tuple[float, float]:
    left = item.area.left if item.rule.left is None else item.rule.left
    return left, left + (item.area.width if item.rule.length is None else item.rule.length)


def _ends(placed: Placed) -> float:
    """Return the height from which on a ruled line is below a line of text."""
    last = (placed.bottom - placed.top) / max(1, placed.line.visual_lines or 1)
    return placed.bottom - CUT * last


def _rank(placed: Placed, item: Drawn) -> tuple[float, float]:
    """Return how near a line of text is: the lowest, then the one right above the drawing."""
    ink = placed.line.ink
    if ink is None or item.rule.left is None:
        return round(placed.bottom / 3), 0.0
    return round(placed.bottom / 3), -abs(sum(ink) / 2 - item.rule.left - (item.rule.length or 0.0) / 2)
