"""A date on which the cited body could not issue: `72/2025/QH15` of 2026-05, a ministry before it was founded.

Found: a year in the number that is not the date's; a National Assembly term that had not begun or had
ended; a body that did not exist yet, or no longer (units.yaml). Left alone: bodies that the list does
not know, and cities whose name another unit had before. Source: the acts named in units.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date as Date
from functools import lru_cache

from generator.check import citations, dates
from generator.check.citations import Citation
from generator.check.manuscript import Manuscript
from generator.problem import Level, Problem
from generator.standard import units
from generator.standard.units import Unit

ID = "citation.before-body"
TITLE = "Ngày của văn bản viện dẫn không khớp với số, ký hiệu hoặc cơ quan ban hành"
LEVEL: Level = "warning"
CLAUSE = ""
PASSES = (
    "Nghị định số 30/2020/NĐ-CP ngày 05/3/2020; Luật số 72/2025/QH15 ngày 16/6/2025; Nghị quyết số 30/2026/QH16 "
    "ngày 24/4/2026 của Quốc hội.",
    "Thông tư số 12/2024/TT-BNNPTNT ngày 24/10/2024 của Bộ Nông nghiệp và Phát triển nông thôn (nay là Bộ Nông nghiệp "
    "và Môi trường); Quyết định số 12/QĐ-BNNMT ngày 03/3/2025 của Bộ Nông nghiệp và Môi trường.",
    "Kế hoạch số 55/KH-UBND ngày 10/4/2018 của UBND tỉnh Hậu Giang.",
    "Kế hoạch số 5/KH-UBND ngày 10/4/2018 của UBND huyện.",
)
FAILS = (
    "Nghị định số 30/2020/NĐ-CP ngày 05/3/2021 của Chính phủ về công tác văn thư.",
    "Luật Tổ chức chính quyền địa phương số 72/2025/QH15 ngày 16/6/2021.",
    "Nghị quyết số 43/2022/QH14 ngày 11/01/2022 của Quốc hội.",
    "Quyết định số 12/QĐ-BNNMT ngày 03/02/2025 của Bộ Nông nghiệp và Môi trường.",
    "Kế hoạch số 55/KH-UBND ngày 10/8/2025 của UBND tỉnh Hậu Giang.",
    "Kế hoạch số 108/KH-UBND ngày 13/8/2025 của UBND huyện Bạch Thông.",
)
_HINT = "xem lại ngày, số, ký hiệu và cơ quan ban hành theo văn bản gốc"


def check(manuscript: Manuscript) -> Iterator[Problem]:
    for passage in manuscript.passages:
        for cited in citations.find(passage.text):
            message = _judge(cited, cited.date) if cited.date else ""
            if message:
                yield Problem(passage.locate(cited.start, cited.code_at[1]), message, _HINT, ID, LEVEL)


def _judge(cited: Citation, day: Date) -> str:
    """What is wrong with a date, "" where nothing is."""
    said = f"`{cited.name}` ghi ngày {dates.long(day)}"
    if cited.year and cited.year != day.year:
        return f"{said}, khác năm {cited.year} trong số của văn bản"
    for unit in _bodies(cited.sign, cited.issuer):
        if unit.since and day < unit.since:
            return f"{said}, khi chưa có {_called(unit)} (có từ ngày {dates.long(unit.since)})"
        if unit.until and day >= unit.until:
            return f"{said}, khi {_called(unit)} không còn (đến trước ngày {dates.long(unit.until)})"
    return ""


def _called(unit: Unit) -> str:
    if unit.kind == "assembly":
        return f"khóa Quốc hội của ký hiệu {unit.name}"
    return "cấp huyện, thị trấn" if unit.kind == "level" and unit.until else unit.full


@lru_cache(maxsize=1024)
def _bodies(sign: tuple[str, str], issuer: str) -> tuple[Unit, ...]:
    """The units that a symbol or an issuer's name mean for certain."""
    found = [unit for part in sign for unit in units.read() if part and part in unit.names]
    for unit in units.read() if issuer else ():
        if unit.kind == "province":
            # `thành phố Huế`, `thành phố Bắc Ninh` were cities of provinces before: only an end is sure
            if unit.until and re.search(rf"tỉnh\s+{units.spelling(unit.name)}(?!\w)", issuer):
                found.append(unit)
        elif unit.kind == "level":
            if re.match(
                rf"(?:UBND|HĐND|[ỦU][ỷy] ban nhân dân|Hội đồng nhân dân)\s+(?:các\s+)?{unit.name}(?!\w)", issuer
            ):
                found.append(unit)
        elif (unit.since or unit.until) and unit.name in issuer:
            found.append(unit)
    return tuple(found)
