"""read: the bytes of a DOCX -> its paragraphs with every tracked change and comment in it (`Draft`).

Opens the file through `verify.docx.package`, which refuses what is no DOCX or would harm. Raises Unreadable.
"""

from __future__ import annotations

from generator.review.marks import Draft
from generator.review.remarks import remarks
from generator.review.walk import Walk
from generator.verify.docx import package as packages
from generator.verify.docx.package import Package
from generator.verify.docx.xml import W, first


def read(data: bytes) -> Draft:
    """Return what a DOCX holds. Raises Unreadable for what is no DOCX, or one that would harm."""
    package = packages.open_package(data)
    packages.macro_free(package)
    walk = Walk()
    body = first(package.tree(package.main), f"{W}body")
    if body is not None:
        walk.blocks(body, (), ("body",))
    for kind in ("footnotes", "endnotes"):
        notes = package.tree(package.related(package.main, kind))
        for note in notes if notes is not None else ():
            if note.get(f"{W}type") is None:
                walk.blocks(note, (), ("note", kind, note.get(f"{W}id") or ""))
    margin = len(walk.raws)
    for part in _margins(package):
        root = package.tree(part)
        if root is not None:
            walk.blocks(root, (), ("margin", part))
    raws = tuple(walk.raws)
    comments = tuple(remarks(package, walk.anchored | walk.open))
    return Draft(raws[:margin], tuple(walk.changes), comments, raws[margin:])


def _margins(package: Package) -> list[str]:
    """The parts of headers and footers, in the order of their names."""
    names = [name for name in package.archive.NameToInfo if name.startswith("word/") and name.endswith(".xml")]
    return sorted(name for name in names if name[5:].startswith(("header", "footer")) and "/" not in name[5:])
