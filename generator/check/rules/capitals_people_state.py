"""`nhân dân`, `nhà nước` as nouns: the decree writes `Nhân dân`, `Nhà nước`.

A remark for each of the two words, at its first place, with the number of places. Only after words that
surely stand before the noun (`đời sống nhân dân`, `Đảng và nhà nước`). Left alone: names of bodies (`Ủy ban
nhân dân`), `ngân sách nhà nước`, `quản lý nhà nước`, `công an nhân dân` and other adjectives.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.manuscript import Manuscript
from generator.check.wording import sheet
from generator.problem import Level, Problem

ID = "capitals.people-state"
TITLE = "Viết hoa Nhân dân, Nhà nước"
LEVEL: Level = "info"
CLAUSE = "Phụ lục II, V.1"
PASSES = (
    "Ủy ban nhân dân, Hội đồng nhân dân, công an nhân dân, chứng minh nhân dân, nghệ sĩ nhân dân.",
    "Đời sống của Nhân dân; ngân sách nhà nước, quản lý nhà nước, cơ quan nhà nước; Đảng và Nhà nước.",
)
FAILS = (
    "Nâng cao đời sống của nhân dân.",
    "Chủ trương của Đảng, chính sách của nhà nước.",
    "Tuyên truyền để các tầng lớp nhân dân hiểu.",
)
#: (the noun, what stands before it where it is surely a noun, what must not follow it).
_NOUNS = (
    (
        "nhân dân",
        tuple(
            f" {head} "
            for head in (
                "của",
                "cho",
                "với",
                "trong",
                "do",
                "để",
                "được",
                "cùng",
                "giúp",
                "tầng lớp",
                "quần chúng",
                "đời sống",
                "toàn thể",
                "bà con",
                "vận động",
                "phục vụ",
                "đông đảo",
                "ý kiến",
                "sức khỏe",
                "tinh thần",
                "mọi",
                "phát huy vai trò",
                "chính quyền và",
                "cán bộ và",
                "đảng viên và",
            )
        ),
        (" tệ", " tự vệ", " cách mạng", " các cấp", " tối cao", " trung hoa", " dân chủ"),
    ),
    (
        "nhà nước",
        tuple(
            f" {head} "
            for head in (
                "đảng,",
                "đảng và",
                "do",
                "được",
                "chính sách của",
                "pháp luật của",
                "quy định của",
                "chủ trương của",
                "hỗ trợ của",
                "đầu tư của",
                "quốc hội và",
            )
        ),
        (" pháp quyền", " cấp trên"),
    ),
)


def check(manuscript: Manuscript) -> Iterator[Problem]:
    whole = sheet(manuscript)
    for noun, heads, never in _NOUNS:
        places = [
            place
            for place in whole.find(noun)
            if whole.text[place : place + len(noun)].islower()
            and whole.small.endswith(heads, 0, place)
            and not whole.small.startswith(never, place + len(noun))
        ]
        if places:
            count = f" (cả văn bản có {len(places)} chỗ)" if len(places) > 1 else ""
            message = f"`{noun}` là danh từ đặc biệt mà chưa viết hoa{count}"
            hint = f"viết `{noun.capitalize()}`"
            yield whole.problem(places[0], places[0] + len(noun), message, hint, ID, LEVEL)
