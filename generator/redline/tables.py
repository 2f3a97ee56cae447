"""compare: a table of as many columns, old and new -> the table that tracks the difference, row by row, cell by cell.

A row is matched only with one whose cells are merged alike; any other went as a whole, or came as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from generator.compare.align import Item, align
from generator.redline import items
from generator.redline.package import copied, element, told
from generator.redline.pen import Pen, Way, changed
from generator.verify.docx.xml import Node, W, first, value

#: How the blocks of a cell are compared, and how those of one that went or came as a whole are written.
Compare = Callable[[Sequence[Node], Sequence[Node], Pen], list[Node]]
Whole = Callable[[Sequence[Node], Way, Pen], list[Node]]
_TRACKED = (f"{W}ins", f"{W}del")


def compare(old: Node, new: Node, pen: Pen, cells: tuple[Compare, Whole]) -> Node:
    """Return a table with its rows, cells and looks tracked."""
    out = element("tbl")
    for name, record in (("tblPr", "tblPrChange"), ("tblGrid", "tblGridChange")):
        out.append(_look(name, record, old, new, pen))
    lefts, rights = (list(table.iterchildren(items.ROW)) for table in (old, new))
    for pair in align(*_compared(old, lefts, rights), moves=False):
        if pair.old is not None and pair.new is not None:
            out.append(_row(lefts[pair.old], rights[pair.new], pen, cells[0]))
        elif pair.old is not None:
            out.append(_whole_row(lefts[pair.old], "del", pen, cells[1]))
        elif pair.new is not None:
            out.append(_whole_row(rights[pair.new], "ins", pen, cells[1]))
    return out


def whole(table: Node, way: Way, pen: Pen, cells: Whole) -> Node:
    """Return a table that went or came with all its rows."""
    out = element("tbl")
    for child in table:
        out.append(_whole_row(child, way, pen, cells) if child.tag == items.ROW else copied(child))
    return out


def _compared(old: Node, lefts: list[Node], rights: list[Node]) -> tuple[list[Item], list[Item]]:
    """Rows of a letterhead or a signature are known by their place, all others by their words."""
    left, right = [items.row(row) for row in lefts], [items.row(row) for row in rights]
    if value(old, f"{W}tblPr", f"{W}tblStyle") == items.FRAME and len(left) == len(right):
        left, right = ([Item(f"row {n}", i.kind) for n, i in enumerate(side)] for side in (left, right))
    return left, right


def _look(name: str, record: str, old: Node, new: Node, pen: Pen, after: tuple[str, ...] = ()) -> Node:
    """Return the properties of a table, a row or a cell, with what they were before."""
    before, now = first(old, W + name), first(new, W + name)
    out = element(name) if now is None else copied(now)
    former = element(name) if before is None else copied(before)
    if told(out) != told(former):
        out.append(_grid(former, pen) if name == "tblGrid" else changed(pen, record, former))
    return out


def _grid(former: Node, pen: Pen) -> Node:
    """The record of former columns tells neither who changed them nor when (ECMA-376, 17.13.5.33)."""
    record = element("tblGridChange", id=str(next(pen.ids)))
    record.append(former)
    return record


def _row(old: Node, new: Node, pen: Pen, cells: Compare) -> Node:
    out = element("tr")
    out.extend(copied(child) for child in new if child.tag not in (f"{W}trPr", items.CELL))
    look = _look("trPr", "trPrChange", old, new, pen)
    if len(look):
        out.append(look)
    for left, right in zip(old.iterchildren(items.CELL), new.iterchildren(items.CELL), strict=True):
        cell = element("tc")
        of_cell = _look("tcPr", "tcPrChange", left, right, pen)
        if len(of_cell):
            cell.append(of_cell)
        cell.extend(cells(_blocks(left), _blocks(right), pen))
        out.append(cell)
    return out


def _whole_row(row: Node, way: Way, pen: Pen, cells: Whole) -> Node:
    out = element("tr")
    out.extend(copied(child) for child in row if child.tag not in (f"{W}trPr", items.CELL))
    look = first(row, f"{W}trPr")
    look = element("trPr") if look is None else copied(look)
    look.append(pen.mark(way))
    out.append(look)
    for given in row.iterchildren(items.CELL):
        cell = element("tc")
        cell.extend(copied(child) for child in given.iterchildren(f"{W}tcPr"))
        cell.extend(cells(_blocks(given), way, pen))
        out.append(cell)
    return out


def _blocks(cell: Node) -> list[Node]:
    return [child for child in cell if child.tag != f"{W}tcPr"]
