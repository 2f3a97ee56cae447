"""Counts automatic numbers as Word does: a list and a level -> the marker that shows.

Numbers of one w:abstractNum count on together, whichever w:num a paragraph names, unless that w:num
begins anew (w:startOverride, once, at its first use).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.verify.docx.props import Props, paragraph_props
from generator.verify.docx.xml import Node, W, first, on, value, whole

#: What letters of the symbol fonts look like (their codes, with or without F000).
SYMBOLS = {
    "Symbol": {0xB7: "•", 0x2D: "-", 0xA8: "♦", 0xDE: "⇒", 0xAE: "→"},
    "Wingdings": {
        0xA7: "▪", 0xD8: "➢", 0xFC: "✓", 0x76: "❖", 0x6E: "■", 0x6C: "●", 0xA8: "◻", 0xFE: "☑", 0xE0: "→", 0x46: "☞",
        0x2D: "-", 0x71: "❑", 0xF0: "⇨",
    },
}  # fmt: skip
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
         (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
#: A number beyond this is shown in figures, whatever its format says.
MOST = 3999


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how it counts, how it shows (`%1.%2.`), and the indents it gives."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    legal: bool = False
    restart: int | None = None
    font: str = ""
    style: str = ""
    props: Props = field(default_factory=dict)


@dataclass(slots=True)
class Numbering:
    """The lists of a document and where their counts stand."""

    #: Each w:abstractNum, read when it is first used: Word's files hold many that no paragraph names.
    elements: dict[str, Node] = field(default_factory=dict)
    lists: dict[str, dict[int, Level]] = field(default_factory=dict)
    #: A w:num: its w:abstractNum, the levels that it changes, the numbers that it begins at.
    uses: dict[str, tuple[str, dict[int, Level], dict[int, int]]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)

    def level(self, use: str, level: int) -> Level | None:
        """Return a level of a list as one w:num has it, None where there is none."""
        found = self.uses.get(use)
        if found is None:
            return None
        return found[1].get(level) or self._levels(found[0]).get(level)

    def _levels(self, shared: str) -> dict[int, Level]:
        if shared not in self.lists:
            element = self.elements.get(shared)
            self.lists[shared] = {} if element is None else _levels(element)
        return self.lists[shared]

    def styled(self, use: str, style: str) -> int:
        """Return the level of a list that belongs to a paragraph style, 0 where none does."""
        found = self.uses.get(use)
        levels = self._levels(found[0]) if found else {}
        return next((index for index, level in levels.items() if level.style == style), 0)

    def marker(self, use: str, level: int) -> str:
        """Count one paragraph and return its number or bullet as it shows, "" for none."""
        found = self.level(use, level)
        if found is None:
            return ""
        counts = self._count(use, level, found)
        if found.format == "bullet":
            return shown(found.text, found.font)
        text = found.text
        for index in range(9):
            if f"%{index + 1}" in text:
                other = self.level(use, index) or found
                style = "decimal" if found.legal and other.format != "bullet" else other.format
                text = text.replace(f"%{index + 1}", spelled(counts.get(index, other.start), style))
        return text.strip()

    def _count(self, use: str, level: int, found: Level) -> dict[int, int]:
        shared, _, starts = self.uses[use]
        counts = self.counts.setdefault(shared, {})
        if use not in self._begun:
            self._begun.add(use)
            for index in starts:
                counts.pop(index, None)
        begin = starts.get(level, found.start)
        counts[level] = counts[level] + 1 if level in counts else begin
        for deeper in [index for index in counts if index > level]:
            rule = self.level(use, deeper)
            after = rule.restart if rule is not None else None
            # a level begins anew after any level above it, or only after the one that w:lvlRestart names
            if after is None or (after and level < after):
                del counts[deeper]
        for above in range(level):
            rule = self.level(use, above)
            counts.setdefault(above, starts.get(above, rule.start if rule else 1))
        return counts


def read_numbering(root: Node, styles: Node) -> Numbering:
    """Return the lists of a document. `styles` is the root of its styles part, or None."""
    numbering = Numbering()
    if root is None:
        return numbering
    links: dict[str, str] = {}
    for item in root.iterchildren(f"{W}abstractNum"):
        identity = item.get(f"{W}abstractNumId") or ""
        numbering.elements[identity] = item
        if link := value(item, f"{W}numStyleLink"):
            links[identity] = link
    for item in root.iterchildren(f"{W}num"):
        use = item.get(f"{W}numId") or ""
        changes, starts = _overrides(item)
        numbering.uses[use] = (value(item, f"{W}abstractNumId") or "", changes, starts)
    _follow(numbering, links, styles)
    return numbering


def _follow(numbering: Numbering, links: dict[str, str], styles: Node) -> None:
    """Give lists that name a list style the levels of that style's own list."""
    if not links or styles is None:
        return
    named = {s.get(f"{W}styleId"): s for s in styles.iterchildren(f"{W}style")}
    for identity, link in links.items():
        use = value(named.get(link), f"{W}pPr", f"{W}numPr", f"{W}numId") or ""
        source = numbering.uses.get(use)
        if source is not None and source[0] in numbering.elements:
            numbering.elements[identity] = numbering.elements[source[0]]


def _levels(element: Node) -> dict[int, Level]:
    return {
        index: _level(item)
        for item in element.iterchildren(f"{W}lvl")
        if (index := whole(item.get(f"{W}ilvl"))) is not None and 0 <= index < 9
    }


def _level(element: Node) -> Level:
    fonts = first(element, f"{W}rPr", f"{W}rFonts")
    legal = first(element, f"{W}isLgl")
    restart = whole(value(element, f"{W}lvlRestart"))
    indents = first(element, f"{W}pPr")
    start = whole(value(element, f"{W}start"))
    return Level(
        start=1 if start is None else start,
        format=value(element, f"{W}numFmt") or "decimal",
        text=value(element, f"{W}lvlText") or "",
        legal=legal is not None and on(legal),
        restart=restart,
        font=(fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or "") if fonts is not None else "",
        style=value(element, f"{W}pStyle") or "",
        props={} if indents is None else paragraph_props(indents),
    )


def _overrides(element: Node) -> tuple[dict[int, Level], dict[int, int]]:
    changes: dict[int, Level] = {}
    starts: dict[int, int] = {}
    for item in element.iterchildren(f"{W}lvlOverride"):
        index = whole(item.get(f"{W}ilvl"))
        start = whole(value(item, f"{W}startOverride"))
        changed = first(item, f"{W}lvl")
        if index is None:
            continue
        if changed is not None:
            changes[index] = _level(changed)
        if start is not None:
            starts[index] = start
    return changes, starts


def shown(text: str, font: str) -> str:
    """Return what letters of a symbol font look like; letters of other fonts are themselves."""
    family = next((signs for name, signs in SYMBOLS.items() if font.startswith(name)), None)
    out = []
    for letter in text:
        code = ord(letter)
        private = 0xF000 <= code <= 0xF0FF
        if family is None and not private:
            out.append(letter)
        else:
            signs = SYMBOLS["Symbol"] if family is None else family
            out.append(signs.get(code & 0xFF, "•" if private or code > 0x7E else letter))
    return "".join(out).strip()


def spelled(count: int, style: str) -> str:
    """Return a number in a number format of Word; a format that we do not know is in figures."""
    if style == "none":
        return ""
    if style in ("lowerLetter", "upperLetter") and 0 < count <= 26 * 30:
        letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letters.upper() if style == "upperLetter" else letters
    if style in ("lowerRoman", "upperRoman") and 0 < count <= MOST:
        roman = _roman(count)
        return roman.upper() if style == "upperRoman" else roman
    return f"{count:02d}" if style == "decimalZero" else str(count)


def _roman(count: int) -> str:
    out = ""
    for figure, letters in ROMAN:
        times, count = divmod(count, figure)
        out += letters * times
    return out
