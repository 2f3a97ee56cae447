"""The arithmetic of targets' figures: numbers, ranges and bounds, read, added, compared, shared out.

In: the figure in a cell of a register (`number`, `quantity`), or `plan.Quantity` values with a
direction (`better`).  Out: quantities, whether they agree, and the short words that staff read.
All decimals are exact: sums to 100 digits, shares by fractions.  Longer than most modules, since what
a figure is, how it is written and how it is compared are one thing; each part stands by itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from fractions import Fraction

from generator.plan import Quantity, parse_quantity
from generator.vietnamese import format_number, parse_number

#: A figure has at most 40 signs (`vietnamese.parse_number`), so sums of figures are exact.
CONTEXT = Context(prec=100)


class FigureError(ValueError):
    """A cell that holds no figure of its target: a message and a cure."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


@dataclass(frozen=True, slots=True)
class Agreement:
    """Whether a total keeps a target; the total less the target (None: not to be told); the words."""

    holds: bool
    difference: Decimal | None
    words: str


# --- decimals -----------------------------------------------------------------------------------


def plain(number: Decimal) -> Decimal:
    """Return the same number without zeros at its end and without an exponent (2E+3 is 2000)."""
    if number == number.to_integral_value():
        return Decimal(int(number))
    return CONTEXT.normalize(number)


def half_up(number: Decimal, places: int) -> Decimal:
    """Return the number to so many decimal places, a half away from zero, as Excel does."""
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, CONTEXT)


def places(quantity: Quantity) -> int:
    """Return how many decimal places the figure is written with: 1 for `70 - 80,5`."""
    return max((_decimals(side) for side in (quantity.low, quantity.high) if side is not None), default=0)


def _decimals(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


# --- quantities ---------------------------------------------------------------------------------


def say(low: Decimal | None, high: Decimal | None, strict: bool = False) -> str:
    """Return `2.060`, `70 - 80`, `trên 2.000`, `từ 2.000`, `dưới 5` or `đến 5`, as `parse_quantity` reads it.

    Both sides open, as in `từ 5` and `đến 3` together, is `không xác định`, which is no figure.
    """
    if low is not None and high is not None:
        return format_number(low) if low == high else f"{format_number(low)} - {format_number(high)}"
    if low is not None:
        return f"{'trên' if strict else 'từ'} {format_number(low)}"
    if high is not None:
        return f"{'dưới' if strict else 'đến'} {format_number(high)}"
    return "không xác định"


def add(quantities: Iterable[Quantity]) -> Quantity:
    """Return what the quantities come to together: side by side, a side that one leaves open is open.

    A bound that one of them leaves out cannot be reached by the sum: `trên 5` and 3 are `trên 8`. A
    quantity of this kind has one side only, so `strict` always speaks of the side that is left.
    """
    return _weighted([(quantity, Decimal(1)) for quantity in quantities], Decimal(1))


def average(pairs: Iterable[tuple[Quantity, Decimal]]) -> Quantity:
    """Return the mean of the quantities by their weights; a weight of zero counts for nothing.

    The text is rounded to two places more than were written. ValueError: a negative weight, or none above zero.
    """
    counted = [(quantity, weight) for quantity, weight in pairs if weight]
    if not counted or any(weight < 0 for _, weight in counted):
        raise ValueError("an average needs weights above zero")
    with localcontext(CONTEXT):
        mean = _weighted(counted, sum((weight for _, weight in counted), Decimal(0)))
    written = max(places(quantity) for quantity, _ in counted) + 2
    return Quantity(mean.low, mean.high, _shown(mean, written), mean.strict)


def _weighted(pairs: Sequence[tuple[Quantity, Decimal]], divisor: Decimal) -> Quantity:
    """Return the sum of weight times quantity, divided; the weights are above zero."""
    lows = [None if q.low is None else (q.low, weight) for q, weight in pairs]
    highs = [None if q.high is None else (q.high, weight) for q, weight in pairs]
    low, high = _products(lows, divisor), _products(highs, divisor)
    strict = any(q.strict for q, _ in pairs) and not (low is None and high is None)
    return Quantity(low, high, say(low, high, strict), strict)


def _products(sides: Sequence[tuple[Decimal, Decimal] | None], divisor: Decimal) -> Decimal | None:
    with localcontext(CONTEXT):
        total = Decimal(0)
        for side in sides:
            if side is None:
                return None
            total += side[0] * side[1]
        return plain(total / divisor)


def tighter(new: Quantity, minimum: Quantity | None, maximum: Quantity | None) -> bool:
    """Tell whether a figure keeps a minimum (by its low side) and a maximum (by its high side).

    None is no bound. A figure that is open on a side that has a bound does not keep it; of a strict
    bound (`trên 90`) the bound itself does not.
    """
    return _keeps(new, minimum) and (maximum is None or _keeps(_mirror(new), _mirror(maximum)))


def _keeps(new: Quantity, minimum: Quantity | None) -> bool:
    if minimum is None or minimum.low is None:
        return True
    if new.low is None:
        return False
    return new.low > minimum.low or (new.low == minimum.low and (new.strict or not minimum.strict))


def at_least_as_good(new: Quantity, old: Quantity, better: str) -> bool:
    """Tell whether `new` promises no less than `old`: by its low side where higher is better, by its
    high side where lower is; where `better` is empty, only the same figure does."""
    if not better:
        return (new.low, new.high, new.strict) == (old.low, old.high, old.strict)
    if _side(old, better) == "lower":
        new, old = _mirror(new), _mirror(old)
    if new.low is None or old.low is None:
        return False
    return new.low > old.low or (new.low == old.low and (new.strict or not old.strict))


def _side(goal: Quantity, better: str) -> str:
    """Return the direction in which a goal is kept: a bound tells it by itself (`trên 5`, `đến 5`)."""
    if goal.low is None:
        return "lower"
    return "higher" if goal.high is None else better


def _mirror(quantity: Quantity) -> Quantity:
    """Return the quantity with its signs turned, so that lower becomes higher."""
    low = None if quantity.high is None else quantity.high.copy_negate()
    high = None if quantity.low is None else quantity.low.copy_negate()
    return Quantity(low, high, quantity.text, quantity.strict)


def _shown(quantity: Quantity, digits: int) -> str:
    low, high = (None if side is None else plain(half_up(side, digits)) for side in (quantity.low, quantity.high))
    return say(low, high, quantity.strict)


# --- the units' figures against the province's ------------------------------------------------------


def agreement(total: Quantity, target: Quantity, better: str, places: int) -> Agreement:
    """Tell whether what the units promise together (`total`) keeps the target of the issuing plan.

    `better: higher`: the total's low side must reach the target, more is fine; `lower`: the other way;
    empty: the same number, or within the range. A bound (`trên 2.000`) is kept in its own direction.
    The total is rounded half up to `places` (the target's own places at least) but against a bound
    that is left out, where it counts exactly. For sums, give all places of the total.
    """
    digits = max((places, *(_decimals(side) for side in (target.low, target.high) if side is not None)))
    side = _side(target, better)
    return _reaches(total, target, side, digits) if side else _inside(total, target, digits)


def _reaches(total: Quantity, target: Quantity, side: str, digits: int) -> Agreement:
    have, goal = (_mirror(total), _mirror(target)) if side == "lower" else (total, target)
    short, over = ("thừa", "thấp hơn") if side == "lower" else ("thiếu", "vượt")
    if have.low is None or goal.low is None:
        return Agreement(False, None, f"{_shown(total, digits)}, chưa chắc đạt {target.text}")
    got = have.low if goal.strict else half_up(have.low, digits)
    most = goal.low if goal.high is None else goal.high
    if got == goal.low and goal.strict and not have.strict:
        exactly = "đúng bằng " if total.low == total.high else ""
        return Agreement(False, Decimal(0), f"{exactly}{_shown(total, digits)}, chưa {target.text}")
    if goal.low <= got <= most:
        return _kept(total, target, digits)
    gap = CONTEXT.subtract(got, goal.low if got < goal.low else most)
    words = f"{short if gap < 0 else over} {_amount(gap, digits)}"
    return Agreement(gap > 0, plain(gap if side == "higher" else gap.copy_negate()), words)


def _inside(total: Quantity, target: Quantity, digits: int) -> Agreement:
    assert target.low is not None and target.high is not None  # a bound goes by its own direction
    if total.low is None or total.high is None:
        return Agreement(False, None, f"{_shown(total, digits)}, chưa chắc đúng {target.text}")
    below = CONTEXT.subtract(half_up(total.low, digits), target.low)
    above = CONTEXT.subtract(half_up(total.high, digits), target.high)
    if below < 0 < above:
        return Agreement(False, None, f"{_shown(total, digits)}, ra ngoài {target.text}")
    if below < 0:
        return Agreement(False, plain(below), f"thiếu {_amount(below, digits)}")
    if above > 0:
        return Agreement(False, plain(above), f"thừa {_amount(above, digits)}")
    return _kept(total, target, digits)


def _kept(total: Quantity, target: Quantity, digits: int) -> Agreement:
    same = _shown(total, digits) == _shown(target, digits)
    return Agreement(True, Decimal(0), "đúng" if same else "đạt")


def _amount(gap: Decimal, digits: int) -> str:
    rounded = half_up(gap.copy_abs(), digits)
    return format_number(plain(rounded)) if rounded else f"chưa đến {format_number(Decimal(1).scaleb(-digits))}"


def shares(total: Decimal, weights: Sequence[Decimal], places: int) -> list[Decimal]:
    """Return the total shared out by the weights, each share to `places`, their sum exactly the total.

    By the largest remainder, the earlier first where two are alike; a weight of zero gets zero.
    ValueError: a negative total or weight, no weight above zero, a total of more places than that.
    """
    if not all(number.is_finite() and 0 <= number < Decimal(10) ** 40 for number in (total, *weights)):
        raise ValueError("the total and the weights must be from zero up")
    parts, scale = Fraction(total) * 10**places, sum(map(Fraction, weights))
    if not scale or parts.denominator != 1:
        raise ValueError("no weight above zero" if not scale else "the total has more places than its shares")
    exact = [parts * Fraction(weight) / scale for weight in weights]
    whole = [int(share) for share in exact]
    left = int(parts) - sum(whole)
    for at in sorted(range(len(exact)), key=lambda at: (whole[at] - exact[at], at))[:left]:
        whole[at] += 1
    return [Decimal(share).scaleb(-places, CONTEXT) for share in whole]


# --- the figure in a cell -------------------------------------------------------------------------

_NUMERAL = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+(?:,[0-9]+)?(?![0-9.,])|[0-9]+(?:[.,][0-9]+)*", re.ASCII)
_HOW = "hàng nghìn cách bằng dấu chấm, phần thập phân sau dấu phẩy: `1.500`, `0,5`"


def misread(numeral: str) -> tuple[str, str] | None:
    """Return a message and a cure for a numeral of digits, dots and commas that is written the English
    way, can be read in two ways, or in none; None where a Vietnamese reader sees one number."""
    if len(numeral) > 40:
        return f"`{_cut(numeral)}` dài quá 40 chữ số", _HOW
    if re.fullmatch(r"[1-9][0-9]{0,2},[0-9]{3}", numeral):
        whole, _, fraction = numeral.partition(",")
        short = fraction.rstrip("0")
        decimal = whole if not short else f"{whole},{short}" if short != fraction else f"{numeral}0"
        cure = f"viết `{whole}.{fraction}` nếu là hàng nghìn, viết `{decimal}` nếu là số thập phân"
        return f"`{numeral}` có hai cách hiểu", cure
    dotted = re.fullmatch(r"(?![1-9][0-9]{0,2}\.[0-9]{3}$)(0|[1-9][0-9]*)\.[0-9]+", numeral)
    if dotted or re.fullmatch(r"[0-9]{1,3}(,[0-9]{3})+\.[0-9]+|[0-9]{1,3}(,[0-9]{3}){2,}", numeral):
        meant = format_number(Decimal(numeral.replace(",", "")))
        return f"`{numeral}` viết theo kiểu tiếng Anh", f"viết `{meant}`"
    if parse_number(numeral) is None or re.match(r"0[0-9]*\.", numeral):
        return f"`{numeral}` không đọc được thành số", _HOW
    return None


def number(text: str, unit: str) -> Decimal:
    """Return the one number in a cell, for a target that is counted in `unit` (`hộ`, `%`, `%/năm`).

    `1.500`, `1 500`, `0,5`, the unit after it; `0,5%` is 0.5 where the unit is a percentage. FigureError else.
    """
    found = quantity(text, unit)
    if found.low is None or not re.fullmatch(r"[0-9.,]+", found.text):
        raise FigureError(f"cần một con số, ở đây là `{_cut(found.text)}`", "ghi một số, ví dụ `1.500`")
    return found.low


def quantity(text: str, unit: str) -> Quantity:
    """Return the figure in a cell: as `number`, or a range or bound (`70 - 80`, `trên 2.000`).

    The text of the quantity is the figure without its unit. FigureError where there is no such figure.
    """
    words = _without_unit(" ".join(unicodedata.normalize("NFC", text).split()), unit)
    if not words:
        raise FigureError("ô này còn trống", "điền số; nếu không có thì ghi `0`")
    numerals = _NUMERAL.findall(words)
    for numeral in numerals:
        _check(numeral.replace(" ", "."), unit)
    found = parse_quantity(_NUMERAL.sub(lambda numeral: numeral[0].replace(" ", "."), words))
    if found is None:
        raise _no_figure(words, len(numerals))
    if any(side is not None and side < 0 for side in (found.low, found.high)):
        raise FigureError(f"`{_cut(words)}` là số âm", "số liệu của chỉ tiêu không nhỏ hơn 0")
    return found


def _without_unit(words: str, unit: str) -> str:
    """Return the words of a cell without the unit, or the percent signs, that its target has anyway."""
    if unit and re.search(rf"[0-9] ?{re.escape(unit)}$", words, re.IGNORECASE):
        words = words[: -len(unit)].rstrip()
    signs = re.findall(r"[0-9] ?([%‰])", words)
    sign = signs[0] if signs else ""
    if sign and not unit.startswith(sign):
        counted = f"chỉ tiêu này tính bằng `{unit}`" if unit else "chỉ tiêu này không có đơn vị tính"
        raise FigureError(f"`{_cut(words)}` là tỷ lệ, còn {counted}", "ghi số, không ghi tỷ lệ")
    return re.sub(rf"(?<=[0-9]) ?{sign}", "", words) if sign else words


def _check(numeral: str, unit: str) -> None:
    fault = misread(numeral)
    if fault is None and unit.startswith(("%", "‰")) and re.fullmatch(r"[0-9]+\.[0-9]{3}", numeral):
        comma = numeral.replace(".", ",")
        decimal = comma.rstrip("0").rstrip(",") if comma.endswith("0") else comma + "0"
        hint = f"viết `{decimal}` nếu là số thập phân, viết `{numeral.replace('.', '')}` nếu là hàng nghìn"
        fault = (f"`{numeral}` là tỷ lệ lớn khác thường", hint)
    if fault is not None:
        raise FigureError(*fault)


def _no_figure(words: str, numerals: int) -> FigureError:
    if numerals > 1:
        hint = "mỗi ô chỉ ghi một số; khoảng viết số nhỏ trước: `70 - 80`"
        return FigureError(f"`{_cut(words)}` có nhiều số", hint)
    hint = "ghi số, ví dụ `1.500`; nếu không có thì ghi `0`, chưa có số liệu thì hỏi đơn vị rồi điền"
    return FigureError(f"`{_cut(words)}` không phải là số", hint)


def _cut(text: str) -> str:
    return text if len(text) <= 40 else text[:40] + "…"
