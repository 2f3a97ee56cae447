"""Names of the festivals: `tết Nguyên đán`, `tết Trung thu`, `tết Đoan ngọ`; `Tết` alone is tết Nguyên đán.

Told: the name in small letters, or every syllable capital, or `Tết` before a name inside a sentence.
Left alone: `Tết` alone, the start of a sentence, titles in capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.manuscript import Manuscript
from generator.check.wording import problem, sheet, shouts
from generator.problem import Level, Problem

ID = "capitals.tet"
TITLE = "Viết hoa tên các ngày tết"
LEVEL: Level = "warning"
CLAUSE = "Phụ lục II, V.8.b"
PASSES = ("Tết Nguyên đán năm 2026; dịp tết Nguyên đán, tết Trung thu và dịp Tết.", "CHÀO MỪNG TẾT NGUYÊN ĐÁN")
FAILS = ("Tặng quà dịp Tết Nguyên Đán.", "Tặng quà dịp tết nguyên đán.", "Tổ chức tết Trung Thu cho trẻ em.")
_TET = re.compile(r"(?<!\w)(tết) (nguyên đán|trung thu|đoan ngọ)(?!\w)", re.IGNORECASE)


def check(manuscript: Manuscript) -> Iterator[Problem]:
    if "tết " not in sheet(manuscript).small:
        return
    for passage in manuscript.passages:
        if shouts(passage.text):
            continue
        for found in _TET.finditer(passage.text):
            inside = bool(re.search(r"[\w,]\s$", passage.text[max(found.start() - 2, 0) : found.start()]))
            right = ("tết " if inside or found[1] == "tết" else "Tết ") + found[2].capitalize()
            if found[0] != right and not shouts(found[0]):
                yield problem(passage, *found.span(), f"`{found[0]}` viết hoa chưa đúng", f"viết `{right}`", ID)
