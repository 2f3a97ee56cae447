"""The command line: arguments, printing, exit codes. The only place that prints.

0 done, 1 a plan needs mending, 2 the command was called wrongly, 3 a fault of ours, 130 stopped.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import json
import os
import re
import shlex
import shutil
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from generator import __version__
from generator.problem import PlanError, Problem, counted, reason, show

if TYPE_CHECKING:
    from generator.batch.summary import Summary
    from generator.batch.task import Outcome

PROGRAM = "kehoach"
#: How often the bar of a run is drawn anew (s).
_EVERY = 0.1
ROOT = Path(__file__).parent.parent


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code. Never shows a traceback."""
    gc.set_threshold(100_000, 20, 20)  # most of what a build makes lives to its end
    if sys.stderr is None:  # closed by who called: nobody is told, and the work is done all the same
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
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
    paths: list[Path],
    folder: Path,
    formats: tuple[str, ...],
    jobs: int,
    template: Path | None,
    allow_errors: bool,
    force: bool = False,
    dry_run: bool = False,
    watch: bool = False,
    cluster: str | None = None,
) -> int:
    """Build plans into a folder: those that changed, or all."""
    from generator.batch import plans
    from generator.batch.task import Order

    order = Order(formats, template, allow_errors)
    if watch and (dry_run or cluster):
        print("lỗi: --watch không dùng cùng --dry-run, --cluster", file=sys.stderr)
        return 2
    if watch:
        return _watch(paths, folder, order, jobs, force)
    return _run(plans.plans(paths), paths, folder, order, jobs, force=force, dry=dry_run, cluster=cluster)


def _run(
    found: Mapping[Path, Path],
    paths: Sequence[Path],
    folder: Path,
    order: Any,
    jobs: int,
    *,
    force: bool = False,
    dry: bool = False,
    cluster: str | None = None,
    brief: bool = False,
) -> int:
    """Build what is to be built of these plans, and tell of each and of all."""
    import time

    from generator.batch import run, summary

    through = None
    if cluster is not None:
        from generator.batch import cluster as machines

        through = machines.through(cluster)
    start = time.monotonic()
    done: list[Outcome] = []
    told: set[Problem | str] = set()
    shown = 0.0
    with _stopping() as stopped:
        for outcome in run.run(found, folder, order, jobs, force=force, dry=dry, stop=stopped, through=through):
            done.append(outcome)
            _tell_outcome(outcome, told)
            if time.monotonic() - shown > _EVERY:
                shown = time.monotonic()
                _progress(summary.progress(done, len(found), shown - start))
    _progress("")
    place = {plan: number for number, plan in enumerate(found)}
    done.sort(key=lambda outcome: place[outcome.plan])
    if brief:
        done = [outcome for outcome in done if outcome.state != "unchanged"]
    ended = summary.Summary(tuple(done), time.monotonic() - start, 0 if brief else len(found) - len(done))
    page = None if dry or len(done) < 2 else _summarize(ended, folder)  # before anything is printed into a closed pipe
    print(summary.text(ended))
    if not dry:
        _tell_more(ended, paths, order.formats)
    if page:
        print(f"tổng kết từng kế hoạch: {page}")
    if stopped():
        print("đã dừng; chạy lại lệnh này để làm tiếp", file=sys.stderr)
        return 130
    return 3 if any(outcome.fault for outcome in done) else 1 if ended.count("failed") else 0


def _tell_outcome(outcome: Outcome, told: set[Problem | str]) -> None:
    """Tell at once what has to be mended in a plan; warnings are only counted. What was told is not told again."""
    problems = [p for p in outcome.problems if p.level != "warning" or outcome.state == "failed"]
    fresh = _fresh(problems, told)
    fault = outcome.fault.rstrip().rpartition("\n")[2]
    with contextlib.suppress(BrokenPipeError):  # nobody listens any more, and the other plans are built all the same
        if fresh or fault:
            _progress("")
        if fault and fault not in told:
            _our_fault(outcome.fault, str(outcome.plan))
        _tell(fresh)
    told.add(fault)


def _summarize(ended: Summary, folder: Path) -> Path | None:
    """Write the whole summary beside the documents; return the page, None where it could not be written."""
    from generator.batch import files, summary

    page = folder / f"{summary.NAME}.html"
    whole = {page: summary.as_html(ended, folder), page.with_suffix(".json"): summary.as_json(ended, folder)}
    try:
        files.write({path: text.encode("utf-8") for path, text in whole.items()})
    except PlanError as error:
        _tell(error.problems)
        return None
    return page


def _tell_more(ended: Summary, paths: Sequence[Path], formats: tuple[str, ...]) -> None:
    """What stands below the sums: the font, the warnings."""
    families = sorted({outcome.family for outcome in ended.outcomes if outcome.family})
    if families and "pdf" in formats and ended.count("built"):
        print(f"phông chữ của PDF: {', '.join(families)}")
    warnings = sum(outcome.warnings for outcome in ended.outcomes)
    if warnings:
        print(f"có {warnings} cảnh báo, xem bằng: {_called()} check {shlex.join(map(str, paths))}")


def _watch(paths: list[Path], folder: Path, order: Any, jobs: int, force: bool) -> int:
    """Build, and build again whenever something that the plans are made of changes, until Ctrl-C."""
    from generator.batch import common, plans, watch

    begun, brief = common.common(), False
    while common.common() == begun:
        before = watch.look(paths, folder, order.template)
        try:
            code = _run(plans.plans(paths), paths, folder, order, jobs, force=force and not brief, brief=brief)
            if code == 130:
                return code
        except PlanError as error:
            _tell(error.problems)
        brief = True
        try:
            print("đang chờ thay đổi (Ctrl-C để thôi)", flush=True)
            watch.wait(before, paths, folder, order.template)
        except KeyboardInterrupt:
            print()
            return 0
    # the program itself changed, or a font: begin anew
    return os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])


@contextlib.contextmanager
def _stopping() -> Iterator[Callable[[], bool]]:
    """Turn the first Ctrl-C into a wish to stop, which the yielded function tells of; the second stops at once."""
    asked: list[int] = []

    def ask(number: int, _: Any) -> None:
        if asked:
            raise KeyboardInterrupt
        asked.append(number)
        _progress("")
        print("đang dừng: in nốt kế hoạch đang dở (Ctrl-C lần nữa để dừng ngay)", file=sys.stderr, flush=True)

    here = threading.current_thread() is threading.main_thread()
    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)} if here else {}
    try:
        yield lambda: bool(asked)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def check(paths: list[Path], template: Path | None, strict: bool, form: str) -> int:
    """Read plans and tell all that is wrong or doubtful, writing nothing."""
    from generator import build as builder
    from generator.batch import plans as gathered
    from generator.verify import report

    failed = 0
    told: set[Problem] = set()
    found: list[tuple[Path, tuple[Problem, ...]]] = []
    try:
        plans = gathered.plans(paths)
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
            print(f"{path}: {'cần sửa' if wrong else 'đạt'}{counted(problems)}")
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
            _progress("")
            print(report.text(done))
        _progress(f"{len(reports)}/{len(found)} văn bản" if len(found) > 1 else "")
    _progress("")
    if form != "text":
        print(report.WRITERS[form](reports))
    bad = sum(bool(r.count("error") or (strict and r.count("warning"))) for r in reports)
    if form == "text" and len(reports) > 1:
        print(f"{len(reports)} văn bản: {len(reports) - bad} đạt, {bad} cần sửa")
    return 3 if any(r.fault for r in reports) else 1 if bad else 0


def _mend(paths: list[Path], annotate: Path | None, fix: Path | None, form: str, strict: bool) -> int:
    """Write a document with comments at the places at fault, or with what is safe mended."""
    from generator.batch import files as writer
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
    writer.write(files)  # both, or none
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


def _progress(line: str) -> None:
    """Show one line on the terminal that the next one writes over; nothing where nobody watches."""
    if sys.stderr.isatty():
        width = shutil.get_terminal_size().columns - 1
        print(f"\r\x1b[K{line[:width]}", end="", file=sys.stderr, flush=True)


def cascade(plan: Path, units: Path | None, folder: Path, outputs: Path | None, jobs: int, only_files: bool) -> int:
    """Write the file that each unit begins from, and build the plans of all of them."""
    from generator.batch import files
    from generator.spread import spread

    done = spread.spread(plan, units, folder, ROOT / "schemas" / "plan.schema.json")
    _make(folder)
    files.sweep([folder])
    files.write(done.files)
    files.write(spread.recorded(done))
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
    from generator.batch import files
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
        files.write({xlsx: rollup_sheet.sheet(done)})
        print(f"đã ghi {xlsx}", file=sys.stderr)
    return 0 if done.holds else 1


def update(folder: Path, dry_run: bool, form: str) -> int:
    """Bring the units' plans along when the plan above them was changed."""
    from generator.batch import files
    from generator.spread import update as updating

    done = replace(updating.update(folder), dry=dry_run)
    if done.files and not dry_run:
        files.write(dict(done.files))
    print(updating.as_json(done) if form == "json" else updating.text(done))
    return 1 if done.conflicts or any(each.problems for each in done.reports) else 0


def roll(path: Path, to: int, since: int | None, out: Path | None, in_force: Path | None, form: str) -> int:
    """Make the drafts of another year from the plans of this one."""
    from generator.batch import files
    from generator.roll import roll as rolling
    from generator.roll import text

    done = rolling.roll(path, to, out, since, in_force)
    for folder in {file.parent for file in done.files}:
        _make(folder)
    files.write(done.files)
    print(text.as_json(done) if form == "json" else text.text(done))
    return 1 if done.refusals else 0


def schema(write: bool) -> int:
    """Print the JSON Schema of plans, or write it where editors look for it."""
    from generator import schema as language
    from generator.batch import files

    text = json.dumps(language.json_schema(), ensure_ascii=False, indent=2) + "\n"
    if write:
        target = ROOT / "schemas" / "plan.schema.json"
        files.write({target: text.encode("utf-8")})
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
    from generator.batch import files
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
    files.write({path: starter(path, ROOT / "schemas" / "plan.schema.json").encode("utf-8")})
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


def _year(text: str) -> int:
    if not re.fullmatch(r"(?:19|20|21)[0-9]{2}", text):
        raise argparse.ArgumentTypeError(f"phải là một năm, ví dụ 2027, ở đây là `{text}`")
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
    sub.add_argument("--jobs", type=_jobs, default=os.cpu_count() or 1, metavar="N",
                     help="số kế hoạch in cùng lúc (mặc định: số nhân của máy)")  # fmt: skip
    sub.add_argument("--template", type=Path, metavar="MẪU.docx", help="mẫu Word riêng của cơ quan")
    sub.add_argument("--force", action="store_true", help="in lại tất cả, kể cả kế hoạch không đổi")
    sub.add_argument("--dry-run", action="store_true", help="chỉ xem sẽ in kế hoạch nào, vì sao; không ghi gì")
    sub.add_argument("--watch", action="store_true", help="chờ, hễ có tệp thay đổi thì in lại (Ctrl-C để thôi)")
    sub.add_argument(
        "--cluster", metavar="ĐỊA_CHỈ", help="in trên nhiều máy: địa chỉ của Dask, ví dụ tcp://10.0.0.5:8786"
    )
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

    sub = command("roll", roll, "tạo dự thảo năm sau từ kế hoạch năm nay, kèm danh sách những chỗ phải xem")
    sub.add_argument(
        "path", type=Path, metavar="THƯ_MỤC", help="thư mục hoặc tệp kế hoạch của năm nay, ví dụ plans/2026"
    )
    sub.add_argument("--to", type=_year, required=True, metavar="NĂM", help="năm của dự thảo, ví dụ 2027")
    sub.add_argument(
        "--from", dest="since", type=_year, metavar="NĂM", help="năm của kế hoạch, khi chương trình không tự thấy"
    )
    sub.add_argument("-o", dest="out", type=Path, metavar="NƠI_GHI", help="mặc định: bên cạnh, tên đổi theo năm")
    sub.add_argument("--in-force", type=Path, metavar="TỆP.yaml", help="danh sách văn bản hết hiệu lực của cơ quan")
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


def _fresh(problems: Sequence[Problem], told: set[Any]) -> list[Problem]:
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


def _our_fault(trace: str, plan: str = "") -> int:
    """Put a fault of ours into a log and tell where it is."""
    import tempfile

    with tempfile.NamedTemporaryFile("w", encoding="utf-8", prefix="kehoach-", suffix=".log", delete=False) as log:
        log.write(f"{PROGRAM} {__version__}, Python {sys.version}\n{' '.join(sys.argv)}\n{plan}\n\n{trace}")
    where = f" khi in {plan}" if plan else ""
    print(f"lỗi của chương trình{where}, không phải của kế hoạch; chi tiết ở {log.name}", file=sys.stderr)
    print(" = gợi ý: gửi tệp đó cho người phụ trách chương trình", file=sys.stderr)
    return 3
