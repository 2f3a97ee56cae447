"""role: where a value stands in a plan's file -> how its years are to be read.

A table of the language's keys; what is not named here is a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Literal

from generator.amend.keep import Leaf, Path

#: `alone`: a sentence that may be a bare year; `columns`: the head of a table; `figure`: kept and told.
Role = Literal[
    "skip", "path", "number", "past", "date", "status", "basis", "figure", "alone", "columns", "sentence", "signer"
]

#: Keys of the file that hold names of an office and its people, ids or settings.
_ROOTS = (
    "issuer", "recipients", "drafter", "signatory", "markers", "standard", "locked", "unit", "abstract", "reorder",
    "remove", "silenced", "conflicts", "secrecy", "urgency", "circulation",
)  # fmt: skip
PATHS = ("extends", "units", "template", "profile", "office")
_SETTINGS = (
    "id", "marker", "start", "width", "align", "orientation", "locked", "better", "unit", "numbered", "run_in", "part",
    "show_agency", "allocate", "allocation_table", "before", "after", "into", "copies",
)  # fmt: skip
FIGURES = ("value", "minimum", "maximum", "baseline", "amount")
_ALONE = ("deadline", "due", "period", "variables")
_TIMES = re.compile(r"thời gian|thời hạn|năm|hoàn thành|tiến độ|kỳ|hạn", re.IGNORECASE)


def role(leaf: Leaf, heads: Mapping[Path, str]) -> Role:
    """Return how a value is read. `heads` are the headings of tables' columns, by the path of their cells."""
    path, key = leaf.path, leaf.key
    if path[0] == "office" and len(path) > 1:  # an office file: no sentence in it
        path = path[1:]
        if path != ("signatory", "name") and not (len(path) == 1 and key in PATHS):
            return "skip"
    if len(path) == 1:
        named: dict[str, Role] = {
            "number": "number", "replaces": "past", "corrects": "past", "date": "date", "status": "status",
        }  # fmt: skip
        if key in named:
            return named[key]
        if key in PATHS:
            return "path"
    if path == ("signatory", "name"):
        return "signer"
    if path[0] in _ROOTS or not _is_words(path):
        return "skip"
    if "bases" in path:
        return "basis"
    if key in FIGURES:
        return "figure"
    if "columns" in path or "header" in path:
        return "columns"
    return "alone" if path[0] == "variables" or key in _ALONE or _timed(path, heads) else "sentence"


def _is_words(path: Path) -> bool:
    """Tell whether a value is words of the document, not a setting or how far a cell reaches."""
    if path[0] in ("variables", "footnotes"):
        return True
    if any(step in _SETTINGS for step in path if isinstance(step, str)) and path[0] != "change":
        return False
    if path[0] == "change" and any(step in _SETTINGS for step in path[2:]):
        return False
    return path[-1] not in ("columns", "rows")


def _timed(path: Path, heads: Mapping[Path, str]) -> bool:
    """Tell whether a cell stands under a heading of time."""
    place = cell(path)
    return place is not None and bool(_TIMES.search(heads.get(place, "")))


def cell(path: Path) -> Path | None:
    """Return the table and the number of the column of a cell, None for what is none."""
    if "rows" not in path:
        return None
    at = path.index("rows")
    numbers = [step for step in path[at + 1 :] if isinstance(step, int)]
    return (*path[:at], numbers[1]) if len(numbers) > 1 else None


def heads(leaves: Iterable[Leaf]) -> dict[Path, str]:
    """Return the headings of columns, by table and number."""
    found: dict[Path, str] = {}
    for leaf in leaves:
        if "columns" in leaf.path:
            at = leaf.path.index("columns")
            rest = leaf.path[at + 1 :]
            if rest and isinstance(rest[0], int) and rest[1:] in ((), ("heading",)):
                found[(*leaf.path[:at], rest[0])] = leaf.said
    return found
