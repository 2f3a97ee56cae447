"""A sum in a sentence that its parts contradict: `Tổng số 148,4 tỷ đồng, trong đó: … 83,8 tỷ …, … 65 tỷ …`.

Found: money parts after `trong đó` that exceed the total; parts after `gồm`, `bao gồm`, `chia ra` that do
not make it; `A + B = C` that does not hold. The parts are in the same sentence, or in the list that
follows the colon. Left alone: parts after `trong đó` that come to less (only some are named), people
and things after it (they may count twice), bounds and ranges (`trên`, `khoảng`, `từ … đến`), parts in
another unit, and a sum that the plan has as data. Source: reason; no clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from generator import vietnamese
from generator.check.manuscript import Manuscript, Passage
from generator.plan import Money, bodies, walk
from generator.problem import Level, Problem

ID = "sum-in-text"
TITLE = "Tổng trong câu khác tổng các phần"
LEVEL: Level = "warning"
CLAUSE = ""
PASSES = (
    "Tổng kinh phí 148,8 tỷ đồng, trong đó: ngân sách 83,8 tỷ đồng; Nhân dân đóng góp 65 tỷ đồng.",
    "Tổng kinh phí 100 tỷ đồng, trong đó ngân sách tỉnh 50 tỷ đồng, riêng năm 2026 là 60 tỷ đồng.",
    "Đào tạo trên 12.000 người, gồm: cao đẳng 5.200 người; sơ cấp: 6.800 người. Kinh phí khoảng 5 tỷ đồng.",
    "Tổng số 100 học viên, trong đó 60 học viên nữ, 50 học viên dân tộc thiểu số.",
    "Tổng kinh phí 2 tỷ đồng, trong đó ngân sách 1.500 triệu đồng, đóng góp 500 triệu đồng.",
    "Tổng số 12.000 người (5.200 + 6.800 = 12.000).",
    "Kinh phí: 10 tỷ đồng, trong đó:\n- Ngân sách tỉnh: 4 tỷ đồng.\n- Ngân sách xã: 6 tỷ đồng.\nNăm 2027: 9 tỷ đồng.",
)
FAILS = (
    "Tổng số 148,4 tỷ đồng, trong đó: vốn ngân sách 83,8 tỷ đồng; vốn Nhân dân đóng góp 65 tỷ đồng.",
    "Tổng kinh phí là 10.000 triệu đồng, bao gồm: ngân sách tỉnh 6.000 triệu đồng, ngân sách xã 3.000 triệu đồng.",
    "Tổng số 148,4 tỷ đồng, trong đó:\n- Vốn ngân sách nhà nước: 83,8 tỷ đồng.\n- Vốn đóng góp: 65 tỷ đồng.\n2. Khác.",
    "Tổng số 12.500 người (5.200 + 6.800 = 12.500).",
    "Tổng số 20 lớp, chia ra: 12 lớp ban ngày, 9 lớp buổi tối.",
)
_UNIT = (
    r"(?:(?:nghìn |ngàn )?(?:tỷ|tỉ|triệu|nghìn|ngàn)(?: đồng)?|đồng|hộ|người|lao động|xã|thôn|lớp|học viên|đơn vị|"
    r"trường|ha|km|công trình|mô hình|cuộc|đợt|lượt)"
)
_AMOUNT = re.compile(rf"(?<![\d.,/-])(?P<number>\d[\d.]*(?:,\d+)?)\s+(?P<unit>{_UNIT})(?!\w)")
_WHOLE = re.compile(
    r"(?:[Tt]ổng|TỔNG|[Kk]inh phí|[Nn]hu cầu vốn|[Dd]ự toán)[^.;]{0,100}?(?<![\d.,/-])(?P<number>\d[\d.]*(?:,\d+)?)"
    rf"\s+(?P<unit>{_UNIT})(?!\w)[^.;\d]{{0,30}}?\.?\s*(?P<how>[Tt]rong đó|[Bb]ao gồm|gồm(?: có)?|chia ra)\s*:?\s*"
)
_ADDED = re.compile(r"(?<![\d.,+])(\d[\d.]*(?:,\d+)?(?:\s*\+\s*\d[\d.]*(?:,\d+)?)+)\s*=\s*(\d[\d.]*(?:,\d+)?)(?![\d%])")
_VAGUE = re.compile(
    r"(?<!\w)(?:trên|khoảng|gần|hơn|từ|tối thiểu|ít nhất|dưới|riêng|trong đó|mỗi|bình quân|đến|ước)(?!\w)"
)
_HINTS = re.compile(r"rong đó|gồm|chia ra")
_YEARS = re.compile(r"(?:năm|giai đoạn)\s+\d{4}(?:\s*[-–]\s*\d{4})?")
_MONEY = re.compile(r"tỷ|tỉ|triệu|nghìn|ngàn|đồng")


def check(manuscript: Manuscript) -> Iterator[Problem]:
    typed = _typed(manuscript)
    for index, passage in enumerate(manuscript.passages):
        if "+" in passage.text:
            yield from _added(passage)
        whole = _WHOLE.search(passage.text) if _HINTS.search(passage.text) else None
        if whole and not _VAGUE.search(passage.text, whole.start(), whole.end("unit")):
            rest = re.split(r"\.(?:\s|$)", passage.text[whole.end() :])[0]
            parts = _parts([rest] if rest else _items(manuscript.passages[index + 1 : index + 13]), whole["unit"])
            total = vietnamese.parse_number(whole["number"])
            if total is not None and len(parts) > 1 and (total, whole["unit"]) not in typed:
                yield from _judge(passage, whole, total, sum(parts, Decimal(0)))


def _judge(passage: Passage, whole: re.Match[str], total: Decimal, parts: Decimal) -> Iterator[Problem]:
    only_some = whole["how"].lower() == "trong đó"
    if parts == total or (only_some and (parts < total or not _MONEY.search(whole["unit"]))):
        return
    message = f"tổng số {whole['number']} {whole['unit']} nhưng các phần cộng lại là {_shown(parts)} {whole['unit']}"
    yield Problem(passage.locate(whole.start("number"), whole.end("unit")), message, _HINT, ID, LEVEL)


_HINT = "kiểm tra lại tổng số và từng phần"


def _parts(pieces: Sequence[str], unit: str) -> list[Decimal]:
    """The amounts that plainly are the parts: one a piece, all in the unit of the whole; else none."""
    said = [
        piece for text in pieces for piece in re.split(r";|,(?!\d)|\svà\s(?=[^,;]*\d)", text) if piece.strip(" .:-+")
    ]
    found: list[Decimal] = []
    for piece in said:
        amounts = list(_AMOUNT.finditer(piece))
        bare = _YEARS.sub("", _AMOUNT.sub("", piece))
        if not amounts and not re.search(r"\d", piece):
            continue  # words between the parts
        number = vietnamese.parse_number(amounts[0]["number"]) if len(amounts) == 1 else None
        if number is None or amounts[0]["unit"] != unit or _VAGUE.search(piece) or re.search(r"\d|%", bare):
            return []
        found.append(number)
    return found


def _items(passages: Sequence[Passage]) -> list[str]:
    """The list below a colon: short passages, as long as each holds an amount at its end."""
    items: list[str] = []
    for passage in passages:
        text = re.sub(r"^\s*(?:[-+•–]|[a-zđ]\)|\d+[.)])\s*", "", passage.text).strip()
        if len(text) > 120 or not re.search(rf"\d\s+{_UNIT}\s*[.;,]?$", text):
            break
        items.append(text)
    return items


def _added(passage: Passage) -> Iterator[Problem]:
    for found in _ADDED.finditer(passage.text):
        numbers = [vietnamese.parse_number(part) for part in found[1].split("+")]
        total = vietnamese.parse_number(found[2])
        if total is None or None in numbers:
            continue
        parts = sum((number for number in numbers if number is not None), Decimal(0))
        if parts != total:
            message = f"`{found[0]}` cộng lại là {_shown(parts)}"
            yield Problem(passage.locate(*found.span()), message, _HINT, ID, LEVEL)


def _typed(manuscript: Manuscript) -> set[tuple[Decimal, str]]:
    """The sums that the plan has as data with parts: rule `sum` judges them."""
    return {
        (data.amount / vietnamese.MONEY_UNITS.get(data.unit.lower(), 1), data.unit)
        for body in (bodies(manuscript.plan) if manuscript.plan else ())
        for node in walk(body)
        for data in node.data
        if isinstance(data, Money) and data.parts is not None
    }


def _shown(number: Decimal) -> str:
    return vietnamese.format_number(number.normalize() if number % 1 else number.to_integral())
