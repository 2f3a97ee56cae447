"""leaves: the text of a YAML file -> every value in it with its exact stretch of the text.

ruamel.yaml is used only here: it alone tells where a value ends. It never writes, since its own writing wraps
folded text anew (measured: nearly every line of a plan): changes are made in place, and what was not changed
stays byte for byte. `Leaf.said` is the value with its line ends as single spaces, and `Leaf.at` tells for every
letter of it where it stands in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Path = tuple[str | int, ...]

_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(\r?\n[ \t]*)|([\s\S]))")
_NAMED = {"n": " ", "t": " ", "_": " ", "N": " ", "L": " ", "P": " "}


class Unreadable(ValueError):
    """A text that ruamel.yaml does not read as `source` does."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One value: the keys and positions that lead to it, its stretch of the file, and what it says."""

    path: Path
    start: int
    end: int
    style: str
    said: str
    at: tuple[int, ...]

    @property
    def key(self) -> str:
        """The nearest key above it."""
        return next((str(step) for step in reversed(self.path) if isinstance(step, str)), "")

    def stretch(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch of the file for `said[start:end]`; an escape counts whole."""
        return self.at[start], self.at[end]


@dataclass(frozen=True, slots=True)
class Kept:
    """A file's values, and the stretches that its keys and values take."""

    leaves: tuple[Leaf, ...]
    taken: tuple[tuple[int, int], ...]
    #: Where each item of a list begins, by the item's path.
    items: dict[Path, int]
    #: Whether the file's own keys stand on lines of their own, not in `{ }`, and how far they are indented.
    block: bool
    indent: int


def leaves(text: str) -> Kept:
    """Return the values of a YAML text. Raises Unreadable where it cannot be read."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        # ruamel refuses a tab inside a line, as pasted from Word; `source` takes it for a space
        root: Any = YAML(typ="rt").compose(text.replace("\t", " "))
    except (YAMLError, RecursionError, ValueError) as error:
        raise Unreadable(str(error)) from None
    if root is None or root.id != "mapping":
        raise Unreadable("no mapping")
    taken: list[tuple[int, int]] = []
    items: dict[Path, int] = {}
    found = tuple(_walk(root, (), text, taken, items))
    return Kept(found, tuple(sorted(taken)), items, not root.flow_style, root.start_mark.column)


def _walk(node: Any, path: Path, text: str, taken: list[tuple[int, int]], items: dict[Path, int]) -> Iterator[Leaf]:
    if node.id == "scalar":
        start, end = node.start_mark.index, node.end_mark.index
        taken.append((start, end))
        said, at = _read(text, start, end, node.style or "")
        yield Leaf(path, start, end, node.style or "", said, at)
    elif node.id == "sequence":
        for number, item in enumerate(node.value):
            items[(*path, number)] = item.start_mark.index
            yield from _walk(item, (*path, number), text, taken, items)
    else:
        for key, value in node.value:
            taken.append((key.start_mark.index, key.end_mark.index))
            yield from _walk(value, (*path, str(key.value)), text, taken, items)


def _read(text: str, start: int, end: int, style: str) -> tuple[str, tuple[int, ...]]:
    """Return what a value says and, for every letter and for its end, where that stands."""
    first, last = start, end
    if style in ("|", ">"):
        first = text.find("\n", start, end) + 1 or end
    elif style in ("'", '"'):
        first, last = start + 1, end - 1
    said: list[str] = []
    at: list[int] = []
    position = first
    while position < last:
        letter, step = _letter(text, position, last, style)
        if letter.isspace():
            while position + step < last and text[position + step].isspace():
                step += 1
            if said and said[-1] != " ":
                said.append(" ")
                at.append(position)
        else:
            said.append(letter)
            at.append(position)
        position += step
    if said and said[-1] == " ":
        said.pop()
        last = at.pop()
    return "".join(said), (*at, last)


def _letter(text: str, position: int, last: int, style: str) -> tuple[str, int]:
    """Return the letter at a place and how much of the file it takes."""
    if style == '"' and text[position] == "\\":
        found = _ESCAPE.match(text, position, last)
        if found:
            code = found[1] or found[2] or found[3]
            letter = chr(int(code, 16)) if code else " " if found[4] else _NAMED.get(found[5], found[5])
            return letter, len(found[0])
    if style == "'" and text.startswith("''", position):
        return "'", 2
    return text[position], 1


def comments(text: str, kept: Kept) -> Iterator[tuple[int, int]]:
    """Yield the stretch of every comment, from its `#` to the end of its line."""
    spans = iter([*kept.taken, (len(text) + 1, len(text) + 1)])
    position = 0
    for start, end in spans:
        gap = text[position : min(start, len(text))]
        for found in re.finditer(r"(?m)(?:^|(?<=\s))#[^\r\n]*", gap):
            at = position + found.start()
            if at == 0 or text[at - 1].isspace():
                yield at, position + found.end()
        position = max(position, end)
