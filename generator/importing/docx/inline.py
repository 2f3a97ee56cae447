"""read_content: what stands inside one w:p -> its text by effective looks, where it breaks, and what hangs on it.

Hidden text is left out, a field gives its result, a note is named. The tree was settled before (`tracked`): there are
no tracked changes and no alternatives in it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.importing.docx.drawn import BOX, MATH, formula, outside_boxes, picture, ticked
from generator.importing.docx.signs import shown, typed
from generator.importing.docx.tracked import STYLE
from generator.verify.docx.props import Props, run_props
from generator.verify.docx.styles import Look, Styles
from generator.verify.docx.xml import SPACE, Node, V, W, first, value

#: What holds runs and shows them.
OPEN = frozenset(
    f"{W}{name}" for name in (
        "hyperlink", "smartTag", "customXml", "sdt", "sdtContent", "dir", "bdo", "ruby", "rubyBase", "ins", "moveTo"
    )
)  # fmt: skip
DRAWN = frozenset({f"{W}drawing", f"{W}pict", f"{W}object"})
FIXED = {f"{W}noBreakHyphen": "-", f"{W}softHyphen": "\u00ad", f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": "\n"}
NOTES = {f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}
RUN, RPR, TEXT = f"{W}r", f"{W}rPr", f"{W}t"
#: Signs that only tell where a line may be broken, or nothing at all. The soft hyphen goes when letters are decoded:
#: in TCVN3 it is ư.
NOTHING = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"), None) | {
    0xA0: " ", 0x202F: " ", 0x2007: " ", 0x0A: " ", 0x0D: " ", 0x09: " ",
}  # fmt: skip
#: Fields that show the number of a page, and those that list headings with theirs.
PAGES = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF"})
LISTS = frozenset({"TOC", "TOA", "INDEX"})
#: Open fields at most: a file can begin fields and never end them.
DEEPEST = 60


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters of one look as typed; or a note (`note` names it: `footnotes 3`); or a break (`page`, `column`)."""

    text: str
    look: Look | None = None
    #: `superscript`, `subscript`, or "".
    place: str = ""
    note: str = ""
    turn: str = ""


@dataclass(slots=True)
class Field:
    """An open field: its code, whether its result has begun."""

    code: str = ""
    result: bool = False

    def named(self, names: frozenset[str]) -> bool:
        """Tell whether the field is one of these."""
        return self.code.split(None, 1)[0].upper() in names if self.code.strip() else False


@dataclass(slots=True)
class Story:
    """What lasts from one paragraph of a part to the next: open fields; `margin` leaves out the numbers of pages."""

    styles: Styles
    margin: bool = False
    fields: list[Field] = field(default_factory=list)
    #: Lists of headings were left out.
    listed: bool = False


@dataclass(slots=True)
class Content:
    """What one paragraph holds: its pieces in order, its text boxes, and what cannot be kept (rule, words)."""

    story: Story
    style: str
    table: tuple[str, ...]
    pieces: list[Piece] = field(default_factory=list)
    boxes: list[Node] = field(default_factory=list)
    lost: list[tuple[str, str]] = field(default_factory=list)
    #: Something of it was left out as a list of headings.
    listed: bool = False

    def walk(self, node: Node) -> None:
        """Read the runs under an element."""
        for child in node:
            tag = child.tag
            if tag == RUN:
                self._run(child)
            elif tag in OPEN:
                self.walk(child)
            elif tag == f"{W}fldSimple":
                self.story.fields.append(Field(child.get(f"{W}instr") or "", True))
                self.walk(child)
                self.story.fields.pop()
            elif tag in (f"{MATH}oMath", f"{MATH}oMathPara"):
                self._formula(child)
            elif tag in (f"{W}subDoc", f"{W}altChunk"):
                self.lost.append(("lost-part", ""))

    def _run(self, run: Node) -> None:
        direct: Props = {}
        look: Look | None = None
        place = ""
        style = run.get(STYLE, self.style)
        marked = False
        for child in run:
            tag = child.tag
            if tag == RPR:
                direct = run_props(child, self.story.styles.theme)
                place = value(child, f"{W}vertAlign") or ""
                continue
            look = look or self.story.styles.look(style, direct, self.table)
            if tag == TEXT:
                if not marked:
                    self._add(_letters(child), look, place)
            elif tag in NOTES:
                marked = child.get(f"{W}customMarkFollows") in ("1", "true", "on")
                if not look.hidden and self._shown():
                    self.pieces.append(Piece("", note=f"{NOTES[tag]} {child.get(f'{W}id') or ''}"))
            else:
                self._other(child, tag, look)

    def _other(self, child: Node, tag: str, look: Look) -> None:
        """Read what stands in a run besides letters and notes."""
        if tag in FIXED:
            self._add(FIXED[tag], look, "")
        elif tag == f"{W}br":
            self._break(child.get(f"{W}type") or "", look)
        elif tag == f"{W}fldChar":
            self._mark(child, look)
        elif tag == f"{W}instrText":
            if self.story.fields and not self.story.fields[-1].result:
                self.story.fields[-1].code += child.text or ""
        elif tag in DRAWN:
            if not look.hidden:
                self._drawn(child)
        elif tag == f"{W}sym":
            self._symbol(child, look)
        elif tag == f"{W}ruby":
            self.walk(child)
        elif tag.startswith(MATH):
            self._formula(child)

    def _shown(self) -> bool:
        """Tell whether what comes stands in no field's code, and in no result that is left out."""
        for each in self.story.fields:
            if not each.result or (self.story.margin and each.named(PAGES)):
                return False
            if each.named(LISTS):
                self.listed = self.story.listed = True
                return False
        return True

    def _add(self, text: str, look: Look, place: str) -> None:
        if text and not look.hidden and self._shown():
            self.pieces.append(Piece(text, look, place if look.raised or not place else ""))

    def _break(self, kind: str, look: Look) -> None:
        if kind in ("page", "column"):
            if not look.hidden and self._shown():
                self.pieces.append(Piece("", turn=kind))
        else:
            self._add("\n", look, "")

    def _symbol(self, child: Node, look: Look) -> None:
        try:
            letter = chr(int(child.get(f"{W}char") or "", 16))
        except (ValueError, OverflowError):
            return
        if not "\ud800" <= letter <= "\udfff" and letter >= " ":
            self._add(shown(letter, child.get(f"{W}font") or ""), look, "")

    def _mark(self, child: Node, look: Look) -> None:
        """Follow a field that begins, turns from its code to its result, or ends."""
        fields, kind = self.story.fields, child.get(f"{W}fldCharType")
        if kind == "begin" and len(fields) < DEEPEST:
            box = first(child, f"{W}ffData", f"{W}checkBox")
            if box is not None:
                self._add("☒" if ticked(box) else "☐", look, "")
            fields.append(Field())
        elif kind == "separate" and fields:
            fields[-1].result = True
        elif kind == "end" and fields:
            fields.pop()

    def _formula(self, node: Node) -> None:
        text = "".join(formula(node)).translate(NOTHING)
        if text.strip():
            self._add(text, self.story.styles.look(self.style, {}, self.table), "")
            self.lost.append(("equation", text))

    def _drawn(self, node: Node) -> None:
        """Note the text boxes of a drawing, and what in it is no text."""
        boxes, kinds = [], set()
        for each in outside_boxes(node):
            if each.tag == BOX:
                boxes.append(each)
            elif each.tag == f"{V}textpath" and each.get("string"):
                self.boxes.append(each)
            else:
                kinds.add(picture(each))
        self.boxes += boxes
        if node.tag == f"{W}object":
            kinds = {"object"}
        self.lost += [(kind, "") for kind in sorted(kinds - {""})]

    def finish(self) -> None:
        """Let go of fields whose code never turned to a result: what comes after is text."""
        self.story.fields = [each for each in self.story.fields if each.result]


def _letters(element: Node) -> str:
    text: str = element.text or ""
    if element.get(SPACE) != "preserve":
        text = text.strip(" \t\r\n")
    return text.translate(NOTHING)


def family(look: Look) -> str:
    """Return the font that letters with Vietnamese signs take."""
    return look.fonts[3] if look.complex else look.fonts[1]


def signs(piece: Piece) -> str:
    """Return the text of a piece with letters of symbol fonts as the signs that they look like."""
    return typed(piece.text, family(piece.look)) if piece.look is not None else piece.text


def read_content(paragraph: Node, story: Story, style: str, table: tuple[str, ...]) -> Content:
    """Return what a paragraph holds, fields that it opens or closes noted in `story`."""
    content = Content(story, style, table)
    content.walk(paragraph)
    content.finish()
    return content
