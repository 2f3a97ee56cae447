"""verify: documents of whatever origin -> what breaches the decree in them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from generator.cli.printing import called, our_fault, progress, refused
from generator.problem import PlanError


def verify(paths: list[Path], form: str, jobs: int, strict: bool, annotate: Path | None, fix: Path | None) -> int:
    """Verify documents of whatever origin against the decree; with one document, write it annotated or mended."""
    from generator.verify import many, report

    if annotate or fix:
        return _mend(paths, annotate, fix, form, strict)
    try:
        found = many.documents(paths)
    except PlanError as error:
        return refused(error, form)
    reports = []
    for done in many.run(found, min(jobs, len(found))):
        reports.append(done)
        if done.fault:
            our_fault(done.fault, done.file)
        elif form == "text":
            progress("")
            print(report.text(done))
        progress(f"{len(reports)}/{len(found)} văn bản" if len(found) > 1 else "")
    progress("")
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
        hint = f"{called()} verify văn-bản.docx --fix đã-sửa.docx"
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
