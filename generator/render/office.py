"""convert: a DOCX -> a PDF through LibreOffice, for an office's own Word template; modern: an old Word file -> a DOCX.

Each call has a LibreOffice profile and a font configuration of its own: two conversions that share
a profile fail without a word, and a missing font would be replaced without one.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from generator.fonts import Font
from generator.problem import Mark, PlanError, Problem

#: Seconds that a conversion takes at most; that of a file from outside, which may be made to take long.
TIMEOUT, OLD = 120, 20
_EXPORT = (
    'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"},'
    '"SelectPdfVersion":{"type":"long","value":"%d"}}'
)
_FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  {folders}
  <cachedir>{cache}</cachedir>
  <match target="pattern">
    <test name="family"><string>Times New Roman</string></test>
    <edit name="family" mode="assign" binding="strong"><string>{family}</string></edit>
  </match>
</fontconfig>
"""

#: Settings of a profile in which what a document says is content: no macro runs, no link is followed. A picture that a
#: .doc links to is asked for all the same: it is asked of a proxy that is not there.
_CLOSED = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
  <item oor:path="/org.openoffice.Office.Common/Security/Scripting">
    <prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
    <prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
  </item>
  <item oor:path="/org.openoffice.Inet/Settings">
    <prop oor:name="ooInetProxyType" oor:op="fuse"><value>1</value></prop>
    <prop oor:name="ooInetHTTPProxyName" oor:op="fuse"><value>127.0.0.1</value></prop>
    <prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value></prop>
    <prop oor:name="ooInetHTTPSProxyName" oor:op="fuse"><value>127.0.0.1</value></prop>
    <prop oor:name="ooInetHTTPSProxyPort" oor:op="fuse"><value>9</value></prop>
    <prop oor:name="ooInetFTPProxyName" oor:op="fuse"><value>127.0.0.1</value></prop>
    <prop oor:name="ooInetFTPProxyPort" oor:op="fuse"><value>9</value></prop>
    <prop oor:name="ooInetNoProxy" oor:op="fuse"><value></value></prop>
  </item>
</oor:items>
"""


def available() -> str:
    """Return the path of LibreOffice, or "" where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice") or ""


def convert(documents: dict[str, bytes], font: Font, archival: bool = True) -> dict[str, bytes]:
    """Return the PDF of each DOCX, by name; PDF/A-2 where `archival`, tagged in any case.

    Times New Roman is `font`; other fonts are the machine's. Raises PlanError where LibreOffice is
    missing, hangs or makes no PDF.
    """
    program = available()
    if not program:
        raise PlanError([Problem(
            Mark("LibreOffice"), "mẫu Word riêng chỉ in PDF được qua LibreOffice, máy này chưa có",
            "cài bằng lệnh: sudo apt-get install libreoffice-writer-nogui; hoặc chỉ in DOCX: --format docx",
        )])  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="kehoach-") as home:
        folders = [font.files[0].parent, *(Path(p) for p in ("/usr/share/fonts", "/usr/local/share/fonts"))]
        Path(home, "fonts.conf").write_text(
            _FONTS.format(
                folders="".join(f"<dir>{folder}</dir>" for folder in folders),
                cache=f"{home}/cache",
                family=font.family,
            ),
            "utf-8",
        )
        for name, data in documents.items():
            Path(home, f"{name}.docx").write_bytes(data)
        environment = {**os.environ, "FONTCONFIG_FILE": f"{home}/fonts.conf"}
        named = [f"{home}/{name}.docx" for name in documents]
        _run(program, home, _EXPORT % (2 if archival else 0), named, environment)
        made = {name: Path(home, "out", f"{name}.pdf") for name in documents}
        missing = [name for name, path in made.items() if not path.exists() or path.stat().st_size == 0]
        if missing:
            message = f"LibreOffice không in được PDF của {', '.join(missing)}"
            raise PlanError([Problem(Mark("LibreOffice"), message, "mở tệp DOCX bằng LibreOffice xem có lỗi không")])
        return {name: path.read_bytes() for name, path in made.items()}


def modern(data: bytes, suffix: str) -> bytes:
    """Return a document that LibreOffice reads (`.doc`, `.rtf`, …) as a DOCX; its macros do not run, its links are not
    followed. Raises PlanError where LibreOffice is missing, hangs or cannot read it."""
    program = available()
    if not program:
        hint = "lưu lại thành .docx bằng Word; hoặc cài: sudo apt-get install libreoffice-writer-nogui"
        raise PlanError(
            [Problem(Mark("LibreOffice"), f"tệp {suffix} chỉ đọc được qua LibreOffice, máy này chưa có", hint)]
        )
    with tempfile.TemporaryDirectory(prefix="kehoach-") as home:
        Path(home, f"old{suffix}").write_bytes(data)
        Path(home, "profile", "user").mkdir(parents=True)
        Path(home, "profile", "user", "registrymodifications.xcu").write_text(_CLOSED, "utf-8")
        _run(program, home, "docx", [f"{home}/old{suffix}"], dict(os.environ), OLD)
        made = Path(home, "out", "old.docx")
        if not made.exists() or not made.stat().st_size:
            hint = "mở tệp bằng Word, lưu lại thành .docx rồi chạy lại"
            raise PlanError([Problem(Mark("LibreOffice"), f"LibreOffice không đọc được tệp {suffix} này", hint)])
        return made.read_bytes()


def _run(
    program: str, home: str, target: str, files: list[str], environment: dict[str, str], limit: int = TIMEOUT
) -> None:
    """Convert files into the folder `out` of `home`, with a profile of its own there; killed with all that it started
    where it hangs, or where the command is stopped."""
    command = [program, "--headless", "--norestore", f"-env:UserInstallation=file://{home}/profile",
               "--convert-to", target, "--outdir", f"{home}/out", *files]  # fmt: skip
    seconds = limit + 10 * len(files)
    with subprocess.Popen(
        command, env={**environment, "HOME": home}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:  # fmt: skip
        try:
            _bounded(process.pid, seconds)
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            _end(process)
        except BaseException:
            _end(process)
            raise


def _end(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(OSError):
        os.killpg(process.pid, signal.SIGKILL)


def _bounded(pid: int, seconds: int) -> None:
    """Let the system end a conversion that this process cannot end any more, killed itself."""
    with contextlib.suppress(ImportError, AttributeError, OSError, ValueError):
        import resource

        resource.prlimit(pid, resource.RLIMIT_CPU, (seconds, seconds))
