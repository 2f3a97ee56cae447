"""fmt, show, diff, review, issue, history: drafts, what changed in them, and their way to what is issued."""

from __future__ import annotations

import contextlib
import sys
import tempfile
import traceback
from collections.abc import Iterator, Sequence
from datetime import date as Date
from pathlib import Path
from typing import TYPE_CHECKING

from generator.cli.printing import make, our_fault, progress, tell
from generator.problem import Mark, PlanError, Problem, renamed

if TYPE_CHECKING:
    from generator.build import Read
    from generator.revisions import Fetched


def fmt(paths: list[Path], check: bool, tone_marks: str) -> int:
    """Put plans into the one form of the house; with `check`, only tell which are not in it."""
    from generator import canon, source
    from generator.batch import files, plans

    made: dict[Path, bytes] = {}
    failed, fault = False, 0
    for path in plans.sources(paths):
        try:
            data = source.read_bytes(path)
            form = canon.format(data, str(path), tone_marks)
        except PlanError as error:
            failed = True
            tell(error.problems)
            continue
        except Exception:  # a fault of ours in one file must not stop the others
            fault = our_fault(traceback.format_exc(), str(path))
            continue
        if form != data:
            made[path] = form
            print(f"{'chưa đúng dạng' if check else 'đã sửa'}: {path}")
    if not check:
        files.write(made)
    return fault or (1 if failed or (check and made) else 0)


def show(path: Path) -> int:
    """Show a DOCX as its plan's text, for `git diff`; what cannot be read is told in a line, and is no failure."""
    from generator import show as showing

    try:
        data = path.read_bytes()
    except OSError as error:
        raise PlanError([Problem(Mark(str(path)), "không đọc được tệp", str(error.strerror or ""))]) from None
    print(showing.text(data, str(path)), end="")
    return 0


def diff(old: str, new: str, form: str, docx: Path | None, pdf: Path | None, author: str, date: Date | None) -> int:
    """Tell what changed between two plans, by matter; as a Word redline and a PDF where these are asked for."""
    from generator import revisions

    before, after = revisions.named(old), revisions.named(new)
    with tempfile.TemporaryDirectory(prefix="kehoach-") as folder:
        left, right = (revisions.fetch(name, Path(folder, side)) for name, side in ((before, "old"), (after, "new")))
        with _known({**left.names, **right.names}):
            was, now = _read(left), _read(right)
            written = _redlined(was, now, (old, new), docx, pdf, author or right.author, date or right.date)
            if not written or form != "text":
                _tell_diff(was, now, (old, new), form)
    return 0


@contextlib.contextmanager
def _known(names: dict[str, str]) -> Iterator[None]:
    """Tell of files of a revision by their revision."""
    try:
        yield
    except PlanError as error:
        raise PlanError(renamed(problem, names) for problem in error.problems) from None


def _read(fetched: Fetched) -> Read:
    from generator import build

    if fetched.path.suffix.lower() not in (".yaml", ".yml"):
        hint = "ghi tệp kế hoạch .yaml; hai bản Word thì so bằng chức năng Compare của Word"
        raise PlanError([Problem(Mark(str(fetched.path)), "không phải tệp kế hoạch (.yaml)", hint)])
    return build.read(fetched.path)


def _tell_diff(was: Read, now: Read, names: tuple[str, str], form: str) -> None:
    from generator.diff import page, text
    from generator.diff.diff import diff as compare

    found = compare(was, now, names)
    print({"text": text.text, "json": text.as_json, "html": page.as_html}[form](found))


def _redlined(
    was: Read, now: Read, names: tuple[str, str], docx: Path | None, pdf: Path | None, author: str, date: Date | None
) -> bool:
    """Write the redline as asked; tell whether any was."""
    from generator import build, redline, revisions
    from generator.batch import files

    made: dict[Path, bytes] = {}
    notes: Sequence[Problem] = ()
    for path, suffix in ((docx, ".docx"), (pdf, ".pdf")):
        if path and path.suffix.lower() != suffix:
            hint = f"đặt tên tệp ghi ra kết thúc bằng {suffix}"
            raise PlanError([Problem(Mark(str(path)), f"không phải tên một tệp {suffix}", hint)])
    if docx:
        done = redline.docx(build.word(was), build.word(now), author or revisions.user() or "Bản mới", date, names)
        made[docx], notes = done.data, done.notes
    if pdf:
        from generator.redline import marked

        made[pdf] = marked.pdf(was.document, now.document, now.profile, now.font, names)
    files.refuse_open(made)
    files.write(made)
    for path in made:
        print(f"đã ghi {path}")
    tell(notes)
    return bool(made)


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
