"""Signature, recipients, appendices, stamps.

One function a property of the records: the lines of an element -> those that breach it, and how.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from generator.standard.records import Record
from generator.verify.paper import Line
from generator.verify.properties.context import Breach, Context, Property, short


def capacity_form(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    for each in lines:
        wrong = re.match(
            r"(T\s*/\s*[ML]|K\s*/\s*T|TM\s*/|KT\s*/|TL\s*/|TUQ\s*/|T\.\s?M\.?|K\.\s?T\.?|(?:TM|KT|TL|TUQ)(?=\s)|Q(?=\s))",
            each.text.upper(),
        )
        if wrong:
            yield each, f"đang viết `{wrong[1]}`"


def capacity_space(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    for each in lines:
        if re.match(r"(TM|KT|TL|TUQ|Q)\.\S", each.text.upper()):
            yield each, f"đang viết `{short(each.text)}`"


def on_behalf(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    issuer = " ".join(x.text for x in context.elements["issuer"]).upper()
    said = " ".join(x.text for x in lines).upper()
    collective = re.match(r"(ỦY|UỶ) BAN NHÂN DÂN|UBND", issuer)
    plan = context.elements.kind in ("KẾ HOẠCH", "")
    if lines and plan and collective and not re.search(r"TM\.?|T\s*/\s*M|T\.\s?M|TL\.|TUQ\.", said):
        yield lines[0], "văn bản của Ủy ban nhân dân mà thiếu TM."


_DEGREE = re.compile(
    r"((GS|PGS|TS|ThS|Ths|BS|Bs|KS|CN|NGND|NGƯT|TTND|TTƯT|CKI|CKII|Dr|Tiến sĩ|Thạc sĩ|Bác sĩ|Kỹ sư)\b\.?[\s/,.-]*)+"
)


def degree(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    issuer = " ".join(x.text for x in (*context.elements["issuer"], *context.elements["parent"])).upper()
    own_rules = re.search(r"TRƯỜNG|BỆNH VIỆN|VIỆN|TRUNG TÂM Y TẾ|TRẠM Y TẾ|CÔNG AN|QUÂN SỰ|HỌC VIỆN", issuer)
    for each in lines:
        title = _DEGREE.match(each.text)
        if title and not own_rules:
            yield each, f"ghi `{title[0].strip()}` trước họ tên"


def recipient_dash(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    for at, each in enumerate(lines):
        group = each.text.endswith(":")
        goes_on = at and not re.search(r"[;.:]$", lines[at - 1].text)
        if not re.match(r"[-–—]", each.text) and not group and not goes_on and not re.match(r"[+*•]|\(", each.text):
            yield each, f"đang viết `{short(each.text)}`"


def recipient_end(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    for each, below in pairwise(lines):
        goes_on = not re.match(r"[-–—+*•]", below.text) and not re.match(r"Lưu\b", below.text)
        if each.text.endswith((":", ";")) or goes_on:
            continue
        yield each, "cuối dòng chưa có dấu chấm phẩy"


_ARCHIVE = re.compile(r"[-–+•]?\s*Lưu\b", re.IGNORECASE)


def _archive(lines: tuple[Line, ...]) -> Line | None:
    return next((x for x in reversed(lines) if _ARCHIVE.match(x.text)), None)


def archive_form(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    archive = _archive(lines)
    if lines and archive is None:
        yield lines[-1], "chưa có dòng Lưu"
    elif archive and not re.match(r"[-–+•]?\s*Lưu: ?VT\b", archive.text):
        yield archive, f"đang viết `{short(archive.text)}`"


def archive_stop(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    archive = _archive(lines)
    if archive and archive is lines[-1] and not re.search(r"\.$|\.\s*[A-ZĐ]+\.?\s*\(\d+\)$", archive.text):
        yield archive, "dòng Lưu chưa có dấu chấm ở cuối"


def as_above(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    for each in lines:
        if re.match(r"[-–]?\s*Như trên\b", each.text, re.IGNORECASE) and context.elements.kind == "KẾ HOẠCH":
            yield each, "có “Như trên”"


def referred(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    lines_said = (x.text for x in (*context.elements.content, *context.elements["basis"]))
    said = (context.elements.words or " ".join(lines_said)).lower()
    for each in lines[:1]:
        if not re.search(r"phụ lục|kèm theo|đính kèm|biểu mẫu|phụ biểu", said):
            yield each, "nội dung chưa dẫn đến phụ lục"


def appendix_number(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    appendices = context.elements.appendices
    if len(appendices) < 2:
        return
    for appendix in appendices:
        if not re.fullmatch(r"[IVXLC]+", appendix.number):
            yield appendix.label, f"số thứ tự `{appendix.number}`" if appendix.number else "chưa có số thứ tự"


def attached_present(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    for appendix in context.elements.appendices:
        if appendix.attached is None:
            yield appendix.label, "thiếu dòng (Kèm theo …)"


def framed(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    for each in lines:
        if not each.framed:
            yield each, "chưa có khung viền"


PROPERTIES: dict[str, Property] = {
    f.__name__: f
    for f in (
        capacity_form,
        capacity_space,
        on_behalf,
        degree,
        recipient_dash,
        recipient_end,
        archive_form,
        archive_stop,
        as_above,
        referred,
        appendix_number,
        attached_present,
        framed,
    )
}
