"""build, check: plans -> documents, or what is wrong in them."""

from __future__ import annotations

import contextlib
import os
import shlex
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.cli.printing import called, fresh, our_fault, progress, refused, tell
from generator.problem import Mark, PlanError, Problem, counted

if TYPE_CHECKING:
    from generator.batch.summary import Summary
    from generator.batch.task import Outcome
    from generator.revisions import Stamp

#: How often the bar of a run is drawn anew (s).
_EVERY = 0.1


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
    revision: bool = False,
) -> int:
    """Build plans into a folder: those that changed, or all."""
    from generator.batch import plans
    from generator.batch.task import Order

    order = Order(formats, template, allow_errors, _stamp(paths) if revision else None)
    if watch and (dry_run or cluster):
        print("lỗi: --watch không dùng cùng --dry-run, --cluster", file=sys.stderr)
        return 2
    if watch:
        return _watch(paths, folder, order, jobs, force)
    return _run(plans.plans(paths), paths, folder, order, jobs, force=force, dry=dry_run, cluster=cluster)


def _stamp(paths: Sequence[Path]) -> Stamp:
    """Where the folder of the plans stands in git. Raises PlanError where that cannot be told."""
    from generator import revisions

    folder = paths[0] if paths[0].is_dir() else paths[0].parent
    found = revisions.stamp(folder)
    if found is None:
        hint = "ghi bản đầu tiên bằng `git commit`, hoặc bỏ --revision"
        raise PlanError([Problem(Mark(str(folder)), "thư mục chưa có bản nào trong git để ghi lên dự thảo", hint)])
    return found


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
                progress(summary.progress(done, len(found), shown - start))
    progress("")
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
    unseen = fresh(problems, told)
    fault = outcome.fault.rstrip().rpartition("\n")[2]
    with contextlib.suppress(BrokenPipeError):  # nobody listens any more, and the other plans are built all the same
        if unseen or fault:
            progress("")
        if fault and fault not in told:
            our_fault(outcome.fault, str(outcome.plan))
        tell(unseen)
    told.add(fault)


def _summarize(ended: Summary, folder: Path) -> Path | None:
    """Write the whole summary beside the documents; return the page, None where it could not be written."""
    from generator.batch import files, summary

    page = folder / f"{summary.NAME}.html"
    whole = {page: summary.as_html(ended, folder), page.with_suffix(".json"): summary.as_json(ended, folder)}
    try:
        files.write({path: text.encode("utf-8") for path, text in whole.items()})
    except PlanError as error:
        tell(error.problems)
        return None
    return page


def _tell_more(ended: Summary, paths: Sequence[Path], formats: tuple[str, ...]) -> None:
    """What stands below the sums: the font, the warnings."""
    families = sorted({outcome.family for outcome in ended.outcomes if outcome.family})
    if families and "pdf" in formats and ended.count("built"):
        print(f"phông chữ của PDF: {', '.join(families)}")
    warnings = sum(outcome.warnings for outcome in ended.outcomes)
    if warnings:
        print(f"có {warnings} cảnh báo, xem bằng: {called()} check {shlex.join(map(str, paths))}")


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
            tell(error.problems)
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
        progress("")
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
    from generator.filed.ledger import Registers
    from generator.verify import report

    failed = 0
    issued = Registers()
    told: set[Problem] = set()
    found: list[tuple[Path, tuple[Problem, ...]]] = []
    try:
        plans = gathered.plans(paths)
    except PlanError as error:
        return refused(error, form)
    for path in plans:
        try:
            problems = builder.check(path, template, issued.of(path))
        except PlanError as error:
            problems = error.problems
        wrong = any(p.level == "error" or (strict and p.level == "warning") for p in problems)
        failed += wrong
        if form == "text":
            print(f"{path}: {'cần sửa' if wrong else 'đạt'}{counted(problems)}")
            tell(fresh(problems, told))
        found.append((path, problems))
    if form != "text":
        print(report.WRITERS[form](report.of_problems(str(path), problems) for path, problems in found))
    return 1 if failed else 0
