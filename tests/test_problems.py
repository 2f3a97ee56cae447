"""What staff read when something is wrong: each file in problems/ with its exact message.

`make golden` rewrites the messages; the diff is read before it is committed.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "problems"
CASES = sorted(p for p in FOLDER.iterdir() if p.suffix in (".yaml", ".bin"))


def run(*arguments: str, folder: Path = FOLDER, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a user does, in a folder."""
    return subprocess.run(
        [sys.executable, "-m", "generator", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(FOLDER.parent.parent), "PYTHONDONTWRITEBYTECODE": "1", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("case", CASES, ids=lambda p: p.stem)
def test_the_message_is_exact(case, golden):
    result = run("check", case.name)
    said = f"exit {result.returncode}\n{result.stderr}"
    expected = case.with_suffix(".txt")
    if golden:
        expected.write_text(said, "utf-8")
    assert said == expected.read_text("utf-8")
    assert "Traceback" not in said


def test_every_error_message_has_a_cure():
    """An error without a hint leaves the clerk alone."""
    for case in CASES:
        said = case.with_suffix(".txt").read_text("utf-8")
        assert said.count("lỗi: ") + said.count("cảnh báo: ") <= said.count("= gợi ý:"), case.name


def test_no_message_is_without_its_case():
    assert {p.stem for p in FOLDER.glob("*.txt")} == {p.stem for p in CASES}
