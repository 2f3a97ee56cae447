"""Ranges of years written in several ways in one manuscript: `2021-2025` and `2026 – 2030`.

One finding, at the first of the fewest. A space on one side only belongs to `hyphen-space`. Left alone:
titles of other documents cannot be told from one's own words, so this is a remark only. Source: practice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.manuscript import Manuscript, Passage
from generator.check.wording import problem
from generator.problem import Level, Problem

ID = "mixed-range-dash"
TITLE = "Khoảng năm viết nhiều kiểu (2021-2025, 2026 – 2030)"
LEVEL: Level = "info"
CLAUSE = ""
PASSES = (
    "Giai đoạn 2021-2025 và giai đoạn 2026-2030.",
    "Năm học 2025 - 2026, giai đoạn 2026 - 2030; số 0236 - 3821.",
)
FAILS = ("Giai đoạn 2016-2020 và giai đoạn 2021 – 2025.", "Giai đoạn 2026 - 2030.\nGiai đoạn 2026-2030.")
_RANGE = re.compile(r"(?:19|20)\d\d(?<![\d/.]....)(\s?[-–]\s?)(?:19|20)\d\d(?![\d/])")


def check(manuscript: Manuscript) -> Iterator[Problem]:
    styles: dict[str, list[tuple[Passage, re.Match[str]]]] = {}
    for passage in manuscript.passages:
        for found in _RANGE.finditer(passage.text):
            dash = found[1].replace("\u00a0", " ")
            if len(dash) != 2:
                styles.setdefault(dash, []).append((passage, found))
    if len(styles) < 2:
        return
    ranked = sorted(styles, key=lambda dash: -len(styles[dash]))
    passage, found = styles[ranked[-1]][0]
    counts = ", ".join(f"`{styles[dash][0][1][0]}` ({len(styles[dash])} chỗ)" for dash in ranked)
    hint = f"viết thống nhất một kiểu, ví dụ `{found[0].replace(found[1], ranked[0])}`"
    yield problem(passage, *found.span(), f"khoảng năm viết nhiều kiểu: {counts}", hint, ID, LEVEL)
