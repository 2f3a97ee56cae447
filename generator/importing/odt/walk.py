"""blocks: the text of an ODT -> its blocks in order: paragraphs with their looks, tables, notes, what was met."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from generator.importing.html.grids import WIDEST, Met, Table, settled
from generator.importing.html.signs import Decode, lines
from generator.importing.html.spans import BREAK, KEPT, TAB, paragraphs, rich, shifted
from generator.importing.odt.met import changes, comment, picture
from generator.importing.odt.names import (
    DRAW,
    FO,
    OFFICE,
    PARAGRAPHS,
    STYLE,
    TABLE,
    TEXT,
    UNSEEN,
    Node,
    points,
    whole,
)  # fmt: skip
from generator.importing.odt.numbers import Counter, Run
from generator.importing.odt.styles import Look, Styles
from generator.importing.sheet import Block, Para, Remark, Rich, Span, plain

#: Spaces in a row, rows and cells that are said to repeat: more is a slip.
MOST_SPACES, MOST_REPEATED, MOST_CELLS = 200, 200, 200_000


@dataclass(slots=True)
class Flow:
    """What is being read: where blocks go, how far numbers have come, what was met."""

    styles: Styles
    counter: Counter
    decode: Decode
    places: list[list[Block]]
    line: int = 0
    cells: int = 0
    breaks: bool = False
    lying: bool = False
    boxed: int = 0
    #: Of the first letters of the paragraph so far (pt).
    size: float | None = None
    notes: dict[str, Rich] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)


def flow_of(styles: Styles, decode: Decode) -> Flow:
    """Return a flow at the beginning of a document."""
    return Flow(styles, Counter(styles), decode, [[]])


def walk(flow: Flow, node: Node, run: Run | None = None, level: int = 0, marker: str = "") -> None:
    """Add the blocks that an element holds. `run`, `level` and `marker` are those of the list's item around it."""
    for child in node:
        tag = child.tag
        if tag in PARAGRAPHS:
            _paragraph(flow, child, run, marker)
            marker = ""
        elif tag == f"{TEXT}list":
            _list(flow, child, run, level)
        elif tag == f"{TABLE}table":
            _table(flow, child)
        elif tag == f"{TEXT}tracked-changes":
            flow.remarks += changes(child)
        elif tag == f"{TEXT}numbered-paragraph":
            own = flow.counter.begin(child, None)
            deep = whole(child.get(f"{TEXT}level"), 1, 10) - 1
            walk(flow, child, own, deep, flow.counter.item(own, max(deep, 0), child.get(f"{TEXT}start-value")))
        elif tag.startswith(DRAW):
            _drawn(flow, child)
        elif tag not in UNSEEN:
            walk(flow, child)


def _list(flow: Flow, node: Node, above: Run | None, level: int) -> None:
    run = flow.counter.begin(node, above)
    for item in node:
        if item.tag not in (f"{TEXT}list-item", f"{TEXT}list-header"):
            continue
        own = next((child for child in item if child.tag != f"{TEXT}number"), None)
        # an item that begins with a deeper list shows no number of its own
        counted = item.tag == f"{TEXT}list-item" and own is not None and own.tag != f"{TEXT}list"
        marker = flow.counter.item(run, level, item.get(f"{TEXT}start-value")) if counted else ""
        typed = item.find(f"{TEXT}number")
        walk(flow, item, run, level + 1, "".join(typed.itertext()).strip() if typed is not None else marker)


def _paragraph(flow: Flow, node: Node, run: Run | None, marker: str) -> None:
    look = flow.styles.look("paragraph", node.get(f"{TEXT}style-name") or "", Look())
    headed = node.tag == f"{TEXT}h"
    level = whole(node.get(f"{TEXT}outline-level"), 1, 10) if headed else look.level
    if headed and run is None and node.get(f"{TEXT}is-list-header") != "true":
        start = node.get(f"{TEXT}start-value") if node.get(f"{TEXT}restart-numbering") == "true" else None
        marker = flow.counter.heading(max(level - 1, 0), start)
    _turn(flow, look.page, look.before)
    pieces: list[Span] = []
    before: list[Node] = []
    after: list[Node] = []
    flow.size = None
    _inline(flow, node, look, pieces, before, after)
    look = replace(look, size=flow.size) if flow.size else look
    for box in before:
        _drawn(flow, box)
    _add(flow, paragraphs(pieces), look, level, marker)
    for box in after:
        _drawn(flow, box)
    flow.breaks |= look.after


def _add(flow: Flow, texts: tuple[Rich, ...], look: Look, level: int, marker: str) -> None:
    top = len(flow.places) == 1
    for number, spans in enumerate(texts):
        told = look.first is not None or look.left is not None
        flow.places[-1].append(Para(
            spans, flow.line + 1, marker=marker if not number else "", align=look.align, outline=level,
            indent=round((look.first or 0) + (look.left or 0), 1) if told else None, size=look.size,
            breaks=flow.breaks and top, landscape=flow.lying, boxed=flow.boxed > 0,
        ))  # fmt: skip
        flow.line += lines(plain(spans))
        flow.breaks = flow.breaks and not top


def _turn(flow: Flow, page: str, before: bool) -> None:
    """Begin a page where a paragraph or a table says so."""
    if len(flow.places) == 1:
        flow.lying = flow.styles.lying.get(page, False) if page else flow.lying
        flow.breaks |= before and bool(flow.places[0])


def _inline(flow: Flow, node: Node, look: Look, pieces: list[Span], before: list[Node], after: list[Node]) -> None:
    """Add the pieces of text of an element that stands in a line; boxes that float beside it are gathered."""
    _say(flow, pieces, node.text, look)
    for child in node:
        tag = child.tag
        if tag == f"{TEXT}s":
            pieces.append(Span(KEPT * whole(child.get(f"{TEXT}c"), 1, MOST_SPACES), look.bold, look.italic))
        elif tag == f"{TEXT}tab":
            pieces.append(Span(TAB, look.bold, look.italic))
        elif tag == f"{TEXT}line-break":
            pieces.append(Span(BREAK, look.bold, look.italic))
        elif tag == f"{TEXT}note":
            _note(flow, child, pieces)
        elif tag == f"{OFFICE}annotation":
            flow.remarks.append(comment(child, flow.line + 1))
        elif tag.startswith(DRAW) and tag != f"{DRAW}a":
            (after if any(piece.text.strip() for piece in pieces) else before).append(child)
        elif tag not in UNSEEN:
            name = child.get(f"{TEXT}style-name") or ""
            own = flow.styles.look("text", name, look) if tag == f"{TEXT}span" or name else look
            _inline(flow, child, own, pieces, before, after)
        _say(flow, pieces, child.tail, look)


def _say(flow: Flow, pieces: list[Span], text: str | None, look: Look) -> None:
    if not text or look.hidden:
        return
    if flow.size is None and not text.isspace():
        flow.size = look.size
    text = flow.decode(text, look.family)
    text = text.upper() if look.capitals else text
    pieces.append(Span(shifted(text, look.shift) if look.shift else text, look.bold, look.italic))


def _note(flow: Flow, node: Node, pieces: list[Span]) -> None:
    sign = (
        "".join(node.find(f"{TEXT}note-citation").itertext()) if node.find(f"{TEXT}note-citation") is not None else ""
    )
    name = sign.strip() or str(len(flow.notes) + 1)
    if name in flow.notes:
        name = f"{name}'{len(flow.notes) + 1}"
    flow.notes[name] = ()  # its place in the order, before a note of its own may come
    texts: list[Span] = []
    for para in node.iterfind(f"{TEXT}note-body//"):
        # what stands in a note of the note comes with that
        if para.tag in PARAGRAPHS and next(para.iterancestors(f"{TEXT}note")) is node:
            look = flow.styles.look("paragraph", para.get(f"{TEXT}style-name") or "", Look())
            if texts:
                texts.append(Span(BREAK))
            _inline(flow, para, look, texts, [], [])
    flow.notes[name] = rich(texts)
    pieces.append(Span("", note=name))


def _drawn(flow: Flow, node: Node) -> None:
    """Add the text of a box, a shape or a group; tell of a picture."""
    tag = node.tag
    if tag in (f"{DRAW}g", f"{DRAW}a", f"{DRAW}frame"):
        for child in node:
            if child.tag.startswith(DRAW):
                _drawn(flow, child)
                if tag == f"{DRAW}frame":  # the others are the same in another form
                    break
    elif tag in (f"{DRAW}image", f"{DRAW}object", f"{DRAW}object-ole", f"{DRAW}plugin"):
        flow.remarks += picture(node, flow.line + 1)
    elif any(child.tag in PARAGRAPHS or child.tag in (f"{TEXT}list", f"{TABLE}table") for child in node):
        flow.boxed += 1
        walk(flow, node)
        flow.boxed -= 1


def _table(flow: Flow, node: Node) -> None:
    look = flow.styles.properties("table", node.get(f"{TABLE}style-name") or "", "table-properties")
    chain = flow.styles.chain("table", node.get(f"{TABLE}style-name") or "")
    page = chain[0].get(f"{STYLE}master-page-name") or "" if chain else ""
    _turn(flow, page, look.get(f"{FO}break-before") == "page" or bool(page))
    top = len(flow.places) == 1
    table = Table(flow.line + 1, widths=_widths(flow, node), breaks=flow.breaks and top, landscape=flow.lying)
    flow.breaks = flow.breaks and not top
    _rows(flow, table, node, False)
    found, remarks = settled(table)
    flow.places[-1] += found
    flow.remarks += remarks


def _rows(flow: Flow, table: Table, node: Node, head: bool) -> None:
    for child in node:
        if child.tag in (f"{TABLE}table-header-rows", f"{TABLE}table-rows", f"{TABLE}table-row-group"):
            _rows(flow, table, child, head or child.tag.endswith("header-rows"))
        elif child.tag == f"{TABLE}table-row":
            for _ in range(whole(child.get(f"{TABLE}number-rows-repeated"), 1, MOST_REPEATED)):
                row = _row(flow, child)
                if row or any(cell.rows > 1 for above in table.rows for cell in above):
                    table.rows.append(row)
                    table.head += head


def _row(flow: Flow, node: Node) -> list[Met]:
    row: list[Met] = []
    for cell in node:
        if cell.tag != f"{TABLE}table-cell":
            continue
        for _ in range(whole(cell.get(f"{TABLE}number-columns-repeated"), 1, WIDEST)):
            flow.cells += 1
            if flow.cells > MOST_CELLS:
                return row
            spans = [max(1, whole(cell.get(f"{TABLE}number-{name}-spanned"), 1, 5_000)) for name in ("columns", "rows")]
            met = Met([], min(spans[0], WIDEST), spans[1], _ruled(flow, cell))
            flow.places.append(met.blocks)
            walk(flow, cell)
            flow.places.pop()
            row.append(met)
    return row


def _ruled(flow: Flow, cell: Node) -> bool | None:
    said = flow.styles.properties("table-cell", cell.get(f"{TABLE}style-name") or "", "table-cell-properties")
    lines = [value for name, value in said.items() if name.startswith(f"{FO}border")]
    return any("solid" in value or "double" in value or "dashed" in value for value in lines) if lines else None


def _widths(flow: Flow, node: Node) -> tuple[float, ...]:
    found: list[float] = []
    for column in node.iter(f"{TABLE}table-column"):
        if next(column.iterancestors(f"{TABLE}table")) is not node:
            continue
        said = flow.styles.properties("table-column", column.get(f"{TABLE}style-name") or "", "table-column-properties")
        width = points(said.get(f"{STYLE}column-width")) or 0.0
        found += [width] * max(1, whole(column.get(f"{TABLE}number-columns-repeated"), 1, WIDEST))
    return tuple(round(width, 1) for width in found) if found and all(width > 0 for width in found) else ()
