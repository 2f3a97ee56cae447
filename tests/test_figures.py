"""Targets' figures: formulas over the register, sums and bounds, shares, figures in cells."""

from __future__ import annotations

import operator
import unicodedata
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.cascade import figures, formula
from generator.cascade.figures import FigureError
from generator.cascade.formula import FormulaError
from generator.plan import Quantity, parse_quantity
from generator.vietnamese import format_number

UNIT = {"ho_can_ngheo": "1500", "dan_so": "12345", "a": "7", "b": "3", "khong": "0", "so_ho_can_ngheo": "40"}
TOTAL = {"ho_can_ngheo": "6000", "b": "9", "khong": "0", "so_ho_can_ngheo": "160"}


def value(text):
    read = formula.parse(text)
    return formula.evaluate(read, lambda key: Decimal(UNIT[key]), lambda key: Decimal(TOTAL[key]))


def q(text):
    found = parse_quantity(text)
    assert found is not None, text
    return found


# --- formulas -------------------------------------------------------------------------------------

FORMULAS = {
    "ho_can_ngheo * 12%": "180",
    "2.000 * ho_can_ngheo / total(ho_can_ngheo)": "500",
    "2000 × ho_can_ngheo ÷ total(ho_can_ngheo)": "500",
    "round(dan_so * 0,5 / 100)": "62",
    "round(dan_so * 0,5 / 100, 1)": "61.7",
    "round(dan_so * 0,5 / 100; 1)": "61.7",
    "round(dan_so; -2)": "12300",
    "[Số hộ cận nghèo] * 0,12": "4.8",
    "[ SỐ HỘ CẬN NGHÈO ] + 1": "41",
    "total([Số hộ cận nghèo])": "160",
    "min(a, b)": "3",
    "min(a,b)": "3",
    "max(a; b; 9)": "9",
    "MAX(a, 0,5)": "7",
    "min(0,5, 2)": "0.5",
    "min(0,5; 2)": "0.5",
    "min(a,5)": "5",
    "= a + b": "10",
    "a - b - 1": "3",
    "a - (b - 1)": "5",
    "24 / 4 / 2": "3",
    "2 + 3 * 4": "14",
    "(2 + 3) * 4": "20",
    "-a + b": "-4",
    "2 * -b": "-6",
    "--b": "3",
    "a – b": "4",
    "50% * 50%": "0.25",
    "(a + b)%": "0.1",
    "1.234.567,89": "1234567.89",
    "1.500": "1500",
    "0,125": "0.125",
    "1 / 3 * 3": "1",
    "round(1 / 3 * 1,5)": "1",
    "round(2,5)": "3",
    "round(-2,5)": "-3",
    "round(0,5)": "1",
    "1 / 3": "0." + "3" * 50,
    "a - a": "0",
    "20 * 100": "2000",
    "A + B": "10",
    " + ".join(["(b)"] * 40): "120",
    "a" + " / 1.000.000" * 20: "0",
}


@pytest.mark.parametrize(("text", "expected"), FORMULAS.items())
def test_a_formula_is_computed(text, expected):
    assert str(value(text)) == expected


def test_a_formula_names_its_columns_once_and_in_order():
    read = formula.parse("b * [Số hộ cận nghèo] / total(a) + so_ho_can_ngheo + b")
    assert read.names == ("b", "so_ho_can_ngheo", "a")


WRONG = {
    "": ("", "đang trống", "ho_can_ngheo"),
    "=": ("", "đang trống", ""),
    "sum(a)": ("sum", "không có hàm `sum`", "`total`"),
    "rond(a)": ("rond", "không có hàm `rond`", "`round`"),
    "f(a)": ("f", "không có hàm `f`", "`round`, `min`, `max`, `total`"),
    "(a + b": ("(a + b", "mở mà không đóng", "thêm `)`"),
    "round(a; 1": ("(a; 1", "mở mà không đóng", ""),
    "[Số hộ * 2": ("[Số hộ * 2", "ngoặc vuông `[` mở", ""),
    "a + b)": (")", "thừa dấu đóng ngoặc", ""),
    "1 500 * a": ("1 500", "hai số liền nhau", "`1.500`"),
    "2(a)": ("2(", "thiếu dấu phép tính", ""),
    "2a": ("2a", "thiếu dấu phép tính", ""),
    "2 x a": ("2 x", "thiếu dấu phép tính", "phép nhân viết `*`"),
    "so ho ngheo": ("so ho", "thiếu dấu phép tính", "ngoặc vuông"),
    "hộ_nghèo * 2": ("hộ_nghèo", "có dấu", "`[hộ_nghèo]`"),
    unicodedata.normalize("NFD", "hộ_nghèo * 2"): ("hộ_nghèo", "có dấu", "`ho_ngheo`"),
    "a * 0.5": ("0.5", "tiếng Anh", "viết `0,5`"),
    "a * 1234.5": ("1234.5", "tiếng Anh", "viết `1.234,5`"),
    "a * 1,500": ("1,500", "hai cách hiểu", "`1.500` nếu là hàng nghìn, viết `1,5`"),
    "a * 1.5.3": ("1.5.3", "không đọc được", ""),
    "a *": ("*", "thiếu số hoặc tên cột sau `*`", ""),
    "* a": ("*", "thiếu số hoặc tên cột ở đầu", ""),
    "a ** b": ("*", "thiếu số hoặc tên cột sau `*`", ""),
    "()": (")", "thiếu số hoặc tên cột sau `(`", ""),
    "round()": (")", "thiếu số hoặc tên cột sau `(`", ""),
    "min(a,)": (")", "thiếu số", ""),
    "a, b": (",", "đặt sai chỗ", "0,5"),
    "min(2,5)": ("min(2,5)", "cần từ 2 đến 20 số, ở đây có 1", "`2,5` là một số thập phân"),
    "round(a, 1, 2)": ("round(a, 1, 2)", "ở đây có 3", ""),
    "total(a * b)": ("total(a * b)", "chỉ nhận tên một cột", ""),
    "total(": ("total(", "chỉ nhận tên một cột", ""),
    "total()": ("total()", "chỉ nhận tên một cột", ""),
    "a ^ 2": ("^", "không dùng được dấu `^`", ""),
    "a : b": (":", "không dùng được dấu `:`", "phép chia viết `/`"),
    "a.b": (".", "không dùng được dấu `.`", ""),
    "__import__('os')": ("'", "không dùng được dấu", ""),
    "[] + 1": ("[]", "không có tên cột", ""),
    "a" * 501: ("a" * 40, "dài quá 500", ""),
    "(" * 31 + "a" + ")" * 31: ("(" + "a" + ")" * 31, "quá 30 lớp ngoặc", ""),
}


@pytest.mark.parametrize(("text", "told"), WRONG.items(), ids=lambda v: v[:20] if isinstance(v, str) else "")
def test_a_wrong_formula_is_told_with_its_part(text, told):
    with pytest.raises(FormulaError) as caught:
        formula.parse(text)
    part, message, hint = told
    assert caught.value.part == part
    assert message in caught.value.message
    assert hint in caught.value.hint


FAULTS = {
    "a / khong": ("khong", "chia cho 0"),
    "a / total(khong)": ("total(khong)", "chia cho 0"),
    "a / (b - 3)": ("(b - 3)", "chia cho 0"),
    "round(a; 10)": ("round(a; 10)", "số nguyên từ -9 đến 9"),
    "round(a; 0,5)": ("round(a; 0,5)", "số nguyên từ -9 đến 9"),
    " * ".join(["1.000.000"] * 40): (" * ".join(["1.000.000"] * 40), "quá lớn"),
}


@pytest.mark.parametrize(("text", "told"), FAULTS.items(), ids=range(len(FAULTS)))
def test_a_formula_that_cannot_be_computed_is_told(text, told):
    with pytest.raises(FormulaError) as caught:
        value(text)
    assert (caught.value.part, told[1] in caught.value.message) == (told[0], True)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1E+999999", "1E-999999"])
def test_a_column_of_absurd_figures_is_told_and_hangs_nothing(number):
    with pytest.raises(FormulaError):
        formula.evaluate(formula.parse("a * 2"), lambda _: Decimal(number), lambda _: Decimal(0))


def test_the_deepest_and_longest_formula_that_is_allowed_is_computed():
    assert value("(" * 30 + "a" + ")" * 30) == 7
    assert value("+".join("a" * 250)) == 7 * 250
    assert value("-" * 499 + "a") == -7


@given(st.text(st.sampled_from("ab0159.,;%+-*/()[] roundmixtl×–ộ="), max_size=60))
def test_any_text_is_a_formula_or_a_told_error(text):
    try:
        read = formula.parse(text)
        formula.evaluate(read, lambda _: Decimal(2), lambda _: Decimal(5))
    except FormulaError as error:
        assert error.message
        assert error.part in text


_LEAVES = {"2": "2", "0,5": "1/2", "1.500": "1500", "a": "7", "[B]": "3", "12%": "3/25", "total(b)": "9"}
_ACTS = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": lambda one, two: one / two if two else None}


def _combine(act, one, two):
    """Return a formula and its value; None where something is divided by zero."""
    text = f"{act}({one[0]}; {two[0]})" if act in ("min", "max") else f"({one[0]} {act} {two[0]})"
    if one[1] is None or two[1] is None:
        return text, None
    return text, (min if act == "min" else max)(one[1], two[1]) if act in ("min", "max") else _ACTS[act](one[1], two[1])


_TREES = st.recursive(
    st.sampled_from([(text, Fraction(number)) for text, number in _LEAVES.items()]),
    lambda inner: st.builds(_combine, st.sampled_from([*_ACTS, "min", "max"]), inner, inner),
    max_leaves=12,
)


@given(_TREES)
def test_a_formula_is_computed_in_exact_fractions(tree):
    text, expected = tree
    if expected is None:
        with pytest.raises(FormulaError, match="chia cho 0"):
            value(text)
    else:
        assert abs(Fraction(value(text)) - expected) <= abs(expected) / 10**49


# --- decimals and what is said ----------------------------------------------------------------------

_NUMBER = st.decimals(0, 10**9, places=2) | st.integers(0, 10**6).map(Decimal)


@st.composite
def quantities(draw):
    low, high = sorted((draw(_NUMBER), draw(_NUMBER)))
    kind = draw(st.sampled_from(["number", "range", "low", "high"]))
    strict = kind in ("low", "high") and draw(st.booleans())
    sides = {"number": (low, low), "range": (low, high), "low": (low, None), "high": (None, high)}[kind]
    return Quantity(*sides, figures.say(*sides, strict), strict)


SAID = {
    "2.060": ("2060", "2060", False),
    "70 - 80": ("70", "80", False),
    "trên 2.000": ("2000", None, True),
    "từ 2.000": ("2000", None, False),
    "dưới 5": (None, "5", True),
    "đến 5": (None, "5", False),
    "4,10": ("4.10", "4.10", False),
    "từ -5": ("-5", None, False),
    "không xác định": (None, None, False),
}


@pytest.mark.parametrize(("text", "sides"), SAID.items())
def test_a_quantity_is_said_as_staff_write_it(text, sides):
    low, high = (None if side is None else Decimal(side) for side in sides[:2])
    assert figures.say(low, high, sides[2]) == text


@given(quantities())
def test_what_is_said_reads_back_the_same(quantity):
    assert parse_quantity(figures.say(quantity.low, quantity.high, quantity.strict)) == quantity


@pytest.mark.parametrize(("text", "count"), [("2.000", 0), ("4,5", 1), ("4,50", 2), ("70 - 80,5", 1), ("trên 0,25", 2)])
def test_places_are_counted_as_written(text, count):
    assert figures.places(q(text)) == count


def test_a_figure_open_on_both_sides_has_no_places():
    assert figures.places(figures.add([q("từ 5"), q("đến 3,5")])) == 0


@pytest.mark.parametrize(("number", "said"), [("2E+3", "2000"), ("4.10", "4.1"), ("-0.00", "0"), ("100", "100")])
def test_a_plain_number_has_no_exponent_and_no_zeros_at_its_end(number, said):
    assert str(figures.plain(Decimal(number))) == said


# --- sums and averages ------------------------------------------------------------------------------

SUMS = {
    ("500", "1.560"): "2.060",
    ("0,25", "0,75"): "1",
    ("70 - 80", "5"): "75 - 85",
    ("70 - 80", "10 - 20"): "80 - 100",
    ("trên 2.000", "60"): "trên 2.060",
    ("trên 2.000", "từ 60"): "trên 2.060",
    ("từ 2.000", "60 - 70"): "từ 2.060",
    ("dưới 5", "đến 3", "2"): "dưới 10",
    ("từ 5", "đến 3"): "không xác định",
    ("trên 5", "dưới 3"): "không xác định",
    (): "0",
}


@pytest.mark.parametrize(("members", "total"), SUMS.items())
def test_quantities_are_added_side_by_side(members, total):
    found = figures.add(map(q, members))
    assert found.text == total
    assert (found.low, found.high) == (None, None) or parse_quantity(total) == found
    assert not (found.strict and found.low is None and found.high is None)


def inside(number, quantity):
    """Tell whether a number is one of those that a quantity means."""
    low = quantity.low is None or number > quantity.low or (number == quantity.low and not quantity.strict)
    high = quantity.high is None or number < quantity.high or (number == quantity.high and not quantity.strict)
    return low and high


@st.composite
def members(draw):
    """Return a quantity and a number inside it, often one at its very edge."""
    quantity = draw(quantities())
    steps = draw(st.sampled_from([Decimal(0), Decimal("0.01"), Decimal(7)]) | _NUMBER)
    number = quantity.low + steps if quantity.low is not None else quantity.high - steps
    assume(inside(number, quantity))
    return quantity, number


@given(st.lists(members(), min_size=1, max_size=6))
def test_a_sum_of_quantities_holds_the_sum_of_their_members(pairs):
    assert inside(sum(number for _, number in pairs), figures.add(quantity for quantity, _ in pairs))


@given(st.lists(quantities(), min_size=1, max_size=6))
def test_a_sum_of_quantities_promises_no_less_than_it_could(found):
    """Just inside the edge of the sum lies a sum of members, and the edge itself unless it is left out."""
    total = figures.add(found)
    step = Decimal("0.000001")
    for side in ("low", "high"):
        edges = [getattr(quantity, side) for quantity in found]
        assert (getattr(total, side) is None) == (None in edges)
        if None in edges:
            continue
        assert inside(getattr(total, side), total) == all(
            inside(e, quantity) for e, quantity in zip(edges, found, strict=True)
        )
        nudge = step if side == "low" else -step
        near = [e + nudge * quantity.strict for e, quantity in zip(edges, found, strict=True)]
        assert abs(sum(near) - getattr(total, side)) <= step * len(found)


@given(st.lists(members(), min_size=1, max_size=6), st.data())
def test_an_average_holds_the_average_of_its_members(pairs, data):
    weights = [Decimal(data.draw(st.integers(1, 9))) for _ in pairs]
    mean = figures.average((quantity, weight) for (quantity, _), weight in zip(pairs, weights, strict=True))
    number = sum(Fraction(n) * int(w) for (_, n), w in zip(pairs, weights, strict=True)) / int(sum(weights))
    slack = Fraction(1, 10**60)  # the sides of the mean are decimals of 100 digits
    assert mean.low is None or number >= Fraction(mean.low) - slack
    assert mean.high is None or number <= Fraction(mean.high) + slack


def test_an_average_goes_by_the_weights():
    mean = figures.average([(q("60"), Decimal(100)), (q("70"), Decimal(300)), (q("trên 9"), Decimal(0))])
    assert (mean.low, mean.high, mean.text) == (Decimal("67.5"), Decimal("67.5"), "67,5")


def test_the_text_of_an_average_is_rounded_and_its_figure_is_not():
    mean = figures.average([(q("1"), Decimal(1)), (q("2"), Decimal(2))])
    assert mean.text == "1,67"
    assert abs(mean.low * 3 - 5) < Decimal("1e-90")


@pytest.mark.parametrize("weights", [[], ["0", "0"], ["1", "-1"]])
def test_an_average_without_weights_above_zero_is_refused(weights):
    with pytest.raises(ValueError):
        figures.average((q("1"), Decimal(weight)) for weight in weights)


# --- comparing ------------------------------------------------------------------------------------

KEPT = [
    ("2.100", "2000", None, True),
    ("2.000", "2000", None, True),
    ("1.999", "2000", None, False),
    ("1.900 - 2.100", "2000", None, False),
    ("trên 2.000", "2000", None, True),
    ("đến 5", "2", None, False),
    ("đến 5", None, "5", True),
    ("dưới 5", None, "5", True),
    ("từ 4", None, "5", False),
    ("4 - 6", None, "5", False),
    ("4 - 6", "4", "6", True),
    ("trên 4", None, None, True),
    ("90", "trên 90", None, False),
    ("trên 90", "trên 90", None, True),
    ("95", None, "dưới 95", False),
]


@pytest.mark.parametrize(("new", "low", "high", "kept"), KEPT)
def test_a_minimum_and_a_maximum_are_kept_by_the_side_they_speak_of(new, low, high, kept):
    assert figures.tighter(q(new), q(low) if low else None, q(high) if high else None) is kept


GOOD = [
    ("2.100", "2.000", "higher", True),
    ("1.900", "2.000", "higher", False),
    ("70 - 80", "70", "higher", True),
    ("trên 2.000", "2.000", "higher", True),
    ("2.000", "trên 2.000", "higher", False),
    ("từ 2.000", "trên 2.000", "higher", False),
    ("2.001", "trên 2.000", "higher", True),
    ("đến 9", "5", "higher", False),
    ("4", "5", "lower", True),
    ("6", "5", "lower", False),
    ("5", "dưới 5", "lower", False),
    ("dưới 5", "dưới 5", "lower", True),
    ("từ 4", "5", "lower", False),
    ("4,50", "4,5", "", True),
    ("4,6", "4,5", "", False),
    ("trên 5", "từ 5", "", False),
    ("2.100", "trên 2.000", "", False),
]


@pytest.mark.parametrize(("new", "old", "better", "good"), GOOD)
def test_a_figure_is_as_good_as_another_in_the_direction(new, old, better, good):
    assert figures.at_least_as_good(q(new), q(old), better) is good


@given(quantities(), quantities(), quantities(), st.sampled_from(["higher", "lower", ""]))
def test_as_good_as_is_an_order(one, two, three, better):
    side = "high" if better == "lower" else "low"
    assume(all(getattr(quantity, side) is not None for quantity in (one, two, three)))
    assert figures.at_least_as_good(one, one, better)
    if figures.at_least_as_good(one, two, better) and figures.at_least_as_good(two, three, better):
        assert figures.at_least_as_good(one, three, better)


AGREE = [
    ("2.060", "2.000", "higher", 0, True, "60", "vượt 60"),
    ("2.000", "2.000", "higher", 0, True, "0", "đúng"),
    ("1.960", "2.000", "higher", 0, False, "-40", "thiếu 40"),
    ("2.060", "trên 2.000", "higher", 0, True, "60", "vượt 60"),
    ("2.000", "trên 2.000", "higher", 0, False, "0", "đúng bằng 2.000, chưa trên 2.000"),
    ("2.000", "trên 2.000", "", 0, False, "0", "đúng bằng 2.000, chưa trên 2.000"),
    ("từ 2.000", "trên 2.000", "higher", 0, False, "0", "từ 2.000, chưa trên 2.000"),
    ("trên 2.000", "trên 2.000", "higher", 0, True, "0", "đúng"),
    ("trên 2.000", "2.000", "higher", 0, True, "0", "đạt"),
    ("2.000", "từ 2.000", "", 0, True, "0", "đạt"),
    ("2.060", "trên 2.000", "", 0, True, "60", "vượt 60"),
    ("đến 5", "4", "higher", 0, False, None, "đến 5, chưa chắc đạt 4"),
    ("75", "70 - 80", "higher", 0, True, "0", "đạt"),
    ("85", "70 - 80", "higher", 0, True, "5", "vượt 5"),
    ("69", "70 - 80", "higher", 0, False, "-1", "thiếu 1"),
    ("75", "70 - 80", "", 0, True, "0", "đạt"),
    ("70 - 80", "70 - 80", "", 0, True, "0", "đúng"),
    ("85", "70 - 80", "", 0, False, "5", "thừa 5"),
    ("60 - 75", "70 - 80", "", 0, False, "-10", "thiếu 10"),
    ("60 - 80", "70 - 80", "", 0, False, "-10", "thiếu 10"),
    ("60 - 90", "70 - 80", "", 0, False, None, "60 - 90, ra ngoài 70 - 80"),
    ("từ 75", "70 - 80", "", 0, False, None, "từ 75, chưa chắc đúng 70 - 80"),
    ("2.005", "2.000", "", 0, False, "5", "thừa 5"),
    ("1.960", "2.000", "", 0, False, "-40", "thiếu 40"),
    ("1.990 - 2.010", "2.000", "", 0, False, None, "1.990 - 2.010, ra ngoài 2.000"),
    ("4", "5", "lower", 0, True, "-1", "thấp hơn 1"),
    ("5", "5", "lower", 0, True, "0", "đúng"),
    ("6", "5", "lower", 0, False, "1", "thừa 1"),
    ("5", "dưới 5", "lower", 0, False, "0", "đúng bằng 5, chưa dưới 5"),
    ("đến 5", "dưới 5", "", 0, False, "0", "đến 5, chưa dưới 5"),
    ("từ 4", "5", "lower", 0, False, None, "từ 4, chưa chắc đạt 5"),
    ("68,84", "68,8", "", 1, True, "0", "đúng"),
    ("68,85", "68,8", "", 1, False, "0.1", "thừa 0,1"),
    ("68,84", "68,8", "", 2, False, "0.04", "thừa 0,04"),
    ("68,76", "từ 68,8", "higher", 1, True, "0", "đạt"),
    ("68,84", "trên 68,8", "higher", 1, True, "0.04", "vượt chưa đến 0,1"),
    ("68,76", "trên 68,8", "higher", 1, False, "-0.04", "thiếu chưa đến 0,1"),
    ("68,75", "68,75", "", 1, True, "0", "đúng"),
]


@pytest.mark.parametrize(("total", "target", "better", "places", "holds", "difference", "words"), AGREE)
def test_a_total_keeps_its_target_or_not(total, target, better, places, holds, difference, words):
    expected = figures.Agreement(holds, None if difference is None else Decimal(difference), words)
    assert figures.agreement(q(total), q(target), better, places) == expected


@given(quantities(), quantities(), _NUMBER, st.sampled_from(["higher", "lower"]), st.integers(0, 3))
def test_agreement_is_monotone_in_the_direction(total, target, step, better, places):
    assume((target.low if better == "higher" else target.high) is not None)
    assume(figures.agreement(total, target, better, places).holds)
    moved = step if better == "higher" else -step
    low, high = (None if side is None else side + moved for side in (total.low, total.high))
    assert figures.agreement(Quantity(low, high, "", total.strict), target, better, places).holds


@given(quantities(), st.sampled_from(["higher", "lower", ""]))
def test_a_target_agrees_with_itself(target, better):
    assert figures.agreement(target, target, better, figures.places(target)) == figures.Agreement(
        True, Decimal(0), "đúng"
    )


# --- shares ---------------------------------------------------------------------------------------

_WEIGHTS = st.lists(st.decimals(0, 10**6, places=2), min_size=1, max_size=120).filter(any)


@given(st.decimals(0, 10**9, places=2), _WEIGHTS)
def test_shares_sum_exactly_and_each_is_near_its_due(total, weights):
    found = figures.shares(total, weights, 2)
    assert sum(found) == total
    for share, weight in zip(found, weights, strict=True):
        due = Fraction(total) * Fraction(weight) / Fraction(sum(weights))
        assert abs(Fraction(share) - due) < Fraction(1, 100)
        assert weight or not share


SHARES = [
    ("10", "1 1 1", 0, "4 3 3"),
    ("2000", "1 2 1", 0, "500 1000 500"),
    ("1", "0 1 1", 0, "0 1 0"),
    ("1", "1 1", 1, "0.5 0.5"),
    ("5", "0,5 9,5", 0, "0 5"),
    ("148.4", "1 1 1", 1, "49.5 49.5 49.4"),
    ("0", "1 2", 0, "0 0"),
]


@pytest.mark.parametrize(("total", "weights", "places", "expected"), SHARES)
def test_shares_go_by_the_largest_remainder_the_earlier_first(total, weights, places, expected):
    given_weights = [Decimal(weight.replace(",", ".")) for weight in weights.split()]
    assert " ".join(map(str, figures.shares(Decimal(total), given_weights, places))) == expected


@pytest.mark.parametrize(
    ("total", "weights"), [("5", []), ("5", ["0"]), ("5", ["1", "-1"]), ("-5", ["1"]), ("5.5", ["1"]), ("NaN", ["1"])]
)
def test_shares_that_cannot_be_are_refused(total, weights):
    with pytest.raises(ValueError):
        figures.shares(Decimal(total), list(map(Decimal, weights)), 0)


# --- cells ----------------------------------------------------------------------------------------

CELLS = [
    ("1.500", "hộ", "1500"),
    ("1500", "hộ", "1500"),
    ("1 500", "hộ", "1500"),
    ("1\u00a0500", "hộ", "1500"),
    ("1\u202f234\u202f567,5", "triệu đồng", "1234567.5"),
    (" 1.500 hộ ", "hộ", "1500"),
    ("1.500 HỘ", "hộ", "1500"),
    ("0", "hộ", "0"),
    ("0,5", "%", "0.5"),
    ("0,5%", "%", "0.5"),
    ("0,5 %", "%/năm", "0.5"),
    ("4%/năm", "%/năm", "4"),
    ("68,80", "%", "68.8"),
    ("0,125", "tỷ đồng", "0.125"),
    ("1,1250", "tỷ đồng", "1.125"),
    ("1.234,567", "tỷ đồng", "1234.567"),
    ("1234,567", "tỷ đồng", "1234.567"),
]


@pytest.mark.parametrize(("text", "unit", "expected"), CELLS)
def test_a_figure_in_a_cell_is_read_as_staff_write_it(text, unit, expected):
    assert figures.number(text, unit) == Decimal(expected)


QUANTITIES = [
    ("70 - 80", "%", "70 - 80"),
    ("70% - 80%", "%", "70 - 80"),
    ("70-80%", "%/năm", "70-80"),
    ("trên 2 000 hộ", "hộ", "trên 2.000"),
    ("Trên 0,5%", "%", "Trên 0,5"),
    ("2.000 trở lên", "hộ", "2.000 trở lên"),
]


@pytest.mark.parametrize(("text", "unit", "expected"), QUANTITIES)
def test_a_range_or_a_bound_in_a_cell_is_a_quantity_without_its_unit(text, unit, expected):
    assert figures.quantity(text, unit) == q(expected)
    with pytest.raises(FigureError):
        figures.number(text, unit)


NO_FIGURES = [
    ("", "hộ", "còn trống", "`0`"),
    (" \u00a0", "hộ", "còn trống", ""),
    ("chưa có", "hộ", "`chưa có` không phải là số", "`1.500`"),
    ("-", "hộ", "không phải là số", "`0`"),
    ("1.500 người", "hộ", "`1.500 người` không phải là số", ""),
    ("5 km", "m", "`5 km` không phải là số", ""),
    ("1,500", "hộ", "hai cách hiểu", "viết `1.500` nếu là hàng nghìn, viết `1,5` nếu là số thập phân"),
    ("1,000", "hộ", "hai cách hiểu", "viết `1` nếu là số thập phân"),
    ("12,345", "hộ", "hai cách hiểu", "viết `12,3450` nếu là số thập phân"),
    ("trên 1,500", "hộ", "hai cách hiểu", ""),
    ("1.5", "hộ", "`1.5` viết theo kiểu tiếng Anh", "viết `1,5`"),
    ("0.5%", "%", "tiếng Anh", "viết `0,5`"),
    ("0.500", "tỷ đồng", "tiếng Anh", "viết `0,500`"),
    ("1,500,000", "hộ", "tiếng Anh", "viết `1.500.000`"),
    ("1,500.5", "hộ", "tiếng Anh", "viết `1.500,5`"),
    ("1234.567", "hộ", "tiếng Anh", "viết `1.234,567`"),
    ("1.50.0", "hộ", "không đọc được", ""),
    ("0.500.000", "hộ", "không đọc được", ""),
    ("100.000", "%", "tỷ lệ lớn khác thường", "viết `100` nếu là số thập phân"),
    ("12.345", "%", "tỷ lệ lớn khác thường", "viết `12,3450` nếu là số thập phân, viết `12345`"),
    ("0,5%", "hộ", "`0,5%` là tỷ lệ, còn chỉ tiêu này tính bằng `hộ`", ""),
    ("5%", "", "chỉ tiêu này không có đơn vị tính", ""),
    ("5‰", "%", "là tỷ lệ", ""),
    ("-5", "hộ", "số âm", ""),
    ("−0,5", "%", "số âm", ""),
    ("100; 200", "hộ", "nhiều số", ""),
    ("100/200", "hộ", "nhiều số", ""),
    ("80 - 70", "%", "nhiều số", "số nhỏ trước"),
    ("1" * 41, "hộ", "dài quá 40 chữ số", ""),
    ("1.5" * 20000, "hộ", "", ""),
    ("#REF!", "hộ", "không phải là số", ""),
]


@pytest.mark.parametrize(("text", "unit", "message", "hint"), NO_FIGURES, ids=lambda v: v[:15])
def test_what_is_no_figure_is_told_with_its_cure(text, unit, message, hint):
    with pytest.raises(FigureError) as caught:
        figures.quantity(text, unit)
    assert message in caught.value.message
    assert hint in caught.value.hint
    assert len(caught.value.message) < 150


@given(st.decimals(0, 10**12, places=3) | _NUMBER, st.sampled_from(["hộ", "tỷ đồng", ""]))
def test_a_number_that_we_write_is_read_back_or_asked_about(number, unit):
    text = format_number(number)
    if figures.misread(text):
        assert 1 <= number < 1000
        assert text[-4] == ","
    else:
        assert figures.number(text, unit) == number


@given(st.text(st.sampled_from("0159.,-% –\u00a0trênđếhộkg"), max_size=20), st.sampled_from(["hộ", "%", ""]))
def test_any_cell_is_a_figure_or_a_told_error(text, unit):
    try:
        found = figures.quantity(text, unit)
    except FigureError as error:
        assert error.message
        assert error.hint
    else:
        assert parse_quantity(found.text) == found
