"""digest: bytes, or a file -> what tells their content apart from any other; never the time of a change."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path


def digest(data: bytes) -> str:
    """Return the digest of bytes: SHA-256, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def of(path: str | Path) -> str:
    """Return the digest of a file's content; "" where there is none that can be read."""
    try:
        return digest(read(path))
    except (OSError, ValueError):
        return ""


def read(path: str | Path) -> bytes:
    """Return the bytes of a file in as few calls as can be: a run over many plans reads thousands."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
    try:
        size = os.fstat(handle).st_size
        parts = [os.read(handle, size + 1)]
        while len(parts[-1]) and (len(parts) > 1 or len(parts[0]) != size):
            parts.append(os.read(handle, 1 << 20))
        return b"".join(parts)
    finally:
        os.close(handle)
