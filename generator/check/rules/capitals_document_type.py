"""A document named with its number, or a law named, whose kind is in small letters; a law's name in title case.

`kế hoạch số 12/KH-UBND` → `Kế hoạch số …`, `luật Ngân sách` → `Luật Ngân sách`, `Luật Tổ Chức` → `Luật Tổ chức`.
Left alone: kinds without a number (`kế hoạch này` has its own rule), `pháp luật`, laws in small letters throughout
(`luật giao thông`), names not in check/words/laws.txt, `Nhà nước` and `nhà nước` in a law's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.manuscript import Manuscript
from generator.check.names import miswritten
from generator.check.wording import LOWER, UPPER, problem
from generator.problem import Level, Problem
from generator.vietnamese import capital

ID = "capitals.document-type"
TITLE = "Viết hoa tên loại của văn bản cụ thể"
LEVEL: Level = "warning"
CLAUSE = "Phụ lục II, V.6"
PASSES = (
    "Theo Kế hoạch số 12/KH-UBND và Luật Ngân sách nhà nước, Luật Ngân sách Nhà nước.",
    "Phổ biến pháp luật Việt Nam, luật giao thông; quyết định số lượng; báo cáo số 1.",
    "Theo Thông báo kết luận số 12-TB/TU, Công văn hướng dẫn số 5/SNV-TC.",
    "Kế hoạch số 12/KH-UBND thực hiện Bộ luật Lao động.",
)
FAILS = (
    "Theo kế hoạch số 12/KH-UBND ngày 05/01/2026.",
    "Căn cứ luật Ngân sách Nhà nước.",
    "Căn cứ Luật Tổ Chức Chính Quyền Địa Phương.",
    "Thực hiện bộ luật Hình sự.",
)
_KINDS = (
    "kế hoạch", "quyết định", "nghị quyết", "nghị định", "thông tư liên tịch", "thông tư", "chỉ thị", "công văn",
    "hướng dẫn", "báo cáo", "tờ trình", "thông báo", "công điện", "chương trình", "quy định", "kết luận", "đề án",
)  # fmt: skip
#: A number may be that of the kind before: Thông báo kết luận số …, Công văn hướng dẫn số ….
_TYPED = tuple(f"{capital(kind)} " for kind in _KINDS)
_NUMBER = re.compile(rf" số \d+[a-zđ]?(?:/|-[{UPPER}])")
_LAW = re.compile(rf"luật (?!Việt|Nam|La Mã|Hồi|Hồng)(?=[{UPPER}][{LOWER}])")
#: What `luật` ends, so that no law is named: pháp luật, kỷ luật, án luật, Bộ luật; or a letter joined to it.
_ENDS = re.compile(r"(?:[Pp]háp |[Kk]ỷ |Bộ |án |[Đđ]ịnh |[Qq]uy |[\w-])$")


def check(manuscript: Manuscript) -> Iterator[Problem]:
    for passage in manuscript.passages:
        for start, end in _small_kinds(passage.text):
            said = passage.text[start:end]
            message = f"`{said}` là tên loại của một văn bản cụ thể, phải viết hoa"
            yield problem(passage, start, end, message, f"viết `{capital(said)}`", ID)
    for passage, start, end, right in miswritten(manuscript, "laws"):
        said = passage.text[start:end]
        name = said.partition("uật ")[2]
        # all small after the first syllable is a law's name that lacks one capital at most, told above
        if said.startswith(("Luật", "Bộ luật")) and not name.islower():
            plain = said.replace("Nhà nước", "nhà nước").replace("Nhà Nước", "nhà nước")
            if plain != right:
                yield problem(passage, start, end, f"`{said}` viết hoa chưa đúng", f"viết `{right}`", ID)


def _small_kinds(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the kind of a document stands in small letters before its number or its name."""
    for found in _NUMBER.finditer(text):
        kind = next((kind for kind in _KINDS if text.endswith(kind, 0, found.start())), "")
        start = found.start() - len(kind)
        if kind and not text[start - 1 : start].isalnum() and not text.endswith(_TYPED, 0, start):
            yield start, found.start()
    for found in _LAW.finditer(text):
        start = found.start()
        if text.endswith("bộ ", 0, start):
            yield start - 3, start + 4
        elif not _ENDS.search(text[max(start - 6, 0) : start]):
            yield start, start + 4
