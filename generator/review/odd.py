"""unfit: a group of changes -> why no plan may take it, before anything is tried."""

from __future__ import annotations

from generator.review.flow import Flow
from generator.review.group import Index
from generator.review.marks import NOTE, SHOWS, odd
from generator.review.spot import Why
from generator.review.stale import stale


def unfit(flow: Flow, group: tuple[int, ...], known: Index) -> Why | None:
    """Return why a group cannot be taken: it brings a letter that no plan may hold, or its place is another now."""
    members = {n for n in group if flow.changes[n].kind in SHOWS}
    came = [bit.text for place in known.places(group) for bit in flow.raws[place].bits if members & set(bit.chain)]
    bad = [letter for letter in "".join(came) if letter != NOTE and odd(letter)]
    if bad:
        names = ", ".join(f"U+{ord(letter):04X}" for letter in dict.fromkeys(bad[:3]))
        return Why(f"chữ mới có ký tự không in được ({names}): gõ lại chữ này vào kế hoạch")
    return stale(flow, group, known)
