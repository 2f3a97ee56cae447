"""A capital after a semicolon where the clause goes on: `của thành phố; Chỉ đạo triển khai`.

A remark. Only common verbs that open clauses, followed by a small letter. Left alone: names and documents
(`; Báo cáo số 5`, `; Tổ chức Y tế thế giới`), lists that begin each line anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.manuscript import Manuscript
from generator.check.wording import LOWER, lower_first, problem
from generator.problem import Level, Problem

ID = "capital-after-semicolon"
TITLE = "Chữ hoa sau dấu chấm phẩy"
LEVEL: Level = "info"
CLAUSE = "Phụ lục II, I"
PASSES = (
    "Chỉ đạo các xã; triển khai Kế hoạch; Sở Y tế phối hợp; Báo cáo số 5/BC-UBND.",
    "Phối hợp với WHO; Tổ chức Y tế thế giới.",
)
FAILS = ("Kế hoạch của thành phố; Chỉ đạo triển khai thực hiện.", "Rà soát hộ nghèo; Duy trì tỷ lệ bao phủ.")
_VERBS = (
    "Chỉ đạo|Triển khai|Tổ chức|Tham mưu|Phối hợp|Thực hiện|Xây dựng|Hướng dẫn|Kiểm tra|Tăng cường|Đẩy mạnh|Duy trì"
    "|Nâng cao|Hỗ trợ|Tiếp tục|Đề xuất|Chủ trì|Rà soát|Bố trí|Giám sát|Lồng ghép|Tuyên truyền|Đảm bảo|Bảo đảm|Phấn đấu"
    "|Vận động|Huy động|Theo dõi|Đôn đốc|Tạo điều kiện|Khuyến khích|Tổng hợp|Chú trọng|Góp phần|Phát huy|Kịp thời"
    "|Chủ động"
)
_CAPITAL = re.compile(rf"; (?<=[{LOWER})”\d]; )({_VERBS})(?= [{LOWER}])")


def check(manuscript: Manuscript) -> Iterator[Problem]:
    for passage in manuscript.passages:
        if passage.kind == "cell":
            continue
        for found in _CAPITAL.finditer(passage.text):
            message = f"sau dấu chấm phẩy mà `{found[1]}` viết hoa"
            hint = f"viết `{lower_first(found[1])}`, hoặc tách thành câu riêng bằng dấu chấm"
            yield problem(passage, *found.span(1), message, hint, ID, LEVEL)
