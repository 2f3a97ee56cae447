"""untyped: a draft with data -> the same as plain sentences, for a plan that could not be built with them."""

from __future__ import annotations

from dataclasses import replace

from generator.importing.draft import Draft, Item


def untyped(draft: Draft) -> Draft:
    """Return a draft in which every item is only what it prints."""
    return replace(
        draft,
        content=tuple(_plain(each) if isinstance(each, Item) else each for each in draft.content),
        appendices=tuple(
            replace(annex, content=tuple(_plain(each) if isinstance(each, Item) else each for each in annex.content))
            for annex in draft.appendices
        ),
    )


def _plain(item: Item) -> Item:
    inside = tuple(_plain(each) if isinstance(each, Item) else each for each in item.content)
    return replace(item, content=inside, role="", data={}, said="")
