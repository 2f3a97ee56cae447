"""printable: a draft -> the same without letters that no font of ours prints, each told.

A plan with such a letter cannot be printed at all, so a sign stands in its place until staff type what was meant.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

from generator import fonts, profile
from generator.importing.draft import Doubt, Draft

#: What stands for a letter that cannot be printed.
STAND_IN = "\ufffd"
#: What is known of an item and never printed: its marker as the source has it.
_UNPRINTED = ("marker",)


def printable(draft: Draft) -> Draft:
    """Return the draft with a stand-in for every letter that the font of the pages has not."""
    letters: set[str] = set()
    _gather(draft, letters)
    font = fonts.font(profile.read().pdf_family)
    missing = sorted(font.missing({letter for letter in letters if not letter.isspace()}))
    if not missing:
        return draft
    stand_in = STAND_IN if not font.missing({STAND_IN}) else "?"
    changed: Draft = _replaced(draft, str.maketrans(dict.fromkeys(missing, stand_in)))
    named = ", ".join(f"U+{ord(letter):04X}" for letter in missing[:8]) + (" …" if len(missing) > 8 else "")
    message = f"chữ mà phông chữ không in được ({named}) thay bằng «{stand_in}»"
    doubt = Doubt("missing-letter", message, 0, "gõ lại chữ đúng ở những chỗ ấy")
    return replace(changed, doubts=(*changed.doubts, doubt))


def _gather(value: Any, letters: set[str]) -> None:
    if isinstance(value, str):
        letters.update(value)
    elif isinstance(value, tuple):
        for each in value:
            _gather(each, letters)
    elif isinstance(value, dict):
        for each in value.values():
            _gather(each, letters)
    elif is_dataclass(value):
        for each in fields(value):
            if each.name not in _UNPRINTED:
                _gather(getattr(value, each.name), letters)


def _replaced(value: Any, table: dict[int, str]) -> Any:
    if isinstance(value, str):
        return value.translate(table)
    if isinstance(value, tuple):
        return tuple(_replaced(each, table) for each in value)
    if isinstance(value, dict):
        return {key: _replaced(each, table) for key, each in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        names = [each.name for each in fields(value) if each.name not in _UNPRINTED]
        return replace(value, **{name: _replaced(getattr(value, name), table) for name in names})
    return value
