"""agree: the words of a DOCX and of its PDF are the same, in logical order."""

from __future__ import annotations

from generator.check import docx_text, pdf_text


class Disagreement(AssertionError):
    """The two formats do not say the same. This is a fault of ours, never of staff."""


def agree(docx: bytes, pdf: bytes) -> None:
    """Compare the two. Raises Disagreement with the first words that differ."""
    ours, theirs = docx_text.read(docx), pdf_text.words(pdf_text.read(pdf))
    if ours == theirs:
        return
    at = next((i for i, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b), min(len(ours), len(theirs)))
    raise Disagreement(
        f"word {at + 1}: DOCX «{' '.join(ours[max(0, at - 4) : at + 4])}» "
        f"PDF «{' '.join(theirs[max(0, at - 4) : at + 4])}»"
    )
