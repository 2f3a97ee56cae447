"""read: how a paragraph begins -> the markers that its first signs may be, each with its number.

A marker is what Nghị định 30/2020/NĐ-CP (Phụ lục I, II.6.đ) knows (Phần I, I., 1., a)) and what offices write instead
(I/, A., 1/, 1), 1.1, 1.1.1., a., (1), (a), i), –, +, *, •). Some signs can be read in two ways (`i)` after `h)` is a
letter, else the Roman one; `1.5 triệu` is perhaps no marker at all): all readings are given, the order of the whole
outline decides between them (`levels`). Longer than most modules: a table of forms, and a small reader for each.
"""

from __future__ import annotations

import re

from generator.frozen import dataclass
from generator.numbering import LETTERS

#: How far out a form stands as a rule; `I.` before `1.` before `a)` before `-`.
RANK = {
    "Phần": 0, "A.": 1, "I.": 2, "Điều": 3, "1.": 3, "1.1": 4, "1.1.1": 5, "1.1.1.1": 6, "1)": 7.2, "a)": 7,
    "(1)": 7.5, "(a)": 8, "i)": 8, "a.1": 7.4, "-": 9, "+": 10, "*": 8.7, "•": 11, "Bước": 6.1,
}  # fmt: skip
#: The marker of the plan's language that prints for a form.
KIND = {"1.1.1": "1.1.", "1.1": "1.1.", "1.1.1.1": "1.1.", "Điều": "1.", "i)": "1)", "Bước": "1.", "a.1": "1)"}
#: The bullets that programs give to the second and third level.
_LEVELS = {"○": 0.3, "▪": 0.6}
BULLETS = ("-", "+", "*", "•")


@dataclass(frozen=True, slots=True)
class Reading:
    """A marker as one way of reading it.

    `form` is its key in RANK, `number` its place (0 for bullets), `other` its place in the Latin order of letters,
    `prefix` the numbers before the last of a dotted one, `text` as the source writes it, `end` where the words after it
    begin. `doubt` is what it costs (see `levels`) to take the signs as mere words; None where they are surely a marker.
    `typed` are all its signs where the source has several (`- +`). `family` tells lists of one form apart: the sign of
    a bullet that prints as `•`, the words of a `Bước 1:`. `odd` is what it costs to read the signs so where they look
    like others (see `confused`).
    """

    form: str
    number: int
    text: str
    end: int
    other: int = 0
    prefix: tuple[int, ...] = ()
    doubt: float | None = None
    typed: str = ""
    family: str = ""
    odd: float = 0.0

    @property
    def list(self) -> str:
        """The list that it may belong to: its form, and the family that tells two lists of that form apart."""
        return self.form + self.family

    @property
    def rank(self) -> float:
        """How far out it stands as a rule."""
        return RANK[self.form] + _LEVELS.get(self.family, 0.0)

    @property
    def kind(self) -> str:
        """The marker of the plan's language."""
        return KIND.get(self.form, self.form)

    @property
    def counted(self) -> bool:
        """Tell whether it has a number."""
        return self.form not in BULLETS


_PART = re.compile(
    r"(?P<word>phần|chương)\s+(?:thứ\s+)?(?P<number>nhất|hai|ba|tư|bốn|năm|sáu|bảy|tám|[IVX]{1,5}|[0-9]{1,2}|[A-H])"
    r"(?P<end>\s*[.:)–—-]|\s*$|\s+(?=[A-ZĐÀ-Ỹ]{2}))",
    re.IGNORECASE,
)
#: What ends a number: one sign, or two that mean no more (`1/-`, `a.)`, `I./`).
_END = r"[.)/][-–—.:)/]?"
#: Where the words may begin: a blank, a letter; not `V/v`, `b/c`, `1/a`.
_WORDS = r"(?<!/(?=[a-zđ]))(?<!/(?=V\b))(?=\s|$|[^\W\d_])"
_ARTICLE = re.compile(r"Điều\s+([0-9]{1,3})\s?[.:](?=\s|$)")
_DOTTED = re.compile(r"([0-9]{1,2}(?:\s?\.\s?[0-9]{1,2}){1,3})(\s?[.)/:]?)(?=\s|$|[^\W\d_])")
#: `I.1. Mục tiêu`, `A.2.1 …`: numbers that hang on a Roman one or a capital.
_HUNG = re.compile(r"([IVX]{1,5}|[A-H])\s?\.\s?([0-9]{1,2}(?:\.[0-9]{1,2}){0,2})(\s?[.)/:]?)(?=\s|$|[^\W\d_])")
#: `a.1. …`, `b1) …`: numbers that hang on a letter.
_LETTERED = re.compile(rf"([a-zđ])(?:\s?\.\s?|-)?([0-9]{{1,2}}) ?({_END}){_WORDS}")
_ARABIC = re.compile(rf"([0-9]{{1,2}}) ?({_END}|,|(?=[-–])[-–])(?:{_WORDS}|(?=[“\"(]))")
#: `2.100% hồ sơ`: no share is of four figures, the first is the marker.
_GLUED = re.compile(r"([0-9]{1,2})\.(?=(?:100|[1-9][0-9](?:,[0-9]+)?) ?%)")
_ROMAN = re.compile(rf"([IVX]{{1,7}}) ?({_END}|[:,]|(?=[-–])[-–]|(?=\s)){_WORDS}")
_CAPITAL = re.compile(rf"([A-HĐK-Z]|I) ?({_END}|(?=[-–])[-–]){_WORDS}")
_LETTER = re.compile(rf"([a-zđ]) ?({_END}|,|(?=-)-)(?:{_WORDS}|(?=[“\"(]))")
_SMALL_ROMAN = re.compile(rf"([ivx]{{1,5}}) ?([.)][-–—.:)/]?){_WORDS}")
_BRACKETED = re.compile(r"\(\s?([0-9]{1,2}|[a-zđ]|[ivx]{2,5})\s?\)(?=\s|$|[^\W\d_,;.])")
#: Bullets that print as `•`, by their kind: a list is of one kind, another kind below it is a list inside.
_KINDS = ("•●·∙⋅", "○◦◯o", "▪■◾▮", "□▫❑❏❒☐", "◆♦❖◇v", "➢➤►▶▸▹▻‣Ø", "✓✔☑ü", "→⇒➔➜➡à", "★☆✦✱✳※", "⁃", "§")
_FAMILY = {sign: kind[0] for kind in _KINDS for sign in kind}
_POINTS = "".join(sign for sign in _FAMILY if not sign.isalnum()) + "\uf000-\uf0ff"
_DASHES = "-–—−‐‑‒"
_BULLET = re.compile(rf"(?:(?:[{_DASHES}+*{_POINTS}]|_(?!_))\s*)+(?=[\w“\"'‘«(\[<>≥≤%&/…]|$)")
#: Letters that a bullet becomes where its font (Wingdings, Courier New) is lost.
_LOST_FONT = re.compile(r"([oØüvqà])\s+(?=[A-ZĐÀ-Ỹ0-9“\"(≥≤])")
_SIGNS = {**dict.fromkeys(_DASHES + "_", "-"), "+": "+", "*": "*"}
_ORDINALS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám")
_VALUES = {"I": 1, "V": 5, "X": 10}
#: How a text begins that may have a marker; all else is words and looked at no further.
_MAY = re.compile(
    rf"[{_DASHES}0-9(|_+*{_POINTS}]|[IVXlO]{{1,7}}(?:[\s./):,–-]|[0-9]|$)|[A-ZĐa-zđ] ?[.)/,–-]|[a-zđ][0-9]"
    r"|[ivx]{1,5} ?[.)]|[oØüvqà]\s|(?i:phần|chương)\s|Điều\s"
)


def read(text: str) -> tuple[Reading, ...]:
    """Return the readings of how a text begins, none where it begins with words."""
    if not _MAY.match(text):
        return ()
    for way in (_part, _article, _dotted, _hung, _bracketed, _numbered, _lettered, _bullet):
        if found := way(text):
            return found
    return ()


def automatic(marker: str) -> tuple[Reading, ...]:
    """Return the readings of a number or bullet that the program of the source made: surely a marker."""
    sign = marker.strip()
    if (len(sign) == 1 and not sign.isalnum()) or sign in ("o", "Ø", "ü"):
        form = _SIGNS.get(sign, "•")
        return (Reading(form, 0, sign, 0, family=_FAMILY.get(sign, "") if form == "•" else ""),)
    found = [one for one in read(sign) if one.end >= len(sign)] or [
        one for one in read(sign + ".") if one.end > len(sign)
    ]
    return tuple(Reading(r.form, r.number, sign, 0, r.other, r.prefix) for r in found)


def _part(text: str) -> tuple[Reading, ...]:
    found = _PART.match(text)
    if not found:
        return ()
    named = found["number"]
    number = _ORDINALS.index(named.lower()) + 1 if named.lower() in _ORDINALS else 4 if named.lower() == "bốn" else 0
    if not number:
        number = int(named) if named.isdecimal() else roman(named.upper()) or ord(named.upper()) - 64
    shown = found[0][: found.start("end") - found.start()]
    return (Reading("Phần", number, shown.strip(), after(text, found.end())),)


def _article(text: str) -> tuple[Reading, ...]:
    found = _ARTICLE.match(text)
    return (Reading("Điều", int(found[1]), found[0], after(text, found.end())),) if found else ()


def _dotted(text: str) -> tuple[Reading, ...]:
    found = _DOTTED.match(text)
    if not found:
        return ()
    numbers = tuple(int(n) for n in found[1].replace(" ", "").split("."))
    if not all(numbers) or (found.end() == len(text) and not found[2].strip() and "." not in found[1].replace(" ", "")):
        return ()
    end = after(text, found.end())
    sure = bool(found[2].strip()) or text[end : end + 1].isupper() or text[end : end + 1] == ""
    form = ".".join("1" * len(numbers))
    whole = Reading(form, numbers[-1], found[0].strip(), end, 0, numbers[:-1], None if sure else 0.8)
    if " " not in found[1]:
        return (whole,)
    return (whole, *_numbered(text))  # `2. 4. Sở …`: 2.4. with a blank, or `2.` before a text that begins with `4.`


def _hung(text: str) -> tuple[Reading, ...]:
    if found := _HUNG.match(text):
        numbers = tuple(int(n) for n in found[2].split("."))
        above = roman(found[1]) or ord(found[1]) - 64
        end = after(text, found.end())
        if all(numbers) and _opens(text, end):
            form = ".".join("1" * (len(numbers) + 1))
            sure = None if found[3].strip() else 0.9
            return (Reading(form, numbers[-1], found[0].strip(), end, 0, (above, *numbers[:-1]), sure),)
    if (found := _LETTERED.match(text)) and int(found[2]) and _opens(text, end := after(text, found.end())):
        return (Reading("a.1", int(found[2]), found[0].strip(), end, 0, (_place(found[1]),), 0.9),)
    return ()


def _bracketed(text: str) -> tuple[Reading, ...]:
    found = _BRACKETED.match(text)
    if not found:
        return ()
    sign, end = found[1], after(text, found.end())
    if sign.isdecimal():
        return (Reading("(1)", int(sign), found[0], end),)
    made = [Reading("i)", small, found[0], end)] if (small := roman(sign.upper())) else []
    if len(sign) == 1:
        made.append(Reading("(a)", _place(sign), found[0], end, _latin(sign)))
    return tuple(made)


def _numbered(text: str) -> tuple[Reading, ...]:
    if (found := _GLUED.match(text)) and int(found[1]):
        return (Reading("1.", int(found[1]), found[0], found.end(), 0, (), 0.5),)
    if found := _ARABIC.match(text):
        if not int(found[1]):
            return ()
        end = after(text, found.end())
        weak = found[2] in (",", "-", "–") or (found[2] == "/" and not text[found.end() : found.end() + 1].isspace())
        if weak and not _opens(text, end):
            return ()
        form = "1)" if found[2][0] == ")" else "1."
        return (Reading(form, int(found[1]), found[0], end, 0, (), 0.9 if weak else None),)
    if (found := _ROMAN.match(text)) and (number := roman(found[1])):
        return _romans(text, found, number)
    return _capital(text)


def _romans(text: str, found: re.Match[str], number: int) -> tuple[Reading, ...]:
    end = after(text, found.end())
    weak = found[2] in ("", ",", "-", "–", ":")
    if weak and (not _opens(text, end) or (not found[2] and not text[end : end + 2].isupper())):
        return ()
    own = Reading("I.", number, found[0].strip(), end, 0, (), 0.9 if weak else None)
    return (own, *_capital(text))


def _capital(text: str) -> tuple[Reading, ...]:
    found = _CAPITAL.match(text)
    if not found:
        return ()
    end = after(text, found.end())
    if not _opens(text, end):
        return ()
    number = ord(found[1]) - 64 if found[1] != "Đ" else 5
    weak = found[2] in ("-", "–") or not text[end : end + 2].isupper()
    return (Reading("A.", number, found[0], end, number, (), 0.9 if weak else None),)


def _lettered(text: str) -> tuple[Reading, ...]:
    if text.startswith("v.v"):
        return ()
    made: list[Reading] = []
    if (found := _SMALL_ROMAN.match(text)) and (number := roman(found[1].upper())):
        made.append(Reading("i)", number, found[0], after(text, found.end())))
    if found := _LETTER.match(text):
        end = after(text, found.end())
        weak = found[2] in (",", "-") or (found[2][0] != ")" and not _opens(text, end))
        if not (found[2] in (",", "-") and not _opens(text, end)):
            made.append(Reading("a)", _place(found[1]), found[0], end, _latin(found[1]), (), 0.9 if weak else None))
    return tuple(made)


def _bullet(text: str) -> tuple[Reading, ...]:
    if found := _BULLET.match(text):
        signs = found[0].strip()
        last = signs[-1]  # `- + 100%`: the last one is what the office meant
        form = _SIGNS.get(last, "•")
        family = _FAMILY.get(last, "") if form == "•" else ""
        return (Reading(form, 0, last, found.end(), typed=signs, family=family),)
    if found := _LOST_FONT.match(text):
        return (Reading("•", 0, found[1], found.end(), 0, (), 0.9, family=_FAMILY[found[1]]),)
    return ()


def after(text: str, at: int) -> int:
    """Return where the words go on after the blanks that stand at a place."""
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _opens(text: str, at: int) -> bool:
    """Tell whether what stands there begins a sentence."""
    return at >= len(text) or text[at].isupper() or text[at] in '“"(' or text[at].isdecimal()


def roman(text: str) -> int:
    """Return the value of a Roman number up to 39, 0 where it is none."""
    total = 0
    for at, sign in enumerate(text):
        value = _VALUES.get(sign, 0)
        follows = _VALUES.get(text[at + 1], 0) if at + 1 < len(text) else 0
        total += -value if value < follows else value
    return total if 0 < total < 40 and _roman(total) == text else 0


def _roman(number: int) -> str:
    tens, ones = divmod(number, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]


def _place(letter: str) -> int:
    return LETTERS.index(letter) + 1 if letter in LETTERS else 0


def _latin(letter: str) -> int:
    return ord(letter) - 96 if letter != "đ" else 0
