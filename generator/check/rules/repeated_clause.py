"""Two clauses with `trong đó` in one sentence: `…, trong đó cụ thể hóa…, trong đó chú trọng…`.

Left alone: shares, where the second is part of the first (`10 người, trong đó 5 nữ, trong đó có…`): a figure,
`có` or a rate follows. Source: practice; no clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.manuscript import Manuscript
from generator.check.wording import problem
from generator.problem import Level, Problem

ID = "repeated-clause"
TITLE = "Hai mệnh đề `trong đó` trong một câu"
LEVEL: Level = "info"
CLAUSE = ""
PASSES = (
    "Tổng số 120 hộ, trong đó 50 hộ nghèo, trong đó 10 hộ có công; còn lại là hộ cận nghèo.",
    "Hỗ trợ hộ nghèo, trong đó hộ có công 10 hộ, trong đó hộ khuyết tật 2 hộ.",
    "Đạt 68,8%, trong đó có bằng cấp 31%. Tổ chức 80 phiên, trong đó tập trung ở xã nghèo.",
    "Xã có hộ nghèo, trong đó chú trọng hộ mới; huyện có xã nghèo, trong đó chú trọng xã mới.",
)
FAILS = (
    "Xây dựng Kế hoạch, trong đó cụ thể hóa nhiệm vụ của Nghị quyết số 160/NQ-CP, trong đó chú trọng các nội dung sau:",
    "Tăng cường tuyên truyền, trong đó ưu tiên vùng sâu, trong đó tập trung vào hộ nghèo.",
)
_SENTENCE = re.compile(r"(?:[^.;]|(?<=\d)\.(?=\d))+")
_CLAUSE = re.compile(r", trong đó (?=\w)")
#: Numbers and dates of documents; a figure that is left is a share.
_NUMBERS = re.compile(r"\S*\d\S*[/-]\S*|ngày \d+ tháng \d+ năm \d+")
_SHARE = re.compile(r"\d|^(?:có|tỷ lệ|số) ")


def check(manuscript: Manuscript) -> Iterator[Problem]:
    for passage in manuscript.passages:
        for sentence in _SENTENCE.finditer(passage.text) if passage.text.count("trong đó") > 1 else ():
            starts = list(_CLAUSE.finditer(passage.text, *sentence.span()))
            if len(starts) > 1 and not _shares(passage.text, starts, sentence.end()):
                hint = "tách thành hai câu, hoặc gộp hai mệnh đề làm một"
                start, end = starts[1].start() + 2, starts[1].end() - 1
                yield problem(passage, start, end, "`trong đó` hai lần trong một câu", hint, ID, LEVEL)


def _shares(text: str, starts: list[re.Match[str]], end: int) -> bool:
    """Tell whether one of the clauses names a share."""
    ends = [*(found.start() for found in starts[1:]), end]
    clauses = (text[found.end() : to] for found, to in zip(starts, ends, strict=True))
    return any(_SHARE.search(_NUMBERS.sub("", clause)) for clause in clauses)
