"""aim: what a plan says of itself -> the year it is of, its school year, its own period.

In: the values of a file. Out: an `Aim`, by which every year of its sentences is judged.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date as Date

from generator import vietnamese
from generator.amend.keep import Leaf
from generator.check import citations, dates

#: Years that a plan may speak of as its own.
FIRST, LAST = 1990, 2100
_YEAR = r"(?:19|20|21)\d\d"
YEAR = re.compile(rf"(?<![\d/.,–-])(?P<year>{_YEAR})(?![\d/–-]|[.,]\d)")
SCHOOL = re.compile(
    rf"(?:năm học|niên khóa|niên khoá|niên học|NH)\s+(?P<a>{_YEAR})\s*[-–—]\s*(?P<b>{_YEAR})(?!\d)", re.IGNORECASE
)
PERIOD = re.compile(
    rf"(?<![\d/.,])(?P<a>{_YEAR})\s*(?:[-–—]|đến(?:\s+hết)?)\s*(?:năm\s+)?(?P<b>{_YEAR})(?![\d/]|[.,]\d)"
)
_OWN = re.compile(rf"năm\s+(?P<year>{_YEAR})(?!\s*[-–/]\s?\d|\d)", re.IGNORECASE)
_NOT_OWN = re.compile(r"(?:đến|tới|hết|từ|sau|trước|tầm nhìn|so với|cuối|đầu)\s*$", re.IGNORECASE)
#: Words of a programme, whose period is its own and not the plan's.
PROGRAMME = re.compile(
    r"chương trình|đề án|chiến lược|nghị quyết|nghị định|quyết định|quy hoạch|chỉ thị|dự án|nhiệm kỳ|chuẩn nghèo"
    r"|phong trào|cuộc vận động",
    re.IGNORECASE,
)
_DUE = re.compile(r"(?:trước|chậm nhất|muộn nhất|hạn cuối|đến hết|xong)[^,;.]{0,12}$", re.IGNORECASE)
#: A subject that goes on after a semicolon: `Kế hoạch phát triển kinh tế - xã hội; quốc phòng - an ninh năm 2026`.
_GOES_ON = re.compile(
    r"\s*[;,]\s*(?:và\s+)?(?:bảo đảm\s+|đảm bảo\s+)?(?:quốc phòng|an ninh|dự toán|ngân sách|đầu tư công)[^.;]*"
)


@dataclass(frozen=True, slots=True)
class Aim:
    """From which year to which, and what else of the plan's own moves along."""

    since: int
    to: int
    school: tuple[int, int] | None = None
    period: tuple[int, int] | None = None
    #: The last years of the periods that the plan names: `đến hết năm 2025` may be one of them.
    ends: frozenset[int] = frozenset()
    #: Whether the title says that the plan is one of `since`.
    annual: bool = True
    number: str = ""
    date: Date | None = None

    @property
    def step(self) -> int:
        """How many years everything moves."""
        return self.to - self.since


def aim(leaves: Iterable[Leaf], since: int, to: int) -> Aim:
    """Return what of a plan moves from one year to another."""
    values = tuple(leaves)
    title = [leaf.said for leaf in values if leaf.path[0] == "title"]
    said = [leaf.said for leaf in values]
    ends = {int(found["b"]) for text in said for found in PERIOD.finditer(text)}
    ends |= {int(found[1]) for text in title for found in re.finditer(rf"đến năm ({_YEAR})", text)}
    named = dict(_root(values))
    day = _date(named.get("date", ""))
    return Aim(
        since, to, _school(title, said, since), _period(title, since), frozenset(ends),
        since in set(_titles(title)) or bool(_school(title, [], since)), named.get("number", ""), day,
    )  # fmt: skip


def year(leaves: Iterable[Leaf]) -> int | None:
    """Return the year that a plan is of: that of its title, else of its date, else the one it names most often."""
    values = tuple(leaves)
    titled = list(_titles([leaf.said for leaf in values if leaf.path[0] == "title"]))
    if titled:
        return titled[-1]
    dated = re.search(_YEAR, dict(_root(values)).get("date", ""))
    if dated:
        return int(dated[0])
    counted = Counter(found for leaf in values for found in _titles([leaf.said]))
    best = counted.most_common(2)
    if not best or (len(best) > 1 and best[0][1] == best[1][1]):
        return None
    return best[0][0]


def _root(leaves: Iterable[Leaf]) -> Iterator[tuple[str, str]]:
    yield from ((str(leaf.path[0]), leaf.said) for leaf in leaves if len(leaf.path) == 1)


def _titles(texts: Iterable[str]) -> Iterator[int]:
    """Yield the years that sentences name as `năm 2026`, neither as a horizon nor inside a cited document."""
    for text in texts:
        cited = [span(text, each) for each in citations.find(text)]
        for found in _OWN.finditer(text):
            inside = any(start <= found.start() < end for start, end in cited)
            if not inside and not _NOT_OWN.search(text[max(found.start() - 40, 0) : found.start()]):
                yield int(found["year"])


def span(text: str, cited: citations.Citation) -> tuple[int, int]:
    """Return the stretch of a citation, without a year of the plan's own that follows its subject.

    `Đề án số 10-ĐA/TU về giảm nghèo giai đoạn 2021 - 2025, năm 2024`: the last is the plan's.
    """
    end = cited.end
    if end < len(text) and (goes_on := _GOES_ON.match(text, end)):
        end = goes_on.end()
    end = _before_deadline(text, cited, end)
    own = re.compile(rf",\s+năm\s+(?P<year>{_YEAR})(?![\d–-])").search(text, cited.code_at[1], end)
    if own:
        before = text[cited.code_at[1] : own.start()]
        issued = cited.date.year if cited.date else cited.year
        if (issued and issued < int(own["year"]) - 1) or re.search(rf"[-–]\s*{_YEAR}\s*$", before):
            return cited.start, own.start()
    return cited.start, end


def _before_deadline(text: str, cited: citations.Citation, end: int) -> int:
    """Where a subject ends that runs on to a day by which something is due: no document has one in its name."""
    for day in dates.find(text):
        if day.start >= end:
            break
        if day.start < cited.code_at[1] or day.text == cited.date_text:
            continue
        due = _DUE.search(text, max(day.start - 40, 0), day.start)
        if due:
            comma = text.rfind(",", cited.code_at[1], day.start)
            return comma if comma > 0 else due.start()
    return end


def _school(title: list[str], said: list[str], since: int) -> tuple[int, int] | None:
    """The school year that the title names, else the one named most often, where it touches the plan's year."""
    for texts in (title, said):
        counted = Counter((int(found["a"]), int(found["b"])) for text in texts for found in SCHOOL.finditer(text))
        for pair, _ in counted.most_common():
            if since in pair and pair[1] == pair[0] + 1:
                return pair
    return None


def _period(title: list[str], since: int) -> tuple[int, int] | None:
    """The plan's own years, where its title names them, they begin with its year and no programme has them."""
    text = " ".join(title)
    for found in PERIOD.finditer(text):
        first, last = int(found["a"]), int(found["b"])
        fixed = first % 5 == 1 and last % 5 == 0  # the State's own five and ten years
        if first == since and last > first and not fixed and not PROGRAMME.search(text[: found.start()]):
            return first, last
    return None


def _date(text: str) -> Date | None:
    try:
        parsed = vietnamese.parse_date(text)
    except ValueError:
        return None
    return parsed.full if parsed else None
