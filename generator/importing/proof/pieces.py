"""pieces: a word as a source or a document has it -> what is compared of it.

A piece is a word without what staff and portals glue to it (a marker, a reference to a note). Three things are made of
each: `exact` (letters and signs, capitals or not), `bare` (no signs at its ends, one kind of dash and of quotation
mark), `formal` (as the letterhead and the signature are compared, where the decree gives the form of a date, a number
and a line of recipients: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, II.3, II.4, II.9).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

#: What is in a text and is not seen: soft hyphens, joiners, marks of direction.
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎\u2011", "0123456789+-=()ni0123456789+-=()-")
_DASHES = str.maketrans(
    {**dict.fromkeys("‐‒–—―−", "-"), **dict.fromkeys("“”„‟«»", '"'), **dict.fromkeys("‘’‚‛`´", "'"), "…": "..."}
)
_REFERENCE = re.compile(r"\[\d{1,3}\]")
#: A marker that was typed without a space after it: `1.Mục`, `a)Tổ`, `-Như`, `I/Mục`.
_GLUED = re.compile(
    r"(?:[-–—−+*•·●▪]|\(?(?:\d{1,2}(?:\.\d{1,2}){0,3}|[IVXivx]{1,5}|[A-Za-zđĐ])(?:[.)]-?|/-)|[IVX]{1,5}[/-]|\d{1,2}-)"
    r"(?=[^\W\d_]{2})"
)
#: Bullets that print alike.
_BULLETS = frozenset("·●○◦▪▫■□◆◊➢➤►✓✔❖※⮚\uf0b7\uf0d8\uf0fc")
#: A marker of the old style: `I-`, `1/-`, `a)-`.
_DASHED = re.compile(r"((?:\d{1,2}(?:\.\d{1,2}){0,3}|[ivx]{1,5}|[a-zđ])[./)]?)-")
_RULER = re.compile(r"[-–—_=*~.…|¯‾ˉ⎯━─]{3,}|[_=|¯‾ˉ⎯━─~]+|[-–—_=~.*]{2,}(?:[oO0]{1,3})[-–—_=~.*…]{2,}")
_ENDS = ".;,:/)!?\"'"
#: Tone marks on the other letter of oa, oe, uy: `hoà` and `hòa` are one word.
_TONES = {
    old + mark: unicodedata.normalize("NFC", new[0] + mark + new[1])
    for mark in "\u0300\u0301\u0303\u0309\u0323"
    for old, new in (("oa", "oa"), ("oe", "oe"), ("uy", "uy"))
}
_TONED = {unicodedata.normalize("NFC", old): new for old, new in _TONES.items()}
_TONE = re.compile("|".join(_TONED))


@lru_cache(maxsize=65536)
def pieces(word: str) -> tuple[str, ...]:
    """Return what a word consists of; a reference to a note comes after the word that bears it."""
    word = seen(word)
    notes = tuple(_REFERENCE.findall(word)) if "[" in word else ()
    if notes:
        word = _REFERENCE.sub("", word)
    glued = _GLUED.match(word)
    parts = (word[: glued.end()], word[glued.end() :]) if glued else (word,)
    return (*(part for part in parts if part), *notes)


def seen(text: str) -> str:
    """Return a text without what is in it and is not seen, its letters composed."""
    return unicodedata.normalize("NFC", text.translate(_UNSEEN))


def is_rule(piece: str) -> bool:
    """Tell whether a piece only draws a line, or leaves room for what is written by hand."""
    return _RULER.fullmatch(piece) is not None and piece not in ("...", "…", "_")


@lru_cache(maxsize=65536)
def exact(piece: str) -> str:
    """Return a piece as it is compared: its letters and signs, capitals or not, raised or not."""
    return piece.casefold().translate(_PLAIN)


@lru_cache(maxsize=65536)
def bare(piece: str) -> str:
    """Return a piece by which it is looked for: its signs may differ, its letters and digits not."""
    text = exact(piece).translate(_DASHES)
    text = _TONE.sub(lambda found: _TONED[found[0]], text)
    if len(text) == 1:  # a dash as a scan has it; signs of one meaning
        text = "-" if text == "_" else "•" if text in _BULLETS else text
    if text[-1:] == "-" and (marked := _DASHED.fullmatch(text)):
        text = marked[1]
    stem = text.strip("\"'").rstrip(_ENDS)
    if stem.startswith(("(", "[")):
        stem = stem[1:].rstrip("]")
    return stem or text


@lru_cache(maxsize=65536)
def formal(piece: str) -> tuple[str, ...]:
    """Return a piece as the letterhead and the signature are compared: without dashes, ends of lines, zeros before a
    number; `KT.CHỦ` is two words; nothing of what leaves room."""
    text = exact(piece).translate(_DASHES)
    text = _TONE.sub(lambda found: _TONED[found[0]], text)
    text = re.sub(r"^20\.+[,;]?$|\.{2,}|_{2,}", " ", text)
    text = re.sub(r"^(\d{1,2})[/.-](\d{1,2})[/.-]((?:19|20)\d\d)$", r"\1 \2 \3", text)
    text = re.sub(r"^(số):(?=.)", r"\1 ", text)
    text = re.sub(r"^(tm|kt|tl|tuq|q|t/m|k/t|t/l)[.:/]+(?=.)", lambda found: found[1].replace("/", "") + " ", text)
    text = re.sub(r"^([tk])/([mtl])$", r"\1\2", text)
    words = (re.sub(r"^0+(?=\d)", "", word.strip("-+*•·.,;:")) for word in text.split())
    return tuple(word for word in words if word.strip("/()"))
