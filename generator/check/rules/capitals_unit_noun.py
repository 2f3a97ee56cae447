"""`Tỉnh Nghệ An`, `Xã Tân Bình` inside a sentence: the common noun is small, the name capital.

Left alone: the start of a sentence, a line or a quotation; units named after a number, a person or an event
(`Quận 1`, `Phường Điện Biên Phủ`: any name that opens with a family name), `Thành phố Hồ Chí Minh`,
`Tỉnh ủy`, `Xã đội`; names of bodies in capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.manuscript import Manuscript
from generator.check.wording import LOWER, UPPER, lower_first, sheet, shouts
from generator.problem import Level, Problem

ID = "capitals.unit-noun"
TITLE = "Danh từ chung chỉ đơn vị hành chính viết thường trước tên riêng"
LEVEL: Level = "warning"
CLAUSE = "Phụ lục II, III.1.a"
PASSES = (
    "Tỉnh Nghệ An chỉ đạo; trên địa bàn tỉnh Nghệ An, xã Tân Bình và Thành phố Hồ Chí Minh.",
    "Ủy ban nhân dân Phường Điện Biên Phủ, Phường Trần Hưng Đạo, Quận 1; Thường trực Tỉnh ủy, Xã đội.",
    "Các đơn vị: Xã Tân Bình; Xã Tân An.",
)
FAILS = (
    "Trên địa bàn Tỉnh Nghệ An.",
    "Ủy ban nhân dân Xã Tân Bình ban hành Kế hoạch.",
    "Các xã thuộc Huyện Thạch Hà, Thành phố Cần Thơ.",
)
_SURNAMES = (
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Tô|Lương|Mạc|Phùng|Cao"
    "|Châu|Hà|Tôn|Trương|Tạ|Chu|Đoàn|Kim|Quang|Bà|Hai|Ông|Ba|Lạc|Hùng|Hưng|Thục|Lam|Trịnh|Mai|Đào|Lâm|Âu"
    "|An|Tống|Nông|Kha|Ngọc|Xô|Thái|Triệu|Trưng|Vương|Phú|Yết|Quốc|Yên|Bế|Hàm|Trung"
)
_EVENTS = (
    "Điện Biên Phủ|Cách |Giải Phóng|Thống Nhất|Đồng Khởi|Quyết |Thắng |Đồng Tâm|Hòa Bình|Độc Lập|Tự Do|Hạnh Phúc"
    "|Đống Đa|Bạch Đằng|Chi Lăng|Ấp Bắc|Chiến Thắng|Tháng |Bình Giã|Núi Thành|Khởi "
)
_UNIT = re.compile(
    rf"(?:(?:Tỉnh|Huyện|Xã|Phường|Quận) |Thị (?:xã|trấn) |Thành phố |Đặc khu )"
    rf"(?=[{UPPER}][{LOWER}’'])"
    rf"(?!Hồ Chí Minh|Hội\b|Đoàn\b|Đội\b|Ủy\b|Uỷ\b|(?:{_SURNAMES}) [{UPPER}]|(?:{_EVENTS}))"
)
_INSIDE = re.compile(r"[\w,)”] $")


def check(manuscript: Manuscript) -> Iterator[Problem]:
    whole = sheet(manuscript)
    for found in _UNIT.finditer(whole.text):
        start, end = found.start(), found.end() - 1
        if not _INSIDE.search(whole.text[max(start - 2, 0) : start]):
            continue
        passage, _ = whole.at(start)
        if passage.kind not in ("signatory", "number") and not shouts(passage.text):
            said = whole.text[start:end]
            hint = f"viết `{lower_first(said)}`; chỉ viết hoa khi tên là chữ số, tên người, tên sự kiện"
            yield whole.problem(start, end, f"`{said}` trước tên riêng phải viết thường", hint, ID)
