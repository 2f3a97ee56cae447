"""find: the blocks of the content -> where the paragraphs that close the plan begin (`Trên đây là …`, `Yêu cầu …`)."""

from __future__ import annotations

from collections.abc import Sequence

from generator.importing.anatomy import wording
from generator.importing.sheet import Block, Para

#: No plan is closed by more paragraphs.
_MOST = 8


def find(blocks: Sequence[Block]) -> int:
    """Return the block at which the closing begins: the number of blocks where there is none."""
    run = _unmarked(blocks)
    texts = {at: _text(blocks[at]) for at in run}
    for at in sorted(run):
        if texts[at] and wording.CLOSES.match(texts[at]):
            return at
    worded = [at for at in sorted(run) if texts[at]]
    if worded and _bids(texts[worded[-1]]) and not _headed(blocks, worded[-1]):
        return worded[-1]
    return len(blocks)


def _unmarked(blocks: Sequence[Block]) -> list[int]:
    """The last paragraphs that bear no marker and head nothing."""
    found: list[int] = []
    for at in range(len(blocks) - 1, -1, -1):
        block = blocks[at]
        if not isinstance(block, Para):
            break
        text = " ".join(block.text.split())
        if text and (block.marker or wording.MARKED.match(text) or _is_heading(block, text)):
            break
        found.append(at)
        if sum(bool(_text(blocks[each])) for each in found) >= _MOST:
            break
    return found


def _text(block: Block) -> str:
    return " ".join(block.text.split()) if isinstance(block, Para) else ""


def _is_heading(para: Para, text: str) -> bool:
    if para.outline or wording.PART.match(text):
        return True
    return len(text) < 120 and not text.endswith((".", ";", "/")) and (wording.shouts(text) or para.bold)


def _bids(text: str) -> bool:
    head = text[:260]
    bidden = wording.BIDDEN.search(text) or (wording.ASKS.match(text) and wording.ASKED.search(text))
    return len(text) > 40 and bool(wording.BIDS.match(head)) and bool(bidden) and text[:1].isupper()


def _headed(blocks: Sequence[Block], at: int) -> bool:
    """Tell whether what stands above a paragraph is its heading: then it is the content of that section."""
    for above in range(at - 1, -1, -1):
        block = blocks[above]
        if not isinstance(block, Para):
            return False
        text = " ".join(block.text.split())
        if text:
            return _is_heading(block, text) or (len(text) < 120 and not text.endswith((".", ";", "/")))
    return True
