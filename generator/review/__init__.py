"""The way back: what a reviewer changed in Word -> the edits of the plan's YAML, place by place.

`read` gives a Review, `choose` the numbers of a choice, `outcome` (or `apply`) the plan's file with it done, `text`,
`told` and `as_json` what people and programs are shown. Nothing heavy is loaded before one of them is called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.review.review import UNTRACKED, Outcome, Proposal, Review, apply, choose, outcome, read
    from generator.review.text import as_json, lines, text, told

__all__ = [
    "UNTRACKED", "Outcome", "Proposal", "Review", "apply", "as_json", "choose", "lines", "outcome", "read", "text",
    "told",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    import importlib

    if name not in __all__:
        raise AttributeError(name)
    room = "text" if name in ("as_json", "lines", "text", "told") else "review"
    return getattr(importlib.import_module(f"generator.review.{room}"), name)
