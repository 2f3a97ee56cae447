"""find: a Sheet -> its Parts. The steps in the order of the page, each with its own module.

Head, kind and subject, bases and opening, content, closing, recipients and signature, appendices (Phụ lục I, Mục IV:
the layout of ô 1 to 13). What the head does not say is inferred from the text, with a doubt, or stays blank.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from generator.importing import kind as kinds
from generator.importing.anatomy import annexes, closing, foot, head, issuing, opening, ordinary, subject, wording
from generator.importing.anatomy.rich import joined, lines, neat, trimmed
from generator.importing.anatomy.rows import Row, lays_out, stacks, unfold
from generator.importing.draft import Doubt, Draft, Field, Sentence
from generator.importing.parts import Parts
from generator.importing.sheet import Block, Grid, Para, Rich, Sheet, Span

#: Without the kind's line, the head is looked for among so many first blocks.
_HEAD = 25
#: A paragraph of so many signs, a grid of so many rows is no head.
_TALL = 1000
#: A letterhead below the subject has no more blocks.
_LATE = 12


def find(sheet: Sheet) -> Parts:
    """Return the parts of a sheet."""
    blocks = unfold(sheet.blocks)
    said = kinds.of_blocks(blocks)
    known = ordinary.words(_texts(blocks))
    title_at = said.title if said.title >= 0 else _head_end(blocks)
    carried = _carrier(blocks, title_at) if said.carrier else None
    above = _head(blocks[: carried[0] if carried else title_at], sheet.margins, known)
    about = _subject(blocks, title_at, said, above, known, sheet.sure)
    about, above = _late_head(blocks, about, above, known)
    attached, body_at = _attached(blocks, about.end)
    begins = opening.read(blocks, body_at)
    end = foot.find(blocks, begins.end)
    below = foot.read(blocks[end[0] : end[1]], known, above.issuer.value) if end else foot.Foot()
    if carried and not below.signatory.title and not below.recipients:
        below = foot.read(blocks[carried[1][0] : carried[1][1]], known) if carried[1] else below
    first_annex = annexes.starts(blocks, begins.end) if not end else ()
    content_end = end[0] if end else first_annex[0] if first_annex else len(blocks)
    content = _trimmed(blocks[begins.end : content_end])
    closes = closing.find(content)
    found = Draft(
        title=about.title,
        title_line=about.line,
        title_doubts=about.doubts,
        bases=begins.bases,
        opening=begins.opening,
        closing=_sentences(content[closes:]),
        recipients=below.recipients,
        signatory=below.signatory,
        drafter=below.drafter,
        contact=(*above.contact, *_contact(sheet.margins)),
        secrecy=above.secrecy or _mark(sheet.margins, "secrecy", known),
        urgency=above.urgency or _mark(sheet.margins, "urgency", known),
        circulation=above.circulation or _mark(sheet.margins, "circulation", known),
        standing=above.standing or _mark(sheet.margins, "standing", known) or _drafted(blocks, title_at, said.title),
        notes=sheet.notes,
        issuer=above.issuer,
        parent=above.parent,
        symbol=above.symbol,
        place=above.place,
        number=Field() if carried else above.number,
        date=above.date,
    )
    follows, tail = annexes.apart(blocks, end[1] if end else content_end)
    leftover = (*_left(above.leftover), *about.odd, *attached, *_left(below.leftover), *_sentences(tail))
    doubts = (*above.doubts, *below.doubts, *(_carried(said, blocks, above, title_at) if carried else ()))
    if carried and said.carrier != "CÔNG VĂN":
        found = replace(found, symbol=replace(found.symbol, doubts=()))
    found = issuing.infer(replace(found, leftover=leftover, doubts=doubts))
    return Parts(found, content[:closes], annexes.find(blocks, follows, known), leftover)


# --- the head and the subject ---------------------------------------------------------------------


def _head(blocks: Sequence[Block], margins: Sequence[str], known: ordinary.Words) -> head.Head:
    """The head as the first page has it, or, where it has none, as it stands at the head of every page.

    A table above it that is none of a letterhead (what a portal knows about the document) tells nothing.
    """
    other = [block for block in blocks if _is_table(block)]
    columns = stacks([block for block in blocks if not _is_table(block)] if other else blocks)
    found = head.read(columns, known)
    if other:
        found = replace(found, leftover=(*(row for stack in stacks(other) for row in stack), *found.leftover))
    if found.issuer.value or found.written or not any(wording.is_country(text) for text in margins):
        return found
    return head.read([_running(margins), *columns], known)


def _is_table(block: Block) -> bool:
    return isinstance(block, Grid) and not lays_out(block)


def _running(margins: Iterable[str]) -> tuple[Row, ...]:
    return tuple(Row(text, (Span(text),), Para((), 0)) for text in (" ".join(each.split()) for each in margins))


def _subject(
    blocks: Sequence[Block], at: int, said: kinds.Kind, above: head.Head, known: ordinary.Words, sure: bool
) -> subject.Subject:
    if said.title >= 0:
        return subject.read(blocks, at, known, sure)
    found = subject.unnamed(blocks, at, known, sure) if above.written else None
    return found or subject.Subject((), 0, at, (_untitled(blocks, at),))


def _late_head(
    blocks: Sequence[Block], about: subject.Subject, above: head.Head, known: ordinary.Words
) -> tuple[subject.Subject, head.Head]:
    """A letterhead below the subject: someone set the title over the whole document."""
    if above.issuer.value or above.written:
        return about, above
    at = about.end
    while at < min(about.end + _LATE, len(blocks)):
        block = blocks[at]
        if not (lays_out(block) if isinstance(block, Grid) else _is_short(block)):
            break
        at += 1
    rows = stacks(blocks[about.end : at])
    last = max((row.block for stack in rows for row in stack if _opens(row.text)), default=-1) + about.end
    if last < about.end:
        return about, above
    found = head.read(stacks(blocks[about.end : last + 1]), known)
    if not found.issuer.value or not (found.written or found.date.line):
        return about, above
    return replace(about, end=last + 1), replace(found, leftover=(*above.leftover, *found.leftover))


def _opens(text: str) -> bool:
    """Tell whether a line can only stand in a letterhead."""
    read = wording.DATE.fullmatch(text) or wording.NUMBER.fullmatch(text)
    return wording.is_country(text) or wording.is_motto(text) or (bool(read) and len(text) < 100)


def _is_short(para: Para) -> bool:
    text = para.text.strip()
    return len(text) < 160 and not para.marker and not wording.MARKED.match(text) and not wording.BASIS.match(text)


# --- the edges of the parts -----------------------------------------------------------------------


def _texts(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        paras = [block] if isinstance(block, Para) else [p for row in block.rows for cell in row for p in cell.paras]
        for para in paras:
            yield from para.text.split("\n")


def _head_end(blocks: Sequence[Block]) -> int:
    """Where no line says KẾ HOẠCH: the head ends after the last block that can only be of a head."""
    end = 0
    for at, block in enumerate(blocks[:_HEAD]):
        if isinstance(block, Para) and (
            wording.MARKED.match(block.text.strip()) or wording.BASIS.match(block.text.strip())
        ):
            break
        if len(block.text if isinstance(block, Para) else block.rows) > _TALL:
            continue
        read = head.read(stacks([block]), ordinary.words(()))
        if (
            read.written
            or read.date.value
            or read.place.value
            or any(wording.is_country(text) for text in _texts([block]))
        ):
            end = at + 1
    return end


def _attached(blocks: Sequence[Block], at: int) -> tuple[tuple[Sentence, ...], int]:
    """`(Ban hành kèm theo Quyết định …)` and `Kính gửi` below the subject: no part of a plan."""
    found: list[Sentence] = []
    while at < len(blocks):
        block = blocks[at]
        if not isinstance(block, Para):
            break
        text = " ".join(block.text.split())
        mark = wording.DRAFT_MARK.fullmatch(text)
        if text and not wording.is_rule(text) and not mark:
            if not (wording.ATTACHED.match(text) or wording.ADDRESSEE.match(text)) or len(text) > 400:
                break
            found.append(Sentence(_whole(block), block.line))
        at += 1
    return tuple(found), at


def _trimmed(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The content without blank paragraphs and drawn lines, the end mark `./.` off: the generator prints it."""
    found = [block for block in blocks if isinstance(block, Grid) or not _is_blank(block)]
    while found and isinstance(found[-1], Para) and wording.END_MARK.fullmatch(found[-1].text):
        found.pop()
    if found and isinstance(found[-1], Para):
        found[-1] = replace(found[-1], spans=trimmed(found[-1].spans, wording.END_MARK))
    return tuple(found)


def _is_blank(para: Para) -> bool:
    text = " ".join(para.text.split())
    drawn = wording.is_rule(text) and not text.strip(" -–—_=*~")  # dots are to be filled in by hand
    return not any(span.note for span in para.spans) and (not text or drawn)


def _sentences(blocks: Iterable[Block]) -> tuple[Sentence, ...]:
    return tuple(Sentence(_whole(block), block.line) for block in blocks if isinstance(block, Para))


def _whole(para: Para) -> Rich:
    """The lines of a paragraph as one; of very many the looks of the blanks between do not matter."""
    if para.text.count("\n") > _TALL:
        return neat(para.spans)
    return joined(neat(each) for each in lines(para.spans))


# --- what stands elsewhere ------------------------------------------------------------------------


def _contact(margins: Iterable[str]) -> tuple[str, ...]:
    return tuple(" ".join(text.split()) for text in margins if wording.REACHED.search(text) and len(text) < 200)


def _mark(margins: Iterable[str], name: str, known: ordinary.Words) -> str:
    """A mark that the office put at the head of every page."""
    return str(getattr(head.read([_running(margins)], known), name))


def _drafted(blocks: Sequence[Block], title_at: int, named: int) -> str:
    """A draft says so in the head; beside the kind (`DỰ THẢO KẾ HOẠCH`) too, or below the subject."""
    near = blocks[max(title_at - 1, 0) : title_at + 6] if named >= 0 else ()
    texts = [" ".join(text.split()) for text in _texts(near)]
    return (
        "draft"
        if any(wording.DRAFT_MARK.fullmatch(text) or text.upper().startswith("DỰ THẢO KẾ HOẠCH") for text in texts)
        else ""
    )


def _untitled(blocks: Sequence[Block], at: int) -> Doubt:
    line = blocks[at].line if at < len(blocks) else 0
    return Doubt("no-title", "không tìm thấy dòng tên loại KẾ HOẠCH", line, "ghi `title`: tên gọi ngắn của kế hoạch")


def _left(rows: Iterable[Row]) -> tuple[Sentence, ...]:
    return tuple(Sentence(row.rich, row.line) for row in rows if row.text)


# --- a plan that another document issues ----------------------------------------------------------


def _carrier(blocks: Sequence[Block], plan_at: int) -> tuple[int, tuple[int, int] | None]:
    """Where the head of the issuing document ends, and its foot."""
    ends = next((at for at in range(plan_at) if _names_kind(blocks[at])), 0)
    if not ends:
        ends = next((at for at in range(plan_at) if _addresses(blocks[at])), min(_HEAD, plan_at))
    return ends, foot.find(blocks[:plan_at], ends + 1)


def _names_kind(block: Block) -> bool:
    return isinstance(block, Para) and bool(wording.kind_of_title(" ".join(block.text.split())))


def _addresses(block: Block) -> bool:
    return isinstance(block, Para) and bool(wording.ADDRESSEE.match(block.text.strip()))


def _carried(said: kinds.Kind, blocks: Sequence[Block], above: head.Head, title_at: int) -> Iterator[Doubt]:
    """Tell what was taken from the issuing document, and that its own text was left out."""
    number = f" ({above.written})" if above.written else ""
    first = next((block.line for block in blocks if any(text.strip() for text in _texts([block]))), 0)
    message = (
        f"kế hoạch ban hành kèm theo {said.carrier}{number}: cơ quan ban hành, ngày, nơi nhận, người ký lấy từ đó; "
        f"phần lời của văn bản đó (dòng {first} đến {blocks[title_at].line}) không đưa vào"
    )
    yield Doubt("carried", message, said.line, "kế hoạch chưa có số riêng: để trống `number` hoặc ghi số của kế hoạch")
