"""Tells the columns within one line of a paragraph: text with tabs or runs of spaces -> segments.

A header is often set as `UBND XÃ A<tab>CỘNG HÒA…` or with a row of spaces between.  What stands
in another column becomes a segment of its own; a tab after a typed number, at the beginning, or
with dots that lead to it does not part the text.
"""

from __future__ import annotations

import re
from itertools import pairwise

from generator.frozen import dataclass
from generator.verify.docx.inline import TAB, TO_PLACE
from generator.verify.docx.measure import Piece, width, wrapped
from generator.verify.docx.styles import Setting
from generator.verify.paper import Align

#: A gap narrower than this is a space, however it is made (pt).
GAP = 12.0
#: What overhangs the right edge by no more than this still fits.
SLACK = 6.0
SEPARATOR = re.compile("[\t\ue0f1\ue0f2\ue0f3]|[ \u00a0]{4,}")
#: A line of more tabs and rows of spaces is not made of columns.
MOST = 60
TABS = re.compile("[\t\ue0f1\ue0f2\ue0f3]")
SPACES = re.compile("[ \u00a0]{4,}")
#: What a text must hold to be parted, besides rows of spaces.
UNUSUAL = "\t\u00a0\ue0f1\ue0f2\ue0f3"
PLACES = {sign: kind for kind, sign in TO_PLACE.items()}
#: A typed number, letter or dash, which a tab may follow.
NUMBER = re.compile(
    r"[-–—+*•●▪]|\(?\d{1,3}(\.\d{1,3})*[.)/:]?|\(?[a-zđA-ZĐ][.)]|\(?[IVXLC]{1,7}[.):]?"
    r"|(Điều|Phần|Chương|Mục) [0-9A-Z]{1,5}[.:]?"
)
#: Ends of text that a blank to be filled in follows, and beginnings of what goes on after one.
BLANK_AFTER = re.compile(r"([Ss]ố|[Nn]gày|[Tt]háng|[Nn]ăm)\s*[:.]?$")
BLANK_BEFORE = re.compile(r"[/.,;:)]|tháng|năm|ngày")
RECIPIENTS = re.compile(r"(Nơi nhận|Kính gửi)\s*:$")


@dataclass(frozen=True, slots=True)
class Area:
    """Room for text, in pt: its left edge from the page's left edge, and its width."""

    left: float
    width: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.width


@dataclass(frozen=True, slots=True)
class Segment:
    """Text of one column: its room, how it is aligned in it (None: by spaces), where its ink stands."""

    pieces: tuple[Piece, ...]
    area: Area
    align: Align | None
    ink: tuple[float, float] | None
    lines: int = 1
    #: Where the first line begins, from the left edge of the room; None where the setting tells it.
    start: float | None = None


@dataclass(frozen=True, slots=True)
class Chunk:
    """Text between separators: where it stands and what led to it."""

    pieces: tuple[Piece, ...]
    left: float
    right: float
    kind: str = ""
    stop: float = 0.0
    leader: bool = False

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(text for text, _ in self.pieces).strip()


@dataclass(frozen=True, slots=True)
class Ruler:
    """What a line is set by: its room, its paragraph, where its text begins, where tabs stop by default."""

    area: Area
    setting: Setting
    begin: float
    every: float

    @property
    def inner(self) -> Area:
        """The room less the paragraph's indents."""
        s = self.setting
        return Area(self.area.left + s.left, max(0.0, self.area.width - s.left - s.right))

    def stop(self, x: float) -> tuple[float, str, bool]:
        """Return the next tab stop to the right of `x`: position, kind, leader."""
        base = self.area.left
        own = [s for s in self.setting.tabs if base + s[0] > x + 0.1]
        hanging = base + self.setting.left if self.setting.first < 0 else None
        if hanging is not None and hanging > x + 0.1 and (not own or base + own[0][0] > hanging):
            return hanging, "left", False
        if own:
            return base + own[0][0], own[0][1], own[0][2]
        return base + (int((x + 0.1 - base) // self.every) + 1) * self.every, "left", False


def segments(pieces: tuple[Piece, ...], ruler: Ruler, parted: bool = True) -> list[Segment]:
    """Return the columns of one line of a paragraph, left to right, at least one.

    `parted` is False where text is never in columns of its own (cells of a table of data).
    """
    flat = pieces[0][0] if len(pieces) == 1 else "".join([text for text, _ in pieces])
    if "    " not in flat and not any(sign in flat for sign in UNUSUAL):
        return [_plain(pieces, ruler)]
    if len(SEPARATOR.findall(flat)) > MOST:
        return [_plain(tuple((SEPARATOR.sub(" ", text), look) for text, look in pieces), ruler)]
    chunks = _chunks(pieces, flat, ruler)
    groups = _grouped(chunks, ruler) if parted else [chunks]
    if len(groups) == 1:
        return [_single(groups[0], ruler)]
    shift = 0.0
    if ruler.setting.align in ("center", "right") and groups[0][0].kind in ("", "spaces"):
        # a centred line that spaces part: the whole row is centred
        free = ruler.inner.right - groups[-1][-1].right
        shift = max(0.0, free / 2 if ruler.setting.align == "center" else free)
    return [_column(groups, index, ruler, shift) for index in range(len(groups))]


def _plain(pieces: tuple[Piece, ...], ruler: Ruler, start: float | None = None) -> Segment:
    inner = ruler.inner
    begin = ruler.begin if start is None else start
    total = width(pieces)
    lines = wrapped(pieces, total, inner.right - begin, inner.width)
    align = ruler.setting.align
    indent = None if start is None else start - inner.left
    if lines > 1:
        return Segment(pieces, inner, align, None, lines, indent)
    bare, lead = total, 0.0
    if pieces and (pieces[0][0][:1].isspace() or pieces[-1][0][-1:].isspace()):
        bare, lead = width(_stripped(pieces)), width(_leading(pieces))
    free = inner.right - begin - (lead + bare)
    left = begin + lead + (free / 2 if align == "center" else free if align == "right" else 0.0)
    return Segment(pieces, inner, align, (left, left + bare), 1, indent)


def _leading(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    if not pieces:
        return ()
    text, look = pieces[0]
    return ((text[: len(text) - len(text.lstrip())], look),)


def _stripped(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    flat = "".join(text for text, _ in pieces)
    return _cut(pieces, len(flat) - len(flat.lstrip()), len(flat.rstrip()))


def _cut(pieces: tuple[Piece, ...], start: int, end: int) -> tuple[Piece, ...]:
    """Return the letters `start` to `end` of the whole text, by looks."""
    out: list[Piece] = []
    at = 0
    for text, look in pieces:
        part = text[max(0, start - at) : max(0, end - at)]
        if part:
            out.append((part, look))
        at += len(text)
    return tuple(out)


def _chunks(pieces: tuple[Piece, ...], flat: str, ruler: Ruler) -> list[Chunk]:
    """Return the texts between separators where they stand, empty ones left out."""
    found: list[Chunk] = []
    x, start = ruler.begin, 0
    stop, kind, leader = x, "", False
    for match in (*TABS.finditer(flat), None):
        end = len(flat) if match is None else match.start()
        text = _cut(pieces, start, start + len(flat[start:end].rstrip()))
        if text:
            length = width(text)
            x = _begin(x, kind, stop, length)
            found += _spaced(text, x, (kind, stop, leader))
            x += length
        elif kind:
            x = max(x, stop)
        if match is not None:
            start, sign = match.end(), match.group()
            stop, kind, leader = ruler.stop(x) if sign == TAB else (_place(sign, ruler), PLACES[sign], False)
    return found


def _spaced(pieces: tuple[Piece, ...], left: float, led: tuple[str, float, bool]) -> list[Chunk]:
    """Return the texts between rows of spaces within text that a tab led to at `left`."""
    flat = "".join(text for text, _ in pieces)
    found: list[Chunk] = []
    start = 0
    for match in (*SPACES.finditer(flat), None):
        end = len(flat) if match is None else match.start()
        if flat[start:end].strip():
            part = _cut(pieces, start + len(flat[start:end]) - len(flat[start:end].lstrip()), end)
            at = left + width(_cut(pieces, 0, end)) - width(part)
            kind, stop, leader = led if not found and (led[0] or not start) else ("spaces", at, False)
            found.append(Chunk(_stripped(part), at, at + width(part), kind, stop, leader))
        start = len(flat) if match is None else match.end()
    return found


def _begin(x: float, kind: str, stop: float, length: float) -> float:
    if kind == "center":
        return max(x, stop - length / 2)
    if kind == "right":
        return max(x, stop - length)
    return x if kind in ("", "spaces") else max(x, stop)


def _place(sign: str, ruler: Ruler) -> float:
    area = ruler.area
    return {"left": area.left, "center": area.left + area.width / 2, "right": area.right}[PLACES[sign]]


def _grouped(chunks: list[Chunk], ruler: Ruler) -> list[list[Chunk]]:
    """Put chunks together that stand in one column."""
    if not chunks:
        return [[]]
    fits = chunks[-1].right <= ruler.area.right + SLACK
    groups = [[chunks[0]]]
    for before, after in pairwise(chunks):
        if fits and _apart(before, after, first=len(groups) == 1 and len(groups[0]) == 1):
            groups.append([after])
        else:
            groups[-1].append(after)
    return groups


def _apart(before: Chunk, after: Chunk, first: bool) -> bool:
    if after.leader or after.left - before.right < GAP:
        return False
    if BLANK_AFTER.search(before.text) or BLANK_BEFORE.match(after.text):
        return False
    if after.kind in ("center", "right"):
        return True
    if first and NUMBER.fullmatch(before.text):
        return False
    if after.kind != "spaces":
        return True
    # a row of spaces is also a blank to be filled in
    begins = after.text[:1]
    return (begins.isupper() or begins in "(_-*") and (
        not before.text.endswith((":", ",")) or bool(RECIPIENTS.search(before.text))
    )


def _single(chunks: list[Chunk], ruler: Ruler) -> Segment:
    """Return a line of one column, its inner separators made spaces."""
    if not chunks:
        return Segment((), ruler.inner, ruler.setting.align, None)
    pieces = _joined(chunks)
    lead = chunks[0]
    if lead.kind in ("center", "right") and len(chunks) == 1:
        return _column([chunks], 0, ruler, 0.0)
    if lead.kind == "left" and ruler.setting.align in ("left", "justify"):
        return _plain(pieces, ruler, lead.left)
    if lead.kind == "spaces" and ruler.setting.align in ("left", "justify"):
        found = _plain(pieces, ruler, lead.left)
        return Segment(found.pieces, found.area, None if found.lines == 1 else found.align, found.ink, found.lines)
    return _plain(pieces, ruler)


def _joined(chunks: list[Chunk]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    for chunk in chunks:
        if pieces:
            pieces.append((" ", pieces[-1][1]))
        pieces += chunk.pieces
    return tuple(pieces)


def _column(groups: list[list[Chunk]], index: int, ruler: Ruler, shift: float) -> Segment:
    """Return one column of several: its room is told by the tab stop that leads to it."""
    chunk, last = groups[index][0], groups[index][-1]
    before = groups[index - 1][-1].right if index else ruler.inner.left
    after = groups[index + 1][0].left if index + 1 < len(groups) else max(ruler.inner.right, last.right)
    pieces = _joined(groups[index])
    ink = (chunk.left + shift, last.right + shift)
    if chunk.kind == "center":
        half = max(min(chunk.stop - before, after - chunk.stop), (last.right - chunk.left) / 2)
        return Segment(pieces, Area(chunk.stop - half, 2 * half), "center", ink)
    if chunk.kind == "right":
        return Segment(pieces, Area(before, max(0.0, last.right - before)), "right", ink)
    if chunk.kind == "spaces" or ruler.setting.align in ("center", "right"):
        return Segment(pieces, Area(ink[0], ink[1] - ink[0]), None, ink)
    return Segment(pieces, Area(chunk.left, max(0.0, after - chunk.left)), "left", ink)
