"""office: a number -> the commune that writes the plan of that number, with its people and villages.

In: the number of a plan, from 0, and a seed.  Out: frozen names. The provinces are those of today; communes, people
and villages are made from syllables that such names really have, so that none of them stands for a real person.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache

#: Communes of a province, about as many as the 34 provinces have on average (3,321 in all).
A_PROVINCE = 98

#: (slug, the form that stands before the name, name)
PROVINCES = (
    ("lai-chau", "tỉnh", "Lai Châu"), ("dien-bien", "tỉnh", "Điện Biên"), ("son-la", "tỉnh", "Sơn La"),
    ("lang-son", "tỉnh", "Lạng Sơn"), ("quang-ninh", "tỉnh", "Quảng Ninh"), ("thanh-hoa", "tỉnh", "Thanh Hóa"),
    ("nghe-an", "tỉnh", "Nghệ An"), ("ha-tinh", "tỉnh", "Hà Tĩnh"), ("cao-bang", "tỉnh", "Cao Bằng"),
    ("tuyen-quang", "tỉnh", "Tuyên Quang"), ("lao-cai", "tỉnh", "Lào Cai"), ("thai-nguyen", "tỉnh", "Thái Nguyên"),
    ("phu-tho", "tỉnh", "Phú Thọ"), ("bac-ninh", "tỉnh", "Bắc Ninh"), ("hung-yen", "tỉnh", "Hưng Yên"),
    ("ninh-binh", "tỉnh", "Ninh Bình"), ("quang-tri", "tỉnh", "Quảng Trị"), ("quang-ngai", "tỉnh", "Quảng Ngãi"),
    ("gia-lai", "tỉnh", "Gia Lai"), ("khanh-hoa", "tỉnh", "Khánh Hòa"), ("lam-dong", "tỉnh", "Lâm Đồng"),
    ("dak-lak", "tỉnh", "Đắk Lắk"), ("dong-nai", "tỉnh", "Đồng Nai"), ("tay-ninh", "tỉnh", "Tây Ninh"),
    ("vinh-long", "tỉnh", "Vĩnh Long"), ("dong-thap", "tỉnh", "Đồng Tháp"), ("ca-mau", "tỉnh", "Cà Mau"),
    ("an-giang", "tỉnh", "An Giang"), ("ha-noi", "thành phố", "Hà Nội"), ("hue", "thành phố", "Huế"),
    ("hai-phong", "thành phố", "Hải Phòng"), ("da-nang", "thành phố", "Đà Nẵng"),
    ("can-tho", "thành phố", "Cần Thơ"), ("ho-chi-minh", "Thành phố", "Hồ Chí Minh"),
)  # fmt: skip

_FIRST = tuple(
    "Tân Phú Bình Long Vĩnh Hòa An Thanh Mỹ Đông Tây Nam Bắc Xuân Yên Hưng Quang Trung Hải Sơn Thọ Lộc Nghĩa Hồng Minh "
    "Đại Thượng Hạ Quảng Hà Cẩm Kim Ngọc Phước Thạnh Thiện Văn Trường Giao Khánh".split()
)
_SECOND = tuple(
    "Thành Hội Lâm Giang Phong Sơn Thủy Lạc Thịnh Khê Trạch Điền Hải Lộc Đức Hòa Tiến Thắng Phú Mỹ Lợi Hiệp Ninh Cường "
    "Bình Tân Châu Nguyên Trung Nghĩa Định Quang Vân Lương Hà Hưng Thuận An Phước Khánh".split()
)
_FAMILY = tuple("Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Lò Nông Vàng Giàng".split())
_MIDDLE = tuple("Văn Thị Đức Hữu Quốc Minh Ngọc Thanh Xuân Công Đình Thu Bích Hồng Quang Anh".split())
_GIVEN = tuple(
    "An Bình Châu Cường Dũng Dương Giang Hà Hải Hạnh Hiếu Hoa Hòa Hùng Hương Khánh Lan Linh Long Mai Minh Nam Nga "
    "Nghĩa Phong Phúc Phương Quân Sơn Tâm Thảo Thắng Thủy Tiến Trang Tuấn Vân Việt Vinh Yến".split()
)


@dataclass(frozen=True, slots=True)
class Office:
    """A commune: `kind` is xã or phường; `full` and `above` are how sentences name it and its province."""

    slug: str
    kind: str
    name: str
    full: str
    province: str
    form: str
    above: str
    villages: tuple[str, ...]
    chair: str
    deputy: str


def office(number: int, seed: int) -> Office:
    """Return the commune that writes plan `number`; within a province no two are called the same."""
    slug, form, province = PROVINCES[number // A_PROVINCE % len(PROVINCES)]
    own = random.Random(f"{seed} office {number}")
    kind = "phường" if own.random() < 0.2 else "xã"
    villages = tuple(dict.fromkeys(f"{own.choice(_FIRST)} {own.choice(_SECOND)}" for _ in range(14)))
    name, above = _names(slug, seed)[number % A_PROVINCE], f"{form} {province}"
    full = f"{kind} {name}"
    return Office(slug, kind, name, full, province, form, above, villages, person(own), person(own))


@cache
def _names(slug: str, seed: int) -> tuple[str, ...]:
    pairs = [f"{first} {second}" for first in _FIRST for second in _SECOND if first != second]
    return tuple(random.Random(f"{seed} {slug}").sample(pairs, A_PROVINCE))


def person(own: random.Random) -> str:
    """Return a name as people have them."""
    return f"{own.choice(_FAMILY)} {own.choice(_MIDDLE)} {own.choice(_GIVEN)}"
