"""Numbers of pages that stand in the text of a converted or recognised document: a sheet in, one without them out.

A PDF made a DOCX, a scan that was recognised, a document that was copied leaf by leaf has `2`, `- 3 -` as paragraphs of
their own, often in the middle of a sentence. They are taken out where they count up by one and stand apart (centred, at
the right, at a page's beginning), are kept in `Sheet.margins`, and each is told.
"""

from __future__ import annotations

import re
from dataclasses import replace

from generator.importing.sheet import Block, Para, Remark, Sheet

_NUMBER = re.compile(r"[-–—(\[]?\s*(?:(?:trang|page)\s*)?(\d{1,3})(?:\s*/\s*\d{1,3})?\s*[-–—)\]]?", re.IGNORECASE)
_DECORATED = re.compile(r"[-–—]\s*\d{1,3}\s*[-–—]|(?:trang|page)\s*\d.*", re.IGNORECASE)
#: The first number that prints is hardly higher.
_FIRST = 3


def without(sheet: Sheet) -> Sheet:
    """Return the sheet without the numbers of its pages, and a remark on each."""
    alone = [(block, int(found[1])) for block in sheet.blocks if (found := _number(block))]
    run: list[Block] = []
    expected = 0
    for block, number in alone:
        if number == expected or (not run and number <= _FIRST):
            run.append(block)
            expected = number + 1
    single = (
        len(run) == 1 and isinstance(run[0], Para) and not (run[0].breaks or _DECORATED.fullmatch(run[0].text.strip()))
    )
    if not run or single:
        return sheet
    gone = {id(block) for block in run}
    remarks = [Remark("page-number", f"đã bỏ số trang «{p.text.strip()}»", p.line) for p in run if isinstance(p, Para)]
    texts = tuple(dict.fromkeys(p.text.strip() for p in run if isinstance(p, Para)))
    blocks = tuple(block for block in sheet.blocks if id(block) not in gone)
    return replace(sheet, blocks=blocks, remarks=(*sheet.remarks, *remarks), margins=(*sheet.margins, *texts))


def _number(block: Block) -> re.Match[str] | None:
    """A paragraph that says a number and stands apart, None for any other."""
    if not isinstance(block, Para) or block.marker or block.outline or len(block.text) > 20:
        return None
    apart = block.breaks or block.align in ("center", "right") or _DECORATED.fullmatch(block.text.strip())
    return _NUMBER.fullmatch(block.text.strip()) if apart else None
