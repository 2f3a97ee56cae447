"""Time 10, 100, 1,000 and 3,321 different plans: the first run, the second, memory (`make bench-growth`).

Writes the table between the markers `growth` of docs/quy-mo.md, the plot docs/images/growth.svg, and
outputs/bench.json (`growth`). The same numbers give the same plot, byte for byte.

    python benchmarks/growth.py [--quick] [--jobs 2] [COUNT ...]
"""

from __future__ import annotations

import argparse
import io
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import batch, plans, watched
from generator.vietnamese import format_number

COUNTS = (10, 100, 1000, plans.COUNTRY)
PLOT = watched.ROOT / "docs" / "images" / "growth.svg"


@dataclass(frozen=True, slots=True)
class Size:
    """What a set of `count` plans took: seconds of the first and the second run; the most a worker and the command
    held (MB); `kept`: the second run left every file alone."""

    count: int
    first: float
    again: float
    worker: float
    command: float
    kept: bool
    #: A worker's memory about the 100th and the 3,000th plan (MB); 0 in a smaller set.
    early: float = 0.0
    late: float = 0.0

    @property
    def rate(self) -> float:
        return self.count / self.first


def measure(counts: Sequence[int], jobs: int, home: Path) -> list[Size]:
    """Build a set of each size, then again, from cold each time; sets share no plan."""
    warm = plans.make(home / "warm", 4, batch.SEED, first=2 * plans.COUNTRY)
    watched.build(warm[0].parent, home / "warm-out", jobs)
    sizes, before = [], plans.COUNTRY
    for count in counts:
        folder = home / f"plans-{count}"
        plans.make(folder, count, batch.SEED, first=before)
        first, again, kept = batch.twice(folder, home / f"out-{count}", jobs)
        held = [first.after(at, 50) if count > 3000 else 0.0 for at in (100, 3000)]
        sizes.append(Size(count, first.seconds, again.seconds, first.worker, first.command, kept, *held))
        print(f"  {count}: {first.seconds:.1f} giây, rồi {again.seconds:.2f} giây", file=sys.stderr)
        before += count
    return sizes


def table(sizes: Sequence[Size]) -> str:
    """Return the sizes as a table of Markdown, in Vietnamese."""
    head = ("Số kế hoạch", "Lần đầu", "Kế hoạch/giây", "Chạy lại, không đổi", "Bộ nhớ một tiến trình in", "Lệnh chính")
    rows = [
        (format_number(each.count), _seconds(each.first), _decimal(each.rate, 1), _seconds(each.again),
         f"{each.worker:.0f} MB", f"{each.command:.0f} MB")
        for each in sizes
    ]  # fmt: skip
    lines = [head, tuple("--:" for _ in head), *rows]
    told = [f"| {' | '.join(line)} |" for line in lines]
    for each in sizes:
        if each.late:
            told += [
                "",
                f"Bộ nhớ một tiến trình in quanh kế hoạch thứ 100: {each.early:.0f} MB, thứ 3.000: {each.late:.0f} MB.",
            ]
    return "\n".join(told)


def plot(sizes: Sequence[Size]) -> str:
    """Return an SVG of time and memory by the number of plans."""
    import matplotlib

    matplotlib.use("svg")
    from matplotlib.figure import Figure

    settings: Any = {"svg.hashsalt": "kehoach", "font.family": "DejaVu Sans", "font.size": 10, "axes.spines.top": False,
                "axes.spines.right": False, "axes.grid": True, "grid.alpha": 0.3}  # fmt: skip
    out = io.StringIO()
    with matplotlib.rc_context(settings):
        figure = Figure(figsize=(9, 3.6), layout="constrained")
        time, memory = figure.subplots(1, 2)
        counts = [each.count for each in sizes]
        time.loglog(counts, [each.first for each in sizes], "o-", color="#1f5fa8", label="lần đầu")
        time.loglog(counts, [each.again for each in sizes], "s--", color="#c26a1b", label="chạy lại, không đổi")
        time.set(title="Thời gian (giây)", xlabel="số kế hoạch")
        memory.semilogx(counts, [each.worker for each in sizes], "o-", color="#1f5fa8", label="một tiến trình in")
        memory.semilogx(counts, [each.command for each in sizes], "s--", color="#c26a1b", label="lệnh chính")
        memory.axhline(400, color="#888888", linewidth=1, linestyle=":")
        memory.annotate("giới hạn 400 MB", (counts[0], 400), (0, -4), textcoords="offset points", va="top")
        memory.set(title="Bộ nhớ cao nhất (MB)", xlabel="số kế hoạch", ylim=(0, 430))
        for axes in (time, memory):
            axes.set_xticks(counts, [format_number(count) for count in counts])
            axes.minorticks_off()
        time.legend(frameon=False, loc="upper left")
        memory.legend(frameon=False, loc="upper right", bbox_to_anchor=(1, 0.9))  # below the limit's line
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def _decimal(number: float, places: int) -> str:
    return f"{number:.{places}f}".replace(".", ",")


def _seconds(seconds: float) -> str:
    return f"{_decimal(seconds, 2 if seconds < 10 else 1)} giây"


def main(argv: list[str]) -> int:
    """Measure, print, and write the documents. Returns 1 where a second run did not leave every file alone."""
    parser = argparse.ArgumentParser(description="Đo thời gian và bộ nhớ theo số kế hoạch")
    parser.add_argument("counts", nargs="*", type=int, metavar="SỐ", help="mặc định 10 100 1000 3321")
    parser.add_argument("--quick", action="store_true", help="thử trong khoảng một phút: 5 và 20, chỉ in ra màn hình")
    parser.add_argument("--jobs", type=int, default=2, help="số tiến trình (mặc định 2)")
    asked = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="kehoach-bench-") as home:
        sizes = measure(asked.counts or ((5, 20) if asked.quick else COUNTS), asked.jobs, Path(home))
    print(table(sizes))
    if not asked.quick:
        PLOT.parent.mkdir(parents=True, exist_ok=True)
        PLOT.write_text(plot(sizes), "utf-8")
        told = [{name: getattr(each, name) for name in Size.__slots__} for each in sizes]
        watched.into_json({"growth": told})
        print(f"\nđã ghi {PLOT}, {watched.between('growth', table(sizes))}")
    return int(not all(each.kept for each in sizes))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
