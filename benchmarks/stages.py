"""Time each stage of a build against its floor: the least that the same work could cost (`make bench-stages`).

In: generated plans, each built once: Typst answers a document that it has seen from memory, four times as fast.  Out:
milliseconds of processor time a plan (the median), by stage, and of the floor beside it: libyaml alone, zlib on the
same XML, Typst on bare paragraphs of the same text, lxml's parser alone, pdfium's text alone, the same bytes to plain
files. Writes the table between the markers `stages` of docs/quy-mo.md, and outputs/bench.json (`stages`).

    python benchmarks/stages.py [--quick] [--plans 10]
"""

from __future__ import annotations

import argparse
import gc
import io
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any, TypeVar

import pypdfium2
import yaml
from lxml import etree

from benchmarks import batch, bench, plans, watched
from generator import build, fonts, layout, model
from generator import profile as profiles
from generator.batch import common, pool, work
from generator.batch.task import Order, Task
from generator.check import agree
from generator.document import splits_columns
from generator.fonts import Font
from generator.render import docx, pdf

Made = TypeVar("Made")

#: (stage, as staff read it, its floor)
STAGES = (
    ("read", "đọc YAML", "libyaml đọc cùng tệp"),
    ("validate", "kiểm tra, hiểu kế hoạch", ""),
    ("layout", "dàn trang thành khối", ""),
    ("docx", "DOCX", "nén cùng XML bằng zlib"),
    ("pdf", "PDF/A có cấu trúc", "Typst, đoạn trơn cùng chữ"),
    ("read_docx", "đọc lại DOCX, cửa kiểm tra", "lxml đọc cùng XML"),
    ("read_pdf", "đọc lại PDF, cửa kiểm tra", "pdfium mở tệp, lấy chữ"),
    ("compare", "so chữ hai bản", ""),
    ("write", "ghi tệp, sổ theo dõi", "ghi cùng số byte"),
)
#: Parts of a DOCX that no two plans share.
_OWN = ("word/document.xml", "word/footnotes.xml", "docProps/core.xml")
#: Plans that go ahead untimed: what is made once is made by then.
_WARM = 6


@dataclass(slots=True)
class Clock:
    """Processor time of this process, all its threads, by stage and by floor, one figure a plan (ms)."""

    stages: dict[str, list[float]] = field(default_factory=dict)
    floors: dict[str, list[float]] = field(default_factory=dict)

    def stage(self, name: str, action: Callable[[], Made]) -> Made:
        return _timed(self.stages, name, action)

    def floor(self, name: str, action: Callable[[], object]) -> None:
        _timed(self.floors, name, action)


def _timed(into: dict[str, list[float]], name: str, action: Callable[[], Made]) -> Made:
    start = time.process_time()
    made = action()
    into.setdefault(name, []).append((time.process_time() - start) * 1000)
    return made


@dataclass(frozen=True, slots=True)
class Bench:
    """What all plans share: where they go, the digests of the program, the bare compiler of Typst, its font."""

    home: Path
    common: Mapping[str, str]
    compiler: Any
    font: Font


def measure(count: int, home: Path) -> Clock:
    """Build plans stage by stage, each beside its floor, and return the times."""
    import typst

    pool.prepare()  # what every worker of a batch has before its first plan
    font = fonts.font(profiles.read().pdf_family)
    (home / "bare.typ").write_text(bench._BARE, "utf-8")
    typst_fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False,
                              font_paths=[str(font.files[0].parent)])  # fmt: skip
    compiler = typst.Compiler(str(home / "bare.typ"), root=str(home), font_paths=typst_fonts)
    shared = Bench(home, common.common(), compiler, font)
    clock = Clock()
    for number, path in enumerate(plans.make(home / "plans", _WARM + count, batch.SEED)):
        if number == _WARM:
            clock = Clock()
        gc.collect()  # so that no stage pays for what another left
        one(path, shared, clock)
    return clock


def one(path: Path, shared: Bench, clock: Clock) -> None:
    """One plan through all stages, in the order of `build.finish`, each floor right after its stage."""
    begun = clock.stage("read", lambda: build.begin(path))
    clock.floor("read", lambda: _libyaml(path))
    plan = clock.stage("validate", lambda: model.validate(begun.resolved.source))
    profile = profiles.read()
    document = clock.stage("layout", lambda: layout.lay_out(plan, profile, shared.font))
    got = build._laid_out(begun.resolved, path, None)  # the same again, as the steps of build take it
    word = clock.stage("docx", lambda: docx.render(document, profile))
    xml = _parts(word)
    clock.floor("docx", lambda: bench.deflate({name: xml[name] for name in _OWN if name in xml}))
    made = clock.stage("pdf", lambda: pdf.render(document, profile, shared.font))
    clock.floor("pdf", lambda: bench.bare(document, shared.font.family, shared.compiler))
    ours, noticed = clock.stage("read_docx", lambda: build._read_word(got, word))
    clock.floor("read_docx", lambda: _lxml(word))
    theirs, more = clock.stage("read_pdf", lambda: build._read_back(got, made))
    clock.floor("read_pdf", lambda: _pdfium(made))
    clock.stage("compare", lambda: agree.agree(ours, theirs, in_order=not splits_columns(document)))
    files = {"docx": word, "pdf": made}
    built = build.Built(files, (*noticed, *more), shared.font.family, begun.digest, begun.inputs)
    due = Task(path, shared.home / "out", Path(), Order(), shared.common, "")
    for folder in (due.folder, due.folder / ".kehoach", shared.home / "plain"):
        folder.mkdir(exist_ok=True)
    clock.stage("write", lambda: work.write(due, built))
    clock.floor("write", lambda: _plain(files, shared.home / "plain" / path.stem))


def _libyaml(path: Path) -> None:
    for _ in yaml.parse(path.read_bytes(), Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader)):
        pass


def _parts(word: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(word)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def _lxml(word: bytes) -> None:
    for name, data in _parts(word).items():
        if name.endswith(".xml"):
            etree.fromstring(data)


def _pdfium(made: bytes) -> None:
    opened = pypdfium2.PdfDocument(made)
    for page in opened:
        page.get_textpage().get_text_range()
    opened.close()


def _plain(files: Mapping[str, bytes], stem: Path) -> None:
    for name, data in files.items():
        stem.with_suffix(f".{name}").write_bytes(data)


def table(clock: Clock) -> str:
    """Return the stages as a table of Markdown, in Vietnamese, in ms a plan (medians)."""
    lines = ["| Bước | ms | Sàn | ms | Gấp sàn |", "| :-- | --: | :-- | --: | --: |"]
    for name, told, floor in STAGES:
        mine, least = median(clock.stages[name]), median(clock.floors.get(name, [0.0]))
        ratio = _decimal(mine / least) if least else "–"
        lines.append(f"| {told} | {_decimal(mine)} | {floor or '–'} | {_decimal(least) if least else '–'} | {ratio} |")
    total = median(map(sum, zip(*clock.stages.values(), strict=True)))
    lines.append(f"| **Cả kế hoạch** | **{_decimal(total)}** | | | |")
    return "\n".join(lines)


def _decimal(number: float) -> str:
    return f"{number:.1f}".replace(".", ",")


def main(argv: list[str]) -> int:
    """Measure, print, and write the documents."""
    parser = argparse.ArgumentParser(description="Đo từng bước in so với mức thấp nhất có thể")
    parser.add_argument("--quick", action="store_true", help="3 kế hoạch, chỉ in ra màn hình")
    parser.add_argument("--plans", type=int, default=10, help="số kế hoạch đo (mặc định 10)")
    asked = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="kehoach-bench-") as home:
        clock = measure(3 if asked.quick else asked.plans, Path(home))
    print(table(clock))
    if not asked.quick:
        told = {
            part: {name: [round(each, 3) for each in times] for name, times in found.items()}
            for part, found in (("ms", clock.stages), ("floors_ms", clock.floors))
        }
        watched.into_json({"stages": told})
        print(f"\nđã ghi {watched.between('stages', table(clock))}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
