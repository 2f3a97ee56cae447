"""acts: a flow and a choice of its changes -> what they do to the printed paragraphs, each deed with its changes."""

from __future__ import annotations

from collections.abc import Container

from generator.review.act import Act
from generator.review.became import became
from generator.review.comings import comings
from generator.review.flow import Flow
from generator.review.hunks import hunks, stretches


def acts(flow: Flow, chosen: Container[int]) -> list[Act]:
    """Return what a choice of changes does, in the order of reading; what went, came and moved is last."""
    work = became(flow, chosen)
    places = stretches(flow)
    within = [act for n in sorted(work.main) for act in hunks(work, n, places.get(work.main[n], []))]
    return [*within, *comings(work, places)]
