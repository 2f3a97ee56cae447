"""fmt, show, diff, review, issue, history: drafts, what changed in them, and their way to what is issued."""

from __future__ import annotations

import contextlib
import os
import shlex
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator, Sequence
from datetime import date as Date
from pathlib import Path
from typing import TYPE_CHECKING

from generator.cli.printing import called, make, our_fault, progress, tell
from generator.problem import Mark, PlanError, Problem, renamed

if TYPE_CHECKING:
    from generator.build import Read
    from generator.issue.history import Verdict
    from generator.issue.issue import Issue
    from generator.review import Review
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
            made[_real(path)] = form
    if not check:
        files.write(made)
    for path in made:
        print(f"{'chưa đúng dạng' if check else 'đã sửa'}: {path}")
    return fault or (1 if failed or (check and made) else 0)


def show(path: Path) -> int:
    """Show a DOCX as its plan's text, for `git diff`; what cannot be read is told in a line, and is no failure."""
    from generator import show as showing

    data = _bytes(path)
    print(showing.text(data, str(path)), end="")
    return 0


def diff(old: str, new: str, form: str, docx: Path | None, pdf: Path | None, author: str, date: Date | None) -> int:
    """Tell what changed between two plans, by matter; as a Word redline and a PDF where these are asked for."""
    from generator import revisions

    before, after = revisions.named(old), revisions.named(new)
    with tempfile.TemporaryDirectory(prefix="kehoach-") as folder:
        left, right = (revisions.fetch(name, Path(folder, side)) for name, side in ((before, "old"), (after, "new")))
        names = left.shown(before), right.shown(after)
        with _known({**left.names, **right.names}):
            was, now = _read(left), _read(right)
            written = _redlined(was, now, names, docx, pdf, author or right.author, date or right.date)
            if not written or form != "text":
                _tell_diff(was, now, names, form)
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
    from generator.filed import ledger

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
    ledger.refuse(made)
    files.refuse_open(made)
    files.write(made)
    for path in made:
        print(f"đã ghi {path}")
    tell(notes)
    return bool(made)


def issue(plan: Path, number: str, date: str, why: str, dry_run: bool) -> int:
    """Fill in number and date, build, file the documents with their record; from then on the plan is frozen."""
    from generator.batch import files
    from generator.filed import ledger
    from generator.issue import issue as issuing
    from generator.issue import text

    plan = _real(plan)
    asked = issuing.Asked(_clean(number), _clean(date), _clean(why), Date.today())
    with files.alone(ledger.home_of(plan)):  # two clerks of one machine wait for one another
        done = issuing.issue(plan, asked)
        if not dry_run:
            _file(done)
    if dry_run:
        print(f"kiểm tra xong, chưa ghi gì; sẽ {text.issued(done, will=True)}")
        tell(done.notes)
        return 0
    print(text.issued(done))
    tell(done.notes)
    if ledger.repository(Path.cwd()):
        act = "Đính chính" if done.filed.act == "correction" else "Ban hành"
        added, message = (
            shlex.join(["git", "add", str(done.folder), str(plan)]),
            shlex.quote(f"{act} {done.filed.symbol}"),
        )
        print(f"ghi vào git: {added} && git commit -m {message}")
    else:
        print("thư mục này chưa dùng git: nhớ sao lưu thư mục hồ sơ", file=sys.stderr)
    return 0


def _file(done: Issue) -> None:
    """Write what was issued: the record first, which takes the number; without it nothing stays. Raises PlanError."""
    from generator.batch import files
    from generator.filed import record

    make(done.folder)
    files.sweep([done.folder])
    files.refuse_open(done.files)
    if not done.begun and not files.claim(done.record, record.dump(done.filed)):
        message = f"số {done.filed.symbol} vừa được cấp ở nơi khác"
        raise PlanError([Problem(Mark(str(done.record)), message, "chạy lại lệnh với số tiếp theo", "number")])
    try:
        files.write(done.files)
    except BaseException:
        if not done.begun:
            done.record.unlink(missing_ok=True)
            with contextlib.suppress(OSError):
                done.folder.rmdir()
        raise


def _bytes(path: Path) -> bytes:
    """What a document holds; a pipe, a device or a huge file is none. Raises PlanError."""
    from generator.verify import verify

    return verify.load(path)


def _real(path: Path) -> Path:
    """The file that a link leads to: it is that which is written."""
    return Path(os.path.relpath(os.path.realpath(path))) if path.is_symlink() else path


def _clean(text: str) -> str:
    """An argument without bytes that are no text."""
    return text.encode("utf-8", "replace").decode("utf-8")


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
        _tell_verified(verdicts, waiting)
    if form == "text":
        tell(known.problems)
    return 1 if known.problems or not all(each.sound for each in verdicts) else 0


def _tell_verified(verdicts: Sequence[Verdict], waiting: Sequence[str]) -> None:
    bad = sum(not each.sound for each in verdicts)
    print(f"{len(verdicts)} văn bản đã ban hành: {len(verdicts) - bad} còn nguyên, {bad} cần xem")
    if waiting:
        print(f"chưa ghi vào git ({len(waiting)} tệp): {', '.join(waiting[:3])}{' …' if len(waiting) > 3 else ''}")


def review(
    path: Path, plan: Path, everything: bool, ask: bool, numbers: tuple[int, ...], authors: list[str], form: str
) -> int:
    """List what a reviewer changed in a document of ours; write into the plan what was chosen of it."""
    from generator import review as reviewing
    from generator.batch import files, plans

    data, plan = _bytes(path), _real(plan)
    found = reviewing.read(data, plan, str(path), _beside(plan, plans.sources))
    if (everything and bool(numbers or authors)) or (ask and everything):
        print("lỗi: chỉ chọn một cách: --all, --ask, hoặc --pick, --by", file=sys.stderr)
        return 2
    choosing = everything or ask or bool(numbers or authors)
    if form == "json" and not choosing:
        print(reviewing.as_json(found), end="")
        return 0
    if not choosing:
        print(reviewing.text(found), end="")
        _tell_how(found, path, plan)
        return 0
    _require_open(plan)
    chosen = reviewing.choose(found, numbers, authors, everything)
    if ask:
        chosen = tuple(_asked(found, chosen))
    if not chosen:
        print(
            "không có đề nghị nào để đưa vào" + "; các chỗ “không đánh dấu” thì chọn theo số" * bool(found.applicable)
        )
        return 0
    outcome = reviewing.outcome(found, chosen)
    files.write(outcome.files)
    print(reviewing.told(outcome, len(chosen)), end="")
    if outcome.files:
        print(f"đã ghi {', '.join(str(each) for each in outcome.files)}")
    left = [each for each in found.proposals if each.waiting and each.number not in chosen]
    if left:
        print(
            f"còn {len(left)} đề nghị chưa đưa vào; xem lại: {called()} review {_quoted(path)} --plan {_quoted(plan)}"
        )
    return 1 if outcome.left else 0


def _beside(plan: Path, sources: Callable[[list[Path]], list[Path]]) -> list[Path]:
    """The plans that a document may be of instead."""
    with contextlib.suppress(PlanError, OSError):
        return [each for each in sources([plan.parent]) if each != plan][:_MOST_BESIDE]
    return []


#: So many plans beside the one named are looked at to tell whose document it is.
_MOST_BESIDE = 200


def _require_open(plan: Path) -> None:
    """Refuse to change a plan that was issued. Raises PlanError."""
    from generator.filed import freeze, ledger

    filed = freeze.frozen(plan, ledger.read(ledger.home_of(plan)))
    if filed:
        message = (
            f"kế hoạch này đã ban hành (số {filed.symbol} ngày {filed.day:%d/%m/%Y}), không đưa góp ý vào được nữa"
        )
        hint = f"ban hành kế hoạch thay thế thì trước hết ghi `status: draft` và `replaces: {filed.symbol}`"
        raise PlanError([Problem(Mark(str(plan)), message, hint, "issued")])


def _asked(found: Review, chosen: tuple[int, ...]) -> Iterator[int]:
    """Ask of each proposal that maps to a key, or of those chosen, whether it is accepted."""
    from generator.review import lines

    for each in found.proposals:
        if not each.applicable or (chosen and each.number not in chosen):
            continue
        print("\n".join(lines(each)))
        while True:
            try:
                said = input("  đưa vào? [c]ó, [k]hông, [d]ừng: ").strip().lower()
            except EOFError:
                print()
                return
            if said[:1] in ("c", "y"):
                yield each.number
            elif said[:1] in ("d", "q"):
                return
            elif said[:1] not in ("k", "n"):
                print("  gõ c, k hoặc d")
                continue
            break


def _tell_how(found: Review, path: Path, plan: Path) -> None:
    command = f"{called()} review {_quoted(path)} --plan {_quoted(plan)}"
    if any(each.applicable and each.tracked for each in found.proposals):
        print(f"\nđưa vào mọi chỗ có đánh dấu: {command} --all")
        print('từng điều: --ask; theo số: --pick 1,3; theo người: --by "Tên"')
    elif found.applicable:
        print(f"\ntừng điều: {command} --ask; theo số: {command} --pick 1,3")


def _quoted(path: Path) -> str:
    return shlex.quote(str(path))
