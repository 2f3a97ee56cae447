"""append: the text of a unit's file and its conflicts -> the same text with them listed at its end.

All else in the file stays byte for byte. What is written is read again, and refused where it does not say the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from generator import source
from generator.cascade.tree import is_blank, text_of, value_of
from generator.problem import PlanError, Problem
from generator.source import Mapping, Sequence, Source, Value
from generator.spread.record import canonical, data
from generator.spread.threeway import Conflict

#: What an entry of `conflicts:` says, in this order.
SIDES = ("was", "now", "ours")
_HEAD = "# Chỗ vướng: sửa phần của đơn vị ở trên cho đúng ý, rồi xóa mục tương ứng dưới đây."


def append(text: bytes, own: Source, found: Iterable[Conflict]) -> bytes:
    """Return a file with the conflicts that it does not list yet. Raises PlanError where it cannot be written so."""
    listed = value_of(own.root, "conflicts")
    there = {_face(each) for each in listed.items} if isinstance(listed, Sequence) else set()
    fresh = [each for each in found if tuple(_entry(each).items()) not in there]
    if not fresh:
        return text
    end = "\r\n" if b"\r\n" in text else "\n"
    lines = text.decode("utf-8").splitlines(keepends=True)
    at = _place(own, lines, listed)
    if at and not lines[at - 1].endswith(("\n", "\r")):
        lines[at - 1] += end
    new = [line + end for line in _lines(own, listed, fresh)]
    written = "".join((*lines[:at], *new, *lines[at:])).encode("utf-8")
    _require_same(written, own, listed, fresh)
    return written


def _entry(found: Conflict) -> dict[str, str]:
    """What is written of a conflict; what is not there is left out."""
    said = {"id": found.id, "key": found.key.replace(":", "."), "was": found.was, "now": found.now, "ours": found.ours}
    return {key: text for key, text in said.items() if text}


def _face(value: Value) -> tuple[tuple[str, str], ...]:
    """An entry of a file, as `_entry` would have it."""
    if not isinstance(value, Mapping):
        return ()
    names = ("id", "key", *SIDES)
    found = {name: value_of(value, name) for name in names}
    return tuple(
        (name, canonical(each, False)) for name, each in found.items() if each is not None and not is_blank(each)
    )


# --- the text -----------------------------------------------------------------------------------


def _lines(own: Source, listed: Value | None, found: list[Conflict]) -> Iterator[str]:
    """Yield the lines to write: the key where it is not there yet, then an entry each, with the reason above it."""
    root = " " * (own.root.mark.column - 1)
    indent = root + "  "
    if isinstance(listed, Sequence) and listed.items:
        indent = " " * (listed.mark.column - 1)
    if listed is None:
        yield root + _HEAD
        yield root + "conflicts:"
    for each in found:
        yield f"{indent}# {' '.join(each.why.split())}"
        lead = indent + "- "
        for key, text in _entry(each).items():
            yield from _written(lead + key + ":", data(text) if key in SIDES else text, len(indent) + 4)
            lead = indent + "  "


def _written(head: str, value: Any, indent: int) -> Iterator[str]:
    """Yield a key, or the dash of an item, and its value, in YAML that reads back as the same."""
    if isinstance(value, dict) and value:
        yield head
        for key, each in value.items():
            name = key if re.fullmatch(r"[A-Za-z_][\w-]*", key, re.ASCII) else json.dumps(key, ensure_ascii=False)
            yield from _written(" " * indent + name + ":", each, indent + 2)
    elif isinstance(value, list) and value:
        yield head
        for each in value:
            yield from _written(" " * indent + "-", each, indent + 2)
    elif isinstance(value, str) and re.fullmatch(r"\S.*(\n\S.*)+", value):
        yield head + " |-"
        yield from (" " * indent + line for line in value.split("\n"))
    elif value is None:
        yield head
    else:
        yield f"{head} {json.dumps(value, ensure_ascii=False)}"


def _place(own: Source, lines: list[str], listed: Value | None) -> int:
    """Return before which line (from 0) the new lines go: after the entries there are, else at the end of the file."""
    keys = [key for key, _ in own.root.entries]
    names = [key.text for key in keys]
    end = next((n for n, line in enumerate(lines) if n and re.match(r"\.\.\.\s*$", line)), len(lines))
    if listed is None or names[-1] == "conflicts":
        return end
    following = keys[names.index("conflicts") + 1].mark.line - 1
    margin = own.root.mark.column
    while following and re.match(rf"\s*$|\s{{0,{margin - 1}}}#", lines[following - 1]):
        following -= 1
    return following


def _require_same(written: bytes, own: Source, listed: Value | None, fresh: list[Conflict]) -> None:
    """A file may be laid out so that text cannot be added to it: then nothing is written, and it is told."""
    before = [_face(each) for each in listed.items] if isinstance(listed, Sequence) else []
    wanted = before + [tuple(_entry(each).items()) for each in fresh]
    try:
        again = source.parse(written, own.file).root
    except PlanError:
        again = Mapping((), own.root.mark)
    now = value_of(again, "conflicts")
    got = [_face(each) for each in now.items] if isinstance(now, Sequence) else []
    if got != wanted or _rest(again) != _rest(own.root):
        hint = "viết tệp theo dòng (`khóa: giá trị`, không dùng { }), xóa `conflicts: []` nếu có, rồi chạy lại"
        raise PlanError([Problem(own.root.mark, "không ghi thêm được chỗ vướng vào tệp này", hint, "conflict")])


def _rest(root: Mapping) -> list[tuple[str, str]]:
    return [(key.text, canonical(value, False)) for key, value in root.entries if key.text != "conflicts"]


def names(own: Source) -> list[str]:
    """Return the conflicts that a file still lists, as `id.key`."""
    listed = value_of(own.root, "conflicts")
    found = listed.items if isinstance(listed, Sequence) else ()
    return [".".join(t for t in (text_of(e, "id"), text_of(e, "key")) if t) for e in found if isinstance(e, Mapping)]
