"""What a reviewer's Word file holds, as frozen values: its paragraphs, tracked changes and comments.

A change hides or shows letters: `ins`, `to` (where something was moved to) and `row-ins` are seen once accepted;
`del`, `from` and `row-del` are gone then. `look` is bold or italic, `format` any other look. What was changed with
tracking off gets a change of its own (`tracked` false), made where the file differs from what the plan prints.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

Kind = Literal["ins", "del", "from", "to", "row-ins", "row-del", "look", "format"]
SHOWS = frozenset({"ins", "to", "row-ins"})
HIDES = frozenset({"del", "from", "row-del"})

#: What stands for a footnote's number in a paragraph's text.
NOTE = "\ufffc"
#: Letters that no plan may hold: controls, marks of direction, accents alone, private use (of Word's bullets).
_ODD = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u0300-\u036f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ue000-\uf8ff\ufeff\ufff9-\uffff"
    r"\ud800-\udfff\U000f0000-\U0010ffff]"
)
#: Whoever made a change or comment that names no author.
NOBODY = "không rõ ai"


@dataclass(frozen=True, slots=True)
class Change:
    """One tracked change as the file has it; `date` is ISO text or "", `name` the name of its move."""

    number: int
    kind: Kind
    author: str
    date: str
    name: str = ""
    detail: str = ""
    tracked: bool = True


@dataclass(frozen=True, slots=True)
class Bit:
    """Letters of one look, with the changes that they stand in, outermost first.

    `look` is the number of the change of their look, `was` whether they were bold and italic before. `para` and `at`
    tell which letter of which printed paragraph the first is, where the plan printed them.
    """

    text: str
    bold: bool = False
    italic: bool = False
    chain: tuple[int, ...] = ()
    look: int = -1
    was: tuple[bool, bool] = (False, False)
    para: int = -1
    at: int = -1


@dataclass(frozen=True, slots=True)
class Raw:
    """A paragraph as the file has it. `mark` are the changes of its end, `cell` is the same for what shares a cell.

    `base` is the printed paragraph that ends here, -1 where none does; `formats` are changes of its format.
    """

    bits: tuple[Bit, ...]
    mark: tuple[int, ...] = ()
    style: str = ""
    cell: tuple[int | str, ...] = ()
    base: int = -1
    formats: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Comment:
    """A reviewer's note: `raw` is the paragraph that it begins in (-1: none), `quoted` the words it is about, `lost`
    how many letters of it no plan may hold; of one that is `missing` the file has only the place."""

    number: int
    author: str
    date: str
    text: str
    raw: int = -1
    quoted: str = ""
    parent: int = -1
    done: bool = False
    lost: int = 0
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A Word file as it was read: paragraphs of the body, its tables, boxes and notes, in order."""

    raws: tuple[Raw, ...]
    changes: tuple[Change, ...]
    comments: tuple[Comment, ...]
    #: Paragraphs of headers and footers: changes there are only listed.
    margins: tuple[Raw, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """A paragraph under a choice of changes: what it shows, the raw paragraphs it was made of, what ends it."""

    bits: tuple[Bit, ...]
    raws: tuple[int, ...]
    base: int
    style: str
    cell: tuple[int | str, ...]

    @property
    def text(self) -> str:
        return "".join(bit.text for bit in self.bits)


def odd(text: str) -> int:
    """Return how many letters of a text no plan may hold."""
    return len(_ODD.findall(text))


def clean(text: str, instead: str = "") -> str:
    """Return a text without the letters that no plan may hold, or with a sign instead; that of a footnote stays."""
    return _ODD.sub(lambda found: NOTE if instead and found[0] == NOTE else instead, text)


def shown(chain: Iterable[int], changes: Sequence[Change], chosen: Container[int]) -> bool:
    """Tell whether letters in these changes are there once the chosen ones are accepted, the others rejected."""
    return all((number in chosen) == (changes[number].kind in SHOWS) for number in chain)


def view(raws: tuple[Raw, ...], changes: tuple[Change, ...], chosen: Container[int]) -> list[Seen]:
    """Return the paragraphs once the chosen changes are accepted and the others rejected."""
    found: list[Seen] = []
    bits: list[Bit] = []
    made: list[int] = []
    for number, raw in enumerate(raws):
        bits += [bit for bit in raw.bits if shown(bit.chain, changes, chosen)]
        made.append(number)
        ends = shown(raw.mark, changes, chosen)
        leaves = number + 1 == len(raws) or raws[number + 1].cell != raw.cell
        if ends or (leaves and bits):
            found.append(Seen(tuple(bits), tuple(made), raw.base if ends else -1, raw.style, raw.cell))
        if ends or leaves:
            bits, made = [], []
    return found


def together(bits: Iterable[Bit]) -> Iterator[Bit]:
    """Yield the letters in as few bits as can be: Word splits runs wherever it was once stopped."""
    last: Bit | None = None
    for bit in bits:
        if last and replace(bit, text="") == replace(last, text=""):
            last = replace(last, text=last.text + bit.text)
        else:
            if last:
                yield last
            last = bit
    if last:
        yield last
