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
from pathlib import Path
from typing import Any, NoReturn

from generator import __version__
from generator.problem import PlanError, Problem, reason, show

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


def build(paths: list[Path], folder: Path, formats: tuple[str, ...], jobs: int, template: Path | None) -> int:
    """Build plans into a folder."""
    from generator import batch

    failed = faults = noticed = 0
    families: set[str] = set()
    done = 0
    for outcome in batch.run(batch.plans(paths), folder, formats, jobs, template):
        if outcome.fault:
            faults += 1
            _our_fault(outcome.fault, str(outcome.plan))
        elif outcome.failed:
            failed += 1
            _tell(outcome.problems)
        if outcome.failed:
            continue
        done += 1
        families.add(outcome.family)
        noticed += sum(p.level == "warning" for p in outcome.problems)
        _tell([p for p in outcome.problems if p.level == "info"])
        print("đã in " + ", ".join(str(path) for path in outcome.written))
    if done and "pdf" in formats:
        print(f"phông chữ của PDF: {', '.join(sorted(families))}")
    if noticed:
        print(f"có {noticed} cảnh báo, xem bằng: {_called()} check {shlex.join(map(str, paths))}")
    if failed or faults:
        print(f"{failed + faults} kế hoạch chưa in được, {done} kế hoạch đã in", file=sys.stderr)
    return 3 if faults else 1 if failed else 0


def check(paths: list[Path], template: Path | None) -> int:
    """Read plans and tell all that is wrong or doubtful, writing nothing."""
    from generator import batch
    from generator import build as builder

    failed = 0
    for path in batch.plans(paths):
        try:
            problems = builder.check(path, template)
            print(f"{path}: đạt" + (f", {len(problems)} điều cần xem" if problems else ""))
        except PlanError as error:
            failed += 1
            problems = error.problems
            print(f"{path}: cần sửa {sum(p.level == 'error' for p in problems)} lỗi")
        _tell(problems)
    return 1 if failed else 0


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
    for name in ("docxtpl", "jinja2", "lxml", "num2words", "pypdfium2", "PyYAML", "typst", "fonttools"):
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
        if path.exists():
            raise PlanError([Problem(Mark(str(path)), "tệp đã có, không ghi đè", "chọn tên khác")])
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"không tạo được tệp ({reason(error)})"
        raise PlanError([Problem(Mark(str(path)), message, "chọn tên khác")]) from None
    batch.write({path: starter(path, ROOT / "schemas" / "plan.schema.json").encode("utf-8")})
    print(f"đã tạo {path}; sửa nội dung rồi chạy: {_called()} build {shlex.quote(str(path))}")
    return 0


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

    sub = command("check", check, "kiểm tra kế hoạch, không in")
    sub.add_argument("paths", nargs="+", type=Path, metavar="TỆP", help="tệp kế hoạch .yaml, hoặc thư mục")
    sub.add_argument("--template", type=Path, metavar="MẪU.docx", help="mẫu Word riêng của cơ quan")

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


def _our_fault(trace: str, plan: str = "") -> int:
    """Put a fault of ours into a log and tell where it is."""
    import tempfile

    with tempfile.NamedTemporaryFile("w", encoding="utf-8", prefix="kehoach-", suffix=".log", delete=False) as log:
        log.write(f"{PROGRAM} {__version__}, Python {sys.version}\n{' '.join(sys.argv)}\n{plan}\n\n{trace}")
    where = f" khi in {plan}" if plan else ""
    print(f"lỗi của chương trình{where}, không phải của kế hoạch; chi tiết ở {log.name}", file=sys.stderr)
    print(" = gợi ý: gửi tệp đó cho người phụ trách chương trình", file=sys.stderr)
    return 3
