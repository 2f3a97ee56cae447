"""A body or place that no longer exists on the plan's date: `UBND huyện`, `tỉnh Hậu Giang`, `Sở Kế hoạch và Đầu tư`.

The list is data, dated (generator/standard/units.yaml). Left alone: a sentence that speaks of the past
(`cũ`, `trước đây`, `nay là`, `trước ngày …`, mergers, handing over), and what stands in a citation,
since a document keeps its issuer and its subject. A province counts with the word `tỉnh` only: its
name lives on in communes, rivers and roads. Each name is told once, where it first stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Date
from functools import lru_cache

from generator.check import citations, dates
from generator.check.manuscript import Manuscript, Passage
from generator.problem import Level, Mark, Problem
from generator.standard import units
from generator.standard.units import Unit

ID = "former-places"
TITLE = "Cơ quan, địa danh không còn vào ngày ban hành kế hoạch"
LEVEL: Level = "warning"
CLAUSE = ""
PASSES = (
    "date: 2024-01-23\nopening: UBND các huyện, thị xã phối hợp với Sở Kế hoạch và Đầu tư tỉnh Hậu Giang.",
    "date: 2025-11-25\nopening: UBND tỉnh Phú Yên (cũ) và Bộ Nông nghiệp và PTNT (nay là Bộ NNMT).",
    "date: 2025-11-25\nopening: Kế hoạch số 75/KH-UBND ngày 09/7/2018 của UBND tỉnh Sóc Trăng về hỗ trợ huyện Kế Sách.",
    "date: 2025-11-25\nopening: Các phường Bình Dương, Thủ Dầu Một; chuyên mục Huyện xưa; các xã, phường, đặc khu.",
    "opening: Tiếp nhận hồ sơ do UBND cấp huyện bàn giao.",
)
FAILS = (
    "opening: UBND các huyện, thị xã, thành phố báo cáo.",
    "opening: Phối hợp với Sở Lao động - Thương binh và Xã hội rà soát.",
    "opening: Phối hợp với Sở LĐ-TB&XH rà soát.",
    "opening: Các xã, phường, thị trấn thực hiện.",
    "opening: Trên địa bàn tỉnh Bạc Liêu.",
    "title: THỰC HIỆN GIẢM NGHÈO TRÊN ĐỊA BÀN TỈNH BẠC LIÊU",
    "date: 2026-09-05\nopening: Trên địa bàn tỉnh Quảng Ninh.",
    "issuer: {name: Ủy ban nhân dân huyện Thạch Hà, place: Thạch Hà}",
)
#: A sentence with one of these speaks of what was, or of the change itself.
_PAST = re.compile(
    r"(?<!\w)(?:cũ|trước đây|nay(?:\s+là)?|trước ngày|trước khi|trước (?:sắp xếp|sáp nhập|hợp nhất)|sáp nhập|hợp nhất|"
    r"sắp xếp|giải thể|kết thúc|chuyển giao|bàn giao|tiếp nhận|kế thừa|không còn|bỏ cấp|không tổ chức|chuyển về|"
    r"chuyển từ|nguyên là|lịch sử|giai đoạn trước|đã ban hành|chấm dứt|thay thế|thay cho)(?!\w)",
    re.IGNORECASE,
)
_COUNCIL = r"(?:UBND|HĐND|[ỦU][ỷy] ban nhân dân|Hội đồng nhân dân|Ủy ban MTTQ(?: Việt Nam)?)"
_DISTRICT = re.compile(
    rf"(?<!\w)(?=[HQTUỦhqtcxp])(?:{_COUNCIL}\s+(?:các\s+|cấp\s+)?(?:huyện|quận|thị xã|thị trấn)|[Cc]ấp huyện"
    r"|(?:xã|phường)(?:,\s*(?:xã|phường))?(?:,|\s+và)\s*thị trấn|(?:huyện|quận),\s*(?:thị xã|thành phố|huyện|quận)"
    r"|(?:Huyện|Quận|Thị)\s(?:[ủu][ỷy]|đoàn)|(?P<form>huyện|quận|thị xã|thị trấn)\s+(?P<name>\w+))(?!\w)",
    re.IGNORECASE,
)
_OFFICES = ("ministry", "department", "office", "party")


@dataclass(frozen=True, slots=True)
class _Gone:
    """What is found: the words, what they become, by which act, from which day."""

    start: int
    end: int
    unit: Unit


def check(manuscript: Manuscript) -> Iterator[Problem]:
    if manuscript.date is None:
        return
    told: set[str] = set()
    for passage in manuscript.passages:
        for gone in _find(passage.text, manuscript.date):
            words = passage.text[gone.start : gone.end]
            if words.lower() in told or _aside(passage, gone):
                continue
            told.add(words.lower())
            yield _problem(passage.locate(gone.start, gone.end), words, gone.unit)


def _problem(mark: Mark, words: str, unit: Unit) -> Problem:
    assert unit.until is not None  # what has not ended is not found
    message = f"`{words}` không còn từ ngày {dates.long(unit.until)}"
    hint = f"nay là {unit.became} ({unit.source}); nhắc chuyện cũ thì thêm `(cũ)` hoặc `trước đây`"
    return Problem(mark, message, hint, ID, LEVEL)


def _find(text: str, day: Date) -> Iterator[_Gone]:
    offices, provinces, levels = _patterns(day, text.isupper())
    if offices:
        for found in offices.finditer(text):
            yield _Gone(*found.span(), _meant(found[0], day, _OFFICES))
    if provinces and "ỉnh" in text.lower():
        for found in provinces.finditer(text):
            yield _Gone(*found.span(), _meant(found["name"], day, ("province",)))
    for found in _DISTRICT.finditer(text) if levels else ():
        name = found["name"]
        if name is None or (name[0].isupper() and found["form"].islower()) or name.isdigit():
            yield _Gone(found.start(), _whole(text, found.end(), name), _level(found[0], levels))


def _whole(text: str, end: int, name: str | None) -> int:
    """Where a name ends: its further words have capitals (`thị trấn Nam Đàn`)."""
    while name and (word := re.match(r"\s+(\w+)", text[end:])) and word[1][0].isupper():
        end += word.end()
    return end


def _level(words: str, levels: tuple[Unit, ...]) -> Unit:
    """The level that some words name first, a district where they name none (`Huyện ủy`)."""
    found = [(at, unit) for unit in levels if (at := words.lower().find(unit.name)) >= 0]
    return min(found, key=lambda one: one[0])[1] if found else levels[0]


def _aside(passage: Passage, gone: _Gone) -> bool:
    """Tell whether the words stand in a citation or in a sentence about the past."""
    if any(cited.start <= gone.start < cited.end for cited in citations.find(passage.text)):
        return True
    text = passage.text
    start = max((text.rfind(stop, 0, gone.start) for stop in (". ", "; ")), default=-1) + 1
    ends = [at for stop in (". ", ";") if (at := text.find(stop, gone.end)) >= 0]
    return bool(_PAST.search(text[start : min(ends, default=len(text))]))


@lru_cache(maxsize=64)
def _patterns(day: Date, shouted: bool) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None, tuple[Unit, ...]]:
    """The words to look for on a day: offices by their first word, provinces, and the levels that ended.

    `shouted` is for a letterhead or title in capitals.
    """
    case = re.IGNORECASE if shouted else re.NOFLAG
    heads: dict[str, list[str]] = {}
    for unit in units.ended(day, *_OFFICES):
        for name in unit.names:
            first, _, rest = name.partition(" ")
            if rest:
                heads.setdefault(first, []).append(units.spelling(rest))
    some = "|".join(rf"{head}\s+(?:{'|'.join(sorted(rest, key=len, reverse=True))})" for head, rest in heads.items())
    firsts = "".join(sorted({head[0] for head in heads}))
    offices = re.compile(rf"(?<![\w/-])(?=[{firsts}])(?:{some})(?!\w)", case) if heads else None
    gone = [unit for unit in units.ended(day, "province") if not _lives_on(unit, day)]
    names = "|".join(units.spelling(name) for unit in gone for name in unit.names)
    provinces = (
        re.compile(rf"(?<!\w)[Tt]ỉnh\s+(?:[ủu][ỷy]\s+|đoàn\s+)?(?P<name>{names})(?!\w)", case) if names else None
    )
    return offices, provinces, tuple(units.ended(day, "level"))


def _lives_on(unit: Unit, day: Date) -> bool:
    """A province of the same name and form exists on that day."""
    return any(other.full == unit.full and other.exists(day) for other in units.of("province"))


@lru_cache(maxsize=512)
def _meant(words: str, day: Date, kinds: tuple[str, ...]) -> Unit:
    """The ended unit that some words mean; the patterns were made from these very units."""
    return next(
        unit
        for unit in units.ended(day, *kinds)
        if any(re.fullmatch(units.spelling(name), words, re.IGNORECASE) for name in unit.names)
    )
