"""underway: a paragraph that moved -> the words that changed in it on its way, as edits where it stood."""

from __future__ import annotations

from collections.abc import Iterator

from generator.compare.words import words
from generator.review.act import Add, Hunk
from generator.review.flow import Flow
from generator.review.marker import parted
from generator.review.marks import Bit


def underway(flow: Flow, act: Add) -> Iterator[Hunk]:
    """Yield the edits, each by the changes of the move; its marker is that of the new place and no edit."""
    paragraph = flow.printed[act.moved]
    old, new, at = paragraph.text, act.seen.text, 0
    if paragraph.marker:
        at = len(old) - len(parted(old)[2])
        old, new = old[at:], parted(new)[2]
    for step in words(old, new):
        if not step.same:
            yield Hunk(act.moved, at, at + len(step.old), (Bit(step.new),) if step.new else (), act.causes)
        at += len(step.old)
