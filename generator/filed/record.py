"""read, dump: one issued plan <-> its record beside the documents that went out.

A record is one JSON file, `issued/YEAR/ISSUER/NUMBER-KH-SYMBOL/record.json`, written once and never changed. It is
written for people too: a key a line, so that git shows it well.
"""

from __future__ import annotations

import json
from collections.abc import Mapping as Map
from dataclasses import asdict, dataclass, field
from datetime import date as Date
from pathlib import Path
from typing import Any, Literal, get_args

from generator import content
from generator.problem import Mark, PlanError, Problem

#: The folder of what was issued, and the name of a record in it.
FOLDER = "issued"
NAME = "record.json"
VERSION = 1
#: No record is larger (bytes).
_LARGEST = 4_000_000

#: A plan of its own; one that takes the place of an issued one; the same one with its form mended by a letter.
Act = Literal["issue", "replacement", "correction"]


@dataclass(frozen=True, slots=True)
class Filed:
    """An issued plan: what it is, what it was made from, and what went out.

    `plan` is its file, from the folder that holds `issued`; `own` the digest of what that file says, `tree` that of
    the plan with all that it takes over; `inputs` the digests of all files by path (from there too), `kinds` what
    each of those is; `made_by` the digests of program, standard, template, profile and fonts; `outputs` those of the
    documents by their names. `before` names the symbol of the plan that it replaces or corrects, `letter` the
    official letter of a correction, `reason` why its number stands out of order.
    """

    plan: str
    act: Act
    number: str
    symbol: str
    date: str
    issuer: str
    title: str
    signatory: str
    secret: bool
    own: str
    tree: str
    inputs: Map[str, str]
    kinds: Map[str, str]
    made_by: Map[str, str]
    version: str
    outputs: Map[str, str]
    before: str = ""
    letter: str = ""
    reason: str = ""
    #: The plan's file as it was issued, under the name that it has beside the record.
    source: str = ""
    #: Where the record stands, from the folder that holds `issued`; not part of the file.
    folder: str = field(default="", compare=False)

    @property
    def day(self) -> Date:
        """The date of issue."""
        return Date.fromisoformat(self.date)

    @property
    def order(self) -> int:
        """What sorts numbers."""
        return int(self.number)


_TEXTS = (
    "plan", "act", "number", "symbol", "date", "issuer", "title", "signatory", "own", "tree", "version", "before",
    "letter", "reason", "source",
)  # fmt: skip
_MAPS = ("inputs", "kinds", "made_by", "outputs")


def dump(filed: Filed) -> bytes:
    """Return a record as it is kept."""
    found = {"format": VERSION, **asdict(filed)}
    del found["folder"]
    return (json.dumps(found, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


def read(path: Path, home: Path) -> Filed:
    """Return the record at a path; `home` holds `issued`. Raises PlanError for one that is broken."""
    try:
        if not path.is_file() or path.stat().st_size > _LARGEST:
            raise ValueError("no record")
        found: dict[str, Any] = json.loads(content.read(path))
        if found.pop("format") != VERSION:
            raise ValueError("version")
        filed = Filed(**found, folder=path.parent.relative_to(home).as_posix())
        _ = filed.day, filed.order
        right = (
            all(isinstance(getattr(filed, name), str) for name in _TEXTS)
            and isinstance(filed.secret, bool)
            and all(_is_texts(getattr(filed, name)) for name in _MAPS)
            and filed.act in get_args(Act)
            and filed.outputs
            and all("/" not in name and "\\" not in name for name in (*filed.outputs, filed.source))
        )
        if not right:
            raise ValueError("types")
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        message = "hồ sơ ban hành bị hỏng, bị sửa bằng tay, hoặc đang vướng khi gộp hai nhánh git"
        hint = f"lấy lại bản đã ghi: `git checkout HEAD -- {path.as_posix()}`"
        raise PlanError([Problem(Mark(str(path)), message, hint, "issued")]) from None
    return filed


def _is_texts(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(text, str) for text in value.values())
