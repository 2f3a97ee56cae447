"""The paper between a document of whatever origin and the checks: what a reader of it sees.

Frozen values only.  `verify.docx` and `verify.pdf` make a Paper, `verify.elements` finds the
elements of the decree in it, `verify.judge` holds them against the records.  Lengths are in points
(pt) unless a name says mm.  What a format cannot tell is None, and nothing is judged from it.
"""

from __future__ import annotations

import re
from dataclasses import field
from typing import Literal

from generator.frozen import dataclass

#: Lengths of a page are told in mm, all others in pt.
POINTS_PER_MM = 72 / 25.4

_LETTER = re.compile(r"[^\W_]")

Align = Literal["left", "center", "right", "justify"]
#: Where a line stands: the running text, the page's head or foot, a footnote.
Zone = Literal["body", "header", "footer", "note"]
#: How a ruled line is made: a drawn shape, a border of a paragraph or cell, underlined text, a row
#: of underscores (unbroken), or a row of hyphens, dots or asterisks (broken).
RuleKind = Literal["shape", "border", "underline", "underscores", "dashes"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line is, so that it can be told and found again.

    DOCX: `part` is the name of the XML part and `paragraph` the index of its w:p among all w:p
    of that part in document order (from 0, those inside text boxes counted where they stand).
    PDF: `page` from 1, `top` in pt from the page's upper edge to the top of the line.
    """

    part: str = ""
    paragraph: int = -1
    page: int | None = None
    top: float | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text with one effective look. `text` is as shown: what is set in capitals by
    formatting (w:caps) comes in capitals here, hidden and deleted text does not come at all.

    `family` is the font of its own letters (eastAsia, cs and theme fonts resolved), without a
    subset prefix; `face` is the PDF's name of it. `color` is six hexadecimal digits, automatic is
    000000. `raised` is set for superscripts and subscripts (their size is that of the text
    around).
    """

    text: str
    family: str = ""
    size: float | None = None
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    color: str = "000000"
    raised: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruled line. `left` and `length` in pt from the page's left edge, None where unknown;
    `solid` is False for a dashed or dotted one; `top` is its distance from the page's upper edge (PDF)."""

    kind: RuleKind
    left: float | None = None
    length: float | None = None
    solid: bool = True
    top: float | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text that stands alone: a whole paragraph (its soft line breaks kept as separate
    lines where w:br ends one), or the part of a paragraph between tabs that lead to other columns.

    In a PDF: a paragraph as it can be told from its visual lines, or one segment of a visual line
    (what stands left and right of a wide gap are two).
    """

    spans: tuple[Span, ...]
    place: Place
    zone: Zone = "body"
    #: Index into Paper.sections.
    section: int = 0
    #: The column that the text is set in (table cell without its padding, text box, tab column, or
    #: the text area less its indents), from the page's left edge.
    left: float | None = None
    width: float | None = None
    #: Extent of the ink itself, first visual line (PDF; in a DOCX where it can be computed, else None).
    ink: tuple[float, float] | None = None
    #: Lines that stand in the same row of a table (innermost), or are parts of one paragraph, have
    #: the same number; it grows in document order. In a PDF: lines on one baseline.
    band: int = 0
    #: Height from the top of the band, in pt, as well as it can be told (a DOCX: heights of the
    #: paragraphs above in the same cell; a PDF: 0).
    drop: float | None = None
    #: (table, row, column) by index; table -1 is outside tables. A layout table counts as well.
    cell: tuple[int, int, int] = (-1, 0, 0)
    #: Set for text in a text box or frame (w:txbxContent, v:textbox, w:framePr).
    boxed: bool = False
    align: Align | None = None
    #: First-line indent in pt, negative when hanging, and the indents of the whole paragraph.
    first_indent: float | None = None
    left_indent: float | None = None
    right_indent: float | None = None
    #: Space before and after in pt, as it takes effect (contextual spacing and auto spacing applied).
    before: float | None = None
    after: float | None = None
    #: Line spacing as a multiple of the font's own line (1.0 = single); exact or least heights in pt
    #: are converted by 1.15 × size. `exact` holds the height in pt where it is an exact one.
    spacing: float | None = None
    exact: float | None = None
    #: The automatic number or bullet as it shows (`1.`, `a)`, `-`), not part of the spans.
    marker: str = ""
    #: How many visual lines it takes, where that is known (PDF), or is estimated from widths.
    visual_lines: int | None = None
    #: Ruled lines that stand below it and above the next text of its column.
    rules: tuple[Rule, ...] = ()
    #: A ruled line right above it and below the text before it in its column.
    rules_above: tuple[Rule, ...] = ()
    #: A border of its own or of its box, all around (a stamp).
    framed: bool = False
    #: The paragraph's outline level (1…9) or heading style, 0 where it is running text.
    outline: int = 0
    #: Set where a page break stands before it.
    new_page: bool = False

    #: The words as shown, the automatic number before them, spaces made single.
    text: str = field(init=False)
    #: The spans that hold letters or digits and are no signs of notes: by them a look is judged.
    letters: tuple[Span, ...] = field(init=False)

    def __post_init__(self) -> None:
        words = " ".join("".join([span.text for span in self.spans]).split())
        object.__setattr__(self, "text", f"{self.marker} {words}".strip() if self.marker else words)
        letters = tuple([s for s in self.spans if not s.raised and _LETTER.search(s.text)])
        object.__setattr__(self, "letters", letters)


@dataclass(frozen=True, slots=True)
class PageNumber:
    """How pages are numbered in a section (DOCX), or the number that one page shows (PDF).

    `on_first` tells whether the first page of the section shows it. `text` is what stands around
    the number: `#` for it, so `#` alone, `Trang #`, `- # -`, `#/9`. `start` is where the section's
    numbers begin anew, None where they go on. `page` and `number` are the PDF's: the page counted
    from 1, and what it shows.
    """

    section: int
    zone: Zone
    align: Align | None
    text: str
    spans: tuple[Span, ...]
    place: Place
    on_first: bool | None = None
    start: int | None = None
    #: Number format: decimal, lowerRoman, … (WordprocessingML's names)
    format: str = "decimal"
    page: int | None = None
    number: str = ""
    #: Distance of its middle from the middle of the page's width (pt), and of its top from the upper edge.
    off_center: float | None = None
    top: float | None = None

    @property
    def letters(self) -> tuple[Span, ...]:
        """What a look is judged by, as in a Line."""
        return self.spans


@dataclass(frozen=True, slots=True)
class Section:
    """A run of pages of one size. Lengths in mm. In a PDF: a run of pages of one size, margins
    measured from the ink of the text that repeats (left, right) or None where they cannot be told."""

    width: float
    height: float
    top: float | None
    bottom: float | None
    left: float | None
    right: float | None
    #: Distance of the header from the page's upper edge.
    header: float | None = None
    first_line: int = 0
    #: In a PDF the ink tells only that the bottom margin lies between this and `bottom`.
    bottom_least: float | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A document as a reader of it sees it, lines in reading order (left column before right
    within a band).

    `pages` is known for a PDF. `embedded` are the families that a PDF holds, `not_embedded` those
    that it names only. `changes` and `comments` count tracked changes and comments that are still in.
    """

    file: str
    origin: Literal["docx", "pdf"]
    lines: tuple[Line, ...]
    sections: tuple[Section, ...]
    numbers: tuple[PageNumber, ...] = ()
    pages: int | None = None
    embedded: tuple[str, ...] = ()
    not_embedded: tuple[str, ...] = ()
    changes: int = 0
    comments: int = 0
    #: Producer or application, as the file says ("Microsoft Office Word", "LibreOffice 7.4").
    maker: str = ""
    #: Ruled lines that belong to no line of text (full-width ones above the address).
    rules: tuple[Rule, ...] = field(default=())


class Unreadable(ValueError):
    """A file that cannot be read as a document: a sentence in Vietnamese and its cure."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint
