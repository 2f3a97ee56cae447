"""thin: the body of a document of ours -> the same, of lines that are formatted alike only the first.

Looks, indents and gaps are functions of the formatting of a paragraph and of the one before it, so
one of each pair is judged for all. For files that this program wrote, whose words are proved elsewhere.
"""

from __future__ import annotations

from generator.verify.docx.xml import Node, W

PARAGRAPH, TABLE, ROW = f"{W}p", f"{W}tbl", f"{W}tr"
SETTINGS, RUN, LOOK, SECTION = f"{W}pPr", f"{W}r", f"{W}rPr", f"{W}sectPr"
#: What makes a paragraph one of its own, whatever its looks.
OWN = frozenset(f"{W}{name}" for name in ("drawing", "pict", "fldChar", "instrText"))


def thin(body: Node) -> None:
    """Take out paragraphs, and rows of tables, whose formatting and whose predecessor's were met before."""
    seen: set[tuple[str, str]] = set()
    before = ""
    for child in list(body):
        if child.tag == TABLE:
            _thin_rows(child)
        own = _formatting(child) if child.tag == PARAGRAPH else child.tag
        if own and (before, own) in seen:
            body.remove(child)
        seen.add((before, own))
        before = own


def _thin_rows(table: Node) -> None:
    seen: set[str] = set()
    for row in table.findall(ROW):
        own = "|".join(_formatting(paragraph) for paragraph in row.iter(PARAGRAPH))
        if own in seen:
            table.remove(row)
        seen.add(own)


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
