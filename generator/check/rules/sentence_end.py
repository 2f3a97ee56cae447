"""A paragraph that ends without a mark while the paragraphs beside it end with one.

Only paragraphs of eight words or more that end in a letter or a closing bracket, between paragraphs that
all end in `.`, `;` or `:`. Left alone: bases, the last sentence (the program ends them), headings, tables,
lists without marks, and documents whose headings and
wrapped lines cannot be told for certain (only plans are judged). Source: practice; no clause.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.manuscript import Manuscript, Passage
from generator.check.wording import problem, shouts
from generator.problem import Level, Problem

ID = "sentence-end"
TITLE = "Câu thiếu dấu kết thúc"
LEVEL: Level = "warning"
CLAUSE = ""
PASSES = (
    """sections:
  - heading: Nhiệm vụ
    items: [Các xã rà soát hộ nghèo và hộ cận nghèo trên địa bàn, Công an xã phối hợp với các đơn vị cùng thực hiện]""",
    """sections:
  - heading: Nhiệm vụ
    items: [Rà soát hộ nghèo, Công an xã phối hợp với các đơn vị để thực hiện nhiệm vụ.]""",
)
FAILS = (
    """sections:
  - heading: Nhiệm vụ
    items: [Các xã rà soát hộ nghèo và hộ cận nghèo trên địa bàn, Công an xã phối hợp với các đơn vị thực hiện.]""",
    """sections:
  - heading: Nhiệm vụ
    items: [Mặt trận giám sát., Các xã rà soát hộ nghèo và hộ cận nghèo (theo danh sách), Công an xã phối hợp.]""",
)
_MARKS = (".", ";", ":", "…", "!", "?")


def check(manuscript: Manuscript) -> Iterator[Problem]:
    passages = manuscript.passages if manuscript.plan else ()
    for index, passage in enumerate(passages[:-1]):
        if passages[index + 1].kind != "text" or not _open(passage):
            continue
        if not passages[index + 1].starts and passage.text.rstrip()[-1:] != ")":
            continue  # a heading that runs into its sentence
        beside = [p for p in passages[max(index - 1, 0) : index + 2] if p is not passage and p.kind == "text"]
        if all(p.text.rstrip(' ”"»)').endswith(_MARKS) for p in beside):
            end = len(passage.text.rstrip())
            last = passage.text.rfind(" ", 0, end) + 1
            message = f"câu chưa có dấu kết thúc sau `{passage.text[last:end]}`"
            yield problem(passage, last, end, message, "thêm dấu `.` hoặc `;` như các câu bên cạnh", ID)


def _open(passage: Passage) -> bool:
    text = passage.text.rstrip()
    if passage.kind != "text" or not (text[-1:].isalpha() or text[-1:] == ")"):
        return False
    words = text.split()
    return len(words) >= 8 and "://" not in words[-1] and not shouts(text)
