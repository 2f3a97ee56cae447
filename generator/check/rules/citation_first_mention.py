"""A document's first mention without its date, issuer or subject (trích yếu).

The title, headings, tables, captions, appendix titles and the line `(Kèm theo …)` are not judged and
do not count, nor does a document that is named in another's subject: those are quoted. What a
footnote says in full counts. Laws have no number or issuer to give; in the bases a law has its date.
The subject is not asked for after `kèm theo` and `tại`, where what it promulgates stands before.
Source: Phụ lục I, II.6.a and II.6.b.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check import citations
from generator.check.citations import Citation
from generator.check.manuscript import Manuscript, Passage
from generator.problem import Level, Problem

ID = "citation.first-mention"
TITLE = "Văn bản nhắc lần đầu thiếu ngày, cơ quan ban hành hoặc trích yếu"
LEVEL: Level = "warning"
CLAUSE = "Phụ lục I, Phần I, II.6.b"
PASSES = (
    "Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư.\n"
    "Thực hiện Nghị định số 30/2020/NĐ-CP, các cơ quan rà soát quy chế.",
    "Ngày 05/3/2020, Chính phủ ban hành Nghị định số 30/2020/NĐ-CP về công tác văn thư.",
    "Thực hiện Luật Việc làm số 74/2025/QH15 và Luật Cư trú.",
    "Quy chế ban hành kèm theo Quyết định số 41/2016/QĐ-TTg ngày 10/10/2016 của Thủ tướng Chính phủ.",
    "Theo Quyết định số 12/QĐ-UBND ngày 05/01/2022 của UBND tỉnh về thực hiện Kế hoạch số 31-KH/TU.",
    "Thông tư số 92/2009/TT-BTC ngày 12/5/2009 và Thông tư số 85/2020/TT-BTC ngày 01/10/2020 của Bộ Tài chính "
    "quy định chế độ chi.",
    'bases: ["Luật Cư trú ngày 13 tháng 11 năm 2020;"]',
)
FAILS = (
    "Thực hiện Quyết định số 1755/QĐ-TTg của Thủ tướng Chính phủ, các sở triển khai.",
    "Theo Quyết định số 33/2015/QĐ-TTg, vay hỗ trợ phát triển sản xuất.",
    "Thực hiện Kế hoạch số 53/KH-UBND ngày 08/02/2021 triển khai Đề án giảm nghèo.",
    "Thực hiện Nghị quyết số 160/NQ-CP ngày 22/12/2021 của Chính phủ, các sở triển khai.",
    'bases: ["Căn cứ Luật Cư trú;", "Căn cứ Nghị quyết số 9/NQ-HĐND ngày 05/01/2026 của HĐND xã về giảm nghèo."]',
)
_QUOTED = ("title", "heading", "cell", "caption", "attached", "appendix", "note", "recipient", "archive", "contact")
_HINT = (
    "lần đầu viết đủ: tên loại, số, ký hiệu, ngày ban hành, cơ quan ban hành, trích yếu; "
    "từ lần sau chỉ viết tên loại và số, ký hiệu"
)
_LAW = re.compile(r"(?:Căn cứ\s+)?((?:Bộ luật|Luật|Pháp lệnh)\s[^\d;,.]{3,120}?)\s*[;,.]?$")


def check(manuscript: Manuscript) -> Iterator[Problem]:
    noted = {
        _key(cited)
        for passage in manuscript.passages
        if passage.kind == "note"
        for cited in citations.find(passage.text)
        if cited.in_full
    }
    for passage in manuscript.passages:
        if passage.kind in _QUOTED or passage.text.isupper():
            continue
        law = _LAW.match(passage.text) if passage.kind == "basis" else None
        if law:
            message, hint = f"căn cứ `{law[1]}` thiếu ngày ban hành", "viết như `Luật Cư trú ngày 13 tháng 11 năm 2020`"
            yield Problem(passage.locate(*law.span(1)), message, hint, ID, LEVEL)
        for cited in citations.find(passage.text):
            if _key(cited) not in noted and not _aside(cited, passage):
                noted.add(_key(cited))
                yield from _judge(cited, passage)


def _judge(cited: Citation, passage: Passage) -> Iterator[Problem]:
    missing = [
        name
        for name, said in (
            ("ngày ban hành", cited.date_text),
            ("cơ quan ban hành", cited.issuer or cited.given),
            ("trích yếu", cited.subject or cited.attached),
        )
        if not said
    ]
    if missing:
        message = f"`{cited.name}` nhắc lần đầu mà thiếu {', '.join(missing)}"
        yield Problem(passage.locate(cited.start, cited.code_at[1]), message, _HINT, ID, LEVEL)


def _aside(cited: Citation, passage: Passage) -> bool:
    """Laws, what another's subject quotes, the plan's own `(Kèm theo Kế hoạch số …)`, capitals."""
    if cited.type in ("Luật", "Bộ luật", "Pháp lệnh") or cited.said.isupper():
        return True
    own = re.search(r"\(\s*kèm theo\s*$", passage.text[: cited.start], re.IGNORECASE)
    return bool(own) or (cited.inner and not cited.in_full)


def _key(cited: Citation) -> tuple[str, str]:
    return cited.type, cited.key.upper()
