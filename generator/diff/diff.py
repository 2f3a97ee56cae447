"""diff: two plans that were read -> all that differs between them, by matter."""

from __future__ import annotations

from generator.build import Read
from generator.diff import body, heads, lines, notes
from generator.diff.change import MATTERS, Change, Difference
from generator.diff.pair import pair


def diff(old: Read, new: Read, names: tuple[str, str] = ("", "")) -> Difference:
    """Return what differs. `names` are how the header calls the two (`HEAD~3:plans/x.yaml`); without them, their files.

    Every word that one document prints and the other does not is in it; nothing is where both print the same and
    their data are the same.
    """
    before, now = lines.read(old), lines.read(new)
    pairs = pair(before, now)
    found: list[Change] = [
        *heads.told(old, new),
        *body.told(before, now, pairs, heads.follows(old, new)),
        *notes.told(old.document, new.document, before, now, pairs),
    ]
    order = {matter: number for number, matter in enumerate(MATTERS)}
    found.sort(key=lambda change: order[change.matter])
    return Difference(heads.side(old, names[0]), heads.side(new, names[1]), tuple(found))
