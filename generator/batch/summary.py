"""text, as_json, as_html: what became of every plan of a run -> the summary at its end."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from generator.batch import record
from generator.batch.task import Outcome, State
from generator.problem import Problem, counted, show
from generator.vietnamese import format_number

#: The name of the files that hold the whole summary, in the folder of outputs.
NAME = "tong-ket"
#: How each state is told; the order is that of the sums.
STATES: dict[State, str] = {
    "built": "đã in",
    "due": "sẽ in",
    "unchanged": "không đổi",
    "failed": "chưa in được",
}
#: Above so many plans the terminal is told of those that failed, and the sums; the pages tell of all.
MOST_LINES = 40


@dataclass(frozen=True, slots=True)
class Summary:
    """A run that ended: the outcomes in the order of the plans, how long it took (s), and how many plans it had not
    begun when it was stopped."""

    outcomes: tuple[Outcome, ...]
    seconds: float
    left: int = 0

    def count(self, state: State) -> int:
        """How many plans ended so."""
        return sum(outcome.state == state for outcome in self.outcomes)

    @property
    def rate(self) -> float:
        """Plans built a second."""
        return self.count("built") / self.seconds if self.seconds else 0.0


def text(summary: Summary) -> str:
    """Return the summary for the terminal: a line a plan, and the sums."""
    told = summary.outcomes
    lines = [_line(outcome) for outcome in told if len(told) <= MOST_LINES or outcome.state == "failed"]
    if len(told) > 1 or summary.left:
        lines.append(sums(summary))
    return "\n".join(lines)


def _line(outcome: Outcome) -> str:
    if outcome.state == "failed":
        return f"chưa in được {outcome.plan}{counted(outcome.problems)}"
    why = f": {outcome.why}" if outcome.state == "due" else ""
    return f"{STATES[outcome.state]} {', '.join(str(path) for path in outcome.files)}{why}"


def sums(summary: Summary) -> str:
    """Return how many plans ended in which state, how long it took and how fast."""
    total = len(summary.outcomes) + summary.left
    counts = [(STATES[state], summary.count(state)) for state in STATES] + [("chưa làm", summary.left)]
    told = ", ".join(f"{format_number(number)} {name}" for name, number in counts if number)
    rate = f", {_decimal(summary.rate)} kế hoạch/giây" if summary.count("built") > 1 else ""
    return f"{format_number(total)} kế hoạch: {told} ({duration(summary.seconds)}{rate})"


def progress(done: Sequence[Outcome], total: int, seconds: float) -> str:
    """Return the bar of a run that goes on: how far, the rate, the time left, how many failed."""
    width = 24
    full = width * len(done) // max(total, 1)
    worked = [outcome for outcome in done if outcome.state != "unchanged"]
    rate = len(worked) / seconds if seconds > 0.5 and worked else 0.0
    parts = [f"[{'#' * full}{'.' * (width - full)}] {format_number(len(done))}/{format_number(total)}"]
    if rate:
        parts += [f"{_decimal(rate)} kế hoạch/giây", f"còn {duration((total - len(done)) / rate)}"]
    failed = sum(outcome.state == "failed" for outcome in done)
    return " · ".join([*parts, *([f"{format_number(failed)} chưa in được"] if failed else [])])


def duration(seconds: float) -> str:
    """Return a time as staff say it: `0,4 giây`, `2 phút 05 giây`, `1 giờ 12 phút`."""
    if seconds < 59.95:
        return f"{_decimal(seconds)} giây"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} giờ {minutes:02} phút" if hours else f"{minutes} phút {rest:02} giây"


def _decimal(number: float) -> str:
    return format_number(Decimal(f"{number:.1f}"))


# --- files --------------------------------------------------------------------------------------


def as_json(summary: Summary, folder: Path) -> str:
    """Return the summary for programs; files are named from the folder of outputs."""
    head = {
        "seconds": round(summary.seconds, 3),
        "rate": round(summary.rate, 2),
        "counts": {state: summary.count(state) for state in STATES if state != "due"},
        "left": summary.left,
    }
    plans = ",\n".join(json.dumps(_plan(outcome, folder), ensure_ascii=False) for outcome in summary.outcomes)
    return f'{json.dumps(head)[:-1]}, "plans": [\n{plans}\n]}}\n'


def _plan(outcome: Outcome, folder: Path) -> dict[str, Any]:
    return {
        "plan": outcome.plan.as_posix(),
        "state": outcome.state,
        "why": outcome.why,
        "files": [record.relative(path, folder) for path in outcome.files],
        "seconds": round(outcome.seconds, 3),
        "warnings": outcome.warnings,
        "problems": [_problem(problem) for problem in outcome.problems],
        "fault": outcome.fault,
    }


def _problem(problem: Problem) -> dict[str, Any]:
    mark = problem.mark
    return {
        "level": problem.level, "rule": problem.rule, "message": problem.message, "hint": problem.hint,
        "file": mark.file, "line": mark.line, "column": mark.column,
    }  # fmt: skip


_PAGE = """<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Tổng kết in kế hoạch</title>
<style>
body {{ font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; color: #1a1a1a }}
h1 {{ font-size: 1.4rem }} table {{ border-collapse: collapse; width: 100% }}
th, td {{ text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid #ddd }}
th {{ position: sticky; top: 0; background: #fff }}
.failed td:nth-child(2) {{ color: #b00020; font-weight: 600 }} .built td:nth-child(2) {{ color: #1b6e2c }}
pre {{ white-space: pre-wrap; margin: .2rem 0 .6rem; font-size: .85rem }}
@media (prefers-color-scheme: dark) {{ body, th {{ background: #161616; color: #e6e6e6 }} a {{ color: #8ab4f8 }} }}
</style></head><body>
<h1>Tổng kết in kế hoạch</h1>
<p>{sums}</p>
<table><thead><tr><th>Kế hoạch</th><th>Kết quả</th><th>Văn bản</th><th>Ghi chú</th></tr></thead><tbody>
{rows}
</tbody></table></body></html>
"""


def as_html(summary: Summary, folder: Path) -> str:
    """Return the summary as a page with links to every document; those that failed come first."""
    ordered = sorted(summary.outcomes, key=lambda outcome: outcome.state != "failed")
    return _PAGE.format(sums=escape(sums(summary)), rows="\n".join(_rows(ordered, folder)))


def _rows(outcomes: Iterable[Outcome], folder: Path) -> Iterator[str]:
    for outcome in outcomes:
        links = " ".join(
            f'<a href="{_href(path, folder)}">{path.suffix[1:].upper()}</a>'
            for path in outcome.files if outcome.state != "failed"
        )  # fmt: skip
        plan = f'<a href="{_href(outcome.plan, folder)}">{escape(str(outcome.plan))}</a>'
        yield (f'<tr class="{outcome.state}"><td>{plan}</td><td>{STATES[outcome.state]}</td><td>{links}</td>'
               f"<td>{_notes(outcome)}</td></tr>")  # fmt: skip


def _notes(outcome: Outcome) -> str:
    told = [escape(outcome.why)] if outcome.why and outcome.state != "failed" else []
    if outcome.warnings:
        told.append(f"{outcome.warnings} cảnh báo")
    shown = [problem for problem in outcome.problems if problem.level != "warning" or outcome.state == "failed"]
    told += [f"<pre>{escape(show(problem))}</pre>" for problem in shown]
    return "<br>".join(told) + ("<pre>lỗi của chương trình</pre>" if outcome.fault else "")


def _href(path: Path, folder: Path) -> str:
    head, _, tail = record.relative(path, folder).rpartition("/")
    return (f"{_quoted(head)}/" if head else "") + quote(tail)


@lru_cache(maxsize=1024)
def _quoted(folder: str) -> str:
    return quote(folder)
