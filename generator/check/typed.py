"""sentences: a Plan -> its sentences as typed, for the rules about what is typed and not what is read.

Passages come clean; what a clerk typed (emphasis, braces, markers copied from Word) is here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.plan import Plan, Text, bodies, texts


def sentences(plan: Plan | None) -> Iterator[Text]:
    """Yield the title's, bases', opening's and closing's sentences and those of the content, as typed."""
    if plan is None:
        return
    yield from (*plan.title, *plan.bases, *plan.opening, *plan.closing)
    for body in bodies(plan):
        yield from (text for text, _ in texts(body))


def without_placeholders(text: str) -> str:
    """Return a sentence without its escapes and whole placeholders: what is left prints as it stands."""
    return re.sub(r"\\.|\{\{[^{}]*\}\}", "", text)
