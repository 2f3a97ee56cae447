"""Zip templates/plan/ into templates/plan.docx, the same bytes each time (`make template`)."""

from __future__ import annotations

import sys
from pathlib import Path

from generator.profile import TEMPLATES
from generator.render import package


def packed(folder: Path) -> bytes:
    """Return the DOCX whose parts are the files of a folder."""
    parts = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    return package.write(parts)


if __name__ == "__main__":
    (TEMPLATES / "plan.docx").write_bytes(packed(TEMPLATES / "plan"))
    sys.exit(0)
