"""validate: a source -> a Plan, typed, every value with its place.

Reads by the table in `schema`; gathers every problem before it stops. This module reads what has a
shape of its own (nodes, tables, the plan as a whole); `values` reads the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Mapping as Map
from dataclasses import replace
from decimal import Decimal
from operator import is_not
from typing import Any

from generator import inline, numbering, schema, vietnamese
from generator.plan import (
    Allocation,
    Appendix,
    CellSpec,
    Children,
    ColumnSpec,
    Data,
    Duty,
    Issuer,
    Loose,
    Money,
    Node,
    Piece,
    Plan,
    Quantity,
    Recipient,
    Report,
    Section,
    Signatory,
    Silence,
    TableSpec,
    Target,
    Task,
    TaskGroup,
    TaskTable,
    Text,
    anchor,
    parse_quantity,
    placed,
    split_unit,
    texts,
    with_unit,
)
from generator.problem import Mark, PlanError, Problem
from generator.schema import SECTIONS
from generator.source import Mapping, Scalar, Sequence, Source, Value, find
from generator.values import Values, lower
from generator.vietnamese import IssueDate

#: Caption, width in mm or else weight, and alignment of the columns of a table of tasks.
TASK_COLUMNS: dict[str, tuple[str, float | None, float, str]] = {
    "number": ("TT", 12.0, 0, "center"),
    "content": ("Nội dung thực hiện", None, 3.0, "justify"),
    "lead": ("Cơ quan chủ trì", None, 1.4, "center"),
    "coordinate_with": ("Cơ quan phối hợp", None, 1.5, "center"),
    "deadline": ("Thời gian hoàn thành", None, 1.2, "center"),
    "product": ("Sản phẩm dự kiến", None, 1.5, "center"),
}

#: Keys that make a node more than words.
_DATA = frozenset(
    ("indicator", "unit", "baseline", "deadline", "agency", "product", "from", "to", "via", "coordinate_with",
     "period", "due", "value", "minimum", "maximum", "allocate", "amount")
)  # fmt: skip

#: A sum above this (đồng) is a slip of the hand: a thousand years of the state's budget.
LARGEST_SUM = Decimal(10) ** 21


def validate(source: Source) -> Plan:
    """Return the plan that a source holds. Raises PlanError with all that is wrong in it."""
    reader = _Reader(source)
    plan = reader.plan(source.root)
    if reader.problems or plan is None:
        raise PlanError(sorted(reader.problems, key=lambda p: source.place(p.mark)))
    return plan


def faults(source: Source, value: Value, name: str) -> list[Problem]:
    """Return what is wrong in a group of keys by itself (`name` in the schema): what it lacks does not count,
    nor what only a plan can fill."""
    reader = _Reader(source)
    reader.mapping(value, name, name)
    return [problem for problem in reader.problems if problem.rule not in ("missing-key", "placeholder")]


class _Reader(Values):
    """Adds nodes, tables and the plan as a whole to what `Values` reads."""

    # --- nodes ----------------------------------------------------------------------------------

    def read_nodes(self, value: Value, key: str) -> tuple[Node, ...]:
        if not isinstance(value, Sequence):
            self.wrong(value.mark, f"`{key}` phải là một danh sách", "mỗi mục một dòng, mở bằng `- `")
            return ()
        if not value.items:
            self.wrong(value.mark, f"`{key}` đang trống", "thêm mục, hoặc bỏ cả khóa này", "empty")
        return tuple(self.node(item, key) for item in value.items)

    def read_entries(self, value: Value, key: str) -> Piece:
        """A section key: a sentence is a paragraph, a list its entries, a mapping a node."""
        if isinstance(value, Scalar):
            return self.read_texts(value, key)
        if isinstance(value, Sequence):
            return Children(key, self.read_nodes(value, key))
        return Section(key, self.node(value, key))

    def node(self, value: Value, key: str) -> Node:
        if not isinstance(value, Mapping):
            return Node(value.mark, tuple(filter(None, [self.read_texts(value, key)])))
        found = self.mapping(value, "node", key)
        heading: Text | None = found.get("heading")
        agency = found.get("agency", "")
        if heading is None and agency and found.get("show_agency", True):
            colon = ":" if found.get("run_in") else ""
            heading = Text(agency.replace("*", "\\*") + colon, found["marks"]["agency"])
        pieces = self.pieces(found)
        sections = [k for k in found["order"] if k in SECTIONS]
        default = ""
        if heading is None and sections and "text" not in found:
            default = _joined_heading(sections)
        data, values = self.data(found)
        if not pieces and heading is None and not default:
            composed = _compose(data)
            if composed:
                pieces = ((Text(re.sub(r"([*{\[\\])", r"\\\1", composed), value.mark),),)
            elif not self.told_within(value.mark):
                hint = "thêm `text`, `heading` hoặc một danh sách"
                self.wrong(value.mark, "mục này chưa có chữ nào để in", hint, "empty")
        return Node(
            mark=value.mark,
            pieces=pieces,
            heading=heading,
            run_in=found.get("run_in", False),
            part=found.get("part", False),
            id=found.get("id", ""),
            numbered=found.get("numbered", True),
            marker=found.get("marker", ""),
            start=found.get("start", 1),
            label=found.get("label", ""),
            default_heading=default,
            data=data,
            values=values,
        )

    def pieces(self, found: dict[str, Any]) -> tuple[Piece, ...]:
        pieces: list[Piece] = []
        for key in found.get("order", ()):
            value = found[key]
            if key == "text" or key in SECTIONS:
                if value:
                    pieces.append(value)
            elif key in ("sections", "items", "tasks", "parts"):
                pieces.append(Children(key, value))
            elif key == "content":
                pieces.append(Loose(value))
            elif key == "table":
                table = self.table(value)
                if table:
                    pieces.append(table)
            elif key == "task_table":
                pieces.append(self.task_table(value))
        return tuple(pieces)

    def data(self, found: dict[str, Any]) -> tuple[tuple[Data, ...], dict[str, str]]:
        """Return the typed data of a node, and what its sentences may name in placeholders."""
        if _DATA.isdisjoint(found):
            return (), {}
        data: list[Data] = []
        values: dict[str, str] = {}
        for name in ("indicator", "unit", "baseline", "deadline", "agency", "product", "from", "to", "via"):
            if found.get(name):
                values[name] = found[name]
        for name in ("coordinate_with", "period", "due"):
            if found.get(name):
                values[name] = ", ".join(found[name])
        value, unit = split_unit(found.get("value", ""), found.get("unit", ""))
        if value or found.get("indicator") or found.get("allocate"):
            if value:
                values["figure"], values["value"] = value, with_unit(value, unit)
            data.append(
                Target(found.get("indicator", ""), self.quantity(found, "value", unit), unit,
                       found.get("baseline", ""), found.get("better", ""), found.get("deadline", ""),
                       found.get("id", ""), self.quantity(found, "minimum", unit),
                       self.quantity(found, "maximum", unit), self.allocation(found))
            )  # fmt: skip
        if found.get("amount"):
            said = with_unit(found["amount"], unit or "đồng")
            values["amount"] = said
            amount = vietnamese.parse_money(said)
            if amount is None or abs(amount) > LARGEST_SUM:
                hint = "ví dụ `amount: 148,4` và `unit: tỷ đồng`"
                self.wrong(found["marks"]["amount"], f"`{said}` không phải là một số tiền", hint, "wrong-type")
            else:
                sums = [m.amount for n in found.get("parts", ()) for m in n.data if isinstance(m, Money)]
                data.append(Money(amount, sum(sums, Decimal(0)) if sums else None, unit or "đồng"))
        if found.get("agency") or found.get("coordinate_with") or found.get("product"):
            data.append(
                Duty(found.get("agency", ""), found.get("coordinate_with", ()),
                     found.get("deadline", ""), found.get("product", ""))
            )  # fmt: skip
        if found.get("period") or found.get("due"):
            data.append(
                Report(found.get("period", ()), found.get("due", ()), found.get("from", ""),
                       found.get("to", ""), found.get("via", ""))
            )  # fmt: skip
        return tuple(data), values

    def quantity(self, found: dict[str, Any], key: str, unit: str) -> Quantity | None:
        """Return a figure of a target, or None where it has none or one that cannot be read."""
        text = found.get(key, "")
        quantity = parse_quantity(split_unit(text, unit)[0]) if text else None
        if quantity and ((key == "minimum" and quantity.low is None) or (key == "maximum" and quantity.high is None)):
            hint = f'ghi một số, ví dụ `{key}: "90"`'
            self.wrong(found["marks"][key], f"`{key}: {text}` không có mức để so", hint, "wrong-type")
        if text and quantity is None:
            hint = "viết số (`4,5`), khoảng (`70 - 80`) hoặc ngưỡng (`trên 2.000`)"
            self.wrong(found["marks"][key], f"`{key}: {text}` không đọc được thành số", hint, "wrong-type")
        return quantity

    def allocation(self, found: dict[str, Any]) -> Allocation | None:
        given = found.get("allocate")
        if not given or not given.get("by"):
            return None
        by = given["by"]
        if given.get("from") and given.get("share"):
            self.wrong(given["marks"]["share"], "`from` và `share` không đi cùng nhau",
                       "`from`: mỗi đơn vị lấy số ở cột; `share`: chia số của bản này theo tỷ lệ; giữ một")  # fmt: skip
        for key, wanted in (("share", "sum"), ("weight", "weighted_average")):
            if given.get(key) and by != wanted:
                self.wrong(given["marks"][key], f"`{key}` chỉ dùng với `by: {wanted}`", f"bỏ `{key}`, hoặc đổi `by`")
        if by == "weighted_average" and not given.get("weight"):
            self.wrong(given["mark"], "bình quân có trọng số mà chưa có `weight`",
                       "thêm `weight:` cột làm trọng số, ví dụ `weight: so_ho`")  # fmt: skip
        if by == "at_least" and not found.get("better"):
            self.wrong(given["mark"], "`by: at_least` cần biết chiều tốt lên",
                       "thêm `better: higher` hoặc `better: lower` cho chỉ tiêu")  # fmt: skip
        return Allocation(by, given.get("from", ""), given.get("share", ""), given.get("weight", ""))

    # --- tables ---------------------------------------------------------------------------------

    def read_rows(self, value: Value, key: str) -> tuple[tuple[CellSpec, ...], ...]:
        if not isinstance(value, Sequence):
            self.wrong(value.mark, f"`{key}` phải là danh sách các dòng", "mỗi dòng: `- [ô 1, ô 2]`")
            return ()
        rows: list[tuple[CellSpec, ...]] = []
        for row in value.items:
            if isinstance(row, Sequence):
                rows.append(tuple(self.cell(cell) for cell in row.items))
            elif isinstance(row, Mapping) and {k.text for k, _ in row.entries} & {"id", "cells"}:
                rows.append(self.mapping(row, "row", "rows").get("cells") or ())
            else:
                self.wrong(row.mark, "mỗi dòng của bảng là một danh sách ô", "viết `- [ô 1, ô 2, …]`")
        return tuple(rows)

    def read_cells(self, value: Value, key: str) -> tuple[CellSpec, ...]:
        if not isinstance(value, Sequence):
            self.wrong(value.mark, f"`{key}` phải là danh sách ô", "viết `cells: [ô 1, ô 2, …]`")
            return ()
        return tuple(self.cell(cell) for cell in value.items)

    def cell(self, value: Value) -> CellSpec:
        if isinstance(value, Scalar) and not value.text.strip():
            return CellSpec((), 1, 1, "", value.mark)
        if isinstance(value, Mapping):
            found = self.mapping(value, "cell", "cell")
            return CellSpec(found.get("text") or (), found.get("columns", 1), found.get("rows", 1),
                            found.get("align", ""), value.mark)  # fmt: skip
        return CellSpec(self.read_texts(value, "ô"), 1, 1, "", value.mark)

    def table(self, found: dict[str, Any]) -> TableSpec | None:
        columns = tuple(
            ColumnSpec(c.get("heading") or Text("", c["mark"]), c.get("width"), c.get("align", "left"))
            for c in found.get("columns") or ()
        )
        header, rows = found.get("header") or (), found.get("rows") or ()
        for name, value in (("columns", columns), ("rows", rows)):
            if not value and not self.told_within(found["mark"]):
                self.wrong(found["mark"], f"bảng có `{name}` đang trống", "điền vào, hoặc bỏ cả bảng", "empty")
        if not columns or not rows:
            return None
        if not header and any(c.heading.value for c in columns):
            header = (tuple(CellSpec((c.heading,) if c.heading.value else (), 1, 1, "center", c.heading.mark)
                            for c in columns),)  # fmt: skip
        for row in header:
            for cell in row:
                if any(inline.note_names(line.value) for line in cell.lines):
                    hint = "đặt chú thích vào tên bảng, hoặc vào một ô bên dưới"
                    self.wrong(cell.mark, "đầu bảng lặp lại ở mỗi trang nên không đặt được chú thích", hint)
        self.check_grid(header, len(columns), found["mark"])
        self.check_grid(rows, len(columns), found["mark"])
        size = found.get("size", 0)
        if size and not 8 <= size <= 14:
            self.wrong(
                found["marks"]["size"], f"`size` phải từ 8 đến 14, ở đây là `{size}`", "ví dụ `size: 10`", "size"
            )
        return TableSpec(found.get("caption"), columns, header, rows, found["mark"], size)

    def check_grid(self, rows: tuple[tuple[CellSpec, ...], ...], width: int, mark: Mark) -> None:
        """Every row must fill its columns, merged cells counted."""
        open_until = [0] * width
        for number, row in enumerate(rows):
            place = row[0].mark if row else mark
            for column, cell in placed(row, open_until, number):
                if column + cell.columns > width:
                    message = f"dòng này có nhiều ô hơn số cột ({width})"
                    self.wrong(cell.mark, message, "bớt ô, hoặc xem lại `columns`, `rows` của các ô gộp")
                    return
                if any(open_until[c] > number for c in range(column, column + cell.columns)):
                    self.wrong(cell.mark, "ô gộp này chồng lên ô gộp ở dòng trên", "xem lại `rows`, `columns`")
                    return
            if any(until <= number for until in open_until):
                message = f"dòng này thiếu ô: bảng có {width} cột"
                self.wrong(place, message, 'ô trống viết `""`; ô gộp viết `{text: …, columns: 2}`')
                return
        if any(until > len(rows) for until in open_until):
            self.wrong(rows[-1][0].mark if rows and rows[-1] else mark, "ô gộp dài quá số dòng còn lại",
                       "giảm `rows` của ô")  # fmt: skip

    def task_table(self, found: dict[str, Any]) -> TaskTable:
        given = found.get("columns") or {}
        columns = []
        for name, (caption, width, weight, align) in TASK_COLUMNS.items():
            own = given.get(name) or {}
            columns.append(
                ColumnSpec(own.get("heading") or Text(caption, found["mark"]), own.get("width") or width,
                           own.get("align") or align, weight)
            )  # fmt: skip
        groups = [self.task_group(group) for group in found.get("groups", ())]
        if found.get("tasks"):
            groups.append(TaskGroup(None, None, "", 1, tuple(self.task(t) for t in found["tasks"])))
        if not groups:
            self.wrong(found["mark"], "bảng nhiệm vụ chưa có nhiệm vụ nào", "thêm `groups` hoặc `tasks`")
        return TaskTable(tuple(columns), tuple(groups), found["mark"])

    def task_group(self, found: dict[str, Any]) -> TaskGroup:
        return TaskGroup(found.get("heading"), found.get("number"), found.get("elision", ""),
                         found.get("start", 1), tuple(self.task(t) for t in found.get("tasks") or ()))  # fmt: skip

    def task(self, found: dict[str, Any]) -> Task:
        names = ("content", "lead", "coordinate_with", "deadline", "product")
        return Task(found.get("id", ""), *(found.get(name) or () for name in names))

    # --- the plan -------------------------------------------------------------------------------

    def read_recipients(self, value: Value, key: str) -> tuple[Recipient, ...]:
        if not isinstance(value, Sequence):
            self.wrong(value.mark, f"`{key}` phải là một danh sách", "mỗi nơi nhận một dòng, mở bằng `- `")
            return ()
        lines: list[Recipient] = []
        for item in value.items:
            keys = {k.text for k, _ in item.entries} if isinstance(item, Mapping) else set()
            if "archive" in keys:
                found = self.mapping(item, "archive", key)
                copies = f" ({found['copies']})" if found.get("copies") else ""
                name = re.sub(r"^Lưu\s*:?\s*", "", found.get("archive") or "").rstrip(" .;")
                lines.append(Recipient("archive", name + copies, item.mark))
            elif keys & {"group", "to"}:
                found = self.mapping(item, "recipient_group", key)
                lines.append(Recipient("group", found.get("group") or "", item.mark))
                lines += found.get("to") or ()
            elif keys & {"id", "name"}:
                found = self.mapping(item, "recipient", key)
                lines.append(Recipient("to", found.get("name") or "", item.mark))
            elif "Lưu" in keys:
                self.wrong(item.mark, "dòng lưu viết bằng khóa `archive`", "viết `- archive: VT, …`")
            else:
                name = self.read_name(item, key)
                kept = re.match(r"^(?:-\s*)?Lưu\s*:\s*(.*?)[\s.;]*$", name)
                kind = "archive" if kept else "to"
                lines.append(Recipient(kind, kept[1] if kept else name, item.mark))
        return tuple(lines)

    def plan(self, root: Mapping) -> Plan | None:
        self.named = _texts({k.text: v for k, v in root.entries}.get("variables"))
        found = self.mapping(root, "plan", "plan")
        issuer = self.issuer(found.get("issuer"), root.mark)
        signatory = self.signatory(found.get("signatory"), root.mark)
        number = found.get("number", "")
        if number and not re.fullmatch(r"0*[1-9][0-9]{0,5}[a-zđ]?", number):
            hint = "chỉ ghi phần số, ví dụ `29`; ký hiệu /KH-UBND do chương trình ghi"
            self.wrong(found["marks"]["number"], f"`number: {number}` không phải là số của văn bản", hint)
        pieces = self.pieces({"order": [k for k in found["order"] if k in schema.CONTENT], **found})
        if not pieces and not self.problems:
            self.wrong(root.mark, "kế hoạch chưa có nội dung", "thêm `sections`, `purpose`, `solutions` …")
        appendices = tuple(self.appendix(a) for a in found.get("appendices", ()))
        drafter = found.get("drafter") or {}
        copies = f"({drafter['copies']})" if drafter.get("copies") else ""
        markers = found.get("markers", ())
        for marker in markers:
            if marker not in numbering.MARKERS:
                self.wrong(found["marks"]["markers"], f"`markers` không có dấu `{marker}`",
                           "chọn: " + " ".join(f"`{m}`" for m in numbering.MARKERS))  # fmt: skip
        if issuer is None or signatory is None or not found.get("title"):
            return None
        plan = Plan(
            file=self.source.file,
            mark=root.mark,
            draft=found.get("status") in ("draft", "submitted"),
            issuer=issuer,
            number=number,
            date=found.get("date") or IssueDate(),
            title=found["title"],
            bases=found.get("bases") or (),
            opening=found.get("opening") or (),
            body=_inherited(Node(root.mark, pieces), {}),
            closing=found.get("closing") or (),
            appendices=appendices,
            recipients=tuple(sorted(found.get("recipients") or (), key=lambda r: r.kind == "archive")),
            signatory=signatory,
            drafter=f"{drafter['sign'].upper()}.{copies}" if drafter.get("sign") else "",
            secrecy=found.get("secrecy", ""),
            urgency=found.get("urgency", ""),
            circulation=found.get("circulation", ""),
            markers=markers,
            variables=found.get("variables") or {},
            footnotes=found.get("footnotes") or {},
            template=found.get("template", ""),
            profile=found.get("profile", ""),
            silenced=tuple(
                Silence(s["rule"], s["reason"], s["marks"]["rule"])
                for s in found.get("silenced", ())
                if s.get("rule") and s.get("reason")
            ),
            notes=(),
        )
        self.check_placeholders(plan)
        return replace(plan, notes=tuple(self.notes))

    def issuer(self, found: dict[str, Any] | None, mark: Mark) -> Issuer | None:
        if not found or not found.get("name") or not found.get("place"):
            return None
        name = found["name"]
        symbol = found.get("symbol", "")
        if not symbol:
            if name.lower().replace("uỷ", "ủy").startswith(("ủy ban nhân dân", "ubnd")):
                symbol = "UBND"
            elif name.lower().startswith("hội đồng nhân dân"):
                symbol = "HĐND"
            else:
                hint = f"thêm chữ viết tắt của `{name}` dùng trong ký hiệu, ví dụ `symbol: SGDĐT`"
                self.wrong(found["mark"], "thiếu khóa `symbol`", hint, "missing-key")
        short = found.get("short", "") or re.sub(r"^[ỦU][ỷy] ban nhân dân", "UBND", name)
        return Issuer(name, found.get("parent", ""), symbol, found["place"], found.get("lines", ()),
                      short, found.get("contact", ()), found["mark"])  # fmt: skip

    def signatory(self, found: dict[str, Any] | None, mark: Mark) -> Signatory | None:
        if not found or not found.get("title"):
            return None

        def post(key: str) -> str:
            """A post without the abbreviation in front, which the program prints."""
            return re.sub(r"^(?:TM|TUQ|TL|KT|Q)\.\s*", "", found.get(key, ""))

        who = Signatory(
            on_behalf_of=post("on_behalf_of"),
            authorised_by=post("authorised_by"),
            by_order_of=post("by_order_of"),
            signs_for=post("signs_for"),
            acting=found.get("acting", False),
            title=found["title"],
            other_post=found.get("other_post", ()),
            name=found.get("name", ""),
            mark=found["mark"],
        )
        for rule, broken, hint in (
            ("TM. và TL.", who.on_behalf_of and who.by_order_of, "chỉ giữ một: thay mặt hoặc thừa lệnh"),
            ("TM. và TUQ.", who.on_behalf_of and who.authorised_by, "chỉ giữ một: thay mặt hoặc thừa ủy quyền"),
            ("TL. và TUQ.", who.by_order_of and who.authorised_by, "chỉ giữ một: thừa lệnh hoặc thừa ủy quyền"),
            ("KT. và TUQ.", who.signs_for and who.authorised_by, "người được ủy quyền ký bằng chức vụ của mình"),
            ("KT. và Q.", who.signs_for and who.acting, "quyền cấp trưởng không ký thay; bỏ một trong hai"),
        ):
            if broken:
                self.wrong(who.mark, f"quyền hạn người ký không hợp lệ: có cả {rule}",
                           hint + " (Nghị định 30, Điều 13)", "signatory")  # fmt: skip
        if who.signs_for and who.signs_for.lower() == who.title.lower():
            self.wrong(who.mark, f"`{who.title}` không ký thay chính mình",
                       "`signs_for` là chức vụ cấp trưởng, `title` là chức vụ người ký", "signatory")  # fmt: skip
        return who

    def appendix(self, found: dict[str, Any]) -> Appendix:
        body = Node(found["mark"], self.pieces(found), marker=found.get("marker", ""), start=found.get("start", 1))
        body = _inherited(body, {})
        return Appendix(
            id=found.get("id", ""),
            label=found.get("label", ""),
            title=found.get("title") or (),
            landscape=found.get("orientation") == "landscape",
            attached=found.get("attached"),
            body=body,
            mark=found["mark"],
        )

    # --- checks across the plan -----------------------------------------------------------------

    def check_placeholders(self, plan: Plan) -> None:
        """Fill every sentence once with stand-ins, so that a wrong name is told with its place."""
        values: dict[str, Any] = {**plan.variables, "ref": _Anchors(self.ids)}

        used: set[str] = set()
        sentences: list[tuple[Text, Map[str, str]]] = [
            (text, {}) for text in (*plan.title, *plan.bases, *plan.opening, *plan.closing, *plan.footnotes.values())
        ]
        sentences += texts(plan.body)
        for appendix in plan.appendices:
            sentences += [(text, {}) for text in appendix.title]
            sentences += [(appendix.attached, {})] if appendix.attached else []
            sentences += texts(appendix.body)
        for text, own in sentences:
            if not inline.has_names(text.value):
                continue
            used.update(inline.note_names(text.value))
            for error in inline.errors(text.value, inline.scope(values, own), plan.footnotes):
                mark = find(Scalar("", text.mark), self.source, error.part)
                self.wrong(mark, error.message, error.hint, "placeholder")
        for name, text in plan.footnotes.items():
            if inline.note_names(text.value):
                self.wrong(text.mark, "trong chú thích không đặt được chú thích khác", "bỏ `[^…]`")
            if name not in used:
                self.notes.append(Problem(text.mark, f"chú thích `{name}` không được dẫn đến ở câu nào",
                                          f"thêm `[^{name}]` vào câu, hoặc bỏ chú thích", level="warning"))  # fmt: skip


class _Anchors(dict[str, str]):
    """The ids of a plan as `ref` values; hyphens in an id are underscores in a dotted name."""

    def __init__(self, ids: Iterable[str]) -> None:
        super().__init__({anchor(name): name for name in ids})


def _texts(value: Value | None) -> dict[str, Any]:
    """The variables of a plan as far as they can be read, for the names that use them."""
    if not isinstance(value, Mapping):
        return {}
    return {
        key.text.replace("-", "_"): item.text if isinstance(item, Scalar) else _texts(item)
        for key, item in value.entries
    }


def _inherited(node: Node, values: Map[str, str]) -> Node:
    """Return the node whose sentences may name the data of what is above them too."""
    values = {**values, **node.values} if values else node.values
    pieces: list[Piece] = []
    changed = len(values) != len(node.values)
    for piece in node.pieces:
        if isinstance(piece, (Children, Loose)):
            nodes = tuple([_inherited(child, values) for child in piece.nodes])
            if any(map(is_not, nodes, piece.nodes)):
                piece, changed = replace(piece, nodes=nodes), True
        elif isinstance(piece, Section):
            below = _inherited(piece.node, values)
            if below is not piece.node:
                piece, changed = Section(piece.kind, below), True
        pieces.append(piece)
    return replace(node, pieces=tuple(pieces), values=values) if changed else node


def _joined_heading(keys: list[str]) -> str:
    """`purpose` with `requirements` is "Mục đích, yêu cầu", as plans have it."""
    first, *rest = [SECTIONS[key] for key in keys]
    return ", ".join([first, *(name[:1].lower() + name[1:] for name in rest)])


def _compose(data: tuple[Data, ...]) -> str:
    """Return the sentence of an entry that gives data and no text."""
    for item in data:
        if isinstance(item, Target) and item.indicator and item.value:
            base = f" (năm gốc: {item.baseline})" if item.baseline else ""
            until = f", hoàn thành {lower(item.deadline)}" if item.deadline else ""
            return f"{item.indicator}: {with_unit(item.value.text, item.unit)}{base}{until}."
        if isinstance(item, Report) and item.period:
            sender = f"{vietnamese.capital(item.sender)} báo cáo" if item.sender else "Báo cáo"
            to = f" {item.receiver}" if item.receiver else ""
            via = f" (qua {item.via.removeprefix('qua ').removeprefix('Qua ')})" if item.via else ""
            due = f" {_due(', '.join(item.due))}" if item.due else ""
            period = re.sub(r"^báo cáo\s+", "", lower(", ".join(item.period)))
            return f"{sender} {period}{' gửi' + to if to else ''}{via}{due}."
    return ""


def _due(text: str) -> str:
    """`15/6` is due before that day; what says more says it itself."""
    if re.match(r"[0-9]", text):
        return f"trước ngày {text}"
    return f"trước {text}" if text.lower().startswith("ngày") else lower(text)
