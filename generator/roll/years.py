"""find: a sentence and an Aim -> every year, period and date in it that moves, or that a person must look at.

One hard algorithm. What is surely the plan's own moves; what is surely another document's stays; everything else
that names the plan's year or the year before stays and is told, so that nothing of the old year is left unseen.
Each pattern claims its stretch of the sentence, the surest first, and no later one takes it again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date as Date

from generator.check import citations, dates
from generator.roll import lunar
from generator.roll.aim import _YEAR, PERIOD, SCHOOL, YEAR, Aim, span
from generator.roll.report import Kind


@dataclass(frozen=True, slots=True)
class Token:
    """Letters to put in the place of `said[start:end]`."""

    start: int
    end: int
    now: str


@dataclass(frozen=True, slots=True)
class Found:
    """An expression: its stretch, what of it moves (nothing: it stays), and why a person must look (`` : need not)."""

    start: int
    end: int
    tokens: tuple[Token, ...] = ()
    kind: Kind | None = None
    why: str = ""
    must: bool = False


_HOLE = re.compile(r"\{\{[^{}]{0,400}\}\}|https?://\S+|[\w.+-]{1,64}@\S+|\[\^[^\[\]]{0,100}\]")
#: Laws cited by name and year, documents cited by name and day.
_LAW = re.compile(
    rf"(?:Bộ luật|(?<!Bộ )Luật|LUẬT|Pháp lệnh|Hiến pháp)(?:\s(?!số\s)[^\d;.():/]{{0,120}}?)?"
    rf"\s(?:(?:ngày\s)(?:\d{{1,2}}\s?/\s?\d{{1,2}}\s?/\s?|\d{{1,2}}\s+tháng\s+\d{{1,2}}\s+năm\s+)|(?:năm\s+)?)(?P<year>{_YEAR})(?![\d/–-])"
)
_LOOSE = re.compile(
    r"(?:Quyết định|Nghị quyết|Nghị định|Thông tư|Chỉ thị|Công văn|Công điện|Kết luận|Thông báo|Hướng dẫn|Văn bản|"
    r"Tờ trình|Báo cáo|Kế hoạch|Đề án|Chương trình)(?:\s[^\d;.():/]{0,60}?)?\sngày\s$"
)
_CODE = re.compile(r"\d{1,5}[a-zđ]?\s?[-/]\s?[A-ZĐ][\w&]*(?:[-/][A-ZĐ][\w&]*)*\s*,?\s*(?i:ngày\s*)?$")
_TIME = re.compile(
    r"(?:trước|chậm nhất|muộn nhất|đến|hết|từ|vào|trong|tới|qua|là|lúc|giờ|phút|kể|cuối|nhất|tổ chức|diễn ra|xong|sáng"
    r"|chiều|tối|hai|ba|tư|năm|sáu|bảy|nhật)[\s,]*ngày\s$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"(?:số liệu|tính|thời điểm|cập nhật|thống kê|kết quả|chốt|rà soát)[^.;]{0,40}?(?:đến|ngày)"
    r"\s*(?:hết\s*)?(?:ngày\s*)?$",
    re.IGNORECASE,
)
#: Days on which acts take effect, where they stand as `từ ngày 01/7/2026`.
_EFFECT = ((1, 1), (1, 7))
_FROM = re.compile(r"(?<!\w)từ\s+ngày\s+$", re.IGNORECASE)
_ANNIVERSARY = re.compile(rf"\d{{1,2}}/\d{{1,2}}/(?P<year>{_YEAR})\s*[-–]\s*(?:ngày\s*)?$")
_WEEKDAY = re.compile(r"(?:thứ\s(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)(?!\w)", re.IGNORECASE)
_MONTH = re.compile(
    r"(?:tháng\s+\d{1,2}|quý\s+(?:[IVX]+|[1-4])|học kỳ\s+(?:[IV]+|\d))\s*(?:,\s*|[/-]\s*)?"
    rf"(?:năm\s+)?(?P<year>{_YEAR})(?![\d/])",
    re.IGNORECASE,
)
_SLASH = re.compile(
    r"(?<![\d/.,\w])(?:0?[1-9]|1[0-2]|[IVX]{1,4}|T\d{1,2})\s?/\s?"
    rf"(?P<year>{_YEAR})(?![\d/]|\s?/|-[A-ZĐ])"
)
_NUMBERED = re.compile(r"(?:số|Thông tư|Nghị định|Nghị quyết|Quyết định|Luật)\s*$")
_SERIES = re.compile(
    rf"(?:các\s+)?năm\s+{_YEAR}(?:\s*(?:,|;|và|,\s*và)\s*(?:năm\s+)?{_YEAR})+(?![\d/–-])", re.IGNORECASE
)
_NAMED = re.compile(rf"(?P<lead>(?:\w+\s+){{0,2}})năm\s+(?P<year>{_YEAR})(?![\d/]|\s?[-–]\s?\d|[.,]\d)", re.IGNORECASE)
_SINCE = re.compile(r"(?<!\w)(?:từ|kể từ|sau|trước|bắt đầu)\s*$", re.IGNORECASE)
_UNTIL = re.compile(r"(?<!\w)(?:đến|tới|tầm nhìn)\s*$", re.IGNORECASE)
_CLOSE = re.compile(r"(?<!\w)(?:hết|đến cuối)\s*$", re.IGNORECASE)
_NEXT = re.compile(
    r"(?:kế hoạch|dự toán|nhiệm vụ|phương hướng|chỉ tiêu|tiếp theo|sang|xuân|tết|đầu)(?:\s+\w+){0,4}\s*$", re.IGNORECASE
)
_BARE = re.compile(
    r"(?:kế hoạch|chỉ tiêu|dự toán|ước|thực hiện|kết quả|so với|xuân|tết|vụ|cuối|đầu|quý|mùa|niên độ|kỳ thi|hè|cả)"
    r"(?:\s+\w+){0,2}\s*$",
    re.IGNORECASE,
)


def find(said: str, aim: Aim, alone: bool = False, columns: bool = False) -> list[Found]:
    """Return what of a sentence moves or is to be looked at, in order.

    `alone`: the value may be a bare year (`deadline: 2025`). `columns`: it stands at the head of a table, where
    years beside the plan's own move with it.
    """
    near = [str(year) for year in range(aim.since - 3, aim.since + 4)]
    if not any(year in said for year in near) and not PERIOD.search(said) and not lunar.named(said, aim.since):
        return []
    claim = _Claim(said, aim)
    if (alone or columns) and (bare := re.fullmatch(rf"(?:năm\s+)?(?P<year>{_YEAR})", said, re.IGNORECASE)):
        reach = 3 if columns else 1
        claim.year(bare, abs(int(bare["year"]) - aim.since) <= reach)
        return claim.found
    for step in (_cited, _schools, _periods, _days, _months, _series, _lunar, _years, _rest):
        step(claim)
    return sorted((each for each in claim.found if each.tokens or each.kind), key=lambda each: each.start)


class _Claim:
    """A sentence of which stretch after stretch is claimed."""

    def __init__(self, said: str, aim: Aim) -> None:
        self.said, self.aim = said, aim
        self.taken = bytearray(len(said))
        for hole in _HOLE.finditer(said):
            self.take(*hole.span())
        self.found: list[Found] = []

    def free(self, start: int, end: int) -> bool:
        return 1 not in self.taken[start:end]

    def take(self, start: int, end: int) -> None:
        self.taken[start:end] = b"\1" * (end - start)

    def keep(self, start: int, end: int, kind: Kind, why: str, must: bool = False) -> None:
        self.take(start, end)
        self.found.append(Found(start, end, (), kind, why, must))

    def move(
        self,
        start: int,
        end: int,
        years: list[tuple[int, int]],
        kind: Kind | None = None,
        why: str = "",
        must: bool = False,
    ) -> None:
        """Move the years that stand at some places."""
        tokens = tuple(Token(a, b, str(int(self.said[a:b]) + self.aim.step)) for a, b in years)
        self.take(start, end)
        self.found.append(Found(start, end, tokens, kind, why, must))

    def year(self, found: re.Match[str], moves: bool, why: str = "") -> None:
        """Move or keep the one year of a match, and tell it where it is not the plan's own."""
        relation = int(found["year"]) - self.aim.since
        start, end = (
            found.start("year") if not found.group().startswith(("năm", "Năm")) else found.start(),
            found.end("year"),
        )
        if moves:
            kind: Kind | None = None if relation == 0 and not why else "before" if relation < 0 else "after"
            kind = "kept" if relation == 0 and why else kind
            self.move(
                start, end, [found.span("year")], kind, why or _RELATIONS.get((relation > 0) - (relation < 0), "")
            )
        elif relation in (0, -1):
            self.keep(start, end, "kept", why or "không rõ có phải của kế hoạch này không nên chưa đổi")
        else:
            self.take(start, end)


_RELATIONS = {-1: "số liệu, kết quả đi với năm này là của năm trước đó: thay bằng số mới", 1: "năm sau năm kế hoạch"}


# --- other documents ----------------------------------------------------------------------------


def _cited(claim: _Claim) -> None:
    """Documents: never moved. What of them is to be looked at, `bases` tells."""
    said, aim = claim.said, claim.aim
    for cited in citations.find(said):
        if own(cited, aim, said):
            claim.found.append(_blanked(said, cited, aim))
        claim.take(*span(said, cited))
    for law in _LAW.finditer(said):
        if not claim.free(*law.span()):
            continue
        if int(law["year"]) == aim.since and "ngày" not in law[0]:
            claim.keep(law.start(), law.end(), "kept", "có thể là năm của luật, hoặc là năm của kế hoạch")
        else:
            claim.take(*law.span())


def own(cited: citations.Citation, aim: Aim, said: str) -> bool:
    """Tell whether a citation is of the plan itself, as in `(Kèm theo Kế hoạch số 12/KH-UBND ngày …)`."""
    number = re.match(r"\d+", cited.key)
    same = bool(aim.number and number and number[0].lstrip("0") == aim.number.lstrip("0") and cited.sign[0] == "KH")
    return same and (bool(cited.date and cited.date == aim.date) or said.startswith("(Kèm theo"))


def _blanked(said: str, cited: citations.Citation, aim: Aim) -> Found:
    """The plan's own number and day, left to be filled in: `số …/KH-UBND ngày … tháng … năm 2027`."""
    start = cited.code_at[0]
    number = re.compile(r"\d+").match(said, start)
    tokens = [Token(*number.span(), "…")] if number else []
    at = said.find(cited.date_text, start) if cited.date_text else -1
    parts = [found.span() for found in re.finditer(r"\d+", cited.date_text)]
    end = cited.code_at[1]
    if at >= 0 and len(parts) == 3:
        year = str(int(cited.date_text[slice(*parts[2])]) + aim.step)
        news = ("…", "…", year)
        tokens += [Token(at + a, at + b, now) for (a, b), now in zip(parts, news, strict=True)]
        end = at + len(cited.date_text)
    return Found(start, end, tuple(tokens), "own", "số và ngày của chính kế hoạch này: điền khi ban hành", True)


# --- periods ------------------------------------------------------------------------------------


def _schools(claim: _Claim) -> None:
    own = claim.aim.school
    for pattern in (SCHOOL, PERIOD):
        for found in pattern.finditer(claim.said):
            pair = (int(found["a"]), int(found["b"]))
            if not claim.free(*found.span()) or (pattern is PERIOD and pair != own):
                continue
            years = [found.span("a"), found.span("b")]
            apart = pair[0] - own[0] if own else None
            if apart == 0:
                claim.move(*found.span(), years)
            elif apart is not None and abs(apart) == 1 and pair[1] == pair[0] + 1:
                claim.move(*found.span(), years, "before" if apart < 0 else "after", _SCHOOLS[apart])
            elif claim.aim.since in pair:
                claim.keep(*found.span(), "kept", "không rõ là năm học nào so với năm học của kế hoạch")
            else:
                claim.take(*found.span())


_SCHOOLS = {-1: "năm học trước: thay bằng kết quả mới", 1: "năm học sau"}


def _periods(claim: _Claim) -> None:
    aim = claim.aim
    for found in PERIOD.finditer(claim.said):
        first, last = int(found["a"]), int(found["b"])
        if not claim.free(*found.span()) or not first < last <= first + 50:
            continue
        if (first, last) == aim.period:
            claim.move(*found.span(), [found.span("a"), found.span("b")])
        elif last < aim.to:
            why = f"giai đoạn {first}-{last} đã hết trước năm {aim.to}: thay bằng giai đoạn mới, hoặc bỏ"
            claim.keep(*found.span(), "period", why, aim.since <= last)
        elif first <= aim.to:
            claim.keep(*found.span(), "period", f"giai đoạn {first}-{last} giữ nguyên (còn gồm năm {aim.to})")
        else:
            claim.keep(*found.span(), "period", f"giai đoạn {first}-{last} giữ nguyên")


# --- days, months -------------------------------------------------------------------------------


def _days(claim: _Claim) -> None:
    said, aim = claim.said, claim.aim
    for day in dates.find(said):
        if day.year is None or not claim.free(day.start, day.end) or abs(day.year - aim.since) > 1:
            if day.year is not None:
                claim.take(day.start, day.end)
            continue
        before = said[max(day.start - 90, 0) : day.start]
        year = (day.end - 4, day.end)
        if _ANNIVERSARY.search(before):
            claim.keep(day.start, day.end, "date", "ngày kỷ niệm: tính lại số năm và ngày", True)
        elif _CODE.search(before) or (_LOOSE.search(before) and not _TIME.search(before)):
            claim.keep(day.start, day.end, "kept", "có thể là ngày của một văn bản nên chưa đổi")
        elif (day.day, day.month) in _EFFECT and _FROM.search(before) and "đến" not in said[day.end : day.end + 40]:
            claim.keep(day.start, day.end, "kept", "có thể là ngày một văn bản có hiệu lực nên chưa đổi")
        elif day.year < aim.since and not (_COUNTED.search(before) or aim.school):
            claim.keep(day.start, day.end, "kept", "ngày của năm trước, có thể là việc đã qua nên chưa đổi")
        else:
            _day(claim, day, year, before)


def _day(claim: _Claim, day: dates.Said, year: tuple[int, int], before: str) -> None:
    """Move a day, and tell what the calendar of the new year has against it."""
    assert day.year is not None
    there = _calendar(day.year + claim.aim.step, day.month, day.day)
    if there is None:
        _no_day(claim, day, year)
        return
    kind, why, must = _told(claim, day, there, before)
    claim.move(day.start, day.end, [year])
    claim.found[-1] = replace(claim.found[-1], kind=kind, why=why, must=must)


def _told(claim: _Claim, day: dates.Said, there: Date, before: str) -> tuple[Kind | None, str, bool]:
    """What is to be looked at where a day has moved: its weekday, its figures, whether it had passed."""
    around = claim.said[max(day.start - 30, 0) : day.start] + " " + claim.said[day.end : day.end + 25]
    issued = claim.aim.date
    if _WEEKDAY.search(around):
        return "date", f"câu có ghi thứ: ngày mới là {_weekday(there)}", True
    if there.weekday() > 4 and not _COUNTED.search(before):
        return "date", f"ngày mới là {_weekday(there)}", False
    if day.year is not None and day.year < claim.aim.since:
        return "before", "ngày này là của năm trước: xem lại ngày, thay số liệu đi kèm", False
    if day.year is not None and day.year > claim.aim.since:
        return "after", _RELATIONS[1], False
    if issued and day.day_of and day.day_of < issued:
        return "date", "ngày trước ngày ban hành của kế hoạch cũ: có thể là việc đã qua", False
    return None, "", False


def _calendar(year: int, month: int, day: int) -> Date | None:
    try:
        return Date(year, month, day)
    except ValueError:
        return None


def _no_day(claim: _Claim, day: dates.Said, year: tuple[int, int]) -> None:
    """29/02 becomes 28/02; a day that no year has is told."""
    aim = claim.aim
    tokens = [Token(*year, str(int(claim.said[slice(*year)]) + aim.step))]
    why = f"năm {tokens[0].now} không có ngày {day.day}/{day.month}"
    if day.possible and (leap := re.search("29", claim.said[day.start : day.end])):
        at = day.start + leap.start()
        tokens.insert(0, Token(at, at + 2, "28"))
        why += ": đã đổi thành 28/02"
    claim.take(day.start, day.end)
    claim.found.append(Found(day.start, day.end, tuple(tokens), "date", why, True))


def _weekday(day: Date) -> str:
    return ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")[day.weekday()]


def _months(claim: _Claim) -> None:
    for pattern in (_MONTH, _SLASH):
        for found in pattern.finditer(claim.said):
            relation = int(found["year"]) - claim.aim.since
            if abs(relation) > 1 or not claim.free(*found.span()):
                continue
            if pattern is _SLASH and _NUMBERED.search(claim.said[max(found.start() - 40, 0) : found.start()]):
                claim.keep(*found.span(), "kept", "có thể là số của một văn bản nên chưa đổi")
                continue
            kind: Kind | None = "before" if relation < 0 else "after" if relation > 0 else None
            claim.move(*found.span(), [found.span("year")], kind, _RELATIONS.get(relation, ""))


# --- years --------------------------------------------------------------------------------------


def _series(claim: _Claim) -> None:
    """`các năm 2024, 2025 và 2026` move together."""
    aim = claim.aim
    for found in _SERIES.finditer(claim.said):
        years = [(found.start() + y.start(), found.start() + y.end()) for y in re.finditer(_YEAR, found[0])]
        if claim.free(*found.span()) and aim.since in [int(claim.said[a:b]) for a, b in years]:
            claim.move(*found.span(), years, "before", "dãy năm đã dời cùng nhau: thay số liệu đi kèm")


def _years(claim: _Claim) -> None:
    said, aim = claim.said, claim.aim
    for found in _NAMED.finditer(said):
        start = found.start() + len(found["lead"])
        relation = int(found["year"]) - aim.since
        if abs(relation) > 1 or not claim.free(start, found.end()):
            continue
        word = re.compile(rf"năm\s+(?P<year>{_YEAR})", re.IGNORECASE).match(said, start)
        assert word
        before = said[max(start - 60, 0) : start]
        moves, why = _verdict(relation, before, aim, int(found["year"]))
        if moves and not why and re.match(r"\s+là\s", said[found.end() :]):
            why = "câu nói riêng về năm này: xem lại ý"
        claim.year(word, moves, why)


def _verdict(relation: int, before: str, aim: Aim, year: int) -> tuple[bool, str]:
    """Whether `năm 2026` moves, by the words before it, and what to tell of it ("" : the usual)."""
    horizon = bool(_UNTIL.search(before)) or bool(_CLOSE.search(before))
    if _SINCE.search(before):
        return False, "mốc thời gian (từ, sau, trước năm này), chưa đổi"
    if horizon and year in aim.ends and not aim.annual:
        return False, "năm cuối của giai đoạn, chưa đổi"
    if relation == 0:
        return True, "mốc đến năm này đã dời: xem lại nếu là mốc của chương trình" if _UNTIL.search(before) else ""
    if relation < 0:
        return not _UNTIL.search(before), "mốc đã qua, chưa đổi" if _UNTIL.search(before) else ""
    return bool(not horizon and _NEXT.search(before)), ""


def _lunar(claim: _Claim) -> None:
    """`Tết Nguyên đán Bính Ngọ`: the name of the year moves with it."""
    for relation in (-1, 0, 1):
        stem, branch = lunar.name(claim.aim.since + relation)
        pattern = re.compile(
            rf"(?P<stem>{stem})\s+(?P<branch>{branch})(?!\w)(?:\s+(?:-\s+)?(?:năm\s+)?(?P<year>{_YEAR})(?!\d))?",
            re.IGNORECASE,
        )
        for found in pattern.finditer(claim.said):
            if not claim.free(*found.span()):
                continue
            names = zip(("stem", "branch"), lunar.name(claim.aim.since + relation + claim.aim.step), strict=True)
            tokens = [Token(*found.span(k), name.upper() if found[k].isupper() else name) for k, name in names]
            if found["year"]:
                tokens.append(Token(*found.span("year"), str(int(found["year"]) + claim.aim.step)))
            claim.take(*found.span())
            claim.found.append(Found(*found.span(), tuple(tokens), "date", "tên năm âm lịch đã dời: xem lại ngày Tết"))


def _rest(claim: _Claim) -> None:
    """A year that stands bare: moved after words that say what it is, else told."""
    for found in YEAR.finditer(claim.said):
        relation = int(found["year"]) - claim.aim.since
        if relation in (-1, 0, 1) and claim.free(*found.span()):
            before = claim.said[max(found.start() - 40, 0) : found.start()]
            claim.year(found, bool(_BARE.search(before)) and relation < 1)
    for year in (claim.aim.since, claim.aim.since - 1):
        for left in re.finditer(rf"(?<!\d){year}(?!\d)", claim.said):
            if claim.free(*left.span()):
                claim.keep(*left.span(), "kept", "không rõ có phải của kế hoạch này không nên chưa đổi")


def shown(said: str, found: Found) -> Iterator[str]:
    """Yield the words of a found stretch, and what they become."""
    yield said[found.start : found.end]
    now, position = "", found.start
    for token in sorted(found.tokens, key=lambda each: each.start):
        now += said[position : token.start] + token.now
        position = token.end
    yield now + said[position : found.end]
