"""A body's name in wrong capitals: `Sở tài chính`, `Ủy Ban Nhân Dân`, `sở Tài chính`.

The words for the kind of body and for its field begin with a capital (`Bộ Tài nguyên và Môi trường`). The
names are in check/words/organisations.txt. Left alone: names in small letters throughout that may be common
nouns (`cơ sở y tế`, `các phòng nội vụ`), names all in capitals, what is not in the list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.manuscript import Manuscript
from generator.check.names import miswritten
from generator.check.wording import problem
from generator.problem import Level, Problem

ID = "capitals.organisation"
TITLE = "Viết hoa tên cơ quan, tổ chức"
LEVEL: Level = "warning"
CLAUSE = "Phụ lục II, IV.1.a"
PASSES = (
    "Ủy ban nhân dân tỉnh giao Sở Tài chính, Sở Kế hoạch và Đầu tư; Uỷ ban nhân dân xã.",
    "Cán bộ y tế ở cơ sở y tế, cơ sở giáo dục và đào tạo; chi hội nông dân, nội bộ công an.",
    "ỦY BAN NHÂN DÂN TỈNH NGHỆ AN\nTHỰC HIỆN CỦA SỞ TÀI CHÍNH",
    "Ban chỉ đạo các cấp; thành lập ban chỉ đạo cấp xã.",
)
FAILS = (
    "Giao Sở tài chính chủ trì.",
    "Ủy Ban Nhân Dân tỉnh ban hành Kế hoạch.",
    "Phối hợp với sở Tài chính và Hội nông dân.",
    "Sở Văn hoá, thể thao và du lịch thực hiện.",
    "Báo cáo ủy ban nhân dân tỉnh.",
)
#: Bodies that are meant even where all is in small letters.
_CERTAIN = re.compile(r"(?:[uủ][ỷy] ban|hội đồng) nhân dân|mặt trận tổ quốc")
#: Syllables that make a common noun of what follows: cán bộ y tế, cơ sở y tế, chi hội nông dân.
_COMMON = re.compile(r"(?:cán|nội|toàn|đồng|tiến|cơ|trụ|công|chi|phân|căn|văn|các|liên|xã|ngoại)\s$", re.IGNORECASE)


def check(manuscript: Manuscript) -> Iterator[Problem]:
    for passage, start, end, right in miswritten(manuscript, "organisations"):
        said = passage.text[start:end]
        if said.islower() and not _CERTAIN.fullmatch(said):
            continue
        if said[0].islower() and _COMMON.search(passage.text[max(start - 8, 0) : start]):
            continue
        if right == "Ban Chỉ đạo" and (said == "Ban chỉ đạo" and not _inside(passage.text, start)):
            continue
        yield problem(passage, start, end, f"`{said}` viết hoa chưa đúng", f"viết `{right}`", ID)


def _inside(text: str, start: int) -> bool:
    """Tell whether a place is inside a sentence, where a capital is not the sentence's own."""
    return bool(re.search(r"[\w,]\s$", text[max(start - 2, 0) : start]))
