"""put: a text -> the lines that say it in YAML, as plainly as YAML allows.

On one line without quotes where that fits and means the same; in double quotes where it must be quoted, in single
ones where the text has quotes or `\\` itself; folded (`>-`) where it is longer than a line; `|-` where its own lines
matter and fit. A figure or word that YAML takes for something else than a text (`29`, `2022-01-28`, `no`) keeps
what it has: what is quoted stays quoted, what is plain stays plain.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from generator.canon.twigs import Leaf

#: A line ends here, as in all plans of the house; deep in a tree a text is still given so much room (characters).
WIDTH, LEAST = 100, 40

#: What no plain text may begin with, `-` before a figure aside; `–`, `•`, `+` are signs of a list from Word.
_INDICATOR = re.compile(r"[?:,\[\]{}#&*!|>'\"%@`]|-(?!\d)|[–•+](?=\s)|\.\.\.\s|$")
#: What ends a plain text, or turns it into a key.
_BROKEN = re.compile(r":(?=[ \t]|$)|[ \t]#")
_FLOW_BROKEN = re.compile(r"[,\[\]{}]|:$|\?")
#: Words that YAML 1.1 or 1.2 reads as something else than a text.
_WORDS = frozenset("y n yes no on off true false null nan inf ~ = <<".split())
_NUMBER = re.compile(
    r"[-+]?(?:0[xob])?[\d_a-fA-F]*[.\d][\d_.,:/\- ]*(?:[eE][-+]?\d+)?|[-+]?\.(?:inf|nan)", re.IGNORECASE
)
_LETTER = re.compile(r"[^\W\d_]")
#: Where a folded text may be broken: a space between two letters, not where the next line would look like an item of
#: a list or a comment; and, where it has placeholders, not inside one.
_SPACE = r"(?<=[^ \t]) (?=[^ \t])(?![-–•+#]+[ \t]|\d+\.[ \t]|[a-zđ]\)[ \t])"
_BREAK, _BREAK_OUTSIDE = re.compile(_SPACE), re.compile(_SPACE + r"(?![^{}]*\}\})")
_SIGN = re.compile(r"[-–•+]|\d+\.|[a-zđ]\)")
#: Letters that `source` mends or refuses where they stand as letters, and the end of a line.
_ODD_SIGNS = "\\x00-\\x08\\x0a-\\x1f\\x7f-\\x9f\\u00ad\\u0300-\\u036f\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f"
_ODD = re.compile(f"[{_ODD_SIGNS}\\ud800-\\uf8ff\\ufb00-\\ufb06\\ufeff\\ufff9-\\uffff]")
_NOT_ASCII = re.compile("[^\\x20-\\x7e]")
#: What most texts are made of: nothing in it means anything to YAML.
_SURE = re.compile(r"[^\W_][\w ,.;()/%“”–…-]*[\w.;)%”…]")


def put(leaf: Leaf, start: int, indent: int, quoted: bool = False) -> list[str]:
    """Return the lines of a text: the first goes behind its key or dash, at column `start`, the others stand for
    themselves, indented by `indent`. With `quoted` it may not stand plain, since of the comment behind it."""
    if leaf.blank:
        return [""]
    if leaf.rows:
        return _as_it_was(leaf.rows, indent)
    text = leaf.text
    if "\n" in text:
        return _several(text, indent)
    line = inline(leaf, False, quoted)
    if start + len(line) <= WIDTH or not _BREAK.search(text) or text != text.strip() or _escaped(text):
        return [line]
    return [">-", *_folded(text, indent)]


def inline(leaf: Leaf, in_flow: bool, quoted: bool = False) -> str:
    """Return a text on one line: plain, or in the quotes that it needs; `in_flow` is inside `[ ]` or `{ }`."""
    text = leaf.text
    if not quoted and _plain(text, in_flow) and (leaf.plain or not _taken_for_another(text)):
        return text
    return quote(text)


def key(text: str) -> str:
    """Return a key."""
    return text if _plain(text, True) else quote(text)


def quote(text: str) -> str:
    """Return a text in quotes."""
    if _escaped(text):
        signs = _ODD if unicodedata.is_normalized("NFC", text) else _NOT_ASCII
        return '"' + signs.sub(_escape, text.replace("\\", "\\\\").replace('"', '\\"')) + '"'
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    if found[0] in "\n\t":
        return "\\n" if found[0] == "\n" else "\\t"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


@lru_cache(maxsize=8192)
def _plain(text: str, in_flow: bool) -> bool:
    """Tell whether a text may stand without quotes."""
    if not in_flow and _SURE.fullmatch(text) and unicodedata.is_normalized("NFC", text):
        return True
    return not (
        _INDICATOR.match(text)
        or _BROKEN.search(text)
        or text != text.strip()
        or "\n" in text
        or _escaped(text)
        or (in_flow and _FLOW_BROKEN.search(text))
    )


def _taken_for_another(text: str) -> bool:
    """Tell whether YAML, or somebody who reads it, might take a plain text for a number, a date, a yes or no."""
    return text.lower() in _WORDS or not _LETTER.search(text) or bool(_NUMBER.fullmatch(text))


def _escaped(text: str) -> bool:
    """Tell whether a text holds what only an escape can write: it would be mended or refused as a letter."""
    return bool(_ODD.search(text)) or not unicodedata.is_normalized("NFC", text)


def _as_it_was(rows: tuple[str, ...], indent: int) -> list[str]:
    # a sign alone is told of only with a blank behind it
    lines = (f"{row} " if _SIGN.fullmatch(row) else row for row in rows[1:])
    return [rows[0], *(" " * indent + line if line else "" for line in lines)]


def _several(text: str, indent: int) -> list[str]:
    """The lines of a text of several: they are paragraphs, or verses."""
    lines = text.split("\n")
    shifted = any(line != line.strip(" \t") for line in lines)
    if _escaped(text.replace("\n", "")) or any(line.startswith("\t") or line[-1:].isspace() for line in lines):
        return [quote(text)]
    if not text.strip() or not lines[-1]:
        return [quote(text)]
    if shifted or all(indent + len(line) <= WIDTH for line in lines):
        sign = "|2-" if next(line for line in lines if line).startswith(" ") else "|-"
        return [sign, *(" " * indent + line if line else "" for line in lines)]
    folded: list[str] = []
    for number, line in enumerate(lines):
        folded += [""] if number else []
        folded += _folded(line, indent) if line else []
    return [">-", *folded]


def _folded(text: str, indent: int) -> list[str]:
    """A paragraph in lines of at most WIDTH, broken where one space stands."""
    room = max(WIDTH - indent, LEAST)
    lines: list[str] = []
    line = ""
    for word in (_BREAK_OUTSIDE if "}}" in text else _BREAK).split(text):
        if line and len(line) + 1 + len(word) > room:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [" " * indent + each for each in (*lines, line)]
