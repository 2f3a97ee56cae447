"""The plan: what a file of staff says, typed, every value with its place. Frozen values only.

What is data stays data: a target its figure, a duty its agency, a report its dates, a sum its
parts. `model` makes a Plan, `layout` prints it, `check.doubts` wonders about it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Map
from dataclasses import field
from decimal import Decimal
from typing import Any

from generator import numbering, vietnamese
from generator.frozen import dataclass
from generator.problem import Mark, Problem
from generator.vietnamese import IssueDate


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence as typed, emphasis and placeholders still in it, and its place."""

    value: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure of a target: a number (low = high), a range, or a bound (one side open).

    `strict` tells that the bound itself is left out, as in `trên 2.000`.
    """

    low: Decimal | None
    high: Decimal | None
    text: str
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Allocation:
    """How a target is given to the units below: how their figures make up this one (`by`), and the column
    or formula that gives each its figure (`source`), its part (`share`) or its `weight`."""

    by: str
    source: str
    share: str
    weight: str


@dataclass(frozen=True, slots=True)
class Target:
    indicator: str
    value: Quantity | None
    unit: str
    baseline: str
    better: str
    deadline: str
    id: str = ""
    minimum: Quantity | None = None
    maximum: Quantity | None = None
    allocate: Allocation | None = None


@dataclass(frozen=True, slots=True)
class Duty:
    agency: str
    coordinate_with: tuple[str, ...]
    deadline: str
    product: str


@dataclass(frozen=True, slots=True)
class Report:
    period: tuple[str, ...]
    due: tuple[str, ...]
    sender: str
    receiver: str
    via: str


@dataclass(frozen=True, slots=True)
class Money:
    """A sum in đồng, and what its parts come to (None where it has no parts)."""

    amount: Decimal
    parts: Decimal | None
    unit: str


Data = Target | Duty | Report | Money


@dataclass(frozen=True, slots=True)
class Children:
    """A list of nodes. `kind` is sections, items, tasks, parts, or one of the mission's keys."""

    kind: str
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A mission key written as a node: its own marker, heading and content."""

    kind: str
    node: Node


@dataclass(frozen=True, slots=True)
class Loose:
    """Blocks without numbers, in the order written."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class CellSpec:
    lines: tuple[Text, ...]
    columns: int
    rows: int
    align: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """A column: `width` in mm, or None to take its share (`weight`) of what is left."""

    heading: Text
    width: float | None
    align: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class TableSpec:
    caption: Text | None
    columns: tuple[ColumnSpec, ...]
    header: tuple[tuple[CellSpec, ...], ...]
    rows: tuple[tuple[CellSpec, ...], ...]
    mark: Mark
    #: Of its letters, in pt; 0 is the profile's.
    size: int = 0


@dataclass(frozen=True, slots=True)
class Task:
    """A row of a table of tasks. Each field is the lines of its cell."""

    id: str
    content: tuple[Text, ...]
    lead: tuple[Text, ...]
    coordinate_with: tuple[Text, ...]
    deadline: tuple[Text, ...]
    product: tuple[Text, ...]

    @property
    def cells(self) -> tuple[tuple[Text, ...], ...]:
        """The lines of every cell but the first, which is the task's number."""
        return (self.content, self.lead, self.coordinate_with, self.deadline, self.product)


@dataclass(frozen=True, slots=True)
class TaskGroup:
    heading: Text | None
    number: int | None
    elision: str
    start: int
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class TaskTable:
    columns: tuple[ColumnSpec, ...]
    groups: tuple[TaskGroup, ...]
    mark: Mark


Piece = tuple[Text, ...] | Children | Section | Loose | TableSpec | TaskTable


@dataclass(frozen=True, slots=True)
class Node:
    """A section or an item: heading, paragraphs, lists and tables in the order written."""

    mark: Mark
    pieces: tuple[Piece, ...] = ()
    heading: Text | None = None
    run_in: bool = False
    part: bool = False
    id: str = ""
    numbered: bool = True
    marker: str = ""
    start: int = 1
    #: The number as the office typed it, where it is not the one that the generator would give.
    label: str = ""
    #: The one section key that gives this node its heading, where it has none of its own.
    default_heading: str = ""
    data: tuple[Data, ...] = ()
    #: What placeholders in this node's sentences may name besides the plan's variables.
    values: Map[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Issuer:
    name: str
    parent: str
    symbol: str
    place: str
    lines: tuple[str, ...]
    short: str
    contact: tuple[str, ...]
    mark: Mark


@dataclass(frozen=True, slots=True)
class Recipient:
    """A line of the recipients: kind is `to`, `group` (a caption) or `archive`."""

    kind: str
    text: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Signatory:
    on_behalf_of: str
    authorised_by: str
    by_order_of: str
    signs_for: str
    acting: bool
    title: str
    other_post: tuple[str, ...]
    name: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Appendix:
    id: str
    label: str
    title: tuple[Text, ...]
    landscape: bool
    attached: Text | None
    body: Node
    mark: Mark


@dataclass(frozen=True, slots=True)
class Silence:
    """A rule of `check` or a record of the standard that does not count in this plan, and why."""

    rule: str
    reason: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan that can be laid out. `notes` are what a reader mended or wonders about."""

    file: str
    mark: Mark
    draft: bool
    issuer: Issuer
    number: str
    date: IssueDate
    title: tuple[Text, ...]
    bases: tuple[Text, ...]
    opening: tuple[Text, ...]
    body: Node
    closing: tuple[Text, ...]
    appendices: tuple[Appendix, ...]
    recipients: tuple[Recipient, ...]
    signatory: Signatory
    drafter: str
    secrecy: str
    urgency: str
    circulation: str
    markers: tuple[str, ...]
    variables: Map[str, Any]
    footnotes: Map[str, Text]
    template: str
    profile: str
    silenced: tuple[Silence, ...]
    notes: tuple[Problem, ...]


def bodies(plan: Plan) -> tuple[Node, ...]:
    """Return the roots of a plan's content: its own and that of each appendix."""
    return (plan.body, *(appendix.body for appendix in plan.appendices))


def symbol(plan: Plan, gap: str) -> str:
    """Return the number and symbol of a plan, `05/KH-UBND`: below 10 a zero, `gap` where a draft has no number.

    A register that counts with more zeros (`0134`) keeps them.
    """
    digits = re.match(r"\d*", plan.number)[0]  # type: ignore[index]
    own = digits if len(digits) > 3 else digits.lstrip("0").zfill(2)
    shown = (own + plan.number[len(digits) :]) if plan.number else gap
    return f"{shown}/KH-{plan.issuer.symbol}"


def labels(plan: Plan) -> tuple[str, ...]:
    """Return what each appendix is called: its own label, else Roman numbers from two on (III.1.b)."""
    several = len(plan.appendices) > 1
    numbered = (f"Phụ lục {numbering.roman(n)}" if several else "Phụ lục" for n in range(1, len(plan.appendices) + 1))
    return tuple(a.label or label for a, label in zip(plan.appendices, numbered, strict=True))


def anchor(id: str) -> str:
    """Return the name by which `ref.` reaches an id: its hyphens are underscores."""
    return id.replace("-", "_")


def placed(row: Iterable[Any], open_until: list[int], number: int) -> Iterator[tuple[int, Any]]:
    """Yield the cells of a table's row with the column that each begins in, merged ones counted.

    `number` is the row's; `open_until` holds for every column the row at which a merged cell above
    it ends, and is kept up to date as the walk goes on.
    """
    column = 0
    for cell in row:
        while column < len(open_until) and open_until[column] > number:
            column += 1
        yield column, cell
        for c in range(column, column + cell.columns):
            open_until[c] = number + cell.rows
        column += cell.columns


def words_at(node: Node) -> Mark:
    """Return where a node's own words begin: its heading or first paragraph, else the node itself."""
    if node.heading:
        return node.heading.mark
    first = next((piece[0] for piece in node.pieces if isinstance(piece, tuple) and piece), None)
    return first.mark if first else node.mark


def walk(node: Node) -> Iterator[Node]:
    """Yield a node and every node below it, in print order."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        yield node
        below: list[Node] = []
        for piece in node.pieces:
            if isinstance(piece, (Children, Loose)):
                below += piece.nodes
            elif isinstance(piece, Section):
                below.append(piece.node)
        waiting += reversed(below)


def texts(node: Node) -> Iterator[tuple[Text, Map[str, str]]]:
    """Yield every sentence below a node with the values that its placeholders may name."""
    for each in walk(node):
        values = each.values
        if each.heading:
            yield each.heading, values
        for piece in each.pieces:
            for text in piece if isinstance(piece, tuple) else _piece_texts(piece):
                yield text, values


def _piece_texts(piece: Piece) -> Iterator[Text]:
    if isinstance(piece, TableSpec):
        if piece.caption:
            yield piece.caption
        for row in (*piece.header, *piece.rows):
            for cell in row:
                yield from cell.lines
    elif isinstance(piece, TaskTable):
        yield from (column.heading for column in piece.columns)
        for group in piece.groups:
            if group.heading:
                yield group.heading
            for task in group.tasks:
                for lines in task.cells:
                    yield from lines


_BOUND = re.compile(
    r"(?P<word>trên|hơn|từ|tối thiểu|ít nhất|không dưới|dưới|tối đa|nhiều nhất|không quá|đến)\s+"
    r"(?P<number>[-−]?[\d.,]+)(?P<tail>\s+trở (?:lên|xuống))?",
    re.IGNORECASE,
)
_STRICT = ("trên", "hơn", "dưới")
_UPPER = ("dưới", "tối đa", "nhiều nhất", "không quá", "đến")


def parse_quantity(text: str) -> Quantity | None:
    """Return `4,5`, `70 - 80` or `trên 2.000` as a quantity, or None where it is none of them."""
    text = text.strip()
    number = vietnamese.parse_number(text)
    if number is not None:
        return Quantity(number, number, text)
    found = re.fullmatch(r"(?:từ\s+)?(-?[\d.,]+)\s*(?:[-–]|đến)\s*(-?[\d.,]+)", text, re.IGNORECASE)
    if found:
        low, high = (vietnamese.parse_number(part) for part in found.groups())
        return Quantity(low, high, text) if low is not None and high is not None and low <= high else None
    found = _BOUND.fullmatch(text) or re.fullmatch(r"(?P<word>)(?P<number>[\d.,]+)(?P<tail>\s+trở (?:lên|xuống))", text)
    if not found:
        approximate = re.fullmatch(r"(?:khoảng|gần)\s+([\d.,]+)", text, re.IGNORECASE)
        number = vietnamese.parse_number(approximate[1]) if approximate else None
        return None if number is None else Quantity(number, number, text)
    number = vietnamese.parse_number(found["number"])
    if number is None:
        return None
    below = found["word"].lower() in _UPPER or "xuống" in (found["tail"] or "")
    strict = found["word"].lower() in _STRICT and not found["tail"]
    return Quantity(None, number, text, strict) if below else Quantity(number, None, text, strict)


def split_unit(value: str, unit: str) -> tuple[str, str]:
    """Return a figure and its unit where the percent sign is typed with the figure: `trên 0,5%`."""
    bare = re.sub(r"\s*%", "", value)
    return (bare, unit or "%") if bare != value and (not unit or unit.startswith("%")) else (value, unit)


def with_unit(value: str, unit: str) -> str:
    """Return `1 - 1,5%`, `2.000 hộ`: a percent sign is joined, another unit follows a space."""
    if not unit:
        return value
    return value + unit if unit.startswith(("%", "‰")) else f"{value} {unit}"
