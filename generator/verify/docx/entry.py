"""usual: the record of a zip's entry -> its bytes, if it is small and written as entries usually are.

zipfile takes ten times as long to open one, and a document has a dozen. It reads whatever is not usual, and tells
what is wrong with it: nothing is refused here. What is the same in many documents (styles, settings, headers) is
inflated once.
"""

from __future__ import annotations

import zipfile
import zlib
from functools import lru_cache

#: What an entry begins with, how long that is without its name, and the flags that are usual (how hard it was
#: packed, names in UTF-8, sizes told later).
SIGN, HEAD, FLAGS = b"PK\3\4", 30, 0x80E
#: Bytes of the largest entry that is read here, of the largest that is kept, and how many are.
MOST, MOST_KEPT, ENTRIES_KEPT = 1 << 20, 32_768, 64


def usual(data: bytes, entry: zipfile.ZipInfo) -> bytes:
    """Return the bytes of a small entry that is written as entries usually are, none for any other."""
    at, name = entry.header_offset, entry.filename
    head = data[at : at + HEAD] if at >= 0 else b""
    own = int.from_bytes(head[26:28], "little")
    start = at + HEAD + own + int.from_bytes(head[28:30], "little")
    end = start + entry.compress_size
    usual = head[:4] == SIGN and entry.compress_type == zipfile.ZIP_DEFLATED and not entry.flag_bits & ~FLAGS
    small = entry.file_size <= MOST
    named = name.isascii() and data[at + HEAD : at + HEAD + own] == name.encode() and entry.orig_filename == name
    if not (usual and small and named) or end > (getattr(entry, "_end_offset", None) or len(data)):
        return b""
    return (_kept_bytes if entry.file_size <= MOST_KEPT else _inflated)(data[start:end], entry.file_size, entry.CRC)


def _inflated(packed: bytes, size: int, checksum: int) -> bytes:
    """Return what an entry holds, nothing where it is not just that."""
    try:
        text = zlib.decompressobj(-15).decompress(packed, size + 1)
    except zlib.error:
        return b""
    return text if len(text) == size and zlib.crc32(text) == checksum else b""


_kept_bytes = lru_cache(ENTRIES_KEPT)(_inflated)
