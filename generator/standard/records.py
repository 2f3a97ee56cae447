"""read: standard/nd30.yaml -> the decree's requirements, one record each.

The profile of sizes is validated against them, `verify` judges by them, docs/rules.md is made from them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping as Map
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from generator import source
from generator.cache import remember
from generator.problem import LEVEL_NAMES, Level
from generator.source import Mapping, Sequence, Value

FILE = Path(__file__).parent / "nd30.yaml"
#: What a clause belongs to when it does not name its text.
HOME = "Phụ lục I, Phần I"


@dataclass(frozen=True, slots=True)
class Allowed:
    """What a property may be: a span of numbers, listed values, one value, a pattern, another element."""

    minimum: float | None = None
    maximum: float | None = None
    values: tuple[str, ...] = ()
    value: str = ""
    pattern: str = ""
    other: str = ""
    unit: str = ""

    def holds(self, number: float, tolerance: float = 0.0) -> bool:
        """Tell whether a number is allowed, rounding of `tolerance` forgiven."""
        if self.values:
            return any(abs(number - float(v)) <= tolerance for v in self.values)
        above = self.minimum is None or number >= self.minimum - tolerance
        return above and (self.maximum is None or number <= self.maximum + tolerance)

    def __str__(self) -> str:
        """What is allowed, in words."""
        unit = f" {self.unit}" if self.unit else ""
        if self.values:
            return " hoặc ".join(_comma(v) for v in self.values) + unit
        if self.minimum is not None and self.maximum is not None:
            low, high = _share(self.minimum), _share(self.maximum)
            return f"{low}{unit}" if low == high else f"từ {low} đến {high}{unit}"
        if self.minimum is not None:
            return f"từ {_share(self.minimum)}{unit} trở lên"
        if self.maximum is not None:
            return f"không quá {_share(self.maximum)}{unit}"
        return self.value


@dataclass(frozen=True, slots=True)
class Record:
    """One requirement: what is looked at, what it may be, how grave a breach is, by which clause.

    `safe` tells that it can be mended without touching a word of content.
    """

    id: str
    clause: str
    element: str
    property: str
    allowed: Allowed
    severity: Level
    safe: bool
    cure: str
    profile: str
    quote: str


@dataclass(frozen=True, slots=True)
class Standard:
    """The decree as data: its day of force, the names of its elements, its records by id."""

    valid_from: str
    elements: Map[str, str]
    #: Kinds of documents in capitals, with their abbreviations (Phụ lục III).
    kinds: Map[str, str]
    records: Map[str, Record]
    #: What a profile may hold where the decree is silent.
    own: Map[str, Allowed]

    def profile(self) -> dict[str, tuple[str, Allowed]]:
        """Return what each key of a profile may be, with the clause that says so ("" for our own bounds).

        Where the decree leaves one side open, our own bound closes it.
        """
        found: dict[str, tuple[str, Allowed]] = {}
        for record in self.records.values():
            if record.profile:
                found.setdefault(record.profile, (record.clause, record.allowed))
        for key, own in self.own.items():
            clause, allowed = found.get(key, ("", own))
            found[key] = (clause, replace(allowed, maximum=own.maximum))
        return found


@cache
def standard() -> Standard:
    """Return the standard that is in force (nd30)."""
    data = FILE.read_bytes()
    groups = json.loads(remember(data.decode("utf-8"), lambda: json.dumps(_plain(source.parse(data, FILE.name).root))))
    records = [_record(fields) for fields in groups["records"]]
    own = {fields["key"]: _allowed(fields) for fields in groups["profile"]}
    return Standard(groups["valid_from"], groups["elements"], groups["kinds"], {r.id: r for r in records}, own)


def clause(text: str) -> str:
    """Return a clause with the text it stands in."""
    return text if not text or text.startswith(("Phụ lục", "Điều")) else f"{HOME}, {text}"


def _record(fields: dict[str, Any]) -> Record:
    severity = fields["severity"]
    assert severity in LEVEL_NAMES, severity
    return Record(
        id=fields["id"],
        clause=clause(fields["clause"]),
        element=fields["element"],
        property=fields["property"],
        allowed=_allowed(fields.get("allowed", {})),
        severity=severity,
        safe=fields.get("fix") == "safe",
        cure=fields.get("cure", ""),
        profile=fields.get("profile", ""),
        quote=fields.get("quote", ""),
    )


def _allowed(fields: dict[str, Any]) -> Allowed:
    low, high = (float(fields[name]) if name in fields else None for name in ("min", "max"))
    texts = [fields.get(name, "") for name in ("is", "pattern", "with", "unit")]
    return Allowed(low, high, tuple(fields.get("values", ())), *texts)


def _plain(value: Value) -> Any:
    """A tree of values as dicts, lists and texts, their places left out."""
    if isinstance(value, Mapping):
        return {key.text: _plain(item) for key, item in value.entries}
    return [_plain(item) for item in value.items] if isinstance(value, Sequence) else value.text


def _comma(value: str) -> str:
    return value.replace(".", ",") if value.replace(".", "").isdigit() else value


def _share(value: float) -> str:
    """A number as Vietnamese writes it; a third is a third."""
    return "1/3" if abs(value - 1 / 3) < 0.001 else f"{value:g}".replace(".", ",")
