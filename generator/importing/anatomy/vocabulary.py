"""Phrases of which names of bodies and of posts are made, in the capitals of Phụ lục II (IV and V.2): a table.

`ordinary` looks phrases up here, longest first; what no phrase knows is a proper name.
"""

from __future__ import annotations


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(" ".join(phrase.split()) for phrase in text.split(";"))


#: Fields of work and kinds of bodies, as they stand in the name of one.
FIELDS = _phrases("""
    Giáo dục; Đào tạo; Y tế; Tài chính; Kế hoạch; Đầu tư; Nội vụ; Tư pháp; Công thương; Xây dựng; Giao thông vận tải;
    Tài nguyên; Môi trường; Nông nghiệp; Phát triển nông thôn; Lao động; Thương binh; Xã hội; Văn hóa; Thể thao; Du
    lịch; Thông tin; Truyền thông; Khoa học; Công nghệ; Ngoại vụ; Dân tộc; Tôn giáo; Thanh tra; Văn phòng; Kinh tế; Hạ
    tầng; Đô thị; Quản lý đô thị; Thống kê; Thuế; Hải quan; Bảo hiểm xã hội; Kho bạc nhà nước; Tiểu học; Trung học cơ
    sở; Trung học phổ thông; Mầm non; Mẫu giáo; Đại học; Cao đẳng; Trung cấp; Sư phạm; Phổ thông dân tộc nội trú; Phổ
    thông dân tộc bán trú; Giáo dục thường xuyên; Giáo dục nghề nghiệp; Chính trị; Kiểm soát bệnh tật; Chăn nuôi; Thú
    y; Trồng trọt; Bảo vệ thực vật; Thủy sản; Thủy lợi; Kiểm lâm; Lâm nghiệp; Dân số; An toàn thực phẩm; Phòng, chống
    thiên tai; Tìm kiếm cứu nạn; Phòng thủ dân sự; Chuyển đổi số; Cải cách hành chính; Giảm nghèo; Quản lý dự án; Đầu
    tư xây dựng; Công an; Quân sự; Bộ đội biên phòng; Cảnh sát; Chỉ huy; Chỉ đạo; Phục vụ hành chính công; Dịch vụ
    việc làm; Khuyến nông; Đất đai; Chính sách xã hội; Ngân hàng; Đa khoa; Y học cổ truyền; Sản nhi; Kỹ thuật; Nghề;
    Người cao tuổi; Nông dân; Phụ nữ; Cựu chiến binh; Chữ thập đỏ; Thanh niên; Thiếu nhi; Thư viện; Bảo tàng; Mặt trận
    Tổ quốc; Việt Nam; Hành chính; Tổ chức; Tổng hợp; Pháp chế; Công tác xã hội; Bảo trợ xã hội; Mục tiêu quốc gia;
    Xây dựng nông thôn mới; An toàn giao thông; Nhà nước; Trung ương; Phát triển; Quy hoạch; Kiến trúc; Hợp tác quốc
    tế; Phát thanh; Truyền hình; Biên phòng; Hợp tác xã; Khu công nghiệp; Khu kinh tế; Nước sạch; Vệ sinh môi trường;
    Dịch vụ; Dân vận; Tuyên giáo; Tổ chức cán bộ; Khuyến học; Luật gia; Nhà báo; Văn học nghệ thuật; Đoàn kết; Thực
    hành; Chất lượng cao; Năng khiếu; Liên cấp; Quốc tế
""")

#: What the name of a body opens with.
HEADS = _phrases("""
    Ủy ban nhân dân; Uỷ ban nhân dân; Hội đồng nhân dân; Ủy ban; Uỷ ban; Hội đồng; Hội đồng trường; Sở; Bộ; Ban; Ban
    quản lý; Ban Chỉ đạo; Ban Chỉ huy; Ban Giám hiệu; Ban Giám đốc; Phòng; Trường; Trung tâm; Chi cục; Cục; Tổng cục;
    Văn phòng; Viện; Bệnh viện; Công an; Công ty; Tổng công ty; Hội; Trạm; Thanh tra; Kho bạc; Chi nhánh; Bảo hiểm;
    Tòa án; Tòa án nhân dân; Viện kiểm sát nhân dân; Ngân hàng; Đoàn; Liên đoàn; Liên hiệp; Tổ; Học viện; Quỹ; Báo;
    Đài; Khoa; Bộ Chỉ huy; Bộ phận; Đội; Hạt; Tiểu ban; Bộ môn; Tập thể lãnh đạo; Ban Thường trực; Ban Thường vụ; Ban
    Chấp hành; Công đoàn; Huyện đoàn; Tỉnh đoàn; Thành đoàn; Quận đoàn; Thị đoàn; Xã đoàn; Phường đoàn; Huyện ủy; Tỉnh
    ủy; Thành ủy; Quận ủy; Thị ủy; Liên đội; Chi đội; Đội; Chi đoàn; Chi hội; Chi bộ; Câu lạc bộ; Nhà Văn hóa; Nhà Thiếu
    nhi; Đội Thiếu niên Tiền phong Hồ Chí Minh; Đoàn Thanh niên Cộng sản Hồ Chí Minh; Công đoàn cơ sở; Trung tâm Y tế;
    Trạm Y tế; Hợp tác xã; Xí nghiệp; Tập đoàn; Bệnh viện Đa khoa
""")

#: What stays small within a name.
SMALL = _phrases("""
    tỉnh; thành phố; huyện; quận; thị xã; xã; phường; thị trấn; đặc khu; và; của; các; cấp; về; với; cho; trên địa
    bàn; số; khu vực; liên; trực thuộc; tại; thuộc; nhà trường
""")

POSTS = _phrases("""
    Chủ tịch; Phó Chủ tịch; Giám đốc; Phó Giám đốc; Tổng Giám đốc; Phó Tổng Giám đốc; Hiệu trưởng; Phó Hiệu trưởng;
    Hiệu phó; Chánh Văn phòng; Phó Chánh Văn phòng; Chánh Thanh tra; Phó Chánh Thanh tra; Chánh án; Viện trưởng; Phó
    Viện trưởng; Cục trưởng; Phó Cục trưởng; Chi cục trưởng; Phó Chi cục trưởng; Bộ trưởng; Thứ trưởng; Bí thư; Phó Bí
    thư; Bí thư Đảng ủy; Chủ nhiệm; Phó Chủ nhiệm; Tổ trưởng; Tổ phó; Đội trưởng; Phó Đội trưởng; Trạm trưởng; Phó
    Trạm trưởng; Hạt trưởng; Vụ trưởng; Phó Vụ trưởng; Kế toán trưởng; Chỉ huy trưởng; Phó Chỉ huy trưởng; Chính ủy;
    Chính trị viên; Tổng Biên tập; Tổng Cục trưởng; Thủ trưởng; Thủ trưởng đơn vị; Thủ tướng; Phó Thủ tướng; Trưởng
    ban; Phó Trưởng ban; Trưởng phòng; Phó Trưởng phòng; Trưởng khoa; Phó Trưởng khoa; Trưởng trạm; Phó Trưởng trạm;
    Trưởng đoàn; Trưởng Công an; Phó Trưởng Công an; Trưởng tiểu ban; Phó Trưởng tiểu ban; Trưởng bộ môn; Trưởng thôn;
    Trưởng ấp; Thường trực; Phụ trách; Ủy viên; Ủy viên thường trực; Công chức; Cán bộ; Người lập; Người lập kế hoạch;
    Người lập biểu; Thư ký; Quyền; Phó ban; Phó phòng; Tổ trưởng chuyên môn; Trưởng đơn vị; Tổng phụ trách;
    Tổng phụ trách
    Đội; Phụ trách Đội; Khối trưởng; Nhóm trưởng; Đồn trưởng; Giáo viên; Người thực
    hiện; Người viết; Đại tá; Thượng tá; Trung
    tá; Thiếu tá
""")
