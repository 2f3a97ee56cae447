"""raw: the text of a Markdown file -> its blocks as typed, each with the line that it begins in.

Markers that staff typed (`1.`, `a)`, `-`) stay in the text: a list of Markdown is only told by them, and their
numbers are the office's own. A line that begins with one begins a paragraph where the line before was at its end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from generator.importing.html.spans import BREAK, MARKED, clean
from generator.importing.md.raw import Frame, Markup, Piece, Raw
from generator.importing.md.tables import table
from generator.verify.paper import Unreadable

_HEADING = re.compile(r"[ ]{0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*")
_ATTRIBUTES = re.compile(r"[ \t]*\{[^{}]{0,300}\}[ \t]*$")
_RULE = re.compile(r"[ \t]*(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})")
_QUOTE = re.compile(r"(?:[ ]{0,3}>[ ]?)+")
_NOTE = re.compile(r"[ ]{0,3}\[\^([^\]\s]{1,60})\]:[ \t]*(.*)")
_REFERENCE = re.compile(r"[ ]{0,3}\[[^\]]{1,200}\]:[ \t]*<?(?:https?:|mailto:|#|/|\.)\S*.*")
_LISTED = re.compile(r"[ \t]*(?:[-+*]|\(?(?:\d{1,3}|[a-zđA-ZĐ]|[ivxIVX]{1,5})[.)])[ \t]+\S|[ \t]*-[^\s\-\d]")
_META = re.compile(r"([A-Za-z][\w-]*):[ \t]*(.*)")
_OPENS = re.compile(r"[ ]{0,3}<(table|p|center|h[1-6]|ol|ul|figure)\b", re.I)
_TAG_LINE = re.compile(
    r"[ ]{0,3}</?(?:div|section|details|summary|article|main|center|span|br|hr|a|img)\b[^<>]{0,500}>[ \t]*", re.I
)
_ENDED = re.compile(r"[.;:!?…][*_”\"’)\\]*$")
_FENCE = re.compile(r"[ ]{0,3}(`{3,}|~{3,})")
#: A break in bold, and nothing else.
_EMPTY = re.compile(rf"[*_]{{1,3}}[{BREAK} \\]+[*_]{{1,3}}")
#: Signs that a file was written by pandoc, which writes “ ” as " ", – as --, … as ... (and " as \").
_PANDOC = re.compile(r"\\[\"'.]|^\+[-=:]{3,}\+|\{\.underline\}|^:::|^[ ]{0,3}\\[-+]|^\w\\[.)]|^\d+\\[.)]", re.M)
_CURLY = re.compile("[“”‘’–—…]")
#: Lines of a file that are read at most: a plan of 200 pages has a tenth of them.
MOST = 60_000
#: Lines of HTML that are gathered for one element at most.
LONGEST = 20_000


@dataclass(slots=True)
class _State:
    """What is being read: the lines of the paragraph so far, what was found."""

    blocks: list[Piece | Frame | Markup] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    line: int = 0
    notes: dict[str, Piece] = field(default_factory=dict)
    met: list[tuple[str, str, int]] = field(default_factory=list)
    width: int = 0
    #: Elements of HTML of which one was begun that does not end: the next is not looked for its end again.
    endless: set[str] = field(default_factory=set)


def raw(text: str) -> Raw:
    """Return the blocks of a Markdown file. Raises Unreadable for one that is longer than any plan."""
    text = clean(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n"))
    text = _uncommented(text)
    if text.count("\n") > MOST or text.count("|") > 2 * MOST:
        raise Unreadable("tệp quá dài", "chia tệp thành nhiều văn bản, hoặc bỏ phần không thuộc kế hoạch")
    lines = [line.expandtabs(4) for line in text.split("\n")]
    state = _State()
    lines, first = _without_meta(lines, state)
    _read(state, [_unquoted(line) for line in lines], first)
    smart = bool(_PANDOC.search(text)) and not _CURLY.search(text)
    return Raw(tuple(state.blocks), state.notes, tuple(state.met), smart)


def pieces(lines: list[str], first: int) -> tuple[Piece, ...]:
    """Return the paragraphs of a cell; a table in it is told as lines."""
    state = _State()
    _read(state, [line.strip() for line in lines], first, False)
    return tuple(block for block in state.blocks if isinstance(block, Piece))


def _read(state: _State, lines: list[str], first: int, tables: bool = True) -> None:
    """Read lines, of which the first has the number `first`."""
    state.width = max((len(line) for line in lines if len(line) < 200), default=80)
    at = 0
    while at < len(lines):
        at = _step(state, lines, at, first, tables)
    _flush(state)


def _step(state: _State, lines: list[str], at: int, first: int, tables: bool) -> int:
    """Read what begins at a line; return the place after it."""
    line = lines[at]
    if not line.strip():
        _flush(state)
        return at + 1
    if tables and not state.texts and (found := table(lines, at, first)):
        state.blocks.append(found[0])
        return found[1]
    if tables and state.texts and "|" in line and (found := table(lines, at, first)) and found[0].head:
        _flush(state)
        state.blocks.append(found[0])
        return found[1]
    if (opened := _OPENS.match(line)) and tables:
        return _markup(state, lines, at, first, opened[1].lower())
    if heading := _HEADING.fullmatch(line):
        _flush(state)
        state.blocks.append(Piece(_ATTRIBUTES.sub("", heading[2]), first + at, len(heading[1])))
        return at + 1
    if _underlined(state, line):
        return at + 1
    if _RULE.fullmatch(line) or line.lstrip().startswith(":::") or _TAG_LINE.fullmatch(line):
        _flush(state)
        return at + 1
    if fence := _FENCE.match(line):
        return _fenced(state, lines, at, first, fence[1])
    if note := _NOTE.fullmatch(line):
        return _note(state, lines, at, first, note)
    if not state.texts and _REFERENCE.fullmatch(line):
        return at + 1
    _line(state, line, first + at)
    return at + 1


def _line(state: _State, line: str, number: int) -> None:
    """Add a line to the paragraph so far, or begin another with it."""
    text = line.strip()
    if text.startswith("| ") and not text.endswith("|"):
        text = text[2:] + "\\"
    if state.texts:
        before = state.texts[-1].rstrip()
        listed = _LISTED.match(line) or MARKED.match(text)
        short = len(before) < 0.55 * state.width
        if listed and (_ENDED.search(before) or short or (_LISTED.match(state.texts[0]) and line[:1] in "-+*")):
            _flush(state)
    if not state.texts:
        state.line = number
    # two spaces at a line's end, or a backslash, are a break that is meant
    broken = line.endswith("  ") or (text.endswith("\\") and not text.endswith("\\\\"))
    state.texts.append((text[:-1].rstrip() if text.endswith("\\") and broken else text) + (BREAK if broken else ""))


def _flush(state: _State) -> None:
    if state.texts:
        text = " ".join(state.texts).replace(f"{BREAK} ", BREAK).strip(f" {BREAK}")
        if text and not _EMPTY.fullmatch(text):
            state.blocks.append(Piece(text, state.line))
    state.texts = []


def _underlined(state: _State, line: str) -> bool:
    """Make a heading of the one line so far where this one underlines it; a short rule of dashes is none."""
    sign = line.strip()
    if not sign or set(sign) not in ({"="}, {"-"}) or len(state.texts) != 1 or len(sign) < 2:
        return False
    if sign[0] == "-" and len(sign) < 0.8 * len(state.texts[0]):
        return False
    _flush(state)
    last = state.blocks[-1]
    if isinstance(last, Piece):
        text = _ATTRIBUTES.sub("", last.text)
        state.blocks[-1] = replace(last, text=text, level=1 if sign[0] == "=" else 2)
    return True


def _markup(state: _State, lines: list[str], at: int, first: int, name: str) -> int:
    """Gather an element of HTML to its end; one that does not end is a line of text."""
    _flush(state)
    if name in state.endless:
        _line(state, lines[at], first + at)
        return at + 1
    opened, closed = re.compile(rf"<{name}\b", re.I), re.compile(rf"</{name}\s*>", re.I)
    depth = 0
    for end in range(at, min(len(lines), at + LONGEST)):
        depth += len(opened.findall(lines[end])) - len(closed.findall(lines[end]))
        if depth <= 0 or (name == "p" and end > at and not lines[end].strip()):
            state.blocks.append(Markup("\n".join(lines[at : end + 1]), first + at))
            return end + 1
    if at + LONGEST >= len(lines):  # to the end of the file: what begins later ends no sooner, but in rare slips
        state.endless.add(name)
    _line(state, lines[at], first + at)
    return at + 1


def _fenced(state: _State, lines: list[str], at: int, first: int, fence: str) -> int:
    """Read lines between two fences as they stand, each a paragraph."""
    _flush(state)
    end = next((n for n in range(at + 1, len(lines)) if lines[n].strip().startswith(fence)), len(lines))
    for number in range(at + 1, end):
        if text := lines[number].strip():
            state.blocks.append(Piece(re.sub(r"([\\*_`\[\]<>^~{}])", r"\\\1", text), first + number))
    return end + 1


def _note(state: _State, lines: list[str], at: int, first: int, note: re.Match[str]) -> int:
    """Read a note: its line, those that go on with it, paragraphs that stand in from the edge."""
    _flush(state)
    texts = [note[2].strip()]
    end = at + 1
    while end < len(lines) and not _NOTE.fullmatch(lines[end]):
        blank = not lines[end].strip()
        beyond = end + 1 < len(lines) and lines[end + 1].startswith("    ")
        if (blank and not beyond) or (not lines[end].startswith("  ") and not lines[end - 1].strip()):
            break
        texts.append(BREAK if blank else lines[end].strip())
        end += 1
    text = " ".join(texts).replace(f" {BREAK} ", BREAK).strip()
    state.notes.setdefault(note[1], Piece(text, first + at))
    return end


def _unquoted(line: str) -> str:
    return _QUOTE.sub("", line, count=1) if line.lstrip().startswith(">") else line


def _uncommented(text: str) -> str:
    """Return a text without comments of HTML; its lines keep their numbers."""
    parts: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0:
        end = text.find("-->", start)
        if end < 0:
            break
        parts += [text[at:start], "\n" * text.count("\n", start, end)]
        at = end + 3
    return "".join([*parts, text[at:]])


def _without_meta(lines: list[str], state: _State) -> tuple[list[str], int]:
    """Return the lines after a block of metadata at the beginning, and the number of the first; a title is text."""
    if not lines or lines[0].strip() != "---":
        return lines, 1
    end = next((n for n in range(1, min(len(lines), 80)) if lines[n].strip() in ("---", "...")), None)
    inner = lines[1:end] if end else []
    if not end or not inner or not all(_META.fullmatch(line) or line[:1] in " -" or not line for line in inner):
        return lines, 1
    for number, line in enumerate(inner, 2):
        said = _META.fullmatch(line)
        if said and said[1] in ("title", "subtitle") and said[2].strip("\"'| "):
            state.blocks.append(Piece(said[2].strip("\"' "), number, 1))
        elif said and said[2].strip():
            state.met.append(("metadata", f"bỏ thông tin đầu tệp «{line.strip()[:80]}»", number))
    return lines[end + 1 :], end + 2
