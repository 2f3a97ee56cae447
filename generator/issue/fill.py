"""fill: a plan's file -> the same with some of its own keys set, everything else byte for byte."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping as Map

from generator import schema, source
from generator.amend import keep
from generator.amend.edits import Edit, apply
from generator.amend.keep import Kept, Leaf
from generator.problem import Mark, PlanError, Problem
from generator.source import Scalar, Source

#: The order in which the keys of a plan stand.
_ORDER = tuple(schema.MAPS["plan"])


def fill(data: bytes, file: str, values: Map[str, str]) -> bytes:
    """Return a plan's file with the plan's own keys set to `values`; a key that is not there yet gets a line where the
    order of keys has its place. Raises PlanError for a file that cannot be read, or not changed without harm."""
    before = source.parse(data, file)
    text = data.decode("utf-8")
    try:
        kept = keep.leaves(text)
    except keep.Unreadable:
        raise PlanError([_refusal(file)]) from None
    if not kept.block:
        raise PlanError([_refusal(file)])
    own = {leaf.path[0]: leaf for leaf in kept.leaves if len(leaf.path) == 1}
    made = text
    edits = [_set(text, own[key], value) for key, value in values.items() if key in own]
    edits += _lines(text, kept, {key: value for key, value in values.items() if key not in own})
    made = apply(text, edits).new
    if not _holds(before, made, values):
        raise PlanError([_refusal(file)])
    return made.encode("utf-8")


def _set(text: str, leaf: Leaf, value: str) -> Edit:
    last = leaf.start + len(text[leaf.start : leaf.end].rstrip())
    if last > leaf.start:
        return Edit(leaf.start, last, _written(value))
    colon = text.rfind(":", 0, leaf.start + 1) + 1  # nothing was said after the key
    return Edit(colon, colon, f" {_written(value)}")


def _written(value: str) -> str:
    """A value as YAML: a number stays a text, a date and a word stand as they are."""
    return f'"{value}"' if re.fullmatch(r"\d+\w*", value) else value


def _lines(text: str, kept: Kept, values: Map[str, str]) -> Iterator[Edit]:
    """Yield a new line for each key that the file has not, above the first key that stands after it in the order."""
    end = "\r\n" if "\r\n" in text else "\n"
    indent = " " * kept.indent
    starts = {found[1]: found.start() for found in re.finditer(rf"(?m)^{indent}([a-z_]+):", text)}
    starts = {key: at for key, at in starts.items() if any(at + kept.indent == start for start, _ in kept.taken)}
    for key in sorted(values, key=_ORDER.index):
        later = [starts[each] for each in _ORDER[_ORDER.index(key) + 1 :] if each in starts]
        at = _above_comments(text, min(later)) if later else len(text)
        broken = end if not later and text and not text.endswith("\n") else ""
        yield Edit(at, at, f"{broken}{indent}{key}: {_written(values[key])}{end}")


def _above_comments(text: str, place: int) -> int:
    """Return the place above the comment lines that stand right above a line: they belong to it."""
    while place:
        start = text.rfind("\n", 0, place - 1) + 1
        if not text[start:place].lstrip().startswith("#") or start == 0:
            return place
        place = start
    return place


def _holds(before: Source, made: str, values: Map[str, str]) -> bool:
    """Tell whether the new text says what the old one said, and the values."""
    from generator.cascade import digest

    try:
        after = source.parse(made.encode("utf-8"), before.file)
    except PlanError:
        return False
    wanted = {key.text: value for key, value in before.root.entries if key.text not in values}
    got = {key.text: value for key, value in after.root.entries}
    said = {key: value.text for key, value in got.items() if key in values and isinstance(value, Scalar)}

    def told(value: source.Value) -> str:
        return digest.digest(source.Mapping(((Scalar("x", value.mark), value),), value.mark))

    rest = {key: told(value) for key, value in got.items() if key not in values}
    return said == dict(values) and rest == {key: told(value) for key, value in wanted.items()}


def _refusal(file: str) -> Problem:
    hint = "viết tệp theo dòng (`khóa: giá trị`), không dùng { } ở ngoài cùng; chạy `kehoach fmt` trước rồi chạy lại"
    return Problem(Mark(file), "không ghi được số, ngày vào tệp mà giữ nguyên phần còn lại", hint, "issue")
