"""gather: a file that was read -> its tree with every comment at the twig that it speaks of.

The tree and its places are those of `source`. Only where a quoted or block text ends is found out here, since no
`#` in one is a comment; a plain text holds none. A comment on a line of its own goes with what follows, unless it is
indented like something that ends there; a comment behind a text goes with that text. One hard algorithm, so longer than
other modules.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator

from generator.canon.twigs import Branch, Leaf, Note, Twig
from generator.problem import Mark
from generator.source import Mapping, Scalar, Sequence, Source, Value

#: What is said of a text, told by the key above it and the group of that key.
Say = Callable[[str, tuple[str, ...]], str]

_COMMENT = re.compile(r"(?:^|(?<=[ \t\n]))#[^\n]*")
_ONLY_DASHES = re.compile(r"[-? \t]*")
_BLOCK = re.compile(r"[|>][-+]?([1-9]?)[-+]?")
_IN_FLOW = re.compile(r"[\[\]{}\"'#]")
_BLANKS = re.compile(r"[ \t]+(?=\n|$)")


def gather(source: Source, listed: frozenset[int], say: Say) -> Branch:
    """Return the tree of a file; `listed` are the lines (from 1) of plain texts that `source` has told of."""
    return _Reader(source, listed, say).root()


class _Reader:
    """Goes through the tree in the order of the file, with the comments between."""

    def __init__(self, source: Source, listed: frozenset[int], say: Say) -> None:
        self.source, self.listed, self.say = source, listed, say
        self.rows = source.lines
        self.text = "\n".join(source.lines)
        self.starts = [0]
        for row in source.lines:
            self.starts.append(self.starts[-1] + len(row) + 1)
        self.position = 0
        #: where a comment behind the last text goes
        self.behind: list[Note] = []
        #: (column, notes after it) of what ended with the last text, inner first
        self.ended: list[tuple[int, list[Note]]] = []

    def root(self) -> Branch:
        branch = self.branch(self.source.root, (), False)
        self.ended = self.ended[:-1]
        self.settle(self.upto(len(self.text)), branch.column, branch.tail)
        return branch

    # --- places ---------------------------------------------------------------------------------

    def place(self, mark: Mark) -> int:
        return self.starts[mark.line - 1] + mark.column - 1

    def row(self, place: int) -> int:
        return bisect_right(self.starts, place) - 1

    def upto(self, place: int) -> list[Note]:
        """The comments from where reading has come to up to a place."""
        start, self.position = self.position, max(place, self.position)
        if self.text.find("#", start, place) < 0:
            return []
        return list(self.comments(start, place))

    def comments(self, start: int, end: int) -> Iterator[Note]:
        for found in _COMMENT.finditer(self.text, start, end):
            at = found.start()
            if at and not self.text[at - 1].isspace():
                continue
            row = self.row(at)
            column = at - self.starts[row]
            own = not self.rows[row][:column].strip()
            yield Note(self.rows[row][column:].rstrip(), row, column, own, own and self.below_blank(row))

    def below_blank(self, row: int) -> bool:
        return row > 0 and not self.rows[row - 1].strip()

    # --- comments -------------------------------------------------------------------------------

    def settle(self, notes: list[Note], column: int, before: list[Note]) -> None:
        """Share the comments before a twig of a column between it and what ended above."""
        floor = 0
        for note in notes:
            if not note.own:
                dashed = _ONLY_DASHES.fullmatch(self.rows[note.row][: note.column])
                (before if dashed else self.behind).append(note)
                continue
            best, home, level = (column if column <= note.column else -1), before, len(self.ended)
            for number in range(len(self.ended) - 1, floor - 1, -1):
                if best < self.ended[number][0] <= note.column:
                    best, home, level = *self.ended[number], number
            home.append(note)
            floor = level

    # --- values ---------------------------------------------------------------------------------

    def branch(self, value: Mapping | Sequence, keys: tuple[str, ...], in_flow: bool) -> Branch:
        place = self.place(value.mark)
        bracket = self.text[place : place + 1] in ("[", "{")
        end, noted = self.closing(value, place) if bracket else (0, False)
        flow = (bracket or in_flow) and not noted
        # within brackets the column of a comment tells nothing
        branch = Branch(isinstance(value, Sequence), flow, 0 if bracket or in_flow else value.mark.column - 1)
        if isinstance(value, Sequence):
            for item in value.items:
                self.twig(branch, None, item, keys, bracket or in_flow)
        else:
            for key, item in value.entries:
                self.twig(branch, key, item, (*keys[-1:], key.text), bracket or in_flow)
        if bracket:
            self.settle(self.upto(end), branch.column, branch.tail)
            self.position, self.ended = end, []
        elif not in_flow:
            self.ended.append((branch.column, branch.tail))
        return branch

    def twig(self, branch: Branch, key: Scalar | None, value: Value, keys: tuple[str, ...], in_flow: bool) -> None:
        mark = (key or value).mark
        before: list[Note] = []
        self.settle(self.upto(self.place(mark)), branch.column, before)
        if key is not None:
            self.skip(key, branch.column)
        behind: list[Note] = []
        under: list[Note] = []
        self.behind, self.ended = behind, []
        held: Leaf | Branch
        if isinstance(value, Scalar):
            self.settle(self.upto(self.place(value.mark)), branch.column, before)
            held = self.leaf(value, branch.column, keys)
            if held.blank and key is not None and not in_flow:
                self.ended = [(branch.column + 1, under)]
        else:
            held = self.branch(value, keys, in_flow)
            if self.text[self.place(value.mark)] in "[{":
                self.behind = behind
        row = mark.line - 1
        branch.twigs.append(Twig(key.text if key else None, held, row, self.below_blank(row), before, behind, under))

    def leaf(self, scalar: Scalar, column: int, keys: tuple[str, ...]) -> Leaf:
        block = self.skip(scalar, column)
        text = self.say(scalar.text, keys)
        if block:
            text = _BLANKS.sub("", text).rstrip("\n")
        return Leaf(text, scalar.plain, tuple(self.say(row, keys) for row in self.kept_rows(scalar)))

    def kept_rows(self, scalar: Scalar) -> tuple[str, ...]:
        """The lines of a plain text that must stay as they are: those that hold a blank one, and those that `source`
        takes for a list gone wrong, which nobody would be told of any more if they were wrapped anew."""
        line = scalar.mark.line
        if not scalar.plain or (one_line(scalar) and line not in self.listed):
            return ()
        rows = tuple(self.plain_rows(scalar))
        kept = "\n" in scalar.text or not self.listed.isdisjoint(range(line, line + len(rows)))
        return rows if kept else ()

    def plain_rows(self, scalar: Scalar) -> Iterator[str]:
        """The lines of a plain text, which ends where its words do."""
        left, row = "".join(scalar.text.split()), scalar.mark.line - 1
        start = scalar.mark.column - 1
        while left and row < len(self.rows):
            line = self.rows[row][start:].strip(" \t")
            letters = "".join(line.split())
            if not left.startswith(letters):  # its last line, with a comment or a bracket behind
                line = _cut(line, len(left))
                letters = left
            yield line
            left, row, start = left[len(letters) :], row + 1, 0

    def skip(self, scalar: Scalar, column: int) -> bool:
        """Go past a quoted or block text, so that no `#` in it is taken for a comment; tell whether it is a block."""
        if scalar.plain:
            return False
        place = self.bare(self.place(scalar.mark))
        sign = self.text[place]
        if sign in "|>":
            self.settle(self.upto(self.starts[self.row(place) + 1] - 1), 0, [])
            self.position = self.block_end(place, column)
        else:
            self.position = self.quote_end(place)
        return sign in "|>"

    def bare(self, place: int) -> int:
        """Past the tag `!`, which says that what follows is a text."""
        while self.text[place] not in "\"'|>":
            place += 1
        return place

    def quote_end(self, place: int) -> int:
        sign, at = self.text[place], place + 1
        while self.text[at] != sign or (sign == "'" and self.text.startswith("''", at)):
            at += 2 if self.text[at] in ("\\", "'") and (sign == '"') == (self.text[at] == "\\") else 1
        return at + 1

    def block_end(self, place: int, column: int) -> int:
        """Where a block text ends, which stands in a group or list of a column."""
        header = _BLOCK.match(self.text, place)
        row = self.row(place) + 1
        indent = column + int(header[1]) if header and header[1] else 0
        while row < len(self.rows):
            line = self.rows[row]
            depth = len(line) - len(line.lstrip(" "))
            if line.strip():
                if not indent:
                    indent = max(depth, column + 1)
                if depth < indent:
                    break
            row += 1
        return min(self.starts[row], len(self.text))

    def closing(self, value: Mapping | Sequence, place: int) -> tuple[int, bool]:
        """Where the bracket at a place is closed, and whether a comment stands in it."""
        quoted = {self.place(each.mark) for each in _quoted(value)}
        depth, noted, at = 0, False, place
        while found := _IN_FLOW.search(self.text, at):
            at, sign = found.start(), found[0]
            if sign in "\"'":
                at = self.quote_end(at) if at in quoted else at + 1
                continue
            if sign == "#":
                comment = self.text[at - 1].isspace()
                noted = noted or comment
                at = self.text.find("\n", at) if comment else at + 1
                continue
            depth += 1 if sign in "[{" else -1
            at += 1
            if not depth:
                break
        return at, noted


def one_line(scalar: Scalar) -> bool:
    """Tell whether a plain text stands on one line."""
    return scalar.mark.text.startswith(scalar.text, scalar.mark.column - 1)


def _quoted(value: Value) -> Iterator[Scalar]:
    if isinstance(value, Scalar):
        if not value.plain:
            yield value
    elif isinstance(value, Sequence):
        for item in value.items:
            yield from _quoted(item)
    else:
        for key, item in value.entries:
            yield from _quoted(key)
            yield from _quoted(item)


def _cut(line: str, letters: int) -> str:
    """The beginning of a line that holds so many letters, spaces not counted."""
    for place, letter in enumerate(line):
        letters -= not letter.isspace()
        if not letters:
            return line[: place + 1]
    return line
