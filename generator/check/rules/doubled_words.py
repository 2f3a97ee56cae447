"""A word or a stretch typed twice in a row: `của của`, `trên địa bàn trên địa bàn`.

Left alone: reduplication, which is how Vietnamese makes words (`xa xa`, `luôn luôn`), and syllables
that may end one word and begin the next (`phân công công an`, `kèm theo theo quy định`). So only a few
single words are judged, and stretches of two to six words in small letters. Source: practice; no clause.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.manuscript import Manuscript
from generator.check.wording import sheet
from generator.problem import Level, Problem

ID = "doubled-words"
TITLE = "Chữ lặp hai lần liền nhau"
LEVEL: Level = "warning"
CLAUSE = ""
PASSES = (
    "Các tổ chức luôn luôn phối hợp, từ từ nâng dần mức hỗ trợ cho người người, nhà nhà.",
    "Phân công công an xã; chủ nhiệm nhiệm vụ; kèm theo theo quy định; nêu trên trên địa bàn tỉnh.",
    "Huy động sức người, sức của của Nhân dân; từng bước từng bước nâng cao.",
    "Tổ chức lấy ý kiến, ý kiến phải bằng văn bản; năm năm một lần.",
)
FAILS = (
    "Thực hiện nhiệm vụ của của Ủy ban nhân dân xã.",
    "Triển khai trên địa bàn trên địa bàn tỉnh.",
    "Các các sở, ban, ngành phối hợp thực hiện.",
    "Hỗ trợ người dân người dân vay vốn và và tạo việc làm.",
)
#: Words that end no other word, so that twice in a row is never right.
_SINGLE = frozenset(
    [
        "của",
        "các",
        "những",
        "và",
        "với",
        "trong",
        "về",
        "đến",
        "hoặc",
        "là",
        "mà",
        "thì",
        "nếu",
        "vì",
        "bởi",
        "nhằm",
        "sẽ",
        "đã",
        "đang",
        "giữa",
        "khi",
        "này",
    ]
)
#: What makes `của của` right (sức người, sức của của Nhân dân), and a stretch said twice on purpose.
_PROPERTY = ("sức", "tiền", "cái")
_TWICE = ("từng", "mỗi", "ngày", "rất")
#: The longest stretch that is looked for (words).
_LONGEST = 6


def check(manuscript: Manuscript) -> Iterator[Problem]:
    whole = sheet(manuscript)
    words = whole.words
    told = 0  # where the last finding ended: three in a row are told once
    for index, size in _again(words):
        if words[index : index + size] != words[index + size : index + 2 * size] or _meant(words, index, size):
            continue
        start, second, last = (whole.word_place(index + offset) for offset in (0, size, 2 * size - 1))
        end = last + len(words[index + size - 1])
        said = whole.text[start:end]
        if start >= told and _in_a_row(said, size) and whole.stands(start, end):
            told = end
            hint = f"bỏ một lần, còn `{whole.text[start:second].rstrip()}`"
            yield whole.problem(start, end, f"chữ lặp hai lần: `{said}`", hint, ID)


def _again(words: tuple[str, ...]) -> list[tuple[int, int]]:
    """Return (index of a word, how many words further it comes again), where that is near."""
    last: dict[str, int] = {}
    found = []
    for index, word in enumerate(words):
        before = last.get(word)
        if before is not None and index - before <= _LONGEST:
            found.append((before, index - before))
        last[word] = index
    return found


def _meant(words: tuple[str, ...], index: int, size: int) -> bool:
    """Tell whether a repetition may be right."""
    if size > 1:
        return words[index] in _TWICE or len(set(words[index : index + size])) == 1
    return words[index] not in _SINGLE or (words[index] == "của" and words[index - 1] in _PROPERTY)


def _in_a_row(said: str, size: int) -> bool:
    """Tell whether only spaces part the words, and a stretch of several is in small letters."""
    if "\n" in said or not said.replace(" ", "").replace("\u00a0", "").isalpha():
        return False
    return size == 1 or said.islower()
