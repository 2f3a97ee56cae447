"""format: the bytes of a plan's file -> the same in the one form of the house, or what is wrong with it.

Keys in order, quotes where YAML needs them, lines of at most 100 characters, NFC, LF; every comment kept; nothing
said that was not said before, which is proved by reading both. A file that is in this form comes back as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from generator import source
from generator.canon import prove
from generator.canon.gather import Say, gather
from generator.canon.order import arrange
from generator.canon.twigs import Branch, Note
from generator.canon.write import write
from generator.problem import PlanError
from generator.source import Source


def format(data: bytes, name: str, tone_marks: str = "") -> bytes:
    """Return the canonical form of a plan, template, office file or unit's overlay.

    `name` is the file as marks name it; `tone_marks` is "cũ" (hòa, ủy), "mới" (hoà, uỷ) or "" to leave tones alone.
    Raises PlanError where the file does not parse, ValueError for an unknown style of tones, and RuntimeError where
    what would be written does not say the same, a fault of ours.
    """
    say, fold = _tones(tone_marks)
    before = source.parse(data, name)
    tree = _gathered(before, say)
    notes = [*_notes(tree)]
    header, apart = _header(tree)
    arrange(tree)
    text = write(tree, header, apart).encode()
    try:
        after = source.parse(text, name)
    except PlanError as error:
        raise RuntimeError(f"{name}: formatting would break the file: {error}") from error
    prove.prove(before, after, fold)
    prove.comments(notes, _notes(_gathered(after, say)), name)
    return text


def _header(tree: Branch) -> tuple[list[Note], bool]:
    """Take the comments at the top of a file off its first key, which may go elsewhere; tell whether a blank line
    follows them."""
    if not tree.twigs:
        return [], False
    first = tree.twigs[0]
    tree.twigs[0] = replace(first, before=[], blank=False)
    return first.before, first.blank


def _gathered(text: Source, say: Say) -> Branch:
    warned = [note.mark for note in text.notes if note.rule == "list"]
    keys = set(prove.keys_of(text.root)) if warned else set()
    listed = frozenset(mark.line for mark in warned if (mark.line, mark.column) not in keys)
    return gather(text, listed, say)


def _tones(style: str) -> tuple[Say, prove.Fold]:
    if not style:
        return (lambda text, keys: text), (lambda text: text)
    from generator.canon import tone

    if style not in tone.STYLES:
        raise ValueError(f"tone_marks is one of {', '.join(tone.STYLES)}, not {style}")
    return partial(tone.placed, style=style), partial(tone.fold, style=style)


def _notes(branch: Branch) -> Iterator[Note]:
    """Every comment of a tree."""
    for twig in branch.twigs:
        yield from (*twig.before, *twig.behind, *twig.under)
        if isinstance(twig.value, Branch):
            yield from _notes(twig.value)
    yield from branch.tail
