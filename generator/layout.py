"""lay_out: a Plan -> a Document: order, numbers, words, dates and measured lengths, decided once.

Takes the profile (sizes, margins) and the font (widths). What it decides follows Nghị định
30/2020/NĐ-CP, Phụ lục I, Phần I; the clause stands beside each decision.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date as Date
from typing import Any, Literal, TypeVar

from generator import inline, lines, numbering, vietnamese
from generator.document import (
    COUNTRY,
    MOTTO,
    AppendixTitle,
    Block,
    Document,
    Heading,
    Letterhead,
    Line,
    Paragraph,
    Part,
    Properties,
    Run,
    Signature,
    Stamps,
    Table,
    Title,
    plain,
)
from generator.fonts import Font
from generator.frozen import dataclass
from generator.plan import (
    Appendix,
    Children,
    Loose,
    Node,
    Piece,
    Plan,
    Section,
    TableSpec,
    Text,
    anchor,
    labels,
    symbol,
)
from generator.problem import Mark, PlanError, Problem
from generator.profile import POINTS_PER_MM, Profile
from generator.schema import SECTIONS
from generator.tables import LINE, Tables, upper

#: Where a number is to be written by hand: Mẫu 1.4 leaves "Số:        /…".
NUMBER_GAP = lines.NBSP * 8
#: `chính trị - xã hội` in the recipients: a line that opened with the dash would look like one more of them.
DASH = f"{lines.NBSP}- "
#: The date in the properties of a plan that has none: the day the decree came into force.
NO_DATE = Date(2020, 3, 5)
#: Recipients that take more than this share of a page let their block break.
LONG_RECIPIENTS = 0.55
#: Stamps of urgency are 30, 40 and 20 mm wide (III.2.b).
URGENCY_WIDTHS = {"hỏa tốc": 30.0, "thượng khẩn": 40.0, "khẩn": 20.0}

#: Markers that take no number.
_UNCOUNTED = ("none", *numbering.BULLETS)

ParagraphStyle = Literal["basis", "body", "point", "dash", "plus"]
HeadingStyle = Literal["part", "part-title", "section", "clause", "subclause", "point"]

_PARAGRAPH: dict[str, ParagraphStyle] = {
    "(1)": "point",
    "a)": "point",
    "(a)": "point",
    "-": "dash",
    "*": "dash",
    "+": "plus",
    "•": "plus",
}
_HEADING: dict[str, HeadingStyle] = {
    "Phần": "part",
    "A.": "section",
    "I.": "section",
    "1.": "clause",
    "1)": "clause",
    "1.1.": "subclause",
    "(1)": "point",
    "a)": "point",
    "(a)": "point",
}


def lay_out(plan: Plan, profile: Profile, font: Font) -> Document:
    """Return the document of a plan. Raises PlanError where something cannot fit its page."""
    layout, document = passes(lambda refs: Layout(plan, profile, font, refs))
    if layout.problems:
        raise PlanError(layout.problems)
    return document


Kind = TypeVar("Kind", bound="Layout")


def passes(make: Callable[[dict[str, str]], Kind]) -> tuple[Kind, Document]:
    """Return a layout at its end, and its document: `make` begins one that knows what references say.

    Numbers are known only after one pass; a second says them where they are referred to.
    """
    layout = make(AnyReference())
    document = layout.document()
    if layout.refers:
        layout = make(layout.anchors)
        document = layout.document()
    return layout, document


def with_revision(document: Document, revision: str) -> Document:
    """Return a draft that says beside its mark which revision it was printed from; any other document as it is."""
    if not revision:
        return document
    first, *rest = document.parts
    blocks = tuple(
        replace(block, draft=f"{block.draft} (bản {revision})") if isinstance(block, Stamps) and block.draft else block
        for block in first.blocks
    )
    return replace(document, parts=(replace(first, blocks=blocks), *rest))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a node stands: the marker kind and number of what is above it."""

    kind: str = ""
    arabic: str = ""
    depth: int = 0
    outline: int = 0
    path: tuple[tuple[str, str], ...] = ()
    appendix: str = ""


class Layout:
    """One pass over a plan. Its steps are methods, so that who must know where each block comes from can watch them
    (`diff.watched`, `review.printed`)."""

    def __init__(self, plan: Plan, profile: Profile, font: Font, refs: dict[str, str]) -> None:
        self.plan, self.profile, self.font = plan, profile, font
        self.problems: list[Problem] = []
        self.anchors: dict[str, str] = {}
        self.footnotes: list[Line] = []
        self.values: dict[str, Any] = {**plan.variables, "ref": refs}
        self.chain = plan.markers or ("I.", "1.", "a)", "-", "+")
        self.tables = Tables(self.fill, profile, font, self.problems)
        self.landscape = False
        self.refers = False  # whether any sentence refers to a numbered place

    # --- the whole ------------------------------------------------------------------------------

    def document(self) -> Document:
        plan = self.plan
        title = tuple(self.fill(text) for text in plan.title)
        title = (*title[:-1], _without_stop(title[-1]))
        subject = " ".join(plain(line) for line in title)
        blocks: list[Block] = [self.letterhead()]
        if plan.secrecy or plan.urgency or plan.draft:
            blocks.append(
                Stamps(
                    secrecy=plan.secrecy.upper(),
                    urgency=plan.urgency.upper(),
                    draft="DỰ THẢO" if plan.draft else "",
                    secrecy_width=self.frame_width(plan.secrecy.upper()),
                    urgency_width=URGENCY_WIDTHS.get(plan.urgency, 0) * POINTS_PER_MM,
                )
            )
        blocks.append(self.title(title))
        blocks += [Paragraph("basis", line) for line in self.bases()]
        blocks += [Paragraph("body", self.fill(text)) for text in plan.opening]
        self.pieces(blocks, self.sectioned(plan.body, root=True), _Place())
        blocks += [Paragraph("body", self.fill(text)) for text in plan.closing]
        if isinstance(blocks[-1], Table):
            message = "kế hoạch kết thúc bằng một bảng, không có câu nào để ghi `./.` và đi liền chữ ký"
            hint = "thêm đoạn kết, ví dụ `closing: Trên đây là Kế hoạch …`"
            self.problems.append(Problem(plan.mark, message, hint, "closing"))
        blocks = _ended(blocks)
        blocks.append(self.signature())
        parts = [Part(tuple(_kept(blocks)))]
        for number, appendix in enumerate(plan.appendices, 1):
            parts.append(self.appendix(appendix, number))
        return Document(
            Properties(
                title=f"Kế hoạch {subject}",
                subject=subject,
                author=plan.issuer.name,
                keywords=self.number().strip(),
                date=self.property_date(),
            ),
            tuple(parts),
            tuple(self.footnotes),
            plan.circulation.upper(),
            self.frame_width(plan.circulation.upper()),
            plan.issuer.contact,
        )

    def frame_width(self, text: str) -> float:
        """Width of the frame of a mark whose width the decree leaves open."""
        width = self.font.width(text, self.profile["sizes.stamp"], bold=True)
        if width > self.profile.text_width() / 2:
            message = "chỉ dẫn phạm vi lưu hành dài quá nửa trang"
            self.problems.append(Problem(self.plan.mark, message, "rút gọn, ví dụ `Lưu hành nội bộ`"))
        return width + 24

    def property_date(self) -> Date:
        date = self.plan.date
        return date.full or (Date(date.year, date.month or 1, 1) if date.year else NO_DATE)

    # --- sentences ------------------------------------------------------------------------------

    def fill(self, text: Text, own: Any = None) -> Line:
        """Return the runs of a sentence; footnotes are numbered as they are met."""
        if inline.is_bare(text.value):
            return (Run(text.value),) if text.value else ()

        def note(name: str) -> int:
            self.footnotes.append(())  # its place; a footnote has no footnotes of its own
            number = len(self.footnotes)
            self.footnotes[number - 1] = self.fill(self.plan.footnotes[name])
            return number

        values = inline.scope(self.values, own)
        self.refers = self.refers or "ref." in text.value
        try:
            return inline.fill(text.value, values, note)
        except inline.InlineError as error:
            hint = "chỉ dẫn chiếu được đến mục có số thứ tự và phụ lục"
            self.problems.append(
                Problem(text.mark, f"`{error.part}` trỏ đến chỗ không có số thứ tự", hint, "placeholder")
            )
            return (Run(text.value),)

    def bases(self) -> Iterator[Line]:
        """Căn cứ: each ends with a semicolon, the last with a full stop (II.6.a)."""
        lines = [self.fill(text) for text in self.plan.bases]
        for index, line in enumerate(lines):
            yield _end(line, "." if index == len(lines) - 1 else ";")

    # --- ô 1 to 5 -------------------------------------------------------------------------------

    def number(self) -> str:
        """`Số: 05/KH-UBND`: below 10 a zero, no space inside (II.3.c)."""
        return f"Số: {symbol(self.plan, NUMBER_GAP)}"

    def letterhead(self) -> Letterhead:
        """Ô 1 to 4, set one size smaller together where the larger does not fit side by side."""
        issuer, width = self.plan.issuer, self.profile.text_width()
        place_date = f"{issuer.place}, {vietnamese.long_date(self.plan.date)}"
        slack = 2 * POINTS_PER_MM
        sizes = self.profile
        names = issuer.lines or _issuer_lines(issuer.name)
        for compact in (False, True):
            size = sizes.sizes(compact)
            issuer_size, motto_size = size["issuer"], size["motto"]
            right = slack + max(
                self.font.width(COUNTRY, size["country"], bold=True),
                self.font.width(MOTTO, motto_size, bold=True),
                self.font.width(place_date, size["place_date"], italic=True),
            )
            widest = max(self.font.width(n.upper(), issuer_size, bold=True) for n in names)
            left = max(widest, self.font.width(self.number(), size["number"])) + slack
            if left + right <= width:
                break
        spare = max(width - left - right, 0)
        right = min(right + spare / 2, width * 0.8)
        left = width - right
        lines = tuple(
            line for name in names for line in self.balanced(name.upper(), issuer_size, left - slack, bold=True)
        )
        parent = tuple(self.balanced(issuer.parent.upper(), issuer_size, left - slack)) if issuer.parent else ()
        for name in (*names, issuer.parent):
            self.check_width(name.upper(), issuer_size, left - slack, issuer.mark)
        if self.font.width(self.number(), size["number"]) > left:
            hint = "rút ngắn `symbol`: chữ viết tắt phải ngắn gọn (Phụ lục I, II.3.b)"
            self.problems.append(Problem(issuer.mark, "số, ký hiệu dài hơn chỗ in một dòng", hint))
        self.check_width(issuer.place, size["place_date"], right - slack, issuer.mark)
        last = self.font.width(lines[-1], issuer_size, bold=True)
        return Letterhead(
            parent=parent,
            issuer=lines,
            number=self.number(),
            place_date=place_date,
            left_width=left,
            right_width=right,
            issuer_rule=last * sizes["rules.issuer"],
            motto_rule=self.font.width(MOTTO, motto_size, bold=True),
            compact=compact,
        )

    def title(self, lines: tuple[Line, ...]) -> Title:
        """Ô 5a: the kind, the subject in lines, the rule below."""
        size = self.profile["sizes.title"]
        room = self.profile.text_width() * 0.94
        lines = self.broken(lines, size, room)
        for line in lines:
            self.check_width(plain(line), size, room, self.plan.title[0].mark)
        widest = max(self.font.width(plain(line), size, bold=True) for line in lines)
        rule = min(widest, self.profile.text_width()) * self.profile["rules.title"]
        return Title("KẾ HOẠCH", lines, rule)

    def broken(self, lines: tuple[Line, ...], size: float, room: float) -> tuple[Line, ...]:
        """Return a bold title in lines: one sentence balanced, a list with its own breaks."""
        if len(lines) != 1 or len(lines[0]) != 1:
            return lines
        run = lines[0][0]
        return tuple((replace(run, text=text),) for text in self.balanced(run.text, size, room, bold=True))

    def balanced(self, text: str, size: float, room: float, bold: bool = False) -> list[str]:
        """Return the lines of a text of one size, balanced in `room` (pt)."""
        return lines.balance(text, lambda piece: self.font.width(piece, size, bold=bold), room)

    # --- ô 6 ------------------------------------------------------------------------------------

    def sectioned(self, node: Node, root: bool = False) -> Node:
        """Return the node with its mission keys made into sections of their own.

        At the root each is a section, purpose and requirements together; inside a node one such
        key is the node's own content, several are its sub-sections.
        """
        keys = [p for p in node.pieces if _section_kind(p)]
        if not keys:
            return node
        if not root and len(keys) == 1:
            (only,) = keys
            if isinstance(only, Section) and only.node.heading is None:
                inner = only.node
                at = node.pieces.index(only)
                pieces = (*node.pieces[:at], *inner.pieces, *node.pieces[at + 1 :])
                return replace(
                    node,
                    pieces=pieces,
                    marker=inner.marker or node.marker,
                    start=inner.start,
                    values=inner.values,
                )
            if not isinstance(only, Section):
                return node
        sections: list[Any] = []
        for piece in node.pieces:
            kind = _section_kind(piece)
            if kind:
                made: tuple[Node, ...] = (_as_section(piece, kind, node.mark),)
            elif isinstance(piece, Children) and piece.kind == "sections":
                made = piece.nodes
            else:
                sections.append(piece)
                continue
            if sections and isinstance(sections[-1], Children) and sections[-1].kind == "sections":
                before = sections[-1].nodes
                if root and kind == "requirements" and before[-1].default_heading == SECTIONS["purpose"]:
                    merged = Node(
                        node.mark,
                        (Children("sections", (before[-1], *made)),),
                        default_heading="Mục đích, yêu cầu",
                    )
                    made, before = (merged,), before[:-1]
                sections[-1] = Children("sections", before + made)
            else:
                sections.append(Children("sections", made))
        return replace(node, pieces=tuple(sections))

    def pieces(self, blocks: list[Block], node: Node, place: _Place, lead: Line = (), marker: str = "") -> None:
        """Add the blocks of a node's content; `lead` and `marker` go before its first sentence."""
        first = bool(lead or marker)
        count = node.start
        for piece in node.pieces:
            if isinstance(piece, tuple):
                for text in piece:
                    line = self.fill(text, node.values)
                    if first:
                        style = _PARAGRAPH.get(place.kind, "body")
                        blocks.append(Paragraph(style, _joined(lead, line), marker))
                        first = False
                    else:
                        blocks.append(Paragraph("body", line))
            elif isinstance(piece, Children):
                kind = self.child_kind(node, piece, place)
                for child in piece.nodes:
                    count = numbering.value(kind, child.label) or count  # what the office numbered itself counts on
                    self.child(blocks, child, kind, count, place)
                    # bullets share the list's place and take no number from what follows
                    count += _counts(child) and kind not in _UNCOUNTED
            elif isinstance(piece, Section):  # headed, the only one: a sub-section of its own
                self.pieces(blocks, replace(node, pieces=(Children("sections", (piece.node,)),)), place)
            elif isinstance(piece, Loose):
                for child in piece.nodes:
                    self.loose(blocks, child, place)
            elif isinstance(piece, TableSpec):
                blocks.append(self.tables.table(piece, node.values, self.landscape))
            else:
                blocks.append(self.tables.task_table(piece, self.landscape))
        if first:  # a heading that runs into nothing
            blocks.append(Paragraph(_PARAGRAPH.get(place.kind, "body"), lead, marker))

    def child_kind(self, node: Node, piece: Children, place: _Place) -> str:
        """Return the marker of a list: its own, or the one that follows its parent's."""
        if node.marker:
            return node.marker
        if piece.kind in ("items", "parts"):
            return numbering.bullet(place.kind)
        kind = numbering.following(place.kind, place.depth, self.chain)
        alone = piece.kind in SECTIONS and len(piece.nodes) == 1 and not self.heading(piece.nodes[0])
        # what is alone is not counted: no office prints a sole `a)`
        return "none" if alone and kind not in numbering.BULLETS else kind

    def child(self, blocks: list[Block], child: Node, kind: str, number: int, above: _Place) -> None:
        """Add a numbered node: its heading or first sentence with its marker, then the rest."""
        child = self.sectioned(child)
        if child.part:
            kind = "Phần"
        if not child.numbered:
            kind = "none"
        counted = kind not in _UNCOUNTED
        if counted and not _counts(child):
            self.pieces(blocks, child, above)
            return
        marker = child.label or numbering.marker(kind, number, above.arabic)
        place = _Place(
            kind=kind,
            arabic=numbering.arabic(kind, number, above.arabic) if counted else above.arabic,
            depth=above.depth + (kind != "Phần"),
            outline=above.outline,
            path=(*above.path, (kind, marker)) if counted else above.path,
            appendix=above.appendix,
        )
        if child.id and counted:
            self.anchors[anchor(child.id)] = _label(place)
        heading = self.heading(child)
        if heading and not child.run_in:
            self.headed(blocks, child, heading, kind, marker, place)
            return
        if heading:
            bold = _HEADING.get(kind) in ("section", "clause", "subclause")
            lead = tuple(replace(run, bold=run.bold or bold) for run in heading)
            self.pieces(blocks, child, place, lead, marker)
        else:
            self.pieces(blocks, child, place, (), marker)

    def headed(self, blocks: list[Block], child: Node, heading: Line, kind: str, marker: str, place: _Place) -> None:
        """Add a heading on its own line, then what stands under it."""
        style = _HEADING.get(kind)
        if kind == "none" and not child.numbered:
            style = ("section", "clause", "subclause", "point")[min(place.depth - 1, 3)]
        if style is None:  # a dash or a plus cannot be a heading: it opens its list as a sentence
            blocks.append(Paragraph(_PARAGRAPH.get(kind, "body"), heading, marker, keep_next=True))
            self.pieces(blocks, child, place)
            return
        outline = place.outline + 1
        place = _Place(place.kind, place.arabic, place.depth, outline, place.path, place.appendix)
        if style == "part":
            blocks.append(Heading("part", marker, (), outline))
            blocks.append(Heading("part-title", "", upper(heading), outline))
        else:
            shown = upper(heading) if style == "section" else heading
            blocks.append(Heading(style, marker, shown, outline))
        self.pieces(blocks, child, place)

    def loose(self, blocks: list[Block], node: Node, place: _Place) -> None:
        """Add a block without a number, inside its parent's place."""
        node = self.sectioned(node)
        heading = self.heading(node)
        if heading and node.run_in:
            self.pieces(blocks, node, replace(place, kind=""), tuple(replace(r, bold=True) for r in heading))
            return
        if heading:
            blocks.append(Paragraph("body", tuple(replace(r, bold=True) for r in heading), keep_next=True))
        self.pieces(blocks, node, place)

    def heading(self, node: Node) -> Line:
        if node.heading:
            return self.fill(node.heading, node.values)
        return (Run(node.default_heading),) if node.default_heading else ()

    # --- ô 7 and 9b, appendices -----------------------------------------------------------------

    def signature(self) -> Signature:
        plan, who = self.plan, self.plan.signatory
        width = self.profile.text_width()
        left = width * 0.48
        size = self.profile["sizes.capacity"]
        capacity: list[str] = []
        for prefix, post in (
            ("TM. ", who.on_behalf_of),
            ("TUQ. ", who.authorised_by),
            ("TL. ", who.by_order_of),
            ("KT. ", who.signs_for),
            ("Q. " if who.acting else "", who.title),
        ):
            if post:
                capacity += self.balanced(prefix + post.upper(), size, width - left, bold=True)
        other = [line for post in who.other_post for line in self.balanced(post.upper(), size, width - left, True)]
        lines: list[tuple[Literal["title", "group", "line", "mark"], str]] = [("title", "Nơi nhận:")]
        last = len(plan.recipients) - 1
        for index, recipient in enumerate(plan.recipients):
            stem = re.sub(r"^-\s+|[\s.;,]+$", "", recipient.text).replace(" - ", DASH)
            if recipient.kind == "group":
                lines.append(("group", recipient.text))
            elif recipient.kind == "archive":
                lines.append(("line", f"- Lưu: {stem}."))
            else:
                lines.append(("line", f"- {stem}{'.' if index == last else ';'}"))
        if plan.drafter:
            lines.append(("mark", plan.drafter))
        self.check_width(who.name, size, width - left, who.mark)
        for recipient in plan.recipients:
            self.check_width(recipient.text, self.profile["sizes.recipients"], left, plan.mark)
        small = self.profile["sizes.recipients"]
        count = sum(int(self.font.width(text, small) * 1.1 / left) + 1 for _, text in lines)
        return Signature(
            tuple(lines), tuple(capacity), tuple(other), who.name, left, width - left,
            count * small * LINE <= self.profile.text_height() * LONG_RECIPIENTS,
        )  # fmt: skip

    def check_width(self, text: str, size: float, room: float, mark: Mark) -> None:
        """Tell of a word that is wider than its place, which no renderer can set."""
        for word in text.split():
            if len(word) > 20 and self.font.width(word, size, bold=True) > room:
                shown = word if len(word) <= 40 else word[:40] + "…"
                self.problems.append(Problem(mark, f"từ `{shown}` dài hơn chỗ in", "viết tách ra, hoặc rút ngắn"))

    def appendix(self, appendix: Appendix, number: int) -> Part:
        """Phụ lục: its label (Roman numbers from two on), title in capitals, the line that names
        the plan, the content with its own numbers (III.1)."""
        plan = self.plan
        label = labels(plan)[number - 1]
        if appendix.id:
            self.anchors[anchor(appendix.id)] = label
        self.landscape = appendix.landscape
        room = self.profile.text_width(appendix.landscape)
        size = self.profile["sizes.appendix_title"]
        title = self.broken(tuple(upper(self.fill(text)) for text in appendix.title), size, room * 0.94)
        if appendix.attached:
            attached = self.fill(appendix.attached)
        else:
            code = symbol(self.plan, vietnamese.GAP)
            date = vietnamese.long_date(plan.date)
            attached = (Run(f"(Kèm theo Kế hoạch số {code} {date} của {plan.issuer.short})"),)
        head = AppendixTitle(label, title, attached, 0.12 * room, 1)
        place = _Place(outline=1, appendix=label)
        blocks: list[Block] = []
        self.pieces(blocks, self.sectioned(appendix.body), place)
        self.landscape = False
        return Part((head, *_ended(blocks)), appendix.landscape)


class AnyReference(dict[str, str]):
    """What references say in the first pass, when no number is known yet."""

    def get(self, key: str, default: Any = None) -> Any:
        return ""


# --- helpers ------------------------------------------------------------------------------------


def _section_kind(piece: Piece) -> str:
    kind = piece.kind if isinstance(piece, (Children, Section)) else ""
    return kind if kind in SECTIONS else ""


def _as_section(piece: Any, kind: str, mark: Mark) -> Node:
    if isinstance(piece, Section):
        node = piece.node
        return node if node.heading else replace(node, default_heading=SECTIONS[kind])
    return Node(mark, (piece,), default_heading=SECTIONS[kind])


def _counts(node: Node) -> bool:
    """Tell whether a node prints something of its own, and so takes a number."""
    own_text = bool(node.pieces) and isinstance(node.pieces[0], tuple)
    return node.numbered and bool(node.heading or node.default_heading or own_text)


def _label(place: _Place) -> str:
    names = [(kind, text) for kind, text in place.path]
    points = [text.rstrip(").") for kind, text in names if kind == "a)"]
    numbers = [text.rstrip(".)") for kind, text in names if kind not in ("a)", "Phần")]
    if len(numbers) > 1 and numbers[-1].startswith(numbers[-2] + "."):
        numbers.pop(-2)  # 2.1 says the 2 already
    words = []
    if points:
        words.append("điểm " + ".".join(points))
    if numbers:
        words.append("mục " + ".".join(numbers))
    words += [text for kind, text in names if kind == "Phần"]
    words += [place.appendix] if place.appendix else []
    return " ".join(words)


def _joined(lead: Line, line: Line) -> Line:
    return (*lead, Run(" "), *line) if lead else line


def _end(line: Line, stop: str) -> Line:
    """Return the line ended by `stop` in place of whatever stop it has; an ellipsis stays."""
    *head, last = line or (Run(""),)
    if last.note:
        return (*head, last, Run(stop))
    stem = re.sub(r"\s*\./\.$", "", last.text.rstrip())
    if not stem.endswith(("...", "…")):
        stem = re.sub(r"\s*[.;,:]$", "", stem)
    return (*head, replace(last, text=stem + stop))


def _without_stop(line: Line) -> Line:
    """A subject has no full stop at its end (II.5.a: a phrase)."""
    *head, last = line or (Run(""),)
    return line if last.note or last.text.endswith("..") else (*head, replace(last, text=last.text.rstrip(" .;")))


def _ended(blocks: list[Block]) -> list[Block]:
    """End the last sentence with `./.` (Phụ lục III, Mẫu 1.4); a table has no last sentence."""
    if blocks and isinstance(blocks[-1], Paragraph):
        blocks[-1] = replace(blocks[-1], text=_end(blocks[-1].text, "./."))
    return blocks


def _kept(blocks: list[Block]) -> list[Block]:
    """Keep the signature with the last paragraph, so that it never begins a page alone."""
    if isinstance(blocks[-1], Signature) and isinstance(blocks[-2], Paragraph):
        blocks[-2] = replace(blocks[-2], keep_next=True)
    return blocks


_COMMITTEE = re.compile(r"^((?:[ỦU][ỷy] ban|Hội đồng) nhân dân)\s+(\S.*)$", re.IGNORECASE)


def _issuer_lines(name: str) -> tuple[str, ...]:
    """`Ủy ban nhân dân` stands on its own line above the name of its place."""
    found = _COMMITTEE.match(name)
    return (found[1].replace("uỷ", "ủy").replace("Uỷ", "Ủy"), found[2]) if found else (name,)
