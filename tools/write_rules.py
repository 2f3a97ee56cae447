"""Write docs/rules.md from the records of the decree and the rules of `check` (`make docs`)."""

from __future__ import annotations

import sys
from pathlib import Path

from generator.check.rules import RULES
from generator.problem import LEVEL_NAMES
from generator.standard.records import Record, standard
from generator.verify import judge

PAGE = Path(__file__).parent.parent / "docs" / "rules.md"

HEAD = """# Các yêu cầu và quy tắc

Trang này do `make docs` ghi ra từ `generator/standard/nd30.yaml` và các tệp trong `generator/check/rules/`; sửa ở đó,
không sửa ở đây.

Mức: **lỗi** là chính lời của Nghị định 30/2020/NĐ-CP; **cảnh báo** là mẫu, ví dụ minh họa của nghị định, hoặc điều máy
phải đoán nghĩa của câu; **lưu ý** là thông lệ. Điều khoản không ghi tên văn bản thuộc Phụ lục I, Phần I. Cột “tự sửa”
cho biết `kehoach verify --fix` có sửa được không. Không áp dụng một yêu cầu, một quy tắc cho một kế hoạch thì ghi tên
và lý do vào `silenced` của kế hoạch.

"""


def page() -> str:
    """Return the whole page."""
    return HEAD + "\n".join([*_records(), *_rules()]) + "\n"


def _records() -> list[str]:
    rules = standard()
    out = ["## Thể thức của văn bản (`kehoach verify`)", ""]
    for element, name in rules.elements.items():
        records = [r for r in rules.records.values() if r.element == element]
        if not records:
            continue
        out += [f"### {name[0].upper()}{name[1:]}", "", "| Tên | Yêu cầu | Mức | Điều khoản | Nguyên văn | Tự sửa |",
                "|---|---|---|---|---|---|"]  # fmt: skip
        out += [_row(record) for record in records]
        out.append("")
    return out


def _row(record: Record) -> str:
    cure = judge.cure(record, standard())
    clause = record.clause.removeprefix("Phụ lục I, Phần I, ") or "–"
    quote = f"“{record.quote}”" if record.quote else "–"
    cells = (f"`{record.id}`", cure, LEVEL_NAMES[record.severity], clause, quote, "có" if record.safe else "")
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _rules() -> list[str]:
    out = ["## Câu chữ, số liệu, viện dẫn (`kehoach check`)", ""]
    for name, rule in RULES.items():
        clause = f", {rule.CLAUSE}" if rule.CLAUSE else ""
        out += [f"### `{name}`", "", f"{rule.TITLE} ({LEVEL_NAMES[rule.LEVEL]}{clause}).", ""]
        out += ["Đạt:", "", *_examples(rule.PASSES), "", "Không đạt:", "", *_examples(rule.FAILS), ""]
    return out


def _examples(examples: tuple[str, ...]) -> list[str]:
    out: list[str] = []
    for example in examples[:3]:
        out += ["```", example.strip("\n"), "```"]
    return out


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
    sys.exit(0)
