"""Write docs/loi-thuc-te.md: the errors that real plans contain, and which rule finds them (`make docs`)."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parent.parent
RECORDS = ROOT / "tests" / "check" / "errors.yaml"
PAGE = ROOT / "docs" / "loi-thuc-te.md"

#: What the texts are, in the order of the page.
TEXTS = {
    "da-nang-2022": "UBND thành phố Đà Nẵng, Kế hoạch số 29/KH-UBND ngày 28/01/2022",
    "my-thanh-2022": "UBND xã Mỹ Thanh, kế hoạch tháng 5 năm 2022",
    "ba-ria-vung-tau-2017": "UBND tỉnh Bà Rịa - Vũng Tàu, kế hoạch năm 2017",
    "thach-ha-2020": "UBND huyện Thạch Hà, Kế hoạch số 27/KH-UBND ngày 27/02/2020",
    "lao-cai-2024": "UBND tỉnh Lào Cai, Kế hoạch số 34/KH-UBND ngày 23/01/2024",
    "tphcm-2025": "UBND Thành phố Hồ Chí Minh, Kế hoạch số 172/KH-UBND ngày 18/11/2025",
    "can-tho-giam-ngheo-2025": "UBND thành phố Cần Thơ, Kế hoạch số 159/KH-UBND ngày 19/11/2025",
    "nghe-an-2025": "UBND tỉnh Nghệ An, Kế hoạch số 980/KH-UBND ngày 18/11/2025",
    "can-tho-dan-so-2025": "UBND thành phố Cần Thơ, Kế hoạch số 165/KH-UBND ngày 21/11/2025",
    "can-tho-thi-dua-2025": "UBND thành phố Cần Thơ, Kế hoạch số 157/KH-UBND ngày 18/11/2025",
    "dak-lak-2025": "UBND tỉnh Đắk Lắk, Kế hoạch số 0134/KH-UBND ngày 25/11/2025",
    "thpt-cao-lanh-2-2026": "Trường THPT Cao Lãnh 2, Kế hoạch số 58/KH-THPTCL2 ngày 15/4/2026",
    "thpt-doc-binh-kieu-2026": "Trường THPT Đốc Binh Kiều, kế hoạch ngày 17/8/2026",
}

HEAD = """# Lỗi trong các kế hoạch thật, và máy tìm được bao nhiêu

Trang này do `make docs` ghi ra từ `tests/check/errors.yaml`; sửa ở đó, không sửa ở đây. Mỗi dòng là một lỗi mà người
đọc thấy trong một kế hoạch đã ban hành, trích nguyên văn. `tests/test_known_errors.py` thử từng dòng: quy tắc ghi ở cột
cuối phải báo đúng câu có lỗi.

“Máy tìm được” là lỗi mà một quy tắc không hiểu nghĩa cũng có thể tìm, kể cả khi chương trình chưa tìm. Tên có `verify:`
là yêu cầu về thể thức của `kehoach verify`; tên khác là quy tắc của `kehoach check` (xem [rules.md](rules.md)). Lỗi đã
sửa khi chép kế hoạch thì tìm trong bản nguồn. Đây là các văn bản có sẵn khi viết các quy tắc, nên tỷ lệ ở đây cao hơn
tỷ lệ trên một văn bản mới.

"""


def page() -> str:
    """Return the whole page."""
    records: list[dict[str, Any]] = yaml.safe_load(RECORDS.read_text("utf-8"))
    return HEAD + "\n".join([*_summary(records), "", *_table(records)]) + "\n"


def _summary(records: list[dict[str, Any]]) -> list[str]:
    out = ["## Tổng hợp", "", "| Văn bản | Số lỗi | Máy tìm được | Đã tìm thấy | Tỷ lệ |", "|---|--:|--:|--:|--:|"]
    for name, title in TEXTS.items():
        out.append(_counts(title, [record for record in records if record["text"] == name]))
    return [*out, _counts("**Cộng**", records)]


def _counts(title: str, records: list[dict[str, Any]]) -> str:
    findable = sum(record["machine"] for record in records)
    found = sum(bool(record["found_by"]) for record in records)
    share = f"{100 * found / findable:.0f} %" if findable else "–"
    return f"| {title} | {len(records)} | {findable} | {found} | {share} |"


def _table(records: list[dict[str, Any]]) -> list[str]:
    out = ["## Từng lỗi", ""]
    for name, title in TEXTS.items():
        out += [f"### {title}", "", "| Trích | Sai ở đâu | Quy tắc tìm thấy, hoặc vì sao không |", "|---|---|---|"]
        out += [_row(record) for record in records if record["text"] == name]
        out.append("")
    return out[:-1]


def _row(record: dict[str, Any]) -> str:
    reason = "Chưa tìm" if record["machine"] else "Máy không tìm được"
    told = f"`{record['found_by']}`" if record["found_by"] else f"{reason}: {record['why']}"
    cells = (f"“{record['quote']}”", record["fault"], told)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
    sys.exit(0)
