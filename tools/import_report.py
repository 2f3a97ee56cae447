"""Measure the import and write docs/nhap-ket-qua.md (`make import-report`).

Over real plans, against what a person sees in them (tests/importing/truth); over the plans of plans/ as built here,
saved again by LibreOffice, and turned into other formats by pandoc, against the plan itself.

    python tools/import_report.py [--misses] [--print] [NAME …]

`--misses` lists on the terminal what was not found, `--print` writes no page, names choose sources and plans.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from generator import build  # noqa: E402
from generator.importing.bring import Brought, bring  # noqa: E402
from generator.importing.text_report import difference, percent  # noqa: E402
from generator.problem import PlanError  # noqa: E402
from generator.render import office  # noqa: E402
from tests.importing import score  # noqa: E402
from tests.importing.score import Count, Score  # noqa: E402

PAGE = ROOT / "docs" / "nhap-ket-qua.md"
SOURCES, TRUTH, PLANS = ROOT / "tests/sources", ROOT / "tests/importing/truth", ROOT / "plans"
#: What is counted, in the order of the columns.
MATTERS = {
    "outline": "Mục", "header": "Đầu văn bản", "recipients": "Nơi nhận", "signature": "Chữ ký", "typed": "Dữ liệu",
    "tables": "Bảng", "rest": "Phần khác",
}  # fmt: skip
#: How a difference in words is told.
KINDS = {"missing": "thiếu", "added": "thêm", "changed": "khác chữ", "moved": "đổi chỗ", "sign": "khác dấu",
         "number": "khác số tự động"}  # fmt: skip
HEAD = """# Kết quả nhập văn bản

Trang này do `make import-report` ghi ra; sửa ở `tools/import_report.py`, không sửa ở đây.

- **Từ**: tỷ lệ từ của bản nguồn thấy lại đúng thứ tự trong kế hoạch đã in thử; không làm tròn lên. “Thêm” là số từ kế
  hoạch in mà bản nguồn không có (ngoài phần thể thức tự in); phần lớn là tên cơ quan, địa danh mà bản nguồn không ghi.
- **Mục**: mỗi mục đúng cấp, đúng số hoặc dấu đầu mục, đúng năm từ đầu, theo thứ tự.
- **Đầu văn bản**: cơ quan, cơ quan chủ quản, ký hiệu, địa danh, số, ngày, trích yếu. **Phần khác**: căn cứ, mở đầu,
  đoạn kết, phụ lục, chú thích.
- **Dữ liệu**: chỉ tiêu, phân công, báo cáo, khoản tiền mà người đọc thấy rõ. **Bảng**: số dòng, số cột; số ô gộp.

"""
REAL = """## Văn bản thật, so với kết quả đọc bằng mắt

Các tệp trong `tests/importing/truth/` do người đọc từng văn bản mà ghi, trước khi có chương trình nhập. Các văn bản này
có sẵn khi viết chương trình, nên tỷ lệ ở đây cao hơn tỷ lệ trên một văn bản mới.

"""
OWN = """## Kế hoạch của chương trình, in ra rồi nhập lại

Mỗi kế hoạch trong `plans/` được in ra Word; bản ấy được LibreOffice lưu lại, được pandoc đổi sang các kiểu khác; rồi
nhập từng bản và so với chính kế hoạch: từng mục, từng đoạn của bản in, các dữ liệu, các bảng.

"""


@dataclass(frozen=True, slots=True)
class Result:
    """A source and how its import did; `why` is set where it could not be imported."""

    name: str
    score: Score | None
    brought: Brought | None
    why: str = ""


def real(names: Sequence[str]) -> Iterator[Result]:
    """Import every real document and hold it against its truth."""
    for path in sorted(TRUTH.glob("*.yaml")):
        truth: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
        sources = [truth["source"]] if isinstance(truth["source"], str) else truth["source"]
        for source in sources:
            if not names or any(name in source for name in names):
                data = (SOURCES / source).read_bytes()
                yield _measured(source, data, partial(score.against_truth, truth=truth))


def _against_plan(brought: Brought, ours: build.Read) -> Any:
    return score.against_plan(brought, ours, _again(brought))


def own(names: Sequence[str]) -> Iterator[Result]:
    """Import every plan of ours in every format and hold it against itself."""
    for path in sorted(PLANS.glob("*.yaml")):
        if names and not any(name in path.stem for name in names):
            continue
        ours = build.read(path)
        for kind, suffix, data in _formats(path, build.word(ours)):
            yield _measured(
                f"{path.stem}{suffix} ({kind})" if kind else f"{path.stem}{suffix}",
                data,
                partial(_against_plan, ours=ours),
                f"{path.stem}{suffix}",
            )


def _formats(path: Path, docx: bytes) -> Iterator[tuple[str, str, bytes]]:
    """A plan's document in every format: how it was made, its suffix, its bytes."""
    yield "", ".docx", docx
    if office.available():
        yield "LibreOffice", ".docx", office.modern(docx, ".docx")
    for suffix, target in ((".odt", "odt"), (".html", "html"), (".md", "markdown")):
        yield "pandoc", suffix, _pandoc(docx, target)
    yield "", ".pdf", build.build(path, ("pdf",)).files["pdf"]


def _pandoc(docx: bytes, target: str) -> bytes:
    """A DOCX turned into another format by the pandoc that comes with pypandoc."""
    import pypandoc

    with tempfile.TemporaryDirectory(prefix="kehoach-") as home:
        source, made = Path(home, "plan.docx"), Path(home, "plan.out")
        source.write_bytes(docx)
        command = [pypandoc.get_pandoc_path(), "-s", "-f", "docx", "-t", target, "-o", str(made), str(source)]
        subprocess.run(command, check=True, timeout=60, stderr=subprocess.DEVNULL)
        return made.read_bytes()


def _again(brought: Brought) -> build.Read | None:
    """The plan that was imported, read as a plan; None where it does not build."""
    return build.read(ROOT / "plans" / "x.yaml", data=brought.text) if brought.proof else None


def _measured(title: str, data: bytes, judge: Callable[[Brought], Score], name: str = "") -> Result:
    print(f"  {title}", file=sys.stderr)
    try:
        brought = bring(data, name or title, ROOT / "plans" / "x.yaml")
    except PlanError as error:
        return Result(title, None, None, error.problems[0].message)
    except Exception as error:  # a fault of the program: told in its row, the others are measured
        return Result(title, None, None, f"lỗi của chương trình: {type(error).__name__}: {error}")
    return Result(title, judge(brought), brought, "" if brought.proof else "chưa in được")


# --- the page -----------------------------------------------------------------------------------


def page(documents: Sequence[Result], plans: Sequence[Result]) -> str:
    """Return the whole page."""
    parts = [HEAD, REAL, _table(documents), "\n", _missed(documents), OWN, _table(plans)]
    return "".join(parts)


def _table(results: Sequence[Result]) -> str:
    head = ("Nguồn", "Từ", "Thêm", *MATTERS.values())
    rows = [_row(result) for result in results]
    counted = [result.score for result in results if result.score]
    if counted:
        sums = [_shown(_sum([getattr(each, matter) for each in counted])) for matter in MATTERS]
        words = _sum([each.words for each in counted])
        rows.append(("**Cộng**", percent(words.share), str(sum(each.added for each in counted)), *sums))
    lines = ["| " + " | ".join(row) + " |" for row in (head, ("---", *(["--:"] * (len(head) - 1))), *rows)]
    return "\n".join(lines) + "\n"


def _row(result: Result) -> tuple[str, ...]:
    if result.score is None:
        return (result.name, f"không nhập được: {result.why}", *([""] * (len(MATTERS) + 1)))
    words = percent(result.score.words.share) + (f" ({result.why})" if result.why else "")
    told = [_shown(getattr(result.score, matter)) for matter in MATTERS]
    return (result.name, words, str(result.score.added) if result.score.added else "", *told)


def _shown(count: Count) -> str:
    return f"{count.found}/{count.expected}" if count.expected else "–"


def _sum(counts: Sequence[Count]) -> Count:
    return Count(sum(c.found for c in counts), sum(c.expected for c in counts), sum(c.given for c in counts))


def _missed(results: Sequence[Result]) -> str:
    """What was not found in each real document, for whoever goes on from here."""
    out = ["### Chưa thấy hoặc khác\n\n"]
    for result in results:
        told = list(_misses(result))
        if told:
            out += [f"**{result.name}**\n\n", *(f"- {line}\n" for line in told[:12])]
            out += [f"- … và {len(told) - 12} chỗ khác\n", "\n"] if len(told) > 12 else ["\n"]
    return "".join(out) if len(out) > 1 else ""


def _misses(result: Result) -> Iterator[str]:
    if result.score is None or result.brought is None:
        yield result.why
        return
    yield from (_plain(problem.message) for problem in result.brought.problems)
    if result.brought.proof:
        for each in result.brought.proof.differences:
            yield _plain(f"{KINDS[each.kind]}, {difference(each)}")
    for matter, title in MATTERS.items():
        for line in getattr(result.score, matter).missed:
            yield _plain(f"{title}: {line}")


def _plain(line: str) -> str:
    for sign in "\\`*_|<":
        line = line.replace(sign, f"\\{sign}")
    return line


def main(arguments: Sequence[str]) -> int:
    """Measure, write the page, list what is missing where it is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--print", action="store_true", dest="shown")
    chosen = parser.parse_args(arguments)
    documents, plans = list(real(chosen.names)), list(own(chosen.names))
    if chosen.shown or chosen.names:
        print(_table(documents) + "\n" + _table(plans))
    else:
        PAGE.write_text(page(documents, plans), "utf-8")
    if chosen.misses:
        for result in (*documents, *plans):
            print(f"\n{result.name}", *(f"  {line}" for line in _misses(result)), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
