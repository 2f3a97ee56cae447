"""Proves that mending touched no word: a part, or a text -> its letters and digits, case aside.

What a field shows as the number of the page is no word.  Zeros before the number and in the date
may come and go, and nothing else may.
"""

from __future__ import annotations

import re
import unicodedata

from generator.verify.docx.xml import Node, W

TEXT, PARAGRAPH = f"{W}t", f"{W}p"
#: Fields in one another, at most.
DEEPEST = 60


def words(thing: Node | str) -> str:
    """Return the letters and digits of an XML tree or a text, in order, case and zeros of dates aside."""
    text = thing if isinstance(thing, str) else "\n".join(_texts(thing))
    return "\n".join(filter(None, map(_folded, text.split("\n"))))


def _folded(text: str) -> str:
    text = unicodedata.normalize("NFC", text).lower()
    text = re.sub(r"(số)\s*[:.;]?\s*0*(?=\d)", r"\1", text)
    text = re.sub(r"(ngày|tháng)\s*0*(?=\d)", r"\1", text)
    return "".join(c for c in text if c.isalnum())


def _texts(root: Node) -> list[str]:
    """Return the text of each paragraph, page numbers left out."""
    found: dict[Node, list[str]] = {}
    pages = _page_results(root)
    for text in root.iter(TEXT):
        if text not in pages:
            holder = next((up for up in text.iterancestors() if up.tag == PARAGRAPH), root)
            found.setdefault(holder, []).append(text.text or "")
    return ["".join(texts) for texts in found.values()]


def _page_results(root: Node) -> set[Node]:
    """Return the w:t that show the result of a PAGE field."""
    found: set[Node] = set()
    for field in root.iter(f"{W}fldSimple"):
        if _is_page(field.get(f"{W}instr") or ""):
            found.update(field.iter(TEXT))
    open_fields: list[list[str]] = []
    for element in root.iter(f"{W}fldChar", f"{W}instrText", TEXT):
        if element.tag == TEXT:
            if any(_is_page(code) for code, *_ in open_fields):
                found.add(element)
        elif element.tag == f"{W}instrText":
            if open_fields:
                open_fields[-1][0] += element.text or ""
        elif element.get(f"{W}fldCharType") == "begin":
            # a document can begin fields and never end them
            if len(open_fields) < DEEPEST:
                open_fields.append([""])
        elif element.get(f"{W}fldCharType") == "end" and open_fields:
            open_fields.pop()
    return found


def _is_page(code: str) -> bool:
    return code.upper().split()[:1] == ["PAGE"]
