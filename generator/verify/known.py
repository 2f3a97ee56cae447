"""find: a Document and the Paper of a file made from it -> its elements, known and not guessed.

A file of our own need not be searched: the Document says which words are which element. Lines
are met in order by their words; a line that is not met (a paragraph that a page's end cut in two)
is no element and is not judged.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from generator.document import (
    COUNTRY,
    MOTTO,
    AppendixTitle,
    Block,
    Document,
    Heading,
    Letterhead,
    Paragraph,
    Signature,
    Stamps,
    Title,
    plain,
)
from generator.document import Line as Text
from generator.verify.found import LIKE, Appendix, Elements, Item, Level, like
from generator.verify.paper import Line, Paper

_HEADINGS: dict[str, Level] = {
    "part": "part", "part-title": "text", "section": "section", "clause": "clause", "subclause": "number",
    "point": "point",
}  # fmt: skip
_PARAGRAPHS: dict[str, Level] = {"basis": "text", "body": "text", "point": "point", "dash": "bullet", "plus": "bullet"}


@dataclass(frozen=True, slots=True)
class Said:
    """Words of a document and what they are: the element, the level of content, the number with its sign."""

    text: str
    element: str
    level: Level | None = None
    marker: str = ""
    appendix: int = -1


@dataclass(frozen=True, slots=True)
class Expected:
    """What a file of a document is to say: by its letters, in order; the kind; the words of the content."""

    waiting: Mapping[str, tuple[Said, ...]]
    kind: str
    words: str


class _Very:
    """A document as the very value that it is: two formats of it are looked at, and comparing it would take longer."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def __hash__(self) -> int:
        return id(self.document)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Very) and self.document is other.document


@lru_cache(maxsize=2)
def _expected(very: _Very) -> Expected:
    document = very.document
    every = tuple(said(document))
    waiting: dict[str, list[Said]] = defaultdict(list)
    for each in every:
        waiting[_words(each.text)].append(each)
    kind = next((b.kind for b in document.parts[0].blocks if isinstance(b, Title)), "")
    words = " ".join([each.text for each in every if each.level and each.appendix < 0])
    return Expected({text: tuple(those) for text, those in waiting.items()}, kind, words)


def find(document: Document, paper: Paper) -> Elements:
    """Return the elements of a file that was made from a document."""
    expected = _expected(_Very(document))
    met: dict[str, int] = {}
    lines: dict[str, list[Line]] = defaultdict(list)
    items: list[Item] = []
    labels: list[Line] = []
    for line in paper.lines:
        shown = _shown(line)
        at = met.get(shown, 0)
        those = expected.waiting.get(shown, ())
        if at >= len(those):
            _met_half(line, lines)
            continue
        met[shown] = at + 1
        this = those[at]
        lines[this.element].append(line)
        if this.element == "appendix_label":
            labels.append(line)
        if this.level:
            items.append(Item(line, this.level, *_number_and_sign(this.level, this.marker), this.appendix))
            if this.element == "body" and this.level in ("clause", "point"):
                lines[this.level].append(line)
    attached = {line.section: line for line in lines["attached"]}  # or else it took two lines: it is there
    appendices = tuple(Appendix(x, _number(x.text), "", (), attached.get(x.section, x)) for x in labels)
    content = tuple(item.line for item in items if item.appendix < 0)
    found = {name: tuple(each) for name, each in lines.items()}
    # of lines that are formatted alike the paper may hold only one, so the words are the document's own
    return Elements(found, tuple(items), appendices, kind=expected.kind, content=content, words=expected.words)


def _met_half(line: Line, lines: dict[str, list[Line]]) -> None:
    """The decree's own words, which an office's template may spell in its own way."""
    for name, words in (("country", COUNTRY), ("motto", MOTTO)):
        if name not in lines and len(line.text) < 90 and like(line.text, words) >= LIKE:
            lines[name].append(line)


def _shown(line: Line) -> str:
    """The words of a line without the signs of notes."""
    return _words(line.marker + "".join([span.text for span in line.spans if not span.raised]))


def _number_and_sign(level: Level, marker: str) -> tuple[str, str]:
    """`Phần I` → I; `1.` → 1 and a dot."""
    if level == "part" or " " in marker:
        return marker.split()[-1], ""
    return (marker[:-1], marker[-1:]) if len(marker) > 1 else (marker, "")


def _words(text: str) -> str:
    """Words without the spaces between them: a reader of a PDF sees more, or fewer, than there are."""
    return "".join(text.split())


def said(document: Document) -> Iterator[Said]:
    """Yield the words of a document in order, each with what it is."""
    for number, part in enumerate(document.parts):
        for block in part.blocks:
            yield from _block(block, number - 1)
    if document.circulation:
        yield Said(document.circulation, "circulation")
    for line in document.contact:
        yield Said(line, "contact")


def _block(block: Block, appendix: int) -> Iterator[Said]:
    if isinstance(block, Letterhead):
        yield from (Said(line, "parent") for line in block.parent)
        yield from (Said(line, "issuer") for line in block.issuer)
        yield from (Said(text, name) for text, name in (
            (block.country, "country"), (block.motto, "motto"), (block.number, "number"),
            (block.place_date, "place_date")))  # fmt: skip
    elif isinstance(block, Stamps):
        yield Said(block.urgency, "urgency")
    elif isinstance(block, Title):
        yield Said(block.kind, "kind")
        yield from (Said(plain(line), "title") for line in block.lines)
    elif isinstance(block, Heading):
        name = "part_title" if block.style == "part-title" else block.style
        yield Said(_marked(block.marker, block.text), name, _HEADINGS[block.style], block.marker, appendix)
    elif isinstance(block, Paragraph):
        level = _PARAGRAPHS[block.style]
        if level == "text" and block.marker.rstrip(".").isdecimal():
            level = "clause"
        element = "basis" if block.style == "basis" else "body"
        yield Said(_marked(block.marker, block.text), element, level, block.marker, appendix)
    elif isinstance(block, AppendixTitle):
        yield Said(block.label, "appendix_label")
        yield from (Said(plain(line), "appendix_title") for line in block.lines)
        yield Said(plain(block.attached), "attached")
    elif isinstance(block, Signature):
        yield from _signature(block)


def _signature(block: Signature) -> Iterator[Said]:
    for kind, text in block.recipients:
        yield Said(text, {"title": "recipients_title", "mark": "drafter"}.get(kind, "recipients"))
    yield from (Said(line, "capacity") for line in block.capacity)
    yield Said(block.name, "signer")


def _marked(marker: str, text: Text) -> str:
    return f"{marker} {plain(text)}"


def _number(label: str) -> str:
    return label.split()[-1] if len(label.split()) > 2 else ""
