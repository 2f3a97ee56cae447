"""full_name, place, committee: a unit's kind and name -> how the decree writes them; slug: a heading -> its key.

In: `phường`, `Điện Biên Phủ`.  Out: `Phường Điện Biên Phủ`. Whether a name is that of a person or an event
is told by the list below; a register's column overrules it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

#: The kinds of units, and the level of each where it stands alone; a thành phố with a parent is of level huyện.
KINDS = {
    "tỉnh": "tỉnh",
    "thành phố": "tỉnh",
    "huyện": "huyện",
    "quận": "huyện",
    "thị xã": "huyện",
    "xã": "xã",
    "phường": "xã",
    "thị trấn": "xã",
    "đặc khu": "xã",
}

_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
#: A number in digits or in Roman ones: Quận 1, Phường III.
_NUMBER = re.compile(r"\d+[A-Za-zĐđ]?|[IVX]+")
#: Three syllables that open with one of these are a person; Phan Rí Cửa, Phan Rí Thành are places.
_PERSON = re.compile(
    r"(?!phan rí )(?:nguyễn|trần|lê|phạm|phan|huỳnh|võ|đặng|bùi|đỗ|hồ|ngô|lý|trương|tạ)(?: [^\W\d]+){2,3}"
)
#: Persons by whom units are named and whom `_PERSON` does not tell, then events.
_KNOWN = """
An Dương Vương, Âu Cơ, Bà Triệu, Cao Bá Quát, Cao Thắng, Châu Văn Liêm, Chu Văn An, Dương Minh Châu,
Đào Duy Từ, Đinh Công Tráng, Đinh Tiên Hoàng, Đoàn Thị Điểm, Hà Huy Tập, Hai Bà Trưng,
Hàm Nghi, Hoàng Diệu, Hoàng Hoa Thám, Hoàng Văn Thụ, Hùng Vương, Kim Đồng, Lê Bình, Lê Chân, Lê Duẩn, Lê Lai,
Lê Lợi, Lương Khánh Thiện, Lương Thế Trân, Lương Thế Vinh, Lương Văn Tri, Lý Bôn, Mạc Đĩnh Chi, Mai Hắc Đế,
Mai Thúc Loan, Minh Khai, Ngô Mây, Ngô Quyền, Nguyễn Du, Nguyễn Huệ, Nguyễn Nghiêm, Nguyễn Phích, Nguyễn Trãi,
Nông Văn Dền, Nùng Trí Cao, Phan Thanh, Phùng Chí Kiên, Phùng Hưng, Quách Phẩm, Quang Trung, Thục Phán, Tô Hiệu,
Tôn Đức Thắng, Tôn Thất Thuyết, Tống Duy Tân, Trần Hưng Đạo, Trần Lãm, Trần Liễu, Trần Phán, Trần Phú,
Triệu Thị Trinh, Trưng Nhị, Trưng Trắc, Trưng Vương, Vừ A Dính, Yết Kiêu,
Bạch Đằng, Cách mạng Tháng Tám, Điện Biên Phủ, Đồng Khởi, Xô Viết Nghệ Tĩnh
"""


def slug(text: str) -> str:
    """Return the key of a heading: `Số hộ cận nghèo` is `so_ho_can_ngheo`; "" where it has no letter or digit.

    Only a-z, 0-9 and `_`; a key never opens with a digit (`2024` is `cot_2024`).
    """
    plain = unicodedata.normalize("NFD", text.lower()).replace("đ", "d")
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    key = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
    return f"cot_{key}" if key[:1].isdigit() else key


@lru_cache(20_000)
def fold(text: str) -> str:
    """Return a text by which names are compared: capitals, blanks and the seat of a tone do not count.

    `HUYỆN  Hoà An` and `huyện Hòa An` are the same.
    """
    words = unicodedata.normalize("NFD", text.casefold()).split()
    seated = (_TONES.sub("", word) + "".join(_TONES.findall(word)) for word in words)
    return unicodedata.normalize("NFC", " ".join(seated))


_FOLDED = frozenset(fold(name) for name in _KNOWN.split(","))
_KIND_BY_FOLD = {fold(kind): kind for kind in KINDS}


def kind_of(text: str) -> str:
    """Return the kind that a text names in any case, or ""."""
    return _KIND_BY_FOLD.get(fold(text), "")


def noun_of(name: str) -> str:
    """Return the kind that a name opens with (`huyện` of `Huyện Bát Xát`), or ""."""
    folded = fold(name) + " "
    return next((kind for start, kind in _KIND_BY_FOLD.items() if folded.startswith(start + " ")), "")


def bare_name(kind: str, name: str) -> str:
    """Return a name without the noun of its kind in front: `huyện Bát Xát` of a huyện is `Bát Xát`.

    ValueError where the noun is that of another kind, or nothing is left.
    """
    noun = noun_of(name)
    if not noun:
        return name
    rest = " ".join(name.split()[len(noun.split()) :])
    if noun != kind or not rest:
        raise ValueError(noun)
    return rest


def is_named_for(name: str, kind: str = "") -> bool:
    """Tell whether a unit's name is a number, a person or an event (Phụ lục II, III.1.b).

    Thành phố Điện Biên Phủ is the place itself, not named for the event.
    """
    if kind == "thành phố" and fold(name) == fold("Điện Biên Phủ"):
        return False
    spelt = unicodedata.normalize("NFC", " ".join(name.split()))
    return bool(_NUMBER.fullmatch(spelt) or _PERSON.fullmatch(spelt.lower())) or fold(name) in _FOLDED


def full_name(kind: str, name: str, named_for: bool) -> str:
    """Return `huyện Bát Xát`, `Phường 1`, `Thành phố Hồ Chí Minh` (Phụ lục II, III.1.a, b, c)."""
    return f"{kind[:1].upper()}{kind[1:]} {name}" if named_for else f"{kind} {name}"


def place(kind: str, name: str, named_for: bool) -> str:
    """Return the địa danh of a unit's own documents: the bare name, or the full one where it is a number,
    a person or an event (Phụ lục I, phần I, II.4.a)."""
    return full_name(kind, name, named_for) if named_for else name


def committee(kind: str, name: str, named_for: bool) -> str:
    """Return `Ủy ban nhân dân huyện Bát Xát`."""
    return f"Ủy ban nhân dân {full_name(kind, name, named_for)}"
