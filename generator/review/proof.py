"""unlike: a flow, the changes that were taken over, and the plan they made -> what it prints otherwise than was meant.

Markers, signs at the end and the case of letters are the program's; all other words must be those of the reviewed file.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from generator.build import Read
from generator.review.flow import Flow
from generator.review.forms import archive, stem
from generator.review.marker import parted
from generator.review.marks import Seen, view
from generator.review.printed import Fixed, Printed, printed


def unlike(flow: Flow, done: set[int], got: Read) -> tuple[str, ...]:
    """Return the paragraphs that differ: `- …` was meant and is not printed, `+ …` is printed and was not meant."""
    own = {number for number, paragraph in enumerate(flow.printed) if _own(paragraph)}
    seen = view(flow.raws, flow.changes, done)
    theirs = _archive_last([each for each in seen if not own & {each.base, *(bit.para for bit in each.bits)}])
    meant = _lines([each.text for each in theirs])
    made = _lines([paragraph.text for paragraph in printed(got)[0] if not _own(paragraph)])
    found: list[str] = []
    for kind, a, b, c, d in SequenceMatcher(None, meant, made, autojunk=False).get_opcodes():
        if kind != "equal" and " ".join(meant[a:b]) != " ".join(made[c:d]):  # lines of a long post may break elsewhere
            found += [f"- {text}" for text in meant[a:b]] + [f"+ {text}" for text in made[c:d]]
    return tuple(found)


def _archive_last(seen: list[Seen]) -> list[Seen]:
    """The paragraphs with what was typed after the line of the archive before it, where the program prints it."""
    at = next((n for n, each in enumerate(seen) if archive(stem(each.text)) is not None), len(seen))
    end = at + 1
    while end < len(seen) and (seen[end].style, seen[end].cell) == (seen[at].style, seen[at].cell):
        end += 1
    return [*seen[:at], *seen[at + 1 : end], *seen[at : at + 1], *seen[end:]]


def _own(paragraph: Printed) -> bool:
    """Tell whether the program writes a paragraph from others: what it says follows from them."""
    return any(isinstance(s.source, Fixed) and s.source.form in ("attached", "stamp", "label") for s in paragraph.spans)


def _lines(texts: list[str]) -> list[str]:
    cleaned = (_clean(text) for text in texts)
    return [text for text in cleaned if text]


def _clean(text: str) -> str:
    said = parted(" ".join(text.split()))[2] or text
    if re.fullmatch(r"[\dIVXLC]+", said.strip()):
        return ""  # a number that the program counts, in a table
    return re.sub(r"[\s.;,:/]+$", "", said).casefold()
