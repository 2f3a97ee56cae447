"""marker: an item of a list of a page -> its number or bullet as a browser shows it."""

from __future__ import annotations

from generator.importing.html.look import Looks, Node

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
#: Names of kinds of numbers in CSS and in the attribute `type`, told apart by the letter.
_KINDS = {
    "1": "1", "decimal": "1", "decimal-leading-zero": "01", "a": "a", "lower-alpha": "a", "lower-latin": "a",
    "upper-alpha": "A", "upper-latin": "A", "lower-roman": "i", "upper-roman": "I",
}  # fmt: skip
_BULLETS = {"disc": "•", "circle": "◦", "square": "▪"}
_BY_DEPTH = ("•", "◦", "▪")


def numeral(number: int, kind: str) -> str:
    """Return a number written as `1`, `01`, `a`, `A`, `i` or `I` says; letters are those of the Latin alphabet."""
    if kind in "aA" and number > 0:
        letters = ""
        while number > 0:
            number, rest = divmod(number - 1, 26)
            letters = chr(97 + rest) + letters
        return letters.upper() if kind == "A" else letters
    if kind in "iI" and 0 < number < 4000:
        text = ""
        for value, sign in _ROMAN:
            count, number = divmod(number, value)
            text += sign * count
        return text.upper() if kind == "I" else text
    return f"{number:02d}" if kind == "01" else str(number)


def marker(item: Node, shown: Looks, counts: dict[Node, int]) -> str:
    """Return the marker of a list's item, "" where it has none; `counts` holds where each list has come to."""
    above = item.getparent()
    if above is None or above.tag not in ("ol", "ul", "menu"):
        return ""
    style = _style(item, shown) or _style(above, shown)
    if above.tag == "ol" and style not in _BULLETS and style != "none":
        number = _whole(item.get("value"), counts.get(above, _whole(above.get("start"), 1) - 1) + 1)
        counts[above] = number
        return f"{numeral(number, _KINDS.get(style, '1'))}."
    if style == "none":
        return ""
    quoted = style.strip("\"' ") if style[:1] in "\"'" else ""
    depth = sum(node.tag in ("ul", "ol") for node in above.iterancestors())
    return quoted or _BULLETS.get(style) or _BY_DEPTH[min(depth, 2)]


def _style(node: Node, shown: Looks) -> str:
    """Return the kind of numbers or bullets that is asked for, by its name in CSS or its letter (`I` is not `i`)."""
    given = (node.get("type") or "").strip()
    if given in ("I", "A"):
        return "upper-roman" if given == "I" else "upper-alpha"
    if given == "i":
        return "lower-roman"
    return next((word for word in shown.own[node].numbers.split() if word not in ("inside", "outside")), "")


def _whole(text: str | None, otherwise: int) -> int:
    try:
        value = int(text) if text else otherwise
    except ValueError:
        return otherwise
    return value if -100_000 < value < 100_000 else otherwise
