"""The document between a plan and its outputs: flat blocks, in order, with every number given.

Frozen values only. A renderer writes them one after the other and decides nothing.
Lengths are in points (pt), unless a name says mm.
"""

from __future__ import annotations

from dataclasses import field
from datetime import date as Date
from typing import Literal

from generator.frozen import dataclass

#: What became of a text between two versions: inserted, deleted, moved away from here, moved here.
Change = Literal["", "ins", "del", "from", "to"]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with one look; `note` is the number of the footnote that it refers to.

    `change` is said only in a document that shows two versions at once (`redline.marked`).
    """

    text: str
    bold: bool = False
    italic: bool = False
    note: int = 0
    change: Change = ""


Line = tuple[Run, ...]


class Marked(str):
    """A text of a field that has no looks of its own (a number, a name), with what became of its words.

    It is the words of both versions one after the other; `runs` tells which is which. Only a document that shows
    two versions at once has such texts.
    """

    __slots__ = ("runs",)
    runs: Line

    def __new__(cls, runs: Line) -> Marked:
        """Return the text of the runs."""
        made = super().__new__(cls, plain(runs))
        made.runs = runs
        return made


def plain(line: Line) -> str:
    """Return the words of a line without its looks."""
    return "".join(run.text for run in line)


#: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, II.1: Quốc hiệu and Tiêu ngữ.
COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Ô 1 to 4: motto and issuer, number, place and date. Widths are of the drawn rules."""

    parent: tuple[str, ...]
    issuer: tuple[str, ...]
    number: str
    place_date: str
    left_width: float
    right_width: float
    issuer_rule: float
    motto_rule: float
    #: Set one size smaller together (II, footnote 1 of Mục V) where the larger does not fit.
    compact: bool
    country: str = COUNTRY
    motto: str = MOTTO


@dataclass(frozen=True, slots=True)
class Stamps:
    """Ô 10a, 10b and the word of a draft: boxes that stand under the letterhead."""

    secrecy: str
    urgency: str
    draft: str
    secrecy_width: float
    urgency_width: float


@dataclass(frozen=True, slots=True)
class Title:
    """Ô 5a: the kind of document, its subject in balanced lines, and the rule below."""

    kind: str
    lines: tuple[Line, ...]
    rule: float


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading on its own line(s). `outline` counts headed ancestors from 1, without a gap."""

    style: Literal["part", "part-title", "section", "clause", "subclause", "point"]
    marker: str
    text: Line
    outline: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text, with its marker where it has one."""

    style: Literal["basis", "body", "point", "dash", "plus"]
    text: Line
    marker: str = ""
    #: Set where the block below must not begin a page alone (signature).
    keep_next: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: paragraphs, how many columns and rows it takes, its alignment."""

    lines: tuple[Line, ...]
    columns: int = 1
    rows: int = 1
    align: Literal["left", "center", "right", "justify"] = "left"
    header: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table. `widths` sum to the width of the text; the first `header_rows` repeat.

    A row stays on one page, but for `tall_rows`, which no page could hold.
    """

    widths: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    header_rows: int
    caption: Line = ()
    tall_rows: frozenset[int] = frozenset()
    #: Of its letters, in pt; 0 is the profile's.
    size: float = 0


@dataclass(frozen=True, slots=True)
class Signature:
    """Ô 7 and 9b: who receives it, who signs, in which capacity."""

    recipients: tuple[tuple[Literal["title", "group", "line", "mark"], str], ...]
    capacity: tuple[str, ...]
    other_post: tuple[str, ...]
    name: str
    left_width: float
    right_width: float
    #: False where the recipients alone may fill a page, so that the block has to break.
    together: bool


@dataclass(frozen=True, slots=True)
class AppendixTitle:
    """Phụ lục, its title, and the line that names the plan it belongs to (III.1)."""

    label: str
    lines: tuple[Line, ...]
    attached: Line
    rule: float
    outline: int


Block = Letterhead | Stamps | Title | Heading | Paragraph | Table | Signature | AppendixTitle


@dataclass(frozen=True, slots=True)
class Part:
    """A run of pages with one orientation and its own page numbers: the plan, or an appendix."""

    blocks: tuple[Block, ...]
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Properties:
    """What a file says of itself. `date` is the plan's own, or a fixed one while it is open."""

    title: str
    subject: str
    author: str
    keywords: str
    date: Date


@dataclass(frozen=True, slots=True)
class Document:
    """A plan laid out: its parts, footnotes (1, 2, …), margin mark, and the line of addresses."""

    properties: Properties
    parts: tuple[Part, ...]
    footnotes: tuple[Line, ...] = field(default=())
    circulation: str = ""
    circulation_width: float = 0.0
    contact: tuple[str, ...] = field(default=())
    #: Of a document that shows two versions at once: which they are, and last what its signs mean.
    legend: tuple[Line, ...] = field(default=())


def is_compact(document: Document) -> bool:
    """Tell whether the letterhead is set one size smaller."""
    first = document.parts[0].blocks[0]
    return isinstance(first, Letterhead) and first.compact


def splits_columns(document: Document) -> bool:
    """Tell whether side-by-side columns may run over a page's end, so that a reader who goes page
    by page meets their words in another order: a tall table row, a very long list of recipients."""
    blocks = (block for part in document.parts for block in part.blocks)
    return any(
        (isinstance(b, Table) and bool(b.tall_rows)) or (isinstance(b, Signature) and not b.together) for b in blocks
    )
