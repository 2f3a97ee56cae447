"""report: a sentence -> the reporting duty that it lays down: which period, by when, to whom, through whom.

A sentence that only speaks of reports, without a period or a day, lays down none.
"""

from __future__ import annotations

import re
from itertools import islice

from generator.importing.typed import agencies

#: No sentence that lays down a report is longer (letters), or speaks of reports more often.
LONGEST, _MANY = 6000, 30
#: How many places of a sentence are asked for a name.
_TRIES = 12
_REPORT = re.compile(r"(?<!\w)báo cáo(?! viên| chuyên đề| tài chính| tham luận| chính trị)", re.IGNORECASE)
_ONE = (
    r"(?:ước cả năm|cả năm|cuối năm|(?:0?[369]|sáu|ba|chín) tháng(?: (?:đầu|cuối) năm)?|giữa kỳ|cuối kỳ|đầu kỳ"
    r"|(?:quý|tháng|tuần|năm|1 năm|01 năm|một năm)(?!\s?\d|\s[IVX]+\b| học| nay| trước| sau| qua))"
)
_EVERY = r"(?:(?:hằng|hàng|mỗi|từng|một|01)\s)"
_BY = r"(?:\s?\([^()]{0,60}\))?"
_PERIODS = rf"(?:{_EVERY}?{_ONE}{_BY}(?:(?:\s?,\s?|\s?;\s?|\s(?:và|hoặc)\s){_EVERY}?{_ONE}{_BY})*)"
#: Where a period is that of a report: it opens the clause (`Định kỳ 6 tháng … báo cáo`), or follows the word.
_REGULAR = re.compile(rf"(?<!\w)định kỳ,?\s(?:vào )?(?P<periods>{_PERIODS})", re.IGNORECASE)
_YEARLY = re.compile(
    rf"(?:(?:^|[.;:]\s)(?P<first>{_EVERY}{_ONE})\s?,?\s[^.;]{{0,120}}?"
    rf"|,\s(?P<periods>{_EVERY}{_ONE}(?:(?:\s?,\s?|\svà\s){_EVERY}?{_ONE})*),?\s[^.;,]{{0,60}}?)báo cáo",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"báo cáo(?: định kỳ)?,?(?: theo)?(?: định kỳ)?,?\s(?P<periods>{_EVERY}{_ONE}(?:\s?,\s?{_EVERY}?{_ONE})*"
    rf"|{_PERIODS}(?=\s(?:gửi|trước|chậm|về|\()))",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"báo cáo\s[^.;,]{0,80}?\s(?P<periods>(?:hằng|hàng)\s(?:năm|quý|tháng))(?=\s[^.;]{0,60}?(?:gửi|về)\s)",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s?\([^()]*\)|\s?[,;]\s?|\s(?:và|hoặc)\s")

_DAY = (
    r"(?:\d{1,2}\s?/\s?\d{1,2}(?:\s?/\s?\d{4})?|\d{1,2} tháng \d{1,2}(?: năm \d{4})?"
    r"|\d{1,2} (?:của )?(?:hằng|hàng|mỗi) tháng|\d{1,2} (?:của )?tháng (?:cuối|đầu)(?: mỗi| của)?(?: quý)?)"
)
_DUE = re.compile(
    rf"(?:trước|vào|chậm nhất|muộn nhất|hạn cuối|xong)(?: là| vào| đến| trước| hết| \d+ (?:giờ|h\d*))*,?\s(?:ngày\s)?"
    rf"(?P<first>{_DAY})(?P<more>(?:(?:,\s|\s(?:và|hoặc)\s|;\s)(?:trước |vào )?(?:ngày )?{_DAY})*)(?!\s?\d|/)",
    re.IGNORECASE,
)
_TO = re.compile(
    r"(?:(?:báo cáo|gửi|nộp)(?:\s[^.;()]{0,120}?)?\s(?:về|gửi về|gửi|cho|lên|tới|đến|trình)(?: (?:về|cho))?"
    r"|báo cáo|gửi báo cáo|gửi về)\s",
    re.IGNORECASE,
)
_VIA = re.compile(r"(?:thông\s)?qua\s", re.IGNORECASE)
#: Where the name of an addressee ends.
_ENDS = re.compile(
    r"\s+(?:(?:thông )?qua|để|nhằm|trước|vào|chậm nhất|theo|tổng hợp|xem xét|định kỳ|kết quả|tình hình|về|kèm"
    r"|và (?=[a-zà-ỹ]+ (?:cơ|tham|tổng|đề))"
    r"|đúng|trong|khi|đồng thời|biết|chỉ đạo|cho ý kiến|những|các nội dung|hằng|hàng|từ|của|được|có|đột xuất"
    r"|kịp thời|vướng mắc)(?!\w)"
    r"|\s?[();:.]|\s-\s[Cc]ơ quan|$"
)


def report(sentence: str) -> dict[str, str | tuple[str, ...]]:
    """Return `period`, `due`, `from`, `to`, `via` as far as a paragraph says them; {} where it lays down no report."""
    if len(sentence) > LONGEST or not _REPORT.search(sentence) or sentence.count("báo cáo") > _MANY:
        return {}
    clauses = [clause for clause in _clauses(sentence) if _REPORT.search(clause)]
    periods = tuple(period for clause in clauses for period in _periods(clause))
    dues = tuple(due for clause in clauses for due in _dues(clause))
    if not periods and not dues:
        return {}
    if not dues:  # as said, `hàng quý, năm`: nothing tells that each is a report of its own
        periods = (", ".join(dict.fromkeys(periods)),) if periods else ()
    found: dict[str, str | tuple[str, ...]] = {"period": _few(periods), "due": _few(dues)}
    found["to"] = next((name for clause in clauses if (name := _to(clause))), "")
    if not periods and not found["to"]:
        return {}
    found["from"] = next((name for clause in clauses if (name := _sender(clause))), "")
    found["via"] = next((name for clause in clauses if (name := _via(clause))), "")
    return {key: found[key] for key in ("period", "due", "from", "to", "via") if found[key]}


def _clauses(sentence: str) -> list[str]:
    return re.split(r"(?<=[^\W\d]|[\d)”])\.\s+", sentence)


def _few(found: tuple[str, ...]) -> str | tuple[str, ...]:
    kept = tuple(dict.fromkeys(found))
    return kept[0] if len(kept) == 1 else kept


def _periods(clause: str) -> tuple[str, ...]:
    found = {
        match.start("periods"): match["periods"] for match in _REGULAR.finditer(clause) if _reported(clause, match)
    }
    found |= {match.start("periods"): match["periods"] for match in _AFTER.finditer(clause)}
    if not found and (one := _YEARLY.search(clause) or _WITHIN.search(clause)):
        said = one["periods"] or one["first"]
        found = {one.start(): said}
    return tuple(period for at in sorted(found) for period in _parted(found[at]))


def _reported(clause: str, regular: re.Match[str]) -> bool:
    """Tell whether what is done regularly is the report: it opens the clause, or stands after the word."""
    before = clause[: regular.start()]
    opens = not before or before.endswith((", ", "; ", ": ", "(", "theo ", "- "))
    return opens or bool(_REPORT.search(before[-100:]))


def _parted(said: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in _SPLIT.split(said) if part and part.strip())


def _dues(clause: str) -> tuple[str, ...]:
    found: list[str] = []
    for match in _DUE.finditer(clause):
        if _REPORT.search(clause[: match.start()]) or re.search(
            r"[Đđ]ịnh kỳ|gửi|nộp|[Hh][ằà]ng ", clause[: match.start()]
        ):
            found += [match["first"], *re.findall(_DAY, match["more"] or "", re.IGNORECASE)]
    return tuple(found)


def _to(clause: str) -> str:
    bare = re.sub(r"\s?\([^()]{0,400}\)", "", clause)
    for lead in islice(_TO.finditer(bare), _TRIES):
        name = _name(bare, lead.end())
        if name:
            return name
    return ""


def _via(clause: str) -> str:
    return next((name for lead in islice(_VIA.finditer(clause), _TRIES) if (name := _name(clause, lead.end()))), "")


def _sender(clause: str) -> str:
    asked = re.search(r"(?:đề nghị|yêu cầu)\s", clause, re.IGNORECASE)
    subject = agencies.subject(clause[asked.start() :][:1].upper() + clause[asked.start() + 1 :]) if asked else None
    return subject.name if subject else ""


def _name(clause: str, start: int) -> str:
    """Return the body whose name begins at `start`, or "" where none does."""
    if not agencies.begins(clause[start : start + 60], True):
        return ""
    end = _ENDS.search(clause, start)
    name = clause[start : end.start() if end else len(clause)].rstrip(" ,")
    bodies = re.split(r",\s+", name)
    while len(bodies) > 1 and not agencies.begins(bodies[-1]) and not bodies[-1][:1].isupper():
        bodies.pop()
    return ", ".join(bodies) if name.count(" ") < 25 else ""
