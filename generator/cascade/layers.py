"""chain: a plan's file -> the files that it stands on, itself first, each with the register that it names.

Every file is read anew, and made into values only if its content changed, however many plans extend it.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path

from generator import source
from generator.cascade import office_file, roster
from generator.cascade.kept import Stamp, keep, recall, stamp
from generator.cascade.office_file import OfficeFile
from generator.cascade.roster import Roster
from generator.problem import PlanError, Problem, nearest
from generator.source import Mapping, Scalar, Source, Value
from generator.values import YES

#: Province, district, commune and a template for each: nobody needs more.
MAX_LAYERS = 20
#: Keys that name a file which a plan is made from, beside `extends`.
NAMING = ("office", "units")


@dataclass(frozen=True, slots=True)
class Layer:
    """One file of a chain. `stamp` changes with its content; `extends` is the key's value, if it has one, and
    `units` and `office` the register and the office file that it names, as they were read with the chain."""

    path: Path
    source: Source
    stamp: Stamp
    abstract: bool
    extends: Scalar | None
    units: Roster | None = None
    office: OfficeFile | None = None

    @property
    def stamps(self) -> tuple[Stamp, ...]:
        """What tells the content of this file and of those that it names."""
        return (self.stamp, *(named.stamp for named in (self.office, self.units) if named))

    @property
    def entries(self) -> dict[str, Value]:
        """The keys of the file."""
        return {key.text: value for key, value in self.source.root.entries}


_KEPT: dict[Stamp, Layer] = {}


def chain(path: Path, data: bytes | None = None) -> tuple[Layer, ...]:
    """Return a plan's layers, its own first; `data` stands for what its own file holds, where it is given.

    Raises PlanError for a file that is missing, wrong or extends itself.
    """
    found = [_with_named(load(path) if data is None else _parsed(data, path, stamp(path, data)))]
    seen = {os.path.normpath(path)}  # of a circle through links the second round is told
    while (named := found[-1].extends) is not None:
        below = found[-1].path
        target = beside(below, named.text)
        if str(target) in seen:
            way = " → ".join([*(str(layer.path) for layer in found), str(target)])
            message = f"các tệp dựa vào nhau thành vòng: {way}"
            raise PlanError([Problem(named.mark, message, "bỏ `extends` ở một trong các tệp này", "extends")])
        if len(found) >= MAX_LAYERS:
            message = f"quá {MAX_LAYERS} tệp dựa vào nhau"
            raise PlanError([Problem(named.mark, message, "bớt các mẫu trung gian", "extends")])
        _require(target, named, "extends")
        seen.add(str(target))
        found.append(_with_named(load(target)))
    return tuple(found)


def load(path: Path) -> Layer:
    """Return a file by itself as a layer, parsed again only if its content changed. Raises PlanError."""
    data = source.read_bytes(path)
    now = stamp(path, data)
    return recall(_KEPT, now) or keep(_KEPT, now, _parsed(data, path, now))


def _parsed(data: bytes, path: Path, now: Stamp) -> Layer:
    text = source.parse(data, str(path))
    entries = {key.text: value for key, value in text.root.entries}
    return Layer(path, text, now, _is_yes(entries.get("abstract")), _named(entries.get("extends")))


def _with_named(layer: Layer) -> Layer:
    """The layer with what it names beside the file that it extends. Raises PlanError for a wrong office file."""
    units, office = file_named(layer, "units"), _office(layer)
    if not units and not office:
        return layer
    return replace(layer, units=roster.read(units) if units else None, office=office)


def _office(layer: Layer) -> OfficeFile | None:
    """The office file that a layer names."""
    value, path = layer.entries.get("office"), file_named(layer, "office")
    if isinstance(value, Scalar):
        if path is None:
            return None
        _require(path, value, "office")
        return office_file.read(path, value)
    if isinstance(value, Mapping) and len(layer.source.root.entries) == 1:
        hint = f"in các kế hoạch dùng tệp này; trong kế hoạch ghi `office: {layer.path.name}`"
        raise PlanError([Problem(value.mark, "đây là tệp cơ quan, không phải kế hoạch", hint, "office")])
    if value is not None:
        hint = "ghi tên tệp: `office: co-quan.yaml`; các khóa của cơ quan thì ghi trong tệp đó, hoặc thẳng ở kế hoạch"
        raise PlanError([Problem(value.mark, "`office` phải là tên một tệp", hint, "office")])
    return None


def files_of(path: Path) -> tuple[Path, ...]:
    """Return every file that a plan is made from, itself first, as far as its chain can be followed.

    That is what it extends and the registers, each once; a file that is named and is not there is among
    them, since the plan changes when it comes. Raises nothing for what is wrong in any of them.
    """
    found: dict[Path, None] = {}
    seen: set[str] = set()
    while len(seen) < MAX_LAYERS and os.path.normpath(path) not in seen:
        seen.add(os.path.normpath(path))
        found[path] = None
        try:
            layer = load(path)
        except PlanError:
            break
        found |= dict.fromkeys(each for key in NAMING if (each := file_named(layer, key)))
        if layer.extends is None:
            break
        path = beside(path, layer.extends.text)
    return tuple(found | {path: None})


def file_named(layer: Layer, key: str) -> Path | None:
    """Return the file that a layer names under a key, None where it names none."""
    value = layer.entries.get(key)
    return beside(layer.path, value.text) if isinstance(value, Scalar) and value.text.strip() else None


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


_TAKES = {
    "extends": "`extends` chỉ nhận kế hoạch hoặc mẫu viết bằng YAML; danh sách đơn vị thì ghi ở `units:`",
    "office": "`office` chỉ nhận tệp cơ quan viết bằng YAML; mẫu Word thì ghi ở `template:`",
}


def _require(target: Path, named: Scalar, key: str) -> None:
    """Tell of a file that a key names and that is not there, or is not written in YAML."""
    if target.suffix.lower() not in (".yaml", ".yml"):
        raise PlanError([Problem(named.mark, f"`{named.text}` không phải tệp .yaml", _TAKES[key], key)])
    if not is_file(target):
        near = nearest(target.name, [name for name in names_beside(target) if name.endswith(("yaml", "yml"))])
        hint = f"có phải là `{near}`?" if near else f"đường dẫn tính từ tệp này, tức là `{target}`"
        raise PlanError([Problem(named.mark, f"không tìm thấy tệp `{named.text}`", hint, key)])
