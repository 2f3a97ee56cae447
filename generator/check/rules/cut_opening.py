"""A full stop that cuts `Thực hiện Nghị quyết số …` off from who carries it out: `… năm 2020. UBND huyện xây dựng …`.

Found where a sentence begins with `Thực hiện`, `Căn cứ` or `Trên cơ sở`, names nothing but what it goes by, ends in a
stop, and an agency issues the plan in the next sentence of the same paragraph. Left alone: bases in
paragraphs of their own, which end in a semicolon or stop by the decree (II.6.a). Source: practice; no clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check import citations
from generator.check.manuscript import Manuscript
from generator.check.wording import UPPER, problem
from generator.problem import Level, Problem

ID = "cut-opening"
TITLE = "Dấu chấm cắt rời căn cứ khỏi cơ quan ban hành"
LEVEL: Level = "warning"
CLAUSE = ""
PASSES = (
    "Thực hiện Nghị quyết số 17/NQ-HĐND của HĐND huyện, Ủy ban nhân dân huyện xây dựng Kế hoạch như sau:",
    "Thực hiện Nghị quyết số 17/NQ-HĐND, UBND huyện đã hỗ trợ 20 hộ. Ủy ban nhân dân huyện ban hành Kế hoạch như sau:",
    "Căn cứ Nghị quyết số 17/NQ-HĐND của HĐND huyện.\nỦy ban nhân dân huyện ban hành Kế hoạch như sau:",
    "Thực hiện tốt công tác tuyên truyền. Ủy ban nhân dân xã ban hành Kế hoạch riêng.",
)
FAILS = (
    "Thực hiện Nghị quyết số 17/NQ-HĐND của HĐND huyện về phát triển kinh tế - xã hội năm 2020. "
    "Ủy ban nhân dân huyện xây dựng chỉ tiêu giảm nghèo với các nội dung như sau:",
    "Trên cơ sở Chỉ thị số 27/CT-TTg của Thủ tướng Chính phủ. UBND thành phố ban hành Kế hoạch như sau:",
)
_CUT = re.compile(
    r"(?:^|(?<=\. ))(?P<basis>(?:Thực hiện|Căn cứ|Trên cơ sở)\s(?:[^.]|\.(?!\s)){5,1500})(?P<stop>\.)\s"
    r"(?=(?:Ủy ban nhân dân|Uỷ ban nhân dân|UBND|Sở|Phòng|Trường|Ban|Chi cục)\s[^.;,]{0,60}?"
    r"(?:ban hành|xây dựng)\s[^.;]*:$)"
)
#: What makes a whole sentence of it: someone acts.
_ACTS = re.compile(rf",\s(?:[{UPPER}]|các\s|tập thể\s)|(?<!\w)đã(?!\w)")


def check(manuscript: Manuscript) -> Iterator[Problem]:
    for passage in manuscript.passages:
        if passage.kind not in ("opening", "basis", "text") or not passage.text.endswith(":"):
            continue
        found = _CUT.search(passage.text)
        if found and citations.find(found["basis"]) and not _ACTS.search(found["basis"]):
            start, end = found.span("stop")
            message = "dấu chấm cắt rời căn cứ khỏi cơ quan ban hành kế hoạch"
            word = passage.text.rfind(" ", 0, start) + 1
            yield problem(passage, word, end, message, "thay bằng dấu phẩy", ID)
