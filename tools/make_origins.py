"""Have LibreOffice save again what tests verify: documents of the other origins -> tests/verify/files/*.docx.

Run it where soffice is installed, after the documents of tests/verify changed:
`.venv/bin/python tools/make_origins.py`.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).parent.parent
#: The origins that are saved again: our own, and letterheads by table, by tabs and by text boxes.
NAMES = ("so-y-te", "ubnd-xa", "tables", "tabs", "boxes")
FILTER = "docx:MS Word 2007 XML"


def main() -> None:
    sys.path.insert(0, str(ROOT / "tests"))
    origins = import_module("verify.origins")
    made = {origin.name: origin.data for origin in (*origins.our_own(), *origins.made_by_hand())}
    with tempfile.TemporaryDirectory() as folder:
        for name in NAMES:
            Path(folder, f"{name}.docx").write_bytes(made[name])
        profile = f"-env:UserInstallation=file://{folder}/profile"
        sources = [f"{folder}/{name}.docx" for name in NAMES]
        target = str(origins.FILES)
        command = ["soffice", "--headless", profile, "--convert-to", FILTER, "--outdir", target, *sources]
        subprocess.run(command, check=True, timeout=300, stdout=subprocess.DEVNULL)
    print(f"{len(NAMES)} tệp trong {origins.FILES.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
