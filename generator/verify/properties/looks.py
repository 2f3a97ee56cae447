"""Fonts, sizes, weight, slant, capitals, colour.

One function a property of the records: the lines of an element -> those that breach it, and how.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator import vietnamese
from generator.standard.records import Record
from generator.verify.paper import Line, Span
from generator.verify.properties.context import FEW, SIZE, Breach, Context, Property, figure, share_of


def size(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    for line in lines:
        wrong = [s.size for s in line.letters if _outside(s, record)]
        if wrong and share_of(line, lambda s: _outside(s, record)) > FEW:
            yield line, f"cỡ chữ {figure(wrong[0] or 0)}"


def _outside(span: Span, record: Record) -> bool:
    return span.size is not None and not record.allowed.holds(span.size, SIZE)


def _differs(span: Span, own: float | None) -> bool:
    return own is not None and span.size is not None and abs(span.size - own) > SIZE


def size_as_body(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    own = context.body_size
    for line in lines:
        wrong = [s.size for s in line.letters if _differs(s, own)]
        if own and wrong and share_of(line, lambda s: _differs(s, own)) > FEW:
            yield line, f"cỡ chữ {figure(wrong[0] or 0)}, phần lời văn cỡ {figure(own)}"


def bold(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    wanted = record.allowed.value == "true"
    for line in lines:
        share = share_of(line, lambda s: s.bold)
        if line.letters and (share < 1 - FEW if wanted else share > FEW):
            yield line, "chưa đậm" if wanted else "đang đậm"


def italic(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    wanted = record.allowed.value == "true"
    whole = record.element in ("body", "clause", "point")  # a word or a note in brackets may lean
    for line in lines:
        share = share_of(line, lambda s: s.italic)
        if whole and (line.text.startswith("(") or line.text.startswith(("Ghi chú", "Nguồn"))):
            continue
        if line.letters and (share < 1 - FEW if wanted else share > (1 - FEW if whole else FEW)):
            yield line, "chưa nghiêng" if wanted else "đang nghiêng"


#: Of these only the first word is looked at: their number is Roman, in capitals.
_FIRST_WORD = ("part", "division", "appendix_label")


def caps(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    wanted = record.allowed.value == "true"
    for line in lines:
        words = line.text
        if words.isupper() == wanted and record.element not in _FIRST_WORD:
            continue
        if record.element in _FIRST_WORD:
            words = words.split()[0]
        if record.element == "article":
            continue
        letters = [c for c in words if c.isalpha()]
        upper = sum(c.isupper() for c in letters)
        few = max(1, int(len(letters) * 0.1))
        if wanted and len(letters) - upper > few:
            yield line, "chưa viết hoa toàn bộ"
        elif (
            not wanted
            and len(letters) > (1 if record.element in _FIRST_WORD else 3)
            and upper == len(letters)
            and _long_enough(record, words)
        ):
            yield line, "đang viết hoa toàn bộ"


def _long_enough(record: Record, words: str) -> bool:
    return record.element != "body" or vietnamese.is_shouted(words)


def family(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    wanted = record.allowed.value
    for line in lines:
        for span in line.letters:
            name = span.family
            if name and name != wanted and not (context.paper.origin == "pdf" and name == "Tinos"):
                yield line, f"phông {name}"
                break


def color(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    stamps = {id(x) for x in (*context.elements["urgency"], *context.elements["circulation"])}
    for line in lines:
        wrong = next((s for s in line.letters if not _black(s.color)), None)
        if wrong and id(line) not in stamps and line.text.upper() not in ("MẬT", "TỐI MẬT", "TUYỆT MẬT"):
            yield line, f"màu #{wrong.color}"


def _black(value: str) -> bool:
    """Black, or a black that a printer of PDF mixed."""
    return value == "000000" or (len(value) == 6 and all(int(value[i : i + 2], 16) <= 0x26 for i in (0, 2, 4)))


def unicode(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    for line in lines:
        for span in line.letters:
            legacy = re.match(r"\.Vn|VNI[- ]|VN[IT]|UVN|SVN", span.family) and not re.match(r"UVN|SVN", span.family)
            if legacy or vietnamese.looks_legacy(span.text):
                yield line, f"chữ viết bằng bảng mã cũ (phông {span.family})" if legacy else "chữ viết bằng bảng mã cũ"
                break


PROPERTIES: dict[str, Property] = {
    f.__name__: f for f in (size, size_as_body, bold, italic, caps, family, color, unicode)
}
