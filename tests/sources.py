"""The texts that the plans were transcribed from, and what was mended in them."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent / "sources"


def words(name: str) -> list[str]:
    """The words of a source with its recorded mends made, in order.

    What a portal or scanner adds around words (table bars, rows of dashes, Markdown marks) is not
    a word. Every mend must fit its source exactly once, or the record is wrong.
    """
    text = unicodedata.normalize("NFC", (FOLDER / f"{name}.txt").read_text("utf-8"))
    lines = [line for line in text.split("\n") if not re.fullmatch(r"[\s|]*-{3,}[\s|]*", line)]
    flat = " ".join(re.sub(r"^#{1,6} |\*+|(?<!\S)\|(?!\S)", "", "\n".join(lines), flags=re.M).split())
    for mend in mends(name):
        old, new = _pair(mend)
        assert flat.count(old) == 1, f"{name}: {flat.count(old)} times in the source: {old!r}"
        flat = flat.replace(old, new)
    return flat.split()


def mends(name: str) -> list[dict[str, str]]:
    """The recorded mends of a plan."""
    return yaml.safe_load((FOLDER / "mends" / f"{name}.yaml").read_text("utf-8")) or []


def _pair(mend: dict[str, str]) -> tuple[str, str]:
    if "after" in mend:
        return mend["after"], f"{mend['after']} {mend['plan']}"
    if "before" in mend:
        return mend["before"], f"{mend['plan']} {mend['before']}"
    return mend["source"], mend["plan"]
