"""issue: a draft, its number and date -> the files that make it issued: the plan, its documents, their record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping as Map
from dataclasses import dataclass, replace
from datetime import date as Date
from pathlib import Path

from generator import __version__, build, content, source, vietnamese
from generator.batch import common
from generator.build import Built, Read
from generator.cascade.tree import text_of
from generator.document import plain
from generator.filed import freeze, ledger, record
from generator.filed.ledger import Ledger
from generator.filed.record import Act, Filed
from generator.issue import ready
from generator.issue.fill import fill
from generator.plan import symbol
from generator.problem import Mark, PlanError, Problem
from generator.register.naming import slug
from generator.source import Mapping


@dataclass(frozen=True, slots=True)
class Issue:
    """What issuing a plan comes to: its record, which takes the number and is written first; the other files to write,
    all or none; what is to be told. `begun`: a run that was killed wrote the record already."""

    filed: Filed
    home: Path
    files: Map[Path, bytes]
    notes: tuple[Problem, ...]
    begun: bool = False

    @property
    def folder(self) -> Path:
        """Where it is filed."""
        return self.home / self.filed.folder

    @property
    def record(self) -> Path:
        """The file of its record."""
        return self.folder / record.NAME


@dataclass(frozen=True, slots=True)
class Asked:
    """What the clerk gives: number and date as typed, and why the number stands out of order, where it does; the day
    of today, where it is known."""

    number: str = ""
    date: str = ""
    reason: str = ""
    today: Date | None = None


def issue(plan: Path, asked: Asked) -> Issue:
    """Return what makes a plan issued. Raises PlanError: it is issued already, is not ready, or its number is taken."""
    known = ledger.read(ledger.home_of(plan))
    if known.problems:
        raise PlanError(known.problems)
    text = source.read_bytes(plan)
    before = build.read(plan)  # what is wrong in it is told with the lines of the file as it is
    root = source.parse(text, str(plan)).root
    last = freeze.last_of(plan, root, known)
    corrected = last if last and text_of(root, "corrects") else None
    number, day = _given(asked, corrected, plan)
    data = fill(text, str(plan), {"status": "issued", "number": number, "date": day.isoformat()})
    filled = source.parse(data, str(plan)).root
    begun = last if last and data != text and last.own == freeze.own(filled) else None
    act = begun.act if begun else _act(plan, root, last)
    _require_ready(plan, before, act, last if not begun else None, known)
    built = build.finish(build.begin(plan, data), build.FORMATS, None, False)
    filed = _filed(plan, known, build.read(plan, data=data), built, data, act)
    filed = replace(
        filed,
        own=freeze.own(filled),
        number=number,
        date=day.isoformat(),
        before=begun.before if begun else last.symbol if last else text_of(root, "replaces"),
        letter=text_of(root, "corrects") if act == "correction" else "",
        reason=begun.reason if begun else asked.reason.strip(),
    )
    notes = [] if begun else [*_numbered(known, filed, last, plan)]
    filed = replace(filed, folder=begun.folder if begun else _folder(filed, known))
    folder = known.home / filed.folder
    files = {folder / f"{plan.stem}.{form}": made for form, made in built.files.items()}
    notes += [*_worth_knowing(filed, before, asked), *(note for note in built.notes if note.level != "warning")]
    return Issue(filed, known.home, {**files, folder / filed.source: data, plan: data}, tuple(notes), begun is not None)


def _act(plan: Path, root: Mapping, last: Filed | None) -> Act:
    """What kind of issue this is, by what the draft says. Raises PlanError for a plan that is issued already."""
    mark = Mark(str(plan))
    if last is None:
        if text_of(root, "corrects"):
            hint = "bỏ `corrects`; đính chính chỉ dùng cho kế hoạch đã ban hành bằng `kehoach issue`"
            message = "chưa có kế hoạch nào ban hành từ tệp này để đính chính"
            raise PlanError([Problem(mark, message, hint, "issue")])
        if text_of(root, "status") == "issued":
            hint = "kế hoạch mới thì ghi `status: draft`; bản sao của một kế hoạch đã ban hành thì không ban hành lại"
            raise PlanError([Problem(mark, "kế hoạch ghi `status: issued` rồi", hint, "issue")])
        return "replacement" if text_of(root, "replaces") else "issue"
    if text_of(root, "status") not in freeze.DRAFT or not freeze.reopened(root, last):
        message = f"kế hoạch này đã ban hành (số {last.symbol} ngày {last.day:%d/%m/%Y})"
        hint = (
            f"ban hành kế hoạch thay thế thì ghi `status: draft` và `replaces: {last.symbol}`; đính chính thể thức thì "
            "ghi `status: draft` và `corrects: Công văn số … ngày …`; kế hoạch mới thì soạn ở tệp khác"
        )
        raise PlanError([Problem(mark, message, hint, "issue")])
    return "correction" if text_of(root, "corrects") else "replacement"


def _require_ready(plan: Path, got: Read, act: Act, last: Filed | None, known: Ledger) -> None:
    problems = [*ready.blanks(got)]
    if act == "correction" and last:
        problems += ready.form_only(plan, last, known.home, got)
    if problems:
        raise PlanError(problems)


def _given(asked: Asked, corrected: Filed | None, plan: Path) -> tuple[str, Date]:
    """Return the number and the date, those of the corrected plan where a correction names none. Raises PlanError."""
    mark = Mark(str(plan))
    number, said = asked.number.strip().lstrip("0"), asked.date.strip()
    if corrected:
        number = number or corrected.number
    problems = []
    if not re.fullmatch(r"[1-9][0-9]{0,5}", number):
        message = f"`{asked.number}` không phải là số văn bản" if asked.number else "chưa có số văn bản"
        problems.append(
            Problem(mark, message, "thêm số bằng chữ số, ký hiệu do chương trình ghi: `--number 29`", "issue")
        )
    day = corrected.day if corrected and not said else _day(said)
    if day is None:
        message = f"`{said}` không phải là ngày ban hành" if said else "chưa có ngày ban hành"
        hint = "ghi đủ ngày, tháng, năm: `--date 2022-01-28` hoặc `--date 28/01/2022`"
        problems.append(Problem(mark, message, hint, "issue"))
    elif corrected and (number, day) != (corrected.number, corrected.day) and not problems:
        message = f"bản đính chính giữ số và ngày của kế hoạch: {corrected.symbol} ngày {corrected.day:%d/%m/%Y}"
        problems.append(Problem(mark, message, "bỏ `--number`, `--date`", "issue"))
    if problems or day is None:
        raise PlanError(problems)
    return number, day


def _day(text: str) -> Date | None:
    try:
        found = vietnamese.parse_date(text)
    except ValueError:
        return None
    return found.full if found else None


def _filed(plan: Path, known: Ledger, got: Read, built: Built, data: bytes, act: Act) -> Filed:
    """The record of a plan as it was built; number, date and what it stands for are not known here."""
    inputs = {ledger.relative(file, known.home): each for file, each in built.inputs.items() if each.digest}
    return Filed(
        plan=ledger.relative(plan, known.home),
        act=act,
        number="",
        symbol=symbol(got.plan, ""),
        date="",
        issuer=got.plan.issuer.name,
        title=got.document.properties.subject,
        signatory=got.plan.signatory.name,
        secret=bool(got.plan.secrecy),
        own="",
        tree=built.digest,
        inputs={name: each.digest for name, each in inputs.items()},
        kinds={name: each.kind for name, each in inputs.items()},
        made_by=common.common(),
        version=__version__,
        outputs={f"{plan.stem}.{form}": content.digest(made) for form, made in built.files.items()},
        source=f"{plan.name}.txt",
    )


def _numbered(known: Ledger, filed: Filed, last: Filed | None, plan: Path) -> Iterator[Problem]:
    """See that the number is free and in order. Raises PlanError; yields what is worth knowing."""
    mark = Mark(str(plan))
    other = ledger.taken(known, filed)
    if other:
        message = f"số {filed.symbol} năm {filed.day.year} đã cấp cho: {other.title} ({other.plan})"
        highest = max(each.order for each in known.series(filed))
        hint = f"số đã cấp cao nhất trong năm là {highest}: `--number {highest + 1}`"
        raise PlanError([Problem(mark, message, hint, "number")])
    if filed.act == "replacement" and last and (filed.day, filed.order) < (last.day, last.order):
        message = (
            f"kế hoạch thay thế không thể ban hành trước kế hoạch bị thay thế ({last.symbol}, {last.day:%d/%m/%Y})"
        )
        raise PlanError([Problem(mark, message, "kiểm tra lại số và ngày", "number")])
    other = ledger.out_of_order(known, filed)
    if other and not filed.reason:
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
        yield Problem(mark, f"{told} năm {filed.day.year} không có kế hoạch nào", hint, "number", "info")


def _worth_knowing(filed: Filed, got: Read, asked: Asked) -> Iterator[Problem]:
    mark = got.plan.mark
    if asked.today and filed.day > asked.today:
        hint = "kiểm tra lại ngày; nếu gõ nhầm, lấy lại bằng git trước khi gửi văn bản đi"
        yield Problem(mark, f"ngày ban hành {filed.day:%d/%m/%Y} ở sau ngày hôm nay", hint, "issue", "info")
    if filed.act == "replacement" and filed.before:
        words = " ".join(
            plain(block.text) for part in got.document.parts for block in part.blocks if hasattr(block, "text")
        )
        if "thay thế" not in words.lower():
            hint = f"thêm câu: Kế hoạch này thay thế Kế hoạch số {filed.before} ngày …"
            message = f"trong văn bản không có câu nào nói rằng nó thay thế {filed.before}"
            yield Problem(mark, message, hint, "issue", "info")


def _folder(filed: Filed, known: Ledger) -> str:
    """Where an issued plan is filed: by year, issuer, number; a correction beside what it corrects. Two issuers whose
    names are alike without their signs have folders of their own."""
    issuer = slug(filed.issuer).replace("_", "-") or "co-quan"
    others = {each.folder.split("/")[2] for each in known.entries} - {
        each.folder.split("/")[2] for each in known.entries if ledger.folded(each.issuer) == ledger.folded(filed.issuer)
    }
    issuer = next(name for n in range(1, 1000) if (name := f"{issuer}-{n}" if n > 1 else issuer) not in others)
    name = re.sub(r"[^\w.-]", "-", filed.symbol)
    base = f"{record.FOLDER}/{filed.day.year}/{issuer}" + "-mat" * filed.secret
    if filed.act != "correction":
        return f"{base}/{name}"
    count = sum(each.act == "correction" and each.symbol == filed.symbol for each in known.series(filed)) + 1
    return f"{base}/{name}-dinh-chinh-{count}"
