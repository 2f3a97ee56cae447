"""Time a batch of different plans, ours against stock docxtpl + LibreOffice, in one run (`make bench`).

Ours is `kehoach build FOLDER --jobs 2` as a process from cold: reading, both formats, their comparison, the form gate,
writing. The other way is told in `stock`: one LibreOffice a file (two at a time), and all files on one command line. It
takes about a second a plan, so it is given a sample, and both are told in plans a second. The run goes in slices, ours
and the others' in turn, so that a slow minute hits all. Then a whole country of plans: the memory of the workers as it
goes on, and the second run, when nothing changed.

    python benchmarks/batch.py [--quick] [--count 1000] [--sample 48] [--slices 4] [--country 3321] [--jobs 2]

Prints tables, writes outputs/bench.json (`batch`), and returns 1 where a goal is missed.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2

from benchmarks import plans, stock, watched
from generator.render import office

SEED = 1
NAMES = {
    "ours": "kehoach build",
    "each": "docxtpl + soffice từng tệp (2 cùng lúc)",
    "all": "docxtpl + soffice mọi tệp một lệnh",
    "halves": "docxtpl + 2 soffice, mỗi lệnh nửa số tệp",
}


@dataclass(slots=True)
class Pace:
    """Plans done, seconds taken, seconds of processor time, one way; by slice."""

    count: list[int] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def add(self, count: int, seconds: float, cpu: float) -> None:
        self.count.append(count)
        self.seconds.append(seconds)
        self.cpu.append(cpu)

    @property
    def rate(self) -> float:
        """Plans a second over all slices."""
        return sum(self.count) / sum(self.seconds) if self.seconds else 0.0

    @property
    def work(self) -> float:
        """Processor time a plan (s): what other programs on the machine change least."""
        return sum(self.cpu) / sum(self.count) if self.count else 0.0

    @property
    def told(self) -> dict[str, object]:
        times = {"seconds": [round(x, 2) for x in self.seconds], "cpu": [round(x, 2) for x in self.cpu]}
        return {"rate": round(self.rate, 3), "plans": self.count, **times}


@dataclass(slots=True)
class Built:
    """What our own way told besides its pace: the most that a worker held (MB), and the pages of each plan."""

    worker: float = 0.0
    pages: list[int] = field(default_factory=list)


def pace(home: Path, count: int, sample: int, slices: int, jobs: int) -> tuple[dict[str, Pace], Built]:
    """Build `count` plans our way and `sample` of them the other ways, in turn."""
    found, built = {way: Pace() for way in NAMES}, Built()
    homes = [home / f"office-{number}" for number in range(jobs)]
    _warm(home, homes, jobs)
    for number in range(slices):
        each = count // slices
        folder = home / f"slice-{number}"
        paths = plans.make(folder, each, SEED, first=number * each)
        _ours(found["ours"], built, folder, home / f"out-{number}", jobs)
        batch = stock.read(paths[: max(sample // slices, jobs)])
        with stock.ready(batch, homes) as convert:
            for way in stock.WAYS:
                start = time.perf_counter()
                made = convert(way)
                found[way].add(made.made, time.perf_counter() - start, made.cpu)
                if made.made != len(batch):
                    raise SystemExit(f"LibreOffice chỉ in được {made.made} trong {len(batch)} kế hoạch ({way})")
        _so_far(number, slices, found)
    return found, built


def _ours(found: Pace, built: Built, folder: Path, outputs: Path, jobs: int) -> None:
    """Build a slice our way."""
    run = watched.build(folder, outputs, jobs)
    pages = [len(pypdfium2.PdfDocument(path)) for path in outputs.rglob("*.pdf")]
    if run.code:
        raise SystemExit(f"kehoach build trả về {run.code}:\n{run.told[-2000:]}")
    found.add(len(pages), run.seconds, run.cpu)
    built.worker = max(built.worker, run.worker)
    built.pages += pages


def _warm(home: Path, homes: list[Path], jobs: int) -> None:
    """Make the caches and profiles that users have already."""
    paths = plans.make(home / "warm", jobs, SEED, first=plans.COUNTRY)
    watched.build(home / "warm", home / "warm-out", jobs)
    for each in homes:
        each.mkdir(parents=True)
    with stock.ready(stock.read(paths), homes) as convert:
        convert("each")


def _so_far(number: int, slices: int, found: dict[str, Pace]) -> None:
    rates = ", ".join(f"{way} {each.count[-1] / each.seconds[-1]:.2f}" for way, each in found.items())
    print(f"  lượt {number + 1}/{slices}: {rates} (kế hoạch/giây)", file=sys.stderr)


@dataclass(frozen=True, slots=True)
class Row:
    """Something measured against its goal; `at_least` tells which side is good."""

    name: str
    value: float
    goal: float | None = None
    at_least: bool = False

    @property
    def met(self) -> bool:
        if self.goal is None:
            return True
        return self.value >= self.goal if self.at_least else self.value <= self.goal

    @property
    def wanted(self) -> str:
        return "" if self.goal is None else f"{'>=' if self.at_least else '<='} {self.goal:g}"

    @property
    def told(self) -> dict[str, object]:
        return {"name": self.name, "value": round(self.value, 3), "goal": self.wanted, "met": self.met}


@dataclass(frozen=True, slots=True)
class Country:
    """A whole country: the first run, the second, and the second of a set whose plans extend one template.

    `kept` tells whether the second run of each left every file alone.
    """

    count: int
    first: watched.Run
    again: watched.Run
    units: watched.Run
    cascade: watched.Run
    kept: bool

    def growth(self) -> list[Row]:
        """A worker's memory about the 100th and about the 3,000th plan; of a smaller set, about the first and last."""
        early, late = (100, 3000) if self.count > 3000 else (self.count // 4, self.count * 9 // 10)
        held, later = (self.first.after(plans, max(self.count // 60, 20)) for plans in (early, late))
        return [
            Row(f"bộ nhớ một tiến trình quanh kế hoạch {early} (MB)", held),
            Row(f"bộ nhớ một tiến trình quanh kế hoạch {late} (MB)", later, held * 1.05 if late == 3000 else None),
        ]


def country(home: Path, count: int, jobs: int) -> Country:
    """Build `count` plans and then again, unchanged; the same for as many plans that extend one template."""
    plans.make(home / "country", count, SEED)
    first, again, kept = twice(home / "country", home / "country-out", jobs)
    plans.cascade(home / "cascade", count)
    units, cascade, kept_too = twice(home / "cascade", home / "cascade-out", jobs)
    return Country(count, first, again, units, cascade, kept and kept_too)


def twice(folder: Path, outputs: Path, jobs: int) -> tuple[watched.Run, watched.Run, bool]:
    """Build a folder, and build it again: the median of three such runs; whether they left every file alone."""
    first = watched.build(folder, outputs, jobs)
    if first.code:
        raise SystemExit(f"kehoach build trả về {first.code}:\n{first.told[-2000:]}")
    stamps = _stamps(outputs)
    later = sorted((watched.build(folder, outputs, jobs) for _ in range(3)), key=lambda run: run.seconds)
    return first, later[1], _stamps(outputs) == stamps


def _stamps(outputs: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in outputs.rglob("*.[dp][od][cf]*")}


def main(argv: list[str]) -> int:
    """Measure, print and write. Returns 1 where a goal is missed, 2 where LibreOffice is not there."""
    if not office.available():
        print("Cần LibreOffice: sudo apt-get install libreoffice-writer-nogui", file=sys.stderr)
        return 2
    asked = _arguments(argv)
    with tempfile.TemporaryDirectory(prefix="kehoach-bench-") as name:
        home = Path(name)
        found, built = pace(home, asked.count, asked.sample, asked.slices, asked.jobs)
        whole = country(home, asked.country, asked.jobs) if asked.country else None
    rows = _rows(found, built, whole)
    _print(found, rows, built.pages, asked.sample)
    told = {
        "pages": statistics.mean(built.pages),
        "paces": {way: each.told for way, each in found.items()},
        "goals": [row.told for row in rows],
    }
    print(f"\nđã ghi {watched.into_json({'batch': told})}")
    return int(not all(row.met for row in rows))


def _rows(found: dict[str, Pace], built: Built, whole: Country | None) -> list[Row]:
    ours = found["ours"].rate
    slowest = [ours_s / best for ours_s, best in _by_slice(found)]
    rows = [
        Row("kế hoạch/giây, cả lệnh từ đầu", ours, 25, True),
        Row("ta / cách tốt hơn trong hai cách", ours / max(found["each"].rate, found["all"].rate), 8, True),
        Row("  lượt ít nhất", min(slowest)),
        Row("  trung vị các lượt", statistics.median(slowest)),
        Row("ta / từng tệp một", ours / found["each"].rate),
        Row("ta / mọi tệp một lệnh", ours / found["all"].rate),
        Row("ta / hai lệnh, mỗi lệnh nửa số tệp", ours / found["halves"].rate),
        Row("thời gian CPU: cách tốt hơn / ta", min(found["each"].work, found["all"].work) / found["ours"].work),
        Row("bộ nhớ cao nhất của một tiến trình (MB)", max(built.worker, whole.first.worker if whole else 0), 400),
    ]
    if whole:
        rows += [
            Row(f"kế hoạch/giây khi in {whole.count}", whole.count / whole.first.seconds),
            Row(f"kế hoạch/giây khi in {whole.count} tệp dựa vào một mẫu", whole.count / whole.units.seconds),
            *whole.growth(),
            Row(f"chạy lại {whole.count}, không đổi (giây)", whole.again.seconds, 2),
            Row(f"chạy lại {whole.count} tệp dựa vào một mẫu (giây)", whole.cascade.seconds, 2),
            Row("tệp nào cũng giữ nguyên khi chạy lại", float(whole.kept), 1, True),
        ]
    return rows


def _by_slice(found: dict[str, Pace]) -> list[tuple[float, float]]:
    """Of each slice our rate, and the better of the two others."""
    rates = {way: [n / s for n, s in zip(each.count, each.seconds, strict=True)] for way, each in found.items()}
    return [(ours, max(a, b)) for ours, a, b in zip(rates["ours"], rates["each"], rates["all"], strict=True)]


def _print(found: dict[str, Pace], rows: list[Row], pages: list[int], sample: int) -> None:
    print(f"{len(pages)} kế hoạch, trung bình {statistics.mean(pages):.1f} trang ({min(pages)}-{max(pages)})\n")
    print(f"{'cách in':44}{'kế hoạch':>10}{'giây':>9}{'mỗi giây':>10}{'CPU/bản':>9}")
    for way, each in found.items():
        print(f"{NAMES[way]:44}{sum(each.count):>10}{sum(each.seconds):>9.1f}{each.rate:>10.2f}{each.work:>9.2f}")
    print(
        f"(cách của docxtpl + LibreOffice chỉ in {sample} kế hoạch làm mẫu; PDF của nó không có PDF/A, không so lại)\n"
    )
    print(f"{'':48}{'đo được':>10}{'mục tiêu':>12}")
    for row in rows:
        print(f"{row.name:48}{row.value:>10.2f}{row.wanted:>12}  {'' if row.met else 'CHƯA ĐẠT'}")


def _arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Đo tốc độ in hàng loạt, so với docxtpl + LibreOffice")
    parser.add_argument("--quick", action="store_true", help="thử trong khoảng một phút: 40 kế hoạch, mẫu 8")
    parser.add_argument("--count", type=int, help="số kế hoạch ta in (mặc định 1000)")
    parser.add_argument("--sample", type=int, help="số kế hoạch in bằng docxtpl + LibreOffice (mặc định 48)")
    parser.add_argument("--slices", type=int, help="số lượt xen kẽ (mặc định 4)")
    parser.add_argument("--country", type=int, help="số kế hoạch của lần in cả nước, 0 là bỏ qua (mặc định 3321)")
    parser.add_argument("--jobs", type=int, default=2, help="số tiến trình (mặc định 2)")
    asked = parser.parse_args(argv)
    usual = (40, 8, 2, 60) if asked.quick else (1000, 48, 4, plans.COUNTRY)
    for name, value in zip(("count", "sample", "slices", "country"), usual, strict=True):
        if getattr(asked, name) is None:
            setattr(asked, name, value)
    return asked


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
