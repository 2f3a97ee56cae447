"""A number and symbol without the word `số` before them: `Kế hoạch 620/KH-SGDĐT`.

Left alone: laws (`Luật 72/2025/QH15` is their short name), tables, where room is scarce, and headings
in capitals. Source: Phụ lục I, II.6.b, by its example.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.check import citations
from generator.check.manuscript import Manuscript
from generator.problem import Level, Problem

ID = "citation.missing-so"
TITLE = "Viện dẫn thiếu chữ `số`"
LEVEL: Level = "warning"
CLAUSE = "Phụ lục I, Phần I, II.6.b"
PASSES = (
    "Thực hiện Kế hoạch số 620/KH-SGDĐT và Luật 72/2025/QH15.",
    "Các Quyết định: số 12/QĐ-UBND, số 13/QĐ-UBND.",
)
FAILS = (
    "Thực hiện Kế hoạch 620/KH-SGDĐT ngày 26/12/2025 của Sở Giáo dục và Đào tạo.",
    "Theo Quyết định 33/2015/QĐ-TTg, điện sáng.",
)


def check(manuscript: Manuscript) -> Iterator[Problem]:
    for passage in manuscript.passages:
        if passage.kind in ("cell", "caption", "recipient", "archive"):
            continue
        for cited in citations.find(passage.text):
            if not cited.so and cited.type not in ("Luật", "Bộ luật", "Pháp lệnh") and not cited.said.isupper():
                message = f"`{cited.name}` thiếu chữ `số`"
                hint = f"viết `{cited.said} số {cited.code}`"
                yield Problem(passage.locate(cited.start, cited.code_at[1]), message, hint, ID, LEVEL)
