"""The language of a plan, as data: every key, what it takes, and what staff read about it.

`model` reads plans by this table, `json_schema` turns it into schemas/plan.schema.json for
editors, and docs/ngon-ngu.md lists it. A key exists where it is written here, and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from generator.numbering import MARKERS


@dataclass(frozen=True, slots=True)
class Key:
    """One key: its type (see TYPES), its meaning for staff, whether it must be there."""

    type: str
    doc: str
    required: bool = False


#: What a value may be. `text` may hold emphasis, footnotes and placeholders; `name` may not.
TYPES = {
    "text": "một câu",
    "texts": "một câu, hoặc danh sách các đoạn",
    "name": "một tên hoặc cụm từ",
    "names": "một tên, hoặc danh sách tên",
    "flag": "`true` hoặc `false`",
    "count": "số nguyên từ 1",
    "millimetres": "số milimét",
    "date": "ngày: `2022-01-28`, `28/01/2022`; nháp: `2022-05`, `5/2022`, `2022`",
    "marker": "dấu đầu mục: " + " ".join(f"`{m}`" for m in MARKERS),
    "id": "tên riêng không dấu, nối bằng `-`",
    "locks": "`true`, hoặc danh sách các khóa bị khóa",
    "changes": "`id` của mục và các khóa đổi",
    "orders": "danh sách các nhóm `id`, mỗi nhóm theo thứ tự mới",
    "raw": "như ở bản gốc",
    "office": "tên một tệp; trong tệp cơ quan là nhóm khóa",
    "bases": "danh sách căn cứ, mỗi căn cứ là một câu hoặc nhóm khóa `id`, `text`",
    "nodes": "danh sách mục (mỗi mục là một câu hoặc một nhóm khóa)",
    "entries": "một câu, danh sách mục, hoặc nhóm khóa của một mục",
    "values": "các tên và giá trị",
    "recipients": "danh sách nơi nhận",
    "rows": "danh sách dòng, mỗi dòng là danh sách ô (hoặc nhóm khóa `id`, `cells`)",
    "cells": "danh sách ô",
    "column": "tên cột, hoặc nhóm khóa của một cột",
}

#: Types that are one of a few words.
CHOICES: dict[str, tuple[str, ...]] = {
    "standard": ("nd30",),
    "status": ("draft", "submitted", "issued"),
    "orientation": ("portrait", "landscape"),
    "align": ("left", "center", "right", "justify"),
    "better": ("higher", "lower"),
    "by": ("sum", "weighted_average", "at_least"),
    "secrecy": ("mật", "tối mật", "tuyệt mật"),
    "urgency": ("khẩn", "thượng khẩn", "hỏa tốc"),
}

#: The mission's keys that stand for a section, and the heading each prints by default.
SECTIONS = {
    "purpose": "Mục đích",
    "requirements": "Yêu cầu",
    "targets": "Mục tiêu",
    "solutions": "Nhiệm vụ, giải pháp",
    "budget": "Kinh phí thực hiện",
    "responsibilities": "Tổ chức thực hiện",
    "reporting_schedule": "Chế độ báo cáo",
}

_SECTION_DOCS = {
    "purpose": "Mục đích của kế hoạch",
    "requirements": "Yêu cầu khi thực hiện",
    "targets": "Mục tiêu, chỉ tiêu; mỗi chỉ tiêu có thể ghi `value`, `unit`, `deadline`",
    "solutions": "Nhiệm vụ và giải pháp",
    "budget": "Kinh phí; mỗi khoản có thể ghi `amount`, `unit`, `parts`",
    "responsibilities": "Phân công thực hiện; mỗi mục ghi `agency` và `tasks` hoặc `text`",
    "reporting_schedule": "Chế độ báo cáo; mỗi mục có thể ghi `period`, `due`, `from`, `to`, `via`",
}

CONTENT: dict[str, Key] = {
    "text": Key("texts", "Một hoặc nhiều đoạn văn"),
    **{name: Key("entries", _SECTION_DOCS[name]) for name in SECTIONS},
    "sections": Key("nodes", "Các mục con có đánh số (I. rồi 1. rồi a) …)"),
    "items": Key("nodes", "Các ý gạch đầu dòng (- rồi +)"),
    "content": Key("nodes", "Các khối không đánh số, in theo thứ tự viết: đoạn, danh sách, bảng"),
    "table": Key("map:table", "Một bảng"),
    "task_table": Key("map:task_table", "Bảng nhiệm vụ: nội dung, chủ trì, phối hợp, thời hạn, sản phẩm"),
    "allocation_table": Key("map:allocation_table", "Khung chỉ tiêu: bảng các chỉ tiêu giao cho từng đơn vị"),
}

_LOCKED = "`true`: cấp dưới không được sửa mục này; hoặc danh sách các khóa không được sửa"

#: What a plan that extends another may add to: the lists of items, by their key.
LISTS = (
    *SECTIONS, "sections", "items", "content", "tasks", "parts", "groups", "bases", "recipients", "to", "appendices",
    "rows",
)  # fmt: skip

_DATA: dict[str, Key] = {
    "indicator": Key("name", "Tên chỉ tiêu"),
    "value": Key("name", "Giá trị của chỉ tiêu: `4,5`, `70 - 80`, `trên 2.000`"),
    "unit": Key("name", "Đơn vị tính: `%`, `hộ`, `tỷ đồng`"),
    "baseline": Key("name", "Giá trị gốc để so sánh"),
    "better": Key("better", "Chiều tốt lên: `higher` càng cao càng tốt, `lower` càng thấp càng tốt"),
    "minimum": Key("name", "Mức thấp nhất; cấp dưới chỉ được nâng"),
    "maximum": Key("name", "Mức cao nhất; cấp dưới chỉ được hạ"),
    "allocate": Key("map:allocate", "Cách giao chỉ tiêu này cho các đơn vị cấp dưới"),
    "deadline": Key("name", "Thời hạn hoàn thành"),
    "agency": Key("name", "Cơ quan, đơn vị chịu trách nhiệm; in thành tiêu đề của mục"),
    "show_agency": Key("flag", "`false`: không in tên cơ quan thành tiêu đề, câu đã nêu tên"),
    "tasks": Key("nodes", "Các nhiệm vụ của cơ quan"),
    "coordinate_with": Key("names", "Cơ quan phối hợp"),
    "product": Key("name", "Sản phẩm, kết quả"),
    "period": Key("names", "Kỳ báo cáo"),
    "due": Key("names", "Hạn nộp báo cáo"),
    "from": Key("name", "Nơi gửi báo cáo"),
    "to": Key("name", "Nơi nhận báo cáo"),
    "via": Key("name", "Nơi tổng hợp"),
    "amount": Key("name", "Số tiền: `148,4` (kèm `unit: tỷ đồng`) hoặc `1.500.000`"),
    "parts": Key("nodes", "Các khoản hợp thành số tiền trên"),
}

#: Every group of keys. The order of a group is the order in which its keys are listed in docs.
MAPS: dict[str, dict[str, Key]] = {
    "plan": {
        "standard": Key("standard", "Quy định về thể thức: `nd30` (Nghị định 30/2020/NĐ-CP)"),
        "status": Key(
            "status", "`draft` đang soạn, `submitted` đã trình (đều in chữ DỰ THẢO); `issued` do lệnh `issue` ghi"
        ),
        "replaces": Key("name", "Kế hoạch đã ban hành mà bản này thay thế, ví dụ `29/KH-UBND`"),
        "corrects": Key("name", "Công văn đính chính, khi bản này sửa thể thức của kế hoạch đã ban hành"),
        "template": Key("name", "Tệp Word mẫu riêng của cơ quan (.docx)"),
        "profile": Key("name", "Tệp cỡ chữ và lề riêng của cơ quan (.yaml)"),
        "variables": Key("values", "Tên và giá trị để điền vào câu: `{{ tên }}`"),
        "footnotes": Key("values", "Chú thích cuối trang: tên và nội dung; trong câu viết `[^tên]`"),
        "secrecy": Key("secrecy", "Dấu chỉ độ mật"),
        "urgency": Key("urgency", "Dấu chỉ mức độ khẩn"),
        "circulation": Key("name", "Chỉ dẫn phạm vi lưu hành, ví dụ `Lưu hành nội bộ`"),
        "issuer": Key("map:issuer", "Cơ quan ban hành", required=True),
        "number": Key("name", "Số của văn bản; bỏ trống khi còn là dự thảo"),
        "date": Key("date", "Ngày ban hành; dự thảo có thể bỏ trống ngày, tháng"),
        "title": Key("texts", "Trích yếu; viết danh sách nếu muốn tự ngắt dòng", required=True),
        "bases": Key("bases", "Các căn cứ ban hành, mỗi căn cứ một dòng"),
        "opening": Key("texts", "Phần mở đầu"),
        "markers": Key("names", "Dấu của các cấp mục, mặc định `I.` `1.` `a)` `-` `+`"),
        **CONTENT,
        "closing": Key("texts", "Đoạn kết"),
        "recipients": Key("recipients", "Nơi nhận; dòng cuối là `archive`", required=True),
        "drafter": Key("map:drafter", "Ký hiệu người soạn thảo và số bản phát hành"),
        "signatory": Key("map:signatory", "Người ký", required=True),
        "appendices": Key("list:appendix", "Các phụ lục"),
        "silenced": Key("list:silence", "Các quy tắc kiểm tra không áp dụng cho kế hoạch này, mỗi quy tắc kèm lý do"),
        "extends": Key("name", "Tệp kế hoạch hoặc mẫu mà kế hoạch này dựa vào; đường dẫn tính từ tệp này"),
        "abstract": Key("flag", "`true`: chỉ để kế hoạch khác dựa vào, không in"),
        "office": Key("office", "Tệp cơ quan mà các kế hoạch dùng chung (người ký, nơi nhận, Lưu …); tính từ tệp này"),
        "units": Key("name", "Danh sách đơn vị: tệp .csv, .xlsx hoặc .yaml; đường dẫn tính từ tệp này"),
        "unit": Key("name", "`id` của đơn vị ban hành trong danh sách đơn vị; trong câu viết `{{ unit.full_name }}`"),
        "locked": Key("names", "Các khóa mà cấp dưới không được sửa, ví dụ `title`, `purpose`"),
        "change": Key("changes", "Sửa các mục của bản gốc theo `id`"),
        "add": Key("list:addition", "Thêm mục vào bản gốc"),
        "remove": Key("list:removal", "Bỏ mục của bản gốc, kèm lý do"),
        "reorder": Key("orders", "Xếp lại thứ tự các mục của bản gốc"),
        "conflicts": Key("list:conflict", "Các chỗ vướng do `kehoach update` ghi; giải quyết xong thì xóa"),
    },
    "issuer": {
        "name": Key("name", "Tên đầy đủ của cơ quan ban hành", required=True),
        "parent": Key("name", "Cơ quan chủ quản trực tiếp (UBND thì không ghi)"),
        "symbol": Key("name", "Chữ viết tắt trong ký hiệu, ví dụ `UBND`, `SGDĐT`"),
        "place": Key("name", "Địa danh ghi trước ngày tháng", required=True),
        "lines": Key("names", "Tự ngắt dòng tên cơ quan ở đầu trang"),
        "short": Key("name", "Tên gọi ở dòng `(Kèm theo …)` của phụ lục, ví dụ `UBND tỉnh Nghệ An`"),
        "contact": Key("names", "Địa chỉ, điện thoại, thư điện tử in ở cuối trang đầu"),
    },
    "node": {
        "heading": Key("text", "Tiêu đề"),
        "run_in": Key("flag", "`true`: tiêu đề nối liền với câu đầu trên cùng một dòng"),
        "part": Key("flag", "`true`: đây là một Phần (Phần I, Phần II)"),
        "id": Key("id", "Tên riêng để dẫn chiếu: `{{ ref.tên }}`"),
        "numbered": Key("flag", "`false`: mục này không đánh số"),
        "label": Key("name", "Số của mục này, in đúng như ghi, khi khác số chương trình đánh; mục sau đếm tiếp"),
        "marker": Key("marker", "Dấu của các mục con"),
        "start": Key("count", "Số bắt đầu của các mục con"),
        "locked": Key("locks", _LOCKED),
        **_DATA,
        **CONTENT,
    },
    "addition": {
        "before": Key("name", "`id` của mục đứng ngay sau phần thêm"),
        "after": Key("name", "`id` của mục đứng ngay trước phần thêm"),
        "into": Key("name", "`id` của mục nhận phần thêm, vào cuối danh sách"),
        **{key: Key("raw", "Các mục thêm vào") for key in LISTS},
    },
    "removal": {
        "id": Key("name", "`id` của mục bỏ đi"),
        "key": Key("name", "Chỉ bỏ khóa này (của mục trên, hoặc của cả kế hoạch)"),
        "reason": Key("name", "Lý do bỏ", required=True),
    },
    "conflict": {
        "id": Key("name", "`id` của mục"),
        "key": Key("name", "Khóa"),
        "was": Key("raw", "Bản gốc trước đây"),
        "now": Key("raw", "Bản gốc hiện nay"),
        "ours": Key("raw", "Đơn vị đang ghi"),
    },
    "allocate": {
        "by": Key(
            "by",
            "`sum` các đơn vị cộng lại; `weighted_average` bình quân có trọng số; `at_least` mỗi đơn vị ít nhất bằng",
            required=True,
        ),
        "from": Key("name", "Cột, hoặc công thức trên các cột của danh sách đơn vị; không ghi thì đơn vị tự ghi"),
        "share": Key("name", "Cột, công thức làm tỷ lệ để chia số của bản này cho các đơn vị (`by: sum`)"),
        "weight": Key("name", "Cột, công thức làm trọng số (`by: weighted_average`)"),
    },
    "allocation_table": {
        "id": Key("id", "Tên riêng của bảng"),
        "caption": Key("text", "Tên bảng"),
        "targets": Key("names", "`id` của các chỉ tiêu; mặc định mọi chỉ tiêu được giao"),
    },
    "silence": {
        "rule": Key("name", "Tên quy tắc, như `check` in trong ngoặc vuông", required=True),
        "reason": Key("name", "Lý do không áp dụng", required=True),
    },
    "appendix": {
        "id": Key("id", "Tên riêng để dẫn chiếu: `{{ ref.tên }}`"),
        "locked": Key("locks", _LOCKED),
        "label": Key("name", "Chữ `Phụ lục` và số, in đúng như ghi; mặc định chương trình đánh số La Mã"),
        "title": Key("texts", "Tên phụ lục"),
        "orientation": Key("orientation", "`landscape` để in ngang; mặc định `portrait`"),
        "attached": Key("text", "Dòng `(Kèm theo …)`; mặc định do chương trình ghi"),
        "marker": Key("marker", "Dấu của các mục con"),
        "start": Key("count", "Số bắt đầu của các mục con"),
        **CONTENT,
    },
    "table": {
        "id": Key("id", "Tên riêng của bảng"),
        "locked": Key("locks", _LOCKED),
        "caption": Key("text", "Tên bảng, in trên bảng"),
        "size": Key("count", "Cỡ chữ trong bảng, 8 đến 14; mặc định 12"),
        "columns": Key("list:column", "Các cột", required=True),
        "header": Key("rows", "Các dòng đầu bảng, khi cần gộp ô; mặc định lấy tên cột"),
        "rows": Key("rows", "Các dòng của bảng", required=True),
    },
    "column": {
        "heading": Key("text", "Tên cột"),
        "width": Key("millimetres", "Bề rộng cột (mm); cột không ghi thì chia phần còn lại"),
        "align": Key("align", "Canh chữ trong cột"),
    },
    "row": {
        "id": Key("id", "Tên riêng của dòng, để cấp dưới sửa được"),
        "locked": Key("locks", _LOCKED),
        "cells": Key("cells", "Các ô của dòng", required=True),
    },
    "cell": {
        "text": Key("texts", "Chữ trong ô"),
        "columns": Key("count", "Gộp bao nhiêu cột"),
        "rows": Key("count", "Gộp bao nhiêu dòng"),
        "align": Key("align", "Canh chữ trong ô"),
    },
    "task_table": {
        "columns": Key("map:task_columns", "Tên và bề rộng các cột, khi khác mặc định"),
        "groups": Key("list:task_group", "Các nhóm nhiệm vụ"),
        "tasks": Key("list:task", "Các nhiệm vụ, khi không chia nhóm"),
    },
    "task_columns": {
        "number": Key("column", "Cột số thứ tự"),
        "content": Key("column", "Cột nội dung"),
        "lead": Key("column", "Cột cơ quan chủ trì"),
        "coordinate_with": Key("column", "Cột cơ quan phối hợp"),
        "deadline": Key("column", "Cột thời hạn"),
        "product": Key("column", "Cột sản phẩm"),
    },
    "task_group": {
        "id": Key("id", "Tên riêng của nhóm"),
        "locked": Key("locks", _LOCKED),
        "heading": Key("text", "Tên nhóm"),
        "number": Key("count", "Số thứ tự của nhóm, khi không liên tiếp"),
        "elision": Key("name", "Dòng chấm lửng thay cho phần lược bớt"),
        "start": Key("count", "Số thứ tự của nhiệm vụ đầu trong nhóm"),
        "tasks": Key("list:task", "Các nhiệm vụ của nhóm", required=True),
    },
    "task": {
        "id": Key("id", "Tên riêng của nhiệm vụ"),
        "locked": Key("locks", _LOCKED),
        "content": Key("texts", "Nội dung nhiệm vụ", required=True),
        "lead": Key("texts", "Cơ quan chủ trì"),
        "coordinate_with": Key("texts", "Cơ quan phối hợp"),
        "deadline": Key("texts", "Thời gian hoàn thành"),
        "product": Key("texts", "Sản phẩm"),
    },
    "basis": {
        "id": Key("id", "Tên riêng của căn cứ"),
        "locked": Key("locks", _LOCKED),
        "text": Key("text", "Căn cứ", required=True),
    },
    "recipient": {
        "id": Key("id", "Tên riêng của nơi nhận"),
        "locked": Key("locks", _LOCKED),
        "name": Key("name", "Nơi nhận", required=True),
    },
    "recipient_group": {
        "id": Key("id", "Tên riêng của nhóm"),
        "locked": Key("locks", _LOCKED),
        "group": Key("name", "Tên nhóm nơi nhận, in thành một dòng", required=True),
        "to": Key("recipients", "Các nơi nhận trong nhóm", required=True),
    },
    "archive": {
        "id": Key("id", "Tên riêng của dòng lưu"),
        "locked": Key("locks", _LOCKED),
        "archive": Key("name", "Nơi lưu, viết sau chữ `Lưu:`, ví dụ `VT, LĐTBXH`", required=True),
        "copies": Key("count", "Số bản lưu"),
    },
    "drafter": {
        "sign": Key("name", "Ký hiệu người soạn thảo, ví dụ `PL`", required=True),
        "copies": Key("count", "Số lượng bản phát hành"),
    },
    "signatory": {
        "on_behalf_of": Key("name", "Tập thể mà người ký thay mặt, in `TM. …`"),
        "authorised_by": Key("name", "Chức vụ của người ủy quyền, in `TUQ. …`"),
        "by_order_of": Key("name", "Chức vụ của người ra lệnh, in `TL. …`"),
        "signs_for": Key("name", "Chức vụ của người được ký thay, in `KT. …`"),
        "acting": Key("flag", "`true`: quyền cấp trưởng, in `Q.` trước chức vụ"),
        "title": Key("name", "Chức vụ của người ký", required=True),
        "other_post": Key("names", "Chức vụ khác, in trên họ tên"),
        "name": Key("name", "Họ và tên người ký; dự thảo có thể để trống"),
    },
    "office": {
        "issuer": Key("map:issuer", "Cơ quan ban hành: tên, địa danh, ký hiệu, địa chỉ …; ghi được một phần"),
        "signatory": Key("map:signatory", "Người ký; ghi được một phần"),
        "drafter": Key("map:drafter", "Ký hiệu người soạn thảo và số bản phát hành"),
        "recipients": Key("recipients", "Nơi nhận của kế hoạch không tự ghi nơi nhận"),
        "archive": Key("name", "Dòng `Lưu:` ở cuối nơi nhận, khi kế hoạch chưa ghi, ví dụ `VT, KTTH`"),
        "template": Key("name", "Tệp Word mẫu riêng của cơ quan (.docx); đường dẫn tính từ tệp cơ quan"),
        "profile": Key("name", "Tệp cỡ chữ và lề riêng của cơ quan (.yaml); đường dẫn tính từ tệp cơ quan"),
    },
}

#: Groups of which a part is enough: what else they need comes from elsewhere.
_PARTIAL = ("office",)


#: The keys that a group must have.
REQUIRED = {name: tuple(key for key, spec in keys.items() if spec.required) for name, keys in MAPS.items()}


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a plan, with Vietnamese descriptions for editors."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Kế hoạch",
        "description": "Kế hoạch của cơ quan nhà nước theo Nghị định 30/2020/NĐ-CP",
        **_object("plan"),
        "$defs": {name: _object(name) for name in MAPS if name != "plan"} | {
            "nodes": {"type": "array", "items": {"anyOf": [_TEXT, {"$ref": "#/$defs/node"}]}},
            "recipient_line": {
                "anyOf": [{"type": "string"}] + [
                    {"$ref": f"#/$defs/{name}"} for name in ("recipient", "recipient_group", "archive")
                ]
            },
            "values": {
                "type": "object",
                "additionalProperties": {"anyOf": [_TEXT, {"$ref": "#/$defs/values"}]},
            },
        },
    }  # fmt: skip


_TEXT: dict[str, Any] = {"type": ["string", "number", "boolean"]}


_CELLS: dict[str, Any] = {
    "type": "array",
    "items": {"anyOf": [{**_TEXT, "type": [*_TEXT["type"], "null"]}, {"$ref": "#/$defs/cell"}]},
}


def _object(name: str, partial: bool = False) -> dict[str, Any]:
    keys = MAPS[name]
    required: dict[str, Any] = {"required": [key for key, spec in keys.items() if spec.required and not partial]}
    if name == "plan":  # what it extends may hold them, or the office file; or this is the office file
        required = {"anyOf": [required, *({"required": [key]} for key in ("extends", "abstract", "office"))]}
    if name in _PARTIAL:
        return {
            "type": "object",
            "additionalProperties": False,
            "properties": {key: {"description": spec.doc, **_part(spec.type)} for key, spec in keys.items()},
        }
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            key: {"description": spec.doc, **(_fragment(spec.type) if spec.required else _blank(_fragment(spec.type)))}
            for key, spec in keys.items()
        },
        **required,
    }


def _part(kind: str) -> dict[str, Any]:
    """What a key takes that may say only part of a group."""
    return _object(kind[4:], partial=True) if kind.startswith("map:") else _fragment(kind)


def _blank(fragment: dict[str, Any]) -> dict[str, Any]:
    """An optional key may be left blank, as a draft leaves its number."""
    if "enum" in fragment:
        return {"enum": [*fragment["enum"], None]}
    if "type" in fragment:
        kinds = fragment["type"] if isinstance(fragment["type"], list) else [fragment["type"]]
        return {**fragment, "type": [*kinds, "null"]}
    return {"anyOf": [*fragment.get("anyOf", [fragment]), {"type": "null"}]}


def _fragment(kind: str) -> dict[str, Any]:
    if kind.startswith("map:"):
        return {"$ref": f"#/$defs/{kind[4:]}"}
    if kind.startswith("list:"):
        item: dict[str, Any] = {"$ref": f"#/$defs/{kind[5:]}"}
        return {"type": "array", "items": {"anyOf": [_TEXT, item]} if kind == "list:column" else item}
    if kind in CHOICES:
        return {"enum": list(CHOICES[kind])}
    several: dict[str, Any] = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}
    fragments: dict[str, dict[str, Any]] = {
        "texts": several,
        "names": several,
        "flag": {"type": "boolean"},
        "count": {"type": "integer", "minimum": 1},
        "millimetres": {"type": "number", "exclusiveMinimum": 0},
        "date": {"type": ["string", "integer"]},
        "marker": {"enum": list(MARKERS)},
        "id": {"type": "string", "pattern": "^[a-z][a-z0-9-]*$"},
        "locks": {"anyOf": [{"type": "boolean"}, {"type": "array", "items": _TEXT}]},
        "changes": {"type": "object", "additionalProperties": {"type": "object"}},
        "orders": {"type": "array", "items": {"type": "array", "items": _TEXT}},
        "raw": {},
        "office": {"anyOf": [_TEXT, {"$ref": "#/$defs/office"}]},
        "bases": {"anyOf": [_TEXT, {"type": "array", "items": {"anyOf": [_TEXT, {"$ref": "#/$defs/basis"}]}}]},
        "nodes": {"$ref": "#/$defs/nodes"},
        "entries": {"anyOf": [_TEXT, {"$ref": "#/$defs/nodes"}, {"$ref": "#/$defs/node"}]},
        "values": {"$ref": "#/$defs/values"},
        "recipients": {"type": "array", "items": {"$ref": "#/$defs/recipient_line"}},
        "column": {"anyOf": [_TEXT, {"$ref": "#/$defs/column"}]},
        "rows": {"type": "array", "items": {"anyOf": [_CELLS, {"$ref": "#/$defs/row"}]}},
        "cells": _CELLS,
    }  # fmt: skip
    return fragments.get(kind, _TEXT)
