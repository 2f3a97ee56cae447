"""One document cited with two dates.

Documents are the same where type, number and symbol are, and the issuers do not differ. Numbers
begin anew every year, so two dates count only within one year, on one day of two years, or where
the number itself holds the year. Every second date is told, beside the first. Source: reason; no clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date as Date

from generator.check import citations, dates
from generator.check.citations import Citation
from generator.check.manuscript import Manuscript
from generator.problem import Level, Problem

ID = "citation.two-dates"
TITLE = "Cùng một văn bản mà ghi hai ngày khác nhau"
LEVEL: Level = "warning"
CLAUSE = ""
PASSES = (
    "Nghị quyết số 160/NQ-CP ngày 22/12/2021 của Chính phủ về giảm nghèo.\n"
    "Nghị quyết số 160/NQ-CP ngày 22 tháng 12 năm 2021 của Chính phủ.",
    "Kế hoạch số 108/KH-UBND ngày 13/4/2022 của UBND huyện.\nKế hoạch số 108/KH-UBND ngày 20/5/2022 của UBND tỉnh.",
    "Quyết định số 12/QĐ-UBND ngày 05/01/2022 của UBND tỉnh.\nQuyết định số 12/QĐ-UBND ngày 06/01/2023 của UBND tỉnh.",
)
FAILS = (
    "Nghị quyết số 160/NQ-CP ngày 22/12/2021 của Chính phủ.\nNghị quyết số 160/NQ-CP ngày 21/12/2021 của Chính phủ.",
    "Theo Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 và Nghị định số 30/2020/NĐ-CP ngày 03/5/2020 của Chính phủ.",
    "Kế hoạch số 31-KH/TU ngày 17/9/2021 của Thành ủy.\nKế hoạch số 31-KH/TU ngày 17/9/2022 của Thành ủy.",
)
#: Bodies that are one in the whole country: their documents are known by the symbol alone.
_ONE = ("TTg", "CP", "TW", "VPCP", "QH", "UBTVQH")


def check(manuscript: Manuscript) -> Iterator[Problem]:
    seen: dict[tuple[str, str], list[Citation]] = {}
    for passage in manuscript.passages:
        for cited in citations.find(passage.text):
            if cited.date is None or (cited.inner and not cited.issuer):
                continue
            earlier = seen.setdefault((cited.type, cited.key.upper()), [])
            for other in earlier:
                if other.date and other.date != cited.date and _same(cited, other, cited.date, other.date):
                    here, there = dates.long(cited.date), dates.long(other.date)
                    message = f"`{cited.name}` ở đây ghi ngày {here}, chỗ trước ghi ngày {there}"
                    hint = "chỉ một ngày đúng: xem lại văn bản gốc"
                    yield Problem(passage.locate(cited.start, cited.code_at[1]), message, hint, ID, LEVEL)
                    break
            else:
                earlier.append(cited)


def _same(one: Citation, other: Citation, day: Date, before: Date) -> bool:
    """Tell whether two citations of one symbol mean one document."""
    near = day.year == before.year or (day.day, day.month) == (before.day, before.month)
    if not (near or one.year):
        return False
    body = re.sub(r"\d+$", "", one.sign[1] or one.sign[0])
    mine, theirs = (_plain(cited.issuer) for cited in (one, other))
    return body in _ONE or (bool(mine) and mine == theirs)


def _plain(issuer: str) -> str:
    words = issuer.lower().replace("uỷ", "ủy")
    return words.replace("ủy ban nhân dân", "ubnd").replace("hội đồng nhân dân", "hđnd")
