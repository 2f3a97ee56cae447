"""text, as_json: what differs between two plans -> one page for a terminal, and all of it as data."""

from __future__ import annotations

import json
from typing import Any

from generator.diff.change import MATTERS, Change, Difference, Side
from generator.diff.said import EMPTY, Entry, Part, header, on_a_page
from generator.problem import Mark


def text(difference: Difference) -> str:
    """Return the summary as staff read it: which two, how much, then matter by matter."""
    lines = list(header(difference))
    for matter, (shown, left) in on_a_page(difference).items():
        lines += ["", f"{MATTERS[matter]} ({difference.counts[matter]})"]
        lines += [f"  - {line(entry)}" for entry in shown]
        if left:
            lines.append(f"  … và {left} chỗ khác (xem bản JSON)")
    return "\n".join(lines)


def line(entry: Entry) -> str:
    """An entry in plain signs; inside a sentence `[tích cực → chủ động]`, `[thêm: …]`, `[bỏ: …]`."""
    return " ".join("".join(map(_part, entry)).split())


def _part(part: Part) -> str:
    if part.kind == "edit":
        if part.old and part.new:
            return f"[{part.old} → {part.new}]"
        return f"[thêm: {part.new}]" if part.new else f"[bỏ: {part.old}]"
    if part.kind == "became":
        return f"{part.old or EMPTY} → {part.new or EMPTY}"
    return part.old or part.new


# --- data ---------------------------------------------------------------------------------------


def as_json(difference: Difference) -> str:
    """Return all of it as JSON.

    `old`, `new`: name, number, date, title of each. `count`, `counts`: changes, and how many by matter. `changes`: of
    each `matter`, `kind` (changed, added, dropped, moved, renumbered, form), `name`, `what`, `old`, `new`, `edits` (of
    each `before`, `old`, `new`, `after`), `old_place`, `new_place` (as staff see it), `old_mark`, `new_mark` (file,
    line, column; null where there is none), `printed`, `lines`, `note`; see `Change`.
    """
    data = {
        "old": _side(difference.old),
        "new": _side(difference.new),
        "count": len(difference.changes),
        "counts": difference.counts,
        "changes": [_change(change) for change in difference.changes],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _side(side: Side) -> dict[str, str]:
    return {"name": side.name, "number": side.number, "date": side.date, "title": side.title}


def _change(change: Change) -> dict[str, Any]:
    return {
        "matter": change.matter, "kind": change.kind, "name": change.name, "what": change.what,
        "old": change.old, "new": change.new,
        "edits": [{"before": e.before, "old": e.old, "new": e.new, "after": e.after} for e in change.edits],
        "old_place": change.old_place, "new_place": change.new_place,
        "old_mark": _mark(change.old_mark), "new_mark": _mark(change.new_mark),
        "printed": change.printed, "lines": change.lines, "note": change.note,
    }  # fmt: skip


def _mark(mark: Mark | None) -> dict[str, Any] | None:
    return {"file": mark.file, "line": mark.line, "column": mark.column} if mark else None
