"""take_over: new headings between an item's own and what is below it -> the edits that put it below the last of them.

The file has there what the page has: beside the item one line more, and the keys that follow are the new item's. As a
section of the item they stand further in, with the edits that were made in them.
"""

from __future__ import annotations

from generator.amend.edits import Edit
from generator.review.carry import carry, further
from generator.review.deed import TakeOver
from generator.review.item import lines
from generator.review.sheet import Sheet


def take_over(sheet: Sheet, deed: TakeOver, edits: list[Edit]) -> list[Edit]:
    """Return the edits with the deed's; those in what it moves further in are made there. Raises ValueError."""
    column = sheet.column(deed.path)
    first = sheet.rows((*deed.path, deed.key))[1]
    start = sheet.offset(first)
    if not deed.deeper:
        return [*edits, Edit(start, start, _text(sheet, [line for i in deed.items for line in lines(i, column)]))]
    there = (*deed.path, "sections")
    last = sheet.rows(deed.path)[1]
    if there in sheet.keys:
        last = sheet.own_comments(sheet.rows(there)[0], column + 2)
    end = sheet.offset(last)
    below, edits = carry(sheet.text, start, end, column, edits)
    dash = sheet.column((*there, 0)) if there in sheet.keys else column + 4
    new = _text(sheet, [line for item in deed.items for line in lines(item, dash)])
    new += further(below, dash - column)
    if there not in sheet.keys:
        return [*edits, Edit(start, end, _text(sheet, [" " * (column + 2) + "sections:"]) + new)]
    at = sheet.offset(sheet.own_comments(sheet.rows((*there, 0))[0], dash))
    return [*edits, Edit(start, end, ""), Edit(at, at, new)]


def _text(sheet: Sheet, given: list[str]) -> str:
    end = "\r\n" if "\r\n" in sheet.text else "\n"
    return "".join(line.replace("\n", end) + end for line in given)
