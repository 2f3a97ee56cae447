"""read: the stream of one page of ours -> what is shown on it, and its drawn lines.

In: the inflated stream, its fonts.  Out: `Content`, places from the lower left corner of the page.
Known is a sequence of marked contents, each with groups of text or of one path; every group sets its own
place and colour, upright and black.  Anything else raises `Foreign`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.ownpdf.fonts import Face
from generator.ownpdf.objects import Foreign

_NUMBER = rb"(-?\d+(?:\.\d+)?)"
_PLACE = rb"\n?q 1 0 0 -1 %b %b cm/c0 " % (_NUMBER, _NUMBER)
#: The first byte of a glyph is 0, escaped; where a glyph is above 127 the string is hexadecimal.
_FIRST = rb"\000"
_DIGITS = re.compile(rb"<((?:00[0-9A-F]{2})+)>")
#: How a text is shown: font, size, place; then its glyphs, in one string or several with room between them.
#: A string holds no line end of its own.
_SHOW = rb" 0 Tr/(f\d+) %b Tf 1 0 0 -1 %b %b Tm(\[)?(\([^\n]+%b\))(?(%d)\]TJ|Tj)"
#: What stands in a stream, one after the other; the commonest is a marked content of one text.
_TEXT = re.compile(
    rb"(?:\n?/Span<</MCID (\d+)>>BDC)?" + _PLACE + rb"cs 0 scn\nBT"
    + _SHOW % (_NUMBER, b"0", b"0", b"", 6) + rb"\nET\nQ(\nEMC)?"
)  # fmt: skip
_OPEN = re.compile(rb"\n?/(?:Span<</MCID (\d+)>>BDC|Artifact(?: BMC|<<(?:/Attached\[/\w+\]|/\w+/\w+)*>>BDC))")
_CLOSE = re.compile(rb"\n?EMC")
_TEXTS = re.compile(_PLACE + rb"cs 0 scn\nBT(.+?)\nET\nQ", re.S)
_PATH = re.compile(
    _PLACE + rb"(?:CS 0 SCN " + _NUMBER + rb" w 4 M|cs 0 scn)"
    rb"((?: -?\d+(?:\.\d+)? -?\d+(?:\.\d+)? [ml])+)(\nh)?\n([Sf])\nQ"
)
#: A text within a group of several, alone or with the letters that it stands for.
_ONE = re.compile(
    rb"(?:/Span<</ActualText<FEFF((?:[0-9A-F]{4})+)>>>BDC)?"
    + _SHOW % (_NUMBER, _NUMBER, _NUMBER, b"?", 6) + rb"(?=\n|/Span<</ActualText<|$)(\nEMC)?"
)  # fmt: skip


class Shown(NamedTuple):
    """A text as the stream shows it: its strings of glyphs with their brackets, and what it says if that differs."""

    mark: int
    x: float
    y: float
    face: Face
    size: float
    glyphs: bytes
    said: str | None


class Path(NamedTuple):
    """A path of straight lines; `weight` is None where it is filled."""

    points: list[tuple[float, float]]
    weight: float | None


@dataclass(slots=True)
class Content:
    """What a page shows, in the order of its stream."""

    texts: list[Shown] = field(default_factory=list)
    paths: list[Path] = field(default_factory=list)


def read(stream: bytes, faces: Mapping[bytes, Face]) -> Content:
    """Return what a page shows. Raises Foreign, or LookupError for a font that it does not have."""
    page = _Page(faces)
    page.walk(_normal(stream))
    return page.content


def _normal(stream: bytes) -> bytes:
    """A stream with the zero that begins a glyph as it is, and no hexadecimal strings.

    So no bracket and no number between two strings can be mistaken for a glyph, nor the other way round.
    """
    if b"\0" in stream:
        raise Foreign
    stream = stream.replace(_FIRST, b"\0")
    return _DIGITS.sub(_literal, stream) if b"<00" in stream else stream


def _literal(digits: re.Match[bytes]) -> bytes:
    glyphs = bytes.fromhex(digits[1].decode())
    return b"(%b)" % glyphs.replace(b"\\", rb"\\").replace(b"\n", rb"\n")


class _Page:
    """The walk over one stream. `mark` is the marked content that is open: -1 for one without a number, or None."""

    def __init__(self, faces: Mapping[bytes, Face]) -> None:
        self.faces, self.content = faces, Content()
        self.mark: int | None = None

    def walk(self, stream: bytes) -> None:
        """Read a stream from its begin to its end."""
        at, end, match = 0, len(stream), _TEXT.match
        faces, put = self.faces, self.content.texts.append
        while at < end:
            found = match(stream, at)
            if not found:
                at = self._other(stream, at)
                continue
            mark, x, y, font, size, _, glyphs, closed = found.groups()
            if mark is not None:
                self._open(int(mark))
            place = -1 if self.mark is None else self.mark
            put(Shown(place, float(x), float(y), faces[font], float(size), glyphs, None))
            if closed:
                self.mark = None
            at = found.end()
        if self.mark is not None:
            raise Foreign

    def _other(self, stream: bytes, at: int) -> int:
        if found := _OPEN.match(stream, at):
            self._open(-1 if found[1] is None else int(found[1]))
        elif found := _CLOSE.match(stream, at):
            self._close()
        elif found := _TEXTS.match(stream, at):
            self._texts(*found.groups())
        elif found := _PATH.match(stream, at):
            self._path(*found.groups())
        else:
            raise Foreign
        return found.end()

    def _open(self, mark: int) -> None:
        if self.mark is not None:
            raise Foreign
        self.mark = mark

    def _close(self) -> None:
        if self.mark is None:
            raise Foreign
        self.mark = None

    def _texts(self, x: bytes, y: bytes, group: bytes) -> None:
        """A group of several texts, some of which stand for other letters than their glyphs say."""
        left, base, at = float(x), float(y), 0
        mark = -1 if self.mark is None else self.mark
        while at < len(group):
            found = _ONE.match(group, at)
            if not found:
                raise Foreign
            meant, font, size, dx, dy, _, glyphs, closed = found.groups()
            if (meant is None) != (closed is None):
                raise Foreign
            said = bytes.fromhex(meant.decode()).decode("utf-16-be") if meant else None
            place = (left + float(dx), base - float(dy))
            self.content.texts.append(Shown(mark, *place, self.faces[font], float(size), glyphs, said))
            at = found.end()

    def _path(self, x: bytes, y: bytes, weight: bytes | None, points: bytes, closed: bytes | None, how: bytes) -> None:
        parts = points.split()
        if (weight is None) != (how == b"f") or parts[2::3] != [b"m", *[b"l"] * (len(parts) // 3 - 1)]:
            raise Foreign
        left, base = float(x), float(y)
        way = [(left + float(a), base - float(b)) for a, b in zip(parts[::3], parts[1::3], strict=True)]
        if closed and way[-1] != way[0]:
            way.append(way[0])
        self.content.paths.append(Path(way, None if weight is None else float(weight)))
