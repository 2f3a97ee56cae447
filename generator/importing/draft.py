"""The plan as it was understood from a sheet, before it is written as YAML: frozen values only.

Every value keeps the line of the source that it came from, and the doubts about it, which become comments at its
place. Texts are `Rich` (see `sheet`), soft breaks gone, spaces single.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from generator.frozen import dataclass
from generator.importing.sheet import Rich, plain


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that a person should look at: what, where in the source (line), what to do. Vietnamese.

    `rule` is a short English name: `numbering`, `joined`, `issuer-guessed`, `leftover`, …"""

    rule: str
    message: str
    line: int = 0
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """A short value of the head or the foot (a name, a number, a date as typed in a plan), its line, its doubts."""

    value: str = ""
    line: int = 0
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A paragraph of running text."""

    text: Rich
    line: int = 0
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a table: its paragraphs (each a text), columns and rows that it takes, its alignment or ``."""

    paras: tuple[Rich, ...]
    columns: int = 1
    rows: int = 1
    align: Literal["left", "center", "right", "justify", ""] = ""


@dataclass(frozen=True, slots=True)
class GridTable:
    """A table: the rows of its head, then the others; a merged cell stands once. Widths are in mm, or ()."""

    head: tuple[tuple[GridCell, ...], ...]
    rows: tuple[tuple[GridCell, ...], ...]
    caption: Rich = ()
    widths: tuple[float, ...] = ()
    line: int = 0
    doubts: tuple[Doubt, ...] = ()


#: What a node holds that the generator counts, adds up or asks for: keys of the plan's language (`value`, `unit`,
#: `agency`, `deadline`, `amount`, …) with what they say; a list where the key takes several.
Data = Mapping[str, str | tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Item:
    """A node of the outline: a marked section, clause, point or bullet, or a heading without a marker.

    `marker` is what the source has (`IV.`, `d)`, `1.1`, ``), `kind` the one of `numbering.MARKERS` that it is
    (`I.`, `a)`, `-`, …; `none` for a heading without a marker), `number` its place by the source's own marker (0
    for bullets). `label` is set where the generator would not give this number here: it is printed as it stands.
    A heading alone on its line has `heading` and not `run_in`; `1. Mục tiêu chung: Thực hiện …` has both; an item that
    is only a sentence has neither: its first `Sentence` in `content` is that sentence. `content` is everything below,
    in order: sentences, tables, items (children).
    """

    marker: str
    kind: str
    number: int = 0
    label: str = ""
    heading: Rich = ()
    run_in: bool = False
    content: tuple[Sentence | GridTable | Item, ...] = ()
    line: int = 0
    doubts: tuple[Doubt, ...] = ()
    #: Set by `typed`: the mission key that its children stand under (`targets`, `responsibilities`, …), or ``.
    role: str = ""
    #: Set by `typed`: keys of this node; a sentence in which a value stands as `{{ value }}` is in `said`.
    data: Data = field(default_factory=dict)
    #: Set by `typed`: the first sentence (or heading) as a plan writes it, with placeholders; `` where it is as it is.
    said: str = ""

    @property
    def children(self) -> tuple[Item, ...]:
        """The items below, in order."""
        return tuple(each for each in self.content if isinstance(each, Item))

    @property
    def words(self) -> str:
        """Its heading and first sentence, as plain words."""
        first = next((plain(each.text) for each in self.content if isinstance(each, Sentence)), "")
        own = first if not self.children or self.content[0] is not self.children[0] else ""
        return f"{plain(self.heading)} {own}".strip()


@dataclass(frozen=True, slots=True)
class Recipient:
    """A line of the recipients: `to`, a `group` (its caption; the lines after it belong to it until the next group,
    `level` 0), or `archive` (what stands after `Lưu:`). No dash in front, no `;` or `.` behind."""

    kind: Literal["to", "group", "archive"]
    text: str
    line: int = 0
    level: int = 0
    copies: int = 0
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs: names of posts in ordinary case (`Phó Chủ tịch`), as the plan's keys of the same names."""

    on_behalf_of: str = ""
    authorised_by: str = ""
    by_order_of: str = ""
    signs_for: str = ""
    acting: bool = False
    title: str = ""
    other_post: tuple[str, ...] = ()
    name: str = ""
    line: int = 0
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Appendix:
    """An appendix: its label as the source has it, title lines, the `(Kèm theo …)` line, and what it holds."""

    label: str
    title: tuple[Rich, ...]
    attached: Rich = ()
    landscape: bool = False
    content: tuple[Sentence | GridTable | Item, ...] = ()
    line: int = 0
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A plan as understood. `standing` is `draft` where the source says DỰ THẢO, else ``. Dates as a plan writes them
    (`2022-01-28`, `2022-05`, `2022`, ``). `leftover` are lines that belong nowhere: told, and kept as comments."""

    issuer: Field = Field()
    parent: Field = Field()
    symbol: Field = Field()
    place: Field = Field()
    number: Field = Field()
    date: Field = Field()
    title: tuple[Rich, ...] = ()
    title_line: int = 0
    title_doubts: tuple[Doubt, ...] = ()
    bases: tuple[Sentence, ...] = ()
    opening: tuple[Sentence, ...] = ()
    content: tuple[Sentence | GridTable | Item, ...] = ()
    closing: tuple[Sentence, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    signatory: Signatory = Signatory()
    drafter: Field = Field()
    contact: tuple[str, ...] = ()
    secrecy: str = ""
    urgency: str = ""
    circulation: str = ""
    standing: str = ""
    appendices: tuple[Appendix, ...] = ()
    notes: Mapping[str, Rich] = field(default_factory=dict)
    leftover: tuple[Sentence, ...] = ()
    doubts: tuple[Doubt, ...] = ()
