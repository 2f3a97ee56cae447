"""What all commands print: problems, a bar, a fault of ours; and how the command was called."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from generator import __version__
from generator.problem import PlanError, Problem, reason, show

PROGRAM = "kehoach"
ROOT = Path(__file__).parent.parent.parent


def called() -> str:
    """The command as it was called, so that what we print can be typed."""
    program = Path(sys.argv[0])
    return os.path.relpath(program) if program.name == PROGRAM else "python -m generator"


def tell(problems: Sequence[Problem]) -> None:
    for problem in problems:
        print(show(problem), end="\n\n", file=sys.stderr)


def fresh(problems: Sequence[Problem], told: set[Any]) -> list[Problem]:
    """What was not told before: the plans that extend one file share what is wrong in it."""
    unseen = [problem for problem in problems if problem not in told]
    told.update(unseen)
    return unseen


def refused(error: PlanError, form: str) -> int:
    """Tell what keeps a command from its files in the form asked for, and return its exit code."""
    from generator.verify import report

    if form == "text":
        tell(error.problems)
    else:
        print(report.WRITERS[form]([report.of_problems("", error.problems)]))
    return 1


def our_fault(trace: str, plan: str = "") -> int:
    """Put a fault of ours into a log and tell where it is."""
    import tempfile

    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", errors="backslashreplace", prefix="kehoach-", suffix=".log", delete=False
    ) as log:
        log.write(f"{PROGRAM} {__version__}, Python {sys.version}\n{' '.join(sys.argv)}\n{plan}\n\n{trace}")
    where = f" khi in {plan}" if plan else ""
    print(f"lỗi của chương trình{where}, không phải của kế hoạch; chi tiết ở {log.name}", file=sys.stderr)
    print(" = gợi ý: gửi tệp đó cho người phụ trách chương trình", file=sys.stderr)
    return 3


def progress(line: str) -> None:
    """Show one line on the terminal that the next one writes over; nothing where nobody watches."""
    if sys.stderr.isatty():
        width = shutil.get_terminal_size().columns - 1
        print(f"\r\x1b[K{line[:width]}", end="", file=sys.stderr, flush=True)


def make(folder: Path) -> None:
    """Make a folder where it is not there yet."""
    from generator.problem import Mark

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        message = f"không tạo được thư mục ({reason(error)})"
        raise PlanError([Problem(Mark(str(folder)), message, "chọn tên khác")]) from None
