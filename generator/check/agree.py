"""agree: the words of a DOCX and of its PDF are the same, in logical order."""

from __future__ import annotations

from collections import Counter


class Disagreement(AssertionError):
    """The two formats do not say the same. This is a fault of ours, never of staff."""


def agree(ours: list[str], theirs: list[str], in_order: bool = True) -> None:
    """Compare the words of a DOCX with those of its PDF. Raises Disagreement with the first that differ.

    `in_order` is False for a document whose columns run over a page's end: the PDF is read page by
    page, so the same words come in another order there, and their letters are counted.
    """
    if same(ours, theirs) or (not in_order and Counter("".join(ours)) == Counter("".join(theirs))):
        return
    at = next((i for i, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b), min(len(ours), len(theirs)))
    raise Disagreement(
        f"word {at + 1}: DOCX «{' '.join(ours[max(0, at - 4) : at + 4])}» "
        f"PDF «{' '.join(theirs[max(0, at - 4) : at + 4])}»"
    )


def same(ours: list[str], theirs: list[str]) -> bool:
    """Tell whether the words of a DOCX are those read from a PDF.

    Every letter must be there in order, and every word of ours must end where one of theirs does; a
    reader of a PDF sees more ends than there are (a line that breaks at a hyphen).
    """
    others = iter(theirs)
    for word in ours:
        other = next(others, "")
        if other == word:
            continue
        while len(other) < len(word) and (more := next(others, "")):
            other += more
        if other != word:
            return False
    return next(others, None) is None
