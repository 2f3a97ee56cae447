"""Paper, margins, page numbers.

One function a property of the records: the lines of an element -> those that breach it, and how.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.standard.records import Record
from generator.verify.paper import POINTS_PER_MM, Line, PageNumber, Section
from generator.verify.properties.context import MARGIN, Breach, Context, Property, figure


def _first_lines(context: Context) -> dict[int, Line]:
    found: dict[int, Line] = {}
    for line in context.paper.lines:
        if line.zone == "body":
            found.setdefault(line.section, line)
    return found


def _sections(context: Context) -> Iterator[tuple[Section, Line | None]]:
    first = _first_lines(context)
    for number, section in enumerate(context.paper.sections):
        if number in first or len(context.paper.sections) == 1:
            yield section, first.get(number)


def paper(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    for section, line in _sections(context):
        sides = sorted((section.width, section.height))
        if abs(sides[0] - 210) > 1 or abs(sides[1] - 297) > 1:
            yield line, f"khổ giấy {figure(round(section.width, 1))} x {figure(round(section.height, 1))} mm"


def orientation(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    """A page on its side without a table of data: letterhead and signature may stand in tables as well."""
    named = {id(line) for each in context.elements.lines.values() for line in each}
    layout = {-1, *(line.cell[0] for line in context.paper.lines if id(line) in named)}
    tables = {line.section for line in context.paper.lines if line.cell[0] not in layout}
    first = _first_lines(context)
    for at, section in enumerate(context.paper.sections):
        if section.width > section.height and at in first and at not in tables:
            yield first[at], "trang nằm ngang mà không có bảng, biểu"


def margin(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    name = record.id.partition(".")[2]
    exact = context.paper.origin == "docx"
    if not exact and sum(line.spacing is not None for line in context.elements["body"]) < 3:
        return  # the edges of a text whose paragraphs all take one line are not its margins
    for section, line in _sections(context):
        if section.width > section.height:  # a landscape page is turned: its sides are not named by the decree
            continue
        value = getattr(section, name)
        if value is None or (not exact and name in ("top", "bottom")):
            continue
        if not record.allowed.holds(value, MARGIN if exact else 1.2):
            yield line, f"{_SIDES[name]} {figure(round(value, 1))} mm"


_SIDES = {"top": "lề trên", "bottom": "lề dưới", "left": "lề trái", "right": "lề phải"}


def embedded(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    if context.paper.not_embedded:
        yield None, f"chưa nhúng phông {', '.join(context.paper.not_embedded)}"


def changes(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    found = [f"{context.paper.changes} thay đổi đang theo dõi"] if context.paper.changes else []
    found += [f"{context.paper.comments} bình luận"] if context.paper.comments else []
    if found:
        yield None, "còn " + ", ".join(found)


def _body_numbers(context: Context) -> list[PageNumber]:
    return [n for n in context.paper.numbers if n.page != 1]


def numbered(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    pages = context.paper.pages
    if context.paper.origin == "pdf":
        first = {1, *(a.label.place.page for a in context.elements.appendices)}  # an appendix counts its pages anew
        if pages and not context.paper.numbers and any(page not in first for page in range(1, pages + 1)):
            yield None, f"{pages} trang mà không có số trang"
    elif not context.paper.numbers and _longer_than_a_page(context):
        yield None, "không có số trang"


def _longer_than_a_page(context: Context) -> bool:
    """A DOCX has no pages: the heights of its lines are added up, and must fill well over one."""
    bands: dict[int, float] = {}
    for line in context.paper.lines:
        if line.zone == "body" and line.section == 0:
            size = max((s.size or 13 for s in line.spans), default=13)
            own = (line.visual_lines or 1) * (line.spacing or 1) * 1.15 * size + (line.before or 0) + (line.after or 0)
            bands[line.band] = max(bands.get(line.band, 0), (line.drop or 0) + own)
    section = context.paper.sections[0]
    room = (section.height - (section.top or 20) - (section.bottom or 20)) * POINTS_PER_MM
    return sum(bands.values()) > 1.15 * room


def first_hidden(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    for number in context.paper.numbers:
        if number.page == 1 if context.paper.origin == "pdf" else number.section == 0 and number.on_first:
            yield number, "trang thứ nhất hiện số trang"
            return


def number_start(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    for number in context.paper.numbers:
        if context.paper.origin == "pdf":
            if number.page == 2 and number.number.isdigit() and number.number not in ("2", "1"):
                yield number, f"trang thứ hai mang số {number.number}"
            continue
        if number.section == 0 and number.start not in (None, 1):
            yield number, f"số trang bắt đầu từ {number.start}"


def number_digits(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    for number in _body_numbers(context)[:1]:
        if number.format not in ("decimal", "numberInDash") or (number.number and not number.number.isdecimal()):
            yield number, "số trang không phải chữ số Ả Rập"


def number_plain(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    for number in _body_numbers(context)[:1]:
        if number.text.strip() not in ("#", "") or number.format == "numberInDash":
            shown = number.text.replace("#", number.number or "2")
            yield number, f"số trang ghi `{shown if number.format != 'numberInDash' else '- 2 -'}`"


def number_top(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    for number in _body_numbers(context):
        if number.zone == "footer":
            yield number, "số trang ở chân trang"
            return


def number_center(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    for number in _body_numbers(context):
        off = abs(number.off_center) if number.off_center is not None else None
        if off is not None and off > 40:  # the middle of the paper, or of the text between uneven margins (10 mm)
            yield number, "số trang không ở giữa"
            return
        if off is None and number.align in ("left", "right"):
            yield number, f"số trang canh {'trái' if number.align == 'left' else 'phải'}"
            return


def number_appendix(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    if context.paper.origin == "pdf" or not context.paper.numbers:
        return
    starts = {n.section: n.start for n in context.paper.numbers}
    before = 0  # the section that the pages before an appendix belong to
    for appendix in context.elements.appendices:
        own = appendix.label.section
        numbered_on = own in starts and (own == before or starts[own] is None)
        if numbered_on:
            yield appendix.label, "số trang phụ lục nối tiếp số trang văn bản"
        before = own


PROPERTIES: dict[str, Property] = {
    f.__name__: f
    for f in (
        paper,
        orientation,
        margin,
        embedded,
        changes,
        numbered,
        first_hidden,
        number_start,
        number_digits,
        number_plain,
        number_top,
        number_center,
        number_appendix,
    )
}
