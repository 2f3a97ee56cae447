"""Notes printed below a text: lines in, the notes by name out, and the lines that are left.

A portal prints `[1]` in the text and `[1] Thông tư …` after the signature. A line that begins so is a note where its
number stands in the text before it; it goes on to the next note, or to what cannot belong to it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.importing.text.lines import Line

_NOTE = re.compile(r"\s*\\?\[\^?(\d{1,3}|\*{1,3})\\?\]:?(?=\s|$|\S)")
_REFERENCE = re.compile(r"(?<=\S)\s?\\?\[\^?(\d{1,3}|\*{1,3})\\?\]")
_STOP = re.compile(r"[\s*_#]*(?:PHỤ LỤC|Phụ lục|Biểu(?: số)?|BIỂU|DANH MỤC|Nơi nhận)\b")


def take(lines: Sequence[Line]) -> tuple[dict[str, list[Line]], list[Line]]:
    """Return the notes, each with its lines, and the lines that are none of them."""
    referred: set[str] = set()
    notes: dict[str, list[Line]] = {}
    left: list[Line] = []
    current: list[Line] | None = None
    for line in lines:
        head = _NOTE.match(line.text)
        if head and head[1] in referred and head[1] not in notes:
            current = notes[head[1]] = [Line(line.text[head.end() :].strip(), line.number)]
            continue
        if current is not None and _belongs(current, line):
            current.append(line)
            continue
        current = None
        left.append(line)
        if "[" in line.text:
            referred |= {found[1] for found in _REFERENCE.finditer(line.text)}
    return notes, left


def _belongs(note: Sequence[Line], line: Line) -> bool:
    text = line.text.strip()
    if text == "|" or _STOP.match(line.text) or line.breaks:
        return False
    if not text or not note[-1].blank:
        return True
    return text[:1].islower() or not any(not each.blank for each in note)
