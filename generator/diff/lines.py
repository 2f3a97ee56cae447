"""read: a plan that was read and laid out -> its lines: every printed paragraph with its place, mark and data.

The document knows what is printed, the plan where it stands in the file: the layout is run once more (some 2 ms) and
watched, so that neither has to be guessed from the other.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from generator import layout
from generator.build import Read
from generator.diff.watched import Entry, Watched
from generator.document import AppendixTitle, Block, Heading, Line, Paragraph, Part, Table, plain
from generator.frozen import dataclass
from generator.plan import Node, TableSpec, TaskTable, Text
from generator.problem import Mark


@dataclass(frozen=True, slots=True)
class Said:
    """A printed paragraph, heading or table.

    `text` has neither marker nor footnote signs. `head` is the line that opens what it stands in (-1: nothing does);
    `first` tells that it opens its own node. `context` is the section key it stands under, `agency` whose task it is.
    """

    kind: str
    text: str
    marker: str
    place: str
    mark: Mark
    head: int
    first: bool
    block: Block
    node: Node | None = None
    context: str = ""
    agency: str = ""
    spec: TableSpec | TaskTable | None = None
    last: bool = False

    @property
    def runs(self) -> Line:
        """The runs of a paragraph or heading; none for a table."""
        if isinstance(self.block, AppendixTitle):
            return tuple(run for line in self.block.lines for run in line)
        return self.block.text if isinstance(self.block, (Paragraph, Heading)) else ()

    @property
    def id(self) -> str:
        """The id of the node that this line opens."""
        return self.node.id if self.node and self.first else ""


def read(got: Read) -> tuple[Said, ...]:
    """Return the lines of a plan in print order: bases, opening, content, closing, appendices."""
    watched, document = layout.passes(lambda refs: Watched(got, refs))
    found = list(_outside(got, document.parts[0], watched.bodies[0]))
    for number, appendix in enumerate(got.plan.appendices, 1):
        part = document.parts[number]
        title = part.blocks[0]
        assert isinstance(title, AppendixTitle)
        words = " ".join(plain(line) for line in title.lines)
        at = len(found)
        place = title.label
        node = replace(appendix.body, id=appendix.id)
        found.append(Said("appendix", words, title.label, place, appendix.mark, -1, True, title, node))
        attached = plain(title.attached)
        found.append(Said("attached", attached, "", place, appendix.mark, at, False, Paragraph("body", title.attached)))
        found += _placed(watched.bodies[number], part.blocks[1:], at, place, len(found))
    return tuple(found)


def _outside(got: Read, part: Part, body: list[Entry]) -> list[Said]:
    """The lines of the plan itself: what stands before its content, the content, what stands after."""
    plan = got.plan
    blocks = [block for block in part.blocks if isinstance(block, (Paragraph, Heading, Table))]
    found: list[Said] = []

    def plainly(kind: str, name: str, texts: tuple[Text, ...], after: int) -> None:
        for number, text in enumerate(texts, 1):
            block = blocks[after + number - 1]
            assert isinstance(block, Paragraph)
            words = re.sub(r"\s*[.;,:]$", "", plain(block.text)) if kind == "basis" else plain(block.text)
            place = f"{name} {number}" if kind == "basis" or len(texts) > 1 else name
            last = after + number == len(blocks)
            found.append(Said(kind, words, "", place, text.mark, -1, True, block, last=last))

    plainly("basis", "căn cứ", plan.bases, 0)
    plainly("opening", "lời mở đầu", plan.opening, len(plan.bases))
    start = len(plan.bases) + len(plan.opening)
    end = len(blocks) - len(plan.closing)
    found += _placed(body, blocks[start:end], -1, "", len(found), ends=not plan.closing)
    plainly("closing", "đoạn kết", plan.closing, end)
    return found


def _placed(entries: list[Entry], blocks: Any, root: int, prefix: str, offset: int, ends: bool = True) -> list[Said]:
    """The lines of a body: what was noted while it was laid out, with the blocks as they are printed."""
    found: list[Said] = []
    for number, (entry, block) in enumerate(zip(entries, blocks, strict=True)):
        head = root if entry.head is None else entry.head + offset
        last = ends and number == len(entries) - 1 and isinstance(block, Paragraph)
        place = ", ".join(part for part in (prefix, entry.place) if part)
        kind = "heading" if isinstance(block, Heading) else "table" if isinstance(block, Table) else "text"
        text = plain(block.caption) if isinstance(block, Table) else plain(block.text)
        marker = "" if isinstance(block, Table) else block.marker
        found.append(Said(kind, text, marker, place, entry.mark, head, entry.first, block, entry.node,
                          entry.context, entry.agency, entry.spec, last))  # fmt: skip
    return found
