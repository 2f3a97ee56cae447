"""said: the paragraphs of an ODT -> their texts with looks, the simple way: for counting words, and to tell the code.

Takes no part in `walk`: what is seen and in which order is told here by the names of elements alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.importing import xml
from generator.importing.html.spans import BREAK
from generator.importing.odt.names import DRAW, PARAGRAPHS, TABLE, TEXT, UNSEEN, Node
from generator.importing.odt.styles import Look, Styles

Said = Iterator[tuple[str, Look]]
_NOTE = f"{TEXT}note"


def seen(body: Node) -> Iterator[Node]:
    """Yield the paragraphs of the text in order, those of notes after all others.

    Boxes come before the paragraph that they hang on where they hang at its beginning, else after it.
    """
    notes: list[Node] = []
    waiting: list[Node] = []
    for node in body.iter(*PARAGRAPHS):
        while waiting and not any(above is waiting[-1] for above in node.iterancestors()):
            yield waiting.pop()
        above = {each.tag for each in node.iterancestors()}
        if above & UNSEEN:
            continue
        if _NOTE in above:
            notes.append(node)
        elif len(node) and _hung_with(node):
            waiting.append(node)
        else:
            yield node
    yield from waiting[::-1]
    yield from notes


def _hung_with(node: Node) -> bool:
    """Tell whether a box with text hangs at the beginning of a paragraph, before any letter of it."""
    for event, each in xml.walk(node):
        if event == "start" and each.tag.startswith(DRAW):
            return any(inner.tag in PARAGRAPHS for inner in each.iter())
        text = each.text if event == "start" else each.tail if each is not node else ""
        if (text or "").strip():
            return False
    return False


def said(node: Node, styles: Styles) -> Said:
    """Yield the texts of a paragraph that are shown, with their looks; a space, a tab, a break are texts too."""
    yield from _said(node, styles, styles.look("paragraph", node.get(f"{TEXT}style-name") or "", Look()))


def _said(node: Node, styles: Styles, look: Look) -> Said:
    if node.text and not look.hidden:
        yield node.text, look
    for child in node:
        if child.tag in (f"{TEXT}s", f"{TEXT}tab", f"{TEXT}line-break"):
            yield BREAK if child.tag.endswith("break") else " ", look
        elif not child.tag.startswith((DRAW, TABLE)) and child.tag not in UNSEEN and child.tag != _NOTE:
            name = child.get(f"{TEXT}style-name") or ""
            yield from _said(child, styles, styles.look("text", name, look) if name else look)
        if child.tail and not look.hidden:
            yield child.tail, look
