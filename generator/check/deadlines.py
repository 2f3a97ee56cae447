"""find: a Manuscript -> the days by which something is to be done, as far as they are said in full.

From sentences (`gửi báo cáo trước ngày 15/11/2026`) and from the plan's typed data (`deadline`, `due`),
each once. A day that bounds the past (`văn bản ban hành trước ngày …`, `sinh trước ngày …`) is no
deadline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Date

from generator.check import dates
from generator.check.manuscript import Manuscript, Passage
from generator.plan import Duty, Plan, Report, Target, TaskTable, bodies, walk
from generator.problem import Mark


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day by which something is due, how it is said, and the words around it."""

    day: Date
    said: str
    around: str
    mark: Mark


#: How far back a clause is looked at (characters).
_BACK = 300
_BY = re.compile(
    r"(?P<by>trước|chậm nhất(?:\s+(?:là|vào|đến|trước))?|muộn nhất(?:\s+(?:là|vào))?|hạn cuối(?:\s+là)?)"
    r"\s+(?:\d{1,2}\s*(?:giờ|h)\s*(?:\d{2})?\s*)?(?:phút\s*)?(?:,\s*)?ngày\s$",
    re.IGNORECASE,
)
_DUE = re.compile(
    r"gửi|hoàn thành|báo cáo|trình|nộp|xong|đăng ký|tổng hợp|tham mưu|triển khai|thực hiện|xây dựng|tổ chức|rà soát"
    r"|phê duyệt|giải ngân",
    re.IGNORECASE,
)
#: Right before `trước ngày` these speak of what had happened by then.
_PAST = re.compile(
    r"(?:ban hành|sinh|ký|cấp|hưởng|phát sinh|thành lập|tuyển dụng|hiệu lực|công nhận|nghỉ hưu|nghỉ việc|tham gia|"
    r"tồn tại|công tác|hoạt động|thực hiện|quyết định|làm việc|áp dụng|từ)\s*(?:từ\s*)?$",
    re.IGNORECASE,
)
_HAPPENED = re.compile(r"(?<!\w)(?:đã|được ban hành|có hiệu lực|văn bản|giai đoạn trước)(?!\w)", re.IGNORECASE)


def find(manuscript: Manuscript) -> Iterator[Deadline]:
    """Yield every deadline with a full date, those of sentences first."""
    said: set[Date] = set()
    for passage in manuscript.passages:
        if passage.kind in ("text", "opening", "closing", "heading", "note"):
            for deadline in _in_sentence(passage):
                said.add(deadline.day)
                yield deadline
    for deadline in _typed(manuscript.plan) if manuscript.plan else ():
        if deadline.day not in said:
            yield deadline


def _in_sentence(passage: Passage) -> Iterator[Deadline]:
    text = passage.text
    for date in dates.full(text):
        start = max(date.start - _BACK, 0)
        by = _BY.search(text, max(date.start - 60, 0), date.start)
        if not by or date.day_of is None:
            continue
        clause = re.split(r"[;]|\.\s", text[start : by.start()])[-1]
        if _DUE.search(clause) and not _PAST.search(clause) and not _HAPPENED.search(clause):
            yield Deadline(date.day_of, date.text, text[date.end : date.end + 30], passage.locate(date.start, date.end))


def _typed(plan: Plan) -> Iterator[Deadline]:
    for body in bodies(plan):
        for node in walk(body):
            for data in node.data:
                due = data.due if isinstance(data, Report) else ()
                for text in (data.deadline,) if isinstance(data, Target | Duty) else due:
                    yield from _dated(text, node.mark)
            for piece in node.pieces:
                for group in piece.groups if isinstance(piece, TaskTable) else ():
                    for line in (line for task in group.tasks for line in task.deadline):
                        yield from _dated(line.value, line.mark)


def _dated(text: str, mark: Mark) -> Iterator[Deadline]:
    """The last full date of a typed deadline (`từ ngày … đến ngày …`)."""
    for date in dates.full(text)[-1:]:
        if date.day_of:
            yield Deadline(date.day_of, date.text, text[date.end :], mark)
