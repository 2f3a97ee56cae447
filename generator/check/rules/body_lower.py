"""A paragraph of running text that is all in capitals: `verify` refuses the document that it makes.

Short ones (a slogan, an abbreviation) are left alone, headings and cells too. Source: Phụ lục I, II.6.e.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator import vietnamese
from generator.check.manuscript import Manuscript
from generator.problem import Level, Problem

ID = "body.lower"
TITLE = "Đoạn văn viết hoa toàn bộ"
LEVEL: Level = "error"
CLAUSE = "Phụ lục I, Phần I, II.6.e"
PASSES = (
    "Thi đua chào mừng Đại hội theo khẩu hiệu ĐOÀN KẾT, DÂN CHỦ, KỶ CƯƠNG, ĐỔI MỚI, PHÁT TRIỂN của tỉnh.",
    "UBND, HĐND, UBMTTQ, LĐTBXH.",
)
FAILS = (
    "TỔ CHỨC TRIỂN KHAI THỰC HIỆN CÓ HIỆU QUẢ CHƯƠNG TRÌNH MỤC TIÊU QUỐC GIA GIẢM NGHÈO BỀN VỮNG TRÊN ĐỊA BÀN.",
    "CÁC CƠ QUAN, ĐƠN VỊ CĂN CỨ CHỨC NĂNG, NHIỆM VỤ ĐƯỢC GIAO CHỦ ĐỘNG TRIỂN KHAI THỰC HIỆN KẾ HOẠCH NÀY.",
)


def check(manuscript: Manuscript) -> Iterator[Problem]:
    for passage in manuscript.passages:
        words = passage.text
        if passage.kind in ("text", "opening", "closing") and vietnamese.is_shouted(words):
            message = f"cả đoạn viết hoa: `{words[:40]}…`"
            yield Problem(passage.mark, message, "viết nội dung bằng chữ thường (II.6.e)", ID, LEVEL)
