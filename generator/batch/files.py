"""write: files -> the disk, each whole or not at all. The only place that writes.

In: the bytes of files by their path.  Out: all of them, or none and the old ones stay.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import socket
import tempfile
import time
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Map
from pathlib import Path

from generator.problem import Mark, PlanError, Problem, reason


def write(files: Map[Path, bytes]) -> None:
    """Write files so that all of them appear whole, or none does and the old ones stay. Raises PlanError."""
    made: list[tuple[str, Path]] = []
    kept: list[tuple[str, Path]] = []
    second: list[str] = []
    fresh: list[Path] = []
    target = next(iter(files), Path())
    try:
        for target, data in files.items():
            made.append((_temporary(target), target))
            Path(made[-1][0]).write_bytes(data)
            os.chmod(made[-1][0], 0o644)
        for name, target in made:
            new = not target.is_file()
            if not new:  # the old file under a second name, so that it can come back
                second.append(_temporary(target))
                _second_name(target, second[-1])
                kept.append((second[-1], target))
            os.replace(name, target)
            fresh += [target] * new
    except (OSError, ValueError) as error:
        for name, old in kept:
            os.replace(name, old)
        for path in fresh:
            path.unlink(missing_ok=True)
        hint = "đóng tệp nếu đang mở, kiểm tra quyền ghi và chỗ trống của ổ đĩa"
        message = f"không ghi được tệp ({reason(error)})"
        raise PlanError([Problem(Mark(str(target)), message, hint, "output")]) from None
    finally:
        for name in (*(name for name, _ in made), *second):
            Path(name).unlink(missing_ok=True)


def claim(target: Path, data: bytes) -> bool:
    """Write a file whole where there is none of its name; tell whether there was none. Raises PlanError."""
    name = ""
    try:
        name = _temporary(target)
        Path(name).write_bytes(data)
        os.chmod(name, 0o644)
        try:
            os.link(name, target)
        except FileExistsError:
            return False
        except OSError:  # a disk without links
            try:
                handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
            except FileExistsError:
                return False
            with os.fdopen(handle, "wb") as file:
                file.write(data)
        return True
    except (OSError, ValueError) as error:
        hint = "kiểm tra quyền ghi và chỗ trống của ổ đĩa"
        message = f"không ghi được tệp ({reason(error)})"
        raise PlanError([Problem(Mark(str(target)), message, hint, "output")]) from None
    finally:
        if name:
            Path(name).unlink(missing_ok=True)


def _second_name(target: Path, name: str) -> None:
    """Keep a file under a second name: a link where the disk has them, else a copy."""
    os.unlink(name)
    try:
        os.link(target, name)
    except OSError:
        shutil.copy2(target, name)


@contextlib.contextmanager
def turn(folder: Path, name: str = ".lock") -> Iterator[None]:
    """Let one process at a time write to a folder, so that what two runs make of one plan never mixes.

    Who is killed gives way at once; who hangs is waited for `_PATIENCE` seconds, and a disk that knows no locks is
    written to without.
    """
    handle = _lock_file(folder / name)
    try:
        if handle is not None:
            _lock(handle)
        yield
    finally:
        if handle is not None:
            os.close(handle)


def alone(place: Path) -> contextlib.AbstractContextManager[None]:
    """As `turn`, for a folder that nothing may be left in: the lock is one of this machine."""
    name = hashlib.sha256(os.path.realpath(place).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return turn(Path(tempfile.gettempdir()), f"kehoach-{name}.lock")


#: So long a writer waits for another (s).
_PATIENCE = 10.0


def _lock_file(path: Path) -> int | None:
    for flags in (os.O_RDWR | os.O_CREAT, os.O_RDONLY):  # a colleague's may only be read; that is enough
        with contextlib.suppress(OSError):
            return os.open(path, flags, 0o666)
    return None


def _lock(handle: int) -> None:
    try:
        import fcntl
    except ImportError:  # Windows
        return
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            time.sleep(0.002)
        except OSError:
            return


def _temporary(target: Path) -> str:
    handle, name = tempfile.mkstemp(prefix=f".kehoach-{HOST}-{os.getpid()}-", suffix=".tmp", dir=target.parent)
    os.close(handle)
    return name


#: Tells this machine from others that write to the same folder.
HOST = hashlib.sha256(socket.gethostname().encode()).hexdigest()[:8]
_LEFT = re.compile(r"\.kehoach-(?P<host>[0-9a-f]{8})-(?P<pid>\d+)-\w+\.tmp")


def sweep(folders: Iterable[Path]) -> None:
    """Remove what a run that was killed left half-written: files of processes of this machine that are no more."""
    for folder in folders:
        with contextlib.suppress(OSError):
            for name in os.listdir(folder):
                found = _LEFT.fullmatch(name) if name.startswith(".") else None
                if found and found["host"] == HOST and not runs(int(found["pid"])):
                    (folder / name).unlink(missing_ok=True)


def runs(pid: int) -> bool:
    """Tell whether a process of this machine is there, as far as it can be told."""
    if os.name != "posix":
        return True  # there, asking would send a signal
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True  # another's, so it is there
    return True


def refuse_open(targets: Iterable[Path]) -> None:
    """Refuse to replace a document that somebody has open in Word or LibreOffice."""
    problems = []
    for target in targets:
        for lock in (target.parent / f".~lock.{target.name}#", target.parent / f"~${target.name[2:]}",
                     target.parent / f"~${target.name}"):  # fmt: skip
            if os.path.exists(lock):  # no error for a name that is too long to be one
                message = "tệp đang mở trong Word hoặc LibreOffice"
                hint = f"đóng tệp rồi chạy lại (nếu không có ai mở, xóa `{lock.name}`)"
                problems.append(Problem(Mark(str(target)), message, hint, "output"))
                break
    if problems:
        raise PlanError(problems)
