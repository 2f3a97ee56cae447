"""write: a tree with its comments -> the text of the file, in the one form of the house.

Two spaces a level, lists indented under their key, at most one blank line at a place and one between two groups of
the top. What was written in brackets stays so where it has no comment and fits on its line; else it is written out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.canon import scalar
from generator.canon.scalar import WIDTH
from generator.canon.twigs import Branch, Leaf, Note, Twig
from generator.schema import CONTENT

#: A key longer than this must be announced by `?`.
_LONG_KEY = 1000
#: What stands apart from a line above it too, as a group does from a group.
_BODY = frozenset(("title", "bases", "opening", *CONTENT, "closing", "recipients", "appendices"))
#: Between a line, the column of the comment behind it and that comment, until all lines are known; in no file.
_BEHIND = "\0"


def write(root: Branch, header: list[Note], apart: bool) -> str:
    """Return the text of a file; `header` are the comments at its top, `apart` whether a blank line follows them."""
    out: list[str] = []
    for note in header:
        _space(out, note.blank)
        out.append(note.text)
    _space(out, apart)
    several = False
    for number, twig in enumerate(root.twigs):
        lines = _twig(twig, 0)
        notes = _above(twig, 0)
        groups = number > 0 and len(lines) > 1 and (several or twig.key in _BODY) and not notes
        _put(out, twig, lines, notes, 0, number == 0, root.column, groups)
        several = len(lines) > 1
    _notes(out, root.tail, 0, root.column)
    return "\n".join(_columns(out)).rstrip("\n") + "\n"


def _branch(branch: Branch, indent: int, hoisted: bool = False) -> list[str]:
    """The lines of a group or list; with `hoisted` the notes above its first twig stand elsewhere."""
    out: list[str] = []
    for number, twig in enumerate(branch.twigs):
        notes = [] if hoisted and not number else _above(twig, indent)
        _put(out, twig, _twig(twig, indent), notes, indent, number == 0, branch.column)
    _notes(out, branch.tail, indent, branch.column)
    return out


def _put(
    out: list[str], twig: Twig, lines: list[str], notes: list[Note], indent: int, first: bool, column: int,
    apart: bool = False,
) -> None:  # fmt: skip
    """Write the notes above a twig and its lines."""
    _space(out, apart and not twig.blank)
    for note in notes:
        _space(out, note.blank and not first)
        out.append(_shifted(note, indent, column))
        first = False
    _space(out, twig.blank and not first)
    out += lines


def _notes(out: list[str], notes: list[Note], indent: int, column: int) -> None:
    for note in notes:
        _space(out, note.blank)
        out.append(_shifted(note, indent, column))


def _space(out: list[str], wanted: bool) -> None:
    if wanted and out and out[-1]:
        out.append("")


def _shifted(note: Note, indent: int, column: int) -> str:
    """A note at the column of what it stands with. At a line's very beginning it stays: that is how lines are
    commented out, and what is behind the `#` tells how far they were indented."""
    return note.text if note.own and note.column == 0 < column else " " * indent + note.text


def _above(twig: Twig, indent: int) -> list[Note]:
    """The notes above a twig: its own, those behind it that find no place there, and those of what begins its line."""
    value = twig.value
    if _bare(twig):
        return [*twig.before, *twig.behind]
    if isinstance(value, Leaf) or _line(twig, indent) is not None:
        tail = value.tail if isinstance(value, Branch) else []
        return [*twig.before, *twig.behind[1:], *tail]
    if twig.key is not None:
        return [*twig.before, *twig.behind[1:]]
    return [*twig.before, *twig.behind, *_above(value.twigs[0], indent + 2)]


def _bare(twig: Twig) -> bool:
    """Tell whether no comment may stand behind a twig's first line: it goes on, or it is a dash alone."""
    return isinstance(twig.value, Leaf) and (bool(twig.value.rows) or (twig.key is None and twig.value.blank))


def _line(twig: Twig, indent: int) -> str | None:
    """The line of a key or item whose value stands in brackets; None where it does not."""
    value = twig.value
    if not isinstance(value, Branch) or (value.twigs and not value.flow):
        return None
    flow = _flow(value)
    line = None if flow is None else f"{_head(twig, indent)} {flow}"
    return line if line and (len(line) <= WIDTH or not value.twigs) else None


def _head(twig: Twig, indent: int) -> str:
    """A key with its colon, or the dash of an item."""
    if twig.key is None:
        return " " * indent + "-"
    shown = scalar.key(twig.key)
    return " " * indent + (f"{shown}:" if len(shown) < _LONG_KEY else f"? {shown}\n{' ' * indent}:")


def _twig(twig: Twig, indent: int) -> list[str]:
    """The lines of a key and its value, or of an item."""
    value, head = twig.value, _head(twig, indent)
    note = twig.behind[0] if twig.behind else None
    if isinstance(value, Leaf):
        note = None if _bare(twig) else note
        # YAML would take `#1` behind a plain text for a slip, and so does `source`
        quoted = note is not None and note.text[1:2].strip() != "" and not value.blank
        first, *rest = scalar.put(value, len(head) + 1, indent + 2, quoted)
        head = f"{head} {first}" if first else head
        return [_noted(head, note, twig.row), *rest, *_under(twig, indent)]
    line = _line(twig, indent)
    if line is not None:
        return [_noted(line, note, twig.row)]
    if twig.key is None:
        first, *rest = _branch(value, indent + 2, hoisted=True)
        return [f"{head} {first[indent + 2 :]}", *rest]
    return [_noted(head, note, twig.row), *_branch(value, indent + 2)]


def _under(twig: Twig, indent: int) -> Iterator[str]:
    for note in twig.under:
        if note.blank:
            yield ""
        yield " " * (indent + 2) + note.text


def _noted(line: str, note: Note | None, row: int) -> str:
    """A line with the comment behind it, and the column where that stood, if it stood on this line."""
    return line if note is None else f"{line}{_BEHIND}{note.column if note.row == row else 0}{_BEHIND}{note.text}"


def _columns(lines: list[str]) -> Iterator[str]:
    """The lines with the comments behind them, two spaces away; but a column that several share is kept."""
    parts = [line.split(_BEHIND) for line in lines]
    shared = Counter(int(part[1]) for part in parts if len(part) == 3 and len(part[0]) + 2 <= int(part[1]))
    for part in parts:
        if len(part) == 3:
            column = int(part[1]) if shared[int(part[1])] > 1 else 0
            yield part[0].ljust(max(column, len(part[0]) + 2)) + part[2]
        else:
            yield part[0]


def _flow(value: Leaf | Branch) -> str | None:
    """A value in brackets on one line; None where it cannot be said so."""
    if isinstance(value, Leaf):
        return None if value.rows or value.blank or "\n" in value.text else scalar.inline(value, True)
    parts: list[str] = []
    for twig in value.twigs:
        part = _flow(twig.value)
        if part is None or twig.before or twig.behind:
            return None
        parts.append(part if twig.key is None else f"{scalar.key(twig.key)}: {part}")
    return f"[{', '.join(parts)}]" if value.listed else f"{{{', '.join(parts)}}}"
