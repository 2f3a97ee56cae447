"""unit: a row -> the unit that it tells of, its parent still as written.

In: a `columns.Row`.  Out: `Unit`; each fault of the row is told at its cell. `Đến ngày` and `Đến hết ngày` (`through`)
name the last day that counts, `Đến trước ngày` (`until`) the first that does not; a row gives one of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date as Date
from datetime import timedelta

from generator import vietnamese
from generator.problem import Problem, nearest
from generator.register import naming
from generator.register.columns import Row
from generator.register.unit import Unit

#: The longest name of a unit (letters); the longest real one has 30.
MAX_NAME = 80

#: What a clerk may write for a kind, for the cure only.
_SHORT_KINDS = {"t": "tỉnh", "tp": "thành phố", "h": "huyện", "q": "quận", "tx": "thị xã", "x": "xã", "p": "phường",
                "tt": "thị trấn", "đk": "đặc khu"}  # fmt: skip
_YES = ("có", "yes", "true", "x", "1", "số", "chữ số", "người", "tên người", "sự kiện", "tên sự kiện")
_NO = ("không", "no", "false", "0")


#: Tells of a fault: the key of its cell, message, hint.
_Wrong = Callable[[str, str, str], None]


def unit(row: Row, columns: Mapping[str, str], problems: list[Problem]) -> Unit | None:
    """Return the unit of a row, its parent still as written; None where it has no name or kind that can be used.

    `columns` tells how the heading of each key is written. What is wrong goes to `problems`.
    """

    def wrong(key: str, message: str, hint: str) -> None:
        mark = row.place(key)
        if not any(told.mark == mark for told in problems[-5:]):  # what follows from a fault is not told
            problems.append(Problem(mark, message, hint))

    kind = _kind(row, wrong)
    name = _name(row, kind, columns, wrong)
    if not kind or not name:
        return None
    _check_letters(row, name, problems)
    named_for = _named_for(row, kind, name, wrong)
    id, period = _id(row, kind, name, wrong), _period(row, columns, wrong)
    if not id or period is None:
        return None
    return Unit(
        id=id,
        kind=kind,
        name=name,
        named_for=named_for,
        parent=row.text("parent"),
        place=row.text("place") or naming.place(kind, name, named_for),
        lines=_lines(row),
        short=row.text("short"),
        signer=row.text("signer"),
        signer_title=row.text("signer_title"),
        since=period[0],
        until=period[1],
        cells=row.cells,
        mark=row.mark,
    )


def _kind(row: Row, wrong: _Wrong) -> str:
    text = row.text("kind")
    kind = naming.kind_of(text)
    if not text:
        noun = naming.noun_of(row.text("name"))
        hint = f"ghi `{noun}`" if noun else "ghi một trong: " + ", ".join(naming.KINDS)
        wrong("kind", f"đơn vị `{row.text('name')}` thiếu loại", hint)
    elif not kind:
        plain = text.lower().rstrip(".")
        near = _SHORT_KINDS.get(plain) or nearest(plain[:40].removeprefix("cấp "), naming.KINDS)
        hint = f"có phải là `{near}`?" if near else "ghi một trong: " + ", ".join(naming.KINDS)
        wrong("kind", f"không có loại đơn vị `{text[:40]}`", hint)
    return kind


def _name(row: Row, kind: str, columns: Mapping[str, str], wrong: _Wrong) -> str:
    """Return the bare name; "" where there is none, or none that can be used."""
    name = row.text("name")
    if not name:
        wrong("name", "đơn vị thiếu tên", f"điền cột `{columns.get('name', 'name')}`; dòng ghi chú thì mở đầu bằng #")
    elif len(name) > MAX_NAME:
        wrong("name", f"tên dài {len(name)} chữ (giới hạn {MAX_NAME})", "chỉ ghi tên riêng của đơn vị")
    elif kind:
        try:
            return naming.bare_name(kind, name)
        except ValueError as error:
            wrong("name", f"tên `{name}` mở đầu bằng `{error}` mà loại là `{kind}`", "sửa loại, hoặc chỉ ghi tên riêng")
    return ""


def _id(row: Row, kind: str, name: str, wrong: _Wrong) -> str:
    """Return the id of the row, or one made from kind and name; "" where it cannot be used."""
    id = row.text("id").lower() or naming.slug(f"{kind} {name}").replace("_", "-")
    if re.fullmatch(r"[a-z0-9][a-z0-9-]{0,79}", id):
        return id
    near = naming.slug(id).removeprefix("cot_").replace("_", "-")
    wrong("id", f"mã `{row.text('id') or name}` không dùng được", f"chỉ dùng chữ không dấu, số và `-`: `{near}`")
    return ""


def _lines(row: Row) -> tuple[str, ...]:
    parts = re.split(r"\s*[\n|]\s*", row.cells["lines"].text.strip()) if row.text("lines") else ()
    return tuple(line for line in parts if line)


def _named_for(row: Row, kind: str, name: str, wrong: _Wrong) -> bool:
    said = row.text("named_for").lower()
    if said and said not in (*_YES, *_NO):
        hint = "ghi `có` khi tên là chữ số, tên người hoặc tên sự kiện, `không` khi không phải; để trống thì tự xét"
        wrong("named_for", f"không hiểu `{said[:40]}` ở cột này", hint)
    return said in _YES if said else naming.is_named_for(name, kind)


def _check_letters(row: Row, name: str, problems: list[Problem]) -> None:
    if vietnamese.looks_legacy(" ".join(cell.text for cell in row.cells.values())):
        hint = "chuyển mã sang Unicode bằng bộ gõ (ví dụ công cụ chuyển mã của UniKey) rồi dán lại"
        problems.append(Problem(row.place("name"), "chữ gõ bằng phông cũ (TCVN3 hoặc VNI), không phải Unicode", hint))
    elif name.islower():
        hint = f"tên riêng viết hoa: `{name.title()}`"
        problems.append(Problem(row.place("name"), f"tên `{name}` viết thường", hint, level="info"))


def _period(row: Row, columns: Mapping[str, str], wrong: _Wrong) -> tuple[Date | None, Date | None] | None:
    """Return the first day and the day after the last one, None where a row leaves them open; None for no period."""
    since, through, until = (_date(row, key, columns, wrong) for key in ("from", "through", "until"))
    if row.text("through") and row.text("until"):
        inclusive, exclusive = columns.get("through", "through"), columns.get("until", "until")
        hint = f"chỉ ghi một: `{inclusive}` tính cả ngày đó, `{exclusive}` thì không"
        wrong("until", f"đơn vị có cả `{inclusive}` và `{exclusive}`", hint)
        return None
    end = through + timedelta(days=1) if through else until
    if since and end and since >= end:
        key, relation = ("through", "trước") if through else ("until", "không sau")
        message = f"ngày hết `{row.text(key)}` {relation} ngày đầu `{row.text('from')}`"
        wrong(key, message, "sửa một trong hai ngày")
        return None
    return since, end


def _date(row: Row, key: str, columns: Mapping[str, str], wrong: _Wrong) -> Date | None:
    text = row.text(key)
    if not text:
        return None
    label, hint = columns.get(key, key), "viết `2025-07-01` hoặc `01/7/2025`"
    try:
        date = vietnamese.parse_date(text[:40])
    except ValueError:
        wrong(key, f"cột `{label}`: không có ngày `{text[:40]}`", "kiểm tra lại ngày, tháng, năm")
        return None
    if date is None or date.full is None:
        wrong(key, f"cột `{label}`: `{text[:40]}` không phải là ngày đủ ngày, tháng, năm", hint)
        return None
    return date.full
