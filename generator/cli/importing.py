"""import: documents that an office has -> plans in YAML."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from generator.cli.printing import ROOT, called, make, our_fault, progress, tell
from generator.folders import is_folder
from generator.problem import Mark, PlanError, Problem

if TYPE_CHECKING:
    from generator.importing import many


def bring(
    paths: list[Path], out: Path | None, changes: str, report: Path | None, force: bool, jobs: int, form: str
) -> int:
    """Turn documents into plans; a file that is there is kept, unless `force`."""
    from generator.importing import many

    sources = many.documents(paths)
    alone = len(sources) == 1 and not is_folder(paths[0])
    targets = [_single(sources[0], out)] if alone else many.targets(sources, _folder(out))
    pages = _pages(targets, report, alone)
    taken = [] if force else [path for path in (*targets, *pages.values()) if os.path.lexists(path)]
    if alone and taken:
        raise PlanError(_taken(path) for path in taken)
    work = [
        many.Job(source, target, changes, _schema(target), target in pages)
        for source, target in zip(sources, targets, strict=True)
        if target not in taken and pages.get(target) not in taken
    ]
    skipped = [(s, t) for s, t in zip(sources, targets, strict=True) if t in taken or pages.get(t) in taken]
    done: list[many.Done] = []
    for each in many.run(work, min(jobs, max(len(work), 1))):
        progress("")
        done.append(_written(each, pages.get(each.job.target), force))
        if form == "text":
            _tell(done[-1], alone)
        progress(f"{len(done)}/{len(work)} tệp" if not alone else "")
    progress("")
    if form == "json":
        print(_as_json(done, skipped))
    elif not alone:
        _tell_all(done, skipped)
    if any(each.fault for each in done):
        return 3
    return 1 if skipped or any(each.problems for each in done) else 0


def _single(source: Path, out: Path | None) -> Path:
    from generator.importing import many

    if out is None or is_folder(out) or str(out).endswith(("/", os.sep)):
        return (out or Path("plans")) / f"{many.slug(source.stem)}.yaml"
    if out.suffix not in (".yaml", ".yml"):
        out = out.with_name(out.name + ".yaml")
    return out


def _folder(out: Path | None) -> Path:
    if out and (out.suffix in (".yaml", ".yml") or (out.exists() and not is_folder(out))):
        hint = f"nhập nhiều tệp thì -o là một thư mục, ví dụ: {called()} import THƯ_MỤC -o plans"
        raise PlanError([Problem(Mark(str(out)), "nơi ghi không phải thư mục", hint, "import")])
    return out or Path("plans")


def _pages(targets: list[Path], report: Path | None, alone: bool) -> dict[Path, Path]:
    """Where the page of each plan is written: a file for one plan, a folder of files for many."""
    if report is None:
        return {}
    if alone and not is_folder(report):
        return {
            targets[0]: report
            if report.suffix.lower() in (".html", ".htm")
            else report.with_name(report.name + ".html")
        }
    return {target: report / f"{target.stem}.html" for target in targets}


def _taken(path: Path) -> Problem:
    return Problem(Mark(str(path)), "tệp đã có, không ghi đè", "chọn tên khác bằng -o, hoặc thêm --force", "import")


def _schema(target: Path) -> str:
    return os.path.relpath(ROOT / "schemas" / "plan.schema.json", target.parent).replace(os.sep, "/")


def _written(done: many.Done, page: Path | None, force: bool) -> many.Done:
    """Write what came of a document; what cannot be written is its problem. Without `force` a file that came to be
    there meanwhile, from another command, is kept as well."""
    from dataclasses import replace

    from generator.batch import files

    if done.text is None:
        return done
    wanted = {done.job.target: done.text} | ({page: done.page.encode("utf-8", "replace")} if page else {})
    try:
        for path in wanted:
            make(path.parent)
        if force:
            files.write(wanted)
        else:
            for path, data in wanted.items():
                if not files.claim(path, data):
                    raise PlanError([_taken(path)])
    except PlanError as error:
        return replace(done, text=None, problems=(*done.problems, *error.problems))
    return done


#: What would move the cursor, colour or turn round what stands on a terminal: a file's name may hold it, and its text.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def _shown(text: object) -> str:
    """Return a name, or lines, as a terminal may be given them."""
    return _CONTROLS.sub("?", str(text).replace("\n", "?") if isinstance(text, Path) else str(text))


def _told(problem: Problem) -> Problem:
    from dataclasses import replace

    mark = replace(problem.mark, file=_shown(Path(problem.mark.file)) if problem.mark.file else "")
    return replace(problem, mark=mark, message=_shown(problem.message), hint=_shown(problem.hint))


def _tell(done: many.Done, alone: bool) -> None:
    source = done.job.source
    if done.fault:
        our_fault(done.fault, _shown(source))
    elif done.text is None:
        tell([_told(each) for each in done.problems])
    elif alone:
        print(_shown(done.summary))
        print(f"\nđã ghi {_shown(done.job.target)}")
        if done.problems:
            print("kế hoạch chưa in được, cần sửa:", file=sys.stderr)
            tell([_told(each) for each in done.problems])
        else:
            print(f"in thử: {called()} build {_shown(done.job.target)}")
    else:
        from generator.importing.text_report import percent

        state = (
            f"{percent(done.share)} chữ, {done.doubts} chỗ cần xem" if not done.problems else "chưa in được, cần sửa"
        )
        print(f"{_shown(source)} → {_shown(done.job.target)}: {state}")


def _tell_all(done: list[many.Done], skipped: list[tuple[Path, Path]]) -> None:
    for source, target in skipped:
        print(f"{_shown(source)}: bỏ qua, {_shown(target)} đã có (thêm --force để ghi đè)", file=sys.stderr)
    good = sum(each.text is not None and not each.problems for each in done)
    unbuilt = sum(each.text is not None and bool(each.problems) for each in done)
    left = sum(each.text is None for each in done)
    print(f"{len(done) + len(skipped)} tệp: {good} nhập xong, {unbuilt} cần sửa mới in được, {left} không nhập được, "
          f"{len(skipped)} bỏ qua")  # fmt: skip


def _as_json(done: list[many.Done], skipped: list[tuple[Path, Path]]) -> str:
    import json

    rows = [
        {
            "source": str(each.job.source),
            "plan": str(each.job.target) if each.text is not None else None,
            "share": each.share,
            "doubts": each.doubts,
            "problems": [
                {"rule": p.rule, "message": p.message, "hint": p.hint, "line": p.mark.line} for p in each.problems
            ],
        }
        for each in done
    ]
    rows += [{"source": str(s), "plan": None, "skipped": str(t)} for s, t in skipped]
    return json.dumps(rows, ensure_ascii=False, indent=2)
