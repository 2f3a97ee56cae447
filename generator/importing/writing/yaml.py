"""dump: groups, lists and texts with comments -> YAML, plain but unmistakable; `canon` gives it its looks."""

from __future__ import annotations

import json
import re
import textwrap
import unicodedata
from collections.abc import Iterator

from generator.frozen import dataclass

Value = "str | bool | int | float | Group | Listing"


@dataclass(frozen=True, slots=True)
class Entry:
    """A value of a group (with its key) or of a list (key empty), and the comments above it."""

    value: str | bool | int | float | Group | Listing
    key: str = ""
    comments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Keys with values, in order."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """Values in order."""

    entries: tuple[Entry, ...]


_WIDTH = 96
#: What a plan's file may not hold: signs that no letter is, of a broken source.
_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u206f\ue000-\uf8ff\ufff9-\ufffc\ufffe\uffff\ud800-\udfff]"
)


def dump(root: Group, head: tuple[str, ...]) -> str:
    """Return the text of a file: its comments, a blank line, the root."""
    top = [f"# {line}".rstrip() for line in head]
    return "\n".join([*top, "", *_group(root, 0)]) + "\n"


def _group(group: Group, depth: int) -> Iterator[str]:
    pad = " " * depth
    for entry in group.entries:
        yield from _comments(entry.comments, depth)
        if isinstance(entry.value, Group):
            yield f"{pad}{entry.key}:"
            yield from _group(entry.value, depth + 2)
        elif isinstance(entry.value, Listing):
            yield f"{pad}{entry.key}:"
            yield from _listing(entry.value, depth + 2)
        else:
            yield f"{pad}{entry.key}: {_scalar(entry.value)}"


def _listing(listing: Listing, depth: int) -> Iterator[str]:
    pad = " " * depth
    for entry in listing.entries:
        yield from _comments(entry.comments, depth)
        if isinstance(entry.value, (Group, Listing)):
            lines = (
                _group(entry.value, depth + 2) if isinstance(entry.value, Group) else _listing(entry.value, depth + 2)
            )
            first = True
            for line in lines:
                if first and line.lstrip().startswith("#"):
                    yield line[2:]  # a comment on the first key stands above the item
                    continue
                yield f"{pad}- {line[depth + 2 :]}" if first else line
                first = False
        else:
            yield f"{pad}- {_scalar(entry.value)}"


def _comments(comments: tuple[str, ...], depth: int) -> Iterator[str]:
    for comment in comments:
        words = " ".join(_printable(comment).split())
        for number, line in enumerate(textwrap.wrap(words, _WIDTH - depth, break_long_words=False) or [""]):
            yield " " * depth + ("# " if not number else "#   ") + line


def _scalar(value: str | bool | int | float) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, (int, float)) else json.dumps(_printable(value), ensure_ascii=False)


def _printable(text: str) -> str:
    """Return a text in NFC whose unprintable signs show as such."""
    return _UNPRINTABLE.sub("\ufffd", unicodedata.normalize("NFC", text))
