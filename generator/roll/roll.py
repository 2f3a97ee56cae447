"""roll: a folder or a file of a year's plans -> the next year's drafts, and every place that a person must look at.

Reads, and writes nothing. Plans, templates and office files are rolled; registers, profiles and Word templates go
along as they are. One file that cannot be rolled never stops the others.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from collections.abc import Mapping as Map
from dataclasses import dataclass
from pathlib import Path

from generator.amend import keep
from generator.problem import Mark, PlanError, Problem
from generator.roll import draft, gather, in_force, names
from generator.roll.aim import FIRST, LAST, year
from generator.roll.gather import PLANS
from generator.roll.in_force import Document
from generator.roll.report import Look, Report, Rolled
from generator.spread import record


@dataclass(frozen=True, slots=True)
class _Set:
    """What is rolled: every file with its new place, from which year to which."""

    since: int
    to: int
    moves: Map[Path, Path]
    #: The same files by their path without `..`.
    places: Map[str, Path]
    known: tuple[Document, ...]


def roll(path: Path, to: int, out: Path | None = None, since: int | None = None, known: Path | None = None) -> Rolled:
    """Return next year's drafts of a folder's plans, or of one plan and the folder that bears its name.

    `out` is where they go, by default beside what is rolled, under its name with the new year; `since` is the
    year of the plans where their names and titles do not tell it; `known` is the office's own list of documents
    that are no longer in force. Raises PlanError for a path without plans, a year that cannot be found or is
    not before `to`, and a list that is at fault.
    """
    if path.name in ("", ".."):  # `.`: the folder's own name tells its year
        path = path.resolve()
    documents = (*in_force.read(known), *in_force.read()) if known else in_force.read()
    files = gather.files(path)
    texts, ours, refusals = gather.read(files)
    plans = {each: data for each, data in texts.items() if each in ours}
    if not plans and not refusals:
        hint = "ghi thư mục hoặc tệp kế hoạch (.yaml) của năm cũ"
        raise PlanError([Problem(Mark(str(path)), "không có kế hoạch nào để chuyển sang năm mới", hint, "roll")])
    first = since if since is not None else _since(path, plans)
    _require(path, first, to)
    moves = dict(_moves(path, [*files], out, first, to))
    places = {os.path.normpath(each): each for each in moves}
    return _rolled(_Set(first, to, moves, places, documents), texts, plans, refusals)


def _rolled(work: _Set, texts: Map[Path, bytes], plans: Map[Path, bytes], refusals: list[Problem]) -> Rolled:
    made: dict[Path, bytes] = {}
    reports: list[Report] = []
    targets = _targets(work, refusals)
    lost = {each for each in work.moves if each not in targets or each not in texts}
    for old, data in texts.items():
        if old in lost:
            continue
        new = targets[old]
        try:
            if old in plans:
                made[new], report = draft.draft(
                    data, old, new, work.since, work.to, work.known, lambda *a, old=old: _follow(work, old, lost, *a)
                )
            else:
                made[new], report = data, _copied(old, new, work)
        except PlanError as error:
            refusals += error.problems
            lost.add(old)
            continue
        reports.append(report)
    return Rolled(work.since, work.to, made, tuple(reports), tuple(refusals), tuple(_records(work, made)))


def _records(work: _Set, made: Map[Path, bytes]) -> Iterator[Problem]:
    """Tell of folders whose units' files are followed: their record is of the old year and stays behind."""
    for folder, new in {old.parent: new.parent for old, new in work.moves.items() if new in made}.items():
        if _there(folder / record.NAME):
            message = f"sổ theo dõi của năm {work.since} không chép sang `{new}`"
            hint = f"sửa xong kế hoạch cấp trên và danh sách đơn vị thì chạy `kehoach update {new}` để theo dõi từ đầu"
            yield Problem(Mark(str(folder / record.NAME)), message, hint, "roll", "info")


# --- where they go ------------------------------------------------------------------------------


def _moves(path: Path, files: list[Path], out: Path | None, since: int, to: int) -> Iterator[tuple[Path, Path]]:
    """Yield every file with its new place."""
    if path.is_dir():
        root = out if out else path.parent / names.renamed(path.resolve().name, since, to)
        for each in files:
            yield each, root / names.placed(each.relative_to(path), since, to)
        return
    to_file = out is not None and out.suffix.lower() in PLANS
    target = out if to_file and out else (out or path.parent) / names.renamed(path.name, since, to)
    for each in files:
        if each == path:
            yield each, target
        else:
            yield each, target.with_suffix("") / names.placed(each.relative_to(path.with_suffix("")), since, to)


def _targets(work: _Set, refusals: list[Problem]) -> dict[Path, Path]:
    """Return where each file goes; one that is there already, or that two would be, is refused."""
    found: dict[Path, Path] = {}
    taken: dict[str, Path] = {}
    for old, new in work.moves.items():
        other = taken.setdefault(str(new).lower(), old)
        if other != old:
            refusals.append(Problem(Mark(str(old)), f"cùng ghi ra `{new}` với `{other}`", "đổi tên một tệp", "roll"))
        elif _there(new):
            same = os.path.realpath(old) == os.path.realpath(new)
            if same and old.suffix.lower() not in PLANS:
                continue  # a register without a year stays where it is, for both years
            message = f"tên không có năm {work.since}, nên bản mới sẽ trùng tên" if same else f"đã có tệp `{new}`"
            hint = "chọn thư mục khác bằng `-o`" if same else "xóa hoặc đổi tên tệp ấy nếu muốn làm lại"
            refusals.append(Problem(Mark(str(old)), message, hint, "roll"))
        else:
            found[old] = new
    return found


def _there(path: Path) -> bool:
    try:
        return os.path.lexists(path)
    except (OSError, ValueError):
        return False


def _copied(old: Path, new: Path, work: _Set) -> Report:
    looks: tuple[Look, ...] = ()
    marks = Mark(str(old)), Mark(str(new))
    if old.suffix.lower() in (".csv", ".xlsx") or old.suffix.lower() in PLANS:
        message = f"chép nguyên; số liệu, tên người ký trong đó là của năm {work.since}: thay bằng của năm {work.to}"
        looks = (Look("register", message, *marks),)
    return Report(old, new, (), looks, copied=True)


# --- paths inside the files ---------------------------------------------------------------------


def _follow(work: _Set, old: Path, lost: set[Path], named: str, key: str) -> tuple[str, str]:
    """Return what a path of a plan becomes: it follows what is rolled too, and still finds what is not."""
    if "://" in named or os.path.isabs(named):
        return named, ""
    new = work.moves[old]
    target = os.path.normpath(old.parent / named)
    there = work.places.get(target)
    if there is not None and there not in lost:
        goal = work.moves[there]
    else:
        later = os.path.normpath(names.placed(Path(target), work.since, work.to))
        goal = Path(later) if later != target and _there(Path(later)) else Path(target)
    if os.path.normpath(new.parent / named) == os.path.normpath(goal):
        text = named
    else:
        text = os.path.relpath(goal, new.parent).replace(os.sep, "/")
    stale = os.path.normpath(goal) == target and re.search(rf"(?<!\d){work.since}(?!\d)", target)
    if key == "$schema" or not stale:
        return text, ""
    return text, f"vẫn là tệp của năm {work.since}: chuyển tệp ấy sang năm {work.to} rồi sửa đường dẫn"


# --- the year -------------------------------------------------------------------------------------


def _since(path: Path, plans: Map[Path, bytes]) -> int:
    """Return the year that plans are of, by the name of what is rolled, else by what they say. Raises PlanError."""
    named = set(names.years(path.resolve().name if path.is_dir() else path.stem))
    if len(named) == 1:
        return named.pop()
    said = Counter(found for each, data in plans.items() if (found := _year(each, data)))
    if len(said) == 1 or (named and said and said.most_common(1)[0][0] in named):
        return said.most_common(1)[0][0]
    told = ", ".join(str(each) for each in sorted(said))
    message = f"các kế hoạch ở đây thuộc nhiều năm ({told})" if told else "không tìm được năm của kế hoạch"
    raise PlanError([Problem(Mark(str(path)), message, "ghi năm cũ bằng `--from`, ví dụ `--from 2026`", "roll")])


def _year(path: Path, data: bytes) -> int | None:
    named = set(names.years(path.stem))
    if len(named) == 1:
        return named.pop()
    try:
        return year(keep.leaves(data.decode("utf-8-sig")).leaves)
    except (keep.Unreadable, ValueError):
        return None


def _require(path: Path, since: int, to: int) -> None:
    for each in (since, to):
        if not FIRST <= each <= LAST:
            hint = "ghi năm bằng bốn chữ số, ví dụ `--to 2027`"
            raise PlanError([Problem(Mark(str(path)), f"`{each}` không phải là năm của kế hoạch", hint, "roll")])
    if to <= since:
        hint = f"năm mới phải sau {since}: `--to {since + 1}`"
        raise PlanError([Problem(Mark(str(path)), f"kế hoạch là của năm {since}, không chuyển về {to}", hint, "roll")])
