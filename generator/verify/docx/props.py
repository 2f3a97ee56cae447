"""Reads w:rPr and w:pPr as they stand: one element -> the values that it sets, and no others.

A dict holds only what is said, so that levels can be laid over one another (docx_styles).
Lengths in pt.  Theme fonts and colours are resolved here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from typing import Any

from generator.frozen import dataclass
from generator.verify.docx.xml import VAL, A, Node, W, first, number, on, points, whole

Props = dict[str, Any]

#: Switches that cancel out between styles of different kinds (ECMA-376 17.7.3).
TOGGLES = {
    f"{W}{name}": name for name in ("b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "vanish")
}  # fmt: skip
SLOTS = (
    ("ascii", "asciiTheme"), ("hAnsi", "hAnsiTheme"), ("eastAsia", "eastAsiaTheme"), ("cs", "cstheme"),
)  # fmt: skip
ALIGNS = {
    "left": "left", "start": "left", "center": "center", "right": "right", "end": "right", "both": "justify",
    "distribute": "justify", "lowKashida": "justify", "mediumKashida": "justify", "highKashida": "justify",
    "thaiDistribute": "justify",
}  # fmt: skip
TABS = {"start": "left", "num": "left", "left": "left", "end": "right", "right": "right", "decimal": "right"}
BROKEN = frozenset({"dotted", "dashed", "dotDash", "dotDotDash", "dashSmallGap", "dashDotStroked"})
EDGES = {f"{W}{name}": f"edge_{name}" for name in ("top", "bottom", "left", "right")} | {
    f"{W}start": "edge_left",
    f"{W}end": "edge_right",
}


@dataclass(frozen=True, slots=True)
class Theme:
    """The fonts (`minorHAnsi` …) and colours (`accent1` …) that a document refers to by name."""

    fonts: dict[str, str] = field(default_factory=dict)
    colors: dict[str, str] = field(default_factory=dict)


def read_theme(root: Node) -> Theme:
    """Return the theme of a document, empty where it has none."""
    fonts: dict[str, str] = {}
    for kind in ("major", "minor"):
        scheme = first(root, f"{A}themeElements", f"{A}fontScheme", f"{A}{kind}Font")
        for script, names in (("latin", ("HAnsi", "Ascii")), ("ea", ("EastAsia",)), ("cs", ("Bidi",))):
            face = first(scheme, f"{A}{script}")
            fonts.update({f"{kind}{name}": (face.get("typeface") or "") for name in names if face is not None})
    colors: dict[str, str] = {}
    scheme = first(root, f"{A}themeElements", f"{A}clrScheme")
    for slot in scheme if scheme is not None else ():
        for color in slot:
            colors[slot.tag.rsplit("}", 1)[-1]] = color.get("lastClr") or color.get("val") or "000000"
    # the names that text uses for the same colours
    for name, slot_name in (("text1", "dk1"), ("dark1", "dk1"), ("text2", "dk2"), ("dark2", "dk2"),
                            ("background1", "lt1"), ("light1", "lt1"), ("background2", "lt2"), ("light2", "lt2"),
                            ("hyperlink", "hlink"), ("followedHyperlink", "folHlink")):  # fmt: skip
        if slot_name in colors:
            colors[name] = colors[slot_name]
    return Theme(fonts, colors)


def run_props(element: Node, theme: Theme) -> Props:
    """Return what one w:rPr sets."""
    out: Props = {}
    for child in element:
        tag = child.tag
        toggle = TOGGLES.get(tag)
        if toggle is not None:
            out[toggle] = on(child)
        elif tag in RUN:
            RUN[tag](child, out, theme)
    return out


def _size(element: Node, out: Props, _: Theme) -> None:
    size = points(element.get(VAL), 0.5)
    if size and 0 < size <= 1638:
        out["size" if element.tag == f"{W}sz" else "sizeCs"] = size


def _underline(element: Node, out: Props, _: Theme) -> None:
    out["u"] = (element.get(VAL) or "none") != "none"


def _style(element: Node, out: Props, _: Theme) -> None:
    out["rStyle"] = element.get(VAL) or ""


def _raised(element: Node, out: Props, _: Theme) -> None:
    out["raised"] = element.get(VAL) in ("superscript", "subscript")


def _switch(element: Node, out: Props, _: Theme) -> None:
    out["dstrike" if element.tag == f"{W}dstrike" else "complex"] = on(element)


def _fonts(element: Node, out: Props, theme: Theme) -> None:
    for slot, themed in SLOTS:
        name = theme.fonts.get(element.get(f"{W}{themed}") or "") or element.get(f"{W}{slot}")
        if name:
            out[slot] = name.strip()


def _color(element: Node, out: Props, theme: Theme) -> None:
    themed = theme.colors.get(element.get(f"{W}themeColor") or "")
    if themed and len(themed) == 6:
        out["color"] = _shaded(themed, element.get(f"{W}themeTint"), element.get(f"{W}themeShade"))
        return
    text = (element.get(VAL) or "auto").lstrip("#").upper()
    out["color"] = text if len(text) == 6 and all(c in "0123456789ABCDEF" for c in text) else "000000"


def _shaded(color: str, tint: str | None, shade: str | None) -> str:
    """Return a theme colour made lighter (tint) or darker (shade), near enough to judge black."""
    try:
        parts = [int(color[i : i + 2], 16) for i in (0, 2, 4)]
        light = int(tint, 16) / 255 if tint else 1.0
        dark = int(shade, 16) / 255 if shade else 1.0
    except ValueError:
        return "000000"
    mixed = [min(255, max(0, round((255 - (255 - part) * light) * dark))) for part in parts]
    return "".join(f"{part:02X}" for part in mixed)


#: What each element of w:rPr that is no toggle sets.
RUN: dict[str, Callable[[Node, Props, Theme], None]] = {
    f"{W}sz": _size, f"{W}szCs": _size, f"{W}rFonts": _fonts, f"{W}color": _color, f"{W}u": _underline,
    f"{W}rStyle": _style, f"{W}vertAlign": _raised, f"{W}dstrike": _switch, f"{W}rtl": _switch, f"{W}cs": _switch,
}  # fmt: skip


def paragraph_props(element: Node) -> Props:
    """Return what one w:pPr sets; None sets nothing."""
    out: Props = {}
    for child in element if element is not None else ():
        tag = child.tag
        if tag in PARAGRAPH:
            PARAGRAPH[tag](child, out)
        elif tag in PARAGRAPH_SWITCHES:
            out[PARAGRAPH_SWITCHES[tag]] = on(child)
    return out


PARAGRAPH_SWITCHES = {
    f"{W}contextualSpacing": "contextual",
    f"{W}pageBreakBefore": "pageBreak",
    f"{W}bidi": "bidi",
}


def _paragraph_style(element: Node, out: Props) -> None:
    out["style"] = element.get(VAL) or ""


def _align(element: Node, out: Props) -> None:
    out["align"] = ALIGNS.get(element.get(VAL) or "", "left")


def _edges(element: Node, out: Props) -> None:
    out.update({EDGES[edge.tag]: edge_kind(edge) for edge in element if edge.tag in EDGES})


def _frame(element: Node, out: Props) -> None:
    out["frame"] = tuple(sorted((name.rsplit("}", 1)[-1], text) for name, text in element.attrib.items()))


def _outline(element: Node, out: Props) -> None:
    level = whole(element.get(VAL))
    out["outline"] = level + 1 if level is not None and 0 <= level < 9 else 0


def edge_kind(edge: Node) -> str:
    """Return "" for a border that does not show, else `solid` or `broken`."""
    kind = edge.get(VAL) or "none"
    if kind in ("none", "nil") or (edge.get(f"{W}color") or "").upper() == "FFFFFF":
        return ""
    return "broken" if kind in BROKEN else "solid"


def _spacing(element: Node, out: Props) -> None:
    for name in ("before", "after"):
        length = points(element.get(f"{W}{name}"))
        lines = number(element.get(f"{W}{name}Lines"))
        if length is None and lines:
            # a hundredth of a line, and a line is 12 pt where no grid says otherwise
            length = lines * 0.12
        if length is not None:
            out[name] = max(0.0, length)
        automatic = element.get(f"{W}{name}Autospacing")
        if automatic is not None:
            out[f"{name}Auto"] = automatic.lower() not in ("0", "false", "off")
    line = element.get(f"{W}line")
    rule = element.get(f"{W}lineRule")
    height = points(line)
    if height is not None and height > 0:
        out["line"] = height
        out["lineRule"] = rule or "auto"
    elif rule is not None:
        out["lineRule"] = rule


def _indents(element: Node, out: Props) -> None:
    for side, other in (("left", "start"), ("right", "end")):
        length = points(element.get(f"{W}{other}") or element.get(f"{W}{side}"))
        chars = number(element.get(f"{W}{other}Chars") or element.get(f"{W}{side}Chars"))
        if length is not None:
            out[side] = length
        elif chars is not None:
            out[side] = ("chars", chars / 100)
    for name, sign in (("firstLine", 1), ("hanging", -1)):
        length = points(element.get(f"{W}{name}"))
        chars = number(element.get(f"{W}{name}Chars"))
        if length is not None:
            out["first"] = sign * length
        elif chars:
            out["first"] = ("chars", sign * chars / 100)


def _list(element: Node, out: Props) -> None:
    for child in element:
        if child.tag == f"{W}numId":
            out["num"] = child.get(VAL) or "0"
        elif child.tag == f"{W}ilvl":
            out["level"] = min(8, max(0, whole(child.get(VAL)) or 0))


def _tabs(element: Node, out: Props) -> None:
    """Note tab stops: position, kind (`clear` takes one away), whether dots lead to it."""
    stops = []
    for tab in element.iterchildren(f"{W}tab"):
        position = points(tab.get(f"{W}pos"))
        kind = tab.get(VAL) or "left"
        if position is not None and kind != "bar":
            leader = (tab.get(f"{W}leader") or "none") not in ("none", "")
            stops.append((position, kind if kind in ("clear", "center") else TABS.get(kind, "left"), leader))
    out["tabs"] = tuple(stops)


#: What each element of w:pPr that is no switch sets.
PARAGRAPH: dict[str, Callable[[Node, Props], None]] = {
    f"{W}pStyle": _paragraph_style, f"{W}spacing": _spacing, f"{W}ind": _indents, f"{W}jc": _align,
    f"{W}numPr": _list, f"{W}tabs": _tabs, f"{W}pBdr": _edges, f"{W}framePr": _frame, f"{W}outlineLvl": _outline,
}  # fmt: skip
