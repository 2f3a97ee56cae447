"""update: a folder of units' plans -> what to write, now that the plan above them was changed, and the report.

Nothing is written here. What a unit did not touch follows by itself, since its file only says what differs; what is
written are the conflicts, into the file of the unit, and the record of what each file was brought along to.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from collections.abc import Mapping as Map
from dataclasses import dataclass
from pathlib import Path

from generator import source, vietnamese
from generator.cascade import layers, office, resolve, standing
from generator.cascade.allocate import Given
from generator.cascade.layers import Layer
from generator.cascade.merge import Merged
from generator.filed import freeze, ledger
from generator.filed.ledger import Ledger
from generator.problem import Mark, PlanError, Problem
from generator.spread import conflicts, record, starters, threeway
from generator.spread.record import Entry, Record, Snapshot
from generator.spread.report import Report, Update
from generator.spread.text import as_json as as_json
from generator.spread.text import text as text
from generator.spread.threeway import Base, Side
from generator.spread.touches import touches


@dataclass(frozen=True, slots=True)
class _Stand:
    """A unit's file and what it stands on now."""

    own: Layer
    base: Base
    given: Map[str, Given]
    cited: str

    @property
    def snap(self) -> Snapshot:
        return self.base.said

    @property
    def figures(self) -> dict[str, str]:
        return {id: each.quantity.text for id, each in self.given.items()}

    @property
    def side(self) -> Side:
        return Side(self.base, self.figures, {id: each.mark for id, each in self.given.items()})


#: What units stand on now, so that those that stand on the same share it.
Bases = dict[tuple[tuple[str, int | str], ...], Base]


def update(folder: Path) -> Update:
    """Return what a re-issue does to the units of a folder. Raises PlanError where the folder has no sound record."""
    known = record.read(folder)
    if known is None:
        hint = "tạo thư mục này bằng `kehoach cascade KẾ_HOẠCH --units TỆP -o THƯ_MỤC`"
        raise PlanError([Problem(Mark(str(folder)), f"thư mục chưa có sổ theo dõi (`{record.NAME}`)", hint, "record")])
    reports: list[Report] = []
    files: dict[Path, bytes] = {}
    kept: list[tuple[str, Entry, Snapshot]] = []
    above: set[str] = set()
    olds: dict[str, Base] = {}
    bases: Bases = {}
    issued = ledger.read(ledger.home_of(folder / record.NAME))
    for name, entry in sorted(known.files.items(), key=lambda each: vietnamese.sort_key(each[0])):
        if entry.base not in olds:
            olds[entry.base] = Base(Merged(record.rebuild(known.base(name))))
        report, stand = _issued(folder / name, issued) or _brought(folder / name, entry, olds[entry.base], files, bases)
        reports.append(report)
        if stand and not report.left:
            written = _written(folder / name, entry, report, files)
            kept.append((name, Entry(written, "", stand.figures, stand.cited), stand.snap))
        else:
            kept.append((name, entry, known.base(name)))
        if stand:
            above.add(_above(stand.own))
    for path in _others(folder, known, above):
        report, taken = _taken_up(path, bases)
        reports.append(report)
        kept += [(path.name, Entry("", "", taken.figures, taken.cited), taken.snap)] if taken else []
    path, data = folder / record.NAME, record.dump(record.make(kept))
    if data != record.dump(known):
        files[path] = data
    return Update(folder, tuple(reports), files, _without([report.path for report in reports if not report.left]))


def _written(path: Path, entry: Entry, report: Report, files: Map[Path, bytes]) -> str:
    """The digest of a file as we wrote it: of a starter that nobody touched, as it is now that its remarks are new."""
    fresh = path in files and not report.compared.conflicts and record.digest(source.read_bytes(path)) == entry.written
    return record.digest(files[path]) if fresh else entry.written


def _without(plans: list[Path]) -> tuple[str, ...]:
    """Return the units of the register that stand beside those of the plans and have none themselves."""
    told: dict[str, str] = {}
    here: set[str] = set()
    for path in plans:
        with contextlib.suppress(PlanError):
            named = standing.said(layers.chain(path), "unit")
            here |= {named[1].text.strip().lower()} if named else set()
            resolved = resolve.resolve(path)
            if resolved.unit and resolved.rows:
                told |= {each.id: each.full_name for each in resolved.rows.siblings(resolved.unit)}
    return tuple(name for id, name in told.items() if id not in here)


def known_now(path: Path, written: bytes) -> tuple[str, Entry, Snapshot]:
    """Return what the record says of a file that was just written: for `record.make`. Raises PlanError."""
    stand = _stand(path, {})
    return path.name, Entry(record.digest(written), "", stand.figures, stand.cited), stand.snap


# --- one file -----------------------------------------------------------------------------------


def _issued(path: Path, known: Ledger) -> tuple[Report, None] | None:
    """The report of a plan that was issued: it stays as it is. None for any other."""
    if not known.entries:
        return None
    try:
        filed = freeze.frozen(path, known)
    except PlanError as error:
        refused = tuple(problem for problem in error.problems if problem.rule == "issued")
        return (Report(path, left=True, problems=refused), None) if refused else None
    return (Report(path, issued=f"{filed.symbol} ngày {filed.day:%d/%m/%Y}"), None) if filed else None


def _brought(
    path: Path, entry: Entry, before: Base, files: dict[Path, bytes], bases: Bases
) -> tuple[Report, _Stand | None]:
    """Compare one file three ways, and add it to the files to write where it has new conflicts."""
    stand = None
    if not path.exists():
        hint = "ghi lại bằng `kehoach cascade`; đơn vị không còn thì bỏ khỏi danh sách rồi chạy `kehoach cascade`"
        gone = Problem(Mark(str(path)), "tệp của đơn vị không còn trong thư mục", hint, "record")
        return Report(path, left=True, problems=(gone,)), None
    try:
        stand = _stand(path, bases)
        mine, problems = touches(stand.own.source)
        if problems:
            return Report(path, left=True, problems=tuple(problems)), stand
        old = Side(before, entry.given)
        compared = threeway.compare(old, stand.side, stand.own.source, mine)
        data = source.read_bytes(path)
        written = conflicts.append(data, stand.own.source, compared.conflicts)
        written = starters.refreshed(written.decode("utf-8"), stand.figures, stand.side.items).encode("utf-8")
    except PlanError as error:
        return Report(path, left=True, problems=error.problems), stand
    if written != data:
        files[path] = written
    waiting = tuple(conflicts.names(stand.own.source))
    told = compared.problems or (() if compared.conflicts or waiting else _still_wrong(path))
    cited = (entry.cited, stand.cited) if entry.cited and stand.cited and entry.cited != stand.cited else None
    return Report(path, compared, problems=told, waiting=waiting, cited=cited), stand


def _still_wrong(path: Path) -> tuple[Problem, ...]:
    """What the unit has to say or to mend now that the plan above it was changed."""
    try:
        resolve.resolve(path)
    except PlanError as error:
        return error.problems
    return ()


def _taken_up(path: Path, bases: Bases) -> tuple[Report, _Stand | None]:
    try:
        return Report(path, taken_up=True), _stand(path, bases)
    except PlanError as error:
        return Report(path, left=True, problems=error.problems), None


def _stand(path: Path, bases: Bases) -> _Stand:
    """Read a unit's file and what it stands on. Raises PlanError."""
    base = resolve.base_of(path)
    chain = layers.chain(path)
    if base is None:
        hint = "thêm lại `extends:`; nếu không dùng tệp này nữa thì xóa tên nó khỏi sổ theo dõi"
        raise PlanError([Problem(Mark(str(path)), "tệp không còn dựa vào kế hoạch nào", hint, "extends")])
    return _Stand(
        chain[0], bases.setdefault(_face(base), Base(base)), resolve.given_of(path), resolve.citation_of(path)
    )


def _face(base: Merged) -> tuple[tuple[str, int | str], ...]:
    """What tells trees apart that are made of the same values, without reading them whole."""
    whole = {
        key.text: f"{value.mark} {record.canonical(value)}"
        for key, value in base.root.entries
        if key.text in office.OFFICE
    }
    return tuple((key.text, whole.get(key.text, id(value))) for key, value in base.root.entries)


def _others(folder: Path, known: Record, above: set[str]) -> Iterator[Path]:
    """Yield the plans of the folder that the record has not, and that stand on what a plan of the record does."""
    for path in sorted(folder.iterdir(), key=lambda each: vietnamese.sort_key(each.name)):
        if path.suffix.lower() not in (".yaml", ".yml") or path.name in known.files or not path.is_file():
            continue
        try:
            own = layers.load(path)
        except PlanError:
            continue  # not known to be a unit's plan at all; building it tells what is wrong
        if own.extends is not None and not own.abstract and _above(own) in above:
            yield path


def _above(own: Layer) -> str:
    return os.path.realpath(layers.beside(own.path, own.extends.text)) if own.extends is not None else ""
