"""Reads sections: w:sectPr -> page sizes, margins, headers; and header lines -> page numbers."""

from __future__ import annotations

import re
from dataclasses import replace

from generator.frozen import dataclass
from generator.verify.docx.columns import Area
from generator.verify.docx.ground import Page
from generator.verify.docx.inline import PAGE
from generator.verify.docx.package import Package
from generator.verify.docx.xml import OFFICE_RELATIONS, Node, W, first, number, on, points, value, whole
from generator.verify.paper import POINTS_PER_MM, Align, Line, PageNumber, Section, Zone

#: Points in a millimetre.
#: What a section that tells nothing has: letter paper and an inch, as Word takes it (pt).
LETTER = (612.0, 792.0)
INCH = 72.0
#: A page number this near to the middle or an edge of the text stands there (pt).
THERE = 12.0


@dataclass(frozen=True, slots=True)
class Stretch:
    """A section: its page, how it begins, and its headers and footers by (zone, kind)."""

    page: Page
    section: Section
    parts: dict[tuple[Zone, str], str]
    title_page: bool
    new_page: bool
    start: int | None
    format: str


def read_stretches(body: Node, package: Package) -> list[Stretch]:
    """Return the sections of a document in order, at least one."""
    found: list[Stretch] = []
    inherited: dict[tuple[Zone, str], str] = {}
    for element in body.iter(f"{W}sectPr"):
        if element.getparent() is not None and element.getparent().tag == f"{W}sectPrChange":
            continue
        inherited = inherited | _parts(element, package)
        found.append(_stretch(element, inherited))
    return found or [_stretch(None, {})]


def _parts(element: Node, package: Package) -> dict[tuple[Zone, str], str]:
    parts: dict[tuple[Zone, str], str] = {}
    zones: tuple[tuple[str, Zone], ...] = (("headerReference", "header"), ("footerReference", "footer"))
    for name, zone in zones:
        for reference in element.iterchildren(f"{W}{name}"):
            target = package.target(package.main, reference.get(f"{OFFICE_RELATIONS}id") or "")
            if target:
                parts[zone, reference.get(f"{W}type") or "default"] = target
    return parts


def _stretch(element: Node, parts: dict[tuple[Zone, str], str]) -> Stretch:
    size, margins = first(element, f"{W}pgSz"), first(element, f"{W}pgMar")
    width = _length(size, "w", LETTER[0]) or LETTER[0]
    height = _length(size, "h", LETTER[1]) or LETTER[1]
    top, bottom = abs(_length(margins, "top", INCH)), abs(_length(margins, "bottom", INCH))
    # what a binding takes is margin to a reader
    left = _length(margins, "left", INCH) + _length(margins, "gutter", 0.0)
    right = _length(margins, "right", INCH)
    header = _length(margins, "header", 36.0)
    text = _column(first(element, f"{W}cols"), Area(left, max(1.0, width - left - right)))
    title = first(element, f"{W}titlePg")
    numbers = first(element, f"{W}pgNumType")
    kind = value(element, f"{W}type") or "nextPage"
    return Stretch(
        page=Page(width, height, top, bottom, text, header),
        section=Section(_mm(width), _mm(height), _mm(top), _mm(bottom), _mm(left), _mm(right), _mm(header)),
        parts=parts,
        title_page=title is not None and on(title),
        new_page=kind not in ("continuous", "nextColumn"),
        start=None if numbers is None else whole(numbers.get(f"{W}start")),
        format=(numbers.get(f"{W}fmt") if numbers is not None else None) or "decimal",
    )


def _mm(length: float) -> float:
    return round(length / POINTS_PER_MM, 2)


def _length(element: Node, name: str, default: float) -> float:
    length = None if element is None else points(element.get(f"{W}{name}"))
    return default if length is None else length


def _column(cols: Node, text: Area) -> Area:
    """Return the first column of a page's text."""
    count = number(cols.get(f"{W}num")) if cols is not None else None
    if count is None or not 2 <= count <= 20:
        return text
    own = first(cols, f"{W}col")
    told = points(own.get(f"{W}w")) if own is not None else None
    space = _length(cols, "space", 36.0)
    return Area(text.left, told or max(1.0, (text.width - space * (count - 1)) / count))


def shown_parts(stretch: Stretch, even: bool) -> list[tuple[Zone, str, str]]:
    """Return the headers and footers that a section shows: zone, kind, name of the part."""
    kinds = ["default", *(["even"] if even else []), *(["first"] if stretch.title_page else [])]
    zones: tuple[Zone, ...] = ("header", "footer")
    return [
        (zone, kind, stretch.parts[zone, kind]) for kind in kinds for zone in zones if (zone, kind) in stretch.parts
    ]


def page_numbers(index: int, stretch: Stretch, lines: dict[tuple[Zone, str], tuple[Line, ...]]) -> list[PageNumber]:
    """Return the page numbers of a section from the lines of its headers and footers (zone, kind).

    One is given for each place that has one: the usual pages, the even ones, and the first page
    where it differs; equal ones once.
    """
    found: list[PageNumber] = []
    numbered = [(zone, kind, line) for (zone, kind), many in lines.items() for line in many if is_number(line)]
    on_first = any(kind == "first" for _, kind, _ in numbered) if stretch.title_page else bool(numbered)
    for zone, _, line in numbered:
        made = _page_number(index, stretch, zone, line, on_first)
        same = [n for n in found if replace(n, place=made.place) == made]
        if not same:
            found.append(made)
    return found


def is_number(line: Line) -> bool:
    """Tell whether a line of a header or footer shows the number of the page."""
    return any(PAGE in span.text for span in line.spans)


def _page_number(index: int, stretch: Stretch, zone: Zone, line: Line, on_first: bool) -> PageNumber:
    spans = tuple(replace(span, text=span.text.replace(PAGE, "#")) for span in line.spans)
    ink = line.ink
    middle = None if ink is None else sum(ink) / 2
    page = stretch.page
    return PageNumber(
        section=index,
        zone=zone,
        align=_align(line, middle, page.text),
        text=re.sub(r"\s+", " ", "".join(span.text for span in spans)).strip(),
        spans=spans,
        place=line.place,
        on_first=on_first,
        start=stretch.start,
        format=stretch.format,
        off_center=None if middle is None else round(middle - page.width / 2, 1),
        top=None if zone == "footer" or line.drop is None else round(page.header + line.drop, 1),
    )


def _align(line: Line, middle: float | None, text: Area) -> Align | None:
    """Return where a page number stands; one in a frame, a box or a table by its place on the page."""
    if not (line.boxed or line.cell[0] >= 0 or line.align is None) or middle is None or line.ink is None:
        return line.align
    if abs(middle - text.left - text.width / 2) <= THERE:
        return "center"
    if line.ink[1] >= text.right - THERE:
        return "right"
    return "left" if line.ink[0] <= text.left + THERE else line.align
