"""blocks: the structure tree of a PDF of ours -> the blocks of each page, in logical order.

In: `File`, the tree's root, the pages by the numbers of their objects.  Out: for every page its blocks
(paragraphs, cells) as `pdfium.Sheet.blocks` has them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.ownpdf.objects import STRING, File, Foreign, form
from generator.pdfium import INLINE, NOTES, Block

_ROOT = form(rb"<</Type/StructTreeRoot/RoleMap<<((?:/\w+/\w+)*)>>/K\[((?:\d+ 0 R ?)*)\]/ParentTree<<[^\n]*>>")
_ROLE = re.compile(rb"/(\w+)/(\w+)")
#: Attributes say how a table or note looks, nothing of what is read: names, each with a name, a number or a list.
_VALUE = rb"(?:/\w+| [\d.-]+|\[(?:[\d. -]|\([\w ]*\))*\])"
_ATTRIBUTES = rb"/A\[(?:<<(?:/\w+" + _VALUE + rb")*>>)*\]"
_ELEMENT = form(
    rb"<</Type/StructElem/S/(\w+)/P \d+ 0 R(?:/T" + STRING + rb")?(?:/ID" + STRING + rb")?(?:" + _ATTRIBUTES + rb")?"
    rb"/K\[(?:(\d+(?: \d+)*)|([^\[\]()]*))\](?:/Pg (\d+) 0 R)?>>",
)  # fmt: skip
#: A kid: an element, a mark on the element's own page, a mark on another page, or what is no text (a link).
_KID = re.compile(rb"(\d+) 0 R|(\d+)(?!\d)|<</Type/MCR/MCID (\d+)/Pg (\d+) 0 R>>|<</Type/OBJR/Pg \d+ 0 R/Obj \d+ 0 R>>")
_KIDS = re.compile(rb"(?:(?:%b) ?)*" % _KID.pattern)
_DEEPEST = 100

#: The blocks of an element by page.
_Found = dict[int, list[Block]]


def blocks(file: File, root: int, pages: Mapping[int, int]) -> list[tuple[Block, ...]]:
    """Return the blocks of every page in logical order; `pages` are their indices by the numbers of their objects."""
    roles, kids = file.match(root, _ROOT).groups()
    reader = _Reader(file, dict(_ROLE.findall(roles)), pages)
    found: list[list[Block]] = [[] for _ in pages]
    for kid in kids.split()[::3]:
        for page, its in reader.below(int(kid), False, 0)[1].items():
            found[page] += its
    return [tuple(each) for each in found]


class _Reader:
    """The walk over the elements."""

    def __init__(self, file: File, roles: Mapping[bytes, bytes], pages: Mapping[int, int]) -> None:
        self.file, self.roles, self.pages = file, roles, pages

    def below(self, number: int, in_note: bool, depth: int) -> tuple[bool, _Found]:
        """Return whether an element stands within a line, and its blocks by page."""
        if depth > _DEEPEST:
            raise Foreign
        kind, marks, kids, page = self.file.match(number, _ELEMENT).groups()
        name = self.roles.get(kind, kind).decode()
        in_note = in_note or name in NOTES
        own: dict[int, list[int]] = {}
        found: _Found = {}
        if marks:
            return name in INLINE, {self._page(page): [(in_note, tuple(map(int, marks.split())))]}
        if kids:
            self._kids(kids, page, in_note, depth, own, found)
        for at, marked in own.items():
            if marked:
                found.setdefault(at, []).append((in_note, tuple(marked)))
        return name in INLINE, found

    def _page(self, page: bytes | None) -> int:
        if page is None:
            raise Foreign
        return self.pages[int(page)]

    def _kids(
        self, kids: bytes, page: bytes | None, in_note: bool, depth: int, own: dict[int, list[int]], found: _Found
    ) -> None:
        """Gather marks that follow one another as one block, and the blocks of the elements between them."""
        if not _KIDS.fullmatch(kids):
            raise Foreign
        for element, mark, other, at in _KID.findall(kids):
            if mark or other:
                own.setdefault(self._page(at or page), []).append(int(mark or other))
            elif element:
                inline, its = self.below(int(element), in_note, depth + 1)
                for on, blocks in its.items():
                    self._put(blocks, inline, in_note, own.setdefault(on, []), found.setdefault(on, []))

    def _put(self, blocks: list[Block], inline: bool, in_note: bool, own: list[int], found: list[Block]) -> None:
        if inline and blocks and blocks[0][0] == in_note:
            own += blocks.pop(0)[1]
        if blocks:
            if own:
                found.append((in_note, tuple(own)))
                own.clear()
            found += blocks
