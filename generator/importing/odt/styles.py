"""styles: the style elements of an ODT -> the effective look of a paragraph, a stretch, a column, a cell, a page."""

from __future__ import annotations

from dataclasses import field, replace
from typing import Literal

from generator.frozen import dataclass
from generator.importing.odt.names import FO, OFFICE, STYLE, SVG, TEXT, Node, points
from generator.importing.odt.package import Source
from generator.importing.sheet import Align

#: A chain of styles is no longer than this; a longer one is a ring.
LONGEST = 40
_ALIGNS: dict[str, Align] = {
    "left": "left", "start": "left", "right": "right", "end": "right", "center": "center", "justify": "justify",
}  # fmt: skip
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Look:
    """The effective look of letters, and of the paragraph that they stand in."""

    bold: bool = False
    italic: bool = False
    capitals: bool = False
    hidden: bool = False
    shift: Literal[-1, 0, 1] = 0
    family: str = ""
    size: float | None = None
    align: Align = ""
    first: float | None = None
    left: float | None = None
    before: bool = False
    after: bool = False
    #: The page that begins with it ("" goes on with the one before) and the list it is numbered by.
    page: str = ""
    numbers: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True)
class Styles:
    """The style elements of a document by family and name; pages that lie, by name; lists; fonts by their name."""

    named: dict[Key, Node]
    defaults: dict[str, Node]
    lists: dict[str, Node]
    outline: Node
    lying: dict[str, bool]
    fonts: dict[str, str]
    looks: dict[tuple[Look, Key], Look] = field(default_factory=dict)

    def look(self, family: str, name: str, around: Look) -> Look:
        """Return the look of what has this style inside what looks like `around`."""
        key = (around, (family, name))
        if key not in self.looks:
            self.looks[key] = _looked(self, family, name, around)
        return self.looks[key]

    def properties(self, family: str, name: str, kind: str) -> dict[str, str]:
        """Return the properties (`table-cell-properties`) that a style has, those of its ancestors among them."""
        found: dict[str, str] = {}
        for style in self.chain(family, name):
            element = style.find(f"{STYLE}{kind}")
            if element is not None:
                found = {**dict(element.attrib), **found}
        return found

    def chain(self, family: str, name: str) -> list[Node]:
        """Return a style and those that it is based on, the nearest first."""
        chain: list[Node] = []
        while (style := self.named.get((family, name))) is not None and len(chain) < LONGEST:
            chain.append(style)
            name = style.get(f"{STYLE}parent-style-name") or ""
        return chain


def styles(source: Source) -> Styles:
    """Return the styles of a document: those of all its parts, those of its text over them."""
    named: dict[Key, Node] = {}
    defaults: dict[str, Node] = {}
    lists: dict[str, Node] = {}
    fonts: dict[str, str] = {}
    roots = [root for root in (source.styles, source.content) if root is not None]
    for root in roots:
        # what styles.xml has of its own is for headers and footers alone
        holders = ["styles"] if root is not source.content else ["styles", "automatic-styles"]
        for holder in (element for name in holders for element in root.findall(f"{OFFICE}{name}")):
            for style in holder:
                name = style.get(f"{STYLE}name") or ""
                if style.tag == f"{STYLE}style":
                    named[style.get(f"{STYLE}family") or "", name] = style
                elif style.tag == f"{STYLE}default-style":
                    defaults[style.get(f"{STYLE}family") or ""] = style
                elif style.tag == f"{TEXT}list-style":
                    lists[name] = style
        for face in root.iterfind(f"{OFFICE}font-face-decls/{STYLE}font-face"):
            fonts[face.get(f"{STYLE}name") or ""] = (face.get(f"{SVG}font-family") or "").strip("'\"")
    outline = next((found for root in roots if (found := root.find(f".//{TEXT}outline-style")) is not None), None)
    return Styles(named, defaults, lists, outline, _lying(roots), fonts)


def _lying(roots: list[Node]) -> dict[str, bool]:
    """Return for each master page whether it is wider than high."""
    layouts: dict[str, bool] = {}
    for root in roots:
        for layout in root.iterfind(f".//{STYLE}page-layout"):
            element = layout.find(f"{STYLE}page-layout-properties")
            said = {} if element is None else dict(element.attrib)
            wide, high = points(said.get(f"{FO}page-width")), points(said.get(f"{FO}page-height"))
            told = said.get(f"{STYLE}print-orientation") == "landscape"
            layouts[layout.get(f"{STYLE}name") or ""] = wide > high if wide and high else told
    pages = [page for root in roots for page in root.iterfind(f".//{STYLE}master-page")]
    return {
        page.get(f"{STYLE}name") or "": layouts.get(page.get(f"{STYLE}page-layout-name") or "", False) for page in pages
    }


def _looked(styles: Styles, family: str, name: str, around: Look) -> Look:
    text = styles.properties(family, name, "text-properties")
    if family != "paragraph":
        return _lettered(styles, text, around)
    base = Look()
    default = styles.defaults.get("paragraph")
    if default is not None and (element := default.find(f"{STYLE}text-properties")) is not None:
        base = _lettered(styles, dict(element.attrib), base)
    said = styles.properties(family, name, "paragraph-properties")
    look = _lettered(styles, text, base)
    chain = styles.chain(family, name)
    given = {key: next((v for s in chain if (v := s.get(f"{STYLE}{key}")) is not None), "") for key in _GIVEN}
    return replace(
        look,
        align=_ALIGNS.get(said.get(f"{FO}text-align", ""), ""),
        first=points(said.get(f"{FO}text-indent")),
        left=points(said.get(f"{FO}margin-left")),
        before=said.get(f"{FO}break-before") == "page" or bool(given["master-page-name"]),
        after=said.get(f"{FO}break-after") == "page",
        page=given["master-page-name"],
        numbers=given["list-style-name"],
        level=int(given["default-outline-level"]) if given["default-outline-level"].isdigit() else 0,
    )


_GIVEN = ("master-page-name", "list-style-name", "default-outline-level")


def _lettered(styles: Styles, said: dict[str, str], around: Look) -> Look:
    """Return a look with what text properties say of letters."""
    weight, slant = said.get(f"{FO}font-weight", ""), said.get(f"{FO}font-style", "")
    capitals, place = said.get(f"{FO}text-transform", ""), said.get(f"{STYLE}text-position", "")
    family = said.get(f"{FO}font-family", "").strip("'\"")
    name = said.get(f"{STYLE}font-name", "")
    return replace(
        around,
        bold=(weight == "bold" or weight in ("600", "700", "800", "900")) if weight else around.bold,
        italic=slant in ("italic", "oblique") if slant else around.italic,
        capitals=capitals == "uppercase" if capitals else around.capitals,
        hidden=said[f"{TEXT}display"] == "none" if f"{TEXT}display" in said else around.hidden,
        shift=_shift(place) if place else around.shift,
        family=(styles.fonts.get(name, name) if name else family) or around.family,
        size=points(said.get(f"{FO}font-size")) or around.size,
    )


def _shift(place: str) -> Literal[-1, 0, 1]:
    where = place.split()[0] if place.split() else ""
    if where == "super" or (where.endswith("%") and where[:1].isdigit() and not where.startswith("0")):
        return 1
    return -1 if where == "sub" or where.startswith("-") else 0
