"""read: the real plans in plans/ -> their clauses, with slots where a unit's own names and figures stand.

In: the YAML files of this project.  Out: `Phrases`: what may be recombined into the plans of other offices. Slots are
written `<unit>`, `<kind>`, `<above>`, `<year>`, `<share>`, `<count>`; `fill` fills them. What names a document, a date
or a body that a commune does not have is left out.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

PLANS = Path(__file__).parent.parent / "plans"

_PLACES = r"(?:Mỹ Thanh|Bạch Thông|Thạch Hà|Đà Nẵng|Lào Cai|Nghệ An|Bà Rịa [–-] Vũng Tàu)"
#: (what is written, what stands for it), in this order.
_SLOTS = tuple(
    (re.compile(pattern), slot)
    for pattern, slot in (
        (rf"(?:xã|huyện|tỉnh|thành phố) {_PLACES}", "<unit>"),
        (r"giai đoạn (?:5 năm )?20\d\d ?[-–] ?20\d\d", "giai đoạn 2026-2030"),
        (r"năm 20\d\d", "năm <year>"),
        (r"(?:các|UBND các) (?:xã, thị trấn|huyện, thành phố|quận, huyện|huyện, thị xã, thành phố|xã, phường)",
         "các thôn, tổ dân phố"),
        (r"\b(UBND|HĐND|Ủy ban nhân dân|Hội đồng nhân dân) (?:tỉnh|huyện|thành phố|xã)\b", r"\1 <kind>"),
        (r"(trên địa bàn|toàn|của) (?:tỉnh|huyện|thành phố|xã)\b", r"\1 <kind>"),
        (r"(?:các )?sở, (?:ban, )?ngành", "các ban, ngành"),
        (r"(?<![\d.,])\d{1,3}(?:,\d+)?%", "<share>%"),
        (r"(?<![\d.,])\d{2,3}(?= (?:hộ|người|lao động|mô hình|lượt))", "<count>"),
    )
)  # fmt: skip

#: What only its own plan can say.
_OWN = re.compile(
    rf"số \d|\d{{4}}|Căn cứ|/|QĐ|Nghị|Chỉ thị|Thông tư|Đề án|Quyết định \d|[{{}}*\[\]…\"]|\.\.|http|Phụ lục|Sở |Sở,|Cụm"
    rf"|THPT|{_PLACES}|huyện|(?<!<)tỉnh|thành phố|Lịch sử|lớp 12|trong cụm|nêu trên|sau đây|như sau|sau:|[:,]$|vàXH|“ "
)
#: What a clause opens with: a deed, so that it can stand alone, and go on after a semicolon too.
_DEEDS = tuple(
    "Ban hành|Báo cáo |Bám sát|Bảo vệ|Bảo đảm|Bố trí|Bồi dưỡng|Chi trả|Chuyển|Chú trọng|Chăm sóc|Chỉ đạo|Chủ trì|"
    "Chủ động|Cung cấp|Cân đối|Cải thiện|Cấp |Cập nhật|Củng cố|Duy trì|Giao |Giám sát|Giúp|Giảm|Giải quyết|Giới thiệu|"
    "Gắn|Hoàn thiện|Hoàn thành|Huy động|Hướng dẫn|Hạn chế|Hỗ trợ|Khai thác|Khuyến khích|Khơi dậy|Không còn|Kiểm tra,|"
    "Kiện toàn|Kêu gọi|Kết nối|Kịp thời|Làm tốt|Lập|Lồng ghép|Lựa chọn|Mở|Nghiên cứu|Nhân rộng|Nâng cao|Nêu|Nắm|"
    "Phân công|Phân tích|Phát huy|Phát triển|Phát động|Phấn đấu|Phối hợp|Quan tâm|Quy định|Quán triệt|Quản lý|Rà soát|"
    "Sử dụng|Tham mưu|Theo dõi|Thu hút|Thu thập|Tháo gỡ|Thường xuyên|Thực hiện|Tiếp nhận|Tiếp tục|Triển khai|"
    "Trợ giúp|Tuyên truyền|Tích cực|Tăng|Tư vấn|Tạo|Tập huấn|Tập trung|Tổ chức|Tổng hợp|Vận động|Xiết chặt|Xác định|"
    "Xây dựng|Xúc tiến|Xử lý|Ưu tiên|Ứng dụng|Đa dạng|Đào tạo|Đánh giá|Đôn đốc|Đưa|Đảm bảo|Đầu tư|Đẩy|Đề xuất|"
    "Đồng thời|Đổi mới".split("|")
)

#: The key under which a sentence stands -> what it is for.
_USES = {
    "purpose": "aims", "requirements": "aims", "solutions": "deeds", "items": "deeds", "tasks": "duties",
    "responsibilities": "duties", "budget": "budget", "content": "deeds", "targets": "aims", "sections": "deeds",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Phrases:
    """Clauses by what they are for (aims, deeds, duties, budget, headings), without a stop at their end; targets.

    A target is its sentence, in which `{{ value }}` stands, and its unit.
    """

    clauses: Mapping[str, tuple[str, ...]]
    targets: tuple[tuple[str, str], ...]


@cache
def read(folder: Path = PLANS) -> Phrases:
    """Return the phrases of every plan in a folder, in the order of files and lines."""
    found: dict[str, dict[str, None]] = {use: {} for use in (*_USES.values(), "headings")}
    targets: dict[tuple[str, str], None] = {}
    for path in sorted(folder.rglob("*.yaml")):
        tree = yaml.load(path.read_bytes(), Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
        for use, text in _texts(tree, ""):
            said = _heading(text) if use == "headings" else _clauses(text)
            found[use].update(dict.fromkeys(each for each in said if use == "budget" or is_deed(each)))
        targets.update(dict.fromkeys(_targets(tree)))
    return Phrases({use: tuple(clauses) for use, clauses in found.items()}, tuple(targets))


def fill(phrase: str, own: random.Random, slots: Mapping[str, str]) -> str:
    """Return a phrase with a unit's names in it, and figures of its own."""
    if "<" not in phrase:
        return phrase
    for slot, text in slots.items():
        phrase = phrase.replace(slot, text)
    while "<share>" in phrase:
        phrase = phrase.replace("<share>", str(own.randint(55, 99)), 1)
    while "<count>" in phrase:
        phrase = phrase.replace("<count>", str(own.randint(12, 480)), 1)
    return phrase


def is_deed(clause: str) -> bool:
    """Tell whether a clause opens with what is done."""
    return clause.startswith(_DEEDS)


def _texts(value: Any, use: str) -> Iterator[tuple[str, str]]:
    """Every text of a tree with what it is for; a key that is for nothing is passed over."""
    if isinstance(value, str):
        if use:
            yield use, value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item, use)
    else:
        for key, item in value.items():
            if key == "heading":
                yield "headings", str(item)
            elif key in _USES:
                yield from _texts(item, _USES[key])
            elif key == "text" or isinstance(item, dict):
                yield from _texts(item, use)


def _slotted(text: str) -> str:
    for pattern, slot in _SLOTS:
        text = pattern.sub(slot, text)
    return text


def _clauses(text: str) -> Iterator[str]:
    for clause in re.split(r"(?<=[.;]) +", _slotted(text)):
        said = clause.rstrip(" .;")
        said = said[:1].upper() + said[1:]
        if 45 <= len(said) <= 420 and _whole(said) and not _OWN.search(said):
            yield said


def _heading(text: str) -> Iterator[str]:
    said = _slotted(text).rstrip(" .:;")
    if 25 <= len(said) <= 130 and _whole(said) and not _OWN.search(said):
        yield said


def _targets(value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, list):
        for item in value:
            yield from _targets(item)
    elif isinstance(value, dict):
        text = _slotted(str(value.get("text", "")).replace("{{ value }}", "@")).rstrip(" .;")
        if text.count("@") == 1 and "unit" in value and _whole(text) and not _OWN.search(text):
            yield text.replace("@", "{{ value }}"), str(value["unit"])
        for item in value.values():
            yield from _targets(item)


def _whole(text: str) -> bool:
    """Tell whether brackets and quotes of a clause are closed in it."""
    return text.count("(") == text.count(")") and text.count("“") == text.count("”")
