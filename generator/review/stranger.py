"""stranger: a file that is not of a plan -> what is told of it, and which plan it looks like."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path as FilePath

from generator import source
from generator.problem import Mark, PlanError, Problem
from generator.review.marks import Draft

#: A plan shares so many of a file's words that it may be the one.
_LIKELY = 0.4


def stranger(draft: Draft, path: FilePath, name: str, others: Iterable[FilePath]) -> Problem:
    """Tell of a file that is not of this plan, and which one it looks like."""
    said = _words(" ".join(bit.text for raw in draft.raws for bit in raw.bits))
    likeness: list[tuple[float, str]] = []
    for other in others:
        try:
            text = source.read_bytes(other).decode("utf-8", "replace")
        except PlanError:
            continue
        if other != path and said:
            likeness.append((len(said & _words(text)) / len(said), str(other)))
    best = max(likeness, default=(0.0, ""))
    hint = "chọn đúng kế hoạch bằng `--plan`"
    if best[0] >= _LIKELY:
        hint = f"tệp này giống {best[1]} hơn: chạy lại với `--plan {best[1]}`"
    return Problem(Mark(name), f"tệp này không phải của kế hoạch {path} (chữ khác quá nhiều)", hint, "review")


def _words(text: str) -> set[str]:
    words = re.findall(r"\w+", text.casefold())
    return {f"{a} {b} {c}" for a, b, c in zip(words, words[1:], words[2:], strict=False)}
