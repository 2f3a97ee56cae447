"""The way back: what a reviewer changed in Word -> the edits of the plan's YAML, place by place.

`read` gives a Review, `choose` the numbers of a choice, `outcome` (or `apply`) the plan's file with it done, `text`,
`told` and `as_json` what people and programs are shown. Nothing heavy is loaded before one of them is called.

The way of a file: `word` reads it, `printed` what the plan prints, `flow` joins the two, `acts` tells what was done to
the printed paragraphs, `wording`, `place` and `signing` what of the plan's file that changes, `making` writes it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.review.accepting import apply, outcome
    from generator.review.choosing import choose
    from generator.review.listing import lines, text, told
    from generator.review.proposal import UNTRACKED, Outcome, Proposal, Review
    from generator.review.record import as_json
    from generator.review.reviewing import read

__all__ = [
    "UNTRACKED", "Outcome", "Proposal", "Review", "apply", "as_json", "choose", "lines", "outcome", "read", "text",
    "told",
]  # fmt: skip

#: Where each is. No module may have the name of one: once loaded it would stand in its place.
_ROOMS = {
    "accepting": ("apply", "outcome"), "choosing": ("choose",), "listing": ("lines", "text", "told"),
    "proposal": ("UNTRACKED", "Outcome", "Proposal", "Review"), "record": ("as_json",), "reviewing": ("read",),
}  # fmt: skip


def __getattr__(name: str) -> Any:
    import importlib

    room = next((room for room, names in _ROOMS.items() if name in names), None)
    if room is None:
        raise AttributeError(name)
    return getattr(importlib.import_module(f"generator.review.{room}"), name)
