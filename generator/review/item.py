"""lines: a new item of a plan -> the lines of YAML that say it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.review.scalar import needs_quotes, quoted, written


@dataclass(slots=True)
class Item:
    """An item to be written: `keys` are its values by key (a sentence alone has the key ""), `below` its lists."""

    keys: dict[str, str]
    below: dict[str, list[Item]] = field(default_factory=dict)
    #: The cells of a table's row, where it is one.
    cells: list[str] | None = None


def lines(item: Item, column: int) -> Iterator[str]:
    """Yield the lines of a list's item whose dash stands at a column."""
    dash = " " * column + "- "
    inner = column + 2
    if item.cells is not None:
        yield from _row(item.cells, column)
        return
    if set(item.keys) == {""} and not item.below:
        yield dash + written(item.keys[""], inner, inner)
        return
    first = True
    for key, said in item.keys.items():
        head = (dash if first else " " * inner) + f"{key or 'text'}: "
        yield head + written(said, len(head), inner + 2)
        first = False
    yield from listed(item, inner)


def listed(item: Item, column: int) -> Iterator[str]:
    """Yield the lists of an item as keys at a column."""
    for key, items in item.below.items():
        yield " " * column + f"{key}:"
        for each in items:
            yield from lines(each, column + 2)


def _row(cells: list[str], column: int) -> Iterator[str]:
    shown = [quoted(cell) if needs_quotes(cell, True) else cell for cell in cells]
    line = " " * column + f"- [{', '.join(shown)}]"
    if len(line) <= 100:
        yield line
        return
    for number, cell in enumerate(cells):
        head = " " * column + ("- - " if not number else "  - ")
        yield head + written(cell, column + 4, column + 4)
