"""pack, make: a plan with all the files that it is made from, as bytes -> its documents, as bytes.

What goes to another machine and what comes back: no disk is shared. A parcel names its files by their content; those
that other plans are made from too travel once to each machine, which keeps them and asks for what it does not have.
"""

from __future__ import annotations

import atexit
import os
import shutil
import socket
import tempfile
import threading
import traceback
from collections.abc import Mapping as Map
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path, PurePath

from generator import build, content
from generator.batch import common, files
from generator.batch.task import Order
from generator.build import Begun, Built, Input
from generator.problem import Mark, PlanError, Problem, reason, renamed

#: A machine keeps so many bytes of files for the parcels to come; the oldest go first.
_MOST_KEPT = 200_000_000
_KEPT: dict[str, bytes] = {}


@dataclass(frozen=True, slots=True)
class Parcel:
    """A plan and what it is made from.

    `files` are the digests of its files by the path where they will be looked for, `bytes` their content by digest;
    `shown` is how staff know each path. `template` is the office's own Word template, where one was asked for.
    """

    plan: str
    files: Map[str, str]
    bytes: Map[str, bytes]
    shown: Map[str, str]
    formats: tuple[str, ...]
    template: str
    allow_errors: bool
    revision: str
    common: Map[str, str]

    @property
    def lean(self) -> Parcel:
        """The parcel with the content of the plan alone."""
        own = self.files[self.plan]
        return replace(self, bytes={own: self.bytes[own]})


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a parcel: what was built, what has to be mended, a fault of ours, or that files are missing."""

    built: Built | None = None
    problems: tuple[Problem, ...] = ()
    fault: str = ""
    missing: bool = False


def pack(begun: Begun, order: Order, shared: Map[str, str], revision: str = "") -> tuple[Parcel, dict[Path, Input]]:
    """Return a plan with all that it is made from, and its inputs as its record names them.

    Raises PlanError for a file that the plan names and that is not there.
    """
    inputs = {**begun.inputs, **build.named(begun, order.template)}
    named: dict[str, str] = {}
    data: dict[str, bytes] = {}
    shown: dict[str, str] = {}
    for path, each in inputs.items():
        if each.digest:
            read = path.read_bytes()
            for where in map(os.path.abspath, _looked_for(path, each, begun.path)):
                named[where], shown[where] = content.digest(read), str(path)
                data[named[where]] = read
    template = os.path.abspath(order.template) if order.template else ""
    own = os.path.abspath(begun.path)
    return Parcel(own, named, data, shown, order.formats, template, order.allow_errors, revision, shared), inputs


def _looked_for(path: Path, each: Input, plan: Path) -> list[Path]:
    """Where the other machine will look for a file: one that was found from this folder, beside the plan too."""
    from_here = each.kind in ("profile", "template") and not path.is_absolute()
    return [path, *([plan.parent / path] if from_here else [])]


def differs(shared: Map[str, str]) -> str:
    """Return in what this machine differs from one with these digests, "" where both make the same files."""
    return common.changed(shared, _common())


#: One parcel at a time: what is kept of one for the next is not made for several threads.
_ONE = threading.Lock()


def make(parcel: Parcel) -> Made:
    """Build the plan of a parcel, on whatever machine. Never raises."""
    try:
        with _ONE:
            return _make(parcel)
    except MemoryError:
        message, hint = f"máy {socket.gethostname()} hết bộ nhớ khi in kế hoạch này", "bớt số tiến trình trên máy đó"
        return Made(problems=(Problem(Mark(parcel.shown[parcel.plan]), message, hint),))
    except OSError as error:
        message = f"máy {socket.gethostname()} không cất được tệp tạm ({reason(error)})"
        hint = f"kiểm tra chỗ trống và quyền ghi ở {tempfile.gettempdir()} trên máy đó"
        return Made(problems=(Problem(Mark(parcel.shown[parcel.plan]), message, hint),))
    except Exception:
        return Made(fault=traceback.format_exc())


def _make(parcel: Parcel) -> Made:
    different = differs(parcel.common)
    if different:
        message = f"máy {socket.gethostname()} không giống máy này: {different}"
        hint = "cài cùng phiên bản chương trình, thư viện và phông chữ trên mọi máy"
        return Made(problems=(Problem(Mark(parcel.shown[parcel.plan]), message, hint),))
    there = {**_KEPT, **parcel.bytes}
    for digest, data in parcel.bytes.items():
        _keep(digest, data)
    if not there.keys() >= set(parcel.files.values()):
        return Made(missing=True)
    return _made(parcel, {path: there[digest] for path, digest in parcel.files.items()})


@cache
def _common() -> dict[str, str]:
    return common.common()


def _keep(digest: str, data: bytes) -> None:
    if digest not in _KEPT:
        while _KEPT and sum(map(len, _KEPT.values())) + len(data) > _MOST_KEPT:
            del _KEPT[next(iter(_KEPT))]
        _KEPT[digest] = data


@cache
def _home() -> Path:
    """Where this process puts the files of parcels: the same for all, so that what is read of one that other plans are
    made from too is kept. Those of processes that are no more are cleared away."""
    base = Path(tempfile.gettempdir())
    for old in base.glob(f"{_PREFIX}*"):
        pid = old.name.removeprefix(_PREFIX).split("-")[0]
        if pid.isdigit() and not files.runs(int(pid)):
            shutil.rmtree(old, ignore_errors=True)
    home = tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-")
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    return Path(home)


_PREFIX = f"kehoach-{files.HOST}-"
#: What stands there: paths, each with the digest of its content.
_THERE: dict[Path, str] = {}


def _lay(parcel: Parcel, found: Map[str, bytes], home: Path) -> dict[str, Path]:
    """Put the files of a parcel where its plan looks for them, and no other; return where each is."""
    there = {path: home.joinpath(*PurePath(path).parts[1:]) for path in found}
    for file in _THERE.keys() - set(there.values()):
        file.unlink(missing_ok=True)
        del _THERE[file]
    for path, file in there.items():
        if _THERE.get(file) != parcel.files[path]:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(found[path])
            _THERE[file] = parcel.files[path]
    return there


def _made(parcel: Parcel, found: Map[str, bytes]) -> Made:
    there = _lay(parcel, found, _home())
    template = there[parcel.template] if parcel.template else None
    names = {str(file): parcel.shown[path] for path, file in there.items()}
    try:
        begun = build.begin(there[parcel.plan])
        built = build.finish(begun, parcel.formats, template, parcel.allow_errors, False, parcel.revision)
    except PlanError as error:
        return Made(problems=tuple(renamed(problem, names) for problem in error.problems))
    notes = tuple(renamed(problem, names) for problem in built.notes)
    office = {path: each for path, each in built.inputs.items() if each.kind == "office"}  # that of this machine
    return Made(replace(built, notes=notes, inputs=office))
