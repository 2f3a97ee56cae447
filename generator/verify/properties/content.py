"""Bases, paragraphs, headings and their numbers.

One function a property of the records: the lines of an element -> those that breach it, and how.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from generator import numbering
from generator.standard.records import Record
from generator.verify.found import Item
from generator.verify.paper import POINTS_PER_MM, Line
from generator.verify.properties.context import (
    FEW,
    GAP,
    SPACING,
    Breach,
    Context,
    Property,
    figure,
    section_titles,
    share_of,
    short,
)


def basis_end(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    for line in lines[:-1]:
        if not line.text.endswith(";"):
            yield line, f"cuối dòng là `{line.text[-1:]}`"


def basis_last(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    for line in lines[-1:]:
        if not line.text.endswith("."):
            yield line, f"dòng cuối kết thúc bằng `{line.text[-1:]}`"


def basis_law(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    for line in lines:
        if re.match(
            r"[-–+]?\s*Căn cứ (Bộ luật|Luật|Pháp lệnh)\b[^;]{0,90}?\bsố\s*:?\s*\d+/\d{4}/(QH|UBTVQH)", line.text
        ):
            yield line, "ghi số, ký hiệu của Luật, Pháp lệnh"


def basis_complete(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    for line in lines:
        named = re.match(
            r"[-–+]?\s*Căn cứ (các )?(Nghị quyết|Nghị định|Quyết định|Thông tư|Chỉ thị|Kế hoạch|Công văn)\b(.*)",
            line.text,
        )
        if not named:
            continue
        rest = named[3]
        lacks = [] if re.search(r"\d+\s*[/-]", rest) else ["số, ký hiệu"]
        lacks += [] if re.search(r"ngày\s*\d+", rest) else ["ngày tháng năm"]
        lacks += (
            [] if re.search(r"\bcủa\b|/(CP|TTg|QH)\b|Ủy ban|Hội đồng|UBND|HĐND|Bộ |Sở ", rest) else ["cơ quan ban hành"]
        )
        if lacks:
            yield line, f"căn cứ thiếu {', '.join(lacks)}"


def justified(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    names = {"left": "canh trái", "right": "canh phải", "center": "canh giữa"}
    for line in lines:
        several = (line.visual_lines or 0) > 1 or (line.visual_lines is None and len(line.text) > 110)
        if several and line.align in names:
            yield line, names[line.align]


def indent(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    """Where the first line of a paragraph begins; lists with a dash, or below a point, are not regulated."""
    for item in context.elements.items:
        line = item.line
        if item.level not in ("text", "clause", "point") or item.appendix >= 0 or line.first_indent is None:
            continue
        if not is_running(line) or line.spans[0].text.startswith(("\t", "  ")):
            continue
        start = (line.first_indent + (line.left_indent or 0)) / POINTS_PER_MM
        if not record.allowed.holds(start, GAP if context.paper.origin == "docx" else 0.9):
            yield line, f"lùi đầu dòng {figure(max(start, 0))} mm"


def is_running(line: Line) -> bool:
    """A paragraph of a sentence, not a label or a line of a form."""
    runs = line.align in ("justify", "left", None) and line.cell[0] < 0 and not line.boxed
    return runs and (len(line.text) > 60 or bool(line.marker))


def gap(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    inside = {id(line) for line in lines}
    pdf = context.paper.origin == "pdf"
    if pdf and sum(each.spacing is not None for each in lines) < 3:
        return  # where no paragraph takes several lines, the pitch of lines cannot be told from the gaps
    for above, below in pairwise(line for line in context.paper.lines if line.zone == "body"):
        if id(above) not in inside or id(below) not in inside or not (is_running(above) and is_running(below)):
            continue
        if pdf:
            found = below.before if below.place.page == above.place.page else None
        else:
            found = None if above.after is None or below.before is None else above.after + below.before
        if found is not None and not record.allowed.holds(found, 0.75 if pdf else 0.05):
            yield below, f"cách đoạn trên {figure(max(found, 0))} pt"


def line(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    for each in lines:
        if each.spacing is None or (record.element != "body" and context.paper.origin == "pdf"):
            continue
        if not record.allowed.holds(each.spacing, SPACING):
            yield each, f"khoảng cách dòng {figure(each.spacing)}"


def own_line(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    for each in lines:
        rest = re.sub(
            r"^\S+( lục)?\s*(số\s+)?([IVXLC]+|\d{1,2}[a-zA-Z]?|[A-H])?\b", "", each.text, flags=re.IGNORECASE
        ).strip(" .:")
        if rest:
            yield each, f"chung dòng với `{short(rest)}`"


def roman(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    for item in context.elements.items:
        if item.level == record.element and not re.fullmatch(r"[IVXLC]+", item.number):
            yield item.line, f"số thứ tự `{item.number}`"


def arabic(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    for item in context.elements.items:
        if item.level == record.element and not item.number.isdecimal():
            yield item.line, f"số thứ tự `{item.number}`"


def has_title(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    items = context.elements.items
    titles = {id(x) for x in context.elements[f"{record.element}_title"]}
    for at, item in enumerate(items):
        if item.level == record.element:
            joined = len(item.line.text.split()) > 3
            below = items[at + 1].line if at + 1 < len(items) else None
            if not joined and (below is None or id(below) not in titles):
                yield item.line, "chưa có tiêu đề"


def section_title(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    """A section that is a sentence, or whose title runs into one."""
    titles = {id(each) for each in section_titles(context.elements)}
    for item in context.elements.items:
        if item.level == "section" and item.appendix < 0 and id(item.line) not in titles:
            yield item.line, f"mục {item.number}{item.sign} chưa có tiêu đề riêng"


def article_title(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    for each in lines:
        if not re.sub(r"^Điều\s+\d+[.:]?", "", each.text, flags=re.IGNORECASE).strip():
            yield each, "chưa có tiêu đề"


def lead_bold(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    for each in lines:
        first = next((s for s in each.spans if s.text.strip()), None)
        if first and not first.bold:
            yield each, "chưa đậm"


def _groups(context: Context, level: str) -> Iterator[list[Item]]:
    """Runs of items of one level that are counted together: a higher level begins a new count."""
    order = ("part", "division", "article", "section", "clause", "point")
    above = set(order[: order.index(level)])
    group: list[Item] = []
    place = -1
    for item in context.elements.items:
        if item.level in above or item.appendix != place:
            if group:
                yield group
            group, place = [], item.appendix
        if item.level == level:
            group.append(item)
    if group:
        yield group


def sequence(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    for group in _groups(context, record.element):
        numbers = [_value(item.number) for item in group]
        for (_, before), (item, value) in pairwise(zip(group, numbers, strict=True)):
            if value and before and value not in (before + 1, 1):
                yield item.line, f"sau số {group[numbers.index(before)].number} là số {item.number}"


def _value(text: str) -> int:
    if text.isdecimal():
        return int(text)
    return next((n for n in range(1, 60) if numbering.roman(n) == text), 0)


def letters(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    for group in _groups(context, "point"):
        expected = 0
        for item in group:
            expected = 1 if item.number == "a" else expected + 1 if expected else 0
            if expected and item.number != numbering.letter(expected):
                yield item.line, f"điểm {item.number}) đứng ở chỗ của điểm {numbering.letter(expected)})"
                expected = 0  # the rest follows from it


def clause_dot(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    """`1/`, `1-` or `1)` right under a section; lists below a point are not regulated."""
    above = ""
    for item in context.elements.items:
        if item.level == "clause" and item.sign in ("/", "-", "–", ")") and above in ("section", "article", "clause"):
            yield item.line, f"đang viết `{item.number}{item.sign}`"
        if item.level in ("part", "division", "article", "section", "point", "number"):
            above = item.level
        elif item.level == "clause" and item.sign == ".":
            above = "dotted"


def point_bracket(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    for item in context.elements.items:
        if item.level == "point" and item.sign != ")":
            yield item.line, f"đang viết `{item.number}{item.sign}`"


def clause_bold(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    """A clause is taken to have a title where it is short, has no stop, and text of its own stands below it."""
    for item, below in pairwise(context.elements.items):
        text = item.line.text
        if item.level != "clause" or item.appendix >= 0 or text[-1:] in ".;:,!?/…" or len(text.split()) > 14:
            continue
        if below.level in ("text", "bullet", "point") and share_of(item.line, lambda s: s.bold) < FEW:
            yield item.line, "tiêu đề khoản chưa đậm"


def ending(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    texts = [x for x in context.elements.content if x.cell[0] < 0]
    if texts and context.elements.kind and not any(re.search(r"\./\s*\.?$", x.text) for x in texts[-3:]):
        yield texts[-1], "cuối nội dung chưa có dấu ./."


PROPERTIES: dict[str, Property] = {
    f.__name__: f
    for f in (
        basis_end,
        basis_last,
        basis_law,
        basis_complete,
        justified,
        indent,
        gap,
        line,
        own_line,
        roman,
        arabic,
        has_title,
        section_title,
        article_title,
        lead_bold,
        sequence,
        letters,
        clause_dot,
        point_bracket,
        clause_bold,
        ending,
    )
}
