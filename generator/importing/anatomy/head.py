"""read: the columns of a letterhead -> issuer, parent, number, place, date, marks (ô 1 to 4, 10, 11), and what is none.

A line is told by its words and by its column, never by its look: portals lose looks. What is not there stays blank.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import field

from generator.frozen import dataclass
from generator.importing.anatomy import bodies, ordinary, wording
from generator.importing.anatomy.ordinary import Words
from generator.importing.anatomy.rows import Row, Stack
from generator.importing.draft import Doubt, Field

#: No line of a head is longer, and no name of a body.
_LONGEST_LINE = 300
_LONGEST_NAME = 120
#: The symbol of an issuer, or of an issuer and its unit: `UBND`, `SGDĐT-GDTrH`, `CAT(PC06)`.
_SYMBOL = r"[A-ZĐa-zđ][\wĐđ&.]*(?:[-–/][\wĐđ&.]+)*(?:\([\wĐđ.]+\))?"
_LONGEST_SYMBOL = 30
#: What stands before it in odd numbers, or in those of a document that carries a plan: `/QĐ-`, `-KH/`, `/2024/KHLT-`.
_OTHER_KIND = re.compile(
    r"^(?:.*?[-–/.])?(?:KH[A-ZĐ]{0,3}(?=[-–/.])|KH|QĐ|TTr|TB|CĐ|QC|PA)(?:[-–/.]+|(?=[A-ZĐ]{2})|$)|^[-–/]+"
)


@dataclass(frozen=True, slots=True)
class Head:
    """What a head says. `written` is the number and symbol as they stand there (`Số: 34/KH-UBND`)."""

    issuer: Field = Field()
    parent: Field = Field()
    symbol: Field = Field()
    number: Field = Field()
    place: Field = Field()
    date: Field = Field()
    secrecy: str = ""
    urgency: str = ""
    circulation: str = ""
    standing: str = ""
    written: str = ""
    contact: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    leftover: tuple[Row, ...] = field(default=())


Test = Callable[[str], bool]


def read(columns: Sequence[Stack], known: Words) -> Head:
    """Return what the columns of a head say; `known` are the words of the whole document in ordinary case."""
    sorted_rows: dict[str, list[Row]] = {}
    names: list[list[Row]] = []
    for column in columns:
        names.append([])
        for what, rows in _sorted(column, sorted_rows):
            if what == "name":
                names[-1] += rows
            else:
                sorted_rows.setdefault(what, []).extend(rows)
    issuer, parent, above = bodies.read([each for each in names if each], known)
    number, symbol, written = _number(sorted_rows.get("number", []))
    place, date = _place_and_date(sorted_rows.get("date", []), known)
    marks, doubts = _marks(sorted_rows.get("mark", []))
    return Head(
        issuer, parent, symbol, number, place, date,
        secrecy=marks.get("secrecy", ""),
        urgency=marks.get("urgency", ""),
        circulation=marks.get("circulation", ""),
        standing=marks.get("standing", ""),
        written=written,
        contact=tuple(row.text for row in sorted_rows.get("contact", [])),
        doubts=doubts,
        leftover=(*above, *sorted_rows.get("other", [])),
    )  # fmt: skip


# --- which row is what ----------------------------------------------------------------------------


def _sorted(column: Stack, before: dict[str, list[Row]]) -> list[tuple[str, list[Row]]]:
    """The rows of a column with what each is; a date or a motto that is cut over two or three rows is one."""
    found: list[tuple[str, list[Row]]] = []
    seen = set(before)
    at = 0
    while at < len(column):
        what, length = _what(column, at, seen)
        rows = list(column[at : at + length])
        if what:
            found.append((what, rows))
            seen.add(what)
        at += length
    return found


def _what(column: Stack, at: int, seen: set[str]) -> tuple[str, int]:
    """What stands at a row, and how many rows it takes; "" for a drawn line."""
    text = column[at].text
    if len(text) > _LONGEST_LINE:
        return "other", 1
    if wording.is_rule(text):
        return "", 1
    one = _single(text, seen)
    if one and one != "name":
        return one, 1
    for length in (2, 3):
        if at + length > len(column):
            break
        whole = " ".join(row.text for row in column[at : at + length])
        if len(whole) > _LONGEST_LINE:
            break
        apart = any(_single(row.text, seen) not in ("", "name") for row in column[at : at + length])
        what = _single(whole, seen)
        if (not apart and what in ("country", "motto")) or (
            what in ("date", "number") and _one_cell(column[at : at + length])
        ):
            return what, length
    return one or "other", 1


def _one_cell(rows: Sequence[Row]) -> bool:
    """Rows that a narrow cell has cut: the first is no line of a name."""
    first = rows[0].text
    return not wording.shouts(first) and len(" ".join(row.text for row in rows)) < 90


def _single(text: str, seen: set[str]) -> str:
    if wording.is_country(text):
        return "country"
    if wording.is_motto(text):
        return "motto"
    if "number" not in seen and len(text) < 70 and _is_number(text):
        return "number"
    if "date" not in seen and len(text) < 100 and _is_date(text):
        return "date"
    if _is_mark(text):
        return "mark"
    if wording.REACHED.search(text) and not wording.shouts(text):
        return "contact"
    return "name" if _is_name(text) else ""


def _is_number(text: str) -> bool:
    found = wording.NUMBER.fullmatch(text) or wording.BARE_NUMBER.fullmatch(text)
    return bool(found) and (bool(found["sign"]) or bool(re.search(r"[/\-–]", found["code"])))  # type: ignore[index]


def _is_date(text: str) -> bool:
    return bool(wording.DATE.fullmatch(text)) and not wording.ATTACHED.match(text)


def _is_mark(text: str) -> bool:
    if wording.DRAFT_MARK.fullmatch(text):
        return True
    marks = (wording.SECRECY, wording.URGENCY, wording.CIRCULATION)
    return wording.shouts(text) and any(mark.fullmatch(text.strip(" .[]()")) for mark in marks)


def _is_name(text: str) -> bool:
    if len(text) > _LONGEST_NAME or text.endswith((".", ";", ":")):
        return False
    return wording.shouts(text) or bool(wording.BODY.match(text.upper()) and text[:1].isupper() and len(text) < 60)


# --- number, place, date --------------------------------------------------------------------------


def _number(rows: list[Row]) -> tuple[Field, Field, str]:
    """Số, ký hiệu (II.3): the number, the symbol of the issuer, both as written; an odd form is told."""
    if not rows:
        return Field(), Field(), ""
    text, line = " ".join(row.text for row in rows), rows[0].line
    found = wording.NUMBER.fullmatch(text) or wording.BARE_NUMBER.fullmatch(text)
    code = re.sub(r"\s+", "", found["code"]) if found else ""
    parts = re.fullmatch(r"(?P<number>\d*[a-zđ]?)[.…_()]*(?P<rest>.*)", code)
    number, rest = (parts["number"], parts["rest"]) if parts else ("", code)
    regular = re.fullmatch(rf"/KH[-–](?P<symbol>{_SYMBOL})", rest)
    if regular:
        return Field(number, line), Field(regular["symbol"], line), text
    if not rest:
        return Field(number, line), Field(), text
    message = f"số, ký hiệu trong nguồn ghi `{text}`, không theo dạng `Số: …/KH-<chữ viết tắt cơ quan>`"
    doubt = Doubt("number-form", message, line, "kiểm tra `number` và `issuer.symbol` (Phụ lục I, mục II.3)")
    symbol = _OTHER_KIND.sub("", re.sub(r"[-–/]KH$", "", rest))
    fits = re.fullmatch(_SYMBOL, symbol.strip("-–/.")) and len(symbol) <= _LONGEST_SYMBOL
    return Field(number, line, (doubt,)), Field(symbol.strip("-–/.") if fits else "", line), text


_FIGURES = ("day", "month", "year", "month3", "year3")


def _place_and_date(rows: list[Row], known: Words) -> tuple[Field, Field]:
    """Địa danh và thời gian (II.4): blanks stay blank; a date that is none is told and left out."""
    if not rows:
        return Field(), Field()
    text, line = " ".join(row.text for row in rows), rows[0].line
    found = wording.DATE.fullmatch(text)
    if not found:
        return Field(), Field()
    place = (found["place"] or found["place2"] or found["place3"] or "").strip(" ,.…_-")
    if wording.shouts(place):
        place = ordinary.person(place)
    day, month, year = (
        next((_digits(found[f"{name}{n}"]) for n in ("", "2", "3") if found.groupdict().get(f"{name}{n}")), "")
        for name in ("day", "month", "year")
    )
    date = _date(day, month, year)
    whole = bool(date) or not (day or month or year)
    if date.count("-") < 2 and day:
        whole = False
    doubts: tuple[Doubt, ...] = ()
    if whole and any(found[each] and re.search(r"[lio]", found[each], re.IGNORECASE) for each in _FIGURES):
        message = f"ngày tháng trong nguồn ghi `{text}`, có chữ thay cho số (quét nhầm); nhận là {date}"
        doubts = (Doubt("date", message, line, "kiểm tra `date` với bản gốc"),)
    if not whole:
        message = f"ngày tháng trong nguồn ghi `{text}`, không đọc được thành một ngày"
        doubts = (Doubt("date", message, line, "ghi `date`, ví dụ 2026-03-15; chưa rõ thì để trống"),)
    return Field(place, line if place else 0), Field(date, line, doubts)


_SCANNED = str.maketrans("lIiOo", "11100")


def _digits(text: str | None) -> str:
    blank = re.sub(r"[\s.…_]+", "", text or "").translate(_SCANNED)
    return blank if blank.isdigit() else ""


def _date(day: str, month: str, year: str) -> str:
    """`2022-01-28`, `2022-05`, `2022` or "": as much as is written; a day without a month says nothing."""
    if len(year) != 4 or not 1945 <= int(year) <= 2100:
        return ""
    if not month or not 1 <= int(month) <= 12:
        return year
    if not day:
        return f"{year}-{int(month):02}"
    last = 31 if int(month) in (1, 3, 5, 7, 8, 10, 12) else 30 if int(month) != 2 else 28 + (int(year) % 4 == 0)
    return f"{year}-{int(month):02}-{int(day):02}" if 1 <= int(day) <= last else f"{year}-{int(month):02}"


# --- marks ----------------------------------------------------------------------------------------


def _marks(rows: list[Row]) -> tuple[dict[str, str], tuple[Doubt, ...]]:
    """Marks of secrecy, urgency, circulation (III.2) and of a draft."""
    found: dict[str, str] = {}
    doubts = []
    for row in rows:
        text = row.text.strip(" .[]()")
        draft = wording.DRAFT_MARK.fullmatch(row.text)
        if draft:
            found["standing"] = "draft"
            if draft["which"].strip():
                message = f"nguồn ghi `{row.text}`; bản in chỉ ghi DỰ THẢO"
                doubts.append(Doubt("draft-mark", message, row.line, "bỏ, hoặc ghi lần dự thảo vào chú thích"))
        elif wording.SECRECY.fullmatch(text):
            found["secrecy"] = " ".join(text.lower().split())
        elif wording.URGENCY.fullmatch(text):
            found["urgency"] = " ".join(text.lower().split()).replace("hoả", "hỏa")
        else:
            found["circulation"] = text.capitalize()
    return found, tuple(doubts)
