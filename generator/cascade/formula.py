"""parse: a clerk's formula over the columns of a register -> Formula; evaluate: Formula, figures -> number.

`2.000 * ho_can_ngheo / total(ho_can_ngheo)`, `[Số hộ cận nghèo] * 12%`, `round(dan_so * 0,5 / 100; 1)`.
Numbers are written as in Vietnam: `1.500` is 1500, `0,5` is a half. So a comma right between two
digits always belongs to a number; between the arguments of a function stands `;`, or a comma that is
followed by a blank or does not follow a digit: `min(2; 5)`, `min(2, 5)`, `min(a,5)`, but `min(2,5)` is
refused, as one number where two are needed.
The names are those of columns (`ho_can_ngheo`), or their headings in brackets; the functions `round`
(half up), `min`, `max` and `total` (of a column, over all units). There is no other name, and nothing
is evaluated by Python: the steps run on a stack, in exact fractions.  One algorithm, and its messages.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction

from generator.cascade.figures import misread, plain
from generator.problem import nearest
from generator.register.naming import slug

MAX_LENGTH = 500  # characters
MAX_DEPTH = 30  # brackets within brackets
#: No figure of a plan, and no result, is larger.
LARGEST = 10**30

#: What a function takes: the fewest and the most arguments, and how it is written.
FUNCTIONS = {
    "round": (1, 2, "round(x) hoặc round(x; 1)"),
    "min": (2, 20, "min(a; b)"),
    "max": (2, 20, "max(a; b)"),
    "total": (1, 1, "total(ho_ngheo)"),
}
_OTHER_NAMES = {"sum": "total", "tong": "total", "lam_tron": "round"}


class FormulaError(ValueError):
    """A formula that cannot be read or computed: the part at fault, a message, a cure."""

    def __init__(self, part: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.part, self.message, self.hint = part, message, hint


@dataclass(frozen=True, slots=True)
class Step:
    """One step on the stack: what is done, to how many values, and the part of the text to blame."""

    act: str
    part: str
    takes: int = 0
    number: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that was read: its text, the columns that it uses, its steps in order."""

    text: str
    names: tuple[str, ...]
    steps: tuple[Step, ...]


def parse(text: str) -> Formula:
    """Return the formula in a text; a `=` in front, as in Excel, is taken off. Raises FormulaError."""
    text = unicodedata.normalize("NFC", text).strip().removeprefix("=").strip()
    if not text:
        raise FormulaError("", "công thức đang trống", "ví dụ `ho_can_ngheo * 12%`")
    if len(text) > MAX_LENGTH:
        raise FormulaError(text[:40], f"công thức dài quá {MAX_LENGTH} ký tự", "tách phần tính sẵn thành một cột")
    return _Reader(text).read()


def evaluate(formula: Formula, value_of: Callable[[str], Decimal], total_of: Callable[[str], Decimal]) -> Decimal:
    """Return the value of a formula, to 50 digits, without zeros at its end.

    `value_of` and `total_of` give a column's figure, of the unit and of all units; what they raise
    passes through. FormulaError: a division by zero, a number too large.
    """
    stack: list[Fraction] = []
    for step in formula.steps:
        if step.act in ("column", "total"):
            stack.append(_exact((value_of if step.act == "column" else total_of)(_key(step.part)), step.part))
        elif step.act == "number":
            stack.append(step.number)
        else:
            taken = stack[len(stack) - step.takes :]
            stack[len(stack) - step.takes :] = [_act(step, taken)]
    if abs(stack[0]) >= LARGEST:
        raise FormulaError(formula.text, "kết quả của công thức quá lớn", "kiểm tra lại các phép nhân và phép chia")
    value = Context(prec=50).divide(Decimal(stack[0].numerator), Decimal(stack[0].denominator))
    return plain(value) if value.adjusted() > -50 else Decimal(0)


def _exact(number: Decimal, part: str) -> Fraction:
    if not number.is_finite() or abs(number) >= LARGEST or (number and number.adjusted() < -60):
        raise FormulaError(part, f"số liệu của `{part}` quá lớn hoặc không phải là số", "kiểm tra lại cột này")
    return Fraction(number)


def _act(step: Step, taken: list[Fraction]) -> Fraction:
    first, last = taken[0], taken[-1]
    match step.act:
        case "+":
            return first + last
        case "-":
            return first - last
        case "*":
            return first * last
        case "/":
            if not last:
                raise FormulaError(step.part, f"chia cho 0: `{step.part}` bằng 0", "kiểm tra lại số liệu của cột")
            return first / last
        case "negate":
            return -first
        case "%":
            return first / 100
        case "round":
            return _round(first, last if step.takes == 2 else Fraction(0), step.part)
        case _:
            return min(taken) if step.act == "min" else max(taken)


def _round(number: Fraction, places: Fraction, part: str) -> Fraction:
    """Round half away from zero; places below zero round to tens, hundreds, as Excel does."""
    if places.denominator != 1 or abs(places) > 9:
        raise FormulaError(part, "số chữ số thập phân của `round` phải là số nguyên từ -9 đến 9", "ví dụ `round(x; 1)`")
    scale = Fraction(10) ** int(places)
    size = (abs(number) * scale + Fraction(1, 2)).__floor__() / scale
    return size if number >= 0 else -size


# --- reading ------------------------------------------------------------------------------------

_TOKEN = re.compile(
    r"(?P<number>[0-9]+(?:[.,][0-9]+)*)"
    r"|(?P<column>\[(?:[^\[\]]|\[[^\[\]]*\])*\])"
    r"|(?P<name>[^\W\d]\w*)"
    r"|(?P<sign>[-+*/()%;,])"
)
_SAME_SIGNS = str.maketrans("−–×÷", "--*/")


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    start: int
    end: int


def _tokens(text: str) -> list[_Token]:
    """Return the tokens of a formula, with an empty one at the end."""
    found: list[_Token] = []
    same = text.translate(_SAME_SIGNS)
    at = 0
    while at < len(text):
        token = _TOKEN.match(same if text[at] in "−–×÷" else text, at)
        if token:
            found.append(_Token(token.lastgroup or "", token[0], at, token.end()))
        elif not text[at].isspace():
            raise _strange(text, at)
        at = token.end() if token else at + 1
    return [*found, _Token("end", "", len(text), len(text))]


def _strange(text: str, at: int) -> FormulaError:
    if text[at] == "[":
        return FormulaError(text[at : at + 40], "ngoặc vuông `[` mở mà không đóng", "viết `[Tên cột]`")
    hints = {
        ".": "số thập phân viết với dấu phẩy và đủ chữ số hai bên: `0,5`",
        ":": "phép chia viết `/`",
        "^": "chỉ có các phép `+ - * /`",
        "{": "ngoặc của phép tính viết `( )`",
    }
    hint = hints.get(text[at], "chỉ dùng số, tên cột, `+ - * / ( ) %`; tên cột có dấu đặt trong `[ ]`")
    return FormulaError(text[at], f"không dùng được dấu `{text[at]}` trong công thức", hint)


def _key(part: str) -> str:
    """Return the key of a column from its name, or its heading in brackets."""
    return slug(part[1:-1]) if part.startswith("[") else part.lower()


class _Reader:
    """Recursive descent over the tokens: sum, product, signed, percent, value."""

    def __init__(self, text: str) -> None:
        self.text, self.tokens, self.at, self.depth = text, _tokens(text), 0, 0
        self.steps: list[Step] = []

    def read(self) -> Formula:
        self.sum()
        if self.next.kind != "end":
            raise self.out_of_place()
        keys = [_key(step.part) for step in self.steps if step.act in ("column", "total")]
        return Formula(self.text, tuple(dict.fromkeys(keys)), tuple(self.steps))

    @property
    def next(self) -> _Token:
        return self.tokens[self.at]

    def take(self, *signs: str) -> str:
        """Step over the next token where it is one of these signs, and return it."""
        if self.next.kind != "sign" or self.next.text not in signs:
            return ""
        self.at += 1
        return self.tokens[self.at - 1].text

    def part(self, start: int) -> str:
        """Return the text from a place to the end of the last token that was read."""
        return self.text[start : self.tokens[self.at - 1].end]

    def sum(self) -> None:
        start = self.next.start
        self.product()
        while sign := self.take("+", "-"):
            self.product()
            self.steps.append(Step(sign, self.part(start), 2))

    def product(self) -> None:
        self.signed()
        while sign := self.take("*", "/"):
            start = self.next.start
            self.signed()
            self.steps.append(Step(sign, self.part(start), 2))

    def signed(self) -> None:
        start, negative = self.next.start, False
        while sign := self.take("-", "+"):
            negative ^= sign == "-"
        self.value()
        while self.take("%"):
            self.steps.append(Step("%", self.part(start), 1))
        if negative:
            self.steps.append(Step("negate", self.part(start), 1))

    def value(self) -> None:
        token = self.next
        self.at += 1
        if token.kind == "number":
            self.number(token)
        elif token.kind == "name" and self.next.text == "(":
            self.call(token)
        elif token.kind in ("name", "column"):
            self.column(token, "column")
        elif token.text == "(":
            self.deeper(token)
            self.sum()
            self.close(token)
        else:
            self.at -= 1
            raise self.nothing_here()

    def number(self, token: _Token) -> None:
        fault = misread(token.text)
        if fault:
            raise FormulaError(token.text, *fault)
        value = Fraction(token.text.replace(".", "").replace(",", "."))
        self.steps.append(Step("number", token.text, 0, value))

    def column(self, token: _Token, act: str) -> None:
        if token.kind == "name" and not token.text.isascii():
            hint = f"đặt trong ngoặc vuông: `[{token.text}]`, hoặc viết `{slug(token.text)}`"
            raise FormulaError(token.text, f"tên cột `{token.text}` có dấu", hint)
        if not _key(token.text):
            raise FormulaError(token.text, "ngoặc vuông không có tên cột", "viết `[Tên cột]`")
        self.steps.append(Step(act, token.text))

    def call(self, name: _Token) -> None:
        """Read a function: its bracket, its arguments, as many as it takes."""
        function = name.text.lower()
        if function not in FUNCTIONS:
            raise _unknown_function(name.text)
        opening = self.next
        self.at += 1
        self.deeper(opening)
        if function == "total":
            self.column_of_total(name)
            return self.close(opening)
        count = 1
        self.sum()
        while self.take(",", ";"):
            self.sum()
            count += 1
        self.close(opening)
        self.steps.append(Step(function, self.part(name.start), count))
        fewest, most, example = FUNCTIONS[function]
        if not fewest <= count <= most:
            hint = f"viết `{example}`, giữa hai số là dấu `;` (`2,5` là một số thập phân)"
            message = f"`{function}` cần từ {fewest} đến {most} số, ở đây có {count}"
            raise FormulaError(self.part(name.start), message, hint)
        return None

    def column_of_total(self, name: _Token) -> None:
        token = self.next
        self.at += 1
        if token.kind not in ("name", "column") or self.next.text != ")":
            closing = self.text.find(")", name.start) + 1 or len(self.text)
            part = self.text[name.start : closing]
            raise FormulaError(part, "`total` chỉ nhận tên một cột", f"viết `{FUNCTIONS['total'][2]}`")
        self.column(token, "total")

    def deeper(self, opening: _Token) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            part = self.text[opening.start : opening.start + 40]
            raise FormulaError(part, f"quá {MAX_DEPTH} lớp ngoặc", "bớt ngoặc, hoặc tách thành một cột")

    def close(self, opening: _Token) -> None:
        self.depth -= 1
        if self.take(")"):
            return
        if self.next.kind == "end":
            part = self.text[opening.start : opening.start + 40]
            raise FormulaError(part, "ngoặc `(` mở mà không đóng", "thêm `)`")
        raise self.out_of_place()

    def out_of_place(self) -> FormulaError:
        """Tell what is wrong with a token after a whole value, where a sign of operation is due."""
        token, before = self.next, self.tokens[self.at - 1]
        if token.text == ")":
            return FormulaError(token.text, "thừa dấu đóng ngoặc `)`", "bớt `)`, hoặc thêm `(` ở trước")
        if token.text in (",", ";"):
            hint = "số thập phân viết liền (`0,5`); dấu này chỉ dùng giữa các số của `round`, `min`, `max`"
            return FormulaError(token.text, f"dấu `{token.text}` đặt sai chỗ", hint)
        part = self.text[before.start : token.end]
        hint = f"thêm `+ - * /` giữa `{before.text}` và `{token.text}`"
        if token.text.lower() == "x":
            hint = "phép nhân viết `*`"
        elif before.kind == token.kind == "number":
            hint += f", hoặc nếu là một số thì viết liền: `{before.text}.{token.text}`"
        elif before.kind == token.kind == "name":
            hint = "tên cột có dấu cách đặt trong ngoặc vuông: `[Số hộ nghèo]`"
        what = "hai số liền nhau" if before.kind == token.kind == "number" else "thiếu dấu phép tính"
        return FormulaError(part, f"{what}: `{part}`", hint)

    def nothing_here(self) -> FormulaError:
        """Tell what is wrong where a number or a name is due."""
        before = self.part(self.tokens[self.at - 1].start) if self.at else ""
        where = f"sau `{before}`" if before else "ở đầu công thức"
        part = self.text[self.next.start : self.next.end] or before
        return FormulaError(part, f"thiếu số hoặc tên cột {where}", "mỗi dấu phép tính đứng giữa hai số hoặc tên cột")


def _unknown_function(name: str) -> FormulaError:
    known = ", ".join(f"`{function}`" for function in FUNCTIONS)
    lowered = slug(name)
    near = _OTHER_NAMES.get(lowered) or nearest(lowered, FUNCTIONS)
    hint = f"có phải là `{near}`? Các hàm: {known}" if near else f"các hàm: {known}"
    return FormulaError(name, f"không có hàm `{name}`", hint)
