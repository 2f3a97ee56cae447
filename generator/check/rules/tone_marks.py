"""Both ways of placing the tone on `oa`, `oe`, `uy` in one manuscript: `hòa` and `hoà`, `ủy` and `uỷ`.

The decree writes both ways itself, so either is right and only mixing them is told, at the places of
the fewer, three at most. Left alone: `qu` (quý), closed syllables (hoàn), names of signatories.
Source: Phụ lục I, P-04 (one text, one font, one spelling); practice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.manuscript import Manuscript
from generator.check.wording import LOWER, OLD_STYLE, UPPER, sheet
from generator.problem import Level, Problem

ID = "tone-marks"
TITLE = "Lẫn hai kiểu đặt dấu thanh (hòa/hoà)"
LEVEL: Level = "warning"
CLAUSE = ""
PASSES = (
    "Ủy ban nhân dân xã hòa giải, giữ gìn sức khỏe, thủy lợi; hoàn thành, quý I, thuận.",
    "Uỷ ban nhân dân xã hoà giải, giữ gìn sức khoẻ, thuỷ lợi; quý II.",
)
FAILS = (
    "Ủy ban nhân dân xã hoà giải.",
    "Tỉnh uỷ và Ủy ban nhân dân tỉnh phối hợp.",
    "ỦY BAN NHÂN DÂN\nBảo đảm sức khoẻ.",
)
_TONED = "".join(sorted({letter for pair in (*OLD_STYLE, *OLD_STYLE.values()) for letter in pair + pair.upper()}))
#: How many places are told one by one.
_SHOWN = 3
_NEW = {old: new for new, old in OLD_STYLE.items()}
_BOTH = {**dict.fromkeys(OLD_STYLE, True), **dict.fromkeys(_NEW, False)}
_PAIR = re.compile(rf"[{_TONED}]{{2}}(?![{LOWER}{UPPER}])")


def check(manuscript: Manuscript) -> Iterator[Problem]:
    whole = sheet(manuscript)
    styles: dict[bool, list[int]] = {True: [], False: []}
    for found in _PAIR.finditer(whole.text):
        new = _BOTH.get(found[0].lower())
        if new is not None and whole.text[found.start() - 1 : found.start()] not in ("q", "Q"):
            styles[new].append(found.start())
    if not styles[True] or not styles[False]:
        return
    styles = {new: [p for p in places if whole.at(p)[0].kind != "signatory"] for new, places in styles.items()}
    new = len(styles[True]) <= len(styles[False])  # whether the fewer are in the new style
    for place in styles[new][:_SHOWN]:
        start = place
        while start and whole.text[start - 1].isalpha():
            start -= 1
        said = whole.text[start : place + 2]
        other = said[:-2] + _like((OLD_STYLE if new else _NEW)[said[-2:].lower()], said[-2:])
        message = f"`{said}` đặt dấu thanh khác kiểu với chữ khác trong văn bản (cả văn bản có {len(styles[new])} chỗ)"
        hint = f"viết `{other}` như {len(styles[not new])} chữ còn lại"
        yield whole.problem(start, place + 2, message, hint, ID)


def _like(text: str, capitals: str) -> str:
    """Return a text with its letters capital where those of another are."""
    return "".join(t.upper() if c.isupper() else t for t, c in zip(text, capitals, strict=True))
