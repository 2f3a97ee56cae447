"""digest: the tree of a plan -> what tells it from any other plan's: its keys and texts in order, and nothing else.

Marks, comments and the layout of the file do not count: two trees of one digest make the same plan.
"""

from __future__ import annotations

import hashlib

from generator.source import Mapping, Scalar, Sequence, Value

#: What stands before a key, a text, a blank that was not quoted (nothing was said) and a folded text of several
#: lines (it is one paragraph), and around groups and lists. No file may hold these letters, so no two trees
#: are written alike.
_KEY, _TEXT, _BLANK, _FOLDED, _GROUP, _LIST, _END = "\0", "\1", "\2", "\3", "\4", "\5", "\6"


def digest(root: Mapping, abstract: bool = False) -> str:
    """Return the SHA-256 of a tree; `abstract` tells that it is not printed."""
    parts = ["abstract" if abstract else "plan"]
    _write(root, parts)
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
