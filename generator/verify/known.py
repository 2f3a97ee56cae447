"""find: a Document and the Paper of a file made from it -> its elements, known and not guessed.

A file of our own need not be searched: the Document says which words are which element. Lines
are met in order by their words; a line that is not met (a paragraph that a page's end cut in two)
is no element and is not judged.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator

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

#: Words and what they are: the element, the level of content, the number and its sign, the appendix.
_Said = tuple[str, str, Level | None, str, int]


def find(document: Document, paper: Paper) -> Elements:
    """Return the elements of a file that was made from a document."""
    waiting: dict[str, deque[_Said]] = defaultdict(deque)
    for said in _all(document):
        waiting[said[0]].append(said)
    lines: dict[str, list[Line]] = defaultdict(list)
    items: list[Item] = []
    labels: list[Line] = []
    for line in paper.lines:
        queue = waiting.get(_shown(line))
        if not queue:
            _met_half(line, lines)
            continue
        _, element, level, marker, appendix = queue.popleft()
        lines[element].append(line)
        if element == "appendix_label":
            labels.append(line)
        if level:
            items.append(Item(line, level, *_number_and_sign(level, marker), appendix))
            if element == "body" and level in ("clause", "point"):
                lines[level].append(line)
    attached = {line.section: line for line in lines["attached"]}  # or else it took two lines: it is there
    appendices = tuple(Appendix(x, _number(x.text), "", (), attached.get(x.section, x)) for x in labels)
    content = tuple(item.line for item in items if item.appendix < 0)
    kind = next((b.kind for b in document.parts[0].blocks if isinstance(b, Title)), "")
    found = {name: tuple(each) for name, each in lines.items()}
    return Elements(found, tuple(items), appendices, kind=kind, content=content)


def _met_half(line: Line, lines: dict[str, list[Line]]) -> None:
    """The decree's own words, which an office's template may spell in its own way."""
    for name, words in (("country", COUNTRY), ("motto", MOTTO)):
        if name not in lines and len(line.text) < 90 and like(line.text, words) >= LIKE:
            lines[name].append(line)


def _shown(line: Line) -> str:
    """The words of a line without the signs of notes."""
    return _words(line.marker + "".join(span.text for span in line.spans if not span.raised))


def _number_and_sign(level: Level, marker: str) -> tuple[str, str]:
    """`Phần I` → I; `1.` → 1 and a dot."""
    if level == "part" or " " in marker:
        return marker.split()[-1], ""
    return (marker[:-1], marker[-1:]) if len(marker) > 1 else (marker, "")


def _words(text: str) -> str:
    """Words without the spaces between them: a reader of a PDF sees more, or fewer, than there are."""
    return "".join(text.split())


def _all(document: Document) -> Iterator[_Said]:
    for number, part in enumerate(document.parts):
        for block in part.blocks:
            yield from _block(block, number - 1)
    if document.circulation:
        yield _said(document.circulation, "circulation")
    for line in document.contact:
        yield _said(line, "contact")


def _said(text: str, element: str, level: Level | None = None, marker: str = "", appendix: int = -1) -> _Said:
    return _words(text), element, level, marker, appendix


def _block(block: Block, appendix: int) -> Iterator[_Said]:
    if isinstance(block, Letterhead):
        yield from (_said(line, "parent") for line in block.parent)
        yield from (_said(line, "issuer") for line in block.issuer)
        yield from (_said(text, name) for text, name in (
            (block.country, "country"), (block.motto, "motto"), (block.number, "number"),
            (block.place_date, "place_date")))  # fmt: skip
    elif isinstance(block, Stamps):
        yield _said(block.urgency, "urgency")
    elif isinstance(block, Title):
        yield _said(block.kind, "kind")
        yield from (_said(plain(line), "title") for line in block.lines)
    elif isinstance(block, Heading):
        name = "part_title" if block.style == "part-title" else block.style
        yield _said(_marked(block.marker, block.text), name, _HEADINGS[block.style], block.marker, appendix)
    elif isinstance(block, Paragraph):
        level = _PARAGRAPHS[block.style]
        if level == "text" and block.marker.rstrip(".").isdecimal():
            level = "clause"
        element = "basis" if block.style == "basis" else "body"
        yield _said(_marked(block.marker, block.text), element, level, block.marker, appendix)
    elif isinstance(block, AppendixTitle):
        yield _said(block.label, "appendix_label")
        yield from (_said(plain(line), "appendix_title") for line in block.lines)
        yield _said(plain(block.attached), "attached")
    elif isinstance(block, Signature):
        yield from _signature(block)


def _signature(block: Signature) -> Iterator[_Said]:
    for kind, text in block.recipients:
        yield _said(text, {"title": "recipients_title", "mark": "drafter"}.get(kind, "recipients"))
    yield from (_said(line, "capacity") for line in block.capacity)
    yield _said(block.name, "signer")


def _marked(marker: str, text: Text) -> str:
    return f"{marker} {plain(text)}"


def _number(label: str) -> str:
    return label.split()[-1] if len(label.split()) > 2 else ""
