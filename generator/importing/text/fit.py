"""What stands in the columns of a table, and how well a text fits one: the rows that have a cell a column in."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence

from generator.frozen import dataclass
from generator.importing.text.rows import ordinal

NUMBER = re.compile(r"[-+]?[\d.,]+(?:\s?%)?|\d{1,2}/\d{4}|\d{1,2}/\d{1,2}/\d{4}")
_BODY = re.compile(
    r"(?:các )?(?:sở|ủy ban|uỷ ban|ubnd|phòng|ban|bộ|cục|chi cục|văn phòng|trường|trung tâm|hội|đoàn|công an|mặt trận"
    r"|cơ quan|đơn vị|vp|công chức|tổ|trưởng|phó|hiệu trưởng|giáo viên|gvcn|trạm|ngân hàng|kho bạc|đài|báo)\b",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b(?:tháng|quý|năm|ngày|tuần|thường xuyên|hằng|hàng)\b|\d/\d{4}|\b20\d\d\b|\d{1,2}h\d{0,2}\b", re.IGNORECASE
)


def kind(text: str) -> str:
    """Return what kind of text a cell holds: a number, who is responsible, a time, words …"""
    if not text.strip():
        return "blank"
    if NUMBER.fullmatch(text):
        return "number"
    if ordinal(text):
        return "ordinal"
    if len(text) < 120 and _BODY.match(text):
        return "body"
    if len(text) < 60 and _TIME.search(text):
        return "time"
    return "text" if len(text) > 60 else "words"


@dataclass(frozen=True, slots=True)
class Column:
    """What stands in a column: kinds of texts, the texts (both grow with the rows that are placed), their length."""

    kinds: Counter[str]
    texts: set[str]
    length: float


def columns(rows: Sequence[Sequence[str]], width: int) -> list[Column]:
    """Return the columns of a table by its full rows."""
    full = [row for row in rows[:400] if len(row) == width]
    found = []
    for at in range(width):
        texts = [row[at] for row in full]
        lengths = [len(text) for text in texts if text]
        kinds = Counter(map(kind, texts))
        found.append(Column(kinds, {t for t in texts if t}, sum(lengths) / len(lengths) if lengths else 0.0))
    return found


def fit(text: str, column: Column) -> float:
    """How well a text fits a column, from -2 to 3."""
    if not column.kinds:
        return 0.0
    if text and text in column.texts:
        return 3.0
    own, common = kind(text), column.kinds.most_common(1)[0][0]
    if own == common:
        return 1.5 - min(1.0, abs(len(text) - column.length) / (20 + column.length))
    if own in column.kinds:
        return 0.5
    if {own, common} <= {"words", "text"} or {own, common} <= {"number", "ordinal"}:
        return 0.0
    return -0.8 if common == "number" and own != "blank" else -2.0


def alike(group_of: Sequence[Column], start: int, size: int) -> float:
    """How much alike some neighbouring columns are, less what they share with the column before and behind."""
    group = group_of[start : start + size]
    inside = sum(_same(one, two) for one, two in itertools.pairwise(group))
    edges = [group_of[start - 1]] if start else []
    outside = sum(_same(edge, group[0]) for edge in edges)
    outside += _same(group[-1], group_of[start + size]) if start + size < len(group_of) else 0.0
    return inside - 0.5 * outside


def _same(one: Column, two: Column) -> float:
    if not one.kinds or not two.kinds:
        return 0.0
    kinds = 1.0 if one.kinds.most_common(1)[0][0] == two.kinds.most_common(1)[0][0] else -1.0
    near = 1.0 - min(1.0, abs(one.length - two.length) / (5 + max(one.length, two.length)))
    return kinds + near + min(1.0, 0.25 * len(one.texts & two.texts))
