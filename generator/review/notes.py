"""notes: a reviewer's comments -> the YAML comments that keep them, above the item that they are about."""

from __future__ import annotations

import re
import textwrap

from generator.compare.words import likeness
from generator.review.flow import Flow
from generator.review.home import Homes
from generator.review.marks import NOBODY, Comment, Raw
from generator.review.scalar import WIDTH
from generator.review.sheet import Path, Sheet

#: Why a comment that stands in the plan is not put there again.
KNOWN = "lời này đã ghi trong kế hoạch"
_AREAS = (
    ("signatory", ("QuyenHan", "HoTen")), ("recipients", ("NoiNhan", "NoiNhanDanhSach")), ("number", ("SoKyHieu",)),
    ("date", ("DiaDanh",)), ("issuer", ("CoQuanBanHanh", "CoQuanChuQuan", "QuocHieu", "TieuNgu")),
    ("title", ("TenLoai", "TrichYeu")),
)  # fmt: skip


def lines(sheet: Sheet, path: Path, thread: tuple[Comment, ...]) -> tuple[str, ...]:
    """Return the comment lines of a thread, without those that stand above the item already."""
    column = max(sheet.column(path), 0)
    row = sheet.lines.row(max(sheet.start(path), 0))
    first = row
    while first and sheet.lines.line(first - 1).lstrip().startswith("#"):
        first -= 1
    known = "\n".join(sheet.lines.line(number).strip() for number in range(first, row))
    found: list[str] = []
    for comment in thread:
        lead = "#   " if comment.parent >= 0 else "# "
        done = " (đã xong)" if comment.done and comment.parent < 0 else ""
        said = f"[{comment.author or NOBODY}, {day(comment.date)}]{done} {comment.text}".strip()
        wrapped = textwrap.wrap(said, max(WIDTH - column - len(lead), 40), break_long_words=False) or [said]
        made = [lead + wrapped[0], *(f"{lead}  {line}" for line in wrapped[1:])]
        if "\n".join(line.strip() for line in made) not in known:
            found += made
    return tuple(found)


def day(date: str) -> str:
    """Return a date of Word's as staff write it; "không rõ ngày" where it has none."""
    found = re.match(r"^(\d{4})-(\d\d)-(\d\d)", date)
    return f"{found[3]}/{found[2]}/{found[1]}" if found else "không rõ ngày"


def printed_at(flow: Flow, raw: int) -> int:
    """Return the printed paragraph that a paragraph of the flow has letters of, else that it ends; -1 for none."""
    if raw < 0:
        return -1
    found = next((bit.para for bit in flow.raws[raw].bits if bit.para >= 0), flow.raws[raw].base)
    return found if found >= 0 else _moved_from(flow, flow.raws[raw])


def _moved_from(flow: Flow, raw: Raw) -> int:
    """The printed paragraph that one was before it was moved; -1 where it was not."""
    names = {_move(flow, n) for bit in raw.bits for n in bit.chain if flow.changes[n].kind == "to"} - {("", "")}
    said = "".join(bit.text for bit in raw.bits)
    froms = [bit for each in flow.raws for bit in each.bits if bit.para >= 0] if names else []
    paras = {bit.para for bit in froms for n in bit.chain if flow.changes[n].kind == "from" and _move(flow, n) in names}
    return max(sorted(paras), key=lambda para: likeness(flow.printed[para].text, said), default=-1)


def _move(flow: Flow, number: int) -> tuple[str, str]:
    change = flow.changes[number]
    return (change.author, change.name) if change.name else ("", "")


def home(sheet: Sheet, flow: Flow, homes: Homes, raw: int) -> Path | None:
    """Return the item or key above which a comment on a paragraph of the flow is kept; None where there is none."""
    para = printed_at(flow, raw)
    if para < 0 and raw >= 0:  # on a paragraph that came: the one before it
        before = (r.base for r in reversed(flow.raws[:raw]) if r.base >= 0 and r.base in homes.of)
        para = next(before, -1)
    if para < 0:
        return None
    path = homes.of.get(para, ((),))[0]
    for length in range(len(path), 0, -1):
        above = path[:length]
        owns_line = sheet.start(above) >= 0 and (isinstance(above[-1], int) or length == 1 or not _first(sheet, above))
        if owns_line:
            return above
    style = flow.printed[para].style
    key = next((key for key, styles in _AREAS if style in styles and (key,) in sheet.keys), "")
    return (key,) if key and sheet.start((key,)) >= 0 else None


def _first(sheet: Sheet, path: Path) -> bool:
    """Tell whether a key stands beside the dash of its item."""
    start = sheet.start(path)
    return bool(sheet.text[sheet.lines.starts[sheet.lines.row(start)] : start].strip())


def threads(comments: tuple[Comment, ...]) -> list[tuple[Comment, ...]]:
    """Return the comments, each with the replies to it."""
    found: dict[int, list[Comment]] = {}
    parents = {comment.number: comment.parent for comment in comments}
    for comment in comments:
        top, seen = comment.number, {comment.number}
        while parents.get(top, -1) >= 0 and parents[top] not in seen:
            top = parents[top]
            seen.add(top)
        found.setdefault(top, []).append(comment)
    return [tuple(sorted(group, key=lambda each: each.parent >= 0)) for group in found.values()]
