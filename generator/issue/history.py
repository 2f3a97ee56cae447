"""history, verify: the folder of what was issued -> what went out, and whether it is and can still be made the same.

Verifying takes three looks at a filing: are the documents those that went out; is the plan as it was issued; does the
program of today make the same bytes of it, and if not, what of all that they are made from has changed since.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from generator import __version__, build, content, revisions
from generator.batch import common
from generator.build import Built, Read
from generator.cascade import layers
from generator.filed import freeze, ledger
from generator.filed.ledger import Ledger
from generator.filed.record import FOLDER, Filed
from generator.plan import symbol
from generator.problem import Mark, PlanError, Problem

#: `same`: the bytes are made again; `words`: other bytes that say the same words; `differs`: other words or bad
#: files; `kept`: an older filing, of which only the files are looked at; `gone`: its plan cannot be built any more.
State = Literal["same", "words", "differs", "kept", "gone"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one filing: its state, and every reason, in the words of staff."""

    filed: Filed
    state: State
    why: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether what went out is there as it went out, and its plan as it was issued."""
        return self.state in ("same", "words", "kept") and not self.problems


def history(place: Path) -> Ledger:
    """Return what was issued from a plan, or all that the folder of a place holds. Raises PlanError for no place."""
    try:
        there = place.exists()
    except OSError:
        there = False
    if not there:
        raise PlanError([Problem(Mark(str(place)), "không tìm thấy thư mục hoặc tệp này", "kiểm tra lại tên")])
    known = ledger.read(ledger.home_of(place / "x" if place.is_dir() else place))
    known = replace(known, problems=(*known.problems, *ledger.strange(known)))
    if place.is_dir():
        return known
    last = freeze.last_of(place, layers.load(place).source.root, known)
    return replace(known, entries=tuple(each for each in known.entries if last and each.plan == last.plan))


def verify(known: Ledger) -> Iterator[Verdict]:
    """Yield the verdict on each filing."""
    shared = common.common()
    last = {filed.plan: filed for filed in known.entries}
    for filed in known.entries:
        yield _verdict(known, filed, shared, last[filed.plan] is filed)


def unrecorded(known: Ledger) -> tuple[str, ...]:
    """Return what git has not recorded yet of what was issued, plans among it; nothing where there is no git."""
    stamp = revisions.stamp(known.home)
    if stamp is None:
        return ()
    files = [
        path
        for filed in known.entries
        for name in ("record.json", filed.source, *filed.outputs)
        if name and (path := known.home / filed.folder / name).exists()
    ]
    files += [path for filed in known.entries if (path := known.home / filed.plan).exists()]
    return tuple(str(file) for file in dict.fromkeys(files) if stamp.of([file]) != stamp.short)


def _verdict(known: Ledger, filed: Filed, shared: dict[str, str], last: bool) -> Verdict:
    try:
        freeze.documents(filed, known.home)
    except PlanError as error:
        return Verdict(filed, "differs", problems=error.problems)
    if not last:
        return Verdict(filed, "kept", ("đã có bản ban hành sau; chỉ xem các tệp đã lưu",))
    plan = _where(known, filed)
    if plan is None:
        return Verdict(filed, "gone", (f"không tìm thấy tệp kế hoạch `{filed.plan}`; văn bản đã lưu còn nguyên",))
    try:
        if not freeze.frozen(plan, known):
            return Verdict(filed, "kept", ("đang soạn bản thay thế hoặc đính chính ở tệp kế hoạch",))
        got = build.read(plan)
        built = build.finish(build.begin(plan), tuple(name.rpartition(".")[2] for name in filed.outputs), None, True)
    except PlanError as error:
        edited = any(problem.rule == "issued" for problem in error.problems)
        why = "tệp kế hoạch đã bị sửa sau khi ban hành" if edited else "không in lại được kế hoạch như hiện nay"
        return Verdict(filed, "differs" if edited else "gone", (why,), error.problems)
    untrue = tuple(_untrue(filed, got))
    return Verdict(filed, "differs", untrue) if untrue else _compared(known, filed, shared, built)


def _where(known: Ledger, filed: Filed) -> Path | None:
    """The file of an issued plan: where it was, else the one that says what it said; None where there is none."""
    path = known.home / filed.plan
    if path.is_file():
        return path
    for folder, folders, names in os.walk(known.home):
        folders[:] = [each for each in folders if not each.startswith(".") and each != FOLDER]
        for name in names:
            if name.endswith((".yaml", ".yml")) and _is(known, Path(folder, name), filed):
                return Path(folder, name)
    return None


def _is(known: Ledger, path: Path, filed: Filed) -> bool:
    try:
        return freeze.last_of(path, layers.load(path).source.root, known) == filed
    except PlanError:
        return False


def _untrue(filed: Filed, got: Read) -> Iterator[str]:
    """What a record says of its plan that the plan does not say."""
    plan = got.plan
    for name, said, is_ in (
        ("số, ký hiệu", filed.symbol, symbol(plan, "")),
        ("ngày ban hành", filed.date, plan.date.full.isoformat() if plan.date.full else ""),
        ("cơ quan ban hành", filed.issuer, plan.issuer.name),
        ("người ký", filed.signatory, plan.signatory.name),
    ):
        if said != is_:
            yield f"hồ sơ ghi {name} là `{said}`, kế hoạch ghi `{is_}`"


def _compared(known: Ledger, filed: Filed, shared: dict[str, str], built: Built) -> Verdict:
    made = {f"{Path(filed.plan).stem}.{form}": content.digest(data) for form, data in built.files.items()}
    if made == filed.outputs:
        return Verdict(filed, "same")
    why = tuple(_reasons(known, filed, shared, built))
    same = _words(freeze.documents(filed, known.home)) == _words(built.files)
    if same and built.digest == filed.tree:
        return Verdict(filed, "words", ("in lại thì câu chữ vẫn thế, tệp khác", *why))
    return Verdict(filed, "words" if same else "differs", (*([] if same else ["in lại thì câu chữ khác"]), *why))


def _reasons(known: Ledger, filed: Filed, shared: dict[str, str], built: Built) -> Iterator[str]:
    """What a plan is made from that has changed since it was issued."""
    for name, why in common.COMMON.items():
        if filed.made_by.get(name) != shared.get(name):
            versions = f" ({filed.version} → {__version__})" if name == "program" else ""
            yield why + versions
    now = {ledger.relative(path, known.home): each.digest for path, each in built.inputs.items() if each.digest}
    for path, digest in filed.inputs.items():
        if path != filed.plan and now.get(path) != digest:
            kind = _KINDS.get(filed.kinds.get(path, ""), "tệp")
            yield f"{kind} `{path}` {'đã sửa' if path in now else 'không còn dùng'}"
    for path in sorted(now.keys() - filed.inputs.keys()):
        yield f"nay dùng thêm tệp `{path}`"


_KINDS = {
    "inherited": "bản gốc", "shared": "tệp cơ quan", "units": "danh sách đơn vị", "profile": "tệp cỡ chữ và lề",
    "template": "mẫu Word", "office": "LibreOffice",
}  # fmt: skip


def _words(files: dict[str, bytes]) -> list[str]:
    """The words of a DOCX, or of a PDF where there is none."""
    from generator.check import docx_text, pdf_text

    return docx_text.read(files["docx"]) if "docx" in files else pdf_text.words(pdf_text.read(files["pdf"]))
