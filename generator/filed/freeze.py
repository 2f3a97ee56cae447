"""frozen: a plan's own file and what was issued of it -> the filing that stands for it, or why it may not be built.

An issued plan does not change (Nghị định 30/2020/NĐ-CP, Điều 18, khoản 3): what is wrong in its content is mended by
another document of the same kind, what is wrong in its form by an official letter. So its file is either as it was
issued, whatever became of the files that it stands on; or it says that it is the draft of a replacement (`replaces`)
or of a correction (`corrects`); or it is refused.
"""

from __future__ import annotations

from pathlib import Path

from generator import content, source, vietnamese
from generator.cascade import digest, layers
from generator.cascade.tree import text_of, value_of
from generator.filed import ledger
from generator.filed.ledger import Ledger
from generator.filed.record import Filed
from generator.problem import Mark, PlanError, Problem
from generator.source import Mapping, Scalar, Sequence, Value

DRAFT = ("draft", "submitted")


def own(root: Mapping) -> str:
    """Return the digest of what a plan's own file says; comments and the form of writing do not count."""
    return digest.meaning(root)


def frozen(plan: Path, known: Ledger) -> Filed | None:
    """Return the filing that stands for a plan; None where it is built from its file.

    Raises PlanError for an issued plan that was edited, one that says `issued` and was not, one that bears a number
    that another has, and a file that cannot be read.
    """
    root = layers.load(plan).source.root
    last = last_of(plan, root, known)
    if last is None:
        if text_of(root, "status") == "issued":
            raise PlanError([_not_filed(root)])
        _require_number(root, known)
        return None
    if last.own == own(root):
        return last
    if text_of(root, "status") in DRAFT and reopened(root, last):
        return None
    raise PlanError([_edited(root, last, known)])


def last_of(plan: Path, root: Mapping, known: Ledger) -> Filed | None:
    """Return the last filing of a plan, also where its file stands under another name now; None where there is none."""
    last = next(reversed(known.of(plan)), None)
    if last or text_of(root, "status") != "issued":
        return last
    moved = [*reversed(known.orphans())]
    same = next((each for each in moved if each.own == own(root)), None)
    return same or next((each for each in moved if _bears(root, each)), None)


def _bears(root: Mapping, filed: Filed) -> bool:
    """Tell whether a plan bears the number and date of a filing."""
    number = text_of(root, "number").lstrip("0")
    try:
        date = vietnamese.parse_date(text_of(root, "date"))
    except ValueError:
        return False
    return bool(number == filed.number and date and date.full == filed.day)


def _require_number(root: Mapping, known: Ledger) -> None:
    """Refuse a plan that prints as if it were issued, with a number and a date that another plan of its issuer has."""
    issuer = value_of(root, "issuer")
    name = ledger.folded(text_of(issuer, "name")) if isinstance(issuer, Mapping) else ""
    if not name or text_of(root, "status") in DRAFT:
        return
    other = next((e for e in known.entries if ledger.folded(e.issuer) == name and _bears(root, e)), None)
    if other:
        message = f"số {other.symbol} ngày {other.day:%d/%m/%Y} đã cấp cho: {other.title} ({other.plan})"
        hint = "kế hoạch mới thì ghi `status: draft`, bỏ `number`, rồi ban hành bằng `kehoach issue`"
        raise PlanError([Problem(_mark(root, "number"), message, hint, "number")])


def reopened(root: Mapping, last: Filed) -> bool:
    """Tell whether a draft says that it replaces or corrects the last filing of its file. Raises PlanError where it
    names another, or says both."""
    replaces, corrects = text_of(root, "replaces"), text_of(root, "corrects")
    past = last.act == "replacement" and _symbol(replaces) == _symbol(last.before) != _symbol(last.symbol)
    if replaces and corrects and not past:
        hint = "đang thay thế thì bỏ dòng `corrects`; đang đính chính thì bỏ dòng `replaces`"
        raise PlanError([Problem(_mark(root, "corrects"), "ghi cả `replaces` và `corrects`", hint, "issued")])
    if replaces and not corrects and _symbol(replaces) != _symbol(last.symbol):
        hint = f"ghi `replaces: {last.symbol}`; đang đính chính thì bỏ dòng `replaces`, ghi `corrects`"
        message = f"kế hoạch ban hành gần nhất từ tệp này là {last.symbol}, không phải `{replaces}`"
        raise PlanError([Problem(_mark(root, "replaces"), message, hint, "issued")])
    if corrects and corrects == last.letter:
        message = f"`{corrects}` đã được dùng cho lần đính chính trước"
        hint = "ghi công văn đính chính của lần này ở `corrects`"
        raise PlanError([Problem(_mark(root, "corrects"), message, hint, "issued")])
    return bool(replaces or corrects)


def _symbol(text: str) -> str:
    return "".join(text.split()).casefold().lstrip("0")


def documents(filed: Filed, home: Path) -> dict[str, bytes]:
    """Return the filed documents by format. Raises PlanError where one is gone or was changed since."""
    found: dict[str, bytes] = {}
    problems = []
    for name, expected in filed.outputs.items():
        path = home / filed.folder / name
        try:
            data = content.read(path)
        except OSError:
            data = b""
        if content.digest(data) != expected:
            message = f"văn bản đã ban hành {'bị sửa' if data else 'không còn'} trong hồ sơ ({filed.symbol})"
            hint = f"lấy lại bản đã ghi: `git checkout -- {filed.folder}/{name}`"
            problems.append(Problem(Mark(str(path)), message, hint, "issued"))
        found[path.suffix[1:]] = data
    if problems:
        raise PlanError(problems)
    return found


def text_as_issued(filed: Filed, home: Path) -> bytes | None:
    """Return a plan's file as it was issued, None where it is not there as it was."""
    try:
        data = content.read(home / filed.folder / filed.source) if filed.source else b""
    except OSError:
        return None
    return data if content.digest(data) == filed.inputs.get(filed.plan) else None


def _mark(root: Mapping, key: str) -> Mark:
    value = value_of(root, key)
    return value.mark if value else root.mark


def _not_filed(root: Mapping) -> Problem:
    message = "kế hoạch ghi `status: issued` nhưng chưa có trong hồ sơ ban hành (thư mục issued)"
    hint = (
        "đang soạn thì ghi `status: draft`; ban hành thì chạy `kehoach issue TỆP --number SỐ --date NGÀY`, lệnh tự ghi"
    )
    return Problem(_mark(root, "status"), message, hint, "issued")


def _edited(root: Mapping, last: Filed, known: Ledger) -> Problem:
    day = f"{last.day:%d/%m/%Y}"
    message = f"kế hoạch này đã ban hành (số {last.symbol} ngày {day}), tệp đã bị sửa sau đó nên không in"
    hint = (
        "bỏ phần sửa đi thì in lại được bản đã ban hành; sai về nội dung thì ban hành kế hoạch thay thế: ghi "
        f"`status: draft` và `replaces: {last.symbol}`; sai về thể thức thì đính chính bằng công văn: ghi "
        "`status: draft` và `corrects: Công văn số … ngày …` (Nghị định 30/2020/NĐ-CP, Điều 18, khoản 3)"
    )
    before = text_as_issued(last, known.home)
    place = None
    if before is not None:
        try:
            place = _differs(digest.ordered(source.parse(before, "").root), digest.ordered(root))
        except PlanError:
            place = None
    return Problem(place or _mark(root, "status"), message, hint, "issued")


def _differs(old: Value, new: Value) -> Mark | None:
    """Return where the second of two trees first says something else, None where they say the same."""
    if isinstance(old, Scalar) and isinstance(new, Scalar):
        return None if (old.text, old.plain) == (new.text, new.plain) else new.mark
    if isinstance(old, Sequence) and isinstance(new, Sequence):
        found = (_differs(a, b) for a, b in zip(old.items, new.items, strict=False))
        rest = None if len(old.items) == len(new.items) else (new.items[len(old.items) :] or (new,))[0].mark
        return next((mark for mark in found if mark), rest)
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        was = {key.text: value for key, value in old.entries}
        for key, value in new.entries:
            mark = _differs(was[key.text], value) if key.text in was else key.mark
            if mark:
                return mark
        return None if len(was) == len(new.entries) else new.mark
    return new.mark
