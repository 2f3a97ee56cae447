"""Does a line go on in the next? Two lines and the habits of their text in; no, surely, or perhaps out.

A wrapped line is cut anywhere, and looks like a paragraph that ended. What tells them apart: signs at the end of the
one and the beginning of the other, words that cannot end a sentence, markers, the width at which the text was wrapped,
and the text itself, in which the two words stand side by side elsewhere, or the second is written with a capital in
mid-sentence. Nothing here knows any document.
"""

from __future__ import annotations

import re
from typing import Literal

from generator.importing.text.habits import Habit, bare, marker

Link = Literal["no", "sure", "guess"]

#: Words after which no sentence and no heading ends.
_BOUND = frozenset(
    "của và về các những cho theo với tại trong từ đến là do để nhằm thuộc giữa số ngày bởi như khi nếu mà hoặc hay "
    "mỗi từng mọi khoản điểm gồm vì rằng bằng".split()
)
#: Those of them that ask for a figure, and end a heading as well.
_FIGURED = frozenset("số ngày khoản điểm".split())
#: Words after which a figure follows.
_COUNTED = frozenset(
    "số ngày tháng năm quý khoản điều mục điểm khóa khoá đoạn khoảng trên dưới đạt từ đến thứ tuần lần giờ lục biểu "
    "nhất còn thiểu đa là và hoặc".split()
)
#: Words after which a letter or a Roman number follows.
_LETTERED = frozenset("điểm khoản nhóm loại hạng lớp khóa khoá phần quý vitamin thứ mục cấp vùng hệ".split())
_BEGINS = re.compile(
    r"(?:căn cứ|thực hiện|theo đề nghị|theo|xét|nơi nhận|kính gửi|trên đây|độc lập|lưu)\b", re.IGNORECASE
)
#: A line of the signature begins anew, whatever stands before it (Nghị định 30/2020, Điều 8 khoản 7).
_SIGNER = re.compile(
    r"(?:t/?m|k/?t|t/?l|t/?uq|q\.|quyền|phó|chủ tịch|giám đốc|hiệu trưởng|chánh|trưởng (?:ban|phòng)|bộ trưởng"
    r"|thứ trưởng|cục trưởng|tổng cục trưởng|vụ trưởng|bí thư|chỉ huy trưởng|người đứng đầu)(?:\b|\.)",
    re.IGNORECASE,
)
#: Kinds of documents, each alone on its line (Nghị định 30/2020, Điều 7), and lines that end by themselves.
_ALONE = re.compile(
    r"(?:DỰ THẢO )?(?:KẾ HOẠCH|QUYẾT ĐỊNH|NGHỊ QUYẾT|CHỈ THỊ|THÔNG BÁO|HƯỚNG DẪN|CHƯƠNG TRÌNH|PHƯƠNG ÁN|ĐỀ ÁN|BÁO CÁO"
    r"|TỜ TRÌNH|CÔNG VĂN)|(?i:phụ lục(?: \w{1,5})?|biểu(?: số)? \w{1,4}|nơi nhận:?"
    r"|cộng h[oò][àa] xã hội chủ nghĩa việt nam|độc lập - tự do - hạnh phúc)"
)
_BODY = re.compile(
    r"(?:ủy ban|uỷ ban|ubnd|hđnd|thành phố|tỉnh|huyện|quận|xã|phường|thị trấn|thị xã|sở|phòng|trường|trung tâm|ban|bộ"
    r"|cục|chi cục|đảng|hội|văn phòng|tổng|công ty|bệnh viện|viện|kho bạc|công an|t[òo][aà] án|đặc khu|liên đo[àa]n"
    r"|liên đội|liên hiệp|chi đo[àa]n|công đo[àa]n|đo[àa]n|đội|đài|báo|trạm|bảo hiểm|ngân hàng|học viện|đại học"
    r"|mặt trận|bch|thuế|hạt|thanh tra|tập đo[àa]n|bảo tàng|thư viện|nhà văn hóa)\b",
    re.IGNORECASE,
)
#: What an office says of its plan, in the paragraph below the bases.
_ISSUES = re.compile(r"\b(?:xây dựng|ban hành|lập|triển khai|đề ra|tổ chức)\b", re.IGNORECASE)
#: A marker of several numbers, and a single one, before a capital: a new item, whatever stands before it.
_NESTED = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?\s+[^\W\d_a-zà-ỹđ]")
_SINGLE = re.compile(r"\d{1,2}[.)/]\s*[^\W\d_a-zà-ỹđ]")
_DATED = frozenset("ngày tháng năm quý tuần giờ thứ".split())
_MOTTO = "cộng hòa xã hội chủ nghĩa việt nam"
_AREA = re.compile(r"(?:thành phố|tỉnh|huyện|quận|xã|phường|thị trấn|thị xã|đặc khu|sở|trường)\b", re.IGNORECASE)
_CLOSERS = " \t”\"’')]»*"


def link(before: str, after: str, habit: Habit, *, first: bool = False, cell: bool = False) -> Link:
    """Tell whether `after` goes on with the sentence of `before`, two lines of one text one below the other.

    `first`: `before` is the first line of its paragraph, which a portal cuts anywhere. `cell`: both stand in a
    cell, where lines are short. Of `spaced` texts only lines without a blank one between are asked about.
    """
    before, after = before.strip(), after.strip()
    if not before or not after:
        return "no"
    if before[:1] in "cC" and _MOTTO.startswith(f"{before} {after}".lower()):
        return "sure"
    if alone(before) or alone(after) or after.startswith("Căn cứ "):
        return "no"
    last = before.rstrip(_CLOSERS)[-1:]
    wide = habit.width if not first or not habit.opening else min(habit.width, habit.opening)
    full = bool(wide) and len(before) + 1 + len(after.split()[0]) > wide - 1
    if marker(after):
        return _marked(before, after, last, habit, full)
    if after[0] in ",.;:)]”»%" and last not in ".;:!?":
        return "sure"
    if last == ":":
        if habit.spaced and not cell:
            return "sure"
        cut = after[0].islower() or (first and marker(before))
        return "guess" if cut and habit.wrapped and full else "no"
    if last in ".;!?…" and before.rstrip(_CLOSERS)[-3:] not in ("...", ",..") and last != "…":
        return _ended(before, after, last, habit, full)
    if not full and issues(before, after):
        return "no"
    if is_address(after) and not habit.wrapped:
        return "no"  # on a line of its own by intent
    if _offices(before, after):
        return "no"
    if after[0].islower() or hangs(before, after):
        return "sure"
    if before.isupper() != after.isupper() and before.isupper() and not first:
        return "no"
    return _capital(before, after, habit, full, first, cell)


def _marked(before: str, after: str, last: str, habit: Habit, full: bool) -> Link:
    """Tell of a line that begins as an item does, but may not be one: `- Thương binh …` after `Sở Lao động`,
    `12. Các …` after `tháng`."""
    if last in ".;:!?" or marker(before) == before:
        return "no"
    ending, sign, rest = final(before), after[0], after[1:].lstrip()
    if sign in "-–" and rest:
        return _dashed(before, rest, habit, full)
    if sign.isdigit():
        if ending not in _COUNTED or _NESTED.match(after):
            return "no"
        if not _SINGLE.match(after):
            return "sure"
        return "sure" if ending in _DATED - {"năm"} or (full and not _follows(before, after)) else "no"
    named = after[:2].lower() in ("ph", "ch", "mụ", "đi", "bi", "mẫ") and hangs(before)
    return "sure" if named or (sign.isalpha() and ending in _LETTERED) else "no"


def _follows(before: str, after: str) -> bool:
    """Tell whether two lines are a heading and its first item, or an item and the next (`A. QUAN ĐIỂM`, `1. Một`)."""
    own, next_ = marker(before).rstrip("./)- "), marker(after).rstrip("./)- ")
    return before.isupper() or (bool(own) and (next_ == "1" or (own.isdigit() and next_ == str(int(own) + 1))))


def _dashed(before: str, rest: str, habit: Habit, full: bool) -> Link:
    if before[-1].isdigit() and rest[0].isdigit():
        return "sure"
    full = full or (habit.width > 0 and len(before) + 3 + len(rest.split()[0]) > habit.width)
    known = ("-", bare(rest.split()[0])) in habit.pairs and (final(before), "-") in habit.pairs
    if known and not rest[0].isdigit():
        return "sure" if habit.wrapped and (full or rest[0].islower()) else "no"
    return "guess" if full and rest[0].islower() and habit.wrapped else "no"


def _ended(before: str, after: str, last: str, habit: Habit, full: bool) -> Link:
    """Tell of a line after one that ends in `.` or `;`: the paragraph's end, or only the sentence's."""
    if before.endswith(("./.", ".//.")) or not habit.wrapped:
        return "no"
    if after[0].islower():
        return "sure" if full or habit.spaced else "guess"
    if _BEGINS.match(after) and (last == ";" or not full):
        return "no"
    if habit.spaced:
        return "guess" if last == ";" and not full else "sure"
    return "guess" if full and not before.isupper() else "no"


def _capital(before: str, after: str, habit: Habit, full: bool, first: bool, cell: bool) -> Link:
    """Tell of a line that begins with a capital, a figure or a bracket, after one without a sign at its end."""
    word, ending = bare(after.split()[0]), final(before)
    shouted = before.isupper() and after.isupper()
    if shouted and (_SIGNER.match(after) or _SIGNER.match(before)):
        rest = (ending, word.lower()) in habit.pairs and len(after.split()) < 3 and not _SIGNER.match(after)
        return "sure" if rest else "no"
    if shouted and _BODY.match(after) and (cell or _BODY.match(before) or before.startswith("HỘI ĐỒNG")):
        return "no"  # an office below the office it belongs to
    if not habit.wrapped:
        return "no"
    if before.isupper() and not after.isupper():
        return "no"
    if habit.spaced or (full and not first) or (word[:1].isdigit() and (first or cell)):
        return "sure"
    near = (ending, word.lower()) in habit.pairs if shouted else (ending, word) in habit.pairs
    if near or len(before.split()) == 1 or cell:
        return "sure" if not cell or near else "guess"
    if word[:1].isdigit() or after[0] in '(“"[':
        return "sure" if first else "guess"
    if not first and not shouted and before[-1].isalnum() and len(before) > 0.6 * habit.width and not begins(after):
        return "guess"  # a portal's own odd wraps: no paragraph of several lines ends without a sign
    return "guess" if first and (_proper(after, habit, full) or (shouted and not _BODY.match(after))) else "no"


def _proper(after: str, habit: Habit, full: bool) -> bool:
    """Tell whether the first word of a line has its capital also in mid-sentence, so that it need not begin one."""
    words = [bare(word) for word in after.split()[:2]]
    pair = " ".join((words[0].lower(), *words[1:]))
    capital, small = habit.capital.get(pair, 0), habit.small.get(pair, 0)
    if capital or small:
        return capital > (0.3 if full else 1.0) * small
    capital, small = habit.capital.get(words[0].lower(), 0), habit.small.get(words[0].lower(), 0)
    return capital > (0 if full else small)


def shouted_on(before: str, after: str) -> bool:
    """Tell whether a line in capitals goes on in the next, given that one look (bold) goes on over the line's end."""
    if not (before.isupper() and after.isupper()) or _ALONE.fullmatch(before.strip()) or marker(after):
        return False
    return not _SIGNER.match(after) and not _AREA.match(after)


def alone(text: str) -> bool:
    """Tell whether a line stands by itself: the kind of a document, the country's name, the motto, `Nơi nhận:`."""
    return bool(_ALONE.fullmatch(text.strip("*_# ")))


def is_address(text: str) -> bool:
    """Tell whether a text begins with an address of the web."""
    return text.startswith(("http://", "https://", "www."))


def begins(text: str) -> bool:
    """Tell whether a text begins as a paragraph does: with a basis, the recipients, the closing, a signer."""
    return bool(_BEGINS.match(text) or _SIGNER.match(text) or _ALONE.fullmatch(text))


def final(text: str) -> str:
    """Return the last word of a text in small letters, without the signs around it."""
    words = text.split()
    return bare(words[-1]).lower() if words else ""


def issues(before: str, after: str) -> bool:
    """Tell whether a text ends as the last basis may, at a comma, and the next says who issues the plan by it."""
    return before[-1] == "," and after[0].isupper() and bool(_BODY.match(after)) and bool(_ISSUES.search(after))


def _offices(before: str, after: str) -> bool:
    """Tell whether two lines in capitals name an office and the one below it, though a name ends as a word that
    asks for another may (`UBND HUYỆN BA VÌ`)."""
    if not (before.isupper() and after.isupper() and _BODY.match(before) and _BODY.match(after)):
        return False
    return before[-1].isalpha() and final(before) not in ("và", "của", "các", "thuộc", "với", "trực")


def hangs(before: str, after: str = "") -> bool:
    """Tell whether a text cannot end here: at a comma, an open bracket, a word that asks for another; one that asks
    for a figure (`chuyển đổi số`) only where a figure may follow."""
    if final(before) in _FIGURED and after[:1].isupper():
        return False
    if before[-1] in ",-–/(“[&" and marker(before) != before:
        return True
    if before.count("(") > before.count(")") and len(before) < 2000:
        return True
    return final(before) in _BOUND and before.rstrip('”"')[-1].isalpha()
