"""write: a paragraph, its words and its mark -> the paragraph as Word tracks it.

The look of a paragraph belongs to its mark (ECMA-376, 17.3.1.29), and the mark is tracked on its own: a paragraph
whose mark went is joined with the next one, and has the look of that.
"""

from __future__ import annotations

from generator.redline import runs
from generator.redline.inline import Inline
from generator.redline.package import copied, element, told
from generator.redline.pen import Pen, Way, changed
from generator.redline.sections import section
from generator.verify.docx.xml import Node, W, first

_PPR, _RPR, _SECTION = f"{W}pPr", f"{W}rPr", f"{W}sectPr"


def write(words: tuple[Inline | None, Inline | None], marks: tuple[Node, Node], moved: Way, pen: Pen) -> Node:
    """Return a paragraph of old and new words that ends with the old and the new paragraph's mark.

    None on a side: there is none. `moved` is `moveFrom` or `moveTo` for one of the two places of a paragraph that
    moved; its words are then both given.
    """
    out = element("p")
    for key, content in (marks[1] if marks[1] is not None else marks[0]).attrib.items():
        out.set(key, content)
    look = _look(marks, moved, pen)
    if len(look):
        out.append(look)
    out.extend(_runs(words, moved, pen))
    return out


def _runs(words: tuple[Inline | None, Inline | None], moved: Way, pen: Pen) -> list[Node]:
    old, new = words
    if old is not None and new is not None:
        if moved:
            return (runs.away if moved == "moveFrom" else runs.here)(old, new, pen)
        return runs.kept(old, new, pen)
    if old is not None:
        return runs.tracked(old.spans, "del", pen)
    return runs.tracked(new.spans, "ins", pen) if new is not None else []


def _look(marks: tuple[Node, Node], moved: Way, pen: Pen) -> Node:
    """Return the properties of a mark: of the new one, with what they were before."""
    old, new = (None if mark is None else first(mark, _PPR) for mark in marks)
    out = element("pPr")
    source = new if marks[1] is not None else old
    out.extend(_base(source))
    mark = _mark(old, new, marks, moved, pen)
    if len(mark):
        out.append(mark)
    ends = _section(old, new, marks, pen)
    if ends is not None:
        out.append(ends)
    if marks[0] is not None and marks[1] is not None:
        before = _base(old)
        if list(map(told, before)) != list(map(told, _base(new))):
            former = element("pPr")
            former.extend(before)
            out.append(changed(pen, "pPrChange", former))
    return out


def _base(look: Node) -> list[Node]:
    """Return copies of the properties of a paragraph itself."""
    return [copied(child) for child in look if child.tag not in (_RPR, _SECTION)] if look is not None else []


def _mark(old: Node, new: Node, marks: tuple[Node, Node], moved: Way, pen: Pen) -> Node:
    """Return how the mark itself is tracked, and looks."""
    out = element("rPr")
    way: Way = moved or ("ins" if marks[0] is None else "del" if marks[1] is None else "")
    if way:
        out.append(pen.mark(way))
    before, after = _children(old), _children(new)
    differ = list(map(told, before)) != list(map(told, after))
    out.extend(before if marks[1] is None else after)
    if differ and marks[0] is not None and marks[1] is not None:
        former = element("rPr")
        former.extend(before)
        out.append(changed(pen, "rPrChange", former))
    return out


def _children(look: Node) -> list[Node]:
    """Return copies of the properties of a mark as a letter."""
    found = None if look is None else first(look, _RPR)
    return [] if found is None else [copied(child) for child in found]


def _section(old: Node, new: Node, marks: tuple[Node, Node], pen: Pen) -> Node:
    """Return the section that ends with a mark, None where none does."""
    before, after = (None if look is None else first(look, _SECTION) for look in (old, new))
    if before is None and after is None:
        return None
    return section(before, after, pen)
