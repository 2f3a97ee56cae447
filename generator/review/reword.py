"""reword: what values of a file say now -> its text with them changed in place, each proved to say what was meant."""

from __future__ import annotations

from generator.amend import keep
from generator.amend.edits import Edit, apply
from generator.review import scalar
from generator.review.says import Says
from generator.review.sheet import Path, Sheet


def reword(sheet: Sheet, says: Says) -> tuple[str | None, set[int]]:
    """Return the text, or None and the acts that cannot be written: a value that breaks is written anew before that."""
    wanted = {path: _value(sheet, path, parts) for path, parts in says.parts.items()}
    wanted = {path: said for path, said in wanted.items() if said != sheet.leaves[path].said}
    edits = {path: scalar.in_place(sheet, sheet.leaves[path], said) for path, said in wanted.items()}
    text = _tried(sheet, edits, wanted)
    if text is not None:
        return text, set()
    broken: set[int] = set()
    for path, said in wanted.items():
        if _tried(sheet, {path: edits[path]}, {path: said}) is None:
            edits[path] = scalar.anew(sheet, sheet.leaves[path], said)
            if _tried(sheet, {path: edits[path]}, {path: said}) is None:
                broken |= says.of[path]
    text = None if broken else _tried(sheet, edits, wanted)
    return text, broken or set().union(*says.of.values())


def _value(sheet: Sheet, path: Path, parts: dict[tuple[int, int], str]) -> str:
    said = sheet.leaves[path].said
    for (start, end), now in sorted(parts.items(), reverse=True):
        said = said[:start] + now + said[end:]
    return " ".join(said.split())


def _tried(sheet: Sheet, edits: dict[Path, list[Edit]], wanted: dict[Path, str]) -> str | None:
    """The text with the edits made; None where not every value says what it should."""
    try:
        text = apply(sheet.text, [edit for each in edits.values() for edit in each]).new
        got = {leaf.path: leaf.said for leaf in keep.leaves(text).leaves}
    except (ValueError, keep.Unreadable):
        return None
    meant = {leaf.path: wanted.get(leaf.path, leaf.said) for leaf in sheet.kept.leaves}
    return text if got == meant else None
