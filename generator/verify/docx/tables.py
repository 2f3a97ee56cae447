"""Reads the frame of a table: w:tbl -> rows and cells, their room on the page and their borders."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from generator.frozen import dataclass
from generator.verify.docx.columns import Area
from generator.verify.docx.ground import Ground
from generator.verify.docx.props import edge_kind
from generator.verify.docx.styles import Styles
from generator.verify.docx.xml import VAL, Node, W, first, number, points, value, whole

#: Padding at the left and right of a cell where nothing says another (pt).
PADDING = 5.4
Edges = tuple[str, str, str, str]
NAMES = ("top", "bottom", "left", "right")
#: A table of more rows whose rows are all parted by lines is a table of data.
FEW_ROWS = 3
#: Bits of w:tblLook, and the names of its attributes, by condition.
LOOKS = (
    ("firstRow", 0x20), ("lastRow", 0x40), ("firstColumn", 0x80), ("lastColumn", 0x100), ("noHBand", 0x200),
    ("noVBand", 0x400),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its content, the room of its text, its whole width, and the style levels around it."""

    element: Node
    column: int
    room: Area
    outer: Area
    edges: Edges
    table: tuple[str, ...]
    #: It goes on from the cell above, and shows nothing of its own.
    continued: bool
    #: It goes on into the cell below.
    merged: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its cells and its height (pt), at least (`exact`: just that)."""

    cells: tuple[Cell, ...]
    height: float
    exact: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A table. `grid` tells a table of data, ruled around its cells; `framed` a single ruled cell."""

    rows: tuple[Row, ...]
    grid: bool
    framed: bool
    #: A floating table's upper edge below its anchor (pt), None for one in the text.
    floating: float | None


@dataclass(frozen=True, slots=True)
class Frame:
    """What all rows share: the left edge and width, the columns, padding, borders and style."""

    left: float
    width: float
    grid: tuple[float, ...]
    padding: tuple[float, float]
    edges: Edges
    inside: tuple[str, str]
    style: str
    conditions: frozenset[str]
    look: frozenset[str]


def read_table(
    element: Node, ground: Ground, styles: Styles, old: bool, without: frozenset[Node] = frozenset()
) -> Table:
    """Return a table in the column of `ground`, `without` rows. `old` tells the layout of Word before 2013,
    which puts the text of the first cell, not its border, at the left edge."""
    frame = _frame(element, ground, styles, old)
    bare = [row for row in _rows(element) if row not in without]
    rows = tuple(_row(row, index, len(bare), frame) for index, row in enumerate(bare))
    cells = [cell for row in rows for cell in row.cells]
    closed = all(all(cell.edges) for cell in cells)
    ruled = sum(bool(cell.edges[2] or cell.edges[3]) for cell in cells)
    grid = len(cells) > 1 and (
        bool(frame.inside[1] or ruled * 2 > len(cells)) or (bool(frame.inside[0]) and len(rows) > FEW_ROWS)
    )
    float_at = first(element, f"{W}tblPr", f"{W}tblpPr")
    floating = None if float_at is None else points(float_at.get(f"{W}tblpY")) or 0.0
    return Table(rows, grid, closed and len(cells) == 1, floating)


def _rows(element: Node) -> Iterator[Node]:
    """Give the rows that show, those in content controls too."""
    for child in element:
        if child.tag == f"{W}tr":
            if first(child, f"{W}trPr", f"{W}del") is None:
                yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins"):
            yield from _rows(child)


def _cells(row: Node) -> Iterator[Node]:
    for child in row:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml"):
            yield from _cells(child)


def _frame(element: Node, ground: Ground, styles: Styles, old: bool) -> Frame:
    own = first(element, f"{W}tblPr")
    style = value(own, f"{W}tblStyle") or styles.default_table
    if style not in styles.by_id:
        style = styles.default_table
    levels = [p for s in styles.chain(style) if (p := first(s, f"{W}tblPr")) is not None]
    levels += [own] if own is not None else []
    grid = tuple(points(c.get(f"{W}w")) or 0.0 for c in _children(element, f"{W}tblGrid"))
    width = _width(first(own, f"{W}tblW"), ground.column.width) or sum(grid) or ground.column.width
    padding = _padding(levels)
    parts = [p for s in styles.chain(style) for p in s.iterchildren(f"{W}tblStylePr")]
    borders = _borders(levels)
    return Frame(
        left=_left(own, levels, ground, width, padding[0] if old else 0.0),
        width=width,
        grid=grid,
        padding=padding,
        edges=cast(Edges, tuple(borders.get(name, "") for name in NAMES)),
        inside=(borders.get("insideH", ""), borders.get("insideV", "")),
        style=style,
        conditions=frozenset(p.get(f"{W}type") or "" for p in parts),
        look=_table_look(first(own, f"{W}tblLook")),
    )


def _left(own: Node, levels: list[Node], ground: Ground, width: float, shift: float) -> float:
    column, page = ground.column, ground.page
    floating = first(own, f"{W}tblpPr")
    if floating is not None:
        anchor = floating.get(f"{W}horzAnchor") or "text"
        area = {"page": Area(0.0, page.width), "margin": page.text}.get(anchor, column)
        align = floating.get(f"{W}tblpXSpec") or ""
        if align in ("center", "right", "outside"):
            return area.left + (area.width - width) / (2 if align == "center" else 1)
        return area.left + (points(floating.get(f"{W}tblpX")) or 0.0)
    align = next((a for p in reversed(levels) if (a := value(p, f"{W}jc"))), "left")
    if align == "center":
        return column.left + (column.width - width) / 2
    if align in ("right", "end"):
        return column.right - width
    indent = next((i for p in reversed(levels) if (i := first(p, f"{W}tblInd")) is not None), None)
    return column.left + ((_width(indent, column.width) or 0.0) if indent is not None else 0.0) - shift


def _width(element: Node, around: float) -> float:
    """Return a width in pt, 0 where it is automatic; fiftieths of a percent are of `around`."""
    if element is None:
        return 0.0
    text, kind = element.get(f"{W}w") or "", element.get(f"{W}type") or "dxa"
    if kind == "pct" or text.endswith("%"):
        share = number(text.rstrip("%"))
        return 0.0 if share is None else around * share / (100 if text.endswith("%") else 5000)
    return (points(text) or 0.0) if kind == "dxa" else 0.0


def _children(element: Node, name: str) -> Iterator[Node]:
    holder = first(element, name)
    return iter(()) if holder is None else iter(holder)


def _padding(
    levels: list[Node], default: tuple[float, float] = (PADDING, PADDING), name: str = "tblCellMar"
) -> tuple[float, float]:
    left, right = default
    for level in levels:
        for edge in _children(level, f"{W}{name}"):
            length = points(edge.get(f"{W}w"))
            if length is None:
                continue
            if edge.tag in (f"{W}left", f"{W}start"):
                left = length
            elif edge.tag in (f"{W}right", f"{W}end"):
                right = length
    return left, right


def _borders(levels: list[Node], name: str = "tblBorders") -> dict[str, str]:
    found: dict[str, str] = {}
    for level in levels:
        for edge in _children(level, f"{W}{name}"):
            side = edge.tag[len(W) :]
            found[{"start": "left", "end": "right"}.get(side, side)] = edge_kind(edge)
    return found


def _table_look(element: Node) -> frozenset[str]:
    if element is None:
        return frozenset()
    bits = 0
    try:
        bits = int(element.get(VAL) or "0", 16)
    except ValueError:
        bits = 0
    told = {name: element.get(f"{W}{name}") for name, _ in LOOKS}
    if any(told.values()):
        return frozenset(name for name, text in told.items() if text in ("1", "true", "on"))
    return frozenset(name for name, bit in LOOKS if bits & bit)


def _row(row: Node, index: int, count: int, frame: Frame) -> Row:
    properties = first(row, f"{W}trPr")
    skipped = whole(value(properties, f"{W}gridBefore")) or 0
    column = min(max(0, skipped), 200)
    left = frame.left + sum(frame.grid[:column])
    bare = list(_cells(row))
    cells = []
    for position, element in enumerate(bare):
        own = first(element, f"{W}tcPr")
        span = min(max(1, whole(value(own, f"{W}gridSpan")) or 1), 200)
        told = _width(first(own, f"{W}tcW"), frame.width)
        room = told or sum(frame.grid[column : column + span]) or frame.width / len(bare)
        last = position == len(bare) - 1
        cells.append(_cell(element, own, column, Area(left, room), frame, (index, count, last)))
        left += room
        column += span
    height = first(properties, f"{W}trHeight")
    points_high = (points(height.get(VAL)) or 0.0) if height is not None else 0.0
    return Row(tuple(cells), points_high, height is not None and height.get(f"{W}hRule") == "exact")


def _cell(element: Node, own: Node, column: int, outer: Area, frame: Frame, where: tuple[int, int, bool]) -> Cell:
    index, count, last = where
    left, right = _padding([own], frame.padding, "tcMar") if own is not None else frame.padding
    merge = first(own, f"{W}vMerge")
    borders = _borders([own], "tcBorders") if own is not None else {}
    around = (
        frame.edges[0] if index == 0 else frame.inside[0],
        frame.edges[1] if index == count - 1 else frame.inside[0],
        frame.edges[2] if column == 0 else frame.inside[1],
        frame.edges[3] if last else frame.inside[1],
    )
    edges = tuple(borders.get(name, told) for name, told in zip(NAMES, around, strict=True))
    return Cell(
        element=element,
        column=column,
        room=Area(outer.left + left, max(0.0, outer.width - left - right)),
        outer=outer,
        edges=cast(Edges, edges),
        table=_levels(index, count, column, last, frame),
        continued=merge is not None and (merge.get(VAL) or "continue") == "continue",
        merged=merge is not None,
    )


def _levels(index: int, count: int, column: int, last: bool, frame: Frame) -> tuple[str, ...]:
    """Return the levels of the table's style that hold for a cell, the weakest first."""
    if not frame.conditions:
        return (frame.style,) if frame.style else ()
    look = frame.look
    held = [
        ("band1Vert" if column % 2 == ("firstColumn" in look) else "band2Vert", "noVBand" not in look),
        ("band1Horz" if index % 2 == ("firstRow" in look) else "band2Horz", "noHBand" not in look),
        ("firstCol", column == 0 and "firstColumn" in look),
        ("lastCol", last and "lastColumn" in look),
        ("firstRow", index == 0 and "firstRow" in look),
        ("lastRow", index == count - 1 and count > 1 and "lastRow" in look),
    ]
    return (frame.style, *(f"{frame.style}|{name}" for name, holds in held if holds and name in frame.conditions))
