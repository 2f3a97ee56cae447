"""A space before a comma, a stop, a colon, a closing bracket or quote, or after an opening one.

Left alone: dotted blanks (`. . .`, ` ...`), `./.`, empty brackets of a form (`( )`), ratios (`1 : 2`),
straight quotes (they do not tell which side they are). Source: practice of typing; no clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.manuscript import Manuscript
from generator.check.wording import problem
from generator.problem import Level, Problem

ID = "space-before-punctuation"
TITLE = "Dấu cách thừa trước dấu câu, sau dấu mở ngoặc"
LEVEL: Level = "warning"
CLAUSE = ""
PASSES = (
    "Các sở, ban, ngành (nếu có): tỷ lệ 1 : 2, “đạt chuẩn”; xem https://example.org.",
    "Họ và tên . . . . . . . . ngày ... tháng … năm 2026 ./.",
    "Có ( ) Không ( ); tệp .docx được gửi kèm.",
)
FAILS = (
    "Các tổ chức , cá nhân tham gia.",
    "Tập trung vào các nhóm xã hội : trẻ em, người già.",
    "Phong trào “ Cả nước chung tay vì người nghèo”.",
    "Thực hiện hỗ trợ ( nếu có ) theo quy định .",
)
_BEFORE = re.compile(
    r"[,;:.!?)”»](?<=[\w)”»%\]][ \u00a0].)(?:(?<=[,;)”»])|(?<=[!?])(?!\w)|(?<=:)(?!\s?[/\d])|(?<=\.)(?=\s|$)(?!\s*\.))"
)
_AFTER = re.compile(r"[(“«][ \u00a0]+(?=\w)(?!\w \))")


def check(manuscript: Manuscript) -> Iterator[Problem]:
    for passage in manuscript.passages:
        for found in _BEFORE.finditer(passage.text):
            message, hint = f"dấu cách thừa trước `{found[0]}`", f"viết `{found[0]}` liền với chữ đứng trước"
            yield problem(passage, found.start() - 1, found.end(), message, hint, ID)
        for found in _AFTER.finditer(passage.text):
            sign = found[0][0]
            message = f"dấu cách thừa sau `{sign}`"
            yield problem(passage, *found.span(), message, f"viết `{sign}` liền với chữ đứng sau", ID)
