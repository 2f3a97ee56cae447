"""What a writer left to be filled in or a program left behind: `[…]`, `TODO`, `???`, `(điền …)`, `<tên>`,
broken references of Word, rows of dots inside a sentence.

Left alone: the blanks of a number or a date (`ngày …… tháng ……`), an ellipsis after a list (`rau, quả,…`),
forms in appendices, Roman numbers (`lần thứ XXX`), footnotes (`[1]`). Source: practice; no clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.manuscript import Manuscript
from generator.check.wording import RUNNING, problem, sheet
from generator.problem import Level, Problem

ID = "leftovers"
TITLE = "Chỗ còn bỏ dở chưa điền"
LEVEL: Level = "warning"
CLAUSE = ""
PASSES = (
    "Trồng rau, quả,… theo Nghị quyết Đại hội lần thứ XXX [1]; số hộ < 5 & > 3.",
    "Kế hoạch số ……/KH-UBND ngày …… tháng …… năm 2026.",
    "Họ và tên (ghi rõ họ tên): ..........................",
)
FAILS = (
    "Giao [...] chủ trì thực hiện.",
    "TODO: bổ sung số liệu.",
    "Hỗ trợ ….. hộ nghèo trong năm.",
    "Ủy ban nhân dân xã <tên xã> ban hành Kế hoạch.",
    "Kinh phí là ??? đồng, (điền số tiền).",
    "Chi tiết tại Error! Reference source not found.",
)
_LEFT = re.compile(
    r"\[\s*(?:…+|\.{2,}|_+|\?+)\s*\]|\[(?:tên|ghi|điền|nhập|họ tên|chức vụ|địa danh|cơ quan|nội dung)\b[^\[\]]*\]"
    r"|\b(?:TODO|FIXME|TBD)\b|(?-i:\b[Xx]{4,}\b|\bxxx\b)|\?{3,}|\blorem ipsum\b"
    r"|\((?:điền|cần bổ sung|bổ sung sau|chèn|cập nhật sau)\b[^()]*\)?"
    r"|<(?=[^\W\d])[^<>@=/\d]{1,40}(?<=\w)>|#REF!|#N/A|#VALUE!|#DIV/0!"
    r"|Error! (?:Reference source|Bookmark) not (?:found|defined)|Lỗi! Không tìm thấy[^.;]*|Click here to enter text",
    re.IGNORECASE,
)
_DOTS = re.compile(r"(?:…+\.+|\.+…+|…{2,}|\.{4,})[….]*")
#: One of these is in everything that the pattern finds.
_SIGNS = (
    "[", "<", "???", "todo", "fixme", "tbd", "xxx", "lorem", "(điền", "(cần bổ", "(bổ sung", "(chèn", "(cập nhật",
    "#ref", "#n/a", "#value", "#div", "error!", "lỗi!", "click here",
)  # fmt: skip
#: A blank after one of these, or before a slash, is a number or a date to be written by hand.
_BLANK = re.compile(r"(?:ngày|tháng|năm|số|số:|lúc|giờ|phút|hồi|từ|đến|:|/|-)\s*$", re.IGNORECASE)


def check(manuscript: Manuscript) -> Iterator[Problem]:
    small = sheet(manuscript).small
    marked = any(sign in small for sign in _SIGNS)
    appended = False
    for passage in manuscript.passages:
        appended = appended or passage.kind == "appendix"
        text = passage.text
        for found in _LEFT.finditer(text) if marked else ():
            message = f"chỗ còn bỏ dở: `{found[0]}`"
            yield problem(passage, *found.span(), message, "điền nội dung vào, hoặc bỏ đi", ID)
        if appended or passage.kind not in RUNNING or not ("…" in text or "...." in text):
            continue
        for found in _DOTS.finditer(text):
            rest = text[found.end() :].lstrip()
            blank = _BLANK.search(text[max(found.start() - 8, 0) : found.start()]) or rest.startswith(("/", "-"))
            if rest[:1].isalnum() and found.start() and not blank:
                message = f"còn chỗ trống `{found[0]}` trong câu"
                yield problem(passage, *found.span(), message, "điền nội dung vào, hoặc bỏ đi", ID)
