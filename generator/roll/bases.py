"""find: a sentence that names documents -> which of them the next year's plan can hardly stand on.

In: a sentence, the year from and to, the dated list of documents no longer in force. Out: each document's stretch,
the reason, and whether it must be renewed or only looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Date

from generator.check import citations
from generator.check.citations import Citation
from generator.roll import in_force
from generator.roll.aim import _YEAR, PERIOD, SCHOOL, Aim, span
from generator.roll.in_force import Document
from generator.roll.years import _LAW, own


@dataclass(frozen=True, slots=True)
class Renewal:
    """A document to renew (`must`) or to look at: its stretch of the sentence, its name, the reason."""

    start: int
    end: int
    name: str
    why: str
    must: bool


#: Documents that stay in force from year to year, so that one of the old year is nothing to look at.
_LASTING = ("Bộ luật", "Luật", "Pháp lệnh", "Nghị định", "Thông tư", "Thông tư liên tịch", "Quy chế", "Quy định")
_OF_YEAR = re.compile(rf"(?P<before>(?:\w+\s+){{0,2}})năm\s+(?P<year>{_YEAR})(?!\d|\s?[-–/]\s?\d)", re.IGNORECASE)
_SINCE = re.compile(r"(?<!\w)(?:từ|sau|trước|ngày|tháng)\s*$|(?<!\w)tháng\s+\d+\s*$", re.IGNORECASE)
_UNTIL = re.compile(r"(?<!\w)(?:đến|tới|tầm nhìn|hết)\s*$", re.IGNORECASE)


def find(said: str, aim: Aim, known: tuple[Document, ...], basis: bool, listed: bool = False) -> Iterator[Renewal]:
    """Yield the documents of a sentence that the next year's plan cannot stand on, or should not unseen.

    `basis`: the sentence is one of the grounds of issue. `listed`: it is an item of `bases`, so all of it speaks of
    documents, those without a number too.
    """
    cited = [each for each in citations.find(said) if not own(each, aim, said)]
    for each in cited:
        if not each.inner:
            start, end = span(said, each)
            if listed:  # `… (Cụm 2) năm học 2025-2026` goes on after a bracket
                rest = re.compile(r"[^;]*").match(said, end)
                following = [other.start for other in cited if other.start >= end]
                end = min([rest.end() if rest else end, *following])
            inner = [span(said, other) for other in cited if other.inner and start <= other.start < end]
            yield from _of(start, end, _without(said, start, end, inner), each, aim, known, basis)
    for law in _LAW.finditer(said):
        if not any(start <= law.start() < end for start, end in (span(said, each) for each in cited)):
            ended = _ended("", law[0], aim, known)
            if ended:
                yield Renewal(*law.span(), law[0], *ended)
    if listed and not cited and not _LAW.search(said):
        why = _dated(said, aim)
        if why:
            yield Renewal(0, len(said), "căn cứ này", why, True)


def _without(said: str, start: int, end: int, inner: list[tuple[int, int]]) -> str:
    """The words of a citation without the documents that its subject names: their years are not its own."""
    for first, last in inner:
        said = said[:first] + "·" * (last - first) + said[last:]
    return said[start:end]


def _of(
    start: int, end: int, bare: str, cited: Citation, aim: Aim, known: tuple[Document, ...], basis: bool
) -> Iterator[Renewal]:
    ended = _ended(cited.key, "", aim, known)
    subject = bare[cited.code_at[1] - start :]
    if cited.date_text:
        subject = subject.replace(cited.date_text, "·" * len(cited.date_text), 1)
    why = _dated(subject, aim)
    issued = cited.date.year if cited.date else cited.year
    if ended:
        yield Renewal(start, end, cited.name, *ended)
    elif why:
        yield Renewal(start, end, cited.name, why, basis)
    elif basis and issued == aim.since and not cited.year and cited.type not in _LASTING and not _covers(subject, aim):
        yield Renewal(start, end, cited.name, f"ban hành năm {aim.since}: xem còn dùng cho năm {aim.to} không", False)


def _ended(code: str, words: str, aim: Aim, known: tuple[Document, ...]) -> tuple[str, bool] | None:
    """Why a document is not in force at the beginning of the new year, or will not be to its end."""
    found = in_force.named(code, words, known)
    if not found or not found.until:
        return None
    day = f"{found.until.day:02}/{found.until.month:02}/{found.until.year}"
    instead = f"; văn bản thay: {found.replaced_by}" if found.replaced_by else ""
    check = "" if found.sure else " (cần đối chiếu)"
    if found.ended(Date(aim.to, 1, 1)):
        return f"hết hiệu lực từ ngày {day}{instead}{check}", True
    if found.ended(Date(aim.to, 12, 31)):
        return f"hết hiệu lực trong năm, từ ngày {day}{instead}{check}", False
    return None


def _dated(words: str, aim: Aim) -> str:
    """Why a document is one of a time that is over, by the years that its subject names; "" where it is not."""
    for found in SCHOOL.finditer(words):
        if int(found["b"]) <= (aim.school[1] if aim.school else aim.since):
            return f"văn bản của năm học {found['a']}-{found['b']}: thay bằng văn bản của năm học mới"
    if _covers(words, aim):
        return ""
    for found in PERIOD.finditer(words):
        if int(found["a"]) < int(found["b"]) < aim.to and not SCHOOL.search(words):
            return (
                f"giai đoạn {found['a']}-{found['b']} đã hết: tìm văn bản của giai đoạn mới, hoặc văn bản cho kéo dài"
            )
    for found in _OF_YEAR.finditer(words):
        year = int(found["year"])
        if _UNTIL.search(found["before"]):
            if year < aim.to and year >= aim.since - 1:
                return f"đến năm {year}: đã hết thời hạn"
            if year >= aim.to:
                return ""
        elif aim.since - 1 <= year <= aim.since and not _SINCE.search(found["before"]):
            return f"văn bản của năm {year}: tìm văn bản tương ứng của năm {year + aim.step}"
    return ""


def _covers(words: str, aim: Aim) -> bool:
    return any(int(found["a"]) <= aim.to <= int(found["b"]) for found in PERIOD.finditer(words))
