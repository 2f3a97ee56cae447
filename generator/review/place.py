"""place: paragraphs that went, came and moved -> deeds on the items of the plan's file, or why there are none."""

from __future__ import annotations

from generator.build import Read
from generator.review import fresh
from generator.review.act import Add, Drop
from generator.review.adding import add
from generator.review.deed import Bases
from generator.review.flow import Flow
from generator.review.home import Homes
from generator.review.marker import parted
from generator.review.moving import move
from generator.review.placed import Ground, Placed
from generator.review.removing import remove
from generator.review.sheet import Sheet
from generator.review.tablerow import row
from generator.schema import CONTENT


def place(sheet: Sheet, got: Read, flow: Flow, homes: Homes, drops: dict[int, Drop], adds: dict[int, Add]) -> Placed:
    """Return the deeds that make the file say what went, came and moved; the acts come by their numbers."""
    ground = Ground(
        sheet, got, flow.printed, homes,
        {drop.para: number for number, drop in drops.items()},
        {act.moved: number for number, act in adds.items() if act.moved >= 0},
        frozenset(raw.cell[:-1] for raw in flow.raws if raw.base >= 0 and len(raw.cell) > 3),
    )  # fmt: skip
    out = Placed()
    remove(ground, out)
    _come(ground, adds, out)
    out.deeds += out.grown
    return out


def _come(ground: Ground, adds: dict[int, Add], out: Placed) -> None:
    """Place what came, in the order of reading: each leans on the one before it. Rows come whole."""
    rows: dict[tuple[int | str, ...], dict[int, Add]] = {}
    bases: dict[int, str] = {}
    for number, act in sorted(adds.items(), key=lambda each: each[1].order):
        if act.moved >= 0:
            move(ground, number, act, out)
        elif len(act.seen.cell) > 3 and act.seen.cell[:-1] not in ground.rows:
            rows.setdefault(act.seen.cell[:-1], {})[number] = act
        elif _first_basis(ground, act):
            bases[number] = fresh.typed(fresh.basis(fresh.trimmed(ground, parted(act.seen.text)[2], act)))
        else:
            add(ground, number, act, out)
    for cells in rows.values():
        row(ground, cells, out)
    if bases:
        out.deeds.append((Bases("bases", tuple(bases.values()), ("opening", *CONTENT)), set(bases)))


def _first_basis(ground: Ground, act: Add) -> bool:
    """Tell whether a paragraph is a basis of a plan that has none: there is no list beside which it could come."""
    has_list = ("bases",) in ground.sheet.nodes or ground.got.plan.bases
    return act.seen.style == "CanCu" and not has_list and bool(act.seen.text.strip(" -+•.;,"))
