"""read: the folder of what was issued -> the register of numbers, by year and issuer.

Nghị định 30/2020/NĐ-CP, Điều 15, khoản 1: numbers follow one another in the order of the dates of issue, from 01 on
1 January to 31 December; number and symbol are unique in a year. Khoản 2: secret documents have numbers of their own.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.filed import record
from generator.filed.record import FOLDER, Filed
from generator.problem import Mark, PlanError, Problem


@dataclass(frozen=True, slots=True)
class Ledger:
    """What was issued, in the order of dates and numbers, from the folder `home / issued`; and what is broken there."""

    home: Path
    entries: tuple[Filed, ...] = ()
    problems: tuple[Problem, ...] = ()

    def of(self, plan: Path) -> tuple[Filed, ...]:
        """Return what was issued from a plan's file, the last act at the end."""
        name = relative(plan, self.home)
        return tuple(filed for filed in self.entries if filed.plan == name)

    def about(self, plan: Path) -> Ledger:
        """Return the part of the register that a plan needs: its own filings, what may be it under another name, and
        what has its number."""
        own = self.of(plan)
        return Ledger(self.home, own or self.entries)

    def orphans(self) -> tuple[Filed, ...]:
        """Return the filings whose plans are not where they were: each may stand under another name now."""
        return tuple(each for each in self.entries if not (self.home / each.plan).exists())

    def series(self, filed: Filed) -> tuple[Filed, ...]:
        """Return what has its number from the same series: of one year and issuer, secret or not."""
        return tuple(each for each in self.entries if _series(each) == _series(filed))

    def replaced(self, filed: Filed) -> Filed | None:
        """Return the plan that replaced a filing, None where it stands."""
        later = (e for e in self.entries if e.act == "replacement" and e.before == filed.symbol and e is not filed)
        return next((each for each in later if each.plan == filed.plan and each.day >= filed.day), None)


def home_of(plan: Path) -> Path:
    """Return the folder that holds what was issued of a plan, there already or not: the nearest above the plan with
    `issued`, but not beyond its repository; else the repository's; else the one above `plans`, else the plan's own."""
    folder = Path(os.path.realpath(plan)).parent
    above = (folder, *folder.parents)
    top = repository(folder)
    within = above[: above.index(top) + 1] if top else above
    there = next((each for each in within if (each / FOLDER).is_dir()), None)
    named = next((each.parent for each in above if each.name == "plans"), folder)
    return _shown(there or top or named)


def repository(folder: Path) -> Path | None:
    """Return the top of the git repository that a folder belongs to; None where there is none. git is not asked."""
    return next((each for each in (folder, *folder.parents) if (each / ".git").exists()), None)


def record_of(filed: Filed, home: Path) -> Path:
    """Return the file of a filing's record."""
    return home / filed.folder / record.NAME


def refuse(paths: Iterable[Path]) -> None:
    """Refuse to write into a folder of what was issued. Raises PlanError."""
    for path in paths:
        folder = path if path.is_dir() else path.parent
        if (folder / record.NAME).is_file() and folder.resolve().parents[2].name == FOLDER:
            message = "đây là hồ sơ của kế hoạch đã ban hành, không ghi vào"
            raise PlanError([Problem(Mark(str(path)), message, "chọn nơi khác", "issued")])


def _shown(folder: Path) -> Path:
    """A folder as it is named from here."""
    try:
        return Path(os.path.relpath(folder))
    except ValueError:  # another drive
        return folder


def read(home: Path) -> Ledger:
    """Return the register of a folder; what is broken in it is among its problems."""
    entries: list[Filed] = []
    problems: list[Problem] = []
    for path in _records(home / FOLDER):
        try:
            entries.append(record.read(path, home))
        except PlanError as error:
            problems += error.problems
    rank = {"issue": 0, "replacement": 0, "correction": 1}
    entries.sort(key=lambda e: (e.date, rank[e.act], e.order, e.issuer, e.folder))
    return Ledger(home, tuple(entries), tuple(problems))


class Registers:
    """The registers that a run over many plans meets, each read once."""

    def __init__(self) -> None:
        self._found: dict[Path, Ledger] = {}

    def of(self, plan: Path) -> Ledger:
        """Return the register of a plan."""
        folder = (Path(os.path.realpath(plan)) if os.path.islink(plan) else plan).parent
        if folder not in self._found:
            home = home_of(plan)
            known = next((each for each in self._found.values() if each.home == home), None)
            self._found[folder] = known or read(home)
        return self._found[folder]


def _records(folder: Path) -> Iterator[Path]:
    """Yield where a record is, or should be: in every folder of the third level."""
    if folder.is_dir():
        yield from (each / record.NAME for each in sorted(folder.glob("*/*/*")) if each.is_dir() and _seen(each))


def _seen(folder: Path) -> list[Path]:
    """The files of a folder but hidden ones, which a run that was killed may have left."""
    return sorted(path for path in folder.iterdir() if not path.name.startswith("."))


def relative(path: Path, home: Path) -> str:
    """Return a path as records hold it: from the folder that holds `issued`; a link counts as what it leads to."""
    try:
        return Path(os.path.relpath(os.path.realpath(path), os.path.realpath(home))).as_posix()
    except ValueError:  # another drive
        return Path(os.path.realpath(path)).as_posix()


def _series(filed: Filed) -> tuple[int, str, bool]:
    return filed.day.year, folded(filed.issuer), filed.secret


def folded(text: str) -> str:
    """Return a name by which issuers are told apart: capitals and blanks do not count."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def taken(ledger: Ledger, filed: Filed) -> Filed | None:
    """Return who has a number already, None where it is free. A correction keeps the number of what it corrects."""
    for each in ledger.series(filed):
        if each is filed or each.order != filed.order:
            continue
        if "correction" in (filed.act, each.act) and each.symbol == filed.symbol and each.plan == filed.plan:
            continue
        return each
    return None


def out_of_order(ledger: Ledger, filed: Filed) -> Filed | None:
    """Return an issued plan whose number and date run against these: a lower number of a later day, or the reverse."""
    if filed.act == "correction":
        return None
    for each in ledger.series(filed):
        if (each.order < filed.order and each.day > filed.day) or (each.order > filed.order and each.day < filed.day):
            return each
    return None


def missing(ledger: Ledger, filed: Filed) -> tuple[int, int] | None:
    """Return the numbers right below that no plan has, first and last; None where there is none. Other kinds of
    documents may have them, where an office counts all in one series."""
    last = max((each.order for each in ledger.series(filed) if each.order < filed.order), default=0)
    return (last + 1, filed.order - 1) if last + 1 < filed.order else None


def strange(ledger: Ledger) -> Iterator[Problem]:
    """Yield what does not belong in the folder of what was issued: numbers given twice, files that no record names."""
    for filed in ledger.entries:
        mark = Mark(str(ledger.home / filed.folder / record.NAME))
        other = taken(ledger, filed)
        if other and (other.folder, other.plan) < (filed.folder, filed.plan):
            message = f"số {filed.symbol} năm {filed.day.year} có hai lần: {other.plan} và {filed.plan}"
            hint = "thường do gộp hai nhánh git: một trong hai kế hoạch phải ban hành lại với số khác"
            yield Problem(mark, message, hint, "number")
        for path in _seen(ledger.home / filed.folder):
            if path.name not in (record.NAME, filed.source, *filed.outputs):
                hint = "xóa tệp này; bản in để đọc thì lấy ở outputs"
                yield Problem(Mark(str(path)), f"tệp lạ trong hồ sơ ban hành {filed.symbol}", hint, "issued", "warning")
