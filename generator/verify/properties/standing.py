"""Where lines stand on the page and beside one another.

One function a property of the records: the lines of an element -> those that breach it, and how.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.standard.records import Record
from generator.verify.found import LETTER, side
from generator.verify.paper import POINTS_PER_MM, Line
from generator.verify.properties.context import (
    MIDDLE,
    Breach,
    Context,
    Property,
    center,
    figure,
    other_name,
    page_width,
    text_middle,
    width_of,
)


def present(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    unnamed = record.element in ("kind", "title") and context.elements.kind == LETTER
    if not lines and not context.elements.accompanies and not unnamed:
        yield None, "không tìm thấy"


def absent(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    if lines and context.elements.kind not in ("", LETTER, "TỜ TRÌNH", "BÁO CÁO", "CÔNG ĐIỆN", "GIẤY MỜI"):
        yield lines[0], "có phần Kính gửi"


def side_of(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    names = {"left": "bên trái", "right": "bên phải", "center": "giữa trang"}
    for line in lines[:1]:
        where = side(line, context.paper)
        if where and where != record.allowed.value:
            yield line, f"đang đứng ở {names[where]}"


def one_line(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    for line in lines:
        if (line.visual_lines or 1) > 1:
            yield line, f"bị ngắt thành {line.visual_lines} dòng"


def centered(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    """Centred in its column; in a PDF, or where a column is not known, about the middle of its fellows."""
    for line in lines:
        if line.align is not None and line.align != "center" and not _looks_centered(line, lines, context):
            yield line, "chưa canh giữa"


def _looks_centered(line: Line, fellows: tuple[Line, ...], context: Context) -> bool:
    middle = center(line)
    if middle is None:
        return False
    others = [m for m in (center(x) for x in fellows if x is not line and x.align == "center") if m is not None]
    page = page_width(line, context) / 2
    if line.place.page is not None and side(line, context.paper) == "center":
        # a PDF whose margins cannot be told: the text's middle is at most 10 mm right of the page's
        told = text_middle(line, context)
        return abs(middle - told) <= MIDDLE if told is not None else -3 <= middle - page <= 10 * POINTS_PER_MM
    full = line.left is not None and line.width is not None and line.width > page
    text = text_middle(line, context)
    return any(abs(middle - m) <= MIDDLE for m in others) or (
        full and text is not None and abs(middle - text) <= MIDDLE
    )


def centered_under(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    others = context.elements[record.allowed.other]
    if not others:
        return
    for line in lines:
        ours, theirs = center(line), center(others[-1] if record.element == "number" else others[0])
        if ours is not None and theirs is not None and abs(ours - theirs) > max(MIDDLE, 0.03 * width_of(line)):
            yield line, f"lệch {figure(abs(ours - theirs) / POINTS_PER_MM)} mm so với {other_name(record, context)}"


def same_line(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    others = context.elements[record.allowed.other]
    if not lines or not others:
        return
    one, other = lines[0], others[0]
    if _level(one, other) is False:
        yield one, f"không ngang hàng với {other_name(record, context)}"


def _level(one: Line, other: Line) -> bool | None:
    """Whether two lines stand at one height; None where it cannot be told."""
    if one.place.top is not None and other.place.top is not None:
        return one.place.page == other.place.page and abs(one.place.top - other.place.top) <= 6
    if one.boxed or other.boxed:
        return None
    if one.band == other.band:
        apart = abs(one.drop - other.drop) if one.drop is not None and other.drop is not None else 0.0
        return apart <= 11
    return False if one.cell[0] == other.cell[0] else None


def flush_left(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    for line in lines:
        shifted = (line.first_indent or 0) + (line.left_indent or 0) > 12
        if context.paper.origin == "docx" and (line.align in ("center", "right") or shifted):
            yield line, "chưa sát lề trái"


PROPERTIES: dict[str, Property] = {
    "side": side_of,
    **{f.__name__: f for f in (present, absent, one_line, centered, centered_under, same_line, flush_left)},
}
