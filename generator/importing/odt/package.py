"""open_odt: the bytes of an ODT -> its trees, guarded as those of a DOCX are.

A flat ODT (.fodt) is read as well. Pictures and embedded files stay packed, macros are never run, DTDs and entities
are refused, sizes are counted while unpacking (see `verify.docx.package`).
"""

from __future__ import annotations

import io
import zipfile

from generator.frozen import dataclass
from generator.importing.odt.names import OFFICE, Node
from generator.verify.docx.package import MAX_ENTRIES, Package, parse
from generator.verify.paper import Unreadable

SAVE = "mở tệp bằng LibreOffice hoặc Word, lưu lại kiểu .odt hoặc .docx rồi nhập lại"
_KIND = b"application/vnd.oasis.opendocument."


@dataclass(frozen=True, slots=True)
class Source:
    """The trees of an ODT: its text, what holds the text's own styles, what holds those of all (None for none)."""

    body: Node
    content: Node
    styles: Node


def open_odt(data: bytes) -> Source:
    """Return the trees of an ODT. Raises Unreadable for anything else, with its cure."""
    if not data:
        raise Unreadable("tệp trống (0 byte)", "lấy lại bản gốc của tệp")
    if data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and b"office:document" in data[:4000]:
        root = parse(data, "fodt")
        return Source(_text(root), root, root)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError, OverflowError) as error:
        damaged = "tệp .odt bị hỏng hoặc tải chưa xong" if data[:2] == b"PK" else "tệp không phải là tệp .odt"
        raise Unreadable(damaged, SAVE) from error
    package = Package(data, archive, "content.xml")
    _refuse(package)
    content = package.tree("content.xml")
    return Source(_text(content), content, package.tree("styles.xml"))


def _refuse(package: Package) -> None:
    """Refuse what is no text document, has a password, or has more parts than a document has."""
    if len(package.archive.NameToInfo) > MAX_ENTRIES:
        raise Unreadable("tệp quá lớn", SAVE)
    if not package.has("content.xml"):
        raise Unreadable("tệp không phải là tệp .odt (không có content.xml)", SAVE)
    if b"encryption-data" in package.unpacked("META-INF/manifest.xml"):
        raise Unreadable("tệp có mật khẩu nên không đọc được", "mở tệp bằng LibreOffice, bỏ mật khẩu, rồi lưu lại")
    kind = package.unpacked("mimetype")[:100].strip()
    if kind.startswith(_KIND) and not kind.startswith(_KIND + b"text"):
        raise Unreadable("tệp OpenDocument này không phải văn bản (bảng tính hoặc bài trình chiếu)", SAVE)


def _text(root: Node) -> Node:
    body = root.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise Unreadable("tệp .odt không có phần văn bản", SAVE)
    return body
