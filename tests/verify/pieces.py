"""find and change: a DOCX opened for damage, the stretches of its XML that hold known words, and their looks.

Knows the words of a line and nothing of what the program under test makes of it.
"""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MAIN = "word/document.xml"
Element = Any
#: What makes a run more than letters.
CONTENT = frozenset(
    f"{W}{n}" for n in ("t", "tab", "br", "drawing", "pict", "fldChar", "instrText", "footnoteReference")
)


@dataclass(slots=True)
class Copy:
    """The parts of a package, those that were looked at as trees."""

    parts: dict[str, bytes]
    trees: dict[str, Element] = field(default_factory=dict)

    def tree(self, name: str = MAIN) -> Element:
        if name not in self.trees:
            self.trees[name] = etree.fromstring(self.parts[name])
        return self.trees[name]

    def named(self, word: str) -> list[str]:
        """The parts whose name holds a word: header, footer, numbering."""
        return [name for name in self.parts if name.startswith(f"word/{word}") and name.endswith(".xml")]

    def packed(self) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
            for name, data in self.parts.items():
                package.writestr(name, etree.tostring(self.trees[name]) if name in self.trees else data)
        return out.getvalue()


def opened(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


@dataclass(frozen=True, slots=True)
class Piece:
    """A line on paper: its runs within a paragraph, and how many tabs stand before it there."""

    paragraph: Element
    runs: tuple[Element, ...]
    tabs: int = 0

    @property
    def text(self) -> str:
        return "".join(shown(run) for run in self.runs)

    @property
    def alone(self) -> bool:
        """Whether the paragraph holds nothing else to read."""
        return self.tabs == 0 and "".join(shown(r) for r in own_runs(self.paragraph)).strip() == self.text.strip()


def own_runs(paragraph: Element) -> list[Element]:
    """The runs of a paragraph, those of a text box anchored in it left out."""
    return [r for r in paragraph.iter(f"{W}r") if next(r.iterancestors(f"{W}p")) is paragraph]


def shown(run: Element) -> str:
    names = {f"{W}tab": "\t", f"{W}br": "\n"}
    return "".join((c.text or "") if c.tag == f"{W}t" else names.get(c.tag, "") for c in run)


def split(run: Element) -> None:
    """Give every letter stretch, tab and break a run of its own."""
    contents = [c for c in run if c.tag in CONTENT]
    looks = run.find(f"{W}rPr")
    for content in contents[:0:-1]:
        other = etree.Element(f"{W}r")
        if looks is not None:
            other.append(copy.deepcopy(looks))
        other.append(content)
        run.addnext(other)


def find(root: Element, words: str) -> list[Piece]:
    """The places where a line with these words stands: two where a text box is written in two forms.

    A number that Word counts by itself is not among the words of its paragraph.
    """
    rest = words.partition(" ")[2]
    return list(_find(root, words)) or (list(_find(root, rest)) if rest else [])


def _find(root: Element, words: str) -> Iterator[Piece]:
    for paragraph in root.iter(f"{W}p"):
        runs = own_runs(paragraph)
        if words not in "".join(map(shown, runs)):
            continue
        for run in runs:
            split(run)
        runs = own_runs(paragraph)
        segment: list[Element] = []
        tabs = 0
        for run in [*runs, None]:
            sign = "\n" if run is None else shown(run)
            if sign in ("\t", "\n"):
                if "".join(map(shown, segment)).strip() == words:
                    yield Piece(paragraph, tuple(r for r in segment if shown(r)), tabs)
                segment, tabs = [], tabs + (sign == "\t")
            else:
                segment.append(run)


# --- changes ------------------------------------------------------------------------------------


def prop(parent: Element, group: str, name: str, **attributes: str) -> Element:
    """Set a property of a run (rPr) or of a paragraph (pPr), whatever stood there."""
    properties = parent.find(f"{W}{group}")
    if properties is None:
        properties = etree.Element(f"{W}{group}")
        parent.insert(0, properties)
    for old in properties.findall(f"{W}{name}"):
        properties.remove(old)
    new = etree.Element(f"{W}{name}")
    for key, value in attributes.items():
        new.set(f"{W}{key}", value)
    style = properties.find(f"{W}pStyle") if group == "pPr" else properties.find(f"{W}rStyle")
    properties.insert(0 if style is None else 1, new)
    return new


def looks(pieces: list[Piece], name: str, **attributes: str) -> None:
    for piece in pieces:
        for run in piece.runs:
            prop(run, "rPr", name, **attributes)


def spacing(paragraph: Element, **values: str) -> None:
    """Change some of a paragraph's spacing, keeping the rest."""
    old = paragraph.find(f"{W}pPr/{W}spacing")
    kept = {k.removeprefix(W): v for k, v in (old.attrib if old is not None else {}).items()}
    prop(paragraph, "pPr", "spacing", **(kept | values))


def rewrite(pieces: list[Piece], words: str) -> None:
    """Put other words in the place of a piece's own."""
    for piece in pieces:
        first, *rest = [r for r in piece.runs if r.find(f"{W}t") is not None]
        text = first.find(f"{W}t")
        text.text = words
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        for run in rest:
            run.getparent().remove(run)


def drop(pieces: list[Piece]) -> None:
    """Take a line out, with its paragraph where nothing else stands in it."""
    for piece in pieces:
        paragraph = piece.paragraph
        held = paragraph.find(f"{W}pPr/{W}sectPr") is not None
        siblings = [x for x in paragraph.getparent() if x.tag in (f"{W}p", f"{W}tbl")]
        if piece.alone and not held and len(siblings) > 1:
            paragraph.getparent().remove(paragraph)
        else:
            for run in piece.runs:
                run.getparent().remove(run)


def lift(pieces: list[Piece], before: Element) -> None:
    """Move a line out of its column into a paragraph of its own in the middle of the page."""
    for number, piece in enumerate(pieces):
        if number == 0:
            paragraph = etree.Element(f"{W}p")
            looks_of = piece.paragraph.find(f"{W}pPr/{W}pStyle")
            if looks_of is not None:
                prop(paragraph, "pPr", "pStyle", val=looks_of.get(f"{W}val"))
            prop(paragraph, "pPr", "spacing", before="0", after="0", line="240", lineRule="auto")
            prop(paragraph, "pPr", "ind", left="0", right="0", firstLine="0")
            prop(paragraph, "pPr", "jc", val="center")
            paragraph.extend(copy.deepcopy(list(piece.runs)))
            before.addprevious(paragraph)
    drop(pieces)


def top(element: Element) -> Element:
    """The child of the body that an element stands in."""
    while element.getparent().tag != f"{W}body":
        element = element.getparent()
    return element
