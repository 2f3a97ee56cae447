"""A small letter after a full stop, question or exclamation mark inside a passage.

Left alone: abbreviations (`TP.`, `v.v.`, `tr.`, `ThS.`), ellipses, numbers and markers (`1. mục`), addresses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.manuscript import Manuscript
from generator.check.wording import LOWER, problem
from generator.problem import Level, Problem
from generator.vietnamese import capital

ID = "capital-after-stop"
TITLE = "Chữ thường sau dấu chấm câu"
LEVEL: Level = "warning"
CLAUSE = "Phụ lục II, I"
PASSES = (
    "Trồng rau, nuôi gà, v.v. và các cây khác; tr. 5; TP. hồ; ThS. nguyễn; rau... quả.",
    "Hoàn thành trong năm. Các xã báo cáo; xem mục 1. a) và 2. b).",
)
FAILS = ("Hoàn thành trong năm. các xã báo cáo kết quả.", "Có khó khăn gì không? đề nghị báo cáo.")
_SMALL = re.compile(rf"[.!?]\s+([{LOWER}]{{2,}})(?![\w.)])")
_BEFORE = re.compile(rf"(?<![\w.])([{LOWER}]{{2,}})[)”\"]?$")
_ABBREVIATED = (
    "tp",
    "tx",
    "tt",
    "tr",
    "vv",
    "st",
    "đt",
    "ths",
    "ts",
    "gs",
    "pgs",
    "bs",
    "ks",
    "cn",
    "kts",
    "đc",
    "sđt",
    "nxb",
)
_KINDS = ("basis", "opening", "text", "closing", "note", "cell")


def check(manuscript: Manuscript) -> Iterator[Problem]:
    for passage in manuscript.passages:
        if passage.kind not in _KINDS:
            continue
        for found in _SMALL.finditer(passage.text):
            start = found.start()
            before = _BEFORE.search(passage.text[max(start - 12, 0) : start])
            if before and before[1] not in _ABBREVIATED:
                message = f"sau dấu chấm câu mà `{found[1]}` chưa viết hoa"
                hint = f"viết `{capital(found[1])}`, hoặc thay dấu chấm bằng dấu phẩy"
                yield problem(passage, *found.span(1), message, hint, ID)
