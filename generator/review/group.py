"""Questions about a group of changes that a person takes for one: what kind it is, its words, what it needs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.review.act import Act, Add, Drop, Hunk, Shade
from generator.review.flow import Flow
from generator.review.marks import HIDES, SHOWS, Change, clean
from generator.review.proposal import What
from generator.review.spot import Why


@dataclass(frozen=True, slots=True)
class Index:
    """Where each change is: the paragraphs that it is in, and the acts that it has a part in."""

    raws: dict[int, list[int]]
    acts: dict[int, list[Act]]

    def places(self, group: tuple[int, ...]) -> list[int]:
        return sorted({place for number in group for place in self.raws.get(number, ())})

    def of(self, group: tuple[int, ...]) -> list[Act]:
        found = {id(act): act for number in group for act in self.acts.get(number, ())}
        return list(found.values())


def index(flow: Flow, acts: Iterable[Act]) -> Index:
    """Return where the changes of a flow are."""
    raws: dict[int, list[int]] = {}
    for place, raw in enumerate(flow.raws):
        for number in {n for bit in raw.bits for n in (*bit.chain, bit.look)} | {*raw.mark, *raw.formats}:
            raws.setdefault(number, []).append(place)
    mine: dict[int, list[Act]] = {}
    for act in acts:
        for number in act.causes:
            mine.setdefault(number, []).append(act)
    return Index(raws, mine)


def what(flow: Flow, group: tuple[int, ...], acts: Iterable[Act]) -> What:
    """Return the kind of a group: edit, add, drop, move, look or format."""
    kinds = {flow.changes[n].kind for n in group}
    if kinds <= {"format"}:
        return "format"
    if kinds <= {"look", "format"}:
        return "look"
    mine = list(acts)
    if {"from", "to"} & kinds:
        return "move"
    if any(isinstance(act, Hunk | Shade) for act in mine):
        return "edit"
    if any(isinstance(act, Add) and act.moved >= 0 for act in mine):
        return "move"
    if any(isinstance(act, Add) for act in mine):
        return "add"
    return "drop" if any(isinstance(act, Drop) for act in mine) else "edit"


def words(flow: Flow, group: tuple[int, ...], known: Index) -> tuple[str, str]:
    """Return what the changes of a group took out and put in; of a move both are the same words."""
    members = set(group)
    old: list[str] = []
    new: list[str] = []
    for raw in (flow.raws[place] for place in known.places(group)):
        for bit in raw.bits:
            mine = [flow.changes[n] for n in bit.chain if n in members]
            others = [flow.changes[n] for n in bit.chain if n not in members]
            if mine and not mine[0].tracked:
                others = []  # what was not tracked is told as it stood, before what was
            if bit.look in members:
                old.append(bit.text)
                new.append(bit.text)
            elif any(c.kind in HIDES for c in mine) and not any(c.kind in SHOWS for c in mine):
                old.append(bit.text)
            elif mine and not any(c.kind in HIDES for c in mine) and not _gone(others):
                new.append(bit.text)
        if any(n in members for n in raw.mark):
            (old if any(flow.changes[n].kind in HIDES for n in raw.mark if n in members) else new).append("\n")
    said = _said(old), _said(new)
    if said == ("", "") and "\n" in old + new:
        return ("¶", "") if "\n" in old else ("", "¶")
    return said


def _gone(others: list[Change]) -> bool:
    return any(change.kind in HIDES for change in others)


def _said(parts: list[str]) -> str:
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return clean(" ¶ ".join(line for line in lines if line), "\N{REPLACEMENT CHARACTER}")


def inside(flow: Flow, group: tuple[int, ...], known: Index) -> set[int]:
    """Return the changes that must be accepted before those of a group mean anything: what they were made within."""
    found: set[int] = set()
    members = set(group)
    for raw in (flow.raws[place] for place in known.places(group)):
        for chain in (*(bit.chain for bit in raw.bits), raw.mark):
            for at, number in enumerate(chain):
                if number in members:
                    around = (n for n in chain[:at] if n not in members and flow.changes[n].tracked)
                    found.update(n for n in around if flow.changes[n].kind in SHOWS)
    return found


def idle(flow: Flow, group: tuple[int, ...], places: list[int]) -> Why:
    """Why changes do nothing once all are accepted."""
    kinds = {flow.changes[n].kind for n in group}
    margin = {n for raw in flow.margins for bit in raw.bits for n in (*bit.chain, bit.look)}
    margin |= {n for raw in flow.margins for n in raw.mark}
    if margin & set(group):
        return Why("sửa ở đầu trang, cuối trang: chương trình đặt theo Nghị định 30 (địa chỉ: `issuer.contact`)")
    raws = [flow.raws[place] for place in places]
    touched = any(n in bit.chain for raw in raws for bit in raw.bits for n in group)
    if not touched and kinds & {"ins", "del", "to", "from"}:
        marks = any(n in raw.mark for raw in raws for n in group)
        if not marks:
            return Why("thay đổi không có chữ (hình vẽ, trường, dấu ngắt): kế hoạch không ghi được")
        return Why("chỉ thêm hoặc bỏ dấu hết đoạn, chữ không đổi")
    return Why("thêm rồi lại xóa: chấp nhận hết thì không còn gì")
