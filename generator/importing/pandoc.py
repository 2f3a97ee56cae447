"""html: a document in a format that pandoc reads well (RTF, EPUB, reStructuredText, …) -> a web page of it.

The only door to pypandoc. It brings a pandoc of its own; another that the machine may have is never run. pandoc is
kept in its sandbox (it opens no file and no address that a document names), is given a limit of time and of memory,
and is ended with all that it started. DOCX, ODT, HTML and Markdown we read ourselves: of those pandoc loses merged
cells, alignment, effective bold, line numbers and the markers that staff typed.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
from contextlib import suppress
from pathlib import Path

from generator.problem import Mark, PlanError, Problem

#: Seconds that pandoc may take, megabytes that it may hold, bytes that it is given at most.
TIMEOUT, MEMORY, MOST = 30.0, 1_500, 40_000_000
#: What is asked of pandoc, by its own names: nothing else comes to its command line.
FORMATS = frozenset("docbook epub jats mediawiki org rst rtf".split())
_STANDS_FOR = re.compile(rb"(\\u-?\d{1,5}) ?\?")
_BRACE = re.compile(rb"\\[{}\\]|[{}]")
INSTALL = "cài bằng lệnh: pip install pypandoc-binary; hoặc mở tệp bằng Word, lưu thành kiểu .docx rồi nhập lại"
SAVE_AGAIN = "mở tệp bằng Word hoặc LibreOffice, lưu thành kiểu .docx rồi nhập lại"


def html(data: bytes, format: str, timeout: float = TIMEOUT) -> bytes:
    """Return a document as a web page, by pandoc.

    `format` is one of FORMATS, `timeout` is in seconds. Raises PlanError where pypandoc is not installed, where
    pandoc takes too long or too much memory, and where it cannot read the document.
    """
    if format not in FORMATS:
        raise _refused(f"kiểu tệp «{format}» không đọc được qua pandoc")
    if len(data) > MOST:
        raise _refused("tệp quá lớn")
    if format == "rtf":
        data = _plainer(data)
    memory = ["+RTS", f"-M{MEMORY}m", "-RTS"]
    return _run([str(_own()), *memory, "--sandbox", "-f", format, "-t", "html"], data, timeout)


def available() -> bool:
    """Tell whether pypandoc is installed with a pandoc of its own."""
    try:
        return _own().is_file()
    except PlanError:
        return False


def _plainer(data: bytes) -> bytes:
    """Return an RTF without what pandoc 3.9 stumbles over: a `?` that stands for a letter of Unicode takes the sign
    after it along, and names of styles with letters of ours come out as text."""
    if b"\\uc0" not in data:
        data = _STANDS_FOR.sub(rb"\1\\'3f", data)
    start = data.find(b"{\\stylesheet")
    depth = 0
    for match in _BRACE.finditer(data, start) if start >= 0 else ():
        depth += {b"{": 1, b"}": -1}.get(match[0], 0)
        if not depth:
            return data[:start] + data[match.end() :]
    return data


def _own() -> Path:
    """Return the pandoc that came with pypandoc. Raises PlanError where there is none."""
    try:
        import pypandoc
    except ImportError as error:
        raise _refused("đọc kiểu tệp này cần pypandoc, máy này chưa có", INSTALL) from error
    folder = Path(pypandoc.__file__).parent / "files"
    found = next((path for name in ("pandoc", "pandoc.exe") if (path := folder / name).is_file()), None)
    if found is None:
        raise _refused("đọc kiểu tệp này cần pypandoc có kèm pandoc, máy này chưa có", INSTALL)
    return found


def _run(command: list[str], data: bytes, timeout: float) -> bytes:
    """Return what a command prints that is fed `data`; it and all that it started are gone afterwards."""
    # nothing of the user's: neither a configuration of pandoc nor a proxy
    bare = {name: value for name, value in os.environ.items() if name in ("SYSTEMROOT", "TEMP", "TMP", "TMPDIR")}
    try:
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env={**bare, "LANG": "C.UTF-8", "XDG_DATA_HOME": os.devnull}, start_new_session=True,
        )  # fmt: skip
    except OSError as error:
        raise _refused("pandoc đi kèm pypandoc không chạy được", INSTALL) from error
    try:
        text, _ = process.communicate(data, timeout)
    except subprocess.TimeoutExpired as error:
        raise _refused(f"pandoc đọc tệp quá {timeout:g} giây") from error
    finally:
        _end(process)
    if process.returncode != 0:
        # 251 is what the memory limit ends with
        raise _refused("pandoc đọc tệp hết bộ nhớ" if process.returncode == 251 else "pandoc không đọc được tệp")
    return text


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process with its whole group, and wait for it."""
    if process.poll() is None:
        with suppress(ProcessLookupError, PermissionError):
            (os.killpg if hasattr(os, "killpg") else os.kill)(process.pid, signal.SIGTERM if os.name == "nt" else 9)
        with suppress(subprocess.TimeoutExpired, ValueError):
            process.communicate(timeout=5)


def _refused(message: str, hint: str = SAVE_AGAIN) -> PlanError:
    return PlanError([Problem(Mark("pandoc"), message, hint, "pandoc")])
