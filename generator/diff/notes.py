"""told: the footnotes of two plans -> which came, went, changed, or belong to other words now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.compare.align import Item, align
from generator.diff import looks, sentence
from generator.diff.change import Change
from generator.diff.lines import Said
from generator.diff.pair import Pairs
from generator.document import Document, Line, Table, plain
from generator.frozen import dataclass


@dataclass(frozen=True, slots=True)
class _Note:
    """A footnote, the line that refers to it, and how much of that line (letters) stands before the reference."""

    text: Line
    line: int
    offset: int


def told(old: Document, new: Document, before: Sequence[Said], now: Sequence[Said], pairs: Pairs) -> Iterator[Change]:
    """Yield what changed in the footnotes; their numbers follow from their places."""
    olds, news = _notes(old, before), _notes(new, now)
    found = align([Item(plain(n.text)) for n in olds], [Item(plain(n.text)) for n in news])
    for each in found:
        if each.moved == "away":
            continue
        was = olds[each.old] if each.old is not None else None
        become = news[each.new] if each.new is not None else None
        yield from _note(was, become, before, now, pairs)


def _notes(document: Document, lines: Sequence[Said]) -> list[_Note]:
    if not document.footnotes:
        return []
    found: dict[int, _Note] = {}
    for n, said in enumerate(lines):
        block = said.block
        parts = [block.caption, *(line for row in block.rows for cell in row for line in cell.lines)] \
            if isinstance(block, Table) else [said.runs]  # fmt: skip
        offset = 0
        for run in (run for part in parts for run in part):
            if run.note:
                found[run.note] = _Note(document.footnotes[run.note - 1], n, offset)
            offset += len(run.text)
    return [found.get(n, _Note(text, -1, 0)) for n, text in enumerate(document.footnotes, 1)]


def _note(
    was: _Note | None, become: _Note | None, before: Sequence[Said], now: Sequence[Said], pairs: Pairs
) -> Iterator[Change]:
    at = before[was.line] if was and was.line >= 0 else None
    there = now[become.line] if become and become.line >= 0 else None
    old, new = plain(was.text) if was else "", plain(become.text) if become else ""
    where = (
        at.place if at else "",
        there.place if there else "",
        at.mark if at else None,
        there.mark if there else None,
    )
    if was is None or become is None:
        yield Change("footnotes", "dropped" if was else "added", "", old or new, old, new, (), *where)
        return
    if old != new:
        yield Change("footnotes", "changed", "", "", old, new, sentence.edits(old, new), *where)
    elif phrases := looks.told(was.text, become.text):
        yield Change("form", "form", f"chú thích: {'; '.join(phrases)}", new, old, new, (), *where)
    if pairs.to.get(was.line, -1) != become.line:
        yield Change("footnotes", "moved", "", new, old, new, (), *where)
    elif at and there and at.text == there.text and was.offset != become.offset:
        yield Change("footnotes", "moved", "dấu chú thích sang chỗ khác trong câu", new, old, new, (), *where)
