"""page, walk: the text of a web page -> its tree; a tree -> its elements as they begin and end (the door to lxml)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

#: An element of lxml, which has no types.
Node = Any


def page(text: str) -> Node | None:
    """Return the tree of a page of HTML of any kind, also broken; nothing is fetched. None where there is none."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser) if text.strip() else None
    except (etree.XMLSyntaxError, ValueError, AssertionError):
        return None


def walk(root: Node) -> Iterator[tuple[str, Node]]:
    """Yield `start` and `end` of every element of a tree, in document order."""
    walked: Iterator[tuple[str, Node]] = etree.iterwalk(root, events=("start", "end"))
    return walked
