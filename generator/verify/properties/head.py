"""The words of the letterhead: number, place and date.

One function a property of the records: the lines of an element -> those that breach it, and how.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.standard.records import Record, standard
from generator.verify.paper import Line
from generator.verify.properties.context import SIZE, Breach, Context, Property, figure, short


def pattern(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    if record.element == "recipients_title":
        lines = lines[:1]
    if record.element == "title":
        lines = lines[-1:]
    for line in lines:
        if not re.fullmatch(record.allowed.pattern, line.text, re.DOTALL):
            yield line, f"đang viết `{short(line.text)}`"


def full_name(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    for line in lines:
        short = re.match(r"(UBND|HĐND|UB|BCĐ|TT|P\.|TP\.?)(?=\s|$)", line.text)
        if short:
            yield line, f"viết tắt `{short[1]}`"


_NUMBER = re.compile(
    r"S[ốÔố]\s*[:.;]?\s*(?P<number>[\d\s….]*?)(?P<before>\s*)(?P<slash>[/\-–\\]?)(?P<after>\s*)(?P<year>(?:20\d\d)?)\s*(?P<slash2>[/\-–]?)\s*(?P<symbol>[^\W\d].*)?",
    re.IGNORECASE,
)  # fmt: skip


def _parsed(lines: tuple[Line, ...]) -> Iterator[tuple[Line, re.Match[str]]]:
    for line in lines:
        match = _NUMBER.fullmatch(line.text)
        if match:
            yield line, match


def number_zero(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    for line, match in _parsed(lines):
        digits = match["number"].strip(" .…")
        if re.fullmatch(r"[1-9]", digits):
            yield line, f"số `{digits}`"


def number_form(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    for line, match in _parsed(lines):
        symbol = match["symbol"] or ""
        digits = match["number"].strip(" .…")
        tight = not digits or not (match["before"] or match["number"] != match["number"].rstrip())
        clean = re.fullmatch(r"[^\W\d_]+(-[\w&]+)*", symbol.rstrip(" ."))
        if match["slash"] != "/" or match["after"] or not tight or (symbol and not clean) or "-" not in symbol:
            yield line, f"đang viết `{short(line.text)}`"


#: Abbreviations that are written so by custom.
_MIXED = frozenset({"TTg", "TTr", "CTr", "QyĐ", "Ttr", "(Tr)"})


def symbol_caps(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    for line, match in _parsed(lines):
        symbol = match["symbol"] or ""
        parts = [p for p in re.split(r"[-/\s]+", symbol) if p and p not in standard().kinds.values()]
        if any(p.upper() != p and p not in _MIXED for p in parts):
            yield line, f"ký hiệu `{symbol}`"


def type_abbreviation(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    wanted = standard().kinds.get(context.elements.kind, "")
    for line, match in _parsed(lines):
        first = re.split(r"[-/–\s]", match["symbol"] or "")[0]
        if wanted and first and first != wanted and first.upper() != wanted.upper():
            yield line, f"ký hiệu tên loại `{first}`, của {context.elements.kind.lower()} là `{wanted}`"


def number_year(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    for line, match in _parsed(lines):
        if match["year"]:
            yield line, f"số có năm `{match['year']}`"


_DATE = re.compile(r"ng[àa]y\s*(?P<day>\d+)\s*th[áa]ng\s*(?P<month>\d+)\s*n[ăa]m\s*(?P<year>\d+)", re.IGNORECASE)


def date_full(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    for line in lines:
        if re.search(r"\d+\s*[/.\-]\s*\d+\s*[/.\-]\s*\d+", line.text):
            yield line, f"đang viết `{short(line.text)}`"


def date_zero(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    for line in lines:
        match = _DATE.search(line.text)
        if match and (re.fullmatch(r"[1-9]", match["day"]) or match["month"] in ("1", "2")):
            yield line, f"đang viết `{match[0]}`"


def month_plain(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    for line in lines:
        match = _DATE.search(line.text)
        if match and re.fullmatch(r"0[3-9]", match["month"]):
            yield line, f"đang viết `tháng {match['month']}`"


def _place(line: Line) -> str:
    return re.split(r",?\s*\bng[àa]y\b", line.text, maxsplit=1, flags=re.IGNORECASE)[0].strip()


def place_capital(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    for line in lines:
        words = [
            w for w in re.split(r"[\s\-]+", re.sub(r"^(Thành phố|Thị xã|Thị trấn|Đặc khu)\s", "", _place(line))) if w
        ]
        if any(w[0].islower() for w in words):
            yield line, f"địa danh `{_place(line)}`"


def place_official(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    for line in lines:
        place = _place(line)
        if re.match(r"(TP|Tp|T\.P|TX|Tx|TT|Q|P|H|X)\.?\s?(?=[A-ZĐ\d])[.\s]?", place) and re.match(
            r"(TP|Tp|T\.P|TX|Tx|TT)\b|[QPHX]\.", place
        ):
            yield line, f"địa danh viết tắt `{place}`"
        elif re.fullmatch(r"\d+|HCM|Hồ Chí Minh", place):
            yield line, f"địa danh `{place}` chưa đủ tên gọi của đơn vị hành chính"


def first_capital(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    if lines and lines[0].text[:1].islower():
        yield lines[0], f"trích yếu mở đầu bằng chữ thường `{short(lines[0].text)}`"


def together(record: Record, lines: tuple[Line, ...], context: Context) -> Iterator[Breach]:
    """Sizes that the decree lets stand together: footnote 1 of the table in Mục V."""
    sizes = []
    for name in ("country", "motto", "place_date"):
        spans = [s.size for line in context.elements[name] for s in line.letters if s.size]
        if not spans:
            return
        sizes.append(max(set(spans), key=spans.count))
    trios = [tuple(map(float, v.split("-"))) for v in record.allowed.values]
    within = all(low - SIZE <= s <= low + 1 + SIZE for s, low in zip(sizes, (12, 13, 13), strict=True))
    if within and not any(all(abs(a - b) <= SIZE for a, b in zip(sizes, trio, strict=True)) for trio in trios):
        yield context.elements["motto"][0], "cỡ chữ " + "-".join(figure(s) for s in sizes)


PROPERTIES: dict[str, Property] = {
    f.__name__: f
    for f in (
        pattern,
        full_name,
        number_zero,
        number_form,
        symbol_caps,
        type_abbreviation,
        number_year,
        date_full,
        date_zero,
        month_plain,
        place_capital,
        place_official,
        first_capital,
        together,
    )
}
