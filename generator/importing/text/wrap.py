"""Lines made paragraphs: the rows of a stretch and the habits of the text in, paragraphs out.

Joins that are not sure are told, with both ends and the line.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from generator.importing.sheet import Para, Remark, Rich, Span
from generator.importing.text.flow import link, shouted_on
from generator.importing.text.habits import Habit
from generator.importing.text.marks import Row, merged


def paragraphs(rows: Sequence[Row], habit: Habit, cell: bool = False) -> tuple[list[Para], list[Remark]]:
    """Return the paragraphs of rows that stand one below the other, and what of it is not sure."""
    found: list[list[Row]] = []
    remarks = []
    for row, after in zip(rows, [*rows[1:], None], strict=False):
        joined = _joins(found[-1], row, habit, cell) if found and not row.ruled and not row.breaks else "no"
        if joined == "guess" and found[-1][-1].text[-1:] in ".;:" and not cell:
            joined = _begun(row, after, habit)
        if joined == "no":
            found.append([row])
            continue
        if joined == "guess":
            remarks.append(told(found[-1][-1].text, row.text, row.line))
        found[-1].append(row)
    return [_para(group) for group in found], remarks


def told(before: str, after: str, line: int) -> Remark:
    """Return the remark on a join that is not sure."""
    start, end = _tail(before), _head(after)
    message = f"đã nối hai dòng thành một đoạn: «{start}» với «{end}»"
    return Remark("joined", message, line, "nếu là hai đoạn riêng thì tách ra ở chỗ này")


def _tail(text: str) -> str:
    words = text.split()
    return ("… " if len(words) > 4 else "") + " ".join(words[-4:])


def _head(text: str) -> str:
    words = text.split()
    return " ".join(words[:4]) + (" …" if len(words) > 4 else "")


def _joins(group: Sequence[Row], row: Row, habit: Habit, cell: bool) -> str:
    before = group[-1]
    if before.outline or row.outline:
        return "no" if row.outline or not (before.open and row.text[:1].islower()) else "sure"
    if before.hard:
        return "hard"
    if habit.indent and not cell and row.indent >= habit.indent and not row.text[:1].islower():
        return "no"
    if before.open and shouted_on(before.text, row.text):
        return "sure"
    found = link(before.text, row.text, habit, first=len(group) == 1, cell=cell)
    if found != "no" and not before.open and not row.text[:1].islower() and _changes(before, row):
        return "no"
    return found


def _begun(row: Row, after: Row | None, habit: Habit) -> str:
    """Tell by its length whether a line is the first of a paragraph: portals cut first lines at `opening`."""
    if not habit.opening or habit.opening > habit.width - 12:
        return "guess"
    if len(row.text) > habit.opening + 8:
        return "sure"
    goes_on = after is not None and not after.ruled and after.text[:1].islower()
    short = len(row.text) + (len(after.text.split()[0]) if after else 0) < habit.width - 8
    return "no" if goes_on and short else "guess"


def _changes(before: Row, row: Row) -> bool:
    """Tell whether a look ends with a line, and its paragraph with it: a bold heading, a note in italics."""
    last, first = before.spans[-1], row.spans[0]
    if before.text[-1:] in ".;":
        return (last.bold, last.italic) != (first.bold, first.italic)
    whole = all(span.bold for span in before.spans)
    return whole and not first.bold and before.text[-1:].isalnum() and not row.text[:1].isdigit()


def _para(group: Sequence[Row]) -> Para:
    first = group[0]
    if len(group) == 1:
        return Para(tidy(first.spans), first.line, outline=first.outline, breaks=first.breaks)
    spans = list(first.spans)
    for before, row in itertools.pairwise(group):
        glue = "\n" if before.hard else " "
        look = spans[-1]
        spans += (Span(glue, look.bold, look.italic), *row.spans)
    return Para(tidy(merged(tuple(spans))), first.line, outline=first.outline, breaks=first.breaks)


def tidy(spans: Rich) -> Rich:
    """Return the spans with single spaces, none at the ends and none before a line's end."""
    found: list[Span] = []
    last = " "
    for span in spans:
        text = " ".join(span.text.split(" ")) if "  " not in span.text else " ".join(_pieces(span.text))
        if last in " \n":
            text = text.lstrip(" ")
        if text or span.note:
            found.append(Span(text, span.bold, span.italic, span.note))
        last = text[-1:] or last
    while found and not found[-1].note and not found[-1].text.rstrip():
        found.pop()
    if found and not found[-1].note:
        end = found[-1]
        found[-1] = Span(end.text.rstrip(), end.bold, end.italic)
    return tuple(found)


def _pieces(text: str) -> list[str]:
    """Its words; a blank at either end is kept as one."""
    words = [word for word in text.split(" ") if word]
    return ([""] if text[:1] == " " else []) + words + ([""] if text[-1:] == " " and words else [])
