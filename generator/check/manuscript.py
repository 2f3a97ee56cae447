"""The manuscript that the rules of language read: sentences with their places.

Frozen values only.  `check.read_plan` makes one from a Plan, `verify` makes one from a document,
so a rule that reads sentences is written once for both.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date as Date
from typing import Literal

from generator.plan import Plan
from generator.problem import Mark

#: What a sentence is in the document.
Kind = Literal[
    "issuer", "place", "number", "title", "basis", "opening", "heading", "text", "cell", "caption", "closing",
    "recipient", "archive", "signatory", "appendix", "attached", "note", "contact",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence or paragraph as it will be read: no emphasis signs, placeholders filled, NFC.

    `mark` is where it begins; `locate(start, end)` gives the place of a stretch of `text`.
    `starts` tells that it begins a sentence of its own (not the run-in rest of a heading).
    """

    text: str
    kind: Kind
    mark: Mark
    locate: Callable[[int, int], Mark]
    starts: bool = True


@dataclass(frozen=True, slots=True)
class Manuscript:
    """All passages in print order, the date of issue where it is known, the issuer's full name, and the plan
    where the manuscript was made from one (a foreign document has none)."""

    passages: tuple[Passage, ...]
    date: Date | None = None
    issuer: str = ""
    plan: Plan | None = None
