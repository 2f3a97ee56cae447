"""history, verify: the folder of what was issued -> what went out, and whether it is and can still be made the same.

Verifying takes three looks at a filing: are the documents those that went out; is the plan as it was issued; does the
program of today make the same bytes of it, and if not, what of all that they are made from has changed since.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from generator import __version__, build, content, revisions
from generator.batch import common
from generator.build import Built
from generator.cascade import resolve
from generator.filed import freeze, ledger
from generator.filed.ledger import Ledger
from generator.filed.record import Filed
from generator.problem import PlanError, Problem

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
    """Return what was issued from a plan, or all that the folder of a place holds."""
    known = ledger.read(ledger.home_of(place / "x" if place.is_dir() else place))
    if place.is_dir():
        return known
    return Ledger(known.home, known.of(place), known.problems)


def verify(known: Ledger) -> Iterator[Verdict]:
    """Yield the verdict on each filing."""
    shared = common.common()
    last = {filed.plan: filed for filed in known.entries}
    for filed in known.entries:
        yield _verdict(known, filed, shared, last[filed.plan] is filed)


def unrecorded(known: Ledger) -> tuple[str, ...]:
    """Return what git has not recorded yet of the issued folder; nothing where there is no git."""
    stamp = revisions.stamp(known.home)
    if stamp is None:
        return ()
    files = [known.home / filed.folder / name for filed in known.entries for name in ("record.json", *filed.outputs)]
    return tuple(str(file) for file in files if stamp.of([file]) != stamp.short)


def _verdict(known: Ledger, filed: Filed, shared: dict[str, str], last: bool) -> Verdict:
    try:
        freeze.documents(filed, known.home)
    except PlanError as error:
        return Verdict(filed, "differs", problems=error.problems)
    if not last:
        return Verdict(filed, "kept", ("đã có bản ban hành sau; chỉ xem các tệp đã lưu",))
    plan = known.home / filed.plan
    try:
        resolved = resolve.resolve(plan)
        edited = _edited(resolved, known)
        built = build.finish(build.begin(plan), tuple(name.rpartition(".")[2] for name in filed.outputs), None, True)
    except PlanError as error:
        return Verdict(filed, "gone", ("không in lại được kế hoạch như hiện nay",), error.problems)
    if edited:
        return Verdict(filed, "differs", edited)
    return _compared(known, filed, shared, built)


def _edited(resolved: resolve.Resolved, known: Ledger) -> tuple[str, ...]:
    """Why a plan's file is not as it was issued; nothing where it is."""
    try:
        stands = freeze.frozen(resolved, known)
    except PlanError as error:
        return tuple(problem.message for problem in error.problems)
    return () if stands else ("đang soạn bản thay thế hoặc đính chính ở tệp kế hoạch",)


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
