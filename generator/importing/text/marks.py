"""Marks of Markdown in a text: the lines of one stretch in, their words with their looks out.

Portals and converters leave `**bold**`, `*italic*`, `# heading`, `> quote` and `\\*` in a text, not always as Markdown
has it (`*Đà Nẵng, ngày 28 *`, `**Số ***(mẫu)*`), so a mark is a switch here, and goes on over the end of a line. A star
that switches nothing (`b/a * 100%`, `(*)`, `* Ghi chú`) is a star.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence

from generator.frozen import dataclass
from generator.importing.sheet import Rich, Span
from generator.importing.text.habits import marker
from generator.importing.text.lines import Line, is_rule

_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(?=\S)")
_QUOTE = re.compile(r"\s{0,3}(?:>\s?)+")
_MARKED = re.compile(r"\*\*[^\s*]|^#{1,6} +\S|\\[.*\-_#+]|^[ \t]{0,8}\*[^\s*][^*\n]{0,400}\*[ \t]{0,8}$", re.MULTILINE)
_STARS = re.compile(r"(?<!\\)\*+")
_TOKEN = re.compile(r"\*+|\\[\\`*_{}\[\]()#+\-.!|>~]|\[\^?[\w*]{1,6}\]")


@dataclass(frozen=True, slots=True)
class Row:
    """A line with its looks. `open` tells that a mark goes on over its end, `hard` that the line ends by intent,
    `ruled` that a drawn rule or a blank line stands before it, `indent` by how many blanks it is set in."""

    spans: Rich
    line: int
    text: str
    outline: int = 0
    open: bool = False
    hard: bool = False
    breaks: bool = False
    ruled: bool = False
    indent: int = 0


def is_marked(text: str) -> bool:
    """Tell whether a text bears marks of Markdown (else a backslash or a `>` is only a sign)."""
    return bool(_MARKED.search(text))


def parse(lines: Sequence[Line], marked: bool, notes: Mapping[str, object]) -> list[Row]:
    """Return the rows of a stretch of lines without blank ones in it; rules are left out and told."""
    looks = _Looks(lines) if marked else _Looks(())
    rows: list[Row] = []
    ruled = breaks = False
    for line in lines:
        breaks = breaks or line.breaks
        text, outline = _outline(line.text) if marked else (line.text, 0)
        if line.blank or is_rule(text):
            ruled = True
            continue
        text = text.strip()
        slashed = marked and text.endswith("\\") and not text.endswith("\\\\")
        spans = _spans(_beside(text[:-1].rstrip() if slashed else text), looks, marked, notes)
        words = "".join(span.text for span in spans)
        if words.strip() or any(span.note for span in spans):
            indent = len(line.text) - len(line.text.lstrip())
            hard = slashed or (marked and line.text.endswith("  "))
            rows.append(Row(spans, line.number, words.strip(), outline, looks.on, hard, breaks, ruled, indent))
            ruled = breaks = False
    return rows


def _beside(text: str) -> str:
    """A marker that a tab sets apart from its words, with a blank."""
    if "\t" not in text:
        return text
    head, _, rest = text.partition("\t")
    return f"{head.strip()} {rest.strip()}" if marker(head.strip() + " ") == head.strip() else text


def _outline(text: str) -> tuple[str, int]:
    text = _QUOTE.sub("", text, count=1) if text.lstrip().startswith(">") else text
    heading = _HEADING.match(text)
    return (text[heading.end() :].rstrip("# ").rstrip(), len(heading[1])) if heading else (text, 0)


class _Looks:
    """What is switched on while a stretch is read, and the runs of stars in it: what can still be switched off."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.bold = self.italic = False
        self.runs: list[int] = []
        for line in lines:
            if "*" in line.text:
                self.runs += [len(run) for run in _STARS.findall(line.text)]
        self.at = 0  # how many of the runs were read
        self.last = {size: _last(self.runs, sizes) for size, sizes in ((1, (1, 3)), (2, (2, 3, 4)))}

    @property
    def on(self) -> bool:
        """Tell whether a look is switched on."""
        return self.bold or self.italic

    def turn(self, run: re.Match[str]) -> str | None:
        """Switch by a run of stars; return what of it is a sign of the text, None where all of it is."""
        self.at += 1
        length, text = len(run[0]), run.string
        before, after = text[run.start() - 1 : run.start()], text[run.end() : run.end() + 1]
        if length > 4 or (before == "(" and after == ")"):
            return None
        if (
            not before
            and after == " "
            and not self.on
            and length in (2, 3)
            and self.runs[self.at : self.at + 1] == [length - 1]
        ):
            self.bold, self.italic = length == 3, length == 2
            return "*"  # an item that a star begins, all in one look: `** Lưu ý: …*`
        if length == 4:
            return "" if self.bold or text[run.end() :].strip() else None
        if length == 1:
            return self._turn_one(before, after)
        later = self.last[2] > self.at or (length == 3 and self.last[1] > self.at)
        if not later and not self.bold and not (length == 3 and self.on):
            return None
        self.bold = not self.bold
        self.italic = not self.italic if length == 3 else self.italic
        return ""

    def _turn_one(self, before: str, after: str) -> str | None:
        free = before in ("", " ", "\t") and after in (" ", "\t")
        later = self.last[1] > self.at
        if self.italic:
            if free and later:
                return None
        elif not later or free or not after or (before.isalnum() and after.isalnum()):
            return None
        self.italic = not self.italic
        return ""


def _last(runs: Sequence[int], sizes: tuple[int, ...]) -> int:
    """How many runs there are up to the last of these sizes."""
    return max((at for at, size in enumerate(runs, 1) if size in sizes), default=0)


def _spans(text: str, looks: _Looks, marked: bool, notes: Mapping[str, object]) -> Rich:
    if not (("*" in text and marked) or "[" in text or "\\" in text):
        return (Span(text, looks.bold, looks.italic),)
    found: list[Span] = []
    kept = 0
    piece = ""
    for token in _TOKEN.finditer(text):
        sign = token[0]
        look = (looks.bold, looks.italic)
        piece += text[kept : token.start()]
        kept = token.end()
        if sign[0] == "*" and marked:
            star = looks.turn(token)
            found += (Span(piece, *look),) if star is not None else ()
            piece = piece + sign if star is None else star
        elif sign[0] == "[" and (name := sign[1:-1].lstrip("^")) in notes:
            found += (Span(piece, *look), Span("", *look, note=name))
            piece = ""
        else:
            piece += sign[1:] if sign[0] == "\\" and marked else sign
    piece += text[kept:]
    found.append(Span(piece, looks.bold, looks.italic))
    return merged(tuple(span for span in found if span.text or span.note))


def merged(spans: Rich) -> Rich:
    """Return the spans with neighbours of one look made one."""
    found: list[Span] = []
    for (bold, italic, note), group in itertools.groupby(spans, key=lambda span: (span.bold, span.italic, span.note)):
        if note:
            found += group
        else:
            found.append(Span("".join(span.text for span in group), bold, italic))
    return tuple(found)
