"""named: the heading or the sentence of an item -> the body that it makes responsible, if it clearly names one.

A table of the words that names of Vietnam's offices, units and posts begin with, and of the verbs that end a
subject. Nothing here knows a single office: new ones begin with the same words.
"""

from __future__ import annotations

import re

from generator.frozen import dataclass

#: Nobody's name is longer (letters, words).
LONGEST, WORDS = 260, 45

_CAPITAL = "[A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ]"
#: Kinds of bodies that a name with a capital follows: `Sở Y tế`, `Phòng Tài chính - Kế hoạch`.
_KINDS = (
    "Sở|Phòng|Ban|Bộ|Cục|Chi cục|Tổng cục|Vụ|Viện|Hội|Đoàn|Đội|Tổ|Khoa|Trạm|Đài|Báo|Chi nhánh|Hạt|Thuế|Tòa|Toà"
    "|Liên minh|Khối|Cụm|Khu|Chi đoàn|Chi hội|Câu lạc bộ|Nhóm|Ngành"
)
#: Bodies that are known by these words alone, whatever follows.
_BODIES = (
    "Ủy ban|Uỷ ban|UBND|UBMTTQ(?:VN)?|UB|HĐND|Hội đồng|Công an|Văn phòng|Thanh tra|Mặt trận"
    "|MTTQ(?:VN)?|Liên đoàn|Công đoàn|Hiệp hội"
    "|Trung tâm|Trường|Học viện|Đại học|Bệnh viện|Ngân hàng|Kho bạc|Bảo hiểm xã hội|BHXH|Bưu điện|Viễn thông|Điện lực"
    "|Công ty|Tổng công ty|Tập đoàn|Viện [Kk]iểm sát|Tòa án|Toà án|Đảng ủy|Đảng uỷ|Huyện ủy|Thành ủy|Tỉnh ủy|Quận ủy"
    "|Cấp ủy|Cấp uỷ|Chi bộ|Nhà trường|Ban [Qq]uản lý|Ban [Gg]iám (?:hiệu|đốc)|Ban [Cc]hỉ (?:đạo|huy)|Ban chấp hành"
    "|Ban đại diện|Ban tổ chức|Ban văn hóa|Hội (?:phụ nữ|nông dân|cựu chiến binh|cha mẹ|khuyến học|chữ thập đỏ"
    "|người cao tuổi)|Đoàn (?:thanh niên|thể|trường)|Tổ (?:chuyên môn|công tác|dân phố|văn phòng|trưởng|giúp việc)"
    "|Phòng (?:ban|chuyên môn|nghiệp vụ)|Bộ phận|Sở,|Cơ quan|Đơn vị|Địa phương|Doanh nghiệp|Hợp tác xã|Thường trực"
    "|Liên chi (?:đoàn|hội)|Liên đội"
    "|Trạm y tế|Đài truyền thanh|Kiểm lâm|Lực lượng|Thuế cơ sở|Tạp chí|Nhà xuất bản|Báo và"
)
#: Posts and people: bodies only where duties are shared out.
_PEOPLE = (
    "Thủ trưởng|Giám đốc|Phó Giám đốc|Hiệu trưởng|Phó [Hh]iệu trưởng|Chủ tịch|Phó Chủ tịch|Bí thư|Phó Bí thư|Trưởng"
    "|Phó Trưởng|Chánh|Lãnh đạo|Công chức|Viên chức|Giáo viên|GVCN|GVBM|Kế toán|Văn thư|Thư ký|Nhân viên|Cán bộ"
    "|Thành viên|Đồng chí|Thầy|Cô|Ông|Bà|Cộng tác viên|Tổng phụ trách|TPT|Thư viện|Bảo vệ (?:nhà trường|cơ quan|trường)"
    "|Trợ lý|Ban cán sự|Người đứng đầu|Chủ (?:đầu tư|cơ sở)|Học sinh|Sinh viên|Cha mẹ học sinh|Phụ huynh|Người lao động"
    "|Hội viên"
)
_GROUP = (
    "(?:Các|Tất cả các|Toàn thể|Những|Từng|Mỗi)\\s(?:sở|ban|bộ|ngành|phòng|cơ quan|đơn vị|tổ chức|địa phương|xã|phường"
    "|thị trấn|huyện|quận|tỉnh|trường|thôn|ấp|khu phố|tổ|hội|đoàn thể|đoàn|doanh nghiệp|cơ sở|thành viên|khoa|lớp"
    "|cấp ủy|cấp uỷ|chi|nhà trường|trung tâm|đồng chí|công ty|ngân hàng|thầy|giáo viên|cán bộ|hợp tác xã|htx|chủ|trạm"
    "|công đoàn|liên đoàn|liên chi|ubnd|ủy ban|uỷ ban|bộ phận|văn phòng|trưởng|báo|cụm|nhóm|thủ trưởng"
    "|bệnh viện|lực lượng|đội|viện|cục|vụ)(?!\\w)"
)
#: Words that begin like a body and are none.
_NOT = re.compile(
    r"tổ chức(?! chính trị| đoàn thể| xã hội| công đoàn)|trường hợp|trường học|trưởng thành|báo cáo|báo chí tuyên"
    r"|hội (?:nghị|thi|thảo|thao|chợ|họp|trại|diễn)|ban hành|ban đầu|phòng,? chống|phòng ngừa|đoàn kết|đội ngũ"
    r"|công tác|bộ (?:tiêu chí|chỉ số|luật|máy|tài liệu)|nhóm (?:giải|nhiệm|chỉ|mục|nội|đối)|thuế (?:thu|suất)|cụm từ"
    r"|khu vực|khối lượng|viện (?:trợ|phí)|vụ (?:việc|án)|đơn vị tính|lực lượng lao động|ông nội|cô đơn"
    r"|(?:cơ quan|đơn vị) (?:chủ trì|phối hợp|thực hiện|phụ trách|theo dõi|tham mưu|chịu trách nhiệm)\s*(?::|$)",
    re.IGNORECASE,
)
_STRONG = re.compile(rf"(?:{_KINDS})\s(?={_CAPITAL})|(?:{_BODIES})(?!\w)|(?i:{_GROUP})")
_WEAK = re.compile(rf"(?:{_PEOPLE})(?!\w)")
_SHOUTED = re.compile(rf"(?:{_KINDS}|{_BODIES}|{_PEOPLE})(?!\w)|{_GROUP}", re.IGNORECASE)
#: What a heading or a sentence says before the body that it charges.
_LEAD = re.compile(
    r"(?:(?:Kính |Trân trọng )?[Đđ]ề nghị|Đối với|Giao(?: cho| trách nhiệm cho)?|Yêu cầu|Phân công"
    r"|Trách nhiệm(?: của)?"
    r"|Nhiệm vụ(?: của)?|Về phía)\s+"
)
_LEAD_SHOUTED = re.compile(_LEAD.pattern, re.IGNORECASE)

#: Verbs that begin what the subject of a duty does; small letters, since names have capitals (`Sở Xây dựng xây dựng`).
_VERB = re.compile(
    r"(?<![\w-])(?:"
    r"(?<!cơ quan )(?<!đơn vị )(?<!giao )(?<!công )chủ trì|(?<!cơ quan )(?<!đơn vị )(?<!đồng )phối hợp|(?:chịu"
    r"|có) trách nhiệm|có nhiệm vụ"
    r"|(?<!các )(?<!, )(?<!và )(?<!cơ quan )(?<!của )(?<!mỗi )(?<!từng )tổ chức(?! (?:chính trị|đoàn|xã hội"
    r"|thành viên|hội|"
    r"tôn giáo|kinh tế|có|khác|liên quan|tín dụng|phi|cung|[A-ZĐ]))"
    r"|(?<![Bb]an )(?<!lãnh đạo, )chỉ đạo|(?<!cơ quan )(?<!đơn vị )(?<!gia )(?<!trì )(?<!giao )(?<!và )thực hiện"
    r"|(?<!gia )triển khai"
    r"|(?<![Tt]ổ )(?<!Đội )(?<!đội )tuyên truyền|(?<!oàn )(?<![Bb]an )kiểm tra|(?<!tra, )(?<![Bb]an )giám sát"
    r"|(?<!của )(?<!mới )(?<!tư )xây dựng"
    r"|tham mưu|hướng dẫn|căn cứ|bố trí|tổng hợp|theo dõi|đôn đốc|rà soát|phân công|ban hành|là (?:cơ quan|đầu mối"
    r"|đơn vị)"
    r"|làm đầu mối|đẩy mạnh|bảo đảm|đảm bảo|tăng cường|báo cáo|cân đối"
    r"|(?<!chương )(?<!công )(?<!quy )(?<!lộ )(?<!giáo )trình|đề xuất|chủ động|tiếp tục|phát động"
    r"|vận động"
    r"|lồng ghép|nghiên cứu|kịp thời|(?<!hợp )phổ biến|(?<!dục )thường xuyên"
    r"|(?<!công )(?<!thành )(?<!độc )(?<!dân )lập|tập trung|(?<!đồng )thẩm định|khảo sát|(?<!bầu )(?<!ứng )cử"
    r"|quán triệt|phản ánh"
    r"|thông báo|gửi|(?<!phòng )đăng ký|huy động|phân bổ|giải quyết|(?<!tâm )điều hành|kiện toàn"
    r"|(?<!phận )tiếp nhận|cập nhật|thống kê|nâng cao"
    r"|phát huy|tích cực|xác định|hoàn thiện|hoàn thành|chuẩn bị|duy trì|quyết định|cung cấp(?! dịch vụ)|chấp hành"
    r"|(?<!rợ )giúp|mở|dự toán|đưa|quan tâm|đổi mới|ứng dụng|chi trả(?! dịch vụ)|tạo điều kiện|tính toán|tuyển chọn"
    r"|khuyến khích|đánh giá"
    r")(?!\w)"
)
#: The few that no name of a body holds: they end even a heading.
_CHARGES = re.compile(
    r"(?<=\w)\s+(?:tham mưu|(?<!cơ quan )(?<!đơn vị )chủ trì|có trách nhiệm|chịu trách nhiệm|phối hợp)(?!\w).*",
    re.DOTALL,
)
_MODAL = re.compile(
    r"(?:\s+(?:sẽ|cần|phải|cùng|cũng|đồng thời|có thể|có|trực tiếp|tự|hằng năm|hàng năm|định kỳ))+$|[\s,:]+$"
)
_OPEN_END = re.compile(
    r"(?:^|\s)(?:và|của|với|để|các|được|không|tại|theo|trên|cho|về|từ|trong|hoặc|là|đã|do|bị|khi|việc)$"
)
#: Circumstances that may stand before the subject, with a comma after them.
_BEFORE = re.compile(r"(?:Căn cứ|Hằng năm|Hàng năm|Hằng quý|Hàng quý|Định kỳ)(?P<rest>[^.;:]{0,200}?),\s+")


@dataclass(frozen=True, slots=True)
class Subject:
    """A body that a sentence charges: its name as said, where it begins and ends in the sentence."""

    name: str
    start: int
    end: int


def named(heading: str, loose: bool = False) -> str:
    """Return the body that a heading names (`Đề nghị Ủy ban MTTQ huyện:` names `Ủy ban MTTQ huyện`), or "".

    `loose` takes posts and people too (`Hiệu trưởng`, `Giáo viên chủ nhiệm các lớp`), and headings in capitals.
    """
    text = " ".join(heading.split()).rstrip(" .:;,")
    shouted = loose and text.isupper()
    lead = (_LEAD_SHOUTED if shouted else _LEAD).match(text)
    rest = text[lead.end() :] if lead else text
    if _begins(rest, loose, shouted) and len(rest) <= LONGEST and rest.count(" ") < WORDS:
        return _CHARGES.sub("", rest).rstrip(" ,:")
    return ""


def subject(sentence: str, loose: bool = True) -> Subject | None:
    """Return the body that a sentence makes its subject (`Sở Nội vụ chủ trì …`, `Giao Công an xã …`, `Sở Y tế: …`)."""
    at = _LEAD.match(sentence)
    start = at.end() if at else 0
    if not _begins(sentence[start : start + 60], loose):
        before = _BEFORE.match(sentence)
        if (
            not before
            or not _begins(sentence[before.end() : before.end() + 60], False)
            or _STRONG.search(before["rest"])
        ):
            return None
        start = before.end()
    return _ended(sentence, start)


def listed(text: str) -> tuple[str, ...]:
    """Return the bodies of a list (`Sở Y tế, Công an tỉnh và các đơn vị liên quan`), or () where one is none.

    A comma parts two bodies only where the next begins like one: `Sở Văn hóa, Thể thao và Du lịch` is one.
    """
    found: list[str] = []
    for part in re.split(r"(;\s+(?:và\s+)?|,\s+(?:và\s+)?|\s+và\s+|\s+cùng\s+)", text.strip(" .:;,")):
        joint = bool(found) and not re.search(r"\w", part.replace("và", "").replace("cùng", ""))
        if joint:
            found.append(part)
        elif found and not (_begins(part, False) and (part[0].isupper() or part.startswith("các "))):
            found[-2:] = [found[-2] + found[-1] + part]
        else:
            found.append(part)
    bodies = tuple(found[::2])
    return bodies if all(_begins(body, False) for body in bodies) else ()


def together(sentence: str) -> tuple[str, ...]:
    """Return the bodies that a duty is done with (`phối hợp với Sở Y tế, Công an xã tổ chức …`), or ()."""
    found = re.search(r"(?<![\w])(?:P|p)hối hợp (?:chặt chẽ |cùng |đồng bộ )?(?:với|cùng)?\s*", sentence)
    if not found or not _begins(sentence[found.end() : found.end() + 60], False):
        return ()
    ended = _ended(sentence, found.end())
    return listed(ended.name) if ended else ()


def begins(text: str, loose: bool = False) -> bool:
    """Tell whether a text begins with the name of a body."""
    return _begins(text, loose)


def _begins(text: str, loose: bool, shouted: bool = False) -> bool:
    text = text[:1].upper() + text[1:]
    if _NOT.match(text):
        return False
    return bool(_STRONG.match(text) or (loose and _WEAK.match(text)) or (shouted and _SHOUTED.match(text)))


def _ended(sentence: str, start: int) -> Subject | None:
    """Return the name that begins at `start`, as far as the verb or the colon after it."""
    reach = sentence[: start + LONGEST]
    stop = re.compile(r"[.:;](?=\s|$)|\n").search(reach, start)
    verb = _VERB.search(reach, start + 2, stop.start() if stop else len(reach))
    if verb is None and (stop is None or stop[0] != ":"):
        return None
    end = verb.start() if verb else stop.start()  # type: ignore[union-attr]
    name = _bare(sentence[start:end])
    if re.search(r"được(?: \w+){0,3}$", name) or name.endswith((" được giao", " được phân công")):
        duty = re.compile(r"\s(?:có|chịu) trách nhiệm(?!\w)").search(reach, end)
        name = sentence[start : duty.start()] if duty and "," not in sentence[end : duty.start()] else ""
    whole = name.count("(") == name.count(")") and name.count("“") == name.count("”")
    if not name or not whole or _OPEN_END.search(name) or name.count(" ") >= WORDS:
        return None
    return Subject(name, start, start + len(name))


def _bare(name: str) -> str:
    while (shorter := _MODAL.sub("", name)) != name:
        name = shorter
    return name
