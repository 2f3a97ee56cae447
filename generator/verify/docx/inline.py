"""Reads what stands inside one w:p: a paragraph -> its text by looks, line breaks, and drawings.

Deleted and hidden text is left out, a field gives its result, of alternatives one is taken.
"""

from __future__ import annotations

from dataclasses import field

from generator.frozen import dataclass
from generator.verify.docx.measure import Piece
from generator.verify.docx.numbering import shown
from generator.verify.docx.props import Props, run_props
from generator.verify.docx.shapes import Drawing, drawings
from generator.verify.docx.styles import Look, Styles
from generator.verify.docx.xml import MC, SPACE, Node, W, branch, first

#: Stands for the number of the page in the text of headers and footers.
PAGE = "\ue0ff"
#: Stand for a tab, and for w:ptab to the left, the middle, the right.
TAB = "\t"
TO_PLACE = {"left": "\ue0f1", "center": "\ue0f2", "right": "\ue0f3"}

#: What holds runs and shows them.
OPEN = frozenset(
    f"{W}{name}" for name in (
        "ins", "moveTo", "hyperlink", "smartTag", "customXml", "sdtContent", "dir", "bdo", "sdt", "ruby", "rubyBase"
    )
)  # fmt: skip
DRAWN = frozenset({f"{W}drawing", f"{W}pict", f"{W}object"})
ALTERNATE = f"{MC}AlternateContent"
RUN, RPR, TEXT, FIELD = f"{W}r", f"{W}rPr", f"{W}t", f"{W}fldSimple"
FIXED = {f"{W}noBreakHyphen": "-", f"{W}tab": TAB, f"{W}cr": "\n"}
NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
BREAK, SYM, CHAR, CODE, PTAB, PGNUM = (
    f"{W}br", f"{W}sym", f"{W}fldChar", f"{W}instrText", f"{W}ptab", f"{W}pgNum",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a paragraph between line breaks. `new_page` is set where a page begins with it."""

    pieces: tuple[Piece, ...]
    new_page: bool = False


@dataclass(slots=True)
class Field:
    """An open field: its code, and whether its result has begun."""

    code: str = ""
    result: bool = False


@dataclass(slots=True)
class Story:
    """What lasts from one paragraph of a part to the next: open fields, the numbers of notes."""

    styles: Styles
    #: Tells that the page's number is to be kept as PAGE (headers, footers).
    paged: bool = False
    fields: list[Field] = field(default_factory=list)
    notes: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Content:
    """What one paragraph holds. `parts` are those between line breaks, at least one."""

    story: Story
    style: str
    table: tuple[str, ...]
    parts: list[Part] = field(default_factory=list)
    drawings: list[Drawing] = field(default_factory=list)
    #: The part that is being read: letters of one look, as they come.
    _looks: list[Look] = field(default_factory=list)
    _texts: list[list[str]] = field(default_factory=list)
    _new_page: bool = False

    def walk(self, node: Node) -> None:
        """Read the runs under an element."""
        for child in node:
            tag = child.tag
            if tag == RUN:
                self._run(child)
            elif tag in OPEN:
                self.walk(child)
            elif tag == FIELD:
                self._simple(child)
            elif tag == ALTERNATE:
                chosen = branch(child)
                if chosen is not None:
                    self.walk(chosen)

    def finish(self) -> None:
        """Close the last part."""
        pieces = [("".join(texts), look) for texts, look in zip(self._texts, self._looks, strict=True)]
        self.parts.append(Part(tuple(pieces), self._new_page))
        self._looks, self._texts = [], []

    def _run(self, run: Node) -> None:
        direct: Props = {}
        look: Look | None = None
        for child in run:
            tag = child.tag
            if tag == RPR:
                direct = run_props(child, self.story.styles.theme)
                continue
            look = look or self.story.styles.look(self.style, direct, self.table)
            if tag == TEXT:
                text = child.text or ""
                if child.get(SPACE) != "preserve":
                    text = text.strip()
                self._add(text.replace("\n", " ").replace("\t", " ").replace("\u00ad", ""), look)
            else:
                self._other(child, tag, look)

    def _other(self, child: Node, tag: str, look: Look) -> None:
        """Read what stands in a run besides text."""
        if tag in FIXED:
            self._add(FIXED[tag], look)
        elif tag == BREAK:
            self._break(child.get(f"{W}type") or "", look)
        elif tag == CHAR:
            self._mark(child.get(f"{W}fldCharType") or "", look)
        elif tag == CODE:
            if self.story.fields:
                self.story.fields[-1].code += child.text or ""
        elif tag in DRAWN:
            if not look.hidden:
                self.drawings += drawings(child, len(self.parts))
        elif tag == ALTERNATE:
            chosen = branch(child)
            for inner in chosen if chosen is not None else ():
                self._other(inner, inner.tag, look)
        elif tag == SYM:
            self._symbol(child, look)
        elif tag in NOTES:
            self._note(child, NOTES[tag], look)
        elif tag == PTAB:
            self._add(TO_PLACE.get(child.get(f"{W}alignment") or "left", TAB), look)
        elif tag == PGNUM:
            self._add(PAGE if self.story.paged else "", look)
        elif tag == f"{W}ruby":
            self.walk(child)

    def _add(self, text: str, look: Look) -> None:
        if not text or look.hidden or (self.story.fields and self._in_field()):
            return
        if "\n" in text:
            self._break("", look)
            return
        if look.capitals:
            text = text.upper()
        if self._looks and self._looks[-1] is look:
            self._texts[-1].append(text)
        else:
            self._looks.append(look)
            self._texts.append([text])

    def _in_field(self) -> bool:
        """Tell whether text stands in a field's code, or shows the number of the page, which PAGE stands for."""
        fields = self.story.fields
        return any(not f.result for f in fields) or (self.story.paged and any(_is_page(f.code) for f in fields))

    def _break(self, kind: str, look: Look) -> None:
        if look.hidden or any(not f.result for f in self.story.fields):
            return
        self.finish()
        self._new_page = kind == "page"

    def _symbol(self, child: Node, look: Look) -> None:
        try:
            letter = chr(int(child.get(f"{W}char") or "", 16))
        except (ValueError, OverflowError):
            return
        if "\ud800" <= letter <= "\udfff" or letter < " ":
            return
        self._add(shown(letter, child.get(f"{W}font") or ""), look)

    def _note(self, child: Node, kind: str, look: Look) -> None:
        """Add the number of a note; one with a mark of its own has that as text."""
        if child.get(f"{W}customMarkFollows") in ("1", "true", "on"):
            return
        self.story.notes[kind] = self.story.notes.get(kind, 0) + 1
        raised = self.story.styles.look(self.style, {"rStyle": "", "raised": True, "size": look.size}, self.table)
        self._add(str(self.story.notes[kind]), raised)

    def _mark(self, kind: str, look: Look) -> None:
        """Follow a field that begins, turns from its code to its result, or ends."""
        fields = self.story.fields
        if kind == "begin":
            # a document can begin fields and never end them
            if len(fields) < 60:
                fields.append(Field())
        elif kind == "separate" and fields:
            fields[-1].result = True
        elif kind == "end" and fields:
            closed = fields.pop()
            if self.story.paged and _is_page(closed.code):
                self._add(PAGE, look)

    def _simple(self, node: Node) -> None:
        opened = Field(node.get(f"{W}instr") or "", True)
        self.story.fields.append(opened)
        # the result of a PAGE field is dropped on the way (_add), its sign takes its place
        self.walk(node)
        self.story.fields.pop()
        if self.story.paged and _is_page(opened.code):
            inner = first(node, RUN, RPR)
            direct = {} if inner is None else run_props(inner, self.story.styles.theme)
            self._add(PAGE, self.story.styles.look(self.style, direct, self.table))


def read_content(paragraph: Node, story: Story, style: str, table: tuple[str, ...]) -> Content:
    """Return what a paragraph holds, fields that it opens or closes noted in `story`."""
    content = Content(story, style, table)
    content.walk(paragraph)
    content.finish()
    return content


def _is_page(code: str) -> bool:
    return code.split(None, 1)[:1] in (["PAGE"], ["page"], ["Page"])
