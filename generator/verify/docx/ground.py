"""Where things put by measure stand: a drawing, a frame, a floating table -> pt on the page.

Heights are told in the flow: 0 is the top of the text of the first page, and it grows downwards
through the whole document as the heights of its paragraphs are estimated.
"""

from __future__ import annotations

from generator.frozen import dataclass
from generator.verify.docx.columns import Area
from generator.verify.docx.shapes import Spot
from generator.verify.docx.xml import points

#: Beyond this measure a place within a cell can only be meant from the page (pt).
OF_CELL = 150.0


@dataclass(frozen=True, slots=True)
class Page:
    """A page's size and margins in pt, `text` is the room of its text."""

    width: float
    height: float
    top: float
    bottom: float
    text: Area
    header: float = 36.0


@dataclass(frozen=True, slots=True)
class Ground:
    """What a thing may be measured from: its page, the column around it, and the line it hangs on.

    `top` is the paragraph's upper edge in the flow. `in_cell` tells that the column is a cell,
    `first_page` that the flow still counts from the top of this page.
    """

    page: Page
    column: Area
    top: float
    in_cell: bool = False
    first_page: bool = False


def across(spot: Spot, ground: Ground) -> float:
    """Return the left edge of a drawing, from the page's left edge."""
    width = _width(spot, ground)
    if spot.inline:
        return _aligned(ground.column, width, spot.align_x or "left") + spot.dx
    area = _area(spot.from_x, ground)
    inside = ground.column.left + (spot.x or 0.0) + spot.dx
    # Word measures from the cell when a drawing is laid out in it; what then leaves the cell is meant from the page
    told = ground.in_cell and spot.from_x in ("page", "margin") and not spot.align_x
    if told and inside + width <= ground.column.right + 12 and (spot.x or 0.0) >= -12:
        return inside
    if spot.align_x:
        return _aligned(area, spot.whole or width, spot.align_x) + spot.dx
    return area.left + (spot.x or 0.0) + spot.dx


def length(spot: Spot, ground: Ground) -> float:
    """Return the width of a drawing."""
    return _width(spot, ground)


def down(spot: Spot, ground: Ground) -> float | None:
    """Return the upper edge of a drawing in the flow, None where it cannot be told."""
    if spot.inline:
        return ground.top + spot.dy
    if spot.from_y in ("paragraph", "line", "text", "char"):
        return ground.top + (spot.y or 0.0) + spot.dy
    if spot.y is None or not ground.first_page:
        return None
    if ground.in_cell and spot.y < OF_CELL and spot.from_y == "margin":
        return None
    base = {"page": -ground.page.top, "topMargin": -ground.page.top, "top-margin-area": -ground.page.top, "margin": 0.0}
    start = base.get(spot.from_y)
    return None if start is None else start + spot.y + spot.dy


def _width(spot: Spot, ground: Ground) -> float:
    return -spot.width * ground.column.width if spot.width < 0 else spot.width


def _area(told: str, ground: Ground) -> Area:
    page, text = ground.page, ground.page.text
    if told == "page":
        return Area(0.0, page.width)
    if told in ("leftMargin", "left-margin-area", "insideMargin", "inner-margin-area"):
        return Area(0.0, text.left)
    if told in ("rightMargin", "right-margin-area", "outsideMargin", "outer-margin-area"):
        return Area(text.right, page.width - text.right)
    if told == "margin":
        return text
    return ground.column


def _aligned(area: Area, width: float, align: str) -> float:
    if align in ("center", "centre"):
        return area.left + (area.width - width) / 2
    return area.right - width if align in ("right", "outside") else area.left


def frame_area(frame: tuple[tuple[str, str], ...], ground: Ground, needed: float) -> tuple[Area, float]:
    """Return the room of a w:framePr and its upper edge in the flow; `needed` is its text's width."""
    told = dict(frame)
    width = points(told.get("w")) or min(needed, ground.page.text.width)
    area = _area(told.get("hAnchor", "text"), ground)
    left = area.left + (points(told.get("x")) or 0.0)
    if "xAlign" in told:
        left = _aligned(area, width, told["xAlign"])
    y = points(told.get("y")) or 0.0
    anchor = told.get("vAnchor", "text")
    top = ground.top + (y if anchor == "text" else 0.0)
    if anchor in ("page", "margin") and ground.first_page:
        top = y - (ground.page.top if anchor == "page" else 0.0)
    return Area(left, width), top
