"""pages: what lies on the pages of a PDF -> for each its rows of text, its tables, its notes, and what is not text.

Page numbers, titles that run along every page and stamps of electronic signatures are set apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.frozen import dataclass
from generator.importing.pdf.lattice import Lattice, lattices
from generator.importing.sheet import PAGE, Remark
from generator.pdfium import Scan
from generator.verify.pdf.attach import without_rows_of_signs
from generator.verify.pdf.faces import face
from generator.verify.pdf.lines import Segment, segments
from generator.verify.pdf.pages import Layout, Part, Rows, measure, rows_of
from generator.verify.pdf.rules import Ruled, sort_out

#: What the stamp of an electronic signature says (Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục II.8).
_STAMP = re.compile(
    r"(?i)\b(?:người ký|ký bởi|thời gian ký|ngày ký|được ký (?:bởi|điện tử)|signature (?:not verified|valid)|"
    r"digitally signed|signed by|signing (?:date|time))\b"
)
_OF_STAMP = re.compile(
    r"(?i)(?:cơ quan|tổ chức|đơn vị|chức danh|chức vụ|email|thư điện tử|lý do|reason|location)\s*:|@|\+07"
)
_ADDRESS = re.compile(r"(?i)điện thoại|thư điện tử|e-?mail|fax|@|website|trang thông tin|địa chỉ|\bđt\b")


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its number from 1, the run of pages of one size that it belongs to, the rows of its text, its tables,
    its notes (rows at its foot), and its first band."""

    number: int
    part: Part
    rows: tuple[tuple[Segment, ...], ...]
    tables: tuple[Lattice, ...]
    notes: tuple[Segment, ...]
    frames: tuple[tuple[float, float, float, float], ...]
    first: int

    @property
    def landscape(self) -> bool:
        """Tell whether it is wider than high."""
        return self.part.width > self.part.height

    def line(self, segment: Segment) -> int:
        """Return the number that a visual line is told by."""
        return self.number * PAGE + min(segment.band - self.first + 1, PAGE - 1)


def pages(scan: Scan) -> tuple[list[Page], tuple[str, ...], tuple[Remark, ...]]:
    """Return the pages, the lines at their head and foot that are no part of the text, and what staff must know."""
    faces = [face(font) for font in scan.fonts]
    ruled = [sort_out(sheet.strokes, sheet.boxes) for sheet in scan.sheets]
    drawn = [lattices(sheet, each) for sheet, each in zip(scan.sheets, ruled, strict=True)]
    rows: list[Rows] = []
    first, band = [0], 0
    for number, sheet in enumerate(scan.sheets):
        bars = ruled[number].upright if drawn[number] else ()
        found = rows_of(segments(sheet.texts, faces, ruled[number].level, bars, number, band))
        band += len(found)
        first.append(band)
        rows.append(found)
    tabled = _in_tables(rows, drawn)
    layout = measure(scan.sheets, rows, tabled, frozenset())
    # the head of a table comes again on every page and is no running title
    often = layout.is_number | _often(rows, layout)
    layout = replace(layout, zones={band: layout.zones[band] for band in often - tabled})
    of = [part for part in layout.parts for _ in range(part.first, part.last + 1)]
    margins, remarks = list(_margins(rows, layout)), list[Remark]()
    out = []
    for number, found in enumerate(rows):
        kept, stamps = _without_stamps([row for row in found if row[0].band not in layout.zones])
        kept, _ = without_rows_of_signs(kept, layout, ruled[number].grids)
        kept, notes = _without_notes(kept, ruled[number], of[number], drawn[number])
        kept, foot = _without_foot(kept, ruled[number], of[number])
        frames = tuple((box.left, box.top, box.right, box.bottom) for box in ruled[number].frames)
        page = Page(number + 1, of[number], tuple(map(tuple, kept)), drawn[number], notes, frames, first[number])
        out.append(page)
        margins += [*foot, *stamps]
        remarks += [_stamped(text, page.number) for text in stamps[:1]]
    return out, tuple(dict.fromkeys(margins)), tuple(remarks)


def _in_tables(pages: Sequence[Rows], drawn: Sequence[Sequence[Lattice]]) -> frozenset[int]:
    return frozenset(
        row[0].band
        for rows, tables in zip(pages, drawn, strict=True)
        if tables
        for row in rows
        if any(table.at(segment.x, segment.y) >= 0 for table in tables for segment in row)
    )


def _often(pages: Sequence[Rows], layout: Layout) -> frozenset[int]:
    """The bands at head or foot whose words come again on most pages; on fewer it may be the head of a table."""
    bands: dict[str, list[int]] = {}
    for rows in pages:
        for at, row in enumerate(rows):
            if row[0].band in layout.zones and _apart(rows, at):
                text = re.sub(r"\d+", "#", " ".join(segment.text for segment in row))
                bands.setdefault(text, []).append(row[0].band)
    return frozenset(band for same in bands.values() if len(same) >= max(2, 0.6 * len(pages)) for band in same)


def _apart(rows: Rows, at: int) -> bool:
    """Whether a row stands off its neighbours, or is of smaller letters: a line of the text is neither."""
    row = rows[at][0]
    near = [other[0] for other in (*rows[max(at - 1, 0) : at], *rows[at + 1 : at + 2])]
    gap = min((abs(other.y - row.y) for other in near), default=1e9)
    return gap > 2.0 * row.size or row.size < min((other.size for other in near), default=0) - 0.6


def _margins(pages: Sequence[Rows], layout: Layout) -> Iterator[str]:
    for rows in pages:
        for row in rows:
            if row[0].band in layout.zones:
                yield " ".join(segment.text for segment in row)


def _without_stamps(rows: Rows) -> tuple[Rows, list[str]]:
    """Rows without the stamp of an electronic signature: its telling line and the small ones around it."""
    marked = [segment for row in rows for segment in row if _STAMP.search(segment.text)]
    if not marked:
        return rows, []
    kept: Rows = []
    stamps: list[str] = []
    for row in rows:
        of = [segment for segment in row if any(_is_of_stamp(segment, each) for each in marked)]
        stamps += [segment.text for segment in of]
        rest = [segment for segment in row if segment not in of]
        if rest:
            kept.append(rest)
    return kept, stamps


def _is_of_stamp(segment: Segment, told: Segment) -> bool:
    if segment is told:
        return True
    near = abs(segment.y - told.y) <= 8 * told.size and segment.x < told.right + 60 and segment.right > told.x - 10
    return near and segment.size <= min(told.size + 0.6, 10.5) and (
        bool(_OF_STAMP.search(segment.text)) or abs(segment.x - told.x) <= 60
    )  # fmt: skip


def _stamped(text: str, page: int) -> Remark:
    message = f"dấu chữ ký số trên trang không đưa vào kế hoạch: «{text}»"
    return Remark("signature-stamp", message, page * PAGE, "không cần sửa; chương trình không in dấu này")


def _without_foot(rows: Rows, ruled: Ruled, part: Part) -> tuple[Rows, list[str]]:
    """Rows without the issuer's address, in small letters under a long line at the page's foot (Nghị định
    30/2020/NĐ-CP, Phụ lục I, phần III, mục 4)."""
    for stroke in ruled.level:
        long = stroke.right - stroke.left > 0.45 * part.width and stroke.top > 0.8 * part.height
        under = [segment for row in rows for segment in row if segment.y > stroke.top] if long else []
        small = 0 < len(under) <= 4 and all(segment.size <= 12 for segment in under)
        if small and under[0].page == 0 and any(_ADDRESS.search(segment.text) for segment in under):
            return [row for row in rows if row[0].y <= stroke.top], [segment.text for segment in under]
    return rows, []


def _without_notes(rows: Rows, ruled: Ruled, part: Part, tables: Sequence[Lattice]) -> tuple[Rows, tuple[Segment, ...]]:
    """Rows without what stands in small letters under a short line at the left of the page's lower half."""
    for stroke in ruled.level:
        short = 40 < stroke.right - stroke.left < 0.45 * part.width and abs(stroke.left - part.near_left) < 6
        if not short or stroke.top < 0.3 * part.height:
            continue
        under = [row for row in rows if row[0].y > stroke.top]
        small = all(len(row) == 1 and row[0].size <= 12 for row in under)
        if under and small and _begins_note(under[0][0]) and not any(table.ys[-1] > stroke.top for table in tables):
            return [row for row in rows if row[0].y <= stroke.top], tuple(row[0] for row in under)
    return rows, ()


def _begins_note(first: Segment) -> bool:
    return first.pieces[0][1][-1] or re.match(r"[0-9*(\[]", first.text) is not None
