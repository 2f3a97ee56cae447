"""read: the bytes of a web page (from a legal portal, Word, LibreOffice, pandoc, Google Docs) -> a Sheet.

`words` counts the same page in its own simple way, for the proof that nothing was lost. Lines are those that a
reader counts: each paragraph, and each line that a `<br>` begins in it, those in cells where they stand. Rooms:
`page` (bytes to the tree that a reader sees: `css`, `look`, `signs`, `notes`, `region`), `walk` (tree to blocks:
`spans`, `listed`, `grids`).
"""

from __future__ import annotations

from generator.importing.html.page import open_page
from generator.importing.html.signs import unread
from generator.importing.html.tree import leaves
from generator.importing.html.walk import blocks, text_of
from generator.importing.sheet import Sheet, Word


def read(data: bytes) -> Sheet:
    """Return what stands in a page. Raises generator.verify.paper.Unreadable where it holds no text."""
    page = open_page(data)
    found, remarks, _ = blocks(page.root, page.looks)
    notes = {name: text_of(node, page.looks) for name, node in page.notes.items()}
    return Sheet("html", tuple(found), notes, (*page.remarks, *remarks, *unread(found)))


def words(data: bytes) -> tuple[Word, ...]:
    """Return the words that a page shows, in order, its notes at the end; numbers that a list gives are left out."""
    page = open_page(data)
    found: list[Word] = []
    line = 0
    for line, text in enumerate((text for leaf in leaves(page.root, page.looks.own) for text in leaf.lines), 1):
        found += [Word(word, line) for word in text.split()]
    for node in page.notes.values():
        line += 1
        found += [Word(word, line) for word in " ".join(node.itertext()).split()]
    return tuple(found)
