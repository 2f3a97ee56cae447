"""blocks: the tree of a page -> its blocks in order: paragraphs with their looks, tables, what was met.

One pass over the tree without recursion: a page may be nested as deeply as its maker likes. A paragraph ends where a
block begins or ends, so text that stands in no paragraph is one too.
"""

from __future__ import annotations

from dataclasses import field
from typing import Literal

from generator.frozen import dataclass
from generator.importing import xml
from generator.importing.html.css import points
from generator.importing.html.grids import WIDEST, Met, Table, settled
from generator.importing.html.listed import marker
from generator.importing.html.look import Look, Looks, Node
from generator.importing.html.notes import NOTE
from generator.importing.html.signs import lines
from generator.importing.html.spans import BREAK, KEPT, TAB, paragraphs
from generator.importing.sheet import Block, Para, Remark, Rich, Span, plain

#: Width of the text of a page by the decree's margins (Phụ lục I, mục I: 210 - 30 - 15 mm), for shares of it, in pt.
TEXT_WIDTH = 165 * 72 / 25.4
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
#: Bullets that Word takes from fonts of signs, as they show.
_SYMBOLS = {
    "·": "•",
    "§": "▪",
    "Ø": "➢",
    "ü": "✓",
    "v": "❖",
    "q": "❑",
    "w": "▪",
    "à": "➔",
    "\uf0b7": "•",
    "\uf0a7": "▪",
}
_SYMBOL_FONTS = ("symbol", "wingdings")
#: A picture less high or wide than this is a line (px).
_LINE = 8


@dataclass(slots=True)
class Flow:
    """What is being read: where blocks go, the paragraph so far, the tables that are open, what waits."""

    shown: Looks
    places: list[list[Block]]
    line: int = 0
    pieces: list[Span] = field(default_factory=list)
    #: The look of its first letters, once there are some.
    look: Look = field(default_factory=Look)
    lettered: bool = False
    level: int = 0
    tables: list[Table] = field(default_factory=list)
    counts: dict[Node, int] = field(default_factory=dict)
    marker: str = ""
    own_marker: list[str] | None = None
    breaks: bool = False
    remarks: list[Remark] = field(default_factory=list)


def blocks(root: Node, shown: Looks, line: int = 0) -> tuple[list[Block], list[Remark], int]:
    """Return the blocks of a tree, what was met, and the number of the last paragraph; the first is `line` + 1."""
    flow = Flow(shown, [[]], line)
    for event, node in xml.walk(root):
        if event == "start":
            _enter(flow, node)
            _add(flow, TAB if shown.own[node].tab and not (node.text or "").strip() else node.text, shown.of[node])
        else:
            _leave(flow, node)
            if node is not root and node.tail:
                _add(flow, node.tail, shown.of[node.getparent()])
    _flush(flow)
    while flow.tables:
        _close(flow)
    return flow.places[0], flow.remarks, flow.line


def text_of(root: Node, shown: Looks) -> Rich:
    """Return the text of a note: its paragraphs, one after another."""
    found, _, _ = blocks(root, shown)
    spans: list[Span] = []
    for block in found:
        if isinstance(block, Para):
            spans += [Span("\n"), *block.spans] if spans else block.spans
    return tuple(spans)


def _enter(flow: Flow, node: Node) -> None:
    own, tag = flow.shown.own[node], node.tag
    if own.block:
        _flush(flow)
        flow.breaks |= own.before
        if tag in _HEADINGS:
            flow.level = _HEADINGS[tag]
        elif tag == "li":
            flow.marker = marker(node, flow.shown, flow.counts)
        elif tag in ("table", "tr", "td", "th", "thead", "caption"):
            _open(flow, node)
    elif tag == "br":
        if own.before:
            _flush(flow)
            flow.breaks = True
        else:
            flow.pieces.append(Span(BREAK))
    elif tag == "img":
        _picture(flow, node)
    elif tag == "math":
        told = "công thức được ghi bằng chữ, có thể mất dạng"
        flow.remarks.append(Remark("equation", told, flow.line + 1, "xem lại công thức trên bản gốc"))
    if node.get(NOTE):
        flow.pieces.append(Span("", note=node.get(NOTE)))
    if own.ignored:
        flow.own_marker = []


def _leave(flow: Flow, node: Node) -> None:
    own, tag = flow.shown.own[node], node.tag
    if own.ignored and flow.own_marker is not None:
        sign = "".join(flow.own_marker).replace(KEPT, " ").strip()
        flow.marker, flow.own_marker = sign or flow.marker, None
    if not own.block:
        return
    _flush(flow)
    flow.breaks |= own.after
    if tag in _HEADINGS:
        flow.level = 0
    elif tag == "li":
        flow.marker = ""
    elif tag == "table" and flow.tables:
        _close(flow)
    elif tag in ("td", "th", "caption") and flow.tables and len(flow.places) > 1 and node.getparent() is not None:
        _end_cell(flow, node)


def _add(flow: Flow, text: str | None, look: Look) -> None:
    if not text:
        return
    if flow.own_marker is not None:
        symbol = look.family.lower().startswith(_SYMBOL_FONTS)
        flow.own_marker.append("".join(_SYMBOLS.get(sign, sign) for sign in text) if symbol else text)
        return
    if look.pre:
        text = text.replace(" ", KEPT)
    if not flow.lettered and not text.isspace():
        flow.look, flow.lettered = look, True
    flow.pieces.append(Span(text, look.bold, look.italic))


def _flush(flow: Flow) -> None:
    """End the paragraph so far: what it holds goes where blocks go now."""
    if not flow.pieces:
        return
    for number, spans in enumerate(paragraphs(flow.pieces)):
        look = flow.look
        told = look.first is not None or look.left is not None
        flow.places[-1].append(Para(
            spans, flow.line + 1, marker=flow.marker if not number else "", align=look.align, outline=flow.level,
            indent=round((look.first or 0) + (look.left or 0), 1) if told else None, size=look.size,
            breaks=flow.breaks and len(flow.places) == 1, landscape=_landscape(flow, look), boxed=look.boxed,
        ))  # fmt: skip
        flow.line += lines(plain(spans))
        flow.marker = ""
        flow.breaks = flow.breaks and len(flow.places) > 1
    flow.pieces, flow.lettered = [], False


def _landscape(flow: Flow, look: Look) -> bool:
    said = flow.shown.pages.get(look.page) if look.page else None
    if not said:
        return False
    if said.get("mso-page-orientation") == "landscape" or "landscape" in said.get("size", ""):
        return True
    sides = [points(side) or 0 for side in said.get("size", "").split()]
    return len(sides) == 2 and sides[0] > sides[1] > 0


def _open(flow: Flow, node: Node) -> None:
    """Begin a table, a row, a cell; a cell that stands in no table is a block as any other."""
    tag, own = node.tag, flow.shown.own[node]
    if tag == "table":
        top = len(flow.places) == 1
        table = Table(flow.line + 1, ruled=own.ruled, breaks=flow.breaks and top, widths=_columns(node))
        table.landscape = _landscape(flow, flow.shown.of[node])
        flow.breaks = flow.breaks and not top
        flow.tables.append(table)
        flow.places.append(table.before)
    elif flow.tables and tag == "tr":
        table = flow.tables[-1]
        table.rows.append([])
        above = node.getparent()
        cells = [child for child in node if child.tag in ("td", "th")]
        headed = (above is not None and above.tag == "thead") or (cells and all(c.tag == "th" for c in cells))
        if headed and table.head == len(table.rows) - 1:
            table.head += 1
    elif flow.tables and tag in ("td", "th"):
        table = flow.tables[-1]
        if not table.rows:
            table.rows.append([])
        columns, rows = (max(1, min(_whole(node.get(name)), WIDEST)) for name in ("colspan", "rowspan"))
        met = Met([], columns, rows, own.ruled, own.width)
        table.rows[-1].append(met)
        flow.places.append(met.blocks)


def _end_cell(flow: Flow, node: Node) -> None:
    """End a cell: blocks go to the table again."""
    if node.tag != "caption":
        while len(flow.places) > 1 and flow.places[-1] is not flow.tables[-1].before:
            flow.places.pop()


def _close(flow: Flow) -> None:
    """End the innermost table: its blocks go where it stands."""
    table = flow.tables.pop()
    while len(flow.places) > 1 and flow.places.pop() is not table.before:
        pass
    table.widths = table.widths or _first_widths(table)
    found, remarks = settled(table)
    flow.places[-1] += found
    flow.remarks += remarks


def _columns(node: Node) -> tuple[float, ...]:
    """Return the widths of a table's columns that its `col` elements tell, in pt."""
    found: list[float] = []
    groups = [child for child in node if child.tag in ("col", "colgroup")]
    for column in (col for group in groups for col in ([group] if group.tag == "col" else group)):
        said = column.get("width") or (column.get("style") or "").partition("width:")[2].partition(";")[0]
        width = points(said, TEXT_WIDTH) if said else None
        found += [width or 0.0] * max(1, min(_whole(column.get("span")), WIDEST))
    return tuple(round(width, 1) for width in found) if found and all(width > 0 for width in found) else ()


def _first_widths(table: Table) -> tuple[float, ...]:
    """Return the widths that the cells of one row tell, none of them merged."""
    columns = max((sum(cell.columns for cell in row) for row in table.rows), default=0)
    for row in table.rows:
        widths = [points(cell.width, TEXT_WIDTH) or 0.0 for cell in row]
        if len(row) == columns and all(width > 0 for width in widths):
            return tuple(round(width, 1) for width in widths)
    return ()


def _picture(flow: Flow, node: Node) -> None:
    sides = [points(f"{node.get(name) or ''}px") if (node.get(name) or "").isdigit() else None for name in _SIDES]
    if not any(side is not None and side < _LINE for side in sides):
        told = "có hình ảnh, không nhập được"
        flow.remarks.append(Remark("picture", told, flow.line + 1, "chữ trong hình (nếu có) phải gõ lại"))


_SIDES: tuple[Literal["width", "height"], ...] = ("width", "height")


def _whole(text: str | None) -> int:
    return int(text) if text and text.strip().isascii() and text.strip().isdigit() and len(text) < 6 else 1
