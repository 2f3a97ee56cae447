"""A document cited by a bare number: `Quyết định 167 giai đoạn 2`, `Nghị quyết số 29`.

Only types that have a symbol, with a capital letter, and a number that nothing is counted with
(`Kế hoạch 5 năm` is none). Left alone: schemes and programmes that everybody knows by number (Đề án
06, Chương trình 135), laws, resolutions of congresses and plenums, tables. Source: Phụ lục I, II.6.b.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.manuscript import Manuscript
from generator.problem import Level, Problem

ID = "citation.incomplete"
TITLE = "Viện dẫn chỉ có số, không có ký hiệu"
LEVEL: Level = "warning"
CLAUSE = "Phụ lục I, Phần I, II.6.b"
PASSES = (
    "Thực hiện Quyết định số 167/2008/QĐ-TTg; Kế hoạch 5 năm 2026 - 2030; Đề án 06; Chương trình 135 giai đoạn 2.",
    "Nghị quyết Đại hội XIV; Kế hoạch số ……/KH-UBND; Quyết định số 17 /QĐ-UBND; Quyết định 2 nội dung sau.",
    "Nghị định số 30/2020/NĐ-CP (sau đây gọi là Nghị định số 30) và Nghị định số 30.",
)
FAILS = (
    "Tiếp tục thực hiện Quyết định 167 giai đoạn 2 và chính sách nhà ở.",
    "Thực hiện Nghị quyết số 29 của Trung ương.",
    "Theo Thông tư 39, các đơn vị báo cáo.",
)
_TYPES = r"Quyết định|Nghị quyết|Nghị định|Thông tư|Chỉ thị|Kết luận"
_NAMES = tuple(_TYPES.split("|"))
_BARE = re.compile(
    rf"(?<!\w)(?P<type>{_TYPES})\s+(?:(?P<so>số)\s+)?(?P<number>\d{{1,5}})"
    r"(?=\s*$|\s*[,;:)]|\.(?:\s|$)|\s(?:giai đoạn|của|ngày|về|và|cho|đến|trên|tại|theo|để|nhằm|được)(?!\w))"
)
#: What the plan itself has agreed to say for short.
_SHORT = re.compile(
    rf"(?:gọi|viết)\s(?:tắt\s)?(?:chung\s)?(?:là|:)\s*[“\"]?((?:{_TYPES})\s(?:số\s)?\d+)", re.IGNORECASE
)


def check(manuscript: Manuscript) -> Iterator[Problem]:
    agreed = {
        " ".join(name.lower().split())
        for p in manuscript.passages
        if "gọi" in p.text or "viết" in p.text
        for name in _SHORT.findall(p.text)
    }
    for passage in manuscript.passages:
        if passage.kind in ("cell", "caption", "recipient", "archive"):
            continue
        if not any(name in passage.text for name in _NAMES):
            continue
        for found in _BARE.finditer(passage.text):
            if " ".join(found[0].lower().split()) in agreed:
                continue
            message = f"`{found[0]}` chỉ có số, thiếu ký hiệu"
            hint = f"viết đủ số, ký hiệu, ví dụ `{found['type']} số {found['number']}/…`"
            yield Problem(passage.locate(*found.span()), message, hint, ID, LEVEL)
