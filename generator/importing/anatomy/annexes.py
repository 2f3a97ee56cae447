"""find: the blocks after the foot -> the appendices (III.1), each with its label, title, `(Kèm theo …)` and blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from generator.importing.anatomy import ordinary, wording
from generator.importing.anatomy.ordinary import Words
from generator.importing.anatomy.rich import cut, joined, lines, neat, recased, trimmed
from generator.importing.parts import Annex
from generator.importing.sheet import Block, Grid, Para, Rich, Span, plain

#: The lines between a label and the content are looked for among so many blocks.
_HEAD = 9
#: No plan has more appendices; further labels stay in the last.
_MOST = 200
_LONG = 400
#: A portal adds no more paragraphs.
_TAIL = 12


def starts(blocks: Sequence[Block], first: int, most: int = _MOST) -> tuple[int, ...]:
    """Return the blocks at which appendices begin, from block `first` on, no more than `most`."""
    found = []
    for at in range(first, len(blocks)):
        block = blocks[at]
        if isinstance(block, Para) and is_label(block, blocks[at + 1 : at + 6], after_foot=True):
            found.append(at)
        if len(found) >= most:
            break
    return tuple(found)


def is_label(para: Para, following: Sequence[Block], after_foot: bool) -> bool:
    """Tell whether a paragraph is the label of an appendix, not a sentence that begins with the word."""
    head = " ".join(para.text.split("\n")[0].split()).strip("*[]() ")
    found = wording.ANNEX.fullmatch(head)
    if found and not para.marker and len(head) < 300:
        rest = found["rest"].strip(" .:-–")
        named = bool(rest) and (para.align == "center" or para.bold or para.breaks) and len(rest) < 200
        alone = (
            not rest
            or wording.shouts(rest)
            or wording.ATTACHED.match(rest)
            or (named and not rest.endswith((".", ";", ":")))
        )
        heads = (
            wording.shouts(found["label"].split()[0])
            or para.align == "center"
            or para.bold
            or para.breaks
            or _attached_soon(following)
        )
        return bool(alone) and (heads or (after_foot and not rest))
    form = wording.FORM.fullmatch(head)
    if form and after_foot and not para.marker and len(head) < 200:
        rest = form["rest"].strip()
        return (not rest or wording.shouts(rest)) and (
            para.breaks or para.align in ("center", "right") or para.bold or wording.shouts(head)
        )
    return False


def _attached_soon(following: Sequence[Block]) -> bool:
    return any(isinstance(each, Para) and wording.ATTACHED.match(each.text.strip()) for each in following)


def apart(blocks: Sequence[Block], first: int) -> tuple[int, tuple[Block, ...]]:
    """Return the block at which what is attached begins, from `first` on, and the blocks before it that are none.

    What follows the signature with no label and no title is what a portal adds: keywords, links, a counter.
    """
    labelled = next(iter(starts(blocks, first, 1)), len(blocks))
    lead = [at for at in range(first, labelled) if _worded(blocks[at])]
    if not lead or len(lead) > _TAIL:
        return first, ()
    for at in lead:
        block = blocks[at]
        if not isinstance(block, Para) or block.breaks or _is_title(block, blocks[at + 1 : labelled]):
            tail = [each for each in lead if each < at]
            return at, tuple(blocks[each] for each in tail)
    return labelled, tuple(blocks[at] for at in lead)


def _is_title(para: Para, following: Sequence[Block]) -> bool:
    """Tell whether a paragraph heads an appendix without a label: shown as a title, and something under it."""
    text = " ".join(para.text.split())
    if _attached_soon([para, *following[:4]]):
        return True
    heads = wording.shouts(text) or (para.align == "center" and para.bold)
    return heads and len(text) > 5 and any(_worded(each) for each in following)


def find(blocks: Sequence[Block], first: int, known: Words) -> tuple[Annex, ...]:
    """Return the appendices among the blocks from `first` on; words before the first label make one without a label.

    A title in capitals comes in ordinary case where the document (`known`) says it so: capitals are printed anyway.
    """
    begins = list(starts(blocks, first))
    lead = next((at for at in range(first, len(blocks)) if _worded(blocks[at])), len(blocks))
    if lead < len(blocks) and (not begins or lead < begins[0]):
        begins.insert(0, lead)
    ends = [*begins[1:], len(blocks)][: len(begins)]
    return tuple(_annex(blocks[start:end], known) for start, end in zip(begins, ends, strict=True))


def _worded(block: Block) -> bool:
    return isinstance(block, Grid) or not wording.is_blank(block.text)


def _annex(blocks: Sequence[Block], known: Words) -> Annex:
    """An appendix, from its label (or its first words) to the next."""
    label = ""
    title: list[Rich] = []
    at = 0
    first = blocks[0]
    if isinstance(first, Para) and is_label(first, blocks[1:6], after_foot=True):
        label, title = _label(first)
        at = 1
    attached, end = _head(blocks, at, title, bool(label))
    if attached is None and title and wording.ATTACHED.search(plain(title[-1])):
        title, attached = _apart(title)
    body = _trimmed(blocks[end:])
    landscape = any(block.landscape for block in (first, *body[:3]))
    return Annex(label, _ordinary(title, known), attached or (), landscape, body, first.line)


def _ordinary(title: list[Rich], known: Words) -> tuple[Rich, ...]:
    plains = [_unlooked(each) for each in title]
    whole = " ".join(plain(each) for each in plains)
    said = ordinary.said(whole, known)[0] if wording.shouts(whole) else ""
    if len(said) != len(whole):
        return tuple(plains)
    found, at = [], 0
    for each in plains:
        found.append(recased(each, said[at : at + len(plain(each))]))
        at += len(plain(each)) + 1
    return tuple(found)


def _unlooked(rich: Rich) -> Rich:
    """A title is bold as a whole: its own looks say nothing."""
    return neat(tuple(span if span.note else Span(span.text) for span in rich))


def _label(para: Para) -> tuple[str, list[Rich]]:
    pieces = [neat(each) for each in lines(para.spans)]
    text = plain(pieces[0])
    found = wording.ANNEX.fullmatch(text.strip("*[]() ")) or wording.FORM.fullmatch(text.strip("*[]() "))
    assert found
    rest = found["rest"].strip(" .:-–")
    title = [neat(cut(pieces[0], text.rindex(rest), len(text)))] if rest else []
    return " ".join(found["label"].split()), title + pieces[1:]


def _head(blocks: Sequence[Block], at: int, title: list[Rich], labelled: bool) -> tuple[Rich | None, int]:
    """Gather the title's lines, from block `at` on; return the `(Kèm theo …)` line and the block after the head."""
    worded = [n for n in range(at, len(blocks)) if not _is_blank(blocks[n])][:_HEAD]
    reference = next((n for n in worded if _is_attached(blocks[n])), None)
    if reference is not None and any(isinstance(blocks[n], Grid) for n in range(at, reference)):
        reference = None
    end = at
    for n in worded:
        block = blocks[n]
        if n == reference or not isinstance(block, Para):
            break
        if reference is None and not _heads(block, title, labelled):
            break
        if reference is not None and (block.marker or wording.MARKED.match(block.text.strip())) and title:
            reference = None
            break
        title += [neat(each) for each in lines(block.spans)]
        end = n + 1
    if reference is None:
        return None, end
    block = blocks[reference]
    assert isinstance(block, Para)
    pieces = [block]
    while (
        not plain(pieces[-1].spans).rstrip().endswith((")", "]", "."))
        and len(pieces) < 3
        and reference + 1 < len(blocks)
    ):
        following = blocks[reference + 1]
        opened = "(" in "".join(piece.text for piece in pieces)
        if not opened or not isinstance(following, Para) or len(following.text) > 200:
            break
        pieces.append(following)
        reference += 1
    return joined(neat(piece.spans) for piece in pieces), reference + 1


def _is_blank(block: Block) -> bool:
    return isinstance(block, Para) and wording.is_blank(block.text)


def _is_attached(block: Block) -> bool:
    return (
        isinstance(block, Para)
        and bool(wording.ATTACHED.match(" ".join(block.text.split())))
        and len(block.text) < _LONG
    )


def _heads(para: Para, title: list[Rich], labelled: bool) -> bool:
    """Tell whether a paragraph without `(Kèm theo …)` below it is a line of the title."""
    text = " ".join(para.text.split())
    if (
        para.marker
        or wording.MARKED.match(text)
        or wording.PART.match(text)
        or len(text) > 300
        or text.endswith((";", ":"))
    ):
        return False
    if re.match(r"(?:Đơn vị tính|ĐVT)\b", text, re.IGNORECASE):
        return False
    if title and wording.shouts(plain(title[0])):
        return wording.shouts(text)
    shown = wording.shouts(text) or para.align == "center" or para.bold
    return shown or (labelled and not title and not text.endswith("."))


def _apart(title: list[Rich]) -> tuple[list[Rich], Rich]:
    """A title whose last line holds the reference: `DANH MỤC … (Kèm theo …)`."""
    text = plain(title[-1])
    found = wording.ATTACHED.search(text)
    assert found
    above = neat(cut(title[-1], 0, found.start()))
    return [*title[:-1], *([above] if above else [])], neat(cut(title[-1], found.start(), len(text)))


def _trimmed(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks without blank ones and drawn lines at both ends, the end mark `./.` off: the generator prints it."""
    found = list(blocks)
    while found and _is_blank(found[0]):
        found.pop(0)
    while found and (
        _is_blank(found[-1]) or (isinstance(found[-1], Para) and wording.END_MARK.fullmatch(found[-1].text))
    ):
        found.pop()
    if found and isinstance(found[-1], Para):
        found[-1] = replace(found[-1], spans=trimmed(found[-1].spans, wording.END_MARK))
    return tuple(found)
