"""What a choice of changes does to the printed paragraphs, as frozen values; `causes` are the changes that do it."""

from __future__ import annotations

from dataclasses import dataclass

from generator.review.marks import Bit, Seen


@dataclass(frozen=True, slots=True)
class Hunk:
    """In a printed paragraph, `now` comes in the place of the letters `start` to `end`."""

    para: int
    start: int
    end: int
    now: tuple[Bit, ...]
    causes: frozenset[int]

    @property
    def text(self) -> str:
        return "".join(bit.text for bit in self.now)


@dataclass(frozen=True, slots=True)
class Shade:
    """In a printed paragraph, the letters `start` to `end` are bold or italic now, or are no more."""

    para: int
    start: int
    end: int
    bold: bool
    italic: bool
    causes: frozenset[int]


@dataclass(frozen=True, slots=True)
class Drop:
    """A printed paragraph is gone."""

    para: int
    causes: frozenset[int]


@dataclass(frozen=True, slots=True)
class Add:
    """A paragraph came: after the paragraph `after` of the new order (a printed one, or -1), before `before`.

    `moved` is the printed paragraph that it was, -1 for a new one.
    """

    seen: Seen
    order: int
    after: int
    before: int
    causes: frozenset[int]
    moved: int = -1


Act = Hunk | Shade | Drop | Add
