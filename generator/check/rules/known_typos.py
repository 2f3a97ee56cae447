"""Well-known slips of official Vietnamese whose syllables all exist: `đạo tạo`, `sát nhập`, `bổ xung`.

The pairs are in check/words/typos.txt, each a phrase that is never right in official language. What is
right somewhere is not listed (`phân đầu` alone, `hàng năm`). Left alone: everything else. Source: dictionaries.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from generator.check.manuscript import Manuscript
from generator.check.wording import same_letters, sheet, shouts
from generator.problem import Level, Problem

ID = "known-typos"
TITLE = "Chỗ viết sai thường gặp"
LEVEL: Level = "warning"
CLAUSE = ""
PASSES = (
    "Phấn đấu giảm nghèo, đào tạo nghề, lồng ghép nguồn vốn; chủ trì, phối hợp; sáp nhập, bổ sung.",
    "Công suất, năng suất, lãi suất, sơ suất, xuất sắc; dành cho, giành giải; kỷ luật, kỹ thuật.",
    "Phân đầu tư công theo nhóm; phân đầu vào, đầu ra; Ban chỉ đạo tạo điều kiện; ông Trần Quang Tâm.",
    "Tiềm năng xuất khẩu, gia công xuất khẩu, dấu hiệu xuất hiện, hồ sơ xuất cảnh, lịch sử lý luận.",
)
FAILS = (
    "Phân đầu giảm 3% hộ nghèo; phân đầu 80% số xã đạt chuẩn.",
    "Công tác đạo tạo nghề được chú trọng.",
    "Lòng ghép kinh phí của các chương trình.",
    "Chỉ trì, phối hợp với các sở, ngành.",
    "Sát nhập các thôn, bổ xung kinh phí.",
)


def check(manuscript: Manuscript) -> Iterator[Problem]:
    whole = sheet(manuscript)
    for words, part, right, wrong, excepted in _pairs():
        if not whole.vocabulary.issuperset(words):
            continue
        for place in whole.find(part):
            found = _pattern(wrong, excepted).match(whole.text, place)
            if not found:
                continue
            cure = right.replace("<số>", "…")
            cure = cure.upper() if shouts(found[0]) else cure
            if found[0][0].isupper():
                cure = cure[0].upper() + cure[1:]
            message = f"`{found[0]}` có lẽ viết sai"
            yield whole.problem(*found.span(), message, f"có phải là `{cure}`?", ID)


@lru_cache(maxsize=1)
def _pairs() -> tuple[tuple[tuple[str, ...], str, str, str, str], ...]:
    """Return (words, the same as a phrase in small letters, what is right, what is wrong, after what not)."""
    pairs = []
    for line in (Path(__file__).parent.parent / "words" / "typos.txt").read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            phrases, _, excepted = line.partition(" | không sau: ")
            wrong, _, right = phrases.partition(" → ")
            part = wrong.lower().partition("<")[0].strip()
            words = tuple(re.findall(r"[^\W\d_]+", part))
            pairs.append((words, same_letters(part), right, wrong, excepted))
    return tuple(pairs)


@lru_cache(maxsize=512)
def _pattern(wrong: str, excepted: str) -> re.Pattern[str]:
    """Return the pattern of a wrong phrase: as written, with a first capital, or all in capitals."""
    after = "".join(rf"(?<!\b(?i:{word.strip()}) )" for word in excepted.split(",") if excepted)
    forms = {wrong, wrong[0].upper() + wrong[1:], wrong.upper()}
    said = "|".join(re.escape(form).replace("<số>", r"\d+").replace("<SỐ>", r"\d+") for form in sorted(forms))
    return re.compile(rf"(?<![\w-]){after}(?:{said})(?![\w-])")
