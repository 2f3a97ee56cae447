"""The bench that a document is mended on: its parts, what was read of it, the way from a line to its XML."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from generator.verify.docx.inline import ALTERNATE, RPR, TEXT
from generator.verify.docx.xml import VAL, Node, W
from generator.verify.found import Elements
from generator.verify.mend.package import Parts
from generator.verify.mend.text import SIGNS, glyphs, isolated, located, runs
from generator.verify.paper import Line, PageNumber, Paper, Place, Span
from generator.verify.properties.context import Context

PARAGRAPH, PPR = f"{W}p", f"{W}pPr"
#: What a run that shows something holds.
WRITTEN = frozenset({TEXT, *SIGNS})
#: The order that the schema (and Word) wants the children of an element in.
ORDER = {
    f"{W}rPr": (
        "ins", "del", "moveFrom", "moveTo", "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike",
        "dstrike", "outline", "shadow", "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color",
        "spacing", "w", "kern", "position", "sz", "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText",
        "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout", "specVanish", "oMath", "rPrChange",
    ),
    f"{W}pPr": (
        "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers",
        "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct",
        "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing",
        "mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl",
        "divId", "cnfStyle", "rPr", "sectPr", "pPrChange",
    ),
    f"{W}sectPr": (
        "headerReference", "footerReference", "footnotePr", "endnotePr", "type", "pgSz", "pgMar", "paperSrc",
        "pgBorders", "lnNumType", "pgNumType", "cols", "formProt", "vAlign", "noEndnote", "titlePg", "textDirection",
        "bidi", "rtlGutter", "docGrid", "printerSettings", "sectPrChange",
    ),
}  # fmt: skip
_RANK = {tag: {f"{W}{name}": at for at, name in enumerate(names)} for tag, names in ORDER.items()}


@dataclass
class Bench:
    """A document that is being mended, as it was read before the first change of this round."""

    parts: Parts
    paper: Paper
    elements: Elements
    _paragraphs: dict[str, list[Node]] = field(default_factory=dict)

    @cached_property
    def context(self) -> Context:
        """What the properties look at."""
        return Context(self.paper, self.elements)

    @cached_property
    def _fellows(self) -> dict[Place, list[Line]]:
        found: dict[Place, list[Line]] = {}
        for line in self.paper.lines:
            found.setdefault(line.place, []).append(line)
        return found

    @cached_property
    def sections(self) -> list[Node]:
        """The w:sectPr of the document, in order."""
        found = self.parts.tree(self.parts.main).iter(f"{W}sectPr")
        return [each for each in found if each.getparent().tag != f"{W}sectPrChange"]

    @cached_property
    def contextual(self) -> bool:
        """Tell whether any style lets neighbours of one style stand without a gap."""
        styles = self.parts.tree(self.parts.target(self.parts.main, "styles"))
        return styles is not None and next(styles.iter(f"{W}contextualSpacing"), None) is not None

    def fellows(self, line: Line | PageNumber) -> list[Line]:
        """Return the lines of one paragraph, in order."""
        return self._fellows.get(line.place, [])

    def columns(self, line: Line | PageNumber) -> bool:
        """Tell whether a paragraph's lines stand in columns, so that it cannot be set as one."""
        return len({(each.left, each.width, each.align) for each in self.fellows(line)}) > 1

    def paragraphs(self, line: Line | PageNumber) -> list[Node]:
        """Return the w:p of a line, and its twins where the file holds it in several versions."""
        part, at = line.place.part, line.place.paragraph
        if part not in self._paragraphs:
            root = self.parts.tree(part)
            self._paragraphs[part] = [] if root is None else list(root.iter(PARAGRAPH))
        found = self._paragraphs[part]
        return [found[at], *_twins(found[at])] if 0 <= at < len(found) else []

    def looks(self, line: Line | PageNumber, wanted: Callable[[Span], bool]) -> list[Node]:
        """Return the w:rPr of the letters whose span is wanted, made where there was none."""
        if not any(wanted(span) for span in line.spans):
            return []
        found: list[Node] = []
        for paragraph in self.paragraphs(line):
            chosen = _number_runs(paragraph) if isinstance(line, PageNumber) else self._runs(paragraph, line, wanted)
            found += [look_of(run) for run in chosen]
            if chosen and self._whole(line, wanted):
                found.append(child(setting_of(paragraph), "rPr"))
        return found

    def _runs(self, paragraph: Node, line: Line, wanted: Callable[[Span], bool]) -> list[Node]:
        if len(self.fellows(line)) == 1 and all(wanted(span) for span in line.spans if span.text.strip()):
            return [run for run in runs(paragraph) if any(child.tag in WRITTEN for child in run)]
        letters = located(paragraph, line, self.fellows(line))
        return [] if letters is None else isolated(letters, wanted)

    def _whole(self, line: Line | PageNumber, wanted: Callable[[Span], bool]) -> bool:
        """Tell whether the paragraph's own mark is to look alike (an automatic number does as it does)."""
        alone = isinstance(line, PageNumber) or len(self.fellows(line)) == 1
        return alone and all(wanted(span) for span in line.spans if span.text.strip() and not span.raised)


def _twins(paragraph: Node) -> list[Node]:
    """Return the same paragraph in the other branches of an mc:AlternateContent."""
    found = []
    for holder in paragraph.iterancestors(ALTERNATE):
        own = next((b for b in holder if any(b is up for up in paragraph.iterancestors())), None)
        if own is None:
            continue
        at = list(own.iter(PARAGRAPH)).index(paragraph)
        for other in holder:
            same = list(other.iter(PARAGRAPH)) if other is not own else []
            if at < len(same) and _words(same[at]) == _words(paragraph):
                found.append(same[at])
    return found


def _words(paragraph: Node) -> str:
    return "".join(glyph.text for glyph in glyphs(paragraph) if glyph.ink)


def _number_runs(paragraph: Node) -> list[Node]:
    return list(runs(paragraph))


def look_of(run: Node) -> Node:
    """Return the w:rPr of a run, made first where it had none."""
    found = run.find(RPR)
    if found is None:
        found = run.makeelement(RPR, {})
        run.insert(0, found)
    return found


def setting_of(paragraph: Node) -> Node:
    """Return the w:pPr of a paragraph, made first where it had none."""
    found = paragraph.find(PPR)
    if found is None:
        found = paragraph.makeelement(PPR, {})
        paragraph.insert(0, found)
    return found


def child(element: Node, name: str) -> Node:
    """Return a child by name, made at its place in the schema's order where there was none."""
    tag = f"{W}{name}"
    found = element.find(tag)
    if found is None:
        ranks = _RANK[element.tag]
        found = element.makeelement(tag, {})
        after = [at for at, each in enumerate(element) if ranks.get(each.tag, -1) > ranks[tag]]
        element.insert(after[0] if after else len(element), found)
    return found


def switch(element: Node, name: str, state: bool) -> None:
    """Turn a switch on or off, whatever styles say."""
    found = child(element, name)
    found.attrib.clear()
    if not state:
        found.set(VAL, "0")


def put(element: Node, **values: str | None) -> None:
    """Set attributes in Word's namespace; None takes one away."""
    for name, value in values.items():
        if value is None:
            element.attrib.pop(f"{W}{name}", None)
        else:
            element.set(f"{W}{name}", value)
