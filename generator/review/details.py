"""detail: a group of changes -> what its words alone do not say: where to, which look, at which place."""

from __future__ import annotations

from collections.abc import Iterator

from generator.review.act import Add
from generator.review.flow import Flow
from generator.review.group import Index
from generator.review.marks import HIDES, Bit, clean

#: Of a paragraph that is only pointed at, so much is told (letters).
_LONG = 50


def detail(flow: Flow, group: tuple[int, ...], known: Index) -> str:
    """Return the detail of a group in words; "" where its words tell all."""
    moved = next((act for act in known.of(group) if isinstance(act, Add) and act.moved >= 0), None)
    if moved:
        return _moved(flow, moved)
    if any(flow.changes[n].kind == "look" for n in group):
        bits = [bit for place in known.places(group) for bit in flow.raws[place].bits if bit.look in group]
        return ", ".join(dict.fromkeys(look for bit in bits for look in _looks(bit)))
    return _ended(flow, group, known)


def _moved(flow: Flow, act: Add) -> str:
    if act.after < 0:
        return "chuyển lên đầu"
    way = "xuống" if act.after > act.moved else "lên"
    return f"chuyển {way} sau “{_short(flow.printed[act.after].text)}”"


def _looks(bit: Bit) -> Iterator[str]:
    for now, was, name in ((bit.bold, bit.was[0], "đậm"), (bit.italic, bit.was[1], "nghiêng")):
        if now != was:
            yield f"{'in' if now else 'bỏ'} {name}"


def _ended(flow: Flow, group: tuple[int, ...], known: Index) -> str:
    """Where only the end of a paragraph came or went: what stands after it."""
    members = set(group)
    for place in known.places(group):
        kinds = [flow.changes[n].kind for n in flow.raws[place].mark if n in members]
        if kinds and place + 1 < len(flow.raws):
            after = _short("".join(bit.text for bit in flow.raws[place + 1].bits))
            return (
                (f"nối với đoạn sau “{after}”" if kinds[0] in HIDES else f"tách đoạn trước “{after}”") if after else ""
            )
    return ""


def _short(text: str) -> str:
    said = " ".join(clean(text).split())
    return said if len(said) <= _LONG else said[:_LONG].rsplit(" ", 1)[0] + " …"
