"""Opens the zip that a DOCX is: bytes in, parsed XML parts out, nothing else ever read.

Pictures and embedded files stay packed, macros are never run, DTDs and entities are refused, and
whatever does not open is told in Vietnamese (Unreadable).  lxml is used here and in the modules beside.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

from generator.verify.docx.entry import usual
from generator.verify.docx.xml import RELATIONS, STRICT, Node
from generator.verify.paper import Unreadable

#: Bytes of XML that are unpacked at most: one part, and all that are read of one document.
MAX_PART = 40_000_000
MAX_TOTAL = 100_000_000
#: Packed bytes of XML parts at most; a bigger file is read only where pictures make it so.
MAX_PACKED = 60_000_000
MAX_ENTRIES = 30_000
CHUNK = 1 << 20
#: A part of no more bytes is kept parsed, by its content: headers, settings, relationships are the same in every
#: document that came from one template.
MOST_KEPT, PARTS_KEPT = 8_192, 64

SAVE_AS = "mở tệp bằng Word hoặc LibreOffice, chọn Lưu thành (Save As), kiểu Word Document (.docx)"
SAVE_AGAIN = "mở tệp bằng Word, để Word sửa, rồi lưu lại thành .docx; nếu không mở được, lấy lại bản gốc"
#: What a document of our kind never has.
MACROS = "vnd.ms-word.document.macroenabled"

#: How a file begins that is no zip: what it is.
HEADS = (
    (b"%PDF", "tệp PDF mang tên khác", "đổi đuôi tên tệp thành .pdf rồi kiểm tra lại"),
    (b"{\\rtf", "tệp RTF", SAVE_AS),
    (b"<?xml", "tệp XML, không phải tệp Word (.docx)", SAVE_AS),
    (b"<html", "trang web (HTML) mang tên tệp Word", SAVE_AS),
    (b"<!DOCTYPE html", "trang web (HTML) mang tên tệp Word", SAVE_AS),
)
#: Parts that tell another kind of document: their names' beginning or end.
KINDS = (
    ("xl/", "bảng tính Excel (.xlsx)"),
    ("ppt/", "bài trình chiếu PowerPoint (.pptx)"),
    ("visio/", "bản vẽ Visio (.vsdx)"),
    ("META-INF/container.xml", "sách điện tử (.epub)"),
    ("Index/Document.iwa", "tài liệu Pages của Apple"),
)
#: OLE files, by a name inside (UTF-16).
STREAMS = (
    ("EncryptedPackage", "tệp có mật khẩu nên không đọc được", "mở tệp bằng Word, bỏ mật khẩu, rồi lưu lại"),
    ("WordDocument", "tệp Word kiểu cũ (.doc) chưa đọc được", SAVE_AS),
    ("Workbook", "tệp là bảng tính Excel kiểu cũ (.xls), không phải văn bản Word", SAVE_AS),
    ("PowerPoint Document", "tệp là bài trình chiếu PowerPoint kiểu cũ (.ppt), không phải văn bản Word", SAVE_AS),
)


Link = tuple[str, str, str]


@dataclass(slots=True)
class Package:
    """An open DOCX. `main` is the name of its document part; parts are parsed once and kept.

    Only the tree of the main part may be changed: those of small parts are shared by documents.
    """

    data: bytes
    archive: zipfile.ZipFile
    main: str = ""
    left: int = MAX_TOTAL
    _texts: dict[str, bytes] = field(default_factory=dict)
    _trees: dict[str, Node] = field(default_factory=dict)
    _links: dict[str, tuple[Link, ...]] = field(default_factory=dict)

    def tree(self, name: str) -> Node:
        """Return the root of a part, None where there is none. Raises Unreadable."""
        if name not in self._trees:
            self._trees[name] = self._parsed(name) if self.has(name) else None
        return self._trees[name]

    def _parsed(self, name: str) -> Node:
        text = self.unpacked(name)
        return _kept_tree(text, name) if len(text) <= MOST_KEPT and name != self.main else parse(text, name)

    def written(self) -> tuple[Node, Node]:
        """Return the roots of the document and of its footnotes, None where it has none. Raises Unreadable."""
        return self.tree(self.main), self.tree(self.related(self.main, "footnotes"))

    def related(self, part: str, kind: str) -> str:
        """Return the name of the first part that `part` is related to by `kind` (`styles`), or ""."""
        return next((target for _, found, target in self._relations(part) if found == kind), "")

    def target(self, part: str, identity: str) -> str:
        """Return the name of the part that a relationship's id leads to, or ""."""
        return next((target for key, _, target in self._relations(part) if key == identity), "")

    def _relations(self, part: str) -> tuple[Link, ...]:
        if part not in self._links:
            folder, name = posixpath.split(part)
            where = posixpath.join(folder, "_rels", f"{name}.rels")
            text = self.unpacked(where)
            read = _kept_links if len(text) <= MOST_KEPT else _links
            self._links[part] = read(text, where, folder) if self.has(where) else ()
        return self._links[part]

    def has(self, name: str) -> bool:
        """Tell whether there is a part of this name."""
        return bool(name) and name in self.archive.NameToInfo

    def size(self, name: str) -> int:
        """Return the bytes that a part has at most, unpacked."""
        return self.archive.NameToInfo[name].file_size if self.has(name) else 0

    def unpacked(self, name: str) -> bytes:
        """Return the bytes of a part, none where there is none. Raises Unreadable."""
        if name in self._texts:
            return self._texts[name]
        if not self.has(name):
            return b""
        text = usual(self.data, self.archive.NameToInfo[name]) or self._unpack(name)
        self.left -= len(text)
        if self.left < 0:
            raise Unreadable("tệp quá lớn khi giải nén", SAVE_AGAIN)
        if len(text) <= MOST_KEPT or name == self.main:
            self._texts[name] = text
        return text

    def _unpack(self, name: str) -> bytes:
        entry = self.archive.NameToInfo[name]
        if entry.flag_bits & 1:
            raise Unreadable(*STREAMS[0][1:])
        chunks: list[bytes] = []
        size = 0
        try:
            with self.archive.open(entry) as stream:
                # the size that an entry declares can lie, so what comes out is counted
                while chunk := stream.read(CHUNK):
                    size += len(chunk)
                    if size > MAX_PART:
                        raise Unreadable(f"tệp quá lớn khi giải nén (phần {name})", SAVE_AGAIN)
                    chunks.append(chunk)
        # a damaged entry, a stream cut short, an unknown compression: what zipfile raises for each
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
            raise Unreadable(f"tệp bị hỏng (phần {name})", SAVE_AGAIN) from error
        return b"".join(chunks)


def _links(text: bytes, name: str, folder: str) -> tuple[Link, ...]:
    """Return the relationships within a package that a part of them tells: id, kind, name of the part."""
    found: list[Link] = []
    for relation in parse(text, name).iter(RELATIONS):
        if relation.get("TargetMode") == "External":
            continue
        target = (relation.get("Target") or "").replace("\\", "/")
        whole = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
        found.append((relation.get("Id") or "", (relation.get("Type") or "").rsplit("/", 1)[-1], whole.lstrip("/")))
    return tuple(found)


def open_package(data: bytes) -> Package:
    """Return the open package of a DOCX. Raises Unreadable for anything else, with its cure."""
    if not data:
        raise Unreadable("tệp trống (0 byte)", "lấy lại bản gốc của tệp")
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise Unreadable(*_stream_kind(data))
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError, OverflowError) as error:
        raise Unreadable(*_head_kind(data)) from error
    _refuse_others(archive)
    package = Package(data, archive)
    package.main = package.related("", "officeDocument") or "word/document.xml"
    if package.main not in archive.NameToInfo:
        raise Unreadable("tệp không có phần văn bản (word/document.xml)", SAVE_AGAIN)
    return package


def _refuse_others(archive: zipfile.ZipFile) -> None:
    """Refuse what is no DOCX, has macros, or is too big to be one."""
    entries = archive.NameToInfo
    for name, kind in KINDS:
        if any(entry.startswith(name) for entry in entries) and "word/document.xml" not in entries:
            raise Unreadable(f"tệp là {kind}, không phải văn bản Word", SAVE_AS)
    if "mimetype" in entries and "content.xml" in entries:
        raise Unreadable("tệp là văn bản OpenDocument (.odt) chưa đọc được", SAVE_AS)
    if "[Content_Types].xml" not in entries:
        web = any(entry.lower().endswith((".html", ".htm")) for entry in entries)
        what = "tệp nén chứa trang web (HTML)" if web else "tệp nén (ZIP)"
        cure = "trong Google Docs chọn Tải xuống, kiểu Microsoft Word (.docx)" if web else SAVE_AS
        raise Unreadable(f"{what}, không phải tệp Word (.docx)", cure)
    if any(entry.rsplit("/", 1)[-1] == "vbaProject.bin" for entry in entries):
        raise Unreadable("tệp có macro (.docm) nên không đọc, macro không được chạy", SAVE_AS)
    packed = sum(e.compress_size for e in entries.values() if e.filename.endswith((".xml", ".rels")))
    if len(entries) > MAX_ENTRIES or packed > MAX_PACKED:
        raise Unreadable("tệp quá lớn", SAVE_AGAIN)


def parse(text: bytes, name: str) -> Node:
    """Return the root of a part, its names those of the usual kind of DOCX. Raises Unreadable."""
    if b"<!DOCTYPE" in text or (b"\0" in text and (b"<!\0D\0O\0C" in text or b"<\0!\0D\0O\0C" in text)):
        raise Unreadable(f"tệp có khai báo DTD, tệp Word thật không có (phần {name})", SAVE_AGAIN)
    if b"http://purl.oclc.org/ooxml/" in text:
        for strict, usual in STRICT:
            text = text.replace(strict, usual)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(text, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        deep = "depth" in str(error)
        raise Unreadable(f"tệp {'lồng nhau quá sâu' if deep else 'bị hỏng'} (phần {name})", SAVE_AGAIN) from error
    if root.getroottree().docinfo.doctype:
        raise Unreadable(f"tệp có khai báo DTD, tệp Word thật không có (phần {name})", SAVE_AGAIN)
    return root


_kept_links, _kept_tree = lru_cache(PARTS_KEPT)(_links), lru_cache(PARTS_KEPT)(parse)


def _head_kind(data: bytes) -> tuple[str, str]:
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    for sign, what, cure in HEADS:
        if head[: len(sign)].lower() == sign.lower():
            return f"đây là {what}", cure
    if data[:2] == b"PK":
        return "tệp Word (.docx) bị hỏng hoặc tải chưa xong", "tải hoặc chép lại tệp từ nơi gửi"
    return "tệp không phải là tệp Word (.docx)", f"{SAVE_AS}; kế hoạch YAML thì kiểm tra bằng `kehoach check`"


def _stream_kind(data: bytes) -> tuple[str, str]:
    for name, what, cure in STREAMS:
        if name.encode("utf-16-le") in data:
            return what, cure
    return "tệp kiểu Office cũ, không phải tệp Word (.docx)", SAVE_AS


def macro_free(package: Package) -> None:
    """Raise Unreadable where the document's own content type says that it may hold macros."""
    types = package.tree("[Content_Types].xml")
    for override in types if types is not None else ():
        named = (override.get("PartName") or "").lstrip("/") == package.main
        if named and MACROS in (override.get("ContentType") or "").lower():
            raise Unreadable("tệp có macro (.docm) nên không đọc, macro không được chạy", SAVE_AS)
