"""read: the blocks after the subject -> the bases, the opening, and where the content begins (II.6.a, II.6.c)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.frozen import dataclass
from generator.importing.anatomy import wording
from generator.importing.anatomy.rich import joined, lines, neat, trimmed
from generator.importing.draft import Sentence
from generator.importing.sheet import Block, Para, Rich, Span, plain

_DASH = re.compile(r"^\s*[-–—•+*]\s*")
_END = re.compile(r"\s*[.;,]\s*$")
#: No plan has more paragraphs before its content.
_MOST = 200
#: No paragraph before the content has more signs.
_LONGEST = 8000
#: A line in bold or capitals heads the content where it is no longer than this.
_HEADING = 160


@dataclass(frozen=True, slots=True)
class Opening:
    """The bases, the paragraphs after them, the block that the content begins with."""

    bases: tuple[Sentence, ...]
    opening: tuple[Sentence, ...]
    end: int


def read(blocks: Sequence[Block], at: int) -> Opening:
    """Return what stands between the subject and the content."""
    texts: list[tuple[Para, Rich]] = []
    led = False
    while at < len(blocks) and not led and len(texts) < _MOST:
        block = blocks[at]
        if not isinstance(block, Para) or len(block.text) > _LONGEST or _begins(block, blocks[at + 1 : at + 4]):
            break
        if _DASH.match(block.text) and not texts and wording.LAW.match(block.text):
            break
        at += 1
        if not block.text.strip() or wording.is_rule(" ".join(block.text.split())):
            continue
        texts += [(block, piece) for piece in _pieces(block)]
        led = bool(wording.LEADS_ON.search(plain(texts[-1][1]))) and "kế hoạch" in _told(texts)
    count = _bases([plain(piece) for _, piece in texts])
    bases = tuple(Sentence(_unlooked(trimmed(trimmed(piece, _DASH), _END)), para.line) for para, piece in texts[:count])
    return Opening(bases, tuple(Sentence(piece, para.line) for para, piece in texts[count:]), at)


def _told(texts: list[tuple[Para, Rich]]) -> str:
    return " ".join(plain(piece) for _, piece in texts[-2:]).lower()


def _pieces(para: Para) -> tuple[Rich, ...]:
    """A paragraph, in parts where soft breaks set a base on each line."""
    if para.text.count("\n") > _MOST:
        return (neat(para.spans),)
    pieces = [neat(each) for each in lines(para.spans)]
    if len(pieces) > 1 and sum(bool(wording.BASIS.match(plain(each))) for each in pieces) > 1:
        return _grouped(pieces)
    return (joined(pieces),)


def _grouped(pieces: list[Rich]) -> tuple[Rich, ...]:
    found: list[list[Rich]] = []
    for each in pieces:
        ended = not found or plain(found[-1][-1]).endswith((";", ".", ":"))
        if ended:
            found.append([each])
        else:
            found[-1].append(each)
    return tuple(joined(each) for each in found)


def _begins(para: Para, following: Sequence[Block]) -> bool:
    """Tell whether the content begins with a paragraph: it bears a marker, or heads what follows."""
    text = " ".join(para.text.split())
    if not text or wording.BASIS.match(text):
        return False
    if para.marker or wording.MARKED.match(text) or wording.PART.match(text):
        return not (wording.CHAINED.match(text) and wording.DASH.match(text) and text.endswith(";"))
    if len(text) > _HEADING or text.endswith((".", ";", ",")):
        return False
    heads = para.outline > 0 or wording.shouts(text) or (para.bold and not wording.LEADS_ON.search(text))
    return heads and bool(following)


def _bases(texts: list[str]) -> int:
    """How many paragraphs are bases: a run of `Căn cứ …`, with what is chained to them by `;`."""
    count = last = 0
    for at, text in enumerate(texts):
        basis = bool(wording.BASIS.match(text))
        chained = bool(wording.CHAINED.match(text)) and (text.endswith(";") or (at > 0 and texts[at - 1].endswith(";")))
        if _opens(text) or not (basis or chained):
            break
        count = at + 1
        last = count if basis or (last and text.endswith((";", ".", ","))) else last
    return last


def _opens(text: str) -> bool:
    """Tell whether a paragraph says that the plan is issued, whatever it begins with."""
    if wording.LEADS_ON.search(text):
        return True
    return any(_subject(text[: found.start()]) for found in wording.ISSUES.finditer(text))


def _subject(before: str) -> bool:
    """Tell whether the body that issues is named right before, at the start of a clause."""
    clause = re.split(r"[.;,]\s+", before)[-1].strip()
    return bool(wording.BODY.match(clause.upper())) and clause[:1].isupper() and len(clause) < 90 and before != clause


def _unlooked(rich: Rich) -> Rich:
    """A base is italic as a whole: its own looks say nothing."""
    if not all(span.italic or not span.text.strip() for span in rich):
        return rich
    return neat(tuple(span if span.note else Span(span.text) for span in rich))
