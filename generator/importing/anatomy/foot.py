"""find: blocks -> where the recipients and the signature stand (ô 7, 9b); read: those blocks -> who receives and signs.

The foot begins with `Nơi nhận:` or with the capacity of the signer, whichever comes first, and ends with the last line
that can belong to it: what follows is attached.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.frozen import dataclass
from generator.importing.anatomy import recipients, signature, wording
from generator.importing.anatomy.capacity import is_capacity, is_person
from generator.importing.anatomy.ordinary import Words
from generator.importing.anatomy.rows import Row, Stack, lays_out, stacks
from generator.importing.draft import Doubt, Field, Recipient, Signatory
from generator.importing.sheet import Block, Grid, Para

#: Without recipients, a signature is looked for among so many last lines.
_LAST = 30
_ARCHIVED = re.compile(r"[;,.]\s*Lưu\b")
#: No foot has more paragraphs.
_MOST = 400
_HINT = re.compile(r"N[ơo]i\s+nh", re.IGNORECASE)
#: A paragraph of a foot that holds all its lines has no more signs.
_TALL = 8000
#: A line of a foot is no longer than this; a recipient may be.
_LONG = 160


@dataclass(frozen=True, slots=True)
class Foot:
    """Who receives, who signs; `contact` and `leftover` are lines of the foot that are neither."""

    recipients: tuple[Recipient, ...] = ()
    signatory: Signatory = Signatory()
    drafter: Field = Field()
    doubts: tuple[Doubt, ...] = ()
    leftover: tuple[Row, ...] = ()


# --- where ----------------------------------------------------------------------------------------


def find(blocks: Sequence[Block], start: int) -> tuple[int, int] | None:
    """Return the first block of the foot and the one after its last, or None where there is none."""
    at = _recipients_at(blocks, start)
    if at is None:
        at = _capacity_at(blocks, start)
        return (at, _end(blocks, at)) if at is not None else None
    first = at
    for above in range(at - 1, max(start, at - 8) - 1, -1):
        if _signs(blocks[above]):
            first = above
        elif _words(blocks[above]) and not _is_small(blocks[above]):
            break
    return first, _end(blocks, at)


def _recipients_at(blocks: Sequence[Block], start: int) -> int | None:
    for at in range(start, len(blocks)):
        block = blocks[at]
        if isinstance(block, Grid):
            if lays_out(block) and any(_is_title(row.text) for row in _rows(block)):
                return at
        elif _HINT.search(block.text) and any(_is_title(row.text) for row in _rows(block)):
            return at
    return None


def _is_title(text: str) -> bool:
    found = wording.RECIPIENTS.match(text)
    if not found:
        return False
    rest = text[found.end() :]
    listed = bool(wording.DASH.match(rest)) or (len(rest) < 300 and bool(_ARCHIVED.search(rest)))
    return not rest or (":" in found[0] and listed)


def _capacity_at(blocks: Sequence[Block], start: int) -> int | None:
    """Where there are no recipients: the first block near the end that only a signature can be."""
    last = len(blocks)
    for at in range(start, len(blocks)):
        block = blocks[at]
        if (
            isinstance(block, Para)
            and at > start
            and wording.ANNEX.match(block.text.strip())
            and wording.shouts(block.text[:7])
        ):
            last = at
            break
    for at in range(max(start, last - _LAST), last):
        if _signs(blocks[at]):
            return at
    return None


def _signs(block: Block) -> bool:
    """Tell whether a block opens with the capacity of a signer: in capitals, short, no sentence."""
    if isinstance(block, Grid):
        if len(block.rows) > 14 or max((len(row) for row in block.rows), default=0) > 4:
            return False
        return any(is_capacity(row.text) for stack in stacks([block]) for row in stack[:4])
    rows = _rows(block)
    return bool(rows) and not block.marker and all(len(row.text) < 100 for row in rows) and _opens(block)


def _rows(block: Block) -> list[Row]:
    """The lines of a block; none of a paragraph that is too long to stand in a foot."""
    if isinstance(block, Para) and len(block.text) > _TALL:
        return []
    return [row for stack in stacks([block]) for row in stack]


def _opens(block: Para) -> bool:
    return any(is_capacity(stack[0].text) for stack in stacks([block]))


def _words(block: Block) -> bool:
    return any(True for _ in _texts(block))


def _texts(block: Block) -> Iterator[str]:
    paras = [block] if isinstance(block, Para) else [para for row in block.rows for cell in row for para in cell.paras]
    for para in paras:
        if para.text.strip():
            yield " ".join(para.text.split())


def _is_small(block: Block) -> bool:
    """A line that may stand within a signature: a name, `(Đã ký)`, a drawn line."""
    return all(len(text) < 60 and not text.endswith((".", ";", ":")) for text in _texts(block)) and isinstance(
        block, Para
    )


def _end(blocks: Sequence[Block], at: int) -> int:
    """The block after the last of the foot that begins at `at`."""
    named = archived = False
    end = at
    for number in range(at, min(at + _MOST, len(blocks))):
        block = blocks[number]
        if number > at and (
            _attached(block)
            or any(wording.is_country(text) for text in _texts(block))
            or (isinstance(block, Grid) and not (lays_out(block) or _signs(block)))
        ):
            break
        texts = list(_texts(block))
        if not texts or all(wording.is_rule(text) for text in texts):
            continue
        if number > at and isinstance(block, Para):
            if block.breaks and (named or archived):
                break
            soon = not named and any(_signs(each) for each in blocks[number + 1 : number + 4])
            if not _fits(block, texts, named, archived) and not (soon and _is_brief(texts)):
                break
        rows = _rows(block)
        named = named or any(is_person(row.text) for row in rows)
        archived = archived or any(wording.ARCHIVE.match(row.text) for row in rows)
        end = number + 1
    return max(end, at + 1)


def _is_brief(texts: list[str]) -> bool:
    """What a typist leaves between the recipients and the signature: a file's name, how the plan is sent."""
    return all(len(text) < 60 and not wording.MARKED.match(text) for text in texts)


def _attached(block: Block) -> bool:
    if isinstance(block, Grid):
        return False
    text = " ".join(block.text.split())
    found = wording.ANNEX.fullmatch(text)
    return bool(found and (not found["rest"] or wording.shouts(found["label"]))) or bool(wording.kind_of_title(text))


def _fits(para: Para, texts: list[str], named: bool, archived: bool) -> bool:
    """Tell whether a paragraph may go on with a foot of which a person or the archive line was seen."""
    if para.marker or wording.DASH.match(para.text):
        return not archived
    if all(wording.SENT.match(text) for text in texts):
        return archived
    if any(is_capacity(text) for text in texts):
        return not (named and archived)
    if named and archived:
        return all(bool(wording.DRAFTER.fullmatch(text) or wording.SIGNED.fullmatch(text)) for text in texts)
    return all(len(text) < _LONG and (not text.endswith(".") or not archived) for text in texts)


# --- what -----------------------------------------------------------------------------------------


def read(blocks: Sequence[Block], known: Words, issuer: str = "") -> Foot:
    """Return who receives and who signs, from the blocks of a foot; of several signatures that of `issuer` leads."""
    listed: list[Row] = []
    signing: list[Stack] = []
    for stack in stacks(blocks):
        left, right = _sorted(stack, bool(listed))
        listed += left
        if right:
            signing.append(right)
    receiving, drafter, odd = recipients.read(tuple(listed))
    signatory, doubts, rest = signature.read(signing, known, issuer)
    return Foot(receiving, signatory, drafter, doubts, (*odd, *rest))


def _sorted(stack: Stack, listing: bool) -> tuple[Stack, Stack]:
    """The rows of a column that are recipients, and those that sign.

    Where both stand in one column, one follows the other: the list runs from its title, or from a dash after it, to
    its archive line; the signature begins with a capacity or, after the archive line, with what is no continuation.
    """
    left: list[Row] = []
    right: list[Row] = []
    inside = False
    titled = any(_is_title(row.text) for row in stack)
    goes_on = listing and not titled and bool(stack) and stack[0].dashed
    done = False
    for row in stack:
        if wording.is_rule(row.text):
            continue
        if _is_title(row.text) or (goes_on and not inside and not done):
            inside = True
        if inside and is_capacity(row.text) and not row.dashed:
            inside, done = False, True
        if inside and done and (is_person(row.text) or wording.SIGNED.fullmatch(row.text)) and not row.dashed:
            inside = False
        (left if inside else right).append(row)
        if wording.ARCHIVE.match(row.text) and inside:
            done = True
    return tuple(left), tuple(right)
