"""redline: two DOCX -> the new one with native tracked changes since the old one, and what could not be tracked."""

from __future__ import annotations

import datetime
import re

from generator.frozen import dataclass
from generator.problem import Problem
from generator.redline import blocks, footnotes, sections, told
from generator.redline.package import Opened, opened, refusal, written
from generator.redline.pen import Pen
from generator.verify.docx.xml import Node, W, first

_SECTION = f"{W}sectPr"
_CONTROL = re.compile("[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Redlined:
    """The bytes of a redline, what is said of it, and how many changes it tracks (0: the two say the same)."""

    data: bytes
    notes: tuple[Problem, ...]
    changes: int


def redline(old: bytes, new: bytes, author: str, date: datetime.date | None, names: tuple[str, str]) -> Redlined:
    """Return the new document with what changed since the old one. Raises PlanError as `redline.docx` says."""
    named = author.strip()
    if not named or _CONTROL.search(named):
        raise refusal(
            names[1], "tên người sửa trống hoặc có ký tự điều khiển", 'ghi tên, ví dụ --author "Nguyễn Văn A"'
        )
    before, after = opened(old, names[0]), opened(new, names[1])
    stamp = f"{date.isoformat()}T00:00:00Z" if date else ""
    shown = sections.references(before), sections.references(after)
    pen = Pen(named, stamp, before, after, footnotes.notes(before, after))
    _document(_body(before), _body(after), pen)
    touched = {after.main} | sections.margins(pen, shown, lambda a, b: _part(a, b, pen)) | footnotes.write(pen)
    return Redlined(written(after, frozenset(touched)), told.untracked(pen), pen.counts.total())


def _body(document: Opened) -> Node:
    body = first(document.tree(document.main), f"{W}body")
    if body is None:
        raise refusal(document.name, "tệp Word không có văn bản bên trong", "mở tệp bằng Word, lưu lại thành .docx")
    return body


def _document(old: Node, new: Node, pen: Pen) -> None:
    """Write the redline in the new document's body."""
    ends = first(old, _SECTION), first(new, _SECTION)
    content = blocks.compare(_blocks(old), _blocks(new), pen, moves=True)
    _fill(new, content)
    if ends[1] is not None:
        new.append(sections.section(*ends, pen))


def _part(old: Node, new: Node, pen: Pen) -> Node:
    """Return a header or a footer in which the difference is tracked."""
    _fill(new, blocks.compare(_blocks(old), _blocks(new), pen))
    return new


def _blocks(holder: Node) -> list[Node]:
    return [child for child in holder if child.tag != _SECTION]


def _fill(holder: Node, content: list[Node]) -> None:
    for child in list(holder):
        holder.remove(child)
    holder.extend(content)
