"""item: the words of a paragraph that came -> the item that says them, written as its neighbours are."""

from __future__ import annotations

import re

from generator.review import casing, forms
from generator.review.act import Add
from generator.review.item import Item
from generator.review.marker import BULLETS
from generator.review.placed import HEADINGS, Ground, New
from generator.review.sheet import Path
from generator.schema import LISTS


def typed(said: str) -> str:
    """Return words as a sentence of a plan is typed: a star or backslash stands for itself."""
    return re.sub(r"([*\\])", r"\\\1", said)


def trimmed(ground: Ground, said: str, add: Add) -> str:
    """Return what a list's sentence says, without the signs that the program writes."""
    said = re.sub(r"\s*\./\.$", "", said)
    near = add.after if add.after >= 0 else add.before
    path = ground.home(near) or ground.home(add.before)
    if path[:1] == ("recipients",):
        return forms.stem(said)
    if path[:1] == ("bases",) and add.seen.style in ("CanCu", ground.printed[near].style):
        return basis(said)
    return said


def basis(said: str) -> str:
    """Return a basis without the sign after it, which the program prints."""
    return re.sub(r"\s*[.;,]$", "", said)


def item(ground: Ground, said: str, path: Path, style: str, listed: str = "") -> Item:
    """Return the item of a paragraph that comes beside the one at `path`, or into its list `listed`."""
    if path[:1] == ("recipients",):
        kept = forms.archive(said)
        return Item({"": said} if kept is None else {"archive": kept})
    home = ground.home(ground.homes.heads.get(path, -1))
    like = str(home[-1]) if home and not listed else ""
    if like in HEADINGS or (style.startswith("Heading") and like != "text" and listed != "items"):
        return heading(ground, said, like if like in HEADINGS else "heading")
    return Item({"": typed(said)})


def heading(ground: Ground, said: str, key: str) -> Item:
    """Return an item that is named so, and has nothing below it yet."""
    how = casing.known("", (leaf.said for leaf in ground.sheet.kept.leaves))
    return Item({key: _said(casing.sentence(said, how), key)})


def like_new(ground: Ground, said: str, model: New) -> Item:
    """Return the item of a paragraph that comes beside a new one, written as that is."""
    key = next((key for key in model.item.keys if key in HEADINGS), "")
    if model.beside.path[:1] == ("recipients",):
        return Item({"": said})
    return heading(ground, said, key) if key else Item({"": typed(said)})


def _said(said: str, key: str) -> str:
    """A name knows no signs of emphasis, so none are escaped in it."""
    return said if key == "agency" else typed(said)


def child_key(ground: Ground, kind: str, style: str, parent: New) -> str:
    """Return the key under which a paragraph hangs on the new one before it; `text` where it goes on from it."""
    if not kind and not style.startswith("Heading"):
        return "text"
    if kind in BULLETS:
        return "items"
    if "agency" in parent.item.keys:
        return "tasks"
    return list_key(ground, parent.beside.path) or "sections"


def list_key(ground: Ground, path: Path) -> str:
    """Return the key under which an item lists what is below it; "" where it has no list."""
    return next((str(each[-1]) for each in ground.sheet.keys if each[:-1] == path and each[-1] in LISTS), "")
