"""entries: the changes of one matter -> what is said of each, for the text and the page alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from generator.diff.change import MATTERS, Change, Difference, Edit
from generator.frozen import dataclass

#: What is said of a value that is not there.
EMPTY = "(trống)"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of what is said: plain words (`said`, in `old`), an edit inside a sentence, a value that became
    another, or words that only went or came (`whole`)."""

    kind: Literal["said", "edit", "became", "whole"]
    old: str = ""
    new: str = ""


Entry = tuple[Part, ...]

#: Words of a sentence that are shown beside a change, and of one that is only named.
_BESIDE, _NAMED = 5, 12
#: A text of so many letters is shown whole.
_WHOLE = 90
#: Entries of one matter that a page shows at most and, where there is much to tell, at least; lines of a page.
_MOST, _LEAST, _PAGE = 8, 3, 62


def entries(difference: Difference, matter: str) -> tuple[Entry, ...]:
    """Return one entry a change; what was renumbered is one entry, and so is one edit made at several places."""
    changes = difference.of(matter)
    renumbered = [change for change in changes if change.kind == "renumbered"]
    repeated = _repeated([change for change in changes if change.kind == "changed"])
    found: list[Entry] = []
    done: set[tuple[str, str]] = set()
    for change in changes:
        same = _only(change)
        if change in renumbered:
            if change is renumbered[0]:
                found.append(_renumbered(renumbered))
        elif same in repeated:
            if same not in done:
                found.append(_many(same, repeated[same]))
                done.add(same)
        else:
            found.append(tuple(_entry(change)))
    return tuple(found)


def on_a_page(difference: Difference) -> dict[str, tuple[tuple[Entry, ...], int]]:
    """Return for every matter the entries that a page has room for, and how many are left out."""
    found = {matter: entries(difference, matter) for matter in difference.counts}
    most = _MOST
    while most > _LEAST and sum(min(len(each), most) + 2 for each in found.values()) > _PAGE:
        most -= 1
    return {matter: (each[:most], max(len(each) - most, 0)) for matter, each in found.items()}


def header(difference: Difference) -> tuple[str, ...]:
    """Return the lines above the matters: which two, and how much."""
    old, new = difference.old, difference.new
    lines = [
        f"{which}: {side.name} (số {side.number}, {side.date})"
        for which, side in (("Bản trước", old), ("Bản sau", new))
    ]
    if not difference.changes:
        return (*lines, "Không có thay đổi.")
    counts = "; ".join(f"{MATTERS[matter].lower()} {n}" for matter, n in difference.counts.items())
    return (*lines, f"{len(difference.changes)} thay đổi: {counts}.")


# --- one change ---------------------------------------------------------------------------------


def _entry(change: Change) -> Iterator[Part]:
    if change.kind == "form":
        yield _said(f"{_place(change)}{change.name}")
    elif change.kind in ("added", "dropped"):
        yield from _came(change)
    elif change.kind == "moved":
        yield from _moved(change)
    else:
        yield _said(_place(change) + (f"{change.name}: " if change.name else ""))
        yield from snippet(change.edits) if change.edits else _became(change)
    if not change.printed:
        yield _said(" (chỉ trong dữ liệu, không in)")


def _said(words: str) -> Part:
    return Part("said", words)


def _became(change: Change) -> Iterator[Part]:
    yield Part("became", short(change.old, _WHOLE), short(change.new, _WHOLE))
    if change.what and change.what not in (change.old, change.new):
        yield _said(f" (“{short(change.what)}”)")


def _came(change: Change) -> Iterator[Part]:
    added = change.kind == "added"
    place = change.new_place if added else change.old_place
    at = " ở" if place and (change.name or change.matter == "footnotes") else ""
    many = f" ({change.lines} đoạn)" if change.lines > 1 else ""
    whose = f" của {change.note}" if change.note and change.note not in change.what else ""
    yield _said(f"{'thêm' if added else 'bỏ'}{at}{' ' if place else ''}{place}{whose}{many}: ")
    whole = short(change.name or change.what or change.new or change.old, _WHOLE)
    yield Part("whole", "" if added else whole, whole if added else "")
    if change.lines > 1 and change.matter != "appendices":  # a heading says little of what stands under it
        below = (change.new or change.old).split("\n")[1]
        yield _said(f" (“{short(below, _WHOLE)}”)")


def _moved(change: Change) -> Iterator[Part]:
    many = f" và {change.lines - 1} đoạn ở dưới" if change.lines > 1 else ""
    named = change.name or f"“{short(change.what)}”"
    yield _said(f"{named}{many}: ")
    if change.note:
        before, now = change.note.split(" → ", 1)
        yield _said(f"từ {before} ({change.old_place}) sang {now} ({change.new_place})")
    elif change.old_place != change.new_place:
        yield _said(f"{change.old_place} nay là {change.new_place}")
    else:
        yield _said(change.new_place or "đổi thứ tự")
    if change.edits:
        yield _said("; có sửa lời: ")
        yield from snippet(change.edits)


def _place(change: Change) -> str:
    now, before = change.new_place, change.old_place
    if not now:
        return f"{before}: " if before else ""
    return f"{now} (trước là {before}): " if before and before != now else f"{now}: "


def snippet(edits: Sequence[Edit]) -> Iterator[Part]:
    """Yield a sentence around its edits only."""
    for number, edit in enumerate(edits):
        joined = number > 0 and edits[number - 1].after == edit.before
        if not joined:
            yield _said((" " if number else "") + _last(edit.before))
        elif len(edit.before.split()) <= 2 * _BESIDE:
            yield _said(edit.before)
        else:
            yield _said(_first(edit.before) + " " + _last(edit.before).removeprefix("… "))
        words = edit.old or edit.new
        yield _said(" " if words[:1].isspace() else "")
        yield Part("edit", edit.old.strip(), edit.new.strip())
        yield _said(" " if words[-1:].isspace() else "")
        if number + 1 == len(edits) or edits[number + 1].before != edit.after:
            yield _said(_first(edit.after))


def _first(text: str) -> str:
    """The words right after an edit."""
    words = text.split()
    space = " " if text[:1].isspace() else ""
    return space + " ".join(words[:_BESIDE]) + (" …" if len(words) > _BESIDE else "")


def _last(text: str) -> str:
    """The words right before an edit."""
    words = text.split()
    space = " " if text[-1:].isspace() else ""
    return ("… " if len(words) > _BESIDE else "") + " ".join(words[-_BESIDE:]) + space


def short(text: str, whole: int = 60) -> str:
    """Return a text, or its first words where it is long."""
    text = " ".join(text.split())
    if len(text) <= whole:
        return text
    return " ".join(text.split()[:_NAMED]).rstrip(",;.: ") + " …"


# --- several changes that are one for a reader -------------------------------------------------


def _only(change: Change) -> tuple[str, str]:
    edit = change.edits[0] if len(change.edits) == 1 and change.kind == "changed" else None
    return (edit.old.strip(), edit.new.strip()) if edit else ("", "")


def _repeated(changes: Iterable[Change]) -> dict[tuple[str, str], list[Change]]:
    found: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        if any(same := _only(change)):
            found.setdefault(same, []).append(change)
    return {same: several for same, several in found.items() if len(several) > 1}


def _many(same: tuple[str, str], changes: Sequence[Change]) -> Entry:
    places = [change.new_place or change.old_place for change in changes]
    shown = ", ".join(places[:4]) + (f" và {len(places) - 4} chỗ khác" if len(places) > 4 else "")
    old, new = same
    if old and new:
        return (Part("became", old, new), _said(f" ở {len(places)} chỗ: {shown}"))
    return (_said("thêm " if new else "bỏ "), Part("whole", old, new), _said(f" ở {len(places)} chỗ: {shown}"))


_NUMBERED = re.compile(r"(.*?)(\d+)$")


def _renumbered(changes: Sequence[Change]) -> Entry:
    """One entry for all: `III nay là IV; III.5 đến III.9 nay là IV.6 đến IV.10`."""
    runs: list[list[Change]] = []
    for change in changes:
        if runs and _next(runs[-1][-1].old_place, change.old_place) and _next(runs[-1][-1].new_place, change.new_place):
            runs[-1].append(change)
        else:
            runs.append([change])
    said = []
    for run in runs:
        first, last = run[0], run[-1]
        if not first.old_place:
            said.append(first.name)
        elif len(run) == 1:
            said.append(f"{first.old_place} nay là {first.new_place}")
        else:
            said.append(f"{first.old_place} đến {last.old_place} nay là {first.new_place} đến {last.new_place}")
    shown = "; ".join(said[:12]) + (f"; … và {len(said) - 12} chỗ khác" if len(said) > 12 else "")
    return (_said(f"đánh số lại {len(changes)} chỗ: {shown}"),)


def _next(before: str, now: str) -> bool:
    first, second = _NUMBERED.fullmatch(before), _NUMBERED.fullmatch(now)
    return bool(first and second and first[1] == second[1] and int(second[2]) == int(first[2]) + 1)
