"""read, dump: the record that stands beside the units' files ↔ what each of them was last brought along to.

In: the bytes of `.cascade.json`. Out: per file what it began as, the plan that it stood on (flattened, by id) and
the figures that the unit was given. Files that stand on the same share one snapshot.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from collections.abc import Mapping as Map
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from generator import content, source
from generator.cascade.merge import BY_KEY, CONTROL
from generator.cascade.tree import is_blank, items
from generator.problem import Mark, PlanError, Problem, reason
from generator.source import Mapping, Scalar, Sequence, Value

NAME = ".cascade.json"
VERSION = 1
#: A hundred units that all stand on plans of their own come to a fifth of this (bytes).
MAX_BYTES = 64_000_000
#: Values inside one another; the deepest real plan has 14.
_MAX_DEPTH = 60
#: The file of values that come from a record, as their marks name it.
BEFORE = "bản gốc trước đây"

#: What a plan stood on, flattened: `id.key` and `key` -> the value as text.
Snapshot = Map[str, str]


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of one unit's file: the digest of what was first written ("" where a person made the
    file), the name of the snapshot that it was last brought along to, the figures given, by target, and how
    the plan above was cited ("" where that is not known)."""

    written: str
    base: str
    given: Map[str, str] = field(default_factory=dict)
    cited: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of the files of a folder, by name; snapshots by their digest."""

    files: Map[str, Entry] = field(default_factory=dict)
    snapshots: Map[str, Snapshot] = field(default_factory=dict)
    version: int = VERSION

    def base(self, name: str) -> Snapshot:
        """Return the snapshot that a file of the record stands on."""
        return self.snapshots[self.files[name].base]


def make(known: Iterable[tuple[str, Entry, Snapshot]]) -> Record:
    """Return the record of some files: name, entry (its `base` is worked out), and the snapshot that it stands on."""
    files: dict[str, Entry] = {}
    snapshots: dict[str, Snapshot] = {}
    for name, entry, snap in known:
        key = digest(json.dumps(snap, sort_keys=True).encode("utf-8"))[:16]
        snapshots[key] = snap
        files[name] = replace(entry, base=key)
    return Record(files, snapshots)


def digest(data: bytes) -> str:
    """Return the SHA-256 of a file, as the record keeps it."""
    return hashlib.sha256(data).hexdigest()


# --- the file -----------------------------------------------------------------------------------


def read(folder: Path) -> Record | None:
    """Return the record of a folder, None where there is none. Raises PlanError for one that is damaged or foreign."""
    path = folder / NAME
    try:
        if not path.is_file():
            return None
        data = content.read(path) if path.stat().st_size <= MAX_BYTES else b""
    except (OSError, ValueError) as error:
        raise PlanError([Problem(Mark(str(path)), f"không đọc được tệp ({reason(error)})")]) from None
    try:
        found = json.loads(data.decode("utf-8")) if data else None
        if isinstance(found, dict) and isinstance(found.get("version"), int) and found["version"] > VERSION:
            hint = "cài bản mới của chương trình rồi chạy lại"
            raise PlanError(
                [Problem(Mark(str(path)), "sổ theo dõi do bản mới hơn của chương trình ghi", hint, "record")]
            )
        return _checked(found)
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError):
        hint = "lấy lại tệp này từ bản lưu; nếu không có, chuyển nó ra chỗ khác rồi chạy lại `kehoach cascade`"
        raise PlanError(
            [Problem(Mark(str(path)), "sổ theo dõi bị hỏng hoặc không phải của lệnh này", hint, "record")]
        ) from None


def dump(record: Record) -> bytes:
    """Return the bytes of a record: the same each time, line by line, so that its changes can be read."""
    used = {entry.base for entry in record.files.values()}
    files = {
        name: {"written": entry.written, "base": entry.base, "given": dict(entry.given), "cited": entry.cited}
        for name, entry in record.files.items()
    }
    snapshots = {key: dict(snap) for key, snap in record.snapshots.items() if key in used}
    data = {"version": record.version, "files": files, "snapshots": snapshots}
    return (json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode("utf-8")


def _checked(found: Any) -> Record:
    """Return what a file holds as a record. Raises what Python raises for what is none."""
    files = {
        name: Entry(each["written"], each["base"], _texts(each["given"]), str(each.get("cited", "")))
        for name, each in found["files"].items()
    }
    snapshots = {name: _texts(snap) for name, snap in found["snapshots"].items()}
    for name, entry in files.items():
        # a name with a folder in it would let a foreign record write anywhere
        name.encode("utf-8")  # a lone surrogate is no name
        if Path(name).name != name or name.startswith(".") or Path(name).suffix.lower() not in (".yaml", ".yml"):
            raise ValueError(name)
        if not isinstance(entry.written, str) or entry.base not in snapshots:
            raise ValueError(entry.base)
    for snap in snapshots.values():
        for text in snap.values():
            _require_shallow(data(text), 0)
        rebuild(snap)
    return Record(files, snapshots, int(found["version"]))


def _require_shallow(found: Any, depth: int) -> None:
    if depth > _MAX_DEPTH:
        raise ValueError(depth)
    for each in found.values() if isinstance(found, dict) else found if isinstance(found, list) else ():
        _require_shallow(each, depth + 1)


def _texts(found: Any) -> dict[str, str]:
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
        raise ValueError(found)
    return found


# --- snapshots ----------------------------------------------------------------------------------


def snapshot(root: Mapping) -> dict[str, str]:
    """Return a tree flattened: `id.key` of every item that has an id, `key` and `group:key` of the plan.

    An item stands in its list as its id alone, so that presence and order are compared as well as words.
    """
    found: dict[str, str] = {}
    for key, value in root.entries:
        if key.text not in CONTROL:
            _flatten(key.text, value, key.text in BY_KEY, found)
    for item in items(root).values():
        for key, value in item.node.entries:
            if key.text != "id" and not is_blank(value):
                found[matter(item.id, key.text)] = canonical(value)
    return found


def _flatten(path: str, value: Value, group: bool, found: dict[str, str]) -> None:
    if group and isinstance(value, Mapping):
        for key, each in value.entries:
            _flatten(f"{path}:{key.text}", each, True, found)
    elif not is_blank(value):
        found[path] = canonical(value, items_as_ids=not group)


def matter(id: str, key: str) -> str:
    """Return how a snapshot names a key of an item, or of the plan where the id is empty."""
    return f"{id}.{key}" if id else key


def canonical(value: Value, items_as_ids: bool = True) -> str:
    """Return a value as one text: a sentence as it is, lists and groups as JSON. `data` reads it back."""
    if isinstance(value, Scalar):
        text = _tidy(value.text)
        return json.dumps(text, ensure_ascii=False) if text[:1] in ("[", "{", '"') else text
    return json.dumps(_data_of(value, items_as_ids), ensure_ascii=False)


def data(text: str) -> Any:
    """Return what a canonical text says: a text, or lists and groups of texts. Raises ValueError."""
    return json.loads(text) if text[:1] in ("[", "{", '"') else text


def rebuild(snap: Snapshot) -> Mapping:
    """Return the tree that a snapshot was made of, but for the order of an item's keys. Marks name `BEFORE`."""
    by_id: dict[str, dict[str, str]] = {}
    for full, text in snap.items():
        id, _, key = full.rpartition(".")
        by_id.setdefault(id, {})[key] = text
    top: dict[str, Any] = {}
    for key, text in by_id.get("", {}).items():
        *groups, last = key.split(":")
        within = top
        for group in groups:
            below = within.setdefault(group, {})
            within = below if isinstance(below, dict) else {}
        within[last] = data(text)
    root = _tree(top, by_id, (), [0])
    return root if isinstance(root, Mapping) else Mapping((), _MARK)


_MARK = Mark(BEFORE)


def _tree(found: Any, by_id: Map[str, Map[str, str]], around: tuple[str, ...], count: list[int]) -> Value:
    """Return plain data as a tree, ids in it as the items that they name; `around` are the ids above.

    `count` counts the values: items that name one another over and over are no plan. Raises ValueError.
    """
    count[0] += 1
    if count[0] > source.MAX_VALUES:
        raise ValueError("the snapshot is larger than any plan")
    if isinstance(found, list):
        return Sequence(tuple(_tree(each, by_id, around, count) for each in found), _MARK)
    if not isinstance(found, dict):
        return Scalar("" if found is None else str(found), _MARK, found is None)
    id = found.get("id")
    if isinstance(id, str) and len(found) == 1 and id not in around and len(around) < _MAX_DEPTH:
        found = found | {key: data(text) for key, text in by_id.get(id, {}).items()}
        around = (*around, id)
    entries = ((Scalar(key, _MARK), _tree(each, by_id, around, count)) for key, each in found.items())
    return Mapping(tuple(entries), _MARK)


def _data_of(value: Value, items_as_ids: bool) -> Any:
    if isinstance(value, Scalar):
        return None if is_blank(value) else _tidy(value.text)
    if isinstance(value, Sequence):
        return [_data_of(each, items_as_ids) for each in value.items]
    id = next((each.text for key, each in value.entries if key.text == "id" and isinstance(each, Scalar)), "")
    if id and items_as_ids:
        return {"id": id}
    return {key.text: _data_of(each, items_as_ids) for key, each in value.entries}


def _tidy(text: str) -> str:
    """Return a text without what wrapping it differently would change: runs of spaces, spaces at the ends of lines."""
    return "\n".join(re.sub(r"[ \t]+", " ", line).strip() for line in text.strip().split("\n"))
