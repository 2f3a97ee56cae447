"""text, as_json: what a re-issue does to the units -> what a terminal shows, and the same as data."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from generator.problem import Problem, show
from generator.spread import record
from generator.spread.report import Report, Update
from generator.spread.threeway import Conflict, Followed, How, Kept

_HOW: dict[How, str] = {"new": "mục mới", "gone": "bỏ mục", "moved": "chuyển chỗ", "order": "xếp lại", "changed": ""}
#: A value longer than this is shown from a little before its first difference (characters).
_SHOWN = 80


def text(done: Update) -> str:
    """Return the report as staff read it: unit by unit what follows, what is kept, what waits for a person."""
    told: set[Problem] = set()
    blocks = ["\n".join(_block(each, told)) for each in done.reports]
    return "\n\n".join([*blocks, _sum(done)])


def as_json(done: Update) -> str:
    """Return the report as JSON, values whole."""
    units = [
        {
            "file": str(each.path),
            "state": "issued" if each.issued else "left" if each.left else "taken-up" if each.taken_up else "compared",
            "followed": [_followed_data(found) for found in each.compared.followed],
            "kept": [_kept_data(found) for found in each.compared.kept],
            "conflicts": [_conflict_data(found) for found in each.compared.conflicts],
            "waiting": list(each.waiting),
            "cited": list(each.cited or ()),
            "problems": [{"message": p.message, "place": str(p.mark), "hint": p.hint} for p in each.problems],
        }
        for each in done.reports
    ]
    written = sorted(str(path) for path in done.files)
    return json.dumps({"folder": str(done.folder), "units": units, "files": written}, ensure_ascii=False, indent=2)


def _block(report: Report, told: set[Problem]) -> Iterator[str]:
    found = report.compared
    counts = f"theo bản gốc {len(found.followed)}, giữ của đơn vị {len(found.kept)}, vướng {len(found.conflicts)}"
    state = (
        "chưa cập nhật được, giữ nguyên" if report.left else "tệp mới, theo dõi từ nay" if report.taken_up else counts
    )
    if report.issued:
        state = f"đã ban hành (số {report.issued}), giữ nguyên"
    yield f"{report.path}: {state}"
    if report.cited:
        yield f"  căn cứ dẫn kế hoạch cấp trên: “{report.cited[0]}” → “{report.cited[1]}”"
    if found.followed:
        yield "  theo bản gốc:"
        yield from (f"    {_followed(each)}" for each in found.followed)
    if found.kept:
        yield "  giữ của đơn vị:"
        yield from (f"    {_kept(each)}" for each in found.kept)
    if found.conflicts:
        yield "  vướng, chờ người quyết:"
        for each in found.conflicts:
            yield from (f"    {line}" for line in _conflict(each))
    if report.waiting:
        yield f"  còn {len(report.waiting)} chỗ vướng từ lần trước chưa giải quyết: {', '.join(report.waiting)}"
    if report.problems:
        if not report.left:
            yield "  còn lỗi phải sửa trước khi in:"
        yield from _problems(report.problems, told)


def _problems(problems: Iterable[Problem], told: set[Problem]) -> Iterator[str]:
    """Problems whole the first time, in a line after: a hundred units share what is wrong above them."""
    for problem in problems:
        if problem in told:
            yield f"  như trên: {problem.message} ({problem.mark})"
        else:
            yield from (f"  {line}" for line in show(problem).split("\n"))
        told.add(problem)


def _followed(each: Followed) -> str:
    name, how = _name(each.id, each.key), _HOW[each.how]
    was, now = _pair(_said(each.was), _said(each.now))
    if each.how in ("new", "gone"):
        return f"{name}: {how} {now if each.how == 'new' else was}"
    if each.how == "changed" and each.was is None:
        return f"{name}: thêm {now}"
    if each.how == "changed" and each.now is None:
        return f"{name}: bỏ {was}"
    return f"{name}: {how + ', ' if how else ''}{was} → {now}"


def _kept(each: Kept) -> str:
    note = f" ({each.note})" if each.note else ""
    return f"{_name(each.id, each.key)}: {_pair(_said(each.ours), '')[0]}{note}"


def _conflict(each: Conflict) -> Iterator[str]:
    was, now, ours = _said(each.was), _said(each.now), _said(each.ours)
    base = f" ({each.base})" if each.base and each.now is not None else ""
    yield f"{_name(each.id, each.key)}: {each.why}"
    yield f"  bản gốc trước: {_pair(was, now)[0]}"
    yield f"  bản gốc nay:   {_pair(was, now)[1]}{base}"
    yield f"  đơn vị ghi:    {_pair(ours, '')[0]} ({each.mark})"


def _name(id: str, key: str) -> str:
    return ".".join(part for part in (id, key.replace(":", ".")) if part)


def _said(text: str | None) -> str:
    """A canonical text as a person reads it."""
    return _plain(record.data(text)) if text is not None else ""


def _plain(found: Any) -> str:
    if isinstance(found, list):
        return "; ".join(_plain(each) for each in found)
    if isinstance(found, dict):
        return ", ".join(_plain(each) if key == "id" else f"{key}: {_plain(each)}" for key, each in found.items())
    return " ".join(str(found or "").split())


def _pair(was: str, now: str) -> tuple[str, str]:
    """Two values in quotation marks, cut to where they differ."""
    start = 0
    if max(len(was), len(now)) > _SHOWN and was and now:
        same = next((n for n, (a, b) in enumerate(zip(was, now, strict=False)) if a != b), min(len(was), len(now)))
        start = max(0, was.rfind(" ", 0, max(0, same - _SHOWN // 4)) + 1)
    shown = [_cut(each, start) for each in (was, now)]
    return shown[0], shown[1]


def _cut(said: str, start: int) -> str:
    if not said:
        return "(không có)"
    cut = said[start : start + _SHOWN]
    return f"“{'…' if start else ''}{cut}{'…' if len(said) > start + _SHOWN else ''}”"


def _sum(done: Update) -> str:
    new = [f"chưa có tệp: {name}; tạo bằng `kehoach cascade`" for name in done.without]
    dry = ["mới xem, chưa ghi gì vào tệp nào"] if done.dry and done.files else []
    return "\n".join([_counted(done), *new, *dry])


def _counted(done: Update) -> str:
    count = len(done.reports)
    waiting = sum(bool(each.compared.conflicts or each.waiting) for each in done.reports)
    left = sum(each.left for each in done.reports)
    if not done.files and not left and not waiting:
        return f"{count} đơn vị: không có gì mới"
    parts = [f"{count - waiting - left} đã theo kịp"]
    parts += [f"{waiting} có chỗ vướng (ghi ở `conflicts:` trong tệp của đơn vị)"] if waiting else []
    parts += [f"{left} chưa cập nhật được"] if left else []
    return f"{count} đơn vị: " + ", ".join(parts)


def _followed_data(each: Followed) -> dict[str, Any]:
    place = {"base": str(each.base) if each.base else ""}
    return {"id": each.id, "key": each.key, "how": each.how, "was": each.was, "now": each.now, **place}


def _kept_data(each: Kept) -> dict[str, Any]:
    data = {"id": each.id, "key": each.key, "ours": each.ours, "same": each.same, "note": each.note}
    return {**data, "place": str(each.mark)}


def _conflict_data(each: Conflict) -> dict[str, Any]:
    sides = {"was": each.was, "now": each.now, "ours": each.ours}
    places = {"place": str(each.mark), "base": str(each.base) if each.base else ""}
    return {"id": each.id, "key": each.key, **sides, "why": each.why, **places}
