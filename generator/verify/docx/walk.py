"""Walks over the blocks of one part: paragraphs, tables, boxes, frames -> lines and ruled lines, placed.

One hard algorithm: the flow.  Every block is given the height at which it is estimated to stand
(as Word would set Times New Roman), so that what hangs beside or below can be told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field, replace

from generator.frozen import dataclass
from generator.verify.docx.columns import Area, Ruler, Segment, segments
from generator.verify.docx.ground import Ground, Page, across, down, frame_area, length
from generator.verify.docx.inline import Content, Story, read_content
from generator.verify.docx.lines import make_line, pitch
from generator.verify.docx.measure import size, width
from generator.verify.docx.package import SAVE_AGAIN
from generator.verify.docx.pages import Stretch
from generator.verify.docx.props import paragraph_props, run_props
from generator.verify.docx.rules import Drawn, Placed, row_kind
from generator.verify.docx.shapes import Drawing
from generator.verify.docx.styles import AUTOMATIC, Setting
from generator.verify.docx.tables import Row, Table, read_table
from generator.verify.docx.xml import MC, Node, W, branch, first
from generator.verify.paper import Place, Rule, Unreadable, Zone

#: Tables and boxes within one another, at most.
DEEPEST = 40
#: Lines of text and ruled lines of a part, at most: more is no document of an office, and would take minutes.
MOST_LINES, MOST_DRAWN = 40_000, 5_000
#: A row of signs among so many first lines rules the letterhead, wherever it stands.
HEAD = 30
#: A row of dots or hyphens longer than this share of the page is a blank to be filled in.
SHORT = 0.6
#: Frames that take more of the width than this leave no room for text beside them.
FULL = 0.6
PARAGRAPH, TABLE, PPR = f"{W}p", f"{W}tbl", f"{W}pPr"
HOLDERS = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo"))


@dataclass(frozen=True, slots=True)
class Scene:
    """Where a block stands. `band` and `origin` (the height that drops count from) are those of a row;
    outside rows every paragraph is a band of its own."""

    zone: Zone
    part: str
    page: Page
    room: Area
    table: tuple[str, ...] = ()
    band: int | None = None
    origin: float | None = None
    cell: tuple[int, int, int] = (-1, 0, 0)
    boxed: bool = False
    framed: bool = False
    grid: bool = False
    depth: int = 0
    home: int = 0


@dataclass(frozen=True, slots=True)
class Around:
    """A paragraph's setting and those of its neighbours, None at an end or beside a table."""

    setting: Setting
    before: Setting | None
    after: Setting | None


@dataclass(slots=True)
class Walk:
    """The walk over one part, and what it has found so far."""

    story: Story
    stretches: list[Stretch]
    #: Each w:p of the part and its number.
    index: dict[Node, int]
    #: The layout of Word before 2013; the distance of default tab stops.
    old: bool = False
    every: float = 36.0
    #: The paragraphs that end a section.
    ends: frozenset[Node] = frozenset()
    #: Blocks and rows that are passed by.
    without: frozenset[Node] = frozenset()
    placed: list[Placed] = field(default_factory=list)
    drawn: list[Drawn] = field(default_factory=list)
    #: The line that each section begins with.
    begins: list[int] = field(default_factory=lambda: [0])
    section: int = 0
    bands: int = 0
    tables: int = 0
    homes: int = 0
    new_page: bool = False
    first_page: bool = True
    #: The scene of the body on the page of the section that was reached.
    here: Scene | None = None
    #: The band that a frame shares with the paragraph that it hangs on.
    shared: int | None = None
    #: The width of the frames in a row so far, and how far down they reach.
    beside: tuple[float, float] = (0.0, 0.0)

    def blocks(self, container: Node, scene: Scene, y: float) -> float:
        """Read the blocks of a body, cell, box or note from height `y`, return where they end."""
        if scene.depth > DEEPEST:
            raise Unreadable("bảng lồng nhau quá sâu", SAVE_AGAIN)
        items = [item for item in _flat(container) if item not in self.without]
        own = [None if item.tag == TABLE else paragraph_props(first(item, PPR)) for item in items]
        settings = [None if props is None else self.story.styles.setting(props, scene.table) for props in own]
        last, inside = len(items) - 1, scene.zone != "body" or scene.depth > 0
        framed: list[tuple[Node, Around]] = []
        for i, (item, setting) in enumerate(zip(items, settings, strict=True)):
            if setting is None:
                y = self._table(item, scene if inside else self._here(scene), y)
                continue
            around = Around(setting, settings[i - 1] if i else None, settings[i + 1] if i < last else None)
            here = scene if inside else self._here(scene)
            if setting.frame and not any(name == "dropCap" for name, _ in setting.frame):
                framed.append((item, around))
                if around.after is None or around.after.frame != setting.frame:
                    more = around.after is not None and bool(around.after.frame)
                    y = self._frame(framed, here, y, more)
                    framed = []
                continue
            y = self._paragraph(item, around, here, y)
            if not inside and item in self.ends:
                self._section_end()
        return y

    def _here(self, scene: Scene) -> Scene:
        """Return the scene of a block of the body: the page of the section that it stands in."""
        page = self.stretches[min(self.section, len(self.stretches) - 1)].page
        if scene.page is page:
            return scene
        if self.here is None or self.here.page is not page:
            self.here = replace(scene, page=page, room=page.text)
        return self.here

    def _section_end(self) -> None:
        if self.section + 1 < len(self.stretches):
            self.section += 1
            self.begins.append(len(self.placed))
            if self.stretches[self.section].new_page:
                self.new_page, self.first_page = True, False

    def _paragraph(self, item: Node, around: Around, scene: Scene, y: float) -> float:
        """Read one paragraph, return where it ends."""
        setting = around.setting
        content = read_content(item, self.story, setting.style, scene.table)
        marker = self.story.styles.numbering.marker(setting.num, setting.level) if setting.num else ""
        before, after = _gaps(around)
        if setting.page_break:
            self.new_page, self.first_page = True, False
        start, top = len(self.placed), y + before
        scene = self._banded(scene, top)
        y, tops = self._parts(item, content, setting, scene, marker, (before, after), top)
        self._edges(around, scene, top, y)
        if content.drawings:
            y = self._drawings(content, scene, tops, y, start)
        return y + after

    def _banded(self, scene: Scene, top: float) -> Scene:
        """Return the scene with the band of a paragraph that stands in no row."""
        if scene.band is not None:
            return scene
        if self.shared is None:
            self.bands += 1
        band, self.shared = self.shared or self.bands, None
        origin = top if scene.origin is None else scene.origin
        # every paragraph comes by here, and dataclasses.replace takes three times as long
        return Scene(scene.zone, scene.part, scene.page, scene.room, scene.table, band, origin, scene.cell,
                     scene.boxed, scene.framed, scene.grid, scene.depth, scene.home)  # fmt: skip

    def _parts(
        self,
        item: Node,
        content: Content,
        setting: Setting,
        scene: Scene,
        marker: str,
        gaps: tuple[float, float],
        y: float,
    ) -> tuple[float, list[float]]:
        """Read the lines of a paragraph; return where it ends and where each of its parts begins."""
        tops: list[float] = []
        place = Place(scene.part, self.index.get(item, -1))
        last = len(content.parts) - 1
        mark = 0.0
        for k, part in enumerate(content.parts):
            if part.new_page:
                self.new_page, self.first_page = True, False
            found = segments(part.pieces, self._ruler(setting, scene, k, marker), not scene.grid)
            letters = size(part.pieces)
            if not letters:
                letters = mark = mark or self._mark_size(item, setting, scene)
            tops.append(y)
            bottom = y + pitch(setting, letters) * max([s.lines for s in found])
            before, after = gaps[0] if k == 0 else None, gaps[1] if k == last else None
            for n, segment in enumerate(found):
                sole = k == 0 and len(found) == 1
                indent = segment.start if segment.start is not None else setting.first if sole else None
                own: dict[str, object] = {
                    "marker": marker if k == n == 0 else "",
                    "first_indent": indent,
                    "before": before,
                    "after": after,
                }
                self._segment(segment, setting, scene, place, (y, bottom), own)
            y = bottom
        return y, tops

    def _ruler(self, setting: Setting, scene: Scene, k: int, marker: str) -> Ruler:
        begin = scene.room.left + setting.left + (setting.first if k == 0 else 0.0)
        if marker and k == 0:
            # the text goes on at the hanging indent, or a little after the number
            begin = max(begin + 7.0 * len(marker) + 4.0, scene.room.left + setting.left if setting.first < 0 else 0.0)
        return Ruler(scene.room, setting, begin, self.every)

    def _mark_size(self, item: Node, setting: Setting, scene: Scene) -> float:
        """Return the size that the mark of an empty paragraph has."""
        properties = first(item, PPR, f"{W}rPr")
        styles = self.story.styles
        direct = {} if properties is None else run_props(properties, styles.theme)
        return styles.look(setting.style, direct, scene.table).size

    def _segment(
        self,
        segment: Segment,
        setting: Setting,
        scene: Scene,
        place: Place,
        span: tuple[float, float],
        told: dict[str, object],
    ) -> None:
        """Note one line of text, or the ruled line that a row of signs stands for."""
        text = "".join([piece for piece, _ in segment.pieces])
        if not text.strip():
            if len(text) > 2 and all(look.underline for _, look in segment.pieces):
                self._rule(Rule("underline", segment.area.left, round(width(segment.pieces), 1)), span, scene)
            return
        kind = row_kind(text)
        if kind is not None and self._rules_off(segment, scene, text):
            left, right = segment.ink or (segment.area.left, segment.area.right)
            solid = kind == "underscores"
            self._rule(Rule(kind, round(left, 1), round(right - left, 1), solid), span, scene)
            return
        told.update(
            zone=scene.zone, section=self.section, band=scene.band or 0, cell=scene.cell,
            drop=round(span[0] - (scene.origin or 0.0), 1), boxed=scene.boxed,
            framed=scene.framed or all(setting.edges), new_page=self.new_page,
        )  # fmt: skip
        line = make_line(segment, setting, place, told)
        self.new_page = False
        if len(self.placed) >= MOST_LINES:
            raise Unreadable(f"tệp quá dài (hơn {MOST_LINES} dòng, đoạn)", "chia tệp thành nhiều văn bản")
        self.placed.append(Placed(line, *span, scene.home))

    def _rule(self, rule: Rule, span: tuple[float, float], scene: Scene) -> None:
        self._draw(rule, sum(span) / 2, scene, scene.room)

    def _rules_off(self, segment: Segment, scene: Scene, text: str) -> bool:
        """Tell whether a row of signs is a ruled line of the letterhead or a title, not a blank."""
        if scene.grid or scene.zone == "note" or not self.placed:
            return False
        left, right = segment.ink or (segment.area.left, segment.area.right)
        short = right - left <= SHORT * scene.page.text.width
        if set(text.strip()) <= set(".… "):
            return short and segment.align == "center"
        if scene.cell[0] >= 0 or scene.boxed or segment.align in ("center", None):
            return True
        return short and len(self.placed) <= HEAD

    def _edges(self, around: Around, scene: Scene, top: float, bottom: float) -> None:
        """Note the borders above and below a paragraph, those that equal neighbours share once."""
        setting = around.setting
        above, below = setting.edges[:2]
        if not (above or below) or all(setting.edges):
            return
        left = round(scene.room.left + setting.left, 1)
        long = round(max(0.0, scene.room.width - setting.left - setting.right), 1)
        for kind, y, neighbour in ((above, top, around.before), (below, bottom, around.after)):
            if kind and not (neighbour is not None and _same_box(neighbour, setting)):
                rule = Rule("border", left, long, kind == "solid")
                self._draw(rule, y, scene, scene.room)

    def _drawings(self, content: Content, scene: Scene, tops: list[float], bottom: float, start: int) -> float:
        """Note the ruled lines that hang on a paragraph, read its boxes, and put all in reading order.

        Gives the height where the text goes on.
        """
        groups = [self.placed[start:]]
        del self.placed[start:]
        written = any(text.strip() for part in content.parts for text, _ in part.pieces)
        for drawing in content.drawings:
            spot = drawing.spot
            at = tops[min(drawing.part, len(tops) - 1)] if spot.inline or spot.from_y == "line" else tops[0]
            ground = Ground(scene.page, scene.room, at, scene.cell[0] >= 0, self.first_page and scene.zone == "body")
            y = down(spot, ground)
            if drawing.content is not None:
                end = self._box(drawing, ground, scene, tops[0] if y is None else y)
                groups.append(self.placed[start:])
                del self.placed[start:]
                bottom = max(bottom, end) if spot.clears else bottom
                continue
            y = (bottom if written else at) if y is None else y + (6.0 if spot.inline else 0.0)
            rule = Rule("shape", round(across(spot, ground), 1), round(length(spot, ground), 1), drawing.solid)
            self._draw(rule, y, scene, scene.room)
        for group in sorted((g for g in groups if g), key=_reading):
            self.placed += group
        return bottom

    def _box(self, drawing: Drawing, ground: Ground, scene: Scene, y: float) -> float:
        left, wide = across(drawing.spot, ground), length(drawing.spot, ground)
        room = Area(left + drawing.insets[0], max(1.0, wide - drawing.insets[0] - drawing.insets[2]))
        self.homes += 1
        inner = replace(
            scene, room=room, table=(), cell=(-1, 0, 0), boxed=True, framed=drawing.outlined, grid=False,
            depth=scene.depth + 1, home=self.homes,
        )  # fmt: skip
        end = self.blocks(drawing.content, inner, y + drawing.insets[1])
        return max(end + drawing.insets[3], y + drawing.spot.height)

    def _draw(self, rule: Rule, y: float, scene: Scene, area: Area) -> None:
        if len(self.drawn) >= MOST_DRAWN:
            return
        self.drawn.append(Drawn(rule, y, len(self.placed), area, scene.part, scene.home))

    def _frame(self, items: list[tuple[Node, Around]], scene: Scene, y: float, more: bool) -> float:
        """Read paragraphs set in one frame; return where the text after it goes on.

        Text stands beside the frames that precede it where they leave it room, else below them.
        """
        setting = items[0][1].setting
        needed = 0.0
        for item, _ in items:
            # only to measure: fields and notes are not to be followed twice
            trial = Story(self.story.styles, self.story.paged)
            content = read_content(item, trial, setting.style, scene.table)
            needed = max(needed, *(width(part.pieces) for part in content.parts))
        ground = Ground(scene.page, scene.room, y, scene.cell[0] >= 0, self.first_page and scene.zone == "body")
        room, top = frame_area(setting.frame, ground, needed)
        scene = self._banded(scene, y)
        self.homes += 1
        inner = replace(scene, room=room, boxed=True, framed=all(setting.edges), home=self.homes)
        for item, around in items:
            top = self._paragraph(item, around, inner, top)
        wide, lowest = self.beside
        self.beside = (wide + room.width, max(lowest, top))
        if more:
            self.shared = inner.band
            return y
        wide, lowest = self.beside
        self.beside = (0.0, 0.0)
        if wide > FULL * scene.room.width:
            return lowest
        self.shared = inner.band
        return y

    def _table(self, item: Node, scene: Scene, y: float) -> float:
        """Read a table, return where it ends."""
        ground = Ground(scene.page, scene.room, y, scene.cell[0] >= 0)
        table = read_table(item, ground, self.story.styles, self.old, self.without)
        number = self.tables
        self.tables += 1
        for index, row in enumerate(table.rows):
            self.bands += 1
            below = self._row(row, table, (number, index), replace(scene, band=self.bands, origin=y), y)
            if not table.grid:
                self._cell_edges(row, table, scene, (y, below), index)
            y = below
        return y

    def _row(self, row: Row, table: Table, at: tuple[int, int], scene: Scene, y: float) -> float:
        height = 0.0
        for cell in row.cells:
            if cell.continued:
                continue
            inner = replace(
                scene, room=cell.room, table=cell.table, cell=(*at, cell.column), depth=scene.depth + 1,
                grid=table.grid, framed=table.framed or scene.framed,
            )  # fmt: skip
            end = self.blocks(cell.element, inner, y)
            if not cell.merged or len(row.cells) == 1:
                height = max(height, end - y)
        return y + (row.height if row.exact else max(height, row.height))

    def _cell_edges(self, row: Row, table: Table, scene: Scene, span: tuple[float, float], index: int) -> None:
        """Note the borders of cells that stand alone, not around anything."""
        if table.framed:
            return
        for cell in row.cells:
            for kind, y, top in ((cell.edges[0], span[0], True), (cell.edges[1], span[1], False)):
                # the border between two rows is noted once, by the upper one
                shared = top and index > 0 and any(c.edges[1] for c in table.rows[index - 1].cells)
                if kind and not shared and not (cell.edges[2] and cell.edges[3]):
                    rule = Rule("border", round(cell.outer.left, 1), round(cell.outer.width, 1), kind == "solid")
                    self._draw(rule, y, scene, cell.outer)


def _flat(container: Node) -> Iterator[Node]:
    """Give the paragraphs and tables of a container, those in content controls too."""
    for child in container:
        tag = child.tag
        if tag in (PARAGRAPH, TABLE):
            yield child
        elif tag in HOLDERS:
            yield from _flat(child)
        elif tag == f"{MC}AlternateContent":
            chosen = branch(child)
            if chosen is not None:
                yield from _flat(chosen)


def _gaps(around: Around) -> tuple[float, float]:
    """Return the space before and after a paragraph as it takes effect."""
    s, above, below = around.setting, around.before, around.after
    before = (0.0 if above is None else AUTOMATIC) if s.before_auto else s.before
    after = (0.0 if below is None else AUTOMATIC) if s.after_auto else s.after
    if s.contextual and above is not None and above.style == s.style:
        before = 0.0
    if s.contextual and below is not None and below.style == s.style:
        after = 0.0
    return before, after


def _same_box(one: Setting, other: Setting) -> bool:
    return one.edges == other.edges and (one.left, one.right) == (other.left, other.right)


def _reading(group: list[Placed]) -> tuple[int, float]:
    """Sort what stands beside one another: left columns first, then from above."""
    first_line = group[0].line
    left = first_line.ink[0] if first_line.ink is not None else first_line.left or 0.0
    return round(left / 60), group[0].top
