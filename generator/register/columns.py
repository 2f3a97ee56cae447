"""parse: a file -> the rows of a register, a cell for each key of a column, and how its headings are written.

In: CSV or Excel with headings in Vietnamese or English, or YAML with these keys.  Out: `Row`s; no row of sums.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator import source
from generator.problem import Mark, Problem, nearest
from generator.register import naming, sheet
from generator.register.cell import Cell

#: The columns that mean something of themselves: key, then what staff write over it, first what messages call it.
#: `Đến ngày` counts the day itself, as Vietnamese does; `until` and `Đến trước ngày` do not.
HEADINGS = {
    "id": ("Mã", "Mã đơn vị", "Mã số"),
    "kind": ("Loại", "Loại đơn vị", "Cấp", "Cấp đơn vị", "Loại hình"),
    "name": ("Tên", "Tên đơn vị", "Đơn vị"),
    "parent": ("Trực thuộc", "Đơn vị cấp trên", "Cấp trên", "Thuộc"),
    "place": ("Địa danh",),
    "lines": ("Dòng đầu trang", "Các dòng đầu trang"),
    "short": ("Tên viết tắt", "Tên ngắn", "Viết tắt"),
    "signer": ("Người ký", "Họ tên người ký", "Họ và tên người ký"),
    "signer_title": ("Chức vụ", "Chức vụ người ký"),
    "from": ("Từ ngày",),
    "through": ("Đến ngày", "Đến hết ngày"),
    "until": ("Đến trước ngày",),
    "named_for": ("Đặt tên theo",),
}
_KEYS = {naming.slug(said): key for key, names in HEADINGS.items() for said in (key, *names)}
_NUMBERING = ("tt", "stt", "so_tt", "so_thu_tu")
#: What `unit.` tells of itself, which no column may be called.
TAKEN = ("full_name", "committee", "committee_short", "level", "level_name")

#: `(1)`, `2`, `3=1+2`, `A`: what stands under a heading to number the columns.
_COLUMN_NUMBER = re.compile(r"\(?(?:\d{1,2}|[A-Z])(?:\s*=[\d\s()+x*/-]+)?\)?")
#: What the name of a group of units opens with.
_GROUP = re.compile(r"(?:[IVX]+\.?|[A-Z]\.)(?:\s|$)|(?:Các|Khối|Nhóm|Cụm|Vùng) ")
_TOTALS = frozenset(
    map(
        naming.fold,
        ("tổng", "tổng cộng", "tổng số", "cộng", "toàn tỉnh", "toàn thành phố", "toàn huyện", "toàn xã"),
    )
)


@dataclass(frozen=True, slots=True)
class Row:
    """A unit as written: a cell for each key of a column."""

    cells: dict[str, Cell]
    mark: Mark

    def text(self, key: str) -> str:
        cell = self.cells.get(key)
        return " ".join(cell.text.split()) if cell else ""

    def place(self, key: str) -> Mark:
        return self.cells[key].mark if key in self.cells else self.mark


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a register. Raises PlanError for what is no file, too large, or no register by its name."""
    return source.read_bytes(path) if _is_yaml(path) else sheet.read_bytes(path)


def parse(data: bytes, path: Path, problems: list[Problem]) -> tuple[dict[str, str], list[Row]]:
    """Return the heading of each key, as written, and the rows, every one with a cell for every key.

    What is wrong goes to `problems`. Raises PlanError for a file that is no table or no YAML.
    """
    return (_from_yaml if _is_yaml(path) else _from_sheet)(data, path, problems)


def _is_yaml(path: Path) -> bool:
    return path.suffix.lower() in (".yaml", ".yml")


def is_heading(texts: Iterable[str]) -> bool:
    """Tell whether the texts of a row are a heading: a name and a kind are among them."""
    keys = {_KEYS.get(naming.slug(text)) for text in texts if text and len(text) < 40}
    return {"name", "kind"} <= keys


def _from_sheet(data: bytes, path: Path, problems: list[Problem]) -> tuple[dict[str, str], list[Row]]:
    found = sheet.parse(data, path, is_heading)
    problems += found.notes
    heading, *body = found.rows
    keys = _columns(heading, body, problems)
    columns = {keys[i]: cell.text for i, cell in enumerate(heading) if i in keys}
    problems += _missing_columns(columns, heading[0].mark)
    if any(problem.level == "error" for problem in problems):
        return columns, []
    rows = []
    for row in body:
        total = _total(row, keys)
        caption = None if total else _caption(row, keys)
        if caption:
            message = f"bỏ qua dòng `{caption.text}`"
            hint = "dòng này chỉ là số thứ tự cột hoặc tên nhóm; nếu là một đơn vị thì điền loại và số liệu"
            problems.append(Problem(caption.mark, message, hint, level="info"))
        elif total:
            message = f"bỏ qua dòng `{total.text}`"
            problems.append(Problem(total.mark, message, "chương trình tự cộng", level="info"))
        else:
            first = next((cell.mark for cell in row if cell.text), row[0].mark)
            rows.append(Row({keys[i]: cell for i, cell in enumerate(row) if i in keys}, first))
    return columns, rows


def _total(row: tuple[Cell, ...], keys: Mapping[int, str]) -> Cell | None:
    """Return the cell that tells that a row is a sum of others: it has no kind, and a word for a sum."""
    if any(row[i].text for i, key in keys.items() if key == "kind"):
        return None
    return next((cell for cell in row if naming.fold(cell.text.rstrip(":")) in _TOTALS), None)


def _caption(row: tuple[Cell, ...], keys: Mapping[int, str]) -> Cell | None:
    """Return the first cell of a row that is no unit: the numbers under a heading, or the name of a group."""
    said = [(i, cell) for i, cell in enumerate(row) if cell.text]
    if all(_COLUMN_NUMBER.fullmatch(cell.text) for _, cell in said) and len(said) > 1:
        return said[0][1]
    named = [cell for i, cell in said if keys.get(i) == "name"]
    others = [cell for i, cell in said if i in keys and keys[i] != "name"]
    groups = [cell for _, cell in said if _GROUP.match(cell.text)]
    return groups[0] if groups and not others and len(named) <= 1 and len(said) <= 2 else None


def _missing_columns(columns: Mapping[str, str], mark: Mark) -> Iterator[Problem]:
    missing = [key for key in ("name", "kind") if key not in columns]
    if len(missing) > 1:
        hint = "dòng đầu ghi tên các cột, ít nhất có `Tên` và `Loại`"
        yield Problem(mark, "không thấy dòng tiêu đề của bảng", hint)
    elif missing:
        label, slugs = HEADINGS[missing[0]][0], {naming.slug(text): text for text in columns.values()}
        near = nearest(naming.slug(label), slugs)
        hint = f"cột `{slugs[near]}` có phải là `{label}`?" if near else f"thêm cột `{label}` cho mọi đơn vị"
        yield Problem(mark, f"không thấy cột `{label}` ở dòng tiêu đề", hint)


def _columns(heading: tuple[Cell, ...], body: list[tuple[Cell, ...]], problems: list[Problem]) -> dict[int, str]:
    """Return the key of each column by its number; tell of columns without a name, or of one name."""
    keys: dict[int, str] = {}
    for number, cell in enumerate(heading):
        key = naming.slug(cell.text)
        if key in _NUMBERING or cell.text == "#":
            continue
        if not key:
            _check_unnamed(number, cell, body, problems)
            continue
        key = _KEYS.get(key, key)
        first = next((heading[i] for i, other in keys.items() if other == key), None)
        if first:
            message = f"cột `{cell.text}` trùng nghĩa với cột `{first.text}`"
            hint = "đổi tên một cột (hai cột khác nhau ở dấu vẫn là một tên), hoặc xóa"
            problems.append(Problem(cell.mark, message, hint))
        elif key in TAKEN:
            problems.append(Problem(cell.mark, f"tên cột `{cell.text}` đã dùng cho việc khác", "đổi tên cột"))
        else:
            keys[number] = key
    _check_extra(len(heading), body, problems)
    return keys


def _check_unnamed(number: int, cell: Cell, body: list[tuple[Cell, ...]], problems: list[Problem]) -> None:
    used = next((row[number] for row in body if row[number].text), None)
    if used or cell.text:
        hint = "ghi tên cột ở dòng tiêu đề, hoặc xóa cả cột"
        message = f"cột thứ {number + 1} có số liệu mà không có tên"
        problems.append(Problem(used.mark if used else cell.mark, message, hint))


def _check_extra(width: int, body: list[tuple[Cell, ...]], problems: list[Problem]) -> None:
    for row in body:
        extra = next((cell for cell in row[width:] if cell.text), None)
        if extra:
            hint = 'tên hoặc số có dấu ngăn cột ở trong (như 0,5) thì đặt trong ngoặc kép: "0,5"'
            message = f"dòng này có {len(row)} ô, tiêu đề chỉ có {width} cột"
            problems.append(Problem(extra.mark, message, hint))


def _from_yaml(data: bytes, path: Path, problems: list[Problem]) -> tuple[dict[str, str], list[Row]]:
    tree = source.parse(data, str(path))
    problems += tree.notes
    columns: dict[str, str] = {}
    rows: list[Row] = []
    for item in _items(tree.root, problems):
        if isinstance(item, source.Mapping):
            rows.append(Row(_mapped(item, columns, problems), item.mark))
        else:
            hint = "viết các khóa: `kind`, `name`, `parent`, …"
            problems.append(Problem(item.mark, "mỗi đơn vị phải là một nhóm khóa", hint))
    for row in rows:
        for key in columns:
            row.cells.setdefault(key, Cell("", row.mark))
    return columns, rows


def _items(root: source.Mapping, problems: list[Problem]) -> Iterator[source.Value]:
    for key, value in root.entries:
        if key.text != "units":
            problems.append(Problem(key.mark, f"không có khóa `{key.text}`", "danh sách đơn vị nằm dưới khóa `units:`"))
        elif not isinstance(value, source.Sequence):
            problems.append(Problem(value.mark, "`units` phải là một danh sách", "mỗi đơn vị một mục, mở bằng `- `"))
        else:
            yield from value.items


def _mapped(item: source.Mapping, columns: dict[str, str], problems: list[Problem]) -> dict[str, Cell]:
    """Return the cells of a unit written in YAML: its keys, and its figures by the slug of their names."""
    cells: dict[str, Cell] = {}
    for entry, value in item.entries:
        named: list[tuple[str, source.Scalar, source.Value]] = []
        if entry.text in HEADINGS:
            named = [(entry.text, entry, value)]
        elif entry.text == "figures":
            named = list(_figures(value, cells, problems))
        elif near := _unknown_key(entry, problems):  # read as what it seems to mean, so that nothing follows from it
            named = [(near, entry, value)] if near not in cells else []
        for key, name, each in named:
            columns.setdefault(key, name.text)
            cells[key] = _cell(key, name.text, each, problems)
    return cells


def _cell(key: str, heading: str, value: source.Value, problems: list[Problem]) -> Cell:
    parts = value.items if isinstance(value, source.Sequence) and key == "lines" else (value,)
    texts = [part.text for part in parts if isinstance(part, source.Scalar)]
    if len(texts) < len(parts):
        problems.append(Problem(value.mark, f"`{heading}` phải là một tên hoặc một số", "viết sau dấu hai chấm"))
    return Cell("\n".join(texts), value.mark)


def _figures(
    value: source.Value, cells: Mapping[str, Cell], problems: list[Problem]
) -> Iterator[tuple[str, source.Scalar, source.Value]]:
    """Yield the key, the name and the value of each figure; tell of names that cannot be used."""
    if not isinstance(value, source.Mapping):
        hint = "viết `tên: giá trị`, mỗi số liệu một dòng"
        problems.append(Problem(value.mark, "`figures` phải là các tên và giá trị", hint))
        return
    seen = {*HEADINGS, *TAKEN, *cells, ""}
    for name, figure in value.entries:
        key = naming.slug(name.text)
        if key in seen:
            problems.append(Problem(name.mark, f"`{name.text}` không dùng làm tên số liệu được", "đặt tên khác"))
        else:
            seen.add(key)
            yield key, name, figure


def _unknown_key(entry: source.Scalar, problems: list[Problem]) -> str:
    """Tell of a key that is none; return the heading that it seems to mean, or ""."""
    near = _KEYS.get(naming.slug(entry.text)) or nearest(entry.text, (*HEADINGS, "figures"))
    hint = f"có phải là `{near}`?" if near else "số liệu của đơn vị ghi dưới khóa `figures:`"
    problems.append(Problem(entry.mark, f"không có khóa `{entry.text}`", hint, "unknown-key"))
    return near if near in HEADINGS else ""
