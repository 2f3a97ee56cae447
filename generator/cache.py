"""remember: a text that is slow to make and the text it is made from -> the same, from the user's cache.

A cache that cannot be read or written changes nothing; one that was tampered with is not believed.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Callable
from pathlib import Path


def remember(source: str, make: Callable[[], str]) -> str:
    """Return what `make` makes of a source, kept under the source's own digest."""
    digest = hashlib.sha256(source.encode()).hexdigest()
    kept = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache", "kehoach", f"{digest}.txt")
    with contextlib.suppress(OSError, UnicodeError):
        head, _, body = kept.read_text("utf-8").partition("\n")
        if head == hashlib.sha256(body.encode()).hexdigest():
            return body
    made = make()
    with contextlib.suppress(OSError):
        kept.parent.mkdir(parents=True, exist_ok=True)
        fresh = kept.with_suffix(f".{os.getpid()}")
        fresh.write_text(f"{hashlib.sha256(made.encode()).hexdigest()}\n{made}", "utf-8")
        fresh.replace(kept)
    return made
