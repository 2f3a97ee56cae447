"""The parts of a sheet, found by `anatomy` and not yet understood in depth: frozen values only.

`anatomy.find(sheet) -> Parts` tells where the head ends, which lines are the bases, where the body begins and ends,
who receives, who signs, which appendices follow. `outline.grow` makes the tree of the body and of each appendix.
"""

from __future__ import annotations

from generator.frozen import dataclass
from generator.importing.draft import Draft, Sentence
from generator.importing.sheet import Block, Rich


@dataclass(frozen=True, slots=True)
class Annex:
    """An appendix as found: label, title, the `(Kèm theo …)` line, and its blocks."""

    label: str
    title: tuple[Rich, ...]
    attached: Rich
    landscape: bool
    blocks: tuple[Block, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Parts:
    """`draft` has all but content and appendices filled in; `body` are the blocks of the content, in order."""

    draft: Draft
    body: tuple[Block, ...]
    annexes: tuple[Annex, ...] = ()
    leftover: tuple[Sentence, ...] = ()
