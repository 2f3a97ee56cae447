"""remove: the printed paragraphs that went -> the items and keys that go with them, or why they stay.

An item or key goes once all that it prints went; the largest that may go does, so that no empty list is left.
"""

from __future__ import annotations

from generator.review import forms
from generator.review.deed import Remove
from generator.review.placed import HEADINGS, UNCLEAR, Ground, Placed
from generator.review.printed import Fixed, Sentence
from generator.review.sheet import Path
from generator.review.spot import Why, spot
from generator.schema import SECTIONS

#: Keys that a plan cannot be without, or that hold more than paragraphs.
_NEEDED = ("title", "recipients", "signatory", "issuer", "number", "date", "variables")


def remove(ground: Ground, out: Placed) -> None:
    """Add to `out` what goes with the paragraphs that were dropped."""
    done: dict[Path, set[int]] = {}
    gone = frozenset(ground.dropped)
    for para, number in ground.dropped.items():
        made = _removal(ground, para, gone)
        if isinstance(made, Why):
            out.refused[number] = made
        else:
            done.setdefault(made, set()).add(number)
    outermost = [path for path in done if not any(_within(path, other) for other in done)]
    for path in outermost:
        acts = {act for other in done if other == path or _within(other, path) for act in done[other]}
        out.deeds.append((Remove(path), acts))
        for act in acts:
            out.along.setdefault(act, path)


def _within(path: Path, above: Path) -> bool:
    return path != above and path[: len(above)] == above


def _removal(ground: Ground, para: int, gone: frozenset[int]) -> Path | Why:
    if not ground.printed[para].text.strip():
        return _blank(ground, para, gone)
    if para not in ground.homes.of:
        return homeless(ground, para, gone)
    path = ground.home(para)
    best: Path | None = None
    for length in range(len(path), 0, -1):
        above = path[:length]
        if not ground.homes.below.get(above, frozenset((para,))) <= gone:
            break
        if ground.sheet.start(above) >= 0:
            best = above
    if best is None or (len(best) == 1 and best[0] in _NEEDED):
        return Why("không bỏ được: phần này phải có", ground.sheet.mark(path))
    leads = best[-1] in (*HEADINGS, "text") and ground.homes.heads.get(best[:-1]) == para
    if leads and ground.homes.below.get(best[:-1], frozenset()) - gone:
        why = "bỏ câu mở đầu mà nội dung bên dưới còn lại: bỏ cả các đoạn bên dưới, hoặc giữ câu này"
        return Why(why, ground.sheet.mark(best))
    return best


def _blank(ground: Ground, para: int, gone: frozenset[int]) -> Path | Why:
    """A line without letters: an empty cell goes with its row, any other is the program's."""
    cell = ground.printed[para].cell
    row = [n for n, each in enumerate(ground.printed) if len(cell) > 1 and each.cell[:-1] == cell[:-1]]
    beside = next((n for n in row if n in gone and n in ground.homes.of), None)
    if beside is not None and set(row) <= gone:
        return _removal(ground, beside, gone)
    return Why("đoạn trống, đường kẻ do chương trình đặt")


def homeless(ground: Ground, para: int, gone: frozenset[int]) -> Path | Why:
    """Return what a paragraph that no value of the file says goes with, or why it cannot go."""
    paragraph = ground.printed[para]
    source = next((span.source for span in paragraph.spans if span.source), None)
    if isinstance(source, Sentence):
        found = spot(ground.sheet, ground.got, source)
        if isinstance(found, Why) and found.item:
            return found.to(f"remove:\n  - id: {found.item}\n    reason: …", "remove")
        return found if isinstance(found, Why) else Why(UNCLEAR)
    if isinstance(source, Fixed):
        made = forms.read(ground.sheet, ground.got, paragraph, "")
        return made if isinstance(made, Why) else Why("không bỏ được: phần này phải có")
    after = next((n for n in range(para + 1, len(ground.printed)) if n in ground.homes.of), None)
    if after in gone and after is not None:  # a section's own heading goes with the section
        with_it = _removal(ground, after, gone)
        if not isinstance(with_it, Why) and any(step in SECTIONS for step in with_it):
            return with_it
    return Why("tiêu đề do khóa của mục in ra: bỏ cả mục, hoặc ghi `heading:` khác")
