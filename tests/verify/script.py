"""The words of the documents made by hand: what each line is, by the decree, and how it reads.

Data only: `office` sets it as offices do, `defects` finds the lines again by these words.
"""

from __future__ import annotations

from dataclasses import dataclass

Lines = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """Letterhead, signature and recipients of one office; each text is one line on paper."""

    parent: Lines
    issuer: Lines
    number: str
    place_date: str
    capacity: Lines
    signer: str
    recipients: Lines
    drafter: str


SO = Head(
    parent=("UBND TỈNH PHÚ THỌ",),
    issuer=("SỞ Y TẾ",),
    number="Số: 07/KH-SYT",
    place_date="Phú Thọ, ngày 05 tháng 02 năm 2026",
    capacity=("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
    signer="Trần Thị Bích Hạnh",
    recipients=(
        "- Bộ Y tế;",
        "- UBND tỉnh (để báo cáo);",
        "- Các đơn vị trực thuộc Sở;",
        "- Lưu: VT, NVY.",
    ),
    drafter="TH.(12)",
)

XA = Head(
    parent=(),
    issuer=("ỦY BAN NHÂN DÂN", "XÃ TÂN BÌNH"),
    number="Số: 05/KH-UBND",
    place_date="Tân Bình, ngày 09 tháng 4 năm 2026",
    capacity=("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    signer="Nguyễn Văn Hòa",
    recipients=(
        "- UBND tỉnh Phú Thọ;",
        "- TT Đảng ủy, TT HĐND xã;",
        "- Các ngành, đoàn thể xã;",
        "- Lưu: VT, VX (02).",
    ),
    drafter="",
)

COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
KIND = "KẾ HOẠCH"
TITLE = ("Triển khai công tác chăm sóc sức khỏe người cao tuổi", "trên địa bàn năm 2026")
BASES = (
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;",
    "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;",
    "Căn cứ Quyết định số 1579/QĐ-TTg ngày 13 tháng 10 năm 2020 của Thủ tướng Chính phủ phê duyệt Chương trình "
    "chăm sóc sức khỏe người cao tuổi đến năm 2030.",
)
RECIPIENTS = "Nơi nhận:"
URGENCY = "HỎA TỐC"
CIRCULATION = "LƯU HÀNH NỘI BỘ"
CONTACT = "Địa chỉ: Số 5, đường Hùng Vương; điện thoại: 0210 000 000; thư điện tử: so@example.org"

#: (what it is, its words). `heading` is a clause with a title, `clause` one that is a sentence.
CONTENT: tuple[tuple[str, str], ...] = (
    ("text", "Để nâng cao chất lượng chăm sóc sức khỏe người cao tuổi, cơ quan ban hành Kế hoạch triển khai công tác "
     "chăm sóc sức khỏe người cao tuổi trên địa bàn năm 2026 với những nội dung cụ thể như sau:"),
    ("part", "Phần I"),
    ("part_title", "PHẠM VI VÀ YÊU CẦU"),
    ("division", "Mục 1"),
    ("division_title", "PHẠM VI THỰC HIỆN"),
    ("article", "Điều 1. Phạm vi và đối tượng"),
    ("clause", "1. Kế hoạch được thực hiện tại tất cả các thôn, khu dân cư trên địa bàn, trong thời gian từ "
               "tháng 02 đến "
     "hết tháng 12 năm 2026."),
    ("clause", "2. Đối tượng của Kế hoạch là người từ đủ 60 tuổi trở lên đang cư trú trên địa bàn và các cơ sở y "
               "tế, các hội, "
     "đoàn thể tham gia chăm sóc sức khỏe người cao tuổi."),
    ("clause", "3. Người cao tuổi thuộc hộ nghèo, hộ cận nghèo, người khuyết tật và người sống một mình được ưu "
               "tiên khám, "
     "quản lý sức khỏe trước."),
    ("article", "Điều 2. Trách nhiệm chung"),
    ("clause", "1. Các cơ sở y tế có trách nhiệm sau đây:"),
    ("point", "a) Lập danh sách người cao tuổi theo từng thôn, khu dân cư và cập nhật hằng quý theo mẫu tại phụ "
              "lục kèm theo;"),
    ("point", "b) Tổ chức khám sức khỏe định kỳ, lập hồ sơ theo dõi sức khỏe cho từng người;"),
    ("point", "c) Bố trí nơi khám riêng, ưu tiên người từ đủ 80 tuổi trở lên;"),
    ("point", "d) Tư vấn dinh dưỡng, luyện tập và phòng bệnh không lây nhiễm."),
    ("clause", "2. Các hội, đoàn thể phối hợp tuyên truyền, vận động hội viên tham gia câu lạc bộ sức khỏe, vận "
               "động người cao "
     "tuổi đi khám đúng lịch."),
    ("part", "Phần II"),
    ("part_title", "NHIỆM VỤ VÀ TỔ CHỨC THỰC HIỆN"),
    ("section", "I. MỤC ĐÍCH, YÊU CẦU"),
    ("heading", "1. Mục đích"),
    ("text", "Nâng cao nhận thức và trách nhiệm của các cấp, các ngành và toàn xã hội đối với công tác chăm sóc "
             "sức khỏe người "
     "cao tuổi; từng bước hình thành mạng lưới chăm sóc dài hạn tại cộng đồng."),
    ("heading", "2. Yêu cầu"),
    ("text", "Việc triển khai phải thiết thực, tiết kiệm, phù hợp với điều kiện của địa phương; phân công rõ "
             "người, rõ việc, rõ "
     "thời gian hoàn thành và rõ kết quả của từng nhiệm vụ."),
    ("text", "Các đơn vị chủ động lồng ghép với các chương trình, đề án khác đang thực hiện trên địa bàn để sử "
             "dụng hiệu quả nguồn "
     "lực được giao."),
    ("section", "II. NHIỆM VỤ"),
    ("heading", "1. Quản lý sức khỏe"),
    ("point", "a) Ít nhất 95% người cao tuổi có thẻ bảo hiểm y tế;"),
    ("point", "b) Ít nhất 70% người cao tuổi được khám sức khỏe định kỳ một lần trong năm và được lập hồ sơ sức "
              "khỏe điện tử;"),
    ("point", "c) Ít nhất 90% người cao tuổi khi bị bệnh được khám và điều trị;"),
    ("point", "d) Toàn bộ người cao tuổi không còn khả năng tự chăm sóc được hỗ trợ tại nhà;"),
    ("point", "đ) Ít nhất 50% người cao tuổi tham gia câu lạc bộ sức khỏe ngoài trời;"),
    ("point", "e) Mỗi trạm y tế có ít nhất hai người được tập huấn về lão khoa;"),
    ("point", "g) Mỗi thôn có ít nhất một tình nguyện viên chăm sóc người cao tuổi;"),
    ("point", "h) Toàn bộ trạm y tế có góc tư vấn sức khỏe cho người cao tuổi."),
    ("heading", "2. Truyền thông và đào tạo"),
    ("text", "Đẩy mạnh truyền thông bằng nhiều hình thức phù hợp với từng nhóm đối tượng, trong đó chú trọng các "
             "hình thức sau:"),
    ("bullet", "- Truyền thanh cơ sở mỗi tuần một lần vào khung giờ người cao tuổi thường nghe đài."),
    ("bullet", "- Nói chuyện chuyên đề tại các buổi sinh hoạt của Hội Người cao tuổi và câu lạc bộ liên thế hệ."),
    ("section", "III. KINH PHÍ"),
    ("text", "Kinh phí thực hiện Kế hoạch được bảo đảm từ ngân sách nhà nước theo phân cấp hiện hành, từ quỹ bảo "
             "hiểm y tế và các nguồn "
     "huy động hợp pháp khác; dự kiến phân bổ theo bảng sau."),
    ("table", "TT|Nội dung|Kinh phí (triệu đồng)\n1|Khám sức khỏe định kỳ|250\n2|Tập huấn, truyền "
              "thông|120\n3|Hỗ trợ tại nhà|80"),
    ("text", "Các đơn vị lập dự toán chi tiết, gửi cơ quan tài chính cùng cấp thẩm định, trình cấp có thẩm quyền "
             "phê duyệt và thanh toán, "
     "quyết toán theo đúng quy định của pháp luật về ngân sách nhà nước."),
    ("section", "IV. TỔ CHỨC THỰC HIỆN"),
    ("clause", "1. Phòng Nghiệp vụ chủ trì, phối hợp với các đơn vị liên quan hướng dẫn, kiểm tra, giám sát việc "
               "thực hiện Kế hoạch này; "
     "tổng hợp kết quả, báo cáo cấp có thẩm quyền trước ngày 15 tháng 12 năm 2026."),
    ("clause", "2. Các trạm y tế căn cứ Kế hoạch này và danh mục nhiệm vụ tại Phụ lục I, biểu theo dõi tại Phụ "
               "lục II kèm theo để xây "
     "dựng kế hoạch cụ thể của đơn vị và tổ chức thực hiện."),
    ("clause", "3. Đề nghị Hội Người cao tuổi tuyên truyền, vận động hội viên tích cực hưởng ứng, tham gia giám "
               "sát việc thực hiện các "
     "nội dung của Kế hoạch tại cơ sở."),
    ("text", "Trên đây là Kế hoạch triển khai công tác chăm sóc sức khỏe người cao tuổi trên địa bàn năm 2026. "
             "Trong quá trình thực hiện, "
     "nếu có khó khăn, vướng mắc, các đơn vị kịp thời phản ánh để được xem xét, giải quyết./."),
)  # fmt: skip

#: The appendices: label, title, reference line, then what stands below.
APPENDICES: tuple[tuple[str, str, str, tuple[tuple[str, str], ...]], ...] = (
    ("Phụ lục I", "DANH MỤC NHIỆM VỤ", "(Kèm theo Kế hoạch số {number} {date} của {body})", (
        ("text", "Các nhiệm vụ dưới đây được thực hiện trong năm 2026, tiến độ cụ thể do đơn vị chủ trì đề xuất."),
        ("heading", "1. Nhiệm vụ thường xuyên"),
        ("text", "Khám sức khỏe định kỳ, quản lý bệnh mạn tính không lây nhiễm, tư vấn dinh dưỡng tại trạm y tế "
                 "và tại nhà."),
        ("heading", "2. Nhiệm vụ theo đợt"),
        ("text", "Tổ chức Tháng hành động vì người cao tuổi, tập huấn cho tình nguyện viên, khám mắt và đo loãng "
                 "xương."),
    )),
    ("Phụ lục II", "BIỂU THEO DÕI KẾT QUẢ", "(Kèm theo Kế hoạch số {number} {date} của {body})", (
        ("table", "TT|Tên đơn vị|Số người cao tuổi|Số người được khám|Ghi chú\n1|Trạm y tế số 1|||\n2|Trạm y tế "
                  "số 2|||"),
    )),
)  # fmt: skip


def attached(template: str, head: Head) -> str:
    """Return the reference line of an appendix for one office."""
    number = head.number.removeprefix("Số: ")
    date = head.place_date.split(", ", 1)[1]
    body = "Sở Y tế" if head is SO else "Ủy ban nhân dân xã Tân Bình"
    return template.format(number=number, date=date, body=body)


def lines(head: Head) -> dict[str, Lines]:
    """Return the words of every element's lines in a document of one office, by the names of the records."""
    content = (*CONTENT, *(item for *_, items in APPENDICES for item in items))

    def of(*kinds: str) -> Lines:
        return tuple(text for kind, text in CONTENT if kind in kinds)

    found = {
        "country": (COUNTRY,), "motto": (MOTTO,), "parent": head.parent, "issuer": head.issuer,
        "number": (head.number,),
        "place_date": (head.place_date,), "kind": (KIND,), "title": TITLE, "basis": BASES, "capacity": head.capacity,
        "signer": (head.signer,), "recipients_title": (RECIPIENTS,), "recipients": head.recipients,
        "body": of("text", "bullet"), "text": of("text"), "clause": of("clause", "heading"), "heading": of("heading"),
        "appendix_label": tuple(label for label, *_ in APPENDICES),
        "appendix_title": tuple(title for _, title, *_ in APPENDICES),
        "attached": tuple(attached(reference, head) for _, _, reference, _ in APPENDICES),
        "cell": tuple(
            c for kind, text in content if kind == "table" for c in text.replace("\n", "|").split("|") if len(c) > 3
        ),
    }  # fmt: skip
    for kind in ("part", "part_title", "division", "division_title", "article", "section", "point"):
        found[kind] = of(kind)
    if head is SO:
        found |= {
            "urgency": (URGENCY,),
            "circulation": (CIRCULATION,),
            "drafter": (head.drafter,),
            "contact": (CONTACT,),
        }
    return found
