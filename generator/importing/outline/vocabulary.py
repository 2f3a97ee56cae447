"""ordinary: a heading in capitals -> the same in ordinary case, where all its words are of the common stock of plans.

The generator prints sections in capitals itself; in a file they read better in ordinary case. A name (of a place, a
programme, a body) must not lose its capitals, so one word that is not in the list leaves the whole heading as it is.
"""

from __future__ import annotations

from dataclasses import replace

from generator.importing.sheet import Rich, plain

_WORDS = frozenset(
    """
    mục đích yêu cầu tiêu chỉ chung cụ thể nội dung nhiệm vụ giải pháp chủ yếu trọng tâm tổ chức thực hiện kinh phí
    nguồn vốn dự toán phân công trách chế độ báo cáo thông tin thời gian địa điểm thành phần đối tượng phạm vi tiến
    kế hoạch công tác và các của về với một số hình thức phương án tiến độ khen thưởng thi đua xếp loại hạng cách tiêu
    chí đánh giá kiểm tra giám sát tuyên truyền triển khai điều kiện bảo đảm đảm pháp lý sự cần thiết quan điểm
    nguyên tắc kết quả tình hình đặc thuận lợi khó khăn tồn tại hạn nhân bài học kinh nghiệm hoạt động chương trình
    thực trạng quy trình bước tham gia dự thống nhất đầu tư hỗ trợ nâng cao chất lượng hiệu lực năng phát huy tăng
    cường đẩy mạnh xây dựng hoàn thiện hành rà soát sơ tổng kết quản huy động sử dụng tài chính ngân sách lộ giai
    đoạn sản phẩm dự kiến đề xuất kiến nghị hồ thủ tục lịch biện cơ quan đơn vị liên phối hợp chủ trì
    """.split()
)


def ordinary(text: Rich) -> Rich:
    """Return a heading in ordinary case where that is safe, else as it is."""
    words = plain(text)
    if words.upper() != words or any(span.note for span in text):
        return text
    if not all(word.strip(".,:;-–()") in _WORDS for word in words.lower().split()):
        return text
    made = words.lower()
    shown = made[:1].upper() + made[1:]
    return (replace(text[0], text=shown),) if text else text
