"""Names and values of WordprocessingML: attribute text -> switch, number, points.

A value that is no number is None, never an error: documents hold all kinds of things.
"""

from __future__ import annotations

from typing import Any

#: An element of lxml, which has no types.
Node = Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
WPG = "{http://schemas.microsoft.com/office/word/2010/wordprocessingGroup}"
WPC = "{http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V = "{urn:schemas-microsoft-com:vml}"
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741
OFFICE_RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_OPEN = b"http://schemas.openxmlformats.org/"
#: The namespaces of the strict kind of DOCX, and the usual ones that we read them as.
STRICT = (
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", _OPEN + b"officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", _OPEN + b"wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/drawingml/main", _OPEN + b"drawingml/2006/main"),
    (
        b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing",
        _OPEN + b"drawingml/2006/wordprocessingDrawing",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/extendedProperties",
        _OPEN + b"officeDocument/2006/extended-properties",
    ),
)

VAL = f"{W}val"
OFF = frozenset({"0", "false", "off", "none"})
#: Points in a unit that a length may name; without one it counts twentieths.
UNITS = {"pt": 1.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "in": 72.0, "pi": 12.0, "pc": 12.0, "px": 0.75}
#: A length beyond this is a slip of some program (pt).
FAR = 20_000.0
EMU = 12_700


def on(element: Node) -> bool:
    """Tell whether a switch is on: there, and not said to be off."""
    return (element.get(VAL) or "1").lower() not in OFF


def number(text: str | None) -> float | None:
    """Return a plain number, or None for what is none."""
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        return None
    return value if -1e9 < value < 1e9 else None


def whole(text: str | None) -> int | None:
    """Return a whole number, or None for what is none."""
    value = number(text)
    return None if value is None else int(value)


def points(text: str | None, unit: float = 1 / 20) -> float | None:
    """Return a length in pt: a bare number counts in `unit` (twentieths of a point), `2cm` is understood."""
    if not text:
        return None
    named = UNITS.get(text[-2:])
    value = number(text if named is None else text[:-2])
    if value is None:
        return None
    value *= unit if named is None else named
    return value if -FAR <= value <= FAR else None


def emu(text: str | None) -> float | None:
    """Return a length of DrawingML in pt."""
    return points(text, 1 / EMU)


def first(element: Node, *path: str) -> Node:
    """Return the element at the end of a path of child names, or None."""
    for name in path:
        if element is None:
            return None
        # a tenth of the time that element.find takes
        element = next(element.iterchildren(name), None)
    return element


def value(element: Node, *path: str) -> str | None:
    """Return the w:val at the end of a path of child names, or None."""
    found = first(element, *path)
    text: str | None = None if found is None else found.get(VAL)
    return text


def branch(alternate: Node) -> Node:
    """Return the one branch of mc:AlternateContent to read: the first choice that we know, else the fallback."""
    fallback = None
    for child in alternate:
        if child.tag == f"{MC}Choice" and set((child.get("Requires") or "?").split()) <= KNOWN:
            return child
        if child.tag == f"{MC}Fallback":
            fallback = child
    return fallback


KNOWN = frozenset({"wps", "wpg", "wpc", "wp14", "w14", "w15", "w16", "w16se", "w16cid", "a14", "v", "wp", "w"})
