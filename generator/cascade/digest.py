"""digest: the tree of a plan -> what tells it from any other plan's: its keys and texts in order, and nothing else.

Marks, comments and the layout of the file do not count: two trees of one digest make the same plan.
"""

from __future__ import annotations

import hashlib

from generator.schema import CONTENT
from generator.source import Mapping, Scalar, Sequence, Value

#: Keys whose order among one another is the order of print; all others may stand in any.
_PRINTED = frozenset((*CONTENT, "tasks", "parts"))

#: What stands before a key, a text, a blank that was not quoted (nothing was said) and a folded text of several
#: lines (it is one paragraph), and around groups and lists. No file may hold these letters, so no two trees
#: are written alike.
_KEY, _TEXT, _BLANK, _FOLDED, _GROUP, _LIST, _END = "\0", "\1", "\2", "\3", "\4", "\5", "\6"


def digest(root: Mapping, abstract: bool = False) -> str:
    """Return the SHA-256 of a tree; `abstract` tells that it is not printed."""
    parts = ["abstract" if abstract else "plan"]
    _write(root, parts)
    return _sum(parts)


def meaning(root: Mapping) -> str:
    """Return the SHA-256 of what a file says: the order of keys that do not print in that order does not count either,
    so that a file may be put into another form of writing."""
    parts = ["meaning"]
    _write(ordered(root), parts)
    return _sum(parts)


def ordered(value: Value) -> Value:
    """Return a tree with its keys in one order: those that print as they stand, the others by name."""
    if isinstance(value, Sequence):
        return Sequence(tuple(map(ordered, value.items)), value.mark)
    if isinstance(value, Scalar):
        lines = [" ".join(line.split()) for line in value.text.split("\n")]
        return Scalar(
            " ".join(lines) if value.plain else "\n".join(lines).strip(), value.mark, value.plain and not value.text
        )
    printed = [entry for entry in value.entries if entry[0].text in _PRINTED]
    others = sorted((e for e in value.entries if e[0].text not in _PRINTED), key=lambda entry: entry[0].text)
    return Mapping(tuple((key, ordered(each)) for key, each in (*others, *printed)), value.mark)


def _sum(parts: list[str]) -> str:
    return hashlib.sha256("".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _write(value: Value, parts: list[str]) -> None:
    if isinstance(value, Scalar):
        text = value.text
        if not value.plain or (text and "\n" not in text):
            parts += (_TEXT, text)
        else:
            parts += (_FOLDED, text) if text else (_BLANK,)
    elif isinstance(value, Sequence):
        parts.append(_LIST)
        for item in value.items:
            _write(item, parts)
        parts.append(_END)
    else:
        parts.append(_GROUP)
        for key, each in value.entries:
            parts += (_KEY, key.text)
            _write(each, parts)
        parts.append(_END)
