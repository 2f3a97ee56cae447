"""role: the heading of a section -> the mission key that what it holds stands under (`targets`, `budget`, …), or "".

General words of Vietnam's plans, not those of any office. A heading that speaks of two matters has no key: what is
below it says which.
"""

from __future__ import annotations

import re

_NUMBER = re.compile(r"^(?:[IVXLC]+|\d+(?:\.\d+)*|[a-zđ])\s?[.)/]\s+")
_ALL = "(?:các |những |một số |hệ thống )?"
_RULES: dict[str, str] = {
    "purpose": r"mục đích(?:(?:,| và| -) yêu cầu)?(?:,? (?:của|xây dựng|ban hành) .*)?$|mục đích,?(?: và)? ý nghĩa",
    "requirements": r"(?:các )?yêu cầu(?: chung| cụ thể| đặt ra| thực hiện)?$",
    "reporting_schedule": r"(?:về )?(?:chế độ |công tác |thời gian |quy định (?:về )?)?(?:thông tin,? ?(?:và )?)?"
    r"(?:chế độ )?báo cáo(?! viên)(?!\w)",
    "budget": rf"(?:về )?(?:dự toán |nguồn |khái toán |tổng )?(?:và nguồn )?{_ALL}(?:kinh phí|vốn|ngân sách)(?!\w)"
    r"|dự toán(?!\w)|nguồn (?:lực|vốn|kinh phí)",
    "responsibilities": r"(?:công tác )?(?:tổ chức,? (?:và )?(?:triển khai )?thực hiện|tổ chức triển khai|phân công"
    r"|trách nhiệm|nhiệm vụ của các)",
    "targets": rf"(?:về )?{_ALL}(?:mục tiêu|chỉ tiêu)(?!\w)|{_ALL}kết quả,? (?:và )?chỉ tiêu",
    "solutions": rf"{_ALL}(?:nhiệm vụ|giải pháp|biện pháp|nội dung(?:,| và) (?:nhiệm vụ|giải pháp|biện pháp))(?!\w)",
}
_KEYS = tuple((key, re.compile(words, re.IGNORECASE)) for key, words in _RULES.items())
_MIXED = re.compile(
    r"mục tiêu.*(?:giải pháp|nhiệm vụ|nội dung|phạm vi|đối tượng|yêu cầu)|chỉ tiêu.*(?:giải pháp|nhiệm vụ)"
    r"|kinh phí.*tổ chức",
    re.IGNORECASE,
)
#: A sentence that ends thus tells what its list holds.
_LEADS = re.compile(
    r"(?:chỉ tiêu|mục tiêu)(?:\s[^.:]{0,50})?(?:như sau|sau đây|sau|cụ thể|là|gồm)?\s*:$", re.IGNORECASE
)


def role(heading: str) -> str:
    """Return the mission key of a heading, as typed (its own number does not count)."""
    text = _NUMBER.sub("", " ".join(heading.split())).strip(" .:;*")
    if not text or len(text) > 300 or _MIXED.match(text):
        return ""
    return next((key for key, rule in _KEYS if rule.match(text)), "")


def led(sentence: str) -> str:
    """Return `targets` where a sentence announces figures to be reached (`… bằng các chỉ tiêu cụ thể như sau:`)."""
    return "targets" if _LEADS.search(sentence[-120:]) else ""
