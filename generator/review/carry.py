"""carry: a stretch of the file that moves, and the edits -> it with those in it made, and the edits elsewhere."""

from __future__ import annotations

from generator.amend.edits import Edit, apply


def carry(text: str, start: int, end: int, column: int, edits: list[Edit]) -> tuple[str, list[Edit]]:
    """Return the stretch from `start` to `end`, an item whose dash stands at `column` or what is in one, with the edits
    in it made, and the edits that are not in it. Raises ValueError where one lies across its bounds."""
    inner = [edit for edit in edits if _inside(edit, start, end, column)]
    if any(edit.start < start or edit.end > end for edit in inner):
        raise ValueError("an edit across what moves")
    made = apply(text[start:end], [Edit(edit.start - start, edit.end - start, edit.now) for edit in inner]).new
    return made, [edit for edit in edits if edit not in inner]


def _inside(edit: Edit, start: int, end: int, column: int) -> bool:
    """Tell whether an edit is made in a stretch. At its bounds comments are of what follows, lines that stand further
    in of what comes before, all else of neither."""
    if start < edit.end and edit.start < end:
        return True
    if edit.start == edit.end == start:
        return edit.now.lstrip().startswith("#")
    put = edit.now.lstrip(" ")
    return edit.start == edit.end == end and bool(put.strip()) and len(edit.now) - len(put) > column


def further(text: str, by: int) -> str:
    """Return lines by so many columns further in, or out where that is negative."""
    return "".join(_indented(line, by) for line in text.splitlines(keepends=True))


def _indented(line: str, by: int) -> str:
    if not line.strip() or not by:
        return line
    return " " * by + line if by > 0 else line[-by:] if not line[:-by].strip() else line.lstrip(" ")
