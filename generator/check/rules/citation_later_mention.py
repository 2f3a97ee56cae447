"""A later mention that says date, issuer and subject again.

After the first mention in full, type, number and symbol are enough. Left alone: the title, tables,
footnotes, and what another document's subject quotes. Source: Phụ lục I, II.6.b.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.check import citations
from generator.check.manuscript import Manuscript
from generator.problem import Level, Problem

ID = "citation.later-mention"
TITLE = "Văn bản nhắc lại mà vẫn ghi đủ ngày, cơ quan ban hành, trích yếu"
LEVEL: Level = "info"
CLAUSE = "Phụ lục I, Phần I, II.6.b"
PASSES = (
    "Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư.\n"
    "Thực hiện Nghị định số 30/2020/NĐ-CP và Nghị định số 30/2020/NĐ-CP của Chính phủ.",
    "Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư.",
)
FAILS = (
    "Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư.\n"
    "Thực hiện Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư.",
)
_QUOTED = ("title", "heading", "cell", "caption", "attached", "appendix", "note", "recipient", "archive", "contact")


def check(manuscript: Manuscript) -> Iterator[Problem]:
    seen: set[tuple[str, str]] = set()
    for passage in manuscript.passages:
        if passage.kind in _QUOTED or passage.text.isupper():
            continue
        for cited in citations.find(passage.text):
            if cited.inner or cited.attached or not cited.in_full or cited.given:
                continue
            key = cited.type, cited.key.upper()
            if key in seen:
                message = f"`{cited.name}` đã viết đủ ở trên, nhắc lại không cần ngày, cơ quan ban hành và trích yếu"
                hint = f"viết `{cited.type} số {cited.key}`"
                yield Problem(passage.locate(cited.start, cited.code_at[1]), message, hint, ID, LEVEL)
            seen.add(key)
