"""draft: the text of a plan's file -> the same for the next year, and the report of what moved and what to look at.

Changes are made in place and proved: read again, the file has the same keys, values and comments but for what was
moved. A file that cannot be changed so is refused.
"""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from generator import source
from generator.amend import keep
from generator.amend.edits import Edit, Edited, Lines, apply
from generator.amend.keep import Kept
from generator.problem import Mark, PlanError, Problem
from generator.roll import reading
from generator.roll.aim import aim
from generator.roll.in_force import Document
from generator.roll.reading import REMINDER, SCHEMA
from generator.roll.report import Change, Kind, Look, Report
from generator.roll.work import RENEW, Follow, Work

_BOM = "\ufeff"
_WIDTH = 100


def draft(
    data: bytes, old: Path, new: Path, since: int, to: int, known: tuple[Document, ...], follow: Follow
) -> tuple[bytes, Report]:
    """Return a plan's file as the draft of another year. Raises PlanError for a file that cannot be read or changed."""
    source.parse(data, str(old))  # tells every fault of the text itself
    whole = data.decode("utf-8")
    text = unicodedata.normalize("NFC", whole.removeprefix(_BOM))
    try:
        kept = keep.leaves(text)
    except keep.Unreadable:
        hint = "viết tệp theo dòng (`khóa: giá trị`), không dùng { } lồng nhau, rồi chạy lại"
        raise PlanError([Problem(Mark(str(old)), "không dời năm được trong tệp này", hint, "roll")]) from None
    beside = {leaf.path: leaf.said for leaf in kept.leaves}
    work = Work(text, kept, aim(kept.leaves, since, to), known, follow, beside)
    reading.read(work)
    edited = _written(work, old)
    bom = _BOM if whole.startswith(_BOM) else ""
    return (bom + edited.new).encode("utf-8"), _report(work, edited, old, new)


# --- the new text ---------------------------------------------------------------------------------


def _written(work: Work, old: Path) -> Edited:
    """Return the new text with the lines put in, or without them where the file does not take them."""
    for lines in (work.lines, []):
        edited = apply(work.text, [*work.edits, *_inserted(work.text, lines)])
        if _same(work, edited, [line for _, line in lines]):
            if not lines and work.lines:
                work.look(0, 0, "file", f"tệp không nhận thêm dòng: tự ghi `status: draft` và các chỗ {RENEW}", True)
            return edited
    hint = "viết tệp theo dòng (`khóa: giá trị`), không dùng { } lồng nhau, rồi chạy lại"
    raise PlanError([Problem(Mark(str(old)), "không dời năm được mà giữ nguyên phần còn lại của tệp", hint, "roll")])


def _inserted(text: str, lines: list[tuple[int, str]]) -> Iterator[Edit]:
    """Yield the lines as edits: above the line of their place, as far in, once each."""
    end = "\r\n" if "\r\n" in text else "\n"
    told: set[tuple[int, str]] = set()
    for place, words in sorted(lines, key=lambda line: line[0]):
        start = text.rfind("\n", 0, place) + 1
        indent = text[start : start + len(text[start:]) - len(text[start:].lstrip(" "))]
        above = _above(text, start)
        if (start, words) in told:
            continue
        told.add((start, words))
        if words.lstrip().startswith(RENEW):
            new = textwrap.wrap(words, max(_WIDTH - len(indent) - 2, 40), break_long_words=False)
            new = [f"{indent}# {new[0]}", *(f"{indent}#   {line}" for line in new[1:])]
            if new[0].strip() in above:
                continue
        else:
            new = [words]
        yield Edit(start, start, "".join(line + end for line in new))


def _above(text: str, start: int) -> list[str]:
    """Return the comment lines right above a line."""
    found: list[str] = []
    for line in reversed(text[:start].splitlines()):
        if not line.lstrip().startswith("#"):
            break
        found.append(line.strip())
    return found


def _same(work: Work, edited: Edited, lines: list[str]) -> bool:
    """Prove that nothing but what was meant has changed: keys, values, comments."""
    try:
        again = keep.leaves(edited.new)
        source.parse(edited.new.encode("utf-8"), "")
    except (keep.Unreadable, PlanError):
        return False
    wanted = {leaf.path: work.said.get(leaf.path, leaf.said) for leaf in work.kept.leaves}
    got = {leaf.path: leaf.said for leaf in again.leaves}
    if any(line.strip() == "status: draft" for line in lines):
        wanted[("status",)] = "draft"
    return wanted == got and _told(work.text, work.kept) == _told(edited.new, again)


def _told(text: str, kept: Kept) -> list[str]:
    """The comments of a file, without those that a roll writes or changes."""
    found: list[str] = []
    renewing = False
    for start, end in keep.comments(text, kept):
        words = text[start:end]
        renewing = words.startswith(f"# {RENEW}:") or (renewing and words.startswith("#   "))
        if not renewing and not SCHEMA.match(words) and not REMINDER.match(words):
            found.append(words)
    return found


# --- the report -----------------------------------------------------------------------------------


def _report(work: Work, edited: Edited, old: Path, new: Path) -> Report:
    before, after = Lines(work.text, str(old)), Lines(edited.new, str(new))

    def marks(start: int, end: int) -> tuple[Mark, Mark]:
        if not start and not end:
            return Mark(str(old)), Mark(str(new))
        return before.mark(start, end), after.mark(edited.moved(start), edited.moved(end))

    changes = tuple(Change(was, now, *marks(start, end)) for start, end, was, now in sorted(work.changes))
    looks: dict[tuple[Kind, str], Look] = {}
    for start, end, kind, message, must in sorted(work.looks):
        first = looks.get((kind, message))
        old_mark, new_mark = marks(start, end)
        if first and kind not in ("figure", "signer"):
            also = (*first.also, new_mark.line) if new_mark.line not in (first.new.line, *first.also) else first.also
            looks[(kind, message)] = replace(first, also=also)
        elif first:
            looks[(kind, f"{message}\0{start}")] = Look(kind, message, old_mark, new_mark, must)
        else:
            looks[(kind, message)] = Look(kind, message, old_mark, new_mark, must)
    return Report(old, new, changes, tuple(looks.values()))
