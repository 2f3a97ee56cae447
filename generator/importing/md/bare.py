"""bare: a paragraph of Markdown as typed -> its words, marks taken away one kind after another.

The simple way, other than that of `inline`, for the proof that nothing was lost.
"""

from __future__ import annotations

import html
import re

from generator.importing.html.spans import curled, shifted
from generator.importing.md.raw import LONGEST

_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~ ])")
#: Where escaped signs are kept while marks are taken away: a part of Unicode that no text uses.
_AWAY, _BACK = 0xF0000, re.compile("[\U000f0000-\U000f00ff]")
_STEPS = (
    (
        re.compile(
            r"!\[[^\[\]]{0,400}\]\([^()]{0,700}\)(?:\{[^{}]{0,200}\})?|\[\^[^\]\s]{1,60}\]|`[^`\n]{1,400}`\{=\w+\}"
        ),
        "",
    ),
    (re.compile(r"\[([^\[\]]{0,2000})\](?:\([^()\s]{0,500}\)(?:\{[^{}]{0,200}\})?|\{[^{}]{0,200}\})"), r"\1"),
    (re.compile(r"<br\s*/?>", re.I), " "),
    (
        re.compile(
            r"</?(?:a|b|big|del|em|font|i|img|ins|mark|p|s|small|span|strike|strong|sub|sup|u)(?:\s[^<>]{0,300})?/?>",
            re.I,
        ),
        "",
    ),
    (re.compile(r"<((?:https?|ftp):[^<>\s]{1,400})>|<mailto:([^<>\s]{1,400})>"), r"\1\2"),
    (re.compile(r"~~|`"), ""),
    *(
        (re.compile(rf"(?<!\*)\*{{{n}}}(?=[^\s*])([^*]{{1,20000}}?)(?<=[^\s*])\*{{{n}}}(?!\*)"), r"\1")
        for n in (3, 2, 1)
    ),
    *(
        (re.compile(rf"(?<![\w_])_{{{n}}}(?=[^\s_])([^_]{{1,20000}}?)(?<=[^\s_])_{{{n}}}(?![\w_])"), r"\1")
        for n in (2, 1)
    ),
)
_SHIFTED = re.compile(r"\^([^\^\s]{1,20})\^|~([^~\s]{1,20})~")
_SMART = (
    (re.compile(r"\.\.\."), "…"),
    (re.compile(r"(?<!-)---(?!-)"), "—"),
    (re.compile(r"(?<!-)--(?!-)"), "–"),
)


def bare(text: str, smart: bool) -> list[str]:
    """Return the words of a paragraph of Markdown; `smart` as in `inline.pieces`."""
    if len(text) > LONGEST:
        return text.split()
    text = _ESCAPE.sub(lambda match: " " if match[1] == " " else chr(_AWAY + ord(match[1])), text)
    for pattern, instead in _STEPS:
        text = pattern.sub(instead, text)
    text = _SHIFTED.sub(lambda match: shifted(match[1], 1) if match[1] else shifted(match[2], -1), text)
    for pattern, instead in _SMART if smart else ():
        text = pattern.sub(instead, text)
    text = curled(text) if smart else text
    return html.unescape(_BACK.sub(lambda match: chr(ord(match[0]) - _AWAY), text)).split()
