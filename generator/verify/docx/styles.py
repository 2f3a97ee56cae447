"""What takes effect: styles, their based-on chains and the document's defaults -> looks and settings.

Levels are laid over one another as ECMA-376 part 1, 17.7.2 has it: defaults, table style, list,
paragraph style, character style, direct formatting.  Every combination is worked out once.
"""

from __future__ import annotations

from dataclasses import field
from typing import Any, cast

from generator.frozen import dataclass
from generator.verify.docx.numbering import Numbering
from generator.verify.docx.props import TOGGLES, Props, Theme, paragraph_props, run_props
from generator.verify.docx.xml import Node, W, first, value
from generator.verify.paper import Align, Line

#: Space of Word's "auto" before and after, as web pages have it (pt).
AUTOMATIC = 14.0
#: A chain of styles longer than this is a circle.
LONGEST = 40
#: The font of a document that names none.
FALLBACK = "Times New Roman"


@dataclass(frozen=True, slots=True)
class Look:
    """How letters look. `fonts` are those of ascii, other Latin, East Asian and complex letters."""

    fonts: tuple[str, str, str, str]
    size: float
    bold: bool
    italic: bool
    underline: bool
    strike: bool
    color: str
    raised: bool
    capitals: bool
    hidden: bool
    #: Set where every letter takes the fourth font (w:cs, w:rtl).
    complex: bool


@dataclass(frozen=True, slots=True)
class Setting:
    """How a paragraph is set. Lengths in pt; `tabs` are position, kind, leader."""

    style: str = ""
    align: Align = "left"
    left: float = 0.0
    right: float = 0.0
    first: float = 0.0
    before: float = 0.0
    after: float = 0.0
    before_auto: bool = False
    after_auto: bool = False
    contextual: bool = False
    line: float = 12.0
    rule: str = "auto"
    page_break: bool = False
    outline: int = 0
    tabs: tuple[tuple[float, str, bool], ...] = ()
    num: str = ""
    level: int = 0
    #: Borders: top, bottom, left, right; "" where none shows, else `solid` or `broken`.
    edges: tuple[str, str, str, str] = ("", "", "", "")
    frame: tuple[tuple[str, str], ...] = ()


#: So many looks and settings are remembered: styles live as long as documents share them.
MOST_KEPT = 5_000


@dataclass(slots=True)
class Styles:
    """The styles of a document, with what was worked out from them so far."""

    theme: Theme
    numbering: Numbering
    by_id: dict[str, Node] = field(default_factory=dict)
    default: str = ""
    default_table: str = ""
    base_run: Props = field(default_factory=dict)
    base_paragraph: Props = field(default_factory=dict)
    _looks: dict[Any, Look] = field(default_factory=dict)
    _settings: dict[Any, Setting] = field(default_factory=dict)
    _runs: dict[str, Props] = field(default_factory=dict)
    _paragraphs: dict[str, Props] = field(default_factory=dict)
    #: Headers and footers that were read with them; None for the styles of one document alone.
    margins: dict[Any, tuple[Line, ...]] | None = None

    def look(self, style: str, direct: Props, table: tuple[str, ...] = ()) -> Look:
        """Return the look of a run: its paragraph's style, its own w:rPr, the table levels around it."""
        key = (style, table, *direct.items())
        found = self._looks.get(key)
        if found is None:
            if len(self._looks) > MOST_KEPT:
                self._looks.clear()
            found = self._looks[key] = self._look(style, direct, table)
        return found

    def setting(self, direct: Props, table: tuple[str, ...] = ()) -> Setting:
        """Return how a paragraph is set: its own w:pPr and the table levels around it."""
        key = (table, *direct.items())
        found = self._settings.get(key)
        if found is None:
            if len(self._settings) > MOST_KEPT:
                self._settings.clear()
            found = self._settings[key] = self._setting(direct, table)
        return found

    def chain(self, style: str) -> list[Node]:
        """Return a style and those that it is based on, the first ancestor first."""
        found: list[Node] = []
        while style in self.by_id and len(found) < LONGEST:
            element = self.by_id[style]
            if element in found:
                break
            found.append(element)
            style = value(element, f"{W}basedOn") or ""
        return found[::-1]

    def _look(self, style: str, direct: Props, table: tuple[str, ...]) -> Look:
        tables: Props = {}
        for name in table:
            tables.update(self._table_run(name))
        levels = [tables, self._run(style or self.default), self._run(direct.get("rStyle", ""))]
        out = dict(self.base_run)
        for level in (*levels, direct):
            out.update(level)
        for toggle in TOGGLES.values():
            if toggle not in direct:
                said = sum(bool(level.get(toggle)) for level in levels)
                out[toggle] = bool(self.base_run.get(toggle)) or said % 2 == 1
        return _made(out)

    def _run(self, style: str) -> Props:
        if style not in self._runs:
            out: Props = {}
            for element in self.chain(style):
                properties = first(element, f"{W}rPr")
                if properties is not None:
                    out.update(run_props(properties, self.theme))
            self._runs[style] = out
        return self._runs[style]

    def _table_run(self, name: str) -> Props:
        """Return the w:rPr of a table style (`Id`) or of one condition of it (`Id|firstRow`)."""
        out: Props = {}
        for properties in self._conditional(name, f"{W}rPr"):
            out.update(run_props(properties, self.theme))
        return out

    def _conditional(self, name: str, tag: str) -> list[Node]:
        style, _, condition = name.partition("|")
        found = []
        for element in self.chain(style):
            if condition:
                parts = [p for p in element.iterchildren(f"{W}tblStylePr") if p.get(f"{W}type") == condition]
            else:
                parts = [element]
            found += [p for part in parts if (p := first(part, tag)) is not None]
        return found

    def _setting(self, direct: Props, table: tuple[str, ...]) -> Setting:
        style = direct.get("style") or self.default
        if style not in self.by_id:
            style = self.default
        out = dict(self.base_paragraph)
        for name in table:
            for properties in self._conditional(name, f"{W}pPr"):
                lay(out, paragraph_props(properties))
        lay(out, self._paragraph(style))
        if "num" in direct:
            lay(out, self._indents(direct["num"], direct.get("level", 0)))
        lay(out, direct)
        size = self.look(style, {}, table).size
        return _set(out, style, size, self.numbering)

    def _paragraph(self, style: str) -> Props:
        if style not in self._paragraphs:
            out: Props = {}
            for element in self.chain(style):
                self._lay_style(out, element)
            self._paragraphs[style] = out
        return self._paragraphs[style]

    def _lay_style(self, out: Props, element: Node) -> None:
        """Lay one style of a chain: the indents of its list first, then its own."""
        properties = first(element, f"{W}pPr")
        own = {} if properties is None else paragraph_props(properties)
        identity = element.get(f"{W}styleId") or ""
        if "num" in own:
            own.setdefault("level", self.numbering.styled(own["num"], identity))
            lay(out, self._indents(own["num"], own["level"]))
        lay(out, own)
        name = (value(element, f"{W}name") or "").lower()
        if name.startswith("heading ") and name[8:].isdigit() and "outline" not in own:
            out["outline"] = min(9, int(name[8:]))

    def _indents(self, num: str, level: int) -> Props:
        found = self.numbering.level(num, level)
        return (
            {} if found is None else {k: v for k, v in found.props.items() if k in ("left", "right", "first", "tabs")}
        )


def read_styles(root: Node, theme: Theme, numbering: Numbering) -> Styles:
    """Return the styles of a document; an absent part gives Word's own defaults."""
    styles = Styles(theme, numbering)
    if root is None:
        return styles
    for element in root.iterchildren(f"{W}style"):
        identity, kind = element.get(f"{W}styleId") or "", element.get(f"{W}type") or "paragraph"
        styles.by_id.setdefault(identity, element)
        if (element.get(f"{W}default") or "0").lower() not in ("0", "false", "off"):
            if kind == "paragraph":
                styles.default = styles.default or identity
            elif kind == "table":
                styles.default_table = styles.default_table or identity
    run = first(root, f"{W}docDefaults", f"{W}rPrDefault", f"{W}rPr")
    paragraph = first(root, f"{W}docDefaults", f"{W}pPrDefault", f"{W}pPr")
    styles.base_run = {} if run is None else run_props(run, theme)
    styles.base_paragraph = {} if paragraph is None else paragraph_props(paragraph)
    return styles


def lay(out: Props, level: Props) -> None:
    """Lay what one level sets over the levels below it; tab stops add up."""
    if "tabs" in level:
        stops = {round(stop[0], 1): stop for stop in out.get("tabs", ())}
        for stop in level["tabs"]:
            stops[round(stop[0], 1)] = stop
        level = level | {"tabs": tuple(sorted(s for s in stops.values() if s[1] != "clear"))}
    out.update(level)


def _made(out: Props) -> Look:
    complex_letters = bool(out.get("complex"))
    ascii_font = out.get("ascii") or out.get("hAnsi") or FALLBACK
    latin = out.get("hAnsi") or ascii_font
    fonts = (ascii_font, latin, out.get("eastAsia") or latin, out.get("cs") or latin)
    ending = "Cs" if complex_letters else ""
    return Look(
        fonts=fonts,
        size=out.get(f"size{ending}", 10.0),
        bold=bool(out.get(f"b{ending}")),
        italic=bool(out.get(f"i{ending}")),
        underline=bool(out.get("u")),
        strike=bool(out.get("strike") or out.get("dstrike")),
        color=out.get("color", "000000"),
        raised=bool(out.get("raised")),
        capitals=bool(out.get("caps") or out.get("smallCaps")),
        hidden=bool(out.get("vanish")),
        complex=complex_letters,
    )


def _set(out: Props, style: str, size: float, numbering: Numbering) -> Setting:
    num = out.get("num", "")
    level = out.get("level", 0)
    align = out.get("align", "left")
    if out.get("bidi") and align in ("left", "right"):
        align = "right" if align == "left" else "left"
    edges = tuple(out.get(f"edge_{name}", "") for name in ("top", "bottom", "left", "right"))
    return Setting(
        style=style,
        align=cast(Align, align),
        left=_length(out.get("left", 0.0), size),
        right=_length(out.get("right", 0.0), size),
        first=_length(out.get("first", 0.0), size),
        before=out.get("before", 0.0),
        after=out.get("after", 0.0),
        before_auto=bool(out.get("beforeAuto")),
        after_auto=bool(out.get("afterAuto")),
        contextual=bool(out.get("contextual")),
        line=out.get("line", 12.0),
        rule=out.get("lineRule", "auto"),
        page_break=bool(out.get("pageBreak")),
        outline=out.get("outline", 0),
        tabs=out.get("tabs", ()),
        num="" if num == "0" or numbering.level(num, level) is None else num,
        level=level,
        edges=cast(tuple[str, str, str, str], edges),
        frame=out.get("frame", ()),
    )


def _length(told: float | tuple[str, float], size: float) -> float:
    """Return an indent in pt; one that is told in characters takes the size of the letters."""
    return told[1] * size if isinstance(told, tuple) else told
