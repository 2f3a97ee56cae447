"""A Party document cited in the State's form, or a State document in the Party's: `31/KH-TU`, `160-NQ/CP`.

The Party writes number, hyphen, type, slash, issuer (`31-KH/TU`); the State number, slash, type,
hyphen, issuer (`160/NQ-CP`). Judged only where the issuer's sign says for certain whose it is.
Source: Phụ lục I, II.3; the Party's Hướng dẫn 36-HD/VPTW and 05-HD/VPTW.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check import citations
from generator.check.citations import ABBREVIATIONS
from generator.check.manuscript import Manuscript
from generator.problem import Level, Problem

ID = "citation.party-form"
TITLE = "Ký hiệu văn bản của Đảng viết theo dạng của Nhà nước, hoặc ngược lại"
LEVEL: Level = "warning"
CLAUSE = "Phụ lục I, Phần I, II.3"
PASSES = (
    "Kế hoạch số 31-KH/TU của Thành ủy và Nghị quyết số 160/NQ-CP của Chính phủ.",
    "Kế hoạch số 12-KH/TĐTN của Tỉnh đoàn; Kế hoạch số 15/KH-MTTQ-BTT của Ủy ban Mặt trận Tổ quốc.",
)
FAILS = (
    "Kế hoạch số 31/KH-TU ngày 17/9/2021 của Thành ủy.",
    "Nghị quyết số 57/NQ-TW của Bộ Chính trị.",
    "Nghị quyết số 160-NQ/CP của Chính phủ.",
    "Kế hoạch số 12-KH/UBND của Ủy ban nhân dân tỉnh.",
)
_PARTY = re.compile(r"(?:TW|TU|HU|ĐU|ThU|BBT|BTCTW|BTGTW|BTGDVTW|VPTW|UBKTTW|VPTU|BTCTU|BTGTU|BTGDVTU|BDVTU)")
_STATE = re.compile(r"(?:CP|TTg|UBND|HĐND|VPCP|UBTVQH\d*|BCA|BNV|BTC|BYT|BXD|BCT|BGDĐT|BNNMT|SNV|STC|SYT|SGDĐT)")


def check(manuscript: Manuscript) -> Iterator[Problem]:
    for passage in manuscript.passages:
        for cited in citations.find(passage.text):
            kind, body = cited.sign
            if kind not in ABBREVIATIONS or not body:
                continue
            key = cited.key
            at = key.index(kind, 1)
            marks = key[at - 1] + key[at + len(kind)]
            if marks == "/-" and _PARTY.fullmatch(body):
                hint = f"văn bản của Đảng viết `{key[: at - 1]}-{kind}/{body}`"
            elif marks == "-/" and _STATE.fullmatch(body):
                hint = f"văn bản của Nhà nước viết `{key[: at - 1]}/{kind}-{body}`"
            else:
                continue
            yield Problem(
                passage.locate(*cited.code_at), f"ký hiệu `{cited.code}` đặt sai dấu `/` và `-`", hint, ID, LEVEL
            )
