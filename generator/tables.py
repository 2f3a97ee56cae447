"""Lays out tables: widths of columns, rows as cells, what no page could hold. Lengths in pt."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Mapping as Map
from dataclasses import dataclass, replace

from generator import numbering
from generator.document import Cell, Line, Run, Table
from generator.fonts import Font
from generator.plan import CellSpec, ColumnSpec, TableSpec, TaskTable, Text, placed
from generator.problem import Mark, Problem
from generator.profile import POINTS_PER_MM, Profile

#: Cell padding left and right (Word's own default, 0.19 cm).
PADDING = 5.4
#: Height of a single line of Times New Roman, of its size.
LINE = 1.1495
#: Where a word of a cell ends: a line may break after a hyphen.
_WORDS = re.compile(r"[ \n]+|(?<=-)")


@dataclass(frozen=True)
class Tables:
    """Makes tables. `fill` turns a sentence into runs; what does not fit goes into `problems`."""

    fill: Callable[[Text, Map[str, str]], Line]
    profile: Profile
    font: Font
    problems: list[Problem]

    def widths(self, columns: Iterable[ColumnSpec], mark: Mark, landscape: bool) -> tuple[float, ...]:
        columns = tuple(columns)
        room = self.profile.text_width(landscape)
        fixed = sum(c.width or 0 for c in columns) * POINTS_PER_MM
        weights = sum(c.weight for c in columns if c.width is None)
        left = room - fixed
        if left < -0.5 or (weights and left < 10):
            message = f"các cột rộng {fixed / POINTS_PER_MM:.0f} mm, trang chỉ có {room / POINTS_PER_MM:.0f} mm"
            self.problems.append(Problem(mark, message, "giảm `width`, hoặc đặt phụ lục `orientation: landscape`"))
            return (room / len(columns),) * len(columns)
        if not weights:  # all columns have a width: they share the whole page in these proportions
            return tuple((c.width or 0) * POINTS_PER_MM * room / fixed for c in columns)
        return tuple(c.width * POINTS_PER_MM if c.width else left * c.weight / weights for c in columns)

    def table(self, spec: TableSpec, values: Map[str, str], landscape: bool) -> Table:
        """Return the table that a plan writes row by row."""

        def cell(given: CellSpec, column: int, header: bool) -> Cell:
            lines = tuple(self.fill(text, values) for text in given.lines)
            align = "center" if header else given.align or spec.columns[column].align or "left"
            return Cell(lines, given.columns, given.rows, align, header)  # type: ignore[arg-type]

        caption = self.fill(spec.caption, values) if spec.caption else ()
        rows = [
            tuple(cell(given, column, header) for column, given in placed(row, open_until, number))
            for header, group in ((True, spec.header), (False, spec.rows))
            for open_until in ([0] * len(spec.columns),)
            for number, row in enumerate(group)
        ]
        widths = self.widths(spec.columns, spec.mark, landscape)
        table = Table(widths, tuple(rows), len(spec.header), caption, size=spec.size)
        return self.measured(table, spec.columns, spec.mark, landscape)

    def task_table(self, spec: TaskTable, landscape: bool) -> Table:
        """A table of tasks: groups numbered I, II, …, tasks from 1 in each."""
        rows = [tuple(Cell((_bold(self.fill(c.heading, {})),), align="center", header=True) for c in spec.columns)]
        aligns = [c.align for c in spec.columns]
        group_number = 0
        for group in spec.groups:
            if group.heading:
                group_number = group.number or group_number + 1
                heading = _bold(upper(self.fill(group.heading, {})))
                rows.append((Cell((_bold((Run(numbering.roman(group_number)),)),), align="center"),
                             Cell((heading,), columns=len(aligns) - 1)))  # fmt: skip
            elif group.number:
                group_number = group.number
            if group.elision:
                rows.append((Cell(((Run(group.elision),),), columns=len(aligns), align="center"),))
            for number, task in enumerate(group.tasks, group.start):
                lines = [((Run(str(number)),),), *(tuple(self.fill(t, {}) for t in f) for f in task.cells)]
                rows.append(tuple(Cell(text, align=align)  # type: ignore[arg-type]
                                  for text, align in zip(lines, aligns, strict=True)))  # fmt: skip
        table = Table(self.widths(spec.columns, spec.mark, landscape), tuple(rows), 1)
        return self.measured(table, spec.columns, spec.mark, landscape)

    def measured(self, table: Table, columns: Sequence[ColumnSpec], mark: Mark, landscape: bool) -> Table:
        """Return the table with its columns wide enough and its tall rows known.

        A column must hold its longest word, since no renderer may split one or run over: columns to which the plan
        gives no width take what they need from one another.
        """
        size = table.size or self.profile["sizes.table"]
        needs = self.needs(table, size)
        free = [n for n, column in enumerate(columns) if column.width is None]
        table = replace(table, widths=_widened(table.widths, [need for need, _ in needs], free))
        room = self.profile.text_height(landscape)
        tall: set[int] = set()
        heights = [0.0] * len(table.rows)
        for number, column, cell in _cells(table):
            width = sum(table.widths[column : column + cell.columns]) - 2 * PADDING
            height = 0.0
            for line in cell.lines:
                length = sum(self.font.width(run.text, size, bold=run.bold or cell.header) for run in line)
                # a line may end short of its width by a word; 1.3 allows for that
                height += (int(length * 1.3 / max(width, 1)) + 1) * LINE * size + 4
            heights[number] = max(heights[number], height / cell.rows)
            if height > room * 0.8:
                tall.update(range(number, number + cell.rows))
        if sum(heights[: table.header_rows]) > room / 2:
            hint = "rút gọn tên cột, hoặc đưa bớt dòng xuống dưới"
            self.problems.append(Problem(mark, "đầu bảng cao quá nửa trang", hint))
        for column, (need, word) in enumerate(needs):
            if need > table.widths[column] + 0.01:
                have, want = table.widths[column] / POINTS_PER_MM, need / POINTS_PER_MM
                message = f"cột {column + 1} rộng {have:.1f} mm, hẹp hơn từ `{word}` ({want:.1f} mm)"
                hint = f"đặt `width: {int(want) + 1}` cho cột này, giảm `size` của bảng, hoặc in ngang trang"
                self.problems.append(Problem(mark, message, hint, "narrow-column"))
        return replace(table, tall_rows=frozenset(tall))

    def needs(self, table: Table, size: float) -> list[tuple[float, str]]:
        """Return what each column needs for its longest word, and that word."""
        worst: list[tuple[float, str]] = [(0.0, "")] * len(table.widths)
        for _, column, cell in _cells(table):
            if cell.columns > 1:
                continue
            for run in (run for line in cell.lines for run in line):
                bold = run.bold or cell.header
                for word in words(run.text):
                    need = self.font.width(word, size, bold=bold) + 2 * PADDING
                    if need > worst[column][0]:
                        worst[column] = (need, word)
        return worst


def words(text: str) -> list[str]:
    """Return what no line may break: a line breaks at spaces and after hyphens."""
    return _WORDS.split(text) if "-" in text or "\n" in text else text.split(" ")


def _widened(widths: tuple[float, ...], needs: Sequence[float], free: Sequence[int]) -> tuple[float, ...]:
    """Return the widths with those of the `free` columns that are too narrow widened by what the others can spare."""
    lacking = {n: needs[n] - widths[n] for n in free if needs[n] > widths[n]}
    spare = {n: widths[n] - needs[n] for n in free if n not in lacking}
    wanted, there = sum(lacking.values()), sum(spare.values())
    if not lacking or there < wanted:
        return widths
    return tuple(
        width + lacking.get(n, 0.0) - (spare[n] * wanted / there if n in spare else 0.0)
        for n, width in enumerate(widths)
    )


def _cells(table: Table) -> Iterator[tuple[int, int, Cell]]:
    """Yield every cell with its row and its column, merged ones counted."""
    open_until = [0] * len(table.widths)
    for number, row in enumerate(table.rows):
        for column, cell in placed(row, open_until, number):
            yield number, column, cell


def upper(line: Line) -> Line:
    """Return a line in capitals."""
    return tuple([Run(run.text.upper(), run.bold, run.italic, run.note) for run in line])


def _bold(line: Line) -> Line:
    return tuple([Run(run.text, True, run.italic, run.note) for run in line])
