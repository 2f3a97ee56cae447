"""Walk: the blocks of a Word part in order -> paragraphs and grids of a Sheet, with what staff must know of them.

The tree was settled before (`tracked`). A table that only lays text out and holds a long text or a table of its own
is opened: what stands in it comes as blocks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from generator.importing import letters
from generator.importing.docx.decoding import Decoder
from generator.importing.docx.grids import Box, calm, merged, opened, paras, repeats
from generator.importing.docx.inline import Content, Story, read_content
from generator.importing.docx.markers import Markers
from generator.importing.docx.spans import Stretch, lines_of
from generator.importing.docx.tracked import LINE, PPR, TBL, P
from generator.importing.sheet import Align, Block, Grid, Para, Remark, Span, plain
from generator.verify.docx.columns import Area
from generator.verify.docx.ground import Ground, Page
from generator.verify.docx.package import SAVE_AGAIN
from generator.verify.docx.pages import Stretch as Section
from generator.verify.docx.props import paragraph_props
from generator.verify.docx.styles import Setting, Styles
from generator.verify.docx.tables import Row, Table, read_table
from generator.verify.docx.xml import Node, V, W, first, points, value, whole
from generator.verify.paper import Unreadable

#: Tables and boxes within one another, at most.
DEEPEST = 40
#: Columns of one cell at most.
WIDEST = 200
HOLDERS = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"))
#: What is told of what a sheet cannot hold: rule, sentence, cure.
LOST = {
    "picture": ("có hình ở đây; kế hoạch không giữ hình", "xem bản gốc: nếu hình có chữ, gõ lại chữ"),
    "chart": ("có biểu đồ hoặc sơ đồ ở đây; chữ trong đó không đọc được", "gõ lại nội dung bằng lời hoặc bảng"),
    "object": (
        "có đối tượng nhúng ở đây (công thức cũ, bảng Excel, …); không đọc được",
        "gõ lại nội dung của đối tượng",
    ),
    "equation": ("có công thức ở đây, chỉ giữ được các chữ của nó: «{}»", "xem lại công thức theo bản gốc"),
    "lost-part": ("có tệp khác được chèn ở đây; không đọc được", "mở bằng Word rồi lưu lại thành .docx"),
}
AREA = Ground(Page(595.3, 841.9, 56.7, 56.7, Area(85.1, 467.7)), Area(85.1, 467.7), 0.0)


@dataclass(slots=True)
class Walk:
    """The walk over the parts of one document, and what lasts from one paragraph to the next."""

    styles: Styles
    sections: list[Section]
    decode: Decoder = field(default_factory=Decoder)
    story: Story = field(init=False)
    markers: Markers = field(init=False)
    #: A list of headings was left out.
    listed: bool = False
    remarks: list[Remark] = field(default_factory=list)
    #: Notes that were referred to, by the part and id that the file has (`footnotes 3`), with their names and lines.
    names: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    section: int = 0
    breaks: bool = False
    _told: set[tuple[str, int]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.markers = Markers(self.styles.numbering)
        self.story = Story(self.styles)

    def renew(self) -> None:
        """Begin another part: no field is open, no page broken."""
        self.listed = self.listed or self.story.listed
        self.story, self.breaks = Story(self.styles), False

    # --- blocks ----------------------------------------------------------------------------------

    def blocks(self, container: Node, table: tuple[str, ...] = (), depth: int = 0, boxed: bool = False) -> list[Block]:
        """Return the blocks of a body, a cell, a box or a note."""
        if depth > DEEPEST:
            raise Unreadable("bảng lồng nhau quá sâu", SAVE_AGAIN)
        found: list[Block] = []
        for item in self._flat(container):
            if item.tag == TBL:
                found += self._table(item, depth)
                continue
            found += self._paragraph(item, table, depth, boxed)
            if depth == 0 and first(item, PPR, f"{W}sectPr") is not None:
                self._section_ends()
        return found

    def _flat(self, container: Node) -> Iterator[Node]:
        for child in container:
            if child.tag in (P, TBL):
                yield child
            elif child.tag in HOLDERS:
                yield from self._flat(child)
            elif child.tag in (f"{W}altChunk", f"{W}subDoc"):
                self.remark("lost-part", 0)

    def _section_ends(self) -> None:
        self.section = min(self.section + 1, len(self.sections) - 1)
        self.breaks = self.breaks or self.sections[self.section].new_page

    def _landscape(self) -> bool:
        page = self.sections[self.section].page
        return page.width > page.height

    def _broke(self) -> bool:
        """Tell whether a page began since the last block, and forget it."""
        broke, self.breaks = self.breaks, False
        return broke

    # --- paragraphs ------------------------------------------------------------------------------

    def _paragraph(self, item: Node, table: tuple[str, ...], depth: int, boxed: bool) -> list[Block]:
        setting = self.styles.setting(paragraph_props(first(item, PPR)), table)
        content = read_content(item, self.story, setting.style, table)
        line = self.decode.line = int(item.get(LINE) or 0)
        marker = ""
        if setting.num and not content.listed:
            marker = self.decode(self.markers.marker(setting.num, setting.level), "")
        self.breaks = self.breaks or setting.page_break
        found: list[Block] = []
        for stretch in lines_of(content.pieces, self._name(line), self.decode):
            self.breaks = self.breaks or stretch.turn == "page"
            if stretch.spans or marker:
                found.append(self._para(stretch, setting, content, (line, marker, boxed)))
                marker = ""
        for rule, words in content.lost:
            self.remark(rule, line, words)
        for box in content.boxes:
            found += self._boxed(box, line, depth)
        return found

    def _para(self, stretch: Stretch, setting: Setting, content: Content, where: tuple[int, str, bool]) -> Para:
        line, marker, boxed = where
        align: Align = setting.align or ""
        self._letters(plain(stretch.spans), line)
        pieces = (piece for piece in content.pieces if piece.look is not None and piece.text.strip())
        size = next((piece.look.size for piece in pieces if piece.look is not None), None)
        return Para(
            spans=stretch.spans,
            line=line,
            marker=marker,
            align=align,
            outline=setting.outline,
            indent=round(setting.left + setting.first + stretch.pushed, 1),
            size=size,
            breaks=self._broke(),
            landscape=self._landscape(),
            boxed=boxed or (bool(setting.frame) and not any(name == "dropCap" for name, _ in setting.frame)),
        )

    def _name(self, line: int) -> Callable[[str], str]:
        def name(note: str) -> str:
            self.lines.setdefault(note, line)
            return self.names.setdefault(note, str(len(self.names) + 1))

        return name

    def _boxed(self, box: Node, line: int, depth: int) -> list[Block]:
        """Return what stands in a text box, or the letters of a drawn word."""
        if box.tag == f"{V}textpath":
            return [Para((Span(" ".join(box.get("string").split())),), line, boxed=True)]
        # a field that is open around the box goes on after it
        fields, self.story.fields = self.story.fields, []
        broke = self._broke()
        found = self.blocks(box, (), depth + 1, boxed=True)
        self.story.fields, self.breaks = fields, broke
        return found

    # --- tables ----------------------------------------------------------------------------------

    def _table(self, element: Node, depth: int) -> list[Block]:
        table = read_table(element, AREA, self.styles, old=False)
        number = next((int(p.get(LINE) or 0) for p in element.iter(P)), 0)
        if not any(row.cells for row in table.rows):
            return []
        found: list[Block] = []
        held: list[tuple[Row, list[Box]]] = []
        for row in table.rows:
            boxes, inside = self._row(row, depth)
            if opened(row, inside, table):
                found += [*self._grid(element, table, held, number), *inside[0]]
                held = []
            else:
                held.append((row, boxes))
                self._nested(inside)
        return [*found, *self._grid(element, table, held, number)]

    def _row(self, row: Row, depth: int) -> tuple[list[Box], list[list[Block]]]:
        """Return the cells of a row, and the blocks in each."""
        boxes: list[Box] = []
        insides: list[list[Block]] = []
        end = row.cells[0].column if row.cells else 0
        for cell in row.cells:
            own = first(cell.element, f"{W}tcPr")
            span = min(max(1, whole(value(own, f"{W}gridSpan")) or 1), WIDEST)
            inside = self.blocks(cell.element, cell.table, depth + 1)
            beside = first(own, f"{W}hMerge")
            if boxes and beside is not None and (beside.get(f"{W}val") or "continue") == "continue":
                boxes[-1].end, boxes[-1].paras = end + span, boxes[-1].paras + paras(inside)
                insides[-1] += inside
            else:
                boxes.append(Box(paras(inside), end, end + span, cell.outer.width, cell.continued))
                insides.append(inside)
            end += span
        return boxes, insides

    def _grid(self, element: Node, table: Table, held: list[tuple[Row, list[Box]]], number: int) -> list[Block]:
        rows = [boxes for _, boxes in held if boxes]
        if not rows:
            return []
        columns = first(element, f"{W}tblGrid")
        told = (
            [points(c.get(f"{W}w")) or 0.0 for c in columns.iterchildren(f"{W}gridCol")] if columns is not None else []
        )
        cells, widths, kept = merged(rows, told)
        heads = [repeats(row) for row, boxes in held if boxes]
        head = next((i for i, index in enumerate(kept) if not heads[index]), len(kept))
        line = next((para.line for row in cells for cell in row for para in cell.paras), number)
        broke = any(para.breaks for row in cells for cell in row for para in cell.paras)
        cells = tuple(tuple(calm(cell) for cell in row) for row in cells) if broke else cells
        return [
            Grid(
                rows=cells,
                line=line,
                ruled=table.grid or table.framed,
                widths=widths,
                head=head if head < len(cells) else 0,
                breaks=broke or self._broke(),
                landscape=self._landscape(),
            )
        ]

    def _nested(self, insides: list[list[Block]]) -> None:
        for block in (block for inside in insides for block in inside):
            if isinstance(block, Grid) and block.ruled:
                self.remark("nested-table", block.line)

    # --- what staff must know --------------------------------------------------------------------

    def remark(self, rule: str, line: int, words: str = "") -> None:
        """Tell of something once a paragraph."""
        if (rule, line) in self._told:
            return
        self._told.add((rule, line))
        if rule == "nested-table":
            message, hint = (
                "có bảng nằm trong ô của bảng khác; chữ được giữ theo thứ tự, khung bảng bên trong thì không",
                "",
            )
        else:
            message, hint = LOST[rule]
        self.remarks.append(Remark(rule, message.format(" ".join(words.split())), line, hint))

    def _letters(self, text: str, line: int) -> None:
        found = letters.remark(text, line)
        if found is not None:
            self.remarks.append(found)
