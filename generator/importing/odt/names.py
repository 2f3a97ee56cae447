"""Names of OpenDocument: elements and attributes, and lengths in pt."""

from __future__ import annotations

import re
from typing import Any

#: An element of lxml, which has no types.
Node = Any

_URN = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TEXT, TABLE, STYLE, DRAW = (f"{{{_URN}{name}:1.0}}" for name in ("office", "text", "table", "style", "drawing"))
FO = f"{{{_URN}xsl-fo-compatible:1.0}}"
SVG = f"{{{_URN}svg-compatible:1.0}}"
MATH = "{http://www.w3.org/1998/Math/MathML}math"
LOEXT = f"{{{'urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0'}}}"
XLINK = "{http://www.w3.org/1999/xlink}"
DC = "{http://purl.org/dc/elements/1.1/}"
ID = "{http://www.w3.org/XML/1998/namespace}id"

PARAGRAPHS = frozenset({f"{TEXT}p", f"{TEXT}h"})
#: What stands in the tree and is no text of the document; `frame` and others are read on their own.
UNSEEN = frozenset({
    f"{TEXT}tracked-changes", f"{OFFICE}annotation", f"{TEXT}number", f"{OFFICE}forms", f"{TEXT}sequence-decls",
    f"{TEXT}variable-decls", f"{TEXT}user-field-decls", f"{TEXT}note-citation", f"{TEXT}ruby-text", f"{SVG}title",
    f"{SVG}desc", f"{OFFICE}event-listeners", f"{TEXT}index-title-template", f"{OFFICE}binary-data", MATH,
    f"{TEXT}table-of-content-source", f"{TEXT}meta-field-source", f"{DRAW}glue-point", f"{OFFICE}annotation-end",
})  # fmt: skip

_LENGTH = re.compile(r"(-?\d*\.?\d+)\s*(pt|px|cm|mm|in|pc)?")
_POINTS = {"pt": 1.0, "px": 0.75, "cm": 72 / 2.54, "mm": 72 / 25.4, "in": 72.0, "pc": 12.0}


def points(text: str | None) -> float | None:
    """Return a length in pt, None for what is none (a share among them)."""
    match = _LENGTH.fullmatch((text or "").strip())
    if not match:
        return None
    value = float(match[1]) * _POINTS[match[2] or "pt"]
    return value if -5_000 < value < 5_000 else None


def whole(text: str | None, otherwise: int, most: int) -> int:
    """Return a whole number from 0 to `most`, `otherwise` for what is none."""
    if not text or not text.strip().isascii() or not text.strip().isdigit() or len(text) > 9:
        return otherwise
    return min(int(text), most)
