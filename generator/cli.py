"""The command line: arguments, printing, exit codes. The only place that prints.

0 done, 1 a plan needs mending, 2 the command was called wrongly, 3 a fault of ours, 130 stopped.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import re
import shlex
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

from generator import __version__
from generator.problem import LEVEL_NAMES, PlanError, Problem, reason, show

PROGRAM = "kehoach"
ROOT = Path(__file__).parent.parent


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code. Never shows a traceback."""
    gc.set_threshold(100_000, 20, 20)  # most of what a build makes lives to its end
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        arguments = _parser().parse_args(argv)
        options = vars(arguments)
        command = options.pop("command")
        return int(command(**options))
    except PlanError as error:
        _tell(error.problems)
        return 1
    except KeyboardInterrupt:
        print("\nđã dừng", file=sys.stderr)
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception:  # the one door for faults of ours
        import traceback

        return _our_fault(traceback.format_exc())


# --- commands -----------------------------------------------------------------------------------


def build(
    paths: list[Path], folder: Path, formats: tuple[str, ...], jobs: int, template: Path | None, allow_errors: bool
) -> int:
    """Build plans into a folder."""
    from generator import batch

    failed = faults = noticed = 0
    families: set[str] = set()
    told: set[Problem] = set()
    done = 0
    for outcome in batch.run(batch.plans(paths), folder, formats, jobs, template, allow_errors):
        if outcome.fault:
            faults += 1
            _our_fault(outcome.fault, str(outcome.plan))
        elif outcome.failed:
            failed += 1
            print(f"{outcome.plan}: chưa in được{_counts(outcome.problems)}", file=sys.stderr)
            _tell(_fresh(outcome.problems, told))
        if outcome.failed:
            continue
        done += 1
        families.add(outcome.family)
        noticed += sum(p.level == "warning" for p in outcome.problems)
        _tell(_fresh([p for p in outcome.problems if p.level != "warning"], told))
        print("đã in " + ", ".join(str(path) for path in outcome.written))
    if done and "pdf" in formats:
        print(f"phông chữ của PDF: {', '.join(sorted(families))}")
    if noticed:
        print(f"có {noticed} cảnh báo, xem bằng: {_called()} check {shlex.join(map(str, paths))}")
    if failed or faults:
        print(f"{failed + faults} kế hoạch chưa in được, {done} kế hoạch đã in", file=sys.stderr)
    return 3 if faults else 1 if failed else 0


def check(paths: list[Path], template: Path | None, strict: bool, form: str) -> int:
    """Read plans and tell all that is wrong or doubtful, writing nothing."""
    from generator import batch
    from generator import build as builder
    from generator.verify import report

    failed = 0
    told: set[Problem] = set()
    found: list[tuple[Path, tuple[Problem, ...]]] = []
    try:
        plans = batch.plans(paths)
    except PlanError as error:
        return _refused(error, form)
    for path in plans:
        try:
            problems = builder.check(path, template)
        except PlanError as error:
            problems = error.problems
        wrong = any(p.level == "error" or (strict and p.level == "warning") for p in problems)
        failed += wrong
        if form == "text":
            print(f"{path}: {'cần sửa' if wrong else 'đạt'}{_counts(problems)}")
            _tell(_fresh(problems, told))
        found.append((path, problems))
    if form != "text":
        print(report.WRITERS[form](report.of_problems(str(path), problems) for path, problems in found))
    return 1 if failed else 0


def verify(paths: list[Path], form: str, jobs: int, strict: bool, annotate: Path | None, fix: Path | None) -> int:
    """Verify documents of whatever origin against the decree; with one document, write it annotated or mended."""
    from generator.verify import many, report

    if annotate or fix:
        return _mend(paths, annotate, fix, form, strict)
    try:
        found = many.documents(paths)
    except PlanError as error:
        return _refused(error, form)
    reports = []
    for done in many.run(found, min(jobs, len(found))):
        reports.append(done)
        if done.fault:
            _our_fault(done.fault, done.file)
        elif form == "text":
            _progress(len(reports), len(found), clear=True)
            print(report.text(done))
        _progress(len(reports), len(found))
    _progress(len(reports), len(found), clear=True)
    if form != "text":
        print(report.WRITERS[form](reports))
    bad = sum(bool(r.count("error") or (strict and r.count("warning"))) for r in reports)
    if form == "text" and len(reports) > 1:
        print(f"{len(reports)} văn bản: {len(reports) - bad} đạt, {bad} cần sửa")
    return 3 if any(r.fault for r in reports) else 1 if bad else 0


def _mend(paths: list[Path], annotate: Path | None, fix: Path | None, form: str, strict: bool) -> int:
    """Write a document with comments at the places at fault, or with what is safe mended."""
    from generator import batch
    from generator.verify import annotate as notes
    from generator.verify import fix as mender
    from generator.verify import report
    from generator.verify import verify as verifier

    if len(paths) != 1 or paths[0].suffix.lower() != ".docx":
        hint = f"{_called()} verify văn-bản.docx --fix đã-sửa.docx"
        print(f"lỗi: --annotate và --fix cần đúng một tệp .docx\n = gợi ý: {hint}", file=sys.stderr)
        return 2
    path = paths[0]
    for out in (annotate, fix):
        if out and (out.suffix.lower() != ".docx" or out.resolve() == path.resolve()):
            same = out.resolve() == path.resolve()
            hint = "ghi ra một tệp .docx khác, bản gốc được giữ nguyên"
            what = "tên tệp ghi ra trùng với bản gốc" if same else f"`{out}` không phải tên một tệp .docx"
            print(f"lỗi: {what}\n = gợi ý: {hint}", file=sys.stderr)
            return 2
    data = verifier.load(path)
    verified = verifier.verify(data, str(path))
    if verified.paper.origin != "docx":
        print(f"lỗi: `{path}` là tệp PDF, chỉ sửa và ghi nhận xét được vào tệp Word (.docx)", file=sys.stderr)
        return 2
    left, files = verified, {}
    if fix:
        fixed = mender.fix(data, verified.findings, verified.paper)
        data, left = fixed.data, verifier.verify(fixed.data, str(fix))
        files[fix] = data
    if annotate:
        files[annotate] = notes.annotate(data, left.findings, left.paper)
    batch.write(files)  # both, or none
    if form != "text":
        print(report.WRITERS[form]([report.of(left)]))
    elif fix:
        print(f"đã sửa {len(fixed.mended)} điều, ghi ra {fix}")
        _tell_mended(verified, fixed.mended)
    if annotate and form == "text":
        only_here = len(left.problems) - len(left.findings)
        print(f"đã ghi nhận xét vào {annotate}" + (f"; {only_here} điều về câu chữ chỉ nêu ở đây" if only_here else ""))
    if form == "text":
        print(report.text(report.of(left)))
    return 1 if any(p.level == "error" or (strict and p.level == "warning") for p in left.problems) else 0


def _tell_mended(verified: Any, mended: Sequence[Any]) -> None:
    from generator.verify import judge

    for finding in mended:
        told = judge.problem(finding, verified.paper)
        print(f"  đã sửa [{told.rule}] {told.message}: {told.hint}")


def _progress(done: int, total: int, clear: bool = False) -> None:
    """A bar on the terminal while many documents are read; nothing where nobody watches."""
    if total < 2 or not sys.stderr.isatty():
        return
    full = int(30 * done / total)
    bar = "" if clear else f"\r[{'#' * full}{' ' * (30 - full)}] {done}/{total}"
    print("\r\x1b[K" if clear else bar, end="", file=sys.stderr, flush=True)


def cascade(plan: Path, units: Path | None, folder: Path, outputs: Path | None, jobs: int, only_files: bool) -> int:
    """Write the file that each unit begins from, and build the plans of all of them."""
    from generator import batch
    from generator.spread import spread

    done = spread.spread(plan, units, folder, ROOT / "schemas" / "plan.schema.json")
    _make(folder)
    batch.sweep([folder])
    batch.write(done.files)
    batch.write(spread.recorded(done))
    print(spread.text(done))
    _tell(done.notes)
    if only_files:
        return 0
    return build(
        list(done.plans), outputs or Path("outputs", folder.resolve().name), ("docx", "pdf"), jobs, None, False
    )


def explain(plan: Path, key: str | None) -> int:
    """Tell where a value of a plan was set, what it replaced, and whether it may be changed."""
    from generator.cascade import explain as explaining
    from generator.cascade import resolve

    code = 0
    try:
        resolved = resolve.resolve(plan)
    except PlanError as error:  # what it stands on can still be told
        _tell(error.problems)
        code, resolved = 1, resolve.below(plan)
        print(f"tệp còn lỗi như trên; dưới đây là theo bản gốc {resolved.path}", file=sys.stderr)
    if key:
        print(explaining.text(explaining.explain(resolved, key)))
    else:
        print(explaining.text(explaining.overview(resolved), brief=True))
    return code


def rollup(plan: Path, folder: Path | None, units: Path | None, xlsx: Path | None, form: str) -> int:
    """Show the targets that a plan gives out against what its units promise together."""
    from generator import batch
    from generator.rollup import rollup as rolling

    if xlsx and xlsx.suffix.lower() != ".xlsx":
        print(f"lỗi: `{xlsx}` không phải tên một tệp .xlsx\n = gợi ý: --xlsx khung-chi-tieu.xlsx", file=sys.stderr)
        return 2
    from generator.rollup import sheet as rollup_sheet

    done = rolling.roll_up(plan, folder, units)
    print(rolling.as_json(done) if form == "json" else rolling.text(done))
    if form == "text":
        _tell(done.problems)
    if xlsx:
        batch.write({xlsx: rollup_sheet.sheet(done)})
        print(f"đã ghi {xlsx}", file=sys.stderr)
    return 0 if done.holds else 1


def update(folder: Path, dry_run: bool, form: str) -> int:
    """Bring the units' plans along when the plan above them was changed."""
    from generator import batch
    from generator.spread import update as updating

    done = replace(updating.update(folder), dry=dry_run)
    if done.files and not dry_run:
        batch.write(dict(done.files))
    print(updating.as_json(done) if form == "json" else updating.text(done))
    return 1 if done.conflicts or any(each.problems for each in done.reports) else 0


def schema(write: bool) -> int:
    """Print the JSON Schema of plans, or write it where editors look for it."""
    from generator import batch
    from generator import schema as language

    text = json.dumps(language.json_schema(), ensure_ascii=False, indent=2) + "\n"
    if write:
        target = ROOT / "schemas" / "plan.schema.json"
        batch.write({target: text.encode("utf-8")})
        print(f"đã ghi {target}")
    else:
        print(text, end="")
    return 0


def doctor() -> int:
    """Tell what this machine has, and the cure for what it lacks."""
    import importlib.metadata

    from generator import fonts
    from generator.profile import DEFAULT as profile
    from generator.render import docx, office

    print(f"{PROGRAM} {__version__}, Python {sys.version.split()[0]}")
    for name in ("docxtpl", "jinja2", "lxml", "num2words", "openpyxl", "pypdfium2", "PyYAML", "typst", "fonttools"):
        print(f"  {name} {importlib.metadata.version(name)}")
    healthy = True
    for file in (profile, docx.DEFAULT):
        there = file.exists()
        healthy &= there
        print(f"{'có' if there else 'THIẾU'}: {file}")
    try:
        font = fonts.find()
        print(f"phông chữ của PDF: {font.family} ({font.files[0].parent})")
    except PlanError as error:
        healthy = False
        _tell(error.problems)
    found = office.available()
    print(f"LibreOffice: {found or 'không có (chỉ cần khi dùng mẫu Word riêng hoặc chạy `make parity`)'}")
    return 0 if healthy else 1


def new(path: Path) -> int:
    """Write a plan to begin from; never over a file that is there."""
    from generator import batch
    from generator.problem import Mark
    from generator.starter import starter

    if not path.name.strip(". ") or not path.name.isprintable() or " " in path.name:
        hint = "không dùng dấu cách, ví dụ: plans/giam-ngheo-2027.yaml"
        raise PlanError([Problem(Mark(str(path)), "tên tệp không dùng được", hint)])
    if path.suffix not in (".yaml", ".yml"):
        path = path.with_name(path.name + ".yaml")
    try:
        there = path.exists()
    except OSError as error:
        message = f"không tạo được tệp ({reason(error)})"
        raise PlanError([Problem(Mark(str(path)), message, "chọn tên khác")]) from None
    if there:
        raise PlanError([Problem(Mark(str(path)), "tệp đã có, không ghi đè", "chọn tên khác")])
    _make(path.parent)
    batch.write({path: starter(path, ROOT / "schemas" / "plan.schema.json").encode("utf-8")})
    print(f"đã tạo {path}; sửa nội dung rồi chạy: {_called()} build {shlex.quote(str(path))}")
    return 0


def _make(folder: Path) -> None:
    """Make a folder where it is not there yet."""
    from generator.problem import Mark

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        message = f"không tạo được thư mục ({reason(error)})"
        raise PlanError([Problem(Mark(str(folder)), message, "chọn tên khác")]) from None


# --- arguments ----------------------------------------------------------------------------------


class _Parser(argparse.ArgumentParser):
    """argparse that speaks Vietnamese."""

    def error(self, message: str) -> NoReturn:
        for pattern, words in _MESSAGES:
            found = re.match(pattern, message)
            if found:
                message = found.expand(words)
                break
        print(f"lỗi: {message}\n = gợi ý: xem cách dùng bằng `{self.prog} --help`", file=sys.stderr)
        raise SystemExit(2)

    def format_help(self) -> str:
        text = super().format_help()
        for english, words in (
            ("usage: ", "cách dùng: "),
            ("positional arguments:", "tham số:"),
            ("options:", "tùy chọn:"),
            ("show this help message and exit", "hiện hướng dẫn này"),
            ("show program's version number and exit", "hiện phiên bản"),
        ):
            text = text.replace(english, words)
        return text


_MESSAGES = (
    (r"the following arguments are required: (.*)", r"thiếu tham số: \1"),
    (r"unrecognized arguments: (.*)", r"không có tham số `\1`"),
    (r"argument (\S+): invalid choice: (\S+) \(choose from (.*)\)", r"\1 không nhận \2; chọn: \3"),
    (r"argument (\S+): invalid \w+ value: (.*)", r"\1 không nhận giá trị \2"),
    (r"argument (\S+): expected one argument", r"\1 cần một giá trị"),
    (r"argument (\S+): (.*)", r"\1: \2"),
)


_FORMS = ("text", "json", "sarif")


def _formats(text: str) -> tuple[str, ...]:
    from generator.build import FORMATS

    names = tuple(dict.fromkeys(part.strip().lower() for part in text.split(",") if part.strip()))
    wrong = [name for name in names if name not in FORMATS]
    if wrong or not names:
        raise argparse.ArgumentTypeError(f"không có dạng `{text}`; chọn trong: {', '.join(FORMATS)}")
    return names


def _jobs(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 256:
        raise argparse.ArgumentTypeError(f"phải là số từ 1 đến 256, ở đây là `{text}`")
    return int(text)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(PROGRAM, description="Soạn kế hoạch bằng YAML, in ra DOCX và PDF theo Nghị định 30/2020/NĐ-CP.")
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    commands = parser.add_subparsers(title="lệnh", metavar="LỆNH", required=True, parser_class=_Parser)

    def command(name: str, function: Any, words: str) -> argparse.ArgumentParser:
        sub: argparse.ArgumentParser = commands.add_parser(name, help=words, description=words)
        sub.set_defaults(command=function)
        return sub

    sub = command("build", build, "in kế hoạch ra DOCX và PDF")
    sub.add_argument("paths", nargs="+", type=Path, metavar="TỆP", help="tệp kế hoạch .yaml, hoặc thư mục")
    sub.add_argument("-o", dest="folder", type=Path, default=Path("outputs"), metavar="THƯ_MỤC",
                     help="nơi ghi kết quả (mặc định: outputs)")  # fmt: skip
    sub.add_argument("--format", dest="formats", type=_formats, default=("docx", "pdf"), metavar="DẠNG",
                     help="docx, pdf hoặc docx,pdf (mặc định cả hai)")  # fmt: skip
    sub.add_argument("--jobs", type=_jobs, default=1, metavar="N", help="số kế hoạch in cùng lúc (mặc định 1)")
    sub.add_argument("--template", type=Path, metavar="MẪU.docx", help="mẫu Word riêng của cơ quan")

    sub.add_argument("--allow-errors", action="store_true",
                     help="vẫn giao văn bản còn lỗi thể thức (bình thường thì không giao)")  # fmt: skip

    sub = command("check", check, "kiểm tra kế hoạch, không in")
    sub.add_argument("paths", nargs="+", type=Path, metavar="TỆP", help="tệp kế hoạch .yaml, hoặc thư mục")
    sub.add_argument("--template", type=Path, metavar="MẪU.docx", help="mẫu Word riêng của cơ quan")

    sub.add_argument("--strict", action="store_true", help="cảnh báo cũng tính là lỗi")
    sub.add_argument(
        "--format", dest="form", choices=_FORMS, default="text", metavar="DẠNG", help="text, json hoặc sarif"
    )

    sub = command("verify", verify, "kiểm tra thể thức của văn bản DOCX, PDF bất kỳ theo Nghị định 30/2020/NĐ-CP")
    sub.add_argument("paths", nargs="+", type=Path, metavar="TỆP", help="tệp .docx, .pdf, hoặc thư mục")
    sub.add_argument(
        "--format", dest="form", choices=_FORMS, default="text", metavar="DẠNG", help="text, json hoặc sarif"
    )
    sub.add_argument("--strict", action="store_true", help="cảnh báo cũng tính là lỗi")
    sub.add_argument("--jobs", type=_jobs, default=os.cpu_count() or 1, metavar="N", help="số văn bản xem cùng lúc")
    sub.add_argument("--annotate", type=Path, metavar="RA.docx", help="ghi bản có nhận xét (Word comment) ở từng chỗ")
    sub.add_argument("--fix", type=Path, metavar="RA.docx",
                     help="ghi bản đã sửa những điều an toàn (lề, phông, cỡ chữ…), không đụng đến câu chữ")  # fmt: skip

    sub = command("cascade", cascade, "tạo và in kế hoạch cho từng đơn vị cấp dưới")
    sub.add_argument("plan", type=Path, metavar="KẾ_HOẠCH", help="kế hoạch hoặc mẫu của cấp trên (.yaml)")
    sub.add_argument(
        "--units", type=Path, metavar="TỆP", help="danh sách đơn vị (.csv, .xlsx, .yaml); mặc định như kế hoạch ghi"
    )
    sub.add_argument(
        "-o", dest="folder", type=Path, required=True, metavar="THƯ_MỤC", help="nơi ghi tệp của từng đơn vị"
    )
    sub.add_argument("--outputs", type=Path, metavar="THƯ_MỤC", help="nơi in DOCX, PDF (mặc định: outputs/tên thư mục)")
    sub.add_argument("--jobs", type=_jobs, default=os.cpu_count() or 1, metavar="N", help="số kế hoạch in cùng lúc")
    sub.add_argument("--only-files", action="store_true", help="chỉ ghi tệp của từng đơn vị, không in")

    sub = command("explain", explain, "xem một giá trị đặt ở đâu, thay cho gì, có được sửa không")
    sub.add_argument("plan", type=Path, metavar="KẾ_HOẠCH", help="tệp kế hoạch .yaml")
    sub.add_argument(
        "key", nargs="?", metavar="KHÓA", help="khóa hoặc id: title, ho-ngheo, ho-ngheo.value (để trống: xem hết)"
    )

    sub = command("rollup", rollup, "cộng chỉ tiêu của các đơn vị, so với kế hoạch chung")
    sub.add_argument("plan", type=Path, metavar="KẾ_HOẠCH", help="kế hoạch của cấp trên (.yaml)")
    sub.add_argument("--plans", dest="folder", type=Path, metavar="THƯ_MỤC", help="nơi có kế hoạch của các đơn vị")
    sub.add_argument("--units", type=Path, metavar="TỆP", help="danh sách đơn vị, khi khác với kế hoạch ghi")
    sub.add_argument("--xlsx", type=Path, metavar="RA.xlsx", help="ghi thêm bảng Excel")
    sub.add_argument(
        "--format", dest="form", choices=("text", "json"), default="text", metavar="DẠNG", help="text hoặc json"
    )

    sub = command("update", update, "cập nhật kế hoạch của các đơn vị khi kế hoạch cấp trên thay đổi")
    sub.add_argument("folder", type=Path, metavar="THƯ_MỤC", help="thư mục mà lệnh cascade đã ghi")
    sub.add_argument("--dry-run", action="store_true", help="chỉ xem, không ghi")
    sub.add_argument(
        "--format", dest="form", choices=("text", "json"), default="text", metavar="DẠNG", help="text hoặc json"
    )

    sub = command("schema", schema, "in lược đồ JSON để trình soạn thảo gợi ý khóa")
    sub.add_argument("--write", action="store_true", help="ghi vào schemas/plan.schema.json")

    command("doctor", doctor, "xem máy đã đủ phông chữ và công cụ chưa")

    sub = command("new", new, "tạo một kế hoạch mẫu để bắt đầu")
    sub.add_argument("path", type=Path, metavar="TỆP", help="tên tệp mới, ví dụ plans/giam-ngheo-2027.yaml")
    return parser


def _called() -> str:
    """The command as it was called, so that what we print can be typed."""
    program = Path(sys.argv[0])
    return os.path.relpath(program) if program.name == PROGRAM else "python -m generator"


# --- printing -----------------------------------------------------------------------------------


def _tell(problems: Sequence[Problem]) -> None:
    for problem in problems:
        print(show(problem), end="\n\n", file=sys.stderr)


def _fresh(problems: Sequence[Problem], told: set[Problem]) -> list[Problem]:
    """What was not told before: the plans that extend one file share what is wrong in it."""
    fresh = [problem for problem in problems if problem not in told]
    told.update(fresh)
    return fresh


def _refused(error: PlanError, form: str) -> int:
    """Tell what keeps a command from its files in the form asked for, and return its exit code."""
    from generator.verify import report

    if form == "text":
        _tell(error.problems)
    else:
        print(report.WRITERS[form]([report.of_problems("", error.problems)]))
    return 1


def _counts(problems: Sequence[Problem]) -> str:
    """How many there are of each level, in brackets; nothing where there is none."""
    found = [f"{n} {LEVEL_NAMES[level]}" for level in LEVEL_NAMES if (n := sum(p.level == level for p in problems))]
    return f" ({', '.join(found)})" if found else ""


def _our_fault(trace: str, plan: str = "") -> int:
    """Put a fault of ours into a log and tell where it is."""
    import tempfile

    with tempfile.NamedTemporaryFile("w", encoding="utf-8", prefix="kehoach-", suffix=".log", delete=False) as log:
        log.write(f"{PROGRAM} {__version__}, Python {sys.version}\n{' '.join(sys.argv)}\n{plan}\n\n{trace}")
    where = f" khi in {plan}" if plan else ""
    print(f"lỗi của chương trình{where}, không phải của kế hoạch; chi tiết ở {log.name}", file=sys.stderr)
    print(" = gợi ý: gửi tệp đó cho người phụ trách chương trình", file=sys.stderr)
    return 3
