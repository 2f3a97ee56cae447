"""One document cited with two periods: `Đề án số 10-ĐA/TU … giai đoạn 2021 - 2025` and `… giai đoạn 2020-2025`.

The rarer one is told. Judged by the first period after the number, where the three words before it are the
same in both places, so that both name the document's subject. Left alone: periods that
differ by more than two years, since a document may have phases. Source: reason; no clause.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from generator.check import citations
from generator.check.manuscript import Manuscript, Passage
from generator.check.wording import problem
from generator.problem import Level, Problem

ID = "citation.two-periods"
TITLE = "Cùng một văn bản mà ghi hai giai đoạn khác nhau"
LEVEL: Level = "warning"
CLAUSE = ""
PASSES = (
    "Đề án số 10-ĐA/TU về giảm nghèo bền vững tỉnh, giai đoạn 2020-2025.\n"
    "Đề án số 10-ĐA/TU về giảm nghèo bền vững tỉnh giai đoạn 2020 - 2025, năm 2024.",
    "Quyết định số 17/QĐ-TTg phê duyệt Chương trình giai đoạn 2021 - 2030.\nQuyết định số 17/QĐ-TTg phê duyệt Chương "
    "trình, bố trí vốn giai đoạn 2021 - 2025.",
    "Quyết định số 17/QĐ-TTg về vùng dân tộc thiểu số giai đoạn 2021 - 2030.\n"
    "Quyết định số 17/QĐ-TTg về vùng dân tộc thiểu số giai đoạn 2021 - 2025.",
    "Đề án số 10-ĐA/TU về giảm nghèo bền vững tỉnh giai đoạn 2020-2025.\nĐề án số 11-ĐA/TU về giảm nghèo bền vững tỉnh "
    "giai đoạn 2021-2025.",
)
FAILS = (
    "Đề án số 10-ĐA/TU ngày 11/12/2020 về giảm nghèo bền vững tỉnh Lào Cai, giai đoạn 2020-2025.\n"
    "Đề án số 10-ĐA/TU về Giảm nghèo bền vững tỉnh Lào Cai giai đoạn 2021 - 2025.",
)
#: A passage, where in it the period stands, the period, and the name of the document.
Mention = tuple[Passage, tuple[int, int], str, str]
_PERIOD = re.compile(
    r"(?:[^.;:()“”\"]|(?<=\d)\.(?=\d)){0,160}?(?P<subject>\w+ \w+ \w+),?\s"
    r"(?P<period>giai đoạn (?P<first>(?:19|20)\d\d)\s?[-–]\s?(?P<last>(?:19|20)\d\d))",
    re.IGNORECASE,
)


def check(manuscript: Manuscript) -> Iterator[Problem]:
    for mentions in _mentions(manuscript).values():
        periods = Counter(years for _, _, years, _ in mentions)
        usual = periods.most_common(1)[0][0]
        for passage, place, years, name in mentions:
            if years != usual and _near(years, usual):
                message = f"`{name}` ở đây ghi giai đoạn {years}, chỗ khác ghi {usual}"
                hint = "chỉ một giai đoạn đúng: xem lại văn bản gốc"
                yield problem(passage, *place, message, hint, ID)


def _near(one: str, other: str) -> bool:
    """Tell whether two periods differ by a year or two, as a slip does and a phase does not."""
    apart = [abs(int(a) - int(b)) for a, b in zip(one.split("-"), other.split("-"), strict=True)]
    return sum(apart) <= 2


def _mentions(manuscript: Manuscript) -> dict[tuple[str, str], list[Mention]]:
    """Return every document with the words before its period, and where that is said."""
    said: dict[tuple[str, str], list[Mention]] = {}
    for passage in manuscript.passages:
        found = citations.find(passage.text) if "giai đoạn" in passage.text.lower() else ()
        for number, cited in enumerate(found):
            end = found[number + 1].start if number + 1 < len(found) else len(passage.text)
            period = _PERIOD.match(passage.text, cited.code_at[1], end)
            if period:
                key = (cited.key.upper(), period["subject"].lower())
                mention = (passage, period.span("period"), f"{period['first']}-{period['last']}", cited.name)
                said.setdefault(key, []).append(mention)
    return said
