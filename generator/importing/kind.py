"""kind: a Sheet -> what sort of document it is, and why: a plan, a decision that issues one, or something else.

Told by the name of the kind on its own line (Điều 7, Phụ lục I, II.5), by the Party's name where a State document has
the Quốc hiệu, by `Kính gửi` and `V/v` of a công văn that bears no name, last by the symbol.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from generator.frozen import dataclass
from generator.importing.anatomy import wording
from generator.importing.anatomy.rows import unfold
from generator.importing.sheet import Block, Para, Sheet

Name = Literal["plan", "decision-with-plan", "report", "letter", "party", "other", "empty"]

#: The kind of a document is looked for among so many first lines.
_HEAD = 80
#: Lines between the title of an attached plan and `(Kèm theo Quyết định …)`.
_ATTACHED = 10
#: A paragraph of more signs is no title and no line of a foot.
_LONGEST = 2000
#: Kinds that carry a plan as their attachment.
_CARRIERS = ("QUYẾT ĐỊNH", "TỜ TRÌNH", "THÔNG BÁO", "CÔNG ĐIỆN", "PHIẾU GỬI")
_PARTY = "văn bản của Đảng (theo Hướng dẫn 36-HD/VPTW), không theo thể thức của Nghị định 30/2020/NĐ-CP"
_UNION = "văn bản của đoàn thể, số và ký hiệu theo thể thức riêng, không theo thể thức của Nghị định 30/2020/NĐ-CP"
_NOT_PLANS = "chương trình chỉ chuyển được kế hoạch"
_PLANNED = re.compile(r"[IVX]+\s*[./]\s*(?:MỤC ĐÍCH|MỤC TIÊU|YÊU CẦU|TỔ CHỨC THỰC HIỆN|NHIỆM VỤ)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Kind:
    """What a document is; `reason` says why, in Vietnamese.

    `title` is the block of `anatomy.rows.unfold` that bears the word KẾ HOẠCH (-1 where none does), `line` its line;
    `carrier` is the kind that the plan is attached to, or ``.
    """

    name: Name
    reason: str
    title: int = -1
    line: int = 0
    carrier: str = ""


def kind(sheet: Sheet) -> Kind:
    """Return the kind of a document, with the reason."""
    return of_blocks(unfold(sheet.blocks))


def of_blocks(blocks: Sequence[Block]) -> Kind:
    """Return the kind of a document whose layout grids were unfolded."""
    head = list(_head(blocks))
    if not head:
        return Kind("empty", "tài liệu không có chữ nào (có thể là bản quét chưa nhận dạng)")
    party = _party([text for _, text, _ in head])
    if party:
        return Kind("party", party, *_plan_title(blocks, head))
    titles = ((at, text, line) for at, text, line in head if isinstance(blocks[at], Para))
    named = next(((at, text, line) for at, text, line in titles if wording.kind_of_title(text)), None)
    plan = _plan_title(blocks, head)
    letter = _letter_at(head)
    if named and wording.kind_of_title(named[1]) == "KẾ HOẠCH" and not _within(letter, named[0], blocks):
        return Kind("plan", f"có dòng tên loại KẾ HOẠCH (dòng {named[2]})", named[0], named[2])
    if plan[0] >= 0 and not named and letter < 0:
        return Kind("plan", f"tên loại KẾ HOẠCH đi liền trích yếu (dòng {plan[1]})", *plan)
    found = wording.kind_of_title(named[1]) if named else ""
    carrier = "CÔNG VĂN" if letter >= 0 and found in ("", "KẾ HOẠCH") else found
    if carrier in (*_CARRIERS, "CÔNG VĂN"):
        start = letter if carrier == "CÔNG VĂN" else named[0] if named else 0
        attached = _attached_plan(blocks, start)
        if attached[0] >= 0:
            reason = f"{carrier} ban hành kèm theo một kế hoạch (kế hoạch bắt đầu ở dòng {attached[1]})"
            return Kind("decision-with-plan", reason, *attached, carrier)
    return _other(None if carrier == "CÔNG VĂN" else named, letter >= 0, head, blocks)


def _within(letter: int, title: int, blocks: Sequence[Block]) -> bool:
    """Tell whether the word KẾ HOẠCH stands in the text of a letter: below `Kính gửi`, no letterhead between."""
    between = blocks[letter + 1 : title] if 0 <= letter < title else ()
    heads = any(wording.is_country(text) or _is_plan_number(text) for text in _lines(between))
    return 0 <= letter < title and not heads


def _other(
    named: tuple[int, str, int] | None, letter: bool, head: list[tuple[int, str, int]], blocks: Sequence[Block]
) -> Kind:
    if named:
        found = wording.kind_of_title(named[1])
        reason = f"tên loại văn bản là {found} (dòng {named[2]}), {_NOT_PLANS}"
        return Kind("report" if found == "BÁO CÁO" else "other", reason)
    if letter:
        return Kind("letter", f"công văn: có `V/v` hoặc `Kính gửi`, không có tên loại; {_NOT_PLANS}")
    if any(_is_plan_number(text) for _, text, _ in head):
        return Kind("plan", "ký hiệu văn bản có chữ KH; không thấy dòng tên loại KẾ HOẠCH")
    texts = [block.text.strip() for block in blocks if isinstance(block, Para)]
    if sum(bool(_PLANNED.match(text)) for text in texts) >= 2:
        return Kind("plan", "có các mục thường gặp của kế hoạch; không thấy dòng tên loại KẾ HOẠCH")
    within = next((line for _, text, line in head if re.search(r"KẾ\s+HOẠCH", text)), 0)
    if within:
        hint = f"chữ KẾ HOẠCH (dòng {within}) không đứng riêng một dòng"
        return Kind("other", f"không thấy dòng tên loại KẾ HOẠCH: {hint}; {_NOT_PLANS}")
    return Kind("other", f"không thấy dòng tên loại KẾ HOẠCH; {_NOT_PLANS}")


def _head(blocks: Sequence[Block]) -> Iterator[tuple[int, str, int]]:
    """The first lines with words: (block, words, line)."""
    count = 0
    for at, block in enumerate(blocks):
        paras = (
            [block] if isinstance(block, Para) else [para for row in block.rows for cell in row for para in cell.paras]
        )
        for para in paras:
            for text in para.text.split("\n"):
                words = " ".join(text.split())
                if not words or wording.is_rule(words):
                    continue
                yield at, words, para.line
                count += 1
                if count >= _HEAD:
                    return


def _party(head: list[str]) -> str:
    """Why a document is one of the Party or of its Youth Union: it bears their name or number, and no Quốc hiệu."""
    first = head[:20]
    first = first[: next((n for n, text in enumerate(first) if wording.kind_of_title(text)), len(first))]
    if any(wording.is_country(text) for text in first):
        return ""
    if any(wording.PARTY.fullmatch(text.upper()) for text in first):
        return _PARTY
    if not any(wording.PARTY_NUMBER.match(text) for text in first[:12]):
        return ""
    union = next((found for text in first[:6] if (found := wording.UNION.search(text.upper()))), None)
    return _UNION if union else _PARTY


def _letter_at(head: list[tuple[int, str, int]]) -> int:
    """The block in which a công văn says whom it addresses, or what it is about; -1 where none does."""
    for number, (at, text, _) in enumerate(head[:30]):
        if wording.kind_of_title(text) or wording.TITLE.fullmatch(text):
            break
        if wording.ADDRESSEE.match(text) or (number < 25 and wording.SUBJECT_OF_LETTER.match(text)):
            return at
    return -1


def _lines(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        paras = (
            [block] if isinstance(block, Para) else [para for row in block.rows for cell in row for para in cell.paras]
        )
        for para in paras:
            for text in para.text.split("\n"):
                yield " ".join(text.split())


def _is_plan_number(text: str) -> bool:
    found = wording.NUMBER.fullmatch(text)
    return bool(found) and bool(re.search(r"\bKH\b", found["code"])) and len(text) < 70  # type: ignore[index]


def _plan_title(blocks: Sequence[Block], head: list[tuple[int, str, int]]) -> tuple[int, int]:
    """The block and the line in which the kind KẾ HOẠCH stands with its subject, above all content."""
    for at, text, line in head:
        block = blocks[at]
        if isinstance(block, Para) and _names_plan(block, text):
            return at, line
        if isinstance(block, Para) and (wording.MARKED.match(text) or wording.BASIS.match(text)):
            break
    return -1, 0


def _names_plan(para: Para, text: str) -> bool:
    found = wording.TITLE.fullmatch(text)
    if not found or para.marker or text.endswith((";", ":")):
        return False
    return text.upper()[:8] == text[:8] or para.align == "center" or para.bold


def _attached_plan(blocks: Sequence[Block], after: int) -> tuple[int, int]:
    """The block and line of a plan's title below a document that issues it: said to be attached, or after its foot."""
    ended = False
    for at in range(after + 1, len(blocks)):
        block = blocks[at]
        ended = ended or (at > after + 1 and _ends(blocks[at - 1]))
        if not isinstance(block, Para) or len(block.text) > _LONGEST:
            continue
        text = " ".join(block.text.split())
        if not _names_plan(block, text):
            continue
        following = [each.text.strip() for each in blocks[at : at + _ATTACHED] if isinstance(each, Para)]
        attached = any(wording.ATTACHED.search(each[:_LONGEST]) for each in following)
        if attached or (wording.kind_of_title(text) and ended):
            return at, block.line
    return -1, 0


def _ends(block: Block) -> bool:
    """Tell whether a block belongs to a foot, or to the letterhead of another document."""
    paras = [block] if isinstance(block, Para) else [p for row in block.rows[:20] for cell in row for p in cell.paras]
    texts = [text for para in paras if len(para.text) <= _LONGEST for text in para.text.split("\n")]
    return any(wording.RECIPIENTS.match(text.strip()) or wording.is_country(text.strip()) for text in texts)
