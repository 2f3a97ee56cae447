"""labelled: the lines of a task that say who, with whom, by when (`- Cơ quan chủ trì: Sở Y tế`) -> its keys.

Plans that give each task a block of such lines are many; what a line says belongs to the item above it.
"""

from __future__ import annotations

import re

from generator.importing.draft import Item, Sentence
from generator.importing.sheet import plain
from generator.importing.typed import agencies

_RULES = {
    "agency": r"(?:cơ quan|đơn vị|bộ phận)(?: được giao)?(?: chủ trì| thực hiện| chịu trách nhiệm)+(?: chính)?$"
    r"|chủ trì(?: thực hiện)?$",
    "coordinate_with": r"(?:(?:các )?(?:cơ quan|đơn vị|bộ phận) )?(?:cùng )?phối hợp(?: thực hiện)?$",
    "deadline": r"(?:thời gian|thời hạn|tiến độ)(?: thực hiện| hoàn thành| triển khai)*$",
    "product": r"(?:dự kiến )?(?:sản phẩm|kết quả)(?: dự kiến| đầu ra| hoàn thành| thực hiện)*$",
}
_LABELS = tuple((key, re.compile(words, re.IGNORECASE)) for key, words in _RULES.items())
#: A value longer than this is a paragraph and no value (letters).
LONGEST = 300


def labelled(item: Item) -> dict[str, str | tuple[str, ...]]:
    """Return the keys that the lines below a headed item give it, {} where none names who is responsible."""
    if not item.heading:
        return {}
    found: dict[str, str | tuple[str, ...]] = {}
    for child in item.children:
        label, value = _line(child)
        key = next((key for key, words in _LABELS if words.match(label)), "")
        said = _value(key, value) if key else ""
        if said and key not in found:
            found[key] = said
    return found if "agency" in found else {}


def _line(child: Item) -> tuple[str, str]:
    """The label and what it says, of a child that is one line: its heading runs in, or a colon parts them."""
    first = child.content[0] if child.content else None
    words = plain(first.text) if isinstance(first, Sentence) else ""
    if len(child.content) > 1:
        return "", ""
    label, _, value = (plain(child.heading).strip() + (" " if child.heading else "") + words).partition(":")
    return label.strip(), value.strip(" .;")


def _value(key: str, value: str) -> str | tuple[str, ...]:
    if not value or len(value) > LONGEST:
        return ""
    if key in ("deadline", "product"):
        return value
    bodies = agencies.listed(value)
    if not bodies or agencies.subject(value) or "phạm vi" in value:
        return ""
    return bodies if key == "coordinate_with" else value
