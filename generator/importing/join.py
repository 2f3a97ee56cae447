"""Paragraphs that a line, a page or a scan cut in the middle of a sentence: a sheet in, one with them joined out.

Two cases. A sheet whose paragraphs are mostly lines (a text copied from a scan, a DOCX made by OCR, a PDF) is read as
wrapped text: `text.flow` tells of any two lines whether the one goes on in the other. In any other sheet a paragraph is
left as it stands, but where it cannot end as it does and the next cannot begin as it does (`… phối hợp triển khai thực
hiện có hiệu` before `quả các chính sách …`). Every join that is not sure leaves a remark, and nothing is joined over a
table, a heading, a marker or a box.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.importing import leaves
from generator.importing.sheet import Block, Cell, Grid, Para, Remark, Sheet, Span
from generator.importing.text import flow
from generator.importing.text.habits import Habit, bare, marker
from generator.importing.text.habits import habit as habit_of
from generator.importing.text.marks import merged
from generator.importing.text.wrap import tidy, told


def join(sheet: Sheet) -> Sheet:
    """Return the sheet with the paragraphs joined that were cut, and a remark on each join that is not sure."""
    sheet = leaves.without(sheet) if sheet.kind in ("docx", "doc", "odt") else sheet
    paras = [block for block in sheet.blocks if isinstance(block, Para)]
    habit = habit_of([para.text.replace("\n", " ").strip() for para in paras])
    habit = _loose(sheet, habit)
    blocks: list[Block] = []
    groups: list[list[Para]] = []
    remarks: list[Remark] = []
    for block in (*sheet.blocks, None):
        if isinstance(block, Para):
            joined = _joins(groups[-1], block, habit, sheet.sure) if groups else "no"
            if joined == "no":
                groups.append([block])
                continue
            if joined == "guess":
                remarks.append(told(_words(groups[-1][-1]), _words(block), block.line))
            groups[-1].append(block)
            continue
        blocks += [_one(group) for group in groups]
        groups = []
        if block is not None:
            blocks.append(_grid(block, habit) if habit.wrapped and not sheet.sure else block)
    return (
        replace(sheet, blocks=tuple(blocks), remarks=(*sheet.remarks, *remarks))
        if remarks or len(blocks) < len(sheet.blocks)
        else sheet
    )


def _loose(sheet: Sheet, habit: Habit) -> Habit:
    """Paragraphs of a text reader were put together already: what is left are cuts, not lines."""
    if sheet.kind in ("txt", "md", "html") or (
        sheet.sure and sum(_boxed(b) for b in sheet.blocks) * 2 > len(sheet.blocks)
    ):
        return replace(habit, wrapped=False, spaced=False)
    return habit


def _boxed(block: Block) -> bool:
    return isinstance(block, Para) and block.boxed


def _words(para: Para) -> str:
    return para.text.replace("\n", " ").strip()


def _joins(group: Sequence[Para], para: Para, habit: Habit, sure: bool) -> flow.Link:
    """Tell whether a paragraph goes on with the last of a group."""
    before = group[-1]
    if para.marker or para.outline or before.outline or para.boxed != before.boxed:
        return "no"
    if para.landscape != before.landscape or not _words(para) or not _words(before):
        return "no"
    if habit.wrapped:
        return _line(group, para, habit)
    if "center" in (para.align, before.align) or "right" in (para.align, before.align):
        return "no"
    return _cut(_words(before), _words(para), habit, group, para)


def _line(group: Sequence[Para], para: Para, habit: Habit) -> flow.Link:
    """Two lines of a sheet of lines: where a first line is set in, the next one that is set in begins a paragraph."""
    before = group[-1]
    found = flow.link(_words(before), _words(para), habit, first=len(group) == 1)
    if found == "no" or (before.bold != para.bold and _words(before)[-1].isalnum() and not _words(para)[0].islower()):
        return "no"
    if para.align != before.align and "center" in (para.align, before.align):
        return "no"
    begun = para.indent is not None and before.indent is not None and para.indent > before.indent + 8
    if begun and len(group) > 1 and not _words(para)[0].islower():
        return "no"
    return found


def _cut(before: str, after: str, habit: Habit, group: Sequence[Para], two: Para) -> flow.Link:
    """Tell of two whole paragraphs whether they are one: only where both ends say so."""
    if marker(after) or flow.is_address(after) or before[-1] in ".:!?…" or group[-1].text.endswith("\n"):
        return "no"
    if flow.issues(before, after):
        return "no"
    if before[-1] == ";" or before.isupper() or after.isupper() or group[-1].bold != two.bold:
        return "no"
    word = after.split()[0]
    length = sum(len(para.text) for para in group)
    if after[0].islower():
        if flow.hangs(before, after) or (flow.final(before), bare(word)) in habit.pairs:
            return "sure"
        return "guess" if length > 40 else "no"
    if flow.hangs(before, after) and length > 60 and not flow.begins(after):
        return "guess"
    return "guess" if after[0] in "(," and length > 40 and after[1:2].islower() else "no"


def _one(group: Sequence[Para]) -> Para:
    """Return the paragraphs of a group as one; a page that begins in its middle is no more told."""
    if len(group) == 1:
        return group[0]
    spans: list[Span] = []
    for para in group:
        if spans:
            last = spans[-1]
            spans.append(Span(" ", last.bold, last.italic))
        spans += para.spans
    return replace(group[0], spans=tidy(merged(tuple(spans))))


def _grid(grid: Grid, habit: Habit) -> Grid:
    """Return a grid of a sheet of lines with the lines of its cells joined."""
    return replace(grid, rows=tuple(tuple(_cell(cell, habit) for cell in row) for row in grid.rows))


def _cell(cell: Cell, habit: Habit) -> Cell:
    groups: list[list[Para]] = []
    for para in cell.paras:
        linked = "no"
        if groups and not para.marker and not para.outline and _words(para) and _words(groups[-1][-1]):
            linked = flow.link(_words(groups[-1][-1]), _words(para), habit, first=len(groups[-1]) == 1, cell=True)
        if linked == "sure":
            groups[-1].append(para)
        else:
            groups.append([para])
    return replace(cell, paras=tuple(_one(group) for group in groups)) if len(groups) < len(cell.paras) else cell
