"""An issuer whose name is shortened: `UBND xã Tân Bình`. Source: Phụ lục I, II.2.a."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.manuscript import Manuscript
from generator.problem import Level, Problem

ID = "issuer.full_name"
TITLE = "Tên cơ quan ban hành viết tắt"
LEVEL: Level = "error"
CLAUSE = "Phụ lục I, Phần I, II.2.a"
PASSES = (
    "issuer: {name: Ủy ban nhân dân xã Tân Bình, place: Tân Bình}",
    "issuer: {name: Sở Nội vụ, parent: UBND tỉnh Nghệ An, place: Nghệ An, symbol: SNV}",
)
FAILS = ("issuer: {name: UBND xã Tân Bình, place: Tân Bình}",)


def check(manuscript: Manuscript) -> Iterator[Problem]:
    issuer = manuscript.plan.issuer if manuscript.plan else None
    if issuer and issuer.name.startswith("UBND "):
        hint = f"viết `Ủy ban nhân dân {issuer.name[5:]}` (Phụ lục I, II.2.a)"
        yield Problem(issuer.mark, "tên cơ quan ban hành đang viết tắt", hint, ID, LEVEL)
