"""remarks: the parts of a Word file that hold its comments, and what each is on -> the comments, with whom they answer.

A comment is known to the part that tells answers and what is done by the `paraId` of its last paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.review.marks import Comment, clean, odd
from generator.review.walk import LETTERS, Anchor, said, signed
from generator.verify.docx.package import Package
from generator.verify.docx.xml import Node, W

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"


def remarks(package: Package, anchored: dict[str, Anchor]) -> Iterator[Comment]:
    """Yield the comments in the order of the file; replies name the one they answer."""
    root = package.tree(package.related(package.main, "comments"))
    elements = list(root.iterchildren(f"{W}comment")) if root is not None else []
    identities = [_identity(element) for element in elements]
    owners = {identity: number for number, identity in enumerate(identities)}
    extended = package.tree(package.related(package.main, "commentsExtended"))
    entries = {each.get(f"{_W15}paraId"): each for each in (extended if extended is not None else ())}
    for number, (element, identity) in enumerate(zip(elements, identities, strict=True)):
        comment = _comment(number, element, anchored.get(element.get(f"{W}id") or "", Anchor(-1)))
        entry = entries.get(identity) if identity else None
        if entry is None:
            yield comment
            continue
        above = owners.get(entry.get(f"{_W15}paraIdParent") or "", -1)
        done = (entry.get(f"{_W15}done") or "0").lower() in ("1", "true", "on")
        yield replace(comment, parent=above if above != number else -1, done=done)
    yield from _missing(anchored, [element.get(f"{W}id") or "" for element in elements])


def _missing(anchored: dict[str, Anchor], known: list[str]) -> Iterator[Comment]:
    """Yield what the body refers to, and the part of the comments does not hold."""
    for name, on in anchored.items():
        if name not in known:
            yield Comment(len(known), "", "", "", on.raw, _quoted(on), missing=True)
            known.append(name)


def _quoted(on: Anchor) -> str:
    """The words that a comment is on, paragraphs parted by a stroke."""
    lines = (" ".join(clean(line).split()) for line in "".join(on.words).split("\n"))
    return " / ".join(line for line in lines if line)


def _identity(element: Node) -> str:
    paragraphs = list(element.iter(f"{W}p"))
    return (paragraphs[-1].get(f"{_W14}paraId") or "") if paragraphs else ""


def _comment(number: int, element: Node, on: Anchor) -> Comment:
    lines = ("".join(said(text) for text in p.iter(*LETTERS)) for p in element.iter(f"{W}p"))
    author, date = signed(element)
    whole = " ".join(lines)
    text = clean(whole)
    quoted = _quoted(on)
    return Comment(number, author, date, " ".join(text.split()), on.raw, quoted, lost=odd(whole))
