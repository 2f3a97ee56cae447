"""A place name with a small first letter before the date. Source: Phụ lục I, II.4.c."""

from __future__ import annotations

from collections.abc import Iterator

from generator import vietnamese
from generator.check.manuscript import Manuscript
from generator.problem import Level, Problem

ID = "place_date.capital"
TITLE = "Địa danh chưa viết hoa"
LEVEL: Level = "error"
CLAUSE = "Phụ lục I, Phần I, II.4.c"
PASSES = (
    "issuer: {name: Ủy ban nhân dân xã Tân Bình, place: Tân Bình}",
    "issuer: {name: Ủy ban nhân dân Phường 4, place: Phường 4}",
)
FAILS = ("issuer: {name: Ủy ban nhân dân xã Tân Bình, place: tân Bình}",)


def check(manuscript: Manuscript) -> Iterator[Problem]:
    issuer = manuscript.plan.issuer if manuscript.plan else None
    if issuer and issuer.place[:1].islower():
        hint = f"viết `{vietnamese.capital(issuer.place)}` (Phụ lục I, II.4.c)"
        yield Problem(issuer.mark, "địa danh chưa viết hoa", hint, ID, LEVEL)
