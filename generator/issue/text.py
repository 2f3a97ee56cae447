"""text, as_json: what was issued, and the verdicts on it -> what staff read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Any

from generator.filed import record
from generator.filed.ledger import Ledger
from generator.filed.record import Filed
from generator.issue.history import State, Verdict
from generator.issue.issue import Issue

STATES: dict[State, str] = {
    "same": "in lại giống từng byte",
    "words": "còn nguyên",
    "differs": "KHÁC",
    "kept": "còn nguyên",
    "gone": "KHÔNG IN LẠI ĐƯỢC",
}


def issued(done: Issue, will: bool = False) -> str:
    """Return what is told of a plan that was just issued, or will be."""
    filed = done.filed
    act = {
        "issue": "ban hành",
        "replacement": f"ban hành, thay thế {filed.before}:",
        "correction": f"đính chính theo {filed.letter}:",
    }[filed.act]
    said = f"{act} {filed.symbol} ngày {filed.day:%d/%m/%Y}"
    names = ", ".join([*filed.outputs, filed.source, record.NAME])
    return "\n".join([said if will else f"đã {said}", f"  hồ sơ: {done.home / filed.folder} ({names})"])


def text(known: Ledger) -> str:
    """Return what was issued, by year and issuer, in the order of dates."""
    if not known.entries:
        return "chưa có kế hoạch nào ban hành bằng `kehoach issue`"
    lines = []
    for (year, issuer), entries in groupby(
        sorted(known.entries, key=lambda e: (e.day.year, e.issuer, e.secret)), key=lambda e: (e.day.year, e.issuer)
    ):
        lines.append(f"{issuer}, năm {year}")
        lines += [f"  {_line(filed, known.replaced(filed))}" for filed in entries]
    return "\n".join(lines)


def _line(filed: Filed, later: Filed | None) -> str:
    told = f"{filed.symbol:14} {filed.day:%d/%m/%Y}  {filed.title} ({filed.plan})"
    if filed.act == "correction":
        told += f"; đính chính theo {filed.letter}"
    elif filed.before:
        told += f"; thay thế {filed.before}"
    if later:
        told += f"; đã được thay thế bởi {later.symbol} ngày {later.day:%d/%m/%Y}"
    return told + (f"; không theo thứ tự: {filed.reason}" if filed.reason else "")


def verdict(each: Verdict) -> str:
    """Return one verdict, its reasons below it."""
    head = f"{each.filed.symbol:14} {each.filed.day:%d/%m/%Y}  {STATES[each.state]} ({each.filed.plan})"
    return "\n".join([head, *(f"  - {why}" for why in each.why)])


def as_json(known: Ledger, verdicts: Sequence[Verdict] = (), unrecorded: Iterable[str] = ()) -> str:
    """Return the register as JSON; with verdicts, those beside it."""
    of = {id(each.filed): each for each in verdicts}
    found: dict[str, Any] = {"issued": [_entry(filed, of.get(id(filed))) for filed in known.entries]}
    if verdicts:
        found["unrecorded"] = list(unrecorded)
    return json.dumps(found, ensure_ascii=False, indent=2)


def _entry(filed: Filed, each: Verdict | None) -> dict[str, Any]:
    found = asdict(filed)
    if each:
        problems = [{"file": str(p.mark), "message": p.message, "cure": p.hint} for p in each.problems]
        found["verdict"] = {"state": each.state, "why": list(each.why), "problems": problems}
    return found
