"""A sentence broken into two paragraphs, as a page break does in text copied from a PDF: `với thực` | `hiện quy chế`.

Found where a paragraph of eight words or more ends in a small letter without a mark, and the next one goes on in small
letters. Left alone: lists of phrases in small letters, headings and what runs in after them, tables.
Source: practice; no clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from generator.check.manuscript import Manuscript, Passage
from generator.check.wording import LOWER, UPPER, problem
from generator.problem import Level, Problem

ID = "cut-paragraph"
TITLE = "Câu bị ngắt thành hai đoạn"
LEVEL: Level = "warning"
CLAUSE = ""
_CUT = "Các cơ quan phối hợp chặt chẽ để việc thực hiện có hiệu\nquả các chính sách giảm nghèo cho hội viên."
PASSES = (
    "Rà soát hộ nghèo, hộ cận nghèo trên địa bàn xã trong năm\nHỗ trợ các hộ vay vốn.",
    "rà soát hộ nghèo, hộ cận nghèo trên địa bàn xã trong năm\nhỗ trợ các hộ vay vốn để sản xuất.",
    "Các cơ quan phối hợp chặt chẽ để thực hiện có hiệu quả:\nrà soát hộ nghèo trên địa bàn xã.",
    "Các cơ quan phối hợp\nthực hiện có hiệu quả.",
    "Thành phần gồm đại diện lãnh đạo các sở, ban, ngành\nđại diện lãnh đạo các xã\nđại diện các hộ dân.",
    "Các cơ quan phối hợp chặt chẽ để thực hiện có hiệu quả\na) Rà soát hộ nghèo.",
)
FAILS = (_CUT, f"{_CUT}\nBáo cáo kết quả trước ngày 15/12.")
_ENDS = re.compile(rf"[{LOWER}]$")
_BEGINS = re.compile(rf"[{LOWER}]+[ ,]")
_SENTENCE = re.compile(rf"(?:[-+–] |\w{{1,4}}[.)] )?[{UPPER}]")


def check(manuscript: Manuscript) -> Iterator[Problem]:
    passages = manuscript.passages
    for index, (passage, following) in enumerate(pairwise(passages)):
        if not (_runs(passage) and _runs(following) and following.starts):
            continue
        after = passages[index + 2].text if index + 2 < len(passages) else ""
        if _cut(passage.text, following.text) and not _BEGINS.match(after):
            last = passage.text.rfind(" ") + 1
            word = following.text.split()[0]
            message = f"câu bị ngắt thành hai đoạn giữa `{passage.text[last:]}` và `{word}`"
            yield problem(passage, last, len(passage.text), message, "nối hai đoạn làm một", ID)


def _runs(passage: Passage) -> bool:
    return passage.kind in ("opening", "text")


def _cut(text: str, following: str) -> bool:
    """Tell whether a sentence goes on in the paragraph that follows."""
    long = len(text.split()) >= 8 and len(following.split()) >= 4
    return long and bool(_ENDS.search(text) and _SENTENCE.match(text) and _BEGINS.match(following))
