"""target: a sentence -> the figure that it sets as a target, with its unit and its time, if one is clear.

A table of units and of the words around figures that are no targets (years, ages, numbers of documents, shares
that only describe), and the order in which they are asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.frozen import dataclass
from generator.plan import parse_quantity, with_unit

#: No sentence that sets a target is longer (letters); one that is stays plain.
LONGEST = 6000

_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_BOUND = "trên|hơn|tối thiểu|ít nhất|không dưới|dưới|tối đa|nhiều nhất|không quá|khoảng|gần"
_MONEY = "(?:nghìn |ngàn )?(?:tỷ|tỉ) đồng|triệu đồng|nghìn đồng|ngàn đồng|đồng|triệu USD|tỷ USD|tỉ USD|USD"
#: What is counted. Longer names before those that they begin with.
_COUNTED = (
    f"{_MONEY}|lượt (?:người|lao động|hộ|khách|học sinh|hội viên)|lượt|lao động|người|nhân khẩu|khẩu|hộ gia đình|hộ"
    "|mô hình|nhà ở|ngôi nhà|căn nhà|căn hộ|căn|nhà văn hóa|nhà máy|nhà(?! nước| trường)|công trình|dự án"
    "|doanh nghiệp|hợp tác xã|HTX|tổ hợp tác|cơ sở|trang trại|sản phẩm|xã|phường(?! thị)|thị trấn|huyện|thôn"
    "|bản tin|bản|ấp|buôn|khu dân cư|khu phố|tổ dân phố|trường học|trường(?! hợp)|lớp học|lớp|phòng học|phòng"
    "|học sinh|sinh viên|giáo viên|trẻ em|trẻ|hội viên|đoàn viên|đảng viên|cán bộ|công chức|viên chức|chi bộ"
    "|chi hội|câu lạc bộ|CLB|tổ chức|hội nghị|hội thảo|tọa đàm|cuộc|buổi|đợt|phiên|hội thi|tin bài|tin|bài viết|bài"
    "|phóng sự|chuyên mục|chuyên đề|ấn phẩm|tờ rơi|cuốn|bộ(?! phận| máy| tiêu| chỉ| môn)|cây xanh|cây"
    "|con(?! em| người)|đề tài|sáng kiến|văn bản|hecta|héc-ta|ha|km2|km²|km|m2|m²|m3|m³|mét|m|tấn|tạ|kg|lít|kWh|MW"
    "|giường bệnh|giường|bác sĩ|bác sỹ|bệnh nhân|điểm phần trăm|điểm trường|điểm|thủ tục|hồ sơ|dịch vụ|tiêu chí"
    "|chỉ tiêu|vụ việc|vụ|máy|thuê bao|tàu|xe|đơn vị|địa phương|cơ quan|tổ|nhóm hộ|gia đình|phụ nữ|đại biểu|suất"
    "|liều|mũi(?! nhọn)|mẫu(?! số| biểu| đơn| phiếu)|tiết mục|đội(?! ngũ)|chuyến|ngày công|đầu sách|băng rôn"
    "|pa-?nô|phiếu"
    "|tuyến đường|tuyến|trạm|lần|khóa|vận động viên|huy chương|giải|cặp"
)
_PER = (
    r"(?:\s?/\s?(?:năm|tháng|quý|tuần|ngày|người|hộ|ha|xã|thôn|phụ nữ|(?:1\.000|10\.000|100\.000|vạn|nghìn) (?:dân"
    r"|trẻ[^\W\d]*|người)"
    r"|lao động|hội nghị|đơn vị|lớp|trường|học sinh|100 bé gái|100 trẻ em gái|km2|km²|m2|m²|lần|vụ|buổi))+"
)
_FIGURE = re.compile(
    rf"(?<![\w/.,–-])(?:(?P<bound>{_BOUND})\s+)?(?<![\d.,/])(?P<low>{_NUMBER})(?P<high>\s?[-–]\s?(?:{_NUMBER})"
    rf"|\s+đến\s+(?:{_NUMBER}))?"
    rf"(?P<gap>\s?)(?:(?P<percent>[%‰](?:{_PER})?)|(?<=\s)(?P<unit>(?:bé trai\s?/\s?100 bé gái"
    rf"|(?:{_COUNTED})(?:{_PER})?)(?!\w))"
    r"|(?![\d.,/%‰]*\d))",
    re.IGNORECASE,
)
#: Right before a figure these make it a name, a date, an age or the whole of which a part is meant.
_NAMES = re.compile(
    r"(?:năm|tháng|ngày|quý|số|khóa|khoá|điều|khoản|mục|tiết|phần|chương|phụ lục|biểu|bảng|mẫu|kỳ|lần thứ|thứ|khối|hạng"
    r"|loại|cấp|dự án|tiểu dự án|chuyên đề|đề án|nghị quyết|quyết định|kế hoạch|chỉ thị|thông tư|lúc|từ lớp|lớp|độ tuổi"
    r"|trong số|tổng số|covid|giai đoạn|điểm|vòng|nhóm|quyển|đường|quốc lộ|tỉnh lộ|trừ|chuẩn|mỗi|cứ|theo|của|thuộc|gồm"
    r"|trong|tại|ở|so với|top)\s*[-:]?\s*$",
    re.IGNORECASE,
)
#: Before it in the clause, these tell how things stood.
_PAST = re.compile(
    r"(?<!\w)(?:đã|hiện nay|hiện có|hiện tại|cùng kỳ|thực trạng|kết quả đạt được|tính đến|hiện còn)(?!\w)",
    re.IGNORECASE,
)
#: A share that only describes whom the sentence is about: `các xã có tỷ lệ hộ nghèo từ 40% trở lên`.
_ABOUT = re.compile(
    r"(?:xã|huyện|thôn|bản|hộ|vùng|nơi|địa bàn|khu vực|phường)[^,;.]{0,20}\s(?:có|với) (?:tỷ|tỉ) lệ[^,;.]*$",
    re.IGNORECASE,
)
_CLIMB = re.compile(r"[^.;]{0,60}?(?:lên|xuống|còn|đạt)(?: còn| đến| tới| trên| đạt| khoảng)*\s$", re.IGNORECASE)
_QUOTES = re.compile(r"\([^()]{0,400}\)|“[^“”]{0,400}”|\"[^\"]{0,400}\"|«[^»]{0,400}»")
_TIME = re.compile(
    r"(?:Phấn đấu,? |Phấn đấu,? đạt )?(?:Đến|đến|Trước|trước|Chậm nhất đến)\s(?P<by>(?:hết |cuối |ngày |tháng "
    r"|quý |đầu )?"
    r"(?:năm |\d{1,2}/|\d{1,2}/\d{1,2}/|\d{1,2} năm |[IV]+/|[IV]+ năm )?(?:19|20)\d\d)(?![\d/-])",
)
#: What opens a sentence that sets a target, outside the sections on targets.
_CUE = re.compile(
    r"(?:(?P<aim>Ph[ấâ]n đ[ấầ]u)|(?:Bảo đảm|Đảm bảo|Duy trì|Đạt)(?: có)? (?=(?:ít nhất |tối thiểu "
    r"|trên )?\d[\d,.]*\s?%)"
    r"|Giải quyết việc làm(?: mới)?(?: cho)? |(?=(?:Ít nhất |Tối thiểu |Trên )?\d[\d,.]*\s?%\s))"
)


_NAMED = re.compile(r"(?:[-+*•]\s)?(?P<name>[^\W\d_][^:;.{}*]{2,120}):\s*(?:đạt )?")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a sentence: where figure and unit stand, both as a plan has them, what it grew or fell from.

    `spaced` tells that its percent sign stands apart from it; `end` is then before the blank.
    """

    start: int
    end: int
    value: str
    unit: str
    baseline: str = ""
    spaced: bool = False


def target(sentence: str, aimed: bool) -> Figure | None:
    """Return the figure that a sentence sets as a target, the first where it sets several, or None.

    `aimed` tells that it stands where targets do; elsewhere only a sentence that says so by its first words has one
    (`Phấn đấu …`, `100% …`).
    """
    if len(sentence) > LONGEST or not re.search(r"\d", sentence):
        return None
    start = 0
    if not aimed:
        cue = _opening(sentence)
        if cue is None:
            return None
        start, aimed = cue, True
    figures = [figure for figure in _figures(sentence) if figure.start >= start]
    for number, figure in enumerate(figures):
        if not _describes(sentence, figure):
            return _grown(sentence, figure, figures[number + 1 :])
    return None


def deadline(sentence: str) -> str:
    """Return the time that a sentence opens with (`Đến cuối năm 2025, …` says `cuối năm 2025`), or ""."""
    found = _TIME.match(sentence)
    return found["by"] if found else ""


def indicator(before: str) -> str:
    """Return the name of what a figure measures, from the words before it (`Tỷ lệ hộ nghèo: ` 4,5%), or ""."""
    found = _NAMED.fullmatch(before)
    return " ".join(found["name"].split()) if found else ""


def _opening(sentence: str) -> int | None:
    """Where what a sentence outside the targets aims at begins: its own first words, or `…: Phấn đấu …` within."""
    cue = _CUE.match(sentence)
    if cue:
        return cue.start()
    inner = re.search(r"[:.;]\s+Phấn đấu\s", sentence)
    return inner.start() if inner else None


def _figures(sentence: str) -> Iterator[Figure]:
    """Yield the figures that have a unit and can be read, those in brackets and quotes left out."""
    hidden = [found.span() for found in _QUOTES.finditer(sentence)]
    for found in _FIGURE.finditer(sentence):
        unit = found["percent"] or found["unit"]
        if not unit or any(low < found.start() < high for low, high in hidden):
            continue
        unit = re.sub(r"\s*/\s*", "/", " ".join(unit.split()))
        bound = f"{found['bound']} " if found["bound"] and not found["high"] else ""
        start = found.start("low") if found["high"] else found.start()
        value = " ".join(f"{bound}{found['low']}{found['high'] or ''}".split())
        if parse_quantity(value) is None:
            continue
        spaced = bool(found["percent"] and found["gap"])
        end = found.start("gap") if spaced else found.end()
        if spaced or " ".join(sentence[start:end].split()) == with_unit(value, unit):
            yield Figure(start, end, value, unit, spaced=spaced)


def _describes(sentence: str, figure: Figure) -> bool:
    """Tell whether a figure is no target: a date, a number of something, how things stood, whom it is about."""
    before = sentence[max(0, figure.start - 120) : figure.start]
    clause = re.split(r"[.;:]\s", before)[-1]
    if _PAST.search(clause) or _ABOUT.search(clause):
        return True
    return not figure.unit.startswith(("%", "‰")) and bool(_NAMES.search(clause))


def _grown(sentence: str, figure: Figure, later: list[Figure]) -> Figure | None:
    """Return the figure that is reached where one grows or falls (`từ 60% lên 80%`): 80, from 60."""
    if not re.search(r"từ\s+$", sentence[: figure.start]) or not later:
        return figure
    reached = later[0]
    if not _CLIMB.fullmatch(sentence[figure.end : reached.start]):
        return None if sentence[figure.end : reached.start].strip() in ("đến", "-", "–") else figure
    return Figure(reached.start, reached.end, reached.value, reached.unit, figure.value, reached.spaced)
