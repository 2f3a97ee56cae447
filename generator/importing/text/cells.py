"""What a table laid out with signs is, however it was drawn: frozen values only."""

from __future__ import annotations

from generator.frozen import dataclass
from generator.importing.sheet import Align
from generator.importing.text.lines import Line


@dataclass(frozen=True, slots=True)
class Laid:
    """A cell: its lines, columns and rows."""

    lines: tuple[Line, ...]
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; how many of them are the head; how columns are aligned; whether lines are drawn."""

    rows: tuple[tuple[Laid, ...], ...]
    line: int
    head: int = 0
    aligns: tuple[Align, ...] = ()
    ruled: bool | None = None
