"""begin: the bytes of a PDF -> its objects, found by its cross-reference table.

In: the bytes of a file.  Out: `File`.  Known is what Typst writes: one table, objects one after the
other, streams that are deflated.  Anything else (object streams, encryption, an appended change)
raises `Foreign`.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

#: A string of a dictionary: hexadecimal, or literal with brackets in pairs one deep.
STRING = rb"(?:<(?:[0-9A-F]{2})*>|\((?:[^\\()]|\\.|\((?:[^\\()]|\\.)*\))*\))"
_TAIL = re.compile(
    rb"trailer\n<</Size (\d+)/Root (\d+) 0 R/Info (\d+) 0 R/ID\[\([\w+/=]+\)\([\w+/=]+\)\]>>\n"
    rb"startxref\n(\d+)\n%%EOF\s*"
)
_ROWS = re.compile(rb"(?:\d{10} 00000 n\r\n)*")
_STREAM = re.compile(rb"<</Length (\d+)(/N 1/Range\[0 1\])?(?:/Type/CMap)?/Filter/FlateDecode(?:/WMode 0)?>>\nstream\n")
_ROW = 20
_OCTAL = re.compile(rb"\\([0-3][0-7]{2}|.)", re.S)
_PLAIN = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"(": b"(", b")": b")", b"\\": b"\\"}


class Foreign(Exception):
    """A file, or a part of one, that is not written as ours are."""


@dataclass(frozen=True, slots=True)
class File:
    """A file and where its objects begin (`starts`, object 1 first); the numbers of its catalog and its Info."""

    data: bytes
    starts: tuple[int, ...]
    root: int
    info: int

    def begin(self, number: int) -> int:
        """Return where the content of an object begins."""
        if not 0 < number <= len(self.starts):
            raise Foreign
        start, head = self.starts[number - 1], b"%d 0 obj\n" % number
        if not self.data.startswith(head, start):
            raise Foreign
        return start + len(head)

    def body(self, number: int) -> bytes:
        """Return what an object holds that is no stream."""
        start = self.begin(number)
        return self.data[start : self.data.index(b"\nendobj", start)]

    def match(self, number: int, form: re.Pattern[bytes]) -> re.Match[bytes]:
        """Return an object that is no stream, which must be of a form (made by `form`) from its begin to its end."""
        found = form.match(self.data, self.begin(number))
        if not found:
            raise Foreign
        return found

    def is_grey(self, number: int) -> bool:
        """Whether a stream is a colour profile of one component."""
        head = _STREAM.match(self.data, self.begin(number))
        return head is not None and head[2] is not None

    def stream(self, number: int) -> bytes:
        """Return the inflated bytes of a stream."""
        head = _STREAM.match(self.data, self.begin(number))
        if not head:
            raise Foreign
        end = head.end() + int(head[1])
        if not self.data.startswith(b"\nendstream\nendobj", end):
            raise Foreign
        engine = zlib.decompressobj()
        body = engine.decompress(self.data[head.end() : end])
        if not engine.eof or engine.unused_data:
            raise Foreign
        return body


def form(pattern: bytes) -> re.Pattern[bytes]:
    """Return the form that an object must have."""
    return re.compile(pattern + rb"\nendobj\n")


def begin(data: bytes) -> File:
    """Return a file by its cross-reference table. Raises Foreign, ValueError or IndexError for others than ours."""
    tail = data.rfind(b"trailer\n", -1000)
    found = _TAIL.fullmatch(data, tail) if tail >= 0 else None
    if not found or not data.startswith(b"%PDF-1.7"):
        raise Foreign
    size, root, info, table = (int(number) for number in found.groups())
    head = b"xref\n0 %d\n0000000000 65535 f\r\n" % size
    first = table + len(head)
    if not data.startswith(head, table) or tail - first != (size - 1) * _ROW or not _ROWS.fullmatch(data, first, tail):
        raise Foreign
    return File(data, tuple([int(data[at : at + 10]) for at in range(first, tail, _ROW)]), root, info)


def text(string: bytes) -> str:
    """Return a text string of a dictionary: UTF-16 behind its mark, or else ASCII."""
    if string.startswith(b"<"):
        value = bytes.fromhex(string[1:-1].decode())
    else:
        value = _OCTAL.sub(lambda found: _letter(found[1]), string[1:-1])
    return value[2:].decode("utf-16-be") if value.startswith(b"\xfe\xff") else value.decode("ascii")


def _letter(sign: bytes) -> bytes:
    if sign.isdigit():
        return bytes([int(sign, 8)])
    if sign not in _PLAIN:
        raise Foreign
    return _PLAIN[sign]
