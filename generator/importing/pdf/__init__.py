"""read, words: the bytes of a PDF with a layer of text -> its Sheet, and its words by another way.

Lines are told as sheet.PAGE times the page and the row on it.
"""

from __future__ import annotations

from generator.importing.html.signs import unread
from generator.importing.pdf.flow import flow
from generator.importing.pdf.opened import opened
from generator.importing.pdf.page import pages
from generator.importing.pdf.spans import decoder
from generator.importing.pdf.words import words as words
from generator.importing.sheet import PAGE, Remark, Sheet
from generator.pdfium import Scan


def read(data: bytes) -> Sheet:
    """Return what stands in a PDF. Raises PlanError for one that is damaged, locked, a scan without text, or too
    large."""
    scan, remarks = opened(data)
    laid, margins, more = pages(scan)
    decode, legacy = decoder(piece for page in laid for row in page.rows for each in row for piece in each.pieces)
    blocks, notes = flow(laid, decode)
    remarks = (*remarks, *legacy, *more, *_unseen(scan), *unread(blocks))
    return Sheet("pdf", blocks, notes, remarks, False, margins)


def _unseen(scan: Scan) -> list[Remark]:
    """What a reader of the pages sees and this reader does not: pictures, letters without codes, turned text."""
    found = []
    for number, sheet in enumerate(scan.sheets, 1):
        line = number * PAGE
        turned = " ".join(text.text.strip() for text in sheet.texts if text.slope and text.mode != 3).strip()
        mute = sum(not text.text and text.right - text.left > 1 for text in sheet.texts)
        if turned:
            told = f"trang {number} có chữ viết dọc hoặc nghiêng, không đưa vào kế hoạch: «{turned[:80]}»"
            found.append(Remark("turned-text", told, line, "chép lại nếu là nội dung"))
        if mute > 3:
            told = f"trang {number} có {mute} chỗ chữ không có mã, không đọc được"
            found.append(Remark("broken-glyph", told, line, "xem bản PDF rồi gõ lại chữ ở đó, hoặc nhập từ tệp gốc"))
        if sheet.pictures > 0.02:
            told = f"trang {number} có hình ảnh (sơ đồ, ảnh, dấu), không đưa vào kế hoạch"
            found.append(Remark("picture", told, line, "chèn lại nếu là nội dung"))
    return found
