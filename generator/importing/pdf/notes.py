"""notes: the small lines at the foot of a page -> its notes, each under a name of its own in the document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.importing.pdf.page import Page
from generator.importing.pdf.spans import Decode, rich
from generator.importing.sheet import Rich, Span
from generator.verify.pdf.lines import Segment

#: The sign that a note begins with.
_SIGN = re.compile(r"^\s*[(\[]?(\d{1,3}|\*{1,3})[)\]]?[.:]?\s*")


def notes(page: Page, decode: Decode, before: int) -> tuple[dict[str, str], dict[str, Rich]]:
    """Return the names of a page's notes by the signs that refer to them, and their texts by name. `before` is how
    many notes the pages before have: names are numbers that run through the document."""
    names: dict[str, str] = {}
    texts: dict[str, Rich] = {}
    for sign, lines in _parted(page):
        if sign in names:
            continue
        names[sign] = str(before + len(names) + 1)
        texts[names[sign]] = _without_sign(rich(lines, decode, {}))
    return names, texts


def referred(page: Page, names: Mapping[str, str]) -> bool:
    """Tell whether each sign of a page's notes stands in its text, raised."""
    signs = {
        text.strip(" ()[]") for row in page.rows for each in row for text, look in each.pieces if look[-1]
    }  # fmt: skip
    return bool(names) and signs.issuperset(names)


def _parted(page: Page) -> Iterator[tuple[str, list[Segment]]]:
    sign, lines = "", list[Segment]()
    for segment in page.notes:
        found = _SIGN.match(segment.text)
        raised = segment.pieces[0][1][-1]
        if found and (raised or not lines or _follows(sign, found[1])):
            if lines:
                yield sign, lines
            sign, lines = found[1], []
        lines.append(segment)
    if lines:
        yield sign, lines


def _follows(sign: str, other: str) -> bool:
    return sign.isdigit() and other.isdigit() and int(other) == int(sign) + 1


def _without_sign(text: Rich) -> Rich:
    """A note without its sign, which comes raised (as a Unicode sign) or plain."""
    whole = "".join(span.text for span in text)
    found = re.match(r"^\s*[(\[]?(?:[\d⁰¹²³⁴-⁹]{1,3}|\*{1,3})[)\]]?[.:]?\s*", whole)
    left, out = found.end() if found else 0, list[Span]()
    for span in text:
        cut = min(left, len(span.text))
        left -= cut
        if span.text[cut:]:
            out.append(Span(span.text[cut:], span.bold, span.italic))
    return tuple(out)
