"""load: the bytes of a file, whatever its name says -> its sheet, and its words as a simple reader counts them.

The kind is told by the content: files are named `.doc` that are HTML, RTF or Word of today.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import PurePath
from typing import Literal

from generator.frozen import dataclass
from generator.importing.sheet import Kind, Para, Remark, Sheet, Word
from generator.problem import Mark, PlanError, Problem
from generator.verify.paper import Unreadable

#: What may be brought in, by suffix, as staff know it.
SUFFIXES = (".docx", ".docm", ".doc", ".rtf", ".odt", ".html", ".htm", ".md", ".markdown", ".txt", ".pdf")
#: No plan is longer; what is would only keep the machine busy: bytes; paragraphs (those in cells too), letters, notes.
LARGEST = 64 * 1024 * 1024
MOST_PARAGRAPHS, MOST_LETTERS, MOST_NOTES = 30_000, 1_000_000, 2_000
#: A row of so many blanks is cut to as many: no column stands farther out, and each blank costs time.
_BLANKS = re.compile(r"[ \t\xa0]{401,}")


@dataclass(frozen=True, slots=True)
class Loaded:
    """A source that was read: its sheet, and every word of it that a reader sees, by another way."""

    sheet: Sheet
    words: tuple[Word, ...]


def load(data: bytes, name: str, changes: str = "report") -> Loaded:
    """Return what stands in a file; `changes` tells what becomes of tracked changes: `accept`, `reject`, or `report`
    (accepted, and each one told). Raises PlanError for a file that cannot be read."""
    if len(data) > LARGEST:
        raise _refused(name, f"tệp lớn quá {LARGEST // 2**20} MB", "bỏ bớt hình ảnh, hoặc lưu riêng phần kế hoạch")
    if not data.strip():
        raise _refused(name, "tệp trống", "kiểm tra lại tệp")
    kind = sniff(data, name)
    try:
        loaded = _READERS[kind](data, name, changes)
    except PlanError as error:
        raise PlanError(_named(problem, name) for problem in error.problems) from None
    except Unreadable as error:
        raise _refused(name, error.message, error.hint) from None
    if _is_too_long(loaded.sheet):
        raise _refused(name, "tệp quá dài, không phải một kế hoạch", "lưu riêng phần kế hoạch thành tệp khác rồi nhập")
    return loaded


def _is_too_long(sheet: Sheet) -> bool:
    count = letters = 0
    for block in sheet.blocks:
        paras = [block] if isinstance(block, Para) else [p for row in block.rows for cell in row for p in cell.paras]
        count += len(paras)
        letters += sum(len(span.text) for para in paras for span in para.spans)
    letters += sum(len(span.text) for note in sheet.notes.values() for span in note)
    return count > MOST_PARAGRAPHS or letters > MOST_LETTERS or len(sheet.notes) > MOST_NOTES


def sniff(data: bytes, name: str) -> str:
    """Return what kind of file it is, by its first bytes. Raises PlanError for one that is no document."""
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    suffix = PurePath(name).suffix.lower()
    if suffix in _OTHERS:
        raise _refused(name, *_OTHERS[suffix])
    if head.startswith(b"PK"):
        return _zipped(data, name)
    if data[:1024].find(b"%PDF-") >= 0:
        return "pdf"
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return "doc"
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if head.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")):
        hint = "đây là ảnh chụp: nhận dạng chữ (OCR) thành .docx rồi nhập"
        raise _refused(name, "tệp là hình ảnh, không có chữ để đọc", hint)
    if suffix in (".md", ".markdown"):  # it may begin with a table of HTML
        return "md"
    if re.match(
        rb"<(?:!doctype\s+html|html|\?xml[^>]*>\s*<(?:!doctype\s+)?html|head|body|meta|table|div|p)\b", head, re.I
    ):
        return "html"
    if suffix in (".html", ".htm"):
        return "html"
    if b"\0" in data[:4096] and not head.startswith((b"\xff\xfe", b"\xfe\xff")) and data[:64].count(b"\0") < 16:
        raise _refused(name, "không phải tệp văn bản", f"nhận các loại tệp: {', '.join(SUFFIXES)}")
    return "txt"


#: Files of text that hold no document, by their names: what they are, what to do.
_OTHERS = dict.fromkeys(
    (".yaml", ".yml"), ("tệp này đã là kế hoạch YAML, không cần nhập", "in bằng lệnh: kehoach build TỆP")
) | dict.fromkeys(
    (".eml", ".mbox"), ("tệp là thư điện tử, không phải văn bản", "lưu tệp đính kèm của thư ra rồi nhập tệp ấy")
)


def _zipped(data: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            names = set(package.namelist())
            if any(each.header_offset < 0 for each in package.infolist()):
                raise zipfile.BadZipFile  # some of its middle is missing
    except (zipfile.BadZipFile, ValueError, OSError):
        raise _refused(
            name, "tệp bị hỏng, không mở được", "lấy lại tệp từ nơi gửi, hoặc mở bằng Word rồi lưu lại"
        ) from None
    if "word/document.xml" in names:
        return "docx"
    if "content.xml" in names:
        return "odt"
    if any(each.startswith("word/") for each in names):
        return "docx"  # its reader follows the package's own relations
    kinds = {"xl/": "bảng tính", "ppt/": "bản trình chiếu"}
    what = next((kinds[begin] for begin in kinds if any(n.startswith(begin) for n in names)), "tệp nén")
    raise _refused(name, f"tệp là {what}, không phải văn bản", f"nhận các loại tệp: {', '.join(SUFFIXES)}")


# --- one for each kind --------------------------------------------------------------------------


def _docx(data: bytes, name: str, changes: str) -> Loaded:
    from generator.importing import docx

    how: Literal["accept", "reject"] = "reject" if changes == "reject" else "accept"
    return Loaded(docx.read(data, how), docx.words(data, how))


def _doc(data: bytes, name: str, changes: str) -> Loaded:
    from generator.render import office

    loaded = _docx(office.modern(data, ".doc"), name, changes)
    kind: Kind = "doc"
    return Loaded(replace(loaded.sheet, kind=kind), loaded.words)


def _rtf(data: bytes, name: str, changes: str) -> Loaded:
    from generator.render import office

    if office.available():
        return _docx(office.modern(data, ".rtf"), name, changes)
    from generator.importing import html, pandoc

    page = pandoc.html(data, "rtf")
    return Loaded(html.read(page), html.words(page))


def _odt(data: bytes, name: str, changes: str) -> Loaded:
    from generator.importing import odt

    return Loaded(odt.read(data), odt.words(data))


def _html(data: bytes, name: str, changes: str) -> Loaded:
    from generator.importing import html

    return Loaded(html.read(data), html.words(data))


def _pdf(data: bytes, name: str, changes: str) -> Loaded:
    from generator.importing import pdf

    return Loaded(pdf.read(data), pdf.words(data))


def _text(data: bytes, name: str, changes: str) -> Loaded:
    from generator.importing import text

    said, remarks = _decoded(data)
    return Loaded(_with(text.read(said), remarks), text.words(said))


def _md(data: bytes, name: str, changes: str) -> Loaded:
    from generator.importing import md

    said, remarks = _decoded(data)
    return Loaded(_with(md.read(said), remarks), md.words(said))


_READERS = {
    "docx": _docx, "doc": _doc, "rtf": _rtf, "odt": _odt, "html": _html, "pdf": _pdf, "md": _md, "txt": _text,
}  # fmt: skip


def _decoded(data: bytes) -> tuple[str, tuple[Remark, ...]]:
    from generator.importing import letters

    said, _, remarks = letters.bytes_to_text(data)
    return _BLANKS.sub(" " * 400, said), tuple(remarks)


def _with(sheet: Sheet, remarks: tuple[Remark, ...]) -> Sheet:
    return replace(sheet, remarks=(*remarks, *sheet.remarks)) if remarks else sheet


def _refused(name: str, message: str, hint: str) -> PlanError:
    return PlanError([Problem(Mark(name), message, hint, "import")])


def _named(problem: Problem, name: str) -> Problem:
    return problem if problem.mark.file and problem.mark.line else replace(problem, mark=Mark(name))
