"""frozen: a plan and what was issued of it -> the filed documents that stand for it, or why it may not be built.

An issued plan does not change (Nghị định 30/2020/NĐ-CP, Điều 18, khoản 3): what is wrong in its content is mended by
another document of the same kind, what is wrong in its form by an official letter. So its file is either as it was
issued, whatever became of the files that it stands on; or it says that it is the draft of a replacement (`replaces`)
or of a correction (`corrects`); or it is refused.
"""

from __future__ import annotations

from pathlib import Path

from generator import content
from generator.cascade import digest
from generator.cascade.resolve import Resolved
from generator.cascade.tree import text_of, value_of
from generator.filed import record
from generator.filed.ledger import Ledger
from generator.filed.record import Filed
from generator.problem import Mark, PlanError, Problem
from generator.source import Mapping

DRAFT = ("draft", "submitted")


def own(resolved: Resolved) -> str:
    """Return the digest of what a plan's own file says; comments and the layout of the file do not count."""
    return digest.digest(resolved.layers[0].source.root)


def frozen(resolved: Resolved, ledger: Ledger) -> Filed | None:
    """Return the filing that stands for a plan; None where it is built from its file. Raises PlanError for an issued
    plan that was edited, and for one that says `issued` and was not."""
    last = next(reversed(ledger.of(resolved.path)), None)
    root = resolved.layers[0].source.root
    issued = text_of(root, "status") == "issued"
    if last is None and issued:
        last = next((each for each in reversed(ledger.entries) if each.own == own(resolved)), None)
    if last is None:
        if issued:
            raise PlanError([_not_filed(root)])
        return None
    if last.own == own(resolved):
        return last
    if text_of(root, "status") in DRAFT and reopened(root, last):
        return None
    raise PlanError([_edited(root, last)])


def reopened(root: Mapping, last: Filed) -> bool:
    """Tell whether a draft says that it replaces or corrects the last filing of its file. Raises PlanError where it
    names another."""
    replaces = text_of(root, "replaces")
    if replaces and "".join(replaces.split()).casefold() != last.symbol.casefold():
        mark = _mark(root, "replaces")
        hint = f"ghi `replaces: {last.symbol}`"
        message = f"kế hoạch ban hành gần nhất từ tệp này là {last.symbol}, không phải `{replaces}`"
        raise PlanError([Problem(mark, message, hint, "issued")])
    corrects = text_of(root, "corrects")
    if corrects and corrects == last.letter:
        message = f"`{corrects}` đã được dùng cho lần đính chính trước"
        hint = "ghi công văn đính chính của lần này ở `corrects`"
        raise PlanError([Problem(_mark(root, "corrects"), message, hint, "issued")])
    return bool(replaces or corrects)


def record_of(filed: Filed, home: Path) -> Path:
    """Return the file of a filing's record."""
    return home / filed.folder / record.NAME


def documents(filed: Filed, home: Path) -> dict[str, bytes]:
    """Return the filed documents by format. Raises PlanError where one is gone or was changed since."""
    found: dict[str, bytes] = {}
    problems = []
    for name, digest_ in filed.outputs.items():
        path = home / filed.folder / name
        try:
            data = content.read(path)
        except OSError:
            data = b""
        if content.digest(data) != digest_:
            message = f"văn bản đã ban hành {'bị sửa' if data else 'không còn'} trong hồ sơ ({filed.symbol})"
            hint = f"lấy lại bản đã ghi: `git checkout -- {filed.folder}/{name}`"
            problems.append(Problem(Mark(str(path)), message, hint, "issued"))
        found[path.suffix[1:]] = data
    if problems:
        raise PlanError(problems)
    return found


def _mark(root: Mapping, key: str) -> Mark:
    value = value_of(root, key)
    return value.mark if value else root.mark


def _not_filed(root: Mapping) -> Problem:
    message = "kế hoạch ghi `status: issued` nhưng chưa có trong hồ sơ ban hành (thư mục issued)"
    hint = (
        "đang soạn thì ghi `status: draft`; ban hành thì chạy `kehoach issue TỆP --number SỐ --date NGÀY`, lệnh tự ghi"
    )
    return Problem(_mark(root, "status"), message, hint, "issued")


def _edited(root: Mapping, last: Filed) -> Problem:
    day = f"{last.day:%d/%m/%Y}"
    message = f"kế hoạch này đã ban hành (số {last.symbol} ngày {day}), tệp đã bị sửa sau đó nên không in"
    hint = (
        "bỏ phần sửa đi thì in lại được bản đã ban hành; sai về nội dung thì ban hành kế hoạch thay thế: ghi "
        f"`status: draft` và `replaces: {last.symbol}`; sai về thể thức thì đính chính bằng công văn: ghi "
        "`status: draft` và `corrects: Công văn số … ngày …` (Nghị định 30/2020/NĐ-CP, Điều 18, khoản 3)"
    )
    return Problem(_mark(root, "status"), message, hint, "issued")
