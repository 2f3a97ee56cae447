"""find: a sentence -> the documents that it cites, each with number, symbol, date, issuer and subject.

Knows the forms of State (`1755/QĐ-TTg`, `30/2020/NĐ-CP`, `72/2025/QH15`) and Party (`31-KH/TU`)
documents, and takes what is badly written too (`17 /NQ-HĐND`, `TT- BTC`, `27/CTTg`): the rules judge
it.  One hard algorithm: what follows a symbol is read as far as it is certain, no farther.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date as Date
from functools import lru_cache

#: Each type of document, and the abbreviations that its symbol may have (Phụ lục III, Phần I; the
#: Party's Quy định have `QĐ` or `QĐi`, its older Chương trình `CT`). An empty tuple: the symbol names no type, or any.
TYPES: dict[str, tuple[str, ...]] = {
    "Thông tư liên tịch": ("TTLT", "TTLB"), "Nghị quyết liên tịch": ("NQLT",), "Kế hoạch liên tịch": ("KHLT", "KH"),
    "Chương trình hành động": ("CTr", "CT", "CTHĐ"), "Kế hoạch hành động": ("KH",), "Thông báo kết luận": ("TB", "KL"),
    "Chương trình phối hợp": (), "Quy chế phối hợp": (), "Bộ luật": (), "Luật": (), "Pháp lệnh": (),
    "Nghị quyết": ("NQ",), "Nghị định": ("NĐ",), "Quyết định": ("QĐ",), "Thông tư": ("TT",), "Chỉ thị": ("CT",),
    "Kế hoạch": ("KH",), "Công văn": (), "Văn bản": (), "Kết luận": ("KL", "TB"), "Hướng dẫn": ("HD",),
    "Chương trình": ("CTr", "CTR", "CT", "CTPH", "CTHĐ"), "Thông báo": ("TB",), "Quy định": ("QyĐ", "QĐ", "QĐi"),
    "Quy chế": ("QC",), "Đề án": ("ĐA",), "Báo cáo": ("BC",), "Tờ trình": ("TTr",), "Công điện": ("CĐ",),
    "Phương án": ("PA",),
}  # fmt: skip
#: Abbreviations that a symbol's first part may be. Some are a body's too (`CT`, Cục Thuế, in a Công văn), so a type is
#: held against them only where it has an abbreviation of its own.
ABBREVIATIONS = ("NQ", "NĐ", "QĐ", "KH", "KL", "HD", "CTr", "QyĐ", "ĐA", "BC", "TTr", "TT", "CT", "TB")

_TYPE = "|".join(sorted(TYPES, key=len, reverse=True))
_LAWS = ("Bộ luật", "Luật", "Pháp lệnh")
_SAID = "|".join(sorted((name for name in TYPES if name not in _LAWS), key=len, reverse=True))
_SIGN = r"[A-ZĐÂÊÔƠƯ][A-Za-zĐđÂÊÔƠƯâêôơư&]*\d{0,2}"
_LOW = r"(?:kh|qđ|nq|nđ|tt|ct|tb|hd|bc|kl)"
#: Between number, type and issuer; `57 NQ/TW` has forgotten its mark.
_GAP = r"(?:[-–/]|\s[-/]|[-/]\s|\s/\s|\s(?=(?:NQ|QĐ|KH|CT|KL|TB|HD|TT|NĐ|BC|CTr|ĐA)[-/]))"
#: Words of a name up to the number, as long as no other document is named among them.
_NAME = rf"(?:(?!\s(?:{_TYPE})\s)[^\d,;.():/])"
#: `Luật Việc làm số 74/2025/QH15`, `Nghị quyết của Chính phủ số 11/NQ-CP`; `pháp luật` names no law.
_HEAD = re.compile(
    rf"(?<!\w)(?=[BCĐHKLNPQTVbcđhklnpqtv])(?P<type>(?i:{_SAID})|Bộ luật|Luật|LUẬT|Pháp lệnh)"
    rf"(?:(?<=[uU][ậẬ][tT])(?P<law>\s(?!số\s){_NAME}{{2,140}}?)|(?<=Pháp lệnh)(?P<act>\s(?!số\s){_NAME}{{2,140}}?)"
    rf"|(?P<of>\scủa\s{_NAME}{{2,50}}?))?"
    r"\s+(?P<so>(?i:số)\s*:?\s*)?"
    rf"(?P<code>\d{{1,6}}[a-zđ]?(?:\s?/\s?(?:19|20)\d\d)?(?:(?:{_GAP}{_SIGN})+|[-/]{_LOW}[-/][a-zđ]+))(?![\w/]|-\w)"
)
#: What every number with a symbol has, whatever is wrong with it.
_SYMBOL = re.compile(r"\d[a-zđ]?\s?[-–/]\s?(?:\d{4}\s?/|[A-ZĐa-zđ])|\d\s[A-ZĐ]{2}")
#: How far back a clause and how far ahead a subject is looked at (characters).
_BACK, _AHEAD = 200, 1500
_DATE = re.compile(
    r"\s*,?\s*(?:ban hành\s|ký\s)?(?:ngày\s+)(?P<date>\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}"
    r"|\d{1,2}\s+tháng\s+\d{1,2}\s*,?\s*năm\s+\d{4})"
)
#: What may stand between the parts and belongs to none: a note's number, `(nay là …)`, a star.
_ASIDE = r"(?:\s*(?:\[\d+\]|\*+|\((?i:nay|cũ|sau đây|gọi tắt|viết tắt|khóa|khoá)[^()]*\)))*"
#: Words that open a subject (trích yếu) after an issuer.
_VERBS = (
    r"(?i:về|ban hành|quy định|phê duyệt|hướng dẫn|triển khai|thực hiện|sửa đổi|bãi bỏ|công bố|giao|quán triệt|"
    r"phát động|chấn chỉnh|thông qua|kiện toàn|đẩy mạnh|tăng cường|tiếp tục|điều chỉnh|đổi mới|nâng cao|hợp nhất|"
    r"kết luận|thông báo)|"
    r"bổ sung|thành lập|công nhận|tổ chức|phân bổ|xây dựng|bảo vệ"
)
#: Words that go on with the sentence: after them no subject can come.
_ON = (
    r"và(?!\s[A-ZĐ])|thì|được|đã|là|để|nhằm|phải|theo|trên|tại|trong|cho|đến|với|có|như|này|nêu|cùng|của|khi|hoặc|do|từ|"
    r"còn|sẽ|nếu|mà|bằng|ngày|kèm|sau|gồm|không|cũng|đồng thời|đối với|thuộc|vào|bảo đảm|đảm bảo"
)
_ISSUER = re.compile(
    r"\s*,?\s*(?:của\s+|(?=Hội nghị\s))(?P<issuer>[^;:()“”\"«*\[\]]{2,120}?)"
    r"(?=\s*(?:[;:()“”\"«*\[\]]|,(?!\s(?:Thể thao|Thương binh|Ban Bí thư))|\.(?:\s|$|/)|$)|"
    rf"\s(?:và\s(?:{_TYPE})|{_VERBS}|{_ON})(?!\w))"
)
_OPENS = re.compile(r"\s*[,:]?\s*(?:(?P<word>[^\W\d_]+(?:\s[^\W\d_]+)?)|(?P<quote>[“\"«]))")
_GOES_ON = re.compile(rf"(?:{_ON})(?!\w)")
#: Where a subject ends at the latest.
_SUBJECT_END = re.compile(rf"[;)”»]|\.(?:\s|$|/)|,\s+(?=[A-ZĐÁÂÚÝ]|Ủ)|\svà\s(?=(?:các\s)?(?:{_TYPE})\s(?:số\s)?\d)|$")
#: `ngày 05/3/2020, Chính phủ ban hành Nghị định số …`; `Thủ tướng Chính phủ ban hành Quyết định số …`.
_BEFORE = re.compile(r"ngày\s+(?P<date>[\d/]{8,10}|\d{1,2} tháng \d{1,2} năm \d{4})\s*,[^;.]{0,80}$", re.IGNORECASE)
_ISSUED = re.compile(
    r"(?:Chính phủ|Thủ tướng|Bộ|Quốc hội|Bộ Chính trị|Ban Bí thư|Ban Chấp hành|Ban Thường vụ|ủy|uỷ|UBND|HĐND|nhân dân"
    r"|Sở|Chủ tịch|Trung ương|Phòng|Trường|Đảng bộ|Liên đoàn|Hội)[^;.\d]{0,60}?\s(?:ban hành|ký|có|trình)"
    r"\s*(?:các\s*)?$"
)
_ATTACHED = re.compile(r"(?:kèm theo|tại|quy định tại|phê duyệt theo|phê duyệt bởi)\s*(?:các\s*)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Citation:
    """A document as cited. Offsets are into the sentence; what the sentence does not say is "" or None.

    `type` is the type in the decree's spelling, `said` as typed; `code` is number and symbol as typed,
    `key` without spaces, `name` all from the type to the symbol. `given` tells that the issuer is named
    elsewhere in the clause. `end` is where the subject ends, at the latest. `inner` tells that it stands
    in the subject of another citation, `attached` that it follows `kèm theo` or `tại`, where what it
    promulgates is named before.
    """

    start: int
    end: int
    type: str
    said: str
    name: str
    so: bool
    code: str
    code_at: tuple[int, int]
    date: Date | None
    date_text: str
    issuer: str
    issuer_at: tuple[int, int]
    subject: str
    given: bool = False
    inner: bool = False
    attached: bool = False

    @property
    def key(self) -> str:
        """The number and symbol without spaces."""
        return re.sub(r"\s", "", self.code).replace("–", "-")

    @property
    def in_full(self) -> bool:
        """Whether date, issuer and subject are all said, as they are at the first mention (II.6.b)."""
        return bool(self.date_text and (self.issuer or self.given) and (self.subject or self.attached))

    @property
    def year(self) -> int | None:
        """The year that stands in the number (`30/2020/NĐ-CP`)."""
        found = re.match(r"\d+[a-zđ]?/((?:19|20)\d\d)/", self.key)
        return int(found[1]) if found else None

    @property
    def sign(self) -> tuple[str, str]:
        """The symbol's type and issuer: `31-KH/TU` and `31/KH-TU` are `KH` and `TU`, `72/2025/QH15` is `QH15`, ``."""
        parts = re.split(r"[-/]", re.sub(r"^\d+[a-zđ]?(?:/(?:19|20)\d\d(?=[/-]))?[/-]?", "", self.key), maxsplit=1)
        return parts[0], parts[1] if len(parts) > 1 else ""


@lru_cache(maxsize=8192)
def find(text: str) -> tuple[Citation, ...]:
    """Return the documents that a sentence cites by number and symbol, in order."""
    if not _SYMBOL.search(text):
        return ()
    found: list[Citation] = []
    for head in _HEAD.finditer(text):
        found.append(_citation(text, head, found[-1].end if found else 0))
    return tuple(_shared(text, found))


def parse(text: str) -> Date | None:
    """Return the day that a date of a citation names, None where there is none such."""
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    try:
        return Date(numbers[2], numbers[1], numbers[0])
    except (ValueError, IndexError):
        return None


def _citation(text: str, head: re.Match[str], after: int) -> Citation:
    said = head["type"]
    end = at = head.end()
    date_text, issuer, issuer_at = "", (head["of"] or "").removeprefix(" của ").strip(), (0, 0)
    aside = re.compile(_ASIDE)
    for _ in range(2):  # the date before the issuer, or after it
        at = aside.match(text, end).end()  # type: ignore[union-attr]
        if not date_text and (dated := _DATE.match(text, at)):
            date_text, end = dated["date"], dated.end()
        at = aside.match(text, end).end()  # type: ignore[union-attr]
        if not issuer and (by := _ISSUER.match(text, at)):
            issuer, issuer_at, end = by["issuer"].strip(), by.span("issuer"), by.end()
    before = text[max(head.start() - _BACK, 0) : head.start()]
    if not date_text and (dated := _BEFORE.search(before)):
        date_text = dated["date"]
    subject_at = aside.match(text, end).end()  # type: ignore[union-attr]
    law = (head["law"] or head["act"] or "").strip()
    subject = law or _subject(text, subject_at)
    closes = _SUBJECT_END.search(text, subject_at, subject_at + _AHEAD)
    last = closes.start() if subject and closes and not law else end
    return Citation(
        head.start(), max(last, end), _canonical(said), said, " ".join(head[0].split()), bool(head["so"]),
        head["code"], head.span("code"),
        parse(date_text) if date_text else None, date_text, issuer, issuer_at, subject,
        bool(_ISSUED.search(before)), head.start() < after, bool(_ATTACHED.search(before)),
    )  # fmt: skip


def _subject(text: str, at: int) -> str:
    """The words of the subject, "" where it is certain that none comes."""
    if text[at : at + 3].lstrip().startswith("("):
        return "("  # what is in brackets may be the subject, or lead to it: nothing is certain
    opens = _OPENS.match(text, at)
    if not opens:
        return ""
    if opens["quote"]:
        return text[opens.start("quote") : at + 40]
    if text[at : opens.start("word")].strip() or _GOES_ON.match(opens["word"].lower()):
        verb = re.match(rf"\s*,\s*(?:{_VERBS})(?!\w)", text[at:])
        return opens["word"] if verb and not _GOES_ON.match(opens["word"].lower()) else ""
    closes = _SUBJECT_END.search(text, at, at + _AHEAD)
    return text[at : closes.start() if closes else len(text)].strip()


def _shared(text: str, found: list[Citation]) -> list[Citation]:
    """Give `A và B của Bộ Tài chính về …` the issuer and the subject of B to A, from the last to the first."""

    for index in range(len(found) - 2, -1, -1):
        one, other = found[index], found[index + 1]
        joint = re.fullmatch(r"\s*(?:,|;|và|hoặc|;\s+và|,\s+và)?\s*(?:số\s*)?", text[one.end : other.start])
        if joint and not one.subject and one.sign[1] == other.sign[1]:
            given = one.given or bool(other.issuer) or other.given
            found[index] = replace(one, given=given, subject=other.subject)
    return found


def _canonical(said: str) -> str:
    words = " ".join(said.split()).lower()
    return next(name for name in TYPES if name.lower() == words)
