"""read: the lines of the recipients (ô 9b) -> groups, recipients, archive line, drafter's sign (II.9, III.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.frozen import dataclass
from generator.importing.anatomy import wording
from generator.importing.anatomy.rows import Row
from generator.importing.draft import Field, Recipient

_END = re.compile(r"[\s.;,]*(?:\.\s*/[\s.]*)?$")
_COPIES = re.compile(r"\s*\((?P<n>[1-9]\d{0,2})\)$")
#: Several recipients typed on one line.
_NEXT = re.compile(r";\s*(?=[-–]\s+\S)")
#: `Gửi: Bản giấy và điện tử`: how it is sent.
_CAPTION = re.compile(r"[A-ZĐ]\w+(?:\s\w+){0,3}:\s")
#: The name of the file that a typist left at the foot.
_PATH = re.compile(r"\S*[\\/]\S*\.\S*|\S+\.(?:docx?|rtf|odt)\.?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    row: Row
    #: The sign it opens with: `-`, `+`, …, "" where it goes on or is a caption.
    dash: str


def read(rows: tuple[Row, ...]) -> tuple[tuple[Recipient, ...], Field, tuple[Row, ...]]:
    """Return the recipients, the drafter's sign, and the rows that are neither."""
    lines = _joined(list(_lines(rows)))
    drafter = Field()
    odd: list[Row] = []
    found: list[Recipient] = []
    for line in lines:
        if found and found[-1].kind == "archive" and not line.dash and wording.DRAFTER.fullmatch(line.text):
            drafter = Field(line.text.rstrip(". "), line.row.line)
            continue
        if found and found[-1].kind == "archive" and _PATH.fullmatch(line.text):
            odd.append(line.row)
            continue
        found.append(_recipient(line))
    return tuple(each for each in found if each.text or each.kind == "archive"), drafter, tuple(odd)


def _lines(rows: tuple[Row, ...]) -> Iterator[_Line]:
    for row in rows:
        title = wording.RECIPIENTS.match(row.text)
        text = row.text[title.end() :] if title and not row.dashed else row.text
        for piece in _NEXT.split(text):
            dash = wording.DASH.match(piece)
            sign = row.para.marker.strip() or (dash[0].strip() if dash else "")
            own = piece[dash.end() :] if dash else piece
            if own.strip():
                yield _Line(own.strip(), row, sign)


def _joined(lines: list[_Line]) -> list[_Line]:
    """Lines that go on are one with the line above: no dash, and that one has not ended."""
    found: list[_Line] = []
    dashes = any(line.dash for line in lines)
    for line in lines:
        if found and dashes and not line.dash and _goes_on(found[-1], line):
            above = found.pop()
            line = _Line(f"{above.text} {line.text}", above.row, above.dash)
        found.append(line)
    return found


def _goes_on(above: _Line, line: _Line) -> bool:
    if line.text.endswith(":") or above.text.endswith(":") or wording.ARCHIVE.match(line.text):
        return False
    if wording.ARCHIVE.match(above.text):
        if wording.DRAFTER.fullmatch(line.text) or _CAPTION.match(line.text) or _PATH.fullmatch(line.text):
            return False
        return not above.text.endswith(".") or not line.text[:1].isupper()
    return not above.text.endswith((";", ".")) or line.text[:1].islower()


def _recipient(line: _Line) -> Recipient:
    archive = wording.ARCHIVE.match(line.text)
    if archive:
        stem = _END.sub("", line.text[archive.end() :])
        copies = _COPIES.search(stem)
        if copies:
            return Recipient("archive", stem[: copies.start()], line.row.line, copies=int(copies["n"]))
        return Recipient("archive", stem, line.row.line)
    if line.text.endswith(":") or (not line.dash and wording.SENT.match(line.text)):
        return Recipient("group", line.text.rstrip(" .;"), line.row.line)
    level = 1 if line.dash in ("+", "*", "o", "◦") else 0
    return Recipient("to", _END.sub("", line.text), line.row.line, level=level)
