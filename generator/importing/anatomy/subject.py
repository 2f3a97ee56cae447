"""read: the blocks after the kind's line -> the subject of the plan (ô 5a), and where it ends.

The subject is told by what it is not: a base, a sentence that leads on, a heading; and by its look where there is one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from generator.frozen import dataclass
from generator.importing.anatomy import ordinary, wording
from generator.importing.anatomy.ordinary import Words
from generator.importing.anatomy.rich import cut, joined, lines, neat, recased, trimmed
from generator.importing.draft import Doubt, Sentence
from generator.importing.sheet import Block, Para, Rich, Span, plain

#: A subject takes no more paragraphs.
_MOST = 8
#: A paragraph of more signs is none of its lines.
_LONGEST = 2000
_STOP = re.compile(r"[\s.;,]+$")


@dataclass(frozen=True, slots=True)
class Subject:
    """The lines of the subject, the line of the source that it begins at, and the block after it."""

    title: tuple[Rich, ...] = ()
    line: int = 0
    end: int = 0
    doubts: tuple[Doubt, ...] = ()
    #: What stands among its lines and is none: `LIÊN TỊCH`, `(Kèm theo Quyết định …)`.
    odd: tuple[Sentence, ...] = ()


def read(blocks: Sequence[Block], at: int, known: Words, sure: bool) -> Subject:
    """Return the subject that begins in the kind's own line `at` or below it.

    `sure` tells that a paragraph is one of the source; lines that were only wrapped are one.
    """
    kind = blocks[at]
    assert isinstance(kind, Para)
    found: list[Rich] = []
    odd: list[Rich] = []
    first: Para | None = None
    rest = wording.TITLE.fullmatch(kind.text.strip()) if len(kind.text) <= _LONGEST else None
    if rest and rest["rest"] and rest["rest"].strip(" .:-–"):
        start = kind.text.index(rest["rest"], len(kind.text.strip()) - len(rest["rest"]) - 2)
        found += [neat(each) for each in lines(cut(kind.spans, start, len(kind.text)))]
        first = kind
        if found and wording.JOINT.fullmatch(plain(found[0]).strip(" .:-–")):
            odd.append(found.pop(0))
            first = kind if found else None
    return _gathered(blocks, at + 1, first, found, odd, kind.line, known, sure)


def unnamed(blocks: Sequence[Block], at: int, known: Words, sure: bool) -> Subject | None:
    """Return the subject of a plan whose line KẾ HOẠCH was lost: the line in capitals below the letterhead."""
    worded = [n for n in range(at, min(at + 4, len(blocks))) if not _is_blank(blocks[n])]
    first = blocks[worded[0]] if worded else None
    if not isinstance(first, Para) or not _is_subject(first, blocks[worded[0] + 1 : worded[0] + 6]):
        return None
    found = _gathered(blocks, worded[0], None, [], [], first.line, known, sure)
    message = "không có dòng tên loại KẾ HOẠCH; lấy dòng chữ đầu tiên dưới phần đầu văn bản làm trích yếu"
    doubt = Doubt("no-title", message, found.line, "kiểm tra `title`: tên gọi ngắn của kế hoạch")
    return replace(found, doubts=(doubt, *found.doubts)) if found.title else None


def _is_subject(para: Para, following: Sequence[Block]) -> bool:
    text = " ".join(para.text.split())
    shown = wording.shouts(text) or (para.align == "center" and para.bold)
    heads = any(isinstance(each, Para) and wording.MARKED.match(each.text.strip()) for each in following[:1])
    named = wording.BODY.match(text) and len(text) < 60
    return shown and 12 < len(text) < 300 and _goes_on(para, text, None, following) and not (heads and named)


def _is_blank(block: Block) -> bool:
    return isinstance(block, Para) and wording.is_blank(block.text)


def _gathered(
    blocks: Sequence[Block], at: int, first: Para | None, found: list[Rich], odd: list[Rich],
    line: int, known: Words, sure: bool,
) -> Subject:  # fmt: skip
    """The subject, from what stands in the kind's line and the paragraphs from block `at` on."""
    while at < len(blocks) and len(found) < _MOST:
        block = blocks[at]
        if not isinstance(block, Para) or len(block.text) > _LONGEST:
            break
        text = " ".join(block.text.split())
        if not text:
            at += 1
        elif wording.is_rule(text):
            at += 1
            if found:
                break
        elif _goes_on(block, text, first, blocks[at + 1 : at + 6]):
            first = first or block
            found += [neat(each) for each in lines(block.spans)]
            at += 1
        else:
            break
    while at < len(blocks) and _is_drawn(blocks[at]):
        at += 1
    found = [each for each in found if plain(each)]
    told = next((n for n, each in enumerate(found) if n and wording.ATTACHED.match(plain(each))), len(found))
    found, odd = found[:told], [*odd, *found[told:]]
    line = first.line if first else line
    title, doubts = _ordinary(_whole(found, sure), line, known)
    return Subject(title, line, at, doubts, tuple(Sentence(each, line) for each in odd))


def _is_drawn(block: Block) -> bool:
    return isinstance(block, Para) and len(block.text) <= _LONGEST and wording.is_rule(" ".join(block.text.split()))


def _goes_on(para: Para, text: str, first: Para | None, following: Sequence[Block]) -> bool:
    """Tell whether a paragraph belongs to the subject."""
    if para.marker or wording.ATTACHED.match(text) or wording.ADDRESSEE.match(text):
        return False
    if (
        wording.MARKED.match(text)
        or wording.PART.match(text)
        or wording.BASIS.match(text)
        or wording.LEADS_ON.search(text)
    ):
        return False
    if wording.REACHED.search(text) and ":" in text:
        return False
    if text.endswith((";", ":")) or (len(text) > 300 and text.endswith(".")):
        return False
    if first is None or _qualifies(first):
        return len(text) < 600
    if re.fullmatch(r"\(.{3,120}\)", text) and (para.align == "center" or first.align != "center"):
        return True
    if wording.CHAINED.match(text) and re.search(r"\bsố\s+\d+[-/]", text):
        return False
    shouts = wording.shouts(first.text.split("\n")[-1])
    if wording.shouts(text) != shouts or (shouts and _heads(following)):
        return bool(shouts) and wording.shouts(text) and not _heads(following)
    if shouts:
        return True
    if text.endswith(".") or len(text) > 200 or (wording.CHAINED.match(text) and len(text) > 80):
        return False
    if first.align or para.align:
        return para.align == first.align == "center"
    return para.bold == first.bold and (para.bold or len(text) < 90)


def _qualifies(first: Para) -> bool:
    """`KẾ HOẠCH CÔNG TÁC`: what stands in the kind's own line says what sort of plan it is, no more."""
    found = wording.TITLE.fullmatch(first.text.strip())
    glued = bool(found and found["rest"]) and not found["rest"][:1].isspace()  # type: ignore[index]
    return bool(found and found["rest"]) and not glued and len(first.text.split()) <= 5


def _heads(following: Sequence[Block]) -> bool:
    """Tell whether what follows a line in capitals shows it to be a heading of the content: a marker comes at once."""
    texts = [" ".join(each.text.split()) for each in following if isinstance(each, Para) and each.text.strip()]
    return bool(texts) and bool(wording.MARKED.match(texts[0])) and not wording.shouts(texts[0])


def _whole(found: list[Rich], sure: bool) -> tuple[Rich, ...]:
    """The subject's lines: those of a wrapped text are one, of a Word file they are the office's own breaks."""
    if len(found) < 2:
        return tuple(found)
    cuts = any(not _breaks(plain(a), plain(b)) for a, b in pairwise(found))
    return (
        (joined(found),)
        if ((cuts or not sure) and any(wording.shouts(plain(each)) for each in found)) or cuts
        else tuple(found)
    )


def _breaks(above: str, below: str) -> bool:
    """Tell whether a line break may be the office's own: none stands inside a name or a number, and lines are short."""
    return len(above) <= 90 and not above.endswith((",", "-", "–")) and below[:1] not in ",;.)"


def _ordinary(title: tuple[Rich, ...], line: int, known: Words) -> tuple[tuple[Rich, ...], tuple[Doubt, ...]]:
    """The subject in ordinary case, where the document itself says it so; else as it is, with a doubt."""
    title = tuple(trimmed(each, _STOP) if number == len(title) - 1 and not plain(each).endswith("..") else each
                  for number, each in enumerate(title))  # fmt: skip
    title = tuple(_unlooked(each) for each in title if each)
    whole = " ".join(plain(each) for each in title)
    if not title:
        message = "không tìm thấy trích yếu dưới chữ KẾ HOẠCH"
        return (), (Doubt("no-title", message, line, "ghi `title`: tên gọi ngắn của kế hoạch"),)
    if not wording.shouts(whole):
        return title, ()
    said, stretches = ordinary.said(whole, known)
    if not said:
        message = "trích yếu trong nguồn viết toàn chữ hoa và không có câu nào trong bài viết lại nguyên văn"
        hint = "viết lại bằng chữ thường, giữ chữ hoa của tên riêng (Phụ lục I, mục II.5)"
        return title, (Doubt("title-case", message, line, hint),)
    recast, at = [], 0
    for each in title:
        length = len(plain(each))
        recast.append(recased(each, said[at : at + length]))
        at += length + 1
    if stretches == 1:
        return tuple(recast), ()
    message = f"trích yếu trong nguồn viết toàn chữ hoa; chữ thường ghép từ {stretches} chỗ trong bài"
    return tuple(recast), (Doubt("title-case", message, line, "kiểm tra chữ hoa của tên riêng"),)


def _unlooked(rich: Rich) -> Rich:
    """A subject is bold as a whole: its own looks say nothing."""
    return neat(tuple(span if span.note else Span(span.text) for span in rich))
