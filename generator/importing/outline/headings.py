"""alone, heading, run_in: which lines are headings: without a marker, on their own line, or joined to their text."""

from __future__ import annotations

import re

from generator.importing.outline import rich
from generator.importing.outline.lines import Line
from generator.importing.sheet import Rich, plain

#: The words before a colon name an item; these introduce what follows and name nothing.
_INTRODUCES = re.compile(
    r"(?:^|\s)(?:gồm|bao gồm|gồm có|trong đó|như sau|cụ thể|cụ thể là|sau đây|sau|là|đó là|tại|rằng|ví dụ|theo|với|"
    r"số điện thoại|điện thoại|email|địa chỉ|link|http|https|ghi chú|lưu ý)\s*:$",
    re.IGNORECASE,
)
#: `Dự án 2: Đa dạng hóa sinh kế`: a number is no name, the words after the colon are.
_NUMBERED = re.compile(r"[^.;:,]{2,30}\s(?:số\s)?(?:[0-9]{1,2}(?:\.[0-9]{1,2})*|[IVX]{1,4})\s*:$")
_COLON = re.compile(r":(?=\s)")
_ENDS = re.compile(r"[.;,…!?]\s*$|/\.$")
_OPEN = re.compile(r"[(“\[]")
_CLOSED = re.compile(r"[)”\]]")
#: Who begins so gives an order: a long one is a sentence that a list follows, no name.
_ORDERS = re.compile(r"(?:chủ trì|chỉ đạo|phối hợp|giao|đề nghị|tham mưu|hướng dẫn|yêu cầu|căn cứ)[\s,]", re.IGNORECASE)
#: Markers further in than this are those of points.
POINT = 6.2
#: The longest name before a colon, and heading on its own line, in words.
NAME = 14
OWN = 45


def alone(line: Line, after: Line | None) -> bool:
    """Tell whether a line without a marker heads what comes after it: bold or in capitals, short, no sentence."""
    words = line.words
    if line.readings or line.table is not None or after is None or len(words.split()) > 30 or len(words) > 200:
        return False
    if not any(c.isalpha() for c in words) or words.startswith(("(", "“", '"', "http")) or _ENDS.search(words):
        return False
    same = after.look == line.look and after.slanted == line.slanted and after.outline <= line.outline
    if (after.alone and same) or (after.readings and all(r.number > 1 for r in after.readings)):
        return False  # what follows is no part of it
    return line.look in ("capitals", "bold") or bool(line.outline and len(words.split()) <= 20)


def heading(words: str, look: str, deeper: bool, ranked: float, outline: int) -> bool:
    """Tell whether the words of a marked line are a heading on a line of their own.

    `deeper` tells that something stands under it, `ranked` how far out its marker is (`markers.RANK`)."""
    count = len(words.split())
    if count > OWN or not words:
        return False
    ended = bool(_ENDS.search(words))
    if look == "capitals" or (look == "bold" and (not ended or count <= 25)):
        return True
    if ranked <= 2 and not ended:
        return True
    if look == "italic" and not ended and ranked < 9:
        return deeper
    point = ranked > POINT
    if point and (ranked >= 9 or any(c.isdigit() for c in words)):
        return False  # a bullet, or a figure to be reached: a sentence that a list follows
    if words.endswith(":"):
        return deeper and count <= (8 if point else 12) and not _INTRODUCES.search(words)
    return not ended and (deeper or bool(outline)) and count <= (20 if point else 40)


def run_in(text: Rich, own_line: bool) -> int:
    """Return how many letters at the beginning of a text are its heading, `1. Mục tiêu chung: Thực hiện …`; 0 for none.

    `own_line` tells that the whole could be a heading on its own line."""
    words = plain(text)
    bold = rich.lead(text)
    named = _named(words)
    if named and own_line and _NUMBERED.match(words[:named]):
        return 0
    if named and not (bold and bold < named and not words[bold:named].strip(" :")):
        return named
    shown = words[:bold].rstrip()
    if bold and (len(shown.split()) <= 25) and not _OPEN.search(words[bold : bold + 1]):
        return len(shown) + (words[len(shown) :].startswith(":"))
    return named


def _named(words: str) -> int:
    """The end of a name before a colon."""
    for found in _COLON.finditer(words[:200]):
        name = words[: found.end()]
        longest = 8 if _ORDERS.match(name) else NAME
        if len(name.split()) > longest or re.search(r"[.;!?]\s", name):
            return 0
        if len(_OPEN.findall(name)) > len(_CLOSED.findall(name)):
            continue
        rest = words[found.end() :].strip()
        return found.end() if rest and not _INTRODUCES.search(name) else 0
    return 0
