"""How Vietnamese offices write numbers, dates, money, names and order.

num2words is used only here, with a converter of our own registered for `vi`: its own one says
"một nghìn lẻ năm" for 1005, "mười lăm" for -5 and "một phẩy năm mươi" for 1,5.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date as Date
from decimal import Decimal
from functools import cache
from typing import Any

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
#: What a sum of money may be counted in, in đồng.
MONEY_UNITS = {
    "đồng": 1,
    "nghìn đồng": 10**3,
    "ngàn đồng": 10**3,
    "triệu đồng": 10**6,
    "tỷ đồng": 10**9,
    "tỉ đồng": 10**9,
    "nghìn tỷ đồng": 10**12,
}
#: The largest number that is read out; no budget is larger.
LARGEST = 10**27


# --- numbers ------------------------------------------------------------------------------------

_GROUPED = re.compile(r"-?(?!0)\d{1,3}(\.\d{3})+(,\d+)?", re.ASCII)
_BARE = re.compile(r"-?\d+(,\d+)?", re.ASCII)


def parse_number(text: str) -> Decimal | None:
    """Return the number that a Vietnamese reader sees: `1.597` is 1597 and `4,10` is 4.1.

    None where the text is no number. Signs: `-` or `−` in front.
    """
    text = text.strip().replace("\N{MINUS SIGN}", "-")
    if len(text) > 40:  # no figure of a plan is longer
        return None
    if _GROUPED.fullmatch(text) or _BARE.fullmatch(text):
        return Decimal(text.replace(".", "").replace(",", "."))
    return None


def format_number(number: Decimal | int) -> str:
    """Return a number with dots for thousands and a comma for decimals: `1.234.567,89`."""
    exact = Decimal(number).copy_abs()
    sign, text = "-" if number < 0 else "", format(exact, "f")
    whole, _, fraction = text.partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    return f"{sign}{grouped},{fraction}" if fraction else sign + grouped


def in_words(number: Decimal | int) -> str:
    """Return the number in words: 1005 is `một nghìn không trăm linh năm`.

    Whole numbers below 10^27 and finite decimals; OverflowError beyond.
    """
    return str(_num2words()(number, lang="vi"))


def money_in_words(amount: Decimal) -> str:
    """Return a sum in đồng in words, capital first: `Một trăm triệu đồng`.

    A part of a đồng is kept in words ("phẩy"), since nothing may be dropped from a sum.
    """
    return capital(in_words(amount.normalize() if amount else 0)) + " đồng"


def parse_money(text: str) -> Decimal | None:
    """Return a sum such as `148,4 tỷ đồng` or `1.500.000 đồng` in đồng, or None."""
    found = re.fullmatch(r"([-−]?[\d.,]+)\s+(\D+)", text.strip())
    if not found or found[2].strip().lower() not in MONEY_UNITS:
        return None
    number = parse_number(found[1])
    return None if number is None else number * MONEY_UNITS[found[2].strip().lower()]


def _say_below_thousand(number: int, full: bool) -> list[str]:
    hundreds, tens, units = number // 100, number // 10 % 10, number % 10
    words = [DIGITS[hundreds], "trăm"] if hundreds or full else []
    if tens == 0:
        if units:
            words += ["linh", DIGITS[units]] if words else [DIGITS[units]]
        return words
    words += ["mười"] if tens == 1 else [DIGITS[tens], "mươi"]
    if units == 1 and tens > 1:
        words.append("mốt")
    elif units == 5:
        words.append("lăm")
    elif units:
        words.append(DIGITS[units])
    return words


def _say(number: int, full: bool = False) -> list[str]:
    """Words of a whole number; `full` says the hundreds even where they are zero."""
    if number >= 10**9:
        high, low = divmod(number, 10**9)
        return [*_say(high, full), "tỷ", *(_say(low, True) if low else [])]
    words: list[str] = []
    for size, name in ((10**6, "triệu"), (10**3, "nghìn"), (1, "")):
        group = number // size % 1000
        if group:
            words += _say_below_thousand(group, full or bool(words))
            words += [name] if name else []
    return words


class VietnameseWords:
    """What num2words calls for `lang="vi"`: cardinals, ordinals, years, money in đồng."""

    def to_cardinal(self, number: Decimal | int | float) -> str:
        value = number if isinstance(number, Decimal) else Decimal(str(number))
        if not value.is_finite() or abs(value) >= LARGEST:
            raise OverflowError("no words for a number of 10^27 or more")
        sign = ["âm"] if value < 0 else []
        whole, _, fraction = format(abs(value), "f").partition(".")
        words = sign + (_say(int(whole)) or [DIGITS[0]])
        if fraction:
            words.append("phẩy")
            if fraction[0] != "0" and len(fraction) <= 2:
                words += _say(int(fraction))
            else:  # 2,05 is "hai phẩy không năm"; longer ones digit by digit
                words += [DIGITS[int(digit)] for digit in fraction]
        return " ".join(words)

    def to_ordinal(self, number: int) -> str:
        special = {1: "nhất", 2: "hai", 4: "tư"}
        return "thứ " + special.get(int(number), self.to_cardinal(number))

    def to_ordinal_num(self, number: int) -> str:
        return f"thứ {number}"

    def to_year(self, number: int) -> str:
        return "năm " + self.to_cardinal(number)

    def to_currency(self, number: Decimal | int, currency: str = "VND", **_: object) -> str:
        if currency != "VND":
            raise NotImplementedError(currency)
        return self.to_cardinal(number) + " đồng"

    def str_to_number(self, text: str) -> Decimal:
        return Decimal(text)


@cache
def _num2words() -> Callable[..., Any]:
    import num2words

    num2words.CONVERTER_CLASSES["vi"] = VietnameseWords()
    function: Callable[..., Any] = num2words.num2words
    return function


# --- dates --------------------------------------------------------------------------------------

#: Nghị định 30/2020/NĐ-CP, Phụ lục I, Mẫu 1.4: what stands where a number is to be written by hand.
GAP = "……"


@dataclass(frozen=True, slots=True)
class IssueDate:
    """The date of a document, whose day, month or year a draft may leave out."""

    day: int | None = None
    month: int | None = None
    year: int | None = None

    @property
    def full(self) -> Date | None:
        """The calendar date, or None while a part is open."""
        if self.day and self.month and self.year:
            return Date(self.year, self.month, self.day)
        return None


def parse_date(text: str) -> IssueDate | None:
    """Return the date in `2022-01-28`, `28/01/2022`, `28/1/2022`, `2022/1/28`, `ngày 28 tháng 01 năm
    2022`, `2022-05`, `5/2022` or `2022`.

    None where the text has none of these forms; ValueError where there is no such day.
    """
    for pattern in (
        r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{1,2})(?:-(?P<day>[0-9]{1,2}))?)?",
        r"(?:(?:(?P<day>[0-9]{1,2})[/.-])?(?P<month>[0-9]{1,2})[/.-])(?P<year>[0-9]{4})",
        r"(?P<year>[0-9]{4})[/.](?P<month>[0-9]{1,2})[/.](?P<day>[0-9]{1,2})",
        r"(?:ngày(?P<day>[0-9]{1,2}))?tháng(?P<month>[0-9]{1,2})năm(?P<year>[0-9]{4})",
    ):
        found = re.fullmatch(pattern, re.sub(r"\s+", "", text.lower()))
        if found:
            day, month, year = (int(found[n]) if found[n] else None for n in ("day", "month", "year"))
            # raises for 2022-13-01, 30/02/2022 and 2022-00
            Date(year or 1, 1 if month is None else month, 1 if day is None else day)
            if not 1945 <= (year or 0) <= 2199:
                raise ValueError("year out of range")
            return IssueDate(day, month, year)
    return None


def long_date(date: IssueDate) -> str:
    """Return `ngày 05 tháng 01 năm 2020`; days below 10 and months 1, 2 take a zero (II.4.b)."""
    day = f"{date.day:02}" if date.day else GAP
    month = (f"{date.month:02}" if date.month < 3 else str(date.month)) if date.month else GAP
    return f"ngày {day} tháng {month} năm {date.year or GAP}"


# --- letters ------------------------------------------------------------------------------------


#: So many letters in capitals make a paragraph that is read, not a slogan or an abbreviation.
SHOUTED = 50


def is_shouted(text: str) -> bool:
    """Tell whether a paragraph is written in capitals from end to end."""
    return text.isupper() and sum(map(str.isalpha, text)) >= SHOUTED


def capital(text: str) -> str:
    """Return the text with its first letter capital and the rest as it was."""
    return text[:1].upper() + text[1:]


_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}


def sort_key(text: str) -> tuple[Any, ...]:
    """Return a key that sorts in Vietnamese order: a ă â … d đ e ê …, then the tones
    ngang huyền hỏi ngã sắc nặng, syllable by syllable."""
    words = re.findall(r"\w+|[^\w\s]+", text.lower())
    return tuple(([_letter(char)[0] for char in word], [_letter(char)[1] for char in word]) for word in words)


@cache
def _letter(char: str) -> tuple[tuple[int, str], int]:
    """A letter's place in the alphabet, with the letter itself for what is no letter of it, and its tone."""
    parts = unicodedata.normalize("NFD", char)
    tone = next((_TONES[mark] for mark in parts[1:] if mark in _TONES), 0)
    base = unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONES))
    return (_ALPHABET.find(base), base), tone


#: What a TCVN3 text (.VnTime) shows when read as Unicode: signs and capitals inside a word.
_TCVN3 = re.compile(
    r"[A-Za-zÀ-ỹ][¨©ª«¬®¸µ¶·¹»¾¼½×÷ßÞþ][A-Za-zÀ-ỹ]|[a-z][ÆÇËÌÎÏÑÒÓÕÖØÜ](?=[a-z]|$)|^[§®][a-zÀ-ỹ]{2}|^[a-z][·¸¶µ¹]$"
)
#: What a VNI text shows: tone letters after the vowel they belong to.
_VNI = re.compile(r"[aeo]â|[aeiouyöô][äåøûõ]|[aöo]ï|^ñ", re.IGNORECASE)


#: What a word of either holds, wherever it stands: most texts hold none, and are done with. Each begins
#: with the sign itself and then looks back, so that a text is run through at the speed of one set of letters.
_MAYBE = re.compile(
    r"[¨©ª«¬®¸µ¶·¹»¾¼½×÷ßÞþ§ÆÇËÌÎÏÑÒÓÕÖØÜâÂäÄåÅ\u212bøûÛõïñ]"
    r"(?:(?<=[¨©ª«¬®¸µ¶·¹»¾¼½×÷ßÞþ§ñÑ])|(?<=[a-z][ÆÇËÌÎÏÑÒÓÕÖØÜ])"
    r"|(?<=(?i:[aeo]â|[aeiouyöô][äåøûõ]|[aöo]ï)))"
)


def looks_legacy(text: str) -> bool:
    """Tell whether a text was typed in TCVN3 (.VnTime) or VNI: three words or more, or two that are
    a quarter of all, hold letters in an order that no Vietnamese word has."""
    if text.isascii() or len(_MAYBE.findall(text)) < 2:
        return False
    words = re.findall(r"[^\s\d()/.,;:-]+", text)
    odd = sum(bool(_TCVN3.search(word) or _VNI.search(word)) for word in words)
    return odd >= 3 or (odd == 2 and len(words) <= 8)
