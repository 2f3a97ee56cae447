"""turned: UTF-8 that some program read as Windows-1252 (`á»§y ban`) -> the letters that were meant (`ủy ban`).

A word is turned back only where every sign of it decodes exactly, and only in a text that has signs which stand side by
side for no other reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

#: Byte -> sign, as Windows-1252 shows it; the five bytes that it leaves out stay control signs.
CP1252: dict[int, str] = {
    byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0x100)
}  # fmt: skip
_BYTES = {sign: byte for byte, sign in CP1252.items()} | {chr(byte): byte for byte in range(0x80, 0xA0)}
_NEXT = "[" + re.escape("".join(sign for sign, byte in _BYTES.items() if byte < 0xC0)) + "]"
#: What only a misread Vietnamese text has: beginnings of `ạ` to `ỹ`, of `đ`, `Đ`, `ơ`, `ư`.
_TELLING = re.compile(f"á[º»]{_NEXT}|Ä[‘\x90]|Æ[°¡¯\xa0]")
_PARTS = re.compile(f"[Â-ß]{_NEXT}|[à-ï]{_NEXT}{{2}}")
# no-break spaces are bytes of letters here
_WORD = re.compile(r"[^\x00-\x20]+")


def turned(text: str) -> str:
    """Return a text with its misread words turned back; as it is where nothing tells that any is."""
    if text.isascii() or not _TELLING.search(text):
        return text
    return _WORD.sub(lambda found: _word(found[0]), text)


def misread(text: str) -> Iterator[tuple[int, str]]:
    """Yield what is left of misread letters: place and signs."""
    if not text.isascii() and _TELLING.search(text):
        yield from ((found.start(), found[0]) for found in _PARTS.finditer(text))


def _word(word: str) -> str:
    if word.isascii():
        return word
    try:
        return bytes(_BYTES[sign] if sign > "\x7f" else ord(sign) for sign in word).decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return word
