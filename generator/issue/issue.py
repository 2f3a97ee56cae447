"""issue: a draft, its number and date -> the files that make it issued: the plan, its documents, their record."""

from __future__ import annotations

import re
from collections.abc import Mapping as Map
from dataclasses import dataclass, replace
from datetime import date as Date
from pathlib import Path

from generator import __version__, build, content, vietnamese
from generator.batch import common
from generator.cascade import resolve
from generator.cascade.tree import text_of
from generator.filed import freeze, ledger, record
from generator.filed.ledger import Ledger
from generator.filed.record import Act, Filed
from generator.issue.fill import fill
from generator.plan import symbol
from generator.problem import Mark, PlanError, Problem
from generator.register.naming import slug
from generator.source import Mapping


@dataclass(frozen=True, slots=True)
class Issue:
    """What issuing a plan comes to: the files to write, all or none, its record, and what is to be told."""

    files: Map[Path, bytes]
    filed: Filed
    home: Path
    notes: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the clerk gives: number and date as typed, and why the number stands out of order, where it does."""

    number: str = ""
    date: str = ""
    reason: str = ""


def issue(plan: Path, asked: Asked) -> Issue:
    """Return what makes a plan issued. Raises PlanError: it is issued already, is not ready, or its number is taken."""
    resolved = resolve.resolve(plan)
    known = ledger.read(ledger.home_of(plan))
    last = next(reversed(known.of(plan)), None)
    act = _act(resolved.layers[0].source.root, last, plan)
    number, day = _given(asked, last if act == "correction" else None, plan)
    data = fill(content.read(plan), str(plan), {"status": "issued", "number": number, "date": day.isoformat()})
    begun = build.begin(plan, data)
    built = build.finish(begun, build.FORMATS, None, False)
    got, now = build.read(plan, data=data), begun.resolved
    outputs = {f"{plan.stem}.{form}": made for form, made in built.files.items()}
    inputs = {ledger.relative(file, known.home): each for file, each in built.inputs.items() if each.digest}
    root = now.layers[0].source.root
    filed = Filed(
        plan=ledger.relative(plan, known.home),
        act=act,
        number=number,
        symbol=symbol(got.plan, ""),
        date=day.isoformat(),
        issuer=got.plan.issuer.name,
        title=got.document.properties.subject,
        signatory=got.plan.signatory.name,
        secret=bool(got.plan.secrecy),
        own=freeze.own(now),
        tree=built.digest,
        inputs={name: each.digest for name, each in inputs.items()},
        kinds={name: each.kind for name, each in inputs.items()},
        made_by=common.common(),
        version=__version__,
        outputs={name: content.digest(made) for name, made in outputs.items()},
        before=last.symbol if last else text_of(root, "replaces"),
        letter=text_of(root, "corrects") if act == "correction" else "",
        reason=asked.reason.strip(),
    )
    notes = _numbered(known, filed, asked, plan)
    filed = replace(filed, folder=_folder(filed, known))
    folder = known.home / filed.folder
    files = {folder / name: made for name, made in outputs.items()}
    notes += [note for note in built.notes if note.level != "warning"]
    # The plan goes first and the record last: whoever is killed between leaves a plan that can be issued again.
    return Issue({plan: data, **files, folder / record.NAME: record.dump(filed)}, filed, known.home, tuple(notes))


def _act(root: Mapping, last: Filed | None, plan: Path) -> Act:
    """What kind of issue this is, by what the draft says. Raises PlanError for a plan that is issued already."""
    mark = Mark(str(plan))
    if last is None:
        if text_of(root, "corrects"):
            hint = "bỏ `corrects`; đính chính chỉ dùng cho kế hoạch đã ban hành bằng `kehoach issue`"
            message = "chưa có kế hoạch nào ban hành từ tệp này để đính chính"
            raise PlanError([Problem(mark, message, hint, "issue")])
        return "replacement" if text_of(root, "replaces") else "issue"
    if text_of(root, "status") not in freeze.DRAFT or not freeze.reopened(root, last):
        message = f"kế hoạch này đã ban hành (số {last.symbol} ngày {last.day:%d/%m/%Y})"
        hint = (
            f"ban hành kế hoạch thay thế thì ghi `status: draft` và `replaces: {last.symbol}`; đính chính thể thức thì "
            "ghi `status: draft` và `corrects: Công văn số … ngày …`; kế hoạch mới thì soạn ở tệp khác"
        )
        raise PlanError([Problem(mark, message, hint, "issue")])
    return "correction" if text_of(root, "corrects") else "replacement"


def _given(asked: Asked, corrected: Filed | None, plan: Path) -> tuple[str, Date]:
    """Return the number and the date, those of the corrected plan where a correction names none. Raises PlanError."""
    problems = []
    number = asked.number.strip() or (corrected.number if corrected else "")
    number = number.lstrip("0")
    if not re.fullmatch(r"[1-9][0-9]{0,5}", number):
        hint = "ghi số bằng chữ số, ký hiệu do chương trình ghi: `--number 29`"
        problems.append(Problem(Mark(str(plan)), f"`{asked.number}` không phải là số văn bản", hint, "issue"))
    try:
        found = vietnamese.parse_date(asked.date.strip()) if asked.date.strip() else None
    except ValueError:
        found = None
    day = found.full if found else None
    if day is None and corrected and not asked.date:
        day = corrected.day
    if day is None:
        hint = "ghi đủ ngày, tháng, năm: `--date 2022-01-28` hoặc `--date 28/01/2022`"
        problems.append(Problem(Mark(str(plan)), f"`{asked.date}` không phải là ngày ban hành", hint, "issue"))
    elif corrected and (number, day) != (corrected.number, corrected.day) and not problems:
        message = f"bản đính chính giữ số và ngày của kế hoạch: {corrected.symbol} ngày {corrected.day:%d/%m/%Y}"
        problems.append(Problem(Mark(str(plan)), message, "bỏ `--number`, `--date`", "issue"))
    if problems or day is None:
        raise PlanError(problems)
    return number, day


def _numbered(known: Ledger, filed: Filed, asked: Asked, plan: Path) -> list[Problem]:
    """See that the number is free and in order. Raises PlanError; returns what is worth knowing."""
    mark = Mark(str(plan))
    if known.problems:
        raise PlanError(known.problems)
    other = ledger.taken(known, filed)
    if other:
        message = f"số {filed.symbol} năm {filed.day.year} đã cấp cho: {other.title} ({other.plan})"
        highest = max(each.order for each in known.series(filed))
        hint = f"số đã cấp cao nhất trong năm là {highest}: `--number {highest + 1}`"
        raise PlanError([Problem(mark, message, hint, "number")])
    other = ledger.out_of_order(known, filed)
    if other and not asked.reason.strip():
        message = (
            f"số {filed.symbol} ngày {filed.day:%d/%m/%Y} không theo thứ tự: "
            f"số {other.symbol} đã ban hành ngày {other.day:%d/%m/%Y}"
        )
        hint = 'kiểm tra lại số và ngày (Nghị định 30/2020/NĐ-CP, Điều 15); nếu đúng, ghi lý do: --reason "…"'
        raise PlanError([Problem(mark, message, hint, "number")])
    gap = ledger.missing(known, filed) if filed.act != "correction" else None
    if gap and known.series(filed):
        told = f"số {gap[0]}" if gap[0] == gap[1] else f"các số từ {gap[0]} đến {gap[1]}"
        hint = "bình thường nếu cơ quan cấp chung số với loại văn bản khác"
        message = f"{told} năm {filed.day.year} không có kế hoạch nào"
        return [Problem(mark, message, hint, "number", "info")]
    return []


def _folder(filed: Filed, known: Ledger) -> str:
    """Where an issued plan is filed: by year, issuer, number; a correction beside what it corrects."""
    issuer = slug(filed.issuer).replace("_", "-") or "co-quan"
    name = re.sub(r"[^\w.-]", "-", filed.symbol)
    base = f"{record.FOLDER}/{filed.day.year}/{issuer}" + "-mat" * filed.secret
    if filed.act != "correction":
        return f"{base}/{name}"
    count = sum(each.act == "correction" and each.symbol == filed.symbol for each in known.series(filed)) + 1
    return f"{base}/{name}-dinh-chinh-{count}"
