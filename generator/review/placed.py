"""What paragraphs are placed on, and what comes of it: the values that `place` and its steps hand on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from generator.build import Read
from generator.review.act import Add
from generator.review.deed import Deed, Shift, Where
from generator.review.home import Homes
from generator.review.item import Item
from generator.review.printed import Printed
from generator.review.sheet import Path, Sheet
from generator.review.spot import Why

UNCLEAR = "chưa rõ đoạn này thuộc danh sách nào của kế hoạch: ghi tay vào tệp"
#: Keys of an item's own name; what is below it hangs on it.
HEADINGS = ("heading", "agency")


@dataclass(frozen=True, slots=True)
class Ground:
    """The plan's file and what it prints; `dropped` and `moved` tell by which act a printed paragraph goes or moves,
    `rows` are the rows of tables that the plan prints."""

    sheet: Sheet
    got: Read
    printed: tuple[Printed, ...]
    homes: Homes
    dropped: dict[int, int]
    moved: dict[int, int]
    rows: frozenset[tuple[int | str, ...]]

    def home(self, para: int) -> Path:
        """Return the path of the first value that a paragraph prints; () where it has none."""
        return self.homes.of.get(para, ((),))[0]

    def stays(self, para: int) -> bool:
        return para not in self.dropped and para not in self.moved


@dataclass(frozen=True, slots=True)
class Beside:
    """A paragraph belongs beside an item."""

    path: Path
    where: Where = "after"


@dataclass(frozen=True, slots=True)
class Onto:
    """A paragraph belongs in a list under an item, is one more paragraph of a value, or is a heading that takes over
    what is below an item: beside that (`split`) or as a section of it (`wrap`)."""

    path: Path
    how: Literal["under", "widen", "split", "wrap"]


@dataclass(slots=True)
class New:
    """A paragraph that was placed: what is written, beside which item, in which list of which other new one.

    `acts` are those of all that hangs on it.
    """

    item: Item
    kind: str
    style: str
    beside: Beside | Onto
    acts: set[int] = field(default_factory=set)
    parent: New | None = None
    key: str = ""

    @property
    def root(self) -> New:
        return self.parent.root if self.parent else self


@dataclass(slots=True)
class Placed:
    """The deeds, each with the acts that it is of, and why other acts have none."""

    deeds: list[tuple[Deed, set[int]]] = field(default_factory=list)
    #: Those of new items, done last: items come to hang on them until all are placed.
    grown: list[tuple[Deed, set[int]]] = field(default_factory=list)
    refused: dict[int, Why] = field(default_factory=dict)
    #: Acts that come about by others: an item moved along with the one above it.
    along: dict[int, Path] = field(default_factory=dict)
    #: By its place in the new order: what was put there, for the one that comes after it.
    new: dict[int, New | Path] = field(default_factory=dict)

    def go_along(self, number: int, add: Add, path: Path) -> None:
        """Note that an act comes about by the move of an item."""
        self.along[number] = path
        self.new[add.order] = path
        for deed, acts in self.deeds:
            if isinstance(deed, Shift) and deed.path == path:
                acts.add(number)
