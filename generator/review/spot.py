"""spot: a sentence that was printed -> the value of the plan's own file that says it, or why there is none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.build import Read
from generator.problem import Mark
from generator.review.printed import Sentence
from generator.review.sheet import Path, Sheet
from generator.source import Mapping, Scalar, Value
from generator.source import Sequence as Items
from generator.values import YES

_BLANK = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a sentence stands: a value's path, and which letters of what it says are the sentence.

    `name` tells that the value is a name, which knows no emphasis; `tail` is what the program puts after it.
    """

    path: Path
    start: int
    end: int
    name: bool = False
    tail: str = ""


@dataclass(frozen=True, slots=True)
class Why:
    """Why an edit maps to no key: the reason, where the text stands, and the lines that would do it.

    Of a text of another file that may be changed for this plan alone: the `item` (its id), the `key`, and the list that
    the item is of.
    """

    reason: str
    mark: Mark | None = None
    lines: str = ""
    item: str = ""
    key: str = ""
    listed: str = ""

    def to(self, lines: str, key: str) -> Why:
        """The same with the lines that do it under another key of the unit's file."""
        return replace(self, lines=lines, reason=self.reason.replace("`change:`", f"`{key}:`"))


def spot(sheet: Sheet, got: Read, sentence: Sentence) -> Spot | Why:
    """Return where a sentence stands in the plan's own file."""
    mark, typed = sentence.text.mark, _flat(sentence.text.value)
    if mark.file != sheet.file:
        return inherited(got, mark)
    path = sheet.path(mark)
    leaf = sheet.leaves.get(path) if path is not None else None
    if path is None or leaf is None:
        return Why("câu này do chương trình viết từ các khóa của mục", mark)
    said = _flat(leaf.said)
    if said == typed:
        return Spot(path, 0, len(said), path[-1] == "agency")
    if len(said) != len(leaf.said):
        return Why("giá trị này có ký tự ẩn: chạy `kehoach fmt` trước, rồi xem lại", mark)
    escaped = said.replace("*", "\\*")
    if typed in (escaped, escaped + ":"):
        return Spot(path, 0, len(said), True, typed[len(escaped) :])
    if typed in said:  # a block that keeps its lines: each is a paragraph
        place = sheet.place(mark.line, mark.column)
        begins = next((n for n, at in enumerate(leaf.at) if at >= place), 0)
        start = said.find(typed, max(begins - 1, 0))
        start = start if start >= 0 else said.find(typed)
        return Spot(path, start, start + len(typed))
    if "{{" in said:
        return Why("tên này có chỗ điền `{{ … }}`: sửa ở khóa của nó", mark)
    return Why("câu này do chương trình viết từ các khóa của mục", mark)


def inherited(got: Read, mark: Mark) -> Why:
    """Tell of a text that stands in another file, and how the plan's own file may change it."""
    steps = _way(got.source.root, mark, ()) or ()
    name, key, listed, locked = "", "", "", False
    for at in range(len(steps) - 1, -1, -1):
        node, step = steps[at]
        if isinstance(node, Mapping):
            entries = {k.text: v for k, v in node.entries}
            key = key or step
            own = entries.get("id")
            if isinstance(own, Scalar) and own.text:
                name, locked = own.text, _locks(entries.get("locked"), step)
                listed = steps[at - 2][1] if at > 1 and not steps[at - 1][1] else ""
                break
    where = f"chữ này nằm ở tệp khác ({mark.short})"
    if name and locked:
        return Why(f"{where}; mục `{name}` đã khóa, không sửa riêng được", mark)
    if name and key and key != "id":
        return Why(
            f"{where}; muốn sửa riêng thì ghi vào `change:`",
            mark,
            f"change:\n  {name}:\n    {key}: …",
            name,
            key,
            listed,
        )
    return Why(f"{where}: sửa ở tệp đó", mark)


def _locks(value: Value | None, key: str) -> bool:
    if isinstance(value, Scalar):
        return value.text.lower() in YES
    return isinstance(value, Items) and any(isinstance(i, Scalar) and i.text in (key, "*") for i in value.items)


def _way(value: Value, mark: Mark, steps: tuple[tuple[Value, str], ...]) -> tuple[tuple[Value, str], ...] | None:
    """Return the way from the root to the value at a mark: each node with the key that leads on."""
    if value.mark == mark and (isinstance(value, Scalar) or steps):
        return steps
    for key, below in _entries(value):
        found = _way(below, mark, (*steps, (value, key)))
        if found is not None:
            return found
    return None


def _entries(value: Value) -> Iterator[tuple[str, Value]]:
    if isinstance(value, Items):
        yield from (("", item) for item in value.items)
    elif isinstance(value, Mapping):
        yield from ((key.text, item) for key, item in value.entries)


def _flat(text: str) -> str:
    return _BLANK.sub(" ", text).strip()
