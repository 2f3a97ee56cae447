"""looks: a page and its style sheets -> the effective look of every element, as a browser would show it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Literal

from generator.frozen import dataclass
from generator.importing.html.css import Declarations, Rules, points, rules, told
from generator.importing.sheet import Align

#: An element of lxml, which has no types.
Node = Any

BOLD = frozenset("b strong th h1 h2 h3 h4 h5 h6".split())
SLANTED = frozenset("i em cite dfn var address".split())
CENTRED = frozenset({"center", "th", "caption"})
BLOCK = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer"
    " form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table tbody td tfoot th"
    " thead tr ul".split()
)
#: Elements that hold no text of the page.
NO_TEXT = frozenset(
    "applet area audio base button canvas col-group datalist embed head iframe input link map meta noembed noframes"
    " noscript object option param progress script select source style svg template textarea title track video".split()
)
#: <font size="3"> and names of sizes, in pt.
_SIZES = {"1": 7.5, "2": 10, "3": 12, "4": 13.5, "5": 18, "6": 24, "7": 36}
_NAMED = {"xx-small": 7, "x-small": 7.5, "small": 10, "medium": 12, "large": 13.5, "x-large": 18, "xx-large": 24}
_ALIGNS: dict[str, Align] = {"left": "left", "start": "left", "right": "right", "end": "right", "justify": "justify"}
_FAMILY = re.compile(r"""["']?([^"',]+)""")


@dataclass(frozen=True, slots=True)
class Look:
    """How the text of an element shows; what an element does not pass on to those inside is among `Own`."""

    bold: bool = False
    italic: bool = False
    align: Align = ""
    capitals: bool = False
    shift: Literal[-1, 0, 1] = 0
    family: str = ""
    size: float | None = None
    first: float | None = None
    left: float | None = None
    pre: bool = False
    page: str = ""
    hidden: bool = False
    boxed: bool = False


@dataclass(frozen=True, slots=True)
class Own:
    """What holds for an element alone."""

    block: bool
    gone: bool = False
    before: bool = False
    after: bool = False
    numbers: str = ""
    ignored: bool = False
    tab: bool = False
    ruled: bool | None = None
    width: str = ""


@dataclass(frozen=True, slots=True)
class Looks:
    """The look of every element of a page and what holds for it alone, and the pages' own rules by name."""

    of: dict[Node, Look]
    own: dict[Node, Own]
    pages: dict[str, Declarations]


def looks(root: Node) -> Looks:
    """Return the looks of a page's elements."""
    sheets = rules("\n".join(style.text or "" for style in root.iter("style")))
    of: dict[Node, Look] = {}
    own: dict[Node, Own] = {}
    # most elements of a page share their attributes and what they stand in
    kept: dict[tuple[int, tuple[str, ...]], tuple[Look, Own]] = {}
    top = Look()
    names = _NAMES if any(key.startswith("#") for key in sheets.by_key) else _WITHOUT_ID
    for node in root.iter():
        key = _key(node, names)
        parent = of.get(node.getparent(), top)
        found = kept.get((id(parent), key))
        if found is None:
            found = kept[(id(parent), key)] = _looked(key, parent, sheets)
        of[node], own[node] = found
    return Looks(of, own, dict(sheets.pages))


_NAMES = ("class", "id", "style", "align", "face", "size", "border", "width", "hidden", "type")
#: Most ids name one element each; they tell nothing where no rule looks for one ("-" names none).
_WITHOUT_ID = tuple("-" if name == "id" else name for name in _NAMES)
_BARE = ("",) * len(_NAMES)


def _key(node: Node, names: tuple[str, ...]) -> tuple[str, ...]:
    get = node.get
    tag = node.tag if isinstance(node.tag, str) else ""
    return (tag, *[get(name) or "" for name in names]) if node.attrib else (tag, *_BARE)


def _looked(key: tuple[str, ...], parent: Look, sheets: Rules) -> tuple[Look, Own]:
    """Return the look of an element with these attributes inside one of this look, and its own traits."""
    tag, classes, identity, style, align, face, size, border, width, hidden, kind = key
    said = told(sheets, tag, classes, identity, style)
    block = tag in BLOCK
    if said.get("display", "").startswith(("block", "table", "list-item", "flex", "grid")):
        block = True
    if said.get("display", "") in ("inline", "inline-block") and tag not in ("table", "tr", "td", "th"):
        block = False
    breaks = {name.removeprefix("page-"): value for name, value in said.items() if "break" in name}
    own = Own(
        block=block,
        gone=tag in NO_TEXT or "none" in (said.get("display"), said.get("mso-element")),
        before=breaks.get("break-before") in ("always", "page", "left", "right"),
        after=breaks.get("break-after") in ("always", "page", "left", "right"),
        numbers=said.get("list-style-type") or said.get("list-style", "") or kind,
        ignored=said.get("mso-list", "") == "ignore",
        tab="mso-tab-count" in said,
        ruled=_ruled(tag, border, said),
        width=said.get("width") or width,
    )
    return _inherited(parent, tag, said, (align, face, size), bool(hidden)), own


def _inherited(parent: Look, tag: str, said: Declarations, given: tuple[str, str, str], hidden: bool) -> Look:
    """Return the look that an element passes on to what is inside."""
    align, face, size = given
    weight = said.get("font-weight", "") or said.get("font", "")
    slant = said.get("font-style", "") or said.get("font", "")
    family = said.get("font-family", "") or face
    invisible = said.get("visibility", "")
    look = replace(
        parent,
        bold=_bold(weight, parent.bold or tag in BOLD),
        italic="italic" in slant or "oblique" in slant or ((parent.italic or tag in SLANTED) and "normal" not in slant),
        align=_align((align if tag not in ("table", "img", "hr") else "") or said.get("text-align", ""), tag, parent),
        capitals=_capitals(said.get("text-transform", ""), parent.capitals),
        shift=_shift(tag, said.get("vertical-align", ""), parent),
        family=match[1].strip() if family and (match := _FAMILY.match(family.strip())) else parent.family,
        size=_size(said.get("font-size", "") or size, parent.size, bool(size)),
        pre=said["white-space"].startswith("pre") if "white-space" in said else parent.pre or tag == "pre",
        page=said.get("page", parent.page),
        hidden=hidden or said.get("mso-hide") == "all" or (invisible != "visible" if invisible else parent.hidden),
        boxed=parent.boxed or (said.get("position") == "absolute" and tag in ("div", "span")),
    )
    return _indented(look, parent, tag, said)


def _indented(look: Look, parent: Look, tag: str, said: Declarations) -> Look:
    first = points(said["text-indent"]) if "text-indent" in said else parent.first
    margin = said.get("margin-left", "") or _left_of(said.get("margin", ""))
    own = points(margin) if margin else 30.0 if tag in ("ul", "ol", "blockquote", "dd") else None
    left = parent.left if own is None else (parent.left or 0) + own
    return look if (first, left) == (look.first, look.left) else replace(look, first=first, left=left)


def _left_of(margin: str) -> str:
    sides = margin.split()
    return sides[{1: 0, 2: 1, 3: 1}.get(len(sides), 3)] if sides else ""


def _bold(weight: str, otherwise: bool) -> bool:
    if weight in ("normal", "400", "300", "200", "100", "lighter"):
        return False
    return otherwise or weight in ("bolder", "600", "700", "800", "900") or "bold" in weight.split()


def _align(value: str, tag: str, parent: Look) -> Align:
    value = value.lower().removeprefix("-webkit-").removeprefix("-moz-")
    if value in ("center", "middle"):
        return "center"
    return _ALIGNS.get(value) or ("center" if tag in CENTRED else parent.align)


def _capitals(value: str, inherited: bool) -> bool:
    return value == "uppercase" or (inherited and value not in ("none", "lowercase", "capitalize"))


def _shift(tag: str, value: str, parent: Look) -> Literal[-1, 0, 1]:
    if value == "super" or tag == "sup":
        return 1
    if value == "sub" or tag == "sub":
        return -1
    return 0 if value == "baseline" or tag in BLOCK else parent.shift


def _size(value: str, parent: float | None, html: bool) -> float | None:
    if not value:
        return parent
    if html and value in _SIZES:
        return _SIZES[value]
    if value in _NAMED:
        return float(_NAMED[value])
    if value.endswith("%") or (value.endswith("em") and not value.endswith("rem")):
        share = points(value.replace("em", "%"), 1.0 if value.endswith("%") else 100.0)
        return parent * share if parent and share else parent
    found = points(value)
    return found if found and 1 <= found <= 200 else parent


def _ruled(tag: str, border: str, said: Declarations) -> bool | None:
    """Tell whether lines are drawn around a table or a cell, None where nothing says so."""
    line = " ".join(said.get(name, "") for name in ("border", "border-top", "border-bottom"))
    if any(kind in line for kind in ("solid", "double", "dotted", "dashed", "inset", "outset")):
        return not line.strip().startswith(("0 ", "0px"))
    if tag == "table" and border:
        return border.strip() not in ("0", "none")
    return False if "none" in line or line.strip().startswith("0") else None
