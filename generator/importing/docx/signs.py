"""shown: letters of the symbol fonts (Symbol, Wingdings, Webdings) -> the signs of Unicode that they look like.

A table. Word writes such letters as their code in the font, with or without F000 before it. `raised`: superscripts
and subscripts -> the Unicode signs where there are such for all of it.
"""

from __future__ import annotations

#: Adobe's Symbol encoding, from 0x20 and from 0xA1; `\0` where there is nothing that Unicode has.
_SYMBOL_LOW = " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_\0αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
_SYMBOL_HIGH = "ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪\0〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"
#: Signs of Wingdings that people put in letters: bullets, boxes, ticks, hands, arrows, numbers in circles.
_WINGDINGS = {
    0x22: "✂", 0x28: "☎", 0x29: "✆", 0x2A: "✉", 0x36: "⌛", 0x3A: "💻", 0x46: "☞", 0x47: "☜", 0x45: "☜", 0x4A: "☺",
    0x4C: "☹", 0x50: "⚐", 0x52: "☼", 0x54: "❄", 0x58: "✠", 0x59: "✡", 0x5A: "☪", 0x5B: "☯", 0x6C: "●", 0x6D: "❍",
    0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "❑", 0x72: "❒", 0x73: "⬧", 0x74: "⧫", 0x75: "◆", 0x76: "❖", 0x77: "⬥",
    0x78: "⌧", 0x7A: "⌘", 0x7B: "❀", 0x7C: "✿", 0x80: "⓪", 0x9F: "•", 0xA0: "▪", 0xA1: "○", 0xA2: "○", 0xA3: "○",
    0xA4: "◉", 0xA5: "◎", 0xA7: "▪", 0xA8: "◻", 0xAA: "✦", 0xAB: "★", 0xAC: "✶", 0xAD: "✴", 0xAE: "✹", 0xAF: "✵",
    0xD5: "⌫", 0xD6: "⌦", 0xD8: "➢", 0xDC: "➲", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE7: "←", 0xE8: "➔",
    0xE9: "↑", 0xEA: "↓", 0xEF: "⇦", 0xF0: "⇨", 0xF1: "⇧", 0xF2: "⇩", 0xF3: "⇔", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒",
    0xFE: "☑",
} | {0x81 + i: chr(0x2460 + i) for i in range(10)} | {0x8C + i: chr(0x2776 + i) for i in range(10)}  # fmt: skip
_WINGDINGS2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "•", 0x98: "●", 0xA3: "□"}
_WINGDINGS3 = {0x7D: "▶", 0x7C: "◀", 0x84: "◆", 0x22: "→", 0x67: "→", 0x75: "▶"}
_WEBDINGS = {0x61: "✓", 0x63: "□", 0x67: "■", 0x6E: "●", 0x72: "✗", 0x34: "▶", 0x33: "◀"}
TABLES = {
    "symbol": {0x20 + i: c for i, c in enumerate(_SYMBOL_LOW) if c != "\0"}
    | {0xA1 + i: c for i, c in enumerate(_SYMBOL_HIGH) if c != "\0"}
    | {0x2A: "*", 0x2D: "-", 0x7E: "~", 0xB7: "•", 0xA8: "♦"},
    "wingdings 2": _WINGDINGS2,
    "wingdings 3": _WINGDINGS3,
    "wingdings": _WINGDINGS | {0x2D: "-"},
    "webdings": _WEBDINGS,
}
#: The fonts whose letters are no letters although they are not in a table of ours.
PRIVATE = range(0xF000, 0xF100)

_SUPER = dict(zip("0123456789+-n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ", strict=True))
_SUB = dict(zip("0123456789", "₀₁₂₃₄₅₆₇₈₉", strict=True))


def table(family: str) -> dict[int, str] | None:
    """Return the signs of a symbol font by their codes, None for a font of letters."""
    name = family.strip().lower()
    return TABLES.get(name) or next((signs for key, signs in TABLES.items() if name.startswith(key)), None)


def shown(text: str, family: str, bullet: bool = False) -> str:
    """Return what letters of a symbol font look like; letters of other fonts are themselves.

    A code that no table has stays as it is in a text (it is told elsewhere); a bullet is one whatever it looks like.
    """
    signs = table(family)
    if signs is None and not any(ord(c) in PRIVATE for c in text):
        return text
    out: list[str] = []
    for letter in text:
        code = ord(letter)
        private = code in PRIVATE
        found = (signs or TABLES["symbol"] if bullet else signs or {}).get(code & 0xFF if private else code)
        out.append(found or ("•" if bullet and (private or code > 0x7E) else letter))
    return "".join(out)


def typed(text: str, family: str) -> str:
    """Return what a run typed in a symbol font looks like.

    A code of the private area is a sign; a plain letter is one only where it stands alone: a sentence that was set in
    Symbol by mistake is shown in letters, since the font has none of its own for Vietnamese.
    """
    if table(family) is None:
        return text
    alone = len(text.strip()) <= 2 and all(ord(c) < 0x100 for c in text)
    return "".join([shown(c, family) if alone or ord(c) in PRIVATE else c for c in text])


def raised(text: str, place: str) -> str:
    """Return a superscript (`superscript`) or subscript as Unicode signs, plain where one of them has none."""
    signs = _SUPER if place == "superscript" else _SUB
    bare = text.strip()
    if not bare or not all(letter in signs for letter in bare):
        return text
    return "".join([signs.get(letter, letter) for letter in text])
