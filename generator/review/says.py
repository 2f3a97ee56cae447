"""What values of the plan's file say now, gathered from all that was done to what prints them."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.review.sheet import Path
from generator.review.spot import Why


@dataclass(slots=True)
class Says:
    """What values say now: by path the stretches that change; `of` tells which acts each came from."""

    parts: dict[Path, dict[tuple[int, int], str]] = field(default_factory=dict)
    of: dict[Path, set[int]] = field(default_factory=dict)
    #: Top-level keys that are not there yet.
    keys: dict[str, str] = field(default_factory=dict)
    #: Keys that go, since they say nothing any more.
    gone: dict[Path, set[int]] = field(default_factory=dict)
    refused: dict[int, Why] = field(default_factory=dict)
    told: dict[int, Path] = field(default_factory=dict)

    def say(self, path: Path, start: int, end: int, now: str, acts: set[int]) -> None:
        known = self.parts.setdefault(path, {}).setdefault((start, end), now)
        self.of.setdefault(path, set()).update(acts)
        for act in acts:
            self.told.setdefault(act, path)
        if known != now:
            self.refuse(acts | self.of[path], Why("giá trị này in ở nhiều chỗ mà mỗi chỗ sửa một khác"))

    def rename(self, owner: dict[int, int]) -> None:
        """Tell all that was told of some acts as of those that they belong to."""
        self.refused = {owner.get(act, act): why for act, why in self.refused.items()}
        self.told = {owner.get(act, act): path for act, path in self.told.items()}
        for acts in (*self.of.values(), *self.gone.values()):
            named = {owner.get(act, act) for act in acts}
            acts.clear()
            acts |= named

    def refuse(self, acts: set[int], why: Why) -> None:
        for act in acts:
            self.refused.setdefault(act, why)
