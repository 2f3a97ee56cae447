"""Opens a DOCX so that parts of it can be changed: bytes -> trees to change -> bytes.

Only parts whose tree was really changed are written anew, every other one goes through byte for byte.
lxml is used here alone of the mend_* modules; the others change the trees that it gives them.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass, field

from lxml import etree

from generator.problem import Mark, PlanError, Problem
from generator.render import package
from generator.verify.docx.package import SAVE_AGAIN, STREAMS, open_package
from generator.verify.docx.xml import RELATIONS, STRICT, Node
from generator.verify.paper import Unreadable

#: What a document that is to be changed may unpack to, pictures and all (bytes).
MAX_UNPACKED = 500_000_000
CHUNK = 1 << 20
TYPES = "[Content_Types].xml"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@dataclass(slots=True)
class Parts:
    """An open DOCX: the bytes of its parts, and the trees that were asked for."""

    data: bytes
    main: str
    bytes_of: dict[str, bytes]
    _trees: dict[str, Node] = field(default_factory=dict)
    _before: dict[str, bytes] = field(default_factory=dict)
    _strict: set[str] = field(default_factory=set)

    def tree(self, name: str) -> Node:
        """Return the root of a part, None where there is none. Raises Unreadable."""
        if name not in self._trees:
            text = self.bytes_of.get(name)
            self._trees[name] = None if text is None else self._parse(name, text)
            if text is not None:
                self._before[name] = _written(self._trees[name])
        return self._trees[name]

    def add(self, name: str, text: bytes, content_type: str, kind: str) -> Node:
        """Add a part that the document is related to by `kind` (`comments`); return its root."""
        types = self.tree(TYPES)
        types.append(types.makeelement(f"{_TYPES}Override", {"PartName": f"/{name}", "ContentType": content_type}))
        relations = self.relations(self.main)
        known = {relation.get("Id") for relation in relations}
        identity = next(f"rId{n}" for n in range(1, len(known) + 2) if f"rId{n}" not in known)
        target = posixpath.relpath(name, posixpath.dirname(self.main) or ".")
        attributes = {"Id": identity, "Type": f"{OFFICE}/{kind}", "Target": target}
        relations.append(relations.makeelement(RELATIONS, attributes))
        self.bytes_of[name] = text
        if self.main in self._strict:
            self._strict.add(name)
        return self.tree(name)

    def relations(self, part: str) -> Node:
        """Return the relationships of a part, an empty list of them where it had none."""
        folder, name = posixpath.split(part)
        where = posixpath.join(folder, "_rels", f"{name}.rels")
        if where not in self.bytes_of:
            self.bytes_of[where] = f'<Relationships xmlns="{_RELATIONSHIPS}"/>'.encode()
        return self.tree(where)

    def target(self, part: str, kind: str = "", identity: str = "") -> str:
        """Return the name of the first part that `part` is related to by kind or id, or ""."""
        for relation in self.relations(part).iter(RELATIONS):
            found = (relation.get("Type") or "").rsplit("/", 1)[-1]
            named = relation.get("Id") == identity if identity else found == kind
            if named and relation.get("TargetMode") != "External":
                target = (relation.get("Target") or "").replace("\\", "/")
                folder = posixpath.dirname(part)
                whole = target if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                return whole.lstrip("/")
        return ""

    def save(self) -> bytes:
        """Return the document as it is now; the very bytes that came in where nothing was changed."""
        written = {name: _written(root) for name, root in self._trees.items() if root is not None}
        changed = {name: text for name, text in written.items() if text != self._before[name]}
        if not changed:
            return self.data
        for name in changed.keys() & self._strict:
            for strict, usual in STRICT:
                changed[name] = changed[name].replace(b'"' + usual, b'"' + strict)
        return package.write(self.bytes_of | changed)

    def _parse(self, name: str, text: bytes) -> Node:
        if re.search(rb"<\0?!\0?D\0?O\0?C\0?T", text):
            raise Unreadable(f"tệp có khai báo DTD, tệp Word thật không có (phần {name})", SAVE_AGAIN)
        if b"http://purl.oclc.org/ooxml/" in text:
            self._strict.add(name)
            for strict, usual in STRICT:
                text = text.replace(strict, usual)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            return etree.fromstring(text, parser)
        except (etree.XMLSyntaxError, ValueError, LookupError) as error:
            raise Unreadable(f"tệp bị hỏng (phần {name})", SAVE_AGAIN) from error


def refused(error: Unreadable, file: str) -> PlanError:
    """Return the problem that staff are told where a document cannot be taken apart."""
    return PlanError([Problem(Mark(file), error.message, error.hint, "unreadable")])


def open_parts(data: bytes) -> Parts:
    """Return an open DOCX, all of its parts unpacked. Raises Unreadable."""
    opened = open_package(data)
    parts: dict[str, bytes] = {}
    left = MAX_UNPACKED
    for entry in opened.archive.NameToInfo.values():
        if not entry.is_dir():
            parts[entry.filename] = _unpacked(opened.archive, entry, left)
            left -= len(parts[entry.filename])
    return Parts(data, opened.main, parts)


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> bytes:
    chunks: list[bytes] = []
    try:
        with archive.open(entry) as stream:
            # the size that an entry declares can lie, so what comes out is counted
            while chunk := stream.read(CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise Unreadable("tệp quá lớn khi giải nén", SAVE_AGAIN)
                chunks.append(chunk)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise Unreadable(f"tệp bị hỏng (phần {entry.filename})", SAVE_AGAIN) from error
    except RuntimeError as error:
        raise Unreadable(*STREAMS[0][1:]) from error
    return b"".join(chunks)


def _written(root: Node) -> bytes:
    text: bytes = etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)
    return text
