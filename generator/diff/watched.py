"""Watched: the layout of a plan, noting of each block which node, key, agency and place in the file it comes from.

The layout knows what is printed and forgets where it came from; here it is asked while it works. What comes in is what
the layout takes; what goes out are `bodies`: one list of entries for the plan, one for each appendix.
"""

from __future__ import annotations

import re
from typing import Any

from generator import layout
from generator.build import Read
from generator.document import Block, Heading, Line, Paragraph, Table
from generator.frozen import dataclass
from generator.plan import Children, Duty, Money, Node, Piece, Report, Section, TableSpec, Target, TaskTable, Text
from generator.problem import Mark
from generator.schema import SECTIONS

#: What the words of a heading say its content is, where no key does.
_HEADINGS = (
    ("reporting_schedule", re.compile(r"báo cáo|sơ kết|tổng kết", re.IGNORECASE)),
    ("budget", re.compile(r"kinh phí|dự toán|nguồn vốn|nguồn lực", re.IGNORECASE)),
    ("purpose", re.compile(r"mục đích|yêu cầu|quan điểm|nguyên tắc", re.IGNORECASE)),
    ("responsibilities", re.compile(r"tổ chức thực hiện|phân công|trách nhiệm", re.IGNORECASE)),
    ("solutions", re.compile(r"nhiệm vụ|giải pháp|nội dung|hoạt động", re.IGNORECASE)),
    ("targets", re.compile(r"mục tiêu|chỉ tiêu", re.IGNORECASE)),
)
_BY_TITLE = {title: key for key, title in SECTIONS.items()}


@dataclass(frozen=True, slots=True)
class Entry:
    """What is noted of a block as it is laid out; `head` is an index into the same body."""

    place: str
    mark: Mark
    head: int | None
    first: bool
    node: Node
    context: str
    agency: str
    spec: TableSpec | TaskTable | None


class _Level:
    """A node that is being laid out: what is known of it so far."""

    label: str
    bullets: str
    context: str
    agency: str

    def __init__(self, node: Node, above: _Level | None, listed: str) -> None:
        self.node, self.above = node, above
        self.head: int | None = None
        self.label: str = above.label if above else ""
        self.bullets: str = above.bullets if above else ""
        self.nth = self.children = self.paragraphs = self.tables = 0
        self.listed = listed  # the key of the list whose items are being laid out
        self.context: str = _context(node, listed) or (above.context if above else "")
        duty = next((d.agency for d in node.data if isinstance(d, Duty) and d.agency), "")
        self.agency: str = duty or (above.agency if above else "")

    def opened(self) -> int | None:
        """The line that opens this node, or the nearest above that opened one."""
        return self.head if self.head is not None or self.above is None else self.above.opened()

    def named(self, marker: str) -> None:
        """Take the marker that the node was given into its label: `II.2.a)`, `ý 3` for a bullet."""
        if not marker:
            return
        if not any(map(str.isalnum, marker)):
            self.bullets = f"{self.bullets}.{self.nth}" if self.bullets else f"ý {self.nth}"
            return
        own = marker.rstrip(".")
        last = self.label.rsplit(".", 1)[-1] if self.label else ""
        if own.startswith(f"{last}.") and last:
            self.label = self.label[: len(self.label) - len(last)] + own
        elif self.label:
            self.label += (", " if self.label.startswith("Phần") and "," not in self.label else ".") + own
        else:
            self.label = own

    @property
    def place(self) -> str:
        return ", ".join(part for part in (self.label, self.bullets) if part)


class _Noted(list[Block]):
    """The blocks of a body; each is noted as it is added."""

    def __init__(self, watched: Watched) -> None:
        super().__init__()
        self.watched = watched

    def append(self, block: Block) -> None:
        self.watched.note(block, len(self))
        super().append(block)


class Watched(layout.Layout):
    """The layout, with what it lays out noted."""

    def __init__(self, got: Read, refs: dict[str, str]) -> None:
        super().__init__(got.plan, got.profile, got.font, refs)
        self.bodies: list[list[Entry]] = []
        self.level: _Level | None = None
        self.filled: Text | None = None
        self.kept: list[Node] = []  # so that no two of `missions` have the same identity
        self.missions: dict[int, str] = {}

    def fill(self, text: Text, own: Any = None) -> Line:
        line = super().fill(text, own)
        self.filled = text
        return line

    def sectioned(self, node: Node, root: bool = False) -> Node:
        found = super().sectioned(node, root)
        keys = [p.kind for p in node.pieces if isinstance(p, (Children, Section)) and p.kind in SECTIONS]
        if len(keys) == 1 and not root:
            self.kept.append(found)
            self.missions[id(found)] = keys[0]
        return found

    def pieces(self, blocks: list[Block], node: Node, place: Any, lead: Line = (), marker: str = "") -> None:
        if isinstance(blocks, _Noted):
            assert self.level is not None
            self.level.node = node
            self.level.context = self.missions.get(id(node)) or self.level.context
            super().pieces(blocks, node, place, lead, marker)
            return
        self.level, self.filled = _Level(node, None, ""), None
        self.bodies.append([])
        noted = _Noted(self)
        super().pieces(noted, node, place, lead, marker)
        blocks += noted
        self.level = None

    def child_kind(self, node: Node, piece: Children, place: Any) -> str:
        assert self.level is not None
        self.level.listed = piece.kind
        return super().child_kind(node, piece, place)

    def child(self, blocks: list[Block], child: Node, kind: str, number: int, above: Any) -> None:
        with_above = self.level
        assert with_above is not None
        with_above.children += 1
        self.level = _Level(child, with_above, with_above.listed)
        self.level.nth = with_above.children
        super().child(blocks, child, kind, number, above)
        self.level = with_above

    def loose(self, blocks: list[Block], node: Node, place: Any) -> None:
        with_above = self.level
        assert with_above is not None
        self.level = _Level(node, with_above, "content")
        self.level.paragraphs = with_above.paragraphs
        super().loose(blocks, node, place)
        with_above.paragraphs = self.level.paragraphs
        self.level = with_above

    def note(self, block: Block, index: int) -> None:
        level = self.level
        assert level is not None and isinstance(block, (Heading, Paragraph, Table))
        mark = self.filled.mark if self.filled else level.node.mark
        self.filled = None
        spec: TableSpec | TaskTable | None = None
        first = level.head is None and level.above is not None and not isinstance(block, Table)
        head = level.above.opened() if first and level.above else level.opened()
        place = level.place
        if isinstance(block, Table):
            spec = _tables(level.node.pieces)[level.tables]
            level.tables += 1
            mark = spec.mark
        elif first:
            level.head = index
            level.named(block.marker)
            place = level.place
        else:
            level.paragraphs += not isinstance(block, Heading)  # a Phần has two lines of heading
            number = f"đoạn {level.paragraphs}" if level.paragraphs > 1 else ""
            place = ", ".join(part for part in (place, number) if part)
        self.bodies[-1].append(Entry(place, mark, head, first, level.node, level.context, level.agency, spec))


def _tables(pieces: tuple[Piece, ...]) -> list[TableSpec | TaskTable]:
    return [piece for piece in pieces if isinstance(piece, (TableSpec, TaskTable))]


def _context(node: Node, listed: str) -> str:
    """The section key that a node stands for: by its data, its key, or the words of its heading."""
    for data, key in ((Target, "targets"), (Money, "budget"), (Report, "reporting_schedule")):
        if any(isinstance(each, data) for each in node.data):
            return key
    if any(isinstance(each, Duty) and each.agency for each in node.data):
        return "responsibilities"
    if node.default_heading in _BY_TITLE:
        return _BY_TITLE[node.default_heading]
    if listed in SECTIONS:
        return listed
    if node.heading:
        return next((key for key, words in _HEADINGS if words.search(node.heading.value)), "")
    return ""
