"""What changed between two plans: frozen values, told by `text` and `page`."""

from __future__ import annotations

from dataclasses import field
from typing import Literal

from generator.frozen import dataclass
from generator.problem import Mark

#: The matters in the order in which a leader asks for them; keys of the JSON, and names on paper.
MATTERS = {
    "head": "Số, ngày, trích yếu, thể thức",
    "signatory": "Người ký",
    "bases": "Căn cứ, mở đầu, kết",
    "targets": "Mục tiêu, chỉ tiêu",
    "tasks": "Nhiệm vụ, giải pháp",
    "agencies": "Cơ quan chủ trì, phối hợp",
    "deadlines": "Thời hạn",
    "money": "Kinh phí",
    "reports": "Chế độ báo cáo",
    "tables": "Bảng",
    "appendices": "Phụ lục",
    "footnotes": "Chú thích",
    "recipients": "Nơi nhận",
    "content": "Nội dung khác",
    "order": "Chuyển chỗ, đánh số lại",
    "wording": "Câu chữ",
    "form": "Trình bày (chữ không đổi)",
}

Kind = Literal["changed", "added", "dropped", "moved", "renumbered", "form"]


@dataclass(frozen=True, slots=True)
class Edit:
    """Words that became others inside a sentence, with all that stands on both sides up to the next edit."""

    before: str
    old: str
    new: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one matter.

    `name` is what a value is called (`hạn báo cáo`, a cell of a table), `what` the words that it stands in, or what
    came, went or moved. `old` and `new` are all of it: a figure, a sentence, the sentences of a section line by line.
    `edits` are the words of a sentence that this change tells of. Places are as staff see them, marks where the words
    stand in the files. `printed` is False for what only the data say. `lines` counts the paragraphs that came, went or
    moved together. `note` is the agency whose task it is; of a task that went to another one, `A → B`.
    """

    matter: str
    kind: Kind
    name: str = ""
    what: str = ""
    old: str = ""
    new: str = ""
    edits: tuple[Edit, ...] = ()
    old_place: str = ""
    new_place: str = ""
    old_mark: Mark | None = None
    new_mark: Mark | None = None
    printed: bool = True
    lines: int = 1
    note: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two plans as the header names it."""

    name: str
    number: str
    date: str
    title: str


@dataclass(frozen=True, slots=True)
class Difference:
    """All that differs between two plans, in the order of matters and of reading; empty where nothing does."""

    old: Side
    new: Side
    changes: tuple[Change, ...] = field(default=())

    def of(self, matter: str) -> tuple[Change, ...]:
        """Return the changes of one matter."""
        return tuple(change for change in self.changes if change.matter == matter)

    @property
    def counts(self) -> dict[str, int]:
        """How many changes each matter has; matters without one are left out."""
        return {matter: n for matter in MATTERS if (n := len(self.of(matter)))}
