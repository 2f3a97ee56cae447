"""read: the rows of a head that name bodies -> the issuer and the body above it (ô 2; Phụ lục I, II.2)."""

from __future__ import annotations

from generator.importing.anatomy import ordinary, wording
from generator.importing.anatomy.ordinary import Words
from generator.importing.anatomy.rows import Row
from generator.importing.draft import Doubt, Field


def read(columns: list[list[Row]], known: Words) -> tuple[Field, Field, tuple[Row, ...]]:
    """Return the issuer, its parent, and the rows of bodies above that (II.2): the last named body issues.

    A committee's name goes on with that of its place; a line that does not begin with a body goes on too.
    """
    rows = columns[0] if columns else []
    others = tuple(row for column in columns[1:] for row in column)
    found: list[list[Row]] = []
    for row in rows:
        if found and not _begins(found[-1], row):
            found[-1].append(row)
        else:
            found.append([row])
    if not found:
        return Field(), Field(), ()
    own, above = found[-1], found[:-1]
    issuer = Field(ordinary.name(_text(own), known), own[0].line)
    if not above:
        return issuer, Field(), others
    doubts: tuple[Doubt, ...] = ()
    if len(above) > 1:
        lines = "; ".join(_text(each) for each in above)
        message = f"phần đầu ghi nhiều cơ quan cấp trên ({lines}); chỉ nhận cơ quan gần nhất"
        hint = "Nghị định 30 chỉ ghi cơ quan chủ quản trực tiếp: giữ một tên trong `parent`"
        doubts = (Doubt("several-parents", message, above[0][0].line, hint),)
    parent = Field(ordinary.name(_text(above[-1]), known), above[-1][0].line, doubts)
    return issuer, parent, (*(row for each in above[:-1] for row in each), *others)


def _text(rows: list[Row]) -> str:
    return " ".join(row.text for row in rows)


def _begins(before: list[Row], row: Row) -> bool:
    """Tell whether a row begins a name of its own."""
    above, text = _text(before).upper(), row.text.upper()
    if (
        wording.HANGS.search(above)
        or wording.UNNAMED.fullmatch(above)
        or wording.PLACE.match(text)
        or text.startswith(("VÀ ", "- ", "– "))
    ):
        return False
    return bool(wording.BODY.match(text))
