"""How the parts of a plan are worded: patterns only, by the decree's forms (Nghị định 30/2020/NĐ-CP, Phụ lục I và III)
and by what offices write in their place. No look, no place is judged here."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from generator.document import COUNTRY, MOTTO
from generator.standard.records import standard

I = re.IGNORECASE  # noqa: E741

#: Vietnamese letters, for a class in a pattern: capitals and small ones take turns in Unicode.
_LETTERS = (*range(0xC0, 0x100), *range(0x102, 0x104), 0x110, 0x111, 0x128, 0x129, 0x168, 0x169, *range(0x1A0, 0x1A2),
            *range(0x1AF, 0x1B1), *range(0x1EA0, 0x1EFA))  # fmt: skip
UPPER = "A-Z" + "".join(c for c in map(chr, _LETTERS) if c.isupper())
LOWER = "a-z" + "".join(c for c in map(chr, _LETTERS) if c.islower())
#: So much of a text tells whether it is in capitals.
_ENOUGH = 2000
#: A row of signs that a portal or a typist draws where a line is ruled.
RULE = re.compile(r"[-–—―_=*~.…─━═▔▬⁎∗¯‾⎯ˍ＿‗\s]{3,}|[-–—―_*~¯‾⎯ˍ＿]{1,3}|[-–—*_=~\s]*[o0]0[o0][-–—*_=~\s]*", I)
NUMBER = re.compile(r"S[ốÔố]\s*(?:(?P<sign>[:.;])\s*)?(?P<code>(?:[\d.…_\s]|\(\s*\))*[a-zđ]?\s*(?:[/\-–]\s*\S.*)?)", I)
#: A number without `Số`, as some typists leave it: `12/KH-UBND`.
BARE_NUMBER = re.compile(r"(?P<sign>)(?P<code>[\d.…_\s]*/\s*KH\b\s*[-–/]?\s*[\w&Đ.-]*)")
#: A figure or a blank; a scan reads 1 as l or I, 0 as o.
_BLANK = r"(?:[\d.…_\s]|[lio](?=\d)|(?<=\d)[lio])*"
DATE = re.compile(
    rf"(?P<place>(?!.*\bsố\b)[^\n:;]{{0,60}}?)[,.]?\s*\bngày\s*(?P<day>{_BLANK})\s*tháng\s*(?P<month>{_BLANK})\s*năm\s*(?P<year>{_BLANK})"
    rf"|(?P<place2>(?!.*\bsố\b)[^\n:;]{{1,60}}?),\s*(?:ngày\s*)?(?P<day2>[\d.…]*)\s*[/.-]\s*(?P<month2>[\d.…]+)\s*[/.-]\s*(?P<year2>[\d.…]+)"
    rf"|(?P<place3>(?!.*\bsố\b)[^\n:;]{{1,60}}?),\s*tháng\s*(?P<month3>{_BLANK})\s*(?:năm|/)\s*(?P<year3>{_BLANK})",
    I,
)
DRAFT_MARK = re.compile(r"\(?\s*(?:BẢN\s+)?DỰ\s+THẢO(?P<which>(?:\s+(?:LẦN\s+)?(?:THỨ\s+)?[\w.]+)?)\s*[.:]?\s*\)?", I)
SECRECY = re.compile(r"(?:TUYỆT|TỐI)\s+MẬT|MẬT", I)
URGENCY = re.compile(r"HỎA\s+TỐC|HOẢ\s+TỐC|THƯỢNG\s+KHẨN|KHẨN", I)
CIRCULATION = re.compile(r"XEM XONG TRẢ LẠI|(?:LƯU HÀNH|SỬ DỤNG) NỘI BỘ|TÀI LIỆU (?:THU HỒI|NỘI BỘ)|KHÔNG PHỔ BIẾN", I)
REACHED = re.compile(
    r"\b(?:ĐT|Tel|Điện thoại|Fax|E-?mail|Thư điện tử|Website|Trang thông tin điện tử|Địa chỉ)\s*[:.]", I
)
#: A signature of a machine, printed over the page: who, when, with which certificate.
DIGITAL = re.compile(
    r"(?:Ký bởi|Người ký|Ký ngày|Cơ quan|Email|Thời gian ký|Chữ ký số|"
    r"Signature (?:Not )?(?:Verified|Valid)|Signed by)\b.*",
    I,
)

#: The kind, alone or with its subject (`KẾ HOẠCHTổ chức …`: a lost line break).
TITLE = re.compile(rf"K\s*Ế\s+H\s*O\s*Ạ\s*C\s*H(?P<rest>\s.*|\s*:.*|[{UPPER}][{LOWER}].*)?", re.DOTALL)
#: What the kind's own line may add to it: how many issue the plan, not what it is about.
JOINT = re.compile(r"LIÊN (?:TỊCH|NGÀNH|CƠ QUAN|BỘ|SỞ)|PHỐI HỢP LIÊN NGÀNH")
ATTACHED = re.compile(r"[(\[]?\s*(?:(?:ban\s+hành\s+)?kèm\s+theo|đính\s+kèm)\b", I)
ADDRESSEE = re.compile(r"Kính\s+gửi\b", I)
SUBJECT_OF_LETTER = re.compile(r"V\s*/\s*v\b|Về việc\b", I)

BASIS = re.compile(r"[-–+•*]?\s*(?:Căn cứ|Xét|Theo đề nghị)\b", I)
#: May stand among the bases, but is not one by itself.
CHAINED = re.compile(
    r"[-–+•*]?\s*(?:Thực hiện|Triển khai|Theo|Trên cơ sở|Tiếp tục|Tiếp theo|Để|Nhằm|Luật|Nghị|Quyết định|Thông tư|"
    r"Kế hoạch|Chỉ thị|"
    r"Công văn|Hướng dẫn|Chương trình)\b",
    I,
)
#: Names what a basis cites, with no word that says it is one: so it goes on with bases, and begins none.
LAW = re.compile(r"[-–+•*]\s*(?:Luật|Bộ luật|Pháp lệnh|Nghị|Quyết định|Thông tư|Chỉ thị|Công văn|Hướng dẫn)\b", I)
#: A paragraph that leads over to the content.
LEADS_ON = re.compile(r"(?:như|nội dung|dung|cụ thể)\s+(?:sau|dưới đây)\b.{0,40}[:.]?$|sau đây\s*[:.]?$|:$", I)
ISSUES = re.compile(
    r"\b(?:ban hành|xây dựng|triển khai|đề ra|lập|thông qua|xin báo cáo|báo cáo)\s+(?:\S+\s+){0,3}?kế hoạch\b", I
)

PART = re.compile(r"(?:Phần|Chương)\s+(?:thứ\s+\w+|[IVXLC]+|\d{1,2})\b", I)
MARKED = re.compile(
    r"(?!V\s*/\s*[vV]\b)(?:[IVXLC]{1,6}\s*[.)/:]|[IVXLC]{1,6}\s*[-–]\s|[A-HĐ]\s*[./)]\s|\d{1,2}(?:\.\d{1,2})*\s*[.)/](?:\s|\D)|"
    r"\d{1,2}(?:\.\d{1,2})+\s|\(\d{1,2}\)|\([a-zđ]\)|[a-zđ]\s*[.)/]\s|[a-zđ]\)|[-–—+•*●▪◦]\s*\S|Điều\s+\d+\s*[.:])"
)
END_MARK = re.compile(r"\s*\.\s*/\s*[.\-]?\.?\s*$")

_FAR = r"(?:\S+\s+){0,14}?"
#: Opens the paragraphs that close a plan, wherever they stand.
CLOSES = re.compile(
    r"(?:Trên đây là|Trong quá trình|Quá trình (?:tổ chức|triển khai|thực hiện)|Kế hoạch này|Nhận được kế hoạch|"
    r"Trường hợp (?:có|phát sinh)\b.{0,40}vướng mắc|"
    r"(?:Trong khi|Khi) (?:tổ chức |triển khai )?thực hiện\b.{0,40}vướng mắc|"
    r"Nếu có (?:khó khăn|vướng mắc)|Căn cứ (?:vào )?(?:nội dung )?(?:các )?kế hoạch này)\b",
    I,
)
#: Closes a plan where it is the last paragraph and says so to all.
BIDS = re.compile(rf"{_FAR}(?:yêu cầu|đề nghị|giao|rất mong|kính mong|mong)\b", I)
BIDDEN = re.compile(r"kế hoạch|thực hiện|triển khai|nghiêm túc", I)
#: The same, where the paragraph opens with it.
ASKS = re.compile(r"(?:Yêu cầu|Đề nghị|Kính đề nghị|Rất mong|Kính mong|Mong)\b", I)
ASKED = re.compile(
    r"tham gia|phối hợp|đầy đủ|đúng (?:thành phần|thời gian|quy định)|quan tâm|chỉ đạo|hỗ trợ|tạo điều kiện", I
)

RECIPIENTS = re.compile(r"N[ơo]i\s+nh[ậâa]n\b\s*[:;.]?\s*", I)
ARCHIVE = re.compile(r"[-–—+•*]?\s*Lưu\b\s*[:;.]?\s*", I)
DASH = re.compile(r"\s*[-–—•●▪*+]\s*")
#: How it is sent, below the archive line.
SENT = re.compile(r"(?:Gửi|Hình thức gửi)\s*:", I)
#: The drafter's sign and the copies issued: `PL.(300)`, `NTH (05)` (III.3).
DRAFTER = re.compile(r"[A-ZĐ][\wĐđ]{0,7}\s*\.?\s*\(\s*\d+\s*\w?\s*\)\.?|[A-ZĐ]{1,5}\.\d{1,4}\w?\.?")
CAPACITY = re.compile(
    r"\b(?P<which>TM|TUQ|T\.?U\.?Q|TL|KT|Q|T\s*/\s*M|T\s*/\s*L|K\s*/\s*T|T\.M|K\.T|T\.L)(?:\s*[.,:]\s*|\s+)(?=\S)"
)
#: Heads of posts; what they are is in `posts`.
POST = re.compile(
    r"(?:PHÓ\s+|P\.\s*|QUYỀN\s+|Q\.\s*)?(?:TỔNG\s+)?(?:PHÓ\s+)?(?:"
    r"CHỦ TỊCH|GIÁM ĐỐC|HIỆU TRƯỞNG|HIỆU PHÓ|CHÁNH VĂN PHÒNG|CHÁNH THANH TRA|CHÁNH ÁN|"
    r"VIỆN TRƯỞNG|CHI CỤC TRƯỞNG|CỤC TRƯỞNG|"
    r"BỘ TRƯỞNG|THỨ TRƯỞNG|BÍ THƯ|CHỦ NHIỆM|TỔ TRƯỞNG|TỔ PHÓ|ĐỘI TRƯỞNG|TRẠM TRƯỞNG|"
    r"HẠT TRƯỞNG|VỤ TRƯỞNG|KẾ TOÁN TRƯỞNG|"
    r"CHỈ HUY TRƯỞNG|CHÍNH ỦY|CHÍNH TRỊ VIÊN|TỔNG BIÊN TẬP|TỔNG CỤC TRƯỞNG|KIỂM TOÁN TRƯỞNG|"
    r"THỐNG ĐỐC|THỦ TRƯỞNG|THỦ TƯỚNG|"
    r"TRƯỞNG (?:BAN|PHÒNG|KHOA|TRẠM|ĐOÀN|CÔNG AN|TIỂU BAN|BỘ MÔN|THÔN|KHU|ẤP|BẢN|BỘ PHẬN|CHI NHÁNH|VĂN PHÒNG)|"
    r"TỔNG PHỤ TRÁCH|PHỤ TRÁCH (?:ĐỘI|ĐƠN VỊ|TRƯỜNG|PHÒNG|KẾ TOÁN|CHUYÊN MÔN|BỘ PHẬN)|PHỤ TRÁCH$|"
    r"TPT(?: ĐỘI)?|KHỐI TRƯỞNG|"
    r"NHÓM TRƯỞNG|XÃ ĐỘI TRƯỞNG|TIỂU ĐOÀN TRƯỞNG|ĐỒN TRƯỞNG|GIÁO VIÊN|NGƯỜI THỰC HIỆN|NGƯỜI VIẾT|"
    r"ỦY VIÊN|UỶ VIÊN|CÔNG CHỨC|CÁN BỘ|NGƯỜI LẬP|THƯ KÝ|TUẦN TRA|CỤC PHÓ|PHÓ BAN|PHÓ PHÒNG|TRƯỞNG ĐƠN VỊ)\b"
)
#: Headings of a second signature: who approves, who makes.
APPROVAL = re.compile(r"(?:PHÊ\s+)?DUYỆT\b|XÁC NHẬN\b|NGƯỜI (?:LẬP|XÂY DỰNG|SOẠN)\b|(?:Ý KIẾN )?PHÊ DUYỆT\b", I)
SIGNED = re.compile(
    r"\(?\s*(?:đã\s+)?ký(?:\s*,?\s*(?:và\s+)?(?:ghi rõ họ\s*,?\s*tên|đóng dấu|tên|số).*)?\s*\)?[.]?|\(.*\)", I
)

ANNEX = re.compile(
    r"(?P<label>PHỤ\s+LỤC(?:\s+(?:SỐ\s*:?\s*)?(?P<n>[IVXLC]+(?:\.\d+)?|\d{1,2}(?:\.\d+)?\s?[A-ZĐa-zđ]?|[A-H])(?=[\s.:)\-–]|$))?)"
    r"\s*(?P<sign>[.:)\-–]?)\s*(?P<rest>.*)",
    I | re.DOTALL,
)
#: Other names of what is attached; they count only after the signature.
FORM = re.compile(
    r"(?P<label>(?:BIỂU|BIỂU MẪU|MẪU|MẪU BIỂU|BẢNG)\s*(?:SỐ)?\s*:?\s*\d{1,2}\w?(?:[-/.]\w+)*)"
    r"\s*[.:\-–]?\s*(?P<rest>.*)",
    I,
)

BODY = re.compile(
    r"(?:ỦY BAN|UỶ BAN|UBND|HỘI ĐỒNG|HĐND|SỞ|BỘ|BAN|PHÒNG(?!\s*(?:,|CHỐNG|NGỪA|CHÁY|KHÔNG|THỦ|DỊCH))|TRƯỜNG|"
    r"TRUNG TÂM|CHI CỤC|CỤC|"
    r"TỔNG CỤC|VĂN PHÒNG|VIỆN|BỆNH VIỆN|CÔNG AN|CÔNG TY|ĐẢNG|HỘI(?!\s+AN\b)|TRẠM|THANH TRA|KHO BẠC|CHI NHÁNH|"
    r"BẢO HIỂM|TÒA ÁN|"
    r"TOÀ ÁN|NGÂN HÀNG|ĐOÀN|LIÊN ĐOÀN|TỔ|ĐẠI HỌC|HỌC VIỆN|TỔNG CÔNG TY|QUỸ|BÁO|ĐÀI|BẢO TÀNG|THƯ VIỆN|KHOA|CỤM|"
    r"CHI BỘ|KHU(?!\s+VỰC)|CĐCS|LIÊN ĐỘI|CHI ĐỘI|ĐỘI|BCH|HẠT|"
    r"NHÀ (?:VĂN HÓA|VĂN HOÁ|THIẾU NHI|HÁT|MÁY|XUẤT BẢN|KHÁCH)|"
    r"XÍ NGHIỆP|TẬP ĐOÀN|HỢP TÁC XÃ|HTX|(?:TRUNG|SƯ|LỮ|TIỂU) ĐOÀN|"
    r"(?:TỈNH|THÀNH|HUYỆN|QUẬN|THỊ|XÃ|PHƯỜNG) (?:ĐOÀN|ỦY|UỶ)|"
    r"TIỂU BAN|THƯỜNG TRỰC|CÂU LẠC BỘ|CLB|CÔNG ĐOÀN|CHI ĐOÀN|CHI HỘI|LIÊN HIỆP|HIỆP HỘI|"
    r"MẶT TRẬN|ỦY VIÊN|CỘNG ĐỒNG|ĐƠN VỊ|BQL|TTYT|THPT|THCS)\b"
)
PLACE = re.compile(r"(?:TỈNH|THÀNH PHỐ|TP\.?|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU)\b(?!\s+(?:ĐOÀN|ỦY|UỶ)\b)")
#: What cannot end so goes on in the next line.
HANGS = re.compile(r"(?:\bVÀ|\bCỦA|[-–,])$")
#: The name of a sort of body, which has no name of its own yet: that stands in the next line.
UNNAMED = re.compile(
    r"(?:TRƯỜNG(?: (?:TIỂU HỌC|TRUNG HỌC|CƠ SỞ|PHỔ THÔNG|CHUYÊN|MẦM NON|MẪU GIÁO|CAO ĐẲNG|TRUNG CẤP|ĐẠI HỌC|CHÍNH TRỊ|"
    r"TH|THCS|THPT|MN|MG|PTDTNT|PTDTBT|DÂN TỘC|NỘI TRÚ|BÁN TRÚ|[-–&]))*|BỆNH VIỆN(?: ĐA KHOA)?|"
    r"TRUNG TÂM|BAN QUẢN LÝ(?: DỰ ÁN)?|"
    r"CÔNG TY(?: (?:TNHH|CỔ PHẦN|MTV|MỘT THÀNH VIÊN))*|TỔNG CÔNG TY|CÔNG ĐOÀN(?: CƠ SỞ)?|CĐCS|BCH|BAN CHẤP HÀNH|"
    r"LIÊN ĐỘI|CHI ĐOÀN|BCH (?:ĐOÀN|CÔNG ĐOÀN|LIÊN ĐỘI|CHI ĐOÀN)|ỦY BAN|UỶ BAN|HỘI ĐỒNG|VIỆN|CỤC|CHI CỤC|PHÒNG|SỞ|TRẠM)"
)

PARTY = re.compile(r"ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM")
#: Bodies that number as the Party does and are none of it.
UNION = re.compile(
    r"\b(?:ĐOÀN\s+(?:TNCS|THANH\s+NIÊN)|ĐỘI\s+(?:TNTP|THIẾU\s+NIÊN)|HỘI\s|LIÊN\s+ĐOÀN|CÔNG\s+ĐOÀN|MẶT\s+TRẬN)"
)
PARTY_NUMBER = re.compile(r"Số:?\s*[\d.…_]*\s*-\s*\w{1,4}\s*/\s*\w", I)


def is_country(text: str) -> bool:
    """Tell whether a line is the Quốc hiệu (II.1.a), misspelt or not."""
    return _like(text, COUNTRY)


def is_motto(text: str) -> bool:
    """Tell whether a line is the Tiêu ngữ (II.1.b), whatever its dashes are."""
    return _like(text, MOTTO)


def _like(text: str, wanted: str) -> bool:
    if not 0.7 * len(wanted) < len(text) < 1.4 * len(wanted):
        return False
    ours, theirs = (re.sub(r"[^\w]+", "", each.casefold().replace("hoà", "hòa")) for each in (text, wanted))
    return ours == theirs or SequenceMatcher(None, ours, theirs, autojunk=False).ratio() > 0.85


def is_rule(text: str) -> bool:
    """Tell whether a line is only drawn."""
    return bool(RULE.fullmatch(text))


def is_blank(text: str) -> bool:
    """Tell whether a text has no words: it is empty, or only drawn."""
    words = " ".join(text[:_ENOUGH].split())
    return not words or is_rule(words)


def shouts(text: str) -> bool:
    """Tell whether a text is in capitals; a code in small letters among them does not count."""
    text = text[:_ENOUGH]
    upper = sum(map(str.isupper, text))
    return upper > 1 and upper >= 9 * sum(map(str.islower, text))


def kind_of_title(text: str) -> str:
    """Return the kind of document (Điều 7) that a line names and nothing else, or ""."""
    if not 5 <= len(text) <= 60:
        return ""
    words = " ".join(re.sub(r"^DỰ THẢO\s+", "", text.upper()).strip(" .:-–*").split())
    if re.fullmatch(r"(?:\w ?)+", words) and len(words.replace(" ", "")) >= 5:
        for kind in standard().kinds:
            if words == kind or words.replace(" ", "") == kind.replace(" ", ""):
                return kind
    return ""
