"""placed: a text -> the same with the tone of `oa`, `oe`, `uy` where it is asked for: "cũ" (hòa) or "mới" (hoà).

Left alone: `qu` (quý), closed syllables (hoàn), placeholders, addresses, names of files, and texts that are no prose
of the plan: ids, columns of a register, the signatory's name.
"""

from __future__ import annotations

import re

from generator.check.wording import LOWER, OLD_STYLE, UPPER

STYLES = ("cũ", "mới")

#: Keys whose text names something that stands elsewhere, letter by letter.
_NAMES = frozenset(
    "id template profile extends office units unit locked before after into key rule share weight marker markers "
    "standard status orientation align better by secrecy urgency date".split()
)
#: (group, key) of the same kind; `from` names a column in `allocate`, an office elsewhere.
_NAMES_IN = frozenset(
    (("allocate", "from"), ("signatory", "name"), ("allocation_table", "targets"), ("reorder", "reorder"))
)
_NEW_STYLE = {old: new for new, old in OLD_STYLE.items()}
_TONED = "".join(sorted({c for pair in (*OLD_STYLE, *OLD_STYLE.values()) for c in pair + pair.upper()}))
_PAIR = re.compile(
    r"\{\{.*?\}\}|\[\^[^\]]*\]|\S*(?:://|@|www\.)\S*|\S+\.(?:ya?ml|docx?|pdf|csv|xlsx?)\b"
    rf"|(?<![qQ])(?P<pair>[{_TONED}]{{2}})(?![{LOWER}{UPPER}])",
    re.DOTALL,
)


def placed(text: str, keys: tuple[str, ...], style: str) -> str:
    """Return a text in a style; `keys` are the key that it stands under, and the one above that before it."""
    if (keys[-1:] and keys[-1] in _NAMES) or keys[-2:] in _NAMES_IN:
        return text
    return fold(text, style)


def fold(text: str, style: str) -> str:
    """Return a text with all its tones in one style, whatever it is."""
    table = OLD_STYLE if style == STYLES[0] else _NEW_STYLE
    return _PAIR.sub(lambda found: _other(found, table), text)


def _other(found: re.Match[str], table: dict[str, str]) -> str:
    said = found["pair"]
    other = table.get(said.lower()) if said else None
    if not said or other is None:
        return found[0]
    return "".join(new.upper() if old.isupper() else new for new, old in zip(other, said, strict=True))
