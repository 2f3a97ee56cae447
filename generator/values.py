"""Reads the values of a plan by their types in `schema`: names, sentences, dates, flags, numbers.

A value comes with its place, goes out typed; every fault is gathered in `problems`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping as Map
from typing import Any

from generator import inline, numbering, vietnamese
from generator.document import plain
from generator.plan import Text
from generator.problem import Mark, Problem, nearest
from generator.schema import CHOICES, MAPS, REQUIRED
from generator.source import Mapping, Scalar, Sequence, Source, Value, find
from generator.vietnamese import IssueDate

YES, NO = ("true", "yes", "on", "có"), ("false", "no", "off", "không")
#: What staff call a key before they know its name.
VIETNAMESE_KEYS = {
    "mục đích": ("purpose",), "yêu cầu": ("requirements",), "mục tiêu": ("targets",),
    "chỉ tiêu": ("targets", "indicator"),
    "giải pháp": ("solutions",), "nhiệm vụ": ("solutions", "tasks"), "kinh phí": ("budget",),
    "tổ chức thực hiện": ("responsibilities",), "phân công": ("responsibilities",), "báo cáo": ("reporting_schedule",),
    "chế độ báo cáo": ("reporting_schedule",), "tiêu đề": ("heading", "title"), "tên": ("name", "heading"),
    "trích yếu": ("title",), "căn cứ": ("bases",), "mở đầu": ("opening",), "kết luận": ("closing",),
    "nơi nhận": ("recipients",), "người ký": ("signatory",), "cơ quan": ("agency", "issuer"), "số": ("number",),
    "ngày": ("date",), "địa danh": ("place",), "nội dung": ("content", "text"), "chủ trì": ("lead", "agency"),
    "phối hợp": ("coordinate_with",), "thời hạn": ("deadline",), "sản phẩm": ("product",), "đơn vị": ("unit", "agency"),
    "giá trị": ("value",), "số tiền": ("amount",), "phụ lục": ("appendices",), "lưu": ("archive",),
    "chức vụ": ("title",),
    "họ tên": ("name",), "bảng": ("table",), "cột": ("columns",), "dòng": ("rows",), "chú thích": ("footnotes",),
}  # fmt: skip


_BLANKS = re.compile(r"[ \t\n]+")


class Values:
    """Turns values into typed ones, gathering problems; a value at fault becomes a harmless one.

    The one method `read` goes by the type that `schema` gives a key; `model` adds those of nodes
    and tables.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Problem] = []
        self.notes: list[Problem] = list(source.notes)
        self.ids: dict[str, Mark] = {}
        self.legacy = False
        #: What the names of a plan may hold in placeholders: its variables.
        self.named: dict[str, Any] = {}

    # --- small values ---------------------------------------------------------------------------

    def wrong(self, mark: Mark, message: str, hint: str = "", rule: str = "") -> None:
        self.problems.append(Problem(mark, message, hint, rule))

    def read(self, kind: str, value: Value, key: str) -> Any:
        """Return a value read by its type in `schema`."""
        form, colon, name = kind.partition(":")
        if colon:
            return self.mapping(value, name, key) if form == "map" else self.listing(value, name, key)
        if kind in CHOICES:
            return self.choice(value, kind, key)
        return getattr(self, f"read_{kind}")(value, key)

    def mapping(self, value: Value, name: str, key: str) -> dict[str, Any]:
        """Return the keys of a mapping that stand in its table, each read; tell of all others."""
        keys = MAPS[name]
        if not isinstance(value, Mapping):
            example = ", ".join(f"`{k}`" for k, s in keys.items() if s.required) or ", ".join(
                f"`{k}`" for k in list(keys)[:3]
            )
            self.wrong(value.mark, f"`{key}` phải là một nhóm khóa", f"viết các khóa bên dưới: {example}")
            return {"mark": value.mark, "order": [], "marks": {}}
        found: dict[str, Any] = {"mark": value.mark, "order": [], "marks": {}}
        meant: set[str] = set()  # keys that a misspelt one stands for
        for entry, item in value.entries:
            text = entry.text
            spec = keys.get(text)
            if spec is None:
                meant.add(self.unknown(entry, name, item))
            elif not (isinstance(item, Scalar) and not item.text and item.plain):
                found[text] = self.read(spec.type, item, text)
                found["order"].append(text)
                found["marks"][text] = item.mark
            elif spec.required:
                self.wrong(entry.mark, f"khóa `{text}` còn trống", f"điền: {lower(spec.doc)}")
                found[text] = None
        if found.get("locked"):
            self.check_locks(found, keys)
        for k in REQUIRED[name]:
            if k not in found and k not in meant:
                where = value.mark if name != "plan" else Mark(value.mark.file, 1, 1, 1, self.source.lines[0])
                self.wrong(where, f"thiếu khóa `{k}`", f"thêm `{k}:` ({lower(keys[k].doc)})", "missing-key")
        return found

    def check_locks(self, found: dict[str, Any], keys: Map[str, Any]) -> None:
        """A lock on a key that there is not would hold nothing, without a word."""
        for name in found["locked"]:
            if name != "*" and name not in keys:
                near = nearest(name, keys)
                hint = f"có phải là `{near}`?" if near else "ghi tên khóa, ví dụ `text`, `title`; khóa cả mục: `true`"
                self.wrong(found["marks"]["locked"], f"`locked` kể khóa `{name}` không có ở đây", hint, "unknown-key")

    def told_within(self, mark: Mark) -> bool:
        """Tell whether the last problem is at or after a place: what follows from it need not be told."""
        last = self.problems[-1].mark if self.problems else None
        return last is not None and last.file == mark.file and (last.line, last.column) >= (mark.line, mark.column)

    def unknown(self, entry: Scalar, name: str, value: Value) -> str:
        """Tell of a key that the table has not; return the key that it seems to stand for."""
        keys = MAPS[name]
        near = nearest(entry.text, keys) if len(self.problems) < 100 else ""
        meant = next((k for k in VIETNAMESE_KEYS.get(entry.text.lower(), ()) if k in keys), "")
        if meant:
            self.wrong(entry.mark, f"không có khóa `{entry.text}`", f"khóa này viết là `{meant}`", "unknown-key")
            return meant
        if re.search(r"\s", entry.text) or not entry.text.isascii():
            hint = 'câu có dấu hai chấm thì đặt trong ngoặc kép "…" hoặc viết dưới dấu `>-`'
            if isinstance(value, Sequence) and name == "node":
                hint = f"tiêu đề của một danh sách viết `heading: {entry.text}` rồi đến `items:`"
            shown = entry.text if len(entry.text) <= 40 else entry.text[:40] + "…"
            self.wrong(entry.mark, f"`{shown}` bị hiểu là một khóa", hint, "unknown-key")
            return ""
        home = next((n for n, k in MAPS.items() if entry.text in k and n != name), "")
        if home:
            hint = f"khóa này thuộc nhóm `{home}`, xem lại chỗ đặt và cách thụt dòng"
        elif near:
            hint = f"có phải là `{near}`?"
        else:
            hint = "các khóa ở đây: " + ", ".join(list(keys)[:12]) + (", …" if len(keys) > 12 else "")
        self.wrong(entry.mark, f"không có khóa `{entry.text}`" + (" ở chỗ này" if home else ""), hint, "unknown-key")
        return "" if home else near

    def listing(self, value: Value, name: str, key: str) -> list[Any]:
        if not isinstance(value, Sequence):
            self.wrong(value.mark, f"`{key}` phải là một danh sách", "mỗi mục một dòng, mở bằng `- `")
            return []
        if name == "column":
            return [self.read_column(item, key) for item in value.items]
        return [self.mapping(item, name, key) for item in value.items]

    def read_column(self, value: Value, key: str) -> dict[str, Any]:
        if isinstance(value, Mapping):
            return self.mapping(value, "column", key)
        return {"mark": value.mark, "heading": self.read_text(value, key)}

    def choice(self, value: Value, kind: str, key: str) -> str:
        text = self.read_name(value, key)
        if text and text.lower() not in CHOICES[kind]:
            near = nearest(text, CHOICES[kind])
            hint = f"có phải là `{near}`?" if near else "chọn: " + ", ".join(f"`{c}`" for c in CHOICES[kind])
            self.wrong(value.mark, f"`{key}` không nhận giá trị `{text}`", hint)
            return ""
        return text.lower()

    def scalar(self, value: Value, key: str, what: str) -> Scalar | None:
        if isinstance(value, Scalar):
            self.check_letters(value)
            return value
        if isinstance(value, Mapping) and value.entries and value.entries[0][0].plain:
            hint = 'câu có dấu hai chấm thì đặt trong ngoặc kép "…" hoặc viết dưới dấu `>-`'
        else:
            hint = "viết trên một dòng sau dấu hai chấm"
        got = "một danh sách" if isinstance(value, Sequence) else "một nhóm khóa"
        self.wrong(value.mark, f"`{key}` phải là {what}, ở đây là {got}", hint, "wrong-type")
        return None

    def check_letters(self, scalar: Scalar) -> None:
        if not self.legacy and vietnamese.looks_legacy(scalar.text):
            self.legacy = True
            message = "chữ gõ bằng phông cũ (TCVN3 hoặc VNI), không phải Unicode"
            hint = "chuyển mã sang Unicode bằng bộ gõ (ví dụ công cụ chuyển mã của UniKey) rồi dán lại"
            self.wrong(scalar.mark, message, hint, "legacy-font")

    def read_name(self, value: Value, key: str) -> str:
        scalar = self.scalar(value, key, "một tên hoặc cụm từ")
        if scalar is None:
            return ""
        if not scalar.text.strip():
            self.wrong(scalar.mark, f"`{key}` đang trống", "điền vào, hoặc bỏ cả khóa này")
        words = " ".join(scalar.text.split())
        return self.filled(words, scalar) if "{{" in words else words

    def filled(self, words: str, scalar: Scalar) -> str:
        """Return a name whose placeholders hold the plan's variables."""
        try:
            return plain(inline.fill(words, self.named, lambda name: 0))
        except inline.InlineError as error:
            self.wrong(find(scalar, self.source, error.part), error.message, error.hint, "placeholder")
            return ""

    def read_text(self, value: Value, key: str) -> Text | None:
        scalar = self.scalar(value, key, "một câu")
        if scalar is None:
            return None
        words = scalar.text
        if "\n" in words or "  " in words or "\t" in words:
            words = _BLANKS.sub(" ", words)
        words = words.strip()
        if not words:
            self.wrong(scalar.mark, f"`{key}` đang trống", "viết câu vào, hoặc bỏ cả khóa này", "empty")
            return None
        if not inline.has_names(words):
            return Text(words, scalar.mark)
        found = list(inline.errors(words))
        for error in found:
            self.wrong(find(scalar, self.source, error.part), error.message, error.hint, "placeholder")
        return None if found else Text(words, scalar.mark)

    def read_texts(self, value: Value, key: str) -> tuple[Text, ...]:
        if isinstance(value, Scalar) and value.plain:  # nearly all: one sentence on one line
            only = self.read_text(value, key)
            return (only,) if only else ()
        items = value.items if isinstance(value, Sequence) else (value,)
        if not items:
            self.wrong(value.mark, f"`{key}` đang trống", "viết câu vào, hoặc bỏ cả khóa này", "empty")
        found: list[Text] = []
        for item in items:
            lines: tuple[Value, ...] = (item,)
            if isinstance(item, Scalar) and not item.plain and "\n" in item.text.strip():
                # a block `|` keeps its lines: each is a paragraph
                lines = tuple(
                    Scalar(line, _line_mark(item.mark, self.source, line), False)
                    for line in item.text.split("\n")
                    if line.strip()
                )
            found += [text for line in lines if (text := self.read_text(line, key))]
        return tuple(found)

    def read_bases(self, value: Value, key: str) -> tuple[Text, ...]:
        found: list[Text] = []
        for item in value.items if isinstance(value, Sequence) else (value,):
            if isinstance(item, Mapping) and any(k.text in MAPS["basis"] for k, _ in item.entries):
                text = self.mapping(item, "basis", key).get("text")
                found += [text] if text else []
            else:
                found += self.read_texts(item, key)
        if isinstance(value, Sequence) and not value.items:
            self.read_texts(value, key)  # tells that it is empty
        return tuple(found)

    def read_names(self, value: Value, key: str) -> tuple[str, ...]:
        items = value.items if isinstance(value, Sequence) else (value,)
        return tuple(name for item in items if (name := self.read_name(item, key)))

    def read_flag(self, value: Value, key: str) -> bool:
        text = self.read_name(value, key).lower()
        if text in YES:
            return True
        if text not in (*NO, ""):
            self.wrong(
                value.mark, f"`{key}` chỉ nhận `true` hoặc `false`, ở đây là `{text}`", "`true` là có, `false` là không"
            )
        return False

    def read_count(self, value: Value, key: str) -> int:
        text = self.read_name(value, key)
        if text and not re.fullmatch(r"0*[1-9][0-9]{0,3}", text):
            self.wrong(value.mark, f"`{key}` phải là số nguyên từ 1 đến 9999, ở đây là `{text}`", f"ví dụ `{key}: 2`")
            return 1
        return int(text or 1)

    def read_millimetres(self, value: Value, key: str) -> float | None:
        text = self.read_name(value, key).removesuffix("mm").strip().replace(",", ".")
        if not re.fullmatch(r"[0-9]{1,3}(\.[0-9]+)?", text) or float(text) <= 0:
            self.wrong(value.mark, f"`{key}` phải là số milimét, ở đây là `{text}`", "ví dụ `width: 25`")
            return None
        return float(text)

    def read_marker(self, value: Value, key: str) -> str:
        text = self.read_name(value, key)
        if text and text not in numbering.MARKERS:
            hint = "chọn: " + " ".join(f"`{m}`" for m in numbering.MARKERS)
            self.wrong(value.mark, f"`{key}` không có dấu `{text}`", hint)
            return ""
        return text

    def read_office(self, value: Value, key: str) -> str:
        """The name of the file of a plan's office; `cascade.office_file` reads it."""
        return self.read_name(value, key)

    def read_raw(self, value: Value, key: str) -> Value:
        """What another stage reads."""
        return value

    def read_changes(self, value: Value, key: str) -> dict[str, tuple[Scalar, Mapping]]:
        """The items that a plan changes in what it extends: by id, the place of the id and the new keys."""
        if not isinstance(value, Mapping):
            self.wrong(value.mark, f"`{key}` phải là các `id` và phần đổi", "viết `id-của-mục:` rồi các khóa bên dưới")
            return {}
        found = {}
        for entry, item in value.entries:
            if isinstance(item, Mapping):
                found[entry.text] = (entry, item)
            elif isinstance(item, Scalar) and not item.text and item.plain:
                continue  # a starter's item of which nothing was changed yet
            else:
                hint = f"viết khóa bên dưới, ví dụ `{entry.text}:` rồi `value: …` hoặc `text: …` ở dòng sau"
                self.wrong(item.mark, f"phần đổi của `{entry.text}` phải là các khóa", hint)
        return found

    def read_orders(self, value: Value, key: str) -> tuple[tuple[Scalar, ...], ...]:
        if not isinstance(value, Sequence) or not all(isinstance(item, Sequence) for item in value.items):
            hint = "mỗi nhóm một dòng: `- [mục-đứng-trước, mục-đứng-sau]`"
            self.wrong(value.mark, f"`{key}` phải là danh sách các nhóm `id`", hint)
            return ()
        groups = [item.items for item in value.items if isinstance(item, Sequence)]
        return tuple(tuple(i for i in group if self.scalar(i, key, "một `id`") is not None) for group in groups)  # type: ignore[misc]

    def read_locks(self, value: Value, key: str) -> tuple[str, ...]:
        """`*` for all of an item, else the keys of it that are locked."""
        if isinstance(value, Scalar) and value.text.lower() in (*YES, *NO):
            return ("*",) if value.text.lower() in YES else ()
        return self.read_names(value, key)

    def read_id(self, value: Value, key: str) -> str:
        text = self.read_name(value, key)
        if not text:
            return ""
        if not re.fullmatch(r"[a-z][a-z0-9-]*", text):
            hint = "chỉ dùng chữ thường không dấu, số và `-`, mở đầu bằng chữ: `ho-ngheo`"
            self.wrong(value.mark, f"`{text}` không dùng làm `id` được", hint)
        elif text in self.ids:
            first = self.ids[text]
            place = f"dòng {first.line}" + ("" if first.file == value.mark.file else f" của {first.file}")
            self.wrong(value.mark, f"`id: {text}` đã dùng ở {place}", "mỗi `id` chỉ dùng một lần")
        else:
            self.ids[text] = value.mark
        return text

    def read_date(self, value: Value, key: str) -> IssueDate:
        text = self.read_name(value, key)
        if not text:
            return IssueDate()
        try:
            date = vietnamese.parse_date(text)
        except ValueError:
            message = f"không có ngày `{text}`"
            self.wrong(value.mark, message, "kiểm tra lại ngày, tháng, năm", "impossible-date")
            return IssueDate()
        if date is None:
            hint = "viết `2022-01-28` hoặc `28/01/2022`; dự thảo viết `2022-05`, `5/2022` hoặc `2022`"
            self.wrong(value.mark, f"`{text}` không phải là ngày", hint, "impossible-date")
            return IssueDate()
        return date

    def read_values(self, value: Value, key: str) -> dict[str, Any]:
        if not isinstance(value, Mapping):
            self.wrong(value.mark, f"`{key}` phải là các tên và giá trị", "viết `tên: giá trị`")
            return {}
        found: dict[str, Any] = {}
        for entry, item in value.entries:
            if not re.fullmatch(r"[a-zA-Z][\w-]*", entry.text, re.ASCII):
                hint = "chỉ dùng chữ không dấu, số, `-` và `_`, mở đầu bằng chữ"
                self.wrong(entry.mark, f"`{entry.text}` không dùng làm tên được", hint)
                continue
            name = entry.text.replace("-", "_") if key == "variables" else entry.text
            if isinstance(item, Mapping) and key == "variables":
                found[name] = self.read_values(item, key)
            elif key == "footnotes":
                text = self.read_text(item, entry.text)
                found[name] = text or Text("", item.mark)
            else:
                found[name] = self.read_name(item, entry.text)
        return found


def lower(text: str) -> str:
    """Return the text with its first letter small."""
    return text[:1].lower() + text[1:]


def _line_mark(mark: Mark, source: Source, line: str) -> Mark:
    return find(Scalar("", mark), source, line.strip()[:40])
