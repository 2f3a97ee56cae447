"""Reads drawn things: w:drawing, w:pict -> ruled lines and text boxes with where they are put.

DrawingML and VML, single or in groups.  Lengths in pt.  Pictures and all other shapes are nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.frozen import dataclass
from generator.verify.docx.xml import WP, WPC, WPG, WPS, A, Node, O, V, W, emu, first, number, points, whole

#: A shape no higher than this is a ruled line, if it is wide enough (pt).
FLAT = 2.5
WIDE = 8.0
#: Groups in groups, at most.
DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a thing is put: from what it is measured (`column`, `page`, …), how far, or how aligned.

    `x`, `y` are None where the file does not say. `dx`, `dy` are its place in the group, whose width
    is `whole`, that is put there.
    """

    from_x: str = "column"
    from_y: str = "paragraph"
    x: float | None = None
    y: float | None = None
    align_x: str = ""
    align_y: str = ""
    whole: float = 0.0
    dx: float = 0.0
    dy: float = 0.0
    width: float = 0.0
    height: float = 0.0
    #: Set where it stands in the text like a letter, and where text goes on below it, not beside.
    inline: bool = False
    clears: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """A ruled line (`content` is None) or a text box, and the part of its paragraph it is anchored in."""

    spot: Spot
    part: int
    content: Node = None
    #: An unbroken line; a box with an outline.
    solid: bool = True
    outlined: bool = False
    #: Room between the edges of a box and its text: left, top, right, bottom.
    insets: tuple[float, float, float, float] = (7.2, 3.6, 7.2, 3.6)


@dataclass(frozen=True, slots=True)
class Scale:
    """How lengths in a group turn to pt: `out = base + (length - origin) * factor`, for x and y."""

    x: float = 0.0
    y: float = 0.0
    origin_x: float = 0.0
    origin_y: float = 0.0
    factor_x: float = 1.0
    factor_y: float = 1.0


def drawings(element: Node, part: int) -> list[Drawing]:
    """Return the ruled lines and text boxes of a w:drawing, w:pict or w:object."""
    if element.tag == f"{W}drawing":
        found: list[Drawing] = []
        for anchor in element:
            if anchor.tag in (f"{WP}anchor", f"{WP}inline"):
                found += _drawing(anchor, part)
        return found
    return [d for child in element for d in _vml(child, part, Spot(), None, 0)]


def _drawing(anchor: Node, part: int) -> Iterator[Drawing]:
    shown = first(anchor, f"{WP}docPr")
    if shown is not None and shown.get("hidden") in ("1", "true"):
        return
    spot = _spot(anchor)
    data = first(anchor, f"{A}graphic", f"{A}graphicData")
    for child in data if data is not None else ():
        if child.tag == f"{WPS}wsp":
            yield from _shape(child, spot, part)
        elif child.tag in (f"{WPG}wgp", f"{WPC}wpc"):
            size = (spot.width, spot.height)
            yield from _group(child, spot, _inner(child, Scale(), size), part, 0)


def _spot(anchor: Node) -> Spot:
    extent = first(anchor, f"{WP}extent")
    width = emu(extent.get("cx")) if extent is not None else None
    height = emu(extent.get("cy")) if extent is not None else None
    spot = Spot(width=width or 0.0, height=height or 0.0, whole=width or 0.0)
    if anchor.tag == f"{WP}inline":
        return replace(spot, inline=True, clears=True)
    if first(anchor, f"{WP}wrapTopAndBottom") is not None:
        spot = replace(spot, clears=True)
    across, down = first(anchor, f"{WP}positionH"), first(anchor, f"{WP}positionV")
    if across is not None:
        spot = replace(spot, from_x=across.get("relativeFrom") or "column", align_x=_text(across, "align"),
                       x=emu(_text(across, "posOffset")))  # fmt: skip
    if down is not None:
        spot = replace(spot, from_y=down.get("relativeFrom") or "paragraph", align_y=_text(down, "align"),
                       y=emu(_text(down, "posOffset")))  # fmt: skip
    return spot


def _text(element: Node, name: str) -> str:
    found = first(element, f"{WP}{name}")
    return "" if found is None else (found.text or "").strip()


def _inner(group: Node, outer: Scale, size: tuple[float, float] | None) -> Scale:
    """Return the scale inside a group; `size` is that of the outermost one, which stands at nought."""
    frame = first(group, f"{WPG}grpSpPr", f"{A}xfrm")
    if frame is None:
        return Scale(factor_x=1.0, factor_y=1.0) if size is not None else outer
    off, ext = _pair(frame, "off", "x", "y"), _pair(frame, "ext", "cx", "cy")
    child_off, child_ext = _pair(frame, "chOff", "x", "y"), _pair(frame, "chExt", "cx", "cy")
    if size is not None:
        return Scale(0.0, 0.0, *child_off, _ratio(size[0], child_ext[0]), _ratio(size[1], child_ext[1]))
    left = outer.x + (off[0] - outer.origin_x) * outer.factor_x
    top = outer.y + (off[1] - outer.origin_y) * outer.factor_y
    factor_x = outer.factor_x * _ratio(ext[0], child_ext[0])
    return Scale(left, top, *child_off, factor_x, outer.factor_y * _ratio(ext[1], child_ext[1]))


def _ratio(size: float, inner: float) -> float:
    return size / inner if inner else 1.0


def _pair(element: Node, name: str, x: str, y: str) -> tuple[float, float]:
    found = first(element, f"{A}{name}")
    return (0.0, 0.0) if found is None else (emu(found.get(x)) or 0.0, emu(found.get(y)) or 0.0)


def _group(group: Node, spot: Spot, scale: Scale, part: int, depth: int) -> Iterator[Drawing]:
    if depth > DEEPEST:
        return
    for child in group:
        if child.tag == f"{WPG}grpSp":
            yield from _group(child, spot, _inner(child, scale, None), part, depth + 1)
        elif child.tag == f"{WPS}wsp":
            frame = first(child, f"{WPS}spPr", f"{A}xfrm")
            off, ext = ((0.0, 0.0),) * 2 if frame is None else (
                _pair(frame, "off", "x", "y"), _pair(frame, "ext", "cx", "cy"))  # fmt: skip
            dx = scale.x + (off[0] - scale.origin_x) * scale.factor_x
            dy = scale.y + (off[1] - scale.origin_y) * scale.factor_y
            size = (ext[0] * scale.factor_x, ext[1] * scale.factor_y)
            yield from _shape(child, replace(spot, dx=dx, dy=dy, width=size[0], height=size[1]), part)


def _shape(shape: Node, spot: Spot, part: int) -> Iterator[Drawing]:
    properties = first(shape, f"{WPS}spPr")
    content = first(shape, f"{WPS}txbx", f"{W}txbxContent")
    stroke = first(properties, f"{A}ln")
    drawn = stroke is not None and first(stroke, f"{A}noFill") is None
    styled = first(shape, f"{WPS}style", f"{A}lnRef")
    if stroke is None:
        drawn = styled is not None and styled.get("idx") not in (None, "0")
    if content is not None:
        yield Drawing(spot, part, content, outlined=drawn, insets=_insets(first(shape, f"{WPS}bodyPr")))
        return
    line = stroke is None or first(stroke, f"{A}noFill") is None
    filled = first(properties, f"{A}solidFill") is not None
    spot = _turned(spot, first(properties, f"{A}xfrm"))
    if (line or filled) and spot.height <= FLAT and spot.width >= WIDE:
        dash = first(stroke, f"{A}prstDash")
        yield Drawing(spot, part, solid=dash is None or dash.get("val") == "solid")


def _insets(body: Node) -> tuple[float, float, float, float]:
    told = [emu(body.get(name)) if body is not None else None for name in ("lIns", "tIns", "rIns", "bIns")]
    return _four(told)


def _four(told: list[float | None]) -> tuple[float, float, float, float]:
    """Return four insets, Word's own where none is told."""
    usual = (7.2, 3.6, 7.2, 3.6)
    left, top, right, bottom = (usual[i] if i >= len(told) or (length := told[i]) is None else length for i in range(4))
    return left, top, right, bottom


def _turned(spot: Spot, frame: Node) -> Spot:
    """Return the place of a shape that is turned by a quarter as it shows."""
    turn = abs((whole(frame.get("rot")) or 0) if frame is not None else 0) % 10_800_000
    if abs(turn - 5_400_000) > 300_000:
        return spot
    shift = (spot.width - spot.height) / 2
    return replace(spot, dx=spot.dx + shift, dy=spot.dy - shift, width=spot.height, height=spot.width)


def _vml(element: Node, part: int, spot: Spot, scale: Scale | None, depth: int) -> Iterator[Drawing]:
    """Read a shape of VML; `scale` is that of its group, None outside groups."""
    if not isinstance(element.tag, str) or not element.tag.startswith(V) or depth > DEEPEST:
        return
    name = element.tag[len(V) :]
    style = _style(element.get("style") or "")
    if name not in ("line", "shape", "rect", "roundrect", "group") or style.get("visibility") == "hidden":
        return
    placed = _vml_spot(element, name, style) if scale is None else _vml_inner(element, name, style, spot, scale)
    if name == "group":
        yield from _vml_group(element, part, placed, style, scale, depth)
        return
    content = first(element, f"{V}textbox", f"{W}txbxContent")
    stroked = element.get("stroked") not in ("f", "false", "0")
    if content is not None:
        inset = (first(element, f"{V}textbox").get("inset") or "").split(",")
        yield Drawing(placed, part, content, outlined=stroked, insets=_four([_length(i.strip()) for i in inset]))
    elif placed.height <= FLAT and (placed.width >= WIDE or placed.width < 0):
        dash = first(element, f"{V}stroke")
        dashed = dash is not None and dash.get("dashstyle") not in (None, "solid")
        yield Drawing(placed, part, solid=not dashed)


def _vml_group(
    element: Node, part: int, spot: Spot, style: dict[str, str], scale: Scale | None, depth: int
) -> Iterator[Drawing]:
    origin, size = _coordinates(element, "coordorigin", 0.0), _coordinates(element, "coordsize", 1000.0)
    factors = (_ratio(spot.width, size[0]), _ratio(spot.height, size[1]))
    base = (0.0, 0.0) if scale is None else (spot.dx, spot.dy)
    inner = Scale(*base, *origin, *factors)
    for child in element:
        yield from _vml(child, part, spot, inner, depth + 1)


def _coordinates(element: Node, name: str, default: float) -> tuple[float, float]:
    pair = [number(text) for text in (element.get(name) or "").split(",")]
    return (pair[0] or default, pair[1] or default) if len(pair) == 2 else (default, default)


def _style(text: str) -> dict[str, str]:
    pairs = (item.split(":", 1) for item in text.split(";") if ":" in item)
    return {name.strip().lower(): told.strip().lower() for name, told in pairs}


def _length(text: str | None) -> float | None:
    """Return a length of a VML style in pt; a bare number counts pixels."""
    return points(text, 0.75)


def _vml_spot(element: Node, name: str, style: dict[str, str]) -> Spot:
    x = _length(style.get("margin-left") or style.get("left"))
    y = _length(style.get("margin-top") or style.get("top"))
    width, height = _length(style.get("width")) or 0.0, _length(style.get("height")) or 0.0
    if name == "line":
        start, end = _ends(element)
        width, height = abs(end[0] - start[0]), abs(end[1] - start[1])
        x, y = (x or 0.0) + min(start[0], end[0]), (y or 0.0) + min(start[1], end[1])
    if element.get(f"{O}hr") in ("t", "true"):
        share = number(element.get(f"{O}hrpct")) or 1000.0
        # a rule of a web page: a share of the column's width, told as a number below nought
        return Spot(width=width or -share / 1000, height=0.0, inline=True, align_x=element.get(f"{O}hralign") or "left")
    align = style.get("mso-position-horizontal", "")
    return Spot(
        from_x=style.get("mso-position-horizontal-relative", "text"),
        from_y=style.get("mso-position-vertical-relative", "text"),
        x=x, y=y, align_x=align if align in ("left", "center", "right") else "", whole=width,
        width=width, height=height, inline=style.get("position") != "absolute",
    )  # fmt: skip


def _vml_inner(element: Node, name: str, style: dict[str, str], spot: Spot, scale: Scale) -> Spot:
    """Return the place of a shape in a group: its lengths count in the group's own units."""
    if name == "line":
        start, end = _ends(element, 1.0)
        left, top = min(start[0], end[0]), min(start[1], end[1])
        width, height = abs(end[0] - start[0]), abs(end[1] - start[1])
    else:
        left, top, width, height = (number(style.get(key)) or 0.0 for key in ("left", "top", "width", "height"))
    return replace(
        spot,
        dx=scale.x + (left - scale.origin_x) * scale.factor_x,
        dy=scale.y + (top - scale.origin_y) * scale.factor_y,
        width=width * scale.factor_x,
        height=height * scale.factor_y,
    )


def _ends(element: Node, unit: float = 0.75) -> tuple[tuple[float, float], tuple[float, float]]:
    ends = []
    for name in ("from", "to"):
        pair = [points(text.strip(), unit) or 0.0 for text in (element.get(name) or "").split(",")]
        ends.append((pair[0], pair[1] if len(pair) > 1 else 0.0))
    return ends[0], ends[1]
