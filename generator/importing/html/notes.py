"""take_notes: the tree of a page -> its footnotes apart, each reference marked with the note's name.

Word, LibreOffice, pandoc and Google Docs each write notes their own way, and all as two links that lead to one
another: the sign in the text, and the sign before (or an arrow behind) the note.
"""

from __future__ import annotations

import re
from itertools import islice

from generator.importing.html.look import Node
from generator.importing.html.tree import drop

#: The attribute of a reference that tells which note it is.
NOTE = "data-note"

_SIGN = re.compile(r"[\[(]?\s*([\dⅠ-ↈ⁰¹²³⁴-⁹*†ivxlcdm]{1,5})\s*[\])]?", re.I)
_HOLDER = re.compile(r"(?:^|[^a-z])(?:s?d?e?f?(?:oot|nd)?note|ftn|edn|fn|en)[\W_]*\d*", re.I)
_HOLDS = frozenset("li p div dd aside td section".split())
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def take_notes(root: Node) -> dict[str, Node]:
    """Return the footnotes of a page by name, taken out of its tree; each reference gets NOTE and loses its text."""
    links = [node for node in root.iter("a") if (node.get("href") or "").startswith("#")]
    if not links:
        return {}
    order = {node: number for number, node in enumerate(root.iter())}
    named = {name: node for node in order for name in (node.get("id"), node.get("name")) if name}
    found: dict[str, Node] = {}
    held: set[Node] = set()
    for link in links:
        sign = _SIGN.fullmatch("".join(link.itertext()).strip())
        target = named.get((link.get("href") or "")[1:])
        holder = _holder(target) if sign and target is not None else None
        if not sign or holder is None or holder in held or order[link] >= order[holder]:
            continue
        back = _back(link, holder)
        if back is None:
            continue
        held.add(holder)
        name = sign[1].translate(_PLAIN)
        name = name if name not in found else f"{name}-{len(found) + 1}"
        drop(back)
        found[name] = holder
        for child in list(link):
            link.remove(child)
        link.text = None
        link.set(NOTE, name)
    for holder in found.values():
        drop(holder)
    return found


def _holder(target: Node) -> Node | None:
    """Return the element that holds a whole note, from the place that its reference leads to."""
    node = target
    while node is not None and node.tag not in _HOLDS:
        node = node.getparent()
    if node is None or node.tag == "section":
        return None
    above = node.getparent()
    own = above is not None and above.tag in ("div", "li", "aside") and _HOLDER.search(above.get("id") or "")
    return above if own and len(above) <= 10 else node


def _back(link: Node, holder: Node) -> Node | None:
    """Return the link in a note that leads back to where it is referred to."""
    above = link.getparent()
    near = [link, *islice(link.iter(), 5), *([above] if above is not None else [])]
    names = {f"#{name}" for node in near for name in (node.get("id"), node.get("name")) if name}
    return next((node for node in islice(holder.iter("a"), 20) if node.get("href") in names), None)
