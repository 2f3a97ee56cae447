"""margins: the headers and footers of a DOCX -> their lines of text that are no number of a page, each once.

A header of the first page alone that holds several lines is text of the document: some offices set their letterhead
there (`first_header`).
"""

from __future__ import annotations

import re

from generator.document import COUNTRY
from generator.importing.docx.inline import Story, read_content
from generator.importing.docx.spans import Decode, lines_of
from generator.importing.docx.tracked import LINE, Changes, P, settle
from generator.importing.sheet import plain
from generator.verify.docx.package import Package, parse
from generator.verify.docx.pages import Stretch, shown_parts
from generator.verify.docx.props import paragraph_props
from generator.verify.docx.styles import Styles
from generator.verify.docx.xml import Node, V, W, first

#: What is left of a page's number when its field is taken away: nothing, or the words around it.
NUMBER = re.compile(r"[\W\d_]*(?:(?:trang|page|tờ|số)?[\W\d_]*(?:of|/|trên|tổng số)?)?[\W\d_]*$", re.I)
T = f"{W}t"
#: Paragraphs of a header at most.
MOST = 500


def first_header(package: Package, sections: list[Stretch], changes: Changes) -> tuple[str, Node]:
    """Return the name and the settled root of the header that the first page alone has, or of one that every page has
    and that bears a letterhead; "" and None where there is none.

    Its paragraphs have the number 0: they stand in no line of the text.
    """
    kind = "first" if sections[0].title_page else "default"
    part = sections[0].parts.get(("header", kind), "")
    if not package.has(part):
        return "", None
    root = parse(package.unpacked(part), part)
    if kind == "default" and not is_letterhead(root):
        return "", None
    settle(root, changes)
    for paragraph in root.iter(P):
        paragraph.set(LINE, "0")
    return part, root


def is_letterhead(root: Node) -> bool:
    """Tell whether a header that every page has bears the Quốc hiệu: the office set its letterhead there."""
    words = "".join(node.text or "" for node in root.iter(T))
    return COUNTRY.casefold().replace(" ", "") in "".join(words.split()).casefold()


def margins(
    package: Package, sections: list[Stretch], styles: Styles, changes: Changes, decode: Decode, without: str = ""
) -> tuple[str, ...]:
    """Return the lines of all headers and footers that a reader sees, in order, each once, `without` one of them."""
    found: dict[str, None] = {}
    seen = {without}
    for section in sections:
        for _, _, part in shown_parts(section, True):
            if part not in seen and package.has(part):
                seen.add(part)
                root = parse(package.unpacked(part), part)
                settle(root, changes)
                found.update(dict.fromkeys(_lines(root, styles, decode)))
    return tuple(found)


def _lines(root: Node, styles: Styles, decode: Decode) -> list[str]:
    story = Story(styles, margin=True)
    found: list[str] = []
    for _, item in zip(range(MOST), root.iter(P), strict=False):
        setting = styles.setting(paragraph_props(first(item, f"{W}pPr")))
        content = read_content(item, story, setting.style, ())
        for stretch in lines_of(content.pieces, lambda note: "", decode):
            text = " ".join(plain(stretch.spans).split())
            found += [text] if not NUMBER.match(text) else []
        found += [" ".join(b.get("string").split()) for b in content.boxes if b.tag == f"{V}textpath"]
    return found
