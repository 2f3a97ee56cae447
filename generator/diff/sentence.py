"""edits, matter: a sentence that became another -> the words that changed, and what each change is about."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator import vietnamese
from generator.compare.words import words
from generator.diff.change import Edit

#: Words between two changes that do not keep them apart for a reader: `trước ngày 30/11` -> `trong tháng 12`.
_TIME = re.compile(
    r"(?<!\w)(?:trước|chậm nhất|muộn nhất|đến hết|đến|hết|cuối|đầu|giữa|trong|hạn|hoàn thành|xong|ngày|tháng|quý|"
    r"hằng|hàng|định kỳ|thời gian|từ)(?!\w)",
    re.IGNORECASE,
)
_ONLY_TIME = re.compile(
    r"(?:trước|chậm nhất|muộn nhất|đến|hết|cuối|đầu|giữa|trong|vào|là|ngày|tháng|quý|năm|tuần|hằng|hàng|định kỳ|"
    r"[\d/.–-]+|[IVX]+|[\s,;.()])+",
    re.IGNORECASE,
)
#: Right before a date these say that it is another document's, or that of a period.
_CITED = re.compile(r"(?:\d\S*[/-]\S*[A-ZĐ]\S*\s+ngày|luật[^,;]{0,60}ngày|giai đoạn|số)\s*$", re.IGNORECASE)
_MONEY = re.compile(r"(?:\d[\d.,]*\s*)?(?:nghìn|ngàn|triệu|tỷ|tỉ)(?:\s+đồng)?(?!\w)|đồng(?!\w)", re.IGNORECASE)
_FIGURE = re.compile(r"(?:từ|đến|trên|dưới|hơn|khoảng|[\d.,]+|[%‰]|[\s–-])+", re.IGNORECASE)
_WITH = re.compile(r"(?<!\w)(?:chủ trì|phối hợp(?: với)?|giao|do|cùng)\s*(?:các\s*)?$", re.IGNORECASE)
_BODY = re.compile(
    r"(?<!\w)(?:Sở|Ban|Ủy ban|Uỷ ban|UBND|HĐND|Phòng|Công an|Bộ|Cục|Chi cục|Chi nhánh|Trung tâm|Văn phòng|Báo|Đài|Hội|"
    r"Mặt trận|Liên đoàn|Đoàn|Bảo hiểm|Ngân hàng|Trường|Viện|Tòa án|Kho bạc|Thanh tra)\s+[A-ZĐÂÊÔƠƯÁÀẢÃẠỦỶ\w]"
)
_COORDINATES = re.compile(r"(?<!\w)(?:chủ trì|phối hợp với)(?!\w)", re.IGNORECASE)
_REFERENCE = re.compile(r"(?:mục|điểm|khoản|phần|phụ lục)\s*$", re.IGNORECASE)
_PLACE = re.compile(r"(?:[IVX\d.,]+|[a-zđ]\)?|\s|mục|điểm)+")


def edits(old: str, new: str) -> tuple[Edit, ...]:
    """Return the words that changed between two sentences, each with what stands around it."""
    steps = words(old, new)
    found: list[Edit] = []
    for number, step in enumerate(steps):
        if not step.same:
            before = steps[number - 1].old if number else ""
            after = steps[number + 1].old if number + 1 < len(steps) else ""
            found.append(Edit(before, step.old, step.new, after))
    return tuple(found)


def matter(edit: Edit, context: str) -> str:
    """Return what a change of words inside a sentence is about; `context` is the section key it stands under."""
    old, new = edit.old.strip(" ,;."), edit.new.strip(" ,;.")
    said = [text for text in (old, new) if text]
    if not said:
        return "wording"
    if _REFERENCE.search(edit.before) and all(_PLACE.fullmatch(text) for text in said):
        return "order"
    figures = any(char.isdigit() for text in said for char in text)
    if same_figure(old, new):
        return "wording"
    if figures and _is_money(edit, said):
        return "money"
    if _is_time(edit, said, figures):
        return "deadlines"
    if any(_COORDINATES.search(text) and _BODY.search(text) for text in said) or (
        _WITH.search(edit.before) and any(_BODY.match(text) for text in said)
    ):
        return "agencies"
    if figures and context == "targets" and all(_FIGURE.fullmatch(text) for text in said):
        return "targets"
    return "wording"


def same_figure(old: str, new: str) -> bool:
    """Tell whether two texts are one number, differently written."""
    left, right = vietnamese.parse_number(old.strip(" %")), vietnamese.parse_number(new.strip(" %"))
    return left is not None and left == right


def _is_money(edit: Edit, said: Iterable[str]) -> bool:
    after = edit.after.lstrip()
    return all(_MONEY.search(text) or (_FIGURE.fullmatch(text) and _MONEY.match(after)) for text in said)


def _is_time(edit: Edit, said: list[str], figures: bool) -> bool:
    before = edit.before[-40:]
    if _CITED.search(before) or not all(_ONLY_TIME.fullmatch(text) for text in said):
        return False
    near = re.split(r"[;.]", before)[-1][-25:]
    dated = bool(_TIME.search(near)) or any(_TIME.search(text) for text in said)
    counted = bool(re.match(r"\s*[%‰]|\s*(?:hộ|người|lượt|xã|thôn|đồng|triệu|tỷ)(?!\w)", edit.after))
    return dated and not counted and (figures or any(re.search(r"quý|tháng|tuần|năm|ngày", t, re.I) for t in said))
