"""drop, leaves: small steps over the tree of a page that several readers of it share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.frozen import dataclass
from generator.importing import xml
from generator.importing.html.look import Node, Own
from generator.importing.html.spans import BREAK


@dataclass(frozen=True, slots=True)
class Leaf:
    """A stretch of text between two ends of blocks: the innermost block it stands in, its lines that hold words, how
    many of its letters are links."""

    node: Node
    lines: tuple[str, ...]
    linked: int

    @property
    def text(self) -> str:
        """Its words, single spaces between them."""
        return " ".join(self.lines)


def drop(node: Node) -> None:
    """Take an element out of its tree; the text after it stays."""
    parent = node.getparent()
    if parent is None:
        return
    if node.tail:
        before = node.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + node.tail
        else:
            parent.text = (parent.text or "") + node.tail
        node.tail = None
    parent.remove(node)


def inside(node: Node, root: Node) -> bool:
    """Tell whether an element is still in the tree of `root`."""
    while node is not None and node is not root:
        node = node.getparent()
    return node is root


def leaves(root: Node, traits: Mapping[Node, Own]) -> Iterator[Leaf]:
    """Yield the stretches of text of a tree in order; one goes on over elements that stand in a line."""
    texts: list[str] = []
    linked = depth = unsaid = 0
    blocks = [root]
    for event, node in xml.walk(root):
        block, link = traits[node].block, node.tag == "a" and (node.get("href") or "#")[:1] != "#"
        if (block and node is not root) or (event == "start" and node is root):
            if own := _lines(texts):
                yield Leaf(blocks[-1], own, linked)
            texts, linked = [], 0
            if event == "start" and node is not root:
                blocks.append(node)
            elif event == "end":
                blocks.pop()
        if event == "end" and link:
            depth -= 1
        if event == "end" and traits[node].ignored:
            unsaid -= 1
        text = (node.text if event == "start" else node.tail if node is not root else "") or ""
        if event == "start" and link:
            depth += 1
        if event == "start" and traits[node].ignored:
            unsaid += 1
        if node.tag == "br" and event == "start":
            texts.append(BREAK)
        if text and not unsaid:
            texts.append(text)
            linked += len(text.strip()) * (depth > 0)
    if own := _lines(texts):
        yield Leaf(blocks[-1], own, linked)


def _lines(texts: list[str]) -> tuple[str, ...]:
    return tuple(line for part in "".join(texts).split(BREAK) if (line := " ".join(part.split())))
