"""bytes_to_text: the bytes of a text file -> its text in Unicode, the name of its code, what staff must know.

A byte order mark is believed; UTF-8 and UTF-16 prove themselves; the one-byte codes of Vietnam are tried in turn, and
the one that makes words of the bytes is taken. Where none does, the bytes are shown as Windows-1252 and it is said.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable

from generator.importing.letters.families import Code
from generator.importing.letters.legacy import decode, letters, recognise
from generator.importing.letters.mojibake import CP1252
from generator.importing.letters.syllables import is_syllable
from generator.importing.letters.tables import VISCII
from generator.importing.sheet import Remark

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: The upper bytes of the letters that Vietnamese is written with: Latin, marks, Vietnamese, signs.
_UPPER = frozenset((0x00, 0x01, 0x03, 0x1E, 0x20))
#: Bytes looked at to tell a code.
_SAMPLE = 60_000
_WORD = re.compile("[A-Za-z\u00c0-\u024f\u1ea0-\u1ef9]+")
#: Signs of Latin-1 that no letter is, but for those that plans have, and controls.
_ODD = re.compile("[\x80-\x9f¡-¬®¯´-¶¸-¿×÷]")
_WINDOWS = str.maketrans({chr(byte): sign for byte, sign in CP1252.items()})
_VISCII = str.maketrans({chr(byte): letter for byte, letter in VISCII.items()})
SAVE_AS = "mở tệp bằng Word hoặc Notepad, lưu lại với bảng mã UTF-8 rồi nhập lại"


def bytes_to_text(data: bytes) -> tuple[str, str, tuple[Remark, ...]]:
    """Return a file's text in NFC, the name of the code that it was in, and remarks. Never fails."""
    found = _unicode(data)
    if not found:
        return _old(data)
    text, name, remarks = found
    habit = recognise(_lines(text))
    if habit:
        name, remarks = f"{name}, {habit}", (*remarks, _legacy(habit))
    if not text.isascii():
        text = "\n".join(decode(line, "", habit).text for line in _lines(text))
    return text, name, remarks


def _lines(text: str) -> list[str]:
    # not splitlines: it parts at signs that staff do not see as the end of a line
    return text.split("\n")


def _unicode(data: bytes) -> tuple[str, str, tuple[Remark, ...]] | None:
    """The text of a file in one of the codes of Unicode, None where it is in none."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _with_gaps(data[len(mark) :], name)
    if name := _without_mark(data[:_SAMPLE]):
        return _with_gaps(data, name)
    try:
        return data.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError:
        pass
    text = data.decode("utf-8", "replace")
    good = sum(letter > "\x7f" for letter in text) - text.count("\ufffd")
    return _with_gaps(data, "utf-8") if good > 20 * text.count("\ufffd") else None


def _with_gaps(data: bytes, name: str) -> tuple[str, str, tuple[Remark, ...]]:
    text = data.decode(name, "replace")
    if "\ufffd" not in text:
        return text, name, ()
    line = text.count("\n", 0, text.index("\ufffd")) + 1
    count = text.count("\ufffd")
    return text, name, (Remark("encoding", f"tệp có {count} chỗ hỏng, không đọc được chữ", line, SAVE_AS),)


def _without_mark(data: bytes) -> str:
    """UTF-16 shows itself by its upper bytes, half of all; other codes have no zeros at all."""
    if b"\x00" not in data or len(data) < 4:
        return ""
    for name, at in (("utf-16-le", 1), ("utf-16-be", 0)):
        upper, lower = data[at::2], data[1 - at :: 2]
        if sum(byte in _UPPER for byte in upper) >= 0.97 * len(upper) and lower.count(0) < 0.01 * len(lower):
            return name
    return ""


def _old(data: bytes) -> tuple[str, str, tuple[Remark, ...]]:
    """The text of a file in a one-byte code: the one whose words are Vietnamese."""
    shown = data.decode("latin-1")
    ways: tuple[tuple[str, Callable[[str], str]], ...] = (
        ("TCVN3", lambda text: _by_line(text, "TCVN3")),
        ("VNI", lambda text: _by_line(text, "VNI")),
        ("windows-1258", _windows_1258),
        ("VISCII", lambda text: text.translate(_VISCII)),
        ("windows-1252", lambda text: text.translate(_WINDOWS)),
    )
    sample = shown[:_SAMPLE]
    rated = [(_rate(way(sample)), -at) for at, (_, way) in enumerate(ways)]
    best, at = max(rated)
    if best < 0.6:
        message = "không nhận ra bảng mã của tệp, chữ có dấu có thể sai"
        return shown.translate(_WINDOWS), "windows-1252", (Remark("encoding", message, 0, SAVE_AS),)
    name, way = ways[-at]
    text = unicodedata.normalize("NFC", way(shown))
    return text, name, (_legacy(name),) if name != "windows-1252" else ()


def _by_line(text: str, code: Code) -> str:
    # whether a word is in capitals is told by its line
    return "\n".join(letters(line, code) for line in _lines(text.translate(_WINDOWS)))


def _windows_1258(text: str) -> str:
    return unicodedata.normalize("NFC", text.encode("latin-1").decode("cp1258", "replace"))


def _rate(text: str) -> float:
    """The share of words with letters beyond ASCII that are Vietnamese; words broken by odd signs count against it."""
    words = [word for word in _WORD.findall(unicodedata.normalize("NFC", text)) if not word.isascii()]
    odd = len(_ODD.findall(text))
    good = sum(is_syllable(word) for word in words)
    return good / (len(words) + odd) if words else 0.0


def _legacy(name: str) -> Remark:
    return Remark("legacy-font", f"chữ gõ theo bảng mã cũ {name}, đã đổi sang Unicode", 0, "soát lại chữ có dấu")
