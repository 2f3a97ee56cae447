"""starter: the plan that `kehoach new` writes, ready to build, with a word on each key."""

from __future__ import annotations

import os
from pathlib import Path

_TEXT = """\
# yaml-language-server: $schema={schema}
# Kế hoạch mẫu: sửa nội dung, xóa phần không dùng. Số thứ tự, dấu đầu dòng và thể thức do chương trình ghi.
# In thử: make plan PLAN={name}

status: draft                     # in chữ DỰ THẢO; lệnh `kehoach issue` đổi khi ban hành

issuer:
  name: Ủy ban nhân dân xã Tân Bình
  place: Tân Bình                 # địa danh ghi trước ngày tháng

# number: "12"                    # số văn bản, ghi khi ban hành
date: {year}                        # ghi đủ khi ban hành: 28/01/{year}

title: Thực hiện công tác giảm nghèo bền vững năm {year} trên địa bàn xã Tân Bình

variables:
  year: "{year}"

bases:                            # không cần dấu ; và . ở cuối
  - Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025
  - Căn cứ Kế hoạch số …/KH-UBND ngày … của Ủy ban nhân dân tỉnh về giảm nghèo bền vững năm {{{{ year }}}}

opening: >-
  Ủy ban nhân dân xã ban hành Kế hoạch thực hiện công tác giảm nghèo bền vững
  năm {{{{ year }}}} như sau:

purpose:
  - Tổ chức thực hiện có hiệu quả các chính sách giảm nghèo trên địa bàn xã.

requirements:
  - Xác định rõ nhiệm vụ, trách nhiệm của từng cơ quan, đơn vị và thời hạn hoàn thành.

targets:
  - id: ho-ngheo
    text: "Giảm tỷ lệ hộ nghèo {{{{ value }}}} so với năm trước."
    value: "1,5"
    unit: "%"
    better: higher
  - 100% người thuộc hộ nghèo được cấp thẻ bảo hiểm y tế.

solutions:
  - heading: Tuyên truyền, nâng cao nhận thức
    text: Tuyên truyền chủ trương, chính sách giảm nghèo đến từng thôn, tổ dân phố.
  - heading: Hỗ trợ sinh kế
    text: >-
      Hỗ trợ hộ nghèo vay vốn, học nghề và tiếp cận việc làm để đạt chỉ tiêu
      tại {{{{ ref.ho-ngheo }}}}.

budget:
  - text: "Kinh phí thực hiện: {{{{ amount }}}} (Bằng chữ: {{{{ amount | in_words }}}})."
    amount: "1.250.000.000"
    unit: đồng

responsibilities:
  - agency: Phòng Kinh tế
    tasks:
      - Chủ trì, tham mưu Ủy ban nhân dân xã triển khai Kế hoạch này.
      - Tổng hợp kết quả thực hiện, báo cáo theo quy định.
  - agency: Các thôn, tổ dân phố
    text: Phối hợp rà soát hộ nghèo, hộ cận nghèo trên địa bàn.

reporting_schedule:
  - period: 6 tháng
    due: 15/6/{year}
    from: các cơ quan, đơn vị
    to: Ủy ban nhân dân xã
    via: Phòng Kinh tế

closing: >-
  Trên đây là Kế hoạch thực hiện công tác giảm nghèo bền vững năm {{{{ year }}}}; yêu cầu các cơ quan,
  đơn vị tổ chức thực hiện.

recipients:                       # không cần dấu - và ; dòng Lưu viết ở archive
  - UBND tỉnh (b/c)
  - TT Đảng ủy, TT HĐND xã
  - Các cơ quan, đơn vị liên quan
  - archive: VT, KT

signatory:
  on_behalf_of: Ủy ban nhân dân   # TM. ỦY BAN NHÂN DÂN
  signs_for: Chủ tịch             # KT. CHỦ TỊCH; Chủ tịch ký thì bỏ dòng này
  title: Phó Chủ tịch
  # name: Nguyễn Văn A            # ghi khi ban hành
"""


def starter(path: Path, schema: Path) -> str:
    """Return the text of a new plan that will stand at `path`; `schema` is where editors find keys.

    The year is the one of the clock, the only thing that is.
    """
    import datetime

    reference = os.path.relpath(schema, path.parent).replace(os.sep, "/")
    return _TEXT.format(schema=reference, name=path, year=datetime.date.today().year)
