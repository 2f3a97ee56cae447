"""read: a Plan and its Source -> a Manuscript: every sentence in print order, with its exact places.

Sentences come clean (no emphasis signs or escapes, placeholders filled). `Passage.locate` goes the
way back: a stretch of the clean sentence -> the sentence as typed -> line and column of the file.
A reference to an appendix is filled with its label, one to a numbered place with `mục này`, since
numbers are known only to the layout.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as Map
from functools import partial
from typing import Any

from generator import inline
from generator.check import places
from generator.check.manuscript import Kind, Manuscript, Passage
from generator.document import plain
from generator.plan import (
    Appendix,
    Children,
    Loose,
    Node,
    Piece,
    Plan,
    Section,
    TableSpec,
    TaskTable,
    Text,
    anchor,
    labels,
)
from generator.problem import Mark
from generator.source import Scalar, Source

#: What a reference to a numbered place of the plan reads as here.
PLACE = "mục này"


def read(plan: Plan, source: Source | None = None) -> Manuscript:
    """Return the manuscript of a plan. Without a source, places are those of whole sentences."""
    reader = _Reader(plan, source)
    return Manuscript(tuple(reader.passages()), plan.date.full, plan.issuer.name, plan)


class _Reader:
    def __init__(self, plan: Plan, source: Source | None) -> None:
        self.plan, self.source = plan, source
        self.values: dict[str, Any] = {**plan.variables, "ref": _references(plan)}
        self.noted: set[str] = set()

    def passages(self) -> Iterator[Passage]:
        plan = self.plan
        yield from self.letterhead()
        yield from self.sentence(plan.title, "title")
        for kind, texts in (("basis", plan.bases), ("opening", plan.opening)):
            for text in texts:
                yield from self.sentence((text,), kind)  # type: ignore[arg-type]
        yield from self.node(plan.body)
        for text in plan.closing:
            yield from self.sentence((text,), "closing")
        yield from self.signature()
        for number, appendix in enumerate(plan.appendices, 1):
            yield from self.appendix(appendix, number)

    def letterhead(self) -> Iterator[Passage]:
        """Ô 1 to 4 and the lines of contact at the foot of page 1."""
        plan, issuer = self.plan, self.plan.issuer
        for name in (issuer.parent, issuer.name):
            yield from self.name(name, "issuer", issuer.mark)
        yield from self.name(plan.number, "number", self.key("number"))
        yield from self.name(issuer.place, "place", issuer.mark)
        for line in issuer.contact:
            yield from self.name(line, "contact", issuer.mark)

    def signature(self) -> Iterator[Passage]:
        who = self.plan.signatory
        for recipient in self.plan.recipients:
            kind: Kind = "archive" if recipient.kind == "archive" else "recipient"
            yield from self.name(recipient.text, kind, recipient.mark)
        for post in (who.on_behalf_of, who.authorised_by, who.by_order_of, who.signs_for, who.title, *who.other_post):
            yield from self.name(post, "signatory", who.mark)
        yield from self.name(who.name, "signatory", who.mark)

    def appendix(self, appendix: Appendix, number: int) -> Iterator[Passage]:
        yield from self.sentence(appendix.title, "appendix")
        if appendix.attached:
            yield from self.sentence((appendix.attached,), "attached")
        yield from self.node(appendix.body)

    # --- nodes ----------------------------------------------------------------------------------

    def node(self, node: Node) -> Iterator[Passage]:
        run_in = bool(node.heading and node.run_in)
        if node.heading:
            kind: Kind = "text" if run_in else "heading"
            yield from self.sentence((node.heading,), kind, node.values)
        for index, piece in enumerate(node.pieces):
            yield from self.piece(piece, node.values, starts=not (run_in and index == 0))

    def piece(self, piece: Piece, own: Map[str, str], starts: bool) -> Iterator[Passage]:
        if isinstance(piece, tuple):
            for index, text in enumerate(piece):
                yield from self.sentence((text,), "text", own, starts or index > 0)
        elif isinstance(piece, Children | Loose):
            for child in piece.nodes:
                yield from self.node(child)
        elif isinstance(piece, Section):
            yield from self.node(piece.node)
        else:
            yield from self.table(piece, own)

    def table(self, piece: TableSpec | TaskTable, own: Map[str, str]) -> Iterator[Passage]:
        if isinstance(piece, TableSpec):
            if piece.caption:
                yield from self.sentence((piece.caption,), "caption", own)
            lines = [line for row in (*piece.header, *piece.rows) for cell in row for line in cell.lines]
        else:
            typed = [column.heading for column in piece.columns if column.heading.mark != piece.mark]
            lines = [*typed]
            for group in piece.groups:
                lines += [group.heading] if group.heading else []
                lines += [line for task in group.tasks for cell in task.cells for line in cell]
        for line in lines:
            yield from self.sentence((line,), "cell", own)

    # --- sentences ------------------------------------------------------------------------------

    def sentence(
        self, texts: tuple[Text, ...], kind: Kind, own: Map[str, str] | None = None, starts: bool = True
    ) -> Iterator[Passage]:
        """Yield the passage of a sentence (its lines joined), then the footnotes it is the first to name."""
        values = inline.scope(self.values, own)
        parts = tuple((text, _clean(text.value, values)) for text in texts)
        shown = " ".join(clean for _, clean in parts)
        if not shown.strip():
            return
        locate = places.locator(parts, values, self.source)
        yield Passage(shown, kind, parts[0][0].mark, locate, starts)
        for text in texts:
            for name in inline.note_names(text.value) if "[^" in text.value else ():
                if name in self.plan.footnotes and name not in self.noted:
                    self.noted.add(name)
                    yield from self.sentence((self.plan.footnotes[name],), "note")

    def name(self, text: str, kind: Kind, mark: Mark) -> Iterator[Passage]:
        """Yield the passage of a plain name, which may stand some lines below its mark."""
        if text.strip():
            yield Passage(text, kind, mark, partial(places.search, text, mark, self.source))

    def key(self, name: str) -> Mark:
        """Return the place of the value of one of the plan's own keys."""
        for key, value in self.source.root.entries if self.source else ():
            if key.text == name and isinstance(value, Scalar):
                return value.mark
        return self.plan.mark


class _References(dict[str, str]):
    """Labels of the appendices; everything else that may be referred to is a place of the plan."""

    def get(self, key: str, default: Any = None) -> Any:
        return super().get(key, PLACE)


def _references(plan: Plan) -> dict[str, str]:
    named = zip(plan.appendices, labels(plan), strict=True)
    return _References((anchor(appendix.id), label) for appendix, label in named if appendix.id)


def _clean(text: str, values: Map[str, Any]) -> str:
    if not places.MARKS.search(text):
        return text
    try:
        return plain(inline.fill(text, values, lambda name: 1))
    except inline.InlineError:  # a plan that was validated has none; a foreign one may
        return text
