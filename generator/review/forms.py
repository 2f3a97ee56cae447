"""read: a line that the program prints from data, as a reviewer has it now -> the values that make it so, or why not.

Number and date, recipients, who signs: each has a form of the decree; what the form itself says cannot be changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from generator import vietnamese
from generator.build import Read
from generator.problem import Mark
from generator.review import casing
from generator.review.printed import Fixed, Printed
from generator.review.sheet import Path, Sheet
from generator.review.spot import Why, inherited

Made = list[tuple[Path, str]] | Why

#: Forms that no key changes word by word, and what does.
_REASONS: dict[str, str] = {
    "country": "Quốc hiệu, Tiêu ngữ in theo Nghị định 30, không sửa",
    "kind": "tên loại văn bản in theo Nghị định 30, không sửa",
    "stamp": "dấu này do khóa `secrecy`, `urgency`, `status` in ra: sửa ở khóa",
    "recipients-title": "chữ “Nơi nhận:” in theo Nghị định 30, không sửa",
    "label": "số phụ lục do chương trình đánh theo thứ tự trong `appendices`",
    "attached": "dòng (Kèm theo …) do chương trình ghi: muốn khác thì thêm `attached:` vào phụ lục",
    "drafter": "ký hiệu người soạn thảo: sửa ở khóa `drafter`",
}
_DATE = re.compile(
    r"^(?P<place>.*?),?\s*ngày\s*(?P<day>\d{1,2}|[\s.…_]*)\s*tháng\s*(?P<month>\d{1,2}|[\s.…_]*)\s*"
    r"năm\s*(?P<year>\d{4}|[\s.…_]*)$",
    re.IGNORECASE,
)


def read(sheet: Sheet, got: Read, paragraph: Printed, now: str) -> Made:
    """Return what values say once the paragraph prints `now`."""
    source = next((span.source for span in paragraph.spans if isinstance(span.source, Fixed)), None)
    if source is None:
        if not paragraph.text:
            return Why("chỗ này để trống, không có khóa nào ghi chữ vào đây")
        return Why("chữ do chương trình ghi: tiêu đề mặc định thì đổi bằng `heading:`, số thứ tự thì tự đánh")
    if source.form in _REASONS:
        return Why(_REASONS[source.form])
    return _FORMS[source.form](sheet, got, source, now)


def _value(sheet: Sheet, got: Read, path: Path, said: str, mark: Mark) -> Made:
    if path in sheet.leaves:
        return [(path, said)]
    if mark.file != sheet.file:
        return inherited(got, mark)
    return Why(f"không thấy khóa `{path[-1]}` trong tệp: ghi thêm `{path[-1]}: {said}`", mark)


def _number(sheet: Sheet, got: Read, source: Fixed, now: str) -> Made:
    found = re.match(r"^Số\s*:\s*(?P<number>[\dA-Za-zđ]*|[\s.…_]*)\s*/KH-(?P<symbol>\S+)$", now)
    if not found:
        return Why("số và ký hiệu có dạng `Số: 29/KH-UBND`: sửa ở `number`, `issuer.symbol`")
    made: list[tuple[Path, str]] = []
    number = found["number"].strip(" .…_")
    old = got.plan.number
    if number.lstrip("0") != old.lstrip("0"):
        if number and not re.fullmatch(r"0*[1-9][0-9]{0,5}[a-zđ]?", number):
            return Why(f"“{number}” không phải là số của văn bản")
        made.append((("number",), number))
    if found["symbol"] != got.plan.issuer.symbol:
        if ("issuer", "symbol") not in sheet.leaves:
            return Why("ký hiệu lấy từ tên cơ quan: muốn khác thì thêm `symbol:` vào `issuer`")
        made.append((("issuer", "symbol"), found["symbol"]))
    return made


def _place_date(sheet: Sheet, got: Read, source: Fixed, now: str) -> Made:
    found = _DATE.match(now)
    if not found:
        return Why("dòng này có dạng `Đà Nẵng, ngày 28 tháng 01 năm 2022`: sửa ở `date`, `issuer.place`")
    made: list[tuple[Path, str]] = []
    if found["place"].strip() != got.plan.issuer.place:
        place = _value(sheet, got, ("issuer", "place"), found["place"].strip(), got.plan.issuer.mark)
        if isinstance(place, Why):
            return place
        made += place
    parts = [found[key].strip(" .…_") for key in ("year", "month", "day")]
    numbers = [int(part) if part else None for part in parts]
    old = got.plan.date
    if numbers == [old.year, old.month, old.day]:
        return made
    while parts and not parts[-1]:
        parts.pop()
    if not all(parts):
        return Why("ngày ghi chưa đủ: có ngày thì phải có tháng và năm")
    slashes = "/" in (sheet.said(("date",)) or "")
    padded = [part.zfill(2) for part in parts]
    said = "/".join(reversed(padded)) if slashes else "-".join(padded)
    try:
        if said and vietnamese.parse_date(said) is None:
            raise ValueError
    except ValueError:
        return Why(f"không có ngày `{said}`")
    return [*made, (("date",), said)]


def _recipient(sheet: Sheet, got: Read, source: Fixed, now: str) -> Made:
    recipient = got.plan.recipients[source.number] if 0 <= source.number < len(got.plan.recipients) else None
    if recipient is None:
        return Why("không thấy nơi nhận này trong kế hoạch")
    if recipient.mark.file != sheet.file:
        return inherited(got, recipient.mark)
    path = sheet.path(recipient.mark)
    if path is None or path not in sheet.leaves:
        below = sheet.below(path or ("recipients",))
        inner = [leaf for leaf in below if leaf.key in ("archive", "name", "group")]
        place = sheet.place(recipient.mark.line, recipient.mark.column)
        path = next((leaf.path for leaf in inner if place <= leaf.start), None)
    if path is None:
        return Why("không thấy nơi nhận này trong kế hoạch")
    if recipient.kind == "group":
        return [(path, now)]
    said = stem(now)
    if recipient.kind == "archive":
        kept = archive(said)
        if kept is None:
            return Why("dòng cuối của nơi nhận phải mở đầu bằng “Lưu:”")
        copies = re.search(r" \(\d+\)$", recipient.text)
        said = kept.removesuffix(copies[0]) if copies else kept
        said = f"Lưu: {said}" if path[-1] != "archive" else said
    return [(path, said)] if said else Why("xóa cả dòng thay vì xóa hết chữ")


def archive(now: str) -> str | None:
    """Return what the line of the archive says after its first word (`Lưu: VT, KT`); None of any other line."""
    kept = re.match(r"^Lưu\s*:\s*(.*)$", now)
    return kept[1] if kept else None


def stem(now: str) -> str:
    """Return a recipient without the dash before and the sign after it, which the program prints."""
    return re.sub(r"^[-–]\s*|[\s.;,]+$", "", now.strip()).replace("\u00a0", " ")


_PREFIXES = (("TM. ", "on_behalf_of"), ("TUQ. ", "authorised_by"), ("TL. ", "by_order_of"), ("KT. ", "signs_for"))


def _capacity(sheet: Sheet, got: Read, source: Fixed, now: str) -> Made:
    """A post of the one who signs, where it takes one line; its abbreviation is the program's."""
    who = got.plan.signatory
    posts = [(prefix, key, getattr(who, key)) for prefix, key in _PREFIXES if getattr(who, key)]
    posts.append(("Q. " if who.acting else "", "title", who.title))
    capacity = next(block.capacity for block in got.document.parts[0].blocks if hasattr(block, "capacity"))
    if len(capacity) != len(posts):
        return Why("chức vụ in trên nhiều dòng: sửa ở khóa `signatory`", who.mark)
    prefix, key, post = posts[source.number]
    if not now.upper().startswith(prefix.strip()):
        return Why(f"quyền hạn ký (`{prefix.strip()}`) do khóa `signatory.{key}` in ra: sửa ở khóa", who.mark)
    return _value(sheet, got, ("signatory", key), casing.post(now[len(prefix) :].strip(), post), who.mark)


def _other_post(sheet: Sheet, got: Read, source: Fixed, now: str) -> Made:
    posts = got.plan.signatory.other_post
    path: Path = ("signatory", "other_post")
    if len(posts) != 1:
        return Why("chức vụ khác có nhiều dòng: sửa ở `signatory.other_post`", got.plan.signatory.mark)
    path = path if path in sheet.leaves else (*path, 0)
    return _value(sheet, got, path, casing.post(now, posts[0]), got.plan.signatory.mark)


def _name(sheet: Sheet, got: Read, source: Fixed, now: str) -> Made:
    return _value(sheet, got, ("signatory", "name"), now, got.plan.signatory.mark)


def _issuer(sheet: Sheet, got: Read, source: Fixed, now: str) -> Made:
    key = "parent" if source.form == "parent" else "name"
    if got.plan.issuer.mark.file != sheet.file:
        return inherited(got, got.plan.issuer.mark)
    return Why(f"tên cơ quan in chữ hoa, ngắt dòng tự động: sửa ở `issuer.{key}`", got.plan.issuer.mark)


_FORMS: dict[str, Callable[[Sheet, Read, Fixed, str], Made]] = {
    "number": _number, "place_date": _place_date, "recipient": _recipient, "group": _recipient, "archive": _recipient,
    "capacity": _capacity, "other_post": _other_post, "name": _name, "parent": _issuer, "issuer": _issuer,
}  # fmt: skip
