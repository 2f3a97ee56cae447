"""A comma, semicolon, colon or stop that a letter follows without a space; words run together (`vàXH`).

Left alone: figures (`1.500`, `14:30`), addresses (`https://…`, e-mail), abbreviations (`KT.CHỦ TỊCH` and
`TP.HCM` have their own clause), symbols. Source: practice of typing; no clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.manuscript import Manuscript
from generator.check.wording import LOWER, UPPER, sheet
from generator.problem import Level, Problem

ID = "missing-space"
TITLE = "Thiếu dấu cách sau dấu câu hoặc giữa hai chữ"
LEVEL: Level = "warning"
CLAUSE = ""
PASSES = (
    "Lúc 14:30, mức 1.500 đồng; xem https://example.org:80/a,b và thư a.b@example.org.",
    "TP.HCM, KT.CHỦ TỊCH, Sở VH,TT&DL, ThS.Nguyễn Văn A; 2,5%; v.v.",
    "Tài khoản VNeID, iPhone, YouTube và VssID của người dân.",
)
FAILS = (
    "Các sở,ban, ngành phối hợp thực hiện.",
    "Phòng Lao động, Thương binh vàXH chủ trì.",
    "Thực hiện xong trước năm 2026.Các xã báo cáo kết quả;Ủy ban nhân dân tổng hợp.",
    "Yêu cầu:báo cáo đúng hạn.",
)
_ADDRESS = re.compile(r"://|@|www\.")
_SPACE = re.compile(r"\s")
_LETTER = rf"{LOWER}{UPPER}"
_COMMA = re.compile(
    rf"[,;](?=[{_LETTER}])(?:(?<=[{_LETTER}][{LOWER}].)|(?<=[{_LETTER}][{UPPER}].)(?=[{LOWER}]))"
    rf"|:(?=[{_LETTER}])(?<=[{LOWER}][{LOWER}]:)"
)
_STOP = re.compile(
    rf"\.(?=[{UPPER}][{LOWER}]+\s)(?<=[{LOWER}0-9][{LOWER}0-9].)"
    r"(?<!\bThs.)(?<!\bGs.)(?<!\bTs.)(?<!\bBs.)(?<!\bKs.)(?<!\bTp.)(?<!\bTx.)"
)
_JOINED = re.compile(
    rf"[{UPPER}](?<=[{LOWER}].)(?:(?<=\bvà.)|(?<=\bcủa.)|(?<=\bcác.)|(?<=\bcho.)|(?<=\bvới.)|(?<=\bđể.)|(?<=\btheo.)"
    rf"|(?<=\btại.)|(?<=\bđến.)|(?<=\bđược.)|(?<=\btrong.)|(?<=\bnhững.))(?=[{LOWER}{UPPER}])"
)


def check(manuscript: Manuscript) -> Iterator[Problem]:
    whole = sheet(manuscript)
    for pattern in (_COMMA, _STOP):
        for found in pattern.finditer(whole.text):
            start, end = _around(whole.text, found)
            if not _ADDRESS.search(whole.text, start, end):
                yield whole.problem(start, end, f"thiếu dấu cách sau `{found[0]}`", "thêm một dấu cách", ID)
    for found in _JOINED.finditer(whole.text):
        start, end = _around(whole.text, found)
        first = whole.text[start : found.start()].lstrip('(“"')
        message = f"hai chữ viết liền: `{whole.text[start:end]}`"
        yield whole.problem(start, end, message, f"thêm dấu cách sau `{first}`", ID)


def _around(text: str, found: re.Match[str]) -> tuple[int, int]:
    """Return the ends of what stands between two spaces around a match."""
    start = max(text.rfind(" ", 0, found.start()), text.rfind("\n", 0, found.start())) + 1
    end = _SPACE.search(text, found.end())
    return start, end.start() if end else len(text)
