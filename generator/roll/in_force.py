"""read: a dated list of documents -> frozen records: until when each is in force and what took its place.

The program's own list is standard/in_force.yaml; an office may give one of its own, of the same form, which goes
before it. Nothing here judges a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Date
from functools import cache
from pathlib import Path

from generator import source
from generator.problem import PlanError, Problem, nearest
from generator.source import Mapping, Scalar, Sequence, Value

FILE = Path(__file__).parent.parent / "standard" / "in_force.yaml"
_KEYS = ("number", "type", "name", "date", "from", "until", "replaced_by", "source", "confidence")


@dataclass(frozen=True, slots=True)
class Document:
    """A document: number and symbol, its type and name, its day, and the day from which it is no longer in force
    (None: it still is). `sure` tells that the list has it from the text of an act."""

    number: str
    type: str
    name: str
    date: Date | None
    until: Date | None
    replaced_by: str
    sure: bool

    def ended(self, day: Date) -> bool:
        """Tell whether it was no longer in force on a day."""
        return self.until is not None and self.until <= day


def read(path: Path | None = None) -> tuple[Document, ...]:
    """Return the documents of a list, the program's own where none is named.

    Raises PlanError, with the place, for a list that is not of this form.
    """
    return _read(FILE) if path is None else _load(path)


def named(code: str, words: str, known: tuple[Document, ...]) -> Document | None:
    """Return the document with a number and symbol (`` where none is said), or the law that words name with its day
    or year."""
    for each in known:
        if code and each.number == code:
            return each
    for each in known:
        if each.name and each.date and each.type and _by_name(each).search(words):
            return each
    return None


@cache
def _by_name(document: Document) -> re.Pattern[str]:
    """`Luật Lưu trữ ngày 11 tháng 11 năm 2011`, `Luật Lưu trữ năm 2011`, `Luật Lưu trữ 2011`."""
    day = document.date
    assert day is not None
    words = r"\s+".join(map(re.escape, [*document.type.split(), *document.name.split()]))
    said = (
        rf"(?:ngày\s+0?{day.day}(?:\s+tháng\s+|\s?/\s?)0?{day.month}(?:\s+năm\s+|\s?/\s?)|(?:năm\s+)?){day.year}(?!\d)"
    )
    return re.compile(rf"(?<!\w)(?<!Bộ ){words},?\s+{said}", re.IGNORECASE)


@cache
def _read(path: Path) -> tuple[Document, ...]:
    return _load(path)


def _load(path: Path) -> tuple[Document, ...]:
    root = source.load(path).root
    listed = next((value for key, value in root.entries if key.text == "documents"), None)
    if not isinstance(listed, Sequence):
        hint = "mở bằng dòng `documents:`, mỗi văn bản một mục: `- number: 110/2004/NĐ-CP`, `until: 2020-03-05`"
        raise PlanError([Problem(root.mark, "danh sách văn bản phải có khóa `documents`", hint, "in-force")])
    problems: list[Problem] = []
    found = tuple(each for item in listed.items for each in _document(item, problems))
    if problems:
        raise PlanError(problems)
    return found


def _document(value: Value, problems: list[Problem]) -> Iterator[Document]:
    if not isinstance(value, Mapping):
        hint = "viết `- number: …` rồi `until: …` ở dòng dưới"
        problems.append(Problem(value.mark, "mỗi văn bản phải là một nhóm khóa", hint, "in-force"))
        return
    text: dict[str, str] = {}
    for key, item in value.entries:
        if key.text not in _KEYS or not isinstance(item, Scalar):
            near = nearest(key.text, _KEYS)
            hint = f"có phải là `{near}`?" if near else "các khóa: " + ", ".join(_KEYS)
            problems.append(Problem(key.mark, f"không dùng được khóa `{key.text}` ở đây", hint, "in-force"))
        else:
            text[key.text] = item.text.strip()
    days: dict[str, Date | None] = {}
    for key_name in ("date", "until"):
        try:
            days[key_name] = Date.fromisoformat(text[key_name]) if text.get(key_name) else None
        except ValueError:
            message = f"`{key_name}: {text[key_name]}` không phải là ngày"
            problems.append(Problem(value.mark, message, "viết theo dạng `2020-03-05`", "in-force"))
            return
    if not text.get("number") and not (text.get("type") and text.get("name") and days["date"]):
        hint = "ghi `number: 110/2004/NĐ-CP`, hoặc đủ cả `type`, `name`, `date`"
        problems.append(Problem(value.mark, "văn bản thiếu số, ký hiệu", hint, "in-force"))
        return
    yield Document(
        re.sub(r"\s", "", text.get("number", "")), text.get("type", ""), text.get("name", ""), days["date"],
        days["until"], text.get("replaced_by", ""), text.get("confidence", "sure") == "sure",
    )  # fmt: skip
