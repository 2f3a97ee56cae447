"""What is wrong, where, and how it is mended: the one problem type of the program.

In: a mark from `source` and a sentence.  Out: the text that staff read.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Map
from dataclasses import replace
from difflib import get_close_matches
from typing import Literal

from generator.frozen import dataclass

Level = Literal["error", "warning", "info"]

LEVEL_NAMES: dict[Level, str] = {"error": "lỗi", "warning": "cảnh báo", "info": "lưu ý"}

#: A source line longer than this is shown as a window around the caret (characters).
WINDOW = 100


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a file: line and column count from 1, `width` in characters.

    Line 0 means the file as a whole, or a place that has no lines: `spot` then tells it in words
    (`trang 2, đoạn 14: «Nơi nhận:»`).
    """

    file: str
    line: int = 0
    column: int = 0
    width: int = 1
    text: str = ""
    spot: str = ""

    @property
    def short(self) -> str:
        """The file and the line, as a sentence names another place."""
        return f"{self.file}:{self.line}" if self.line else str(self)

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return f"{place}, {self.spot}" if self.spot else place


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend: a sentence, its place, its cure, and the name of the rule it breaks."""

    mark: Mark
    message: str
    hint: str = ""
    rule: str = ""
    level: Level = "error"


class PlanError(Exception):
    """What staff must mend before the work can go on: every problem that a stage could see."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:  # made when asked for: a file may have thousands, and be told of in another way
        return "\n".join(show(problem) for problem in self.problems)


def show(problem: Problem) -> str:
    """Return the problem as staff see it: headline, place, source line, caret, cure."""
    mark = problem.mark
    named = f" [{problem.rule}]" if problem.rule and (problem.level != "error" or "." in problem.rule) else ""
    lines = [f"{LEVEL_NAMES[problem.level]}{named}: {problem.message}"]
    number = str(mark.line) if mark.line else ""
    gutter = " " * len(number)
    lines.append(f"{gutter}--> {mark}")
    if mark.line and mark.text.strip():
        text, start, width = _window(mark)
        lines += [
            f"{gutter} |",
            f"{number} | {text}",
            f"{gutter} | {' ' * start}{'^' * width}",
        ]
    if problem.hint:
        lines.append(f"{gutter} = gợi ý: {problem.hint}")
    return "\n".join(lines)


def counted(problems: Sequence[Problem]) -> str:
    """Return how many there are of each level, in brackets; "" where there is none."""
    found = [f"{n} {LEVEL_NAMES[level]}" for level in LEVEL_NAMES if (n := sum(p.level == level for p in problems))]
    return f" ({', '.join(found)})" if found else ""


def renamed(problem: Problem, names: Map[str, str]) -> Problem:
    """Return a problem with the names of files that staff know, by the paths where they were read."""

    def known(text: str) -> str:
        for file in sorted(names, key=len, reverse=True):
            text = text.replace(file, names[file])
        return text

    mark = replace(problem.mark, file=known(problem.mark.file), spot=known(problem.mark.spot))
    return replace(problem, mark=mark, message=known(problem.message), hint=known(problem.hint))


_REASONS = {
    errno.EACCES: "không có quyền",
    errno.EPERM: "không có quyền",
    errno.ENOSPC: "ổ đĩa hết chỗ",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.EISDIR: "đây là thư mục",
    errno.ENOTDIR: "đường dẫn đi qua một tệp",
    errno.EEXIST: "đã có một tệp trùng tên",
    errno.ENOENT: "không tìm thấy",
    errno.ENAMETOOLONG: "tên quá dài",
    errno.EBUSY: "tệp đang bận",
}


def reason(error: Exception) -> str:
    """Return why the system refused, in words that staff know."""
    number = getattr(error, "errno", None)
    return "tên không hợp lệ" if number is None else _REASONS.get(number, f"mã lỗi hệ thống {number}")


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word closest to `word`, or "" where none is near."""
    found = get_close_matches(word.lower(), list(known), n=1, cutoff=0.6)
    return found[0] if found else ""


def _window(mark: Mark) -> tuple[str, int, int]:
    text = mark.text.rstrip("\n").replace("\t", "→")
    start = max(mark.column - 1, 0)
    width = max(1, min(mark.width, max(len(text) - start, 1)))
    if len(text) <= WINDOW:
        return text, start, width
    left = max(0, min(start - WINDOW // 3, len(text) - WINDOW))
    cut = text[left : left + WINDOW]
    start -= left
    if left:
        cut, start = "…" + cut, start + 1
    if left + WINDOW < len(text):
        cut += "…"
    return cut, start, max(1, min(width, len(cut) - start))
