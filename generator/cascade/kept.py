"""stamp, keep, recall: what was made from files is kept for the next plan, by the content of the files.

Neither time nor size tells whether a file changed: its bytes are read each time, and only what is made of them is kept.
"""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from generator import content

Key = TypeVar("Key")
Made = TypeVar("Made")

#: The path of a file and the SHA-256 of its content, "" where there is none that can be read.
Stamp = tuple[str, str]
#: So many files, trees and plans are kept; what was not asked for longest goes first.
KEPT = 32


def stamp(path: Path, data: bytes) -> Stamp:
    """Return what tells a file with this content from any other."""
    return (str(path), content.digest(data))


def keep(kept: dict[Key, Made], key: Key, made: Made) -> Made:
    """Keep what was made under a key, and let the oldest go where there are too many."""
    while len(kept) >= KEPT:
        del kept[next(iter(kept))]
    kept[key] = made
    return made


def recall(kept: dict[Key, Made], key: Key) -> Made | None:
    """Return what was made under a key, None where it is not kept; what is asked for goes last."""
    made = kept.pop(key, None)
    if made is not None:
        kept[key] = made
    return made
