"""tasks: a table whose head reads TT, nội dung, chủ trì, phối hợp, thời gian, sản phẩm -> a table of tasks, or None.

Only what `task_table` prints again as it was: six columns in that order, tasks counted from 1 in each group, groups
in capitals with Roman numbers from I, no cell merged but a group's name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator import numbering
from generator.frozen import dataclass
from generator.importing.draft import GridCell, GridTable
from generator.importing.sheet import Rich, plain

#: The columns of a table of tasks in their order, and the words of their captions.
_CAPTIONS: dict[str, str] = {
    "number": r"(?:s?tt|số tt|số thứ tự)$",
    "content": r"(?:tên )?(?:các )?(?:nội dung|nhiệm vụ|công việc)",
    "lead": r"(?:(?:cơ quan|đơn vị|bộ phận) )?(?:chủ trì|thực hiện chính|chịu trách nhiệm)"
    r"|(?:cơ quan|đơn vị) thực hiện",
    "coordinate_with": r"(?:(?:cơ quan|đơn vị|bộ phận) )?(?:cùng )?phối hợp",
    "deadline": r"(?:thời gian|thời hạn|tiến độ)",
    "product": r"(?:dự kiến )?(?:sản phẩm|kết quả)",
}


@dataclass(frozen=True, slots=True)
class TaskRows:
    """A group of tasks: its name or (), and its tasks, each the lines of its cells by the names of the columns."""

    heading: Rich
    tasks: tuple[Mapping[str, tuple[Rich, ...]], ...]


@dataclass(frozen=True, slots=True)
class TaskGrid:
    """A table of tasks: the caption of each column by its name, widths in mm by name or {}, the groups in order."""

    columns: Mapping[str, Rich]
    widths: Mapping[str, float]
    groups: tuple[TaskRows, ...]


def tasks(table: GridTable) -> TaskGrid | None:
    """Return a table as a table of tasks, None where it is another or would be printed otherwise."""
    if table.caption or len(table.head) != 1 or len(table.head[0]) != len(_CAPTIONS) or not table.rows:
        return None
    columns = dict(zip(_CAPTIONS, (_only(cell) for cell in table.head[0]), strict=True))
    for name, words in _CAPTIONS.items():
        if not re.match(words, " ".join(plain(columns[name]).split()), re.IGNORECASE):
            return None
    groups = _groups(table.rows)
    widths = dict(zip(_CAPTIONS, table.widths, strict=True)) if len(table.widths) == len(_CAPTIONS) else {}
    return TaskGrid(columns, widths, groups) if groups else None


def _groups(rows: tuple[tuple[GridCell, ...], ...]) -> tuple[TaskRows, ...]:
    """Return the groups of the rows, () where a row is neither the next group nor the next task."""
    groups: list[tuple[Rich, list[Mapping[str, tuple[Rich, ...]]]]] = []
    for row in rows:
        heading = _heading(row, sum(bool(name) for name, _ in groups) + 1)
        if heading and (not groups or groups[0][0]):
            groups.append((heading, []))
            continue
        if not groups:
            groups.append(((), []))
        task = _task(row, len(groups[-1][1]) + 1)
        if heading or task is None:
            return ()
        groups[-1][1].append(task)
    return tuple(TaskRows(name, tuple(found)) for name, found in groups) if all(found for _, found in groups) else ()


def _heading(row: tuple[GridCell, ...], number: int) -> Rich:
    """Return the name in a group's row: a Roman number and a name in capitals over the other columns."""
    if len(row) != 2 or row[1].columns != len(_CAPTIONS) - 1 or any(cell.rows != 1 for cell in row):
        return ()
    name = _only(row[1])
    words = plain(name)
    right = plain(_only(row[0])).strip(" .") == numbering.roman(number) and words == words.upper()
    return name if right else ()


def _task(row: tuple[GridCell, ...], number: int) -> Mapping[str, tuple[Rich, ...]] | None:
    """Return the lines of a task's cells, None where the row is not the task of this number."""
    if len(row) != len(_CAPTIONS) or any(cell.columns != 1 or cell.rows != 1 for cell in row):
        return None
    if plain(_only(row[0])).strip() != str(number) or not row[1].paras:
        return None
    return {name: cell.paras for name, cell in zip(_CAPTIONS, row, strict=True) if name != "number"}


def _only(cell: GridCell) -> Rich:
    return cell.paras[0] if len(cell.paras) == 1 else ()
