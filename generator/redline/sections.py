"""section: a section of two documents -> the same with what it was before; its headers and footers tracked inside.

Word does not track which header a section names (ECMA-376, 17.13.5.32: a former section has no references), so
a section whose header changed names one in which the words are tracked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from generator.redline.package import (
    Opened,
    added,
    copied,
    element,
    refusal,
    relations,
    told,
    told_part,
)
from generator.redline.pen import Pen, changed
from generator.verify.docx.xml import OFFICE_RELATIONS, Node, W

_REFERENCES = (f"{W}headerReference", f"{W}footerReference")
#: How the names of added parts begin.
ADDED = "word/redline-"
_ID = f"{OFFICE_RELATIONS}id"
#: A part's trees: two roots -> the root in which their difference is tracked.
Compare = Callable[[Node, Node], Node]


@dataclass(frozen=True, slots=True)
class Wish:
    """A reference of the output, and the parts whose words it must show before and after; "" for none."""

    reference: Node
    old: str
    new: str


def section(old: Node, new: Node, pen: Pen) -> Node:
    """Return the new section with what it was before (or the old one, where there is no new one)."""
    out = copied(new if new is not None else old)
    if old is not None and new is not None:
        before = _base(old)
        if told(before) != told(_base(new)):
            out.append(changed(pen, "sectPrChange", before))
    pen.sections.append((out, old, new))
    return out


def _base(given: Node) -> Node:
    """Return what Word tracks of a section: all but its references."""
    out = element("sectPr")
    out.extend(copied(child) for child in given if child.tag not in _REFERENCES)
    return out


def references(document: Opened) -> dict[Node, dict[tuple[str, str], str]]:
    """Return the parts that each section shows, by (kind, page): those of the section before where it names none."""
    parts = relations(document)
    seen: dict[tuple[str, str], str] = {}
    out: dict[Node, dict[tuple[str, str], str]] = {}
    for given in document.tree(document.main).iter(f"{W}sectPr"):
        for named in given.iterchildren(*_REFERENCES):
            seen[_place(named)] = parts.get(named.get(_ID) or "", "")
        out[given] = dict(seen)
    return out


def _place(reference: Node) -> tuple[str, str]:
    return reference.tag, reference.get(f"{W}type") or "default"


def margins(pen: Pen, shown: tuple[dict[Node, dict[tuple[str, str], str]], ...], compare: Compare) -> frozenset[str]:
    """Let the sections of the output show headers and footers in which the changes are tracked.

    Returns the names of the parts that were changed; `shown` is what `references` tells of both documents.
    """
    wishes = [wish for each in pen.sections for wish in _wishes(each, shown)]
    plain = {wish.new for wish in wishes if _same(wish, pen)}
    altered = list(dict.fromkeys((w.old, w.new) for w in wishes if not _same(w, pen)))
    alone = {new for _, new in altered if new and new not in plain and sum(n == new for _, n in altered) == 1}
    links = {key: _link(key, alone, compare, pen) for key in altered}
    for wish in wishes:
        link = "" if _same(wish, pen) else links[wish.old, wish.new]
        if link:
            wish.reference.set(_ID, link)
    return frozenset(alone)


def _link(key: tuple[str, str], alone: set[str], compare: Compare, pen: Pen) -> str:
    """Return the id of a part that shows what one part was and another is; "" where it takes the new one's place."""
    old, new = key
    if new:
        root = compare(pen.old.tree(old), copied(pen.new.tree(new)))
        if new in alone:
            pen.new.trees[new] = root
            return ""
        return _added(root, new, pen)
    before = told_part(pen.old.tree(old))
    for link, part in relations(pen.new).items():
        if part not in alone and part.endswith(".xml") and told_part(pen.new.tree(part)) == before:
            return link
    return _added(copied(pen.old.tree(old)), "", pen)


def _added(root: Node, new: str, pen: Pen) -> str:
    like = new or next((part for part in relations(pen.new).values() if _kind(part, pen) == root.tag), "")
    folder, _, name = like.rpartition("/")
    if not like or f"{folder}/_rels/{name}.rels" in pen.new.parts:
        hint = "giữ nguyên tiêu đề trang ở cả hai bản, hoặc so sánh hai kế hoạch YAML"
        raise refusal(pen.new.name, "tiêu đề trang có hình, không ghi vết chính xác được", hint)
    number = sum(part.startswith(ADDED) for part in pen.new.trees) + 1
    return added(pen.new, f"{ADDED}{number}.xml", root, like)


def _kind(part: str, pen: Pen) -> str:
    root = pen.new.tree(part) if part.endswith(".xml") else None
    return "" if root is None else str(root.tag)


def _wishes(each: tuple[Node, Node, Node], shown: tuple[dict[Node, dict[tuple[str, str], str]], ...]) -> list[Wish]:
    out, old, new = each
    before = shown[0].get(old, {}) if old is not None else {}
    after = shown[1].get(new, {}) if new is not None else {}
    return [
        Wish(named, before.get(_place(named), ""), after.get(_place(named), ""))
        for named in out.iterchildren(*_REFERENCES)
    ]


def _same(wish: Wish, pen: Pen) -> bool:
    """Tell whether the new document's own part serves."""
    if not wish.old:
        return True
    return bool(wish.new) and told_part(pen.old.tree(wish.old)) == told_part(pen.new.tree(wish.new))
