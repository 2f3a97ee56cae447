"""Numbers, dates, money and order as Vietnamese offices write them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import vietnamese as vi
from generator.vietnamese import IssueDate

WORDS = {
    "0": "không",
    "4": "bốn",
    "5": "năm",
    "10": "mười",
    "11": "mười một",
    "14": "mười bốn",
    "15": "mười lăm",
    "20": "hai mươi",
    "21": "hai mươi mốt",
    "24": "hai mươi bốn",
    "25": "hai mươi lăm",
    "100": "một trăm",
    "101": "một trăm linh một",
    "105": "một trăm linh năm",
    "110": "một trăm mười",
    "115": "một trăm mười lăm",
    "121": "một trăm hai mươi mốt",
    "555": "năm trăm năm mươi lăm",
    "1000": "một nghìn",
    "1005": "một nghìn không trăm linh năm",
    "1050": "một nghìn không trăm năm mươi",
    "2024": "hai nghìn không trăm hai mươi bốn",
    "10000": "mười nghìn",
    "100000": "một trăm nghìn",
    "1000001": "một triệu không trăm linh một",
    "1001000": "một triệu không trăm linh một nghìn",
    "1000000000": "một tỷ",
    "1000000005": "một tỷ không trăm linh năm",
    "148400000000": "một trăm bốn mươi tám tỷ bốn trăm triệu",
    "12345678901234": "mười hai nghìn ba trăm bốn mươi lăm tỷ sáu trăm bảy mươi tám triệu chín trăm linh một "
    "nghìn hai trăm ba mươi bốn",
    "1000000000000000": "một triệu tỷ",
    "1000000000000000000": "một tỷ tỷ",
    "-5": "âm năm",
    "1,5": "một phẩy năm",
    "2,05": "hai phẩy không năm",
    "0,5": "không phẩy năm",
    "148,45": "một trăm bốn mươi tám phẩy bốn mươi lăm",
    "3,141": "ba phẩy một bốn một",
}


@pytest.mark.parametrize(("number", "words"), WORDS.items())
def test_number_in_words(number, words):
    assert vi.in_words(vi.parse_number(number)) == words


def read_back(words: str) -> Decimal:
    """Turn number words into the number again, by a grammar of its own (no shared code)."""
    text = words.removeprefix("âm ")
    whole, _, fraction = text.partition(" phẩy ")
    value = Decimal(_whole(whole.split()))
    if fraction:
        parts = fraction.split()
        digits = (
            "".join(str(_UNITS[w]) for w in parts) if all(w in _UNITS for w in parts) else str(_below_thousand(parts))
        )
        value += Decimal("0." + digits)
    return -value if words.startswith("âm ") else value


_UNITS = {w: i for i, w in enumerate(["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"])}


def _whole(words: list[str]) -> int:
    if "tỷ" in words:
        at = len(words) - 1 - words[::-1].index("tỷ")
        return _whole(words[:at]) * 10**9 + (_whole(words[at + 1 :]) if words[at + 1 :] else 0)
    for name, size in (("triệu", 10**6), ("nghìn", 10**3)):
        if name in words:
            at = words.index(name)
            rest = words[at + 1 :]
            return _below_thousand(words[:at]) * size + (_whole(rest) if rest else 0)
    return _below_thousand(words)


def _below_thousand(words: list[str]) -> int:
    total = 0
    rest = list(words)
    if "trăm" in rest:
        at = rest.index("trăm")
        total += _UNITS[rest[at - 1]] * 100
        rest = rest[at + 1 :]
    if rest[:1] == ["linh"]:
        return total + _UNITS[rest[1]]
    if "mươi" in rest:
        at = rest.index("mươi")
        total += _UNITS[rest[at - 1]] * 10
        rest = rest[at + 1 :]
    elif rest[:1] == ["mười"]:
        total += 10
        rest = rest[1:]
    return total + ({"mốt": 1, "lăm": 5} | _UNITS)[rest[0]] if rest else total


@given(st.integers(min_value=-(10**24), max_value=10**24))
def test_words_of_a_whole_number_read_back_to_it(number):
    assert read_back(vi.in_words(number)) == number


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=3))
def test_words_of_a_decimal_read_back_to_it(number):
    assert read_back(vi.in_words(number)) == number


@given(st.decimals(min_value=-(10**15), max_value=10**15, places=2))
def test_a_formatted_number_parses_back(number):
    assert vi.parse_number(vi.format_number(number)) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [("1.597", 1597), ("4,10", "4.1"), ("1.234.567,89", "1234567.89"), ("05", 5), ("12", 12), ("−3", -3)],
)
def test_a_number_is_read_as_a_vietnamese_reads_it(text, number):
    assert vi.parse_number(text) == Decimal(number)


@pytest.mark.parametrize("text", ["", "1.5", "1.2345", "a", "1,2,3", "1..2", "12.34,5", "½", "١٢"])
def test_what_is_no_number_is_none(text):
    assert vi.parse_number(text) is None


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("148,4 tỷ đồng", 148_400_000_000),
        ("1.500.000 đồng", 1_500_000),
        ("65 triệu đồng", 65_000_000),
        ("2 nghìn tỷ đồng", 2 * 10**12),
    ],
)
def test_money_is_read_in_dong(text, amount):
    assert vi.parse_money(text) == amount


def test_money_in_words_begins_with_a_capital_and_ends_in_dong():
    assert vi.money_in_words(Decimal(148_400_000_000)) == "Một trăm bốn mươi tám tỷ bốn trăm triệu đồng"
    assert vi.money_in_words(Decimal(0)) == "Không đồng"


def test_num2words_speaks_through_our_converter():
    import num2words

    vi.in_words(1)
    assert num2words.num2words(1005, lang="vi") == "một nghìn không trăm linh năm"
    assert num2words.num2words(4, lang="vi", to="ordinal") == "thứ tư"
    assert num2words.num2words(2024, lang="vi", to="year") == "năm hai nghìn không trăm hai mươi bốn"
    assert num2words.num2words(15, lang="vi", to="currency", currency="VND") == "mười lăm đồng"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2022-01-28", IssueDate(28, 1, 2022)),
        ("28/01/2022", IssueDate(28, 1, 2022)),
        ("28/1/2022", IssueDate(28, 1, 2022)),
        ("2022-05", IssueDate(None, 5, 2022)),
        ("5/2022", IssueDate(None, 5, 2022)),
        ("2022", IssueDate(None, None, 2022)),
    ],
)
def test_a_date_is_understood_in_both_orders(text, date):
    assert vi.parse_date(text) == date


@pytest.mark.parametrize("text", ["2022-13-01", "30/02/2022", "0/1/2022", "2022-00", "31/4/2026"])
def test_an_impossible_date_is_refused(text):
    with pytest.raises(ValueError):
        vi.parse_date(text)


@pytest.mark.parametrize(
    ("date", "text"),
    [
        (IssueDate(5, 1, 2020), "ngày 05 tháng 01 năm 2020"),
        (IssueDate(29, 6, 2019), "ngày 29 tháng 6 năm 2019"),
        (IssueDate(9, 2, 2026), "ngày 09 tháng 02 năm 2026"),
        (IssueDate(10, 3, 2026), "ngày 10 tháng 3 năm 2026"),
        (IssueDate(None, 5, 2022), "ngày …… tháng 5 năm 2022"),
        (IssueDate(), "ngày …… tháng …… năm ……"),
    ],
)
def test_the_zero_rule_of_dates(date, text):
    assert vi.long_date(date) == text


def test_vietnamese_order():
    words = ["đa", "da", "dạ", "dã", "dả", "dà", "dá", "ăn", "an", "ân", "êm", "em", "ơn", "ôn", "on", "ưng", "ung"]
    assert sorted(words, key=vi.sort_key) == [
        "an", "ăn", "ân", "da", "dà", "dả", "dã", "dá", "dạ", "đa", "em", "êm", "on", "ôn", "ơn", "ung", "ưng",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Céng hßa x· héi chñ nghÜa ViÖt Nam",
        "§éc lËp - Tù do - H¹nh phóc",
        "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam",
        "Ñoäc laäp - Töï do - Haïnh phuùc",
        "UÛy ban nhaân daân huyeän",
    ],
)
def test_a_legacy_text_is_recognised(text):
    assert vi.looks_legacy(text)


@pytest.mark.parametrize(
    "text",
    [
        "Cộng hòa xã hội chủ nghĩa Việt Nam",
        "Phối hợp với Müller GmbH và Citroën về dự án nước sạch tại địa phương",
        "Diện tích 5 m², nhiệt độ 30°C, sai số ±2%, §3 của Luật",
        "kế hoạch số 12/KH-UBND · mục I – II",
        "100 m², 50 km², 5.000 m³, 200 m²/hộ, 25 µg/m³",
        "Ông François Noël và công ty Citroën Việt",
        "chương trình «Nông thôn mới», Microsoft® Windows®, Nội dung¹ và²",
        "tọa độ 10°30’B 105°10’Đ, nhiệt độ 30°C, 35°C và 40°C",
        "Hoà bình, thuỷ lợi, quý III, khoẻ, toà án, loã xoã",
    ],
)
def test_vietnamese_and_foreign_names_are_no_legacy_text(text):
    assert not vi.looks_legacy(text)
