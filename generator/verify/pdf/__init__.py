"""read: the bytes of a PDF from anywhere -> its Paper.

In: any PDF with a text layer, tagged or not.  Out: `Paper`, lengths in pt.  A PDF holds letters and
strokes at places; lines, paragraphs, columns and margins are told from them as a reader's eye does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator import pdfium
from generator.verify.paper import POINTS_PER_MM, Paper, Section, Unreadable
from generator.verify.pdf.faces import Face, face
from generator.verify.pdf.flow import flow
from generator.verify.pdf.guard import guard
from generator.verify.pdf.lines import segments
from generator.verify.pdf.pages import Part, Rows, measure, rows_of
from generator.verify.pdf.rules import Ruled, sort_out, within

_MM = 1 / POINTS_PER_MM
_ORIGINAL = "hãy đưa vào tệp gốc (DOCX) hoặc tệp PDF xuất thẳng từ phần mềm soạn thảo"
_TROUBLES: dict[pdfium.Trouble, tuple[str, str]] = {
    "damaged": ("tệp không phải là PDF hoặc đã hỏng, không đọc được", "hãy xuất lại tệp PDF từ tệp gốc"),
    "locked": ("tệp PDF có mật khẩu nên không đọc được", "hãy bỏ mật khẩu rồi thử lại, hoặc đưa vào tệp gốc (DOCX)"),
    "pages": (
        f"tệp PDF có hơn {pdfium.MOST_PAGES} trang, vượt mức chương trình đọc",
        "hãy tách tệp rồi kiểm tra từng phần",
    ),
    "objects": ("tệp PDF có trang chứa quá nhiều đối tượng, không phải là văn bản thường gặp", _ORIGINAL),
}


def read(data: bytes, file: str) -> Paper:
    """Return a PDF as its reader sees it; `file` is its name as it will be told.

    Raises Unreadable for a file that is damaged, locked, a scan, or larger than any office's.
    """
    guard(data)
    try:
        found = pdfium.scan(data)
    except pdfium.PdfError as error:
        raise Unreadable(*_TROUBLES[error.trouble]) from error
    return arrange(found, file)


def arrange(scan: pdfium.Scan, file: str, once: bool = False) -> Paper:
    """Return the Paper of a file that is scanned already; with `once`, only of pages that differ in
    kind (`of_each_kind`).

    Raises Unreadable for a scan without text.
    """
    _must_have_text(scan)
    if once:
        scan = replace(scan, sheets=_only(scan.sheets, of_each_kind([sheet.width for sheet in scan.sheets])))
    faces = [face(font) for font in scan.fonts]
    ruled = [sort_out(sheet.strokes, sheet.boxes) for sheet in scan.sheets]
    pages: list[Rows] = []
    band = 0
    for number, (sheet, drawn) in enumerate(zip(scan.sheets, ruled, strict=True)):
        level = [*drawn.level] if sheet.strokes or sheet.boxes else []
        rows = rows_of(segments(sheet.texts, faces, level, drawn.upright, number, band))
        band += len(rows)
        pages.append(rows)
    layout = measure(scan.sheets, pages, _in_tables(pages, ruled), _stamped(pages, ruled))
    lines, rules = flow(pages, ruled, layout)
    embedded, named = _families(scan, faces)
    starts = {section: at for at, section in reversed(list(enumerate(line.section for line in lines)))}
    sections = tuple(_section(part, starts.get(at, 0)) for at, part in enumerate(layout.parts))
    return Paper(
        file, "pdf", lines, sections, layout.numbers, len(scan.sheets), embedded, named, maker=scan.maker, rules=rules
    )


def of_each_kind(widths: Sequence[float]) -> frozenset[int]:
    """Return the pages (from 0) that differ in kind, by the widths of all.

    Those between the second and the last but one are alike, but where the paper turns.
    """
    turns = {number for number in range(1, len(widths)) if widths[number] != widths[number - 1]}
    last = len(widths)
    return frozenset({0, 1, last - 2, last - 1, *turns} & {*range(last)})


def _only(sheets: Sequence[pdfium.Sheet], kept: frozenset[int]) -> tuple[pdfium.Sheet, ...]:
    """All pages, but those that are not kept come empty."""
    bare = [(sheet, number in kept) for number, sheet in enumerate(sheets)]
    return tuple([sheet if keep else replace(sheet, texts=(), strokes=(), boxes=()) for sheet, keep in bare])


def _must_have_text(scan: pdfium.Scan) -> None:
    pictures = sum(sheet.pictures > 0.4 for sheet in scan.sheets)
    texts = [text for sheet in scan.sheets for text in sheet.texts]
    if pictures:
        hidden = sum(len(text.text.strip()) for text in texts if text.mode == 3)
        if hidden > sum(len(text.text.strip()) for text in texts if text.mode != 3):
            raise Unreadable(
                "tệp PDF là ảnh quét có lớp chữ nhận dạng, không cho biết phông chữ, cỡ chữ thật", _ORIGINAL
            )
    if any(text.mode != 3 and text.text.strip() for text in texts):
        return
    if pictures or any(sheet.pictures for sheet in scan.sheets):
        raise Unreadable(
            "tệp PDF là ảnh quét, không có lớp chữ để kiểm tra",
            f"{_ORIGINAL}; nếu không còn, nhận dạng chữ (OCR) trước",
        )
    raise Unreadable("tệp PDF không có chữ nào đọc được (trang trắng, hoặc chữ đã đổi thành nét vẽ)", _ORIGINAL)


def _in_tables(pages: Sequence[Rows], ruled: Sequence[Ruled]) -> frozenset[int]:
    return frozenset(
        row[0].band
        for rows, drawn in zip(pages, ruled, strict=True)
        if drawn.grids
        for row in rows
        if any(grid.cell(segment.x, segment.y) for grid in drawn.grids for segment in row)
    )


def _stamped(pages: Sequence[Rows], ruled: Sequence[Ruled]) -> frozenset[int]:
    return frozenset(
        row[0].band
        for rows, drawn in zip(pages, ruled, strict=True)
        if drawn.frames
        for row in rows
        if all(any(within(box, segment) for box in drawn.frames) for segment in row)
    )


def _families(scan: pdfium.Scan, faces: Sequence[Face]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The families of visible text that the file holds, and those that it only names."""
    used = {text.font for sheet in scan.sheets for text in sheet.texts if text.mode != 3 and text.text.strip()}
    held = {faces[at].family for at in used if scan.fonts[at].embedded} - {""}
    named = {faces[at].family for at in used if not scan.fonts[at].embedded} - {""}
    return tuple(sorted(held)), tuple(sorted(named))


def _section(part: Part, first_line: int) -> Section:
    def mm(value: float | None) -> float | None:
        return None if value is None else round(value * _MM, 1)

    return Section(
        width=round(part.width * _MM, 1),
        height=round(part.height * _MM, 1),
        top=mm(part.top),
        bottom=mm(None if part.bottom is None else part.height - part.bottom),
        left=mm(part.left),
        right=mm(None if part.right is None else part.width - part.right),
        first_line=first_line,
        bottom_least=mm(None if part.bottom_most is None else max(part.height - part.bottom_most, 0.0)),
    )
