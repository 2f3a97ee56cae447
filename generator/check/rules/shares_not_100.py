"""Shares that are said to be a whole and do not make 100%: `cơ cấu: nông nghiệp 20%, công nghiệp 45%, dịch vụ 36%`.

Judged only after `cơ cấu`, with two or more plain percentages in one clause that come near 100. Left
alone: bounds and ranges, and lists of some shares only. Rounding is allowed for. Source: reason; no clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from generator import vietnamese
from generator.check.manuscript import Manuscript
from generator.problem import Level, Problem

ID = "shares-not-100"
TITLE = "Các tỷ lệ trong cơ cấu cộng lại khác 100%"
LEVEL: Level = "warning"
CLAUSE = ""
PASSES = (
    "Cơ cấu kinh tế: nông nghiệp 20%, công nghiệp 45%, dịch vụ 35%.",
    "Cơ cấu kinh tế: nông nghiệp 33,3%, công nghiệp 33,3%, dịch vụ 33,3%.",
    "Chuyển dịch cơ cấu: tỷ trọng nông nghiệp còn 20%, dịch vụ tăng lên 40%.",
    "Cơ cấu: nông nghiệp dưới 20%, công nghiệp khoảng 45%, dịch vụ 36%.",
)
FAILS = (
    "Cơ cấu kinh tế: nông nghiệp 20%, công nghiệp 45%, dịch vụ 36%.",
    "Cơ cấu nguồn vốn gồm ngân sách 60%, doanh nghiệp 25% và Nhân dân đóng góp 10%.",
)
_SHARE = re.compile(r"(?<![\d.,/-])(\d{1,2}(?:,\d+)?)\s?%")
_WHOLE = re.compile(r"cơ cấu[^.;]*", re.IGNORECASE)
_VAGUE = re.compile(
    r"(?<!\w)(?:trên|dưới|khoảng|gần|hơn|từ|tối thiểu|ít nhất|tăng|giảm|còn|đến|trở lên|trong đó|riêng|mỗi"
    r"|so với)(?!\w)|%\s?[-–]|[-–]\s?\d",
    re.IGNORECASE,
)


def check(manuscript: Manuscript) -> Iterator[Problem]:
    for passage in manuscript.passages:
        for clause in _WHOLE.finditer(passage.text) if "%" in passage.text else ():
            shares = [vietnamese.parse_number(share) for share in _SHARE.findall(clause[0])]
            if len(shares) < 2 or _VAGUE.search(clause[0]):
                continue
            total = sum((share for share in shares if share is not None), Decimal(0))
            rounding = Decimal("0.05") * len(shares) if any(share and share % 1 for share in shares) else 0
            if 90 <= total <= 110 and abs(total - 100) > rounding:
                shown = vietnamese.format_number(total.normalize() if total % 1 else total.to_integral())
                message = f"các tỷ lệ trong cơ cấu cộng lại là {shown}%, không phải 100%"
                yield Problem(passage.locate(*clause.span()), message, "kiểm tra lại từng tỷ lệ", ID, LEVEL)
