"""find: a Paper -> the elements of the decree in it, however the office built them.

What a line is is told by its words and by where it stands, never by its look: a look that is wrong
is what the judge is there to find.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from generator.document import COUNTRY, MOTTO
from generator.standard.records import standard
from generator.verify.found import LETTER, LIKE, Appendix, Elements, Item, Level, like, side
from generator.verify.paper import POINTS_PER_MM, Line, Paper

#: The head of a document is looked for among its first lines.
HEAD = 60


def find(paper: Paper) -> Elements:
    """Return the elements of a document."""
    contact = _contact(paper)
    own = {id(line) for line in contact}
    lines = [line for line in paper.lines if line.zone == "body" and line.text and id(line) not in own]
    found: dict[str, list[Line]] = {"contact": contact}
    end = _start_of_appendices(lines)
    main, rest = lines[:end], lines[end:]
    if _is_party(main):
        return Elements({}, regime="party")
    kind_at = _find_kind(main)
    head = main[: kind_at if kind_at is not None else _head_end(main)]
    _letterhead(head, found, paper)
    body_at = len(head)
    kind = ""
    if kind_at is not None:
        kind, body_at = _kind_and_title(main, kind_at, found)
    if not kind and ("addressee" in found or _is_letter(main[:25])):
        kind = LETTER
    if not kind and not any(found.get(name) for name in ("country", "motto", "number", "place_date")):
        return Elements({}, regime="none")
    body_at = _before_content(main, body_at, found)
    sign_at = _signature(main, body_at, found, paper)
    content = [line for line in main[body_at:sign_at] if not _is_mark(line)]
    _marks([*main[:HEAD], *(line for line in paper.lines if line.zone == "header")], found)
    appendices = list(_appendices(rest))
    items = [*_items(content), *_appendix_items(rest, appendices)]
    _headings(items, found)
    found["body"] = [i.line for i in items if i.level in ("clause", "point", "number", "bullet", "text")
                     and i.appendix < 0 and _runs(i.line)]  # fmt: skip
    for appendix in appendices:
        found.setdefault("appendix_label", []).append(appendix.label)
        found.setdefault("appendix_title", []).extend(appendix.title)
        if appendix.attached:
            found.setdefault("attached", []).append(appendix.attached)
    return Elements(
        {name: tuple(each) for name, each in found.items() if each},
        tuple(items),
        tuple(appendices),
        kind=kind,
        content=tuple(content),
        accompanies="accompanies" in found,
    )


# --- the head -----------------------------------------------------------------------------------


_PARTY = re.compile(r"ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM|ĐOÀN TNCS HỒ CHÍ MINH")
_PARTY_NUMBER = re.compile(r"Số:?\s*\d*\s*-\s*\w{1,4}\s*/\s*\w", re.IGNORECASE)


def _is_party(lines: list[Line]) -> bool:
    """A Party document bears the Party's name where a State one bears the Quốc hiệu."""
    head = lines[:20]
    if any(like(line.text, COUNTRY) >= LIKE for line in head):
        return False
    named = any(_PARTY.fullmatch(line.text.upper()) for line in head)
    return named or any(_PARTY_NUMBER.match(line.text) for line in head[:10])


def _is_letter(head: list[Line]) -> bool:
    return any(re.match(r"V/v\b|Về việc\b|Kính gửi\b", line.text, re.IGNORECASE) for line in head)


def _find_kind(lines: list[Line]) -> int | None:
    """The line of the kind: the name of a kind and nothing else, after the head's own lines."""
    kinds = standard().kinds
    begins = tuple(f"{kind} " for kind in kinds)
    for at, line in enumerate(lines[:HEAD]):
        if line.cell[0] >= 0 and at and _number(line):
            continue
        if line.text.upper().strip(" .:") in kinds and not line.boxed:
            return at
    for at, line in enumerate(lines[:HEAD]):  # joined with its subject on one line
        words = line.text.upper()
        if words.startswith(begins) and line.align == "center" and at > 2:
            return at
    return None


def _head_end(lines: list[Line]) -> int:
    """Where no kind was found: the head ends after the date or the number, or there is none."""
    last = 0
    for at, line in enumerate(lines[:25]):
        if _number(line) or _date(line) or like(line.text, COUNTRY) >= LIKE or like(line.text, MOTTO) >= LIKE:
            last = at + 1
    return last


_NUMBER = re.compile(r"S[ốÔố]\s*[:.;]?\s*[\d\s….]*\s*[/\-–].*|S[ốÔố]\s*:.*", re.IGNORECASE)
_DATE = re.compile(r".*\bngày\b.*\bth[áa]ng\b.*\bn[ăa]m\b.*|.*,\s*ngày\s*[\d….]+\s*[/\-.]\s*[\d….]+.*", re.IGNORECASE)


def _number(line: Line) -> bool:
    return bool(_NUMBER.fullmatch(line.text)) and len(line.text) < 60


def _date(line: Line) -> bool:
    return bool(_DATE.fullmatch(line.text)) and len(line.text) < 90 and "kèm theo" not in line.text.lower()


_MARKS = re.compile(
    r"HỎA TỐC|HOẢ TỐC|THƯỢNG KHẨN|KHẨN|TUYỆT MẬT|TỐI MẬT|MẬT|DỰ THẢO.*|XEM XONG TRẢ LẠI|LƯU HÀNH NỘI BỘ", re.IGNORECASE
)
_URGENT = re.compile(r"HỎA TỐC|HOẢ TỐC|THƯỢNG KHẨN|KHẨN")
_CIRCULATION = re.compile(r"XEM XONG TRẢ LẠI|LƯU HÀNH NỘI BỘ")


def _is_mark(line: Line) -> bool:
    return bool(_MARKS.fullmatch(line.text)) and line.text.isupper()


def _marks(lines: list[Line], found: dict[str, list[Line]]) -> None:
    for line in lines:
        if _is_mark(line) and _URGENT.fullmatch(line.text):
            found.setdefault("urgency", []).append(line)
        elif _is_mark(line) and _CIRCULATION.fullmatch(line.text):
            found.setdefault("circulation", []).append(line)


_REACHED = re.compile(
    r"\b(ĐT|Tel|Điện thoại|Số điện thoại|Fax|E-?mail|Thư điện tử|Website|Trang thông tin điện tử)\b", re.IGNORECASE
)
_ADDRESS = re.compile(r"(Số|Địa chỉ|Đ/c)\b.*", re.IGNORECASE)


def _contact(paper: Paper) -> list[Line]:
    """Ô 13: the lines of the address at the foot of the first page, told by how the office is reached."""
    height = paper.sections[0].height * POINTS_PER_MM if paper.sections else 842.0
    found: list[Line] = []
    before: Line | None = None
    for line in paper.lines:
        foot = line.place.page == 1 and (line.place.top or 0) > 0.8 * height
        follows = bool(found) and found[-1] is before
        if (line.zone == "footer" or line.rules_above or foot or follows) and _reaches(line.text):
            if not found and before and _ADDRESS.fullmatch(before.text) and before.zone == line.zone:
                found.append(before)
            found.append(line)
        before = line
    return found


def _reaches(text: str) -> bool:
    return len(text) < 160 and bool(_REACHED.search(text))


def _letterhead(head: list[Line], found: dict[str, list[Line]], paper: Paper) -> None:
    """Sort the lines above the kind: motto, issuer, number, place and date."""
    left: list[Line] = []
    for line in head:
        if "country" not in found and like(line.text, COUNTRY) >= LIKE:
            found["country"] = [line]
        elif "motto" not in found and like(line.text, MOTTO) >= LIKE:
            found["motto"] = [line]
        elif "number" not in found and _number(line):
            found["number"] = [line]
        elif "place_date" not in found and _date(line):
            found["place_date"] = [line]
        elif "number" not in found and not _is_mark(line):
            left.append(line)
    names: list[Line] = []
    for line in left:
        goes_on = bool(names) and not names[-1].rules and names[-1].left == line.left and len(line.text) < 60
        if side(line, paper) != "right" and (_is_name(line.text) or goes_on):
            names.append(line)
    own = _own_name(names)
    found["parent"], found["issuer"] = names[:own], names[own:]


def _is_name(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    upper = sum(c.isupper() for c in letters)
    return len(letters) >= 2 and (upper > 0.6 * len(letters) or bool(_BODY.match(text.upper())))


#: How the name of a body begins; a line that begins so begins a name of its own.
_BODY = re.compile(
    r"(ỦY BAN|UỶ BAN|UBND|HỘI ĐỒNG|HĐND|SỞ|BỘ|BAN|PHÒNG|TRƯỜNG|TRUNG TÂM|CHI CỤC|CỤC|TỔNG CỤC|VĂN PHÒNG|VIỆN|BỆNH VIỆN|"
    r"CÔNG AN|CÔNG TY|ĐẢNG|HỘI|TRẠM|THANH TRA|KHO BẠC|CHI NHÁNH|BẢO HIỂM|TÒA ÁN|NGÂN HÀNG|ĐOÀN|LIÊN ĐOÀN|TỔ)\b"
)
#: What continues the name of a committee on the next line.
_PLACE = re.compile(r"(TỈNH|THÀNH PHỐ|TP|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU)\b")
_COMMITTEE = re.compile(r"(ỦY BAN|UỶ BAN|HỘI ĐỒNG) NHÂN DÂN$")


def _own_name(names: list[Line]) -> int:
    """Index of the first line of the issuer's own name: the last body that is named."""
    starts = [
        at
        for at, line in enumerate(names)
        if _BODY.match(line.text.upper()) and not (at and _PLACE.match(line.text.upper()))
    ]
    return starts[-1] if starts else max(len(names) - 1, 0)


# --- kind, title, bases -------------------------------------------------------------------------


_BASIS = re.compile(r"[-–+•]?\s*(Căn cứ|Xét|Theo đề nghị của)\b", re.IGNORECASE)
_OPENS = re.compile(r"như sau\s*:?$|:$|ban hành [Kk]ế hoạch")
_NUMBERED = re.compile(
    r"([IVXLC]+\s*[.)/\-–]|\d{1,2}(\.\d{1,2})*\s*[.)/]|[a-zđ]\)|(Phần|Chương|PHẦN|CHƯƠNG)\s+([IVXLC]+|\d+)\b|Điều \d)"
)
_ATTACHED = re.compile(r"\(?\s*(Ban hành k|K)èm theo\b", re.IGNORECASE)


def _kind_and_title(lines: list[Line], at: int, found: dict[str, list[Line]]) -> tuple[str, int]:
    """The kind's line and the lines of its subject; returns the kind and where the content begins."""
    line = lines[at]
    found["kind"] = [line]
    words = line.text.upper().strip(" .:")
    kind = next(k for k in standard().kinds if words == k or words.startswith(f"{k} "))
    at += 1
    title: list[Line] = []
    while at < len(lines) and len(title) < 8 and _continues_title(lines[at], title, line):
        title.append(lines[at])
        at += 1
    found["title"] = title
    if at < len(lines) and _ATTACHED.match(lines[at].text):
        found["accompanies"] = [lines[at]]
        at += 1
    return kind, at


def _continues_title(line: Line, before: list[Line], kind: Line) -> bool:
    if before and line.place.part and line.place == before[-1].place:
        return True  # the same paragraph, after a line break
    if _BASIS.match(line.text) or _ATTACHED.match(line.text) or _NUMBERED.match(line.text) or _is_mark(line):
        return False
    if before and (before[-1].rules or not (_under(line, kind) or _all_bold(line))):
        return False
    return _under(line, kind) or (len(line.text) < 300 and not line.text.endswith((":", ";")) and not _indented(line)
                               and _all_bold(line))  # fmt: skip


def _centered(line: Line) -> bool:
    return line.align == "center"


def _under(line: Line, above: Line) -> bool:
    """Centred, or (where a PDF does not tell) with its middle under the middle of a line above."""
    if line.align is None and line.ink and above.ink:
        return abs(sum(line.ink) - sum(above.ink)) / 2 <= 6
    return _centered(line)


def _indented(line: Line) -> bool:
    return (line.first_indent or 0) > 10


def _all_bold(line: Line) -> bool:
    return all(span.bold for span in line.spans if span.text.strip())


def _before_content(lines: list[Line], at: int, found: dict[str, list[Line]]) -> int:
    """Kính gửi and the bases that stand before the content."""
    while at < len(lines):
        line = lines[at]
        if re.match(r"Kính gửi\b", line.text, re.IGNORECASE):
            found.setdefault("addressee", []).append(line)
        elif _BASIS.match(line.text) and not _OPENS.search(line.text):
            found.setdefault("basis", []).append(line)
        elif not _is_mark(line) and not _is_authority(line, lines[at + 1 : at + 3]):
            break
        at += 1
    return at


def _is_authority(line: Line, below: list[Line]) -> bool:
    """CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH: who issues a decision, in capitals between its title and its bases."""
    return line.text.isupper() and _centered(line) and any(_BASIS.match(x.text) or x.text.isupper() for x in below)


# --- the signature ------------------------------------------------------------------------------


_RECIPIENTS = re.compile(r"N[ơo]i nh[ậâa]n\b\s*[:;.]?", re.IGNORECASE)
_CAPACITY = re.compile(
    r"(TM|KT|TL|TUQ|Q)\s*[./]|T\s*/\s*[ML]\b|K\s*/\s*T\b|T\.\s?M\b|K\.\s?T\b|(TM|KT|TL|TUQ)\s+(?=[A-ZĐỦ])",
    re.IGNORECASE,
)
_POST = re.compile(
    r"(PHÓ |QUYỀN )?(CHỦ TỊCH|GIÁM ĐỐC|HIỆU TRƯỞNG|CHÁNH VĂN PHÒNG|CHÁNH THANH TRA|TRƯỞNG [A-ZĐÀ-Ỹ]+|VIỆN TRƯỞNG|"
    r"CỤC TRƯỞNG|CHI CỤC TRƯỞNG|BỘ TRƯỞNG|THỨ TRƯỞNG|TỔNG GIÁM ĐỐC|BÍ THƯ|TRƯỞNG BAN|TRƯỞNG PHÒNG|TỔ TRƯỞNG|"
    r"CHỦ NHIỆM)( [A-ZĐÀ-Ỹ, -]+)?"
)
_CONTACT = re.compile(r"(Số|Địa chỉ|ĐT|Điện thoại|Email|E-mail|Website|Fax)\s*[:.]", re.IGNORECASE)


def _signature(lines: list[Line], start: int, found: dict[str, list[Line]], paper: Paper) -> int:
    """The block of recipients and signature at the end; returns where the content ends."""
    title_at = _last(lines, start, lambda line: bool(_RECIPIENTS.match(line.text)) and len(line.text) < 60)
    capacity_at = _first_capacity(lines, start if title_at is None else max(start, title_at - 6), title_at, paper)
    places = [at for at in (title_at, capacity_at) if at is not None]
    if not places:
        return len(lines)
    begin = min(places)
    right = [
        line
        for line in lines[begin:]
        if side(line, paper) == "right" or (side(line, paper) == "center" and line.cell[0] < 0)
    ]
    if title_at is not None:
        found["recipients_title"] = [lines[title_at]]
        left = [line for line in lines[title_at + 1 :] if side(line, paper) in ("left", "") or line is lines[title_at]]
        found["recipients"], rest = _split_recipients(left, lines[title_at])
        found["drafter"] = rest
    if capacity_at is not None:
        _who_signs([line for line in right if line is not (lines[title_at] if title_at is not None else None)], found)
    return begin


def _last(lines: list[Line], start: int, test: Callable[[Line], bool]) -> int | None:
    return next((at for at in range(len(lines) - 1, start - 1, -1) if test(lines[at])), None)


def _first_capacity(lines: list[Line], start: int, title_at: int | None, paper: Paper) -> int | None:
    """The first line of a capacity beside or below the recipients; without them, in the last lines."""
    table = lines[title_at].cell[0] if title_at is not None else -1
    for at in range(max(start, len(lines) - 25) if title_at is None else start, len(lines)):
        line = lines[at]
        words = line.text.upper()
        elsewhere = line.cell[0] >= 0 and line.cell[0] != table and title_at is not None and at < title_at
        if len(words) > 80 or side(line, paper) == "left" or elsewhere:
            continue
        if _says_post(words):
            return at
    if title_at is None:
        return None
    beside = range(title_at + 1, len(lines))  # a post that no list knows stands beside the recipients all the same
    return next((at for at in beside if side(lines[at], paper) == "right" and lines[at].text.isupper()), None)


def _split_recipients(left: list[Line], title: Line) -> tuple[list[Line], list[Line]]:
    """The list down to its archive line, and what the drafter's mark is below it."""
    for at, line in enumerate(left):
        if re.match(r"[-–+•]?\s*Lưu\b", line.text, re.IGNORECASE):
            rest = [x for x in left[at + 1 : at + 2] if re.fullmatch(r"[A-ZĐ.]{1,8}\s*\.?\s*\(\d+\)\.?", x.text)]
            return left[: at + 1], rest
    return [line for line in left if line.text.startswith(("-", "–", "+", "•", "Như"))], []


_NAME = re.compile(r"[^\d:;/(]{3,60}")


def _who_signs(right: list[Line], found: dict[str, list[Line]]) -> None:
    """Capacity lines come first; the name is the last line that looks like one."""
    capacity: list[Line] = []
    rest: list[Line] = []
    for line in right:
        words = line.text
        if line.new_page and capacity:  # another document follows
            break
        if not rest and (_says_post(words) or (capacity and _continues_post(line))):
            capacity.append(line)
        elif not _CONTACT.match(words) and not re.fullmatch(r"\(.*\)|[.…\s]+", words):
            rest.append(line)
    found["capacity"] = capacity
    kinds = standard().kinds  # the next document's, where one follows
    names = [
        line
        for line in rest
        if _NAME.fullmatch(line.text) and 2 <= len(line.text.split()) <= 7 and line.text not in kinds
    ]
    if names:
        found["signer"] = [names[-1]]


def _says_post(words: str) -> bool:
    words = words.upper()
    return bool(_CAPACITY.match(words) or _POST.fullmatch(words.strip(" .,")))


def _continues_post(line: Line) -> bool:
    """A further line of a post stands close below; a name in capitals stands far below, or is a person's."""
    words = line.text
    return words.isupper() and (line.before or 0) <= 30 and len(words.split()) > 1 and not _person(words)


#: The family names of nine in ten people: tells a name in capitals from a line of a post.
FAMILY_NAMES = frozenset(
    """
    NGUYỄN TRẦN LÊ PHẠM HOÀNG HUỲNH PHAN VŨ VÕ ĐẶNG BÙI ĐỖ HỒ NGÔ DƯƠNG LÝ ĐÀO ĐOÀN VƯƠNG TRỊNH TRƯƠNG ĐINH LÂM PHÙNG
    MAI TÔ HÀ LƯU TẠ CAO CHU LƯƠNG THÁI QUÁCH HỨA LA KIỀU THẠCH SƠN VI NÔNG MA LÒ QUÀNG GIÀNG SÙNG VÀNG TRIỆU LỤC Y H
    """.split()
)


def _person(words: str) -> bool:
    parts = words.upper().split()
    return 2 <= len(parts) <= 6 and parts[0] in FAMILY_NAMES


# --- content ------------------------------------------------------------------------------------


_PATTERNS: tuple[tuple[Level, re.Pattern[str]], ...] = (
    (
        "part",
        re.compile(
            r"(?:Phần|PHẦN|Chương|CHƯƠNG)\s+(?P<n>[IVXLC]+|\d{1,2}|thứ \w+|THỨ \w+)(?P<s>)\b(?![,;]| của| trong)"
        ),
    ),
    ("division", re.compile(r"(?:Mục|MỤC|Tiểu mục|TIỂU MỤC)\s+(?P<n>\d{1,2}|[IVXLC]+)(?P<s>)\s*[.:]?$")),
    ("article", re.compile(r"(?:Điều|ĐIỀU)\s+(?P<n>\d{1,3})(?P<s>[.:]?)(?=\s|$)")),
    ("section", re.compile(r"(?P<n>[IVXLC]+)\s*(?P<s>[.)/\-–])\s*(?=\S)")),
    ("number", re.compile(r"(?P<n>\d{1,2}(?:\.\d{1,2})+)(?P<s>[.)/]?)\s+(?=\D)")),
    ("number", re.compile(r"(?P<n>\(\d{1,2}\))(?P<s>)\s*(?=\D)")),
    ("clause", re.compile(r"(?P<n>\d{1,2})\s*(?P<s>[.)/]|\s?[-–](?=\s))\s*(?=[^\W\d]|[“\"(])")),
    ("point", re.compile(r"(?P<n>[a-zđ])\s*(?P<s>[.)/])\s*(?=\S)")),
    ("bullet", re.compile(r"(?P<n>[-–—+*•●▪\uf0b7\uf02d])(?P<s>)\s*(?=\S)")),
)  # fmt: skip


def _items(content: Iterable[Line], appendix: int = -1) -> Iterator[Item]:
    """What each line of the content is; the subject of a part stands on the line below it."""
    for line in content:
        if line.cell[0] >= 0 or line.boxed:
            continue
        for level, pattern in _PATTERNS:
            match = pattern.match(line.text)
            if match and _fits(level, line, match):
                yield Item(line, level, match["n"], match["s"].strip(), appendix)
                break
        else:
            yield Item(line, "text", appendix=appendix)


def _fits(level: Level, line: Line, match: re.Match[str]) -> bool:
    """A sentence that happens to begin with such a word is text."""
    rest = line.text[match.end() :].strip(" .:")
    if level == "part":
        return len(rest) < 120 and (not rest or rest.isupper() or _centered(line) or line.outline > 0)
    if level == "division":
        return not rest and (_centered(line) or _all_bold(line))
    if level == "article":
        return bool(match["s"]) or any(span.bold for span in line.spans[:1])
    if level == "section":
        return match["n"] not in ("C", "D", "L", "M") or line.text.isupper()
    return True


def _headings(items: list[Item], found: dict[str, list[Line]]) -> None:
    for at, item in enumerate(items):
        if item.level in ("part", "division", "article", "section", "clause", "point"):
            found.setdefault(item.level, []).append(item.line)
        if item.level in ("part", "division"):
            for following in items[at + 1 : at + 4]:
                heads = _centered(following.line) or following.line.text.isupper()
                if following.level != "text" or not heads:
                    break
                found.setdefault(f"{item.level}_title", []).append(following.line)


def _runs(line: Line) -> bool:
    """Running text: not centred, not a note under a table, not a caption."""
    short = line.align in ("center", "right") and len(line.text) < 120
    return not short and not line.boxed and line.cell[0] < 0


# --- appendices ---------------------------------------------------------------------------------


_LABEL = re.compile(
    r"(?:PHỤ LỤC|Phụ lục|Phụ Lục|phụ lục)(?:\s+(?:số\s+)?(?P<n>[IVXLC]+|\d{1,2}[a-zđA-Z]?|[A-H]))?(?P<rest>\b.*)?$"
)


def _start_of_appendices(lines: list[Line]) -> int:
    """The first label of an appendix, which stands after the recipients or begins a page."""
    signed = _last(lines, 0, lambda line: bool(_RECIPIENTS.match(line.text)) and len(line.text) < 60)
    for at, line in enumerate(lines):
        if at > 3 and _is_label(line) and (signed is None or at > signed):
            return at
    return len(lines)


def _is_label(line: Line) -> bool:
    match = _LABEL.match(line.text)
    if not match or line.cell[0] >= 0 or len(line.text) > 250:
        return False
    rest = (match["rest"] or "").strip(" .:-–")
    alone = not rest or rest.isupper()
    return alone and (_centered(line) or line.new_page or (not rest and _all_bold(line)) or rest.isupper())


def _appendices(lines: list[Line]) -> Iterator[Appendix]:
    for at, line in enumerate(lines):
        if not _is_label(line):
            continue
        match = _LABEL.match(line.text)
        assert match
        title: list[Line] = []
        following = lines[at + 1 : at + 10]
        attached = next((x for x in following if _ATTACHED.match(x.text)), None)
        for each in following:
            heads = attached is not None or _under(each, line) or each.text.isupper()
            if each is attached or not heads or each.cell[0] >= 0 or _is_label(each) or _NUMBERED.match(each.text):
                break
            title.append(each)
        yield Appendix(line, match["n"] or "", (match["rest"] or "").strip(" .:-–"), tuple(title), attached)


def _appendix_items(lines: list[Line], appendices: list[Appendix]) -> Iterator[Item]:
    heads = {id(x) for a in appendices for x in (a.label, *a.title, a.attached)}
    starts = [id(a.label) for a in appendices]
    number = -1
    for line in lines:
        if id(line) in starts:
            number = starts.index(id(line))
        if id(line) not in heads:
            yield from _items([line], number)
