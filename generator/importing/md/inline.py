"""pieces: a paragraph of Markdown as typed -> its text with looks, marks and escapes gone.

Linear in the length of the text: each mark is met once, and pairs with the last one of its kind that is open.
"""

from __future__ import annotations

import html
import re

from generator.frozen import dataclass
from generator.importing.html.spans import BREAK, KEPT, curled, shifted
from generator.importing.md.raw import LONGEST
from generator.importing.sheet import Span

_TOKEN = re.compile(
    r"(?P<escape>\\[!-/:-@\[-`{-~ ])"
    r"|(?P<note>\[\^[^\]\s]{1,60}\])"
    r"|(?P<image>!\[[^\[\]]{0,400}\]\([^()\s]{0,500}(?:\s+\"[^\"]{0,200}\")?\)(?:\{[^{}]{0,200}\})?)"
    r"|(?P<link>\]\([^()\s]{0,500}(?:\s+\"[^\"]{0,200}\")?\)(?:\{[^{}]{0,200}\})?)"
    r"|(?P<span>\]\{[^{}]{0,200}\})"
    r"|(?P<open>\[)"
    r"|(?P<raw>`[^`\n]{1,400}`\{=\w+\})"
    r"|(?P<code>`[^`]{1,400}`)"
    r"|(?P<auto><(?:https?|mailto|ftp):[^<>\s]{1,400}>)"
    r"|(?P<tag></?[a-zA-Z][a-zA-Z0-9:]{0,10}(?:\s[^<>]{0,300})?/?>)"
    r"|(?P<entity>&(?:[a-zA-Z]{2,10}|#\d{1,6}|#[xX][0-9a-fA-F]{1,5});)"
    r"|(?P<raised>\^[^\^\s]{1,20}\^)"
    r"|(?P<lowered>(?<!~)~(?!~)[^~\s]{1,20}~(?!~))"
    r"|(?P<struck>~~)"
    r"|(?P<mark>\*+|_+)"
    r"|(?P<dots>\.\.\.)|(?P<dashes>-{2,3}(?!-))"
)
_BOLD_TAGS, _SLANTED_TAGS = ("b", "strong"), ("i", "em")
#: Where an escaped quotation mark is kept: a part of Unicode that no text uses.
AWAY = 0xF0000
_QUOTES = re.compile("[\"'\U000f0022\U000f0027]")
#: A run of so many is a line to be filled in, or a rule.
_LONG = 4


@dataclass(frozen=True, slots=True)
class _Mark:
    """A run of stars or underscores that may open: where its token stands, how many of it are left."""

    token: int
    left: int


def pieces(text: str, smart: bool) -> list[Span]:
    """Return the stretches of a paragraph, its breaks and white space as they are.

    `smart`: straight signs stand for “ ” – …, as pandoc writes them.
    """
    if len(text) > LONGEST:
        return [Span(text)]
    tokens, kinds = _tokens(text, smart)
    bold, slanted = _looks(text, tokens, kinds)
    found: list[Span] = []
    strong = lean = 0
    for number, (token, kind) in enumerate(zip(tokens, kinds, strict=True)):
        strong += bold.get(number, 0)
        lean += slanted.get(number, 0)
        if kind == "note":
            found.append(Span("", note=token))
        elif token:
            found.append(Span(token, strong > 0, lean > 0))
    return _quoted(found, smart)


def _quoted(found: list[Span], smart: bool) -> list[Span]:
    """Return stretches with curled quotation marks where `smart`; those that were escaped stay straight."""
    text = "".join(span.text for span in found)
    if not _QUOTES.search(text):
        return found
    text = curled(text) if smart else text
    at, done = 0, []
    for span in found:
        own = text[at : at + len(span.text)]
        at += len(span.text)
        own = _QUOTES.sub(lambda match: chr(ord(match[0]) % AWAY), own)
        done.append(Span(own, span.bold, span.italic, span.note))
    return done


def _tokens(text: str, smart: bool) -> tuple[list[str], list[str]]:
    """Return what each token shows, and its kind; marks are kept as they are, for `_looks` to pair."""
    tokens: list[str] = []
    kinds: list[str] = []
    brackets: list[int] = []
    at = 0
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if match.start() > at:
            tokens.append(text[at : match.start()])
            kinds.append("text")
        at = match.end()
        shown = _shown(kind, match, smart)
        if kind == "open":
            brackets.append(len(tokens))
        elif kind in ("link", "span"):
            if brackets:
                tokens[brackets.pop()] = shown = ""
            else:
                shown = match[0]
        tokens.append(shown)
        kinds.append(kind)
    tokens.append(text[at:])
    kinds.append("text")
    return tokens, kinds


def _shown(kind: str, match: re.Match[str], smart: bool) -> str:
    token = match[0]
    if kind == "escape":
        return KEPT if token[1] == " " else chr(AWAY + ord(token[1])) if token[1] in "\"'" else token[1]
    if kind == "note":
        return token[2:-1]
    if kind in ("image", "raw", "struck"):
        return ""
    if kind == "code":
        return token[1:-1]
    if kind == "auto":
        return token[1:-1].removeprefix("mailto:")
    if kind == "entity":
        return html.unescape(token)
    if kind in ("raised", "lowered"):
        return shifted(token[1:-1], 1 if kind == "raised" else -1)
    if kind == "tag":
        return _tagged(token)
    if kind in ("dots", "dashes") and smart:
        return "…" if kind == "dots" else "—" if len(token) == 3 else "–"
    return token


def _tagged(token: str) -> str:
    name = re.sub(r"\W.*", "", token.strip("</>").lower())
    return BREAK if name == "br" else "" if name in _TAGS else token


_TAGS = frozenset(
    "a abbr b big center code del em font i img ins kbd mark o p s small span strike strong sub sup u".split()
)


def _looks(text: str, tokens: list[str], kinds: list[str]) -> tuple[dict[int, int], dict[int, int]]:
    """Return where bold and italics begin (1) and end (-1), by token; marks that found a partner show no more."""
    bold: dict[int, int] = {}
    slanted: dict[int, int] = {}
    opened: dict[str, list[_Mark]] = {"*": [], "_": []}
    tags: dict[str, list[int]] = {"b": [], "i": []}
    for number, (token, kind) in enumerate(zip(tokens, kinds, strict=True)):
        if kind == "mark" and len(token) < _LONG:
            _pair(number, token, tokens, opened[token[0]], bold, slanted)
    _pair_tags(text, kinds, tags, bold, slanted)
    return bold, slanted


def _pair(
    number: int, token: str, tokens: list[str], opened: list[_Mark], bold: dict[int, int], slanted: dict[int, int]
) -> None:
    before = next((t for t in reversed(tokens[max(number - 3, 0) : number]) if t), " ")
    after = next((t for t in tokens[number + 1 : number + 4] if t), " ")
    opens, closes = not after[0].isspace(), not before[-1].isspace()
    if token[0] == "_" and before[-1].isalnum() and after[0].isalnum():
        return
    left = len(token)
    while closes and left and opened:
        last = opened.pop()
        used = 2 if min(last.left, left) >= 2 else 1
        looks = bold if used == 2 else slanted
        looks[last.token] = looks.get(last.token, 0) + 1
        looks[number] = looks.get(number, 0) - 1
        left -= used
        tokens[last.token] = tokens[last.token][: len(tokens[last.token]) - used]
        if last.left > used:
            opened.append(_Mark(last.token, last.left - used))
    tokens[number] = token[:left]
    if opens and left:
        opened.append(_Mark(number, left))


def _pair_tags(
    text: str, kinds: list[str], tags: dict[str, list[int]], bold: dict[int, int], slanted: dict[int, int]
) -> None:
    """Pair `<b>` with `</b>` and `<i>` with `</i>`."""
    names = iter(match["tag"].lower() for match in _TOKEN.finditer(text) if match.lastgroup == "tag")
    for number in (n for n, kind in enumerate(kinds) if kind == "tag"):
        tag = next(names)
        name = re.sub(r"\W.*", "", tag.strip("</>"))
        which = "b" if name in _BOLD_TAGS else "i" if name in _SLANTED_TAGS else ""
        if which and not tag.startswith("</"):
            tags[which].append(number)
        elif which and tags[which]:
            looks = bold if which == "b" else slanted
            start = tags[which].pop()
            looks[start] = looks.get(start, 0) + 1
            looks[number] = looks.get(number, 0) - 1
