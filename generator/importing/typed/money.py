"""total: a sentence on funds -> the sum that it names, if it clearly names one.

Sums in đồng only, as `amount` takes them; what one costs (`50.000 đồng/người`) is no sum of a plan.
"""

from __future__ import annotations

import re
from decimal import Decimal

from generator.frozen import dataclass
from generator.vietnamese import parse_money

_SUM = re.compile(
    r"(?<![\w/.,])(?P<amount>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?)(?P<gap>\s)"
    r"(?P<unit>nghìn t[ỷỉ] đồng|ngàn t[ỷỉ] đồng|t[ỷỉ] đồng|triệu đồng|nghìn đồng|ngàn đồng"
    r"|đồng)(?!\w)(?P<per>\s?/\s?[^\W\d]+)?",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"(?:tổng|kinh phí|dự toán|nhu cầu vốn|nguồn vốn|số tiền)[^.;]{0,200}$", re.IGNORECASE)
_PARTS = re.compile(r"trong đó|bao gồm|gồm|cụ thể|chia ra", re.IGNORECASE)
#: What opens a sentence on the plan's funds, wherever it stands.
_FUNDS = re.compile(
    r"(?:Tổng (?:kinh phí|nhu cầu|mức|dự toán|số|nguồn)|Kinh phí thực hiện|Dự toán kinh phí|Tổng cộng)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum of a sentence: where it stands, with its unit; both as a plan has them."""

    start: int
    end: int
    amount: str
    unit: str


def total(sentence: str, funds: bool) -> Sum | None:
    """Return the sum that a sentence names as its whole, or None where there is none or it is not clear which.

    `funds` tells that the sentence stands in a section on funds; elsewhere it must begin as one on funds does.
    """
    if "đồng" not in sentence.lower() or len(sentence) > 6000 or not (funds or _FUNDS.match(sentence)):
        return None
    sums = [found for found in _SUM.finditer(sentence) if _yearly(found["per"]) and parse_money(_said(found))]
    if not sums:
        return None
    if len(sums) == 1:
        return _sum(sums[0])
    product = [found for found in sums if re.search(r"=\s*$", sentence[: found.start()])]
    if product:
        return _sum(product[0])
    first, second = sums[:2]
    amounts = [parse_money(_said(found)) or Decimal(0) for found in sums]
    if amounts[0] == sum(amounts[1:]):  # the others are its parts
        return _sum(first)
    whole = _WHOLE.search(sentence[: first.start()]) and _PARTS.search(sentence[first.end() : second.start()])
    return _sum(first) if whole else None


def _yearly(per: str | None) -> bool:
    return not per or per.strip("/ ").lower() == "năm"


def _said(found: re.Match[str]) -> str:
    return f"{found['amount']} {found['unit']}"


def _sum(found: re.Match[str]) -> Sum:
    return Sum(found.start(), found.end("unit"), found["amount"], found["unit"])
