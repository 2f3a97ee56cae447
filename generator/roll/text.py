"""text, as_json: what a roll made -> what a terminal shows, and the same as data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from generator.problem import Mark, Problem, show
from generator.roll.report import KINDS, Change, Look, Report, Rolled

#: Changes of a file that a terminal shows; all are in the JSON.
_SHOWN = 40


def text(rolled: Rolled) -> str:
    """Return the report as staff read it: file by file what moved, then what to look at, the must first."""
    blocks = ["\n".join(_block(each)) for each in rolled.reports if each.changes or each.looks or not each.copied]
    copied = [each for each in rolled.reports if each.copied and not each.looks]
    if copied:
        blocks.append("chép nguyên: " + ", ".join(str(each.new) for each in copied))
    blocks += [show(problem) for problem in (*rolled.notes, *rolled.refusals)]
    return "\n\n".join([*blocks, _sum(rolled)])


def as_json(rolled: Rolled) -> str:
    """Return the report as JSON, all of it."""
    files = [
        {
            "from": str(each.old),
            "to": str(each.new),
            "copied": each.copied,
            "changes": [_change_data(change) for change in each.changes],
            "looks": [_look_data(look) for look in each.looks],
        }
        for each in rolled.reports
    ]
    refused, notes = ([_problem_data(p) for p in found] for found in (rolled.refusals, rolled.notes))
    data = {"since": rolled.since, "to": rolled.to, "files": files, "refused": refused, "notes": notes}
    return json.dumps(data, ensure_ascii=False, indent=2)


def _block(report: Report) -> Iterator[str]:
    must = sum(look.must for look in report.looks)
    if report.copied:
        counts = "chép nguyên"
    else:
        counts = f"đổi {len(report.changes)} chỗ, cần xem {len(report.looks)} chỗ" + (
            f", trong đó {must} chỗ phải sửa" if must else ""
        )
    yield f"{report.old} → {report.new}: {counts}"
    if report.changes:
        yield "  đã đổi:"
        for change in report.changes[:_SHOWN]:
            yield f"    dòng {_line(change.old, change.new)}: {change.was} → {change.now}"
        if len(report.changes) > _SHOWN:
            yield f"    … và {len(report.changes) - _SHOWN} chỗ nữa (xem bản JSON)"
    for kind, name in KINDS.items():
        found = [look for look in report.looks if look.kind == kind]
        if found:
            yield f"  {name}:"
            for look in sorted(found, key=lambda each: not each.must):
                yield f"    {_place(look)}{'PHẢI SỬA: ' if look.must else ''}{look.message}"


def _place(look: Look) -> str:
    if not look.new.line:
        return ""
    also = f" (và {', '.join(map(str, look.also))})" if look.also else ""
    return f"dòng {_line(look.old, look.new)}{also}: "


def _line(old: Mark, new: Mark) -> str:
    return f"{new.line}" if old.line == new.line else f"{new.line} (bản cũ: {old.line})"


def _sum(rolled: Rolled) -> str:
    drafts = sum(not each.copied for each in rolled.reports)
    looks = sum(len(each.looks) for each in rolled.reports)
    must = sum(look.must for each in rolled.reports for look in each.looks)
    refused = f", {len(rolled.refusals)} lỗi" if rolled.refusals else ""
    return (
        f"{rolled.since} → {rolled.to}: {drafts} bản thảo, {looks} chỗ cần xem"
        + (f", {must} chỗ phải sửa" if must else "")
        + refused
    )


def _problem_data(problem: Problem) -> dict[str, str]:
    return {"message": problem.message, "place": str(problem.mark), "hint": problem.hint}


def _change_data(change: Change) -> dict[str, Any]:
    return {"was": change.was, "now": change.now, **_lines(change.old, change.new)}


def _look_data(look: Look) -> dict[str, Any]:
    return {
        "kind": look.kind,
        "must": look.must,
        "message": look.message,
        **_lines(look.old, look.new),
        "also": list(look.also),
    }


def _lines(old: Mark, new: Mark) -> dict[str, int]:
    return {"line": new.line, "column": new.column, "old_line": old.line, "old_column": old.column}
