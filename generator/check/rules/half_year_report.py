"""A report by half-year or quarter with one date: `Định kỳ 06 tháng (vào ngày 31/5)`.

What recurs within the year has as many dates. Left alone: `6 tháng đầu năm`, which is one report, dates
with a year, and a sentence that goes on to a second date for the same period. Source: reason; no clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.manuscript import Manuscript
from generator.plan import Report, bodies, walk
from generator.problem import Level, Problem

ID = "half-year-report"
TITLE = "Báo cáo định kỳ 6 tháng hoặc quý mà chỉ có một ngày"
LEVEL: Level = "warning"
CLAUSE = ""
PASSES = (
    "Định kỳ 06 tháng (trước ngày 15/6) và 01 năm (trước ngày 15/12) báo cáo.",
    "Định kỳ 6 tháng, trước ngày 15/6 và 15/12 hằng năm, gửi báo cáo.",
    "Báo cáo 6 tháng đầu năm trước ngày 15/6; báo cáo năm trước ngày 15/12.",
    "Hằng quý, trước ngày 15 của tháng cuối quý, gửi báo cáo.",
    'reporting_schedule: [{period: [06 tháng, cuối năm], due: [31/5, 30/11], text: "Báo cáo."}]',
)
FAILS = (
    "Định kỳ 06 tháng (vào ngày 31/5), các đơn vị báo cáo.",
    "Định kỳ 06 tháng (vào ngày 31/5), cuối năm (vào ngày 30/11) báo cáo kết quả.",
    "Hằng quý báo cáo trước ngày 20/3 về Sở Nội vụ.",
    'reporting_schedule: [{period: 06 tháng, due: 31/5, text: "Báo cáo."}]',
)
_PERIOD = r"(?:định kỳ|hằng|hàng|mỗi)\s+(?:0?6|sáu)\s+tháng(?!\s+(?:đầu|cuối)\s+năm)|(?:hằng|hàng|mỗi|định kỳ)\s+quý"
_ONE = re.compile(
    rf"(?P<period>{_PERIOD})(?P<gap>[^.;\d]{{0,60}}?)ngày\s+(?P<date>\d{{1,2}}(?:/\d{{1,2}}|\s+tháng\s+\d{{1,2}}))(?![\d/])",
    re.IGNORECASE,
)
#: A second date of the same period, or the year's report beside it.
_SECOND = re.compile(r"\s*(?:,|;|và|hoặc)\s*(?:trước\s+)?(?:ngày\s+)?\d{1,2}(?:/|\s+tháng)")
_YEAR = re.compile(r"\)?\s*(?:,|và)?\s*(?:và\s+)?(?:(?:định kỳ\s+)?(?:0?1|một|hằng|hàng)\s+)?năm\b")
_RECURS = re.compile(r"(?:định kỳ\s+|hằng\s+|hàng\s+)?(?:(?:0?6|sáu)\s+tháng|quý)", re.IGNORECASE)


def check(manuscript: Manuscript) -> Iterator[Problem]:
    told = False
    for passage in manuscript.passages:
        for found in _ONE.finditer(passage.text) if "ngày" in passage.text else ():
            rest = passage.text[found.end() :]
            if "năm" in found["gap"] or _SECOND.match(rest) or _YEAR.match(rest):
                continue
            told = True
            yield Problem(passage.locate(*found.span()), *_said(found["period"], found["date"]), ID, LEVEL)
    for body in bodies(manuscript.plan) if manuscript.plan and not told else ():
        for node in walk(body):
            for data in node.data:
                if isinstance(data, Report) and len(data.period) == len(data.due) == 1:
                    period, due = data.period[0], data.due[0]
                    if _RECURS.fullmatch(period) and re.fullmatch(r"(?:trước\s+)?(?:ngày\s+)?\d{1,2}/\d{1,2}", due):
                        yield Problem(node.mark, *_said(period, due), ID, LEVEL)


def _said(period: str, date: str) -> tuple[str, str]:
    times = "bốn" if "quý" in period.lower() else "hai"
    return (
        f"`{period}` mà chỉ có một ngày `{date}`",
        f"ghi đủ {times} ngày trong năm, ví dụ `trước ngày 15/6 và 15/12`"
        if times == "hai"
        else "ghi ngày của cả bốn quý, ví dụ `trước ngày 15 của tháng cuối quý`",
    )
