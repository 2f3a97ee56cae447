"""What may be done to the items and keys of a plan's file, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.review.item import Item
from generator.review.sheet import Path

Where = Literal["after", "before"]


@dataclass(frozen=True, slots=True)
class Remove:
    """Take out an item of a list, or a key with its value."""

    path: Path


@dataclass(frozen=True, slots=True)
class Insert:
    """Put a new item in beside another."""

    item: Item
    beside: Path
    where: Where = "after"


@dataclass(frozen=True, slots=True)
class Under:
    """Put lists into an item that has none of their keys: after its value at `after`, or into the list it has."""

    item: Item
    path: Path
    after: Path


@dataclass(frozen=True, slots=True)
class TakeOver:
    """Put new items between an item's own heading, under `key`, and what is below it: the last of them takes that over.

    `deeper` ones become sections of the item, others stand beside it.
    """

    path: Path
    key: str
    items: list[Item]
    deeper: bool


@dataclass(frozen=True, slots=True)
class Shift:
    """Move an item beside another."""

    path: Path
    beside: Path
    where: Where = "after"


@dataclass(frozen=True, slots=True)
class Widen:
    """A value that was one paragraph becomes a list: itself, then the others."""

    path: Path
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Key:
    """Add a top-level key with its value."""

    key: str
    said: str


@dataclass(frozen=True, slots=True)
class KeyIn:
    """Add a key to a group, before another of its keys ("": at its end)."""

    path: Path
    key: str
    said: str
    before: str


@dataclass(frozen=True, slots=True)
class Bases:
    """Add a list at the top level, before the first of some keys."""

    key: str
    said: tuple[str, ...]
    before: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """Put comment lines above an item or key."""

    path: Path
    lines: tuple[str, ...]


Deed = Remove | Insert | Under | TakeOver | Shift | Widen | Key | KeyIn | Bases | Note
