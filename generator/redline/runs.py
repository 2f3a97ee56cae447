"""Writes the words of a paragraph as Word tracks them: what stayed, went, came, moved, or only looks otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.compare.words import words
from generator.redline.inline import REFERENCE, Inline, Span
from generator.redline.package import copied, element, refusal
from generator.redline.pen import Pen, Way, changed
from generator.verify.docx.xml import OFFICE_RELATIONS, SPACE, Node, W

#: What tracked deletion calls the text of a run.
_DELETED = {f"{W}t": f"{W}delText", f"{W}instrText": f"{W}delInstrText"}
_FOOTNOTE_NUMBER = f"{W}footnoteRef"


def kept(old: Inline, new: Inline, pen: Pen) -> list[Node]:
    """Return the runs of a paragraph that stayed where it is, word by word."""
    out: list[Node] = []
    a = b = 0
    for step in words(old.text, new.text):
        if step.same:
            out += _same(old.cut(a, a + len(step.old)), new.cut(b, b + len(step.new)), pen)
        else:
            out += tracked(old.cut(a, a + len(step.old)), "del", pen)
            out += tracked(new.cut(b, b + len(step.new)), "ins", pen)
        a, b = a + len(step.old), b + len(step.new)
    return out


def away(old: Inline, new: Inline, pen: Pen) -> list[Node]:
    """Return the runs of a paragraph where it stood before it moved: what moved along, and what went on the way."""
    out: list[Node] = []
    at = 0
    for step in words(old.text, new.text):
        out += tracked(old.cut(at, at + len(step.old)), "moveFrom" if step.same else "del", pen)
        at += len(step.old)
    return out


def here(old: Inline, new: Inline, pen: Pen) -> list[Node]:
    """Return the runs of a paragraph where it moved to: what moved along, and what came on the way."""
    out: list[Node] = []
    at = 0
    for step in words(old.text, new.text):
        out += tracked(new.cut(at, at + len(step.new)), "moveTo" if step.same else "ins", pen)
        at += len(step.new)
    return out


def tracked(spans: Iterable[Span], way: Way, pen: Pen) -> list[Node]:
    """Return the runs of some spans in one tracked change; the number of a footnote in its own text stays plain."""
    out: list[Node] = []
    holder: Node = None
    for span in spans:
        if span.node is not None and span.node.tag == _FOOTNOTE_NUMBER:
            out += _written(span, "", pen)
            holder = None
            continue
        if holder is None:
            holder = pen.mark(way)
            out.append(holder)
        holder.extend(_written(span, way, pen))
    return out


def _same(old: Iterable[Span], new: Iterable[Span], pen: Pen) -> Iterator[Node]:
    """Yield the runs of a text that stayed, the former look beside the new one where they differ."""
    lefts, rights = list(old), list(new)
    i = j = a = b = 0
    while i < len(lefts) and j < len(rights):
        left, right = lefts[i], rights[j]
        long = min(len(left.text) - a, len(right.text) - b)
        whole = long == len(right.text)
        part = right if whole else Span(right.text[b : b + long], right.look, right.rpr)
        yield from _stayed(left, part, pen)
        a, b = a + long, b + long
        if a == len(left.text):
            i, a = i + 1, 0
        if b == len(right.text):
            j, b = j + 1, 0


def _stayed(old: Span, new: Span, pen: Pen) -> list[Node]:
    if new.fixed is not None or new.runs:
        return [copied(each) for each in new.runs or (new.fixed,)]
    if new.node is not None and new.node.tag == REFERENCE:
        pen.notes.stayed.append((old.node.get(f"{W}id"), new.node.get(f"{W}id")))
    run = _run(new, new.node, "")
    if old.look != new.look:
        look = run[0] if new.rpr is not None else element("rPr")
        if new.rpr is None:
            run.insert(0, look)
        look.append(changed(pen, "rPrChange", copied(old.rpr) if old.rpr is not None else element("rPr")))
    return [run]


def _written(span: Span, way: Way, pen: Pen) -> list[Node]:
    """Return a span as runs inside a tracked change. Raises PlanError for what cannot stand in one."""
    _trackable(span, way, pen)
    if span.runs:
        runs = [copied(run) for run in span.runs]
        for run in runs if way == "del" else ():
            for each in run.iterchildren(*_DELETED):  # not what stands in a drawn box: that goes with the box
                each.tag = _DELETED[each.tag]
        return runs
    node = span.node
    if node is not None and node.tag == REFERENCE:
        node = _referred(node, way, pen)
    return [_run(span, node, way)]


def _referred(reference: Node, way: Way, pen: Pen) -> Node:
    """A note that went has an id of its own, beside those of the new document."""
    own = reference.get(f"{W}id")
    if way in ("ins", "moveTo"):
        pen.notes.came.append(own)
        return reference
    found = copied(reference)
    taken = [int(key) for key in pen.notes.new if key.lstrip("-").isdigit()]
    found.set(f"{W}id", pen.notes.gone.setdefault(own, str(max([0, *taken]) + len(pen.notes.gone) + 1)))
    return found


def _run(span: Span, node: Node, way: Way) -> Node:
    run = element("r")
    if span.rpr is not None:
        run.append(copied(span.rpr))
    if node is not None:
        run.append(copied(node))
        if way == "del" and node.tag in _DELETED:
            run[-1].tag = _DELETED[node.tag]
        return run
    text = element("delText" if way == "del" else "t")
    text.set(SPACE, "preserve")
    text.text = span.text
    run.append(text)
    return run


def _trackable(span: Span, way: Way, pen: Pen) -> None:
    """Refuse what has no tracked form, and what is gone but points into the old file."""
    file = pen.old if way in ("del", "moveFrom") else pen.new
    if span.fixed is not None:
        name = span.fixed.tag.rsplit("}", 1)[-1]
        hint = "giữ nguyên chỗ đó ở cả hai bản, hoặc so sánh hai kế hoạch YAML"
        raise refusal(file.name, f"có thay đổi ở thành phần Word không ghi vết được (`{name}`)", hint)
    if way not in ("del", "moveFrom"):
        return
    for top in (span.node, *span.runs):
        for each in top.iter() if top is not None else ():
            if any(key.startswith(OFFICE_RELATIONS) for key in each.attrib):
                hint = "giữ nguyên hình đó ở cả hai bản, hoặc so sánh hai kế hoạch YAML"
                raise refusal(file.name, "có hình hoặc liên kết bị bỏ đi, không ghi vết chính xác được", hint)
