"""sheet: a roll-up -> an Excel workbook of one table: a row for each unit, a column for each target.

Its bytes are the same each time. openpyxl is used only here and in `sheet`, imported when needed; what it cannot
write, a formula together with its result, is put in afterwards, so that a viewer that does not calculate shows it.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from generator.cascade import figures
from generator.plan import Quantity
from generator.render import package
from generator.rollup.goal import Goal, RollUp
from generator.vietnamese import parse_number

_TITLE = "Tổng hợp chỉ tiêu"
_TOTALS: dict[tuple[str, ...], str] = {("sum",): "Cộng", ("weighted_average",): "Bình quân"}
#: Widths of the columns (characters): the number, the unit, a target.
_WIDTHS = (6, 28, 20)
#: No clock: the time that the zip carries too.
_WHEN = datetime(*package.EPOCH)

_Cell = str | int | Decimal | None


def sheet(rolled: RollUp) -> bytes:
    """Return the workbook: heading, a row for each unit, what they come to, the plan's own figures, the verdicts."""
    import openpyxl

    book: Any = openpyxl.Workbook()
    table = book.active
    table.title = _TITLE
    for row in _rows(rolled):
        _append(table, row)
    results = _sums(table, rolled.goals)
    _look(table, len(rolled.goals[0].rows))
    book.properties.title, book.properties.creator = rolled.title, rolled.unit.committee
    book.properties.created = _WHEN
    out = io.BytesIO()
    book.save(out)
    return _settled(out.getvalue(), results)


def _rows(rolled: RollUp) -> list[list[_Cell]]:
    goals = rolled.goals
    heads = [f"{goal.indicator} ({goal.measure})" if goal.measure else goal.indicator for goal in goals]
    units: list[list[_Cell]] = [
        [number, row.name, *(_value(goal.rows[number - 1].figure, "chưa có") for goal in goals)]
        for number, row in enumerate(goals[0].rows, 1)
    ]
    label = _TOTALS.get(tuple(sorted({goal.by for goal in goals})), "Cộng, bình quân")
    total: list[_Cell] = [None, label, *(_value(goal.total, "") for goal in goals)]
    plan: list[_Cell] = [
        None,
        f"Kế hoạch của {rolled.unit.full_name}",
        *(_value(goal.figure, "chưa ghi") for goal in goals),
    ]
    verdict: list[_Cell] = [None, "Kết quả", *(f"{'đạt' if goal.holds else 'lệch'}: {goal.words}" for goal in goals)]
    head: list[_Cell] = ["TT", "Đơn vị", *heads]
    return [head, *units, total, plan, verdict]


def _value(quantity: Quantity | None, none: str) -> _Cell:
    """Return a number as a number, as it is written; a range, a bound or `khoảng 5` as text."""
    if quantity is None:
        return none or None
    number = parse_number(quantity.text)
    return quantity.text if number is None else number


def _append(table: Any, row: Sequence[_Cell]) -> None:
    number = table.max_row + 1 if table["A1"].value else 1
    for column, value in enumerate(row, 1):
        cell = table.cell(number, column, value)
        if isinstance(value, str):
            cell.data_type = "s"  # a name that begins with = is no formula
        if isinstance(value, Decimal):
            decimals = figures.places(Quantity(value, value, ""))
            cell.number_format = "#,##0" + ("." + "0" * decimals if decimals else "")


def _sums(table: Any, goals: Sequence[Goal]) -> dict[str, str]:
    """Write the sums of numbers as formulas; return what each comes to, by its cell."""
    last = len(goals[0].rows) + 1
    results = {}
    for column, goal in enumerate(goals, 3):
        cell = table.cell(last + 1, column)
        if goal.by == "sum" and all(
            isinstance(table.cell(row, column).value, int | float | Decimal) for row in range(2, last + 1)
        ):
            results[cell.coordinate] = format(cell.value, "f")
            cell.value = f"=SUM({cell.column_letter}2:{cell.column_letter}{last})"
    return results


def _look(table: Any, units: int) -> None:
    from openpyxl.styles import Alignment, Border, Font, Side

    line = Side(style="thin")
    for number, row in enumerate(table.iter_rows(), 1):
        bold = number == 1 or number > units + 1
        for column, cell in enumerate(row, 1):
            cell.font = Font(name="Times New Roman", size=12, bold=bold)
            cell.border = Border(line, line, line, line)
            across = "left" if column == 2 and number > 1 else "center" if column == 1 or number == 1 else "right"
            cell.alignment = Alignment(across, "center", wrap_text=True)
    for column, head in enumerate(table[1]):
        table.column_dimensions[head.column_letter].width = _WIDTHS[min(column, 2)]
    table.freeze_panes = "C2"
    table.print_title_rows = "1:1"
    table.page_setup.orientation, table.page_setup.paperSize = "landscape", table.PAPERSIZE_A4
    table.sheet_properties.pageSetUpPr.fitToPage = True
    table.page_setup.fitToHeight = 0


_FORMULA = re.compile(r'(<c r="([A-Z]+[0-9]+)"[^>]*><f>[^<]*</f>)<v ?(?:/>|></v>)')
_MODIFIED = re.compile(r"(<dcterms:modified[^>]*>)[^<]*")


def _settled(data: bytes, results: dict[str, str]) -> bytes:
    """Return the workbook with the results beside the formulas, and with no time of its making."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    core, first = "docProps/core.xml", "xl/worksheets/sheet1.xml"
    parts[core] = _MODIFIED.sub(rf"\g<1>{_WHEN:%Y-%m-%dT%H:%M:%SZ}", parts[core].decode()).encode()
    put = _FORMULA.sub(lambda found: f"{found[1]}<v>{results[found[2]]}</v>", parts[first].decode())
    parts[first] = put.encode()
    return package.write(parts)
