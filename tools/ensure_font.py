"""See to the font of the pages: use what is there, else install Tinos, else say how (`make font`)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from generator import fonts
from generator.problem import PlanError, show

PACKAGE = "fonts-croscore"
ROOT = Path(__file__).parent.parent


def _run(*command: str, folder: Path | None = None) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=300,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def install() -> bool:
    """Install the package as root; without root, unpack it into the project's own .fonts/."""
    if not shutil.which("apt-get"):
        return False
    root = () if os.geteuid() == 0 else ("sudo", "-n")
    if not root or _run("sudo", "-n", "true"):
        for refresh in (False, True):
            if refresh and not _run(*root, "apt-get", "update", "-q"):
                break
            if _run(*root, "apt-get", "install", "-y", "-q", "--no-install-recommends", PACKAGE):
                return True
    with tempfile.TemporaryDirectory() as folder:
        if _run("apt-get", "download", PACKAGE, folder=Path(folder)):
            package = next(Path(folder).glob("*.deb"), None)
            return package is not None and _run("dpkg-deb", "-x", str(package), str(ROOT / ".fonts"))
    return False


def main() -> int:
    """Return 0 where a font is there in the end."""
    try:
        fonts.find()
    except PlanError as error:
        print("chưa có phông Times New Roman hay Tinos, đang cài...", file=sys.stderr)
        if not install():
            for problem in error.problems:
                print(show(problem), file=sys.stderr)
            return 1
        fonts.find()
    return 0


if __name__ == "__main__":
    sys.exit(main())
