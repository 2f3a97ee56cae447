"""placed: what a reader remarked -> a doubt at the part of the plan that came from that line, or at the top.

A remark without a line, or from before the first line of the content, stands at the top of the plan.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from generator.importing.draft import Doubt, Draft, GridTable, Item, Sentence
from generator.importing.sheet import Remark

Content = Sentence | GridTable | Item


def placed(draft: Draft, remarks: Sequence[Remark]) -> Draft:
    """Return the draft with every remark of its reader among its doubts."""
    doubts = [Doubt(each.rule, each.message, each.line, each.hint) for each in remarks]
    parts = (draft.bases, draft.opening, draft.content, draft.closing, *(a.content for a in draft.appendices))
    lines = sorted({line for part in parts for line in _lines(part)})
    at: defaultdict[int, list[Doubt]] = defaultdict(list)
    for doubt in doubts:
        index = bisect_right(lines, doubt.line) if doubt.line else 0
        at[lines[index - 1] if index else 0].append(doubt)
    top = at.pop(0, [])
    return replace(
        draft,
        bases=_sentences(draft.bases, at),
        opening=_sentences(draft.opening, at),
        content=_content(draft.content, at),
        closing=_sentences(draft.closing, at),
        appendices=tuple(replace(annex, content=_content(annex.content, at)) for annex in draft.appendices),
        doubts=(*draft.doubts, *top),
    )


def _lines(content: Sequence[Content]) -> list[int]:
    found: list[int] = []
    waiting = list(content)
    while waiting:
        each = waiting.pop()
        if each.line:
            found.append(each.line)
        if isinstance(each, Item):
            waiting += each.content
    return found


def _sentences(said: Sequence[Sentence], at: defaultdict[int, list[Doubt]]) -> tuple[Sentence, ...]:
    return tuple(replace(each, doubts=(*each.doubts, *at.pop(each.line, ()))) for each in said)


def _content(content: Sequence[Content], at: defaultdict[int, list[Doubt]]) -> tuple[Content, ...]:
    out: list[Content] = []
    for each in content:
        here = tuple(at.pop(each.line, ()))
        each = replace(each, doubts=(*each.doubts, *here)) if here else each
        if isinstance(each, Item):
            each = replace(each, content=_content(each.content, at))
        out.append(each)
    return tuple(out)
