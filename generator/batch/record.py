"""read, dump: what a plan was last built from and to <-> its record beside the outputs.

A record is one small JSON file a plan, in the hidden folder `.kehoach` of the outputs, so that a run that is killed,
and two runs at once, leave whole records. One that cannot be read counts for none: the plan is built again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping as Map
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from generator import content

FOLDER = ".kehoach"
#: Raised when the records of an older program can no longer be believed.
VERSION = 1


@dataclass(frozen=True, slots=True)
class Record:
    """What decides whether a plan is built again. All of it is content, nothing is a time.

    `order` is what was asked for; `common` and `inputs` are digests, of what all plans share and of the files that
    this one was read from (paths from the folder of outputs; "" for a file that was looked for and is not there),
    `kinds` says what each of those is; `tree` is the digest of the plan with all that it takes over;
    `outputs` are the digests of the files, by format, and `before` those that stood there until then.
    """

    order: str
    common: Map[str, str]
    inputs: Map[str, str]
    kinds: Map[str, str]
    tree: str
    outputs: Map[str, str]
    before: Map[str, str] = field(default_factory=dict)
    family: str = ""
    warnings: int = 0
    #: The revision of git that a draft names.
    revision: str = ""


def path(folder: Path, place: Path, stem: str) -> Path:
    """Return where the record of a plan is kept."""
    return folder / FOLDER / place / f"{stem}.json"


def read(file: Path) -> Record | None:
    """Return a record, None where there is none that can be believed."""
    try:
        found = json.loads(content.read(file))
        if not isinstance(found, dict) or found.pop("version", None) != VERSION:
            return None
        record = Record(**found)
    except (OSError, ValueError, TypeError, RecursionError):
        return None
    texts = (record.order, record.tree, record.family, record.revision)
    maps = (record.common, record.inputs, record.kinds, record.outputs, record.before)
    right = all(isinstance(text, str) for text in texts) and isinstance(record.warnings, int)
    return record if right and all(map(_is_texts, maps)) else None


def _is_texts(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(text, str) for text in value.values())


def dump(record: Record) -> bytes:
    """Return a record as it is kept."""
    return json.dumps({"version": VERSION, **asdict(record)}, ensure_ascii=False, separators=(",", ":")).encode()


def relative(file: Path, folder: Path) -> str:
    """Return a path as records hold it: from the folder of outputs, so that both may be moved together."""
    head, tail = os.path.split(file)
    below = _relative(head, str(folder))
    return f"{below}/{tail}" if below != "." else tail


@lru_cache(maxsize=4096)
def _relative(folder: str, start: str) -> str:
    try:
        return Path(os.path.relpath(os.path.abspath(folder), os.path.abspath(start))).as_posix()
    except ValueError:  # another drive
        return os.path.abspath(folder)
