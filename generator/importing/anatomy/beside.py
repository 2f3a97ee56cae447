"""cuts: a line that holds lines of two columns, or two lines of one, with one blank between -> where to part it.

A scan, a PDF or a portal that drops its table leaves `Số: 12/KH-UBND Krông Búk, ngày 3 tháng 5 năm 2013`, `ỦY BAN NHÂN
DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM`, `- Lưu: VT. PHÓ CHỦ TỊCH`. Only the words tell: the country's name and the
motto (II.1), a place before a date (II.4), the capacity of a signer (II.7), a name after it.
"""

from __future__ import annotations

import re

from generator.importing.anatomy import wording
from generator.importing.anatomy.capacity import is_capacity, is_person
from generator.importing.sheet import Rich, plain

#: No line of a head or a foot that was run together is longer.
_LONGEST = 240
_COUNTRY = re.compile(r"C[ỘÔ]NG\s+H[ÒO][ÀA]\s+X[ÃA]\s+H[ỘÔ]I\s+CH[ỦU]\s+NGH[ĨIỈ][ĨAẢ]?A?\s+VI[ỆÊ]T\s+NAM\b")
_MOTTO = re.compile(r"(?i:độc\s+lập)\s*[-–—_]\s*(?i:tự\s+do)\s*[-–—_]\s*(?i:hạnh\s+phúc)\b")
_BIG, _SMALL = wording.UPPER, wording.LOWER
_WORD = rf"[{_BIG}][{_SMALL}']*"
_PLACE = rf"(?:(?:[Tt][Pp]\.?\s*)?{_WORD}(?:\s+(?:[-–]\s+)?(?:{_WORD}|\d{{1,2}}\b|phố|xã|trấn))*)"
#: A number with its symbol, then a place and a date.
_NUMBERED = re.compile(
    rf"(?i:số)\s*[:.]?\s*[\d.…_\s]*[a-zđ]?\s*[/\-–].*?\s(?=(?:{_PLACE}\s*,\s*)?ngày\b.{{0,24}}\btháng\b|{_PLACE}\s*,\s*tháng\b)"
)
_COMMITTEE = re.compile(
    r"(?:(?:UBND|[ỦU][ỶY] BAN NHÂN DÂN)\s+(?:TỈNH|THÀNH PHỐ|TP\.?|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU)"
    r"(?:\s+[\w.'’-]+){1,5}?"
    r"|Đ(?:OÀN|ỘI)\s+(?:TNCS|TNTP|THANH NIÊN|THIẾU NIÊN)\b.{0,40}?HỒ CHÍ MINH)\s+(?<!HẢI )"
    r"(?=(?:PHÒNG|SỞ|TRƯỜNG|BAN|TRUNG TÂM|VĂN PHÒNG|CHI CỤC|TRẠM|HẠT|THANH TRA|LIÊN ĐỘI|CHI ĐOÀN|ĐOÀN TRƯỜNG|BCH)\s+\S)"
)
#: Where a recipient may end within a line.
_ENDED = re.compile(rf"[;.)]\s+(?=[{_BIG}])")
_TITLE_CASE = re.compile(rf"\s(?=(?:[{_BIG}][{_SMALL}]+\.?\s+)*[{_BIG}][{_SMALL}]+(?:\s+[{_BIG}][{_SMALL}]*)+$)")


def cuts(rich: Rich) -> tuple[tuple[int, int], ...]:
    """Return where the pieces of a line after its first begin, and the column of each (0 or 1)."""
    text = plain(rich)
    if not 12 < len(text) <= _LONGEST:
        return ()
    return _framed(text) or _numbered(text) or _footed(text) or _named(text) or _under(text) or _bold(rich, text)


def _framed(text: str) -> tuple[tuple[int, int], ...]:
    """`ỦY BAN NHÂN DÂN CỘNG HÒA … VIỆT NAM`, `HUYỆN KRÔNG BÚK Độc lập - Tự do - Hạnh phúc`, or both at once."""
    found = [each for each in (_COUNTRY.search(text), _MOTTO.search(text)) if each]
    if not found or text[found[-1].end() :].strip(" .-–_*"):
        return ()
    first = found[0].start()
    between = text[found[0].end() : found[-1].start()].strip(" -–_*") if len(found) > 1 else ""
    if (first and not wording.shouts(text[:first])) or between:
        return ()
    own = 1 if text[:first].strip() else 0
    return tuple((each.start(), own) for each in found if each.start())


def _numbered(text: str) -> tuple[tuple[int, int], ...]:
    found = _NUMBERED.match(text)
    return ((found.end(), 1),) if found and wording.DATE.fullmatch(text[found.end() :].strip()) else ()


def _footed(text: str) -> tuple[tuple[int, int], ...]:
    """`Nơi nhận: TM. ỦY BAN NHÂN DÂN`, `- UBND tỉnh (b/c); KT. CHỦ TỊCH`: a signer beside the recipients."""
    title = wording.RECIPIENTS.match(text)
    if title:
        rest = text[title.end() :]
        return ((title.end(), 1),) if is_capacity(rest) and wording.shouts(rest) else ()
    if not wording.DASH.match(text):
        return ()
    archive = bool(wording.ARCHIVE.match(text))
    for found in _ENDED.finditer(text):
        rest = text[found.end() :]
        if (is_capacity(rest) and wording.shouts(rest)) or (archive and len(rest.split()) > 2 and is_person(rest)):
            return ((found.end(), 1),)
    return ()


def _named(text: str) -> tuple[tuple[int, int], ...]:
    """`PHÓ CHỦ TỊCH Lê Hoàng Minh`: a post in capitals, then a name."""
    found = _TITLE_CASE.search(text)
    if not found or not is_capacity(text[: found.start()]) or not wording.shouts(text[: found.start()]):
        return ()
    return ((found.end(), 0),) if is_person(text[found.end() :]) else ()


def _under(text: str) -> tuple[tuple[int, int], ...]:
    """`UBND HUYỆN BA VÌ PHÒNG NỘI VỤ`: a committee and, on one line, the body under it (II.2)."""
    found = _COMMITTEE.match(text) if wording.shouts(text) else None
    return ((found.end(), 0),) if found else ()


def _bold(rich: Rich, text: str) -> tuple[tuple[int, int], ...]:
    """`BỘ NÔNG NGHIỆP …` and, in bold, `CỤC THÚ Y`: a body and the one above it (II.2)."""
    worded = [span for span in rich if span.text.strip()]
    if not wording.shouts(text) or not 1 < len(worded) <= 6 or worded[0].bold or not worded[-1].bold:
        return ()
    at = text.find(worded[-1].text) if sum(span.bold for span in worded) == 1 else -1
    head, tail = text[:at].strip(), text[at:].strip()
    named = wording.BODY.match(head.upper()) and wording.BODY.match(tail.upper())
    return ((at, 0),) if at > 0 and named and not wording.HANGS.search(head.upper()) else ()
