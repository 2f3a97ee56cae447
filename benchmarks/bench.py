"""Time what is promised, each as a ratio measured side by side in one run (`make bench`).

On my-thanh-2022 (14 pages): the DOCX against stock docxtpl with the same template and context, the
PDF against `soffice --convert-to pdf` of the same DOCX, and from cold, against that soffice call alone, the
whole command, a Word redline of the plan against one in which a word that stands on every page was changed, and the
import of its DOCX.
Beside them the floors: deflating the same XML, and Typst on bare
paragraphs of the same text. Every round sets a sentence of its own into the plan, so that no
library can answer from memory. Prints a table and writes outputs/bench.json.
"""

from __future__ import annotations

import io
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks import watched
from generator import build, fonts
from generator import profile as profiles
from generator.document import Document, Paragraph, Run, plain
from generator.render import docx, office, package, pdf, tags, template

ROOT = Path(__file__).parent.parent
PLAN = ROOT / "plans" / "my-thanh-2022.yaml"
ROUNDS = 9

_BARE = """#set page(margin: (left: 30mm, rest: 20mm))
#set text(font: sys.inputs.family, size: 14pt, lang: "vi", hyphenate: false)
#set par(justify: true, linebreaks: "simple")
#set document(title: "x", date: datetime(year: 2022, month: 5, day: 1))
#for text in json(bytes(sys.inputs.data)) { par(text) }
"""


def timed(action: Callable[[], object]) -> float:
    """Milliseconds that an action takes."""
    start = time.perf_counter()
    action()
    return (time.perf_counter() - start) * 1000


def varied(document: Document, number: int) -> Document:
    """The document with one sentence of its own, as a batch of different plans has."""
    first, *rest = document.parts
    blocks = [
        replace(b, text=(Run(f"Bản thứ {number}. "), *b.text)) if isinstance(b, Paragraph) else b for b in first.blocks
    ]
    return replace(document, parts=(replace(first, blocks=tuple(blocks)), *rest))


def stock(document: Document, context: dict[str, Any]) -> bytes:
    """What docxtpl takes by itself: read the template, fill it, save."""
    from docxtpl import DocxTemplate

    stock_template = DocxTemplate(str(docx.DEFAULT))
    stock_template.render(context, tags.environment())
    out = io.BytesIO()
    stock_template.save(out)
    return out.getvalue()


def soffice(files: list[Path], home: str) -> None:
    """Convert DOCX files as a user would, on one command line, with a profile that is there already."""
    subprocess.run(
        [office.available(), "--headless", f"-env:UserInstallation=file://{home}/profile", "--convert-to", "pdf",
         "--outdir", f"{home}/out", *map(str, files)],
        env={**os.environ, "HOME": home}, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def cold(*arguments: str) -> None:
    """A whole command in a new process."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}  # as users have it
    subprocess.run([sys.executable, "-m", "generator", *arguments],
                   cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)  # fmt: skip


def edited(folder: str) -> Path:
    """The plan with a word changed that stands on every page."""
    path = Path(folder, "edited.yaml")
    path.write_text(PLAN.read_text("utf-8").replace("thực hiện", "tổ chức thực hiện"), "utf-8")
    return path


def bare(document: Document, family: str, compiler: Any) -> None:
    """Typst on plain paragraphs of the same text: what setting the pages costs at least."""
    texts = [plain(b.text) for part in document.parts for b in part.blocks if hasattr(b, "text")]
    compiler.compile(
        format="pdf",
        sys_inputs={"data": json.dumps(texts), "family": family},
        pdf_standards=pdf.STANDARDS,
        timestamp=0,
    )


def deflate(parts: dict[str, bytes]) -> None:
    """Compress the same XML: what writing any DOCX of it costs at least."""
    for data in parts.values():
        zlib.compress(data, 6)


def main() -> int:
    """Measure, print and write. Returns 1 where a goal is missed."""
    import typst

    if not office.available():
        print("Cần LibreOffice: sudo apt-get install libreoffice-writer-nogui", file=sys.stderr)
        return 2
    got = build.read(PLAN)
    profile, font = profiles.read(), fonts.font()
    prepared = template.prepare(docx.DEFAULT)
    found: dict[str, list[float]] = {}

    def measure(name: str, action: Callable[[], object]) -> None:
        found.setdefault(name, []).append(timed(action))

    with tempfile.TemporaryDirectory() as home:
        source = Path(home, "plan.docx")
        source.write_bytes(docx.render(got.document, profile))
        Path(home, "bare.typ").write_text(_BARE, "utf-8")
        typst_fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False,
                                  font_paths=[str(font.files[0].parent)])  # fmt: skip
        compiler = typst.Compiler(f"{home}/bare.typ", root=home, font_paths=typst_fonts)
        soffice([source], home)  # its profile, and our caches, are made before anything is timed
        whole = partial(cold, "build", str(PLAN), "-o", home)
        redline = partial(cold, "diff", str(PLAN), str(edited(home)), "--docx", f"{home}/redline.docx")
        imported = partial(cold, "import", str(source), "-o", f"{home}/imported.yaml", "--force")
        whole(), redline(), imported()
        for number in range(-1, ROUNDS):
            document = varied(got.document, number)
            context = docx._context(document, profile, prepared)
            xml = {name: data for name, data in package.read(source).items() if name.endswith(".xml")}
            if number < 0:
                docx.render(document, profile), stock(document, context), pdf.render(document, profile, font)
                bare(document, font.family, compiler)
                continue
            measure("docx", partial(docx.render, document, profile))
            measure("docxtpl", partial(stock, document, context))
            measure("deflate", partial(deflate, xml))
            measure("pdf", partial(pdf.render, document, profile, font))
            measure("typst_bare", partial(bare, document, font.family, compiler))
            measure("soffice", lambda: soffice([source], home))
            measure("cold", whole)
            measure("redline", redline)
            measure("import", imported)
    return report({name: statistics.median(times) for name, times in found.items()}, found)


def report(median: dict[str, float], found: dict[str, list[float]]) -> int:
    """Print the ratios against their goals and write them with every time."""
    goals = (
        ("DOCX: docxtpl / ta (ấm)", median["docxtpl"] / median["docx"], ">=", 4.0),
        ("PDF: soffice / ta (ấm)", median["soffice"] / median["pdf"], ">=", 20.0),
        ("cả lệnh từ đầu / soffice", median["cold"] / median["soffice"], "<=", 0.5),
        ("bản so sánh Word từ đầu (giây)", median["redline"] / 1000, "<=", 1.0),
        ("bản so sánh Word từ đầu / soffice", median["redline"] / median["soffice"], "", 0.0),
        ("nhập bản Word từ đầu (giây)", median["import"] / 1000, "<=", 1.5),
        ("nhập bản Word từ đầu / soffice", median["import"] / median["soffice"], "", 0.0),
        ("DOCX / sàn (nén cùng XML)", median["docx"] / median["deflate"], "", 0.0),
        ("PDF / sàn (Typst, đoạn trơn)", median["pdf"] / median["typst_bare"], "", 0.0),
    )
    print(f"{'thời gian':32}{'trung vị':>10}{'ít nhất':>10}{'nhiều nhất':>12}  (ms, {ROUNDS} lần)")
    for name, times in found.items():
        print(f"{name:32}{median[name]:>10.1f}{min(times):>10.1f}{max(times):>12.1f}")
    print(f"\n{'tỷ lệ':34}{'đo được':>10}{'mục tiêu':>12}")
    missed = 0
    results = []
    for name, ratio, sign, goal in goals:
        met = ratio >= goal if sign == ">=" else ratio <= goal if sign == "<=" else True
        missed += not met
        wanted = f"{sign} {goal:g}" if sign else ""
        print(f"{name:34}{ratio:>10.2f}{wanted:>12}  {'' if met else 'CHƯA ĐẠT'}")
        results.append({"name": name, "ratio": round(ratio, 3), "goal": wanted, "met": met})
    times_ms = {name: [round(t, 2) for t in times] for name, times in found.items()}
    target = watched.into_json({"plan": PLAN.stem, "ratios": results, "times_ms": times_ms})
    print(f"\nđã ghi {target}")
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
