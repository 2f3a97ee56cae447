"""decoder, unread: letters of old codes made Unicode, letters that nobody can read told.

Used by the readers of HTML, ODT and Markdown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from generator.importing import letters
from generator.importing.html.spans import clean
from generator.importing.sheet import Block, Para, Remark

#: Text of a source and the name of its font -> the text in Unicode, without signs that nobody sees.
Decode = Callable[[str, str], str]


def decoder(met: Iterable[tuple[str, str]]) -> tuple[Decode, tuple[Remark, ...]]:
    """Return what makes Unicode of a document's texts, all of which are given with their fonts, and what staff must
    know. A document that is Unicode already is only cleaned."""
    strange = [(text, family) for text, family in met if not text.isascii()]
    habits = letters.habits(strange)
    named = {family for _, family in strange if letters.code(family)[0]}
    old = sorted({code for code in (*habits.values(), *(letters.code(family)[0] for family in named)) if code})
    if not old:
        return _cleaned, ()

    def decode(text: str, family: str) -> str:
        return clean(text if text.isascii() else letters.decode(text, family, habits.get(family)).text)

    told = f"chữ gõ bằng phông cũ ({', '.join(old)}) đã đổi sang Unicode"
    return decode, (Remark("legacy-font", told, 0, "so lại với bản gốc"),)


def _cleaned(text: str, family: str) -> str:
    return clean(text)


def unread(blocks: Iterable[Block]) -> list[Remark]:
    """Return what staff are told of paragraphs with letters that cannot be read."""
    found: list[Remark] = []
    for block in blocks:
        paras = [block] if isinstance(block, Para) else [p for row in block.rows for c in row for p in c.paras]
        found += [told for para in paras if (told := letters.remark(para.text, para.line))]
    return found


def lines(text: str) -> int:
    """Return how many lines with words a paragraph has: what the numbers of lines go on by."""
    return 1 if "\n" not in text else max(1, sum(bool(line.strip()) for line in text.split("\n")))
