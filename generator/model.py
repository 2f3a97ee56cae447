"""validate: a source -> a Plan, typed, every value with its place.

Reads by the table in `schema`; gathers every problem before it stops. What is data stays data:
a target its figure, a duty its agency, a report its dates, a sum its parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping as Map
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from generator import inline, numbering, schema, vietnamese
from generator.problem import Mark, PlanError, Problem, nearest
from generator.schema import CHOICES, MAPS, SECTIONS
from generator.source import Mapping, Scalar, Sequence, Source, Value, find
from generator.vietnamese import IssueDate


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence as typed, emphasis and placeholders still in it, and its place."""

    value: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure of a target: a number (low = high), a range, or a bound (one side open)."""

    low: Decimal | None
    high: Decimal | None
    text: str


@dataclass(frozen=True, slots=True)
class Target:
    indicator: str
    value: Quantity | None
    unit: str
    baseline: str
    better: str
    deadline: str


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


@dataclass(frozen=True, slots=True)
class Task:
    """A row of a table of tasks. Each field is the lines of its cell."""

    id: str
    content: tuple[Text, ...]
    lead: tuple[Text, ...]
    coordinate_with: tuple[Text, ...]
    deadline: tuple[Text, ...]
    product: tuple[Text, ...]


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
    title: tuple[Text, ...]
    landscape: bool
    attached: Text | None
    body: Node
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
    notes: tuple[Problem, ...]


def validate(source: Source) -> Plan:
    """Return the plan that a source holds. Raises PlanError with all that is wrong in it."""
    reader = _Reader(source)
    plan = reader.plan(source.root)
    if reader.problems or plan is None:
        raise PlanError(sorted(reader.problems, key=lambda p: (p.mark.line, p.mark.column)))
    return plan


def walk(node: Node) -> Iterator[Node]:
    """Yield a node and every node below it, in print order."""
    yield node
    for piece in node.pieces:
        if isinstance(piece, Children | Loose):
            for child in piece.nodes:
                yield from walk(child)
        elif isinstance(piece, Section):
            yield from walk(piece.node)


def texts(node: Node) -> Iterator[tuple[Text, Map[str, str]]]:
    """Yield every sentence below a node with the values that its placeholders may name."""
    for each in walk(node):
        if each.heading:
            yield each.heading, each.values
        for piece in each.pieces:
            for text in _piece_texts(piece):
                yield text, each.values


def _piece_texts(piece: Piece) -> Iterator[Text]:
    if isinstance(piece, tuple):
        yield from piece
    elif isinstance(piece, TableSpec):
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
                for lines in (task.content, task.lead, task.coordinate_with, task.deadline, task.product):
                    yield from lines


#: Caption, width in mm or else weight, and alignment of the columns of a table of tasks.
TASK_COLUMNS: dict[str, tuple[str, float | None, float, str]] = {
    "number": ("TT", 12.0, 0, "center"),
    "content": ("Nội dung thực hiện", None, 3.0, "justify"),
    "lead": ("Cơ quan chủ trì", None, 1.4, "center"),
    "coordinate_with": ("Cơ quan phối hợp", None, 1.5, "center"),
    "deadline": ("Thời gian hoàn thành", None, 1.2, "center"),
    "product": ("Sản phẩm dự kiến", None, 1.5, "center"),
}

_BOUND = re.compile(
    r"(?P<word>trên|hơn|từ|tối thiểu|ít nhất|không dưới|dưới|tối đa|nhiều nhất|không quá|đến)\s+"
    r"(?P<number>[-−]?[\d.,]+)(?P<tail>\s+trở (?:lên|xuống))?",
    re.IGNORECASE,
)
_UPPER = ("dưới", "tối đa", "nhiều nhất", "không quá", "đến")


def parse_quantity(text: str) -> Quantity | None:
    """Return `4,5`, `70 - 80` or `trên 2.000` as a quantity, or None where it is none of them."""
    text = text.strip()
    number = vietnamese.parse_number(text)
    if number is not None:
        return Quantity(number, number, text)
    found = re.fullmatch(r"([\d.,]+)\s*[-–]\s*([\d.,]+)", text)
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
    return Quantity(None, number, text) if below else Quantity(number, None, text)


class _Reader:
    """Turns values into typed ones, gathering problems; a value at fault becomes a harmless one."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Problem] = []
        self.notes: list[Problem] = list(source.notes)
        self.ids: dict[str, Mark] = {}
        self.legacy = False

    # --- small values ---------------------------------------------------------------------------

    def wrong(self, mark: Mark, message: str, hint: str = "", rule: str = "") -> None:
        self.problems.append(Problem(mark, message, hint, rule))

    def read(self, kind: str, value: Value, key: str) -> Any:
        """Return a value read by its type in `schema`."""
        if kind.startswith("map:"):
            return self.mapping(value, kind[4:], key)
        if kind.startswith("list:"):
            return self.listing(value, kind[5:], key)
        if kind in CHOICES:
            return self.choice(value, kind, key)
        return getattr(self, f"read_{kind}")(value, key)

    def mapping(self, value: Value, name: str, key: str) -> dict[str, Any]:
        """Return the keys of a mapping that stand in its table, each read; tell of all others."""
        keys = MAPS[name]
        if not isinstance(value, Mapping):
            example = ", ".join(f"`{k}`" for k, s in keys.items() if s.required) or ", ".join(
                f"`{k}`" for k in list(keys)[:3]
            )
            self.wrong(value.mark, f"`{key}` phải là một nhóm khóa", f"viết các khóa bên dưới: {example}")
            return {"mark": value.mark, "order": [], "marks": {}}
        found: dict[str, Any] = {"mark": value.mark, "order": [], "marks": {}}
        meant: set[str] = set()  # keys that a misspelt one stands for
        for entry, item in value.entries:
            spec = keys.get(entry.text)
            if spec is None:
                meant.add(self.unknown(entry, name))
            elif not (isinstance(item, Scalar) and not item.text and item.plain):
                found[entry.text] = self.read(spec.type, item, entry.text)
                found["order"].append(entry.text)
                found["marks"][entry.text] = item.mark
            elif spec.required:
                self.wrong(entry.mark, f"khóa `{entry.text}` còn trống", f"điền: {_lower(spec.doc)}")
                found[entry.text] = None
        for k, spec in keys.items():
            if spec.required and k not in found and k not in meant:
                where = value.mark if name != "plan" else Mark(value.mark.file, 1, 1, 1, self.source.lines[0])
                self.wrong(where, f"thiếu khóa `{k}`", f"thêm `{k}:` ({_lower(spec.doc)})", "missing-key")
        return found

    def told_within(self, mark: Mark) -> bool:
        """Tell whether the last problem is at or after a place: what follows from it need not be told."""
        last = self.problems[-1].mark if self.problems else None
        return last is not None and (last.line, last.column) >= (mark.line, mark.column)

    def unknown(self, entry: Scalar, name: str) -> str:
        """Tell of a key that the table has not; return the key that it seems to stand for."""
        keys = MAPS[name]
        near = nearest(entry.text, keys) if len(self.problems) < 100 else ""
        if re.search(r"\s", entry.text) or not entry.text.isascii():
            hint = 'câu có dấu hai chấm thì đặt trong ngoặc kép "…" hoặc viết dưới dấu `>-`'
            shown = entry.text if len(entry.text) <= 40 else entry.text[:40] + "…"
            self.wrong(entry.mark, f"`{shown}` bị hiểu là một khóa", hint, "unknown-key")
            return ""
        home = next((n for n, k in MAPS.items() if entry.text in k and n != name), "")
        if home:
            hint = f"khóa này thuộc nhóm `{home}`, xem lại chỗ đặt và cách thụt dòng"
        elif near:
            hint = f"có phải là `{near}`?"
        else:
            hint = "các khóa ở đây: " + ", ".join(list(keys)[:12]) + (", …" if len(keys) > 12 else "")
        self.wrong(entry.mark, f"không có khóa `{entry.text}`" + (" ở chỗ này" if home else ""), hint, "unknown-key")
        return "" if home else near

    def listing(self, value: Value, name: str, key: str) -> list[Any]:
        if not isinstance(value, Sequence):
            self.wrong(value.mark, f"`{key}` phải là một danh sách", "mỗi mục một dòng, mở bằng `- `")
            return []
        if name == "column":
            return [self.read_column(item, key) for item in value.items]
        return [self.mapping(item, name, key) for item in value.items]

    def choice(self, value: Value, kind: str, key: str) -> str:
        text = self.read_name(value, key)
        if text and text.lower() not in CHOICES[kind]:
            near = nearest(text, CHOICES[kind])
            hint = f"có phải là `{near}`?" if near else "chọn: " + ", ".join(f"`{c}`" for c in CHOICES[kind])
            self.wrong(value.mark, f"`{key}` không nhận giá trị `{text}`", hint)
            return ""
        return text.lower()

    def scalar(self, value: Value, key: str, what: str) -> Scalar | None:
        if isinstance(value, Scalar):
            self.check_letters(value)
            return value
        if isinstance(value, Mapping) and value.entries and value.entries[0][0].plain:
            hint = 'câu có dấu hai chấm thì đặt trong ngoặc kép "…" hoặc viết dưới dấu `>-`'
        else:
            hint = "viết trên một dòng sau dấu hai chấm"
        got = "một danh sách" if isinstance(value, Sequence) else "một nhóm khóa"
        self.wrong(value.mark, f"`{key}` phải là {what}, ở đây là {got}", hint, "wrong-type")
        return None

    def check_letters(self, scalar: Scalar) -> None:
        if not self.legacy and vietnamese.looks_legacy(scalar.text):
            self.legacy = True
            message = "chữ gõ bằng phông cũ (TCVN3 hoặc VNI), không phải Unicode"
            hint = "chuyển mã sang Unicode bằng bộ gõ (ví dụ công cụ chuyển mã của UniKey) rồi dán lại"
            self.wrong(scalar.mark, message, hint, "legacy-font")

    def read_name(self, value: Value, key: str) -> str:
        scalar = self.scalar(value, key, "một tên hoặc cụm từ")
        if scalar is None:
            return ""
        if not scalar.text.strip():
            self.wrong(scalar.mark, f"`{key}` đang trống", "điền vào, hoặc bỏ cả khóa này")
        return " ".join(scalar.text.split())

    def read_text(self, value: Value, key: str) -> Text | None:
        scalar = self.scalar(value, key, "một câu")
        if scalar is None:
            return None
        words = re.sub(r"[ \t\n]+", " ", scalar.text).strip()
        if not words:
            self.wrong(scalar.mark, f"`{key}` đang trống", "viết câu vào, hoặc bỏ cả khóa này", "empty")
            return None
        found = list(inline.errors(words))
        for error in found:
            self.wrong(find(scalar, self.source, error.part), error.message, error.hint, "placeholder")
        return None if found else Text(words, scalar.mark)

    def read_texts(self, value: Value, key: str) -> tuple[Text, ...]:
        items = value.items if isinstance(value, Sequence) else (value,)
        if not items:
            self.wrong(value.mark, f"`{key}` đang trống", "viết câu vào, hoặc bỏ cả khóa này", "empty")
        found: list[Text] = []
        for item in items:
            lines: tuple[Value, ...] = (item,)
            if isinstance(item, Scalar) and not item.plain and "\n" in item.text.strip():
                # a block `|` keeps its lines: each is a paragraph
                lines = tuple(
                    Scalar(line, _line_mark(item.mark, self.source, line), False)
                    for line in item.text.split("\n")
                    if line.strip()
                )
            found += [text for line in lines if (text := self.read_text(line, key))]
        return tuple(found)

    def read_names(self, value: Value, key: str) -> tuple[str, ...]:
        items = value.items if isinstance(value, Sequence) else (value,)
        return tuple(name for item in items if (name := self.read_name(item, key)))

    def read_flag(self, value: Value, key: str) -> bool:
        text = self.read_name(value, key).lower()
        if text in ("true", "yes", "on", "có"):
            return True
        if text not in ("false", "no", "off", "không", ""):
            self.wrong(
                value.mark, f"`{key}` chỉ nhận `true` hoặc `false`, ở đây là `{text}`", "`true` là có, `false` là không"
            )
        return False

    def read_count(self, value: Value, key: str) -> int:
        text = self.read_name(value, key)
        if text and not re.fullmatch(r"0*[1-9][0-9]{0,3}", text):
            self.wrong(value.mark, f"`{key}` phải là số nguyên từ 1 đến 9999, ở đây là `{text}`", f"ví dụ `{key}: 2`")
            return 1
        return int(text or 1)

    def read_millimetres(self, value: Value, key: str) -> float | None:
        text = self.read_name(value, key).removesuffix("mm").strip().replace(",", ".")
        if not re.fullmatch(r"[0-9]{1,3}(\.[0-9]+)?", text) or float(text) <= 0:
            self.wrong(value.mark, f"`{key}` phải là số milimét, ở đây là `{text}`", "ví dụ `width: 25`")
            return None
        return float(text)

    def read_marker(self, value: Value, key: str) -> str:
        text = self.read_name(value, key)
        if text and text not in numbering.MARKERS:
            hint = "chọn: " + " ".join(f"`{m}`" for m in numbering.MARKERS)
            self.wrong(value.mark, f"`{key}` không có dấu `{text}`", hint)
            return ""
        return text

    def read_id(self, value: Value, key: str) -> str:
        text = self.read_name(value, key)
        if not text:
            return ""
        if not re.fullmatch(r"[a-z][a-z0-9-]*", text):
            hint = "chỉ dùng chữ thường không dấu, số và `-`, mở đầu bằng chữ: `ho-ngheo`"
            self.wrong(value.mark, f"`{text}` không dùng làm `id` được", hint)
        elif text in self.ids:
            place = self.ids[text].line
            self.wrong(value.mark, f"`id: {text}` đã dùng ở dòng {place}", "mỗi `id` chỉ dùng một lần")
        else:
            self.ids[text] = value.mark
        return text

    def read_date(self, value: Value, key: str) -> IssueDate:
        text = self.read_name(value, key)
        if not text:
            return IssueDate()
        try:
            date = vietnamese.parse_date(text)
        except ValueError:
            message = f"không có ngày `{text}`"
            self.wrong(value.mark, message, "kiểm tra lại ngày, tháng, năm", "impossible-date")
            return IssueDate()
        if date is None:
            hint = "viết `2022-01-28` hoặc `28/01/2022`; dự thảo viết `2022-05`, `5/2022` hoặc `2022`"
            self.wrong(value.mark, f"`{text}` không phải là ngày", hint, "impossible-date")
            return IssueDate()
        return date

    def read_values(self, value: Value, key: str) -> dict[str, Any]:
        if not isinstance(value, Mapping):
            self.wrong(value.mark, f"`{key}` phải là các tên và giá trị", "viết `tên: giá trị`")
            return {}
        found: dict[str, Any] = {}
        for entry, item in value.entries:
            if not re.fullmatch(r"[a-zA-Z][\w-]*", entry.text, re.ASCII):
                hint = "chỉ dùng chữ không dấu, số, `-` và `_`, mở đầu bằng chữ"
                self.wrong(entry.mark, f"`{entry.text}` không dùng làm tên được", hint)
                continue
            name = entry.text.replace("-", "_") if key == "variables" else entry.text
            if isinstance(item, Mapping) and key == "variables":
                found[name] = self.read_values(item, key)
            elif key == "footnotes":
                text = self.read_text(item, entry.text)
                found[name] = text or Text("", item.mark)
            else:
                found[name] = self.read_name(item, entry.text)
        return found

    # --- nodes ----------------------------------------------------------------------------------

    def read_nodes(self, value: Value, key: str) -> tuple[Node, ...]:
        if not isinstance(value, Sequence):
            self.wrong(value.mark, f"`{key}` phải là một danh sách", "mỗi mục một dòng, mở bằng `- `")
            return ()
        if not value.items:
            self.wrong(value.mark, f"`{key}` đang trống", "thêm mục, hoặc bỏ cả khóa này", "empty")
        return tuple(self.node(item, key) for item in value.items)

    def read_entries(self, value: Value, key: str) -> Piece:
        """A section key: a sentence is a paragraph, a list its entries, a mapping a node."""
        if isinstance(value, Scalar):
            return self.read_texts(value, key)
        if isinstance(value, Sequence):
            return Children(key, self.read_nodes(value, key))
        return Section(key, self.node(value, key))

    def node(self, value: Value, key: str) -> Node:
        if not isinstance(value, Mapping):
            return Node(value.mark, tuple(filter(None, [self.read_texts(value, key)])))
        found = self.mapping(value, "node", key)
        heading: Text | None = found.get("heading")
        agency = found.get("agency", "")
        if heading is None and agency and found.get("show_agency", True):
            colon = ":" if found.get("run_in") else ""
            entry = next(v for k, v in value.entries if k.text == "agency")
            heading = Text(agency.replace("*", "\\*") + colon, entry.mark)
        pieces = self.pieces(found)
        sections = [k for k in found["order"] if k in SECTIONS]
        default = ""
        if heading is None and sections and "text" not in found:
            default = _joined_heading(sections)
        data, values = self.data(found)
        if not pieces and heading is None and not default:
            composed = _compose(data)
            if composed:
                pieces = ((Text(composed, value.mark),),)
            elif not self.told_within(value.mark):
                hint = "thêm `text`, `heading` hoặc một danh sách"
                self.wrong(value.mark, "mục này chưa có chữ nào để in", hint, "empty")
        return Node(
            mark=value.mark,
            pieces=pieces,
            heading=heading,
            run_in=found.get("run_in", False),
            part=found.get("part", False),
            id=found.get("id", ""),
            numbered=found.get("numbered", True),
            marker=found.get("marker", ""),
            start=found.get("start", 1),
            default_heading=default,
            data=data,
            values=values,
        )

    def pieces(self, found: dict[str, Any]) -> tuple[Piece, ...]:
        pieces: list[Piece] = []
        for key in found.get("order", ()):
            value = found[key]
            if key == "text" or key in SECTIONS:
                if value:
                    pieces.append(value)
            elif key in ("sections", "items", "tasks", "parts"):
                pieces.append(Children(key, value))
            elif key == "content":
                pieces.append(Loose(value))
            elif key == "table":
                table = self.table(value)
                if table:
                    pieces.append(table)
            elif key == "task_table":
                pieces.append(self.task_table(value))
        return tuple(pieces)

    def data(self, found: dict[str, Any]) -> tuple[tuple[Data, ...], dict[str, str]]:
        """Return the typed data of a node, and what its sentences may name in placeholders."""
        data: list[Data] = []
        values: dict[str, str] = {}
        for name in ("indicator", "unit", "baseline", "deadline", "agency", "product", "from", "to", "via"):
            if found.get(name):
                values[name] = found[name]
        for name in ("coordinate_with", "period", "due"):
            if found.get(name):
                values[name] = ", ".join(found[name])
        unit = found.get("unit", "")
        if found.get("value") or found.get("indicator"):
            quantity = parse_quantity(found["value"]) if found.get("value") else None
            if found.get("value"):
                values["figure"] = found["value"]
                values["value"] = with_unit(found["value"], unit)
            if found.get("value") and quantity is None:
                hint = "viết số (`4,5`), khoảng (`70 - 80`) hoặc ngưỡng (`trên 2.000`)"
                self.wrong(
                    found["marks"]["value"], f"`value: {found['value']}` không đọc được thành số", hint, "wrong-type"
                )
            data.append(
                Target(found.get("indicator", ""), quantity, unit, found.get("baseline", ""),
                       found.get("better", ""), found.get("deadline", ""))
            )  # fmt: skip
        if found.get("amount"):
            said = with_unit(found["amount"], unit or "đồng")
            values["amount"] = said
            amount = vietnamese.parse_money(said)
            if amount is None or abs(amount) > LARGEST_SUM:
                hint = "ví dụ `amount: 148,4` và `unit: tỷ đồng`"
                self.wrong(found["marks"]["amount"], f"`{said}` không phải là một số tiền", hint, "wrong-type")
            else:
                sums = [m.amount for n in found.get("parts", ()) for m in n.data if isinstance(m, Money)]
                data.append(Money(amount, sum(sums, Decimal(0)) if sums else None, unit or "đồng"))
        if found.get("agency") or found.get("coordinate_with") or found.get("product"):
            data.append(
                Duty(found.get("agency", ""), found.get("coordinate_with", ()),
                     found.get("deadline", ""), found.get("product", ""))
            )  # fmt: skip
        if found.get("period") or found.get("due"):
            data.append(
                Report(found.get("period", ()), found.get("due", ()), found.get("from", ""),
                       found.get("to", ""), found.get("via", ""))
            )  # fmt: skip
        return tuple(data), values

    # --- tables ---------------------------------------------------------------------------------

    def read_column(self, value: Value, key: str) -> dict[str, Any]:
        if isinstance(value, Mapping):
            return self.mapping(value, "column", key)
        return {"mark": value.mark, "heading": self.read_text(value, key)}

    def read_rows(self, value: Value, key: str) -> tuple[tuple[CellSpec, ...], ...]:
        if not isinstance(value, Sequence):
            self.wrong(value.mark, f"`{key}` phải là danh sách các dòng", "mỗi dòng: `- [ô 1, ô 2]`")
            return ()
        rows: list[tuple[CellSpec, ...]] = []
        for row in value.items:
            if isinstance(row, Sequence):
                rows.append(tuple(self.cell(cell) for cell in row.items))
            else:
                self.wrong(row.mark, "mỗi dòng của bảng là một danh sách ô", "viết `- [ô 1, ô 2, …]`")
        return tuple(rows)

    def cell(self, value: Value) -> CellSpec:
        if isinstance(value, Scalar) and not value.text.strip():
            return CellSpec((), 1, 1, "", value.mark)
        if isinstance(value, Mapping):
            found = self.mapping(value, "cell", "cell")
            return CellSpec(found.get("text") or (), found.get("columns", 1), found.get("rows", 1),
                            found.get("align", ""), value.mark)  # fmt: skip
        return CellSpec(self.read_texts(value, "ô"), 1, 1, "", value.mark)

    def table(self, found: dict[str, Any]) -> TableSpec | None:
        columns = tuple(
            ColumnSpec(c.get("heading") or Text("", c["mark"]), c.get("width"), c.get("align", "left"))
            for c in found.get("columns") or ()
        )
        header, rows = found.get("header") or (), found.get("rows") or ()
        for name, value in (("columns", columns), ("rows", rows)):
            if not value and not self.told_within(found["mark"]):
                self.wrong(found["mark"], f"bảng có `{name}` đang trống", "điền vào, hoặc bỏ cả bảng", "empty")
        if not columns or not rows:
            return None
        if not header and any(c.heading.value for c in columns):
            header = (tuple(CellSpec((c.heading,) if c.heading.value else (), 1, 1, "center", c.heading.mark)
                            for c in columns),)  # fmt: skip
        for row in header:
            for cell in row:
                if any(inline.note_names(line.value) for line in cell.lines):
                    hint = "đặt chú thích vào tên bảng, hoặc vào một ô bên dưới"
                    self.wrong(cell.mark, "đầu bảng lặp lại ở mỗi trang nên không đặt được chú thích", hint)
        self.check_grid(header, len(columns), found["mark"])
        self.check_grid(rows, len(columns), found["mark"])
        return TableSpec(found.get("caption"), columns, header, rows, found["mark"])

    def check_grid(self, rows: tuple[tuple[CellSpec, ...], ...], width: int, mark: Mark) -> None:
        """Every row must fill its columns, merged cells counted."""
        open_until = [0] * width
        for number, row in enumerate(rows):
            column = 0
            place = row[0].mark if row else mark
            for cell in row:
                while column < width and open_until[column] > number:
                    column += 1
                if column + cell.columns > width:
                    message = f"dòng này có nhiều ô hơn số cột ({width})"
                    self.wrong(cell.mark, message, "bớt ô, hoặc xem lại `columns`, `rows` của các ô gộp")
                    return
                if any(open_until[c] > number for c in range(column, column + cell.columns)):
                    self.wrong(cell.mark, "ô gộp này chồng lên ô gộp ở dòng trên", "xem lại `rows`, `columns`")
                    return
                for c in range(column, column + cell.columns):
                    open_until[c] = number + cell.rows
                column += cell.columns
            if any(until <= number for until in open_until):
                message = f"dòng này thiếu ô: bảng có {width} cột"
                self.wrong(place, message, 'ô trống viết `""`; ô gộp viết `{text: …, columns: 2}`')
                return
        if any(until > len(rows) for until in open_until):
            self.wrong(rows[-1][0].mark if rows and rows[-1] else mark, "ô gộp dài quá số dòng còn lại",
                       "giảm `rows` của ô")  # fmt: skip

    def task_table(self, found: dict[str, Any]) -> TaskTable:
        given = found.get("columns") or {}
        columns = []
        for name, (caption, width, weight, align) in TASK_COLUMNS.items():
            own = given.get(name) or {}
            columns.append(
                ColumnSpec(own.get("heading") or Text(caption, found["mark"]), own.get("width") or width,
                           own.get("align") or align, weight)
            )  # fmt: skip
        groups = [self.task_group(group) for group in found.get("groups", ())]
        if found.get("tasks"):
            groups.append(TaskGroup(None, None, "", 1, tuple(self.task(t) for t in found["tasks"])))
        if not groups:
            self.wrong(found["mark"], "bảng nhiệm vụ chưa có nhiệm vụ nào", "thêm `groups` hoặc `tasks`")
        return TaskTable(tuple(columns), tuple(groups), found["mark"])

    def task_group(self, found: dict[str, Any]) -> TaskGroup:
        return TaskGroup(found.get("heading"), found.get("number"), found.get("elision", ""),
                         found.get("start", 1), tuple(self.task(t) for t in found.get("tasks") or ()))  # fmt: skip

    def task(self, found: dict[str, Any]) -> Task:
        names = ("content", "lead", "coordinate_with", "deadline", "product")
        return Task(found.get("id", ""), *(found.get(name) or () for name in names))

    # --- the plan -------------------------------------------------------------------------------

    def read_recipients(self, value: Value, key: str) -> tuple[Recipient, ...]:
        if not isinstance(value, Sequence):
            self.wrong(value.mark, f"`{key}` phải là một danh sách", "mỗi nơi nhận một dòng, mở bằng `- `")
            return ()
        lines: list[Recipient] = []
        for item in value.items:
            keys = {k.text for k, _ in item.entries} if isinstance(item, Mapping) else set()
            if "archive" in keys:
                found = self.mapping(item, "archive", key)
                copies = f" ({found['copies']})" if found.get("copies") else ""
                lines.append(Recipient("archive", (found.get("archive") or "") + copies))
            elif keys & {"group", "to"}:
                found = self.mapping(item, "recipient_group", key)
                lines.append(Recipient("group", found.get("group") or ""))
                lines += found.get("to") or ()
            else:
                lines.append(Recipient("to", self.read_name(item, key)))
        return tuple(lines)

    def plan(self, root: Mapping) -> Plan | None:
        found = self.mapping(root, "plan", "plan")
        issuer = self.issuer(found.get("issuer"), root.mark)
        signatory = self.signatory(found.get("signatory"), root.mark)
        number = found.get("number", "")
        if number and not re.fullmatch(r"[0-9]{1,6}[a-zđ]?", number):
            entry = next(v for k, v in root.entries if k.text == "number")
            hint = "chỉ ghi phần số, ví dụ `29`; ký hiệu /KH-UBND do chương trình ghi"
            self.wrong(entry.mark, f"`number: {number}` không phải là số của văn bản", hint)
        pieces = self.pieces({"order": [k for k in found["order"] if k in schema.CONTENT], **found})
        if not pieces and not self.problems:
            self.wrong(root.mark, "kế hoạch chưa có nội dung", "thêm `sections`, `purpose`, `solutions` …")
        appendices = tuple(self.appendix(a) for a in found.get("appendices", ()))
        drafter = found.get("drafter") or {}
        copies = f"({drafter['copies']})" if drafter.get("copies") else ""
        markers = found.get("markers", ())
        for marker in markers:
            if marker not in numbering.MARKERS:
                entry = next(v for k, v in root.entries if k.text == "markers")
                self.wrong(entry.mark, f"`markers` không có dấu `{marker}`",
                           "chọn: " + " ".join(f"`{m}`" for m in numbering.MARKERS))  # fmt: skip
        if issuer is None or signatory is None or not found.get("title"):
            return None
        plan = Plan(
            file=self.source.file,
            mark=root.mark,
            draft=found.get("status") == "draft",
            issuer=issuer,
            number=number,
            date=found.get("date") or IssueDate(),
            title=found["title"],
            bases=found.get("bases") or (),
            opening=found.get("opening") or (),
            body=_inherited(Node(root.mark, pieces), {}),
            closing=found.get("closing") or (),
            appendices=appendices,
            recipients=found.get("recipients") or (),
            signatory=signatory,
            drafter=f"{drafter['sign']}.{copies}" if drafter.get("sign") else "",
            secrecy=found.get("secrecy", ""),
            urgency=found.get("urgency", ""),
            circulation=found.get("circulation", ""),
            markers=markers,
            variables=found.get("variables") or {},
            footnotes=found.get("footnotes") or {},
            template=found.get("template", ""),
            profile=found.get("profile", ""),
            notes=(),
        )
        self.check_placeholders(plan)
        self.check_reservations(plan)
        return replace(plan, notes=tuple(self.notes))

    def issuer(self, found: dict[str, Any] | None, mark: Mark) -> Issuer | None:
        if not found or not found.get("name") or not found.get("place"):
            return None
        name = found["name"]
        symbol = found.get("symbol", "")
        if not symbol:
            if name.lower().replace("uỷ", "ủy").startswith(("ủy ban nhân dân", "ubnd")):
                symbol = "UBND"
            elif name.lower().startswith("hội đồng nhân dân"):
                symbol = "HĐND"
            else:
                hint = f"thêm chữ viết tắt của `{name}` dùng trong ký hiệu, ví dụ `symbol: SGDĐT`"
                self.wrong(found["mark"], "thiếu khóa `symbol`", hint, "missing-key")
        short = found.get("short", "") or re.sub(r"^[ỦU][ỷy] ban nhân dân", "UBND", name)
        return Issuer(name, found.get("parent", ""), symbol, found["place"], found.get("lines", ()),
                      short, found.get("contact", ()), found["mark"])  # fmt: skip

    def signatory(self, found: dict[str, Any] | None, mark: Mark) -> Signatory | None:
        if not found or not found.get("title"):
            return None
        who = Signatory(
            on_behalf_of=found.get("on_behalf_of", ""),
            authorised_by=found.get("authorised_by", ""),
            by_order_of=found.get("by_order_of", ""),
            signs_for=found.get("signs_for", ""),
            acting=found.get("acting", False),
            title=found["title"],
            other_post=found.get("other_post", ()),
            name=found.get("name", ""),
            mark=found["mark"],
        )
        for rule, broken, hint in (
            ("TM. và TL.", who.on_behalf_of and who.by_order_of, "chỉ giữ một: thay mặt hoặc thừa lệnh"),
            ("TM. và TUQ.", who.on_behalf_of and who.authorised_by, "chỉ giữ một: thay mặt hoặc thừa ủy quyền"),
            ("TL. và TUQ.", who.by_order_of and who.authorised_by, "chỉ giữ một: thừa lệnh hoặc thừa ủy quyền"),
            ("KT. và TUQ.", who.signs_for and who.authorised_by, "người được ủy quyền ký bằng chức vụ của mình"),
            ("KT. và Q.", who.signs_for and who.acting, "quyền cấp trưởng không ký thay; bỏ một trong hai"),
            ("Q. và TL.", who.acting and who.by_order_of, "quyền cấp trưởng không ký thừa lệnh; bỏ một trong hai"),
        ):
            if broken:
                self.wrong(who.mark, f"quyền hạn người ký không hợp lệ: có cả {rule}",
                           hint + " (Nghị định 30, Điều 13)", "signatory")  # fmt: skip
        if who.signs_for and who.signs_for.lower() == who.title.lower():
            self.wrong(who.mark, f"`{who.title}` không ký thay chính mình",
                       "`signs_for` là chức vụ cấp trưởng, `title` là chức vụ người ký", "signatory")  # fmt: skip
        return who

    def appendix(self, found: dict[str, Any]) -> Appendix:
        body = Node(found["mark"], self.pieces(found), marker=found.get("marker", ""), start=found.get("start", 1))
        body = _inherited(body, {})
        return Appendix(found.get("id", ""), found.get("title") or (), found.get("orientation") == "landscape",
                        found.get("attached"), body, found["mark"])  # fmt: skip

    # --- checks across the plan -----------------------------------------------------------------

    def check_placeholders(self, plan: Plan) -> None:
        """Fill every sentence once with stand-ins, so that a wrong name is told with its place."""
        values: dict[str, Any] = {**plan.variables, "ref": _Anchors(self.ids)}

        used: set[str] = set()
        sentences: list[tuple[Text, Map[str, str]]] = [
            (text, {}) for text in (*plan.title, *plan.bases, *plan.opening, *plan.closing, *plan.footnotes.values())
        ]
        sentences += texts(plan.body)
        for appendix in plan.appendices:
            sentences += [(text, {}) for text in appendix.title]
            sentences += [(appendix.attached, {})] if appendix.attached else []
            sentences += texts(appendix.body)
        for text, own in sentences:
            used.update(inline.note_names(text.value))
            for error in inline.errors(text.value, {**values, **own}, plan.footnotes):
                mark = find(Scalar("", text.mark), self.source, error.part)
                self.wrong(mark, error.message, error.hint, "placeholder")
        for name, text in plan.footnotes.items():
            if inline.note_names(text.value):
                self.wrong(text.mark, "trong chú thích không đặt được chú thích khác", "bỏ `[^…]`")
            if name not in used:
                self.notes.append(Problem(text.mark, f"chú thích `{name}` không được dẫn đến ở câu nào",
                                          f"thêm `[^{name}]` vào câu, hoặc bỏ chú thích", level="warning"))  # fmt: skip

    def check_reservations(self, plan: Plan) -> None:
        """Gather what is lawful but doubtful: warnings, never errors."""

        def wonder(mark: Mark, message: str, hint: str, rule: str) -> None:
            self.notes.append(Problem(mark, message, hint, rule, "warning"))

        who = plan.signatory
        is_committee = plan.issuer.symbol == "UBND"
        if is_committee and not (who.on_behalf_of or who.by_order_of or who.authorised_by):
            wonder(who.mark, "kế hoạch của Ủy ban nhân dân mà thiếu dòng `TM. ỦY BAN NHÂN DÂN`",
                   "thêm `on_behalf_of: Ủy ban nhân dân` (Điều 13.2; Phụ lục I, II.7.b)", "signatory")  # fmt: skip
        if not any(r.kind == "archive" for r in plan.recipients):
            wonder(plan.mark, "nơi nhận chưa có dòng lưu", "thêm `- archive: VT, …` ở cuối `recipients`",
                   "archive")  # fmt: skip
        if plan.date.full and plan.date.full.isoformat() < "2020-03-05":
            self.notes.append(Problem(
                plan.mark, "kế hoạch ban hành trước ngày 05/3/2020, in theo thể thức của Nghị định 30/2020/NĐ-CP",
                level="info"))  # fmt: skip
        everything = [plan.body, *(a.body for a in plan.appendices)]
        said = " ".join(t.value for n in everything for t, _ in texts(n)).lower() + " ".join(
            t.value for t in (*plan.opening, *plan.closing)).lower()  # fmt: skip
        for appendix in plan.appendices:
            if "phụ lục" not in said and f"ref.{appendix.id.replace('-', '_')}" not in said.replace("-", "_"):
                wonder(appendix.mark, "trong kế hoạch chưa có câu nào dẫn đến phụ lục này",
                       "thêm câu dẫn, ví dụ `(chi tiết tại Phụ lục kèm theo)` (III.1.a)", "appendix")  # fmt: skip
        for body in everything:
            for node in walk(body):
                for data in node.data:
                    if isinstance(data, Money) and data.parts is not None and data.parts != data.amount:
                        a, b = (_money(x, data.unit) for x in (data.amount, data.parts))
                        wonder(node.mark, f"tổng số {a} nhưng các phần cộng lại là {b}",
                               "kiểm tra lại tổng số và từng phần", "sum")  # fmt: skip


#: A sum above this (đồng) is a slip of the hand: a thousand years of the state's budget.
LARGEST_SUM = Decimal(10) ** 21


class _Anchors(dict[str, str]):
    """The ids of a plan as `ref` values; hyphens in an id are underscores in a dotted name."""

    def __init__(self, ids: Map[str, Mark]) -> None:
        super().__init__({name.replace("-", "_"): name for name in ids})


def with_unit(value: str, unit: str) -> str:
    """Return `1 - 1,5%`, `2.000 hộ`: a percent sign is joined, another unit follows a space."""
    if not unit:
        return value
    return value + unit if unit.startswith(("%", "‰")) else f"{value} {unit}"


def _money(amount: Decimal, unit: str) -> str:
    value = amount / vietnamese.MONEY_UNITS.get(unit.lower(), 1)
    return f"{vietnamese.format_number(value.normalize() if value % 1 else value.to_integral())} {unit}"


def _inherited(node: Node, values: Map[str, str]) -> Node:
    """Return the node whose sentences may name the data of what is above them too."""
    values = {**values, **node.values}
    pieces: list[Piece] = []
    for piece in node.pieces:
        if isinstance(piece, Children | Loose):
            piece = replace(piece, nodes=tuple(_inherited(child, values) for child in piece.nodes))
        elif isinstance(piece, Section):
            piece = replace(piece, node=_inherited(piece.node, values))
        pieces.append(piece)
    return replace(node, pieces=tuple(pieces), values=values)


def _joined_heading(keys: list[str]) -> str:
    """`purpose` with `requirements` is "Mục đích, yêu cầu", as plans have it."""
    first, *rest = [SECTIONS[key] for key in keys]
    return ", ".join([first, *(name[:1].lower() + name[1:] for name in rest)])


def _compose(data: tuple[Data, ...]) -> str:
    """Return the sentence of an entry that gives data and no text."""
    for item in data:
        if isinstance(item, Target) and item.indicator and item.value:
            base = f" (năm gốc: {item.baseline})" if item.baseline else ""
            until = f", hoàn thành {_lower(item.deadline)}" if item.deadline else ""
            return f"{item.indicator}: {with_unit(item.value.text, item.unit)}{base}{until}."
        if isinstance(item, Report) and item.period:
            sender = f"{vietnamese.capital(item.sender)} báo cáo" if item.sender else "Báo cáo"
            to = f" {item.receiver}" if item.receiver else ""
            via = f" (qua {item.via})" if item.via else ""
            due = f" trước ngày {', '.join(item.due)}" if item.due else ""
            return f"{sender} {_lower(', '.join(item.period))}{' gửi' + to if to else ''}{via}{due}."
    return ""


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _line_mark(mark: Mark, source: Source, line: str) -> Mark:
    return find(Scalar("", mark), source, line.strip()[:40])
