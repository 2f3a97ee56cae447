"""The sheet between a source file of whatever kind and the understanding of it: what stands there, block by block.

Frozen values only. A reader (`docx`, `text`, `html`, `pdf`, …) makes a Sheet and decides nothing about what a
paragraph is; `anatomy` and `outline` do. Texts are NFC. Line numbers are those that staff find again: the line of a
text file, the number of the paragraph in a Word file (from 1, those in cells counted where they stand), in a PDF
`PAGE` times the page and the row on it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from generator.frozen import dataclass

#: In a PDF, line 3,000,012 is row 12 of page 3.
PAGE = 1_000_000

Kind = Literal["docx", "doc", "odt", "html", "md", "txt", "pdf"]
Align = Literal["left", "center", "right", "justify", ""]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text with one effective look. `note` names the footnote that is referred to here (text empty).

    Superscripts and subscripts come as the Unicode signs where there are such (m², H₂S), else plain.
    """

    text: str
    bold: bool = False
    italic: bool = False
    note: str = ""


Rich = tuple[Span, ...]


def plain(rich: Rich) -> str:
    """Return the words of a text without its looks."""
    return "".join(span.text for span in rich)


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph; soft line breaks inside are `\\n` in its text.

    `marker` is the automatic number or bullet as Word shows it (`1.`, `a)`, `-`), which is not in the spans; a typed
    marker stays in the spans. `outline` is the level of a heading style from 1, 0 for running text. `indent` is where
    its first line begins, in pt from the left edge of the text, None where the format cannot tell. `page` is set in a
    PDF. `breaks` tells that a page or section begins here.
    """

    spans: Rich
    line: int
    marker: str = ""
    align: Align = ""
    outline: int = 0
    indent: float | None = None
    size: float | None = None
    page: int = 0
    breaks: bool = False
    landscape: bool = False
    #: The text was set in a box or frame that floats beside the others.
    boxed: bool = False

    @property
    def text(self) -> str:
        """Its words as shown, the automatic marker not among them."""
        return plain(self.spans)

    @property
    def bold(self) -> bool:
        """Tell whether all its letters are bold."""
        return _all(self.spans, "bold")

    @property
    def italic(self) -> bool:
        """Tell whether all its letters are italic."""
        return _all(self.spans, "italic")


def _all(spans: Rich, look: str) -> bool:
    lettered = [span for span in spans if any(c.isalnum() for c in span.text)]
    return bool(lettered) and all(getattr(span, look) for span in lettered)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a grid: its paragraphs, how many columns and rows it takes."""

    paras: tuple[Para, ...]
    columns: int = 1
    rows: int = 1

    @property
    def text(self) -> str:
        """Its words, one line a paragraph."""
        return "\n".join(para.text for para in self.paras)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of the source, also one that only lays text out (letterhead, signature). A merged cell stands once,
    where it begins. `ruled` tells whether lines are drawn between its cells, None where the format cannot tell.
    `widths` are of the columns, in pt, empty where unknown; `head` is how many rows repeat on every page."""

    rows: tuple[tuple[Cell, ...], ...]
    line: int
    ruled: bool | None = None
    widths: tuple[float, ...] = ()
    head: int = 0
    page: int = 0
    breaks: bool = False
    landscape: bool = False


Block = Para | Grid


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that a reader met and staff must know: a letter that cannot be read, a picture, a tracked change.

    `rule` is a short English name (`broken-glyph`, `picture`, `tracked-change`, `legacy-font`, …), the rest Vietnamese.
    """

    rule: str
    message: str
    line: int = 0
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A source that was read. `sure` tells that a paragraph of the sheet is one of the source (DOCX, ODT, HTML); of
    a hard-wrapped text or a PDF it was put together from lines. `wrapped` texts may still be cut in mid-sentence."""

    kind: Kind
    blocks: tuple[Block, ...]
    notes: Mapping[str, Rich] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()
    sure: bool = True
    #: Lines at the head and foot of every page that are no part of the text (a page's number, a running title).
    margins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the source as it stands there, and its line: what the result is held against (see `proof`)."""

    text: str
    line: int


def place(line: int, last: int = 0) -> str:
    """Return where something stands in the source, as staff find it: `dòng 12`, `dòng 12-14`, `trang 3, dòng 5`."""
    if not line:
        return "đầu tệp"
    if line >= PAGE:
        return f"trang {line // PAGE}, dòng {line % PAGE}"
    return f"dòng {line}" if last <= line else f"dòng {line}-{last}"
