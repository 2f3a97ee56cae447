"""Two columns that came out on one line with nothing but a blank between them: lines in, a tab at the seam out.

A letterhead or a signature that was copied out of a PDF, recognised from a scan or flattened by a portal reads
`HUYỆN KRÔNG BÚK Độc lập - Tự do - Hạnh phúc`, `Số: 64/KH-NV Ba Vì, ngày 18 tháng 5 năm 2020`, `Nơi nhận: TM. ỦY BAN
NHÂN DÂN`. The form tells where the right column begins: the country's name, the motto, the place before a date
(Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, II.1, II.4), the words before who signs (II.7). Only above the title and
below `Nơi nhận` is that looked for. In running text an item typed far behind another is set on a line of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.importing.text.lines import Line

#: A letterhead has no more lines.
_HEAD, _FOOT = 30, 60
_TITLE = re.compile(r"[*_#> ]*KẾ HOẠCH\b")
_COUNTRY = r"(?i:cộng +h(?:òa|oà|oa) +xã +hội +chủ +nghĩa +việt +nam)"
_MOTTO = r"(?i:độc +lập *[-–—_.] *tự +do *[-–—_.] *hạnh +phúc)"
_NATION = re.compile(rf"[*_]*(?:{_COUNTRY}|{_MOTTO})[*_]*")
_NUMBER = re.compile(r"[*_ ]*(?i:số)\b[*_ ]*[:.]?(?=.*/)")
#: What is no name of an office: a basis, a sentence.
_SAID = re.compile(r"(?i:căn cứ|thực hiện|theo|xét)\b|.*(?:[;:]|\bnước$)")
_AREA = re.compile(r"(?:TP|TX|TT|P|Q|H|X)\.?$")
_DATED = re.compile(r"[*_]*[A-ZĐÀ-Ỹ][^,;:/]{1,40}, ?ngày\b")
_RECIPIENTS = re.compile(r"[*_ ]*nơi nhận\b", re.IGNORECASE)
_ARCHIVE = re.compile(r"[-–+*_ ]*lưu\b", re.IGNORECASE)
_SIGNER = re.compile(
    r"(?<=[;.:,)*}]) (?=[*_]{0,3}(?:(?:TM|KT|TL|TUQ|T/M|K/T|T/L|Q) ?[./] ?[A-ZĐÀ-Ỹ]"
    r"|(?:(?:PHÓ|QUYỀN|TỔNG|VIỆN|CỤC|VỤ|BỘ|THỨ) )*"
    r"(?:CHỦ TỊCH|GIÁM ĐỐC|HIỆU TRƯỞNG|TRƯỞNG\b|CHÁNH\b|BÍ THƯ|THỦ TRƯỞNG|CHỈ HUY TRƯỞNG)))"
)
_ITEM = re.compile(r"(?<=[:;.])(?:[ ]{3,}|\s*\t\s*)(?=[-–+•●] ?[^\W\d_])")


def apart(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with a tab where the right column of a letterhead or a signature begins."""
    found: list[Line] = []
    end = _head_end(lines)
    foot = next((at for at in range(len(lines) - 1, end - 1, -1) if _RECIPIENTS.match(lines[at].text)), len(lines))
    foot = foot if foot >= len(lines) - _FOOT else len(lines)
    for line in lines[:end]:
        parted = _head(line)
        found += _items(line) if parted == [line] else parted
    for line in lines[end:foot]:
        found += _items(line)
    return found + _foot(lines[foot:])


def _head_end(lines: Sequence[Line]) -> int:
    """Where the letterhead ends: at the title, else after some lines."""
    solid = 0
    for at, line in enumerate(lines):
        solid += not line.blank
        if _TITLE.match(line.text) or solid > _HEAD:
            return at
    return len(lines)


def _head(line: Line) -> list[Line]:
    """A line of the letterhead: what stands before the country's name, the motto, or a place and date is the left."""
    text = line.text.strip()
    if "\t" in text or "|" in text or "    " in text or len(text) > 400:
        return [line]
    pieces = [piece for part in _nation(text) for piece in _number(part)]
    right = [piece for piece in pieces if _NATION.match(piece) or _DATED.match(piece)]
    left = [piece for piece in pieces if piece not in right]
    if (
        len(pieces) < 2
        or not right
        or any(len(piece) > 90 or _SAID.match(piece) for piece in left if not _NUMBER.match(piece))
    ):
        return [line]
    if not left:
        return [Line(piece, line.number, line.breaks) for piece in right]
    size = max(len(left), len(right))
    rows = zip(left + [""] * (size - len(left)), right + [""] * (size - len(right)), strict=True)
    return [Line(f"{one}\t{two}".rstrip("\t"), line.number, line.breaks) for one, two in rows]


def _nation(text: str) -> list[str]:
    """A text parted before and behind the country's name and the motto."""
    found, at = [], 0
    for nation in _NATION.finditer(text):
        found += [text[at : nation.start()], nation[0]]
        at = nation.end()
    return [piece.strip() for piece in (*found, text[at:]) if piece.strip()]


def _number(text: str) -> list[str]:
    """A number parted from the place and date that stand behind it: the place is not all in capitals, a symbol is."""
    if not _NUMBER.match(text):
        return [text]
    words = text.split(" ")
    begun = next((at for at, word in enumerate(words) if "/" in word), len(words))
    for at in range(begun + 1, len(words)):
        named = any(c.islower() for c in words[at]) or _AREA.match(words[at])
        if named and words[at - 1][-1:] not in "-/" and _DATED.match(" ".join(words[at:])):
            return [" ".join(words[:at]), " ".join(words[at:])]
    return [text]


def _items(line: Line) -> list[Line]:
    """Items typed far behind one another in a line, each on its own."""
    if ("   " not in line.text and "\t" not in line.text) or "|" in line.text:
        return [line]
    pieces = _ITEM.split(line.text)
    if len(pieces) < 2 or not all(piece.strip() for piece in pieces):
        return [line]
    return [Line(piece, line.number, line.breaks and not at) for at, piece in enumerate(pieces)]


def _signed(text: str) -> list[str]:
    """A line of the recipients parted from who signs beside it."""
    return _SIGNER.split(text, 1) if text[:1] in ("-", "–", "+") or _RECIPIENTS.match(text) else [text]


def _foot(lines: Sequence[Line]) -> list[Line]:
    """The recipients and who signs: once a line has both, what stands below the last recipient is the signer's."""
    if any("|" in line.text or "\t" in line.text or "    " in line.text.strip() for line in lines):
        return list(lines)
    parted = [_signed(line.text.strip()) for line in lines]
    if not any(len(pieces) == 2 for pieces in parted):
        return list(lines)
    found: list[Line] = []
    below = False
    for line, pieces in zip(lines, parted, strict=True):
        left = pieces[0]
        below = below or bool(found and _ARCHIVE.match(found[-1].text))
        alone = below and len(pieces) == 1 and left and left[0] not in "-–+"
        text = "\t" + left if alone else "\t".join(piece.strip() for piece in pieces)
        found.append(Line(text, line.number, line.breaks))
    return found
