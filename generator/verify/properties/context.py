"""What the properties look at, and how near is near enough."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import zip_longest

from generator.fonts import font
from generator.problem import PlanError
from generator.standard.records import Record, standard
from generator.verify.found import Elements
from generator.verify.paper import POINTS_PER_MM, Line, PageNumber, Paper, Span

#: Rounding of Word, of printers of PDF and of people: pt, mm, lines, and a share of a length.
SIZE, MARGIN, SPACING, SHARE, GAP = 0.3, 0.4, 0.035, 0.04, 0.35
#: Two middles no further apart than this stand under one another (pt); a hand moves a box by as much.
MIDDLE = 9.0
#: A hand draws a line as long as a text no closer than this.
BY_HAND = 0.1
#: A share of letters that may look otherwise (a bracket, a stop in another look).
FEW = 0.12

Breach = tuple[Line | PageNumber | None, str]


@dataclass
class Context:
    """What the properties look at: the document, and its elements."""

    paper: Paper
    elements: Elements

    @cached_property
    def body_size(self) -> float | None:
        """The size that most letters of the running text have."""
        sizes: dict[float, int] = {}
        for item in self.elements.items:
            if item.level in ("text", "bullet"):
                for span in item.line.spans:
                    if span.size:
                        sizes[round(span.size, 1)] = sizes.get(round(span.size, 1), 0) + len(span.text)
        return max(sizes, key=lambda s: (sizes[s], s)) if sizes else None

    @cached_property
    def appendix_sections(self) -> set[int]:
        return {a.label.section for a in self.elements.appendices}


Property = Callable[[Record, tuple[Line, ...], Context], Iterator[Breach]]


def share_of(line: Line | PageNumber, holds: Callable[[Span], bool]) -> float:
    """The share of letters whose look holds."""
    fits = [holds(span) for span in line.letters]
    if all(fits):
        return 1.0 if fits else 0.0
    sizes = [len(span.text.strip()) for span in line.letters]
    return sum(size for size, fit in zip(sizes, fits, strict=True) if fit) / sum(sizes)


def section_titles(elements: Elements) -> tuple[Line, ...]:
    """Return the sections (I., II., …) that are titles: in capitals or bold, or else short, no sentence, and
    with something below them that is not the next section."""
    found = []
    for item, below in zip_longest(elements.items, elements.items[1:]):
        if item.level == "section":
            text = item.line.text
            short_words = len(text.split()) <= 25 and text[-1:] not in ".;:,/" and ": " not in text
            heads = below is not None and below.level != "section"
            if text.isupper() or (short_words and (heads or share_of(item.line, lambda s: s.bold) > FEW)):
                found.append(item.line)
    return tuple(found)


def figure(value: float) -> str:
    return f"{round(value, 2):g}".replace(".", ",")


def short(text: str) -> str:
    return text if len(text) <= 48 else text[:45].rstrip() + "…"


# --- measures ---------------------------------------------------------------------------------


def center(line: Line) -> float | None:
    """The middle of a line's ink, from the page's left edge (pt)."""
    if line.ink:
        return sum(line.ink) / 2
    if line.left is None or line.width is None:
        return None
    left = line.left
    if line.align == "center":
        return left + line.width / 2
    width = width_of(line)
    if not width or width > line.width:
        return None
    if line.align == "right":
        return left + line.width - width / 2
    return left + max(line.first_indent or 0, 0) + width / 2


def width_of(line: Line) -> float:
    """The width of a line's words in pt: its ink, or measured."""
    if line.ink:
        return line.ink[1] - line.ink[0]
    return sum(measure(s.text, s.size or 13, s.bold, s.italic) for s in line.spans)


@lru_cache(maxsize=2048)
def measure(text: str, size: float, bold: bool, italic: bool) -> float:
    try:
        return font().width(text.strip(), size, bold, italic)
    except PlanError:  # no font on this machine: about as wide as letters are
        return 0.5 * size * len(text.strip())


def page_width(line: Line, context: Context) -> float:
    sections = context.paper.sections
    return sections[line.section].width * POINTS_PER_MM if sections else 595.3


def text_middle(line: Line, context: Context) -> float | None:
    """The middle between the margins."""
    if not context.paper.sections:
        return None
    section = context.paper.sections[line.section]
    if section.left is None or section.right is None:
        return None
    return (section.left + section.width - section.right) / 2 * POINTS_PER_MM


def other_name(record: Record, context: Context) -> str:

    return standard().elements.get(record.allowed.other, "dòng trên")
