"""grow: the blocks of a plan's body or of an appendix -> its tree of sections, sentences and tables, and the doubts.

Markers are read from what was typed or from the automatic number, levels from the order of all of them together
(Nghị định 30/2020/NĐ-CP, Điều 8.2 and Phụ lục I, II.6.đ say what the decree knows; offices write much else).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from generator.importing.draft import Doubt, GridTable, Item, Sentence
from generator.importing.outline import headings, levels, lines, numbers, steps, swallowed, tree
from generator.importing.outline.lines import Line
from generator.importing.sheet import Block, Rich


def grow(
    blocks: tuple[Block, ...], notes: Mapping[str, Rich] | None = None
) -> tuple[tuple[Sentence | GridTable | Item, ...], tuple[Doubt, ...]]:
    """Return the content in order, and the doubts that belong to no single place; those of a place stand at it.

    `notes` are the footnotes; a reference to one that is not there is told."""
    cut = steps.mark(swallowed.split(lines.cut(blocks)))
    for index in range(len(cut) - 1, -1, -1):
        after = cut[index + 1] if index + 1 < len(cut) else None
        if headings.alone(cut[index], after):
            cut[index] = replace(cut[index], alone=True)
    grown = tree.build(cut, levels.find(cut))
    numbers.check(grown)
    return tree.frozen(grown), (*numbers.forms(grown), *_lost(cut, notes), *_many(cut))


def _many(cut: list[Line]) -> tuple[Doubt, ...]:
    """Tell where the outline was no longer followed."""
    marked = [line for line in cut if line.readings or line.alone]
    if len(marked) <= levels.MOST:
        return ()
    message = f"quá nhiều mục ({len(marked)}); từ đây các dòng được nhập thành đoạn văn"
    return (Doubt("too-many", message, marked[levels.MOST].line, "chia văn bản thành nhiều tệp"),)


def _lost(cut: list[Line], notes: Mapping[str, Rich] | None) -> tuple[Doubt, ...]:
    """Tell of references to a footnote that the source does not have."""
    if notes is None:
        return ()
    named = {span.note: line.line for line in reversed(cut) for span in line.text if span.note}
    hint = "tìm nội dung chú thích trong văn bản gốc"
    return tuple(
        Doubt("note-lost", f"không thấy nội dung của chú thích `{name}`", line, hint)
        for name, line in sorted(named.items(), key=lambda one: one[1])
        if name not in notes
    )
