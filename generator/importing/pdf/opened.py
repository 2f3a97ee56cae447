"""opened: the bytes of a PDF -> what lies on its pages, or why it cannot be brought in.

A scan without a layer of text holds no words; one with a layer that a machine recognised is read by that layer, and
staff are told.
"""

from __future__ import annotations

from dataclasses import replace

from generator import pdfium
from generator.importing.sheet import Remark
from generator.problem import Mark, PlanError, Problem
from generator.verify.paper import Unreadable
from generator.verify.pdf.guard import guard

_ORIGINAL = "hãy nhập từ tệp gốc (DOCX)"
_OCR = f"{_ORIGINAL}; nếu không còn, nhận dạng chữ (OCR) thành .docx, soát lại rồi nhập"
_TROUBLES: dict[pdfium.Trouble, tuple[str, str]] = {
    "damaged": ("tệp PDF bị hỏng, không mở được", "hãy xuất lại tệp PDF từ tệp gốc, hoặc lấy lại tệp từ nơi gửi"),
    "locked": ("tệp PDF có mật khẩu nên không đọc được", f"hãy bỏ mật khẩu rồi nhập lại, hoặc {_ORIGINAL[4:]}"),
    "pages": (f"tệp PDF có hơn {pdfium.MOST_PAGES} trang", "hãy tách riêng phần kế hoạch rồi nhập"),
    "objects": ("tệp PDF có trang chứa quá nhiều đối tượng, không phải văn bản thường gặp", _ORIGINAL),
}
#: Text that is there to be searched, and not shown.
_HIDDEN = 3


def opened(data: bytes) -> tuple[pdfium.Scan, tuple[Remark, ...]]:
    """Return what lies on the pages, and what staff must know of the file as a whole. Raises PlanError."""
    check(data)
    try:
        scan = pdfium.scan(data)
    except pdfium.PdfError as error:
        raise refused(error) from None
    shown = hidden = 0
    for sheet in scan.sheets:
        for text in sheet.texts:
            size = len(text.text.strip())
            shown, hidden = (shown, hidden + size) if text.mode == _HIDDEN else (shown + size, hidden)
    if not shown and not hidden:
        raise _empty(scan)
    if hidden <= shown:
        return scan, ()
    message = "tệp là ảnh quét, chữ lấy từ lớp nhận dạng (OCR) nên có thể sai"
    return _as_shown(scan), (Remark("scan", message, 0, "soát lại cả văn bản với bản gốc"),)


def check(data: bytes) -> None:
    """Raise PlanError for a file that pdfium should not be given."""
    try:
        guard(data)
    except Unreadable as error:
        raise _told(error.message, error.hint) from None


def refused(error: pdfium.PdfError) -> PlanError:
    """Return what staff are told of a file that pdfium cannot read."""
    return _told(*_TROUBLES[error.trouble])


def _empty(scan: pdfium.Scan) -> PlanError:
    if any(sheet.pictures for sheet in scan.sheets):
        return _told("tệp PDF là ảnh quét, không có lớp chữ để đọc", _OCR)
    return _told("tệp PDF không có chữ nào đọc được (trang trắng, hoặc chữ đã đổi thành nét vẽ)", _OCR)


def _as_shown(scan: pdfium.Scan) -> pdfium.Scan:
    """The layer of a scan as if it were what is seen: its sizes and places are those of the picture, roughly."""
    return replace(
        scan,
        sheets=tuple(
            replace(sheet, texts=tuple([text._replace(mode=0) for text in sheet.texts])) for sheet in scan.sheets
        ),
    )


def _told(message: str, hint: str) -> PlanError:
    return PlanError([Problem(Mark(""), message, hint, "import")])
