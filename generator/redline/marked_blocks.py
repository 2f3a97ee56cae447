"""both: two blocks of one kind -> the block that shows both; measures are those of the new one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Literal

from generator.compare.align import Item, align
from generator.document import AppendixTitle, Block, Heading, Letterhead, Paragraph, Signature, Stamps, Table, Title
from generator.redline import marked_tables
from generator.redline.marked_lines import AWAY, CAME, CHANGED, GONE, HERE, Lines, Marks, shown

Recipient = tuple[Literal["title", "group", "line", "mark"], str]
#: Recipients and signer of both versions stay on one page as long as they have no more lines than these.
_TOGETHER = 24


def both(lines: Lines, old: Block, new: Block, marks: Marks = CHANGED) -> tuple[Block, ...]:
    """Return the block of both, or a struck table and a new one. Old and new are of one kind."""
    if isinstance(old, Table) and isinstance(new, Table):
        return marked_tables.tables(lines, old, new, marks)
    return (_BLOCK[type(new)](lines, old, new, marks),)


def _letterhead(lines: Lines, old: Letterhead, new: Letterhead, marks: Marks) -> Letterhead:
    """Ô 1 to 4; the narrower of the two is kept, so that the names of both find room."""
    return replace(
        old if old.compact else new,
        parent=lines.texts(old.parent, new.parent, marks),
        issuer=lines.texts(old.issuer, new.issuer, marks),
        number=lines.text(old.number, new.number, marks),
        place_date=lines.text(old.place_date, new.place_date, marks),
    )


def _stamps(lines: Lines, old: Stamps, new: Stamps, marks: Marks) -> Stamps:
    return Stamps(
        secrecy=lines.text(old.secrecy, new.secrecy, marks),
        urgency=lines.text(old.urgency, new.urgency, marks),
        draft=lines.text(old.draft, new.draft, marks),
        secrecy_width=frame(old.secrecy, new.secrecy, old.secrecy_width, new.secrecy_width),
        urgency_width=frame(old.urgency, new.urgency, old.urgency_width, new.urgency_width),
    )


def frame(old: str, new: str, old_width: float, new_width: float) -> float:
    """Return how wide the frame of a stamp is that may have to hold both."""
    if old and new and old != new:
        return old_width + new_width
    return new_width if new else old_width


def _title(lines: Lines, old: Title, new: Title, marks: Marks) -> Title:
    return replace(new, kind=lines.text(old.kind, new.kind, marks), lines=lines.title(old.lines, new.lines, marks))


def _heading(lines: Lines, old: Heading, new: Heading, marks: Marks) -> Heading:
    base = old if marks.came is None else new
    marker = lines.marker(old.marker, new.marker, marks)
    return replace(base, marker=marker, text=lines.line(old.text, new.text, marks))


def _paragraph(lines: Lines, old: Paragraph, new: Paragraph, marks: Marks) -> Paragraph:
    base = old if marks.came is None else new
    marker = lines.marker(old.marker, new.marker, marks)
    return replace(base, marker=marker, text=lines.line(old.text, new.text, marks))


def _signature(lines: Lines, old: Signature, new: Signature, marks: Marks) -> Signature:
    recipients = tuple(_recipients(lines, old, new, marks))
    return replace(
        new,
        recipients=recipients,
        capacity=lines.stacked(old.capacity, new.capacity, marks),
        other_post=lines.stacked(old.other_post, new.other_post, marks),
        name=lines.text(old.name, new.name, marks),
        together=old.together and new.together and len(recipients) <= _TOGETHER,
    )


def _recipients(lines: Lines, old: Signature, new: Signature, marks: Marks) -> Iterator[Recipient]:
    """Yield the recipients of both, moved ones twice; a changed stop at the end is told as any other word is."""
    left, right = ([Item(text, kind) for kind, text in each.recipients] for each in (old, new))
    for pair in align(left, right):
        if pair.old is not None and pair.new is not None:
            way = {"": marks, "away": AWAY, "here": HERE}[pair.moved]
            (kind, one), (_, other) = old.recipients[pair.old], new.recipients[pair.new]
            yield kind, lines.text(one, other, way)
        elif shown(pair, marks):
            way = GONE if pair.new is None else CAME
            kind, text = old.recipients[pair.old] if pair.old is not None else new.recipients[pair.new or 0]
            yield kind, lines.text(text, text, way)


def _appendix(lines: Lines, old: AppendixTitle, new: AppendixTitle, marks: Marks) -> AppendixTitle:
    return replace(
        new,
        label=lines.text(old.label, new.label, marks),
        lines=lines.title(old.lines, new.lines, marks),
        attached=lines.line(old.attached, new.attached, marks),
    )


_BLOCK: dict[type[Block], Callable[[Lines, Any, Any, Marks], Block]] = {
    Letterhead: _letterhead,
    Stamps: _stamps,
    Title: _title,
    Heading: _heading,
    Paragraph: _paragraph,
    Signature: _signature,
    AppendixTitle: _appendix,
}
