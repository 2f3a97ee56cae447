"""convert: a DOCX -> a PDF through LibreOffice, for an office's own Word template.

Each call has a LibreOffice profile and a font configuration of its own: two conversions that share
a profile fail without a word, and a missing font would be replaced without one.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from generator.fonts import Font
from generator.problem import Mark, PlanError, Problem

TIMEOUT = 120
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
        command = [program, "--headless", "--norestore", f"-env:UserInstallation=file://{home}/profile",
                   "--convert-to", _EXPORT % (2 if archival else 0), "--outdir", f"{home}/out",
                   *(f"{home}/{name}.docx" for name in documents)]  # fmt: skip
        environment = {**os.environ, "FONTCONFIG_FILE": f"{home}/fonts.conf", "HOME": home}
        with subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        ) as process:
            try:
                process.wait(TIMEOUT + 10 * len(documents))
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
        made = {name: Path(home, "out", f"{name}.pdf") for name in documents}
        missing = [name for name, path in made.items() if not path.exists() or path.stat().st_size == 0]
        if missing:
            message = f"LibreOffice không in được PDF của {', '.join(missing)}"
            raise PlanError([Problem(Mark("LibreOffice"), message, "mở tệp DOCX bằng LibreOffice xem có lỗi không")])
        return {name: path.read_bytes() for name, path in made.items()}
