"""Unit: a unit of a register for as long as one of its rows holds: its names, signer, dates and cells.

It has a module of its own because both `register`, which gives units, and what makes them need it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as Date

from generator.problem import Mark
from generator.register import naming
from generator.register.cell import Cell

#: Luật số 72/2025/QH15: the first day of two levels.
REFORM = Date(2025, 7, 1)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit for as long as one row holds. `parent` is an id or ""; `cells` has every column, by key.

    It holds from the day `since` (None: from before all plans) up to the day before `until` (None: still).
    """

    id: str
    kind: str
    name: str
    named_for: bool
    parent: str
    place: str
    lines: tuple[str, ...]
    short: str
    signer: str
    signer_title: str
    since: Date | None
    until: Date | None
    cells: Mapping[str, Cell] = field(compare=False, repr=False)
    mark: Mark

    @property
    def full_name(self) -> str:
        """`huyện Bát Xát`, `Phường 1`, `Thành phố Hồ Chí Minh`."""
        return naming.full_name(self.kind, self.name, self.named_for)

    @property
    def committee(self) -> str:
        """`Ủy ban nhân dân huyện Bát Xát`."""
        return naming.committee(self.kind, self.name, self.named_for)

    @property
    def committee_short(self) -> str:
        """`UBND huyện Bát Xát`, or the short name that the register gives."""
        return self.short or f"UBND {self.full_name}"

    @property
    def level(self) -> str:
        """`tỉnh`, `huyện` or `xã`."""
        return "huyện" if self.kind == "thành phố" and self.parent else naming.KINDS[self.kind]

    def exists(self, day: Date | None) -> bool:
        """Tell whether the unit holds on a day; without a day, whether its row names no end (a huyện's always does)."""
        if day is None:
            return self.until is None
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)
