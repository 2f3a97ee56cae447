"""marker: a paragraph -> what it is numbered or listed with (`I.`, `a)`, `-`), and the words after that."""

from __future__ import annotations

import re

from generator import numbering
from generator.review.printed import Fixed, Printed

_KINDS = (
    ("Phần", r"Phần [IVXLC]+\b[.:]?"),
    ("1.1.", r"\d{1,2}(?:\.\d{1,2})+\.?(?=\s|$)"),
    ("I.", r"[IVXLC]+\."),
    ("1.", r"\d{1,2}\."),
    ("1)", r"\d{1,2}\)"),
    ("(1)", r"\(\d{1,2}\)"),
    ("(a)", r"\([a-zđ]\)"),
    ("a)", r"[a-zđ]{1,2}\)"),
    ("A.", r"[A-ZĐ]\."),
    ("-", r"[-–](?=\s)"),
    ("+", r"\+(?=\s|\w)"),
    ("•", r"•(?=\s)"),
    ("*", r"\*(?=\s)"),
)
_MARKER = re.compile("|".join(f"({form})" for _, form in _KINDS))
#: Kinds of markers that number nothing.
BULLETS = numbering.BULLETS


def parted(text: str) -> tuple[str, str, str]:
    """Return the kind of marker that a paragraph begins with, the marker, and what follows it."""
    found = _MARKER.match(text.lstrip())
    if not found or not text.lstrip()[found.end() :].strip():
        return "", "", text.strip()
    kind = next(name for (name, _), group in zip(_KINDS, found.groups(), strict=True) if group)
    return kind, found[0], text.lstrip()[found.end() :].strip()


def kind_of(paragraph: Printed) -> str:
    """Return the kind of marker that a printed paragraph has; "" where it has none."""
    marker = paragraph.marker
    return parted(f"{marker} x")[0] if marker else parted(paragraph.text)[0] if _listed(paragraph) else ""


def _listed(paragraph: Printed) -> bool:
    return any(isinstance(span.source, Fixed) and span.source.form == "recipient" for span in paragraph.spans)
