"""write: a plan as understood -> its YAML, every doubt a comment at its place, in the form of the house."""

from __future__ import annotations

from generator import canon
from generator.importing.draft import Draft
from generator.importing.writing.plan import tree
from generator.importing.writing.yaml import dump


def write(draft: Draft, name: str, head: tuple[str, ...] = (), silenced: tuple[tuple[str, str], ...] = ()) -> bytes:
    """Return the file of a plan.

    `name` is what marks call it, `head` are comments at its top (Vietnamese, without `#`), `silenced` the rules that
    do not count in it, each with the reason.
    """
    return canon.format(dump(tree(draft, silenced), head).encode(), name)
