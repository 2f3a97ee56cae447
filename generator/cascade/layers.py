"""chain: a plan's file -> the files that it stands on, itself first.

Each file is read once, however many plans extend it.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from generator import source
from generator.problem import PlanError, Problem, nearest
from generator.source import Mapping, Scalar, Source, Value
from generator.values import YES

Key = TypeVar("Key")
Made = TypeVar("Made")

#: Province, district, commune and a template for each: nobody needs more.
MAX_LAYERS = 20


#: What changes when a file does: its path, inode, time of change (ns) and size.
Stamp = tuple[str, int, int, int]


@dataclass(frozen=True, slots=True)
class Layer:
    """One file of a chain. `stamp` changes when the file does; `extends` is the key's value, if it has one."""

    path: Path
    source: Source
    stamp: Stamp
    abstract: bool
    extends: Scalar | None

    @property
    def entries(self) -> dict[str, Value]:
        """The keys of the file."""
        return {key.text: value for key, value in self.source.root.entries}


_KEPT: dict[Stamp, Layer] = {}
#: So many files, trees and plans are kept for the next plan; the oldest go first.
KEPT = 128


def chain(path: Path) -> tuple[Layer, ...]:
    """Return a plan's layers, its own first. Raises PlanError for a file that is missing, wrong or extends itself."""
    found = [load(path)]
    seen = {os.path.realpath(path): path}
    while (named := found[-1].extends) is not None:
        below = found[-1].path
        target = beside(below, named.text)
        if os.path.realpath(target) in seen:
            way = " → ".join([*(str(layer.path) for layer in found), str(target)])
            message = f"các tệp dựa vào nhau thành vòng: {way}"
            raise PlanError([Problem(named.mark, message, "bỏ `extends` ở một trong các tệp này", "extends")])
        if len(found) >= MAX_LAYERS:
            message = f"quá {MAX_LAYERS} tệp dựa vào nhau"
            raise PlanError([Problem(named.mark, message, "bớt các mẫu trung gian", "extends")])
        _require(target, named)
        seen[os.path.realpath(target)] = target
        found.append(load(target))
    return tuple(found)


def load(path: Path) -> Layer:
    """Return a file as a layer, read again only if it changed."""
    now = stamp(path)
    if now not in _KEPT:
        text = source.load(path)
        entries = {key.text: value for key, value in text.root.entries}
        extends, abstract = entries.get("extends"), entries.get("abstract")
        return keep(_KEPT, now, Layer(path, text, now, _is_yes(abstract), _named(extends)))
    return _KEPT[now]


def stamp(path: Path) -> Stamp:
    """Return what tells whether a file changed; of one that is not there, its reader tells."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return (str(path), 0, 0, -1)
    return (str(path), status.st_ino, status.st_mtime_ns, status.st_size)


def keep(kept: dict[Key, Made], key: Key, made: Made) -> Made:
    """Keep what was made under a key, and let the oldest go where there are too many."""
    while len(kept) >= KEPT:
        del kept[next(iter(kept))]
    kept[key] = made
    return made


def beside(path: Path, name: str) -> Path:
    """Return the file that a plan names, from the plan's own folder."""
    return Path(os.path.normpath(path.parent / name))


def is_file(path: Path) -> bool:
    """Tell whether a path that staff wrote is a file; a name that no system takes is none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def names_beside(path: Path) -> list[str]:
    """Return the names of the files that stand where a path points to."""
    try:
        return [each.name for each in path.parent.iterdir() if each.is_file()]
    except (OSError, ValueError):
        return []


def _is_yes(value: Value | None) -> bool:
    return isinstance(value, Scalar) and value.text.lower() in YES


def _named(value: Value | None) -> Scalar | None:
    if value is None or (isinstance(value, Scalar) and not value.text and value.plain):
        return None
    if not isinstance(value, Scalar) or isinstance(value, Mapping) or not value.text.strip():
        hint = "mỗi kế hoạch chỉ dựa vào một tệp: `extends: ../ke-hoach-tinh.yaml`"
        raise PlanError([Problem(value.mark, "`extends` phải là tên một tệp", hint, "extends")])
    return value


def _require(target: Path, named: Scalar) -> None:
    """Tell of a file to extend that is not there, or is none of plans."""
    if target.suffix.lower() not in (".yaml", ".yml"):
        hint = "`extends` chỉ nhận kế hoạch hoặc mẫu viết bằng YAML; danh sách đơn vị thì ghi ở `units:`"
        raise PlanError([Problem(named.mark, f"`{named.text}` không phải tệp .yaml", hint, "extends")])
    if not is_file(target):
        near = nearest(target.name, [name for name in names_beside(target) if name.endswith(("yaml", "yml"))])
        hint = f"có phải là `{near}`?" if near else f"đường dẫn tính từ tệp này, tức là `{target}`"
        raise PlanError([Problem(named.mark, f"không tìm thấy tệp `{named.text}`", hint, "extends")])
