"""write: the sheet of a plan's file and deeds on its items -> the new text, all else byte for byte.

An item goes with its lines and leaves its comments; a new one comes after its neighbour, as far in; a moved one takes
the comments right above it along.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.amend.edits import Edit, apply
from generator.review.carry import carry, further
from generator.review.deed import Bases, Deed, Insert, Key, KeyIn, Note, Remove, Shift, TakeOver, Under, Where, Widen
from generator.review.item import Item, lines, listed
from generator.review.scalar import written
from generator.review.sheet import Path, Sheet
from generator.review.takeover import take_over

#: Top-level keys before which a new one is put, the first that there is.
_BEFORE = {"number": ("date", "title"), "date": ("title",)}


def write(sheet: Sheet, deeds: Iterable[Deed]) -> str:
    """Return the text with the deeds done. Raises ValueError where two of them take the same lines."""
    deeds = list(deeds)
    removed = [deed.path for deed in deeds if isinstance(deed, Remove)]
    edits = [edit for deed in deeds for edit in _edits(sheet, _outlasting(deed, removed))]
    for deed in deeds:  # what moves takes along what was done in it
        if isinstance(deed, Shift):
            edits = _shifted(sheet, deed, edits)
    for deed in deeds:
        if isinstance(deed, TakeOver):
            edits = take_over(sheet, deed, edits)
    return apply(sheet.text, edits).new


def _outlasting(deed: Deed, removed: list[Path]) -> Deed:
    """A comment on what goes is kept where that stood."""
    inside = next((path for path in removed if isinstance(deed, Note) and deed.path[: len(path)] == path), None)
    return Note(inside, deed.lines) if inside is not None and isinstance(deed, Note) else deed


def _edits(sheet: Sheet, deed: Deed) -> Iterator[Edit]:
    if isinstance(deed, Remove):
        yield _removed(sheet, deed.path)
    elif isinstance(deed, Insert):
        yield _put(sheet, deed.beside, deed.where, list(lines(deed.item, sheet.column(deed.beside))))
    elif isinstance(deed, Under):
        yield from _under(sheet, deed)
    elif isinstance(deed, Widen):
        yield _widened(sheet, deed)
    elif isinstance(deed, Key):
        yield _keyed(sheet, deed)
    elif isinstance(deed, KeyIn):
        yield _keyed_in(sheet, deed)
    elif isinstance(deed, Bases):
        yield _listed_new(sheet, deed)
    elif isinstance(deed, Note):
        place = sheet.lines.starts[sheet.lines.row(sheet.start(deed.path))]
        indent = " " * (len(row := sheet.text[place:]) - len(row.lstrip(" ")))
        yield Edit(place, place, "".join(f"{indent}{line}{_end(sheet)}" for line in deed.lines))


def _end(sheet: Sheet) -> str:
    return "\r\n" if "\r\n" in sheet.text else "\n"


def _joined(sheet: Sheet, given: list[str]) -> str:
    end = _end(sheet)
    return "".join(line.replace("\n", end) + end for line in given)


def _put(sheet: Sheet, beside: Path, where: Where, given: list[str]) -> Edit:
    first, last = sheet.rows(beside)
    if where == "before":
        row = sheet.own_comments(first, sheet.column(beside))
        return Edit(sheet.offset(row), sheet.offset(row), _joined(sheet, given))
    place = sheet.offset(last)
    before = "" if not place or sheet.text[place - 1] == "\n" else _end(sheet)
    return Edit(place, place, before + _joined(sheet, given))


def _removed(sheet: Sheet, path: Path) -> Edit:
    first, last = sheet.rows(path)
    start = sheet.start(path)
    row = sheet.lines.starts[first]
    if isinstance(path[-1], str) and sheet.text[row:start].strip():
        after = [p for p in sheet.keys if p[:-1] == path[:-1] and sheet.start(p) > start]
        if not after:
            raise ValueError("nothing left in the item")
        return Edit(start, min(sheet.start(p) for p in after), "")
    kept = [line for number in range(first, last) if (line := sheet.lines.line(number)).lstrip().startswith("#")
            and not _inside(sheet, number)]  # fmt: skip
    indent = " " * (start - row)
    return Edit(row, sheet.offset(last), _joined(sheet, [indent + line.strip() for line in kept]))


def _inside(sheet: Sheet, row: int) -> bool:
    """Tell whether a row that looks like a comment is a line of a longer value."""
    place = sheet.lines.starts[row]
    return any(leaf.start < place < leaf.at[-1] for leaf in sheet.kept.leaves)


def _shifted(sheet: Sheet, deed: Shift, edits: list[Edit]) -> list[Edit]:
    """The edits with those that move an item, and the comments right above it, beside another."""
    first, last = sheet.rows(deed.path)
    column = sheet.column(deed.path)
    start, end = sheet.offset(sheet.own_comments(first, column)), sheet.offset(last)
    moved, edits = carry(sheet.text, start, end, column, edits)
    lines = further(moved, sheet.column(deed.beside) - column).rstrip("\r\n").split("\n")
    if end == len(sheet.text) and not sheet.text.endswith("\n"):
        start = max(start - len(_end(sheet)), 0)
    return [*edits, Edit(start, end, ""), _put(sheet, deed.beside, deed.where, [line.rstrip("\r") for line in lines])]


def _under(sheet: Sheet, deed: Under) -> Iterator[Edit]:
    column = sheet.column(deed.path) + 2 if isinstance(deed.path[-1], int) else sheet.column(deed.path)
    if deed.path in sheet.leaves:  # a sentence alone: it becomes the text of an item with keys
        leaf = sheet.leaves[deed.path]
        end = leaf.at[-1] + (leaf.style in ("'", '"'))
        head = "text: " + written(leaf.said, column + 6, column + 2)
        below = "\n".join(listed(deed.item, column))
        yield Edit(leaf.start, end, (head + "\n" + below).replace("\n", _end(sheet)))
        return
    for key, items in deed.item.below.items():
        there = (*deed.path, key, 0)
        if there in sheet.nodes:
            given = [line for each in items for line in lines(each, sheet.column(there))]
            yield _put(sheet, there, "before", given)
        else:
            row = sheet.rows(deed.after)[1]
            given = list(listed(Item({}, {key: items}), column))
            place = sheet.offset(row)
            before = "" if not place or sheet.text[place - 1] == "\n" else _end(sheet)
            yield Edit(place, place, before + _joined(sheet, given))


def _widened(sheet: Sheet, deed: Widen) -> Edit:
    leaf = sheet.leaves[deed.path]
    row = sheet.lines.row(leaf.start)
    column = len(re.match(r"[ -]*", sheet.lines.line(row))[0]) + 2  # type: ignore[index]
    end = leaf.at[-1] + (leaf.style in ("'", '"'))
    given = [f"{' ' * column}- {written(said, column + 2, column + 2)}" for said in (leaf.said, *deed.others)]
    start = leaf.start - (sheet.text[leaf.start - 1] == " ")
    return Edit(start, end, ("\n" + "\n".join(given)).replace("\n", _end(sheet)))


def _keyed(sheet: Sheet, deed: Key) -> Edit:
    beside = next(((key,) for key in _BEFORE.get(deed.key, ()) if (key,) in sheet.keys), None)
    if beside is None:
        raise ValueError("no place for the key")
    row = sheet.own_comments(sheet.lines.row(sheet.start(beside)), sheet.column(beside))
    indent = " " * sheet.column(beside)
    shown = f'"{deed.said}"' if deed.key == "number" else deed.said
    return Edit(sheet.offset(row), sheet.offset(row), _joined(sheet, [f"{indent}{deed.key}: {shown}"]))


def _keyed_in(sheet: Sheet, deed: KeyIn) -> Edit:
    beside = (*deed.path, deed.before) if deed.before else max(
        (p for p in sheet.keys if p[:-1] == deed.path), key=lambda p: sheet.start(p))  # fmt: skip
    line = f"{' ' * sheet.column(beside)}{deed.key}: {written(deed.said, sheet.column(beside) + len(deed.key) + 2, 4)}"
    return _put(sheet, beside, "before" if deed.before else "after", [line])


def _listed_new(sheet: Sheet, deed: Bases) -> Edit:
    beside: Path = next(((key,) for key in deed.before if (key,) in sheet.keys), ())
    if not beside:
        raise ValueError("no place for the key")
    column = sheet.column(beside)
    given = list(listed(Item({}, {deed.key: [Item({"": said}) for said in deed.said]}), column))
    first = sheet.own_comments(sheet.rows(beside)[0], column)
    blank = bool(first) and not sheet.lines.line(first - 1).strip()
    return _put(sheet, beside, "before", [*given, ""] if blank else given)
