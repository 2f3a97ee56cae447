"""repeated: the body of a document of ours -> what to leave out, so that of lines formatted alike one is read.

Looks, indents and gaps are functions of the formatting of a paragraph and of the one before it, so
one of each pair is judged for all. For files that this program wrote, whose words are proved elsewhere.

How a paragraph is formatted is read from its tree; of paragraphs whose XML is the same but for the
letters in w:t it is read once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from generator.verify.docx.xml import Node, W

PARAGRAPH, TABLE, ROW = f"{W}p", f"{W}tbl", f"{W}tr"
SETTINGS, RUN, LOOK, SECTION = f"{W}pPr", f"{W}r", f"{W}rPr", f"{W}sectPr"
#: What makes a paragraph one of its own, whatever its looks.
OWN = frozenset(f"{W}{name}" for name in ("drawing", "pict", "fldChar", "instrText"))
#: The letters of a run, as we write them.
#: So many formattings are remembered.
MOST_KEPT = 5_000
LETTERS, BARE = re.compile(rb'<w:t xml:space="preserve">[^<]+'), b'<w:t xml:space="preserve">'


def repeated(body: Node, paragraphs: Iterable[Node], xml: bytes) -> frozenset[Node]:
    """Return the blocks, and rows of tables, whose formatting and whose predecessor's were met before.

    `paragraphs` are all that the part has, in order, and `xml` is its text.
    """
    formattings = _formattings(list(paragraphs), xml)
    seen: set[tuple[str, str]] = set()
    found: list[Node] = []
    before = ""
    for child in body:
        own: str = child.tag
        if own == TABLE:
            found += _repeated_rows(child, formattings)
        elif own == PARAGRAPH:
            own = formattings[child]
        if own and (before, own) in seen:
            found.append(child)
        seen.add((before, own))
        before = own
    return frozenset(found)


def _repeated_rows(table: Node, formattings: Mapping[Node, str]) -> Iterator[Node]:
    seen: set[str] = set()
    for row in table.iterchildren(ROW):
        own = "|".join([formattings[paragraph] for paragraph in row.iter(PARAGRAPH)])
        if own in seen:
            yield row
        seen.add(own)


def _formattings(paragraphs: list[Node], xml: bytes) -> dict[Node, str]:
    """The formatting of each paragraph of a part."""
    shapes = _shapes(xml)
    if len(shapes) != len(paragraphs):
        return {paragraph: _formatting(paragraph) for paragraph in paragraphs}
    known = _known(str(paragraphs[0].nsmap)) if paragraphs else {}
    if len(known) > MOST_KEPT:
        known.clear()
    found: dict[Node, str] = {}
    for paragraph, shape in zip(paragraphs, shapes, strict=True):
        if shape not in known:
            known[shape] = _formatting(paragraph)
        found[paragraph] = known[shape]
    return found


@lru_cache(maxsize=4)
def _known(names: str) -> dict[bytes, str]:
    """Formattings by their text, under the names that stand for namespaces: documents of one template share them."""
    return {}


def _shapes(xml: bytes) -> list[bytes]:
    """The text of each w:p, and of what stands before it, without letters; none where tags alone do not tell it.

    A text box holds paragraphs within one; what stands in a comment or an instruction is no tag.
    """
    if b"txbxContent" in xml or b"<!" in xml or xml.rfind(b"<?") > 0:
        return []
    return LETTERS.sub(BARE, xml).split(b"</w:p>")[:-1]


def _formatting(paragraph: Node) -> str:
    """How a paragraph is set and which looks its runs have; "" where it holds what is its own."""
    settings = ""
    looks: set[str] = set()
    for child in paragraph:
        if child.tag == SETTINGS:
            settings = _shape(child)
        elif child.tag == RUN:
            look = child[0] if len(child) and child[0].tag == LOOK else None
            looks.add(_shape(look) if look is not None else "")
            if any(part.tag in OWN for part in child):
                return ""
        else:
            return ""
    return f"{settings}{sorted(looks)}" if SECTION not in settings else ""


def _shape(element: Node) -> str:
    return "".join([f"{part.tag}{part.items()}" for part in element.iter()])
