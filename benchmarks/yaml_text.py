"""dump: a tree of texts, lists and mappings -> the YAML that staff would write for it.

In: dicts, lists and str, in the order in which they shall stand; a list within a list is a row of a table.  Out: text;
sentences stand under `>-`, wrapped as in plans/.  PyYAML would take ten times as long.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias

Tree: TypeAlias = "str | Sequence[Tree] | Mapping[str, Tree]"

#: Lines are not longer (letters), as in plans/.
WIDTH = 100
#: What may stand without quotes: nothing in it means anything to YAML.
_PLAIN = re.compile(r"[^\W\d_][\w ,./()%;-]*")


def dump(tree: Mapping[str, Tree]) -> str:
    """Return the text of a plan."""
    out: list[str] = []
    _mapping(out, tree, "")
    return "\n".join(out) + "\n"


def _mapping(out: list[str], tree: Mapping[str, Tree], indent: str, head: str | None = None) -> None:
    """Write keys and values; `head` stands before the first of them, as the dash of a list does."""
    inner = indent + "  "
    for key, value in tree.items():
        lead = indent if head is None else head
        head = None
        if isinstance(value, str):
            _scalar(out, f"{lead}{key}:", value, inner)
        elif isinstance(value, Mapping):
            out.append(f"{lead}{key}:")
            _mapping(out, value, inner)
        else:
            out.append(f"{lead}{key}:")
            _sequence(out, value, inner)


def _sequence(out: list[str], items: Sequence[Tree], indent: str) -> None:
    for item in items:
        if isinstance(item, str):
            _scalar(out, f"{indent}-", item, indent + "  ")
        elif isinstance(item, Mapping):
            _mapping(out, item, indent + "  ", f"{indent}- ")
        else:
            out.append(f"{indent}- {json.dumps(item, ensure_ascii=False)}")


def _scalar(out: list[str], head: str, text: str, indent: str) -> None:
    if len(head) + 1 + len(text) <= WIDTH:
        out.append(f"{head} {text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)}")
        return
    out.append(f"{head} >-")
    start, room = 0, WIDTH - len(indent)
    while len(text) - start > room:
        end = text.rfind(" ", start, start + room + 1)
        end = end if end > start else (text.find(" ", start) if " " in text[start:] else len(text))
        out.append(indent + text[start:end])
        start = end + 1
    if start < len(text):
        out.append(indent + text[start:])
