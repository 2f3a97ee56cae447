"""scalar: a value of the file and what it is to say -> the edits of the text, or the value written anew.

The scalar's own style is kept: what came in is escaped as the style asks, long lines are wrapped from the one that
changed on. Whether the file then says what was meant is the caller's to prove; `anew` is the way that always can.
"""

from __future__ import annotations

import re
import textwrap

from generator.amend.edits import Edit, apply
from generator.amend.keep import Leaf
from generator.compare.words import words
from generator.review.sheet import Sheet

#: Lines of a plan are no longer than this (columns).
WIDTH = 100
#: What a text without quotes may not begin with, hold or be.
_SPECIAL = re.compile(r"^[\s\-?:,\[\]{}#&*!|>'\"%@`]|: |:$| #|^$|\s$|\t")
_WORD = re.compile(r"^(?:~|null|true|false|yes|no|on|off|[-+.\d][\d.,:_eExX+-]*)$", re.IGNORECASE)


def in_place(sheet: Sheet, leaf: Leaf, said: str) -> list[Edit]:
    """Return the edits that make a value say `said`, each of the stretch that changed."""
    if not leaf.said and not leaf.style and said:
        return [_filled(sheet, leaf, said)]
    steps = words(leaf.said, said)
    at = now = 0
    edits: list[Edit] = []
    for step in steps:
        if not step.same:
            old, new = step.old, step.new
            head = _common(old, new)
            tail = _common(old[head:][::-1], new[head:][::-1])
            start, end = leaf.stretch(at + head, at + len(old) - tail)
            if head == len(old):  # only added: right after the letter before, not before a line's end
                start = end = leaf.at[at + head - 1] + _step(sheet, leaf, at + head - 1) if at + head else start
            edits.append(Edit(start, end, escaped(leaf.style, new[head : len(new) - tail])))
        at, now = at + len(step.old), now + len(step.new)
    return edits if not _too_long(sheet, leaf, edits) else _wrapped(sheet, leaf, said)


def _filled(sheet: Sheet, leaf: Leaf, said: str) -> Edit:
    """Fill in a key that has no value yet: right after its colon, before the comment that may stand there."""
    key = sheet.keys.get(leaf.path)
    if key is None:
        return Edit(leaf.start, leaf.start, f" {quoted(said) if needs_quotes(said, True) else said}")
    place = sheet.text.index(":", sheet.place(key.mark.line, key.mark.column) + len(key.text)) + 1
    return Edit(place, place, f" {quoted(said) if needs_quotes(said, True) else said}")


def _step(sheet: Sheet, leaf: Leaf, at: int) -> int:
    """Return how much of the file one letter takes; a blank that is a line's end takes all up to the next letter."""
    return leaf.at[at + 1] - leaf.at[at]


def _common(old: str, new: str) -> int:
    return next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))


def escaped(style: str, text: str) -> str:
    """Return a text as it is written in a scalar of a style."""
    if style == "'":
        return text.replace("'", "''")
    if style == '"':
        return text.replace("\\", "\\\\").replace('"', '\\"')
    return text


def _too_long(sheet: Sheet, leaf: Leaf, edits: list[Edit]) -> bool:
    """Tell whether a line that held its width would not hold it any more."""
    first, last = sheet.lines.row(leaf.start), sheet.lines.row(max(leaf.end - 1, leaf.start))
    start = sheet.lines.starts[first]
    end = sheet.lines.starts[last] + len(sheet.lines.line(last))
    before = sheet.text[start:end]
    moved = [Edit(edit.start - start, edit.end - start, edit.now) for edit in edits]
    after = apply(before, moved).new
    return max(map(len, after.split("\n"))) > max(WIDTH, *map(len, before.split("\n")))


def _wrapped(sheet: Sheet, leaf: Leaf, said: str) -> list[Edit]:
    """Wrap a folded text from its first changed line on; any other is written anew."""
    stretch = sheet.text[leaf.start : leaf.end]
    blank = any(not line.strip() for line in stretch.strip("\n").split("\n"))
    if leaf.style != ">" or blank:
        return anew(sheet, leaf, said)
    first = _common(leaf.said, said)
    start = first
    row = sheet.lines.row(leaf.at[min(first, len(leaf.at) - 1)])
    if first >= len(leaf.said) and leaf.said:
        row = sheet.lines.row(leaf.at[-1] - 1)
    while start and sheet.lines.row(leaf.at[start - 1]) == row and leaf.at[start - 1] >= sheet.lines.starts[row]:
        start -= 1
    if start and leaf.said[start - 1 : start] != " " and leaf.said[start : start + 1] == " ":
        start += 1
    begin = leaf.at[start] if start < len(leaf.at) else leaf.end
    indent = begin - sheet.lines.starts[sheet.lines.row(begin)]
    lines = textwrap.wrap(said[start:], WIDTH - indent, break_long_words=False, break_on_hyphens=False)
    return [Edit(begin, leaf.at[-1], ("\n" + " " * indent).join(lines))]


def anew(sheet: Sheet, leaf: Leaf, said: str) -> list[Edit]:
    """Return the edit that writes a value anew, in the style that suits it."""
    row = sheet.lines.row(leaf.start)
    line = sheet.lines.line(row)
    column = leaf.start - sheet.lines.starts[row]
    end = leaf.at[-1] + (leaf.style in ("'", '"')) if leaf.style not in (">", "|") else leaf.at[-1]
    if leaf.style in (">", "|") or _alone(sheet, leaf, end):
        inner = _indent(line, column)
        return [Edit(leaf.start, end, written(said, column, inner))]
    return [Edit(leaf.start, end, quoted(said) if needs_quotes(said, True) else said)]


def _alone(sheet: Sheet, leaf: Leaf, end: int) -> bool:
    """Tell whether a value ends its line and stands in no `[ ]`."""
    rest = sheet.text[end : sheet.text.find("\n", end) if "\n" in sheet.text[end:] else len(sheet.text)]
    before = sheet.text[sheet.lines.starts[sheet.lines.row(leaf.start)] : leaf.start]
    return not rest.strip() and not re.search(r"[\[{,]", before.split("#")[0])


def _indent(line: str, column: int) -> int:
    """How far in the lines of a folded text stand: two more than the key or dash that it belongs to."""
    head = line[:column]
    match = re.match(r"^(\s*)((?:- +)*)(.*)$", head)
    if not match:
        return column
    dashes = len(match[1]) + len(match[2])
    return dashes + 2 if match[3].strip() else max(dashes, 2)


def written(said: str, column: int, inner: int) -> str:
    """Return a value as it is written from a column on; lines of a folded one stand `inner` in."""
    bare = said if not needs_quotes(said, False) else quoted(said)
    if column + len(bare) <= WIDTH:
        return bare
    lines = textwrap.wrap(said, max(WIDTH - inner, 40), break_long_words=False, break_on_hyphens=False)
    return ">-\n" + "\n".join(" " * inner + line for line in lines)


def needs_quotes(said: str, flow: bool) -> bool:
    """Tell whether a text would not be read as itself without quotes."""
    return bool(_SPECIAL.search(said) or _WORD.match(said) or (flow and re.search(r"[,\[\]{}]", said)))


def quoted(said: str) -> str:
    """Return a text in double quotes."""
    return f'"{escaped(chr(34), said)}"'
