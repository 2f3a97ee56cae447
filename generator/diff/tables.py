"""told: a table and what it became -> its columns and rows that came, went or moved, and its cells from -> to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.compare.align import Item, align
from generator.compare.words import likeness
from generator.diff import looks, sentence
from generator.diff.change import Change
from generator.diff.lines import Said
from generator.document import Cell, Table, plain
from generator.frozen import dataclass
from generator.plan import TableSpec, TaskTable, placed
from generator.problem import Mark

_NUMBER = re.compile(r"(?:S?TT|Số TT|Số thứ tự)\.?", re.IGNORECASE)
_COUNT = re.compile(r"[\d.IVXLC]*[a-zđ]?[.)]?")
#: A row whose name has become another, and nearly all else in it too, is another row.
_OTHER = 0.4
#: What the words over a column say that its cells are about.
_COLUMNS = (
    ("agencies", re.compile(r"chủ trì|phối hợp|đơn vị thực hiện|cơ quan thực hiện", re.IGNORECASE)),
    ("deadlines", re.compile(r"thời gian|thời hạn|hoàn thành|tiến độ", re.IGNORECASE)),
    ("money", re.compile(r"kinh phí|đồng(?!\w)|dự toán", re.IGNORECASE)),
)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row: its cells by the column that each begins in, its number in the table, its place in the file, its id."""

    cells: dict[int, Cell]
    number: int
    mark: Mark
    id: str
    header: bool

    def text(self, column: int) -> str:
        return words(self.cells[column]) if column in self.cells else ""

    def telling(self, counted: int) -> list[int]:
        """The columns whose words tell this row from others: not the one that counts rows."""
        return [n for n in sorted(self.cells) if n != counted or not _COUNT.fullmatch(self.text(n).strip())]


def words(cell: Cell) -> str:
    """Return the words of a cell, its lines joined."""
    return " ".join(plain(line) for line in cell.lines)


def told(before: Said, now: Said) -> Iterator[Change]:
    """Yield what changed in a table. Numbers of rows that only follow from rows that came or went are one change."""
    old, new = before.block, now.block
    assert isinstance(old, Table) and isinstance(new, Table)
    if old == new:
        return
    olds, news = _rows(old, before), _rows(new, now)
    heads, titles = _headings(old, olds), _headings(new, news)
    columns = _columns(heads, titles)
    yield from _whole_columns(before, now, heads, titles, columns)
    counted = 0 if heads and _NUMBER.fullmatch(heads[0].strip()) else -1
    renumbered: list[Change] = []
    found: list[Change] = []
    for i, j, moved in _pairs(olds, news, columns, counted):
        if i is None or j is None:
            found.append(_came(before, now, olds, news, i, j, counted, now.spec))
            continue
        if moved:
            found.append(_moved(before, now, olds[i], news[j], counted))
        for at, there in columns.items():
            renumber = at == counted and not olds[i].header
            told = list(_cell(before, now, olds[i], news[j], at, there, titles, counted))
            (renumbered if renumber else found).extend(told)
    rows_changed = any(change.kind in ("added", "dropped", "moved") for change in found)
    if rows_changed and renumbered:
        renumbered = [_renumbered(before, now, len(renumbered))]
    yield from (*found, *renumbered)
    if not (found or renumbered) and _form(old) != _form(new):
        what = "cách chia ô, canh lề, độ rộng cột của bảng"
        yield Change("form", "form", what, "", "", "", (), before.place, now.place, before.mark, now.mark)


def _form(table: Table) -> object:
    spans = [(cell.columns, cell.rows, cell.align) for row in table.rows for cell in row]
    return table.header_rows, spans, [round(width) for width in table.widths]


def _rows(table: Table, said: Said) -> list[_Row]:
    marks = _marks(said)
    found: list[_Row] = []
    for header in (True, False):
        rows = table.rows[: table.header_rows] if header else table.rows[table.header_rows :]
        open_until = [0] * len(table.widths)
        for number, row in enumerate(rows):
            mark, id = marks[len(found)] if len(found) < len(marks) else (said.mark, "")
            found.append(_Row(dict(placed(row, open_until, number)), number + 1, mark, id, header))
    return found


def _marks(said: Said) -> list[tuple[Mark, str]]:
    """Where each row stands in the file, and its id."""
    spec = said.spec
    if isinstance(spec, TableSpec):
        return [(row[0].mark if row else spec.mark, "") for row in (*spec.header, *spec.rows)]
    assert isinstance(spec, TaskTable)
    found = [(spec.mark, "")]
    for group in spec.groups:
        found += [(group.heading.mark, "")] if group.heading else []
        found += [(spec.mark, "")] if group.elision else []
        found += [(next((text.mark for cell in task.cells for text in cell), spec.mark), task.id)
                  for task in group.tasks]  # fmt: skip
    return found


def _headings(table: Table, rows: Sequence[_Row]) -> list[str]:
    """The words over each column, those of a merged cell over all of them."""
    found = [""] * len(table.widths)
    for row in (row for row in rows if row.header):
        for at, cell in row.cells.items():
            for column in range(at, at + cell.columns):
                found[column] = f"{found[column]} {words(cell)}".strip()
    return found


def _columns(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    if len(old) == len(new):
        same = sum(a == b for a, b in zip(old, new, strict=True))
        if same * 2 >= len(old) or not any(old):
            return {n: n for n in range(len(old))}
    found = align([Item(text or "\0") for text in old], [Item(text or "\0") for text in new], moves=False)
    return {each.old: each.new for each in found if each.old is not None and each.new is not None}


def _whole_columns(
    before: Said, now: Said, old: Sequence[str], new: Sequence[str], columns: dict[int, int]
) -> Iterator[Change]:
    for n, text in enumerate(old):
        if n not in columns:
            yield Change("tables", "dropped", f"cột “{text or n + 1}”", "", text, "", (), before.place, "", before.mark)
    for n, text in enumerate(new):
        if n not in columns.values():
            yield Change("tables", "added", f"cột “{text or n + 1}”", "", "", text, (), "", now.place, None, now.mark)


def _pairs(
    old: Sequence[_Row], new: Sequence[_Row], columns: dict[int, int], counted: int
) -> list[tuple[int | None, int | None, bool]]:
    known = {row.id for row in old if row.id} & {row.id for row in new if row.id}

    def item(row: _Row, only: set[int]) -> Item:
        if row.id in known:
            return Item("\0" * 12 + row.id, ("id", row.id))
        return Item(" | ".join(row.text(n) for n in row.telling(counted) if n in only), row.header)

    olds = [item(row, set(columns)) for row in old]
    news = [item(row, set(columns.values())) for row in new]
    found: list[tuple[int | None, int | None, bool]] = []
    for each in align(olds, news):
        if each.old is not None and each.new is not None and each.moved != "away":
            row, other = old[each.old], new[each.new]
            if row.id not in known and not row.header and _is_other(row, other, columns, counted):
                found += [(each.old, None, False), (None, each.new, False)]
                continue
        if each.moved != "away":
            found.append((each.old, each.new, each.moved == "here"))
    return found


def _is_other(row: _Row, other: _Row, columns: dict[int, int], counted: int) -> bool:
    """Tell whether two rows only look alike: neither their names nor most of their cells agree."""
    name, now = _label(row, counted), _label(other, counted)
    if likeness(name, now) >= _OTHER or any(map(str.isdigit, name + now)):
        return False
    kept = sum(
        bool(row.text(n).strip()) and row.text(n) == other.text(columns.get(n, -1)) for n in row.telling(counted)
    )
    return kept < 2


def _label(row: _Row, counted: int) -> str:
    return next((row.text(n) for n in row.telling(counted) if row.text(n).strip()), f"thứ {row.number}")


def _all(row: _Row) -> str:
    return " | ".join(row.text(n) for n in sorted(row.cells))


def _came(
    before: Said, now: Said, old: Sequence[_Row], new: Sequence[_Row], i: int | None, j: int | None, counted: int,
    spec: TableSpec | TaskTable | None,
) -> Change:  # fmt: skip
    matter = "tasks" if isinstance(spec, TaskTable) else "tables"
    name = "nhiệm vụ trong bảng" if matter == "tasks" else "dòng"
    if j is not None:
        row = new[j]
        return Change(
            matter, "added", f"{name} “{_label(row, counted)}”", "", "", _all(row), (), "", now.place, None, row.mark
        )
    assert i is not None
    row = old[i]
    return Change(
        matter, "dropped", f"{name} “{_label(row, counted)}”", "", _all(row), "", (), before.place, "", row.mark
    )


def _moved(before: Said, now: Said, old: _Row, new: _Row, counted: int) -> Change:
    return Change("order", "moved", f"dòng “{_label(new, counted)}” của bảng", "", _all(old), _all(new), (),
                  f"{before.place}, dòng {old.number}".lstrip(", "), f"{now.place}, dòng {new.number}".lstrip(", "),
                  old.mark, new.mark)  # fmt: skip


def _renumbered(before: Said, now: Said, count: int) -> Change:
    return Change("order", "renumbered", f"đánh số lại {count} dòng của bảng", "", "", "", (), before.place, now.place,
                  before.mark, now.mark, lines=count)  # fmt: skip


def _cell(
    before: Said, now: Said, old: _Row, new: _Row, at: int, there: int, titles: Sequence[str], counted: int
) -> Iterator[Change]:
    """Yield what changed in a cell: its words, or else their looks."""
    text, other = old.text(at), new.text(there)
    what = f"“{_label(new, counted)}”, cột “{titles[there] or there + 1}”"
    if " ".join(text.split()) != " ".join(other.split()):
        matter = next((name for name, title in _COLUMNS if title.search(titles[there])), "tables")
        figures = any(map(str.isdigit, text + other))
        if new.header or (matter == "money" and (not figures or sentence.same_figure(text, other))):
            matter = "tables"
        yield Change(matter, "changed", what, "", text, other, (), before.place, now.place, old.mark, new.mark)
    elif at in old.cells and there in new.cells:
        lines = zip(old.cells[at].lines, new.cells[there].lines, strict=False)
        if phrases := [phrase for a, b in lines for phrase in looks.told(a, b)]:
            yield Change("form", "form", f"{what}: {'; '.join(phrases)}", "", text, other, (), before.place, now.place,
                         old.mark, new.mark)  # fmt: skip
