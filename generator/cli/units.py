"""cascade, explain, rollup, update, roll: the plans below a plan, and those of the next year."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from generator.cli.building import build
from generator.cli.printing import ROOT, make, tell
from generator.problem import PlanError


def cascade(plan: Path, units: Path | None, folder: Path, outputs: Path | None, jobs: int, only_files: bool) -> int:
    """Write the file that each unit begins from, and build the plans of all of them."""
    from generator.batch import files
    from generator.spread import spread

    done = spread.spread(plan, units, folder, ROOT / "schemas" / "plan.schema.json")
    make(folder)
    files.sweep([folder])
    files.write(done.files)
    files.write(spread.recorded(done))
    print(spread.text(done))
    tell(done.notes)
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
        tell(error.problems)
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
        tell(done.problems)
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
        make(folder)
    files.write(done.files)
    print(text.as_json(done) if form == "json" else text.text(done))
    return 1 if done.refusals else 0
