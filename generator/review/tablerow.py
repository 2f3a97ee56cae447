"""row: the cells of a row that came into a table -> the item of the table's list that prints them."""

from __future__ import annotations

from generator.review.act import Add
from generator.review.deed import Insert, Where
from generator.review.fresh import typed
from generator.review.item import Item
from generator.review.placed import Ground, Placed
from generator.review.sheet import Path
from generator.review.spot import Why

#: Keys of a task in the order of its table's columns.
_TASK = ("content", "lead", "coordinate_with", "deadline", "product")
_UNCLEAR = "dòng mới của bảng: không rõ thuộc bảng nào của kế hoạch, ghi tay vào `rows`"


def row_of(ground: Ground, para: int) -> Path | None:
    """Return the path of the table's row that a printed paragraph stands in; None where it stands in none."""
    path = ground.home(para)
    for length in range(len(path) - 1, 0, -1):
        task = path[length - 1] == "tasks" and len(path) > length + 1 and path[length + 1] in _TASK
        if isinstance(path[length], int) and (path[length - 1] == "rows" or task):
            return path[: length + 1]
    return None


def row(ground: Ground, adds: dict[int, Add], out: Placed) -> None:
    """Add to `out` the row that the acts, by their numbers, make: beside the row before it, else that after it."""
    beside = _beside(ground, next(iter(adds.values())))
    cells: dict[int | str, list[str]] = {}
    for add in adds.values():
        cells.setdefault(add.seen.cell[-1], []).append(add.seen.text.strip())
    if beside is None or any(len(each) > 1 for each in cells.values()):
        out.refused.update(dict.fromkeys(adds, Why(_UNCLEAR)))
        return
    path, where = beside
    said = [typed(" ".join(each)) for each in cells.values()]
    if "tasks" in path[-2:]:
        item = Item({key: text for key, text in zip(_TASK, said[1:], strict=False) if text})
    else:
        item = Item({}, {}, said)
    out.deeds.append((Insert(item, path, where), set(adds)))
    for number in adds:
        out.along.setdefault(number, path)


def _beside(ground: Ground, first: Add) -> tuple[Path, Where] | None:
    near = first.after
    while near >= 0 and (near in ground.dropped or near not in ground.homes.of) and len(ground.printed[near].cell) > 3:
        near -= 1
    path = row_of(ground, near) if near >= 0 else None
    where: Where = "after"
    if path is None and first.before >= 0:
        path, where = row_of(ground, first.before), "before"
    return (path, where) if path is not None and ground.sheet.start(path) >= 0 else None
