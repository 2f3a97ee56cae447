"""Write the tables of keys into docs/ngon-ngu.md from the language's own table (`make docs`)."""

from __future__ import annotations

import sys
from pathlib import Path

from generator.schema import CHOICES, MAPS, TYPES

PAGE = Path(__file__).parent.parent / "docs" / "ngon-ngu.md"
START, END = "<!-- keys -->", "<!-- /keys -->"

TITLES = {
    "plan": "Cấp ngoài cùng của tệp",
    "issuer": "`issuer`: cơ quan ban hành",
    "node": "Một mục (trong `sections`, `items`, `targets`, `responsibilities`…)",
    "addition": "Một chỗ thêm (trong `add`)",
    "removal": "Một chỗ bỏ (trong `remove`)",
    "conflict": "Một chỗ vướng (trong `conflicts`)",
    "allocate": "`allocate`: cách giao chỉ tiêu",
    "allocation_table": "`allocation_table`: khung chỉ tiêu",
    "basis": "Một căn cứ (trong `bases`), khi cần `id`",
    "recipient": "Một nơi nhận (trong `recipients`), khi cần `id`",
    "silence": "Một quy tắc không áp dụng (trong `silenced`)",
    "appendix": "Một phụ lục (trong `appendices`)",
    "table": "`table`: bảng",
    "column": "Một cột (trong `columns`)",
    "row": "Một dòng (trong `rows`), khi cần `id`",
    "cell": "Một ô (trong `rows`, `header`), khi không chỉ là chữ",
    "task_table": "`task_table`: bảng nhiệm vụ",
    "task_columns": "`columns` của bảng nhiệm vụ",
    "task_group": "Một nhóm nhiệm vụ (trong `groups`)",
    "task": "Một nhiệm vụ (trong `tasks` của bảng nhiệm vụ)",
    "recipient_group": "Một nhóm nơi nhận (trong `recipients`)",
    "archive": "Dòng lưu (trong `recipients`)",
    "drafter": "`drafter`: người soạn thảo",
    "signatory": "`signatory`: người ký",
    "office": "`office` của tệp cơ quan",
}


def tables() -> str:
    """Return the tables of every group of keys, in Markdown."""
    out = []
    for name, keys in MAPS.items():
        out += [f"### {TITLES[name]}", "", "| Khóa | Nội dung | Nhận |", "|---|---|---|"]
        for key, spec in keys.items():
            needed = " **(bắt buộc)**" if spec.required else ""
            out.append(f"| `{key}` | {spec.doc}{needed} | {_kind(spec.type)} |")
        out.append("")
    return "\n".join(out)


def _kind(kind: str) -> str:
    if kind in CHOICES:
        return ", ".join(f"`{choice}`" for choice in CHOICES[kind])
    if kind.startswith("map:"):
        return "nhóm khóa"
    if kind.startswith("list:"):
        return "danh sách nhóm khóa"
    return TYPES[kind]


def page() -> str:
    """Return the page with fresh tables."""
    head, _, rest = PAGE.read_text("utf-8").partition(START)
    return f"{head}{START}\n{tables()}{END}{rest.partition(END)[2]}"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
    sys.exit(0)
