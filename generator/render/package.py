"""Reads and writes the zip that a DOCX is: the same parts give the same bytes on every machine.

Written by hand, not with zipfile: what is the same in every document of a batch (styles, settings, empty
headers) is then deflated once, and only a document's own words each time.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Container
from collections.abc import Mapping as Map
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

#: A template unpacks to no more than this (bytes); a zip bomb is refused, not unpacked.
MAX_UNPACKED = 20_000_000
#: A part of more bytes (a photograph) is not kept packed.
MOST_KEPT = 1_000_000
#: The earliest time a zip can hold, and the one that Word itself writes; its day as DOS counts.
EPOCH = (1980, 1, 1, 0, 0, 0)
DAY = EPOCH[1] << 5 | EPOCH[2]
DEFLATED, VERSION, UNIX, READ_AND_WRITE, UTF_8 = 8, 20, 3, 0o600 << 16, 0x800
#: What follows the four letters of a record: of a part, of the directory at the end, of its end (APPNOTE.TXT 4.3).
_LOCAL, _CENTRAL, _END = struct.Struct("<4s5HL2L2H"), struct.Struct("<4s2B5HL2L5H2L"), struct.Struct("<4s4H2LH")


class BadPackage(ValueError):
    """The file is not a DOCX that can be read."""


@dataclass(frozen=True, slots=True)
class Packed:
    """A part deflated: its checksum, its bytes before, its bytes now."""

    checksum: int
    size: int
    data: bytes


def read(path: Path) -> dict[str, bytes]:
    """Return the parts of a DOCX by name. Raises BadPackage, or OSError where it is not there."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
                raise BadPackage("tệp Word quá lớn khi giải nén")
            return {e.filename: archive.read(e) for e in entries if not e.is_dir()}
    except BadPackage:
        raise
    # a damaged archive, a stream cut short, an unknown compression, a password: what zipfile raises for each
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise BadPackage("tệp không phải là tệp Word (.docx)") from error


def write(parts: Map[str, bytes], kept: Container[str] = ()) -> bytes:
    """Return a zip of the parts, content types first, then by name.

    Parts named in `kept` come again in other documents: what is made of them is kept, by their content.
    Parts are together far below the 4 GB from which a zip needs longer records.
    """
    out: list[bytes] = []
    directory: list[bytes] = []
    at = 0
    for name in sorted(parts, key=lambda n: (n != "[Content_Types].xml", n)):
        data = parts[name]
        packed = _kept(data) if name in kept and len(data) <= MOST_KEPT else _pack(data)
        own = name.encode("utf-8")
        flags = 0 if name.isascii() else UTF_8
        told = (flags, DEFLATED, 0, DAY, packed.checksum, len(packed.data), packed.size, len(own), 0)
        out += (_LOCAL.pack(b"PK\3\4", VERSION, *told), own, packed.data)
        directory += (_CENTRAL.pack(b"PK\1\2", VERSION, UNIX, VERSION, *told, 0, 0, 0, READ_AND_WRITE, at), own)
        at += _LOCAL.size + len(own) + len(packed.data)
    long = sum(map(len, directory))
    end = _END.pack(b"PK\5\6", 0, 0, len(parts), len(parts), long, at, 0)
    return b"".join((*out, *directory, end))


def _pack(data: bytes) -> Packed:
    deflate = zlib.compressobj(6, zlib.DEFLATED, -15)
    return Packed(zlib.crc32(data), len(data), deflate.compress(data) + deflate.flush())


_kept = lru_cache(maxsize=64)(_pack)
