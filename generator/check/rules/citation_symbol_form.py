"""A cited symbol that no document can have: `17 /NQ-HĐND`, `01-NQ-TU`, `27/CTTg`, `Quyết định số 12/KH-UBND`.

Found: spaces inside; a hyphen or slash missing or in the wrong place; a type that is not the one of
the symbol; a decree or circular without its year; small letters. Left alone: the forms of bodies
with rules of their own (`12-KH/TĐTN`), what was issued before 1998, when other forms were in use,
and texts that are all in capitals. Source: Phụ lục I, II.3; Phụ lục III, Phần I.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check import citations
from generator.check.citations import ABBREVIATIONS, TYPES, Citation
from generator.check.manuscript import Manuscript
from generator.problem import Level, Problem

ID = "citation.symbol-form"
TITLE = "Số, ký hiệu của văn bản viện dẫn viết sai dạng"
LEVEL: Level = "warning"
CLAUSE = "Phụ lục I, Phần I, II.3"
PASSES = (
    "Thực hiện Nghị quyết số 160/NQ-CP, Nghị định số 30/2020/NĐ-CP và Luật Việc làm số 74/2025/QH15.",
    "Theo Kế hoạch số 31-KH/TU, Chỉ thị số 05-CT/TW, Quy định số 41-QĐ/TW, Hướng dẫn số 05-HD/VPTW.",
    "Theo Công văn số 6676/BYT-CDS, Quyết định số 4255/QĐ-BNN-KHCN, Nghị định số 64/CP ngày 27/9/1993 của Chính phủ.",
    "Theo Kế hoạch số 12-KH/TĐTN-BTG, Thông tư liên tịch số 01/2015/TTLT-BNV-BTC, Công văn số 120/CT-TTHT.",
    "Thông báo kết luận số 157/TB-VPCP; Quyết định ban hành Kế hoạch số 12/QĐ-UBND; Chương trình số 5-CTr/TU.",
    "Nghị quyết số 1211/2016/UBTVQH13 và Nghị quyết số 202/2025/QH15 về sắp xếp đơn vị hành chính cấp tỉnh.",
)
FAILS = (
    "Thực hiện Nghị quyết số 17 /NQ-HĐND ngày 27/12/2019 của Hội đồng nhân dân huyện về kế hoạch phát triển.",
    "Thông tư số 92/2009/TT- BTC ngày 12/5/2009 của Bộ Tài chính.",
    "Căn cứ Nghị quyết số 01-NQ-TU của Ban Chấp hành Đảng bộ tỉnh.",
    "Căn cứ Quyết định số 12/KH-UBND ngày 05/01/2022 của Ủy ban nhân dân tỉnh.",
    "Căn cứ Chỉ thị số 27/CTTg ngày 15/7/2024 của Thủ tướng Chính phủ.",
    "Căn cứ Nghị định số 30/NĐ-CP của Chính phủ về công tác văn thư.",
    "Căn cứ Kế hoạch số 12/KH/UBND ngày 05/01/2022 của Ủy ban nhân dân tỉnh.",
    "Căn cứ Quyết định số 12/qđ-ubnd ngày 05/01/2022 của Ủy ban nhân dân tỉnh.",
    "Căn cứ Quyết định số 1755/QĐ-TTG ngày 08/11/2021 của Thủ tướng Chính phủ.",
)
#: Before this year symbols had other forms (`64/CP`, `327/CT`).
SETTLED = 1998
_PARTY = re.compile(r"(?:TW|TU|HU|ĐU|ThU|QU)\d*")


def check(manuscript: Manuscript) -> Iterator[Problem]:
    for passage in manuscript.passages:
        for cited in citations.find(passage.text):
            if (cited.date and cited.date.year < SETTLED) or cited.said.isupper() or passage.text.isupper():
                continue
            before = passage.text[max(cited.start - 80, 0) : cited.start]
            message, hint = _judge(cited, before)
            if message:
                yield Problem(passage.locate(*cited.code_at), message, hint, ID, LEVEL)


def _judge(cited: Citation, before: str) -> tuple[str, str]:
    """What is wrong with a symbol and how it is written, "" where nothing is."""
    code, key = cited.code, cited.key
    kind, body = cited.sign
    if key != code.replace("–", "-"):
        return f"số, ký hiệu `{code}` có khoảng trắng", f"viết liền: `{_mended(cited)}`"
    number = key[: len(key) - len(kind) - len(body) - bool(body) - 1]
    known = {name.upper(): name for name in ABBREVIATIONS}
    if kind.islower() and kind.upper() in known:
        return f"ký hiệu `{code}` viết chữ thường", f"viết `{key.upper()}`"
    if key.endswith("-TTG"):
        return f"ký hiệu `{code}` viết sai", f"viết `{key[:-1]}g`"
    joined = re.fullmatch(r"(CT|QĐ|NQ|KH)(T?Tg|CP|UBND|HĐND|TW|TU)", kind)
    if joined and not body:
        return f"ký hiệu `{code}` thiếu dấu gạch nối", f"viết `{_mended(cited)}`"
    if kind in ABBREVIATIONS and body and _pair(cited) not in ("-/", "/-"):
        return f"ký hiệu `{code}` sai dấu nối", f"viết `{_mended(cited)}`"
    own = TYPES[cited.type]
    # `Quyết định ban hành Kế hoạch số 12/QĐ-UBND`: the symbol is that of the type before
    elsewhere = any(name in before for name, signs in TYPES.items() if kind in signs)
    if own and kind not in own and body and kind in ABBREVIATIONS and not elsewhere:
        return f"`{cited.said}` mà ký hiệu là `{kind}`", f"xem lại tên loại, hoặc ký hiệu `{code}`"
    if cited.type in ("Nghị định", "Thông tư") and kind in own and body and not cited.year and "/" not in number:
        return (
            f"ký hiệu `{code}` thiếu năm: {cited.type.lower()} là văn bản quy phạm pháp luật",
            f"viết dạng `{number}/{cited.date.year if cited.date else '20…'}/{kind}-{body}`",
        )
    return "", ""


def _pair(cited: Citation) -> str:
    """The two marks around the type: `/-` in a State symbol, `-/` in a Party one."""
    key, kind = cited.key, cited.sign[0]
    at = key.index(kind, 1)
    return key[at - 1] + key[at + len(kind)]


def _mended(cited: Citation) -> str:
    """The symbol as it would be written, spaces gone and the marks in their places."""
    key = cited.key
    kind, body = cited.sign
    joined = re.fullmatch(r"(CT|QĐ|NQ|KH)(T?Tg|CP|UBND|HĐND|TW|TU)", kind)
    if joined and not body:
        kind, body = joined[1], "TTg" if joined[2] == "Tg" else joined[2]
    if kind not in ABBREVIATIONS or not body:
        return key
    number = re.match(r"\d+[a-zđ]?(?:/(?:19|20)\d\d(?=[/-]))?", key)[0]  # type: ignore[index]
    party = bool(_PARTY.fullmatch(body))
    return f"{number}{'-' if party else '/'}{kind}{'/' if party else '-'}{body}"
