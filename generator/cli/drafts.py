"""issue, history: drafts on their way to what is issued."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from generator.cli.printing import make, progress, tell


def issue(plan: Path, number: str, date: str, reason: str, dry_run: bool) -> int:
    """Fill in number and date, build, file the documents with their record; from then on the plan is frozen."""
    from generator import revisions
    from generator.batch import files
    from generator.filed import ledger
    from generator.issue import issue as issuing
    from generator.issue import text

    with files.alone(ledger.home_of(plan)):  # two clerks do not take one number
        done = issuing.issue(plan, issuing.Asked(number, date, reason))
        folder = done.home / done.filed.folder
        if not dry_run:
            make(folder)
            files.write(done.files)
    if dry_run:
        print(f"kiểm tra xong, chưa ghi gì; sẽ {text.issued(done, will=True)}")
        tell(done.notes)
        return 0
    print(text.issued(done))
    tell(done.notes)
    if revisions.top(Path.cwd()):
        print(f'ghi vào git: git add {folder} {plan} && git commit -m "Ban hành {done.filed.symbol}"')
    else:
        print("thư mục này chưa dùng git: nhớ sao lưu thư mục hồ sơ", file=sys.stderr)
    return 0


def history(place: Path, verify: bool, form: str) -> int:
    """List what was issued; with `verify`, prove that it is there as it went out and can be made again."""
    from generator.issue import history as past
    from generator.issue import text

    known = past.history(place)
    verdicts = []
    for each in past.verify(known) if verify else ():
        verdicts.append(each)
        progress(f"{len(verdicts)}/{len(known.entries)} văn bản")
        if form == "text":
            progress("")
            print(text.verdict(each))
            tell(each.problems)
    progress("")
    waiting = past.unrecorded(known) if verify else ()
    if form == "json":
        print(text.as_json(known, verdicts, waiting))
    elif not verify:
        print(text.text(known))
    else:
        _tell_verified(known.entries, verdicts, waiting)
    if form == "text":
        tell(known.problems)
    return 1 if known.problems or not all(each.sound for each in verdicts) else 0


def _tell_verified(entries: Sequence[object], verdicts: Sequence[object], waiting: Sequence[str]) -> None:
    bad = sum(not getattr(each, "sound", False) for each in verdicts)
    print(f"{len(entries)} văn bản đã ban hành: {len(entries) - bad} còn nguyên, {bad} cần xem")
    if waiting:
        print(f"chưa ghi vào git ({len(waiting)} tệp): {', '.join(waiting[:3])}{' …' if len(waiting) > 3 else ''}")
