"""move: a printed paragraph that stands elsewhere now -> the item that moves with it, or why none does."""

from __future__ import annotations

from generator.review.act import Add
from generator.review.belonging import belongs
from generator.review.deed import Shift
from generator.review.marker import kind_of, parted
from generator.review.placed import UNCLEAR, Beside, Ground, Placed
from generator.review.removing import homeless
from generator.review.sheet import Path
from generator.review.spot import Why


def move(ground: Ground, number: int, add: Add, out: Placed) -> None:
    """Add to `out` where the act, by its number, moves an item: the largest of which every paragraph moved."""
    path = ground.home(add.moved)
    if not path:
        why = homeless(ground, add.moved, frozenset())
        out.refused[number] = why if isinstance(why, Why) else Why(UNCLEAR)
        return
    best = _largest(ground, add.moved)
    if best is None or ground.sheet.start(best) < 0:
        why = Why("đoạn này không phải một mục của danh sách: chuyển tay trong tệp", ground.sheet.mark(path))
        out.refused[number] = why
        return
    head = ground.homes.heads[best]
    if head != add.moved and head in ground.moved:  # goes along with the item that it is part of
        out.go_along(number, add, best)
        return
    kind = parted(add.seen.text)[0] if kind_of(ground.printed[add.moved]) else ""
    found = belongs(ground, out, add, kind)
    if isinstance(found, Why):
        out.refused[number] = found
    elif isinstance(found, Beside) and found.path[: len(best)] != best:
        out.deeds.append((Shift(best, found.path, found.where), {number}))
        out.along[number] = best
        out.new[add.order] = found.path
    else:
        why = Why("chuyển vào một mục mới hoặc vào chính nó: chuyển tay trong tệp", ground.sheet.mark(path))
        out.refused[number] = why


def _largest(ground: Ground, para: int) -> Path | None:
    """The outermost item of which every paragraph moved."""
    gone = frozenset(ground.moved)
    best: Path | None = None
    for above in ground.homes.items(para):
        if not ground.homes.below[above] <= gone:
            break
        best = above
    return best
