"""Reads and writes the zip that a DOCX is: the same parts give the same bytes on every machine."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping as Map
from pathlib import Path

#: The earliest time a zip can hold, and the one that Word itself writes.
EPOCH = (1980, 1, 1, 0, 0, 0)
#: A template unpacks to no more than this (bytes); a zip bomb is refused, not unpacked.
MAX_UNPACKED = 20_000_000


class BadPackage(ValueError):
    """The file is not a DOCX that can be read."""


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


def write(parts: Map[str, bytes]) -> bytes:
    """Return a zip of the parts, content types first, then by name."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in sorted(parts, key=lambda n: (n != "[Content_Types].xml", n)):
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            info.create_system = 3
            archive.writestr(info, parts[name])
    return buffer.getvalue()
